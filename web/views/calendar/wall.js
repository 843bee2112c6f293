// The board as a wall: a slot for each page of the calendar, the first one larger. A slot is one button, with its month,
// its marks and its fit below; what else can be done with it stands over its picture under a mouse.
import { html, nothing } from 'lit-html';
import { keyed } from 'lit-html/directives/keyed.js';
import { COMPONENTS } from '../../calendar/engine.js';
import { icons as shared } from '../../icons.js';
import { tool } from '../../parts.js';
import { number } from '../../format.js';
import { srcsetOf } from '../../store/pictures.js';
import { styled } from '../../styled.js';
import { positionOf } from './crop.js';
import { icons } from './icons.js';
import { yearText } from './months.js';
import { words as all } from './texts.js';

const words = all.board;

/** Shape of a slot: that of a page in landscape (calendar.css). */
export const FRAME = 3 / 2;

const MONTH_FIT = COMPONENTS.indexOf('monthFit');
const COVER_FIT = COMPONENTS.indexOf('coverFit');

/** @typedef {import('./calendar.js').CalendarView} CalendarView */

/** @param {CalendarView} view */
export function wallTemplate(view) {
  // with a picture in hand: how it would fit
  const fits = view.held >= 0 ? view.session.fits(view.held) : null;
  return html`<ol class="months" aria-label=${words.title}>
    ${view.plan.slots.map((_, slot) => slotTemplate(view, slot, fits))}
  </ol>`;
}

/**
 * @param {CalendarView} view
 * @param {number} slot
 * @param {Float64Array | null} fits
 */
function slotTemplate(view, slot, fits) {
  const { session, store } = view;
  const { row, locked } = session.board.slots[slot];
  const empty = row < 0;
  const isCover = !empty && session.score?.coverSlot === slot;
  const kinds = {
    empty,
    locked,
    cover: isCover,
    chosen: view.chosen === slot,
    moving: view.moving === slot || view.drag.load?.slot === slot,
    over: view.over === slot,
  };
  const kind = Object.entries(kinds).flatMap(([name, is]) => (is ? [name] : []));
  const name = view.nameOf(slot);
  const marks = [locked && words.isLocked, isCover && words.isCover].filter(Boolean);
  const label = [name, empty ? words.isEmpty : store.pictures.name(row), ...marks].join(', ');
  return html`<li class="slot ${kind.join(' ')}" data-slot=${slot}>
    <button
      class="face"
      aria-label=${label}
      aria-pressed=${view.chosen === slot}
      tabindex=${view.active === slot ? 0 : -1}
      @click=${(/** @type {MouseEvent} */ event) => view.chooseSlot(slot, event.detail === 0)}
      @focus=${() => view.setActive(slot)}
    >
      ${empty ? html`<span class="nothing">${icons.place}</span>` : keyed(row, pictureTemplate(view, slot, row))}
    </button>
    ${empty ? nothing : toolsTemplate(view, slot, locked)}
    <p class="slot-line">
      <span class="month serif">${view.nameOf(slot, 'long')}</span>${yearTemplate(view, slot)}
      ${isCover ? html`<span class="badge" title=${words.isCover}>${icons.cover}</span>` : nothing}
      ${locked ? html`<span class="badge" title=${words.isLocked}>${icons.lock}</span>` : nothing}
      ${fitTemplate(view, slot, fits)}
    </p>
  </li>`;
}

/** @param {CalendarView} view @param {number} slot */
function yearTemplate(view, slot) {
  const { month } = view.plan.slots[slot];
  return month ? html` <span class="year figures">${yearText(month, view.language)}</span>` : nothing;
}

/**
 * @param {CalendarView} view
 * @param {number} slot
 * @param {number} row
 */
function pictureTemplate({ store, session }, slot, row) {
  if (!store.pictures.has(row)) {
    return html`<span class="name serif" dir="auto">${store.pictures.name(row)}</span>`;
  }
  const sizes = store.pictures.thumbnails(row);
  const width = slot === 0 ? '(min-width: 1024px) 40vw, 100vw' : '(min-width: 1024px) 20vw, 50vw';
  const { collection, pictures } = store;
  const position = positionOf(collection.width[row] / collection.height[row], FRAME, session.cropPoint(slot));
  return html`<img
    src=${sizes[0].path}
    srcset=${srcsetOf(sizes)}
    sizes=${width}
    alt=""
    decoding="async"
    draggable="false"
    ${styled({ 'object-position': position, 'background-color': pictures.ground(row) })}
  />`;
}

/**
 * @param {CalendarView} view
 * @param {number} slot
 * @param {Float64Array | null} fits
 */
function fitTemplate({ session, plan }, slot, fits) {
  const { month } = plan.slots[slot];
  const component = month ? MONTH_FIT : COVER_FIT;
  if (session.states[component] !== 'known') return nothing;
  const fit = fits && month ? fits[slot] : session.score?.slots[slot][component];
  if (fit === undefined || Number.isNaN(fit)) return nothing;
  const what = month ? words.fit(number(fit, 2)) : words.coverFit(number(fit, 2));
  return html`<span class="fit figures ${fits && month ? 'asked' : ''}" title=${what}>
    <span aria-hidden="true">${number(fit, 2)}</span><span class="unseen">${what}</span>
  </span>`;
}

/**
 * @param {CalendarView} view
 * @param {number} slot
 * @param {boolean} locked
 */
function toolsTemplate(view, slot, locked) {
  return html`<div class="slot-tools">
    ${tool(locked ? icons.open : icons.lock, locked ? words.unlock : words.lock, () => view.lock(slot))}
    ${tool(icons.crop, words.crop, () => view.openCrop(slot))}
    ${locked ? nothing : tool(shared.close, words.clear, () => view.clear(slot))}
  </div>`;
}

/**
 * The slot that an arrow key goes to from another one, by where they stand.
 * @param {HTMLElement[]} slots
 * @param {number} from
 * @param {string} key
 */
export function slotBeside(slots, from, key) {
  const last = slots.length - 1;
  if (key === 'Home') return 0;
  if (key === 'End') return last;
  if (key === 'ArrowLeft') return Math.max(0, from - 1);
  if (key === 'ArrowRight') return Math.min(last, from + 1);
  const boxes = slots.map((slot) => slot.getBoundingClientRect());
  const here = boxes[from];
  const down = key === 'ArrowDown';
  let best = from;
  let least = Infinity;
  boxes.forEach((box, slot) => {
    const apart = down ? box.top - here.bottom : here.top - box.bottom;
    if (slot === from || apart < -1) return;
    const aside = Math.max(0, box.left - here.right + 1, here.left - box.right + 1);
    const distance = apart + 4 * aside + Math.abs(box.left - here.left) / 100;
    if (distance < least) [best, least] = [slot, distance];
  });
  return best;
}
