'use strict';
// When each trial was under way, by worker and packed into lanes. Options: selected (a set of numbers), onPick(number).
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
    const { workers, stays } = sweep.timeline;
    let lanes = 0;
    const bands = workers.map(([name, own]) => {
      lanes += own;
      return { value: [0, lanes - own, lanes], name: name || (workers.length > 1 ? 'not recorded' : '') };
    });
    const named = workers.some(([name]) => name !== '');
    const byNumber = new Map(sweep.trials.map(t => [t.n, t]));
    element.style.height = `${Math.min(520, Math.max(130, lanes * 26 + 80))}px`;
    const end = Math.max(1, ...stays.map(stay => stay[3]));
    const axis = Charts.axis();
    const chart = Charts.instance(element, stays.length);
    chart.resize();
    Charts.draw(element, {
      grid: { left: named ? 92 : 58, right: 28, top: 30, bottom: 44 },
      tooltip: Charts.tooltip(),
      toolbox: Charts.zoom(),
      xAxis: {
        ...axis, type: 'value', min: 0, max: end, name: 'time since the first trial began', nameLocation: 'middle', nameGap: 28,
        splitNumber: element.clientWidth < 600 ? 3 : 6, axisLabel: { ...axis.axisLabel, hideOverlap: true, formatter: clock },
      },
      yAxis: {
        ...axis, type: 'value', min: 0, max: lanes, inverse: true, interval: Math.max(1, Math.ceil(lanes / 12)), splitLine: { show: false },
        axisTick: { show: false }, axisLabel: { show: false }, name: named ? '' : 'lanes', nameLocation: 'middle', nameGap: 16,
      },
      series: [{
        type: 'custom', dimensions: ['x', 'from', 'to'], encode: { x: 0, y: [1, 2] }, clip: false, silent: true, data: bands,
        renderItem: (params, api) => {
          const band = bands[params.dataIndex];
          const { x, y, width, height } = params.coordSys;
          const within = lane => Math.min(y + height, Math.max(y, api.coord([0, lane])[1]));
          const top = within(band.value[1]);
          const bottom = within(band.value[2]);
          const shown = bottom - top >= 11;
          return {
            type: 'group', children: [
              ...(top === y ? [] : [{
                type: 'line', shape: { x1: x - 86, y1: top, x2: x + width, y2: top }, style: { stroke: Theme.colour('line'), lineWidth: 1 },
              }]),
              ...(shown ? [{
                type: 'text', x: x - 8, y: (top + bottom) / 2,
                style: { text: band.name, width: 80, overflow: 'truncate', align: 'right', verticalAlign: 'middle', fill: Theme.colour('ink'), fontSize: 12 },
              }] : []),
            ],
          };
        },
      }, {
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
      caption: named
        ? 'A worker trains the trials of one batch together, each in the first of its lanes that was free.'
        : 'Who trained a trial is not recorded: each is in the first lane that was free. Trials of one batch begin together.',
      key: states.map(state => [state, Theme.colour(state)]),
    };
  };
})();
