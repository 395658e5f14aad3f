'use strict';
// The figures of a sweep: the report's charts on live data.
const LiveFigures = (() => {
  const names = sweep => sweep.parameters.map((parameter, i) => [String(i), parameter.name]);

  const curves = (title, quantity, name) => Panel.make({
    title,
    height: 'tall',
    controls: sweep => {
      return [
        ...(quantity === 'cost' ? [Panel.scale(sweep.curves)] : []),
        ...(sweep.parameters.length
          ? [{ name: 'colour', label: 'Colour', choices: [...names(sweep), ['rank', 'rank']], chosen: '0' }] : []),
      ];
    },
    plot: (box, sweep, options) => Charts.curves(box, sweep, {
      quantity, scale: options.scale, colour: options.colour || 'rank',
      onPick: number => { location.hash = Show.address.trial(name, number); },
    }),
  });

  const cells = name => Panel.make({
    title: 'Map of two axes',
    height: 'cells',
    wide: true,
    controls: sweep => {
      const shown = new Set(sweep.maps.flatMap(map => [map.down, map.across]));
      const choices = names(sweep).filter((choice, i) => shown.has(i));
      // The learning rate reads best from left to right.
      const across = choices.find(([, label]) => label === 'learning_rate') || choices[1];
      const down = choices.find(choice => choice !== across);
      return [
        { name: 'down', label: 'Down', choices, chosen: down[0], other: 'across' },
        { name: 'across', label: 'Across', choices, chosen: across[0], other: 'down' },
      ];
    },
    plot: (box, sweep, options) => Charts.cells(box, sweep, {
      down: +options.down, across: +options.across, link: number => Show.address.trial(name, number),
    }),
  });

  const has = (sweep, quantity) => sweep.curves.some(curve => curve[quantity].some(y => y !== null));

  // Figures below a place, made as there is something to draw.
  function at(place, name) {
    const made = new Map();
    const wanted = {
      cost: [sweep => sweep.curves.length > 0, () => curves('Cost by epoch', 'cost', name)],
      validation: [sweep => has(sweep, 'validation'), () => curves('Validation accuracy by epoch', 'validation', name)],
      test: [sweep => has(sweep, 'test') && !has(sweep, 'validation'), () => curves('Test accuracy by epoch', 'test', name)],
      cells: [sweep => sweep.maps.length > 0, () => cells(name)],
    };
    return sweep => {
      for (const [kind, [there, make]] of Object.entries(wanted)) {
        if (!made.has(kind) && there(sweep)) {
          const panel = make();
          panel.box.dataset.figure = kind;
          made.set(kind, panel);
          place.append(panel.node);
        }
        if (made.has(kind) && there(sweep)) made.get(kind).set(sweep);
      }
    };
  }

  return { at };
})();
