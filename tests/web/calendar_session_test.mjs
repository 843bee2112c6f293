// The session of the calendar over a store and an engine that are made here.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { boardOf, emptyBoard, rowsOf } from '../../web/calendar/board.js';
import { CalendarSession } from '../../web/calendar/session.js';
import { parseQuery } from '../../web/query.js';
import { Store } from '../../web/store.js';
import { withStorage } from './storage.mjs';

const breath = () => new Promise((resolve) => setTimeout(resolve));
const rows = (session) => [...rowsOf(session.board)];
const KEYS = ['aaaaaaaa', 'bbbbbbbb', 'cccccccc', 'dddddddd'];

/** Bytes by path; a path of `broken` fails. */
function transportOf() {
  const transport = {
    asked: [],
    broken: new Set(),
    bytes: async (path) => {
      transport.asked.push(path);
      await breath();
      if (transport.broken.has(path)) throw new Error(`${path} is broken`);
      return new TextEncoder().encode(path);
    },
    open: async (path) => new Blob([await transport.bytes(path)]).stream(),
  };
  return transport;
}

const target = { brightness: 0.5, warmth: 0.5, drama: 0.5, bonuses: new Float32Array() };

const planOf = () => ({
  objective: 'balanced',
  weights: new Float32Array(),
  week_start: 1,
  bonuses: [],
  slots: [
    { month: '', target },
    { month: '2026-12', target },
    { month: '2027-01', target },
  ],
  candidates: [
    { name: 'Best', method: 'F', maker: '', rows: Int32Array.of(0, 1, 2), cover: -1, focus: new Float32Array() },
    { name: 'Ours', method: '', maker: 'Ada', rows: Int32Array.of(2, -1, 0), cover: 0, focus: new Float32Array() },
  ],
  columns: 'data/calendar.bin',
});

/** Two shards of two rows; row 3 is a dark frame. */
function coreOf() {
  const collection = {
    loaded: 0,
    cluster: Int32Array.of(0, 0, 1, -1),
    vector: Int32Array.of(0, -1, 2, 3),
    width: Uint32Array.of(9, 9, 9, 9),
    append: () => void (collection.loaded += 2),
    rowOf: (key) => KEYS.slice(0, collection.loaded).indexOf(key),
    key: (row) => KEYS[row],
    id: (row) => `id ${row}`,
    title: (row) => `Title ${row}`,
    takenAt: () => '',
    gate: ({ dark }) => Uint8Array.of(1, 1, 1, dark ? 0 : 1),
  };
  return {
    collection,
    module: { build: () => 'test' },
    imageShards: [
      { first: 0, count: 2 },
      { first: 2, count: 2 },
    ],
    detailsShardRows: 4,
    hasCalendar: true,
    path: (document, number = 0) => `${document}/${number}`,
    storedPath(path) {
      return path === 'calendar/0' && !this.hasCalendar ? '' : `stored/${path}`;
    },
    readDocuments: () => {},
    readCalendar: planOf,
    readBoard: (bytes) => {
      const file = JSON.parse(new TextDecoder().decode(bytes));
      return { maker: '', ...file, cover: file.cover ?? -1, weights: Float32Array.from(file.weights ?? []) };
    },
    readDetails: () => ({
      first: 0,
      images: KEYS.map(() => ({ title: '', description: '', credit: '', license: '', source_url: '', fields: [] })),
    }),
    vectorOfRow: (row) => row,
    rowsOfVectors: () => Int32Array.of(0, 1, 2, 3),
  };
}

const manifest = {
  id: 'c0ffee',
  count: 4,
  clusters: 2,
  credit: '',
  license: '',
  sizes: Uint32Array.of(100),
  facets: [],
  tags: [],
  modules: [{ name: 'calendar', path: 'viewer/calendar.wasm', bytes: 9 }],
  vectors: { path: '', bytes: 0 },
  files: [],
  curation: { kept: new Uint32Array(0), active: 3, threshold: 0.98, linkage: 'single' },
};

