// The main module through web/core.js, in node: documents in, typed results out, errors as sentences.
// Usage: main_test.mjs FOLDER-OF-THE-WASM-BUILD
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'node:test';
import { pathToFileURL } from 'node:url';

import { noLevel, openCore, unknownDay } from '../../web/core.js';

const folder = process.argv[2];
const { default: createMain } = await import(pathToFileURL(join(folder, 'main.mjs')).href);
const wasm = await readFile(join(folder, 'main.wasm'));
const bytes = (/** @type {unknown} */ json) => new TextEncoder().encode(JSON.stringify(json));

const manifest = {
  schema: 1,
  id: 'c',
  build: 'b',
  generator: 'g',
  title: 'Mond – 🌙',
  language: 'en',
  count: 600,
  pictures: 3,
  sizes: [256, 1024],
  originals: 'none',
  clusters: 2,
  scored: false,
  facets: [{ name: 'category', label: 'Category', values: ['Earth', 'Moon'], counts: [2, 1] }],
  vectors: { path: 'data/v.bin', model: 'm', count: 3, dimension: 4, fidelity: 0.995 },
  curation: {
    threshold: 0.98,
    linkage: 'representative',
    complete_floor: 0.9,
    groups: 1,
    duplicates: 1,
    copies: 1,
    dark: 1,
    active: 0,
    structure: 3,
  },
  core: 'viewer/main.wasm',
  modules: [{ name: 'spotlight', path: 'viewer/spotlight.wasm' }],
  files: [{ path: 'api/images/0000.0011aabb.json', bytes: 10, sha256: 'x' }],
};
const shard = {
  schema: 1,
  first: 0,
  count: 3,
  columns: {
    key: ['AAAAAAAA', 'BBBBBBBB', 'CCCCCCCC'],
    id: ['1', '2', '3'],
    title: ['<b>é</b>', '', 'z'],
    taken_at: ['2026-04-06T14:03:11-04:00', '1889', ''],
    width: [3, 3, 0],
    height: [2, 2, 0],
    colour: [0x112233, 1, 0],
    brightness: [0.5, 0.25, null],
    title_rank: [0, null, 1],
    cluster: [1, 0, null],
    facets: { category: [0, 1, null] },
  },
};

// Near-duplicates in a chain: 0 - 1 - 2, the ends 0.96 alike.
const chain = {
  schema: 1,
  first: 0,
  count: 3,
  columns: {
    row: [2, 0, 1],
    single_into: [null, 0, 0],
    single_at: [0, 98500, 98400],
    complete_into: [null, 0, 0],
    complete_at: [0, 98500, 96000],
    cut_at: [0, 0, 98100],
    neighbours: [0, 1, 2],
  },
  other: [1, 2, 1],
  distance: [1500, 4000, 1600],
};

async function openCollection() {
  const core = await openCore(createMain, wasm);
  core.readManifest(bytes(manifest));
  core.collection.append(bytes(shard), 'api/images/0000.json');
  return core;
}

test('a manifest becomes an object', async () => {
  const core = await openCore(createMain, wasm);
  const read = core.readManifest(bytes(manifest));
  assert.equal(read.title, 'Mond – 🌙');
  assert.deepEqual(read.facets[0].values, ['Earth', 'Moon']);
  assert.deepEqual([...read.sizes], [256, 1024]);
  assert.equal(read.files[0].bytes, 10);
  assert.equal(core.storedPath('api/images/0000.json'), 'api/images/0000.0011aabb.json');
  assert.equal(core.storedPath('api/nothing.json'), '');
  assert.equal(core.storedPath('api/details/0001.json'), '');
  core.readDocuments(
    bytes({
      schema: 1,
      files: [
        { path: 'api/details/0001.11223344.json', bytes: 1, sha256: 'x' },
        { path: 'api/details/00010.55667788.json', bytes: 1, sha256: 'x' },
      ],
    }),
    'api/documents.json',
  );
  assert.equal(core.storedPath('api/details/0001.json'), 'api/details/0001.11223344.json');
  assert.equal(core.storedPath('api/details/00010.json'), 'api/details/00010.55667788.json');
  assert.equal(core.storedPath('api/details/0002.json'), '');
  assert.deepEqual(core.imageShards, [
    { first: 0, count: 512 },
    { first: 512, count: 88 },
  ]);
  assert.equal(core.path('details', 3), 'api/details/0003.json');
  assert.equal(core.path('clusters'), 'api/clusters.json');
  assert.equal(core.path('nothing'), '');
});

