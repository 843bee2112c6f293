// The scores of tags: those of a tag are read when a query names it.
import { noLevel } from '../core.js';
import { asError } from '../error.js';
import { orderedTag } from '../query.js';

/** @typedef {import('../query.js').Query} Query */

export class TagScores {
  /**
   * @param {Tag[]} tags  of the manifest
   * @param {import('../core.js').Collection} collection  takes the scores
   * @param {import('./documents.js').Documents} documents
   * @param {(news: string) => void} tell  "tags": scores are there, or could not be read
   */
  constructor(tags, collection, documents, tell) {
    this.tags = tags;
    this.collection = collection;
    this.documents = documents;
    this.tell = tell;
    /** Lowest and highest level of the tags that have been read, by code. @type {Map<string, {low: number, high: number}>} */
    this.levels = new Map();
    /** Tags whose scores could not be read. @type {Map<string, Error>} */
    this.failures = new Map();
  }

  /**
   * The tags that a query names, by its filters or its order.
   * @param {Query} query
   */
  of(query) {
    return this.tags.filter(({ code }) => query.tags.has(code) || orderedTag(query) === code);
  }

  /** Those of them whose scores have not been read. @param {Query} query */
  missing(query) {
    return this.of(query).filter(({ code }) => !this.levels.has(code));
  }

  /** @param {Tag} tag */
  load({ code, path }) {
    return this.documents.once(`tag ${code}`, async () => {
      this.failures.delete(code);
      try {
        const bytes = await this.documents.transport.bytes(path); // not kept: bytes that are refused are read again
        this.collection.appendTag(code, bytes);
        this.levels.set(code, rangeOf(new Int8Array(bytes.buffer)));
      } catch (error) {
        this.failures.set(code, asError(error));
        throw error;
      } finally {
        this.tell('tags');
      }
    });
  }
}

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
