'use strict';
// Costs or accuracies by epoch, a line a trial, a red cross where one diverged.
// Options: quantity ('cost', 'validation', 'test'), scale of a cost ('log', 'linear', 'symmetric'), colour (a parameter's
// index or 'rank'), onPick(number).
Charts.curves = (() => {
  const CROSS = 'path://M1 0 L5 4 L9 0 L10 1 L6 5 L10 9 L9 10 L5 6 L1 10 L0 9 L4 5 L0 1 Z';

  function measure(sweep, byNumber, quantity, log) {
    const found = { low: Infinity, high: -Infinity, least: Infinity, last: 1, hidden: 0, trials: new Set() };
    for (const curve of sweep.curves) {
      const end = byNumber.get(curve.n).epoch;
      curve[quantity].forEach((y, i) => {
        found.last = Math.max(found.last, curve.epoch[i]);
        if (quantity !== 'cost' && end !== undefined && curve.epoch[i] >= end) return;
        if (y === null) return;
        if (log && y <= 0) {
          found.hidden++;
          found.trials.add(curve.n);
          return;
        }
        found.low = Math.min(found.low, y);
        found.high = Math.max(found.high, y);
        if (y !== 0) found.least = Math.min(found.least, Math.abs(y));
      });
    }
    if (found.low > found.high) [found.low, found.high] = log ? [0.1, 1] : [0, 1];
    return found;
  }

  function scaleOf(quantity, kind, found) {
    if (quantity !== 'cost') return Scales.share(found.low, found.high);
    if (kind === 'symmetric') return Scales.symmetric(found.low, found.high, found.least);
    return kind === 'log' ? Scales.logarithmic(found.low, found.high) : Scales.linear(found.low, found.high);
  }

  function line(sweep, curve, trial, points, colour, cost) {
    const few = curve.epoch.length <= 60;
    return {
      id: 't' + curve.n, name: 't' + curve.n, type: 'line', data: points, connectNulls: false,
      symbol: 'circle', symbolSize: few ? 6 : 4, showSymbol: true,
      lineStyle: { width: sweep.curves.length > 30 ? 1.2 : 1.8, color: colour },
      itemStyle: { color: colour, opacity: few && sweep.curves.length <= 30 ? 0.9 : 0 },
      emphasis: { focus: 'series', lineStyle: { width: 3.5 }, itemStyle: { opacity: 1 } },
      blur: { lineStyle: { opacity: 0.12 }, itemStyle: { opacity: 0.05 } },
      tooltip: {
        formatter: p => `<b>Trial ${curve.n}</b>${trial.rank ? `, rank ${trial.rank}` : ''}<br>${Format.values(sweep, trial)}`
          + `<br>epoch ${p.value[0]}: ${cost ? 'cost' : 'accuracy'} <b>${Format.short(p.value[2])}</b>`,
      },
    };
  }

  // Dashes lead from the last number to the epoch that has none.
  const dashes = crosses => ({
    id: 'ends', type: 'lines', coordinateSystem: 'cartesian2d', silent: true, z: 4,
    data: crosses.filter(c => c.from).map(c => ({ coords: [c.from, c.value] })),
    lineStyle: { color: Theme.colour('red'), width: 1.4, type: 'dashed', opacity: 0.8 },
  });

  const marks = (sweep, crosses) => ({
    id: 'crosses', type: 'scatter', z: 6, clip: false, data: crosses, symbol: CROSS, symbolSize: 12,
    itemStyle: { color: Theme.colour('red') },
    label: {
      show: true, position: 'right', distance: 6, color: Theme.colour('red'), fontWeight: 600, fontSize: 12,
      textBorderColor: Theme.colour('sheet'), textBorderWidth: 3,
      formatter: p => (p.data.edge ? `${[...new Set(p.data.trials.map(t => t.kind))].join(', ')} from epoch ${p.value[0]}:`
        + ` ${Format.trials(p.data.trials.length)}` : ''),
    },
    tooltip: {
      formatter: p => p.data.trials.slice(0, 6).map(t => `<b>Trial ${t.n}</b>: ${Dom.escape(t.kind)} in epoch ${t.epoch},`
        + ` iteration ${t.iteration}<br>${Dom.escape(t.cause)}<br>${Format.values(sweep, t)}`).join('<hr>')
        + (p.data.trials.length > 6 ? `<hr>and ${p.data.trials.length - 6} more` : ''),
    },
  });

  function series(sweep, byNumber, scale, options) {
    const cost = options.quantity === 'cost';
    const log = cost && options.scale === 'log';
    const colours = Palette.by(sweep, options.colour);
    const drawable = y => y !== null && (!log || y > 0);
    const crosses = [];
    const onEdge = new Map();
    const lines = sweep.curves.map(curve => {
      const trial = byNumber.get(curve.n);
      const points = [];
      let lastY = null;
      curve.epoch.forEach((epoch, i) => {
        const y = curve[options.quantity][i];
        if (!cost && trial.epoch !== undefined && epoch >= trial.epoch) return;
        points.push([epoch, drawable(y) ? scale.place(y) : null, y]);
        if (!(trial.epoch !== undefined && epoch > trial.epoch) && drawable(y)) lastY = scale.place(y);
      });
      if (trial.epoch !== undefined) {
        if (lastY === null) {
          onEdge.set(trial.epoch, [...(onEdge.get(trial.epoch) || []), trial]);
        } else {
          crosses.push({ value: [trial.epoch, lastY], trials: [trial], from: points.filter(p => p[1] !== null && p[0] < trial.epoch).pop() });
        }
      }
      return line(sweep, curve, trial, points, colours.of(trial), cost);
    });
    for (const [epoch, trials] of onEdge) crosses.push({ value: [epoch, scale.top], trials, edge: true });
    return { all: [...lines, dashes(crosses), marks(sweep, crosses)], crosses: crosses.length, edges: onEdge.size, key: colours.key };
  }

  function caption(drawn, found, scale, options) {
    const said = [];
    if (drawn.crosses) {
      said.push('A red cross marks the epoch in which a trial diverged, at its last finite number'
        + (drawn.edges ? '; on the top edge if it never had one.' : '.'));
    }
    if (found.hidden) {
      const one = found.hidden === 1;
      said.push(`A logarithmic axis has no place for costs of 0 or below: ${found.hidden} ${one ? 'point' : 'points'} of`
        + ` ${Format.trials(found.trials.size)} ${one ? 'is' : 'are'} left out. Choose another scale to see ${one ? 'it' : 'them'}.`);
    }
    if (scale.near) {
      said.push('Some costs are 0 or below, so the axis is logarithmic on both sides of 0, and linear from'
        + ` ${Format.short(-scale.near)} to ${Format.short(scale.near)}.`);
    }
    if (options.quantity !== 'cost' && scale.bottom > 0) said.push(`The axis begins at ${Format.short(scale.bottom)}, not at 0.`);
    return said.join(' ');
  }

  return (element, sweep, options) => {
    const cost = options.quantity === 'cost';
    const log = cost && options.scale === 'log';
    const byNumber = new Map(sweep.trials.map(t => [t.n, t]));
    const found = measure(sweep, byNumber, options.quantity, log);
    const scale = scaleOf(options.quantity, options.scale, found);
    const drawn = series(sweep, byNumber, scale, options);
    const last = Math.max(2, found.last);
    const margin = (last - 1) * 0.03;
    const chart = Charts.instance(element);
    const axis = Charts.axis();
    chart.setOption({
      ...Charts.base(),
      grid: { left: 64, right: 28, top: 34, bottom: 44 },
      tooltip: Charts.tooltip(),
      xAxis: {
        ...axis, type: 'value', name: 'epoch', nameLocation: 'middle', nameGap: 28, min: 1 - margin, max: last + margin,
        minInterval: 1, splitLine: { show: false }, axisTick: { show: false },
        axisLabel: { ...axis.axisLabel, formatter: epoch => (epoch >= 1 && Number.isInteger(epoch) ? String(epoch) : '') },
      },
      yAxis: {
        ...axis, type: log ? 'log' : 'value', min: scale.bottom, max: scale.top, interval: scale.interval,
        name: cost ? 'cost' : 'accuracy', nameGap: 14,
        axisLabel: { ...axis.axisLabel, formatter: at => Format.short(scale.number(at)) },
      },
      series: drawn.all,
    }, { notMerge: true });
    chart.off('click');
    chart.on('click', event => {
      if (options.onPick && /^t\d+$/.test(event.seriesId)) options.onPick(+event.seriesId.slice(1));
    });
    return { caption: caption(drawn, found, scale, options), key: drawn.key, crosses: drawn.crosses > 0 };
  };
})();
