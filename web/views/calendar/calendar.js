// Calendar: a wall of slots, one a page, and a drawer beside it with the pool of pictures, the chosen slot and the score.
// The module, its columns and the vectors are fetched when this view is opened, and only then.
// Sections: the view; the address; acts; choosing; searches, paper; carrying; drawing; the drawer; keys.
import '../../progress.css';
import './calendar.css';
import { html, nothing, render } from 'lit-html';
import { formatAddress } from '../../address.js';
import * as boards from '../../calendar/board.js';
import { CalendarSession } from '../../calendar/session.js';
import { asError } from '../../error.js';
import { icons as shared } from '../../icons.js';
import { copyText, dialog, failure, tool } from '../../parts.js';
import { moduleOf } from '../../published.js';
import { EVERYTHING, everywhere, formatQuery, ownValue, parseKeys, withOwn } from '../../query.js';
import { texts } from '../../texts.js';
import { Alternatives } from './alternatives.js';
import { BoardsDialog } from './boards.js';
import { Compare } from './compare.js';
import { Drag } from './drag.js';
import { CropDialog } from './focus.js';
import { headTemplate } from './head.js';
import { monthText } from './months.js';
import { Pool } from './pool.js';
import { ScorePanel } from './score.js';
import { Sheets } from './sheet.js';
import { slotPane } from './slot.js';
import { words as all } from './texts.js';
import { slotBeside, wallTemplate } from './wall.js';

const words = all.board;

/** More slots than these change at once: it is another board, and an entry of the history of its own. */
const AN_EDIT = 2;
const SLIDING_MS = 300;
/** An empty board in an address: without one, the board stays. */
const NO_BOARD = '-';
/** Slots that are drawn before the plan is there. */
const USUAL_SLOTS = 13;
/** What keeps the focus when the button that had it goes. */
const HOMES = '.exports, .slot, .drawer';

/** @typedef {import('../../calendar/board.js').Board} Board */
/** @typedef {import('../../query.js').Query} Query */

export class CalendarView {
  // --- the view ------------------------------------------------------------------------------------------------------

  /** @param {import('../../app.js').App} app */
  constructor(app) {
    this.app = app;
    this.store = app.store;
    this.session = CalendarSession.of(app.store);
    this.root = document.createElement('div');
    this.root.className = 'calendar';
    this.query = EVERYTHING;
    /** @type {Error | null} */
    this.error = null;
    /** The board that the address has. @type {Board | null} */
    this.written = null;
    /** Whether the view has been shown with a board. */
    this.begun = false;
    this.turn = 0;
    /** The slot that has the one place in the order of Tab. */
    this.active = 0;
    /** The slot that the next picture goes to, and that the drawer is about; -1: none. */
    this.chosen = -1;
    /** The picture that the next slot gets; -1: none. */
    this.held = -1;
    /** The slot with the picture that the next slot gets; -1: none. */
    this.moving = -1;
    /** The slot under what is carried; -1: none. */
    this.over = -1;
    /** @type {'pool' | 'slot' | 'score'} */
    this.pane = 'pool';
    /** On narrow screens: whether the drawer is drawn out. */
    this.open = false;
    this.message = '';
    /** What the act is that is going on, in words. */
    this.sentence = '';
    /** The board and its total as they were shown last. @type {Board | null} */
    this.seen = null;
    this.total = 0;
    /** What the last act changed of the total. */
    this.change = 0;
    /** The gate that the session follows. */
    this.gate = '';
    /** Whether the menu of further acts is shown. */
    this.more = false;
    this.printing = false;
    this.sliding = 0;
    this.pool = new Pool(this);
    this.crop = new CropDialog(this);
    this.boards = new BoardsDialog(this);
    this.scorePanel = new ScorePanel(this.session, this);
    this.alternatives = new Alternatives(this.session, this);
    this.compare = new Compare(this.session, this);
    this.sheets = new Sheets(this.session, this);
    /** @type {HTMLDialogElement | null} */
    this.comparing = null;
    this.drag = new Drag(this.root, {
      loadAt: (target) => this.loadAt(target),
      carrying: (load) => this.onCarry(load),
      over: (slot) => this.onOver(slot),
      drop: (load, slot, onPool) => this.onDrop(load, slot, onPool),
    });
    this.session.addEventListener('change', () => this.onChange());
    this.session.addEventListener('progress', () => this.root.isConnected && this.draw());
    this.store.addEventListener('shard', () => this.root.isConnected && !this.session.isOpen && this.draw());
    this.root.addEventListener('pointerdown', (event) => this.onPress(event));
    addEventListener('keydown', (event) => this.root.isConnected && this.onShortcut(event));
    addEventListener('beforeprint', () => this.root.isConnected && this.setPrinting(true));
    addEventListener('afterprint', () => this.root.isConnected && this.setPrinting(false));
  }

