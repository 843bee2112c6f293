// Filter and sort over the rows of a site, in the page's main module, in a plain JavaScript loop and in crossfilter2,
// which all answer the same: rows in order, counts of both facets without their own choice, a histogram of days.
// node queries.mjs WASM-FOLDER SITE: prints milliseconds of processor time as JSON.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { unknownDay } from '../../web/core.js';
import { startCore } from '../wasm/parts.mjs';
import { median, processorTime } from './node.mjs';

const site = process.argv[3];
const crossfilter = createRequire(new URL('../../web/package.json', import.meta.url))('crossfilter2');

// --- the same rows for all -----------------------------------------------------------------------------------

const bytesOf = async (path) => new Uint8Array(await readFile(join(site, path)));
const json = (bytes) => JSON.parse(new TextDecoder().decode(bytes));

async function openCollection() {
  const core = await startCore();
  const manifest = core.readManifest(await bytesOf('api/collection.json'));
  core.readDocuments(await bytesOf(core.storedPath('api/documents.json')), 'api/documents.json');
  return { core, manifest };
}

const { core, manifest } = await openCollection();
const { collection } = core;
const rank = new Int32Array(manifest.count).fill(-1);
/** Values of each facet by row. */
const facets = manifest.facets.map(() => []);
const shards = [];
for (let number = 0; number < core.imageShards.length; ++number) {
  const path = core.path('images', number);
  const bytes = await bytesOf(core.storedPath(path));
  shards.push(bytes);
  const { first, columns } = json(bytes);
  columns.title_rank.forEach((value, row) => {
    rank[first + row] = value ?? -1;
  });
  manifest.facets.forEach(({ name }, facet) => {
    for (const value of columns.facets[name] ?? []) facets[facet].push(value === null ? [] : [value].flat());
  });
  collection.append(bytes, path);
}
const { day } = collection;
const known = day.filter((one) => one !== unknownDay);
const firstDay = known.reduce((a, b) => Math.min(a, b));
const lastDay = known.reduce((a, b) => Math.max(a, b));
const dated = new Date(0);
const isoOf = (number) => {
  dated.setTime(number * 86400000);
  return dated.toISOString().slice(0, 10);
};

const categories = manifest.facets.findIndex(({ name }) => name === 'category');
const tags = manifest.facets.findIndex(({ name }) => name === 'tags');

/** What is asked, one after the other: a category, and with it a tag, and with both a stretch of days. */
const questions = [
  { category: 1 },
  { category: 1, tag: 2 },
  { category: 1, tag: 2, from: firstDay + 400, to: firstDay + 800 },
  { from: firstDay + 400, to: firstDay + 800 },
  {},
];

// --- three ways ----------------------------------------------------------------------------------------------

function addressOf({ category, tag, from, to }) {
  const address = new URLSearchParams();
  if (category !== undefined) address.append('f.category', manifest.facets[categories].values[category]);
  if (tag !== undefined) address.append('f.tags', manifest.facets[tags].values[tag]);
  if (from !== undefined) address.append('from', isoOf(from));
  if (to !== undefined) address.append('to', isoOf(to));
  return address.toString();
}

function inWasm(question) {
  const { rows, facetCounts, dayCounts } = collection.run(addressOf(question));
  return { rows, categories: facetCounts[categories], tags: facetCounts[tags], days: dayCounts };
}

/** A facet's values of all rows one after the other: those of a row begin at its offset. Faster than an array a row. */
function flat(values) {
  const offsets = new Uint32Array(values.length + 1);
  values.forEach((ofRow, row) => {
    offsets[row + 1] = offsets[row] + ofRow.length;
  });
  return { offsets, values: Uint32Array.from(values.flat()) };
}
const [flatCategories, flatTags] = [flat(facets[categories]), flat(facets[tags])];

function has({ offsets, values }, row, value) {
  for (let at = offsets[row]; at < offsets[row + 1]; ++at) if (values[at] === value) return true;
  return false;
}

function count({ offsets, values }, row, counts) {
  for (let at = offsets[row]; at < offsets[row + 1]; ++at) ++counts[values[at]];
}

