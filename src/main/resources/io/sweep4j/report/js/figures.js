'use strict';
// The figures of the page: controls above a chart, what belongs beside it, and drawing it anew when the page changes.
const Figures = (() => {
  const { el, choice } = Dom;
  const drawn = [];

  // The places that Java has left for a figure; null if it has left none.
  function places(part, kind) {
    const box = part.querySelector(`[data-figure="${kind}"]`);
    return box && {
      box,
      tools: part.querySelector(`[data-tools="${kind}"]`),
      caption: part.querySelector(`[data-caption="${kind}"]`),
    };
  }

  const swatch = ([text, colour]) => {
    const line = el('i');
    line.style.background = colour;
    return el('li', {}, line, text);
  };

  function keep(box, draw) {
    draw();
    drawn.push({ box, draw });
  }

  const pair = (sweep, only) => sweep.parameters.map((p, i) => [String(i), p.name]).filter((p, i) => only(i));

  function curves(part, sweep, quantity, onPick) {
    const at = places(part, quantity);
    if (!at) return;
    // Where a logarithmic axis would leave curves out, and with them a whole group perhaps, it is not the first choice.
    const below = sweep.curves.some(curve => curve.cost.some(y => y !== null && y <= 0));
    const options = { quantity, scale: below ? 'symmetric' : 'log', colour: sweep.parameters.length ? '0' : 'rank', onPick };
    const key = el('ul', { class: 'key' });
    const draw = () => {
      const beside = Charts.curves(at.box, sweep, options);
      at.caption.textContent = beside.caption;
      const by = options.colour === 'rank' ? 'rank' : sweep.parameters[+options.colour].name;
      key.setAttribute('aria-label', `Colours by ${by}`);
      key.replaceChildren(...beside.key.map(swatch),
        ...(beside.crosses ? [el('li', {}, el('span', { class: 'cross' }, '✕ '), 'diverged')] : []));
    };
    const set = name => value => { options[name] = value; draw(); };
    if (quantity === 'cost') {
      choice(at.tools, 'Scale', [...(below ? [['symmetric', 'symmetric logarithmic']] : []), ['log', 'logarithmic'],
        ['linear', 'linear']], options.scale, set('scale'));
    }
    if (sweep.parameters.length) {
      choice(at.tools, 'Colour', [...pair(sweep, () => true), ['rank', 'rank']], options.colour, set('colour'));
    }
    at.tools.append(key);
    keep(at.box, draw);
    follow(part, at.box);
  }

  // A row of the ranking under the pointer or with the focus stands out among the curves.
  function follow(part, box) {
    const table = part.querySelector('table[data-ranking]');
    if (!table) return;
    const light = type => event => {
      const row = event.target.closest && event.target.closest('tr[data-trial]');
      if (row) echarts.getInstanceByDom(box).dispatchAction({ type, seriesId: 't' + row.dataset.trial });
    };
    table.addEventListener('mouseover', light('highlight'));
    table.addEventListener('mouseout', light('downplay'));
    table.addEventListener('focusin', light('highlight'));
    table.addEventListener('focusout', light('downplay'));
  }

  function cells(part, sweep, link) {
    const at = places(part, 'cells');
    if (!at) return;
    at.box.removeAttribute('role');
    at.box.removeAttribute('aria-label');
    const shown = new Set(sweep.maps.flatMap(map => [map.down, map.across]));
    const names = pair(sweep, i => shown.has(i));
    // The learning rate reads best from left to right.
    const across = names.find(([, name]) => name === 'learning_rate') || names[1];
    const options = { down: +names.find(name => name !== across)[0], across: +across[0], link };
    const key = el('ul', { class: 'key' });
    const draw = () => {
      const beside = Charts.cells(at.box, sweep, options);
      at.caption.replaceChildren(...beside.caption);
      key.replaceChildren(...beside.items);
    };
    const pick = (own, other) => chosen => {
      if (+chosen === options[other]) {
        options[other] = options[own];
        (other === 'down' ? first : second).value = String(options[other]);
      }
      options[own] = +chosen;
      draw();
    };
    const first = choice(at.tools, 'Down', names, String(options.down), pick('down', 'across'));
    const second = choice(at.tools, 'Across', names, String(options.across), pick('across', 'down'));
    at.tools.append(key);
    keep(at.box, draw);
  }

  function survival(part, sweep) {
    const at = places(part, 'survival');
    if (!at) return;
    const options = { by: 'all' };
    const key = el('ul', { class: 'key' });
    const draw = () => key.replaceChildren(...Charts.survival(at.box, sweep, options).key.map(swatch));
    if (sweep.survival.by.length) {
      const axes = new Set(sweep.survival.by.map(group => group.axis));
      choice(at.tools, 'By', [['all', 'all trials together'], ...pair(sweep, i => axes.has(i))], options.by,
        chosen => { options.by = chosen; draw(); });
    }
    at.tools.append(key);
    keep(at.box, draw);
  }

  // A flush draws at once: a page being printed gets no further frame. Paper is narrow and always light.
  function redraw() {
    const size = Theme.paper.matches ? { width: 680, height: 330 } : { width: 'auto', height: 'auto' };
    for (const { box, draw } of drawn) {
      const chart = echarts.getInstanceByDom(box);
      if (chart) chart.resize(size);
      draw();
      if (chart) chart.getZr().flush();
    }
  }

  function resize() {
    for (const { box } of drawn) {
      const chart = echarts.getInstanceByDom(box);
      if (chart) chart.resize();
    }
  }

  return { curves, cells, survival, redraw, resize, count: () => drawn.length };
})();
