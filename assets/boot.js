// Before Flutter starts: the cover with its words, the socket's watch, the stale-tab check, and
// semantics for screen readers. Served beside index.html; no inline script, so the policy stays tight.
(() => {
  'use strict';
  const DEVICE_KEY = 'flutter.handbook.device'; // shared_preferences adds "flutter."
  const words = JSON.parse(document.getElementById('words').textContent);
  const config = JSON.parse(document.getElementById('config').textContent);
  const cover = document.getElementById('cover');
  const text = document.getElementById('cover-text');
  const again = document.getElementById('cover-again');
  const bar = document.getElementById('cover-bar');
  again.addEventListener('click', () => location.reload());

  let started = false; // Flutter has drawn something
  let served = false;  // the server has answered on the present socket
  let timer = 0;

  function show(message, { retry = false, wait = true } = {}) {
    text.textContent = message;
    again.hidden = !retry;
    bar.hidden = !wait;
    cover.hidden = false;
  }
  // What a screen of the app has and Flet's own waiting screen has not.
  const SCREEN = 'flt-semantics-host :is([role="button"],[role="tab"],[role="heading"],h1,h2,h3,input,textarea)';
  function reveal() {
    if (!started || !served) return;
    clearTimeout(timer);
    const began = performance.now();
    const look = () => {
      if (!served) return;
      if (document.querySelector(SCREEN) || performance.now() - began > 10000) {
        // The canvas is drawn in another thread, a few frames behind.
        setTimeout(() => { if (served) cover.hidden = true; }, 200);
      } else setTimeout(look, 50);
    };
    setTimeout(look, 50);
  }
  function later(ms, fn) { clearTimeout(timer); timer = setTimeout(fn, ms); }

  if (!('WebSocket' in window) || !('WebAssembly' in window) || !('Promise' in window)) {
    show(words.old, { wait: false });
    return;
  }
  later(8000, () => {
    show(words.slow);
    later(30000, () => show(words.failed, { retry: true, wait: false }));
  });
  window.addEventListener('error', (event) => {
    // A script or wasm file that did not arrive: nothing else would say so.
    if (!started && event.target !== window) show(words.failed, { retry: true, wait: false });
  }, true);

  // What another tab has stored meanwhile, Flutter's cached preferences do not see: a tab that
  // reconnects with an outdated copy starts afresh, so that it never presents an old token.
  let known = read();
  function read() { try { return localStorage.getItem(DEVICE_KEY); } catch { return null; } }
  const setItem = Storage.prototype.setItem;
  Storage.prototype.setItem = function (key, value) {
    setItem.call(this, key, value);
    if (key === DEVICE_KEY) known = read();
  };
  const removeItem = Storage.prototype.removeItem;
  Storage.prototype.removeItem = function (key) {
    removeItem.call(this, key);
    if (key === DEVICE_KEY) known = read();
  };

  const Plain = window.WebSocket;
  let sockets = 0;
  class Watched extends Plain {
    constructor(...args) {
      super(...args);
      this.outdated = sockets > 0 && read() !== known;
      sockets += 1;
      let opened = false;
      this.addEventListener('open', () => {
        opened = true;
        // Only now is it sure that there is a server to load anew from.
        if (this.outdated) location.reload();
      });
      this.addEventListener('message', () => {
        if (served) return;
        served = true;
        reveal();
      });
      this.addEventListener('close', () => {
        served = false;
        clearTimeout(timer);
        // A change of network often heals within a second: do not flash.
        later(started ? 600 : 0, () => show(
          navigator.onLine === false ? words.offline : opened || started ? words.lost : words.refused,
          { retry: true },
        ));
      });
    }
    send(data) {
      if (!this.outdated) super.send(data);
    }
  }
  window.WebSocket = Watched;
  window.addEventListener('offline', () => { if (started) show(words.offline, { retry: true }); });
  window.addEventListener('online', () => { if (started && served) cover.hidden = true; });

  // WebKit restores a page from its back/forward cache with frames that no longer run.
  window.addEventListener('pageshow', (event) => {
    if (event.persisted && (navigator.vendor || '').startsWith('Apple')) location.reload();
  });

  window.addEventListener('flutter-first-frame', () => {
    started = true;
    reveal();
    // Screen readers need Flutter's tree of meanings; it builds it when this is pressed.
    let tries = 0;
    const press = () => {
      const placeholder = document.querySelector('flt-semantics-placeholder');
      if (placeholder) placeholder.click();
      else if (++tries < 40) setTimeout(press, 100);
    };
    press();
  }, { once: true });

  window.flet = {
    pyodide: false, multiView: false, noCdn: true, webSocketEndpoint: '/ws',
    routeUrlStrategy: 'path', webRenderer: 'auto', pyodideUrl: '', appPackageUrl: '',
    entrypointBaseUrl: config.static, assetBase: config.static,
    canvasKitBaseUrl: `${config.static}canvaskit/`,
    fontFallbackBaseUrl: `${config.static}assets/fonts/`,
  };
  window.flet.flutterAppLoaded = new Promise((resolve) => { window.flet.flutterAppResolve = resolve; });
})();