/** A calendar that notes what it is told; a search goes on until the test ends it. */
class MadeCalendar {
  told = [];
  inUse = [1, 1, 1, 1, 1, 1];
  ended = false;
  setSlots(slots) {
    this.slots = slots.length;
  }
  setEligible(eligible) {
    this.told.push(['eligible', ...eligible]);
  }
  setVectors(vectors, vectorOf) {
    this.told.push(['vectors', vectors, ...vectorOf]);
  }
  setEvidenceRequired(required) {
    this.told.push(['evidence', required]);
  }
  setObjective(objective, weights) {
    this.told.push([objective, weights]);
    this.inUse = weights ?? (objective === 'classic' ? [2, 1.5, 0.8, 0.5, 1, 0.3] : [1, 1, 1, 1, 1, 1]);
  }
  weights() {
    return Float32Array.from(this.inUse);
  }
  states() {
    return ['known', 'known', 'known', 'known', 'notYet', 'absent'];
  }
  score(board) {
    return { total: rowsOf(board).filter((row) => row >= 0).length };
  }
  facts(row) {
    return { preference: row === 1 ? NaN : 0.5 };
  }
  async byMethod(method, { signal }) {
    this.told.push(['method', method]);
    await breath();
    signal?.throwIfAborted();
    return boardOf([2, 1, 0], -1);
  }
  async complete(board) {
    return boardOf(
      rowsOf(board).map((row, slot) => (row < 0 ? slot : row)),
      board.cover,
    );
  }
  async improve(board, { signal, onProgress }) {
    onProgress(0.5);
    while (!this.ended) {
      await breath();
      signal.throwIfAborted();
    }
    return boardOf([...rowsOf(board)].reverse(), board.cover);
  }
}

/** @param {object} [how] */
function sessionOf({ vectors = '', transport = transportOf(), core = coreOf(), pictures = 4 } = {}) {
  const store = new Store(core, { ...manifest, pictures, vectors: { path: vectors, bytes: 9 } }, transport);
  const calendar = new MadeCalendar();
  const opened = [];
  const session = new CalendarSession(store, async () => {
    opened.push('module');
    await transport.bytes('viewer/calendar.wasm');
    return { open: (...given) => (opened.push(given), calendar), month: () => null };
  });
  return { session, store, calendar, opened, transport };
}

async function openedOf(how) {
  const made = sessionOf(how);
  await made.session.open();
  return made;
}

test('it opens once, when all rows are there; the module chooses from what the gate lets through', async () => {
  withStorage();
  const { session, calendar, opened, store, transport } = sessionOf();
  assert.equal(session.isOpen, false);
  assert.throws(() => session.plan, /not open yet/);
  assert.deepEqual(transport.asked, []);
  await Promise.all([session.open(), session.open()]);
  assert.ok(store.complete);
  assert.deepEqual(opened, ['module', [new TextEncoder().encode('data/calendar.bin'), store.collection.cluster]]);
  assert.deepEqual(calendar.told, [
    ['eligible', 0, 1, 2],
    ['balanced', null],
  ]);
  assert.deepEqual(rows(session), [-1, -1, -1]);
  assert.equal(session.score.total, 0);
  assert.deepEqual(session.states, ['known', 'known', 'known', 'known', 'absent', 'absent']);
  session.follow(parseQuery('with=dark').query);
  assert.deepEqual(calendar.told.at(-1), ['eligible', 0, 1, 2, 3]);
  assert.equal(session.isAsPlanned, false);
  const before = calendar.told.length;
  session.follow(parseQuery('with=dark&q=moon').query);
  assert.equal(calendar.told.length, before);
  assert.ok(!transport.asked.some((path) => /spotlight/.test(path)));
});

test('cards without a picture are chosen only where there is nothing else', async () => {
  withStorage();
  const core = coreOf();
  core.collection.width[1] = 0;
  assert.deepEqual((await openedOf({ core })).calendar.told[0], ['eligible', 0, 2]);
  const without = coreOf();
  without.collection.width.fill(0);
  assert.deepEqual((await openedOf({ core: without, pictures: 0 })).calendar.told[0], ['eligible', 0, 1, 2]);
});

test('an opening that failed is tried again', async () => {
  withStorage();
  const { session, transport } = sessionOf();
  transport.broken.add('viewer/calendar.wasm');
  await assert.rejects(session.open(), /calendar.wasm is broken/);
  transport.broken.clear();
  await session.open();
  assert.ok(session.isOpen);
});

test('a site without a calendar, or without its module, says so', async () => {
  withStorage();
  const core = coreOf();
  core.hasCalendar = false;
  await assert.rejects(sessionOf({ core }).session.open(), /published without a calendar/);
  const store = new Store(coreOf(), { ...manifest, modules: [] }, transportOf());
  await assert.rejects(CalendarSession.of(store).open(), /without the module/);
  assert.equal(CalendarSession.of(store), CalendarSession.of(store));
});

test('each act changes the board, is told once, and can be undone', async () => {
  withStorage();
  const { session } = await openedOf();
  let told = 0;
  session.addEventListener('change', () => ++told);
  session.add([2, 0]);
  session.swap(0, 2);
  session.place(0, 1);
  session.place(0, 1); // nothing changes
  session.toggleLock(1);
  session.markCover(0);
  session.clear(0);
  assert.equal(told, 6);
  assert.deepEqual(rows(session), [-1, 0, 2]);
  for (let step = 0; step < 6; ++step) session.undo();
  assert.deepEqual(rows(session), [-1, -1, -1]);
  assert.equal(session.canUndo, false);
  session.redo();
  assert.deepEqual(rows(session), [2, 0, -1]);
  assert.equal(session.score.total, 2);
});

