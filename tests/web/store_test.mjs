// The parts of the store over a core of a few rows that is made here.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EVERYTHING, likeOrder, parseQuery, withTag } from '../../web/query.js';
import { Documents, LoadError } from '../../web/store/documents.js';
import { Likeness } from '../../web/store/likeness.js';
import { Pictures } from '../../web/store/pictures.js';
import { Results } from '../../web/store/results.js';
import { TagScores } from '../../web/store/tag_scores.js';
import { Store } from '../../web/store.js';

const breath = () => new Promise((resolve) => setTimeout(resolve));
const of = (text) => parseQuery(text).query;

/** Bytes by path; a path of `broken` fails. */
function transportOf(broken = new Set()) {
  const asked = [];
  const bytes = async (path) => {
    asked.push(path);
    await breath();
    if (broken.has(path)) throw new Error(`${path} is broken`);
    return new TextEncoder().encode(path);
  };
  return { asked, broken, bytes, open: async () => new ReadableStream() };
}

/** Two shards of two rows; every row passes the gate, and a query is answered by all rows in order. */
function coreOf() {
  const rows = ['aaaaaaaa', 'bbbbbbbb', 'cccccccc', 'dddddddd'];
  const collection = {
    loaded: 0,
    width: [400, 0, 100, 100],
    height: [200, 0, 100, 100],
    colour: [0xff, 0, 0, 0],
    ran: [],
    texts: [],
    append: () => void (collection.loaded += 2),
    appendText: (bytes, path) => void collection.texts.push(path),
    appendTag: () => {},
    rowOf: (key) => rows.slice(0, collection.loaded).indexOf(key),
    key: (row) => rows[row],
    id: (row) => `id ${row}`,
    title: (row) => (row === 0 ? 'Moon' : ''),
    takenAt: (row) => (row === 1 ? '2026-04-06T10:00' : ''),
    gate: (rules) => Uint8Array.from({ length: collection.loaded }, (_, row) => Number(!(rules.dark && row === 3))),
    run: (text) => {
      collection.ran.push(text);
      return { rows: Uint32Array.from({ length: collection.loaded }, (_, row) => row) };
    },
  };
  return {
    collection,
    listed: new Set(),
    imageShards: [
      { first: 0, count: 2 },
      { first: 2, count: 2 },
    ],
    detailsShardRows: 2,
    path: (document, number = 0) => `${document}/${number}`,
    storedPath(path) {
      return path === 'documents/0' || this.listed.has('documents/0') || path === 'images/0' ? `stored/${path}` : '';
    },
    readDocuments() {
      this.listed.add('documents/0');
    },
    readDetails: (bytes, path) => ({ first: 2 * Number(path.slice(8)), images: [{ path, row: 0 }] }),
    readClusterMembers: (bytes, path) => ({ id: Number(path.split('/')[1]), rows: Uint32Array.of(3, 1), traits: [] }),
    vectorOfRow: (row) => (row < 0 || row === 1 ? -1 : row),
    rowsOfVectors: () => Int32Array.of(0, -1, 2, 3),
  };
}

const manifest = {
  id: 'c0ffee',
  clusters: 2,
  sizes: Uint32Array.of(100, 200, 800),
  originals: 'linked',
  facets: [],
  tags: [{ code: 'moon', path: 'data/tags/moon' }],
  vectors: { path: 'data/vectors.bin' },
  files: [],
  curation: { kept: new Uint32Array(0), active: 4, threshold: 0.98, linkage: 'single' },
};

const storeOf = (core = coreOf(), transport = transportOf()) => new Store(core, manifest, transport);

test('a document is fetched once, and again when it failed', async () => {
  const transport = transportOf(new Set(['stored/details/1']));
  const documents = new Documents(coreOf(), transport);
  await assert.rejects(documents.details(2), /details\/1 is broken/);
  await assert.rejects(documents.details(2), /details\/1 is broken/);
  transport.broken.clear();
  const [one, two] = await Promise.all([documents.details(2), documents.details(2)]);
  assert.equal(one, two);
  assert.equal(transport.asked.filter((path) => path === 'stored/details/1').length, 3);
  assert.equal(transport.asked.filter((path) => path === 'stored/documents/0').length, 1);
});

