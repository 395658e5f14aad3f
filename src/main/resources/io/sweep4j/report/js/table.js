'use strict';
// Makes the table of trials that is there already sort, filter, turn pages and select.
const Table = (() => {
  const { el } = Dom;
  const PAGE = 50;

  // What a cell sorts by: its number in full, or its text. Whatever is no number sorts last, either way.
  function sortKey(cell, numeric) {
    if (!numeric) return cell;
    const number = Number(cell);
    return cell.trim() === '' || !Number.isFinite(number) ? null : number;
  }

  function sorted(rows, column, numeric, down) {
    const keyed = rows.map((row, place) => ({ row, place, key: sortKey(row.cells[column], numeric) }));
    keyed.sort((a, b) => {
      if (a.key === null || b.key === null) return (a.key === null) - (b.key === null) || a.place - b.place;
      const order = numeric ? a.key - b.key : a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
      return (down ? -order : order) || a.place - b.place;
    });
    return keyed.map(entry => entry.row);
  }

  // A name such as learning_rate may break behind its underscore: with the mark beside it, it is the widest in its column.
  function headingButton(heading) {
    const parts = heading.textContent.split(/(?<=_)/);
    const button = el('button', { type: 'button' }, ...parts.flatMap((part, i) => (i ? [el('wbr'), part] : [part])));
    heading.replaceChildren(button);
    return button;
  }

  function checkbox(row, links) {
    const box = el('input', { type: 'checkbox', 'aria-label': `Select trial ${row.n}` });
    box.checked = links.selected.has(row.n);
    box.addEventListener('change', () => links.toggle(row.n));
    row.box = box;
    row.node.classList.toggle('selected', box.checked);
    row.node.querySelector('[data-number]').prepend(box);
  }

  // The rows in view: all, or a page of them; tools are what stands above.
  function make(id, table, tools, links) {
    const headings = [...table.tHead.rows[0].cells];
    const columns = headings.map(heading => heading.textContent.trim().toLowerCase().replace(/\s+/g, '_'));
    const body = table.tBodies[0];
    const original = [...body.rows].map(node => {
      const cells = [...node.cells].map(cell => cell.title || cell.textContent);
      return { node, n: +node.dataset.trial, cells, text: [...node.cells].map(cell => cell.textContent).join(' ').toLowerCase() };
    });
    // The warnings below a state are no part of it.
    const state = columns.indexOf('state');
    for (const row of original) row.cells[state] = row.node.cells[state].querySelector('.state').textContent;
    let order = original;
    let page = 0;
    const input = el('input', { type: 'search', placeholder: 'tanh learning_rate>=0.1', size: '26' });
    const status = el('span', { role: 'status' });
    const unbrush = el('button', { type: 'button', class: 'plain', hidden: '' }, 'Undo the brush');
    const pages = el('span', { class: 'pages', hidden: '' });
    const back = el('button', { type: 'button', class: 'plain' }, '‹ Previous');
    const on = el('button', { type: 'button', class: 'plain' }, 'Next ›');
    const where = el('span', {});
    pages.append(back, where, on);
    tools.append(el('label', {}, 'Filter', input), status, unbrush, pages);

    const inSight = () => {
      const visible = links.visible();
      return visible ? order.filter(row => visible.has(row.n)) : order;
    };

    function show() {
      const rows = inSight();
      const most = Math.max(0, Math.ceil(rows.length / PAGE) - 1);
      page = Math.min(page, most);
      const paged = original.length > 2 * PAGE;
      const now = paged ? rows.slice(page * PAGE, (page + 1) * PAGE) : rows;
      for (const row of now) if (!row.box) checkbox(row, links);
      body.replaceChildren(...now.map(row => row.node));
      status.textContent = rows.length < original.length ? `${rows.length} of ${Format.trials(original.length)}` : Format.trials(original.length);
      pages.hidden = !paged || rows.length <= PAGE;
      where.textContent = `rows ${page * PAGE + 1} to ${page * PAGE + now.length}`;
      back.disabled = page === 0;
      on.disabled = page === most;
      unbrush.hidden = !Object.keys(links.brush()).length;
    }

    function sort(column, down) {
      for (const other of headings) other.removeAttribute('aria-sort');
      headings[column].setAttribute('aria-sort', down ? 'descending' : 'ascending');
      order = sorted(original, column, headings[column].classList.contains('n'), down);
      View.set(id + '.sort', column === 0 && !down ? null : `${down ? '-' : ''}${columns[column]}`);
    }

    function filter() {
      const text = input.value.trim();
      const fits = Conditions.of(text, columns);
      View.set(id + '.filter', text || null);
      page = 0;
      links.setFiltered(text ? new Set(original.filter(fits).map(row => row.n)) : null);
    }

    // Brings the trial's row in sight, whatever page or filter hides it.
    function reveal(n) {
      const row = original.find(one => one.n === n);
      if (!row) return;
      if (!inSight().includes(row)) {
        input.value = '';
        links.setBrush({});
        filter();
      }
      page = Math.floor(inSight().indexOf(row) / PAGE);
      show();
      body.querySelectorAll('.target').forEach(other => other.classList.remove('target'));
      row.node.classList.add('target');
      row.node.scrollIntoView({ block: 'center' });
      row.node.querySelector('a').focus({ preventScroll: true });
    }

    headings.forEach((heading, column) => {
      headingButton(heading).addEventListener('click', () => {
        sort(column, heading.getAttribute('aria-sort') === 'ascending');
        page = 0;
        show();
      });
    });
    input.addEventListener('input', filter);
    unbrush.addEventListener('click', () => links.setBrush({}));
    back.addEventListener('click', () => { page--; show(); });
    on.addEventListener('click', () => { page++; show(); });
    links.on(what => {
      if (what === 'selected') {
        for (const row of original) {
          if (row.box) row.box.checked = links.selected.has(row.n);
          row.node.classList.toggle('selected', links.selected.has(row.n));
        }
      } else {
        show();
      }
    });

    const kept = View.get(id + '.sort') || '';
    const column = columns.indexOf(kept.replace(/^-/, ''));
    sort(Math.max(0, column), column >= 0 && kept.startsWith('-'));
    input.value = View.get(id + '.filter') || '';
    if (input.value) filter();
    else show();
    return { reveal };
  }

  return { make };
})();
