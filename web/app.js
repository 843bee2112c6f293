// The page's start, its bar and its router. A view is a folder under views/; it opens once, is shown and left.
// Sections: start; routes and views; history; selection and messages; the bar and the search; light and dark, the
// menu, the sheet of keys; opening the page.
import './theme.css';
import './shell.css';
import createMain, { wasmPath } from 'vitrine:main';
import { html, nothing, render } from 'lit-html';
import { formatAddress, parseAddress } from './address.js';
import { openCore } from './core.js';
import { asError } from './error.js';
import * as first from './first.js';
import { keep, kept } from './kept.js';
import { keyList } from './keys.js';
import { icons } from './icons.js';
import { Misread } from './misread.js';
import { nextTask } from './pace.js';
import { dialog, failure, tool } from './parts.js';
import { Opening } from './opening.js';
import { everywhere, shared, withoutCluster } from './query.js';
import { openLate, openLateWhenIdle } from './script.js';
import { Selection } from './selection/selection.js';
import { Tray } from './selection/tray.js';
import { Store } from './store.js';
import { isolated, setLanguage } from './format.js';
import { texts } from './texts.js';
import { http } from './transport.js';
import { watchPictures } from './unloaded.js';
import { understood } from './understood.js';
import { bar, hrefOf, placeInBar, viewOf } from './views.js';

/**
 * The interface of a view. It is opened once, by its row in views.js.
 * @typedef {object} View
 * @property {HTMLElement} root
 * @property {(address: import('./address.js').Address, arrival: Arrival) => void} show
 * @property {() => void} leave
 * @property {() => string} [title]  what it is called as it is shown, where its row does not say it; "": the collection's
 * @property {() => void} [focus]  puts the focus where its content begins, where that is not its root
 * @property {(key: string) => Element | null} [imageOf]  the element that shows a picture; without it the image of its tile
 * @property {() => unknown} [place]   where the visitor is in the view; comes back in `arrival.place`
 * @property {() => void} [refresh]  the selection, and with it the address, has changed
 * @property {(event: KeyboardEvent) => boolean} [key]  true: the key was for this view
 */

/**
 * @typedef {object} Arrival
 * @property {any} place        what place() gave when this entry of the history was left; null on a new one
 * @property {string} from      the view that was left
 * @property {string} fromItem
 */

/** Scrolling has ended when nothing moved for this long. */
const REST_MS = 200;

/** Selections longer than this stay out of the address. */
const LONGEST_SELECTION = 250;

export class App {
  /**
   * @param {Store} store
   */
  constructor(store) {
    this.store = store;
    this.manifest = store.manifest;
    this.selection = new Selection(this.manifest.id);
    this.main = /** @type {HTMLElement} */ (document.getElementById('app'));
    /** Browse stands in the HTML; the other views make their own root. */
    this.browse = /** @type {HTMLElement} */ (document.getElementById('browse'));
    /** @type {Map<number, unknown>} places by entry of the history */
    this.places = new Map();
    /** @type {import('./address.js').Address} */
    this.address = parseAddress('');
    /** @type {View | null} */
    this.current = null;
    this.entry = 0;
    /** The opened views, by name. @type {Map<string, View>} */
    this.views = new Map();
    /** Counts requests for a view: of several at a time only the last one is shown. */
    this.turn = 0;
    this.searchTimer = 0;
    this.tray = new Tray(this);
    this.misread = new Misread();
    this.live = document.createElement('p');
    this.live.className = 'unseen';
    this.live.setAttribute('role', 'status');
    document.body.append(this.live);
  }

  // --- start ---------------------------------------------------------------------------------------------------------

  /** The answer, the wall and the rest of the view are separate tasks. */
  async start() {
    const entries = /** @type {{entry?: number, place?: unknown} | null} */ (history.state);
    this.entry = entries?.entry ?? Date.now();
    if (entries?.place) this.places.set(this.entry, entries.place);
    history.scrollRestoration = 'manual';
    history.replaceState({ ...entries, entry: this.entry }, '');
    this.read();
    this.applySelection();

    addEventListener('popstate', () => this.onMove());
    addEventListener('pointerdown', () => this.transition?.skipTransition(), { capture: true });
    addEventListener('click', (event) => this.onClick(event));
    addEventListener('keydown', (event) => this.onKey(event));
    addEventListener('scroll', () => this.onScroll(), { passive: true });
    document.addEventListener('visibilitychange', () => document.hidden && this.keepPlace());
    this.selection.addEventListener('change', () => this.onSelection());
    this.store.addEventListener('progress', () => this.drawProgress());
    this.store.addEventListener('change', () => this.onChange());
    this.store.addEventListener('vocabularies', () => this.onChange());
    this.drawProgress();
    const { query } = this.address;
    if (this.store.canAnswer(query)) this.store.results.of(query);
    await nextTask();
    this.route({ place: this.places.get(this.entry) ?? null, from: '', fromItem: '' });
    await nextTask();
    document.documentElement.classList.add('ready');
  }

