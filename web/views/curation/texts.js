// The texts of Curation.
import { number } from '../../format.js';
import { pictures, plural } from '../../texts.js';

export const words = {
  title: 'Curation',
  intro: (/** @type {number} */ active, /** @type {number} */ of) =>
    `${pictures(active)} of ${number(of)} are shown. The others are set aside, never thrown away: each switch brings its own back, here and in every other view.`,
  none: 'Nothing is set aside: no picture is nearly the same as another, none is a copy, none is almost black.',
  failed: 'The groups could not be loaded.',
  cut: 'How near-duplicates are found',
  threshold: 'Alike from',
  linkage: 'Grouped by',
  linkages: { representative: 'likeness to one', complete: 'likeness to all', single: 'chains' },
  linkageWhy: {
    representative: 'Each picture of a group is at least that much like the one that stands for it.',
    complete: 'Any two pictures of a group are at least that much alike.',
    single: 'Each picture of a group is at least that much like some other: chains may join what is not alike at all.',
  },
  cutting: 'Reading the structure of the collection',
  groups: 'groups',
  duplicates: 'stacked',
  largest: 'in the largest',
  sizes: 'Groups by their number of pictures',
  size: (/** @type {number} */ from, /** @type {number} */ to) =>
    to === Infinity ? `over ${number(from - 1)}` : from === to ? number(from) : `${number(from)} – ${number(to)}`,
  uncertain: (/** @type {number} */ count) =>
    `${pictures(count)} may belong to another group: of more than 32 near-duplicates the page knows the 32 most similar.`,
  noGroups: 'No two pictures are that much alike.',
  groupsTitle: 'Near-duplicates',
  order: 'Order of the groups',
  bySize: 'Largest first',
  byWeakest: 'Weakest link first',
  weakest: (/** @type {number} */ value) => `weakest link ${number(value, 4)}`,
  master: 'Stands for all',
  throughOthers: 'through others',
  makeMaster: 'Let it stand for all',
  split: 'Split off',
  keep: 'Show anyway',
  unkeep: 'Set aside again',
  kept: 'shown anyway',
  splitWeakest: 'Split at the weakest link',
  moreGroups: (/** @type {number} */ count, /** @type {number} */ left) =>
    `Show ${number(count)} more of ${plural(left, 'group', 'groups')}`,
  moreMembers: (/** @type {number} */ count, /** @type {number} */ left) =>
    count === left ? `Show the other ${number(left)}` : `Show ${number(count)} of ${number(left)} more`,
  copies: 'Exact copies',
  copiesWhy: 'Files with the same content as another, byte for byte.',
  copyOf: (/** @type {string} */ name) => `as ${name}`,
  copyOfUnknown: 'as a picture that is not there',
  dark: 'Dark frames',
  darkWhy: 'At least 92 % of the pixels are almost black.',
  open: 'Open',
  changes: (/** @type {number} */ count) => `${plural(count, 'change', 'changes')}, kept in this browser`,
  gone: (/** @type {number} */ count) =>
    `${plural(count, 'picture they name has', 'pictures they name have')} left the collection`,
  undo: 'Undo',
  export: 'Export',
  exportWhy: 'A patch file for vitrine analyse --apply',
  forget: 'Forget all',
};
