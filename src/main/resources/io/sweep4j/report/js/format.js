'use strict';
// Numbers and counts as words. The same rules as the tables that Java writes.
const Format = (() => {
  function short(number) {
    if (number === null || number === undefined) return '–';
    if (number === 0) return '0';
    const size = Math.abs(number);
    if (size >= 1e-4 && size < 1e15) return String(+number.toPrecision(size >= 1e5 ? Math.ceil(Math.log10(size)) : 5));
    return number.toExponential(4).replace(/\.?0+e/, 'e').replace('e+', 'e');
  }

  // A value of the sweep's metric.
  const value = (sweep, number) => (sweep.metric === 'cost' ? short(number) : number.toFixed(4));
  const percent = share => `${+(100 * share).toPrecision(4)} %`;
  const trials = n => `${n} trial${n === 1 ? '' : 's'}`;

  // A trial's values on the varying axes, as markup for a tooltip.
  const values = (sweep, trial) => sweep.parameters
    .map((p, i) => `${Dom.escape(p.name)} <b>${Dom.escape(p.values[trial.at[i]] ?? '–')}</b>`).join('<br>');

  return { short, value, percent, trials, values };
})();
