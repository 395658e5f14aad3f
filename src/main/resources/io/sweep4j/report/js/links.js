'use strict';
// What the plots and the table of one sweep share: the selected trials, the brush, and the trials in sight.
function Links(id, sweep) {
  const known = new Set(sweep.trials.map(trial => trial.n));
  const listeners = [];
  const selected = new Set((View.get(id + '.selected') || '').split('.').map(Number).filter(n => known.has(n)));
  let brush = readBrush(View.get(id + '.brush') || '');
  let filtered = null;

  // 'axis:from~to,from~to;axis:…'
  function readBrush(text) {
    const found = {};
    for (const piece of text.split(';').filter(Boolean)) {
      const [axis, ranges] = piece.split(':');
      const intervals = (ranges || '').split(',').map(range => range.split('~').map(Number)).filter(r => r.length === 2 && r.every(Number.isFinite));
      if (intervals.length && +axis >= 0 && +axis <= sweep.parameters.length) found[axis] = intervals;
    }
    return found;
  }

  const tell = what => listeners.forEach(listener => listener(what));

  function both() {
    const brushed = Charts.parallel.within(sweep, brush);
    if (!brushed || !filtered) return brushed || filtered;
    return new Set([...brushed].filter(n => filtered.has(n)));
  }

  return {
    selected,
    brush: () => brush,
    brushed: () => Charts.parallel.within(sweep, brush),
    // A set of numbers, or null where neither brush nor filter leaves any out.
    visible: both,
    toggle(n) {
      if (!selected.delete(n)) selected.add(n);
      View.set(id + '.selected', selected.size ? [...selected].join('.') : null);
      tell('selected');
    },
    clear() {
      selected.clear();
      View.set(id + '.selected', null);
      tell('selected');
    },
    setBrush(next) {
      brush = next;
      const text = Object.entries(next)
        .map(([axis, intervals]) => `${axis}:${intervals.map(range => range.map(y => +y.toPrecision(6)).join('~')).join(',')}`).join(';');
      View.set(id + '.brush', text || null);
      tell('brush');
    },
    // The numbers that the table's filter lets through, or null for all.
    setFiltered(next) {
      filtered = next;
      tell('filter');
    },
    on: listener => listeners.push(listener),
  };
}
