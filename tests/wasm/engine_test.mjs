// web/spotlight/engine.js in node. Usage: engine_test.mjs FOLDER-OF-THE-WASM-BUILD
import assert from 'node:assert/strict';
import test from 'node:test';

import { noGroup } from '../../web/spotlight/engine.js';
import { everything, fileOf, randomRows, startEngine, startMain, vectorsOf } from './parts.mjs';

const main = await startMain();
const engine = await startEngine(main);
const made = randomRows(2_000, 96, 3);
const vectors = vectorsOf(main, fileOf(made));

function squared(a, b) {
  let sum = 0;
  for (let axis = 0; axis < made.dimension; axis++) {
    sum += (made.rows[a * made.dimension + axis] - made.rows[b * made.dimension + axis]) ** 2;
  }
  return sum;
}

/** The definition, computed directly. */
function eager(members, k, start = -1) {
  const sums = new Float64Array(made.dimension);
  for (const m of members)
    for (let axis = 0; axis < made.dimension; axis++) sums[axis] += made.rows[m * made.dimension + axis];
  const central = new Map();
  for (const m of members) {
    let value = 0;
    for (let axis = 0; axis < made.dimension; axis++) {
      const x = made.rows[m * made.dimension + axis];
      value += members.length * x * x - 2 * x * sums[axis];
    }
    central.set(m, value);
  }
  const before = (a, b) => central.get(a) - central.get(b) || a - b;
  const picks = [start >= 0 ? start : [...members].sort(before)[0]];
  const distances = [Infinity];
  const nearest = new Map([...members].map((m) => [m, Infinity]));
  while (picks.length < Math.min(k, members.length)) {
    nearest.delete(picks.at(-1));
    for (const [m, d] of nearest) nearest.set(m, Math.min(d, squared(m, picks.at(-1))));
    const [best, distance] = [...nearest].sort(([a, da], [b, db]) => db - da || before(a, b))[0];
    picks.push(best);
    distances.push(Math.fround(Math.sqrt(distance) * 0.25));
  }
  return { picks: Int32Array.from(picks), distances: Float32Array.from(distances) };
}

test("picks are those of the eager algorithm, with distances in the vectors' units", () => {
  const traversal = engine.traverse(vectors, everything(2_000));
  const { picks, distances, done } = traversal.extend(30);
  const expected = eager(everything(2_000), 30);
  assert.deepEqual(picks, expected.picks);
  assert.deepEqual(distances, expected.distances);
  assert.equal(done, true);
  const fewer = traversal.extend(7);
  assert.deepEqual(fewer.picks, expected.picks.slice(0, 7));
  assert.deepEqual(fewer.distances, expected.distances.slice(0, 7));
  traversal.close();
});

test("a scope, and a start of one's own", () => {
  const members = everything(2_000).filter((i) => i % 3 === 1);
  for (const start of [-1, 4, 1999]) {
    const traversal = engine.traverse(vectors, members, start < 0 ? {} : { first: [start] });
    assert.deepEqual(traversal.extend(20).picks, eager(members, 20, start).picks);
    traversal.close();
  }
});

test('a scope of one, and more picks than members', () => {
  const one = engine.traverse(vectors, Int32Array.of(17));
  assert.deepEqual(one.extend(5), {
    picks: Int32Array.of(17),
    distances: Float32Array.of(Infinity),
    nearest: Int32Array.of(-1),
    done: true,
  });
  one.close();
  const three = engine.traverse(vectors, Int32Array.of(5, 6, 7));
  assert.deepEqual([...three.extend(9).picks].sort(), [5, 6, 7]);
  three.close();
});

test('invalid arguments are a sentence, and leave the engine usable', () => {
  const noScope = /^Error: A scope must be some of the vectors/;
  assert.throws(() => engine.traverse(vectors, Int32Array.of(2_000)), noScope);
  assert.throws(() => engine.traverse(vectors, Int32Array.of(-1)), noScope);
  assert.throws(() => engine.traverse(vectors, new Int32Array()), noScope);
  for (const [rules, sentence] of [
    [{ first: [3] }, /^Error: What comes first or is left out must be different pictures of the scope/],
    [{ first: [1, 1] }, /^Error: What comes first/],
    [{ banned: [0] }, /^Error: What comes first/],
    [{ limits: [{ groups: Int32Array.of(1, 1), most: 0 }] }, /^Error: A limit must/],
    [{ scores: Float32Array.of(1, 1), balance: 101 }, /^Error: A balance from 0 to 100/],
  ]) {
    assert.throws(() => engine.traverse(vectors, Int32Array.of(1, 2), rules), sentence);
  }
  assert.throws(() => engine.project(vectors, Int32Array.of(2_000)), noScope);
  const traversal = engine.traverse(vectors, Int32Array.of(1, 2));
  traversal.close();
  assert.throws(() => traversal.extend(1), /closed/);
  assert.equal(engine.project(vectors, Int32Array.of(1, 2)).length, 4);
});

test('of a traversal that has been closed nothing more is told, and that is no error', async () => {
  const traversal = engine.traverse(vectors, everything(2_000));
  traversal.extend(20);
  const curve = traversal.coverAsync(20);
  traversal.close();
  assert.equal(await curve, null);
  assert.equal(await traversal.coverAsync(20), null);
  assert.equal(await traversal.extendAsync(30), null);
});

