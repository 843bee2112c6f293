// The selection: one set of keys for every view, kept in this browser under the collection's name.
import { keep, kept } from '../kept.js';

export class Selection extends EventTarget {
  /** @param {string} collection  its id */
  constructor(collection) {
    super();
    this.name = `vitrine.${collection}.selection`;
    /** @type {Set<string>} in the order selected */
    this.keys = new Set(restored(this.name));
  }

  get size() {
    return this.keys.size;
  }

  /** @param {string} key */
  has(key) {
    return this.keys.has(key);
  }

  /** @param {string} key */
  toggle(key) {
    if (!this.keys.delete(key)) this.keys.add(key);
    this.changed();
  }

  /** @param {Iterable<string>} keys */
  add(keys) {
    for (const key of keys) this.keys.add(key);
    this.changed();
  }

  clear() {
    this.keys.clear();
    this.changed();
  }

  /** @param {Iterable<string>} keys */
  replace(keys) {
    this.keys = new Set(keys);
    this.changed();
  }

  changed() {
    keep(this.name, this.keys.size ? [...this.keys].join('') : '');
    this.dispatchEvent(new Event('change'));
  }
}

/**
 * @param {string} name
 * @returns {string[]}
 */
function restored(name) {
  return kept(name).match(/[\w-]{8}/g) ?? [];
}
