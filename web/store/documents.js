// The site's documents and data files: each is fetched when it is asked for, once, and forgotten when it failed, so
// that asking again is a retry.
import { texts } from '../texts.js';

/** A document that could not be fetched; `message` is a sentence for the visitor. */
export class LoadError extends Error {}

export class Documents {
  /** @type {Map<string, Promise<any>>} */
  #asked = new Map();

  /**
   * @param {Core} core
   * @param {import('../transport.js').Transport} transport
   */
  constructor(core, transport) {
    this.core = core;
    this.transport = transport;
  }

  /**
   * One promise a name; a failed one is forgotten.
   * @template T
   * @param {string} name
   * @param {() => Promise<T>} start
   * @returns {Promise<T>}
   */
  once(name, start) {
    const known = this.#asked.get(name);
    if (known) return known;
    const promise = start();
    this.#asked.set(name, promise);
    promise.catch(() => this.#asked.delete(name));
    return promise;
  }

  /** Whether this was asked for, and has not failed. @param {string} name */
  isAsked(name) {
    return this.#asked.has(name);
  }

  /**
   * The bytes of a document, by its logical path.
   * @param {string} path
   */
  async bytes(path) {
    if (!this.core.storedPath(path)) await this.list();
    const stored = this.core.storedPath(path);
    if (!stored) throw new LoadError(texts.documents.notListed(path));
    return this.transport.bytes(stored);
  }

  /** Reads where the documents lie that a first view does not need. */
  list() {
    const path = this.core.path('documents');
    return this.once(path, async () =>
      this.core.readDocuments(await this.transport.bytes(this.core.storedPath(path)), path),
    );
  }

  /**
   * The bytes of a data file, by its path in the site.
   * @param {string} path
   */
  file(path) {
    return this.once(path, () => this.transport.bytes(path));
  }

  /**
   * @param {number} row
   * @returns {Promise<Details>}
   */
  async details(row) {
    const path = this.core.path('details', Math.floor(row / this.core.detailsShardRows));
    const read = await this.once(path, async () => this.core.readDetails(await this.bytes(path), path));
    const details = read.images[row - read.first];
    if (!details) throw new LoadError(texts.documents.noRow(path, row));
    return details;
  }
}