  /**
   * @param {import('../../address.js').Address} address
   * @param {import('../../app.js').Arrival} arrival
   */
  show(address, arrival) {
    this.query = address.query;
    this.pool.show(this.query);
    const gate = formatQuery(everywhere({ ...this.query, selection: null }));
    if (gate !== this.gate || !this.session.isOpen) this.session.follow(this.query);
    this.gate = gate;
    if (this.session.isOpen) this.read();
    else if (moduleOf(this.store.manifest, 'calendar').path) void this.load(arrival);
    else this.draw();
  }

  /** @param {import('../../app.js').Arrival} arrival */
  async load(arrival) {
    const turn = ++this.turn;
    this.error = null;
    this.draw();
    try {
      await this.session.open();
    } catch (error) {
      if (turn === this.turn) this.error = asError(error);
    }
    if (turn !== this.turn) return;
    if (this.error) this.draw();
    else this.read();
    if (arrival.place?.scroll) scrollTo({ top: arrival.place.scroll, behavior: 'instant' });
  }

  leave() {
    this.turn++;
    this.drag.end(false);
    this.pool.leave();
    this.crop.close();
    this.boards.close();
    this.comparing?.close();
    this.session.candidates.stop();
    this.letGo();
    this.message = '';
    this.more = false;
    clearTimeout(this.sliding);
  }

  refresh() {
    this.query = this.app.address.query;
    this.pool.query = this.query;
  }

  place() {
    return { scroll: scrollY };
  }

  focus() {
    this.focusSlot(this.active);
  }

  /** Once it is open. */
  get plan() {
    return /** @type {import('../../documents').CalendarPlan} */ (this.session.plan);
  }

  get language() {
    return this.plan.language || this.store.manifest.language;
  }

  /**
   * What a slot is called.
   * @param {number} slot
   * @param {'long' | 'short' | 'whole'} [length]
   */
  nameOf(slot, length = 'whole') {
    const { month } = this.plan.slots[slot];
    return month ? monthText(month, this.language, length) : words.cover;
  }

  /** @param {number} row */
  slotOf(row) {
    return this.session.isOpen ? boards.slotOf(this.session.board, row) : -1;
  }

  /** Where a picture's detail is. @param {number} row @returns {[number, number]} */
  focusOf(row) {
    return this.session.isOpen ? this.session.facts(row).focus : [NaN, NaN];
  }

  // --- the address ---------------------------------------------------------------------------------------------------

  /**
   * @param {Query} query
   * @param {{replace?: boolean}} [how]
   */
  goTo(query, how) {
    this.app.go(formatAddress('calendar', '', query), how);
  }

  /** Takes what the address says, where it is another board than the present one; then the address says the present one. */
  read() {
    const { session, query } = this;
    const [text = '', ...others] = query.own.get('board') ?? [];
    const unknown = others.map((other) => `board=${other}`);
    const adds = query.own.get('add') ?? [];
    this.written = null;
    if (text && text !== this.text) unknown.push(...session.fromText(text));
    else if (!text) this.begin(adds.length > 0);
    for (const keys of adds) unknown.push(...this.add(keys));
    this.written = session.board;
    const next = withOwn(query, { board: this.text, add: null });
    if (unknown.length) this.app.correct({ ...this.app.address, query: next }, unknown);
    else this.goTo(next, { replace: true });
    this.redraw();
  }

  /** The board as the address has it: an empty one, too. */
  get text() {
    return this.session.text() || NO_BOARD;
  }

