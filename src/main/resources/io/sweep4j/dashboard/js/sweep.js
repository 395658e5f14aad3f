'use strict';
// One sweep: how far it is, what happened last, figures, trials, and the reports to keep.
const SweepPage = (() => {
  const { el } = Dom;
  const FORMATS = [['html', 'HTML'], ['md', 'Markdown'], ['csv', 'CSV'], ['json', 'JSON']];

  function best(sweep) {
    const row = sweep.best_row;
    if (!row) return Show.card(`Best ${Show.words(sweep.metric)}`, Show.big('–'), el('p', { class: 'note' }, 'nothing finite yet'));
    return Show.card(`Best ${Show.words(sweep.metric)}`, Show.big(Show.value(sweep.metric, row.value)),
      el('p', {}, el('a', { href: Show.address.trial(sweep.sweep, row.trial) }, `trial ${row.trial}`),
        ...(row.test === null || !sweep.shows_test ? [] : [`, test accuracy ${Show.value('accuracy', row.test)}`])),
      ...(sweep.spread ? [el('p', { class: 'note' }, el('b', {}, sweep.spread[0]), ` ${sweep.spread[1]}`)] : []),
      ...row.warnings.map(Show.warning), Show.chips(sweep.varying, row.values));
  }

  function progress(sweep) {
    const share = sweep.trials ? sweep.ended / sweep.trials : 0;
    const counts = Object.entries(sweep.counts);
    return Show.card('Trials ended', Show.big(`${sweep.ended} of ${sweep.trials}`), Progress.bar(sweep),
      el('ul', { class: 'states' }, ...counts.map(([name, count]) => el('li', {}, Show.state(name), el('b', {}, String(count))))),
      el('p', { class: 'note words' }, [Show.percent(share), Progress.toGo(sweep), `${sweep.epochs_run} epochs recorded`,
        `${Show.duration(sweep.seconds)} of training`].filter(Boolean).join(', ')));
  }

  function diverged(sweep) {
    return Show.card('Diverged', Show.big(String(sweep.diverged)),
      sweep.causes.length === 0 ? el('p', { class: 'note' }, 'nothing has become NaN or infinite')
        : el('ul', { class: 'causes' }, ...sweep.causes.map(cause => el('li', {}, `${cause.count} × `, el('b', {}, cause.cause),
          el('br'), el('span', {}, cause.meaning)))));
  }

  const happened = (sweep, row) => {
    const at = row.finished_at || row.started_at;
    const link = el('a', { href: Show.address.trial(sweep.sweep, row.trial) }, `trial ${row.trial}`);
    const what = row.cause
      ? [el('b', {}, row.cause), ` at epoch ${row.diverged_epoch}, iteration ${row.diverged_iteration}. `, el('span', { class: 'note' }, row.explanation)]
      : row.error ? [row.error]
        : [row.state === 'RUNNING' ? `epoch ${row.epochs_run} of ${row.epochs}` : `${Show.words(sweep.metric)} ${Show.value(sweep.metric, row.value)}`];
    return el('li', { 'data-trial': row.trial, 'data-state': row.state }, el('time', { datetime: at, title: Show.clock(at) }, el('span', { 'data-ago': at }, Show.ago(at, Date.now()))),
      el('span', {}, Show.state(row.state)), el('p', {}, link, ' ', ...what));
  };

  function downloads(name) {
    const status = el('span', { role: 'status', class: 'note' });
    const buttons = FORMATS.map(([format, title]) => {
      const button = el('button', { type: 'button', class: 'button', 'data-format': format }, title);
      button.addEventListener('click', async () => {
        button.disabled = true;
        status.textContent = `writing ${title} …`;
        try {
          await Server.save(`${Server.sweep(name)}/report/${format}`);
          status.textContent = `${title} saved`;
        } catch (error) {
          status.textContent = error.message;
        }
        button.disabled = false;
      });
      return button;
    });
    return el('div', { class: 'downloads' }, el('span', { class: 'label' }, 'Report as'), ...buttons, status);
  }

  function open(main, name) {
    const head = el('div', { class: 'top' });
    const cards = el('div', { class: 'cards' });
    const latest = el('section', { class: 'latest' });
    const figures = el('div', { class: 'figures' });
    const trials = el('section');
    const about = el('section');
    const problem = el('div');
    main.replaceChildren(head, problem, cards, figures, latest, trials, about);
    const draw = LiveFigures.at(figures, name);
    const list = Trials.at(trials, name);
    let version = 0;
    let drawn = '';
    let loading = false;
    let again = false;
    let notBefore = 0;
    let told = null;

    function show(sweep) {
      Show.put(head, [sweep.sweep, sweep.description, sweep.state], () => [
        el('p', { class: 'crumbs' }, el('a', { href: '#/' }, 'Sweeps')),
        el('div', { class: 'row' }, el('h1', {}, sweep.sweep), Show.state(sweep.state)),
        el('p', { class: 'lead' }, sweep.description), downloads(sweep.sweep)]);
      Show.put(cards, [sweep.best_row, sweep.counts, sweep.causes, sweep.seconds_left, sweep.epochs_run, sweep.varying], () => [
        progress(sweep), best(sweep), diverged(sweep)]);
      Show.put(latest, sweep.latest, () => [el('h2', {}, 'What happened last'),
        sweep.latest.length ? el('ol', { class: 'events' }, ...sweep.latest.map(row => happened(sweep, row)))
          : el('p', { class: 'note' }, 'Nothing yet: the first trial is about to begin.')]);
      Show.put(about, [sweep.definition, sweep.fixed], () => [el('h2', {}, 'Definition'),
        el('dl', { class: 'facts' }, ...sweep.fixed.map(fixed => el('div', { class: fixed.used ? null : 'unused' }, el('dt', {}, fixed.name), el('dd', {}, fixed.text)))),
        el('details', { class: 'sql' }, el('summary', {}, 'The sweep file'), el('pre', { tabindex: '0' }, el('code', {}, sweep.definition)))]);
      if (told !== null && sweep.diverged > told) Show.say(`${sweep.diverged} trials have diverged`);
      told = sweep.diverged;
      list(sweep);
    }

    async function load() {
      if (loading) {
        again = true;
        return;
      }
      loading = true;
      try {
        const sweep = await Server.json(Server.sweep(name));
        Show.put(problem, null, () => []);
        show(sweep);
        version = sweep.version;
        // Figures of a large sweep take a while to draw: then they wait, and the rest of the page does not.
        if (Date.now() >= notBefore) await figure();
        else setTimeout(figure, notBefore - Date.now());
      } catch (error) {
        Show.put(problem, error.message, () => Show.problem(error.message));
      }
      loading = false;
      if (again) {
        again = false;
        load();
      }
    }

    async function figure() {
      const text = await Server.text(`${Server.sweep(name)}/figures`);
      if (text === drawn || !figures.isConnected) return;
      drawn = text;
      const begin = performance.now();
      draw(JSON.parse(text)[0]);
      notBefore = Date.now() + 10 * (performance.now() - begin);
      document.documentElement.dataset.figures = String(version);
    }

    return { title: name, update: load };
  }

  return { open };
})();
