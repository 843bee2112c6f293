// The texts of the calendar, a block for each part.
import { number } from '../../format.js';
import { plural } from '../../texts.js';

export const words = {
  session: {
    noModule: 'This site was published without the module of the calendar.',
    noPlan:
      'This site was published without a calendar. The publisher can add one: vitrine calendar, then vitrine render.',
    notOpen: 'The calendar is not open yet.',
  },

  exchange: {
    otherCollection: (/** @type {string} */ found, /** @type {string} */ own) =>
      `This board belongs to another collection: it names “${found}”, this one is “${own}”.`,
    otherSlots: (/** @type {number} */ found, /** @type {number} */ own) =>
      `This board has ${plural(found, 'slot', 'slots')}, this calendar has ${number(own)}.`,
    otherObjective: (/** @type {string} */ found, /** @type {string[]} */ known) =>
      `This board is judged by “${found}”; known are ${known.join(' and ')}.`,
    otherWeights: (/** @type {number} */ found, /** @type {number} */ own) =>
      `This board has ${plural(found, 'weight', 'weights')}; the score has ${number(own)} parts.`,
    twice: (/** @type {string} */ id) => `This board has the picture ${id} twice.`,
    gone: (/** @type {string[]} */ ids) =>
      `${plural(ids.length, 'picture is', 'pictures are')} not in this collection, and ${ids.length === 1 ? 'its slot is' : 'their slots are'} empty: ${ids.join(', ')}.`,
    notKept:
      'The board is not kept: this browser’s storage is full or switched off. Export the board as a file instead.',
  },
};
