'use strict';
// The empirical distribution of the metric: the share of trials that reached at least, or at most, so much.
// Options: by ('all' or a parameter's index).
Charts.edf = (() => {
  // Seen from the good end: the share of trials that are at least as good. Diverged trials never are.
  function steps(edf, up) {
    const values = up ? [...edf.values].reverse() : edf.values;
    return values.map((value, i) => [value, (i + 1) / edf.trials]);
  }

  return (element, sweep, options) => {
    const one = options.by === 'all' ? null : +options.by;
    const colours = one === null ? null : Palette.by(sweep, one);
    const groups = one === null ? [{ name: 'all trials', edf: sweep.edf.all, colour: Theme.colour('link') }]
      : sweep.edf.by[one].map((edf, i) => ({ name: sweep.parameters[one].values[i], edf, colour: colours.of({ at: { [one]: i } }) }));
    const up = sweep.goal === 'maximize';
    const scale = Charts.metric(sweep);
    const axis = Charts.axis();
    Charts.draw(element, {
      grid: { left: 58, right: 24, top: 20, bottom: 44 },
      tooltip: Charts.tooltip(),
      xAxis: {
        ...axis, type: scale.log ? 'log' : 'value', min: scale.bottom, max: scale.top, inverse: up, name: sweep.label, nameLocation: 'middle',
        nameGap: 28, splitLine: { show: false }, axisLabel: { ...axis.axisLabel, hideOverlap: true, formatter: y => Format.short(+y.toPrecision(3)) },
      },
      yAxis: {
        ...axis, type: 'value', min: 0, max: 1, interval: 0.25, position: 'left',
        axisLabel: { ...axis.axisLabel, formatter: Format.percent },
      },
      series: groups.filter(group => group.edf.values.length).map(group => {
        const points = steps(group.edf, up);
        const last = points[points.length - 1];
        return {
          name: group.name, type: 'line', step: 'end', symbol: 'circle', symbolSize: 5, showSymbol: points.length <= 60,
          data: [[points[0][0], 0], ...points, [up ? scale.bottom : scale.top, last[1]]],
          lineStyle: { color: group.colour, width: 2.2 }, itemStyle: { color: group.colour },
          tooltip: {
            formatter: p => `<b>${Dom.escape(group.name)}</b><br>${Format.percent(p.value[1])} of ${Format.trials(group.edf.trials)} reached`
              + ` ${Format.short(p.value[0])} or better`,
          },
        };
      }),
    });
    return { caption: 'The share of the trials that are at least so good, best on the left. Diverged trials count, and never are.', key: colours ? colours.key : [] };
  };
})();
