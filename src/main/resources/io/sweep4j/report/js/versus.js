'use strict';
// The best value of each cell in one sweep against that in the reference. Sides that diverged have no value, and stand in a
// strip at the bad end. Options: against (the sweep's place), colour ('change' or a shared axis's index), onPick(cell).
Charts.versus = (() => {
  // The width of a strip, as a share of the rest.
  const SHARE = 0.13;

  // Crosses in the strip lie side by side, so that all are seen; the same for every reader.
  const aside = i => ((i * 0.618034) % 1 - 0.5) * 0.7;

  // The scale of both axes, with a strip at the bad end if anything diverged.
  function scaleOf(matching, cells, against, strip) {
    const trials = cells.flatMap(cell => [0, against].map(at => ({ best: cell.sides[at].best })));
    const scale = Charts.metric({ metric: matching.metric, trials });
    const up = matching.goal === 'maximize';
    if (!strip) return { ...scale, low: scale.bottom, high: scale.top, up };
    const at = scale.log
      ? far => (up ? scale.bottom / (scale.top / scale.bottom) ** far : scale.top * (scale.top / scale.bottom) ** far)
      : far => (up ? scale.bottom - (scale.top - scale.bottom) * far : scale.top + (scale.top - scale.bottom) * far);
    return {
      ...scale, up, strip: at, edge: up ? scale.bottom : scale.top, end: at(SHARE),
      nowhere: i => at(SHARE * (0.5 + aside(i))),
      low: up ? at(SHARE) : scale.bottom, high: up ? scale.top : at(SHARE),
    };
  }

  function axisOf(scale, name) {
    const axis = Charts.axis();
    return {
      ...axis, type: scale.log ? 'log' : 'value', min: scale.low, max: scale.high, name, nameLocation: 'middle',
      nameTextStyle: { color: Theme.colour('ink'), fontWeight: 600 },
      axisLabel: {
        ...axis.axisLabel, hideOverlap: true,
        showMinLabel: !(scale.strip && scale.up), showMaxLabel: !(scale.strip && !scale.up),
        formatter: y => (y < scale.bottom - 1e-12 || y > scale.top + 1e-12 ? '' : Format.short(+y.toPrecision(3))),
      },
    };
  }

  // The strips at the bad end of both axes.
  function strips(scale) {
    const [from, to] = [Math.min(scale.edge, scale.end), Math.max(scale.edge, scale.end)];
    return {
      silent: true, itemStyle: { color: Theme.colour('red-tint'), opacity: 0.6 },
      data: [
        [{ coord: [from, scale.low] }, { coord: [to, scale.high] }],
        [{ coord: [scale.low, from] }, { coord: [scale.high, to] }],
      ],
    };
  }

  // A word at a place of the element.
  const word = (x, y, text, colour, align, size = 13) => ({
    type: 'text', x, y, z: 9, silent: true,
    style: { text, fill: Theme.colour(colour), fontSize: size, fontWeight: 600, fontFamily: Theme.font(), align, verticalAlign: 'middle' },
  });

  // What is better on which side of the line; beside the axes what stands in the strips.
  function said(scale, left, top, side) {
    const wide = scale.strip ? side * SHARE / (1 + SHARE) : 0;
    const [near, far] = scale.up ? [wide, 0] : [0, wide];
    const words = [
      word(left + near + 12, top + far + 16, scale.up ? 'better' : 'worse', scale.up ? 'link' : 'odd', 'left'),
      word(left + side - far - 12, top + side - near - 16, scale.up ? 'worse' : 'better', scale.up ? 'odd' : 'link', 'right'),
    ];
    if (!scale.strip) return words;
    // Within the strips, in the corner where both sweeps do well.
    const middle = scale.up ? wide / 2 : side - wide / 2;
    const end = scale.up ? side - 8 : 8;
    return [...words, word(left + end, top + side - middle, 'diverged', 'red', scale.up ? 'right' : 'left', 11),
      { ...word(left + middle, top + side - end, 'diverged', 'red', scale.up ? 'right' : 'left', 11), rotation: Math.PI / 2 }];
  }

  return (element, matching, options) => {
    const against = +options.against;
    const cells = matching.cells.filter(cell => cell.sides[0] && cell.sides[against]);
    const value = (cell, at) => cell.sides[at].best;
    const dead = (cell, at) => cell.sides[at].cause !== undefined;
    const shown = cells.filter(cell => [0, against].every(at => value(cell, at) !== null || dead(cell, at)));
    const crosses = shown.filter(cell => dead(cell, 0) || dead(cell, against));
    const dots = shown.filter(cell => value(cell, 0) !== null && value(cell, against) !== null);
    const scale = scaleOf(matching, cells, against, crosses.length > 0);
    const names = [matching.sweeps[0], matching.sweeps[against]];
    const apart = new Set(dots.map(cell => `${value(cell, 0)} ${value(cell, against)}`)).size;
    const colours = options.colour === 'change' ? null : Palette.by(matching, options.colour);
    const changes = { better: Theme.colour('link'), worse: Theme.colour('odd'), equal: Theme.colour('soft') };
    const width = element.clientWidth || 560;
    const height = element.clientHeight || 440;
    const side = Math.max(160, Math.min(width - 84, height - 64));
    const left = Math.max(62, Math.round((width - side) / 2));
    const top = 14;
    const say = p => Matching.story(matching, p.data.cell, against);
    const place = (cell, at, i) => (value(cell, at) === null ? scale.nowhere(i) : value(cell, at));
    Charts.draw(element, {
      grid: { left, top, width: side, height: side },
      tooltip: Charts.tooltip(),
      xAxis: { ...axisOf(scale, names[0]), nameGap: 26 },
      yAxis: { ...axisOf(scale, names[1]), nameGap: 44 },
      graphic: said(scale, left, top, side),
      series: [{
        type: 'line', id: 'same', silent: true, symbol: 'none', z: 1,
        data: [[scale.bottom, scale.bottom], [scale.top, scale.top]],
        lineStyle: { color: Theme.colour('soft'), type: 'dashed', width: 1.5 },
        markArea: scale.strip ? strips(scale) : undefined,
      }, {
        type: 'scatter', id: 'cells', z: 3, symbolSize: dots.length > 300 ? 6 : 9, tooltip: { formatter: say },
        data: dots.map(cell => ({
          value: [value(cell, 0), value(cell, against)], cell,
          itemStyle: {
            color: colours ? colours.of(cell) : changes[Matching.change(matching, cell, against)], opacity: dots.length > 300 ? 0.5 : 0.8,
          },
        })),
      }, {
        type: 'scatter', id: 'crosses', z: 3, symbol: Charts.CROSS, symbolSize: 9, tooltip: { formatter: say },
        itemStyle: { color: Theme.colour('red') },
        data: crosses.map((cell, i) => ({ value: [place(cell, 0, i), place(cell, against, i * 7 + 3)], cell })),
      }],
    }, shown.length).on('click', event => { if (event.data && event.data.cell) options.onPick(event.data.cell); });
    return {
      caption: `Each at the cell's best trial, by ${matching.label}.`
        + (apart < dots.length ? ` ${dots.length} dots in ${apart} places: some cells have the same values.` : '')
        + (crosses.length ? ' Red crosses diverged in one sweep or in both: there they have no value, and stand in the strip.' : ''),
      key: colours ? colours.key : ['better', 'worse', 'equal']
        .filter(change => dots.some(cell => Matching.change(matching, cell, against) === change)).map(change => [change, changes[change]]),
    };
  };
})();
