// The texts of the calendar, a block for each part.
import { isolated, number, size } from '../../format.js';
import { plural } from '../../texts.js';

/** A smaller change of the score is not seen in its three decimals. */
export const LEAST_CHANGE = 0.0005;

/** A change of the score: "+0.042", "−0.007"; one that cannot be seen has no sign. @param {number} change */
function signed(change) {
  const sign = Math.abs(change) < LEAST_CHANGE ? '' : change > 0 ? '+' : '−';
  return sign + number(Math.abs(change), 3);
}

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
    otherMonth: (/** @type {string} */ began, /** @type {string} */ own) =>
      `It was made for a calendar from ${isolated(began)} on, so its pictures now stand in other months: this one begins in ${own}.`,
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
      evidence: 'No ballots say how often pictures were shown: counts as neutral.',
    },
    notKnown: 'not known',
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
    without: (/** @type {number} */ count) => `${plural(count, 'picture has', 'pictures have')} no evidence:`,
    requireEvidence: 'Propose only pictures with evidence',
  },

  alternatives: {
    title: 'What else would do well here',
    locked: 'This slot is locked.',
    looking: 'Comparing pictures',
    none: 'There is no other picture to choose from.',
    failed: 'The alternatives could not be found.',
    noneBetter: 'No other picture would do better here. The next best:',
    change: signed,
    place: (/** @type {string} */ name, /** @type {number} */ change, /** @type {string} */ why) =>
      `Place ${name}, ${signed(change)}${why ? `: ${why}` : ''}`,
    votes: (
      /** @type {number} */ shown,
      /** @type {number} */ chosen,
      /** @type {number} */ preference,
      /** @type {number} */ lower,
      /** @type {number} */ upper,
    ) =>
      `Shown ${plural(shown, 'time', 'times')}, chosen ${number(chosen)}: preference ${number(preference, 2)}, between ${number(lower, 2)} and ${number(upper, 2)}.`,
    ownersScore: (/** @type {number} */ part) => `Scored higher than ${number(part * 100)}\u202f% of the pictures.`,
    isWithoutEvidence: (/** @type {boolean} */ byOwner) =>
      byOwner ? 'Without evidence: the publisher did not score it.' : 'Without evidence: no voter has seen it.',
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
    by: (/** @type {string} */ maker) => `Made by ${isolated(maker)}`,
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
    takeAround: 'Take around what is locked',
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

  board: {
    heading: 'Calendar',
    title: 'The pages of the calendar',
    cover: 'Cover',
    failed: 'The calendar could not be opened.',
    withoutModule: 'This site was published without the calendar.',
    withoutModuleWhy:
      'The Calendar chooses pictures that belong together, one for each month. The publisher can add it by building the site with the module of the calendar.',
    opening: 'Opening the calendar',
    vectors: (/** @type {number} */ read, /** @type {number} */ total) =>
      `Fetching what compares the pictures: ${size(read)} of ${size(total)}`,
    score: 'Score',
    changed: signed,
    full: 'Every page has its picture.',
    none: 'Drag a picture to a month, or press a month and choose one.',
    some: (/** @type {number} */ count, /** @type {number} */ of) =>
      `${number(count)} of ${number(of)} pages ${count === 1 ? 'has' : 'have'} a picture.`,
    drawer: 'Pictures to choose from',
    isEmpty: 'empty',
    isLocked: 'locked',
    isCover: 'on the cover',
    fit: (/** @type {string} */ value) => `Fit with the month: ${value}`,
    coverFit: (/** @type {string} */ value) => `Fit as a cover: ${value}`,
    fillHint: 'Nothing is here yet. Choose a picture below, or one of the pool.',
    fill: 'Fill with the best',
    lock: 'Lock',
    unlock: 'Unlock',
    mark: 'To the cover',
    unmark: 'Not the cover',
    crop: 'Crop',
    clear: 'Take away',
    runs: { improve: 'Improve', complete: 'Complete' },
    ran: {
      improve: (/** @type {number} */ by) =>
        by >= LEAST_CHANGE ? `Improved by ${number(by, 3)}.` : 'Nothing better was found.',
      complete: (/** @type {number} */ _by, /** @type {number} */ empty) =>
        empty
          ? `${plural(empty, 'page stays', 'pages stay')} empty: there is no other picture to choose from.`
          : 'The empty pages are filled.',
    },
    cancel: 'Cancel',
    percent: (/** @type {number} */ part) => `${number(100 * part)}\u202f%`,
    undo: 'Undo',
    redo: 'Redo',
    share: 'Copy the address',
    print: 'Print',
    more: 'More',
    compare: 'Compare',
    boards: 'Boards and files',
    clearAll: 'Empty the board',
    placed: (/** @type {string} */ picture, /** @type {string} */ slot) => `${picture} is now ${slot}.`,
    moved: (/** @type {string} */ from, /** @type {string} */ to) => `Moved from ${from} to ${to}.`,
    swapped: (/** @type {string} */ from, /** @type {string} */ to) => `${from} and ${to} have changed places.`,
    cleared: (/** @type {string} */ slot) => `${slot} is empty.`,
    allCleared: 'The board is empty but for what is locked.',
    nowLocked: (/** @type {string} */ slot) => `${slot} is locked.`,
    unlocked: (/** @type {string} */ slot) => `${slot} is unlocked.`,
    stays: (/** @type {string} */ slot) => `${slot} is locked, so its picture stays. Unlock it first.`,
    nowCover: (/** @type {string} */ slot) => `The picture of ${slot} is on the cover.`,
    bestCover: 'The best of the pictures is on the cover.',
    undone: 'Undone.',
    redone: 'Done again.',
    said: (/** @type {string} */ sentence, /** @type {number} */ total) =>
      `${sentence} Score ${number(total, 3)}.`.trim(),
    inHand: (/** @type {string} */ picture) => `In hand: ${picture}. Press the month that gets it.`,
    movingFrom: (/** @type {string} */ slot) => `Moving ${slot}: press the month to change places with.`,
    added: (/** @type {number} */ placed, /** @type {number} */ there, /** @type {number} */ left) =>
      [
        placed ? `${plural(placed, 'picture is', 'pictures are')} on the board now.` : '',
        there ? `${plural(there, 'was', 'were')} there already.` : '',
        left ? `For ${plural(left, 'picture', 'pictures')} there is no empty page: take some away first.` : '',
      ]
        .filter(Boolean)
        .join(' '),
  },

  pool: {
    title: 'Pool',
    pictures: 'Pictures of the pool',
    search: 'Search the pool',
    onBoard: (/** @type {string} */ picture, /** @type {string} */ slot) => `${picture}, on the board: ${slot}`,
  },

  crop: {
    label: 'Crop',
    heading: (/** @type {string} */ slot) => `Crop for ${slot}`,
    hint: 'Drag the point that stays in view, or move it with the arrow keys.',
    point: (/** @type {number} */ x, /** @type {number} */ y) =>
      `Stays in view: ${number(100 * x)}\u202f% across, ${number(100 * y)}\u202f% down`,
    own: 'By the picture itself',
    done: 'Done',
  },

  boards: {
    title: 'Boards and files',
    name: 'Name of this board',
    maker: 'Your name, for the file',
    unnamed: 'Calendar',
    save: 'Save',
    replace: 'Replace',
    putBack: 'Put back',
    kept: 'Boards kept in this browser',
    none: 'No board is kept in this browser yet.',
    open: 'Open',
    rename: 'Rename',
    renameIt: (/** @type {string} */ name) => `Rename ${name}`,
    remove: (/** @type {string} */ name) => `Delete ${name}`,
    files: 'As a file',
    import: 'Import JSON',
    saved: (/** @type {string} */ name) => `“${name}” is kept in this browser.`,
    opened: (/** @type {string} */ name) => `“${name}” is open.`,
    taken: (/** @type {string} */ name) => `There is a board called “${name}” already: give another name.`,
    removed: (/** @type {string} */ name) => `“${name}” is deleted.`,
    renamed: (/** @type {string} */ before, /** @type {string} */ name) => `“${before}” is now “${name}”.`,
    imported: (/** @type {string} */ name) => `“${name}” is imported.`,
  },

  sheets: {
    title: 'Sheets',
    cover: 'Cover',
    contacts: 'Contact sheet',
    paper: { label: 'Paper', options: { a4: 'A4', a3: 'A3', letter: 'Letter', tabloid: 'Tabloid' } },
    turn: { label: 'Turned', options: { upright: 'Portrait', lying: 'Landscape' } },
    layout: { label: 'Month', options: { above: 'Picture above days', spread: 'Picture, then days' } },
    fit: { label: 'Pictures', options: { fill: 'Cropped to the page', whole: 'Whole' } },
    judged: {
      stop: (/** @type {number} */ dots) =>
        `Too few pixels for this paper: the original gives ${number(dots)} dots an inch, 150 are the least.`,
      warn: (/** @type {number} */ dots) =>
        `Less sharp than print can be: the original gives ${number(dots)} dots an inch.`,
      note: (/** @type {number} */ dots) =>
        `A little less sharp than print can be, from close by: ${number(dots)} dots an inch.`,
    },
    more: (/** @type {number} */ count) => `+${number(count)}`,
    phases: ['New moon', 'First quarter', 'Full moon', 'Last quarter'],
  },
};
