'use strict';
// How far a sweep is: a bar in the colours of the states, and a line of words.
const Progress = (() => {
  const { el } = Dom;
  const KINDS = ['completed', 'diverged', 'failed', 'pruned', 'running'];

  function bar(sweep) {
    const counts = { ...sweep, pruned: sweep.ended - sweep.completed - sweep.diverged - sweep.failed };
    const bar = el('div', {
      class: 'bar', role: 'progressbar', 'aria-label': `Trials of ${sweep.sweep} that have ended`, 'aria-valuemin': 0,
      'aria-valuemax': sweep.trials, 'aria-valuenow': Math.min(sweep.ended, sweep.trials), 'aria-valuetext': words(sweep),
    });
    for (const kind of KINDS.filter(name => counts[name] > 0)) {
      const part = el('span', { class: kind });
      part.style.flexGrow = String(counts[kind]);
      bar.append(part);
    }
    const rest = Math.max(0, sweep.trials - sweep.ended - sweep.running);
    if (rest) {
      const part = el('span', { class: 'rest' });
      part.style.flexGrow = String(rest);
      bar.append(part);
    }
    return bar;
  }

  function words(sweep) {
    const said = [`${sweep.ended} of ${Format.trials(sweep.trials)}`];
    if (sweep.running) said.push(`${sweep.running} running`);
    if (sweep.diverged) said.push(`${sweep.diverged} diverged`);
    if (sweep.failed) said.push(`${sweep.failed} failed`);
    return said.join(', ');
  }

  const toGo = sweep => (sweep.seconds_left === null ? '' : `about ${Show.left(sweep.seconds_left)} to go`);

  return { bar, words, toGo };
})();
