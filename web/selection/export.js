// What leaves the page with a selection: identifiers, CSV, JSON.

/**
 * @typedef {object} Exported
 * @property {string} id
 * @property {string} key
 * @property {string} title
 * @property {string} taken_at
 * @property {string} description
 * @property {string} credit
 * @property {string} license
 * @property {string} source_url
 * @property {Record<string, string>} fields  the owner's other columns
 */

/** Of a CSV file, for each picture. */
export const COLUMNS = /** @type {const} */ ([
  'id',
  'key',
  'title',
  'taken_at',
  'description',
  'credit',
  'license',
  'source_url',
]);

/**
 * A cell of a CSV file. One that begins with = + - @, also in their full width, or with a tab or line end would run as
 * a formula in a spreadsheet: it gets an apostrophe before it.
 * @param {string} text
 */
export function csvCell(text) {
  const safe = /^[=+\-@＝＋－＠\t\r\n]/.test(text) ? `'${text}` : text;
  return safe !== text || /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

/** @param {Exported[]} rows */
export function asCsv(rows) {
  const fields = [...new Set(rows.flatMap((row) => Object.keys(row.fields)))];
  const lines = [[...COLUMNS, ...fields].map(csvCell).join(',')];
  for (const row of rows) {
    const cells = [
      ...COLUMNS.map((name) => row[name]),
      ...fields.map((name) => (Object.hasOwn(row.fields, name) ? row.fields[name] : '')),
    ];
    lines.push(cells.map(csvCell).join(','));
  }
  return lines.join('\r\n') + '\r\n';
}

/** @param {object[]} rows */
export function asJson(rows) {
  return JSON.stringify(rows, null, 1) + '\n';
}

/**
 * One identifier a line; a line end within one becomes a space.
 * @param {{id: string}[]} rows
 */
export function asIds(rows) {
  return rows.map((row) => row.id.replace(/[\r\n]+/g, ' ')).join('\n') + '\n';
}
