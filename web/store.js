// The collection as the page holds it: its image shards and the text for search arrive one after another, and listeners
// are told of each; what else a view asks for are its parts, one file each in store/.
import { Curation } from './curation/cut.js';
import { asError } from './error.js';
import { nextTask } from './pace.js';
import { likeOf } from './query.js';
import { Clusters } from './store/clusters.js';
import { Documents } from './store/documents.js';
import { Likeness } from './store/likeness.js';
import { Pictures } from './store/pictures.js';
import { Results } from './store/results.js';
import { TagScores } from './store/tag_scores.js';
import { Vocabularies } from './store/vocabularies.js';

/** Limits of redrawing while rows arrive: the least interval, and the largest share of time. */
const TELL_EVERY_MS = 250;
const TELL_SHARE = 0.1;

/**
 * Events: "shard" (rows have arrived, or failed), "change" (what there is to see has changed), "progress"
 * (bytes of the text have come); "tags", "labels", "vocabularies", "vectors", "axes" of its parts.
 */
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
    /** Set when a shard could not be read; loadImages() tries it again. @type {Error | null} */
    this.failure = null;
    this.textFailure = /** @type {Error | null} */ (null);
    this.textShards = 0;
    this.shardsRead = 0;
    this.nextTelling = 0;
    const tell = (/** @type {string} */ news) => this.dispatchEvent(new Event(news));
    const until = (/** @type {() => boolean} */ enough) => this.until(enough);
    this.documents = new Documents(core, transport);
    this.pictures = new Pictures(core.collection, manifest);
    this.clusters = new Clusters(core, manifest, this.documents, tell);
    this.tags = new TagScores(manifest.tags, core.collection, this.documents, tell);
    this.vocabularies = new Vocabularies(core, manifest, this.documents, tell);
    this.likeness = new Likeness(core, manifest, this.documents, until, tell);
    this.results = new Results(this);
    this.curation = new Curation(this);
  }

  get loaded() {
    return this.collection.loaded;
  }

  get complete() {
    return this.shardsRead >= this.core.imageShards.length;
  }

  /** Whether there are more rows than a first screen needs: the first shard is short. */
  get isBeyondFirstShard() {
    return this.shardsRead >= Math.min(2, this.core.imageShards.length);
  }

  get textComplete() {
    return this.textShards >= this.core.imageShards.length;
  }

  /** Whether the text for search is on its way. */
  get isReadingText() {
    return this.documents.isAsked('text') && !this.textComplete;
  }

  /** Reads the image shards that are missing, in order. */
  loadImages() {
    return this.documents.once('images', async () => {
      this.failure = null;
      try {
        for (; this.shardsRead < this.core.imageShards.length;) {
          const path = this.core.path('images', this.shardsRead);
          const bytes = await this.documents.bytes(path);
          await nextTask();
          this.collection.append(bytes, path);
          ++this.shardsRead;
          this.dispatchEvent(new Event('shard'));
          if (this.shardsRead === 1 || this.complete || performance.now() > this.nextTelling) {
            await nextTask(); // reading a shard and showing it are two tasks
            this.changed();
            await nextTask();
          }
        }
        this.vocabularies.load().catch(() => {}); // after the rows; a failure is shown where values are missing
      } catch (error) {
        this.failure = asError(error);
        this.changed();
        throw error;
      }
    });
  }

  /** Reads the text for search, after the images it belongs to. */
  loadText() {
    return this.documents.once('text', async () => {
      this.textFailure = null;
      try {
        for (; !this.textComplete;) {
          const number = this.textShards;
          const path = this.core.path('text', number);
          const bytes = await this.documents.bytes(path);
          await this.until(() => this.shardsRead > number);
          await nextTask();
          this.collection.appendText(bytes, path);
          ++this.textShards;
          this.dispatchEvent(new Event('progress'));
        }
        await nextTask();
        this.changed();
      } catch (error) {
        this.textFailure = asError(error);
        this.changed();
        throw error;
      }
    });
  }

  changed() {
    const begin = performance.now();
    this.results.forget();
    this.dispatchEvent(new Event('change'));
    const end = performance.now();
    this.nextTelling = end + Math.max(TELL_EVERY_MS, (end - begin) / TELL_SHARE);
  }

  /**
   * Waits until the rows a view needs have arrived. Where reading them had failed, it is begun again.
   * @param {() => boolean} enough
   */
  async until(enough) {
    if (enough() || this.complete) return;
    const reading = this.loadImages();
    while (!enough() && !this.complete) {
      const more = new Promise((done) => this.addEventListener('shard', done, { once: true }));
      await Promise.race([more, reading]);
    }
  }

  // --- what a query needs ---------------------------------------------------------------------------------

  /**
   * Whether everything has arrived that a query's words, tags, values and order need.
   * @param {import('./query.js').Query} query
   */
  canAnswer(query) {
    const { tags, clusters, likeness, vocabularies } = this;
    if ((query.words && !this.textComplete) || vocabularies.isMissing(query)) return false;
    return tags.missing(query).length === 0 && clusters.missing(query) === null && !likeness.isMissing(query);
  }

  /** Reads what is missing for that. @param {import('./query.js').Query} query */
  async prepare(query) {
    const { tags, clusters, likeness, vocabularies } = this;
    const cluster = clusters.missing(query);
    await Promise.all([
      query.words ? this.loadText() : null,
      vocabularies.isMissing(query) ? vocabularies.load() : null,
      cluster === null ? null : clusters.members(cluster),
      likeness.isMissing(query) ? likeness.compare(likeOf(query)) : null,
      ...tags.missing(query).map((tag) => tags.load(tag)),
    ]);
  }
}
