// Numbers and dates as visitors read them. English ones are made here: the browser's own formatters take longer to
// start than the whole page; other languages need them, each made once.

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

let language = 'en';
/** @type {Map<string, any>} */
const formatters = new Map();

/**
 * @template T
 * @param {string} name
 * @param {() => T} make
 * @returns {T}
 */
function formatter(name, make) {
  if (!formatters.has(name)) formatters.set(name, make());
  return formatters.get(name);
}

const english = () => /^en\b/.test(language);

/**
 * Dates and numbers follow the collection's language.
 * @param {string} tag  BCP 47
 */
export function setLanguage(tag) {
  language = localeOf(tag);
  formatters.clear();
}

/**
 * What the browser makes of a language tag; one that is none is English.
 * @param {string} tag  BCP 47
 */
export function localeOf(tag) {
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? 'en';
  } catch {
    return 'en';
  }
}

/**
 * Thin spaces between thousands and a real minus, in every language.
 * @param {number} value
 * @param {number} [decimals]
 */
export function number(value, decimals = 0) {
  const [whole, part] = Math.abs(value).toFixed(decimals).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, '\u202f');
  return (value < 0 ? '−' : '') + grouped + (part ? decimalMark() + part : '');
}

function decimalMark() {
  if (english()) return '.';
  return formatter(
    'mark',
    () => new Intl.NumberFormat(language).formatToParts(0.5).find(({ type }) => type === 'decimal')?.value ?? '.',
  );
}

/**
 * Bidirectional isolation of a text of the collection within a plain sentence (elsewhere <bdi> does it): it does not
 * change the direction of the text beside it.
 * @param {string} text
 */
export function isolated(text) {
  const plain = text.replace(/[\u202a-\u202e\u2066-\u2069]/g, '');
  return /[\u0590-\u08ff\ufb1d-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u.test(plain)
    ? `\u2068${plain}\u2069`
    : plain;
}

/** @param {number} bytes */
export function size(bytes) {
  if (bytes < 1000) return `${bytes}\u202fB`;
  if (bytes < 1e6) return `${number(bytes / 1e3)}\u202fkB`;
  return `${number(bytes / 1e6, 1)}\u202fMB`;
}

/** @param {string} key  year, month and day as far as they are there; years before 0 have a sign */
function partsOf(key) {
  const [, year, month, day] = /^(-?\d+)(?:-(\d\d))?(?:-(\d\d))?/.exec(key) ?? ['', key];
  return {
    year: year.replace(/^(-?)0+(?=\d)/, '$1').replace('-', '−'),
    month: Number(month ?? 0),
    day: Number(day ?? 0),
  };
}

/**
 * @param {string} key  "2026-04-06", "2026-04" or "2026"
 * @param {'long' | 'short'} [length]  of the month's name
 */
export function date(key, length = 'long') {
  const { year, month, day } = partsOf(key);
  if (month === 0) return year;
  if (english()) return [day || '', monthIn(month, length), year].join(' ').trim();
  /** @type {Intl.DateTimeFormatOptions} */
  const options = { year: 'numeric', month: length, timeZone: 'UTC' };
  if (day) options.day = 'numeric';
  return formatter(`date ${day > 0} ${length}`, () => new Intl.DateTimeFormat(language, options)).format(timeOf(key));
}

/**
 * @param {number} month  1..12
 * @param {'long' | 'short'} length
 */
function monthIn(month, length) {
  return length === 'long' ? MONTHS[month - 1] : MONTHS[month - 1].slice(0, 3);
}

/**
 * When a month or a day begins, in milliseconds since 1970 (UTC).
 * @param {string} key  "2026-04-06", "2026-04"
 */
export function timeOf(key) {
  const [, year, month, day] = /^(-?\d+)-(\d\d)(?:-(\d\d))?/.exec(key) ?? ['', '0', '1', '1'];
  const at = new Date(0);
  at.setUTCFullYear(Number(year), Number(month) - 1, Number(day ?? 1));
  return at.getTime();
}

/**
 * "1 – 11 Apr 2026", "28 Mar – 2 Apr 2026", "1969 – 20 Jul 1969", "6 Apr 2026".
 * @param {string} from  as exact as date() takes it
 * @param {string} to
 */
export function dateRange(from, to) {
  if (from === to) return date(from, 'short');
  const [a, b] = [partsOf(from), partsOf(to)];
  const days = a.day > 0 && b.day > 0;
  if (!days || from > to || a.year !== b.year || !english()) return `${date(from, 'short')} – ${date(to, 'short')}`;
  const start = a.month === b.month ? String(a.day) : `${a.day} ${monthIn(a.month, 'short')}`;
  return `${start} – ${date(to, 'short')}`;
}

/** @param {string} key "2026-04" */
export function monthName(key) {
  if (english()) return monthIn(partsOf(key).month, 'short');
  return formatter('month', () => new Intl.DateTimeFormat(language, { month: 'short', timeZone: 'UTC' })).format(
    timeOf(key),
  );
}

/**
 * A moment as published: as much of it as is known.
 * @param {string} takenAt
 */
export function moment(takenAt) {
  const match = /^(-?\d{4}(?:-\d\d(?:-\d\d)?)?)(?:T(\d\d:\d\d)(?::\d\d)?(Z|[+-]\d\d:\d\d)?)?/.exec(takenAt);
  if (!match) return '';
  const zone = match[3] === 'Z' ? 'UTC' : match[3] ? `UTC${match[3].replace('-', '−')}` : '';
  return [date(match[1]), match[2], zone].filter(Boolean).join(', ').replace(/, UTC/, ' UTC');
}
