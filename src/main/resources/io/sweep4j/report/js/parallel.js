'use strict';
// Parallel coordinates: a line a trial through its values on all axes to its metric, diverged ones in red to a place of
// their own. Dragging along an axis brushes.
// Options: selected (a set of numbers), brush ({ axis: [[from, to], …] }, by place on the axis), onBrush(brush).
Charts.parallel = (() => {
  const LONGEST = 14;
  const short = text => (text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`);

  function axes(element, sweep, at) {
    const narrow = element.clientWidth < 600;
    const soft = Theme.colour('soft');
    const style = {
      nameTextStyle: { color: Theme.colour('ink'), fontWeight: 600, fontSize: 12 }, axisLine: { lineStyle: { color: soft, width: 1.5 } },
      axisTick: { show: false }, areaSelectStyle: { width: 18, borderColor: Theme.colour('link'), color: Theme.colour('link'), opacity: 0.25 },
      nameTruncate: { maxWidth: element.clientWidth / (sweep.parameters.length + 1) * (narrow ? 2 : 1) },
    };
    // Where there is little room, every second name stands higher.
    const gap = i => (narrow && i % 2 ? 32 : 15);
    // As wide as its text: the lines go on behind it.
    const label = {
      color: Theme.colour('ink'), backgroundColor: Theme.colour('sheet'), padding: [1, 3], borderRadius: 3, fontSize: 11, hideOverlap: true,
    };
    const own = sweep.parameters.map((parameter, i) => ({
      ...Charts.places(parameter, 0.3), ...style, id: 'axis' + i, dim: i, name: parameter.name, nameGap: gap(i),
      axisLabel: { ...label, formatter: place => short(parameter.values[place] ?? '') },
    }));
    return [...own, {
      ...style, id: 'axis' + own.length, dim: own.length, name: sweep.label, nameGap: gap(own.length),
      nameTextStyle: { ...style.nameTextStyle, ...(narrow ? { align: 'right', padding: [0, -56, 0, 0] } : {}) }, type: 'value', min: at.min, max: at.max, minInterval: at.minInterval,
      inverse: sweep.goal === 'minimize', splitLine: { show: false },
      axisLabel: { ...label, showMinLabel: true, showMaxLabel: true, formatter: at.label },
    }];
  }

  // The metric's axis has room for the diverged at its bad end.
  function metricAxis(sweep) {
    const scale = Charts.metric(sweep);
    const to = y => (scale.log ? Math.log10(y) : y);
    const [low, high] = [to(scale.bottom), to(scale.top)];
    const any = sweep.trials.some(t => t.epoch !== undefined);
    const room = any ? (high - low) * 0.14 : 0;
    const up = sweep.goal === 'maximize';
    const nowhere = up ? low - room : high + room;
    return {
      to, nowhere, minInterval: scale.log ? 1 : undefined, min: up ? nowhere : low, max: up ? high : nowhere,
      label: y => (any && Math.abs(y - nowhere) < 1e-9 ? 'diverged'
        : y < low - 1e-9 || y > high + 1e-9 ? '' : Format.short(+(scale.log ? 10 ** y : y).toPrecision(3))),
    };
  }

  return (element, sweep, options) => {
    const { selected = new Set(), brush = {} } = options;
    const at = metricAxis(sweep);
    const values = sweep.trials.map(t => t.best).filter(y => y !== null).map(at.to);
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const share = y => (high > low ? (sweep.goal === 'maximize' ? y - low : high - y) / (high - low) : 1);
    const many = sweep.trials.length > 100;
    const shown = sweep.trials.filter(t => t.best !== null || t.epoch !== undefined);
    // The best are drawn last, and so on top.
    const data = [...shown].reverse().map(t => ({
      name: String(t.n), value: [...t.at, t.best === null ? at.nowhere : at.to(t.best)],
      lineStyle: {
        color: t.best === null ? Theme.colour('red') : Palette.step(1 - share(at.to(t.best))),
        width: selected.has(t.n) ? 4 : many ? 1 : 1.6, opacity: selected.has(t.n) ? 1 : many ? 0.45 : 0.75,
      },
    }));
    const narrow = element.clientWidth < 600;
    const chart = Charts.draw(element, {
      tooltip: {
        ...Charts.tooltip(),
        formatter: p => {
          const t = sweep.trials.find(trial => String(trial.n) === p.name);
          return `<b>Trial ${t.n}</b>${t.rank ? `, rank ${t.rank}` : ''}<br>${Format.values(sweep, t)}<br>${Dom.escape(sweep.label)}`
            + ` <b>${t.best === null ? `diverged: ${Dom.escape(t.cause)}` : Format.value(sweep, t.best)}</b>`;
        },
      },
      parallel: { left: narrow ? 40 : 60, right: narrow ? 60 : 90, top: narrow ? 60 : 44, bottom: 24 },
      parallelAxis: axes(element, sweep, at),
      series: [{
        type: 'parallel', data, smooth: 0.15, inactiveOpacity: 0.04, activeOpacity: many ? 0.6 : 0.85,
        emphasis: { lineStyle: { width: 4, opacity: 1 } },
      }],
    }, shown.length);
    chart.off('axisareaselected');
    for (const [axis, intervals] of Object.entries(brush)) {
      chart.dispatchAction({ type: 'axisAreaSelect', parallelAxisId: 'axis' + axis, intervals });
    }
    const now = { ...brush };
    chart.on('axisareaselected', event => {
      for (const one of event.batch || [event]) {
        const axis = String(one.parallelAxisId).slice(4);
        if (one.intervals && one.intervals.length) now[axis] = one.intervals;
        else delete now[axis];
      }
      if (options.onBrush) options.onBrush({ ...now });
    });
    chart.on('click', event => { if (options.onPick) options.onPick(+event.name); });
    const least = sweep.goal === 'maximize' ? 'worst' : 'highest';
    return {
      caption: 'Drag along an axis to keep the trials in that range, in the table and the curves too; click the axis to undo.'
        + ' The values of an axis stand evenly spaced.',
      key: [...(values.length ? [['best', Palette.step(0)], [least, Palette.step(1)]] : []),
        ...(sweep.trials.some(t => t.epoch !== undefined) ? [['diverged', Theme.colour('red')]] : [])],
    };
  };
})();
// The trials in a brush: a set of numbers, or null if nothing is brushed.
Charts.parallel.within = (sweep, brush) => {
  const axes = Object.entries(brush);
  if (!axes.length) return null;
  const log = Charts.metric(sweep).log;
  const on = (trial, axis) => (axis < sweep.parameters.length ? trial.at[axis] : trial.best !== null && (log ? Math.log10(trial.best) : trial.best));
  const inside = (trial, axis, intervals) => {
    const y = on(trial, +axis);
    return y === false ? false : intervals.some(([from, to]) => y >= from && y <= to);
  };
  return new Set(sweep.trials.filter(t => axes.every(([axis, intervals]) => inside(t, axis, intervals))).map(t => t.n));
};