test('a shard becomes columns', async () => {
  const { collection } = await openCollection();
  assert.equal(collection.loaded, 3);
  assert.deepEqual([...collection.width], [3, 3, 0]);
  assert.deepEqual([...collection.day], [20549, -29584, unknownDay]);
  assert.deepEqual([...collection.cluster], [1, 0, -1]);
  assert.ok(Number.isNaN(collection.brightness[2]));
  assert.equal(collection.title(0), '<b>é</b>');
  assert.equal(collection.takenAt(0), '2026-04-06T14:03:11-04:00');
  assert.equal(collection.precision(0), 'second');
  assert.equal(collection.rowOf('BBBBBBBB'), 1);
  assert.equal(collection.rowOf('none'), -1);
  assert.deepEqual(collection.facetValues(1, 0), [1]);
  assert.deepEqual(collection.facetValues(2, 0), []);
});

test('values of a facet beyond the manifest: counted from the start, chosen once their names are there', async () => {
  const core = await openCore(createMain, wasm);
  const facets = [{ name: 'category', label: 'Category', values: ['Earth'], counts: [2], more: 1 }];
  core.readManifest(bytes({ ...manifest, schema: 2, first_shard: 3, facets }));
  assert.deepEqual(core.imageShards, [
    { first: 0, count: 3 },
    { first: 3, count: 597 },
  ]);
  const { collection } = core;
  collection.append(bytes(shard), 'api/images/0000.json');
  assert.deepEqual([...collection.run('').facetCounts[0]], [1, 1]);
  assert.deepEqual([...collection.run('f.category=Moon').rows], []);
  const list = { schema: 2, facets: [{ name: 'category', values: ['Moon'], counts: [1] }] };
  const path = 'api/vocabularies.json';
  const wrong = { ...list, facets: [{ name: 'category', values: ['Moon', 'Sun'], counts: [1, 1] }] };
  assert.throws(() => collection.appendVocabularies(bytes(wrong), path), {
    message: 'api/vocabularies.json: facet "category": 1 more values and their counts expected, found 2',
  });
  const other = { schema: 2, facets: [{ name: 'x', values: [], counts: [] }] };
  assert.throws(() => collection.appendVocabularies(bytes(other), path), {
    message: 'api/vocabularies.json: facet "x" is not in the manifest',
  });
  const twice = { ...list, facets: [...list.facets, ...list.facets] };
  assert.throws(() => collection.appendVocabularies(bytes(twice), path), {
    message: 'api/vocabularies.json: facet "category" appears twice',
  });
  assert.deepEqual(collection.appendVocabularies(bytes(list), path).facets[0].values, ['Moon']);
  assert.deepEqual([...collection.run('f.category=Moon').rows], [1]);
});

test('a query answers with arrays that last', async () => {
  const { collection } = await openCollection();
  const all = collection.run('');
  const moon = collection.run('f.category=Moon');
  assert.deepEqual([...all.rows], [0, 1, 2]);
  assert.deepEqual([...moon.rows], [1]);
  assert.deepEqual([...moon.facetCounts[0]], [1, 1]);
  assert.equal(all.order, '-date');
  assert.equal(all.undated, 1);
  assert.equal(
    all.dayCounts.reduce((sum, count) => sum + count, 0),
    2,
  );
});

test('tags: least scores, counts by level, an order', async () => {
  const core = await openCore(createMain, wasm);
  const tag = { label: 'Moon', accepted: 27.5, tentative: 25.5, step: 0.5, count: 1, path: 'data/tags/moon.bin' };
  const read = core.readManifest(
    bytes({
      ...manifest,
      count: 3,
      tags: [
        { code: 'moon', ...tag },
        { code: 'sun', ...tag, type: 'star' },
      ],
    }),
  );
  assert.equal(read.tags[0].accepted, 27.5);
  assert.equal(read.tags[0].derived, false);
  assert.equal(read.tags[1].type, 'star');
  const { collection } = core;
  collection.append(bytes(shard), 'i');
  assert.equal(collection.run('t.moon=27.5').rows.length, 0);
  collection.appendTag('moon', new Uint8Array(Int8Array.of(-4, 2, noLevel).buffer));
  const result = collection.run('t.moon=27.5&order=-tag.moon');
  assert.deepEqual([...result.rows], [1]);
  assert.equal(result.order, '-tag.moon');
  assert.deepEqual(Object.keys(result.tagCounts), ['moon']);
  assert.deepEqual(
    [-4, 2, noLevel, 0].map((level) => result.tagCounts.moon[level - noLevel]),
    [1, 1, 1, 0],
  );
  assert.deepEqual([...collection.run('order=tag.moon').rows], [0, 1, 2]);
  assert.throws(() => collection.appendTag('sun', new Uint8Array(2)), /a score for each picture/);
});

