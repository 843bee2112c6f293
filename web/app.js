// The page's start, its bar and its router. A view is a folder under views/; it opens once, is shown and left.
import './theme.css';
import './shell.css';
import createMain, { wasmPath } from 'vitrine:main';
import { html, nothing, render } from 'lit-html';
import { formatAddress, parseAddress } from './address.js';
import { openCore } from './core.js';
import { asError } from './error.js';
import { icons } from './icons.js';
import { breathe } from './pace.js';
import { dialog, failure, tool } from './parts.js';
import { everywhere, shared, withoutCluster } from './query.js';
import { keep, kept, Selection } from './selection/selection.js';
import { Tray } from './selection/tray.js';
import { Store } from './store.js';
import { isolated, setLanguage } from './format.js';
import { texts } from './texts.js';
import { http } from './transport.js';
import { About } from './views/about/about.js';
import { Browse } from './views/browse/browse.js';
import { Clusters } from './views/clusters/clusters.js';
import { CurationView } from './views/curation/curation.js';
import { Picture } from './views/picture/picture.js';
import { SpotlightView } from './views/spotlight/spotlight.js';

/**
 * What a view is to the page.
 * @typedef {object} View
 * @property {HTMLElement} root
 * @property {(address: import('./address.js').Address, arrival: Arrival) => void} show
 * @property {() => void} leave
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
    /** @type {Map<string, View>} */
    this.views = new Map();
    this.searchTimer = 0;
    this.tray = new Tray(this);
    this.live = document.createElement('p');
    this.live.className = 'unseen';
    this.live.setAttribute('role', 'status');
    document.body.append(this.live);
  }

  /** The answer, the wall, and what stands around it are tasks of their own. */
  async start() {
    const entries = /** @type {{entry?: number, place?: unknown} | null} */ (history.state);
    this.entry = entries?.entry ?? Date.now();
    if (entries?.place) this.places.set(this.entry, entries.place);
    history.scrollRestoration = 'manual';
    history.replaceState({ ...entries, entry: this.entry }, '');
    this.read();
    this.applySelection();

    addEventListener('popstate', () => this.onMove());
    addEventListener('pointerdown', () => this.skip?.(), { capture: true });
    addEventListener('click', (event) => this.onClick(event));
    addEventListener('keydown', (event) => this.onKey(event));
    addEventListener('pagehide', () => {
      history.replaceState({ ...history.state, entry: this.entry, place: this.current?.place?.() ?? null }, '');
    });
    this.selection.addEventListener('change', () => this.onSelection());
    this.store.addEventListener('progress', () => this.drawProgress());
    this.store.addEventListener('change', () => this.drawProgress());
    this.drawProgress();
    const { query } = parseAddress(location.hash);
    if (this.store.canAnswer(query)) this.store.result(query);
    await breathe();
    this.route({ place: this.places.get(this.entry) ?? null, from: '', fromItem: '' });
    await breathe();
    document.documentElement.classList.add('ready');
  }

  /**
   * The view of a name, opened on first use.
   * @param {string} name
   * @returns {View | null}
   */
  view(name) {
    const known = this.views.get(name);
    if (known) return known;
    const makers = {
      browse: () => new Browse(this),
      picture: () => new Picture(this),
      clusters: () => new Clusters(this),
      spotlight: () => new SpotlightView(this),
      curation: () => new CurationView(this),
      about: () => new About(this),
    };
    const make = Object.hasOwn(makers, name) ? makers[/** @type {keyof typeof makers} */ (name)] : null;
    if (!make) return null;
    const view = make();
    this.views.set(name, view);
    return view;
  }

  /** Takes the address from the browser's bar. */
  read() {
    this.address = parseAddress(location.hash);
  }

  /** @param {Arrival} arrival */
  route(arrival) {
    const { view: name } = this.address;
    const view = this.view(name);
    if (!view) {
      this.go('#/browse', { replace: true });
      return;
    }
    if (this.current !== view) {
      this.current?.leave();
      if (this.main.firstElementChild !== view.root) this.main.replaceChildren(view.root);
      document.documentElement.dataset.view = name;
      this.current = view;
      if (arrival.place === null && arrival.from) scrollTo({ top: 0, behavior: 'instant' });
    }
    view.show(this.address, arrival);
    this.drawBar();
    this.tray.draw();
  }

  // --- history --------------------------------------------------------------------------------------------

  /**
   * Goes to an address of the page.
   * @param {string} hash
   * @param {{replace?: boolean, transition?: boolean}} [how]  replace: as the same entry of the history
   */
  go(hash, { replace = false } = {}) {
    const before = this.address;
    if (hash === location.hash) return;
    if (replace) {
      history.replaceState({ ...history.state, entry: this.entry }, '', hash);
    } else {
      this.places.set(this.entry, this.current?.place?.() ?? null);
      this.entry = Math.max(Date.now(), this.entry + 1);
      history.pushState({ entry: this.entry, inner: true }, '', hash);
    }
    this.read();
    this.change({ place: null, from: before.view, fromItem: before.item });
  }

  /**
   * To where one came from within the page, or to `otherwise`.
   * @param {string} otherwise
   */
  back(otherwise) {
    if (history.state?.inner) history.back();
    else this.go(otherwise, { replace: true });
  }

  onMove() {
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
    const between = arrival.from !== next.view && (arrival.from === 'picture' || next.view === 'picture');
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    if (!between || still || !document.startViewTransition) {
      this.route(arrival);
      return;
    }
    const key = arrival.from === 'picture' ? arrival.fromItem : next.item;
    const name = (/** @type {boolean} */ on) => {
      const shown = this.current === this.views.get('picture') ? '.holder' : `[data-key="${CSS.escape(key)}"] img`;
      const root = this.current?.root;
      const image = root?.querySelector(shown);
      if (image instanceof HTMLElement) image.style.setProperty('view-transition-name', on ? 'picture' : 'none');
    };
    name(true);
    this.skip?.();
    const transition = document.startViewTransition(() => {
      name(false);
      this.route(arrival);
      name(true);
    });
    this.skip = () => transition.skipTransition();
    transition.ready.catch(() => {}); // skipped
    transition.finished.finally(() => {
      name(false);
      this.skip = null;
    });
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
    if (this.current instanceof Browse) {
      this.current.grid.focusFirst();
      return;
    }
    this.main.tabIndex = -1;
    this.main.focus();
  }

  /** Ends the transition that is under way. @type {(() => void) | null} */
  skip = null;

  // --- selection ------------------------------------------------------------------------------------------

  /**
   * An address that names a selection sets it. On the way back it is the other way round: what was selected since stays.
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

  /** @param {string} sentence  for readers */
  say(sentence) {
    this.live.textContent = sentence;
  }

  // --- the bar --------------------------------------------------------------------------------------------

  drawBar() {
    const { view, query } = this.address;
    const kept = shared(query);
    const hrefs = {
      browse: formatAddress('browse', '', kept),
      clusters: formatAddress('clusters', '', everywhere(query)),
      spotlight: formatAddress('spotlight', '', kept),
      curation: formatAddress('curation', '', everywhere(query)),
      about: formatAddress('about', '', everywhere(query)),
    };
    for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll('.bar-views a'))) {
      const name = /** @type {keyof typeof hrefs} */ (link.dataset.view);
      link.href = hrefs[name];
      if (name === view || (name === 'browse' && view === 'picture')) link.setAttribute('aria-current', 'page');
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
    const { view, item } = this.address;
    const own = isolated(this.manifest.title);
    if (view === 'picture') {
      const row = this.store.collection.rowOf(item);
      const title = row >= 0 ? this.store.collection.title(row) : '';
      return title ? `${isolated(title)} – ${own}` : own;
    }
    if (view === 'browse') return own;
    const { clusters, spotlight, curation, about } = texts.nav;
    const names = { clusters, spotlight, curation, about };
    return `${names[/** @type {keyof typeof names} */ (view)] ?? ''} – ${own}`;
  }

  get searchInput() {
    const input = document.getElementById('search');
    return input instanceof HTMLInputElement ? input : null;
  }

  focusSearch() {
    if (this.address.view === 'picture') this.go(formatAddress('browse', '', shared(this.address.query)));
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
    if (this.current instanceof Browse) this.current.grid.focusFirst();
  }

  /** @param {KeyboardEvent} event */
  onSearchKey(event) {
    event.stopPropagation();
    if (event.key === 'Escape') {
      event.preventDefault();
      this.searchInput?.blur();
    } else if (event.key === 'ArrowDown' && this.current instanceof Browse) {
      event.preventDefault();
      this.current.grid.focusFirst();
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
    const next = { ...(view === 'browse' ? query : withoutCluster(shared(query))), words: text };
    // one entry of the history for a search, not one a letter
    const replace = view === 'browse' && query.words !== '' && text !== '';
    this.go(formatAddress('browse', '', next), { replace });
  }

  drawProgress() {
    const bar = /** @type {HTMLElement} */ (document.getElementById('progress'));
    const { store } = this;
    const shards = store.core.imageShards.length;
    const searching = store.promises.has('text') && !store.textComplete;
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
    // what the system says needs no note
    if ((next === 'dark') === dark) delete root.dataset.theme;
    else root.dataset.theme = next;
    keep(`vitrine.${this.manifest.id}.theme`, root.dataset.theme ?? '');
  }

  /** @type {HTMLDialogElement | null} */
  menu = null;

  showMenu() {
    const menu = this.menu ?? dialog('menu', texts.nav.menu);
    this.menu = menu;
    const current = this.address.view === 'picture' ? 'browse' : this.address.view;
    const links = [...document.querySelectorAll('.bar-views a')].map((link) => {
      const { href, dataset, textContent } = /** @type {HTMLAnchorElement} */ (link);
      const shown = dataset.view === current ? 'page' : nothing;
      return html`<a href=${href.slice(href.indexOf('#'))} aria-current=${shown}>${textContent}</a>`;
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
        <dl class="keys">${texts.keys.list.map(([key, what]) => html`<dt><kbd>${key}</kbd></dt><dd>${what}</dd>`)}</dl>
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
      const view = { b: 'browse', c: 'clusters', s: 'spotlight', u: 'curation', a: 'about' }[event.key];
      if (view) {
        event.preventDefault();
        const link = document.querySelector(`.bar-views a[data-view="${view}"]`);
        this.go(link?.getAttribute('href') ?? formatAddress(view));
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

async function start() {
  const transport = http; // the page's one choice
  const site = transport.bytes('api/collection.json');
  site.catch(() => {}); // heard below
  const core = await openCore(createMain, await transport.bytes(wasmPath));
  const bytes = await site;
  await breathe(); // what has been fetched ahead would otherwise be used in one long task
  const manifest = core.readManifest(bytes);
  setLanguage(manifest.language);
  const theme = kept(`vitrine.${manifest.id}.theme`);
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  const rows = kept(`vitrine.${manifest.id}.rows`);
  if (rows === 'small' || rows === 'large') document.documentElement.dataset.rows = rows;
  const store = new Store(core, manifest, transport);
  store.loadImages().catch(() => {});
  await store.until(() => store.loaded > 0);
  await breathe();
  const app = new App(store);
  await app.start();
}

/** A function that returns a vector: whether the browser knows SIMD, which the modules are compiled to. */
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

begin();