  // --- routes and views ----------------------------------------------------------------------------------------------

  /** Reads the address from the browser; parts that mean nothing are reported and removed. */
  read() {
    const { unknown, ...address } = parseAddress(location.hash);
    const judged = understood(address, this.store);
    this.address = judged.address;
    unknown.push(...judged.unknown);
    this.misread.forget();
    if (unknown.length === 0) return;
    const { view, item, query } = this.address;
    history.replaceState({ ...history.state, entry: this.entry }, '', formatAddress(view, item, query));
    this.misread.tell(unknown);
  }

  /** More has arrived. Keys are judged when all rows are there, values of a facet when all its values are. */
  onChange() {
    this.drawProgress();
    if (!this.store.complete) return;
    const { address, unknown } = understood(this.address, this.store);
    if (unknown.length) this.correct(address, unknown);
  }

  /**
   * Replaces the present address by the corrected one and says what was not understood.
   * @param {import('./address.js').Address} address
   * @param {string[]} unknown  the parts that are left out, as they are written
   * @param {string} [sentence]  what else is wrong with it
   */
  correct({ view, item, query }, unknown, sentence = '') {
    const before = this.misread.told;
    this.go(formatAddress(view, item, query), { replace: true });
    this.misread.tell([...before.parts, ...unknown], before.sentence || sentence);
  }

  /** @param {Arrival} arrival */
  route(arrival) {
    const row = /** @type {import('./views.js').ViewRow} */ (viewOf(this.address.view)); // read() ensures it
    const turn = ++this.turn;
    const view = this.open(row);
    if (!(view instanceof Promise)) {
      this.enter(view, arrival);
      return;
    }
    const opening = new Opening(row.title, () => this.route(arrival));
    this.enter(opening, arrival);
    view.then(
      (opened) => turn === this.turn && this.enter(opened, arrival),
      (error) => turn === this.turn && opening.fail(error),
    );
  }

  /**
   * A view, made on first use; a promise while its script loads.
   * @param {import('./views.js').ViewRow} row
   * @returns {View | Promise<View>}
   */
  open(row) {
    const made = (/** @type {import('./views.js').ViewClass} */ ViewClass) => {
      const view = this.views.get(row.name) ?? new ViewClass(this);
      this.views.set(row.name, view);
      return view;
    };
    const known = this.views.get(row.name);
    if (known) return known;
    const loaded = row.load({ first, late: () => openLate() });
    return loaded instanceof Promise ? loaded.then(made) : made(loaded);
  }

  /**
   * @param {View} view
   * @param {Arrival} arrival
   */
  enter(view, arrival) {
    if (this.current !== view) {
      this.current?.leave();
      if (this.main.firstElementChild !== view.root) this.main.replaceChildren(view.root);
      document.documentElement.dataset.view = this.address.view;
      this.current = view;
      if (arrival.place === null && arrival.from) scrollTo({ top: 0, behavior: 'instant' });
    }
    view.show(this.address, arrival);
    this.drawBar();
    this.tray.draw();
  }

  // --- history --------------------------------------------------------------------------------------------

  /** Scrolled since the place was kept. */
  moved = false;
  rest = 0;

  onScroll() {
    this.moved = true;
    clearTimeout(this.rest);
    this.rest = window.setTimeout(() => this.keepPlace(), REST_MS);
  }

  /** For a reload and for going back from another site: a place stored while the page is left comes too late. */
  keepPlace() {
    if (!this.moved) return;
    this.forgetMove();
    history.replaceState({ ...history.state, entry: this.entry, place: this.current?.place?.() ?? null }, '');
  }

  forgetMove() {
    this.moved = false;
    clearTimeout(this.rest);
  }

  /**
   * Goes to an address of the page.
   * @param {string} hash
   * @param {{replace?: boolean}} [how]  replace: as the same entry of the history
   */
  go(hash, { replace = false } = {}) {
    const before = this.address;
    if (hash === location.hash) return;
    this.forgetMove();
    if (replace) {
      history.replaceState({ ...history.state, entry: this.entry, place: null }, '', hash);
    } else {
      this.places.set(this.entry, this.current?.place?.() ?? null);
      this.entry = Math.max(Date.now(), this.entry + 1);
      history.pushState({ entry: this.entry, inner: true }, '', hash);
    }
    this.read();
    this.change({ place: null, from: before.view, fromItem: before.item });
  }

