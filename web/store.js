// The collection as the page holds it: documents fetched when asked for, once, and forgotten when they failed,
// so that asking again is a retry. Shards of images arrive one after another; listeners hear of each.
import { ClusterNames } from './clusters/names.js';
import { noLevel } from './core.js';
import { Curation } from './curation/curation.js';
import { asError } from './error.js';
import { groupsOf } from './grid/groups.js';
import { breathe } from './pace.js';
import { coreText, everywhere, likeOf, orderedTag, RULES } from './query.js';
import { texts } from './texts.js';
import { readVectors } from './vectors.js';

/** What has arrived is shown not more often than one can look, and for at most this share of the time. */
const TELL_EVERY_MS = 250;
const TELL_SHARE = 0.1;

/** @typedef {import('./query.js').Query} Query */

/** A document that could not be had: a sentence for people in `message`. */
export class LoadError extends Error {}

export class Store extends EventTarget {
  /**
   * @param {Core} core
   * @param {Manifest} manifest
   * @param {import('./transport.js').Transport} transport
   */
  constructor(core, manifest, transport) {
    super();
    this.core = core;
    this.manifest = manifest;
    this.transport = transport;
    this.collection = core.collection;
    this.clusterNames = new ClusterNames(manifest.id);
    /** Set when a shard could not be read; loadImages() tries it again. @type {Error | null} */
    this.failure = null;
    this.textFailure = /** @type {Error | null} */ (null);
    /** @type {Map<string, Promise<any>>} */
    this.promises = new Map();
    /** @type {Map<string, Result>} */
    this.results = new Map();
    this.textShards = 0;
    this.textRead = 0;
    this.shardsRead = 0;
    this.nextTelling = 0;
    /** Embind's CodedVectors: those axes that are there, from the first on. @type {any} */
    this.vectors = null;
    this.vectorsComplete = false;
    this.vectorsFailure = /** @type {Error | null} */ (null);
    this.vectorsRead = 0;
    this.vectorsSize = manifest.files.find(({ path }) => path === manifest.vectors.path)?.bytes ?? 0;
    this.gated = '';
    /** 1 for each row that the gate of the last result let through. @type {Uint8Array} */
    this.passing = new Uint8Array(0);
    /** @type {Map<string, Map<number, number>>} */
    this.stacks = new Map();
    this.curation = new Curation(this);
  }

  get loaded() {
    return this.collection.loaded;
  }

  get complete() {
    return this.shardsRead >= this.core.imageShards.length;
  }

  get textComplete() {
    return this.textShards >= this.core.imageShards.length;
  }

  /** Reads the image shards that are missing, in order. */
  loadImages() {
    return this.once('images', async () => {
      this.failure = null;
      try {
        for (; this.shardsRead < this.core.imageShards.length;) {
          const path = this.core.path('images', this.shardsRead);
          const bytes = await this.bytes(path);
          await breathe();
          this.collection.append(bytes, path);
          ++this.shardsRead;
          this.dispatchEvent(new Event('shard'));
          if (this.shardsRead === 1 || this.complete || performance.now() > this.nextTelling) {
            await breathe(); // reading a shard and showing it are two tasks
            this.changed();
            await breathe();
          }
        }
      } catch (error) {
        this.failure = asError(error);
        this.changed();
        throw error;
      }
    });
  }

  /** Reads the text for search, after the images it belongs to. */
  loadText() {
    return this.once('text', async () => {
      this.textFailure = null;
      try {
        for (; !this.textComplete;) {
          const number = this.textShards;
          const path = this.core.path('text', number);
          const before = this.textRead;
          const bytes = await this.bytes(path, ({ received }) => {
            this.textRead = before + received;
            this.dispatchEvent(new Event('progress'));
          });
          await this.until(() => this.shardsRead > number);
          await breathe();
          this.collection.appendText(bytes, path);
          ++this.textShards;
        }
        await breathe();
        this.changed();
      } catch (error) {
        this.textFailure = asError(error);
        this.changed();
        throw error;
      }
    });
  }

  // --- tags: their scores are read when a query names them ------------------------------------------------------

  /** Lowest and highest level of the tags that have been read, by code. @type {Map<string, {low: number, high: number}>} */
  levels = new Map();

  /** Tags whose scores could not be read. @type {Map<string, Error>} */
  tagFailures = new Map();

