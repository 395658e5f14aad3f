'use strict';
// The figures that lay several sweeps side by side. All differences come from the page's data.
const Matching = (() => {
  // 'better', 'worse' or 'equal' than the reference.
  function change(matching, cell, against) {
    const difference = cell.differences[against];
    if (!difference) return 'equal';
    return (difference > 0) === (matching.goal === 'maximize') ? 'better' : 'worse';
  }

  function side(matching, cell, at) {
    const { n, best, state, cause, of } = cell.sides[at];
    const text = best !== null ? `<b>${Format.value(matching, best)}</b>` : cause ? `diverged, ${Dom.escape(cause)}` : Dom.escape(state);
    return `${Dom.escape(matching.sweeps[at])}: ${text} (trial ${n}${of ? `, ${Dom.escape(of)}` : ''})`;
  }

  // What a cell says on hover, as markup.
  function story(matching, cell, against) {
    const difference = cell.differences[against];
    return `${Format.values(matching, cell)}<br>${side(matching, cell, 0)}<br>${side(matching, cell, against)}`
      + (difference === null ? '' : `<br>difference <b>${difference > 0 ? '+' : ''}${Format.short(difference)}</b>`);
  }

  function all(part, matching) {
    const against = { name: 'against', label: 'Compare', first: '1', options: matching.sweeps.map((name, i) => [String(i), name]).slice(1) };
    const colour = {
      name: 'colour', label: 'Colour', first: 'change', options: [['change', 'better or worse'], ...matching.parameters.map((p, i) => [String(i), p.name])],
    };
    const id = part.dataset.matching;
    const onPick = options => cell => { location.hash = `#s${+options.against + 1}-t${cell.sides[+options.against].n}`; };
    for (const [kind, controls] of [['versus', [against, colour]], ['differences', [against]]]) {
      Figures.add(part, { id, kind, controls, draw: (box, options) => Charts[kind](box, matching, { ...options, onPick: onPick(options) }) });
    }
  }

  return { change, story, all };
})();
