'use strict';
// The metric against each axis, a dot a trial and a line through the medians; diverged trials are crosses below.
// Options: selected, visible (sets of numbers), onPick(number).
Charts.slices = (() => {
  const HEIGHT = 230;

  // Dots of one value lie side by side, so that all are seen; the same for every reader. One alone stands in its place.
  const aside = (trial, alone) => (alone ? 0 : ((trial.n * 0.618034) % 1 - 0.5) * 0.36);

  function panel(sweep, axis, place, scale, options) {
    const { selected = new Set(), visible = null } = options;
    const fades = trial => (visible && !visible.has(trial.n) ? 0.07 : selected.has(trial.n) ? 1 : sweep.trials.length > 200 ? 0.35 : 0.6);
    const say = p => {
      const trial = p.data.trial;
      return `<b>Trial ${trial.n}</b>${trial.rank ? `, rank ${trial.rank}` : ''}<br>${Format.values(sweep, trial)}<br>`
        + (trial.best === null ? `${trial.kind} in epoch ${trial.epoch}: ${Dom.escape(trial.cause)}` : `${Dom.escape(sweep.label)} <b>${Format.value(sweep, trial.best)}</b>`);
    };
    const held = new Map();
    for (const trial of sweep.trials) held.set(trial.at[axis], (held.get(trial.at[axis]) || 0) + 1);
    const dot = (trial, y) => ({
      value: [trial.at[axis] + aside(trial, held.get(trial.at[axis]) === 1), y], trial, symbolSize: selected.has(trial.n) ? 13 : 7, itemStyle: { opacity: fades(trial) },
    });
    return [{
      type: 'scatter', id: 'dots' + axis, xAxisIndex: place, yAxisIndex: place, z: 3, itemStyle: { color: Theme.colour('link') },
      data: sweep.trials.filter(t => t.best !== null).map(t => dot(t, t.best)), tooltip: { formatter: say },
    }, {
      type: 'scatter', id: 'crosses' + axis, xAxisIndex: place, yAxisIndex: place, z: 3, clip: false, symbol: Charts.CROSS,
      itemStyle: { color: Theme.colour('red') }, tooltip: { formatter: say },
      data: sweep.trials.filter(t => t.epoch !== undefined).map(t => dot(t, scale.nowhere)),
    }, {
      type: 'line', id: 'medians' + axis, xAxisIndex: place, yAxisIndex: place, z: 4, symbol: 'circle', symbolSize: 5, silent: true,
      lineStyle: { color: Theme.colour('ink'), width: sweep.parameters[axis].numeric ? 2 : 0 }, itemStyle: { color: Theme.colour('ink') },
      data: sweep.slices[axis].map(([, , median], i) => [i, median]),
    }];
  }

  function withRoom(sweep) {
    const scale = Charts.metric(sweep);
    if (!sweep.trials.some(t => t.epoch !== undefined)) return scale;
    const up = sweep.goal === 'maximize';
    if (scale.log) {
      const least = up ? scale.bottom / 3 : scale.top * 3;
      return { ...scale, nowhere: least, [up ? 'bottom' : 'top']: least };
    }
    const room = (scale.top - scale.bottom) * 0.12;
    const nowhere = up ? scale.bottom - room : scale.top + room;
    return { ...scale, nowhere, [up ? 'bottom' : 'top']: nowhere };
  }

  return (element, sweep, options) => {
    const width = element.clientWidth || 680;
    const columns = Math.max(1, Math.min(sweep.parameters.length, Math.floor(width / 270)));
    const rows = Math.ceil(sweep.parameters.length / columns);
    element.style.height = `${rows * HEIGHT}px`;
    const scale = withRoom(sweep);
    const plain = Charts.metric(sweep);
    const axis = Charts.axis();
    const [wide, gap] = [width / columns, 52];
    const chart = Charts.instance(element, sweep.trials.length * sweep.parameters.length);
    chart.resize();
    Charts.draw(element, {
      tooltip: Charts.tooltip(),
      grid: sweep.parameters.map((p, i) => ({
        left: (i % columns) * wide + gap, top: Math.floor(i / columns) * HEIGHT + 12, width: wide - gap - 14, height: HEIGHT - 62,
      })),
      xAxis: sweep.parameters.map((p, i) => ({
        ...Charts.places(p), splitNumber: Math.max(2, Math.floor((wide - gap) / 50)), gridIndex: i, name: p.name, nameLocation: 'middle', nameGap: 24,
        nameTextStyle: { color: Theme.colour('ink'), fontWeight: 600 },
      })),
      yAxis: sweep.parameters.map((p, i) => ({
        ...axis, gridIndex: i, type: scale.log ? 'log' : 'value', min: scale.bottom, max: scale.top, inverse: false,
        axisLabel: {
          ...axis.axisLabel, showMinLabel: scale.nowhere === undefined || sweep.goal === 'minimize',
          showMaxLabel: scale.nowhere === undefined || sweep.goal === 'maximize',
          formatter: y => (y < plain.bottom - 1e-12 || y > plain.top + 1e-12 ? '' : Format.short(+y.toPrecision(3))),
        },
      })),
      series: sweep.parameters.flatMap((p, i) => panel(sweep, i, i, scale, options)),
    }).on('click', event => { if (options.onPick && event.data && event.data.trial) options.onPick(event.data.trial.n); });
    return {
      caption: 'A dot is a trial at its best epoch; the line joins the medians of the finite trials.'
        + (scale.nowhere === undefined ? '' : ` Red crosses are trials that diverged: they have no value, and stand ${sweep.goal === 'maximize' ? 'below' : 'above'} all others.`),
      key: [],
    };
  };
})();