  /**
   * The tags that a query names, by its filters or its order.
   * @param {Query} query
   * @returns {Tag[]}
   */
  tagsOf(query) {
    return this.manifest.tags.filter(({ code }) => query.tags.has(code) || orderedTag(query) === code);
  }

  /** Events: "tags" when the scores are there, or could not be read. @param {Tag} tag */
  loadTag(tag) {
    return this.once(tag.path, async () => {
      this.tagFailures.delete(tag.code);
      try {
        const bytes = await this.transport.bytes(tag.path);
        this.collection.appendTag(tag.code, bytes);
        this.levels.set(tag.code, rangeOf(new Int8Array(bytes.buffer)));
        this.results.clear();
      } catch (error) {
        this.tagFailures.set(tag.code, asError(error));
        throw error;
      } finally {
        this.dispatchEvent(new Event('tags'));
      }
    });
  }

  /** Whether everything has arrived that a query's words, tags and order need. @param {Query} query */
  canAnswer(query) {
    const known = (!query.words || this.textComplete) && this.tagsOf(query).every(({ code }) => this.levels.has(code));
    return known && !this.comparing(query) && this.missingMembers(query) === null;
  }

  /** The cluster whose members the order needs, where they have not been read. @param {Query} query */
  missingMembers({ order, cluster }) {
    return order?.by === 'typical' && cluster !== null && !this.readMembers.has(cluster) ? cluster : null;
  }

  /** Whether an order by likeness waits for the vectors to be compared. @param {Query} query */
  comparing(query) {
    const key = likeOf(query);
    return key !== '' && this.manifest.vectors.path !== '' && this.compared.key !== key;
  }

  /** Reads what is missing for that. @param {Query} query */
  async prepare(query) {
    const tags = this.tagsOf(query).filter(({ code }) => !this.levels.has(code));
    const cluster = this.missingMembers(query);
    await Promise.all([
      query.words ? this.loadText() : null,
      this.comparing(query) ? this.compare(likeOf(query)) : null,
      cluster === null ? null : this.members(cluster),
      ...tags.map((tag) => this.loadTag(tag)),
    ]);
  }

  // --- vectors: read for Spotlight, and for an order by likeness ------------------------------------------------

  /** Reads the coded vectors. Events: "vectors" (bytes have come), "axes" (more can be read). */
  loadVectors() {
    return this.once('vectors', async () => {
      this.vectorsFailure = null;
      try {
        const { path } = this.manifest.vectors;
        this.vectors = await readVectors(this.core.module, (signal) => this.transport.open(path, signal), {
          total: this.vectorsSize,
          onProgress: ({ received }) => {
            this.vectorsRead = received;
            this.dispatchEvent(new Event('vectors'));
          },
          onAxes: (part) => {
            this.vectors = part;
            this.dispatchEvent(new Event('axes'));
          },
        });
        this.vectorsComplete = true;
      } catch (error) {
        this.vectors = null; // what had arrived is gone with the failure
        this.vectorsFailure = asError(error);
        throw error;
      }
      return this.vectors;
    });
  }

  /** Vectors by their likeness to that of one picture; none: it has no vector. */
  compared = { key: '', vectors: new Uint32Array(0) };

  /** Compares all vectors with one, in a task of its own. @param {string} key */
  async compare(key) {
    await this.loadVectors();
    await this.until(() => this.collection.rowOf(key) >= 0);
    await breathe();
    const to = this.core.vectorOfRow(this.collection.rowOf(key));
    this.compared = { key, vectors: to < 0 ? new Uint32Array(0) : this.vectors.byLikeness(to) };
    await breathe();
  }

  /**
   * Rows in the order of their likeness to the one compared with, which is the first; those without a vector follow.
   * @param {Uint32Array} rows
   */
  byLikeness(rows) {
    const { vectors } = this.compared;
    if (vectors.length === 0) return rows;
    const rowOf = this.core.rowsOfVectors(this.vectors.count());
    const among = new Uint8Array(this.loaded);
    for (const row of rows) among[row] = 1;
    const ordered = new Uint32Array(rows.length);
    let count = 0;
    for (const vector of vectors) {
      const row = rowOf[vector];
      if (row >= 0 && among[row]) ordered[count++] = row;
    }
    for (const row of rows) {
      if (this.core.vectorOfRow(row) < 0) ordered[count++] = row;
    }
    return ordered;
  }

