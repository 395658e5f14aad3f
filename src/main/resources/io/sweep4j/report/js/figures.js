'use strict';
// The figures of a page: controls above a chart, what belongs beside it, and drawing it anew when something changes.
const Figures = (() => {
  const { el, choice } = Dom;
  const drawn = [];

  const swatch = ([text, colour]) => {
    const line = el('i');
    line.style.background = colour;
    return el('li', {}, line, text);
  };

  // A figure in the place that Java has left for it; nothing where it has left none.
  // Figure: id (the sweep's), kind, controls ([{ name, label, options: [[value, text]], first }]), draw(box, options) that
  // returns what belongs beside it, and changed(options, name, before) that may set other options right.
  function add(part, figure) {
    const box = part.querySelector(`[data-figure="${figure.kind}"]`);
    if (!box) return null;
    const tools = part.querySelector(`[data-tools="${figure.kind}"]`);
    const caption = part.querySelector(`[data-caption="${figure.kind}"]`);
    const key = el('ul', { class: 'key' });
    const options = {};
    const selects = {};
    const place = name => `${figure.id}.${figure.kind}.${name}`;
    const draw = () => {
      const beside = figure.draw(box, options);
      caption.replaceChildren(...(Array.isArray(beside.caption) ? beside.caption : [beside.caption]));
      key.replaceChildren(...(beside.items || beside.key.map(swatch)));
      key.hidden = !key.childElementCount;
    };
    for (const control of figure.controls || []) {
      const kept = View.get(place(control.name));
      options[control.name] = control.options.some(([value]) => value === kept) ? kept : control.first;
      if (control.options.length < 2) continue;
      selects[control.name] = choice(tools, control.label, control.options, options[control.name], value => {
        const before = options[control.name];
        options[control.name] = value;
        if (figure.changed) figure.changed(options, control.name, before);
        for (const other of figure.controls) {
          const now = options[other.name];
          if (selects[other.name]) selects[other.name].value = now;
          View.set(place(other.name), now === other.first ? null : now);
        }
        draw();
      });
    }
    tools.append(key);
    draw();
    drawn.push({ box, draw, width: box.clientWidth });
    return { box, draw };
  }

  // A flush draws at once: a page being printed gets no further frame. Paper is narrow and always light.
  function redraw() {
    for (const { box, draw } of drawn) {
      const chart = echarts.getInstanceByDom(box);
      if (chart) chart.resize(Theme.paper.matches ? { width: 680, height: Math.min(440, box.clientHeight) } : { width: 'auto', height: 'auto' });
      draw();
      if (chart) chart.getZr().flush();
    }
  }

  function resize() {
    for (const entry of drawn) {
      const chart = echarts.getInstanceByDom(entry.box);
      if (!chart || entry.width === entry.box.clientWidth) continue;
      entry.width = entry.box.clientWidth;
      chart.resize();
      entry.draw();
    }
  }

  return { add, swatch, redraw, resize, count: () => drawn.length };
})();