  /**
   * A first visit begins with the best of what is offered; where pictures are brought, with an empty board instead.
   * @param {boolean} brings
   */
  begin(brings) {
    const { session, plan } = this;
    const { candidates } = plan;
    const best = candidates.find(({ method }) => method === 'F') ?? candidates[0];
    const offered = best && boards.boardOf(best.rows, best.cover, best.focus);
    const isOffered = offered !== undefined && boards.sameBoard(session.board, offered);
    const isFirst = !this.begun && boards.filled(session.board) === 0;
    this.begun = true;
    if (brings && isOffered) session.clearAll();
    else if (!brings && isFirst && offered) session.begin(offered);
  }

  /**
   * Places pictures in the first empty slots.
   * @param {string} text  keys
   * @returns {string[]}  what of it is no picture, as it is written
   */
  add(text) {
    const { session, store } = this;
    const keys = parseKeys(text);
    const rows = keys.map((key) => store.collection.rowOf(key)).filter((row) => row >= 0);
    const before = boards.filled(session.board);
    const there = rows.filter((row) => this.slotOf(row) >= 0).length;
    session.add(rows);
    const placed = boards.filled(session.board) - before;
    this.tell(words.added(placed, there, rows.length - placed - there));
    const gone = keys.filter((key) => store.collection.rowOf(key) < 0);
    return keys.length === 0 ? [`add=${text}`] : gone.map((key) => `add=${key}`);
  }

  /** The board, or how it is judged, has changed. */
  onChange() {
    const { session, written } = this;
    if (!this.root.isConnected || !session.isOpen) return;
    const total = session.score?.total ?? 0;
    if (session.board !== this.seen) this.message = ''; // it is about a board before
    if (written && session.board !== this.seen) {
      this.change = total - this.total;
      this.app.say(words.said(this.sentence, total));
    }
    this.seen = session.board;
    this.total = total;
    this.redraw();
    clearTimeout(this.sliding);
    if (written === null) return;
    // sliders and crops move in many small steps
    if (boards.samePlaces(session.board, written)) this.sliding = window.setTimeout(() => this.write(), SLIDING_MS);
    else this.write();
  }

  /** A movement of the hand has ended. */
  settle() {
    this.session.settle();
    this.write();
  }

  write() {
    clearTimeout(this.sliding);
    if (!this.root.isConnected || this.app.address.view !== 'calendar') return;
    const { session, text } = this;
    if (text === ownValue(this.query, 'board')) return;
    const before = this.written;
    const edited = session.board.slots.filter((slot, at) => slot.row !== before?.slots[at]?.row).length <= AN_EDIT;
    this.written = session.board;
    this.goTo(withOwn(this.query, { board: text }), { replace: edited });
  }

  // --- acts ----------------------------------------------------------------------------------------------------------

  /**
   * Does something to the board; onChange() says what came of it.
   * @param {string} sentence
   * @param {() => void} work
   */
  act(sentence, work) {
    this.message = '';
    this.sentence = sentence;
    work();
    this.sentence = '';
    this.draw();
  }

  /** @param {string} message  shown, and said */
  tell(message) {
    this.message = message;
    this.app.say(message);
    this.draw();
  }

  /**
   * @param {number[]} slots
   * @returns {boolean}  whether one of them is locked, which is told
   */
  isLocked(...slots) {
    const locked = slots.find((slot) => this.session.board.slots[slot].locked);
    if (locked !== undefined) this.tell(words.stays(this.nameOf(locked)));
    return locked !== undefined;
  }

  /** @param {number} slot @param {number} row */
  put(slot, row) {
    const from = this.slotOf(row);
    if (from >= 0) return this.swap(from, slot);
    if (this.isLocked(slot)) return;
    const { pictures } = this.store;
    this.act(words.placed(pictures.name(row), this.nameOf(slot)), () => this.session.place(slot, row));
  }

  /** @param {number} from @param {number} to */
  swap(from, to) {
    if (from === to || this.isLocked(from, to)) return;
    const empty = this.session.board.slots[to].row < 0;
    const sentence = (empty ? words.moved : words.swapped)(this.nameOf(from), this.nameOf(to));
    this.act(sentence, () => this.session.swap(from, to));
    if (this.chosen === from) this.chosen = to;
  }

  /** @param {number} slot */
  clear(slot) {
    if (this.session.board.slots[slot].row < 0 || this.isLocked(slot)) return;
    this.act(words.cleared(this.nameOf(slot)), () => this.session.clear(slot));
  }

  clearAll() {
    this.act(words.allCleared, () => this.session.clearAll());
  }

