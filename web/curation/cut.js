// Curation as the page holds it: the published gate, and over it the visitor's own decisions, kept in this browser.
// The structure of near-duplicates is fetched for the first cut other than the published one.
import { Pace } from '../pace.js';
import { keep, kept } from '../kept.js';
import { rowsOf } from '../selection/rows.js';
import { texts } from '../texts.js';
import { asPatch, decided, LINKAGES, readLog } from './decisions.js';

/** Units of a similarity: hundred-thousandths. */
export const UNITS = 100000;

/** @typedef {import('./decisions.js').Act} Act */
/** @typedef {import('./decisions.js').Decisions} Decisions */
/** @typedef {import('../documents').ClusterName} ClusterName */

/**
 * A cut: rows of the structure's pictures, best first, and of each the place of its master in them, its similarity
 * to it and the weakest link of the group it leads; see DuplicateGroups in core/curation/groups.h.
 * @typedef {{rows: Uint32Array, master: Uint32Array, similarity: Uint32Array, weakest: Uint32Array,
 *   uncertain: number}} Cut
 */

export class Curation {
  /** @param {import('../store.js').Store} store  told of every change */
  constructor(store) {
    this.store = store;
    this.name = `vitrine.${store.manifest.id}.curation`;
    /** @type {Act[]} */
    this.log = readLog(kept(this.name));
    /** @type {Cut | null} */
    this.cut = null;
    /** Of all rows, where a cut of ours is in force; empty: the published one. */
    this.master = new Int32Array(0);
    this.kept = store.manifest.curation.kept;
    /** How many pictures each rule of the gate would hold back alone. */
    this.counts = { ...store.manifest.curation };
    /** Goes up with every change. */
    this.revision = 0;
    /** The publisher's decisions; read when they are needed. @type {Decisions & {names: ClusterName[]} | null} */
    this.published = null;
    if (this.log.length) this.renew().catch(() => {}); // the published cut stays; the view says why
  }

  /** Whether there is anything to curate. */
  get possible() {
    const { groups, structure, copies, dark } = this.store.manifest.curation;
    return groups + structure + copies + dark > 0;
  }

  /** @returns {Decisions} */
  get decisions() {
    const { threshold, linkage } = this.store.manifest.curation;
    const base = this.published ?? { threshold: rounded(threshold), linkage, masters: [], keep: [], apart: [] };
    return this.log.reduce(decided, base);
  }

  /** How many pictures with decisions are not in the collection any more: these decisions are not in the patch. */
  get gone() {
    const { masters, keep: spared, apart } = this.decisions;
    const { collection, complete } = this.store;
    const keys = new Set([...masters, ...spared, ...apart.flat()]);
    return complete ? [...keys].filter((key) => collection.rowOf(key) < 0).length : 0;
  }

  /** The stroke of a slider that the last act belongs to. */
  stroke = 0;

  /**
   * @param {Act} act
   * @param {number} [stroke]  cuts of one stroke of a slider are one act; 0: none
   */
  async act(act, stroke = 0) {
    const continues = stroke > 0 && stroke === this.stroke;
    this.log = [...(continues ? this.log.slice(0, -1) : this.log), act];
    this.stroke = stroke;
    await this.save();
  }

  async undo() {
    this.log = this.log.slice(0, -1);
    this.stroke = 0;
    await this.save();
  }

  async forget() {
    this.log = [];
    this.stroke = 0;
    await this.save();
  }

  async save() {
    keep(this.name, this.log.length ? JSON.stringify(this.log) : '');
    await this.renew();
  }

