'use strict';
// The table of a sweep's trials: a page of it at a time, sorted and filtered by the server.
const Trials = (() => {
  const { el } = Dom;
  const ROWS = 50;
  const FIRST_LARGEST = new Set(['test', 'epochs', 'started']);
  const STATES = ['RUNNING', 'COMPLETED', 'DIVERGED', 'FAILED', 'PRUNED', 'CANCELLED'];

  function columns(sweep) {
    return [
      { name: 'rank', title: 'Rank', number: true, cell: row => (row.rank === null ? '–' : String(row.rank)) },
      { name: 'trial', title: 'Trial', number: true, cell: (row, link) => el('a', { href: link(row.trial) }, String(row.trial)) },
      {
        name: 'state', title: 'State',
        cell: row => [Show.state(row.state), ...(row.in_plan ? [] : [el('span', { class: 'orphan' }, 'no longer in the file')])],
      },
      ...sweep.varying.map((name, i) => ({
        name, title: name, number: !sweep.latest.some(row => typeof row.values[i] === 'string' && !Number.isFinite(Number(row.values[i]))),
        cell: row => Show.parameter(row.values[i]),
      })),
      ...(sweep.repeated ? [{ name: 'repeat', title: 'Repeat', number: true, cell: row => String(row.repeat) }] : []),
      { name: 'value', title: Show.words(sweep.metric), number: true, cell: row => Show.value(sweep.metric, row.value) },
      ...(sweep.shows_test ? [{ name: 'test', title: 'test accuracy', number: true, cell: row => Show.value('accuracy', row.test) }] : []),
      { name: 'epochs', title: 'Epochs', number: true, cell: row => `${row.epochs_run}/${row.epochs}` },
      { name: 'cost', title: 'Final cost', number: true, cell: row => Show.cost(row.cost, row.cost_kind) },
      {
        name: 'cause', title: 'Cause, warnings',
        cell: row => [...(row.cause ? [el('span', { title: row.explanation }, `${row.cause} at epoch ${row.diverged_epoch}`)] : []),
          ...(row.error ? [row.error] : []), ...row.warnings.map(Show.warning)],
      },
      { name: 'seconds', title: 'Seconds', number: true, cell: row => (row.seconds === null ? '–' : Format.short(+row.seconds.toPrecision(3))) },
    ];
  }

  function at(place, name) {
    const wish = { sort: 'rank', down: false, filter: '', state: '', page: 0 };
    const link = number => Show.address.trial(name, number);
    const filter = el('input', { type: 'search', placeholder: 'e.g. tanh diverged', 'data-trials': 'filter' });
    const state = el('select', {}, el('option', { value: '' }, 'all'), ...STATES.map(one => el('option', { value: one }, one.toLowerCase())));
    const status = el('span', { role: 'status' });
    const head = el('thead');
    const body = el('tbody');
    const table = el('table', { 'data-trials': 'table' }, el('caption', { class: 'unseen' }, `Trials of ${name}`), head, body);
    const pages = el('nav', { class: 'pages', 'aria-label': 'Pages of trials' });
    place.replaceChildren(el('h2', {}, 'Trials'),
      el('div', { class: 'tools' }, el('label', {}, 'Filter', filter), el('label', {}, 'State', state), status),
      el('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': `Trials of ${name}` }, table), pages);
    let sweep = null;
    let shown = [];
    let asked = 0;
    let headKey = '';

    function header() {
      const key = JSON.stringify([sweep.varying, sweep.repeated, sweep.metric, sweep.shows_test, wish.sort, wish.down]);
      if (key === headKey) return;
      headKey = key;
      const focused = head.contains(document.activeElement) ? document.activeElement.dataset.sort : null;
      head.replaceChildren(el('tr', {}, ...columns(sweep).map(column => {
        const parts = column.title.split(/(?<=_)/).flatMap((part, i) => (i ? [el('wbr'), part] : [part]));
        const button = el('button', { type: 'button', 'data-sort': column.name }, ...parts);
        button.addEventListener('click', () => {
          wish.down = wish.sort === column.name ? !wish.down : FIRST_LARGEST.has(column.name)
            || (column.name === 'value' && sweep.goal === 'maximize');
          wish.sort = column.name;
          wish.page = 0;
          load();
        });
        const order = wish.sort === column.name ? (wish.down ? 'descending' : 'ascending') : null;
        return el('th', { scope: 'col', class: column.number ? 'n' : null, 'aria-sort': order }, button);
      })));
      if (focused) head.querySelector(`[data-sort="${CSS.escape(focused)}"]`)?.focus();
    }

    function rows(page) {
      const focused = body.contains(document.activeElement) ? document.activeElement.closest('tr')?.dataset.trial : null;
      const known = new Map(shown.map(row => [row.key, row.node]));
      shown = page.rows.map(row => {
        const key = JSON.stringify([headKey, row]);
        if (known.has(key)) return { key, node: known.get(key) };
        const node = el('tr', { 'data-trial': row.trial }, ...columns(sweep).map(column => el('td', { class: column.number ? 'n' : null },
          ...[column.cell(row, link)].flat())));
        return { key, node };
      });
      const same = shown.length === body.children.length && shown.every((row, i) => body.children[i] === row.node);
      if (!same) body.replaceChildren(...shown.map(row => row.node));
      if (focused) body.querySelector(`tr[data-trial="${focused}"] a`)?.focus();
    }

    function turns(page) {
      const last = Math.max(0, Math.ceil(page.found / ROWS) - 1);
      Show.put(pages, [page.page, last], () => {
        if (last === 0) return [];
        const turn = (text, to, label) => {
          const button = el('button', { type: 'button', class: 'button', 'aria-label': label }, text);
          button.disabled = to < 0 || to > last || to === page.page;
          button.addEventListener('click', () => { wish.page = to; load(); });
          return button;
        };
        return [turn('«', 0, 'First page'), turn('‹ Previous', page.page - 1, 'Previous page'),
          el('span', {}, `page ${page.page + 1} of ${last + 1}`), turn('Next ›', page.page + 1, 'Next page'), turn('»', last, 'Last page')];
      });
    }

    async function load() {
      const mine = ++asked;
      const query = new URLSearchParams({ ...wish, rows: ROWS });
      try {
        const page = await Server.json(`${Server.sweep(name)}/trials?${query}`);
        if (mine !== asked || sweep === null) return;
        wish.page = page.page;
        header();
        rows(page);
        turns(page);
        const waiting = Math.max(0, sweep.trials - sweep.ended - sweep.running);
        const some = wish.filter.trim() || wish.state;
        status.textContent = (some ? `${page.found} of ${Format.trials(page.started)}` : Format.trials(page.started))
          + (waiting && !some ? `, ${waiting} waiting` : '');
        table.dataset.loaded = `${wish.sort} ${wish.down} ${wish.filter} ${wish.state} ${wish.page}`;
      } catch (error) {
        if (mine === asked) status.textContent = error.message;
      }
    }

    let typing = 0;
    filter.addEventListener('input', () => {
      clearTimeout(typing);
      typing = setTimeout(() => { wish.filter = filter.value; wish.page = 0; load(); }, 120);
    });
    state.addEventListener('change', () => { wish.state = state.value; wish.page = 0; load(); });
    return now => {
      sweep = now;
      load();
    };
  }

  return { at };
})();
