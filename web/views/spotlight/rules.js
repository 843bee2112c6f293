// The rules for picks in an address, besides scope and k, and the engine's rules for the members of a scope:
//   start=KEY|best  pin=KEYS  ban=KEYS  per=cluster:2  per=day:1  per=f.category:3  balance=30
import { unknownDay } from '../../core.js';
import { Pace } from '../../pace.js';
import { ownValue, parseKeys, withOwn } from '../../query.js';
import { noGroup } from '../../spotlight/engine.js';
import { words } from './texts.js';

/** @typedef {import('../../query.js').Query} Query */
/** @typedef {import('../../store.js').Store} Store */
/** @typedef {import('../../spotlight/engine.js').Rules} Rules */

/** What "at most n per ..." can count, and the numbers it offers. */
export const MOSTS = [1, 2, 3, 5, 10];

/**
 * @typedef {object} Asked
 * @property {string} start            a key, "best", or "" for the most typical
 * @property {string[]} pins           keys
 * @property {string[]} banned         keys
 * @property {Map<string, number>} limits  "cluster", "day" or "f.NAME", and how many
 * @property {number} balance          percent of the score
 */

/**
 * @param {Query} query
 * @param {Store} store
 * @returns {Asked}
 */
export function askedOf(query, store) {
  const banned = parseKeys(ownValue(query, 'ban'));
  const limits = new Map((query.own.get('per') ?? []).flatMap((text) => limitOf(text, store)));
  const balance = Math.round(Number(ownValue(query, 'balance')));
  return {
    start: ownValue(query, 'start'),
    pins: parseKeys(ownValue(query, 'pin')).filter((key) => !banned.includes(key)),
    banned,
    limits,
    balance: store.manifest.scored && balance > 0 ? Math.min(100, balance) : 0,
  };
}

/**
 * A limit as an address has it, "cluster:2": none or one.
 * @param {string} text
 * @param {Store} store
 * @returns {[string, number][]}
 */
function limitOf(text, store) {
  const colon = text.lastIndexOf(':');
  const kind = text.slice(0, colon);
  const most = Number(text.slice(colon + 1));
  const isOffered = limitsOffered(store).some(([one]) => one === kind);
  return isOffered && Number.isInteger(most) && most > 0 ? [[kind, most]] : [];
}

/**
 * Whether a value of one of Spotlight's parameters means something in this collection, all of whose rows are there.
 * @param {string} name
 * @param {string} value
 * @param {Store} store
 */
export function isUnderstood(name, value, store) {
  const { manifest, collection } = store;
  const isPicture = (/** @type {string} */ key) => collection.rowOf(key) >= 0;
  switch (name) {
    case 'scope':
      if (/^cluster:\d{1,6}$/.test(value)) return Number(value.slice('cluster:'.length)) < manifest.clusters;
      return ['all', 'result', 'selection'].includes(value);
    case 'k':
      return Number(value) > 0;
    case 'start':
      return value === 'best' ? manifest.scored : isPicture(value);
    case 'pin':
    case 'ban':
      return parseKeys(value).some(isPicture);
    case 'per':
      return limitOf(value, store).length > 0;
    default:
      return manifest.scored && Number(value) > 0; // balance
  }
}

/**
 * With another limit of one kind.
 * @param {Query} query
 * @param {string} kind
 * @param {number} most  0: no limit
 */
export function withLimit(query, kind, most) {
  const others = (query.own.get('per') ?? []).filter((text) => !text.startsWith(`${kind}:`));
  return withOwn(query, { per: most ? [...others, `${kind}:${most}`] : others });
}

/**
 * What can be limited: its name in the address, and its label.
 * @param {Store} store
 * @returns {[string, string][]}
 */
export function limitsOffered(store) {
  const { manifest, collection } = store;
  /** @type {[string, string][]} */
  const offered = [];
  if (manifest.clusters) offered.push(['cluster', words.perCluster]);
  if (collection.day.some((day) => day !== unknownDay)) offered.push(['day', words.perDay]);
  for (const { name, label, multiple } of manifest.facets) {
    if (!multiple) offered.push([`f.${name}`, label.toLocaleLowerCase()]);
  }
  return offered;
}

/**
 * The engine's rules for the members of a scope; rules about other pictures are left out.
 * @param {Asked} asked
 * @param {Store} store
 * @param {Int32Array} members      vectors, rising
 * @param {Int32Array} rowOfVector
 * @returns {Promise<Rules>}
 */
export async function rulesFor(asked, store, members, rowOfVector) {
  const { collection, core } = store;
  const inScope = new Set(members);
  const vectors = (/** @type {string[]} */ keys) =>
    keys.map((key) => core.vectorOfRow(collection.rowOf(key))).filter((vector) => inScope.has(vector));
  const pins = vectors(asked.pins);
  const limits = [];
  for (const [kind, most] of asked.limits) {
    limits.push({ groups: await groupOfEach(kind, store, members, rowOfVector), most });
  }
  return {
    first: pins.length || asked.start === 'best' ? pins : vectors([asked.start]),
    banned: vectors(asked.banned),
    limits,
    scores: store.manifest.scored
      ? Float32Array.from(members, (vector) => collection.score[rowOfVector[vector]])
      : undefined,
    balance: asked.balance,
    best: asked.start === 'best',
  };
}

/**
 * The group that each member is in, of one kind.
 * @param {string} kind
 * @param {Store} store
 * @param {Int32Array} members
 * @param {Int32Array} rowOfVector
 */
async function groupOfEach(kind, store, members, rowOfVector) {
  const { collection, manifest } = store;
  const known = (/** @type {number} */ value, /** @type {number} */ missing) => (value === missing ? noGroup : value);
  if (kind === 'cluster') return members.map((vector) => known(collection.cluster[rowOfVector[vector]], -1));
  if (kind === 'day') return members.map((vector) => known(collection.day[rowOfVector[vector]], unknownDay));
  const facet = manifest.facets.findIndex(({ name }) => `f.${name}` === kind);
  const groups = new Int32Array(members.length);
  const pace = new Pace();
  for (let i = 0; i < members.length; ++i) {
    groups[i] = collection.facetValues(rowOfVector[members[i]], facet)[0] ?? noGroup;
    if (i % 1024 === 0) await pace.keep();
  }
  return groups;
}
