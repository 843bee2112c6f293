// The main module, in JavaScript's terms: documents become objects, errors exceptions, views copies that last.
// Nothing else in the page touches the module's memory, except side modules (web/memory.js).

/**
 * What Emscripten's factory gives: Embind's classes and functions, and what side modules need.
 * @typedef {any} MainModule
 */

/**
 * What documents are in the page: web/documents.d.ts, made from the core's own description of them.
 * @typedef {import('./documents').FileEntry} FileEntry
 * @typedef {import('./documents').Manifest} Manifest
 * @typedef {import('./documents').VocabularyList} VocabularyList
 * @typedef {import('./documents').DetailsShard} DetailsShard
 * @typedef {import('./documents').ClusterCard} ClusterCard
 * @typedef {import('./documents').ClusterMembers} ClusterMembers
 * @typedef {import('./documents').CurationPatch} CurationPatch
 * @typedef {import('./documents').CalendarPlan} CalendarPlan
 * @typedef {import('./documents').CalendarBoard} CalendarBoard
 */

/**
 * What a query answers; see QueryResult in core/collection/collection.h. The histogram has a bin for every
 * `daysPerBin` days from `firstDay`; it is empty when nothing is dated. `tagCounts` has, for each tag that the query
 * names, the rows of each level from noLevel on.
 * @typedef {{order: string, rows: Uint32Array, facetCounts: Uint32Array[], clusterCounts: Uint32Array,
 *   tagCounts: Record<string, Uint32Array>,
 *   firstDay: number, daysPerBin: number, dayCounts: Uint32Array, undated: number}} QueryResult
 */

/** Days since 1970 of a row whose date is not known. */
export const unknownDay = -2147483648;

/** The level of a row that has no score with a tag. */
export const noLevel = -128;

/** Moment::Precision (core/collection/moment.h). */
const PRECISIONS = /** @type {const} */ (['none', 'year', 'month', 'day', 'second']);

/**
 * Typed arrays of a result are views over the module's memory: copies last.
 * @template T
 * @param {T} value
 * @returns {T}
 */
function copied(value) {
  if (ArrayBuffer.isView(value)) return /** @type {any} */ (value).slice();
  if (Array.isArray(value)) return /** @type {any} */ (value.map(copied));
  if (value === null || typeof value !== 'object') return value;
  return /** @type {any} */ (Object.fromEntries(Object.entries(value).map(([key, part]) => [key, copied(part)])));
}

/**
 * The module answers with a text where it has an error's sentence instead of a value.
 * @param {any} answer
 * @returns {any}
 */
function orThrow(answer) {
  if (typeof answer === 'string') throw new Error(answer);
  return copied(answer);
}

/** @param {string} sentence */
function throwUnlessEmpty(sentence) {
  if (sentence !== '') throw new Error(sentence);
}

/** The open collection: filled shard by shard, asked by queries. */
export class Collection {
  #collection;
  /** The columns' buffers, with room for rows to come. @type {Record<string, any>} */
  #room = {};

  /** @param {any} collection Embind's Collection */
  constructor(collection) {
    this.#collection = collection;
    /** Rows that are there so far. */
    this.loaded = 0;
    this.width = new Uint32Array();
    this.height = new Uint32Array();
    /** Average colour, 0xRRGGBB. */
    this.colour = new Uint32Array();
    /** Days since 1970 on the local clock, or unknownDay. */
    this.day = new Int32Array();
    /** -1: in none. */
    this.cluster = new Int32Array();
    /** Index into the vectors file; -1: none. */
    this.vector = new Int32Array();
    /** 0..1; NaN without a picture. */
    this.brightness = new Float32Array();
    /** NaN where there is none. */
    this.score = new Float32Array();
    /** The row that stands for a near-duplicate by the published cut; -1: itself. */
    this.master = new Int32Array();
    /** The row whose content it has exactly; -1: it is the first. */
    this.copyOf = new Int32Array();
    /** 1: a dark frame. */
    this.dark = new Uint32Array();
  }

