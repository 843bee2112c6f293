// A board as it leaves the page and comes back: the text of an address, a JSON file (CalendarBoard in
// core/documents/documents.h), a CSV file.
//
// The text: slots, one after the other, with "." between them, then what differs from the plan's way of judging.
//   slot       "-" (empty) or the picture's key; then "l" (locked), "c" (the cover), "f" and four digits (the focus:
//              x and y in thousandths, to the base 64)
//   *classic   the objective
//   *w100_50   weights in hundredths
import { COLUMNS, csvCell } from '../selection/export.js';
import { words } from '../views/calendar/texts.js';
import { emptyBoard, focusAt, rowsOf } from './board.js';
import { COMPONENTS, OBJECTIVES as KNOWN } from './engine.js';

/** @typedef {import('./board.js').Board} Board */

/**
 * A board, and how it is judged.
 * @typedef {object} Arrangement
 * @property {Board} board
 * @property {string} objective
 * @property {readonly number[] | null} weights  of its components, in whole hundredths; null: the plan's, or the objective's own
 */

/** @type {readonly string[]} */
const OBJECTIVES = KNOWN;
/** As in vitrine.json. */
const MOST_WEIGHT = 100;
const SCHEMA = 2;

/** @param {number} value  of a slider, or from a file */
export const weightOf = (value) => Math.round(Math.min(MOST_WEIGHT, Math.max(0, value || 0)) * 100) / 100;

// --- the text of an address -----------------------------------------------------------------------------------

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** @param {number} part  0..1 */
const formatPart = (part) => DIGITS[Math.round(part * 1000) >> 6] + DIGITS[Math.round(part * 1000) & 63];

/** @param {string} digits */
const parsePart = (digits) => (DIGITS.indexOf(digits[0]) * 64 + DIGITS.indexOf(digits[1])) / 1000;

/**
 * @param {Arrangement} arrangement
 * @param {string} objective  the plan's
 * @param {(row: number) => string} keyOf
 * @returns {string}  "": an empty board, judged as the plan has it
 */
export function formatBoard({ board, objective: own, weights }, objective, keyOf) {
  const slots = board.slots.map(({ row, locked, focus }, slot) => {
    const cover = slot === board.cover ? 'c' : '';
    const point = focus ? `f${focus.map(formatPart).join('')}` : '';
    return (row < 0 ? '-' : keyOf(row)) + (locked ? 'l' : '') + cover + point;
  });
  const judged = [];
  if (own !== objective) judged.push(`*${own}`);
  if (weights) judged.push(`*w${weights.map((weight) => Math.round(weight * 100)).join('_')}`);
  if (judged.length === 0 && slots.every((slot) => slot === '-')) return '';
  return [...slots, ...judged].join('.');
}

/**
 * @param {string} text
 * @param {{slots: number, objective: string}} plan
 * @param {(key: string) => number} rowOf  -1: there is no such picture
 * @returns {{arrangement: Arrangement | null, unknown: string[]}}  null: it is no board; unknown: the parts that mean
 *   nothing here, as they are written
 */
export function parseBoard(text, { slots: count, objective }, rowOf) {
  /** @type {string[]} */
  const unknown = [];
  const slots = [...emptyBoard(count).slots];
  /** @type {Arrangement} */
  const arrangement = { board: { slots, cover: -1 }, objective, weights: null };
  const parts = text === '' ? [] : text.split('.');
  let understood = 0;
  for (const [at, part] of parts.entries()) {
    const known = part.startsWith('*')
      ? takeJudged(arrangement, part)
      : takeSlot(arrangement.board, slots, at, part, rowOf);
    if (known) ++understood;
    else unknown.push(part);
  }
  return understood > 0 || parts.length === 0
    ? { arrangement, unknown }
    : { arrangement: null, unknown: [`board=${text}`] };
}

/**
 * @param {Board} board
 * @param {import('./board.js').Slot[]} slots  of the board
 * @param {number} at
 * @param {string} part
 * @param {(key: string) => number} rowOf
 * @returns {boolean}  whether it was understood
 */
function takeSlot(board, slots, at, part, rowOf) {
  const [whole, key, locked, cover, point] = /^([\w-]{8}|-)(l?)(c?)(?:f([\w-]{4}))?$/.exec(part) ?? [];
  const isEmpty = key === '-';
  const row = whole && !isEmpty ? rowOf(key) : -1;
  const isTaken = row >= 0 && slots.some((slot) => slot.row === row);
  if (!whole || at >= slots.length || isTaken || (!isEmpty && row < 0) || (isEmpty && (cover || point))) return false;
  const focus = point ? focusAt(parsePart(point.slice(0, 2)), parsePart(point.slice(2))) : null;
  slots[at] = { row, locked: locked !== '', focus };
  if (cover) board.cover = at;
  return true;
}

