// Undo and redo over values that never change.

/** Steps that can be undone. */
const MOST_STEPS = 500;

/** @template T */
export class History {
  /** @type {T[]} */
  #past = [];
  /** @type {T[]} */
  #future = [];
  #movement = '';

  /** @param {T} first */
  constructor(first) {
    this.present = first;
  }

  get canUndo() {
    return this.#past.length > 0;
  }

  get canRedo() {
    return this.#future.length > 0;
  }

  /**
   * A step to another value.
   * @param {T} value
   * @param {string} [movement]  of a hand: what one moves in many small parts (a slider, a crop) is one step, until
   *   settle() or another movement
   */
  step(value, movement = '') {
    if (value === this.present) return;
    const goesOn = movement !== '' && movement === this.#movement;
    if (!goesOn) this.#past = [...this.#past, this.present].slice(-MOST_STEPS);
    this.#future = [];
    this.#movement = movement;
    this.present = value;
  }

  /** The movement has ended. */
  settle() {
    this.#movement = '';
  }

  undo() {
    this.#move(this.#past, this.#future);
  }

  redo() {
    this.#move(this.#future, this.#past);
  }

  /** @param {T[]} from @param {T[]} to */
  #move(from, to) {
    this.settle();
    if (from.length === 0) return;
    to.push(this.present);
    this.present = /** @type {T} */ (from.pop());
  }
}
