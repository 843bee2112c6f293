// The head of the Calendar: its title, the score, what is done with the whole board, and one line that says how it stands.
import { html, nothing } from 'lit-html';
import { keyed } from 'lit-html/directives/keyed.js';
import { filled } from '../../calendar/board.js';
import { number } from '../../format.js';
import { icons as shared } from '../../icons.js';
import { icons } from './icons.js';
import { LEAST_CHANGE, words as all } from './texts.js';

const words = all.board;

/** @typedef {import('./calendar.js').CalendarView} CalendarView */

/** @param {CalendarView} view */
export function headTemplate(view) {
  const { session } = view;
  const { isOpen, score } = session;
  const total = score ? number(score.total, 3) : '–';
  return html`<header class="calendar-head">
    <h1 class="serif" dir="auto">${(isOpen && view.plan.title) || words.heading}</h1>
    <button class="total" aria-expanded=${view.pane === 'score' && view.open} @click=${() => view.openPane('score')}>
      <span class="total-name">${words.score}</span>
      ${keyed(total, html`<b class="figures">${total}</b>`)}
      <span class="total-change figures">${Math.abs(view.change) >= LEAST_CHANGE ? words.changed(view.change) : nothing}</span>
    </button>
    ${stripTemplate(view)}
    <p class="calendar-state quiet figures">${stateTemplate(view)}</p>
    ${isOpen ? nothing : progressTemplate(view)}
  </header>`;
}

/** @param {CalendarView} view */
function stripTemplate(view) {
  const { session } = view;
  const { isOpen, working } = session;
  const full = isOpen && filled(session.board) === session.board.slots.length;
  // one button, so that the focus stays on it
  const search = (/** @type {'improve' | 'complete'} */ what, /** @type {boolean} */ possible) => {
    const runs = working?.what === what;
    return html`<button
      class="action figures"
      ?disabled=${!runs && (!possible || working !== null)}
      @click=${() => (runs ? session.stop() : void view.run(what))}
    >
      ${runs ? html`${words.cancel} <span class="quiet">${words.percent(working.part)}</span>` : words.runs[what]}
    </button>`;
  };
  return html`<div class="calendar-strip">
    ${search('improve', isOpen)} ${search('complete', isOpen && !full)}
    <button class="action" ?disabled=${!isOpen} @click=${() => view.openCompare()}>${words.compare}</button>
    <span class="pair">
      ${switchable(shared.undo, words.undo, isOpen && session.canUndo, () => view.undo())}
      ${switchable(icons.redo, words.redo, isOpen && session.canRedo, () => view.redo())}
    </span>
    <span class="strip-end">
      <button class="action" ?disabled=${!isOpen} @click=${() => void view.print()}>${icons.print}${words.print}</button>
      ${moreTemplate(view)}
    </span>
  </div>`;
}

/** What is rarely needed. @param {CalendarView} view */
function moreTemplate(view) {
  const toggle = (/** @type {boolean} */ shows) => {
    view.more = shows;
    view.draw();
  };
  const act = (/** @type {() => void} */ work) => () => {
    toggle(false);
    work();
  };
  const onKey = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== 'Escape' || !view.more) return;
    event.stopPropagation();
    toggle(false);
  };
  const onBlur = (/** @type {FocusEvent} */ event) => {
    const menu = /** @type {HTMLElement} */ (event.currentTarget);
    if (event.relatedTarget instanceof Node && !menu.contains(event.relatedTarget)) toggle(false);
  };
  return html`<div class="exports" @keydown=${onKey} @focusout=${onBlur}>
    <button
      class="tool"
      aria-label=${words.more}
      title=${words.more}
      aria-expanded=${view.more}
      ?disabled=${!view.session.isOpen}
      @click=${() => toggle(!view.more)}
    >
      ${shared.more}
    </button>
    ${
      view.more
        ? html`<ul>
            <li><button @click=${act(() => view.boards.open())}>${words.boards}</button></li>
            <li><button @click=${act(() => void view.share())}>${words.share}</button></li>
            <li><button @click=${act(() => view.clearAll())}>${words.clearAll}</button></li>
          </ul>`
        : nothing
    }
  </div>`;
}

/**
 * @param {unknown} icon
 * @param {string} name
 * @param {boolean} possible
 * @param {() => void} act
 */
function switchable(icon, name, possible, act) {
  return html`<button class="tool" aria-label=${name} title=${name} ?disabled=${!possible} @click=${act}>${icon}</button>`;
}

/** One line, whatever it says: nothing below it moves. @param {CalendarView} view */
function stateTemplate(view) {
  const { session } = view;
  if (!session.isOpen) return words.opening;
  if (view.message) return view.message;
  if (view.moving >= 0) return words.movingFrom(view.nameOf(view.moving));
  if (view.held >= 0 && !view.drag.load) return words.inHand(view.store.pictures.name(view.held));
  const { read, size } = view.store.likeness;
  if (session.isWaitingForVectors) return words.vectors(read, size);
  const count = filled(session.board);
  const { length } = session.board.slots;
  return count === length ? words.full : count === 0 ? words.none : words.some(count, length);
}

/** @param {CalendarView} view */
function progressTemplate({ session }) {
  const arriving = Object.values(session.arriving);
  const part = arriving.reduce((sum, { read, total }) => sum + (total ? Math.min(1, read / total) : 0), 0);
  return html`<progress
    class="calendar-progress hairline"
    max="1"
    .value=${part / arriving.length}
    aria-label=${words.opening}
  ></progress>`;
}