test('a row that its document lacks, and a document that the site does not list, are sentences', async () => {
  const documents = new Documents(coreOf(), transportOf());
  await assert.rejects(documents.details(3), new LoadError('details/1 has no row 3'));
  const core = { ...coreOf(), storedPath: (path) => (path === 'documents/0' ? 'd' : ''), readDocuments: () => {} };
  await assert.rejects(new Documents(core, transportOf()).bytes('text/0'), /does not list text\/0/);
});

test('waiting for rows reads them again where that had failed', async () => {
  const transport = transportOf(new Set(['stored/images/1']));
  const store = storeOf(coreOf(), transport);
  await assert.rejects(store.loadImages(), /images\/1 is broken/);
  assert.equal(store.failure?.message, 'stored/images/1 is broken');
  await assert.rejects(
    store.until(() => false),
    /images\/1 is broken/,
  ); // still broken: one further request, and no more
  assert.equal(transport.asked.filter((path) => path === 'stored/images/1').length, 2);
  transport.broken.clear();
  await store.until(() => false);
  assert.ok(store.complete);
  assert.equal(store.failure, null);
});

test('a search whose shard or list of documents failed is answered when it is asked for again', async () => {
  for (const path of ['stored/images/1', 'stored/documents/0', 'stored/text/0']) {
    const transport = transportOf(new Set([path]));
    const store = storeOf(coreOf(), transport);
    store.loadImages().catch(() => {});
    await assert.rejects(store.prepare(of('q=moon')), path);
    assert.ok(!store.canAnswer(of('q=moon')));
    transport.broken.clear();
    await store.prepare(of('q=moon'));
    assert.ok(store.canAnswer(of('q=moon')), path);
    assert.deepEqual(store.collection.texts, ['text/0', 'text/1']);
  }
});

test('scores of a tag are read when a query names it; a failure is kept until it is tried again', async () => {
  const transport = transportOf(new Set(['data/tags/moon']));
  const news = [];
  const core = coreOf();
  const scores = new TagScores(manifest.tags, core.collection, new Documents(core, transport), (one) => news.push(one));
  const query = withTag(EVERYTHING, 'moon', 2);
  assert.deepEqual(scores.missing(EVERYTHING), []);
  assert.deepEqual(scores.missing(query), manifest.tags);
  await assert.rejects(scores.load(manifest.tags[0]));
  assert.ok(scores.failures.has('moon'));
  transport.broken.clear();
  await scores.load(manifest.tags[0]);
  assert.deepEqual([scores.missing(query), scores.missing(of('order=-tag.moon'))], [[], []]);
  assert.equal(scores.failures.size, 0);
  assert.deepEqual(news, ['tags', 'tags']);
});

test('bytes of a tag that the core refuses are fetched again', async () => {
  const transport = transportOf();
  const core = coreOf();
  let refused = 0;
  core.collection.appendTag = () => {
    if (++refused === 1) throw new Error('a score for each picture is expected');
  };
  const scores = new TagScores(manifest.tags, core.collection, new Documents(core, transport), () => {});
  await assert.rejects(scores.load(manifest.tags[0]));
  await scores.load(manifest.tags[0]);
  assert.deepEqual(transport.asked, ['data/tags/moon', 'data/tags/moon']);
});

/** A likeness whose vectors are there at once. */
function likenessOf(until) {
  const core = coreOf();
  core.collection.loaded = 4;
  const likeness = new Likeness(core, manifest, new Documents(core, transportOf()), until, () => {});
  likeness.load = async () => likeness.vectors;
  likeness.vectors = {
    byLikeness: (to) => Uint32Array.of(to, ...[3, 2, 0].filter((other) => other !== to)),
    count: () => 4,
  };
  return likeness;
}

