// One calendar in the making: its plan, the board with undo and redo, how it is judged, and what can be done with it.
// Opening it fetches the plan, the columns and the module, and once they are there the vectors in the background.
// Sections: opening; the pictures to choose from; the board; judging; searches; text and files.
import { asError } from '../error.js';
import { keep, kept } from '../kept.js';
import { moduleOpener, toMain } from '../module.js';
import { words as moduleWords } from '../module_texts.js';
import { once } from '../once.js';
import { nextTask, Pace } from '../pace.js';
import { moduleOf } from '../published.js';
import { EVERYTHING, everywhere, isGateOpened } from '../query.js';
import { exportedRows } from '../selection/rows.js';
import { readUnzipped } from '../vectors.js';
import { words } from '../views/calendar/texts.js';
import * as boards from './board.js';
import { Candidates } from './candidates.js';
import { COMPONENTS, Engine } from './engine.js';
import { asBoardFile, boardAsCsv, formatBoard, fromBoardFile, parseBoard, weightOf } from './exchange.js';
import { History } from './history.js';
import { SavedBoards } from './saved.js';

/** @typedef {import('./board.js').Board} Board */
/** @typedef {import('./engine.js').Score} Score */
/** @typedef {import('./engine.js').Steps} Steps */
/** @typedef {import('./exchange.js').Arrangement} Arrangement */
/** @typedef {import('../documents').CalendarPlan} CalendarPlan */
/** @typedef {import('../transport.js').OnProgress} OnProgress */

/** What is on its way: bytes, or rows. @typedef {{read: number, total: number}} Arriving */

/**
 * @param {import('../store.js').Store} store
 * @returns {(onProgress: OnProgress) => Promise<Engine>}
 */
function engineOpener(store) {
  const { path, bytes } = moduleOf(store.manifest, 'calendar');
  const open = moduleOpener(toMain(store.core.module), {
    name: 'calendar',
    purpose: moduleWords.calendar,
    bytes: (onProgress) => store.transport.bytes(path, onProgress, bytes),
  });
  return async (onProgress) => new Engine(await open(onProgress));
}

/** @type {WeakMap<import('../store.js').Store, CalendarSession>} */
const sessions = new WeakMap();

/**
 * Events: "change" (the board, how it is judged, what can be chosen), "progress" (of opening, of the vectors, of a
 * search), "candidates" (those that are offered).
 */
export class CalendarSession extends EventTarget {
  /**
   * One for all views. It opens nothing by itself.
   * @param {import('../store.js').Store} store
   */
  static of(store) {
    const session = sessions.get(store) ?? new CalendarSession(store, engineOpener(store));
    sessions.set(store, session);
    return session;
  }

  /** @type {CalendarPlan | null} */
  #plan = null;
  /** @type {Engine | null} */
  #engine = null;
  /** @type {import('./engine.js').Calendar | null} */
  #calendar = null;
  #history = new History(/** @type {Arrangement} */ ({ board: boards.emptyBoard(0), objective: '', weights: null }));
  /** The arrangement with the way of judging that the module has been told. @type {Arrangement | null} */
  #told = null;
  #query = EVERYTHING;
  #eligible = new Int32Array(0);
  #hasVectors = false;
  /** Goes up when other pictures can be chosen, or what is known of them has changed. */
  #turn = 0;
  #work = new AbortController();

