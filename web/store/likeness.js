// The coded vectors, read for Spotlight and for an order by likeness, and that order: all vectors compared with one.
import { asError } from '../error.js';
import { nextTask } from '../pace.js';
import { likeOf } from '../query.js';
import { readVectors } from '../vectors.js';

/** @typedef {import('../query.js').Query} Query */

export class Likeness {
  /**
   * @param {Core} core
   * @param {Manifest} manifest
   * @param {import('./documents.js').Documents} documents
   * @param {(enough: () => boolean) => Promise<void>} until  waits for rows
   * @param {(news: string) => void} tell  "vectors": bytes have come; "axes": more can be read
   */
  constructor(core, manifest, documents, until, tell) {
    this.core = core;
    this.path = manifest.vectors.path;
    this.documents = documents;
    this.until = until;
    this.tell = tell;
    /** Bytes of the file. */
    this.size = manifest.vectors.bytes;
    /** Bytes that have come. */
    this.read = 0;
    /** Embind's CodedVectors: those axes that are there, from the first on. @type {any} */
    this.vectors = null;
    this.complete = false;
    /** @type {Error | null} */
    this.failure = null;
    /** The picture that is to be compared with: the last one asked for. */
    this.wanted = '';
    /** Vectors by their likeness to that of one picture; none: it has no vector. */
    this.compared = { key: '', vectors: new Uint32Array(0) };
  }

  /** Reads the coded vectors. */
  load() {
    return this.documents.once('vectors', async () => {
      this.failure = null;
      try {
        this.vectors = await readVectors(
          this.core.module,
          (signal) => this.documents.transport.open(this.path, signal),
          {
            total: this.size,
            onProgress: ({ received }) => {
              this.read = received;
              this.tell('vectors');
            },
            onAxes: (part) => {
              this.vectors = part;
              this.tell('axes');
            },
          },
        );
        this.complete = true;
      } catch (error) {
        this.vectors = null; // what had arrived is gone with the failure
        this.failure = asError(error);
        throw error;
      }
      return this.vectors;
    });
  }

  /** Whether an order by likeness waits for the vectors to be compared. @param {Query} query */
  isMissing(query) {
    const key = likeOf(query);
    return key !== '' && this.path !== '' && this.compared.key !== key;
  }

  /**
   * Compares all vectors with one, in a task of its own. A call that is overtaken by a later one changes nothing.
   * @param {string} key
   */
  async compare(key) {
    this.wanted = key;
    await this.load();
    await this.until(() => this.core.collection.rowOf(key) >= 0);
    await nextTask();
    if (this.wanted !== key) return;
    const to = this.core.vectorOfRow(this.core.collection.rowOf(key));
    this.compared = { key, vectors: to < 0 ? new Uint32Array(0) : this.vectors.byLikeness(to) };
    await nextTask();
  }

  /**
   * Rows in the order of their likeness to the one compared with, which is the first; those without a vector follow.
   * @param {Uint32Array} rows
   */
  order(rows) {
    const { vectors } = this.compared;
    if (vectors.length === 0) return rows;
    const rowOf = this.core.rowsOfVectors(this.vectors.count());
    const among = new Uint8Array(this.core.collection.loaded);
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
}
