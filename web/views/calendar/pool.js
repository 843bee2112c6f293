// The pool: the pictures to choose from, the answer to the address's query, under Browse's own search, filters and
// orders, as squares in a list that scrolls by itself. Those on the board say in which month they are.
// Sections: the answer; the head; the list; pointer and keys.
import { html, nothing, render } from 'lit-html';
import { keyed } from 'lit-html/directives/keyed.js';
import { ScrollMap } from '../../grid/scroller.js';
import { icons } from '../../icons.js';
import { inOwnTask } from '../../pace.js';
import { tool } from '../../parts.js';
import { EVERYTHING, formatQuery, isFiltered, shared } from '../../query.js';
import { number } from '../../format.js';
import { texts } from '../../texts.js';
import { Filters } from '../browse/filters.js';
import { positionOf } from './crop.js';
import { words as all } from './texts.js';

const words = all.pool;

const LEAST = 88; // px of a square
const GAP = 4;
/** Pictures are asked for when scrolling slows to less than this many views between two frames. */
const FAST = 1.5;
const SETTLE_MS = 140;
const TYPING_MS = 120;

/** @typedef {import('../../query.js').Query} Query */

export class Pool {
  // --- the answer ----------------------------------------------------------------------------------------------------

  /** @param {import('./calendar.js').CalendarView} view */
  constructor(view) {
    this.view = view;
    this.store = view.store;
    this.root = document.createElement('section');
    this.root.className = 'pool';
    this.root.setAttribute('aria-label', words.title);
    this.head = document.createElement('div');
    this.head.className = 'pool-head';
    this.list = document.createElement('div');
    this.list.className = 'pool-list';
    this.list.tabIndex = -1;
    this.stretch = document.createElement('div');
    this.stretch.className = 'pool-tiles';
    this.stretch.setAttribute('role', 'group');
    this.stretch.setAttribute('aria-label', words.pictures);
    this.list.append(this.stretch);
    this.root.append(this.head, this.list);
    this.query = EVERYTHING;
    /** @type {Result | null} */
    this.result = null;
    this.asked = '';
    /** @type {Uint32Array} */
    this.rows = new Uint32Array(0);
    this.filters = new Filters(this);
    this.map = new ScrollMap();
    /** @type {Map<number, HTMLButtonElement>} */
    this.tiles = new Map();
    /** Those with a picture that is not asked for yet. @type {Set<HTMLButtonElement>} */
    this.waiting = new Set();
    this.active = 0;
    this.columns = 1;
    this.side = LEAST;
    this.top = 0;
    this.frame = 0;
    this.settle = 0;
    this.typing = 0;
    const { store, list } = this;
    store.addEventListener('change', () => this.onNews());
    store.addEventListener('vocabularies', () => this.onNews());
    for (const news of ['labels', 'tags', 'vectors']) store.addEventListener(news, () => this.draw());
    list.addEventListener('scroll', () => this.schedule(), { passive: true });
    list.addEventListener('click', (event) => this.onClick(event));
    list.addEventListener('keydown', (event) => this.onKey(event));
    list.addEventListener('focusin', (event) => this.onFocus(event));
    new ResizeObserver(() => this.layOut()).observe(list);
  }

  get isShown() {
    return this.root.isConnected;
  }

  /** @param {Query} query */
  show(query) {
    this.query = query;
    const asked = formatQuery({ ...shared(query), selection: null });
    if (asked === this.asked && this.result) return this.draw();
    this.asked = asked;
    this.find();
  }

  /** Answers the query; what it needs is awaited, and until then the answer before it stays. */
  find() {
    const { asked, store, query } = this;
    if (store.canAnswer(query)) {
      this.answer();
      return;
    }
    const answer = () => asked === this.asked && this.answer();
    store.prepare(query).then(answer, () => asked === this.asked && (this.result ? this.draw() : this.answer()));
    this.draw();
  }

  answer() {
    const before = this.rows;
    this.result = this.store.results.of(this.query);
    this.rows = this.result.rows;
    if (before !== this.rows) this.list.scrollTop = 0;
    this.layOut();
    this.draw();
  }

  /** More has arrived, or the gate has changed. */
  onNews() {
    if (!this.isShown) this.result = null;
    else if (this.result && !this.store.canAnswer(this.query)) this.draw();
    else if (this.result) {
      this.result = this.store.results.of(this.query);
      this.rows = this.result.rows;
      this.layOut();
      this.draw();
    }
  }

  get total() {
    return this.store.results.total(this.query, this.rows.length);
  }

  /**
   * Asks another query; the board stays.
   * @param {Query} query
   * @param {{replace?: boolean}} [how]
   */
  change(query, how) {
    this.view.goTo({ ...query, own: this.query.own }, how);
  }

  // --- the head ------------------------------------------------------------------------------------------------------

