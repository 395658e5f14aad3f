'use strict';
// The bar at the foot of the screen that names the selected trials.
const Selection = (() => {
  const { el } = Dom;
  const MOST = 12;

  function make(part, links, link) {
    const list = el('span', { class: 'chosen' });
    const clear = el('button', { type: 'button', class: 'plain' }, 'Clear');
    const bar = el('div', { class: 'selection', role: 'region', 'aria-label': 'Selected trials', hidden: '' }, list, clear);
    clear.addEventListener('click', links.clear);
    const show = () => {
      const numbers = [...links.selected];
      bar.hidden = !numbers.length;
      list.replaceChildren('Selected ', ...numbers.slice(0, MOST).flatMap(n => [el('a', { href: link(n) }, `trial ${n}`), ' ']),
        numbers.length > MOST ? `and ${numbers.length - MOST} more` : '');
    };
    links.on(what => { if (what === 'selected') show(); });
    show();
    part.append(bar);
  }

  return { make };
})();
