// What an address asks for that this collection does not have. What the manifest tells is judged at once, keys of
// pictures when all rows are there, values of a facet when all its values are.
import {
  formatOrder,
  likeOf,
  orderedTag,
  orderOf,
  withFacetToggled,
  withKnownOwn,
  withoutCluster,
  withTag,
} from './query.js';
import { viewOf } from './views.js';

/** @typedef {import('./address.js').Address} Address */
/** @typedef {import('./query.js').Query} Query */
/** @typedef {import('./store.js').Store} Store */

/**
 * The address without the parts that the collection does not have, and those parts as they are written.
 * @param {Address} address
 * @param {Pick<Store, 'manifest' | 'collection' | 'complete'>} store
 * @returns {{address: Address, unknown: string[]}}
 */
export function understood({ view, item, query }, store) {
  /** @type {string[]} */
  const unknown = [];
  const row = viewOf(view);
  if (!row) unknown.push(view);
  const hasItem = item !== '' && row?.items !== undefined;
  if (item !== '' && !hasItem) unknown.push(`/${item}`);
  const next = { view: row ? view : 'browse', item: hasItem ? item : '' };
  const judges = [withKnownFacets, withKnownTags, withKnownCluster, withKnownStack, withKnownOrder];
  const judged = judges.reduce((kept, judge) => judge(kept, store, unknown), query);
  const own = viewOf(next.view)?.own ?? [];
  const known = withKnownOwn(judged, (name) => own.includes(name)); // their values are the view's to judge
  return { address: { ...next, query: known.query }, unknown: [...unknown, ...known.unknown] };
}

/** @typedef {(query: Query, store: Pick<Store, 'manifest' | 'collection' | 'complete'>, unknown: string[]) => Query} Judge */

/** @type {Judge} */
function withKnownFacets(query, { manifest }, unknown) {
  let next = query;
  for (const [name, values] of query.facets) {
    const facet = manifest.facets.find((one) => one.name === name);
    for (const value of values) {
      if (facet?.values.includes(value) || (facet && facet.more > 0)) continue;
      unknown.push(`f.${name}=${value}`);
      next = withFacetToggled(next, name, value);
    }
  }
  return next;
}

/** @type {Judge} */
function withKnownTags(query, { manifest }, unknown) {
  let next = query;
  for (const [code, least] of query.tags) {
    if (manifest.tags.some((tag) => tag.code === code)) continue;
    unknown.push(`t.${code}=${least}`);
    next = withTag(next, code, null);
  }
  return next;
}

/** @type {Judge} */
function withKnownCluster(query, { manifest }, unknown) {
  if (query.cluster === null || query.cluster < manifest.clusters) return query;
  unknown.push(`cluster=${query.cluster}`);
  return withoutCluster(query);
}

/** @type {Judge} */
function withKnownStack(query, store, unknown) {
  if (!query.stack || !isGone(query.stack, store)) return query;
  unknown.push(`stack=${query.stack}`);
  return { ...query, stack: '' };
}

/** @type {Judge} */
function withKnownOrder(query, store, unknown) {
  const { manifest } = store;
  const tag = orderedTag(query);
  const like = likeOf(query);
  const noTag = tag !== '' && manifest.tags.every(({ code }) => code !== tag);
  const noLikeness = like !== '' && (!manifest.vectors.path || isGone(like, store));
  const noScores = orderOf(query).by === 'score' && !manifest.scored;
  if (!noTag && !noLikeness && !noScores) return query;
  unknown.push(`order=${formatOrder(orderOf(query))}`);
  return { ...query, order: null };
}

/**
 * Whether no picture has this key; not known before all rows are there.
 * @param {string} key
 * @param {Pick<Store, 'collection' | 'complete'>} store
 */
const isGone = (key, { collection, complete }) => complete && collection.rowOf(key) < 0;
