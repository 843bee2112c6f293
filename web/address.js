// The page's addresses: `#/view/item?parameters`. Everything a visitor sees can be shared by its address.
import { fold } from './fold.js';

/**
 * @typedef {object} Address
 * @property {string} view               "browse", "picture", "clusters", "spotlight", "about"
 * @property {string} item               a picture's key, a cluster's number, or ""
 * @property {URLSearchParams} query
 */

export const DEFAULT_ORDER = '-date';
const KEY_LENGTH = 8;

/**
 * @param {string} hash  with or without its "#"
 * @returns {Address}
 */
export function parseAddress(hash) {
  const text = hash.replace(/^#?\/?/, '');
  const mark = text.indexOf('?');
  const path = (mark < 0 ? text : text.slice(0, mark)).split('/');
  const query = new URLSearchParams(mark < 0 ? '' : text.slice(mark + 1));
  const view = path[0] || 'browse';
  return { view, item: decoded(path[1] ?? ''), query };
}

/**
 * @param {string} view
 * @param {string} [item]
 * @param {URLSearchParams} [query]
 */
export function formatAddress(view, item = '', query) {
  const text = query?.toString() ?? '';
  return `#/${view}${item ? `/${encodeURIComponent(item)}` : ''}${text ? `?${text}` : ''}`;
}

/**
 * The part of an address that the collection answers: words folded, the page's own keys left out.
 * @param {URLSearchParams} query
 */
export function coreQuery(query) {
  const core = new URLSearchParams();
  const words = fold(query.get('q') ?? '').trim();
  if (words) core.set('q', words);
  for (const [name, value] of query) {
    if (isChoice(name)) core.append(name, value);
    if (name === 'from' || name === 'to' || name === 'cluster') core.set(name, value);
  }
  if (orderOf(query) !== DEFAULT_ORDER) core.set('order', orderOf(query));
  return core.toString();
}

/** A value of a facet, or a tag. @param {string} name */
const isChoice = (name) => /^[ft]\./.test(name);

/**
 * What a view hands on to the next: the query without what belongs to one view alone.
 * @param {URLSearchParams} query
 */
export function shared(query) {
  const kept = new URLSearchParams();
  for (const [name, value] of query) {
    if (isChoice(name) || ['q', 'from', 'to', 'cluster', 'stack', 'with', 'order', 'sel'].includes(name))
      kept.append(name, value);
  }
  return kept;
}

/**
 * The key of the picture that an order by likeness begins with; '' in another order.
 * @param {URLSearchParams} query
 */
export function likeOf(query) {
  const order = orderOf(query);
  return order.startsWith('like:') ? order.slice(5) : '';
}

/**
 * What every view hands on to every other: the selection, and what is shown of what is set aside.
 * @param {URLSearchParams} query
 */
export function everywhere(query) {
  return withValues(new URLSearchParams(), { with: query.get('with'), sel: query.get('sel') });
}

/** @param {URLSearchParams} query */
export function orderOf(query) {
  return query.get('order') || DEFAULT_ORDER;
}

/**
 * A copy with one key set, or removed when the value is empty.
 * @param {URLSearchParams} query
 * @param {Record<string, string | number | null>} changes
 */
export function withValues(query, changes) {
  const copy = new URLSearchParams(query);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === '') copy.delete(name);
    else copy.set(name, String(value));
  }
  return copy;
}

/**
 * A copy with one facet's value added or taken away.
 * @param {URLSearchParams} query
 * @param {string} facet
 * @param {string} value
 */
export function withFacetToggled(query, facet, value) {
  const name = `f.${facet}`;
  const values = query.getAll(name);
  const copy = new URLSearchParams(query);
  copy.delete(name);
  const next = values.includes(value) ? values.filter((other) => other !== value) : [...values, value];
  for (const one of next) copy.append(name, one);
  return copy;
}

/**
 * The tags that filter, with their least scores.
 * @param {URLSearchParams} query
 * @returns {Map<string, number>} by code
 */
export function tagChoices(query) {
  const choices = new Map();
  for (const [name, value] of query) {
    const code = name.slice(2);
    if (name.startsWith('t.') && value && Number.isFinite(Number(value)) && !choices.has(code))
      choices.set(code, Number(value) + 0); // -0 is 0
  }
  return choices;
}

/** The order by a tag's scores, clearest first. @param {string} code */
export const tagOrder = (code) => `-tag.${code}`;

/** The tag that the order goes by, or "". @param {URLSearchParams} query */
export const orderedTag = (query) => /^-?tag\.(.+)$/.exec(orderOf(query))?.[1] ?? '';

/**
 * A copy with a tag's least score, or without the tag when it is null, and then not ordered by it either.
 * @param {URLSearchParams} query
 * @param {string} code
 * @param {string | null} least
 */
export function withTag(query, code, least) {
  const order = least === null && orderedTag(query) === code ? null : query.get('order');
  return withValues(query, { [`t.${code}`]: least, order });
}

/** @param {URLSearchParams} query */
export function isFiltered(query) {
  return [...query.keys()].some((name) => isChoice(name) || ['q', 'from', 'to', 'cluster', 'stack'].includes(name));
}

/** @param {URLSearchParams} query */
export function withoutFilters(query) {
  const copy = new URLSearchParams();
  for (const [name, value] of query) {
    if (name === 'order' || name === 'sel' || name === 'with') copy.append(name, value);
  }
  return copy;
}

/**
 * The selected keys, eight characters each, without a separator.
 * @param {URLSearchParams} query
 * @returns {string[] | null}  null: the address says nothing about a selection
 */
export function selectionOf(query) {
  const text = query.get('sel');
  return text === null ? null : keysOf(text);
}

/**
 * Keys as an address has them: one after the other, without a separator.
 * @param {string} text
 */
export function keysOf(text) {
  const keys = [];
  for (let at = 0; at + KEY_LENGTH <= text.length; at += KEY_LENGTH) keys.push(text.slice(at, at + KEY_LENGTH));
  return [...new Set(keys)].filter((key) => /^[\w-]{8}$/.test(key));
}

/** @param {string} text */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
