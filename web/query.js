// A query as a value: what an address asks for, read once (parseQuery) and written once (formatQuery). Values are never
// changed: another query is a copy with other fields, {...query, words: ''}.
import { dayOf, dayText } from './days.js';
import { fold } from './fold.js';

/** What can be set aside, in the order of the switches. */
export const RULES = /** @type {const} */ (['duplicates', 'copies', 'dark']);

/** @typedef {Record<typeof RULES[number], boolean>} Gate  true: set aside */

/**
 * "typical" is the order of one cluster, "like" begins with the picture whose key is `of`, "tag" goes by the scores of
 * the tag whose code is `of`.
 * @typedef {object} Order
 * @property {'date' | 'title' | 'colour' | 'brightness' | 'score' | 'typical' | 'like' | 'tag'} by
 * @property {boolean} descending
 * @property {string} of  "" unless `by` is "like" or "tag"
 */

/**
 * @typedef {object} Query
 * @property {string} words                    as they were typed
 * @property {Map<string, string[]>} facets    chosen values by the facet's name; none is empty
 * @property {Map<string, number>} tags        least scores by the tag's code
 * @property {number | null} from              days since 1970-01-01, both ends included
 * @property {number | null} to
 * @property {number | null} cluster
 * @property {string} stack                    key of the picture whose stack is shown; ""
 * @property {Gate} gate
 * @property {Order | null} order              null: the view's own, newest first in most
 * @property {string[] | null} selection       keys; null: the address says nothing about a selection
 * @property {Map<string, string[]>} own       the parameters of one view alone, by name; the view reads them
 */

/** @type {Order} */
export const NEWEST = Object.freeze({ by: 'date', descending: true, of: '' });

/** @type {Order} */
export const TYPICAL = Object.freeze({ by: 'typical', descending: false, of: '' });

/** @type {Query} */
export const EVERYTHING = Object.freeze({
  words: '',
  facets: new Map(),
  tags: new Map(),
  from: null,
  to: null,
  cluster: null,
  stack: '',
  gate: Object.freeze({ duplicates: true, copies: true, dark: true }),
  order: null,
  selection: null,
  own: new Map(),
});

/** Orders that the core gives, each in both directions. */
const CORE_ORDERS = ['date', 'title', 'colour', 'brightness', 'score'];
const KEY = /^[\w-]{8}$/;

// --- from and to the address ----------------------------------------------------------------------------------

/**
 * Reads the part of an address after its "?".
 * @param {string} text
 * @returns {{query: Query, unknown: string[]}}  unknown: the parameters that mean nothing, as they were written
 */
export function parseQuery(text) {
  /** @type {Query} */
  const query = { ...EVERYTHING, facets: new Map(), tags: new Map(), own: new Map() };
  /** @type {string[]} */
  const unknown = [];
  const seen = new Set();
  for (const [name, value] of new URLSearchParams(text)) {
    const understood = (!Object.hasOwn(readers, name) || !seen.has(name)) && take(query, name, value);
    if (!understood) unknown.push(`${name}=${value}`);
    seen.add(name);
  }
  if (query.order?.by === 'typical' && query.cluster === null) {
    unknown.push('order=typical'); // of which cluster?
    query.order = null;
  }
  return { query, unknown };
}

/**
 * Parameters that stand once in an address: each puts its value into the query, or says that it is none.
 * @type {Record<string, (query: Query, value: string) => boolean>}
 */
const readers = {
  q: (query, value) => {
    query.words = value.trim();
    return true;
  },
  from: (query, value) => (query.from = dayOf(value)) !== null,
  to: (query, value) => (query.to = dayOf(value)) !== null,
  cluster: (query, value) => {
    if (/^\d{1,6}$/.test(value)) query.cluster = Number(value);
    return query.cluster !== null;
  },
  stack: (query, value) => {
    if (KEY.test(value)) query.stack = value;
    return query.stack !== '';
  },
  with: (query, value) => {
    const shown = value.split(',');
    query.gate = gateOf((rule) => !shown.includes(rule));
    return shown.every((rule) => /** @type {readonly string[]} */ (RULES).includes(rule));
  },
  order: (query, value) => (query.order = parseOrder(value)) !== null,
  sel: (query, value) => {
    const keys = parseKeys(value);
    if (keys.length > 0 || value === '') query.selection = keys;
    return query.selection !== null;
  },
};