  draw = inOwnTask(() => this.drawNow());

  drawNow() {
    if (!this.isShown) return;
    render(this.headTemplate(), this.head);
    if (this.filters.sheet?.open) this.filters.drawSheet();
    const { search } = this;
    if (search && document.activeElement !== search && search.value !== this.query.words) {
      search.value = this.query.words;
    }
  }

  /** @type {HTMLInputElement | null} */
  get search() {
    return this.head.querySelector('input');
  }

  headTemplate() {
    const { total, store } = this;
    return html`
      <form class="search" role="search" aria-label=${words.search} @submit=${(/** @type {Event} */ event) => this.submit(event)}>
        ${icons.search}
        <input
          type="search"
          autocomplete="off"
          spellcheck="false"
          enterkeyhint="search"
          placeholder=${words.search}
          aria-label=${words.search}
          @focus=${() => store.loadText().catch(() => {})}
          @input=${() => this.onTyping()}
          @keydown=${(/** @type {KeyboardEvent} */ event) => event.key === 'Escape' && this.search?.blur()}
        />
        ${this.query.words ? tool(icons.close, texts.nav.clearSearch, () => this.searchFor('')) : nothing}
      </form>
      <div class="pool-strip">
        ${keyed(total, html`<p class="figures"><b>${number(total)}</b> ${texts.noun(total)}</p>`)}
        ${this.filters.orderTemplate()}
        <button class="action" @click=${() => this.filters.openSheet()} aria-haspopup="dialog">
          ${icons.filters}${texts.browse.filters}
        </button>
      </div>
      ${this.filters.wordsTemplate(this.filters.words())} ${this.filters.comparingTemplate()}
      ${this.result || store.failure || isFiltered(this.query) ? this.filters.noticeTemplate() : nothing}
    `;
  }

  onTyping() {
    clearTimeout(this.typing);
    this.typing = window.setTimeout(() => this.searchFor(this.search?.value ?? ''), TYPING_MS);
  }

  /** @param {Event} event */
  submit(event) {
    event.preventDefault();
    clearTimeout(this.typing);
    this.searchFor(this.search?.value ?? '');
  }

  /** @param {string} text */
  searchFor(text) {
    if (this.search && text.trim() === '') this.search.value = '';
    this.view.app.search(text);
  }

  // --- the list ------------------------------------------------------------------------------------------------------

  layOut() {
    this.active = Math.min(this.active, Math.max(0, this.rows.length - 1));
    const width = this.list.clientWidth;
    if (!this.isShown || width === 0) return;
    this.columns = Math.max(2, Math.floor((width + GAP) / (LEAST + GAP)));
    this.side = Math.floor((width - GAP * (this.columns - 1)) / this.columns);
    const lines = Math.ceil(this.rows.length / this.columns);
    this.map.resize(Math.max(0, lines * this.pitch - GAP), this.list.clientHeight);
    this.stretch.style.setProperty('height', `${this.map.height}px`);
    this.drawTiles();
  }

  get pitch() {
    return this.side + GAP;
  }

