// The texts of Spotlight.
import { number, size } from '../../format.js';
import { pictures } from '../../texts.js';

export const words = {
  title: 'Spotlight',
  without: 'This site was published without Spotlight.',
  withoutWhy:
    'Spotlight picks the pictures that differ most from one another. The publisher can add it by building the site with Eigen at hand.',
  noVectors: 'This site was published without vectors, so Spotlight has nothing to compare.',
  scope: 'Among',
  scopeWords: {
    all: 'Everything',
    result: 'Current result',
    selection: 'Selection',
  },
  heading: (/** @type {number} */ k, /** @type {number} */ of) => `The ${number(k)} most different of ${number(of)}`,
  whole: (/** @type {number} */ of) => `All ${pictures(of)}, most different first`,
  ranked: (/** @type {number} */ k, /** @type {number} */ of) =>
    `${number(k)} of ${number(of)}, by difference and score`,
  fewer: (/** @type {number} */ shown) => `The limits leave ${pictures(shown)} to pick.`,
  k: 'Picks',
  start: 'Start',
  starts: { centre: 'the most typical', best: 'the best scored', pinned: 'the pinned pictures' },
  startHere: 'Start from this picture',
  options: 'Options',
  difference: 'Difference',
  score: 'Score',
  balance: 'Balance between difference and score',
  balanceValue: (/** @type {number} */ percent) => `${number(percent)}\u202f% score`,
  relevance: 'Maximal marginal relevance',
  atMost: 'At most',
  any: 'any',
  perCluster: 'cluster',
  perDay: 'day',
  per: (/** @type {string} */ what) => `per ${what}`,
  pinned: 'Pinned',
  banned: 'Left out',
  pin: 'Pin',
  unpin: 'Unpin',
  ban: 'Leave out',
  unban: 'Let in again',
  actions: 'What to do with this pick',
  actionsOf: (/** @type {string} */ title) => `Pin, leave out and more: ${title}`,
  openIt: 'Open',
  isFirst: 'The first pick.',
  nearest: (
    /** @type {number} */ place,
    /** @type {number} */ distance,
    /** @type {number} */ other,
    /** @type {string} */ title,
  ) => `Pick ${number(place)}: ${number(distance, 2)} from pick ${number(other)}, the nearest before it (${title}).`,
  take: 'Take away',
  contactSheet: 'Contact sheet',
  asSelection: 'Use as selection',
  coverage: (/** @type {number} */ radius, /** @type {number} */ part) =>
    `Every picture lies within ${number(radius, 2)} of a pick, ${number(part * 100)}\u202f% within half of that.`,
  provisional: (/** @type {number} */ axes, /** @type {number} */ of) =>
    `Provisional, from ${number(axes)} of ${number(of)} axes`,
  distance: (/** @type {number} */ value) => number(value, 2),
  first: 'start',
  curve: 'Distance of each pick to the nearest before it',
  curveRange: (/** @type {number} */ first, /** @type {number} */ last) =>
    `Distance of each pick to the nearest before it: ${number(first, 2)} to ${number(last, 2)}`,
  curvePoint: (/** @type {number} */ place, /** @type {number} */ distance, /** @type {number} */ nearest) =>
    `Pick ${number(place)}: distance ${number(distance, 2)} to pick ${number(nearest)}`,
  map: 'The scope by its two principal axes, with the picks',
  emptyScope: 'Nothing to choose from here.',
  emptySelection: 'Nothing is selected yet. Select pictures in Browse, or choose another scope.',
  opening: 'Opening Spotlight',
  module: 'the module',
  vectors: 'the vectors',
  progress: (/** @type {number} */ read, /** @type {number} */ total) =>
    total > 0 ? `${size(read)} of ${size(total)}` : size(read),
  failed: 'Spotlight could not be opened.',
  unplaced: (/** @type {number} */ count) =>
    `${pictures(count)} without a vector ${count === 1 ? 'is' : 'are'} left out.`,
  open: (/** @type {number} */ place, /** @type {string} */ title) => `Pick ${number(place)}: ${title}`,
  model: (/** @type {string} */ model) => `Compared by ${model}.`,
};
