// The scrubber: shows the place in the order, with labels; dragging it scrolls.
import { date, monthName, number } from '../format.js';
import { inOwnTask } from '../pace.js';
import { texts } from '../texts.js';
import { headingText } from './headings.js';
import { lastAtMost } from './layout.js';

const LABEL_ROOM = 22;
const SWATCHES = 48;

/** @typedef {{at: number, text: string, major: boolean}} Mark  `at`: 0..1 */

export class Scrubber {
  /**
   * @param {HTMLElement} root
   * @param {import('./grid.js').Grid} grid
   */
  constructor(root, grid) {
    this.root = root;
    this.grid = grid;
    this.dragging = false;
    root.tabIndex = 0;
    root.setAttribute('role', 'slider');
    root.setAttribute('aria-orientation', 'vertical');
    root.setAttribute('aria-label', texts.browse.scrubber);
    root.setAttribute('aria-valuemin', '0');
    root.setAttribute('aria-valuemax', '100');
    const rail = child(root, 'scrubber-rail');
    rail.setAttribute('aria-hidden', 'true');
    this.track = child(rail, 'scrubber-track');
    this.thumb = child(rail, 'scrubber-thumb');
    this.bubble = child(rail, 'scrubber-bubble');

    root.addEventListener('pointerdown', (event) => this.onDown(event));
    root.addEventListener('pointermove', (event) => this.onMove(event));
    root.addEventListener('pointerleave', () => !this.dragging && root.classList.remove('pointed'));
    for (const name of ['pointerup', 'pointercancel']) root.addEventListener(name, () => this.onUp());
    root.addEventListener('keydown', (event) => this.onKey(event));
    grid.addEventListener('move', () => this.follow());
    grid.addEventListener(
      'layout',
      inOwnTask(() => this.draw()),
    );
  }

  draw() {
    const { grid, root } = this;
    root.hidden = grid.layout.height < innerHeight * 1.5;
    if (root.hidden) return;
    this.track.textContent = '';
    const height = this.track.clientHeight;
    if (this.grid.shown.order.by === 'colour') this.drawColours();
    else this.drawMarks(spaced(this.marks(), height));
    this.follow();
  }

  /** @param {Mark[]} marks */
  drawMarks(marks) {
    for (const mark of marks) {
      const element = child(this.track, mark.major ? 'mark major' : mark.text ? 'mark' : 'mark dot');
      element.textContent = mark.text;
      element.style.setProperty('top', `${mark.at * 100}%`);
    }
  }

  drawColours() {
    const { rows } = this.grid.shown;
    for (let i = 0; i < SWATCHES; ++i) {
      const row = rows[Math.floor(((i + 0.5) / SWATCHES) * rows.length)];
      const swatch = child(this.track, 'swatch');
      swatch.style.setProperty('background-color', this.grid.store.pictures.ground(row));
      swatch.style.setProperty('top', `${(i / SWATCHES) * 100}%`);
      swatch.style.setProperty('height', `${100 / SWATCHES + 0.2}%`);
    }
  }

  /** @returns {Mark[]} */
  marks() {
    const { layout, shown, store } = this.grid;
    const { groups, rows } = shown;
    const at = (/** @type {number} */ group) => layout.groupTop[group] / layout.height;
    if (groups.kind === 'letter') {
      return groups.keys.map((key, group) => ({ at: at(group), text: key || '–', major: false }));
    }
    if (groups.kind === 'date') {
      /** @type {Mark[]} */
      const marks = [];
      let year = '';
      let month = '';
      groups.keys.forEach((key, group) => {
        const parts = key.replace(/^-/, '').split('-');
        const here = key === '' ? '' : key.startsWith('-') ? `−${parts[0]}` : parts[0];
        if (here !== year || group === 0) {
          marks.push({ at: at(group), text: here || '–', major: true });
          year = here;
          month = '';
        }
        if (parts.length > 1 && parts[1] !== month) {
          month = parts[1];
          marks.push({ at: at(group), text: monthName(key), major: false });
        } else if (parts.length > 2) {
          marks.push({ at: at(group), text: '', major: false });
        }
      });
      return marks;
    }
    if (this.grid.shown.order.by === 'brightness') {
      const rising = !this.grid.shown.order.descending;
      return [
        { at: 0, text: rising ? texts.browse.dark : texts.browse.bright, major: false },
        { at: 1, text: rising ? texts.browse.bright : texts.browse.dark, major: false },
      ];
    }
    if (this.grid.shown.order.by !== 'score') return [];
    const score = store.collection.score;
    return [0, 0.25, 0.5, 0.75, 1].map((part) => {
      const value = score.length ? score[rows[Math.round(part * (rows.length - 1))]] : NaN;
      return { at: part, text: Number.isNaN(value) ? '·' : number(value, 2), major: false };
    });
  }

