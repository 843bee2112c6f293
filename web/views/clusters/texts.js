// The texts of Clusters.
import { number } from '../../format.js';
import { pictures, plural } from '../../texts.js';

export const words = {
  title: 'Clusters',
  intro: (/** @type {number} */ count, /** @type {number} */ of) =>
    `${plural(count, 'group', 'groups')} of pictures that look alike, found among ${number(of)}. Each card shows its most typical picture and a few that differ most.`,
  none: 'This collection was published without clusters.',
  unknown: (/** @type {string} */ id) => `There is no cluster ${id} in this collection.`,
  all: 'All clusters',
  spread: (/** @type {number} */ value) => `Spread ${number(value, 2)}`,
  spreadOf: 'Spread: root mean square distance to the centre',
  silhouette: (/** @type {number} */ value) => `silhouette ${number(value, 2)}`,
  silhouetteOf:
    'Silhouette: how much nearer its pictures are to its centre than to the next one; 1 far apart, 0 on the border',
  score: (/** @type {number} */ value) => `mean score ${number(value, 2)}`,
  orderBy: 'Order',
  orders: {
    size: 'Largest first',
    spread: 'Most alike first',
    silhouette: 'Most apart first',
    score: 'Best scored first',
    date: 'Newest first',
  },
  apart: 'What sets it apart',
  liftOf: '×4: four times as frequent here as in the whole collection',
  lift: (/** @type {number} */ value) => `×${number(value, value < 9.95 ? 1 : 0)}`,
  traitOf: (/** @type {number} */ count, /** @type {number} */ of, /** @type {number} */ lift) =>
    `${number(count)} of ${number(of)} pictures, ${number(lift, 1)} times as often as in the collection`,
  map: (/** @type {string} */ name) => `Where ${name} lies among all pictures`,
  rename: 'Rename',
  renamed: (/** @type {string} */ label) => `published as “${label}”`,
  newName: 'Name of the cluster',
  regroup: 'Group anew',
  anew: {
    title: 'Grouped anew',
    intro: 'Other groups of the same pictures, made here and now; what is published stays as it is.',
    k: 'Groups',
    fetching: 'Fetching the vectors',
    start: (/** @type {number} */ at, /** @type {number} */ of) => `Grouping, attempt ${at} of ${of}`,
    state: (
      /** @type {number} */ groups,
      /** @type {number} */ of,
      /** @type {number} */ silhouette,
      /** @type {number} */ agreement,
      /** @type {number} */ published,
    ) =>
      `${plural(groups, 'group', 'groups')} of ${pictures(of)}, silhouette ${number(silhouette, 2)}` +
      (published
        ? `; agreement with the ${number(published)} published clusters ${number(agreement, 2)} (adjusted Rand index)`
        : ''),
    group: (/** @type {number} */ at, /** @type {number} */ size) => `${number(at)}. ${pictures(size)}`,
    noCluster: 'in no published cluster',
    others: (/** @type {number} */ count) => `and ${plural(count, 'other', 'others')}`,
    export: 'Export as clusters',
    away: 'Throw away',
    without: 'This site was published without Spotlight or without vectors, which grouping anew needs.',
    failed: 'The pictures could not be grouped.',
  },
  keepName: 'Keep',
  cancel: 'Cancel',
  exportNames: 'Export the names',
  exportNamesWhy: 'A patch file for vitrine analyse --apply',
  exportWhy: 'A file of pictures and their clusters: vitrine analyse --clusters-from clusters.csv publishes them',
  exportRenamed: (/** @type {number} */ count) => `Export ${plural(count, 'new name', 'new names')}`,
  browse: 'Browse with filters',
  spotlight: 'Spotlight in this cluster',
  order: 'Most typical first',
  failed: 'The clusters could not be loaded.',
  membersFailed: 'The pictures of this cluster could not be loaded.',
};