  /** @param {number} slot */
  lock(slot) {
    const { locked } = this.session.board.slots[slot];
    this.act((locked ? words.unlocked : words.nowLocked)(this.nameOf(slot)), () => this.session.toggleLock(slot));
  }

  /** @param {number} slot */
  markCover(slot) {
    if (this.session.hasCoverPage || this.session.board.slots[slot].row < 0) return;
    const marked = this.session.board.cover === slot;
    this.act(marked ? words.bestCover : words.nowCover(this.nameOf(slot)), () => this.session.markCover(slot));
  }

  undo() {
    if (this.session.canUndo) this.act(words.undone, () => this.session.undo());
  }

  redo() {
    if (this.session.canRedo) this.act(words.redone, () => this.session.redo());
  }

  /** @param {number} slot */
  openCrop(slot) {
    if (this.session.board.slots[slot].row >= 0) this.crop.open(slot);
  }

  // --- choosing ------------------------------------------------------------------------------------------------------

  /** Nothing is chosen, in hand or being moved. */
  letGo() {
    this.chosen = -1;
    this.held = -1;
    this.moving = -1;
    if (this.pane === 'slot') this.pane = 'pool';
  }

  /**
   * A press on a slot: it gets what is in hand, or is what the next picture is for.
   * @param {number} slot
   * @param {boolean} [byKey]  then the focus goes to what can be chosen
   */
  chooseSlot(slot, byKey = false) {
    const { held, moving, chosen } = this;
    this.active = slot;
    if (moving >= 0) {
      this.letGo();
      this.swap(moving, slot);
    } else if (held >= 0) {
      this.letGo();
      this.put(slot, held);
    } else if (chosen === slot) {
      this.letGo();
    } else {
      this.choose(slot);
      if (byKey) /** @type {HTMLElement | null} */ (this.root.querySelector('.drawer-body'))?.focus();
    }
    this.redraw();
  }

  /** A press on a picture of the pool: it goes to the chosen slot, or into the hand. @param {number} row */
  choosePicture(row) {
    const at = this.slotOf(row);
    if (this.chosen >= 0 && at !== this.chosen) this.put(this.chosen, row);
    else if (at >= 0) {
      this.letGo();
      this.focusSlot(at);
    } else {
      this.held = this.held === row ? -1 : row;
      if (this.held >= 0) this.app.say(words.inHand(this.store.pictures.name(row)));
    }
    this.redraw();
  }

  /** Makes a slot the chosen one: the drawer is about it. @param {number} slot */
  choose(slot) {
    this.letGo();
    this.chosen = slot;
    this.pane = 'slot';
    this.open = true;
    this.redraw();
    this.faces[slot]?.scrollIntoView({ block: 'nearest', behavior: 'instant' });
  }

  redraw() {
    this.pool.markAll();
    this.draw();
  }

  /** @param {number} slot */
  setActive(slot) {
    if (slot === this.active) return;
    this.active = slot;
    this.draw();
  }

  /** @param {number} slot */
  focusSlot(slot) {
    this.active = slot;
    this.draw();
    const face = this.faces[slot];
    face?.scrollIntoView({ block: 'nearest' });
    face?.focus({ preventScroll: true });
  }

  get faces() {
    return /** @type {HTMLElement[]} */ ([...this.root.querySelectorAll('.slot > .face')]);
  }

  // --- searches, paper -----------------------------------------------------------------------------------------------

  /** @param {'improve' | 'complete'} what */
  async run(what) {
    const { session } = this;
    const before = session.score?.total ?? 0;
    this.message = '';
    try {
      if (!(await session[what]())) return;
      const empty = session.board.slots.length - boards.filled(session.board);
      this.tell(words.ran[what]((session.score?.total ?? 0) - before, empty));
    } catch (error) {
      this.tell(asError(error).message);
    }
  }

  /** The best picture for an empty slot. @param {number} slot */
  async fill(slot) {
    const { session } = this;
    const { board } = session;
    if (board.slots[slot].row >= 0 || this.isLocked(slot)) return;
    try {
      const [best] = await session.alternatives(slot, 1);
      if (board !== session.board) await this.fill(slot);
      else if (best) this.put(slot, best.row);
      else this.tell(all.alternatives.none);
    } catch (error) {
      if (asError(error).name !== 'AbortError') this.tell(asError(error).message);
    }
  }

