'use strict';
// Costs or accuracies by epoch, a line a trial, a red cross where one diverged, and the band in which most of them run.
// Options: quantity ('cost', 'validation', 'test'), scale of a cost ('log', 'linear', 'symmetric'), colour (a parameter's
// index or 'rank'), show ('few', 'best', 'worst', 'diverged', 'selected', 'all'), band ('on', 'off'), selected (a set of
// numbers), visible (a set of numbers, or null for all), onPick(number).
Charts.curves = (() => {
  const ALL = 40;
  const MOST = 200;

  // The curves that are drawn, and in words which those are.
  function choose(sweep, byNumber, options) {
    const { selected = new Set(), visible = null, show = 'few' } = options;
    const there = sweep.curves.filter(curve => curve[options.quantity] && (!visible || visible.has(curve.n)));
    const finite = there.filter(curve => byNumber.get(curve.n).epoch === undefined);
    const diverged = there.filter(curve => byNumber.get(curve.n).epoch !== undefined);
    const best = finite.slice(0, 10);
    const parts = {
      few: { best, worst: finite.slice(10).slice(-5), lost: diverged.slice(0, 5) },
      best: { best }, worst: { worst: finite.slice(-10) }, diverged: { lost: diverged.slice(0, ALL) }, selected: {}, all: { best: there.slice(0, MOST) },
    }[show];
    const group = show === 'few' && there.length <= ALL ? there : Object.values(parts).flat();
    const said = [
      ...(parts.best && parts.best.length ? [`the best ${parts.best.length}`] : []), ...(parts.worst && parts.worst.length ? [`the worst ${parts.worst.length}`] : []),
      ...(parts.lost && parts.lost.length ? [`${parts.lost.length} that diverged`] : []),
    ];
    const words = show === 'selected' ? 'the selected ones' : [said.slice(0, -1).join(', '), ...said.slice(-1)].filter(one => one).join(' and ');
    const chosen = new Set(group.map(curve => curve.n));
    const curves = sweep.curves.filter(curve => curve[options.quantity] && (chosen.has(curve.n) || selected.has(curve.n)));
    const whole = sweep.trials.filter(trial => trial.best !== null || trial.epoch !== undefined).length;
    return { curves, words, whole: Math.max(whole, curves.length), narrowed: visible !== null };
  }

  function measure(curves, byNumber, quantity, log) {
    const found = { low: Infinity, high: -Infinity, least: Infinity, last: 1, hidden: 0, trials: new Set() };
    for (const curve of curves) {
      const end = byNumber.get(curve.n).epoch;
      curve[quantity].forEach((y, i) => {
        const epoch = epochOf(curve, i);
        found.last = Math.max(found.last, epoch);
        if (quantity !== 'cost' && end !== undefined && epoch >= end) return;
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
    return found;
  }

  // Epochs are left out of the data where they count from 1.
  const epochOf = (curve, i) => (curve.epoch ? curve.epoch[i] : i + 1);

  function scaleOf(quantity, kind, found) {
    if (quantity !== 'cost') return Scales.share(found.low, found.high);
    if (kind === 'symmetric') return Scales.symmetric(found.low, found.high, found.least);
    return kind === 'log' ? Scales.logarithmic(found.low, found.high) : Scales.linear(found.low, found.high);
  }

  function line(sweep, curve, trial, points, colour, options, many) {
    const cost = options.quantity === 'cost';
    const few = points.length <= 60 && !many;
    const chosen = options.selected && options.selected.has(curve.n);
    return {
      id: 't' + curve.n, name: 't' + curve.n, type: 'line', data: points, connectNulls: false,
      symbol: 'circle', symbolSize: few ? 6 : 4, showSymbol: points.length < 3 || few || chosen, z: chosen ? 5 : 2,
      lineStyle: { width: chosen ? 3.5 : many ? 1.2 : 1.8, color: colour },
      itemStyle: { color: colour, opacity: few || chosen ? 0.9 : 0 },
      triggerLineEvent: true,
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

  // some: whether other trials are not drawn
  const marks = (sweep, crosses, some) => ({
    id: 'crosses', type: 'scatter', z: 6, clip: false, data: crosses, symbol: Charts.CROSS, symbolSize: 12,
    itemStyle: { color: Theme.colour('red') },
    label: {
      show: true, position: 'right', distance: 6, color: Theme.colour('red'), fontWeight: 600, fontSize: 12,
      textBorderColor: Theme.colour('sheet'), textBorderWidth: 3,
      formatter: p => (p.data.edge ? `${[...new Set(p.data.trials.map(t => t.kind))].join(', ')} from epoch ${p.value[0]}:`
        + ` ${some ? `${p.data.trials.length} of those drawn` : Format.trials(p.data.trials.length)}` : ''),
    },
    tooltip: {
      formatter: p => p.data.trials.slice(0, 6).map(t => `<b>Trial ${t.n}</b>: ${Dom.escape(t.kind)} in epoch ${t.epoch},`
        + ` iteration ${t.iteration}<br>${Dom.escape(t.cause)}<br>${Format.values(sweep, t)}`).join('<hr>')
        + (p.data.trials.length > 6 ? `<hr>and ${p.data.trials.length - 6} more` : ''),
    },
  });

  // Two stacked areas, the outer and the inner quantiles, and the median as a line. Clipped to what the axis has room for.
  function band(points, scale, log) {
    const held = y => scale.place(Math.max(scale.number ? scale.number(scale.bottom) : scale.bottom, y));
    const fits = points.filter(p => !log || p[5] > 0);
    const area = (id, from, to, opacity) => ({
      id, type: 'custom', silent: true, z: 1, data: fits.length > 1 ? [[fits[0][0], held(fits[0][3])]] : [], clip: true,
      renderItem: (params, api) => ({
        type: 'polygon',
        shape: { points: [...fits.map(p => api.coord([p[0], held(p[to])])), ...fits.map(p => api.coord([p[0], held(p[from])])).reverse()] },
        style: { fill: Theme.colour('soft'), opacity },
      }),
    });
    return [area('band80', 1, 5, 0.13), area('band50', 2, 4, 0.18), {
      id: 'median', type: 'line', silent: true, z: 1, symbol: 'none', data: fits.map(p => [p[0], held(p[3])]),
      lineStyle: { color: Theme.colour('soft'), width: 2, type: 'dotted' },
    }];
  }

  function series(sweep, chosen, byNumber, scale, options) {
    const cost = options.quantity === 'cost';
    const log = cost && options.scale === 'log';
    const colours = Palette.by(sweep, options.colour);
    const drawable = y => y !== null && (!log || y > 0);
    const crosses = [];
    const onEdge = new Map();
    const lines = chosen.curves.map(curve => {
      const trial = byNumber.get(curve.n);
      const points = [];
      let lastY = null;
      curve[options.quantity].forEach((y, i) => {
        const epoch = epochOf(curve, i);
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
      return line(sweep, curve, trial, points, colours.of(trial), options, chosen.curves.length > 30);
    });
    for (const [epoch, trials] of onEdge) crosses.push({ value: [epoch, scale.top], trials, edge: true });
    const used = new Set(chosen.curves.map(curve => colours.of(byNumber.get(curve.n))));
    const key = options.colour === 'rank' ? colours.key : colours.key.filter(([, colour]) => used.has(colour));
    return {
      all: [...lines, dashes(crosses), marks(sweep, crosses, chosen.curves.length < chosen.whole)], crosses: crosses.length, edges: onEdge.size, key,
    };
  }

  function caption(drawn, chosen, found, scale, options, banded, running) {
    const said = [];
    const lines = chosen.curves.length;
    if (lines < chosen.whole) {
      said.push(`${lines} of ${Format.trials(chosen.whole)} drawn: ${chosen.words}`
        + `${options.selected && options.selected.size && options.show !== 'selected' ? ', and the selected ones' : ''}`
        + `${chosen.narrowed ? ', of those in the table below' : ''}.`);
    }
    if (banded) {
      said.push('The grey band holds the middle 80 % and, darker, the middle 50 % of all finite trials'
        + `${running ? ' that have come so far' : ''}; the dots are their median.`);
    }
    if (drawn.crosses) {
      said.push('A red cross marks the epoch in which a trial diverged, at its last finite number'
        + (drawn.edges ? '; on the top edge if it never had one.' : '.'));
      if (options.quantity !== 'cost') said.push('What was measured after that is recorded, but says nothing.');
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
    const chosen = choose(sweep, byNumber, options);
    const points = options.band === 'on' ? sweep.band[options.quantity] : [];
    const found = measure(chosen.curves, byNumber, options.quantity, log);
    for (const point of points) {
      if (!log || point[1] > 0) found.low = Math.min(found.low, point[1]);
      if (!log || point[5] > 0) found.high = Math.max(found.high, point[5]);
      found.last = Math.max(found.last, point[0]);
    }
    if (found.low > found.high) [found.low, found.high] = log ? [0.1, 1] : [0, 1];
    const scale = scaleOf(options.quantity, options.scale, found);
    const drawn = series(sweep, chosen, byNumber, scale, options);
    const last = Math.max(2, found.last);
    const margin = (last - 1) * 0.03;
    const axis = Charts.axis();
    const chart = Charts.draw(element, {
      grid: { left: 58, right: 28, top: 34, bottom: 44 },
      tooltip: Charts.tooltip(),
      toolbox: Charts.zoom(),
      xAxis: {
        ...axis, type: 'value', name: 'epoch', nameLocation: 'middle', nameGap: 28, min: 1 - margin, max: last + margin,
        minInterval: 1, splitLine: { show: false }, axisTick: { show: false }, axisLine: { ...axis.axisLine, onZero: scale.near !== undefined },
        axisLabel: { ...axis.axisLabel, hideOverlap: true, formatter: epoch => (epoch >= 1 && Number.isInteger(epoch) ? String(epoch) : '') },
      },
      yAxis: {
        ...axis, type: log ? 'log' : 'value', min: scale.bottom, max: scale.top, interval: scale.interval,
        name: cost ? 'cost' : 'accuracy', nameGap: 14,
        axisLabel: { ...axis.axisLabel, formatter: at => Format.short(scale.number(at)) },
      },
      // A logarithmic axis has the digits of its ends from the data: the first series, unseen, has both ends.
      series: [{ id: 'ends of axes', type: 'scatter', silent: true, symbolSize: 0, data: [[1, scale.bottom], [last, scale.top]] },
        ...(points.length ? band(points, scale, log) : []), ...drawn.all],
    });
    chart.on('click', event => {
      if (options.onPick && /^t\d+$/.test(event.seriesId)) options.onPick(+event.seriesId.slice(1));
    });
    return { caption: caption(drawn, chosen, found, scale, options, points.length > 1, sweep.trials.some(t => t.state === 'running')), key: drawn.key, crosses: drawn.crosses > 0 };
  };
})();
