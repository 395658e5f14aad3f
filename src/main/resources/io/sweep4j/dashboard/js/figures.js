'use strict';
// The figures of a sweep: the report's charts on live data.
const LiveFigures = (() => {
  const { el } = Dom;
  const MANY = 40;
  const names = sweep => sweep.parameters.map((parameter, i) => [String(i), parameter.name]);
  const some = (sweep, axes) => names(sweep).filter((choice, i) => axes.has(i));

  const curves = (title, quantity, pick) => Panel.make({
    title,
    height: 'tall',
    controls: sweep => [
      ...(quantity === 'cost' ? [Panel.scale(sweep.curves)] : []),
      ...(sweep.parameters.length
        ? [{ name: 'colour', label: 'Colour', choices: [...names(sweep), ['rank', 'rank']], chosen: '0' }] : []),
      ...(sweep.curves.length > MANY ? [{
        name: 'show', label: 'Show', chosen: 'few',
        choices: [['few', 'best, worst, diverged'], ['best', 'best 10'], ['worst', 'worst 10'], ['diverged', 'diverged'], ['all', 'up to 200']],
      }, { name: 'band', label: 'Band', chosen: 'on', choices: [['on', 'on'], ['off', 'off']] }] : []),
    ],
    plot: (box, sweep, options) => Charts.curves(box, sweep, { colour: 'rank', ...options, quantity, onPick: pick }),
  });

  const cells = (pick, link) => Panel.make({
    title: 'Map of two axes',
    height: 'cells',
    wide: true,
    controls: sweep => {
      const choices = some(sweep, new Set(sweep.maps.flatMap(map => [map.down, map.across])));
      const [down, across] = sweep.first_map.map(String);
      return [
        { name: 'down', label: 'Down', choices, chosen: down, other: 'across' },
        { name: 'across', label: 'Across', choices, chosen: across, other: 'down' },
        { name: 'measure', label: 'Value', choices: sweep.measures.map(measure => [measure.name, measure.label]), chosen: sweep.measures[0].name },
      ];
    },
    plot: (box, sweep, options) => Charts.cells(box, sweep, { ...options, down: +options.down, across: +options.across, link }),
  });

  const by = (sweep, axes) => (axes.size
    ? [{ name: 'by', label: 'By', chosen: 'all', choices: [['all', 'all trials together'], ...some(sweep, axes)] }] : []);

  // Those that tell something once there are results, and cost a large sweep time to draw: folded away at first.
  const further = {
    parallel: pick => Panel.make({
      title: 'Parallel coordinates', height: 'tall', wide: true, controls: () => [],
      plot: (box, sweep) => ({
        ...Charts.parallel(box, sweep, { onPick: pick }), caption: 'A line is a trial, through its values to what it came to. They stand evenly spaced.',
      }),
    }),
    importances: () => Panel.make({
      title: 'Which axis matters', height: 'own', controls: () => [],
      plot: (box, sweep) => ({
        ...Charts.importances(box, sweep),
        caption: 'The share of the ranks that each axis explains by itself: the Kruskal–Wallis effect size η²(H). Diverged trials share the worst rank.',
      }),
    }),
    edf: () => Panel.make({
      title: 'How many got how far', height: 'low',
      controls: sweep => by(sweep, new Set(sweep.edf.by.flatMap((parts, i) => (parts.length ? [i] : [])))),
      plot: (box, sweep, options) => Charts.edf(box, sweep, { by: 'all', ...options }),
    }),
    survival: () => Panel.make({
      title: 'Trials still finite by epoch', height: 'low',
      controls: sweep => by(sweep, new Set(sweep.survival.by.map(group => group.axis))),
      plot: (box, sweep, options) => Charts.survival(box, sweep, { by: 'all', ...options }),
    }),
    slices: pick => Panel.make({
      title: 'Slices', height: 'own', wide: true, controls: () => [], plot: (box, sweep) => Charts.slices(box, sweep, { onPick: pick }),
    }),
    contour: pick => Panel.make({
      title: 'Contours', height: 'tall', wide: true,
      controls: sweep => [{
        name: 'pair', label: 'Axes', chosen: '0',
        choices: sweep.contours.map((pair, i) => [String(i), `${sweep.parameters[pair.down].name} and ${sweep.parameters[pair.across].name}`]),
      }],
      plot: (box, sweep, options) => Charts.contour(box, sweep, { ...options, onPick: pick }),
    }),
    timeline: pick => Panel.make({
      title: 'Timeline', height: 'own', wide: true, controls: () => [], plot: (box, sweep) => Charts.timeline(box, sweep, { onPick: pick }),
    }),
  };

  const has = (sweep, quantity) => sweep.curves.some(curve => curve[quantity] && curve[quantity].some(y => y !== null));
  const compared = sweep => sweep.parameters.length > 0 && sweep.edf.all.trials > 0;
  const there = {
    cost: sweep => sweep.curves.length > 0,
    validation: sweep => has(sweep, 'validation'),
    test: sweep => has(sweep, 'test') && !has(sweep, 'validation'),
    cells: sweep => sweep.maps.length > 0 && sweep.measures.length > 0,
    parallel: compared,
    importances: sweep => compared(sweep) && sweep.importances.length > 0,
    edf: compared,
    survival: sweep => sweep.survival.all.started > 0,
    slices: compared,
    contour: sweep => compared(sweep) && sweep.contours.length > 0,
    timeline: sweep => sweep.timeline !== null,
  };

  // Figures below a place, made as there is something to draw.
  function at(place, name) {
    const link = number => Show.address.trial(name, number);
    const pick = number => { location.hash = link(number); };
    const made = new Map();
    const first = {
      cost: () => curves('Cost by epoch', 'cost', pick),
      validation: () => curves('Validation accuracy by epoch', 'validation', pick),
      test: () => curves('Test accuracy by epoch', 'test', pick),
      cells: () => cells(pick, link),
    };
    const more = el('div', { class: 'figures' });
    const folded = el('details', { class: 'more' }, el('summary', {}, 'More figures'), more);
    let latest = null;

    function fill(where, makers) {
      for (const [kind, make] of Object.entries(makers)) {
        if (!there[kind](latest)) continue;
        if (!made.has(kind)) {
          const panel = make(pick);
          panel.box.dataset.figure = kind;
          made.set(kind, panel);
          where.append(panel.node);
        }
        made.get(kind).set(latest);
      }
    }

    folded.addEventListener('toggle', () => { if (folded.open && latest) fill(more, further); });
    return sweep => {
      latest = sweep;
      fill(place, first);
      if (!folded.isConnected && Object.keys(further).some(kind => there[kind](sweep))) place.after(folded);
      if (folded.open) fill(more, further);
    };
  }

  return { at };
})();