  openCompare() {
    this.comparing ??= dialog('sheet compare-sheet', all.compare.title);
    this.drawCompare();
    this.comparing.showModal();
  }

  drawCompare() {
    const sheet = this.comparing;
    if (!sheet) return;
    render(
      html`<div class="compare-close">${tool(shared.close, texts.close, () => sheet.close())}</div>
        ${this.compare.template()}`,
      sheet,
    );
  }

  async share() {
    this.tell((await copyText(location.href)) ? texts.picture.copied : texts.picture.notCopied);
  }

  /** @param {boolean} printing */
  setPrinting(printing) {
    if (this.printing === printing || !this.session.isOpen) return;
    this.printing = printing;
    this.draw();
  }

  /** The sheets' credit lines and pictures are there before the browser prints. */
  async print() {
    await this.sheets.ready();
    if (!this.root.isConnected) return;
    this.setPrinting(true);
    const images = /** @type {HTMLImageElement[]} */ ([...this.root.querySelectorAll('.sheets img')]);
    await Promise.all(images.map((image) => image.decode().catch(() => {})));
    if (this.root.isConnected) window.print();
    else this.printing = false;
  }

  // --- carrying ------------------------------------------------------------------------------------------------------

  /** @param {Element} target @returns {import('./drag.js').Load | null} */
  loadAt(target) {
    const face = target.closest('.face, .pool-tile');
    const image = face?.querySelector('img');
    if (!this.session.isOpen || !image) return null;
    const at = /** @type {HTMLElement | null} */ (face?.closest('[data-slot]'));
    const slot = at ? Number(at.dataset.slot) : -1;
    const row = at ? this.session.board.slots[slot].row : Number(/** @type {HTMLElement} */ (face).dataset.row);
    return { row, slot: this.slotOf(row), image };
  }

  /** @param {import('./drag.js').Load | null} load */
  onCarry(load) {
    this.over = -1;
    this.moving = -1;
    this.held = load ? load.row : -1; // slots say how it would fit
    this.root.classList.toggle('carrying', load !== null);
    this.redraw();
  }

  /** @param {number} slot */
  onOver(slot) {
    if (slot === this.over) return;
    this.over = slot;
    this.draw();
  }

  /**
   * @param {import('./drag.js').Load} load
   * @param {number} slot
   * @param {boolean} onPool
   */
  onDrop({ row, slot: from }, slot, onPool) {
    if (slot >= 0) this.put(slot, row);
    else if (onPool && from >= 0) this.clear(from);
  }

  // --- drawing -------------------------------------------------------------------------------------------------------

  draw() {
    if (!this.root.isConnected) return;
    const focused = document.activeElement;
    const home = focused && this.root.contains(focused) ? focused.closest(HOMES) : null;
    render(this.template(), this.root);
    if (home && !this.root.contains(focused)) this.focusIn(home);
    if (this.comparing?.open) this.drawCompare();
    this.crop.draw();
  }

  /** What had the focus has gone: it stays near. @param {Element} home */
  focusIn(home) {
    const near = /** @type {HTMLElement | null} */ (home.querySelector('.tool[aria-expanded], .face, .drawer-body'));
    near?.focus({ preventScroll: true });
  }

  template() {
    const { session, error } = this;
    if (!moduleOf(this.store.manifest, 'calendar').path) return without(words.withoutModule, words.withoutModuleWhy);
    if (error?.message === all.session.noPlan) return without(error.message, '');
    const retry = () => void this.load({ place: null, from: '', fromItem: '' });
    if (error) return alone(failure(words.failed, error.message, retry));
    return html`
      <div class="calendar-main">
        ${headTemplate(this)} ${session.isOpen ? [wallTemplate(this), this.sheets.template()] : skeleton()}
      </div>
      ${this.drawerTemplate()}
    `;
  }

  // --- the drawer ----------------------------------------------------------------------------------------------------

  /** @param {'pool' | 'slot' | 'score'} pane */
  openPane(pane) {
    this.open = !(this.open && this.pane === pane);
    this.pane = pane;
    this.draw();
    if (pane === 'pool') this.pool.layOut();
  }

