import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asPatch, decided, readLog } from '../../web/curation/decisions.js';
import { distribution, duplicateGroups, membersOf } from '../../web/curation/groups.js';

const none = { threshold: 0.98, linkage: 'representative', masters: [], keep: [], apart: [] };
const after = (...acts) => acts.reduce(decided, none);

test('decisions are the result of the log', () => {
  assert.deepEqual(after(['cut', 0.95, 'single']), { ...none, threshold: 0.95, linkage: 'single' });
  assert.deepEqual(after(['master', 'a'], ['master', 'b'], ['master', 'a']).masters, ['b', 'a']);
  assert.deepEqual(after(['keep', ['a', 'c']], ['keep', ['b']], ['keep', ['a']]).keep, ['c', 'b', 'a']);
  assert.deepEqual(after(['keep', ['a', 'b']], ['unkeep', ['a']], ['unkeep', ['a']]).keep, ['b']);
  assert.deepEqual(after(['apart', ['a', 'b', 'c']], ['apart', ['c']]).apart, [['a', 'b'], ['c']]);
  assert.deepEqual(after(['apart', ['a']], ['apart', ['a', 'b']]).apart, [['a', 'b']]);
});

test('a stored log is read; entries that are not acts are left out', () => {
  const log = [
    ['cut', 0.95, 'single'],
    ['master', 'abcdefgh'],
    ['apart', ['abcdefgh']],
    ['keep', ['abcdefgh']],
    ['unkeep', ['abcdefgh']],
  ];
  assert.deepEqual(readLog(JSON.stringify(log)), log);
  assert.deepEqual(
    readLog(JSON.stringify([['cut', 2, 'single'], ['cut', 0.95, 'all'], ['master', '<b>'], ['apart', []], 7])),
    [],
  );
  assert.deepEqual(readLog(''), []);
  assert.deepEqual(readLog('{'), []);
});

test('a patch has everything decided, pictures by id; those that have left the collection are left out', () => {
  const decisions = after(['master', 'a'], ['keep', ['b', 'gone']], ['apart', ['c', 'gone', 'd']], ['apart', ['gone']]);
  const names = [{ picture: 'e', name: 'Luna' }];
  assert.deepEqual(
    JSON.parse(asPatch('c0ffee', decisions, names, (key) => (key === 'gone' ? null : key.toUpperCase()))),
    {
      schema: 1,
      collection: 'c0ffee',
      threshold: 0.98,
      linkage: 'representative',
      masters: ['A'],
      keep: ['B'],
      apart: [{ pictures: ['C', 'D'] }],
      names: [{ picture: 'E', name: 'Luna' }],
    },
  );
});

test('decisions over published ones: what is kept stays kept, and the same patch published again changes nothing', () => {
  const log = [
    ['cut', 0.95, 'single'],
    ['master', 'a'],
    ['keep', ['b']],
    ['apart', ['c', 'd']],
  ];
  const published = log.reduce(decided, none);
  assert.deepEqual(log.reduce(decided, published), published);
});

test('groups: largest first, of each the most alike first; how many there are of each size', () => {
  const cut = {
    rows: new Uint32Array(7),
    master: Uint32Array.of(0, 1, 0, 1, 1, 5, 6),
    similarity: Uint32Array.of(100000, 100000, 98100, 98200, 98300, 100000, 100000),
    weakest: Uint32Array.of(98100, 98200, 0, 0, 0, 0, 0),
    uncertain: 0,
  };
  const groups = duplicateGroups(cut);
  assert.deepEqual(
    groups.map(({ master }) => master),
    [1, 0],
  );
  assert.deepEqual(membersOf(groups[0], cut), [1, 4, 3]);
  assert.equal(groups[0].weakest, 98200);
  assert.deepEqual(distribution(groups), [
    { from: 2, to: 2, count: 1 },
    { from: 3, to: 5, count: 1 },
  ]);
  assert.deepEqual(duplicateGroups({ ...cut, master: Uint32Array.of(0, 1, 2, 3, 4, 5, 6) }), []);
});
