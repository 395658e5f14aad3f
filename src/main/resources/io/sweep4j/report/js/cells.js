'use strict';
// A heat map of two axes, as a table: a reader can go through it by keyboard, and each number leads to its trial.
// Options: down and across (parameters' indices), measure (the name of one), link(number) gives the address of a trial.
Charts.cells = (() => {
  const { el } = Dom;

  // A value of the measure as the tables show it.
  const shown = (sweep, measure, value) => (measure.name === 'DIVERGED' ? Format.percent(value)
    : measure.name === 'SECONDS' || measure.name === 'COST' ? Format.short(+value.toPrecision(4)) : measure.name === 'TEST' ? value.toFixed(4)
      : Format.value(sweep, value));

  // What a cell says on hover.
  function story(sweep, cell, best) {
    const [, , all, , causes] = cell;
    const lines = [];
    if (best) {
      lines.push(`${sweep.metric} ${best.best} in trial ${best.n}`);
      if (best.warnings) lines.push(`Warnings: ${best.warnings}`);
    }
    for (const [code, n] of Object.entries(causes)) {
      lines.push(`${n} of ${Format.trials(all)} diverged: ${code}. ${sweep.causes[code][1]}`);
    }
    return lines.join('\n') || Format.trials(all);
  }

  function empty(bad, all, pooled, title, why, share) {
    if (!bad) return el('td', { class: 'void', title }, '–', el('small', {}, `${Format.trials(all)}, no result`));
    return el('td', { class: 'dead', title }, el('b', {}, '✕'), el('small', {}, ...why.slice(1)), el('small', {}, share));
  }

  function cellOf(sweep, cell, best, value, at) {
    if (!cell) return el('td', { class: 'void', title: 'no trial' }, '–');
    const [, , all, , causes] = cell;
    const codes = Object.keys(causes);
    const bad = codes.reduce((sum, code) => sum + causes[code], 0);
    const why = codes.flatMap(code => [el('br'), (codes.length > 1 ? `${causes[code]} ` : '') + sweep.causes[code][0]]);
    const share = bad === all ? (at.pooled ? (all === 1 ? '1 trial' : `all ${all} trials`) : '') : `${bad} of ${all} diverged`;
    const title = story(sweep, cell, best);
    if (value === null || (!best && at.measure.name !== 'SECONDS')) return empty(bad, all, at.pooled, title, why, share);
    const text = shown(sweep, at.measure, value);
    const mark = at.measure.name === 'BEST' && best.warnings ? ' ⚠' : '';
    const td = el('td', { title }, best ? el('a', { href: at.link(best.n) }, text + mark) : text);
    if (bad) td.append(el('small', { class: 'band' }, share, ...why));
    else if (at.pooled) td.append(el('small', {}, Format.trials(all)));
    const colour = at.colourOf(value);
    td.style.background = Palette.css(colour);
    td.style.color = Palette.ink(colour);
    return td;
  }

  function key(sweep, map, byNumber, values, at, codes) {
    const items = [];
    if (values.length) {
      const [low, high] = [Math.min(...values), Math.max(...values)];
      const bar = el('i', { class: 'ramp' });
      bar.style.background = `linear-gradient(90deg, ${[low, (low + high) / 2, high].map(v => Palette.css(at.colourOf(v))).join(', ')})`;
      items.push(el('li', {}, `${shown(sweep, at.measure, low)} `, bar, shown(sweep, at.measure, high)));
    }
    if (codes.size) items.push(el('li', {}, el('i', { class: 'hatch' }), 'diverged'));
    if (at.measure.name === 'BEST' && map.cells.some(cell => cell[3] !== null && byNumber.get(cell[3]).warnings)) {
      items.push(el('li', {}, '⚠ the best trial has a warning'));
    }
    return items;
  }

  return (element, sweep, options) => {
    const { down: i, across: j } = options;
    const byNumber = new Map(sweep.trials.map(t => [t.n, t]));
    const map = sweep.maps.find(m => m.down === Math.min(i, j) && m.across === Math.max(i, j));
    const [down, across] = [sweep.parameters[i], sweep.parameters[j]];
    const grid = down.values.map(() => across.values.map(() => null));
    for (const cell of map.cells) grid[cell[i < j ? 0 : 1]][cell[i < j ? 1 : 0]] = cell;
    const measure = sweep.measures.find(m => m.name === options.measure) || sweep.measures[0];
    const measured = new Map(map.cells.map((cell, at) => [cell, map.values[measure.name][at]]));
    const values = [...measured.values()].filter(value => value !== null);
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const colourOf = value => {
      const share = high > low ? (value - low) / (high - low) : 1;
      return Palette.good(measure.more ? share : 1 - share);
    };
    const at = { measure, colourOf, pooled: map.cells.some(cell => cell[2] > 1), link: options.link };
    const one = cell => cellOf(sweep, cell, cell && byNumber.get(cell[3]), cell && measured.get(cell), at);
    const head = el('tr', {}, el('th', { class: 'axis' }, `${down.name} ↓  ${across.name} →`),
      ...across.values.map(text => el('th', { scope: 'col' }, text)));
    const rows = grid.map((line, row) => el('tr', {}, el('th', { scope: 'row' }, down.values[row]), ...line.map(one)));
    element.replaceChildren(el('table', { 'aria-label': `${measure.label} by ${down.name} and ${across.name}` },
      el('thead', {}, head), el('tbody', {}, ...rows)));
    const codes = new Set(map.cells.flatMap(cell => Object.keys(cell[4])));
    const caption = Object.keys(sweep.causes).filter(code => codes.has(code)).flatMap((code, at) => [
      ...(at ? [el('br')] : []), el('b', {}, sweep.causes[code][0]), `: ${sweep.causes[code][1]}`]);
    return { caption, items: key(sweep, map, byNumber, values, at, codes) };
  };
})();
