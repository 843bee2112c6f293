// The paper that a calendar is printed on, as the command line's print file has it (tools/print/paper.h): where pictures
// lie on the pages, and how many dots of the original an inch gets. Lengths are in millimetres.

/** Upright: width and height. */
export const PAPERS = {
  a4: [210, 297],
  a3: [297, 420],
  letter: [215.9, 279.4],
  tabloid: [279.4, 431.8],
};

/** Of the original, dots an inch: with fewer a calendar is not printed, looks soft, or is a little less than sharp. */
const RESOLUTION = { stop: 150, warn: 200, note: 300 };

const MM_IN_AN_INCH = 25.4;
/** Where pictures are cropped, they go beyond the page, which is trimmed. */
const BLEED = 3;
/** The part of a page's height that its picture has. */
const MONTH_PART = 0.56;
const COVER_PART = { upright: 0.82, lying: 0.8 };
const CREDIT_LINE = 5;
/** Of a month with days that have a page alone, or are below its picture: what is above them, and a line of an entry. */
const HEADING = { alone: 24, below: 22 };
const ENTRY_LINE = { alone: 3.4, below: 2.8 };
const DAY_NUMBER = 5.6;
/** Of the contact sheet: width over height of its pictures, what is above them, between columns, and below each. */
export const CONTACT_FRAME = 3 / 2;
const CONTACT_HEADING = 18;
const CONTACT_GAP = 4;
const CONTACT_TEXT = 12;

/**
 * @typedef {object} Paper
 * @property {number} width
 * @property {number} height
 * @property {number} margin  only pictures go into it
 * @property {number} scale  of type and lines, relative to A4
 */

/**
 * @param {keyof typeof PAPERS} name
 * @param {boolean} lies  on its long side
 * @returns {Paper}
 */
export function paperOf(name, lies) {
  const [short, long] = PAPERS[name];
  const [a4Width, a4Height] = PAPERS.a4;
  const margin = Math.max(6, 0.04 * short);
  const scale = Math.sqrt((short * long) / (a4Width * a4Height));
  return lies ? { width: long, height: short, margin, scale } : { width: short, height: long, margin, scale };
}

/** @typedef {'cover' | 'month' | 'picture' | 'days' | 'contacts'} PageKind */

/**
 * The pages of a calendar: a cover, a page a month or two, a contact sheet.
 * @param {readonly {month: string}[]} slots
 * @param {'above' | 'spread'} layout  above: the picture above its days; spread: the picture, then its days
 * @param {number} cover  the slot with the picture that the cover has
 * @returns {{kind: PageKind, slot: number}[]}
 */
export function pagesOf(slots, layout, cover) {
  /** @type {PageKind[]} */
  const kinds = layout === 'above' ? ['month'] : ['picture', 'days'];
  const months = slots.flatMap(({ month }, slot) => (month ? kinds.map((kind) => ({ kind, slot })) : []));
  return [{ kind: 'cover', slot: cover }, ...months, { kind: 'contacts', slot: -1 }];
}

/**
 * The box of a page's picture, trimmed; null: the page has none of its own.
 * @param {Paper} paper
 * @param {PageKind} kind
 * @param {boolean} whole  pictures are not cropped, and stay inside the margins
 * @returns {{width: number, height: number} | null}
 */
export function pictureBox({ width, height, margin, scale }, kind, whole) {
  if (kind === 'days' || kind === 'contacts') return null;
  const coverPart = width > height ? COVER_PART.lying : COVER_PART.upright;
  const part = kind === 'picture' ? 1 : kind === 'cover' ? coverPart : MONTH_PART;
  if (!whole) return { width, height: part * height };
  const below = kind === 'picture' ? margin + CREDIT_LINE * scale : 0;
  return { width: width - 2 * margin, height: part * height - margin - below };
}

/**
 * How many lines of entries a day has room for, below its number.
 * @param {Paper} paper
 * @param {PageKind} kind
 * @param {number} weeks  rows of the month
 */
export function entryLines({ height, margin, scale }, kind, weeks) {
  const alone = kind === 'days';
  const page = alone ? height - margin : (1 - MONTH_PART) * height;
  const around = (alone ? HEADING.alone : HEADING.below) + CREDIT_LINE - 2;
  const row = (page - margin - around * scale) / weeks / scale;
  return Math.max(1, Math.floor((row - DAY_NUMBER) / (alone ? ENTRY_LINE.alone : ENTRY_LINE.below)));
}

/**
 * The columns of the contact sheet: as few as let all pictures be on one page.
 * @param {Paper} paper
 * @param {number} pictures
 */
export function contactColumns({ width, height, margin, scale }, pictures) {
  const room = height - 2 * margin - CONTACT_HEADING * scale;
  for (let columns = 2; ; columns++) {
    const across = (width - 2 * margin - (columns - 1) * CONTACT_GAP * scale) / columns;
    const down = across / CONTACT_FRAME + CONTACT_TEXT * scale;
    if (Math.ceil(pictures / columns) * down <= room) return columns;
  }
}

/**
 * Dots of the original an inch.
 * @param {{width: number, height: number}} picture  in pixels
 * @param {{width: number, height: number}} box
 * @param {boolean} whole  false: the box is filled, and the picture cropped
 */
export function dotsOf(picture, box, whole) {
  const across = (picture.width * MM_IN_AN_INCH) / box.width;
  const down = (picture.height * MM_IN_AN_INCH) / box.height;
  return Math.round(whole ? Math.max(across, down) : Math.min(across, down));
}

/**
 * The same on a page; null: it has no picture of its own.
 * @param {{width: number, height: number}} picture
 * @param {Paper} paper
 * @param {PageKind} kind
 * @param {boolean} whole
 */
export function dotsOnPage(picture, paper, kind, whole) {
  const box = pictureBox(paper, kind, whole);
  if (!box) return null;
  if (whole) return dotsOf(picture, box, true);
  // at the bottom, a picture that has the page for itself goes beyond it, too
  const bleeds = kind === 'picture' ? 2 : 1;
  return dotsOf(picture, { width: box.width + 2 * BLEED, height: box.height + bleeds * BLEED }, false);
}

/**
 * @param {number} dots  an inch
 * @returns {'stop' | 'warn' | 'note' | 'sharp'}
 */
export function judged(dots) {
  const { stop, warn, note } = RESOLUTION;
  return dots < stop ? 'stop' : dots < warn ? 'warn' : dots < note ? 'note' : 'sharp';
}
