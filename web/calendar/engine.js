// The calendar's engine: calendar.wasm (core/calendar/calendar.h) without its pointers. It owns what it opens there, and
// copies results out. What takes long runs in steps, so that the page stays fluid.
import { words } from '../module_texts.js';
import { Pace } from '../pace.js';
import { boardOf, rowsOf } from './board.js';

/** @typedef {import('../memory.js').Boundary} Boundary */
/** @typedef {import('./board.js').Board} Board */
/** @typedef {import('../spotlight/engine.js').CodedVectors} CodedVectors */

/** The components of a score, in the order of calendar_component. */
export const COMPONENTS = /** @type {const} */ ([
  'preference',
  'variety',
  'monthFit',
  'coverFit',
  'difference',
  'evidence',
]);

/** Why a component counts as neutral, in the order of calendar_state. */
export const STATES = /** @type {const} */ (['known', 'absent', 'notYet']);

/** In the order of calendar_objective. */
export const OBJECTIVES = /** @type {const} */ (['balanced', 'classic']);

/**
 * Numbers of components are in the order of COMPONENTS.
 * @typedef {object} Score
 * @property {number} total
 * @property {Float64Array} values  of each component
 * @property {Float64Array} added  what each adds to the total
 * @property {Float64Array[]} slots  of each slot the value of each component for its picture; NaN where it is empty
 * @property {Int32Array} alike  of each slot the slot with the picture that is the most alike; -1: there is none
 * @property {number} coverSlot  the slot with the cover's picture; -1: there is none
 */

/**
 * What is known of a row; NaN where it is not.
 * @typedef {object} Facts
 * @property {number} preference
 * @property {number} lower  bound of its interval
 * @property {number} upper
 * @property {number} shown  how often it was shown to voters
 * @property {number} chosen
 * @property {number} brightness
 * @property {number} warmth
 * @property {number} drama
 * @property {[number, number]} focus  where its detail is
 */

/** @typedef {{row: number, change: number, changes: Float64Array}} Alternative  changes: of what each component adds */

/** @typedef {{signal?: AbortSignal, onProgress?: (part: number) => void}} Steps */

const bytesInAStep = 1 << 20; // of vectors looked at between two looks at the clock
const boardsInAStep = 8192; // judged between two looks at the clock
const betweenLooks = 100; // milliseconds between two looks at the progress

export class Engine {
  #boundary;

  /** @param {Boundary} boundary */
  constructor(boundary) {
    this.#boundary = boundary;
  }

  /**
   * @param {Uint8Array} columns  data/calendar.bin, unzipped
   * @param {Int32Array} clusters  of each row; -1: in none
   */
  open(columns, clusters) {
    return new Calendar(this.#boundary, columns, clusters);
  }

  /**
   * The grid of a month.
   * @param {number} year
   * @param {number} month  1..12
   * @param {number} weekStart  ISO: 1 Monday .. 7 Sunday
   * @returns {{first: number, days: number, weeks: number[]} | null}  place of its first day in the week 0..6, its days,
   *   the ISO number of each week; null: there is no such month
   */
  month(year, month, weekStart) {
    const address = this.#boundary.functions.calendar_month(year, month, weekStart);
    if (address === 0) return null;
    const [first, days, rows, ...weeks] = this.#boundary.ints(address, 9);
    return { first, days, weeks: weeks.slice(0, rows) };
  }
}

/** What takes steps ends with an AbortError when what is judged has changed meanwhile. */
export class Calendar {
  #boundary;
  #side;
  #address;
  #slots = 0;
  /** Another one when what is judged has changed. */
  #turn = 0;
  /** @type {CodedVectors | null} */
  #vectors = null;

  /** @param {Boundary} boundary @param {Uint8Array} columns @param {Int32Array} clusters */
  constructor(boundary, columns, clusters) {
    this.#boundary = boundary;
    this.#side = boundary.functions;
    /** @type {number} */
    this.#address = boundary.withCopy(columns, (bytes) =>
      boundary.withCopy(clusters, (groups) =>
        boundary.opened(this.#side.calendar_open(bytes, columns.length, groups, clusters.length)),
      ),
    );
  }

  close() {
    this.#turn++;
    this.#side.calendar_close(this.#address);
    this.#address = 0;
  }