  /**
   * Back to the previous address of this page, or to `otherwise`.
   * @param {string} otherwise
   */
  back(otherwise) {
    if (history.state?.inner) history.back();
    else this.go(otherwise, { replace: true });
  }

  onMove() {
    this.forgetMove();
    const before = this.address;
    this.places.set(this.entry, this.current?.place?.() ?? null);
    const state = /** @type {{entry?: number, place?: unknown} | null} */ (history.state);
    this.entry = state?.entry ?? Date.now();
    if (!state?.entry) history.replaceState({ entry: this.entry }, '');
    const place = this.places.get(this.entry) ?? state?.place ?? null;
    this.read();
    this.applySelection(state?.entry !== undefined);
    this.change({ place, from: before.view, fromItem: before.item });
  }

  /**
   * Routes, with a transition where a picture opens from its place or returns to it.
   * @param {Arrival} arrival
   */
  change(arrival) {
    const next = this.address;
    const opens = viewOf(next.view)?.within !== undefined;
    const returns = viewOf(arrival.from)?.within !== undefined;
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    if (opens === returns || still || !document.startViewTransition) {
      this.route(arrival);
      return;
    }
    const key = opens ? next.item : arrival.fromItem;
    this.mark(key);
    this.transition?.skipTransition();
    const transition = document.startViewTransition(() => {
      this.route(arrival);
      this.mark(key);
    });
    this.transition = transition;
    transition.ready.catch(() => {}); // skipped
    transition.finished.finally(() => {
      if (this.transition !== transition) return; // the next one has begun
      this.mark('');
      this.transition = null;
    });
  }

  /** The running view transition. @type {ViewTransition | null} */
  transition = null;

  /** The marked element. @type {Element | null} */
  marked = null;

  /**
   * Marks the one element that shows a picture in the present view, for the view transition.
   * @param {string} key  "": nothing
   */
  mark(key) {
    const name = (/** @type {string} */ value) =>
      this.marked instanceof HTMLElement && this.marked.style.setProperty('view-transition-name', value);
    name('none');
    const { current } = this;
    const tile = (/** @type {HTMLElement} */ root) => root.querySelector(`[data-key="${CSS.escape(key)}"] img`);
    this.marked = (key && current && (current.imageOf ? current.imageOf(key) : tile(current.root))) || null;
    name('picture');
  }

  /** @param {MouseEvent} event */
  onClick(event) {
    if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const link = event.target instanceof Element ? event.target.closest('a[href^="#"]') : null;
    if (!(link instanceof HTMLAnchorElement)) return;
    event.preventDefault();
    const hash = link.getAttribute('href') ?? '';
    if (hash.startsWith('#/')) {
      this.menu?.close();
      this.go(hash);
    } else {
      this.skipToContent(); // the one link that is no address
    }
  }

  skipToContent() {
    if (this.current?.focus) {
      this.current.focus();
      return;
    }
    this.main.tabIndex = -1;
    this.main.focus();
  }

  // --- selection and messages ----------------------------------------------------------------------------------------

  /**
   * An address that names a selection sets it. Going back, the present selection stays and goes into the address.
   * @param {boolean} [back]
   */
  applySelection(back = false) {
    const keys = this.address.query.selection;
    if ((keys ?? []).join('') === [...this.selection.keys].join('')) return;
    if (keys && !back) this.selection.replace(keys);
    else this.onSelection();
  }

  onSelection() {
    const { view, item } = this.address;
    const { size, keys } = this.selection;
    const query = { ...this.address.query, selection: size > 0 && size <= LONGEST_SELECTION ? [...keys] : null };
    this.address = { view, item, query };
    const hash = formatAddress(view, item, query);
    if (hash !== location.hash && (location.hash || query.selection))
      history.replaceState({ ...history.state, entry: this.entry }, '', hash);
    this.say(size ? texts.selection.count(size) : '');
    this.tray.draw();
    this.drawBar();
    this.current?.refresh?.();
  }

  /** @param {string} sentence  for screen readers */
  say(sentence) {
    this.live.textContent = sentence;
  }

  // --- the bar and the search ----------------------------------------------------------------------------------------