  schedule() {
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0;
      this.drawTiles();
    });
  }

  drawTiles() {
    if (!this.isShown || this.list.clientWidth === 0) return;
    const before = this.top;
    const view = this.list.clientHeight;
    this.top = this.map.moved(this.list.scrollTop);
    const { columns, pitch, rows } = this;
    const first = Math.max(0, Math.floor((this.top - view / 2) / pitch)) * columns;
    const end = Math.min(rows.length, Math.ceil((this.top + view * 1.5) / pitch) * columns);
    const kept = new Set();
    /** @type {Element | null} */
    let previous = null;
    for (let item = first; item < end; ++item) {
      const tile = this.tileOf(rows[item]);
      kept.add(rows[item]);
      const { style } = tile;
      style.setProperty('width', `${this.side}px`);
      style.setProperty('height', `${this.side}px`);
      const top = Math.floor(item / columns) * pitch - this.map.shift;
      style.setProperty('transform', `translate(${(item % columns) * pitch}px, ${top}px)`);
      tile.dataset.item = String(item);
      tile.tabIndex = item === this.active ? 0 : -1;
      // in reading order; moving one would take its focus
      /** @type {Element | null} */
      const next = previous ? previous.nextElementSibling : this.stretch.firstElementChild;
      if (next !== tile) this.stretch.insertBefore(tile, next);
      previous = tile;
    }
    const focused = document.activeElement;
    for (const [row, tile] of this.tiles) if (!kept.has(row) && tile !== focused) this.discard(row, tile);
    if (Math.abs(this.top - before) < FAST * view) this.ask();
    clearTimeout(this.settle);
    this.settle = window.setTimeout(() => this.ask(), SETTLE_MS);
  }

  /** @param {number} row @returns {HTMLButtonElement}  made where there is none yet */
  tileOf(row) {
    const known = this.tiles.get(row);
    if (known) return known;
    const { pictures, collection } = this.store;
    const tile = document.createElement('button');
    tile.type = 'button';
    tile.className = 'pool-tile';
    tile.dataset.row = String(row);
    tile.dataset.key = collection.key(row);
    if (pictures.has(row)) {
      tile.style.setProperty('background-color', pictures.ground(row));
      const image = document.createElement('img');
      image.alt = '';
      image.decoding = 'async';
      image.draggable = false;
      image.className = 'waiting';
      tile.append(image);
      this.waiting.add(tile);
    } else {
      tile.append(collection.title(row) || collection.id(row));
      tile.classList.add('blank');
    }
    this.tiles.set(row, tile);
    this.mark(row, tile);
    return tile;
  }

  /** @param {number} row @param {HTMLButtonElement} tile */
  discard(row, tile) {
    const image = tile.querySelector('img');
    if (image && !image.complete) image.removeAttribute('src'); // it must not delay others
    this.waiting.delete(tile);
    tile.remove();
    this.tiles.delete(row);
  }

  /** Asks for the pictures that wait. */
  ask() {
    for (const tile of this.waiting) {
      const image = tile.querySelector('img');
      const row = Number(tile.dataset.row);
      if (!image || !tile.isConnected) continue;
      const { collection, pictures } = this.store;
      const ratio = collection.width[row] / collection.height[row];
      image.style.setProperty('object-position', positionOf(ratio, 1, this.view.focusOf(row)));
      image.onload = () => image.classList.remove('waiting');
      image.src = pictures.thumbnails(row)[0].path;
      if (image.complete) image.classList.remove('waiting');
      this.waiting.delete(tile);
    }
  }

  /** The board, or what is chosen, has changed. */
  markAll() {
    for (const [row, tile] of this.tiles) this.mark(row, tile);
  }

  /** @param {number} row @param {HTMLButtonElement} tile */
  mark(row, tile) {
    const slot = this.view.slotOf(row);
    const month = slot < 0 ? '' : this.view.nameOf(slot, 'short');
    const name = this.store.pictures.name(row);
    const label = slot < 0 ? name : words.onBoard(name, this.view.nameOf(slot));
    if (tile.getAttribute('aria-label') !== label) tile.setAttribute('aria-label', label);
    tile.title = name;
    tile.classList.toggle('held', this.view.held === row);
    tile.setAttribute('aria-pressed', String(this.view.held === row));
    tile.dataset.month = month; // the style sheet shows it, the label says it
  }

  // --- pointer and keys ----------------------------------------------------------------------------------------------

  /** @param {Event} event */
  eventTile({ target }) {
    const tile = target instanceof Element ? target.closest('.pool-tile') : null;
    return tile instanceof HTMLButtonElement ? tile : null;
  }

  /** @param {Event} event */
  onClick(event) {
    const tile = this.eventTile(event);
    if (tile) this.view.choosePicture(Number(tile.dataset.row));
  }

  /** @param {Event} event */
  onFocus(event) {
    const tile = this.eventTile(event);
    if (tile) this.setActive(Number(tile.dataset.item));
  }

  /** @param {number} item */
  setActive(item) {
    const before = this.tiles.get(this.rows[this.active]);
    if (before) before.tabIndex = -1;
    this.active = item;
    const tile = this.tiles.get(this.rows[item]);
    if (tile) tile.tabIndex = 0;
    return tile;
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    const tile = this.eventTile(event);
    if (!tile || event.ctrlKey || event.metaKey || event.altKey) return;
    const item = Number(tile.dataset.item);
    const last = this.rows.length - 1;
    const { columns } = this;
    const target = {
      ArrowLeft: item - 1,
      ArrowRight: item + 1,
      ArrowUp: item - columns,
      ArrowDown: item + columns,
      Home: 0,
      End: last,
    }[event.key];
    if (target === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    if (target >= 0 && target <= last) this.goToItem(target);
  }

  /** @param {number} item */
  goToItem(item) {
    const top = Math.floor(item / this.columns) * this.pitch;
    const view = this.list.clientHeight;
    if (top < this.top) this.list.scrollTop = this.map.place(top);
    else if (top + this.pitch > this.top + view) this.list.scrollTop = this.map.place(top + this.pitch - view);
    this.drawTiles();
    this.setActive(item)?.focus({ preventScroll: true });
  }

  /** The first picture in view. */
  focus() {
    const item = Math.ceil(this.top / this.pitch) * this.columns;
    this.goToItem(Math.min(Math.max(item, 0), Math.max(0, this.rows.length - 1)));
  }

  leave() {
    this.filters.closeSheet();
    clearTimeout(this.typing);
  }
}
