'use strict';
// Colours of values: names apart, numbers in steps, the same to colour-blind eyes.
const Palette = (() => {
  const LIGHT_NAMES = ['#0067a8', '#d98200', '#008a68', '#b8549a', '#3fa3db', '#6b52b5', '#7d7400', '#5d4037'];
  const DARK_NAMES = ['#5ab4f0', '#f2a93b', '#33c79c', '#e58cc6', '#a8d8f5', '#a894f0', '#d3c94e', '#bf9a8a'];
  // Cividis-like: even steps in lightness.
  const RAMP = [[0, 34, 78], [59, 73, 108], [112, 117, 119], [165, 152, 112], [218, 190, 88], [254, 232, 56]];
  // From what stands out most to what stands out least.
  const LIGHT_STEPS = [0, 0.82];
  const DARK_STEPS = [1, 0.35];
  const MANY = 8;

  function ramp(share) {
    const at = Math.max(0, Math.min(1, share)) * (RAMP.length - 1);
    const low = Math.min(RAMP.length - 2, Math.floor(at));
    return RAMP[low].map((c, i) => Math.round(c + (RAMP[low + 1][i] - c) * (at - low)));
  }

  const css = colour => `rgb(${colour.join(',')})`;
  const ink = colour => (0.299 * colour[0] + 0.587 * colour[1] + 0.114 * colour[2] > 120 ? '#101010' : '#ffffff');

  // A colour of the ramp that is seen on the page's background.
  function step(share) {
    const steps = Theme.isDark() ? DARK_STEPS : LIGHT_STEPS;
    return css(ramp(steps[0] + (steps[1] - steps[0]) * share));
  }

  // The colour of an area, by how good it is, from 0 to 1: the best stands out from the page, as among lines.
  const good = share => ramp(Theme.isDark() ? share : 1 - share);

  // Colours of the values of one parameter (by its index), or of the ranks ('rank').
  function by(sweep, what) {
    if (what === 'rank') {
      const last = Math.max(1, ...sweep.trials.map(t => t.rank || 1));
      const share = trial => (trial.rank ? (trial.rank - 1) / Math.max(1, last - 1) : 1);
      return {
        of: trial => step(share(trial)),
        key: last > 1 ? [['best rank', step(0)], ['middle', step(0.5)], ['last', step(1)]] : [],
      };
    }
    const index = +what;
    const parameter = sweep.parameters[index];
    const count = parameter.values.length;
    const names = Theme.isDark() ? DARK_NAMES : LIGHT_NAMES;
    const stepped = count > names.length || (parameter.numeric && count > 2);
    const colour = i => (i < 0 ? Theme.colour('soft') : stepped ? step(i / Math.max(1, count - 1)) : names[i]);
    const key = parameter.values.map((value, i) => [value, colour(i)]);
    return { of: trial => colour(trial.at[index]), key: key.length > MANY ? [key[0], key[key.length >> 1], key[key.length - 1]] : key };
  }

  return { css, ink, step, good, by };
})();
