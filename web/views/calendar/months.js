// Names of months and days in the calendar's own language, by the browser. Months are those of the Gregorian calendar,
// whatever calendar a language has.
import { localeOf, timeOf } from '../../format.js';

/** @type {Map<string, Intl.DateTimeFormat>} */
const formats = new Map();

/** @param {string} language @param {Intl.DateTimeFormatOptions} options */
function formatOf(language, options) {
  const name = `${language} ${JSON.stringify(options)}`;
  const known = formats.get(name);
  if (known) return known;
  const format = new Intl.DateTimeFormat(localeOf(language), { ...options, calendar: 'gregory', timeZone: 'UTC' });
  formats.set(name, format);
  return format;
}

/**
 * "March", "Mar", "March 2027".
 * @param {string} month  "2027-03"
 * @param {string} language  BCP 47
 * @param {'long' | 'short' | 'whole'} length
 */
export function monthText(month, language, length) {
  /** @type {Intl.DateTimeFormatOptions} */
  const options = length === 'whole' ? { month: 'long', year: 'numeric' } : { month: length };
  return formatOf(language, options).format(timeOf(month));
}

/**
 * "2027".
 * @param {string} month
 * @param {string} language
 */
export const yearText = (month, language) => formatOf(language, { year: 'numeric' }).format(timeOf(month));

/**
 * Names of the days of a week.
 * @param {string} language
 * @param {number} weekStart  ISO: 1 Monday .. 7 Sunday
 * @param {'long' | 'short'} length
 */
export function weekdayTexts(language, weekStart, length) {
  const monday = Date.UTC(2024, 0, 1);
  return Array.from({ length: 7 }, (_, place) =>
    formatOf(language, { weekday: length }).format(monday + (weekStart - 1 + place) * 86_400_000),
  );
}

/** The number of a day, of a week, in the digits of the language. @param {number} number @param {string} language */
export const numberText = (number, language) => new Intl.NumberFormat(localeOf(language)).format(number);

const RIGHT_TO_LEFT = ['Adlm', 'Arab', 'Hebr', 'Mand', 'Nkoo', 'Rohg', 'Samr', 'Syrc', 'Thaa'];

/** The direction that a language is written in. @param {string} language @returns {'ltr' | 'rtl'} */
export function directionOf(language) {
  const { script = '' } = new Intl.Locale(localeOf(language)).maximize();
  return RIGHT_TO_LEFT.includes(script) ? 'rtl' : 'ltr';
}