/**
 * @param {Query} query
 * @param {string} name
 * @param {string} value
 * @returns {boolean}  whether it was understood
 */
function take(query, name, value) {
  if (Object.hasOwn(readers, name)) return readers[name](query, value);
  const of = name.slice(2);
  if (of === '' && /^[ft]\./.test(name)) return false;
  if (name.startsWith('f.')) {
    const values = query.facets.get(of) ?? [];
    if (!values.includes(value)) query.facets.set(of, [...values, value]);
    return true;
  }
  if (name.startsWith('t.')) {
    if (query.tags.has(of) || value.trim() === '' || !Number.isFinite(Number(value))) return false;
    query.tags.set(of, Number(value) + 0); // -0 is 0
    return true;
  }
  query.own.set(name, [...(query.own.get(name) ?? []), value]);
  return true;
}

/**
 * The shortest text that parseQuery() reads back as the same query.
 * @param {Query} query
 */
export function formatQuery(query) {
  const shown = RULES.filter((rule) => !query.gate[rule]);
  const text = coreParameters({ ...query, order: null }, query.words);
  if (query.stack) text.append('stack', query.stack);
  if (shown.length) text.append('with', shown.join());
  if (query.order) text.append('order', formatOrder(query.order));
  if (query.selection) text.append('sel', query.selection.join(''));
  for (const [name, values] of query.own) for (const value of values) text.append(name, value);
  return text.toString();
}

/**
 * The part of a query that the core answers, as it takes it (core/collection/query.h): words folded, the page's own
 * parameters left out.
 * @param {Query} query
 */
export function coreText(query) {
  return coreParameters(query, fold(query.words)).toString();
}

/**
 * @param {Query} query
 * @param {string} words
 */
function coreParameters({ facets, tags, from, to, cluster, order }, words) {
  const text = new URLSearchParams();
  if (words) text.append('q', words);
  for (const [facet, values] of facets) for (const value of values) text.append(`f.${facet}`, value);
  for (const [code, least] of tags) text.append(`t.${code}`, String(least));
  if (from !== null) text.append('from', dayText(from));
  if (to !== null) text.append('to', dayText(to));
  if (cluster !== null) text.append('cluster', String(cluster));
  const ofCore = order && (CORE_ORDERS.includes(order.by) || order.by === 'tag');
  if (ofCore && formatOrder(order) !== formatOrder(NEWEST)) text.append('order', formatOrder(order));
  return text;
}

/**
 * "-date", "typical", "like:KEY", "-tag.CODE".
 * @param {string} text
 * @returns {Order | null}  null: there is no such order
 */
export function parseOrder(text) {
  if (text === 'typical') return TYPICAL;
  if (text.startsWith('like:')) return KEY.test(text.slice(5)) ? likeOrder(text.slice(5)) : null;
  const descending = text.startsWith('-');
  const by = descending ? text.slice(1) : text;
  if (by.startsWith('tag.')) return by.length > 4 ? { by: 'tag', descending, of: by.slice(4) } : null;
  return CORE_ORDERS.includes(by) ? { by: /** @type {Order['by']} */ (by), descending, of: '' } : null;
}

/** @param {Order} order */
export function formatOrder({ by, descending, of }) {
  if (by === 'like') return `like:${of}`;
  return (descending ? '-' : '') + (by === 'tag' ? `tag.${of}` : by);
}

/**
 * Keys of eight characters, one after the other, without a separator; what is no key is left out.
 * @param {string} text
 * @returns {string[]}
 */
export function parseKeys(text) {
  const pieces = text.match(/.{8}/gsu) ?? [];
  return [...new Set(pieces)].filter((key) => KEY.test(key));
}

// --- what is asked of a query ---------------------------------------------------------------------------------

/** @param {Query} query @returns {Order} */
export const orderOf = (query) => query.order ?? NEWEST;

/** The key of the picture that an order by likeness begins with; "" in another order. @param {Query} query */
export const likeOf = ({ order }) => (order?.by === 'like' ? order.of : '');

/** The code of the tag that the order goes by, or "". @param {Query} query */
export const orderedTag = ({ order }) => (order?.by === 'tag' ? order.of : '');

/** The order by a tag's scores, clearest first. @param {string} code @returns {Order} */
export const tagOrder = (code) => ({ by: 'tag', descending: true, of: code });

