// The page's addresses: `#/view/item?query`. Everything a visitor sees can be shared by its address.
import { EVERYTHING, formatQuery, parseQuery } from './query.js';

/** @typedef {import('./query.js').Query} Query */

/**
 * @typedef {object} Address
 * @property {string} view   a name of views.js
 * @property {string} item   a picture's key, a cluster's number, or ""
 * @property {Query} query
 */

/**
 * @param {string} hash  with or without its "#"
 * @returns {Address & {unknown: string[]}}  unknown: the parts that mean nothing, as they were written
 */
export function parseAddress(hash) {
  const text = hash.replace(/^#?\/?/, '');
  const mark = text.indexOf('?');
  const [view, item = '', ...rest] = (mark < 0 ? text : text.slice(0, mark)).split('/');
  const { query, unknown } = parseQuery(mark < 0 ? '' : text.slice(mark + 1));
  const more = rest.filter((part) => part !== '').map((part) => `/${decoded(part)}`);
  return { view: view || 'browse', item: decoded(item), query, unknown: [...more, ...unknown] };
}

/**
 * @param {string} view
 * @param {string} [item]
 * @param {Query} [query]
 */
export function formatAddress(view, item = '', query = EVERYTHING) {
  const text = formatQuery(query);
  return `#/${view}${item ? `/${encodeURIComponent(item)}` : ''}${text ? `?${text}` : ''}`;
}

/** @param {string} text */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
