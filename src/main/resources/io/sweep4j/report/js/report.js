'use strict';
// Draws what the page's tables say. A failure is left in the root element's data-error, success in data-figures: tests
// read both.
(() => {
  const root = document.documentElement;
  const failed = error => { root.dataset.error = (root.dataset.error || '') + String(error && error.stack || error) + '\n'; };
  addEventListener('error', event => failed(event.error || event.message));
  try {
    const sweeps = JSON.parse(document.getElementById('data').textContent);
    document.querySelectorAll('[data-sweep]').forEach((part, i) => {
      const sweep = sweeps[i];
      const link = number => `#${part.dataset.sweep}-t${number}`;
      const go = number => { location.hash = link(number); };
      for (const quantity of ['cost', 'validation', 'test']) Figures.curves(part, sweep, quantity, go);
      Figures.cells(part, sweep, link);
      Figures.survival(part, sweep);
      const table = part.querySelector('table[data-ranking]');
      if (table) {
        Table.sorting(table);
        Table.filtering(part.querySelector('[data-tools="ranking"]'), table);
      }
    });
    addEventListener('resize', Figures.resize);
    Theme.dark.addEventListener('change', Figures.redraw);
    Theme.paper.addEventListener('change', Figures.redraw);
    root.dataset.figures = Figures.count();
  } catch (error) {
    failed(error);
  }
})();
