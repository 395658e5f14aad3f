'use strict';
// Small things that recur, as elements and as words.
const Show = (() => {
  const { el } = Dom;

  const state = name => el('span', { class: `state ${name.toLowerCase()}` }, name);
  const percent = share => `${Math.floor(100 * share)} %`;

  function duration(seconds) {
    if (seconds < 10) return `${+seconds.toPrecision(2)} s`;
    if (seconds < 60) return `${Math.round(seconds)} s`;
    const minutes = Math.floor(seconds / 60);
    if (minutes < 60) return `${minutes} min ${Math.round(seconds % 60)} s`;
    const hours = Math.floor(minutes / 60);
    return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} d ${hours % 24} h`;
  }

  // A time that is left is a guess: no more digits than it deserves.
  function left(seconds) {
    if (seconds < 90) return `${Math.max(1, Math.round(seconds / (seconds < 20 ? 1 : 5)) * (seconds < 20 ? 1 : 5))} s`;
    if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
    return seconds < 172_800 ? `${Math.round(seconds / 360) / 10} h` : `${Math.round(seconds / 86_400)} days`;
  }

  function ago(time, now) {
    const seconds = Math.max(0, (now - Date.parse(time)) / 1000);
    return seconds < 5 ? 'just now' : `${left(seconds)} ago`;
  }

  const clock = time => new Date(time).toLocaleTimeString([], { hour12: false });
  const value = (metric, number) => (number === null ? '–' : metric === 'cost' ? Format.short(number) : number.toFixed(4));
  const words = name => name.replaceAll('_', ' ');

  // A cost, which may be no number.
  function cost(number, kind) {
    if (kind === null) return '–';
    return number === null ? el('span', { class: 'nan' }, kind) : Format.short(number);
  }

  // A parameter's value; long fractions of computed ranges are rounded.
  function parameter(value) {
    if (value === null) return '–';
    return typeof value === 'number' && String(value).length > 8 ? Format.short(value) : String(value);
  }

  const chips = (names, values) => el('div', { class: 'chips' }, ...names.map((name, i) => el('span', { class: 'chip' },
    el('b', {}, `${name} `), parameter(values[i]))));

  const warning = code => el('span', { class: 'warning' }, code);
  const card = (label, ...content) => el('div', { class: 'card' }, el('p', { class: 'label' }, label), ...content);
  const big = text => el('p', { class: 'big' }, text);
  const problem = text => el('p', { class: 'problem', role: 'alert' }, text);

  const address = {
    sweep: name => `#/sweep/${encodeURIComponent(name)}`,
    trial: (name, number) => `#/sweep/${encodeURIComponent(name)}/trial/${number}`,
  };

  // Puts children into a place only where they say something else than before, so that what has the focus keeps it.
  function put(place, key, make) {
    const text = JSON.stringify(key);
    if (place.dataset.shown === text) return;
    place.dataset.shown = text;
    place.replaceChildren(...[make()].flat());
  }

  // For readers of screens: said once, politely.
  function say(text) {
    document.getElementById('said').textContent = text;
  }

  return {
    state, percent, duration, left, ago, clock, value, words, cost, parameter, chips, warning, card, big, problem, address, put, say,
  };
})();
