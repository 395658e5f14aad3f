'use strict';
// What the page looks like now: light, dark or paper, and the colours of its style sheet.
const Theme = (() => {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const paper = matchMedia('print');
  return {
    dark,
    paper,
    isDark: () => dark.matches && !paper.matches,
    colour: name => getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim(),
    font: () => getComputedStyle(document.body).fontFamily,
  };
})();
