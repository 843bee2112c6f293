// Names of months in the calendar's own language, by the browser.

/** @type {Map<string, Intl.DateTimeFormat>} */
const formats = new Map();

/** @param {string} language @param {Intl.DateTimeFormatOptions} options */
function formatOf(language, options) {
  const name = `${language} ${JSON.stringify(options)}`;
  const known = formats.get(name);
  if (known) return known;
  const format = new Intl.DateTimeFormat(localeOf(language), { ...options, timeZone: 'UTC' });
  formats.set(name, format);
  return format;
}

/** What the browser makes of a language tag; one that is none is English. @param {string} language */
function localeOf(language) {
  try {
    return Intl.getCanonicalLocales(language)[0] ?? 'en';
  } catch {
    return 'en';
  }
}

/** @param {string} month  "2026-12" */
const timeOf = (month) => Date.UTC(Number(month.slice(0, -3)), Number(month.slice(-2)) - 1, 1);

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
 * The year in the calendar of the language.
 * @param {string} month
 * @param {string} language
 */
export const yearText = (month, language) => formatOf(language, { year: 'numeric' }).format(timeOf(month));