  /** The label of the place at the top of the view. */
  nameAt(/** @type {number} */ top) {
    const { layout, shown, store } = this.grid;
    const { groups, rows } = shown;
    if (rows.length === 0) return '';
    if (groups.kind !== 'none') {
      const key = groups.keys[lastAtMost(layout.groupTop.subarray(0, -1), top)];
      return groups.kind === 'date' && key.length > 8 ? date(key, 'short') : headingText(key, groups.kind);
    }
    const item = layout.rowStart[lastAtMost(layout.rowTop, top)];
    if (this.grid.shown.order.by === 'score') {
      const value = store.collection.score[rows[item]];
      if (!Number.isNaN(value)) return number(value, 2);
    }
    return texts.picture.position(item + 1, rows.length);
  }

  get range() {
    return Math.max(1, this.grid.layout.height - innerHeight);
  }

  follow() {
    if (this.root.hidden) return;
    const part = Math.min(1, Math.max(0, this.grid.top / this.range));
    this.thumb.style.setProperty('top', `${part * 100}%`);
    const name = this.nameAt(this.grid.top + this.grid.covered + 1);
    this.root.setAttribute('aria-valuenow', String(Math.round(part * 100)));
    this.root.setAttribute('aria-valuetext', name);
    if (!this.root.classList.contains('pointed') || this.dragging) {
      this.bubble.textContent = name;
      this.bubble.style.setProperty('top', `${part * 100}%`);
    }
    if (this.grid.top === this.last) return;
    this.last = this.grid.top;
    if (this.last <= 0) return;
    this.root.classList.add('moving');
    clearTimeout(this.rest);
    this.rest = window.setTimeout(() => this.root.classList.remove('moving'), 900);
  }

  rest = 0;
  /** Where the grid was; it is there when the page begins. */
  last = 0;

  /** @param {PointerEvent} event */
  partAt(event) {
    const box = this.track.getBoundingClientRect();
    return Math.min(1, Math.max(0, (event.clientY - box.top) / box.height));
  }

  /** @param {PointerEvent} event */
  onDown(event) {
    if (event.button !== 0) return;
    // On a touch screen the strip lies over the pictures: only its handle takes the drag.
    if (event.pointerType === 'touch' && getComputedStyle(this.root).position === 'fixed') {
      const thumb = this.thumb.getBoundingClientRect();
      if (Math.abs(event.clientY - (thumb.top + thumb.height / 2)) > 32) return;
    }
    event.preventDefault();
    this.dragging = true;
    this.root.setPointerCapture(event.pointerId);
    this.root.classList.add('dragging');
    this.go(this.partAt(event));
  }

  /** @param {PointerEvent} event */
  onMove(event) {
    const part = this.partAt(event);
    if (this.dragging) {
      this.go(part);
    } else if (event.pointerType === 'mouse') {
      this.root.classList.add('pointed');
      this.bubble.textContent = this.nameAt(part * this.grid.layout.height);
      this.bubble.style.setProperty('top', `${part * 100}%`);
    }
  }

  onUp() {
    this.dragging = false;
    this.root.classList.remove('dragging', 'pointed');
  }

  /** @param {number} part */
  go(part) {
    this.grid.scrollTo(part <= 0 ? -this.grid.offset : part * this.range);
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    const page = innerHeight * 0.9;
    const step = { ArrowUp: -page / 4, ArrowDown: page / 4, PageUp: -page, PageDown: page }[event.key];
    if (step !== undefined) this.grid.scrollTo(Math.max(-this.grid.offset, this.grid.top + step));
    else if (event.key === 'Home') this.go(0);
    else if (event.key === 'End') this.go(1);
    else return;
    event.preventDefault();
  }
}

/**
 * Leaves out labels that would touch; years go before months, months before days.
 * @param {Mark[]} marks
 * @param {number} height  px
 */
export function spaced(marks, height) {
  /** @type {number[]} */
  const taken = [];
  /** @type {Mark[]} */
  const kept = [];
  const free = (/** @type {number} */ y, /** @type {number} */ room) =>
    taken.every((other) => Math.abs(other - y) >= room);
  const weight = (/** @type {Mark} */ mark) => (mark.major ? 0 : mark.text ? 1 : 2);
  for (const mark of marks.slice().sort((a, b) => weight(a) - weight(b))) {
    const y = mark.at * height;
    if (!free(y, mark.text ? LABEL_ROOM : LABEL_ROOM / 2)) {
      // a month that begins with its year stands just below it
      const lower = y + LABEL_ROOM - 4;
      if (mark.major || !mark.text || !free(lower, LABEL_ROOM - 4)) continue;
      kept.push({ ...mark, at: lower / height });
      taken.push(lower);
      continue;
    }
    kept.push(mark);
    taken.push(y);
  }
  return kept.filter((mark) => mark.at <= 1);
}

/**
 * @param {HTMLElement} parent
 * @param {string} name
 */
function child(parent, name) {
  const element = document.createElement('span');
  element.className = name;
  parent.append(element);
  return element;
}