test('the gate decides which rows results are made of', async () => {
  const core = await openCore(createMain, wasm);
  core.readManifest(bytes(manifest));
  const { collection } = core;
  const columns = { ...shard.columns, master: [1, null, null], copy_of: [null, null, 1], dark: [0, 1, 0] };
  collection.append(bytes({ ...shard, columns }), 's');
  const none = new Int32Array(0);
  const pass = (/** @type {object} */ rules, master = none, kept = []) => {
    const mask = collection.gate(
      { duplicates: false, copies: false, dark: false, ...rules },
      master,
      Uint32Array.from(kept),
    );
    const { rows, facetCounts } = collection.run('');
    assert.deepEqual(
      [...rows],
      [0, 1, 2].filter((row) => mask[row]),
    );
    assert.equal(facetCounts[0][0], mask[0]);
    return [...rows];
  };
  assert.deepEqual(pass({}), [0, 1, 2]);
  assert.deepEqual(pass({ duplicates: true }), [1, 2]);
  assert.deepEqual(pass({ copies: true }), [0, 1]);
  assert.deepEqual(pass({ dark: true }), [0, 2]);
  assert.deepEqual(pass({ duplicates: true, copies: true, dark: true }), []);
  assert.deepEqual(pass({ duplicates: true, copies: true, dark: true }, none, [2]), [2]);
  assert.deepEqual(pass({ duplicates: true }, Int32Array.from([-1, 0, 0])), [0]);
});

test('a structure is cut by three linkages, with decisions', async () => {
  const core = await openCollection();
  const structure = core.openDuplicates();
  structure.append(bytes(chain), 'd');
  assert.deepEqual([...structure.rows()], [2, 0, 1]);
  const none = new Uint32Array(0);
  const cut = (/** @type {number} */ linkage, threshold = 98000, masters = none, parts = none) =>
    structure.cut(threshold, linkage, masters, parts);
  assert.deepEqual([...cut(0).master], [0, 0, 0]);
  assert.deepEqual([...cut(1).master], [0, 0, 2]);
  assert.deepEqual([...cut(2).master], [0, 0, 2]);
  assert.deepEqual([...cut(2, 96000).similarity], [100000, 98500, 96000]);
  assert.equal(cut(2).uncertain, 1);
  assert.deepEqual([...cut(0, 98000, Uint32Array.of(2)).master], [2, 2, 2]);
  assert.deepEqual([...cut(0, 98000, none, Uint32Array.of(0, 1, 1)).master], [0, 1, 1]);
  assert.throws(() => structure.append(bytes(chain), 'd'), {
    message: 'd: the shard begins at picture 0, picture 3 is next',
  });
});

test('words are searched once their text is there', async () => {
  const { collection } = await openCollection();
  assert.equal(collection.run('q=moon').rows.length, 0);
  collection.appendText(bytes({ schema: 1, first: 0, title: ['moon', '', ''], text: ['', 'full moon', ''] }), 't');
  assert.deepEqual([...collection.run('q=moon').rows], [0, 1]);
});

test('details and clusters become objects', async () => {
  const core = await openCore(createMain, wasm);
  const details = core.readDetails(
    bytes({
      schema: 1,
      first: 128,
      images: [{ description: 'd', alike: [{ row: 4, similarity: 0.5 }], fields: { Lens: '50 mm' } }],
    }),
    'api/details/0001.json',
  );
  assert.equal(details.images[0].description, 'd');
  assert.deepEqual(details.images[0].alike, [{ row: 4, similarity: 0.5 }]);
  assert.deepEqual(details.images[0].fields, [['Lens', '50 mm']]);
  assert.ok(Number.isNaN(details.images[0].contrast));
  const [card] = core.readClusters(
    bytes({ schema: 1, clusters: [{ id: 0, label: 'l', medoid: 2, size: 9, spread: 0.5, diverse: [1, 2] }] }),
    'c',
  );
  assert.deepEqual([...card.diverse], [1, 2]);
  const members = core.readClusterMembers(bytes({ schema: 1, id: 0, rows: [2, 1], distances: [0, 0.5] }), 'm');
  assert.deepEqual([...members.rows], [2, 1]);
});

test('what cannot be read is an error with a sentence', async () => {
  const core = await openCollection();
  const refuses = (/** @type {() => void} */ work, /** @type {string} */ sentence) =>
    assert.throws(work, { message: sentence });
  refuses(
    () => core.readManifest(bytes({ schema: 3 })),
    'api/collection.json has schema 3, this reader knows 2: reload the page, or render the site with the same version',
  );
  refuses(
    () => core.collection.append(bytes(shard), 'api/images/0001.json'),
    'api/images/0001.json: the shard begins at row 0, row 3 is next',
  );
  refuses(
    () => core.readDetails(new TextEncoder().encode('<html>'), 'api/details/0000.json'),
    'api/details/0000.json: not JSON from byte 1 on: the file is damaged or cut short; fetch it again or make it again',
  );
  assert.equal(core.collection.loaded, 3);
});

