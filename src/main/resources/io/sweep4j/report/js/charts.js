'use strict';
// The charts. Each is a function (element, data, options) that draws data into the element, and may be called again with
// other data or options; it returns what belongs beside it: { caption: text, key: [[text, colour], …] }. Data is one
// sweep of the page's figure data. Nothing is ranked or averaged in here: that is done before.
const Charts = (() => {
  // From here on single elements of a drawing are slower than a picture of it.
  const MANY = 1500;

  // The chart in the element, which is made and emptied the first time.
  function instance(element, marks) {
    const there = echarts.getInstanceByDom(element);
    if (there) return there;
    element.replaceChildren();
    return echarts.init(element, null, { renderer: (marks || 0) > MANY ? 'canvas' : 'svg' });
  }

  // Draws anew. What was brushed or zoomed before is gone.
  function draw(element, option, marks) {
    const chart = instance(element, marks);
    chart.setOption({ animation: false, backgroundColor: 'transparent', textStyle: { fontFamily: Theme.font() }, ...option },
      { notMerge: true });
    chart.off('click');
    return chart;
  }

  const tooltip = () => ({
    trigger: 'item', confine: true, backgroundColor: Theme.colour('sheet'), borderColor: Theme.colour('line'),
    textStyle: { color: Theme.colour('ink'), fontSize: 13 }, extraCssText: 'max-width: 340px; white-space: normal',
  });

  function axis() {
    const soft = Theme.colour('soft');
    return {
      axisLabel: { color: soft, hideOverlap: true }, axisLine: { onZero: false, lineStyle: { color: soft } }, nameTextStyle: { color: soft },
      splitLine: { lineStyle: { color: Theme.colour('line') } }, axisTick: { lineStyle: { color: soft } },
    };
  }

  // Along the places of a parameter's values, which stand evenly spaced whatever they are.
  function places(parameter, room = 0.5) {
    const count = parameter.values.length;
    return {
      ...axis(), type: 'value', min: -room, max: count - 1 + room, minInterval: 1, splitNumber: 12,
      splitLine: { show: false }, axisTick: { show: false },
      axisLabel: {
        color: Theme.colour('soft'), hideOverlap: true, formatter: at => parameter.values[at] ?? '',
        width: 90, overflow: 'truncate',
      },
    };
  }

  // Along the values of the metric.
  function metric(sweep) {
    const found = sweep.trials.map(t => t.best).filter(y => y !== null);
    const low = found.length ? Math.min(...found) : 0;
    const high = found.length ? Math.max(...found) : 1;
    const log = sweep.metric === 'cost' && low > 0 && high >= 30 * low;
    if (log) return { ...Scales.logarithmic(low, high), log };
    return sweep.metric === 'cost' ? Scales.linear(low, high) : Scales.share(low, high);
  }

  // A drag zooms in, and a button takes it back.
  function zoom() {
    const soft = Theme.colour('soft');
    return {
      right: 20, top: -4, itemSize: 14, iconStyle: { borderColor: soft },
      emphasis: { iconStyle: { borderColor: Theme.colour('link'), textFill: Theme.colour('ink') } },
      feature: {
        dataZoom: { filterMode: 'none', title: { zoom: 'Zoom: drag over an area', back: 'Zoom back' } },
        restore: { title: 'Show all again' },
      },
    };
  }

  // How wide the widest of some words is, in bold letters of an axis.
  function width(words) {
    const pen = document.createElement('canvas').getContext('2d');
    pen.font = `600 12px ${Theme.font()}`;
    return Math.ceil(Math.max(...words.map(word => pen.measureText(word).width)));
  }

  const CROSS = 'path://M1 0 L5 4 L9 0 L10 1 L6 5 L10 9 L9 10 L5 6 L1 10 L0 9 L4 5 L0 1 Z';

  return { instance, draw, tooltip, axis, places, metric, zoom, width, CROSS };
})();
