// The wall of pictures: a virtual list of rows (layout.js) that scrolls with the document. It takes over the first
// screen's tiles in place, keeps the tile that has the focus, and requests no picture that is only scrolled past.
// Sections: construction and layout; scrolling; drawing; selection; pointer and keys.
import { number } from '../format.js';
import { texts } from '../texts.js';
import { headingText } from './headings.js';
import { itemBeside, lastAtMost, layOut, ratioOf, spread } from './layout.js';
import { ScrollMap } from './scroller.js';
import { Tiles } from './tiles.js';
import { NEWEST } from '../query.js';

/** Sections are cut to this many px around the view: a group may be taller than a browser allows. */
const SECTION_REACH = 20000;
/** Pictures are asked for when scrolling slows to less than this many views between two frames. */
const FAST = 1.5;
const LONG_PRESS_MS = 450;

/**
 * @typedef {object} Shown
 * @property {Uint32Array} rows
 * @property {import('../query.js').Order} order
 * @property {import('./headings.js').Headings} groups
 */

export class Grid extends EventTarget {
  // --- construction and layout ---------------------------------------------------------------------------------------

  /**
   * Events: "move" (another place is at the top), "layout" (rows lie elsewhere).
   * @param {HTMLElement} root
   * @param {import('../store.js').Store} store
   * @param {import('../selection/selection.js').Selection} selection
   * @param {(row: number) => string} href  the address a tile leads to
   */
  constructor(root, store, selection, href) {
    super();
    this.root = root;
    this.store = store;
    this.selection = selection;
    this.tiles = new Tiles(store, selection, href);
    /** @type {(row: number) => void} */
    this.openStack = () => {};
    this.map = new ScrollMap();
    /** @type {Shown} */
    this.shown = {
      rows: new Uint32Array(0),
      order: NEWEST,
      groups: { starts: new Uint32Array(0), keys: [], kind: 'none' },
    };
    this.ratios = new Uint16Array(0);
    this.measures = { width: 0, rowHeight: 0, gap: 0, heading: 0, space: 0 };
    this.layout = layOut(this.ratios, [], this.measures);
    /** @type {Map<string, HTMLElement>} sections in the document, by place and key of the group */
    this.sections = new Map();
    this.active = 0;
    this.anchorRow = -1; // where a range of the selection starts
    this.top = 0;
    /** Height of the bar over the window, px. */
    this.covered = 0;
    this.live = false;
    this.visible = false;
    this.frame = 0;
    this.settle = 0;

    root.addEventListener('keydown', (event) => this.onKey(event));
    root.addEventListener('click', (event) => this.onClick(event), true);
    root.addEventListener('focusin', (event) => this.onFocus(event));
    this.listenToPress();
    selection.addEventListener('change', () => this.markSelection());
    addEventListener('scroll', () => this.schedule(), { passive: true });
    new ResizeObserver(() => this.visible && this.measure()).observe(root);
  }

  /** Shows rows in groups; the picture at the top stays there when `keep` says so. */
  show(/** @type {Shown} */ shown, { keep = false } = {}) {
    const place = keep ? this.place() : null;
    if (place) this.awaited = null; // the visitor has gone elsewhere
    const anchor = place ?? this.awaitedPlace();
    const { width, height } = this.store.collection;
    this.shown = shown;
    const { rows } = shown;
    this.ratios = new Uint16Array(rows.length);
    for (let item = 0; item < rows.length; ++item) this.ratios[item] = ratioOf(width[rows[item]], height[rows[item]]);
    this.active = Math.min(this.active, Math.max(0, rows.length - 1));
    this.measure(anchor, true);
  }

  leave() {
    this.visible = false;
  }

  /**
   * Reads the sizes the style sheet gives and lays out again if they changed.
   * @param {{row: number, offset: number} | null} [anchor]
   * @param {boolean} [force]
   */
  measure(anchor, force = false) {
    if (!this.visible) return;
    const style = getComputedStyle(this.root);
    const px = (/** @type {string} */ name) => parseFloat(style.getPropertyValue(name)) || 0;
    const measures = {
      width: this.root.getBoundingClientRect().width,
      rowHeight: px('--row-height'),
      gap: px('--gap'),
      heading: this.shown.groups.kind === 'none' ? 0 : px('--heading'),
      space: px('--group-space'),
    };
    this.covered = px('--bar');
    const same = Object.entries(measures).every(([name, value]) => Reflect.get(this.measures, name) === value);
    if (same && !force) return;
    const place = anchor ?? (force ? null : this.place());
    this.measures = measures;
    this.layout = layOut(this.ratios, this.shown.groups.starts, measures);
    this.map.resize(this.layout.height, innerHeight);
    this.root.classList.add('live');
    this.root.style.setProperty('height', `${this.map.height}px`);
    if (!this.live) this.adopt();
    if (place) this.restore(place);
    else this.draw();
    this.dispatchEvent(new Event('layout'));
  }

