// Calendar days by number and as text: days since 1970-01-01 in the proleptic Gregorian calendar.

/**
 * The calendar day of a day's number; ten times as fast as Date, for hundreds of thousands of days.
 * Howard Hinnant's days-to-civil algorithm.
 * @param {number} day  since 1970-01-01
 */
export function civil(day) {
  const shifted = day + 719468; // since 0000-03-01
  const era = Math.floor(shifted / 146097);
  const ofEra = shifted - era * 146097;
  const yearOfEra = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36524) - Math.floor(ofEra / 146096)) / 365,
  );
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const month = Math.floor((5 * ofYear + 2) / 153); // from March
  return {
    year: yearOfEra + era * 400 + (month >= 10 ? 1 : 0),
    month: month < 10 ? month + 3 : month - 9,
    day: ofYear - Math.floor((153 * month + 2) / 5) + 1,
  };
}

/**
 * "2026-04-06".
 * @param {number} number  days since 1970-01-01
 */
export function dayText(number) {
  const { year, month, day } = civil(number);
  const sign = year < 0 ? '-' : '';
  const years = String(Math.abs(year)).padStart(4, '0');
  return `${sign}${years}-${month < 10 ? '0' : ''}${month}-${day < 10 ? '0' : ''}${day}`;
}

/**
 * Days since 1970-01-01, or null.
 * @param {string} text  "2026-04-06"
 */
export function dayOf(text) {
  const parts = /^(-?\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (!parts) return null;
  const date = new Date(0);
  date.setUTCFullYear(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3]));
  const day = date.getTime() / 86400000;
  return dayText(day) === text ? day : null;
}