  drawerTemplate() {
    const { pane, chosen, session } = this;
    const tab = (/** @type {'pool' | 'slot' | 'score'} */ name, /** @type {string} */ text) =>
      html`<button class="tab" aria-pressed=${pane === name} @click=${() => this.openPane(name)}>${text}</button>`;
    const chosenName = session.isOpen && chosen >= 0 ? this.nameOf(chosen, 'long') : '';
    return html`<aside class="drawer ${this.open ? 'open' : ''}" aria-label=${words.drawer}>
      <div class="tabs">
        ${tab('pool', all.pool.title)} ${chosenName ? tab('slot', chosenName) : nothing} ${tab('score', words.score)}
      </div>
      <div class="drawer-body" tabindex="-1">
        <div class="pane" ?hidden=${pane !== 'pool'}>${this.pool.root}</div>
        ${session.isOpen && pane === 'slot' && chosen >= 0 ? html`<div class="pane padded">${slotPane(this)}</div>` : nothing}
        ${session.isOpen && pane === 'score' ? html`<div class="pane padded">${this.scorePanel.template()}</div>` : nothing}
      </div>
    </aside>`;
  }

  // --- keys ----------------------------------------------------------------------------------------------------------

  /** @param {KeyboardEvent} event */
  key(event) {
    if (!this.session.isOpen) return false;
    const at = this.faces.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    const { key } = event;
    if (key === 'Escape') return this.escape(at);
    if (/^(Arrow(Up|Down|Left|Right)|Home|End)$/.test(key)) {
      if (at < 0 && document.activeElement !== document.body) return false;
      this.focusSlot(at < 0 ? this.active : slotBeside(this.faces, at, key));
      return true;
    }
    const acts = {
      x: this.clear,
      Delete: this.clear,
      Backspace: this.clear,
      l: this.lock,
      c: this.markCover,
      f: this.openCrop,
      m: this.move,
    };
    const act = at >= 0 && Object.hasOwn(acts, key) ? acts[/** @type {keyof typeof acts} */ (key)] : null;
    act?.call(this, at);
    return act !== null;
  }

  /** The first press takes the slot's picture, the second one puts it. @param {number} slot */
  move(slot) {
    if (this.moving >= 0) return this.chooseSlot(slot);
    if (this.session.board.slots[slot].row < 0 || this.isLocked(slot)) return;
    this.letGo();
    this.moving = slot;
    this.app.say(words.movingFrom(this.nameOf(slot)));
    this.redraw();
  }

  /** @param {number} at  the slot that has the focus, or -1 */
  escape(at) {
    if (this.chosen >= 0 && at < 0) this.focusSlot(this.chosen);
    else if (this.chosen >= 0 || this.held >= 0 || this.moving >= 0) this.letGo();
    else if (this.open) this.open = false;
    else if (this.app.selection.size > 0) this.app.selection.clear();
    else return false;
    this.redraw();
    return true;
  }

  /** A press beside the menu closes it. @param {PointerEvent} event */
  onPress({ target }) {
    if (!this.more || (target instanceof Element && target.closest('.exports'))) return;
    this.more = false;
    this.draw();
  }

  /** @param {KeyboardEvent} event */
  onShortcut(event) {
    const { key, shiftKey } = event;
    if (event.defaultPrevented || event.altKey || !(event.ctrlKey || event.metaKey)) return;
    if (event.target instanceof Element && event.target.closest('input:not([type="range"]), textarea')) return;
    const letter = key.toLowerCase();
    if (letter !== 'z' && letter !== 'y') return;
    event.preventDefault();
    if (letter === 'y' || shiftKey) this.redo();
    else this.undo();
  }
}

/** The view without its calendar. @param {unknown} content */
const alone = (content) =>
  html`<div class="calendar-main">
    <header class="calendar-head"><h1 class="serif">${words.heading}</h1></header>
    ${content}
  </div>`;

/** @param {string} sentence @param {string} why */
const without = (sentence, why) =>
  alone(html`<div class="notice"><p>${sentence}</p>${why ? html`<p class="why">${why}</p>` : nothing}</div>`);

/** The wall before the plan is there: nothing moves when it comes. */
function skeleton() {
  return html`<ol class="months" aria-hidden="true">
    ${Array.from(
      { length: USUAL_SLOTS },
      () => html`<li class="slot empty"><span class="face"></span><p class="slot-line"></p></li>`,
    )}
  </ol>`;
}