test('rules: pins first, bans never, limits hold, coverage is told', async () => {
  const members = everything(2_000);
  const groups = members.map((member) => (member % 50 === 0 ? noGroup : member % 7));
  const scores = Float32Array.from(members, (member) => (member % 3 ? member : NaN));
  const plain = engine.traverse(vectors, members);
  const {
    picks: [, second, third],
  } = plain.extend(3);
  const rules = { first: [900, 3], banned: [second, third], limits: [{ groups, most: 2 }], scores, balance: 30 };
  const traversal = engine.traverse(vectors, members, rules);
  const { picks, nearest, done } = traversal.extend(60);
  assert.ok(done);
  assert.deepEqual([...picks.slice(0, 2)], [900, 3]);
  assert.ok(!picks.includes(second) && !picks.includes(third));
  for (let group = 0; group < 7; group++) assert.ok(picks.filter((pick) => groups[pick] === group).length <= 2);
  assert.deepEqual([...nearest.slice(0, 2)], [-1, 0]);
  assert.ok(nearest.every((place, at) => place < at));
  const best = engine.traverse(vectors, members, { scores, best: true });
  assert.equal(best.extend(1).picks[0], 1_999);
  const first = await plain.coverAsync(2);
  const { distances } = plain.extend(3);
  assert.equal(Math.fround(first.radius), distances[2]);
  assert.ok(first.covered >= 2 && first.covered < 2_000);
  plain.close();
  traversal.close();
  best.close();
});

test('in steps: the same picks, and partial ones on the way', async () => {
  const traversal = engine.traverse(vectors, everything(2_000));
  const seen = [];
  const result = await traversal.extendAsync(500, (picks) => seen.push(picks));
  const whole = engine.traverse(vectors, everything(2_000));
  const expected = whole.extend(500);
  assert.deepEqual(result, expected);
  for (const partial of seen) {
    assert.deepEqual(partial.picks, expected.picks.slice(0, partial.picks.length));
    assert.equal(partial.done, partial.picks.length === 500);
  }
  traversal.close();
  whole.close();
});

test('a later question supersedes an earlier one, and so does closing', async () => {
  const many = vectorsOf(main, fileOf(randomRows(20_000, 512, 4)));
  const traversal = engine.traverse(many, everything(20_000));
  const first = traversal.extendAsync(400);
  const second = traversal.extendAsync(10);
  assert.equal(await first, null);
  assert.equal((await second).picks.length, 10);
  const third = traversal.extendAsync(2_000);
  traversal.close();
  assert.equal(await third, null);
  many.delete();
});

test('deleting the vectors ends work on them', async () => {
  const many = vectorsOf(main, fileOf(randomRows(20_000, 512, 5)));
  const traversal = engine.traverse(many, everything(20_000));
  const picks = traversal.extendAsync(2_000);
  const projection = engine.projectAsync(many, everything(20_000));
  const refused = assert.rejects(projection, /vectors are no longer there/);
  many.delete();
  assert.equal(await picks, null);
  await refused;
  traversal.close();
});

test('the projection is centred, wider on its first axis, the same in steps', async () => {
  const points = engine.project(vectors, everything(2_000));
  assert.equal(points.length, 4_000);
  const sums = [0, 0];
  const squares = [0, 0];
  points.forEach((x, i) => {
    sums[i % 2] += x;
    squares[i % 2] += x * x;
  });
  assert.ok(Math.abs(sums[0]) / 2_000 < 1e-3 && Math.abs(sums[1]) / 2_000 < 1e-3);
  assert.ok(squares[0] >= squares[1] && squares[1] > 0);
  assert.deepEqual(await engine.projectAsync(vectors, everything(2_000)), points);
});

test('a part of the axes is enough for picks and for a projection', () => {
  const file = fileOf(made);
  const part = vectorsOf(main, file.slice(0, 36 + 2_000 * 16));
  assert.equal(part.axes(), 16);
  const traversal = engine.traverse(part, everything(2_000));
  assert.equal(traversal.extend(24).picks.length, 24);
  assert.equal(engine.project(part, everything(2_000)).length, 4_000);
  traversal.close();
  part.delete();
});

test('groups: planted ones are found, medoids and distances are those of their centres, a seed gives one answer', async () => {
  const planted = randomRows(1_200, 32, 9);
  for (let i = 0; i < 1_200; i++) planted.rows[i * 32 + (i % 4)] = 120;
  const apart = vectorsOf(main, fileOf(planted));
  const members = everything(1_200).filter((i) => i % 5 !== 0);
  const starts = [];
  const groups = await engine.groupAsync(apart, members, 4, { onStart: (done) => starts.push(done) });
  assert.equal(starts.at(-1), 4);
  const groupOf = new Map();
  members.forEach((member, at) => {
    groupOf.set(member % 4, groupOf.get(member % 4) ?? groups.assignment[at]);
    assert.equal(groups.assignment[at], groupOf.get(member % 4));
  });
  assert.equal(new Set(groupOf.values()).size, 4);
  groups.medoids.forEach((medoid, group) => {
    const own = [...groups.distances].filter((_, at) => groups.assignment[at] === group);
    assert.equal(groups.distances[medoid], Math.min(...own));
    const square = own.reduce((sum, distance) => sum + distance ** 2, 0) / own.length;
    assert.ok(Math.abs(groups.spreads[group] - Math.sqrt(square)) < 1e-3);
    assert.ok(groups.silhouettes[group] > 0.2);
  });
  assert.deepEqual(await engine.groupAsync(apart, members, 4), groups);

  const work = new AbortController();
  work.abort();
  await assert.rejects(engine.groupAsync(apart, members, 4, { signal: work.signal }), { name: 'AbortError' });
  await assert.rejects(engine.groupAsync(apart, members, 0), /^Error: 1 cluster and 1 start at least/);
  apart.delete();
});