test('a comparison that is overtaken leaves the order of the last one asked for', async () => {
  /** @type {(() => void)[]} */
  const waiting = [];
  const likeness = likenessOf(() => new Promise((resolve) => waiting.push(() => resolve(undefined))));
  const query = { ...EVERYTHING, order: likeOrder('cccccccc') };
  const older = likeness.compare('aaaaaaaa');
  const newer = likeness.compare('cccccccc');
  await breath();
  waiting[1]();
  await newer;
  assert.ok(!likeness.isMissing(query));
  waiting[0](); // the older one ends last
  await older;
  assert.ok(!likeness.isMissing(query));
  assert.equal(likeness.compared.key, 'cccccccc');
});

test('an order by likeness begins with the picture itself; those without a vector are last', async () => {
  const likeness = likenessOf(async () => {});
  await likeness.compare('cccccccc');
  assert.deepEqual([...likeness.order(Uint32Array.of(0, 1, 2, 3))], [2, 3, 0, 1]);
  await likeness.compare('bbbbbbbb'); // it has no vector
  assert.deepEqual([...likeness.order(Uint32Array.of(0, 1, 2))], [0, 1, 2]);
});

test('the order of a cluster waits for its members, and without a cluster it is none', async () => {
  const store = storeOf();
  await store.loadImages();
  const typical = of('cluster=1&order=typical&with=dark');
  assert.ok(!store.canAnswer(typical));
  await store.prepare(typical);
  assert.ok(store.canAnswer(typical));
  assert.deepEqual([...store.results.of(typical).rows], [3, 1]);
  assert.deepEqual([...store.results.of(of('order=typical')).rows], [0, 1, 2, 3]);
});

test('an answer is kept under its query, its order and its gate, until more arrives', async () => {
  const store = storeOf();
  await store.loadImages();
  const first = store.results.of(of('q=&order=title'));
  assert.equal(store.results.of(of('order=title')), first);
  await store.prepare(of('cluster=1&order=typical'));
  assert.deepEqual([...store.results.of(of('cluster=1&order=typical')).rows], [3, 1]);
  assert.deepEqual([...store.results.of(of('cluster=1')).rows], [0, 1, 2, 3]); // another order of the same rows
  assert.deepEqual([...store.results.admitted(Uint32Array.of(1, 3), EVERYTHING)], [1]);
  assert.deepEqual([...store.results.admitted(Uint32Array.of(1, 3), of('with=dark'))], [1, 3]);
  store.changed();
  assert.notEqual(store.results.of(of('order=title')), first);
});

test('stacks: a row and those it stands for', () => {
  const store = {
    loaded: 4,
    curation: { headOf: (row, gate) => (gate.duplicates && row > 1 ? 1 : row) },
  };
  const results = new Results(store);
  assert.deepEqual([...results.stackRows(1, EVERYTHING)], [1, 2, 3]);
  assert.deepEqual([...results.stackSizes(EVERYTHING)], [[1, 2]]);
  assert.deepEqual([...results.stackSizes(of('with=duplicates'))], []);
});

test('a picture: its files, its ground, and what it is called where it has no title', () => {
  const pictures = new Pictures(coreOf().collection, manifest);
  assert.deepEqual(pictures.thumbnails(0), [
    { path: 'thumbs/100/aaaaaaaa.webp', width: 100, height: 50 },
    { path: 'thumbs/200/aaaaaaaa.webp', width: 200, height: 100 },
    { path: 'thumbs/800/aaaaaaaa.webp', width: 400, height: 200 },
  ]);
  assert.equal(pictures.thumbnails(2).length, 1); // all are the same
  assert.ok(!pictures.has(1));
  assert.equal(pictures.ground(0), '#0000ff');
  assert.equal(pictures.original(0, 'a/b.JPEG'), 'originals/aaaaaaaa.jpeg');
  assert.equal(pictures.original(0, 'a/b.tiff'), '');
  assert.deepEqual(
    [0, 1, 2].map((row) => pictures.name(row)),
    ['Moon', 'Untitled, 6 April 2026', 'Untitled, id 2'],
  );
});
