// Names that a visitor gave to clusters: kept in this browser under the collection's name, exported with the clusters.
import { keep, kept, pairsText, readPairs } from '../kept.js';

export class ClusterNames {
  /** @param {string} collection  its id */
  constructor(collection) {
    this.place = `vitrine.${collection}.clusters`;
    /** @type {Map<string, string>} published cluster → name */
    this.names = new Map(readPairs(kept(this.place)));
  }

  /** @param {ClusterCard} card */
  of(card) {
    return this.names.get(identity(card)) ?? '';
  }

  /**
   * @param {ClusterCard} card
   * @param {string} name  "": the published one again
   */
  give(card, name) {
    if (name) this.names.set(identity(card), name);
    else this.names.delete(identity(card));
    keep(this.place, pairsText(this.names));
  }

  /** Names of clusters that this site has. @param {ClusterCard[]} cards */
  given(cards) {
    return cards.flatMap((card) => (this.of(card) ? [{ card, name: this.of(card) }] : []));
  }
}

/**
 * Another analysis gives other numbers and labels: a name belongs to both.
 * @param {ClusterCard} card
 */
function identity({ id, label }) {
  return `${id} ${label}`;
}

/**
 * The file that `vitrine analyse --clusters-from` takes. Ids stay as they are: the file is not made for spreadsheets.
 * @param {{id: string, cluster: string}[]} pictures
 */
export function asClusterCsv(pictures) {
  const cell = (/** @type {string} */ text) => `"${text.replace(/"/g, '""')}"`;
  return ['id,cluster', ...pictures.map(({ id, cluster }) => `${cell(id)},${cell(cluster)}`)].join('\r\n') + '\r\n';
}
