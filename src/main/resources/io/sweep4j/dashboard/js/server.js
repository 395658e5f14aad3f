'use strict';
// Talking to the server that this page came from, and to no other.
const Server = (() => {
  const KEY = 'sweep4j-token';

  // The token comes with the address that sweep4j printed, and is then kept out of sight and out of bookmarks.
  function takeToken() {
    const address = new URL(location.href);
    const given = address.searchParams.get('token');
    if (!given) return;
    sessionStorage.setItem(KEY, given);
    address.searchParams.delete('token');
    history.replaceState(null, '', address);
  }

  const trusted = () => sessionStorage.getItem(KEY) !== null;
  const headers = () => (trusted() ? { 'X-Sweep4j-Token': sessionStorage.getItem(KEY) } : {});

  async function answer(path, options) {
    let response;
    try {
      response = await fetch(path, { ...options, headers: headers(), redirect: 'error', credentials: 'omit' });
    } catch (error) {
      if (error.name === 'AbortError') throw error;
      throw new Error('the server does not answer: it has ended, or is busy');
    }
    if (response.ok) return response;
    const said = await response.json().catch(() => ({}));
    throw new Error(said.error || `the server answers ${response.status}`);
  }

  const json = async (path, options) => (await answer(path, options)).json();
  const text = async path => (await answer(path)).text();

  // Fetches a file with the token and has the browser keep it.
  async function save(path, options) {
    const response = await answer(path, options);
    const name = /filename="([^"]+)"/.exec(response.headers.get('Content-Disposition') || '');
    const link = document.createElement('a');
    link.href = URL.createObjectURL(await response.blob());
    link.download = name ? name[1] : 'sweep4j';
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }

  // Calls onBoard with each new list of sweeps, and onState with live, lost or ended.
  function listen(onBoard, onState) {
    let ended = false;
    let last = Date.now();
    const open = () => {
      const events = new EventSource('/events');
      events.addEventListener('board', event => {
        last = Date.now();
        ended = false;
        onState('live');
        onBoard(JSON.parse(event.data));
      });
      events.addEventListener('end', () => {
        ended = true;
        onState('ended');
      });
      events.addEventListener('error', () => {
        if (!ended) onState('lost');
        // A browser tries again by itself, but not after an answer that is no stream.
        if (events.readyState === EventSource.CLOSED) setTimeout(open, 3_000);
      });
    };
    open();
    return () => last;
  }

  takeToken();
  const sweep = name => `/api/sweeps/${encodeURIComponent(name)}`;
  return { json, text, save, listen, trusted, sweep };
})();