  /**
   * @param {import('../store.js').Store} store
   * @param {(onProgress: OnProgress) => Promise<Engine>} openEngine
   */
  constructor(store, openEngine) {
    super();
    const { manifest } = store;
    this.store = store;
    this.openEngine = openEngine;
    this.keptAs = `vitrine.${manifest.id}.calendar`;
    this.saved = new SavedBoards(manifest.id);
    this.candidates = new Candidates(this);
    /** Of the present board. @type {Score | null} */
    this.score = null;
    /** Why a component counts as neutral, of each. @type {(typeof import('./engine.js').STATES[number])[]} */
    this.states = COMPONENTS.map(() => 'notYet');
    /** The weights in use, of each component. @type {number[]} */
    this.weights = COMPONENTS.map(() => 0);
    /** Whether pictures without evidence are left out of what is proposed. */
    this.evidenceRequired = false;
    /** The search that is running, and how far it is: 0..1. @type {{what: 'improve' | 'complete', part: number} | null} */
    this.working = null;
    /** @type {Record<'rows' | 'module' | 'columns', Arriving>} */
    this.arriving = {
      rows: { read: 0, total: manifest.count },
      module: { read: 0, total: moduleOf(manifest, 'calendar').bytes },
      columns: { read: 0, total: 0 },
    };
    store.addEventListener('shard', () => !this.isOpen && this.#arrived('rows', store.loaded, manifest.count));
    store.addEventListener('vectors', () => this.isOpen && this.tell('progress'));
    store.addEventListener('change', () => this.isOpen && this.follow(this.#query));
  }

  // --- opening ----------------------------------------------------------------------------------------------

  /** What fails is an Error, its text a sentence; asking again is a retry. */
  open = once(() => this.#open());

  get isOpen() {
    return this.#calendar !== null;
  }

  async #open() {
    const { store } = this;
    if (!moduleOf(store.manifest, 'calendar').path) throw new Error(words.session.noModule);
    this.#arrived('rows', store.loaded, store.manifest.count);
    const [plan, engine] = await Promise.all([
      this.#readPlan(),
      this.openEngine(({ received, total }) => this.#arrived('module', received, total)),
      store.until(() => store.complete),
    ]);
    const columns = await this.#readColumns(plan.columns);
    await nextTask(); // opening, choosing and judging are tasks of their own
    const calendar = engine.open(columns, store.collection.cluster);
    calendar.setSlots(plan.slots, plan.bonuses);
    await nextTask();
    this.#plan = plan;
    this.#engine = engine;
    this.#calendar = calendar;
    const { arrangement } = this.#parsed(kept(this.keptAs)); // the board as it was left
    this.#history = new History(arrangement ?? { ...this.#planned, board: boards.emptyBoard(plan.slots.length) });
    this.follow(this.#query);
    this.#changed();
    this.loadVectors();
  }

  async #readPlan() {
    const { core, documents } = this.store;
    const path = core.path('calendar');
    await documents.list();
    if (!core.storedPath(path)) throw new Error(words.session.noPlan);
    return core.readCalendar(await documents.bytes(path), path);
  }

  /** @param {string} path */
  async #readColumns(path) {
    const onProgress = (/** @type {{received: number, total: number}} */ { received, total }) =>
      this.#arrived('columns', received, total);
    return readUnzipped(await this.store.transport.open(path), { onProgress });
  }

  /** @param {'rows' | 'module' | 'columns'} what @param {number} read @param {number} total */
  #arrived(what, read, total) {
    this.arriving[what] = { read, total };
    this.tell('progress');
  }

  /** Reads the vectors; until they are there, what needs them says so. Called again it is a retry. */
  async loadVectors() {
    const { likeness, collection } = this.store;
    if (!likeness.path || this.#hasVectors) return;
    this.vectorsFailure = null;
    try {
      const vectors = await likeness.load();
      await nextTask();
      const count = vectors.count();
      const vectorOf = collection.vector.map((vector) => (vector < count ? vector : -1));
      this.#opened.setVectors(vectors, vectorOf);
      this.#hasVectors = true;
    } catch (error) {
      this.vectorsFailure = asError(error);
    }
    this.#otherPictures();
  }

  /** Why the vectors did not come. @type {Error | null} */
  vectorsFailure = null;

  /** Whether the vectors are on their way: the store's likeness says how far. */
  get isWaitingForVectors() {
    return this.store.likeness.path !== '' && !this.#hasVectors && !this.vectorsFailure;
  }

  get #opened() {
    if (!this.#calendar) throw new Error(words.session.notOpen);
    return this.#calendar;
  }

  /** REQUIRES: it is open. */
  get plan() {
    if (!this.#plan) throw new Error(words.session.notOpen);
    return this.#plan;
  }

  /** @param {'change' | 'progress' | 'candidates'} news */
  tell(news) {
    this.dispatchEvent(new Event(news));
  }

  // --- the pictures to choose from ------------------------------------------------------------------------------

  /**
   * Chooses from the pictures that the gate of a query lets through; a card without a picture is chosen only where
   * there is nothing else, as on the command line.
   * @param {import('../query.js').Query} query
   */
  follow(query) {
    this.#query = everywhere(query);
    if (!this.isOpen) return;
    const { results, loaded, pictures, manifest } = this.store;
    results.gate(this.#query);
    const rows = new Int32Array(loaded)
      .map((_, row) => row)
      .filter((row) => results.passing[row] && (manifest.pictures === 0 || pictures.has(row)));
    if (rows.length === this.#eligible.length && rows.every((row, at) => row === this.#eligible[at])) return;
    this.#eligible = rows;
    this.#opened.setEligible(rows);
    this.#otherPictures();
  }

  /** @param {boolean} required */
  requireEvidence(required) {
    this.evidenceRequired = required;
    this.#opened.setEvidenceRequired(required);
    this.#otherPictures();
  }

  #otherPictures() {
    this.#turn++;
    this.#changed();
  }

  /** Whether it is known of some pictures how much they are preferred. */
  get hasEvidence() {
    return this.states[COMPONENTS.indexOf('preference')] === 'known';
  }

  /** Whether a picture lacks the evidence that others have. @param {number} row */
  lacksEvidence(row) {
    return this.hasEvidence && Number.isNaN(this.facts(row).preference);
  }

  /** The fit of a row with each slot. @param {number} row */
  fits(row) {
    return this.#opened.fits(row);
  }

  /** @param {number} row */
  facts(row) {
    return this.#opened.facts(row);
  }

  /**
   * What a crop of a slot's picture keeps: the slot's own point, or where the picture's detail is (NaN: not known).
   * @param {number} slot  one with a picture
   */
  cropPoint(slot) {
    const { row, focus } = this.board.slots[slot];
    return focus ?? this.facts(row).focus;
  }

  /**
   * The grid of a month (Engine.month).
   * @param {number} year
   * @param {number} month
   */
  month(year, month) {
    return this.#engine?.month(year, month, this.plan.week_start) ?? null;
  }

  // --- the board ----------------------------------------------------------------------------------------------

  get board() {
    return this.#history.present.board;
  }

  get slots() {
    return this.plan.slots;
  }

  get canUndo() {
    return this.#history.canUndo;
  }

  get canRedo() {
    return this.#history.canRedo;
  }

  undo() {
    this.#history.undo();
    this.#changed();
  }

  redo() {
    this.#history.redo();
    this.#changed();
  }

  /** @param {number} slot @param {number} row */
  place(slot, row) {
    this.setBoard(boards.place(this.board, slot, row));
  }

  /** @param {number} one @param {number} other */
  swap(one, other) {
    this.setBoard(boards.swap(this.board, one, other));
  }

  /** @param {number} slot */
  clear(slot) {
    this.setBoard(boards.clear(this.board, slot));
  }

  clearAll() {
    this.setBoard(boards.clearAll(this.board));
  }

  /** @param {number} slot */
  toggleLock(slot) {
    this.setBoard(boards.lock(this.board, slot, !this.board.slots[slot].locked));
  }

  /** @param {number} slot  the marked one again: the best of them */
  markCover(slot) {
    this.setBoard(boards.markCover(this.board, slot));
  }

  /**
   * Parts of one movement are one step, until settle().
   * @param {number} slot
   * @param {[number, number] | null} focus
   */
  setFocus(slot, focus) {
    this.#step({ ...this.#history.present, board: boards.setFocus(this.board, slot, focus) }, `focus ${slot}`);
  }

  /** Takes what is offered, around the locked slots. @param {Board} offered */
  take(offered) {
    this.setBoard(boards.withLocked(this.board, offered));
  }

  /** Places pictures in the first empty slots. @param {Iterable<number>} rows */
  add(rows) {
    this.setBoard(boards.add(this.board, rows));
  }

  /** @param {Board} board */
  setBoard(board) {
    if (!boards.sameBoard(board, this.board)) this.#step({ ...this.#history.present, board });
  }

  /** A movement of the hand (of a slider, of a crop) has ended: the next one is a step of its own. */
  settle() {
    this.#history.settle();
  }

  /** A board that is offered or brought, over what the visitor has; over nothing it is no step to undo. @param {Board} board */
  begin(board) {
    this.#take({ ...this.#history.present, board });
  }

  get #isUntouched() {
    return !this.canUndo && !this.canRedo && boards.filled(this.board) === 0;
  }

  /** @param {Arrangement} arrangement @param {string} [movement] */
  #step(arrangement, movement) {
    this.#history.step(arrangement, movement);
    this.#changed();
  }

  /** What is shown follows the board, how it is judged, and what can be chosen. */
  #changed() {
    const { present } = this.#history;
    const calendar = this.#opened;
    this.stop();
    if (this.#told?.objective !== present.objective || this.#told.weights !== present.weights) {
      calendar.setObjective(present.objective, present.weights ?? this.#plannedWeights(present.objective));
      this.#told = present;
      this.weights = Array.from(calendar.weights(), weightOf);
    }
    this.states = calendar.states().map((state, component) => this.#stateOf(state, component));
    this.score = calendar.score(present.board);
    keep(this.keptAs, this.text());
    this.tell('change');
  }

  /**
   * The module does not know whether vectors are to come.
   * @param {(typeof import('./engine.js').STATES[number])} state
   * @param {number} component
   */
  #stateOf(state, component) {
    if (COMPONENTS[component] !== 'difference' || this.#hasVectors) return state;
    return this.store.likeness.path ? 'notYet' : 'absent';
  }

  // --- judging ------------------------------------------------------------------------------------------------

  get objective() {
    return this.#history.present.objective;
  }

  /** @param {string} objective  with its own weights */
  setObjective(objective) {
    if (objective !== this.objective) this.#step({ ...this.#history.present, objective, weights: null });
  }

  /**
   * Parts of one movement are one step, until settle().
   * @param {number} component
   * @param {number} weight
   */
  setWeight(component, weight) {
    const weights = this.weights.map((own, at) => (at === component ? weightOf(weight) : own));
    if (weights[component] === this.weights[component]) return;
    this.#step({ ...this.#history.present, weights }, `weight ${component}`);
  }

  /** The weights of the plan, or those of the objective, again. */
  resetWeights() {
    if (this.hasOwnWeights) this.#step({ ...this.#history.present, weights: null });
  }

  /** Whether a slot is for the cover alone: its picture is the cover's, so none is marked. */
  get hasCoverPage() {
    return this.slots.some(({ month }) => !month);
  }

  get hasOwnWeights() {
    return this.#history.present.weights !== null;
  }

  get #planned() {
    return { objective: this.plan.objective, weights: null };
  }

  /** @param {string} objective @returns {readonly number[] | null} */
  #plannedWeights(objective) {
    const { weights, objective: own } = this.plan;
    return objective === own && weights.length > 0 ? Array.from(weights) : null;
  }

  /** Whether boards are judged as the plan has it, and chosen from what was published. */
  get isAsPlanned() {
    const { curation } = this.store;
    const isPublishedGate = !isGateOpened(this.#query) && curation.log.length === 0;
    return isPublishedGate && !this.evidenceRequired && this.objective === this.plan.objective && !this.hasOwnWeights;
  }

  /** Names the present way of judging: another text, another answer. */
  get judging() {
    return [this.#turn, this.objective, this.weights].join(' ');
  }

  /** @param {Board} board @returns {Score} */
  scoreOf(board) {
    return this.#opened.score(board);
  }

  // --- searches -----------------------------------------------------------------------------------------------

  /**
   * The pictures that would change the total for the better the most, or for the worse the least, in one slot.
   * Throws an AbortError when what was asked has changed meanwhile.
   * @param {number} slot
   * @param {number} most
   * @param {AbortSignal} [signal]
   */
  alternatives(slot, most, signal) {
    return this.#opened.alternatives(this.board, slot, most, signal);
  }

  /**
   * The board of a method, from nothing.
   * @param {string} method  "A" .. "F"
   * @param {AbortSignal} [signal]
   */
  candidate(method, signal) {
    return this.#opened.byMethod(method, { signal });
  }

  /**
   * Local search around the locked slots; the board changes at its end.
   * @param {AbortSignal} [signal]
   */
  improve(signal) {
    return this.#search('improve', (steps) => this.#opened.improve(this.board, steps), signal);
  }

  /**
   * Fills the empty slots.
   * @param {AbortSignal} [signal]
   */
  complete(signal) {
    return this.#search('complete', (steps) => this.#opened.complete(this.board, steps), signal);
  }

  /** Ends the search that is running; the board stays as it is. */
  stop() {
    this.#work.abort();
    this.working = null;
  }

  /**
   * @param {'improve' | 'complete'} what
   * @param {(steps: Steps) => Promise<Board>} search
   * @param {AbortSignal} [signal]
   * @returns {Promise<boolean>}  false: it was ended, by the signal, by stop() or by another change
   */
  async #search(what, search, signal) {
    this.stop();
    const work = new AbortController();
    this.#work = work;
    signal?.addEventListener('abort', () => work === this.#work && this.stop());
    this.working = { what, part: 0 };
    this.tell('change');
    const onProgress = (/** @type {number} */ part) => {
      if (this.working) this.working.part = part;
      this.tell('progress');
    };
    try {
      const found = await search({ signal: work.signal, onProgress });
      this.working = null;
      this.setBoard(boards.withFound(this.board, found));
      return true;
    } catch (error) {
      if (work.signal.aborted || asError(error).name === 'AbortError') return false;
      throw error;
    } finally {
      if (work === this.#work) this.working = null;
      this.tell('change');
    }
  }

  // --- text and files -----------------------------------------------------------------------------------------

  /** The board and how it is judged, for an address; "": empty, and as the plan has it. */
  text() {
    const { collection } = this.store;
    return formatBoard(this.#history.present, this.plan.objective, (row) => collection.key(row));
  }

  /**
   * Takes the board of an address.
   * @param {string} text
   * @returns {string[]}  the parts that mean nothing here, as they are written
   */
  fromText(text) {
    if (text === this.text()) return [];
    const { arrangement, unknown } = this.#parsed(text);
    if (arrangement) this.#take(arrangement);
    return unknown;
  }

  /** @param {string} text */
  #parsed(text) {
    const { collection } = this.store;
    const { slots, objective } = this.plan;
    return parseBoard(text, { slots: slots.length, objective }, (key) => collection.rowOf(key));
  }

  /** @param {Arrangement} arrangement */
  #take(arrangement) {
    const { board, objective, weights } = arrangement;
    const present = this.#history.present;
    const isSame = objective === present.objective && String(weights) === String(present.weights);
    if (isSame && boards.sameBoard(board, this.board)) return;
    if (this.#isUntouched) {
      this.#history = new History(arrangement);
      this.#changed();
    } else this.#step(arrangement);
  }

  /**
   * The file that the command line takes (CalendarBoard in core/documents/documents.h).
   * @param {string} name
   * @param {string} maker
   */
  asFile(name, maker) {
    const { collection, manifest } = this.store;
    const of = { collection: manifest.id, firstMonth: this.firstMonth };
    return asBoardFile(this.#history.present, { name, maker }, of, (row) => collection.id(row));
  }

  /** "": it has no month. */
  get firstMonth() {
    return this.slots.find(({ month }) => month !== '')?.month ?? '';
  }

  /**
   * Takes the board of a file. Throws an Error, its text a sentence.
   * @param {Uint8Array} bytes
   * @param {string} path  for the sentence
   * @returns {Promise<{name: string, maker: string, gone: string[], began: string}>}  as fromBoardFile tells them
   */
  async fromFile(bytes, path) {
    const { core, manifest } = this.store;
    const file = core.readBoard(bytes, path);
    const rows = await this.#rowsOfIds(new Set(file.slots.map(({ picture }) => picture)));
    const of = { collection: manifest.id, firstMonth: this.firstMonth, slots: this.slots.length };
    const { arrangement, named, ...told } = fromBoardFile(file, of, rows);
    this.#take(arrangement);
    return { ...named, ...told };
  }

  /** @param {Set<string>} ids */
  async #rowsOfIds(ids) {
    const { collection, loaded } = this.store;
    /** @type {Map<string, number>} */
    const rows = new Map();
    const pace = new Pace();
    for (let row = 0; row < loaded; ++row) {
      const id = collection.id(row);
      if (ids.has(id)) rows.set(id, row);
      if (row % 1024 === 0) await pace.keep();
    }
    return rows;
  }

  /** For a spreadsheet. */
  async asCsv() {
    const { collection } = this.store;
    const rows = boards.rowsOf(this.board).filter((row) => row >= 0);
    const exported = await exportedRows(this.store, new Set(Array.from(rows, (row) => collection.key(row))));
    const pictures = new Map(Array.from(rows, (row, at) => [row, exported[at]]));
    const months = this.slots.map(({ month }) => month);
    return boardAsCsv(this.board, months, pictures);
  }

  /** Keeps the board in this browser; throws a sentence where that is not possible. @param {string} name */
  save(name) {
    this.saved.save(name, this.text());
    this.tell('change');
  }

  /** @param {string} name @returns {string[]} the parts that mean nothing any more */
  load(name) {
    return this.fromText(this.saved.text(name));
  }

  /** @param {string} before @param {string} name */
  rename(before, name) {
    this.saved.rename(before, name);
    this.tell('change');
  }

  /** @param {string} name */
  remove(name) {
    this.saved.remove(name);
    this.tell('change');
  }
}