  drawBar() {
    const { view, query } = this.address;
    for (const row of bar) {
      const link = /** @type {HTMLAnchorElement} */ (document.querySelector(`.bar-views [data-view="${row.name}"]`));
      link.href = hrefOf(row, query);
      if (row.name === placeInBar(view)) link.setAttribute('aria-current', 'page');
      else link.removeAttribute('aria-current');
    }
    const title = document.querySelector('.bar-title');
    if (title instanceof HTMLAnchorElement) title.href = formatAddress('browse', '', everywhere(query));
    const { words } = query;
    const tools = /** @type {HTMLElement} */ (document.getElementById('tools'));
    render(
      html`
        <form class="search" role="search" @submit=${(/** @type {Event} */ event) => this.submitSearch(event)}>
          ${icons.search}
          <input
            type="search"
            id="search"
            name="q"
            autocomplete="off"
            spellcheck="false"
            enterkeyhint="search"
            placeholder=${texts.nav.searchHint}
            aria-label=${texts.nav.search}
            @focus=${() => this.onSearchFocus()}
            @input=${() => this.onSearchInput()}
            @keydown=${(/** @type {KeyboardEvent} */ event) => this.onSearchKey(event)}
          />
          ${words ? tool(icons.close, texts.nav.clearSearch, () => this.clearSearch()) : nothing}
        </form>
        ${tool(icons.search, texts.nav.search, () => this.focusSearch(), { kind: 'only-narrow' })}
        ${tool(icons.theme, texts.nav.theme, () => this.toggleTheme(), { kind: 'only-wide' })}
        ${tool(icons.keys, texts.nav.keys, () => this.showKeys(), { kind: 'only-wide only-roomy' })}
        ${tool(icons.menu, texts.nav.menu, () => this.showMenu(), { kind: 'only-narrow' })}
      `,
      tools,
    );
    const input = this.searchInput;
    if (input && document.activeElement !== input && input.value !== words) input.value = words;
    document.title = this.titleOf();
  }

  titleOf() {
    const own = isolated(this.manifest.title);
    const title = this.current?.title?.() ?? viewOf(this.address.view)?.title;
    return title ? `${title} – ${own}` : own;
  }

  get searchInput() {
    const input = document.getElementById('search');
    return input instanceof HTMLInputElement ? input : null;
  }

  focusSearch() {
    const { view, query } = this.address;
    if (placeInBar(view) !== view) this.go(formatAddress(placeInBar(view), '', shared(query))); // it covers the bar
    document.querySelector('.bar')?.classList.add('searching');
    this.searchInput?.focus();
    this.searchInput?.select();
  }

  onSearchFocus() {
    this.store.loadText().catch(() => {});
    this.drawProgress();
    this.searchInput?.addEventListener(
      'blur',
      () =>
        setTimeout(() => {
          if (document.activeElement !== this.searchInput)
            document.querySelector('.bar')?.classList.remove('searching');
        }, 150),
      { once: true },
    );
  }

  onSearchInput() {
    clearTimeout(this.searchTimer);
    this.searchTimer = window.setTimeout(() => this.search(this.searchInput?.value ?? ''), 120);
  }

  /** @param {Event} event */
  submitSearch(event) {
    event.preventDefault();
    clearTimeout(this.searchTimer);
    this.search(this.searchInput?.value ?? '');
    this.skipToContent();
  }

  /** @param {KeyboardEvent} event */
  onSearchKey(event) {
    event.stopPropagation();
    if (event.key === 'Escape') {
      event.preventDefault();
      this.searchInput?.blur();
    } else if (event.key === 'ArrowDown') {
      event.preventDefault();
      this.skipToContent();
    }
  }

  clearSearch() {
    if (this.searchInput) this.searchInput.value = '';
    this.search('');
    this.searchInput?.focus();
  }

  /** @param {string} words */
  search(words) {
    const { view, query } = this.address;
    const text = words.trim();
    if (text === query.words) return;
    const stays = viewOf(view)?.searches;
    const next = { ...(stays ? query : withoutCluster(shared(query))), words: text };
    // one entry of the history for a search, not one a letter
    const replace = stays && query.words !== '' && text !== '';
    this.go(formatAddress(stays ? view : 'browse', '', next), { replace });
  }

  drawProgress() {
    const bar = /** @type {HTMLElement} */ (document.getElementById('progress'));
    const { store } = this;
    const shards = store.core.imageShards.length;
    const searching = store.isReadingText;
    const part = searching ? store.textShards / shards : store.shardsRead / shards;
    const done = store.failure !== null || store.textFailure !== null || (store.complete && !searching);
    bar.hidden = done;
    bar.setAttribute('aria-label', searching ? texts.browse.searching : texts.browse.loading);
    bar.setAttribute('aria-valuenow', String(Math.round(part * 100)));
    bar.style.setProperty('transform', `scaleX(${Math.max(0.04, part)})`);
  }

