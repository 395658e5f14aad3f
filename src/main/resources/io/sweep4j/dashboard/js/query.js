'use strict';
// The SQL box: questions to the views, answered by the command query in a process of its own.
const QueryPage = (() => {
  const { el } = Dom;
  const EXAMPLES = [
    ['Best trials', 'SELECT sweep, trial, state, metric, metric_value, test_accuracy, warnings\nFROM ranking\nWHERE position <= 10\nORDER BY sweep, position'],
    ['What diverged, and why', 'SELECT sweep, cause, COUNT(*) AS trials, MIN(epoch) AS first_epoch, MIN(trial) AS first_trial\nFROM divergences\nGROUP BY sweep, cause\nORDER BY trials DESC'],
    ['What runs now', "SELECT sweep, trial, epochs_run, epochs, final_cost, seconds\nFROM results\nWHERE state = 'RUNNING'\nORDER BY sweep, trial"],
    ['Survival by learning rate', "SELECT sweep, learning_rate, COUNT(*) AS trials,\n  COUNT(*) FILTER (WHERE state = 'DIVERGED') AS diverged\nFROM results\nWHERE in_plan\nGROUP BY sweep, learning_rate\nORDER BY sweep, learning_rate"],
    ['Costs of one trial', 'SELECT epoch, cost, cost_kind, validation_accuracy, test_accuracy, applied_learning_rate\nFROM curves\nWHERE trial = 1\nORDER BY sweep, epoch'],
  ];

  function cell(value, number) {
    if (value === null) return el('td', { class: number ? 'n none' : 'none' }, 'NULL');
    const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
    return el('td', { class: number ? 'n' : null, title: text.length > 200 ? text.slice(0, 2000) : null }, text.length > 200 ? `${text.slice(0, 200)}…` : text);
  }

  function table(answer) {
    const rows = answer.rows.slice(0, answer.most);
    const names = Object.keys(rows[0]);
    const numbers = new Set(names.filter(name => rows.some(row => typeof row[name] === 'number')));
    return el('div', { class: 'scroll long', tabindex: '0', role: 'region', 'aria-label': 'Answer' }, el('table', { 'data-answer': '' },
      el('thead', {}, el('tr', {}, ...names.map(name => el('th', { scope: 'col', class: numbers.has(name) ? 'n' : null }, name)))),
      el('tbody', {}, ...rows.map(row => el('tr', {}, ...names.map(name => cell(row[name], numbers.has(name))))))));
  }

  function open(main) {
    const text = el('textarea', { rows: '7', spellcheck: 'false', autocapitalize: 'off', maxlength: '50000', 'aria-describedby': 'sql-note' });
    text.value = sessionStorage.getItem('sweep4j-sql') || EXAMPLES[0][1];
    const run = el('button', { type: 'button', class: 'button main' }, 'Run');
    const stop = el('button', { type: 'button', class: 'button' }, 'Stop waiting');
    const csv = el('button', { type: 'button', class: 'button' }, 'Save all rows as CSV');
    const status = el('p', { role: 'status', class: 'note' });
    const answer = el('div');
    const examples = el('div', { class: 'examples' }, el('span', { class: 'label' }, 'Examples'), ...EXAMPLES.map(([title, sql]) => {
      const button = el('button', { type: 'button', class: 'chip' }, title);
      button.addEventListener('click', () => { text.value = sql; text.focus(); });
      return button;
    }));
    main.replaceChildren(
      el('div', { class: 'top' }, el('h1', {}, 'SQL'), el('p', { class: 'lead', id: 'sql-note' },
        'Ask the views sweeps, results, curves, divergences, ranking, outputs and reused. It can only SELECT; an answer may take 60 seconds.')),
      el('section', {}, el('h2', { class: 'unseen' }, 'Query'), examples, el('label', { class: 'sql-label' }, el('span', { class: 'label' }, 'Query (Ctrl+Enter runs it)'), text),
        el('div', { class: 'tools' }, run, stop, csv), status, answer));
    let waiting = null;

    function busy(on) {
      run.disabled = on;
      csv.disabled = on;
      stop.hidden = !on;
    }

    async function ask(what) {
      if (waiting) return;
      sessionStorage.setItem('sweep4j-sql', text.value);
      waiting = new AbortController();
      busy(true);
      status.className = 'note';
      status.textContent = 'asking …';
      try {
        status.textContent = await what({ method: 'POST', body: text.value, signal: waiting.signal });
      } catch (error) {
        answer.replaceChildren();
        status.className = 'problem';
        status.textContent = error.name === 'AbortError' ? 'no longer waited for; it ends by itself within its 60 seconds' : error.message;
      }
      waiting = null;
      busy(false);
    }

    const show = () => ask(async options => {
      const found = await Server.json('/api/query', options);
      answer.replaceChildren(...(found.rows.length ? [table(found)] : []));
      const rows = Math.min(found.rows.length, found.most);
      return `${rows === 0 ? 'no rows' : rows === 1 ? '1 row' : `${rows} rows`}${found.rows.length > found.most ? ', the first of more' : ''}, ${Show.duration(found.seconds)}`;
    });
    run.addEventListener('click', show);
    csv.addEventListener('click', () => ask(async options => {
      await Server.save('/api/query?format=csv', options);
      return 'saved';
    }));
    stop.addEventListener('click', () => waiting?.abort());
    text.addEventListener('keydown', event => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        show();
      }
    });
    busy(false);
    if (!Server.trusted()) {
      status.className = 'problem';
      status.textContent = 'This needs the token in the address that sweep4j printed: open the dashboard at that address.';
    }
    return { title: 'SQL', update() {} };
  }

  return { open };
})();
