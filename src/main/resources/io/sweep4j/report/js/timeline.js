'use strict';
// When each trial was under way, packed into lanes. Options: selected (a set of numbers), onPick(number).
Charts.timeline = (() => {
  const KNOWN = ['completed', 'diverged', 'failed', 'cancelled', 'pruned', 'running'];

  const clock = milliseconds => {
    const seconds = milliseconds / 1000;
    if (seconds < 60) return `${Format.short(+seconds.toPrecision(4))} s`;
    const minutes = Math.floor(seconds / 60);
    if (minutes < 60) return `${minutes} min ${Math.round(seconds % 60)} s`;
    return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
  };

  return (element, sweep, options) => {
    const { selected = new Set() } = options;
    const { lanes, stays } = sweep.timeline;
    const byNumber = new Map(sweep.trials.map(t => [t.n, t]));
    element.style.height = `${Math.min(520, Math.max(130, lanes * 26 + 80))}px`;
    const end = Math.max(1, ...stays.map(stay => stay[3]));
    const axis = Charts.axis();
    const chart = Charts.instance(element, stays.length);
    chart.resize();
    Charts.draw(element, {
      grid: { left: 58, right: 28, top: 30, bottom: 44 },
      tooltip: Charts.tooltip(),
      toolbox: Charts.zoom(),
      xAxis: {
        ...axis, type: 'value', min: 0, max: end, name: 'time since the first trial began', nameLocation: 'middle', nameGap: 28,
        splitNumber: element.clientWidth < 600 ? 3 : 6, axisLabel: { ...axis.axisLabel, hideOverlap: true, formatter: clock },
      },
      yAxis: {
        ...axis, type: 'value', min: 0, max: lanes, inverse: true, interval: Math.max(1, Math.ceil(lanes / 12)), splitLine: { show: false },
        axisTick: { show: false }, axisLabel: { show: false }, name: 'lanes', nameLocation: 'middle', nameGap: 16,
      },
      series: [{
        type: 'custom', dimensions: ['from', 'lane', 'to', 'n'], encode: { x: [0, 2], y: 1 }, clip: true,
        data: stays.map(([n, lane, from, to]) => ({ value: [from, lane, to, n], name: String(n) })),
        renderItem: (params, api) => {
          const trial = byNumber.get(api.value(3));
          const [x1, y1] = api.coord([api.value(0), api.value(1)]);
          const [x2, y2] = api.coord([api.value(2), api.value(1) + 1]);
          const high = y2 - y1;
          const chosen = selected.has(api.value(3));
          const state = trial && KNOWN.includes(trial.state) ? trial.state : 'waiting';
          const wide = Math.max(2, x2 - x1 - 1);
          return {
            type: 'rect', shape: { x: x1, y: y1 + high * 0.1, width: wide, height: Math.max(1, high * 0.8), r: 2 },
            style: { fill: Theme.colour(state), stroke: chosen ? Theme.colour('ink') : Theme.colour('sheet'), lineWidth: chosen ? 2.5 : 0.5 },
            textContent: wide > 26 && high > 14 ? { type: 'text', style: { text: String(api.value(3)), fill: Theme.colour('sheet'), fontSize: 11 } } : undefined,
            textConfig: { position: 'inside' },
          };
        },
        tooltip: {
          formatter: p => {
            const trial = byNumber.get(p.value[3]);
            return `<b>Trial ${p.value[3]}</b>${trial ? `: ${trial.state}<br>${Format.values(sweep, trial)}` : ''}<br>from ${clock(p.value[0])}, for ${clock(p.value[2] - p.value[0])}`;
          },
        },
      }],
    }, stays.length).on('click', event => { if (options.onPick) options.onPick(event.value[3]); });
    const states = KNOWN.filter(state => sweep.trials.some(trial => trial.state === state));
    return {
      caption: 'Which thread trained a trial is not recorded: each trial is in the first lane that was free. Trials of one batch begin together.',
      key: states.map(state => [state, Theme.colour(state)]),
    };
  };
})();
