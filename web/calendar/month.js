// What stands on the days of a month: its weeks, entries, phases of the Moon.

/**
 * The days of a month in weeks.
 * @param {{first: number, days: number, weeks: number[]}} grid  (Engine.month)
 * @returns {{week: number, days: number[]}[]}  week: its ISO number; days: seven, 0 is one of another month
 */
export function weeksOf({ first, days, weeks }) {
  return weeks.map((week, at) => ({
    week,
    days: Array.from({ length: 7 }, (_, place) => {
      const day = 7 * at + place - first + 1;
      return day >= 1 && day <= days ? day : 0;
    }),
  }));
}

/** @param {string} month  "2026-12" @param {number} day */
export const dayOfMonth = (month, day) => `${month}-${String(day).padStart(2, '0')}`;

/** An entry on one of its days. @typedef {{text: string, begins: boolean, ends: boolean}} Entry */

/**
 * The entries of each day of a month, in their order; index 0 is the first day.
 * @param {readonly {first: string, last: string, text: string}[]} events
 * @param {string} month  "2026-12"
 * @param {number} days
 * @returns {Entry[][]}
 */
export function entriesOf(events, month, days) {
  const [firstDay, lastDay] = [dayOfMonth(month, 1), dayOfMonth(month, days)];
  const inMonth = events.filter(({ first, last }) => first <= lastDay && last >= firstDay);
  return Array.from({ length: days }, (_, at) => {
    const day = dayOfMonth(month, at + 1);
    return inMonth
      .filter(({ first, last }) => first <= day && day <= last)
      .map(({ first, last, text }) => ({ text, begins: first === day, ends: last === day }));
  });
}

/**
 * The phase of the Moon on each day of a month that has one.
 * @param {readonly {day: string, phase: number}[]} moon
 * @param {string} month
 * @returns {Map<number, number>}  0 new moon, 1 first quarter, 2 full moon, 3 last quarter
 */
export const moonOf = (moon, month) =>
  new Map(moon.flatMap(({ day, phase }) => (day.startsWith(`${month}-`) ? [[Number(day.slice(-2)), phase]] : [])));