function inPlainJavaScript({ category, tag, from, to }) {
  const rows = [];
  const counts = [categories, tags].map((facet) => {
    const { values, more } = manifest.facets[facet]; // the manifest has the first values of a facet alone
    return new Uint32Array(values.length + more);
  });
  const days = new Uint32Array(lastDay - firstDay + 1);
  for (let row = 0; row < manifest.count; ++row) {
    const inCategory = category === undefined || has(flatCategories, row, category);
    const inTag = tag === undefined || has(flatTags, row, tag);
    const inDays = from === undefined || (day[row] >= from && day[row] <= to);
    if (inTag && inDays) count(flatCategories, row, counts[0]);
    if (inCategory && inDays) count(flatTags, row, counts[1]);
    if (inCategory && inTag && day[row] !== unknownDay) ++days[day[row] - firstDay];
    if (inCategory && inTag && inDays) rows.push(row);
  }
  return { rows, categories: counts[0], tags: counts[1], days };
}

function crossfiltered() {
  const filter = crossfilter(Array.from({ length: manifest.count }, (_, row) => row));
  const byCategory = filter.dimension((row) => facets[categories][row], true);
  const byTag = filter.dimension((row) => facets[tags][row], true);
  const byDay = filter.dimension((row) => day[row]);
  const groups = [byCategory.group(), byTag.group(), byDay.group()];
  const set = (dimension, value) => (value === undefined ? dimension.filterAll() : dimension.filterExact(value));
  return ({ category, tag, from, to }) => {
    set(byCategory, category);
    set(byTag, tag);
    if (from === undefined) byDay.filterAll();
    else byDay.filterRange([from, to + 1]);
    const [inCategories, inTags, inDays] = groups.map((group) => group.all());
    return { rows: filter.allFiltered(), categories: inCategories, tags: inTags, days: inDays };
  };
}
const inCrossfilter = crossfiltered();

for (const question of questions) {
  const [ours, plain, theirs] = [inWasm(question), inPlainJavaScript(question), inCrossfilter(question)];
  assert.deepEqual([...ours.rows], plain.rows);
  assert.deepEqual([...ours.categories], [...plain.categories]);
  assert.deepEqual([...ours.tags], [...plain.tags]);
  assert.deepEqual([...ours.days], [...plain.days]);
  assert.equal(theirs.rows.length, plain.rows.length);
  for (const { key, value } of theirs.tags) assert.equal(value, plain.tags[key]);
}

// --- sort: by title, rows without one last ---------------------------------------------------------------------

async function sortInWasm() {
  const fresh = await openCollection(); // an order is kept once it is made
  shards.forEach((bytes, number) => fresh.core.collection.append(bytes, String(number)));
  fresh.core.collection.run('order=-date');
  return processorTime(() => fresh.core.collection.run('order=title'));
}

/** Rank and row in one number, so that the engine sorts without a function that compares. */
function sortInPlainJavaScript() {
  const { count } = manifest;
  const keys = Float64Array.from(rank, (value, row) => (value < 0 ? count : value) * count + row).sort();
  return Uint32Array.from(keys, (key) => key % count);
}
assert.deepEqual(sortInPlainJavaScript(), Uint32Array.from(collection.run('order=title').rows));

function sortInCrossfilter() {
  const filter = crossfilter(Array.from(rank.keys()));
  return processorTime(() => filter.dimension((row) => (rank[row] < 0 ? Infinity : rank[row])).bottom(Infinity));
}

// --- the figures -------------------------------------------------------------------------------------------------

const runs = 9;
const ofRuns = async (once) => {
  const times = [];
  for (let run = 0; run < runs; ++run) times.push(await once());
  return median(times);
};
const filtering = (answer) => ofRuns(() => processorTime(() => questions.forEach(answer)) / questions.length);

console.log(
  JSON.stringify({
    rows: manifest.count,
    filter: {
      wasm: await filtering(inWasm),
      javascript: await filtering(inPlainJavaScript),
      crossfilter2: await filtering(inCrossfilter),
    },
    sort: {
      wasm: await ofRuns(sortInWasm),
      javascript: await ofRuns(() => processorTime(sortInPlainJavaScript)),
      crossfilter2: await ofRuns(sortInCrossfilter),
    },
  }),
);
