// The crop of a slot's picture: a sheet with the whole picture, the part that the page shows, and the point that stays in
// view, which is dragged or moved by arrow keys.
import { html, render } from 'lit-html';
import { icons } from '../../icons.js';
import { dialog, tool } from '../../parts.js';
import { srcsetOf } from '../../store/pictures.js';
import { styled } from '../../styled.js';
import { texts } from '../../texts.js';
import { cropOf } from './crop.js';
import { words as all } from './texts.js';
import { FRAME } from './wall.js';

const words = all.crop;

const STEP = 0.02;
const LONG_STEP = 0.1;

export class CropDialog {
  /** @param {import('./calendar.js').CalendarView} view */
  constructor(view) {
    this.view = view;
    /** @type {HTMLDialogElement | null} */
    this.sheet = null;
    this.slot = 0;
  }

  /** @param {number} slot  one with a picture */
  open(slot) {
    this.slot = slot;
    this.sheet ??= dialog('sheet crop-sheet', words.label);
    this.sheet.showModal();
    this.draw();
    /** @type {HTMLElement | null} */ (this.sheet.querySelector('.crop-point'))?.focus();
  }

  close() {
    this.sheet?.close();
  }

  get row() {
    return this.view.session.board.slots[this.slot].row;
  }

  /** The point that stays in view. @returns {[number, number]} */
  get focus() {
    const focus = this.view.session.cropPoint(this.slot);
    return /** @type {[number, number]} */ (focus.map((part) => (Number.isNaN(part) ? 0.5 : part)));
  }

  /** @param {[number, number] | null} focus */
  set(focus) {
    this.view.session.setFocus(this.slot, focus);
  }

  /** Also when the board has changed meanwhile. */
  draw() {
    const { sheet, view } = this;
    if (!sheet?.open) return;
    const { row } = this;
    if (row < 0) return this.close();
    const { store, session } = view;
    const sizes = store.pictures.thumbnails(row);
    const [x, y] = this.focus;
    const { width, height } = store.collection;
    const ratio = width[row] / height[row];
    const crop = Object.entries(cropOf(ratio, FRAME, [x, y])).map(([side, part]) => [side, `${part * 100}%`]);
    const own = session.board.slots[this.slot].focus === null;
    render(
      html`
        <h2><span>${words.heading(view.nameOf(this.slot))}</span>${tool(icons.close, texts.close, () => this.close())}</h2>
        <p class="quiet">${words.hint}</p>
        <div
          class="crop-field"
          ${styled({ 'aspect-ratio': ratio, '--ratio': ratio })}
          @pointerdown=${(/** @type {PointerEvent} */ event) => this.onDown(event)}
        >
          <img src=${sizes[0].path} srcset=${srcsetOf(sizes)} sizes="560px" alt=${store.pictures.name(row)} draggable="false" />
          <span class="crop-frame" ${styled(Object.fromEntries(crop))}></span>
          <button
            class="crop-point"
            ${styled({ left: `${100 * x}%`, top: `${100 * y}%` })}
            aria-label=${words.point(x, y)}
            @keydown=${(/** @type {KeyboardEvent} */ event) => this.onKey(event)}
            @keyup=${() => view.settle()}
          ></button>
        </div>
        <p class="crop-acts">
          <button class="action" ?disabled=${own} @click=${() => this.set(null)}>${words.own}</button>
          <button class="action strong" @click=${() => this.close()}>${words.done}</button>
        </p>
      `,
      sheet,
    );
  }

  /** @param {PointerEvent} event */
  onDown(event) {
    const field = /** @type {HTMLElement} */ (event.currentTarget);
    if (event.button !== 0 || !event.isPrimary) return;
    event.preventDefault();
    const to = (/** @type {PointerEvent} */ at) => {
      const box = field.getBoundingClientRect();
      this.set([(at.clientX - box.left) / box.width, (at.clientY - box.top) / box.height]);
    };
    const over = new AbortController();
    const { signal } = over;
    const end = () => {
      over.abort();
      this.view.settle();
    };
    field.setPointerCapture(event.pointerId);
    field.addEventListener('pointermove', to, { signal });
    field.addEventListener('pointerup', end, { signal });
    field.addEventListener('pointercancel', end, { signal });
    to(event);
    /** @type {HTMLElement} */ (field.querySelector('.crop-point')).focus();
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    const step = event.shiftKey ? LONG_STEP : STEP;
    const by = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] }[event.key];
    if (!by) return;
    event.preventDefault();
    const [x, y] = this.focus;
    this.set([x + by[0], y + by[1]]);
    this.view.app.say(words.point(...this.focus));
  }
}
