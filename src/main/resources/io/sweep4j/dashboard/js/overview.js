'use strict';
// The list of sweeps.
const Overview = (() => {
  const { el } = Dom;

  function card(sweep) {
    const link = el('a', { href: Show.address.sweep(sweep.sweep) }, sweep.sweep);
    const best = sweep.best === null ? 'nothing finite yet'
      : `${Show.value(sweep.metric, sweep.best)} in trial ${sweep.best_trial}`;
    const fact = (name, text) => el('div', {}, el('dt', {}, name), el('dd', {}, text));
    return el('li', { class: 'sweep-card', 'data-sweep': sweep.sweep },
      el('div', { class: 'row' }, el('h2', {}, link), Show.state(sweep.state)),
      sweep.description ? el('p', { class: 'note' }, sweep.description) : '',
      Progress.bar(sweep),
      el('p', { class: 'row words' }, el('span', {}, Progress.words(sweep)), el('span', {}, Progress.toGo(sweep))),
      el('dl', { class: 'facts' }, fact(`best ${Show.words(sweep.metric)}`, best), fact('epochs recorded', String(sweep.epochs_run)),
        fact('last activity', el('span', { 'data-ago': sweep.last_at }, Show.ago(sweep.last_at, Date.now())))));
  }

  const nothing = database => el('section', { class: 'nothing' },
    el('h2', {}, database ? 'No sweeps yet' : 'No database yet'),
    el('p', {}, 'This page fills by itself as soon as a sweep runs on this database. Start one in another terminal:'),
    el('pre', {}, el('code', {}, 'sweep4j run FILE --db PATH')),
    el('p', { class: 'note' }, 'with the same --db as this dashboard, or none if it was started without one.'));

  function open(main) {
    const head = el('div', { class: 'top' }, el('h1', {}, 'Sweeps'), el('p', { class: 'lead' }, 'reading the database …'));
    const list = el('ul', { class: 'sweep-cards' });
    const empty = el('div');
    main.replaceChildren(head, empty, list);
    const cards = new Map();
    return {
      title: 'Sweeps',
      update(board) {
        const running = board.sweeps.filter(sweep => sweep.state === 'RUNNING').length;
        head.lastChild.textContent = board.sweeps.length === 0 ? ''
          : `${board.sweeps.length} in this database, ${running} running`;
        Show.put(empty, [board.sweeps.length === 0, board.database], () => (board.sweeps.length ? [] : nothing(board.database)));
        // What runs comes first, then what something happened to last.
        const order = [...board.sweeps].sort((a, b) => (b.state === 'RUNNING') - (a.state === 'RUNNING')
          || Date.parse(b.last_at) - Date.parse(a.last_at) || (a.sweep < b.sweep ? -1 : 1));
        for (const sweep of order) {
          const key = JSON.stringify(sweep);
          const known = cards.get(sweep.sweep);
          if (known && known.key === key) continue;
          const made = card(sweep);
          if (known) {
            const focused = known.node.contains(document.activeElement);
            known.node.replaceWith(made);
            if (focused) made.querySelector('a').focus();
          }
          cards.set(sweep.sweep, { key, node: made });
        }
        const wanted = order.map(sweep => cards.get(sweep.sweep).node);
        if (wanted.length !== list.children.length || wanted.some((node, i) => list.children[i] !== node)) list.replaceChildren(...wanted);
      },
    };
  }

  return { open };
})();