/** The order by likeness to one picture. @param {string} key @returns {Order} */
export const likeOrder = (key) => ({ by: 'like', descending: false, of: key });

/** Whether it asks for some pictures, not for all of them. @param {Query} query */
export function isFiltered({ words, facets, tags, from, to, cluster, stack }) {
  return Boolean(words || facets.size || tags.size || from !== null || to !== null || cluster !== null || stack);
}

/** Whether something is shown that would be set aside at first. @param {Query} query */
export const isGateOpened = ({ gate }) => RULES.some((rule) => !gate[rule]);

/** A view's own parameter: its first value, or "". @param {Query} query @param {string} name */
export const ownValue = (query, name) => query.own.get(name)?.[0] ?? '';

// --- other queries made from one ------------------------------------------------------------------------------

/**
 * What a view hands on to the next: the query without what belongs to one view alone.
 * @param {Query} query
 * @returns {Query}
 */
export const shared = (query) => ({ ...query, own: EVERYTHING.own });

/**
 * What every view hands on to every other: the selection, and what is shown of what is set aside.
 * @param {Query} query
 * @returns {Query}
 */
export const everywhere = ({ gate, selection }) => ({ ...EVERYTHING, gate, selection });

/** All pictures, in the same order where it is one of all pictures. @param {Query} query @returns {Query} */
export const withoutFilters = ({ gate, selection, order }) => withoutCluster({ ...EVERYTHING, gate, selection, order });

/** Not of one cluster, and then not in its order either. @param {Query} query @returns {Query} */
export function withoutCluster(query) {
  return { ...query, cluster: null, order: query.order?.by === 'typical' ? null : query.order };
}

/**
 * With one facet's value added or taken away.
 * @param {Query} query
 * @param {string} facet
 * @param {string} value
 * @returns {Query}
 */
export function withFacetToggled(query, facet, value) {
  const facets = new Map(query.facets);
  const values = facets.get(facet) ?? [];
  const next = values.includes(value) ? values.filter((other) => other !== value) : [...values, value];
  if (next.length) facets.set(facet, next);
  else facets.delete(facet);
  return { ...query, facets };
}

/**
 * With a tag's least score, or without the tag when it is null, and then not ordered by it either.
 * @param {Query} query
 * @param {string} code
 * @param {number | null} least
 * @returns {Query}
 */
export function withTag(query, code, least) {
  const tags = new Map(query.tags);
  if (least !== null) return { ...query, tags: tags.set(code, least) };
  tags.delete(code);
  return { ...query, tags, order: orderedTag(query) === code ? null : query.order };
}

/**
 * With one rule of the gate switched.
 * @param {Query} query
 * @param {typeof RULES[number]} rule
 * @returns {Query}
 */
export const withRuleToggled = (query, rule) => ({
  ...query,
  gate: gateOf((one) => query.gate[one] !== (one === rule)),
});

/**
 * With other values of a view's own parameters; null, "" or none takes one out.
 * @param {Query} query
 * @param {Record<string, string | number | string[] | null>} changes
 * @returns {Query}
 */
export function withOwn(query, changes) {
  const own = new Map(query.own);
  for (const [name, value] of Object.entries(changes)) {
    const values = Array.isArray(value) ? value : value === null || value === '' ? [] : [String(value)];
    if (values.length) own.set(name, values);
    else own.delete(name);
  }
  return { ...query, own };
}

/**
 * With those values alone of its own parameters that mean something.
 * @param {Query} query
 * @param {(name: string, value: string) => boolean} isKnown
 * @returns {{query: Query, unknown: string[]}}  unknown: the others, as they are written
 */
export function withKnownOwn(query, isKnown) {
  /** @type {string[]} */
  const unknown = [];
  let known = query;
  for (const [name, values] of query.own) {
    const others = values.filter((value) => !isKnown(name, value));
    if (others.length === 0) continue;
    unknown.push(...others.map((value) => `${name}=${value}`));
    known = withOwn(known, { [name]: values.filter((value) => isKnown(name, value)) });
  }
  return { query: known, unknown };
}

/** @param {(rule: typeof RULES[number]) => boolean} isSetAside @returns {Gate} */
const gateOf = (isSetAside) => ({
  duplicates: isSetAside('duplicates'),
  copies: isSetAside('copies'),
  dark: isSetAside('dark'),
});
