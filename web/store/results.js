// Answers to queries over what has arrived, behind the gate: rows in order, their headings, stacks of near-duplicates.
import { headingsOf } from '../grid/headings.js';
import { coreText, everywhere, formatOrder, isFiltered, isGateOpened, likeOf, orderOf, RULES } from '../query.js';

/** How many answers are kept. */
const MOST_KEPT = 8;

/** @typedef {import('../query.js').Query} Query */

export class Results {
  /** @type {Map<string, Result>} */
  #answers = new Map();
  /** @type {Map<string, Map<number, number>>} */
  #stacks = new Map();
  #gated = '';

  /** @param {import('../store.js').Store} store */
  constructor(store) {
    this.store = store;
    /** 1 for each row that the gate of the last result let through. @type {Uint8Array} */
    this.passing = new Uint8Array(0);
  }

  /** More has arrived, or the gate has changed. */
  forget() {
    this.#answers.clear();
    this.#stacks.clear();
    this.#gated = '';
  }

  /**
   * The answer to a query; in the order of the core while the data of the query's own order is loading. The orders
   * "typical" and "like" are the page's own.
   * @param {Query} query
   * @returns {Result}
   */
  of(query) {
    this.gate(query);
    const { store } = this;
    const ready = store.canAnswer(query);
    const text = coreText(query);
    const key = [text, formatOrder(orderOf(query)), this.#gated, ready].join(' ');
    const known = this.#answers.get(key);
    if (known) return known;
    const result = store.collection.run(text);
    if (ready) result.rows = this.#inOwnOrder(result.rows, query);
    if (this.#answers.size >= MOST_KEPT)
      this.#answers.delete(/** @type {string} */ (this.#answers.keys().next().value));
    this.#answers.set(key, result);
    return result;
  }

  /**
   * @param {Uint32Array} rows
   * @param {Query} query  one that can be answered
   */
  #inOwnOrder(rows, query) {
    const { clusters, likeness } = this.store;
    if (likeOf(query)) return likeness.order(rows);
    const members = query.order?.by === 'typical' && query.cluster !== null ? clusters.read.get(query.cluster) : null;
    if (!members) return rows;
    const found = new Set(rows);
    return members.rows.filter((row) => found.has(row));
  }

  /**
   * The answer as a grid shows it.
   * @param {Query} query
   * @param {'day' | 'month'} [level]  of headings by date; else the rows decide
   * @returns {import('../grid/grid.js').Shown & {result: Result}}
   */
  shown(query, level) {
    const { collection } = this.store;
    const result = this.of(query);
    const order = orderOf(query);
    const sources = {
      day: collection.day,
      title: (/** @type {number} */ row) => collection.title(row),
      precision: (/** @type {number} */ row) => collection.precision(row),
    };
    return { result, rows: result.rows, order, groups: headingsOf(result.rows, order, sources, level) };
  }

  // --- the gate ---------------------------------------------------------------------------------------------

  /**
   * Sets the gate of the results that follow.
   * @param {Query} query
   */
  gate(query) {
    const { gate, stack } = query;
    const key = `${keyOf(gate)} ${stack}`;
    if (key === this.#gated) return;
    this.#gated = key;
    const { collection, curation, loaded } = this.store;
    if (stack) {
      // only those of the stack
      const all = { duplicates: true, copies: true, dark: true };
      this.passing = collection.gate(all, new Int32Array(loaded), this.stackRows(collection.rowOf(stack), query));
    } else {
      this.passing = collection.gate(gate, curation.master, curation.kept);
    }
  }

  /**
   * Those of some rows that the gate lets through.
   * @param {Uint32Array} rows
   * @param {Query} query
   */
  admitted(rows, query) {
    this.gate(query);
    return rows.filter((row) => this.passing[row]);
  }

  /**
   * How many pictures the gate lets through.
   * @param {Query} query
   */
  activeCount(query) {
    const { complete, manifest } = this.store;
    return complete ? this.of(everywhere(query)).rows.length : manifest.curation.active;
  }

  /**
   * How many pictures a query shows: as many as there will be, where the manifest tells.
   * @param {Query} query
   * @param {number} found  of the rows that are there
   */
  total(query, found) {
    const { complete, manifest } = this.store;
    return complete || isFiltered(query) || isGateOpened(query) ? found : manifest.curation.active;
  }

  // --- stacks -----------------------------------------------------------------------------------------------

  /**
   * The rows that a row stands for, itself first.
   * @param {number} row
   * @param {Query} query
   */
  stackRows(row, { gate }) {
    const { curation, loaded } = this.store;
    const rows = [row];
    for (let other = 0; other < loaded; ++other) {
      if (other !== row && curation.headOf(other, gate) === row) rows.push(other);
    }
    return Uint32Array.from(rows);
  }

  /**
   * How many rows each row stands for besides itself, where there are any.
   * @param {Query} query
   */
  stackSizes({ gate }) {
    const { curation, loaded } = this.store;
    const known = this.#stacks.get(keyOf(gate));
    if (known) return known;
    /** @type {Map<number, number>} */
    const sizes = new Map();
    for (let row = 0; row < loaded; ++row) {
      const head = curation.headOf(row, gate);
      if (head !== row) sizes.set(head, (sizes.get(head) ?? 0) + 1);
    }
    this.#stacks.set(keyOf(gate), sizes);
    return sizes;
  }
}

/** @param {import('../query.js').Gate} gate */
const keyOf = (gate) => RULES.filter((rule) => gate[rule]).join();
