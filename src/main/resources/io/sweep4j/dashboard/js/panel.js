'use strict';
// A figure with its controls above and its caption below. It is drawn anew when there is other data, the page changes its
// colours or its width, or a control is used; and never while it can't be seen.
const Panel = (() => {
  const { el } = Dom;
  const panels = new Set();

  const swatch = ([text, colour]) => {
    const line = el('i');
    line.style.background = colour;
    return el('li', {}, line, text);
  };

  // plot(box, data, options) draws and returns { caption, key, items, crosses }, as the charts do;
  // controls(data) gives [{ name, label, choices, chosen }, …].
  function make({ title, height, plot, controls, wide }) {
    const tools = el('div', { class: 'tools' });
    const key = el('ul', { class: 'key' });
    const box = el('div', { class: `plot ${height}` });
    const caption = el('figcaption', { class: 'note' });
    const node = el('section', { class: wide ? 'panel wide' : 'panel' },
      el('h2', {}, title), tools, el('figure', {}, box, caption));
    const options = {};
    const picked = new Set();
    const panel = { node, box, data: null, dirty: false };
    let shown = '';

    function build(data) {
      const wanted = controls(data);
      const names = JSON.stringify(wanted.map(control => [control.name, control.choices]));
      if (names === shown) return;
      shown = names;
      tools.replaceChildren();
      for (const control of wanted) {
        const known = control.choices.some(([choice]) => choice === options[control.name]);
        // What nobody has chosen follows the data.
        if (!known || !picked.has(control.name)) options[control.name] = control.chosen;
        const select = Dom.choice(tools, control.label, control.choices, options[control.name], chosen => {
          if (control.other && options[control.other] === chosen) {
            options[control.other] = options[control.name];
            selects[control.other].value = options[control.other];
          }
          options[control.name] = chosen;
          picked.add(control.name);
          if (control.other) picked.add(control.other);
          draw();
        });
        selects[control.name] = select;
      }
      tools.append(key);
    }
    const selects = {};

    function draw() {
      panel.dirty = false;
      if (panel.data === null) return;
      build(panel.data);
      const beside = plot(box, panel.data, options);
      caption.replaceChildren(...[beside.caption || ''].flat());
      key.replaceChildren(...(beside.items || (beside.key || []).map(swatch)),
        ...(beside.crosses ? [el('li', {}, el('span', { class: 'cross' }, '✕ '), 'diverged')] : []));
      box.dataset.drawn = String(+(box.dataset.drawn || 0) + 1);
    }

    panel.draw = draw;
    panel.set = data => {
      panel.data = data;
      panel.dirty = true;
      if (seen(panel)) draw();
    };
    panels.add(panel);
    watcher.observe(node);
    widths.observe(box);
    return panel;
  }

  // The choice of a scale of costs: a logarithmic one needs a cost above 0, and would leave out those below.
  function scale(curves) {
    const costs = curves.flatMap(curve => curve.cost).filter(y => y !== null);
    const choices = [
      ...(costs.some(y => y <= 0) ? [['symmetric', 'symmetric logarithmic']] : []),
      ...(costs.some(y => y > 0) ? [['log', 'logarithmic']] : []),
      ['linear', 'linear'],
    ];
    return { name: 'scale', label: 'Scale', choices, chosen: choices[0][0] };
  }

  const seen = panel => panel.visible !== false;
  const watcher = new IntersectionObserver(entries => {
    for (const entry of entries) {
      const panel = [...panels].find(one => one.node === entry.target);
      if (!panel) continue;
      panel.visible = entry.isIntersecting;
      if (entry.isIntersecting && panel.dirty) panel.draw();
    }
  }, { rootMargin: '200px' });

  // Forgets the panels of a page that is left.
  function clear() {
    for (const panel of panels) {
      watcher.unobserve(panel.node);
      widths.unobserve(panel.box);
      const chart = echarts.getInstanceByDom(panel.box);
      if (chart) chart.dispose();
    }
    panels.clear();
  }

  // A box changes its width with the window, and when another panel comes to stand beside it.
  const widths = new ResizeObserver(entries => {
    for (const entry of entries) {
      const chart = echarts.getInstanceByDom(entry.target);
      if (chart) chart.resize();
    }
  });

  Theme.dark.addEventListener('change', () => panels.forEach(panel => panel.draw()));
  return { make, scale, clear };
})();