  // --- light and dark, the menu, the sheet of keys ----------------------------------------------------------

  toggleTheme() {
    const root = document.documentElement;
    const dark = matchMedia('(prefers-color-scheme: dark)').matches;
    const shown = root.dataset.theme ?? (dark ? 'dark' : 'light');
    const next = shown === 'dark' ? 'light' : 'dark';
    // the system's theme is not stored
    if ((next === 'dark') === dark) delete root.dataset.theme;
    else root.dataset.theme = next;
    keep(`vitrine.${this.manifest.id}.theme`, root.dataset.theme ?? '');
  }

  /** @type {HTMLDialogElement | null} */
  menu = null;

  showMenu() {
    const menu = this.menu ?? dialog('menu', texts.nav.menu);
    this.menu = menu;
    const { view, query } = this.address;
    const links = bar.map((row) => {
      const shown = row.name === placeInBar(view) ? 'page' : nothing;
      return html`<a href=${hrefOf(row, query)} aria-current=${shown}>${row.title}</a>`;
    });
    const act = (/** @type {() => void} */ action) => () => {
      menu.close();
      action();
    };
    render(
      html`
        <div class="menu-close">
          ${tool(icons.close, texts.close, () => menu.close())}
        </div>
        <nav aria-label=${texts.nav.label}>${links}</nav>
        <hr />
        <button class="menu-row" @click=${act(() => this.toggleTheme())}>${texts.nav.theme} ${icons.theme}</button>
        <button class="menu-row" @click=${act(() => this.showKeys())}>${texts.nav.keys} ${icons.keys}</button>
      `,
      menu,
    );
    menu.showModal();
  }

  showKeys() {
    const sheet = document.querySelector('dialog.keys-sheet') ?? dialog('sheet keys-sheet', texts.keys.title);
    if (!(sheet instanceof HTMLDialogElement)) return;
    render(
      html`
        <h2>
          ${texts.keys.title}
          ${tool(icons.close, texts.close, () => sheet.close())}
        </h2>
        ${keyList()}
      `,
      sheet,
    );
    if (!sheet.open) sheet.showModal();
  }

  going = false;

  /** @param {KeyboardEvent} event */
  onKey(event) {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target instanceof Element ? event.target : null;
    if (target?.closest('input, select, textarea, dialog')) return;
    if (this.going) {
      this.going = false;
      const row = bar.find(({ letter }) => letter === event.key);
      if (row) {
        event.preventDefault();
        this.go(hrefOf(row, this.address.query));
        return;
      }
    }
    if (event.key === '/') this.focusSearch();
    else if (event.key === '?') this.showKeys();
    else if (event.key === 'g') this.going = true;
    else if (!this.current?.key?.(event)) return;
    event.preventDefault();
  }
}

// --- opening the page ------------------------------------------------------------------------------------------------

async function start() {
  const transport = http; // the page's one choice
  const site = transport.bytes('api/collection.json');
  site.catch(() => {}); // handled below
  const core = await openCore(createMain, await transport.bytes(wasmPath));
  const bytes = await site;
  await nextTask(); // what has been fetched ahead would otherwise be used in one long task
  const manifest = core.readManifest(bytes);
  setLanguage(manifest.language);
  const theme = kept(`vitrine.${manifest.id}.theme`);
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  const rows = kept(`vitrine.${manifest.id}.rows`);
  if (rows === 'small' || rows === 'large') document.documentElement.dataset.rows = rows;
  const store = new Store(core, manifest, transport);
  store.loadImages().catch(() => {});
  await store.until(() => store.loaded > 0);
  await nextTask();
  const app = new App(store);
  await app.start();
  store
    .loadImages()
    .catch(() => {})
    .then(openLateWhenIdle);
}

/** A wasm function that returns a vector: tests whether the browser has SIMD, which the modules need. */
// prettier-ignore
const SIMD = Uint8Array.of(
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11,
);

function begin() {
  start().catch((error) => {
    const toolbar = document.getElementById('toolbar');
    if (!toolbar) return;
    const place = document.createElement('div');
    toolbar.after(place);
    const why = asError(error).message;
    const retry = () => {
      place.remove();
      begin();
    };
    const old = !WebAssembly.validate(SIMD);
    render(old ? failure(texts.start.old, '', null) : failure(texts.start.failed, why, retry), place);
  });
}

watchPictures();
begin();
