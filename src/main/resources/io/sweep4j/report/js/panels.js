'use strict';
// Which figures the report has, with their controls.
const Panels = (() => {
  const MANY = 40;

  const parameters = (sweep, only = () => true) => sweep.parameters.map((p, i) => [String(i), p.name]).filter((p, i) => only(i));

  function curves(sweep, quantity, links) {
    // Where a logarithmic axis would leave curves out, and with them a whole group perhaps, it is not the first choice.
    const below = sweep.curves.some(curve => curve.cost.some(y => y !== null && y <= 0));
    const many = sweep.curves.length > MANY;
    const cost = quantity === 'cost';
    const scales = [...(below ? [['symmetric', 'symmetric logarithmic']] : []), ['log', 'logarithmic'], ['linear', 'linear']];
    return {
      kind: quantity,
      controls: [
        ...(cost ? [{ name: 'scale', label: 'Scale', options: scales, first: scales[0][0] }] : []),
        ...(sweep.parameters.length ? [{
          name: 'colour', label: 'Colour', options: [...parameters(sweep), ['rank', 'rank']], first: '0',
        }] : []),
        ...(many ? [{
          name: 'show', label: 'Show', first: 'few',
          options: [['few', 'best, worst, diverged'], ['best', 'best 10'], ['worst', 'worst 10'], ['diverged', 'diverged'],
            ['selected', 'selected only'], ['all', 'up to 200']],
        }, { name: 'band', label: 'Band', options: [['on', 'on'], ['off', 'off']], first: 'on' }] : []),
      ],
      draw: (box, options) => {
        const drawn = Charts.curves(box, sweep,
          { colour: 'rank', ...options, quantity, selected: links.selected, visible: links.visible(), onPick: links.toggle });
        const items = drawn.key.map(Figures.swatch);
        if (drawn.crosses) items.push(Dom.el('li', {}, Dom.el('span', { class: 'cross' }, '✕ '), 'diverged'));
        return { ...drawn, items };
      },
      follows: ['selected', 'brush', 'filter'],
    };
  }

  const parallel = (sweep, links) => ({
    kind: 'parallel',
    draw: box => Charts.parallel(box, sweep,
      { selected: links.selected, brush: links.brush(), onBrush: links.setBrush, onPick: links.toggle }),
    follows: ['selected'],
  });

  function cells(sweep, links, link) {
    if (!sweep.maps.length) return { kind: 'none' };
    const shown = new Set(sweep.maps.flatMap(map => [map.down, map.across]));
    const names = parameters(sweep, i => shown.has(i));
    const [down, across] = sweep.first_map.map(String);
    return {
      kind: 'cells',
      controls: [
        { name: 'down', label: 'Down', options: names, first: down },
        { name: 'across', label: 'Across', options: names, first: across },
        { name: 'measure', label: 'Value', options: sweep.measures.map(m => [m.name, m.label]), first: (sweep.measures[0] || {}).name },
      ],
      changed: (options, name, before) => {
        if (options.down === options.across) options[name === 'down' ? 'across' : 'down'] = before;
      },
      draw: (box, options) => Charts.cells(box, sweep, { ...options, down: +options.down, across: +options.across, link }),
    };
  }

  const slices = (sweep, links) => ({
    kind: 'slices',
    draw: box => Charts.slices(box, sweep, { selected: links.selected, visible: links.visible(), onPick: links.toggle }),
    follows: ['selected', 'brush', 'filter'],
  });

  const contour = (sweep, links) => ({
    kind: 'contour',
    controls: [{
      name: 'pair', label: 'Axes', first: '0',
      options: sweep.contours.map((c, i) => [String(i), `${sweep.parameters[c.down].name} and ${sweep.parameters[c.across].name}`]),
    }],
    draw: (box, options) => Charts.contour(box, sweep, { ...options, onPick: links.toggle }),
  });

  const by = (sweep, axes) => ({
    name: 'by', label: 'By', first: 'all', options: [['all', 'all trials together'], ...parameters(sweep, i => axes.has(i))],
  });

  const edf = sweep => ({
    kind: 'edf',
    controls: [by(sweep, new Set(sweep.edf.by.flatMap((parts, i) => (parts.length ? [i] : []))))],
    draw: (box, options) => Charts.edf(box, sweep, options),
  });

  const survival = sweep => ({
    kind: 'survival',
    controls: [by(sweep, new Set(sweep.survival.by.map(group => group.axis)))],
    draw: (box, options) => Charts.survival(box, sweep, options),
  });

  const importances = sweep => ({ kind: 'importances', draw: box => Charts.importances(box, sweep) });

  const timeline = (sweep, links) => ({
    kind: 'timeline',
    draw: box => Charts.timeline(box, sweep, { selected: links.selected, onPick: links.toggle }),
    follows: ['selected'],
  });

  // All figures of a sweep's part of the page.
  function all(part, sweep, links, link) {
    const id = part.dataset.sweep;
    const figures = [
      ...['cost', 'validation', 'test'].map(quantity => curves(sweep, quantity, links)),
      parallel(sweep, links), cells(sweep, links, link), slices(sweep, links), contour(sweep, links), edf(sweep), survival(sweep),
      importances(sweep), timeline(sweep, links),
    ];
    for (const figure of figures) {
      const added = Figures.add(part, { ...figure, id });
      if (added && figure.follows) links.on(what => { if (figure.follows.includes(what)) added.again(); });
    }
  }

  return { all };
})();