  /** Cuts with the present decisions. */
  async renew() {
    await this.load();
    const { store, structure, rows } = this;
    if (!structure) return;
    const { collection } = store;
    const { threshold, linkage, masters, keep: spared, apart } = this.decisions;
    const placeOf = (/** @type {string} */ key) => this.places[collection.rowOf(key)] ?? -1;
    const isPlace = (/** @type {number} */ place) => place >= 0;
    const part = new Uint32Array(apart.length ? rows.length : 0);
    apart.forEach((set, at) =>
      set
        .map(placeOf)
        .filter(isPlace)
        .forEach((place) => (part[place] = at + 1)),
    );
    const found = structure.cut(
      Math.round(threshold * UNITS),
      LINKAGES.indexOf(linkage),
      Uint32Array.from(masters.map(placeOf).filter(isPlace)),
      part,
    );
    this.cut = { rows, ...found };
    this.master = new Int32Array(collection.loaded).fill(-1);
    let held = 0;
    for (let place = 0; place < rows.length; ++place) {
      if (found.master[place] === place) continue;
      this.master[rows[place]] = rows[found.master[place]];
      ++held;
    }
    this.kept = Uint32Array.from(rowsOf(store, [...spared, ...masters]));
    this.counts = { ...this.counts, duplicates: held };
    ++this.revision;
    store.changed();
  }

  /** @type {import('../core.js').Duplicates | null} */
  structure = null;
  /** The row of each picture of the structure, best first. @type {Uint32Array} */
  rows = new Uint32Array(0);
  /** Place in the structure of each row; -1: it has no near-duplicates. */
  places = new Int32Array(0);

  /** Reads the structure and the publisher's decisions, once. */
  load() {
    return this.store.documents.once('curation', async () => {
      const { store } = this;
      await store.until(() => false);
      const pace = new Pace();
      const structure = store.core.openDuplicates();
      const pictures = store.manifest.curation.structure;
      for (let shard = 0; shard * store.core.duplicateShardPictures < pictures; ++shard) {
        const path = store.core.path('duplicates', shard);
        const bytes = await store.documents.bytes(path);
        await pace.keep();
        structure.append(bytes, path);
        await pace.keep();
      }
      await this.loadPublished();
      const rows = structure.rows();
      if (rows.some((row) => row >= store.loaded)) throw new Error(texts.gate.beyond);
      this.rows = rows;
      this.places = new Int32Array(store.loaded).fill(-1);
      this.rows.forEach((row, place) => (this.places[row] = place));
      this.structure = structure;
    });
  }

  loadPublished() {
    return this.store.documents.once('published decisions', async () => {
      const { store } = this;
      await store.documents.list();
      const path = store.core.path('curation');
      if (!store.core.storedPath(path)) return;
      const patch = store.core.readCuration(await store.documents.bytes(path), path);
      const apart = patch.apart.map((set) => set.pictures);
      this.published = { ...patch, threshold: rounded(patch.threshold), apart };
    });
  }

  /** The patch file: the publisher's decisions, changed by those made in this browser. */
  async patch() {
    const { store } = this;
    const { collection, manifest } = store;
    await Promise.all([this.loadPublished(), store.until(() => false)]);
    const given = manifest.clusters ? store.clusters.names.given(await store.clusters.cards()) : [];
    const renamed = new Set(given.map(({ card }) => card.id));
    const clusterOf = (/** @type {string} */ key) => collection.cluster[collection.rowOf(key)];
    const names = [
      ...(this.published?.names ?? []).filter(({ picture }) => !renamed.has(clusterOf(picture))),
      ...given
        .filter(({ card }) => card.medoid < store.loaded)
        .map(({ card, name }) => ({ picture: collection.key(card.medoid), name })),
    ];
    const idOf = (/** @type {string} */ key) =>
      collection.rowOf(key) < 0 ? null : collection.id(collection.rowOf(key));
    return asPatch(manifest.id, this.decisions, names, idOf);
  }

  // --- stacks -----------------------------------------------------------------------------------------------

  /**
   * The row that stands for a row under these rules: itself, unless it is a near-duplicate or a copy.
   * @param {number} row
   * @param {import('../query.js').Gate} gate
   */
  headOf(row, gate) {
    const { collection } = this.store;
    const master = this.master.length ? this.master : collection.master;
    const of = (/** @type {number} */ one) => (gate.duplicates && master[one] >= 0 ? master[one] : one);
    const first = of(row);
    return first === row && gate.copies && collection.copyOf[row] >= 0 ? of(collection.copyOf[row]) : first;
  }
}

/** A float32 as it was written. @param {number} value */
function rounded(value) {
  return Math.round(value * UNITS) / UNITS;
}
