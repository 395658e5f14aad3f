'use strict';
// One trial: what became of it and why, its curves, and what it was trained with.
const TrialPage = (() => {
  const { el } = Dom;
  const fact = (name, text, unused) => el('div', { class: unused ? 'unused' : null }, el('dt', {}, name), el('dd', {}, text));

  function divergence(found, name) {
    return el('section', { class: 'verdict' },
      el('p', { class: 'label' }, `Diverged at epoch ${found.epoch}, iteration ${found.iteration}`),
      el('h2', {}, el('span', { class: 'nan' }, found.kind), ` ${found.cause}`),
      el('p', {}, found.explanation),
      el('dl', { class: 'facts long' }, fact('where', `${found.event}`), fact('what that means', found.meaning), fact('what to try', found.advice),
        ...(found.nearby ? [fact('what survived nearby', el('span', {}, `${found.nearby} `,
          ...found.survivors.flatMap(n => [el('a', { href: Show.address.trial(name, n) }, `trial ${n}`), ' '])))] : [])));
  }

  function oddities(trial) {
    const said = [
      ...trial.warnings.map(warning => el('li', {}, Show.warning(warning.code), ` ${warning.meaning}`)),
      ...(trial.note ? [el('li', {}, trial.note)] : []),
      ...(trial.error ? [el('li', { class: 'error' }, trial.error)] : []),
    ];
    return said.length ? [el('section', {}, el('h2', {}, trial.error ? 'What failed' : 'What is odd about it'), el('ul', { class: 'causes' }, ...said))] : [];
  }

  const curve = (title, quantity) => Panel.make({
    title,
    height: 'low',
    controls: data => (quantity === 'cost' ? [Panel.scale(data.curves)] : []),
    plot: (box, data, options) => ({ ...Charts.curves(box, data, { quantity, scale: options.scale, colour: 'rank' }), key: [] }),
  });

  // The one trial as the charts expect a sweep.
  function figureData(trial, metric) {
    const found = trial.divergence;
    const one = { n: trial.trial, rank: 1, at: [], best: trial.best, state: trial.state.toLowerCase() };
    if (found) Object.assign(one, { epoch: found.epoch, iteration: found.iteration, kind: found.kind, cause: found.cause });
    return { metric, goal: 'maximize', parameters: [], trials: [one], curves: [trial.curve] };
  }

  function epochs(curve) {
    const has = name => curve[name].some(value => value !== null);
    const shares = ['train', 'validation', 'test'].filter(has);
    const head = ['epoch', 'cost', ...shares.map(name => `${name} accuracy`), 'applied rate', 'seconds'];
    return el('details', { class: 'sql' }, el('summary', {}, 'Epochs in numbers'),
      el('div', { class: 'scroll long', tabindex: '0', role: 'region', 'aria-label': 'Epochs' }, el('table', {},
        el('thead', {}, el('tr', {}, ...head.map(title => el('th', { scope: 'col', class: 'n' }, title)))),
        el('tbody', {}, ...curve.epoch.map((epoch, i) => el('tr', {},
          el('td', { class: 'n' }, String(epoch)), el('td', { class: 'n' }, Show.cost(curve.cost[i], curve.kind[i])),
          ...shares.map(name => el('td', { class: 'n' }, Show.value('accuracy', curve[name][i]))),
          el('td', { class: 'n' }, Format.short(curve.rate[i])), el('td', { class: 'n' }, Format.short(+curve.seconds[i].toPrecision(3)))))))));
  }

  function open(main, name, number) {
    const head = el('div', { class: 'top' });
    const cards = el('div', { class: 'cards' });
    const verdict = el('div', { class: 'verdicts' });
    const figures = el('div', { class: 'figures' });
    const numbers = el('section');
    const problem = el('div');
    main.replaceChildren(head, problem, cards, verdict, figures, numbers);
    const panels = new Map();
    let before = '';

    function show(trial, sweep) {
      const axes = trial.values.filter(value => value.axis);
      const rest = trial.values.filter(value => !value.axis);
      Show.put(head, [trial.state, trial.trial, axes, sweep.trials], () => [
        el('p', { class: 'crumbs' }, el('a', { href: '#/' }, 'Sweeps'), ' / ', el('a', { href: Show.address.sweep(name) }, name)),
        el('div', { class: 'row' }, el('h1', {}, `Trial ${trial.trial}`), Show.state(trial.state),
          el('nav', { class: 'turn', 'aria-label': 'Neighbouring trials' },
            ...(trial.trial > 1 ? [el('a', { href: Show.address.trial(name, trial.trial - 1), rel: 'prev' }, `‹ trial ${trial.trial - 1}`)] : []),
            ...(trial.trial < sweep.trials ? [el('a', { href: Show.address.trial(name, trial.trial + 1), rel: 'next' }, `trial ${trial.trial + 1} ›`)] : []))),
        Show.chips([...axes.map(axis => axis.name), ...(sweep.repeated ? ['repeat'] : [])],
          [...axes.map(axis => axis.text), ...(sweep.repeated ? [String(trial.repeat)] : [])])]);
      const last = trial.curve.epoch.length - 1;
      Show.put(cards, [trial.best, trial.rank, trial.epochs_run, trial.state, trial.seconds], () => [
        Show.card(`Best ${Show.words(sweep.metric)}`, Show.big(Show.value(sweep.metric, trial.best)),
          el('p', { class: 'note' }, [trial.divergence ? 'before it diverged' : null, trial.rank === null ? 'not ranked' : `rank ${trial.rank} of ${sweep.started}`,
            ...(trial.best_epoch === null ? [] : [`epoch ${trial.best_epoch}`]),
            ...(trial.test_accuracy === null || !sweep.shows_test ? [] : [`test accuracy ${Show.value('accuracy', trial.test_accuracy)}`])].filter(Boolean).join(', '))),
        Show.card('Epochs', Show.big(`${trial.epochs_run} of ${trial.epochs}`),
          el('p', { class: 'note' }, [...(trial.engine ? [`engine ${trial.engine}`] : []), ...(trial.seconds === null ? [] : [Show.duration(trial.seconds)])].join(', '))),
        Show.card('Last cost', el('p', { class: 'big' }, last < 0 ? '–' : Show.cost(trial.curve.cost[last], trial.curve.kind[last])))]);
      Show.put(verdict, [trial.divergence, trial.warnings, trial.note, trial.error], () => [
        ...(trial.divergence ? [divergence(trial.divergence, name)] : []), ...oddities(trial)]);
      draw(figureData(trial, sweep.metric));
      const open = [...numbers.querySelectorAll('details')].map(details => details.open);
      Show.put(numbers, [rest, trial.curve, trial.story], () => [el('h2', {}, 'Trained with'),
        el('dl', { class: 'facts' }, ...[...axes, ...rest].map(value => fact(value.name, value.text + (value.used ? '' : ' (not used)'), !value.used))),
        ...(last < 0 ? [] : [epochs(trial.curve)]),
        el('details', { class: 'sql' }, el('summary', {}, `What explain ${name} ${trial.trial} prints: evidence`), el('pre', { tabindex: '0' }, el('code', {}, trial.story)))]);
      [...numbers.querySelectorAll('details')].forEach((details, i) => { details.open = open[i] || false; });
    }

    function draw(data) {
      const wanted = { cost: 'Cost by epoch', validation: 'Validation accuracy by epoch', test: 'Test accuracy by epoch' };
      for (const [quantity, title] of Object.entries(wanted)) {
        // What was measured after a divergence says nothing.
        const told = data.curves[0][quantity].some((y, i) => y !== null && (quantity === 'cost' || !data.curves[0].diverged[i]));
        if (!told) continue;
        if (!panels.has(quantity)) {
          const panel = curve(title, quantity);
          panel.box.dataset.figure = quantity;
          panels.set(quantity, panel);
          figures.append(panel.node);
        }
        panels.get(quantity).set(data);
      }
    }

    async function load() {
      try {
        const [trial, sweep] = await Promise.all([Server.text(`${Server.sweep(name)}/trials/${number}`), Server.json(Server.sweep(name))]);
        Show.put(problem, null, () => []);
        const key = trial + sweep.started;
        if (key === before || !head.isConnected) return;
        before = key;
        show(JSON.parse(trial), sweep);
      } catch (error) {
        Show.put(problem, error.message, () => Show.problem(error.message));
      }
    }

    return { title: `Trial ${number} of ${name}`, update: load };
  }

  return { open };
})();
