// The texts of the calendar, a block for each part.
import { number, size } from '../../format.js';
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
    otherObjective: (/** @type {string} */ found, /** @type {readonly string[]} */ known) =>
      `This board is judged by “${found}”; known are ${known.join(' and ')}.`,
    otherWeights: (/** @type {number} */ found, /** @type {number} */ own) =>
      `This board has ${plural(found, 'weight', 'weights')}; the score has ${number(own)} parts.`,
    twice: (/** @type {string} */ id) => `This board has the picture ${id} twice.`,
    gone: (/** @type {string[]} */ ids) =>
      `${plural(ids.length, 'picture is', 'pictures are')} not in this collection, and ${ids.length === 1 ? 'its slot is' : 'their slots are'} empty: ${ids.join(', ')}.`,
    notKept:
      'The board is not kept: this browser’s storage is full or switched off. Export the board as a file instead.',
  },

  score: {
    title: 'Score',
    objective: 'How boards are judged',
    objectives: { balanced: 'Balanced', classic: 'Classic' },
    objectiveWhy: {
      balanced: 'Each part is from 0 to 1, and the score is their weighted mean',
      classic: 'Weighted sums over the pictures; likeness and uncertainty subtract',
    },
    resetWeights: 'Weights as they were',
    empty: (/** @type {number} */ count) =>
      `${plural(count, 'slot is', 'slots are')} empty, and an empty slot adds nothing.`,
    components: {
      preference: 'Preference',
      variety: 'Variety',
      monthFit: 'Month fit',
      coverFit: 'Cover fit',
      difference: 'Difference',
      evidence: 'Evidence',
    },
    lines: {
      preference: 'How well the voters like the pictures, compared with all others.',
      variety: 'How many clusters the pictures come from.',
      monthFit: 'How well brightness, warmth and drama suit the months.',
      coverFit: 'How well the cover would work: liked by many, clear and colourful.',
      difference: 'How little each picture looks like the one nearest to it.',
      evidence: 'How often voters have seen the pictures.',
    },
    classicLines: {
      preference: 'The sum of how well the voters like the pictures.',
      variety: 'Clusters for each picture.',
      monthFit: 'The sum of how well the pictures suit their months.',
      coverFit: 'How well the cover would work: liked by many, clear and colourful.',
      difference: 'The likeness of the two pictures that are most alike: it subtracts.',
      evidence: 'The sum of how uncertain the votes are: it subtracts.',
    },
    byOwner: 'How well the publisher scored the pictures, compared with all others.',
    absent: {
      preference: 'This collection has no votes and no scores: counts as neutral.',
      variety: 'This collection has no clusters: counts as neutral.',
      monthFit: 'Nothing is known of how the pictures look: counts as neutral.',
      coverFit: 'Nothing is known of how the pictures look: counts as neutral.',
      difference: 'This site was published without vectors: counts as neutral.',
      evidence: 'This collection has no votes: counts as neutral.',
    },
    notYet: 'Waits for the vectors, and counts as neutral until they are there.',
    failed: 'The vectors could not be read: counts as neutral.',
    vectors: 'Vectors',
    waiting: (/** @type {number} */ read, /** @type {number} */ total) =>
      `Difference waits for the vectors: ${size(read)} of ${size(total)}`,
    retry: 'Try again',
    costsMost: 'Costs the most:',
    coverIs: 'The cover:',
    weightOf: (/** @type {string} */ component) => `Weight of ${component}`,
    weight: (/** @type {number} */ weight) => `times ${number(weight, 1)}`,
    votes: (
      /** @type {number} */ shown,
      /** @type {number} */ chosen,
      /** @type {number} */ preference,
      /** @type {number} */ lower,
      /** @type {number} */ upper,
    ) =>
      `Shown ${plural(shown, 'time', 'times')}, chosen ${number(chosen)}: preference ${number(preference, 2)}, between ${number(lower, 2)} and ${number(upper, 2)}.`,
    ownersScore: (/** @type {number} */ part) => `Scored higher than ${number(part * 100)}\u202f% of the pictures.`,
    noEvidence: 'Without evidence: no voter has seen it.',
    without: (/** @type {number} */ count) => `${plural(count, 'picture has', 'pictures have')} no evidence:`,
    requireEvidence: 'Propose only pictures with evidence',
  },

  alternatives: {
    title: 'What else would do well here',
    locked: 'This slot is locked.',
    looking: 'Comparing pictures',
    none: 'There is no other picture to choose from.',
    failed: 'The alternatives could not be found.',
    change: (/** @type {number} */ change) => `${change > 0 ? '+' : ''}${number(change, 3)}`,
    place: (/** @type {string} */ name, /** @type {number} */ change, /** @type {string} */ why) =>
      `Place ${name}, ${change > 0 ? '+' : ''}${number(change, 3)}${why ? `: ${why}` : ''}`,
    noEvidence: 'no evidence',
    list: (/** @type {string[]} */ reasons) => reasons.join(', '),
    /** `slot` and `alike` are names of slots; alike: that of the picture most like the present one, or "". */
    reason: (/** @type {string} */ reason, /** @type {string} */ slot, /** @type {string} */ alike) =>
      /** @type {Record<string, string>} */ ({
        'preference+': 'better liked',
        'preference-': 'less liked',
        'variety+': 'another cluster',
        'variety-': 'a cluster that is there already',
        'monthFit+': `suits ${slot}`,
        'monthFit-': `suits ${slot} less`,
        'brightness+': 'brighter',
        'brightness-': 'darker',
        'warmth+': 'warmer',
        'warmth-': 'cooler',
        'drama+': 'more dramatic',
        'drama-': 'calmer',
        'coverFit+': 'a better cover',
        'coverFit-': 'a weaker cover',
        'difference+': alike ? `less like ${alike}` : 'unlike the others',
        'difference-': 'more like another one',
        'evidence+': 'more evidence',
        'evidence-': 'less evidence',
      })[reason] ?? '',
  },

  compare: {
    title: 'Compare',
    none: 'No other calendar is offered here.',
    failed: 'The calendars could not be found again.',
    present: 'Your board',
    presentMark: '●',
    presentWhy: 'As it is now',
    by: (/** @type {string} */ maker) => `Made by ${maker}`,
    /** @type {Record<string, string>} */
    methods: {
      A: 'The most liked',
      B: 'The most liked, two of a cluster',
      C: 'The best of the best clusters',
      D: 'Month by month',
      E: 'Liked and different',
      F: 'The best score that was found',
    },
    label: (/** @type {string} */ name, /** @type {number} */ total) => `${name}, ${number(total, 3)}`,
    finding: 'is being found again',
    shared: (/** @type {number} */ count, /** @type {number} */ of) =>
      `shares ${number(count)} of ${number(of)} with yours`,
    take: 'Take this one',
    taken: 'This is your board',
    across: 'Across',
    up: 'Up',
    chart: (/** @type {string} */ x, /** @type {string} */ y) => `The calendars by ${x} (across) and ${y} (up)`,
    point: (
      /** @type {string} */ name,
      /** @type {string} */ x,
      /** @type {number} */ valueX,
      /** @type {string} */ y,
      /** @type {number} */ valueY,
    ) => `${name}: ${x} ${number(valueX, 2)}, ${y} ${number(valueY, 2)}`,
  },
};
