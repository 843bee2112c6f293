// The clusters: their cards, their members, and what each is called, by its label or by the visitor's name.
import { ClusterNames } from '../clusters/names.js';
import { asError } from '../error.js';
import { texts } from '../texts.js';

export class Clusters {
  /**
   * @param {Core} core
   * @param {Manifest} manifest
   * @param {import('./documents.js').Documents} documents
   * @param {(news: string) => void} tell  "labels": what clusters are called has changed
   */
  constructor(core, manifest, documents, tell) {
    this.core = core;
    this.count = manifest.clusters;
    this.documents = documents;
    this.tell = tell;
    this.names = new ClusterNames(manifest.id);
    /** What they are called, once read. @type {Map<number, string>} */
    this.labels = new Map();
    /** Members that have been read. @type {Map<number, ClusterMembers>} */
    this.read = new Map();
    /** Clusters whose members could not be read. @type {Map<number, Error>} */
    this.failures = new Map();
  }

  /** @returns {Promise<ClusterCard[]>} */
  cards() {
    const path = this.core.path('clusters');
    return this.documents.once(path, async () => {
      const cards = this.core.readClusters(await this.documents.bytes(path), path);
      for (const card of cards) this.labels.set(card.id, this.names.of(card) || card.label);
      this.tell('labels');
      return cards;
    });
  }

  /**
   * @param {number} id
   * @returns {Promise<ClusterMembers>}
   */
  members(id) {
    const path = this.core.path('cluster_members', id);
    return this.documents.once(path, async () => {
      this.failures.delete(id);
      try {
        const members = this.core.readClusterMembers(await this.documents.bytes(path), path);
        this.read.set(id, members);
        return members;
      } catch (error) {
        this.failures.set(id, asError(error));
        throw error;
      }
    });
  }

  /**
   * The cluster whose members a query's order needs, where they have not been read; else null.
   * @param {import('../query.js').Query} query
   */
  missing({ order, cluster }) {
    return order?.by === 'typical' && cluster !== null && !this.read.has(cluster) ? cluster : null;
  }

  /**
   * What a cluster is called; asks for its label where it has not been read.
   * @param {number} id
   */
  name(id) {
    if (this.count && this.labels.size === 0) this.cards().catch(() => {});
    return this.labels.get(id) || texts.cluster(id);
  }

  /**
   * @param {ClusterCard} card
   * @param {string} name  "": the published one again
   */
  rename(card, name) {
    this.names.give(card, name === card.label ? '' : name);
    this.labels.set(card.id, name || card.label);
    this.tell('labels');
  }
}
