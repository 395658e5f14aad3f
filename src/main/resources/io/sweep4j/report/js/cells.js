'use strict';
// A heat map of two axes, as a table: a reader can go through it by keyboard, and each number leads to its trial.
// Options: down and across (parameters' indices), link(number) gives the address of a trial.
Charts.cells = (() => {
  const { el } = Dom;

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

  function cellOf(sweep, cell, best, pooled, colourOf, link) {
    if (!cell) return el('td', { class: 'void', title: 'no trial' }, '–');
    const [, , all, , causes] = cell;
    const codes = Object.keys(causes);
    const bad = codes.reduce((sum, code) => sum + causes[code], 0);
    const why = codes.flatMap(code => [el('br'), (codes.length > 1 ? `${causes[code]} ` : '') + sweep.causes[code][0]]);
    const share = bad === all ? (pooled ? (all === 1 ? '1 trial' : `all ${all} trials`) : '') : `${bad} of ${all} diverged`;
    const title = story(sweep, cell, best);
    if (!best) return empty(bad, all, pooled, title, why, share);
    const td = el('td', { title }, el('a', { href: link(best.n) }, Format.value(sweep, best.best) + (best.warnings ? ' ⚠' : '')));
    if (bad) td.append(el('small', { class: 'band' }, share, ...why));
    else if (pooled) td.append(el('small', {}, Format.trials(all)));
    const colour = colourOf(best.best);
    td.style.background = Palette.css(colour);
    td.style.color = Palette.ink(colour);
    return td;
  }

  function key(sweep, map, byNumber, values, colourOf, codes) {
    const items = [];
    if (values.length) {
      const [low, high] = [Math.min(...values), Math.max(...values)];
      const bar = el('i', { class: 'ramp' });
      bar.style.background = `linear-gradient(90deg, ${[low, (low + high) / 2, high].map(v => Palette.css(colourOf(v))).join(', ')})`;
      items.push(el('li', {}, `${Format.value(sweep, low)} `, bar, Format.value(sweep, high)));
    }
    if (codes.size) items.push(el('li', {}, el('i', { class: 'hatch' }), 'diverged'));
    if (map.cells.some(cell => cell[3] !== null && byNumber.get(cell[3]).warnings)) {
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
    const values = map.cells.filter(cell => cell[3] !== null).map(cell => byNumber.get(cell[3]).best);
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const pooled = map.cells.some(cell => cell[2] > 1);
    const colourOf = value => {
      const share = high > low ? (value - low) / (high - low) : 1;
      return Palette.ramp(sweep.goal === 'maximize' ? share : 1 - share);
    };
    const one = cell => cellOf(sweep, cell, cell && byNumber.get(cell[3]), pooled, colourOf, options.link);
    const head = el('tr', {}, el('th', { class: 'axis' }, `${down.name} ↓  ${across.name} →`),
      ...across.values.map(text => el('th', { scope: 'col' }, text)));
    const rows = grid.map((line, at) => el('tr', {}, el('th', { scope: 'row' }, down.values[at]), ...line.map(one)));
    element.replaceChildren(el('table', { 'aria-label': `Best ${sweep.metric} by ${down.name} and ${across.name}` },
      el('thead', {}, head), el('tbody', {}, ...rows)));
    const codes = new Set(map.cells.flatMap(cell => Object.keys(cell[4])));
    const caption = Object.keys(sweep.causes).filter(code => codes.has(code)).flatMap((code, at) => [
      ...(at ? [el('br')] : []), el('b', {}, sweep.causes[code][0]), `: ${sweep.causes[code][1]}`]);
    return { caption, items: key(sweep, map, byNumber, values, colourOf, codes) };
  };
})();
