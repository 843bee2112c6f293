// The values of facets. The manifest has the first of each, those that are shown by default; the others come after the
// rows, or when something names one.
import { asError } from '../error.js';

export class Vocabularies {
  /**
   * @param {Core} core
   * @param {Manifest} manifest  its facets grow
   * @param {import('./documents.js').Documents} documents
   * @param {(news: string) => void} tell  "vocabularies": all values are there, or could not be read
   */
  constructor(core, manifest, documents, tell) {
    this.core = core;
    this.facets = manifest.facets;
    this.documents = documents;
    this.tell = tell;
    /** @type {Error | null} */
    this.failure = null;
  }

  get complete() {
    return this.facets.every(({ more }) => more === 0);
  }

  /** Reads the values that the manifest does not have. */
  load() {
    return this.documents.once('vocabularies', async () => {
      if (this.complete) return;
      this.failure = null;
      const path = this.core.path('vocabularies');
      try {
        const list = this.core.collection.appendVocabularies(await this.documents.bytes(path), path);
        for (const facet of this.facets) {
          const others = list.facets.find(({ name }) => name === facet.name);
          if (!others) continue;
          facet.values = [...facet.values, ...others.values];
          facet.counts = Uint32Array.from([...facet.counts, ...others.counts]);
          facet.more = 0;
        }
      } catch (error) {
        this.failure = asError(error);
        throw error;
      } finally {
        this.tell('vocabularies');
      }
    });
  }

  /**
   * Whether a query chooses a value that may be among those not read yet.
   * @param {import('../query.js').Query} query
   */
  isMissing(query) {
    return this.facets.some(
      ({ name, values, more }) => more > 0 && query.facets.get(name)?.some((value) => !values.includes(value)),
    );
  }

  /**
   * Waits for the names of a row's values.
   * @param {number} row
   */
  async namesOf(row) {
    const isUnknown = this.facets.some(({ values }, facet) =>
      this.core.collection.facetValues(row, facet).some((value) => value >= values.length),
    );
    if (isUnknown) await this.load();
  }
}