test('a movement of a slider, and of a crop, is one step', async () => {
  withStorage();
  const { session, calendar } = await openedOf();
  session.add([2]);
  for (const weight of [1.1, 1.2, 1.3]) session.setWeight(2, weight);
  session.settle();
  for (const x of [0.1, 0.2]) session.setFocus(0, [x, 0.5]);
  assert.deepEqual(calendar.told.at(-1), ['balanced', [1, 1, 1.3, 1, 1, 1]]);
  assert.deepEqual(session.board.slots[0].focus, [0.2, 0.5]);
  session.undo();
  assert.equal(session.board.slots[0].focus, null);
  session.undo();
  assert.deepEqual(session.weights, [1, 1, 1, 1, 1, 1]);
  assert.equal(session.hasOwnWeights, false);
  session.setObjective('classic');
  assert.deepEqual(session.weights, [2, 1.5, 0.8, 0.5, 1, 0.3]);
  session.setWeight(0, 0);
  session.resetWeights();
  assert.deepEqual(session.weights, [2, 1.5, 0.8, 0.5, 1, 0.3]);
  assert.equal(session.isAsPlanned, false);
});

test('the board is there again after a reload; that of an address goes before it', async () => {
  const values = withStorage();
  const { session } = await openedOf();
  session.add([2, 0]);
  session.setWeight(0, 0.5);
  assert.deepEqual([...values.keys()], ['vitrine.c0ffee.calendar']);
  const again = (await openedOf()).session;
  assert.deepEqual(rows(again), [2, 0, -1]);
  assert.equal(again.weights[0], 0.5);
  assert.equal(again.canUndo, false);
  assert.deepEqual(again.fromText('-.zzzzzzzz.bbbbbbbbl'), ['zzzzzzzz']);
  assert.deepEqual(rows(again), [-1, -1, 1]);
  assert.deepEqual(again.fromText('moon'), ['board=moon']);
  assert.deepEqual(rows(again), [-1, -1, 1]);
  const text = again.text();
  again.undo();
  assert.deepEqual(rows(again), [2, 0, -1]);
  assert.deepEqual(again.fromText(text), []);
  assert.equal(again.text(), text);
});

test('a board that is offered, or comes with an address, is no step of the visitor', async () => {
  withStorage();
  const { session } = await openedOf();
  session.begin(boardOf([0, 1, 2], -1));
  assert.deepEqual(rows(session), [0, 1, 2]);
  assert.equal(session.canUndo, false);
  session.clear(1);
  session.fromText('aaaaaaaa.bbbbbbbb.-');
  session.undo();
  assert.deepEqual(rows(session), [0, -1, 2]);
  withStorage();
  const shared = (await openedOf()).session;
  shared.fromText('aaaaaaaa.bbbbbbbb.-');
  assert.equal(shared.canUndo, false);
});

test('a search tells how far it is, and is ended by another change', async () => {
  withStorage();
  const { session, calendar } = await openedOf();
  session.add([2, 0]);
  const improving = session.improve();
  assert.deepEqual(session.working, { what: 'improve', part: 0.5 });
  session.clear(0);
  assert.equal(await improving, false);
  assert.equal(session.working, null);
  assert.deepEqual(rows(session), [-1, 0, -1]);
  const stop = new AbortController();
  const stopped = session.improve(stop.signal);
  stop.abort();
  assert.equal(await stopped, false);
  assert.equal(await session.complete(), true);
  assert.deepEqual(
    rows(session),
    [0, 0, 2].map((row, slot) => (slot === 1 ? 0 : row)),
  );
  session.undo();
  calendar.ended = true;
  session.toggleLock(1);
  assert.equal(await session.improve(), true);
  assert.deepEqual(session.board.slots[1], { row: 0, locked: true, focus: null });
});

test('candidates are those of the plan; judged in another way, those of methods are found again', async () => {
  withStorage();
  const { session, calendar } = await openedOf();
  await session.candidates.follow();
  const of = () => session.candidates.list.map(({ name, board }) => [name, ...rowsOf(board)]);
  assert.deepEqual(of(), [
    ['Best', 0, 1, 2],
    ['Ours', 2, -1, 0],
  ]);
  assert.equal(session.candidates.list[1].score.total, 2);
  assert.ok(!calendar.told.some(([what]) => what === 'method'));
  session.setWeight(0, 3);
  const following = session.candidates.follow();
  assert.deepEqual([...session.candidates.waiting], ['Best']);
  await following;
  assert.deepEqual(of()[0], ['Best', 2, 1, 0]);
  assert.deepEqual(of()[1], ['Ours', 2, -1, 0]);
  assert.equal(session.candidates.waiting.size, 0);
  session.undo();
  await session.candidates.follow();
  assert.deepEqual(of()[0], ['Best', 0, 1, 2]);
  assert.equal(calendar.told.filter(([what]) => what === 'method').length, 1);
});