  /** Takes the first screen's elements as its own. */
  adopt() {
    this.live = true;
    this.root.querySelector('.first-end')?.remove();
    const sections = /** @type {NodeListOf<HTMLElement>} */ (this.root.querySelectorAll('.group'));
    sections.forEach((section, group) => this.sections.set(`${group} ${section.dataset.heading}`, section));
    for (const tile of /** @type {NodeListOf<HTMLAnchorElement>} */ (this.root.querySelectorAll('.tile'))) {
      this.tiles.adopt(tile);
    }
  }

  // --- scrolling ------------------------------------------------------------------------------------------

  /** Top edge of the grid in the document. */
  get offset() {
    return this.root.getBoundingClientRect().top + scrollY;
  }

  schedule() {
    if (!this.visible || this.frame) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      this.draw();
    });
  }

  /**
   * What was restored last, and where that came to lie: until the visitor scrolls it is the place, so that a phone
   * that is turned and turned back shows the same picture first.
   * @type {{row: number, offset: number, top: number} | null}
   */
  restored = null;

  /** The picture at the top of the view and how far it is scrolled past. */
  place() {
    if (!this.live || this.layout.rowTop.length === 0) return null;
    if (this.restored?.top === this.top) return { row: this.restored.row, offset: this.restored.offset };
    const top = this.top + this.covered;
    if (this.top <= 0) return null;
    const row = lastAtMost(this.layout.rowTop, top);
    return { row: this.shown.rows[this.layout.rowStart[row]], offset: this.layout.rowTop[row] - this.top };
  }

  /** @param {{row: number, offset: number}} place */
  restore(place) {
    const item = this.shown.rows.indexOf(place.row);
    if (item < 0) {
      this.draw();
      return;
    }
    const row = lastAtMost(this.layout.rowStart.subarray(0, -1), item);
    this.scrollTo(this.layout.rowTop[row] - place.offset);
    this.restored = { ...place, top: this.top };
  }

  /** The same by key, valid after a reload: what a view keeps for an entry of the history. */
  keptPlace() {
    const place = this.place();
    return { key: place ? this.store.collection.key(place.row) : '', offset: place?.offset ?? 0 };
  }

  /** @param {{key: string, offset: number} | null} place  as keptPlace() gave it */
  arrive(place) {
    this.awaited = null;
    if (!place) return;
    const row = place.key ? this.store.collection.rowOf(place.key) : -1;
    if (row >= 0) this.restore({ row, offset: place.offset });
    else if (place.key && !this.store.complete) this.awaited = place;
    else scrollTo({ top: 0, behavior: 'instant' });
  }

  /** A place whose row has not arrived yet. @type {{key: string, offset: number} | null} */
  awaited = null;

  /** That place, once its row is there. */
  awaitedPlace() {
    const row = this.awaited ? this.store.collection.rowOf(this.awaited.key) : -1;
    if (!this.awaited || row < 0) return null;
    const { offset } = this.awaited;
    this.awaited = null;
    return { row, offset };
  }

  /**
   * From Picture the visitor returns to the tile of the picture that was shown last.
   * @param {string} key
   */
  comeBack(key) {
    const row = this.store.collection.rowOf(key);
    const item = row < 0 ? -1 : this.shown.rows.indexOf(row);
    if (item < 0) return;
    this.reveal(item);
    this.setActive(item, true);
    this.tiles.ask();
  }

  /**
   * Scrolls so that a content position is at the window's top.
   * @param {number} top
   */
  scrollTo(top) {
    scrollTo({ top: this.offset + this.map.place(top), behavior: 'instant' });
    this.draw();
  }

  /**
   * Brings an item into view with as little movement as possible.
   * @param {number} item
   */
  reveal(item) {
    if (item < 0 || item >= this.shown.rows.length) return;
    const row = lastAtMost(this.layout.rowStart.subarray(0, -1), item);
    const above = this.covered + this.measures.heading + this.measures.gap;
    const top = this.layout.rowTop[row];
    const bottom = top + this.layout.rowHeight[row];
    if (top - above < this.top) this.scrollTo(row === 0 ? -this.offset : top - above);
    else if (bottom + 8 > this.top + innerHeight) this.scrollTo(bottom + this.measures.gap + 8 - innerHeight);
  }

  /** @param {number} row */
  isInView(row) {
    const tile = this.tiles.byRow.get(row);
    if (!tile) return false;
    const box = tile.getBoundingClientRect();
    return box.bottom > this.covered + this.measures.heading && box.top < innerHeight;
  }

  // --- drawing --------------------------------------------------------------------------------------------

  draw() {
    if (!this.visible || !this.live) return;
    const before = this.top;
    this.top = this.map.moved(scrollY - this.offset);
    const view = innerHeight;
    const { layout, shown } = this;
    const shift = this.map.shift;
    const reach = view * 0.75;
    const rows = layout.rowTop.length;
    const firstRow = rows ? lastAtMost(layout.rowTop, this.top - reach) : 0;
    let endRow = firstRow;
    while (endRow < rows && layout.rowTop[endRow] < this.top + view + reach) ++endRow;

    const keptSections = new Set();
    const keptTiles = new Set();
    const focused = this.focusedRow();
    let group = rows ? lastAtMost(layout.groupRow.subarray(0, -1), firstRow) : 0;
    for (; group < shown.groups.starts.length && layout.groupRow[group] < endRow; ++group) {
      const section = this.section(group, shift);
      keptSections.add(section.element);
      const from = Math.max(firstRow, layout.groupRow[group]);
      const to = Math.min(endRow, layout.groupRow[group + 1]);
      let previous = null;
      for (let row = from; row < to; ++row) previous = this.drawRow(row, section, keptTiles, previous);
    }
    for (const [row, tile] of this.tiles.byRow) {
      if (!keptTiles.has(tile) && row !== focused) this.tiles.discard(row, tile);
    }
    for (const [key, element] of this.sections) {
      if (keptSections.has(element) || element.contains(document.activeElement)) continue;
      element.remove();
      this.sections.delete(key);
    }

    if (Math.abs(this.top - before) < FAST * view) this.tiles.ask();
    clearTimeout(this.settle);
    this.settle = window.setTimeout(() => this.rest(), 140);
    this.dispatchEvent(new Event('move'));
  }

  /** Scrolling has stopped. */
  rest() {
    if (!this.visible) return;
    this.tiles.ask();
    if (this.map.mapped) {
      const scroll = scrollY - this.offset;
      const wanted = this.map.proportional(scroll);
      if (Math.abs(wanted - this.top) > innerHeight) this.scrollTo(this.top);
    }
  }

  /**
   * @param {number} group
   * @param {number} shift
   */
  section(group, shift) {
    const { layout, shown } = this;
    const key = `${group} ${shown.groups.keys[group]}`;
    let element = this.sections.get(key);
    if (!element) {
      element = document.createElement('section');
      element.className = 'group';
      element.dataset.heading = shown.groups.keys[group];
      element.append(document.createElement('div'));
      /** @type {HTMLElement} */ (element.firstChild).className = 'rows';
      this.sections.set(key, element);
    }
    if (!element.isConnected) {
      const next = [...this.sections.values()].find(
        (other) => other.isConnected && Number(other.dataset.group) > group,
      );
      this.root.insertBefore(element, next ?? null);
    }
    element.dataset.group = String(group);
    const top = Math.max(layout.groupTop[group], this.top - SECTION_REACH);
    const last = group + 1 === shown.groups.starts.length;
    const bottom = Math.min(
      layout.groupTop[group + 1] - (last ? 0 : this.measures.space),
      this.top + innerHeight + SECTION_REACH,
    );
    element.style.setProperty('top', `${Math.round(top - shift)}px`);
    element.style.setProperty('height', `${Math.round(bottom - top)}px`);
    this.head(element, group);
    const body = /** @type {HTMLElement} */ (element.querySelector('.rows'));
    return { element, body, top: top + this.measures.heading };
  }

  /**
   * @param {HTMLElement} element
   * @param {number} group
   */
  head(element, group) {
    const { groups, rows } = this.shown;
    let heading = element.querySelector('.heading');
    if (groups.kind === 'none') {
      heading?.remove();
      element.setAttribute('aria-label', texts.pictures(rows.length));
      return;
    }
    if (!heading) {
      heading = document.createElement('h2');
      heading.className = 'heading';
      element.prepend(heading);
    }
    const end = group + 1 < groups.starts.length ? groups.starts[group + 1] : rows.length;
    const partial = group + 1 === groups.starts.length && !this.store.complete;
    const name = headingText(groups.keys[group], groups.kind);
    const count = number(end - groups.starts[group]);
    if (partial && heading.querySelector('.count')) return;
    const text = `${name} ${count}`;
    if (heading.textContent?.replace(/\s+/g, ' ').trim() === text) return;
    heading.textContent = `${name} `;
    const span = document.createElement('span');
    span.className = 'count';
    span.textContent = count;
    heading.append(span);
  }

  /**
   * @param {number} row       of the layout
   * @param {{body: HTMLElement, top: number}} section  its body, and the content position of the body's top edge
   * @param {Set<HTMLElement>} kept
   * @param {HTMLElement | null} previous  the tile before
   */
  drawRow(row, section, kept, previous) {
    const { layout, shown, measures } = this;
    const at = spread(layout, this.ratios, measures, row);
    const top = Math.round(layout.rowTop[row]);
    const height = Math.round(layout.rowTop[row] + layout.rowHeight[row]) - top;
    const first = layout.rowStart[row];
    for (let i = 0; i < at.left.length; ++i) {
      const item = first + i;
      const data = shown.rows[item];
      const tile = this.tiles.of(data);
      kept.add(tile);
      const style = tile.style;
      style.setProperty('left', `${at.left[i]}px`);
      style.setProperty('top', `${top - Math.round(section.top)}px`);
      style.setProperty('width', `${at.width[i]}px`);
      style.setProperty('height', `${height}px`);
      tile.dataset.item = String(item);
      this.tiles.badge(tile, data);
      tile.tabIndex = item === this.active ? 0 : -1;
      this.insert(section.body, tile, item, previous);
      previous = tile;
      const image = tile.querySelector('img');
      if (image && !this.tiles.waiting.has(tile)) setAttribute(image, 'sizes', `${at.width[i]}px`);
    }
    return previous;
  }

  /**
   * Puts tiles in reading order, for screen readers and for Tab. Moves one only if needed: moving loses the focus.
   * @param {HTMLElement} body
   * @param {HTMLElement} tile
   * @param {number} item
   * @param {HTMLElement | null} previous
   */
  insert(body, tile, item, previous) {
    if (previous) {
      const follows = previous.compareDocumentPosition(tile) & Node.DOCUMENT_POSITION_FOLLOWING;
      if (tile.parentElement !== body || !follows) previous.after(tile);
      return;
    }
    if (tile.parentElement === body && tile !== body.lastElementChild) return;
    const next = [.../** @type {HTMLCollectionOf<HTMLElement>} */ (body.children)].find(
      (other) => Number(other.dataset.item) > item,
    );
    if (next || tile.parentElement !== body) body.insertBefore(tile, next ?? null);
  }

  // --- selection ------------------------------------------------------------------------------------------

  markSelection() {
    this.root.classList.toggle('selecting', this.selection.size > 0);
    this.tiles.markAll();
  }

  /**
   * @param {number} item
   * @param {boolean} [range]  from the last one selected
   */
  toggle(item, range = false) {
    const { rows } = this.shown;
    const { collection } = this.store;
    const start = range ? rows.indexOf(this.anchorRow) : -1;
    if (start >= 0) {
      const [low, high] = start < item ? [start, item] : [item, start];
      this.selection.add(Array.from(rows.subarray(low, high + 1), (row) => collection.key(row)));
    } else {
      this.selection.toggle(collection.key(rows[item]));
    }
    this.anchorRow = rows[item];
  }

  // --- pointer and keys -----------------------------------------------------------------------------------

  /** @param {Event} event */
  tileOf(event) {
    const tile = event.target instanceof Element ? event.target.closest('.tile') : null;
    return tile instanceof HTMLAnchorElement && tile.dataset.item ? tile : null;
  }

  /** @param {MouseEvent} event */
  onClick(event) {
    const tile = this.tileOf(event);
    if (!tile) return;
    if (this.pressed) {
      // the click that ends a long press
      this.pressed = false;
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    const item = Number(tile.dataset.item);
    if (event.target instanceof Element && event.target.closest('.stack')) {
      event.preventDefault();
      event.stopPropagation();
      this.openStack(Number(tile.dataset.row));
      return;
    }
    const onCheck = event.target instanceof Element && event.target.closest('.check');
    const tapped = this.lastPointer === 'touch' && this.selection.size > 0;
    if (onCheck || event.shiftKey || tapped) {
      event.preventDefault();
      event.stopPropagation();
      this.toggle(item, event.shiftKey);
      return;
    }
    this.setActive(item, false);
  }

  pressed = false;
  lastPointer = 'mouse';

  /** Long press selects, by touch. */
  listenToPress() {
    let timer = 0;
    let x = 0;
    let y = 0;
    const cancel = () => clearTimeout(timer);
    this.root.addEventListener('pointerdown', (event) => {
      this.lastPointer = event.pointerType;
      this.pressed = false;
      const tile = this.tileOf(event);
      if (event.pointerType !== 'touch' || !tile) return;
      x = event.clientX;
      y = event.clientY;
      timer = window.setTimeout(() => {
        this.pressed = true;
        this.toggle(Number(tile.dataset.item));
        navigator.vibrate?.(10);
      }, LONG_PRESS_MS);
    });
    this.root.addEventListener('pointermove', (event) => {
      if (Math.hypot(event.clientX - x, event.clientY - y) > 10) cancel();
    });
    for (const name of ['pointerup', 'pointercancel', 'scroll']) this.root.addEventListener(name, cancel);
    this.root.addEventListener('contextmenu', (event) => {
      if (this.lastPointer === 'touch' && this.tileOf(event)) event.preventDefault();
    });
  }

  /** @param {FocusEvent} event */
  onFocus(event) {
    const tile = this.tileOf(event);
    if (tile && Number(tile.dataset.item) !== this.active) this.setActive(Number(tile.dataset.item), false);
  }

  focusedRow() {
    const tile = document.activeElement?.closest?.('.tile');
    return tile instanceof HTMLElement && this.root.contains(tile) ? Number(tile.dataset.row) : -1;
  }

  /**
   * @param {number} item
   * @param {boolean} focus
   */
  setActive(item, focus) {
    const { rows } = this.shown;
    if (item < 0 || item >= rows.length) return;
    const before = this.tiles.byRow.get(rows[this.active]);
    if (before) before.tabIndex = -1;
    this.active = item;
    if (focus) this.reveal(item);
    const tile = this.tiles.byRow.get(rows[item]);
    if (!tile) return;
    tile.tabIndex = 0;
    if (focus) tile.focus({ preventScroll: true });
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    const tile = this.tileOf(event);
    if (!tile || event.ctrlKey || event.metaKey || event.altKey) return;
    const item = Number(tile.dataset.item);
    const to = this.target(event.key, item);
    if (to !== null) {
      event.preventDefault();
      if (event.shiftKey && to !== item) {
        if (!this.selection.has(tile.dataset.key ?? '')) this.toggle(item);
        this.anchorRow = this.shown.rows[item];
        this.toggle(to, true);
      }
      this.setActive(to, true);
    } else if (event.key === ' ') {
      event.preventDefault();
      this.toggle(item, event.shiftKey);
    } else if (event.key === 'd' && tile.dataset.stack) {
      event.preventDefault();
      this.openStack(Number(tile.dataset.row));
    }
  }

  /**
   * @param {string} key
   * @param {number} item
   */
  target(key, item) {
    const last = this.shown.rows.length - 1;
    switch (key) {
      case 'ArrowLeft':
        return Math.max(0, item - 1);
      case 'ArrowRight':
        return Math.min(last, item + 1);
      case 'ArrowUp':
        return itemBeside(this.layout, this.ratios, this.measures, item, -1);
      case 'ArrowDown':
        return itemBeside(this.layout, this.ratios, this.measures, item, 1);
      case 'Home':
        return 0;
      case 'End':
        return last;
      default:
        return null;
    }
  }

  /** The first arrow key of a visit goes to the first picture in view. */
  focusFirst() {
    const { layout } = this;
    if (layout.rowTop.length === 0) return;
    if (!this.isInView(this.shown.rows[this.active])) {
      const row = lastAtMost(layout.rowTop, this.top + this.covered + this.measures.heading);
      this.active = layout.rowStart[row];
    }
    this.setActive(this.active, true);
  }
}

/**
 * @param {Element} element
 * @param {string} name
 * @param {string} value
 */
function setAttribute(element, name, value) {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}