/** @param {Arrangement} arrangement @param {string} part @returns {boolean} whether it was understood */
function takeJudged(arrangement, part) {
  const name = part.slice(1);
  if (OBJECTIVES.includes(name)) {
    arrangement.objective = name;
    return true;
  }
  if (!/^w\d{1,5}(_\d{1,5})*$/.test(name)) return false;
  const weights = name
    .slice(1)
    .split('_')
    .map((hundredths) => weightOf(Number(hundredths) / 100));
  if (weights.length !== COMPONENTS.length) return false;
  arrangement.weights = weights;
  return true;
}

// --- a file ---------------------------------------------------------------------------------------------------

/** @typedef {{name: string, maker: string}} Named  a board's name, and that of the curator */

/**
 * The file that `vitrine analyse --apply` and `vitrine calendar --board` take.
 * @param {Arrangement} arrangement
 * @param {Named} named
 * @param {{collection: string, firstMonth: string}} of
 * @param {(row: number) => string} idOf
 */
export function asBoardFile({ board, objective, weights }, { name, maker }, { collection, firstMonth }, idOf) {
  const slots = board.slots.map(({ row, locked, focus }) => ({
    picture: row < 0 ? '' : idOf(row),
    ...(locked ? { locked } : {}),
    ...(focus ? { focus_x: focus[0], focus_y: focus[1] } : {}),
  }));
  const file = {
    schema: SCHEMA,
    collection,
    name,
    ...(maker ? { maker } : {}),
    first_month: firstMonth,
    cover: board.cover < 0 ? null : board.cover,
    objective,
    ...(weights ? { weights } : {}),
    slots,
  };
  return JSON.stringify(file, null, 1) + '\n';
}

/**
 * A file that was read, for this calendar. Throws an Error, its text a sentence.
 * @param {import('../documents').CalendarBoard} file
 * @param {{collection: string, firstMonth: string, slots: number}} of
 * @param {Map<string, number>} rows  of the identifiers that the collection has
 * @returns {{arrangement: Arrangement, named: Named, gone: string[], began: string}}  gone: identifiers of no picture;
 *   their slots are empty. began: its first month where that is not this calendar's; else ""
 */
export function fromBoardFile(file, { collection, firstMonth, slots: count }, rows) {
  const { slots, cover, name, maker, objective, weights } = file;
  if (file.collection !== collection) throw new Error(words.exchange.otherCollection(file.collection, collection));
  if (slots.length !== count) throw new Error(words.exchange.otherSlots(slots.length, count));
  if (!OBJECTIVES.includes(objective)) throw new Error(words.exchange.otherObjective(objective, OBJECTIVES));
  if (![0, COMPONENTS.length].includes(weights.length))
    throw new Error(words.exchange.otherWeights(weights.length, COMPONENTS.length));
  const named = slots.map(({ picture }) => picture).filter((picture) => picture !== '');
  const twice = named.find((picture, at) => named.indexOf(picture) !== at);
  if (twice !== undefined) throw new Error(words.exchange.twice(twice));
  const taken = slots.map(({ picture, locked, focus_x, focus_y }) => {
    const row = rows.get(picture) ?? -1;
    return { row, locked, focus: row < 0 ? null : focusAt(focus_x, focus_y) };
  });
  return {
    arrangement: {
      board: { slots: taken, cover: taken[cover]?.row >= 0 ? cover : -1 },
      objective,
      weights: weights.length ? Array.from(weights, weightOf) : null,
    },
    named: { name: name.trim(), maker: maker.trim() },
    gone: named.filter((picture) => !rows.has(picture)),
    began: file.first_month === firstMonth ? '' : file.first_month,
  };
}

// --- for a spreadsheet ----------------------------------------------------------------------------------------

/**
 * A line a slot.
 * @param {Board} board
 * @param {readonly string[]} months  of each slot: "2026-12"; "": a cover
 * @param {Map<number, import('../selection/export.js').Exported>} pictures  by row
 */
export function boardAsCsv(board, months, pictures) {
  const lines = Array.from(rowsOf(board), (row, slot) => {
    const picture = pictures.get(row);
    const cells = [String(slot + 1), months[slot], slot === board.cover ? 'cover' : ''];
    return [...cells, ...COLUMNS.map((name) => picture?.[name] ?? '')].map(csvCell).join(',');
  });
  return [['slot', 'month', 'cover', ...COLUMNS].join(','), ...lines, ''].join('\r\n');
}