  /**
   * The bytes of a document, by its logical path.
   * @param {string} path
   * @param {import('./transport.js').OnProgress} [onProgress]
   */
  async bytes(path, onProgress) {
    if (!this.core.storedPath(path)) await this.documents();
    const stored = this.core.storedPath(path);
    if (!stored) throw new LoadError(`The site does not list ${path}`);
    return this.transport.bytes(stored, onProgress);
  }

  /** Reads where the documents lie that a first view does not need. */
  documents() {
    const path = this.core.path('documents');
    return this.once(path, async () =>
      this.core.readDocuments(await this.transport.bytes(this.core.storedPath(path)), path),
    );
  }

  changed() {
    const begin = performance.now();
    this.results.clear();
    this.gated = '';
    this.stacks.clear();
    this.dispatchEvent(new Event('shard'));
    this.dispatchEvent(new Event('change'));
    const end = performance.now();
    this.nextTelling = end + Math.max(TELL_EVERY_MS, (end - begin) / TELL_SHARE);
  }

  /**
   * Sets the gate of the results that follow.
   * @param {Query} query
   */
  gate(query) {
    const { gate, stack } = query;
    const key = `${gateKey(gate)} ${stack}`;
    if (key === this.gated) return;
    this.gated = key;
    const { collection, curation } = this;
    if (stack) {
      // none but the stack's own
      const all = { duplicates: true, copies: true, dark: true };
      const held = new Int32Array(this.loaded);
      this.passing = collection.gate(all, held, this.stackRows(collection.rowOf(stack), query));
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
    return this.complete ? this.result(everywhere(query)).rows.length : this.manifest.curation.active;
  }

  /**
   * The rows that a row stands for, itself first.
   * @param {number} row
   * @param {Query} query
   */
  stackRows(row, query) {
    const { gate } = query;
    const rows = [row];
    for (let other = 0; other < this.loaded; ++other) {
      if (other !== row && this.curation.headOf(other, gate) === row) rows.push(other);
    }
    return Uint32Array.from(rows);
  }

  /**
   * How many rows each row stands for besides itself, where there are any.
   * @param {Query} query
   */
  stackSizes(query) {
    const { gate } = query;
    const key = gateKey(gate);
    const known = this.stacks.get(key);
    if (known) return known;
    /** @type {Map<number, number>} */
    const sizes = new Map();
    for (let row = 0; row < this.loaded; ++row) {
      const head = this.curation.headOf(row, gate);
      if (head !== row) sizes.set(head, (sizes.get(head) ?? 0) + 1);
    }
    this.stacks.set(key, sizes);
    return sizes;
  }

  /**
   * The answer to an address's query, over what has arrived. Orders "typical" (of one cluster) and "like:KEY" are the
   * page's own.
   * @param {Query} query
   * @returns {Result}
   */
  result(query) {
    this.gate(query);
    const address = coreText(query);
    const key = `${address} ${this.gated}`;
    const known = this.results.get(key);
    if (known) return known;
    const result = this.collection.run(address);
    const members =
      query.order?.by === 'typical' && query.cluster !== null ? this.readMembers.get(query.cluster) : undefined;
    if (members) {
      const found = new Set(result.rows);
      result.rows = members.rows.filter((row) => found.has(row));
    }
    const like = likeOf(query);
    if (like && this.comparing(query)) return result; // not for long: it is asked for again
    if (like) result.rows = this.byLikeness(result.rows);
    if (this.results.size > 8) this.results.delete(/** @type {string} */ (this.results.keys().next().value));
    this.results.set(key, result);
    return result;
  }

  /**
   * @param {Result} result
   * @param {import('./query.js').Order} order
   * @param {'day' | 'month'} [level]
   */
  groups(result, order, level) {
    const { collection } = this;
    const sources = {
      day: this.collection.day,
      title: (/** @type {number} */ row) => collection.title(row),
      precision: (/** @type {number} */ row) => collection.precision(row),
    };
    return groupsOf(result.rows, order, sources, level);
  }

  /** @type {Map<number, ClusterMembers>} */
  readMembers = new Map();

  /**
   * @param {number} row
   * @returns {Promise<Details>}
   */
  async details(row) {
    const path = this.core.path('details', Math.floor(row / this.core.detailsShardRows));
    const read = await this.once(path, async () => this.core.readDetails(await this.bytes(path), path));
    const details = read.images[row - read.first];
    if (!details) throw new LoadError(`${path} has no row ${row}`);
    return details;
  }

  /** @returns {Promise<ClusterCard[]>} */
  clusters() {
    const path = this.core.path('clusters');
    return this.once(path, async () => {
      const cards = this.core.readClusters(await this.bytes(path), path);
      for (const card of cards) this.clusterLabels.set(card.id, this.clusterNames.of(card) || card.label);
      this.dispatchEvent(new Event('labels'));
      return cards;
    });
  }

  /**
   * @param {ClusterCard} card
   * @param {string} name  "": the published one again
   */
  renameCluster(card, name) {
    this.clusterNames.give(card, name === card.label ? '' : name);
    this.clusterLabels.set(card.id, name || card.label);
    this.dispatchEvent(new Event('labels'));
  }

  /** @returns {Promise<Uint8Array>} x, y of each row; see Manifest::layout */
  layout() {
    return this.once('layout', () => this.transport.bytes(this.manifest.layout));
  }

  /** @type {Map<number, string>} of the clusters, once read */
  clusterLabels = new Map();

  /**
   * What a cluster is called; asks for its label where it has not been read.
   * @param {number} id
   */
  clusterName(id) {
    if (this.manifest.clusters && this.clusterLabels.size === 0) this.clusters().catch(() => {});
    return this.clusterLabels.get(id) || texts.cluster(id);
  }

  /**
   * @param {number} id
   * @returns {Promise<ClusterMembers>}
   */
  members(id) {
    const path = this.core.path('cluster_members', id);
    return this.once(path, async () => {
      const members = this.core.readClusterMembers(await this.bytes(path), path);
      this.readMembers.set(id, members);
      this.results.clear();
      return members;
    });
  }

  /**
   * Waits until the rows a view needs have arrived.
   * @param {() => boolean} enough
   */
  async until(enough) {
    while (!enough() && !this.complete) {
      if (this.failure) throw this.failure;
      await new Promise((done) => this.addEventListener('shard', done, { once: true }));
    }
  }

  /**
   * One promise a name; a failed one is forgotten.
   * @template T
   * @param {string} name
   * @param {() => Promise<T>} start
   * @returns {Promise<T>}
   */
  once(name, start) {
    const known = this.promises.get(name);
    if (known) return known;
    const promise = start();
    this.promises.set(name, promise);
    promise.catch(() => this.promises.delete(name));
    return promise;
  }

  // --- pictures -----------------------------------------------------------------------------------------

  /** @param {number} row */
  hasPicture(row) {
    return this.collection.width[row] > 0;
  }

  /**
   * Thumbnails of one picture with the widths they really have, smallest first.
   * @param {number} row
   * @returns {{path: string, width: number, height: number}[]}
   */
  thumbnails(row) {
    const { width, height } = this.collection;
    const long = Math.max(width[row], height[row]);
    const key = this.collection.key(row);
    const sizes = Array.from(this.manifest.sizes, (size) => {
      const scale = Math.min(1, size / long);
      return {
        path: `thumbs/${size}/${key}.webp`,
        width: Math.max(1, Math.round(width[row] * scale)),
        height: Math.max(1, Math.round(height[row] * scale)),
      };
    });
    // of a small picture all thumbnails are the same
    return sizes.filter((one, at) => at === 0 || one.width > sizes[at - 1].width);
  }

  /**
   * The original, where it is published and browsers show its kind; named by key and its own extension.
   * @param {number} row
   * @param {string} file  the picture's own name
   */
  original(row, file) {
    const extension = /\.(jpe?g|png|webp|avif|gif)$/i.exec(file)?.[0].toLowerCase();
    return this.manifest.originals !== 'none' && extension ? `originals/${this.collection.key(row)}${extension}` : '';
  }

  /** @param {number} row */
  ground(row) {
    return `#${this.collection.colour[row].toString(16).padStart(6, '0')}`;
  }
}

/** @param {import('./query.js').Gate} gate */
const gateKey = (gate) => RULES.filter((rule) => gate[rule]).join();

/** @param {Int8Array} levels */
function rangeOf(levels) {
  let [low, high] = [127, -127];
  for (const level of levels) {
    if (level === noLevel) continue;
    low = Math.min(low, level);
    high = Math.max(high, level);
  }
  return { low: Math.min(low, high), high };
}
