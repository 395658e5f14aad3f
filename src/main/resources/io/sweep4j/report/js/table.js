'use strict';
// Makes the headings of a table that is there already sort, and its rows filter.
const Table = (() => {
  const { el } = Dom;

  // What a cell sorts by: its number in full, or its text. Whatever is no number sorts last, either way.
  function sortKey(cell, numeric) {
    const text = cell.title || cell.textContent;
    if (!numeric) return text;
    const number = Number(text);
    return text.trim() === '' || !Number.isFinite(number) ? null : number;
  }

  function sorting(table) {
    const body = table.tBodies[0];
    const original = [...body.rows];
    [...table.tHead.rows[0].cells].forEach((heading, column) => {
      const numeric = heading.classList.contains('n');
      // A name such as learning_rate may break behind its underscore: with the mark beside it, it is the widest in its column.
      const parts = heading.textContent.split(/(?<=_)/);
      const button = el('button', { type: 'button' }, ...parts.flatMap((part, i) => (i ? [el('wbr'), part] : [part])));
      heading.replaceChildren(button);
      if (column === 0) heading.setAttribute('aria-sort', 'ascending');
      button.addEventListener('click', () => {
        const down = heading.getAttribute('aria-sort') === 'ascending';
        for (const other of table.tHead.rows[0].cells) other.removeAttribute('aria-sort');
        heading.setAttribute('aria-sort', down ? 'descending' : 'ascending');
        const keyed = original.map((row, place) => ({ row, place, key: sortKey(row.cells[column], numeric) }));
        keyed.sort((a, b) => {
          if (a.key === null || b.key === null) return (a.key === null) - (b.key === null) || a.place - b.place;
          const order = numeric ? a.key - b.key : a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
          return (down ? -order : order) || a.place - b.place;
        });
        body.append(...keyed.map(entry => entry.row));
      });
    });
  }

  function filtering(tools, table) {
    const rows = [...table.tBodies[0].rows];
    const texts = rows.map(row => [...row.cells].map(cell => cell.textContent).join(' ').toLowerCase());
    const input = el('input', { type: 'search', placeholder: 'e.g. tanh diverged' });
    const status = el('span', { role: 'status' }, `${Format.trials(rows.length)}`);
    input.addEventListener('input', () => {
      const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      rows.forEach((row, i) => {
        row.hidden = !words.every(word => texts[i].includes(word));
        if (!row.hidden) shown++;
      });
      status.textContent = words.length ? `${shown} of ${Format.trials(rows.length)}` : Format.trials(rows.length);
    });
    tools.append(el('label', {}, 'Filter', input), status);
  }

  return { sorting, filtering };
})();
