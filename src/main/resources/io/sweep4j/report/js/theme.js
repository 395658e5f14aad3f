'use strict';
// What the page looks like now: light, dark or paper, and the colours of its style sheet.
const Theme = (() => {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const paper = matchMedia('print');
  // Asking the page for a colour makes it lay itself out, and a chart asks thousands of times.
  let known = new Map();
  const forget = () => { known = new Map(); };
  dark.addEventListener('change', forget);
  paper.addEventListener('change', forget);

  function colour(name) {
    if (!known.has(name)) known.set(name, getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim());
    return known.get(name);
  }

  return {
    dark,
    paper,
    isDark: () => dark.matches && !paper.matches,
    colour,
    font: () => getComputedStyle(document.body).fontFamily,
  };
})();
