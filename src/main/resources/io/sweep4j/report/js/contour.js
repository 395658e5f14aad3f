'use strict';
// The best value over two numeric axes as colour and lines of equal value. Between the values of the grid it is
// interpolated, and there are no colours where a corner diverged.
// Options: pair (index among the sweep's contours).
Charts.contour = (() => {
  // The best value at each place of the grid, null where there is none.
  function grid(sweep, contour) {
    const map = sweep.maps.find(m => m.down === contour.down && m.across === contour.across);
    const best = new Map(sweep.trials.map(t => [t.n, t.best]));
    const rows = sweep.parameters[contour.down].values.map(() => sweep.parameters[contour.across].values.map(() => null));
    for (const [y, x, , number] of map.cells) rows[y][x] = number === null ? null : best.get(number);
    return { rows, cells: map.cells };
  }

  // Small squares between four corners that all have a value.
  function squares(rows) {
    const fine = count => Math.max(1, Math.round(72 / count));
    const [across, down] = [fine(rows[0].length), fine(rows.length)];
    const data = [];
    for (let y = 0; y + 1 < rows.length; y++) {
      for (let x = 0; x + 1 < rows[y].length; x++) {
        const corners = [rows[y][x], rows[y][x + 1], rows[y + 1][x], rows[y + 1][x + 1]];
        if (corners.some(corner => corner === null || corner === undefined)) continue;
        for (let i = 0; i < across; i++) {
          for (let j = 0; j < down; j++) {
            const [u, v] = [(i + 0.5) / across, (j + 0.5) / down];
            const value = (corners[0] * (1 - u) + corners[1] * u) * (1 - v) + (corners[2] * (1 - u) + corners[3] * u) * v;
            data.push([x + i / across, y + j / down, 1 / across, 1 / down, value]);
          }
        }
      }
    }
    return data;
  }

  return (element, sweep, options) => {
    const contour = sweep.contours[options.pair];
    const [down, across] = [sweep.parameters[contour.down], sweep.parameters[contour.across]];
    const { rows, cells } = grid(sweep, contour);
    const values = rows.flat().filter(y => y !== null);
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const colour = y => Palette.css(Palette.good(sweep.goal === 'maximize' ? (y - low) / (high - low) : (high - y) / (high - low)));
    const level = i => Format.short(contour.levels[i]);
    const points = cells.map(([y, x, all, number]) => ({ value: [x, y], all, number, best: rows[y][x] }));
    const say = p => `${Dom.escape(across.name)} <b>${Dom.escape(across.values[p.data.value[0]])}</b><br>${Dom.escape(down.name)}`
      + ` <b>${Dom.escape(down.values[p.data.value[1]])}</b><br>${p.data.best === null ? `none of ${Format.trials(p.data.all)} is finite`
        : `best ${Dom.escape(sweep.label)} <b>${Format.value(sweep, p.data.best)}</b>, trial ${p.data.number}`}`;
    Charts.draw(element, {
      grid: { left: 96, right: 30, top: 16, bottom: 48 },
      tooltip: Charts.tooltip(),
      xAxis: { ...Charts.places(across, 0.15), name: across.name, nameLocation: 'middle', nameGap: 28 },
      yAxis: { ...Charts.places(down, 0.15), name: down.name, nameLocation: 'middle', nameGap: 74 },
      series: [{
        type: 'custom', id: 'colours', silent: true, z: 1, data: squares(rows),
        renderItem: (params, api) => {
          const [x, y] = api.coord([api.value(0), api.value(1)]);
          const [wide, tall] = api.size([api.value(2), api.value(3)]);
          return { type: 'rect', shape: { x, y: y - tall, width: wide + 0.6, height: tall + 0.6 }, style: { fill: colour(api.value(4)) } };
        },
      }, {
        type: 'lines', id: 'levels', coordinateSystem: 'cartesian2d', z: 2, polyline: false,
        data: contour.lines.map(([i, x1, y1, x2, y2]) => ({ coords: [[x1, y1], [x2, y2]], name: level(i) })),
        lineStyle: { color: '#ffffff', width: 1.4, opacity: 0.85 }, tooltip: { formatter: p => `${Dom.escape(sweep.label)} ${p.name}` },
      }, {
        type: 'scatter', id: 'finite', z: 3, data: points.filter(p => p.best !== null), symbolSize: 8, tooltip: { formatter: say },
        itemStyle: { color: Theme.colour('sheet'), borderColor: Theme.colour('ink'), borderWidth: 1.5 },
      }, {
        type: 'scatter', id: 'crosses', z: 3, data: points.filter(p => p.best === null), symbol: Charts.CROSS, symbolSize: 11,
        tooltip: { formatter: say }, itemStyle: { color: Theme.colour('red') },
      }],
    }, 9999).on('click', event => { if (options.onPick && event.data && event.data.number) options.onPick(event.data.number); });
    return {
      caption: `Colours and white lines are linear between the values of the grid (dots), which stand evenly spaced; a line every`
        + ` ${Format.short(+(contour.levels.length > 1 ? contour.levels[1] - contour.levels[0] : 0).toPrecision(3))}.`
        + (points.some(p => p.best === null) ? ' A red cross has no finite trial, and no colour reaches it.' : ''),
      key: [[`${Format.value(sweep, low)}`, colour(low)], [`${Format.value(sweep, high)}`, colour(high)]],
    };
  };
})();