  // --- what is judged, and how ------------------------------------------------------------------------------------

  /**
   * @param {CodedVectors} vectors  complete; they stay until close
   * @param {Int32Array} vectorOf  of each row; -1: it has none
   */
  setVectors(vectors, vectorOf) {
    this.#vectors = vectors;
    this.#set(vectorOf, (copy) =>
      this.#side.calendar_set_vectors(
        this.#address,
        vectors.data(),
        vectors.count(),
        vectors.stride(),
        vectors.step(),
        copy,
      ),
    );
  }

  /** @param {Int32Array} rows  that candidates, alternatives and searches choose from */
  setEligible(rows) {
    this.#set(rows, (copy) => this.#side.calendar_set_eligible(this.#address, copy, rows.length));
  }

  /** @param {boolean} required  true: they leave out pictures without evidence */
  setEvidenceRequired(required) {
    this.#turn++;
    this.#boundary.done(this.#side.calendar_set_evidence_required(this.#address, Number(required)));
  }

  /**
   * @param {import('../documents').CalendarSlot[]} slots
   * @param {import('../documents').CalendarBonus[]} bonuses
   */
  setSlots(slots, bonuses) {
    const months = Int32Array.from(slots, ({ month }) => Number(month.slice(-2)));
    const targets = Float32Array.from(slots.flatMap(({ target }) => [target.brightness, target.warmth, target.drama]));
    const figures = Float32Array.from(
      slots.flatMap(({ target }) => bonuses.map(({ weight }, group) => (target.bonuses[group] ?? 0) * weight)),
    );
    this.#slots = slots.length;
    this.#set(months, (first) =>
      this.#boundary.withCopy(targets, (second) =>
        this.#boundary.withCopy(figures, (third) =>
          this.#side.calendar_set_slots(this.#address, slots.length, first, second, bonuses.length, third),
        ),
      ),
    );
  }

  /**
   * @param {string} objective  one of OBJECTIVES
   * @param {readonly number[] | null} weights  of each component; null: the objective's own
   */
  setObjective(objective, weights) {
    const number = OBJECTIVES.findIndex((name) => name === objective);
    const set = (/** @type {number} */ copy) => this.#side.calendar_set_objective(this.#address, number, copy);
    if (weights) this.#set(Float32Array.from(weights), set);
    else this.#set(null, () => set(0));
  }

  /** The weights in use. */
  weights() {
    return this.#boundary.doubles(this.#side.calendar_weights(this.#address), COMPONENTS.length);
  }

  /** @returns {(typeof STATES[number])[]} of each component */
  states() {
    return Array.from(
      this.#boundary.ints(this.#side.calendar_states(this.#address), COMPONENTS.length),
      (s) => STATES[s],
    );
  }

  /** @param {Int32Array | Float32Array | null} array @param {(copy: number) => number} set */
  #set(array, set) {
    this.#turn++;
    this.#boundary.done(array ? this.#boundary.withCopy(array, set) : set(0));
  }

  // --- one board --------------------------------------------------------------------------------------------------

  /** @param {Board} board @returns {Score} */
  score(board) {
    this.#requireVectors();
    const many = COMPONENTS.length;
    const address = this.#withBoard(board, (rows) =>
      this.#boundary.opened(this.#side.calendar_score(this.#address, rows, board.cover)),
    );
    const figures = this.#boundary.doubles(address, 1 + 2 * many + this.#slots * many);
    const alike = this.#boundary.ints(this.#side.calendar_alike(this.#address), this.#slots + 1);
    return {
      total: figures[0],
      values: figures.slice(1, 1 + many),
      added: figures.slice(1 + many, 1 + 2 * many),
      slots: board.slots.map((_, slot) => figures.slice(1 + (2 + slot) * many, 1 + (3 + slot) * many)),
      alike: alike.slice(0, this.#slots),
      coverSlot: alike[this.#slots],
    };
  }

  /** The fit of a row with each slot. @param {number} row */
  fits(row) {
    return this.#boundary.doubles(this.#boundary.opened(this.#side.calendar_fits(this.#address, row)), this.#slots);
  }

  /** @param {number} row @returns {Facts} */
  facts(row) {
    const address = this.#boundary.opened(this.#side.calendar_facts(this.#address, row));
    const [preference, lower, upper, shown, chosen, brightness, warmth, drama, x, y] = this.#boundary.doubles(
      address,
      10,
    );
    return { preference, lower, upper, shown, chosen, brightness, warmth, drama, focus: [x, y] };
  }

  /**
   * The pictures that would change the total for the better the most, or for the worse the least, in one slot.
   * @param {Board} board
   * @param {number} slot
   * @param {number} most
   * @param {AbortSignal} [signal]
   * @returns {Promise<Alternative[]>}  best first
   */
  async alternatives(board, slot, most, signal) {
    const side = this.#side;
    this.#requireVectors();
    const address = this.#withBoard(board, (rows) =>
      this.#boundary.opened(side.calendar_alternatives_open(this.#address, rows, board.cover, slot, most)),
    );
    try {
      const budget = Math.max(64, Math.floor(bytesInAStep / (this.#vectors?.stride() ?? 1024)));
      await this.#inSteps(() => side.calendar_alternatives_step(address, budget), signal);
      const size = side.calendar_alternatives_size(address);
      const many = 1 + COMPONENTS.length;
      const changes = this.#boundary.doubles(side.calendar_alternatives_changes(address), size * many);
      return Array.from(this.#boundary.ints(side.calendar_alternatives_rows(address), size), (row, at) => ({
        row,
        change: changes[at * many],
        changes: changes.slice(at * many + 1, (at + 1) * many),
      }));
    } finally {
      side.calendar_alternatives_close(address);
    }
  }

  // --- whole boards -----------------------------------------------------------------------------------------------

  /**
   * A board from nothing.
   * @param {string} method  'A' .. 'F'
   * @param {Steps} [steps]
   */
  byMethod(method, steps) {
    return this.#search(() => this.#side.calendar_method_open(this.#address, method.charCodeAt(0)), steps);
  }

  /**
   * The empty slots are filled, nothing else changes.
   * @param {Board} board
   * @param {Steps} [steps]
   */
  complete(board, steps) {
    const open = (/** @type {number} */ rows) => this.#side.calendar_complete_open(this.#address, rows, board.cover);
    return this.#search(() => this.#withBoard(board, open), steps);
  }

  /**
   * A board that is better, or as good, with the locked slots as they are.
   * @param {Board} board
   * @param {Steps} [steps]
   */
  improve(board, steps) {
    const locks = Int32Array.from(board.slots, ({ locked }) => Number(locked));
    const open = (/** @type {number} */ rows) =>
      this.#boundary.withCopy(locks, (locked) =>
        this.#side.calendar_improve_open(this.#address, rows, board.cover, locked),
      );
    return this.#search(() => this.#withBoard(board, open), steps);
  }

  /**
   * @param {() => number} open
   * @param {Steps} [steps]
   * @returns {Promise<Board>}
   */
  async #search(open, { signal, onProgress } = {}) {
    const side = this.#side;
    this.#requireVectors();
    const address = this.#boundary.opened(open());
    try {
      await this.#inSteps(
        () => side.calendar_search_step(address, boardsInAStep),
        signal,
        () => onProgress?.(side.calendar_search_progress(address)),
      );
      const rows = this.#boundary.ints(side.calendar_search_board(address), this.#slots);
      return boardOf(rows, side.calendar_search_cover(address));
    } finally {
      side.calendar_search_close(address);
    }
  }

  // --- inside -----------------------------------------------------------------------------------------------------

  /**
   * @param {() => number} step  returns its status
   * @param {AbortSignal} [signal]
   * @param {() => void} [onLook]  now and then
   */
  async #inSteps(step, signal, onLook) {
    const turn = this.#turn;
    const pace = new Pace();
    let next = 0;
    while (!this.#boundary.done(step())) {
      if (onLook && performance.now() > next) {
        onLook();
        next = performance.now() + betweenLooks;
      }
      await pace.keep();
      signal?.throwIfAborted();
      if (turn !== this.#turn) throw new DOMException(words.superseded, 'AbortError');
      this.#requireVectors();
    }
  }

  /**
   * @template T
   * @param {Board} board
   * @param {(rows: number) => T} work
   */
  #withBoard(board, work) {
    return this.#boundary.withCopy(rowsOf(board), work);
  }

  #requireVectors() {
    if (this.#vectors?.isDeleted()) throw new Error(words.vectorsGone);
  }
}
