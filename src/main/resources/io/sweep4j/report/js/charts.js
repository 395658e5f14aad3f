'use strict';
// The charts. Each is a function (element, data, options) that draws data into the element, and may be called again with
// other data or options; it returns what belongs beside it: { caption: text, key: [[text, colour], …] }. Data is one
// sweep of the page's figure data. Nothing is ranked or averaged in here: that is done before.
const Charts = (() => {
  const SVG = { renderer: 'svg' };

  // The chart in the element, which is made and emptied the first time.
  function instance(element) {
    const there = echarts.getInstanceByDom(element);
    if (there) return there;
    element.replaceChildren();
    return echarts.init(element, null, SVG);
  }

  const base = () => ({ animation: false, backgroundColor: 'transparent', textStyle: { fontFamily: Theme.font() } });

  const tooltip = () => ({
    trigger: 'item', confine: true, backgroundColor: Theme.colour('sheet'), borderColor: Theme.colour('line'),
    textStyle: { color: Theme.colour('ink'), fontSize: 13 },
  });

  function axis() {
    const soft = Theme.colour('soft');
    return {
      axisLabel: { color: soft }, axisLine: { lineStyle: { color: soft } }, nameTextStyle: { color: soft },
      splitLine: { lineStyle: { color: Theme.colour('line') } },
    };
  }

  return { instance, base, tooltip, axis };
})();
