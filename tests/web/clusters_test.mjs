// Names that a visitor gives to clusters, their orders, and how two ways to group agree.
import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { adjustedRand, overlaps } from '../../web/clusters/compare.js';
import { ClusterNames, asClusterCsv } from '../../web/clusters/names.js';
import { readPairs } from '../../web/kept.js';
import { inOrder, offeredOrders } from '../../web/views/clusters/orders.js';

const near = (found, expected) => assert.ok(Math.abs(found - expected) < 1e-12, `${found}, expected ${expected}`);

test('the adjusted Rand index: the same groups under other numbers, a worked example, and none', () => {
  near(adjustedRand(Int32Array.of(0, 0, 1, 1, 2), Int32Array.of(2, 2, 0, 0, 1)), 1);
  // scikit-learn's documentation: adjusted_rand_score([0, 0, 1, 2], [0, 0, 1, 1]) = 0.57...
  near(adjustedRand(Int32Array.of(0, 0, 1, 2), Int32Array.of(0, 0, 1, 1)), 4 / 7);
  near(adjustedRand(Int32Array.of(0, 0, 1, 1), Int32Array.of(0, 1, 0, 1)), -0.5);
  near(adjustedRand(Int32Array.of(0, 0, -1, 1, 1), Int32Array.of(3, 3, 3, 0, 0)), 1);
  near(adjustedRand(Int32Array.of(0, 0), Int32Array.of(0, 0)), 1);
});

test('overlaps: most members first, pictures in no group left out', () => {
  const found = overlaps(Int32Array.of(0, 0, 0, 1, 1, -1), Int32Array.of(5, 2, 5, 2, -1, 2));
  assert.deepEqual(found, [
    [
      { group: 5, count: 2 },
      { group: 2, count: 1 },
    ],
    [{ group: 2, count: 1 }],
  ]);
});

test('orders: what has no score or date comes last, equals stay as published', () => {
  const card = (id, size, score, date) => ({
    id,
    label: '',
    medoid: 0,
    size,
    spread: 1,
    silhouette: id,
    score,
    last_date: date,
  });
  const cards = [card(0, 5, NaN, ''), card(1, 9, 0.5, '2026-04'), card(2, 5, 0.9, '2025')];
  const ids = (order) => inOrder(cards, order).map(({ id }) => id);
  assert.deepEqual(ids('size'), [1, 0, 2]);
  assert.deepEqual(ids('score'), [2, 1, 0]);
  assert.deepEqual(ids('date'), [1, 2, 0]);
  assert.deepEqual(ids('silhouette'), [2, 1, 0]);
  assert.deepEqual(ids('spread'), [0, 1, 2]);
  assert.deepEqual(ids('nonsense'), ids('size'));
  assert.ok(!offeredOrders(false).includes('score'));
});

test('a name belongs to a cluster under its published label; it can be taken back', () => {
  const names = new ClusterNames('c');
  const card = { id: 3, label: 'Moon' };
  names.give(card, 'Our satellite');
  assert.equal(names.of(card), 'Our satellite');
  assert.equal(names.of({ id: 3, label: 'Sea' }), '');
  assert.deepEqual(names.given([card, { id: 4, label: 'Sea' }]), [{ card, name: 'Our satellite' }]);
  names.give(card, '');
  assert.equal(names.of(card), '');
});

test('stored data that cannot be read is left out', () => {
  assert.deepEqual(readPairs('[["3 Moon","Luna"],["x"],7,["a",1]]'), [['3 Moon', 'Luna']]);
  for (const text of ['', '{', '{"a":1}', 'null']) assert.deepEqual(readPairs(text), []);
});

test('the file of clusters: ids as they are, quotes doubled', () => {
  assert.equal(asClusterCsv([{ id: '-p "1"', cluster: 'Luna, full' }]), 'id,cluster\r\n"-p ""1""","Luna, full"\r\n');
});
