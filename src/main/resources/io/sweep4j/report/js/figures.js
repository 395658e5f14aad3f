'use strict';
// The figures of a page: controls above a chart, what belongs beside it, and drawing it anew when something changes.
// A figure is first drawn when it is about to be seen, or when the browser has nothing else to do.
const Figures = (() => {
  const { el, choice } = Dom;
  const NEAR = '300px';
  const figures = [];
  const idle = window.requestIdleCallback || (task => setTimeout(task, 1));
  const near = new IntersectionObserver(seen => {
    for (const { isIntersecting, target } of seen) {
      if (isIntersecting) figures.find(({ box }) => box === target).first();
    }
  }, { rootMargin: NEAR });

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
      entry.drawn = true;
      entry.width = box.clientWidth;
      near.unobserve(box);
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
    const entry = {
      box,
      width: 0,
      drawn: false,
      draw,
      first: () => { if (!entry.drawn) draw(); },
      // What is not drawn yet will be drawn as things are then.
      again: () => { if (entry.drawn) draw(); },
    };
    figures.push(entry);
    near.observe(box);
    return entry;
  }

  // Draws what is left, one figure at a time, so that the page can be used meanwhile.
  function rest(done) {
    const next = figures.find(figure => !figure.drawn);
    if (!next) {
      done();
      return;
    }
    idle(() => {
      next.first();
      rest(done);
    });
  }

  const now = () => figures.forEach(figure => figure.first());

  // A flush draws at once: a page being printed gets no further frame. Paper is narrow and always light.
  function redraw() {
    now();
    for (const { box, draw } of figures) {
      const chart = echarts.getInstanceByDom(box);
      if (chart) chart.resize(Theme.paper.matches ? { width: 680, height: Math.min(440, box.clientHeight) } : { width: 'auto', height: 'auto' });
      draw();
      if (chart) chart.getZr().flush();
    }
  }

  function resize() {
    for (const entry of figures) {
      const chart = echarts.getInstanceByDom(entry.box);
      if (!chart || entry.width === entry.box.clientWidth) continue;
      entry.width = entry.box.clientWidth;
      chart.resize();
      entry.draw();
    }
  }

  return { add, swatch, now, rest, redraw, resize, count: () => figures.length };
})();
