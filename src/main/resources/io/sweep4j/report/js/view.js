'use strict';
// What a reader has chosen, kept in the address: '#place&key=value&key=value'. A place is an element's id; keys are a
// sweep's id, a dot and a name.
const View = (() => {
  const values = new Map();
  const listeners = [];
  let place = '';

  function read(hash) {
    const found = new Map();
    let where = '';
    for (const piece of hash.replace(/^#/, '').split('&').filter(Boolean)) {
      const at = piece.indexOf('=');
      try {
        if (at < 0) where = decodeURIComponent(piece);
        else found.set(decodeURIComponent(piece.slice(0, at)), decodeURIComponent(piece.slice(at + 1)));
      } catch {
        // an address cut off within an escape: the rest of it still counts
      }
    }
    return { where, found };
  }

  function write() {
    const pieces = [...values].map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(value)}`);
    const hash = pieces.length ? `#${[encodeURIComponent(place), ...pieces].join('&')}` : place ? `#${encodeURIComponent(place)}` : '#';
    if (hash !== (location.hash || '#')) history.replaceState(null, '', hash);
  }

  function start() {
    const { where, found } = read(location.hash);
    place = where;
    for (const [key, value] of found) values.set(key, value);
    addEventListener('hashchange', () => {
      const next = read(location.hash);
      if (next.found.size) {
        location.reload();
        return;
      }
      place = next.where;
      write();
      listeners.forEach(listener => listener(place));
    });
  }

  // Null or undefined takes the key away.
  function set(key, value) {
    if (value === null || value === undefined) values.delete(key);
    else values.set(key, value);
    write();
  }

  return { start, get: key => values.get(key), set, place: () => place, onPlace: listener => listeners.push(listener) };
})();