test('memory that grows leaves earlier results as they were', async () => {
  const { collection } = await openCollection();
  const before = collection.run('');
  const words = Array.from({ length: 512 }, () => 'word '.repeat(4000));
  collection.appendText(bytes({ schema: 1, first: 0, title: words, text: words }), 't');
  assert.deepEqual([...before.rows], [0, 1, 2]);
  assert.deepEqual([...collection.width], [3, 3, 0]);
});

test('no number, text or list that it is given ends the module', async () => {
  const core = await openCollection();
  const { module } = core;
  const collection = new module.Collection();
  collection.open(bytes(manifest), 'm');
  assert.equal(collection.append(bytes(shard), 's'), '');
  const duplicates = new module.Duplicates();
  assert.equal(duplicates.append(bytes(chain), 'd'), '');
  const vectors = new module.CodedVectors();
  const opened = new module.CodedVectors();
  const header = new DataView(new ArrayBuffer(32 + 3 * 4));
  [0x56525456, 1, 3, 4].forEach((value, i) => header.setUint32(4 * i, value, true)); // "VTRV"
  [1, 1, 1].forEach((value, i) => header.setFloat32(16 + 4 * i, value, true));
  assert.equal(opened.append(new Uint8Array(header.buffer)), '');

  // Of what is not there nothing is known.
  for (const row of [3, 555, 2 ** 31, -1, 2 ** 32 - 1]) {
    for (const text of ['key', 'id', 'title', 'takenAt']) assert.equal(collection[text](row), '', `${text}(${row})`);
    assert.equal(collection.precision(row), 0);
    assert.deepEqual([...collection.facetValues(row, 0)], []);
    assert.deepEqual([...collection.facetValues(0, row)], []);
    assert.equal(collection.columns(row).width.length, 0);
    assert.deepEqual([...opened.byLikeness(row)], []);
    assert.deepEqual([...vectors.byLikeness(row)], []);
  }
  assert.deepEqual([...opened.byLikeness(0)].sort(), [0, 1, 2]);
  const whole = [...duplicates.cut(98000, 2, [], []).master];
  const same = (/** @type {any} */ masters, /** @type {any} */ parts) =>
    assert.deepEqual([...duplicates.cut(98000, 2, masters, parts).master], whole);
  same([3, 555, -1, 2 ** 32 - 1], []);
  for (const threshold of [0, 1, 89_999])
    assert.deepEqual([...duplicates.cut(threshold, 0, [], []).master], [...duplicates.cut(90_000, 0, [], []).master]);
  for (const parts of [[1], [0, 1], [0, 1, 1, 1], Array(1000).fill(7)]) same([], parts);

  // Everything that can be called, with everything: an exception of JavaScript's is an answer, too.
  const nonsense = [-1, 3, 555, 2.5, NaN, Infinity, -(2 ** 31), 2 ** 32 - 1, 1e300, true, null, undefined];
  nonsense.push('', 'x', '\0', 'q=%&f.=&t.x=1e999&cluster=1e9&order=-tag.', 'é🌙', bytes(shard), bytes({}), [], [-1]);
  nonsense.push(['x', null, {}], Array(5000).fill(2 ** 32 - 1), new Int32Array(1), new Float64Array([NaN]));
  const call = (/** @type {any} */ owner, /** @type {string} */ name) => {
    const work = owner[name];
    for (let first = 0; first < nonsense.length; first++) {
      for (let step = 0; step < 4; step++) {
        const given = Array.from(
          { length: work.argCount ?? 5 },
          (_, i) => nonsense[(first + i * step) % nonsense.length],
        );
        try {
          work.apply(owner, given);
        } catch (error) {
          assert.ok(!(error instanceof WebAssembly.RuntimeError), `${name}(${given}): ${error}`);
        }
      }
    }
  };
  for (const object of [collection, duplicates, vectors, opened, new module.DocumentList(), new module.Collection()]) {
    const names = Object.getOwnPropertyNames(Object.getPrototypeOf(object));
    for (const name of names) if (name !== 'constructor' && name !== 'size') call(object, name);
  }
  const free = ['build', 'documentPath', 'logicalPath'];
  const reads = Object.keys(module).filter((name) => name.startsWith('read') && /^read[A-Z]/.test(name));
  assert.ok(reads.length >= 4);
  for (const name of [...free, ...reads]) call(module, name);
  for (const rows of [0, 555, 2.5, NaN, 'x', null, undefined]) module.imageShards(rows, rows);
  const { first, count } = module.imageShards(-1, 512).at(-1); // a million shards: once
  assert.equal(first + count, 2 ** 32 - 1);
  assert.equal(collection.title(0), '<b>é</b>');
});
