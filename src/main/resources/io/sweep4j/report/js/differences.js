'use strict';
// The difference of each cell from the reference, a bar each, greatest gain first. Options: against, onPick(cell).
Charts.differences = (element, matching, options) => {
  const against = +options.against;
  const sign = matching.goal === 'maximize' ? 1 : -1;
  const cells = matching.cells.filter(cell => cell.differences[against] !== null)
    .sort((a, b) => sign * (b.differences[against] - a.differences[against]));
  const colours = { better: Theme.colour('link'), worse: Theme.colour('odd'), equal: Theme.colour('soft') };
  const axis = Charts.axis();
  const count = kind => cells.filter(cell => Matching.change(matching, cell, against) === kind).length;
  Charts.draw(element, {
    grid: { left: 66, right: 20, top: 20, bottom: 40 },
    tooltip: Charts.tooltip(),
    xAxis: {
      ...axis, type: 'category', data: cells.map((cell, i) => i + 1), name: `cells, ${matching.sweeps[against]} against ${matching.sweeps[0]}`,
      nameLocation: 'middle', nameGap: 14, nameTextStyle: { color: Theme.colour('ink'), fontWeight: 600, width: 420, overflow: 'truncate' },
      axisLabel: { show: false }, axisTick: { show: false },
    },
    yAxis: {
      ...axis, type: 'value', axisLine: { show: false },
      axisLabel: { ...axis.axisLabel, formatter: y => (y > 0 ? '+' : '') + Format.short(+y.toPrecision(3)) },
    },
    series: [{
      type: 'bar', id: 'bars', barMaxWidth: 34, barMinHeight: 1, barCategoryGap: cells.length > 60 ? '0%' : '18%',
      tooltip: { formatter: p => Matching.story(matching, p.data.cell, against) },
      data: cells.map(cell => ({
        value: cell.differences[against], cell, itemStyle: { color: colours[Matching.change(matching, cell, against)] },
      })),
      markLine: {
        silent: true, symbol: 'none', label: { show: false }, lineStyle: { color: Theme.colour('soft'), type: 'solid', width: 1 }, data: [{ yAxis: 0 }],
      },
    }],
  }, cells.length).on('click', event => { if (event.data && event.data.cell) options.onPick(event.data.cell); });
  const without = matching.cells.filter(cell => cell.sides[0] && cell.sides[against]).length - cells.length;
  return {
    caption: `${matching.goal === 'maximize' ? 'Above' : 'Below'} 0 is better.`
      + (without ? ` ${without} more cell${without === 1 ? ' has' : 's have'} no difference: one side has no value.` : ''),
    key: ['better', 'worse', 'equal'].filter(count).map(kind => [`${count(kind)} ${kind}`, colours[kind]]),
  };
};
