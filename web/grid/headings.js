// Where the headings of a result stand and what they say: days or months by date, letters by title.
import { unknownDay } from '../core.js';
import { civil, dayText } from '../days.js';
import { fold } from '../fold.js';
import { date } from '../format.js';
import { texts } from '../texts.js';

/** With fewer pictures a day than this (of the days that have any), headings are by month. */
export const DENSE_DAY = 4;

/**
 * @typedef {object} Headings
 * @property {Uint32Array} starts   first item of each group
 * @property {string[]} keys        "2026-04-06", "2026-04", "2026", a letter; "" for what has no date or title
 * @property {'date' | 'letter' | 'none'} kind
 */

/**
 * @typedef {object} Sources
 * @property {Int32Array} day                        days since 1970-01-01 of each row
 * @property {(row: number) => string} precision   of the moment: "year", "month", "day" or "second"
 * @property {(row: number) => string} title
 */

/**
 * @param {Uint32Array} rows   a result, in order
 * @param {import('../query.js').Order} order
 * @param {Sources} sources
 * @param {'day' | 'month'} [level]  of date headings; else as dense as the result is
 * @returns {Headings}
 */
export function headingsOf(rows, order, sources, level) {
  if (rows.length === 0) return { starts: new Uint32Array(0), keys: [], kind: 'none' };
  if (order.by === 'date') return headingsByDate(rows, sources, level ?? headingLevel(rows, sources));
  if (order.by === 'title') return headingsByLetter(rows, sources.title);
  return { starts: new Uint32Array(1), keys: [''], kind: 'none' };
}

/**
 * Years and months stand at their first day: on any other the precision is known.
 * @param {number} row
 * @param {number} day
 * @param {Sources} sources
 */
const precisionAt = (row, day, sources) => (civil(day).day === 1 ? sources.precision(row) : 'day');

/** @param {string} precision */
const isPeriod = (precision) => precision === 'year' || precision === 'month';

/**
 * @param {Uint32Array} rows
 * @param {Sources} sources
 * @returns {'day' | 'month'}
 */
export function headingLevel(rows, sources) {
  let pictures = 0;
  let days = 0;
  let last = unknownDay;
  for (let item = 0; item < rows.length; ++item) {
    const day = sources.day[rows[item]];
    if (day === unknownDay) break;
    if (day !== last) {
      last = day;
      if (isPeriod(precisionAt(rows[item], day, sources))) continue;
      ++days;
    }
    ++pictures;
  }
  return pictures < DENSE_DAY * days ? 'month' : 'day';
}

/**
 * @param {Uint32Array} rows
 * @param {Sources} sources
 * @param {'day' | 'month'} level
 * @returns {Headings}
 */
function headingsByDate(rows, sources, level) {
  const starts = [];
  const keys = [];
  let lastDay = NaN; // the day of the group, where a day is all that rows of it can be
  let lastKey = null;
  for (let item = 0; item < rows.length; ++item) {
    const row = rows[item];
    const day = sources.day[row];
    if (day === lastDay) continue;
    const key = day === unknownDay ? '' : keyOf(day, precisionAt(row, day, sources), level);
    if (key !== lastKey) {
      starts.push(item);
      keys.push(key);
      lastKey = key;
    }
    lastDay = key === '' || civil(day).day === 1 ? NaN : day;
    if (key === '') break; // what has no date is last in both directions
  }
  return { starts: Uint32Array.from(starts), keys, kind: 'date' };
}

/**
 * @param {number} day
 * @param {string} precision
 * @param {'day' | 'month'} level
 */
function keyOf(day, precision, level) {
  const text = dayText(day);
  if (precision === 'year') return text.slice(0, -6);
  return precision === 'month' || level === 'month' ? text.slice(0, -3) : text;
}

/**
 * Titles are in the order of their folded words, untitled rows last: a stretch between two titles of one initial has it
 * throughout.
 * @param {Uint32Array} rows
 * @param {(row: number) => string} title
 * @returns {Headings}
 */
function headingsByLetter(rows, title) {
  /** @type {number[]} */
  const starts = [0];
  const initials = [initialOf(title(rows[0]))];
  const divide = (/** @type {number} */ low, /** @type {number} */ high) => {
    // the initial of `low` is the last one pushed; find where it changes up to `high`
    const end = initialOf(title(rows[high]));
    if (end === initials[initials.length - 1]) return;
    if (high - low === 1) {
      starts.push(high);
      initials.push(end);
      return;
    }
    const middle = (low + high) >> 1;
    divide(low, middle);
    divide(middle, high);
  };
  if (rows.length > 1) divide(0, rows.length - 1);
  return { starts: Uint32Array.from(starts), keys: initials.map(headingOf), kind: 'letter' };
}

/** The initial of a title: a folded letter, "0" for all digits, "#" for a title without either, "" for none. @param {string} title */
function initialOf(title) {
  if (title === '') return '';
  const first = fold(title).match(/[\p{L}\p{N}]/u)?.[0] ?? '#';
  return /[0-9]/.test(first) ? '0' : first;
}

/** @param {string} initial */
const headingOf = (initial) => (initial === '0' ? '0–9' : initial.toUpperCase());

/**
 * What a heading says.
 * @param {string} key
 * @param {Headings['kind']} kind
 */
export function headingText(key, kind) {
  if (kind === 'date') return key === '' ? texts.undated : date(key);
  return key === '' ? texts.noTitle : key;
}
