'use strict';
// The share of trials still finite by epoch, of all of them or by the values of an axis.
// Options: by ('all' or a parameter's index).
Charts.survival = (() => {
  function groupsOf(sweep, what) {
    const by = sweep.survival.by.find(group => String(group.axis) === String(what));
    if (!by) return { groups: [{ ...sweep.survival.all, name: 'all trials', colour: Theme.colour('link') }], key: [] };
    const colours = Palette.by(sweep, by.axis);
    return {
      groups: by.values.map((values, i) => (
        { ...values, name: sweep.parameters[by.axis].values[i], colour: colours.of({ at: { [by.axis]: i } }) })),
      key: colours.key,
    };
  }

  const steps = group => ({
    name: group.name, type: 'line', step: 'end', symbol: 'circle', symbolSize: 6, clip: false,
    data: group.epoch.map((epoch, i) => ({ value: [epoch, group.finite[i] / group.started], finite: group.finite[i] })),
    lineStyle: { color: group.colour, width: 2.2 }, itemStyle: { color: group.colour },
    endLabel: { show: true, color: Theme.colour('ink'), fontSize: 12, fontWeight: 600, formatter: p => Format.percent(p.value[1]) },
    labelLayout: { moveOverlap: 'shiftY' },
    tooltip: {
      formatter: p => `<b>${Dom.escape(group.name)}</b><br>after epoch ${p.value[0]}: ${p.data.finite} of`
        + ` ${Format.trials(group.started)} finite, <b>${Format.percent(p.value[1])}</b>`,
    },
  });

  return (element, sweep, options) => {
    const { groups, key } = groupsOf(sweep, options.by);
    const axis = Charts.axis();
    const epochs = sweep.survival.all.epoch;
    Charts.draw(element, {
      grid: { left: 64, right: 64, top: 20, bottom: 44 },
      tooltip: Charts.tooltip(),
      xAxis: {
        ...axis, type: 'value', name: 'epoch', nameLocation: 'middle', nameGap: 28, min: 0, minInterval: 1,
        max: Math.max(1, epochs[epochs.length - 1]), splitLine: { show: false },
      },
      yAxis: { ...axis, type: 'value', min: 0, max: 1, interval: 0.25, axisLabel: { ...axis.axisLabel, formatter: Format.percent } },
      series: groups.filter(group => group.started).map(steps),
    });
    return { caption: '', key };
  };
})();
