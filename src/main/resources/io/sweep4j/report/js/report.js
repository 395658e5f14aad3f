'use strict';
// Draws what the page's tables say. A failure is left in the root element's data-error, success in data-figures, and in
// data-drawn once every figure is: tests read them.
(() => {
  const root = document.documentElement;
  const failed = error => { root.dataset.error = (root.dataset.error || '') + String(error && error.stack || error) + '\n'; };
  addEventListener('error', event => failed(event.error || event.message));
  try {
    View.start();
    const sweeps = JSON.parse(document.getElementById('data').textContent);
    const tables = new Map();
    const matching = document.getElementById('matching');
    if (matching) Matching.all(document.querySelector('[data-matching]'), JSON.parse(matching.textContent));
    document.querySelectorAll('[data-sweep]').forEach((part, i) => {
      const id = part.dataset.sweep;
      const sweep = sweeps[i];
      const links = Links(id, sweep);
      const link = number => `#${id}-t${number}`;
      const table = part.querySelector('table[data-ranking]');
      if (table) {
        tables.set(id, Table.make(id, table, part.querySelector('[data-tools="ranking"]'), links));
        follow(part, table);
      }
      Panels.all(part, sweep, links, link);
      Selection.make(part, links, link);
    });
    const go = place => {
      const [, id, number] = /^(.+)-t(\d+)$/.exec(place) || [];
      if (tables.has(id)) tables.get(id).reveal(+number);
      else if (place && document.getElementById(place)) document.getElementById(place).scrollIntoView();
    };
    View.onPlace(go);
    if (View.place()) {
      Figures.now(); // what is drawn later could push the place away
      go(View.place());
    }
    addEventListener('resize', Figures.resize);
    Theme.dark.addEventListener('change', Figures.redraw);
    Theme.paper.addEventListener('change', Figures.redraw);
    root.dataset.figures = Figures.count();
    Figures.rest(() => { root.dataset.drawn = Figures.count(); });
  } catch (error) {
    failed(error);
  }
})();
