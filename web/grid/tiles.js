// The tiles of a grid that are in the document, by row: a picture, or its name where there is none, with its mark of
// the selection and the count of the stack that it stands for.
import { render } from 'lit-html';
import { icons } from '../icons.js';
import { srcsetOf } from '../store/pictures.js';
import { texts } from '../texts.js';

export class Tiles {
  /**
   * @param {import('../store.js').Store} store
   * @param {import('../selection/selection.js').Selection} selection
   * @param {(row: number) => string} href  the address a tile leads to
   */
  constructor(store, selection, href) {
    this.store = store;
    this.selection = selection;
    this.href = href;
    /** How many pictures a row stands for besides itself. @type {(row: number) => number} */
    this.stackSize = () => 0;
    /** @type {Map<number, HTMLAnchorElement>} */
    this.byRow = new Map();
    /** Those whose picture is not asked for yet. @type {Set<HTMLAnchorElement>} */
    this.waiting = new Set();
  }

  /** @param {number} row @returns {HTMLAnchorElement}  made where there is none yet */
  of(row) {
    return this.byRow.get(row) ?? this.make(row);
  }

  /**
   * Takes a tile of the first screen.
   * @param {HTMLAnchorElement} tile
   */
  adopt(tile) {
    const row = this.store.collection.rowOf(tile.dataset.key ?? '');
    if (row < 0 || this.byRow.has(row)) {
      tile.remove();
      return;
    }
    this.dress(tile, row);
    this.byRow.set(row, tile);
  }

  /** @param {number} row */
  make(row) {
    const tile = document.createElement('a');
    tile.className = 'tile';
    const { store } = this;
    if (store.pictures.has(row)) {
      tile.style.setProperty('background-color', store.pictures.ground(row));
      const image = document.createElement('img');
      image.className = 'waiting';
      image.decoding = 'async';
      image.draggable = false;
      tile.append(image);
      this.waiting.add(tile);
    } else {
      tile.classList.add('blank');
      const name = document.createElement('span');
      name.className = 'name';
      name.dir = 'auto';
      name.textContent = store.collection.title(row) || store.collection.id(row);
      tile.append(name);
    }
    this.byRow.set(row, tile);
    this.dress(tile, row);
    return tile;
  }

  /**
   * The parts of a tile besides its picture.
   * @param {HTMLAnchorElement} tile
   * @param {number} row
   */
  dress(tile, row) {
    const { store } = this;
    tile.dataset.row = String(row);
    tile.dataset.key = store.collection.key(row);
    tile.href = this.href(row);
    tile.draggable = false;
    const image = tile.querySelector('img');
    if (image) image.alt = store.pictures.name(row);
    tile.append(check.cloneNode(true));
    this.mark(tile, row);
  }

  /**
   * The count of the stack that a tile stands for.
   * @param {HTMLAnchorElement} tile
   * @param {number} row
   */
  badge(tile, row) {
    const size = this.stackSize(row);
    const text = size > 0 ? String(size + 1) : '';
    if ((tile.dataset.stack ?? '') === text) return;
    tile.querySelector('.stack')?.remove();
    delete tile.dataset.stack;
    if (text) {
      tile.dataset.stack = text;
      const badge = document.createElement('span');
      badge.className = 'stack figures';
      badge.title = texts.gate.openStack(size + 1);
      render(icons.stack, badge);
      badge.append(text);
      tile.append(badge);
    }
    this.mark(tile, row);
  }

  /**
   * @param {HTMLImageElement} image
   * @param {number} row
   */
  load(image, row) {
    const sizes = this.store.pictures.thumbnails(row);
    image.onload = () => image.classList.remove('waiting');
    image.sizes = `${image.parentElement?.style.getPropertyValue('width') ?? '256px'}`;
    if (sizes.length > 1) image.srcset = srcsetOf(sizes);
    image.src = sizes[0].path;
    if (image.complete) image.classList.remove('waiting');
  }

  /**
   * @param {number} row
   * @param {HTMLAnchorElement} tile
   */
  discard(row, tile) {
    const image = tile.querySelector('img');
    if (image && !image.complete) {
      // a picture that is not needed any more must not delay others
      image.removeAttribute('srcset');
      image.removeAttribute('src');
    }
    this.waiting.delete(tile);
    tile.remove();
    this.byRow.delete(row);
  }

  /** Addresses of tiles change with the query. */
  refreshLinks() {
    for (const [row, tile] of this.byRow) tile.href = this.href(row);
  }

  /** Asks for the pictures that wait. */
  ask() {
    for (const tile of this.waiting) {
      const image = tile.querySelector('img');
      const row = Number(tile.dataset.row);
      if (image && tile.isConnected) this.load(image, row);
    }
    this.waiting.clear();
  }

  /**
   * @param {HTMLAnchorElement} tile
   * @param {number} row
   */
  mark(tile, row) {
    const selected = this.selection.has(tile.dataset.key ?? '');
    tile.classList.toggle('selected', selected);
    const { stack } = tile.dataset;
    const name = this.store.pictures.name(row) + (stack ? `, ${texts.gate.stack(Number(stack))}` : '');
    tile.setAttribute('aria-label', selected ? `${name}, ${texts.selected}` : name);
  }

  /** The selection has changed. */
  markAll() {
    for (const [row, tile] of this.byRow) this.mark(tile, row);
  }
}

/** The button that selects a tile; each tile gets a copy. */
const check = document.createElement('span');
check.className = 'check';
render(icons.pick, check);