  /**
   * Takes the next image shard. Throws, and changes nothing, when it is not one.
   * @param {Uint8Array} bytes
   * @param {string} path for the error's sentence
   */
  append(bytes, path) {
    throwUnlessEmpty(this.#collection.append(bytes, path));
    const { size } = this.#collection;
    for (const [name, rows] of Object.entries(this.#collection.columns(this.loaded))) {
      let room = (this.#room[name] ??= rows.slice());
      if (room.length < size) {
        room = new rows.constructor(Math.max(size, 2 * room.length));
        room.set(this.#room[name]);
        this.#room[name] = room;
      }
      room.set(rows, this.loaded);
      Object.assign(this, { [name]: room.subarray(0, size) });
    }
    this.loaded = size;
  }

  /**
   * Takes the next shard of folded text; words are searched in rows that have theirs.
   * @param {Uint8Array} bytes
   * @param {string} path
   */
  appendText(bytes, path) {
    throwUnlessEmpty(this.#collection.appendText(bytes, path));
  }

  /**
   * Takes the values of facets beyond the manifest's: from then on queries know them.
   * @param {Uint8Array} bytes
   * @param {string} path
   * @returns {VocabularyList}
   */
  appendVocabularies(bytes, path) {
    return orThrow(this.#collection.appendVocabularies(bytes, path));
  }

  /**
   * Takes the levels of a tag (TagEntry in core/documents/documents.h): an int8 for each row of the collection.
   * @param {string} code
   * @param {Uint8Array} levels
   */
  appendTag(code, levels) {
    throwUnlessEmpty(this.#collection.appendTag(code, levels));
  }

  /**
   * @param {string} query the address's part after "?"; the words of `q` folded (web/fold.js)
   * @returns {QueryResult}
   */
  run(query) {
    return copied(this.#collection.run(query));
  }

  /**
   * Sets which rows results are made of (core/curation/groups.h); rows that come later pass until it is set again.
   * @param {{duplicates: boolean, copies: boolean, dark: boolean}} rules  true: held back
   * @param {Int32Array} master  of all rows by another cut; empty: the published one
   * @param {Uint32Array} kept   rows that pass whatever the rules say
   * @returns {Uint8Array} 1 for each row that passes
   */
  gate({ duplicates, copies, dark }, master, kept) {
    this.#collection.gate(duplicates, copies, dark, master, kept);
    return copied(this.#collection.active());
  }

  /** @param {number} row @returns {string} */
  key(row) {
    return this.#collection.key(row);
  }
  /** @param {number} row @returns {string} */
  id(row) {
    return this.#collection.id(row);
  }
  /** A long one is cut; Details have the whole one. @param {number} row @returns {string} */
  title(row) {
    return this.#collection.title(row);
  }
  /** ISO 8601 in the precision known, '' when not. @param {number} row @returns {string} */
  takenAt(row) {
    return this.#collection.takenAt(row);
  }

  /**
   * How exact its moment is.
   * @param {number} row
   * @returns {'none' | 'year' | 'month' | 'day' | 'second'}
   */
  precision(row) {
    return PRECISIONS[this.#collection.precision(row)];
  }
  /** -1 when no row that is there has this key. @param {string} key @returns {number} */
  rowOf(key) {
    return this.#collection.rowOf(key);
  }
  /** @param {number} row @param {number} facet index into the manifest's @returns {number[]} */
  facetValues(row, facet) {
    return Array.from(this.#collection.facetValues(row, facet));
  }
}

/** The structure of near-duplicates: filled shard by shard, cut at any threshold. */
export class Duplicates {
  #duplicates;

  /** @param {any} duplicates Embind's Duplicates */
  constructor(duplicates) {
    this.#duplicates = duplicates;
  }

  /** @param {Uint8Array} bytes @param {string} path */
  append(bytes, path) {
    throwUnlessEmpty(this.#duplicates.append(bytes, path));
  }

  /** The row of each of its pictures, the best first. @returns {Uint32Array} */
  rows() {
    return copied(this.#duplicates.rows());
  }

  /**
   * Numbers are places in rows(), similarities hundred-thousandths; see DuplicateGroups in core/curation/groups.h.
   * @param {number} threshold
   * @param {number} linkage  single, complete, representative
   * @param {Uint32Array} masters
   * @param {Uint32Array} part
   * @returns {{master: Uint32Array, similarity: Uint32Array, weakest: Uint32Array, uncertain: number}}
   */
  cut(threshold, linkage, masters, part) {
    return copied(this.#duplicates.cut(threshold, linkage, masters, part));
  }
}

export class Core {
  #module;
  /** @type {Map<string, string>} logical path → path in the site, of what the manifest lists */
  #stored = new Map();
  /** Embind's DocumentList: where the other documents lie. */
  #documents;
  /** How many vectors the file has. */
  #vectors = 0;

  /** @param {MainModule} module */
  constructor(module) {
    this.#module = module;
    this.#documents = new module.DocumentList();
    this.collection = new Collection(new module.Collection());
    /** @type {{first: number, count: number}[]} */
    this.imageShards = [];
  }

  /** What side modules link against. */
  get module() {
    return this.#module;
  }

  /**
   * Opens the collection that this manifest describes.
   * @param {Uint8Array} bytes
   * @returns {Manifest}
   */
  readManifest(bytes) {
    const collection = new this.#module.Collection();
    const manifest = orThrow(collection.open(bytes, this.path('collection')));
    this.collection = new Collection(collection);
    this.#stored = new Map(
      manifest.files.map((/** @type {FileEntry} */ file) => [this.#module.logicalPath(file.path), file.path]),
    );
    this.imageShards = this.#module.imageShards(manifest.count, manifest.first_shard);
    this.#vectors = manifest.vectors.count;
    return manifest;
  }

  /**
   * Takes the list of documents: from then on storedPath() knows them all.
   * @param {Uint8Array} bytes
   * @param {string} path
   */
  readDocuments(bytes, path) {
    throwUnlessEmpty(this.#documents.open(bytes, path));
  }

  /**
   * @param {Uint8Array} bytes
   * @param {string} path
   * @returns {DetailsShard}
   */
  readDetails(bytes, path) {
    return orThrow(this.#module.readDetails(bytes, path));
  }

  /**
   * @param {Uint8Array} bytes
   * @param {string} path
   * @returns {ClusterCard[]}
   */
  readClusters(bytes, path) {
    return orThrow(this.#module.readClusters(bytes, path)).clusters;
  }

  /**
   * @param {Uint8Array} bytes
   * @param {string} path
   * @returns {ClusterMembers}
   */
  readClusterMembers(bytes, path) {
    return orThrow(this.#module.readClusterMembers(bytes, path));
  }

  /** @param {Uint8Array} bytes @param {string} path @returns {CurationPatch} */
  readCuration(bytes, path) {
    return orThrow(this.#module.readCuration(bytes, path));
  }

  /** @param {Uint8Array} bytes @param {string} path @returns {CalendarPlan} */
  readCalendar(bytes, path) {
    return orThrow(this.#module.readCalendar(bytes, path));
  }

  /** @param {Uint8Array} bytes @param {string} path @returns {CalendarBoard} */
  readBoard(bytes, path) {
    return orThrow(this.#module.readBoard(bytes, path));
  }

  openDuplicates() {
    return new Duplicates(new this.#module.Duplicates());
  }

  /**
   * The logical path of a document of the table (core/documents/table.h), 'api/images/0003.json'.
   * @param {string} document  its name
   * @param {number} [number]
   * @returns {string}
   */
  path(document, number = 0) {
    return this.#module.documentPath(document, number);
  }

  /** Rows of a shard of labels. @returns {number} */
  get detailsShardRows() {
    return this.#module.detailsShardRows;
  }

  /** Pictures of a shard of near-duplicates. @returns {number} */
  get duplicateShardPictures() {
    return this.#module.duplicateShardPictures;
  }

  /**
   * Where a document lies in this site: 'api/images/0003.json' → 'api/images/0003.3fa9c1d2.json'.
   * @param {string} path
   * @returns {string} '' when nothing read so far lists such a document
   */
  storedPath(path) {
    return this.#stored.get(path) ?? this.#documents.find(path);
  }

  /** Index into the vectors file; -1 when the row has none. @param {number} row */
  vectorOfRow(row) {
    const vector = this.collection.vector[row] ?? -1;
    return vector < this.#vectors ? vector : -1;
  }

  /** The row of each vector of the file, -1 where its row is not there. @param {number} count vectors in the file */
  rowsOfVectors(count) {
    const rows = new Int32Array(count).fill(-1);
    this.collection.vector.forEach((vector, row) => {
      if (vector >= 0 && vector < count) rows[vector] = row;
    });
    return rows;
  }
}

/**
 * Starts the main module.
 * @param {(options: object) => Promise<MainModule>} createMain what main.mjs exports
 * @param {Uint8Array} wasm its bytes
 * @returns {Promise<Core>}
 */
export async function openCore(createMain, wasm) {
  return new Core(await createMain({ wasmBinary: wasm }));
}
