'use strict';
// Finds the page that the address asks for and keeps it new. A failure is left in the root element's data-error for tests.
(() => {
  const root = document.documentElement;
  const failed = error => { root.dataset.error = (root.dataset.error || '') + String(error && error.stack || error) + '\n'; };
  addEventListener('error', event => failed(event.error || event.message));
  addEventListener('unhandledrejection', event => failed(event.reason));

  const main = document.getElementById('main');
  const pulse = document.getElementById('pulse');
  const pulseText = document.getElementById('pulse-text');
  let page = null;
  let board = null;
  let state = 'connecting';
  let moved = false;

  function choose() {
    const parts = location.hash.replace(/^#\/?/, '').split('/').map(decodeURIComponent);
    if (parts[0] === 'sql') return ['sql', () => QueryPage.open(main)];
    if (parts[0] === 'sweep' && parts[2] === 'trial') return ['sweeps', () => TrialPage.open(main, parts[1], parts[3])];
    if (parts[0] === 'sweep') return ['sweeps', () => SweepPage.open(main, parts[1])];
    return ['sweeps', () => Overview.open(main)];
  }

  function open() {
    Panel.clear();
    const [nav, make] = choose();
    page = make();
    document.title = `${page.title} · Sweep4j`;
    for (const link of document.querySelectorAll('[data-nav]')) {
      if (link.dataset.nav === nav) link.setAttribute('aria-current', 'page');
      else link.removeAttribute('aria-current');
    }
    if (moved) {
      scrollTo(0, 0);
      main.focus({ preventScroll: true });
    }
    moved = true;
    if (board) page.update(board);
  }

  function words() {
    if (state === 'ended') return 'the run has ended; sweep4j serve shows its results';
    if (state === 'lost') return 'connection lost, trying again';
    if (!board) return 'connecting';
    return board.problem ? `not new since ${Show.clock(board.read_at)}: ${board.problem}` : 'live';
  }

  function beat() {
    pulse.dataset.state = state === 'live' && board && board.problem ? 'lost' : state;
    if (pulseText.textContent !== words()) pulseText.textContent = words();
    pulse.title = board ? `as of ${Show.clock(board.read_at)}` : '';
    for (const node of document.querySelectorAll('[data-ago]')) {
      const text = Show.ago(node.dataset.ago, Date.now());
      if (node.textContent !== text) node.textContent = text;
    }
  }

  document.getElementById('skip').addEventListener('click', event => {
    event.preventDefault();
    main.focus();
  });
  addEventListener('hashchange', open);
  open();
  Server.listen(next => {
    board = next;
    root.dataset.version = String(next.version);
    beat();
    page.update(next);
  }, now => {
    state = now;
    beat();
  });
  setInterval(beat, 1_000);
})();