test('candidates that could not be found are a failure that can be tried again', async () => {
  withStorage();
  const { session, calendar } = await openedOf();
  session.setWeight(0, 3);
  calendar.byMethod = async () => {
    throw new Error('no memory');
  };
  await session.candidates.follow();
  assert.equal(session.candidates.failure?.message, 'no memory');
  assert.equal(session.candidates.waiting.size, 0);
  calendar.byMethod = async () => boardOf([1, 1, 1], -1);
  await session.candidates.retry();
  assert.equal(session.candidates.failure, null);
  session.setWeight(0, 2);
  calendar.byMethod = async () => {
    throw new DOMException('superseded', 'AbortError');
  };
  await session.candidates.follow();
  assert.equal(session.candidates.failure, null);
  calendar.byMethod = async () => boardOf([0, 1, 2], -1);
  await session.candidates.follow();
  assert.deepEqual([...rowsOf(session.candidates.list[0].board)], [0, 1, 2], 'asked again, it is found');
});

test('candidates that are no longer asked for are not found, and are found when they are asked for again', async () => {
  withStorage();
  const { session, calendar } = await openedOf();
  const asked = () => calendar.told.filter(([what]) => what === 'method').length;
  session.setWeight(0, 3);
  const following = session.candidates.follow();
  session.candidates.stop();
  await following;
  assert.equal(asked(), 0);
  assert.equal(session.candidates.waiting.size, 0);
  await session.candidates.follow();
  assert.equal(asked(), 1);
  assert.deepEqual([...rowsOf(session.candidates.list[0].board)], [2, 1, 0]);
});

test('vectors come after the opening; until then the difference of pictures waits, and a failure can be tried again', async () => {
  withStorage();
  const { session, calendar, store } = sessionOf({ vectors: 'data/vectors.bin' });
  let broken = true;
  const all = { count: () => 3 };
  store.likeness.load = async () => {
    await breath();
    if (broken) throw new Error('vectors are broken');
    return all;
  };
  await session.open();
  assert.equal(session.states[4], 'notYet');
  assert.ok(session.isWaitingForVectors);
  session.setWeight(0, 2);
  await session.candidates.follow();
  assert.deepEqual([...session.candidates.waiting], ['Best'], 'they wait for the vectors');
  while (session.isWaitingForVectors) await breath();
  assert.equal(session.vectorsFailure?.message, 'vectors are broken');
  assert.ok(!session.isWaitingForVectors);
  broken = false;
  await session.loadVectors();
  assert.deepEqual(calendar.told.at(-1), ['vectors', all, 0, -1, 2, -1]);
  assert.equal(session.vectorsFailure, null);
  const { judging } = session;
  await session.loadVectors();
  assert.equal(session.judging, judging, 'they are there');
});

test('pictures without evidence are told, and can be left out', async () => {
  withStorage();
  const { session, calendar } = await openedOf();
  assert.deepEqual(
    KEYS.map((_, row) => session.lacksEvidence(row)),
    [false, true, false, false],
  );
  session.requireEvidence(true);
  assert.deepEqual(calendar.told.at(-1), ['evidence', true]);
  assert.equal(session.isAsPlanned, false);
});

test('a file comes back as the same board; boards under names, and the spreadsheet', async () => {
  withStorage();
  const { session } = await openedOf();
  session.add([2, 0]);
  session.toggleLock(1);
  const text = session.text();
  const file = session.asFile('Our year', 'Ada');
  session.save('mine');
  assert.equal(JSON.parse(file).first_month, '2026-12');
  session.setBoard(emptyBoard(3));
  assert.deepEqual(await session.fromFile(new TextEncoder().encode(file), 'board.json'), {
    name: 'Our year',
    maker: 'Ada',
    gone: [],
    began: '',
  });
  assert.equal(session.text(), text);
  session.setBoard(emptyBoard(3));
  assert.deepEqual(session.load('mine'), []);
  assert.equal(session.text(), text);
  session.remove('mine');
  assert.deepEqual(session.saved.names, []);
  const lines = (await session.asCsv()).split('\r\n');
  assert.deepEqual(
    lines.slice(1, 4).map((line) => line.split(',').slice(0, 5)),
    [
      ['1', '', '', 'id 2', 'cccccccc'],
      ['2', '2026-12', '', 'id 0', 'aaaaaaaa'],
      ['3', '2027-01', '', '', ''],
    ],
  );
});
