'use strict';
// How much of the ranks each axis explains by itself, as bars. No options.
Charts.importances = (element, sweep) => {
  const told = [...sweep.importances].reverse();
  element.style.height = `${Math.max(120, 40 * told.length + 50)}px`;
  const axis = Charts.axis();
  const chart = Charts.instance(element);
  chart.resize();
  Charts.draw(element, {
    grid: { left: Charts.width(told.map(([i]) => sweep.parameters[i].name)) + 16, right: 70, top: 6, bottom: 30 },
    tooltip: Charts.tooltip(),
    xAxis: { ...axis, type: 'value', min: 0, max: 1, interval: 0.25, axisLabel: { ...axis.axisLabel, formatter: Format.percent } },
    yAxis: {
      ...axis, type: 'category', data: told.map(([i]) => sweep.parameters[i].name), axisTick: { show: false },
      axisLabel: { color: Theme.colour('ink'), fontWeight: 600 },
    },
    series: [{
      type: 'bar', barMaxWidth: 22, itemStyle: { color: Theme.colour('link'), borderRadius: 3 }, barMinHeight: 2,
      data: told.map(([, share]) => ({ value: share ?? 0, told: share !== null })),
      label: {
        show: true, position: 'right', color: Theme.colour('ink'), fontWeight: 600,
        formatter: p => (p.data.told ? Format.percent(+p.data.value.toPrecision(2)) : 'can’t be told'),
      },
      tooltip: { formatter: p => `<b>${Dom.escape(p.name)}</b> explains ${p.data.told ? Format.percent(p.data.value) : 'an unknown share'} of the ranks` },
    }],
  });
  return {
    caption: told.some(([, share]) => share === null) ? 'Nothing can be told of an axis if every trial has a value of its own on it.' : '',
    key: [],
  };
};
