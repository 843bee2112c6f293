import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keep, kept } from '../../web/kept.js';
import { exportedRows, rowsOf } from '../../web/selection/rows.js';
import { Selection } from '../../web/selection/selection.js';
import { withStorage } from './storage.mjs';

test('what is kept is there again, an empty value is forgotten, and without storage nothing throws', () => {
  const values = withStorage(new Map());
  keep('a', 'one');
  assert.equal(kept('a'), 'one');
  keep('a', '');
  assert.equal(values.size, 0);
  withStorage(null);
  keep('a', 'one');
  assert.equal(kept('a'), '');
});

test('a selection keeps the order of selecting, tells of each change, and is there on the next visit', () => {
  const values = withStorage(new Map());
  const selection = new Selection('c0ffee');
  let changes = 0;
  selection.addEventListener('change', () => ++changes);
  selection.toggle('bbbbbbbb');
  selection.add(['aaaaaaaa', 'bbbbbbbb', 'cccccccc']);
  selection.toggle('bbbbbbbb');
  assert.deepEqual([...selection.keys], ['aaaaaaaa', 'cccccccc']);
  assert.ok(selection.has('aaaaaaaa') && !selection.has('bbbbbbbb'));
  assert.equal(changes, 3);
  assert.deepEqual([...new Selection('c0ffee').keys], ['aaaaaaaa', 'cccccccc']);
  assert.equal(new Selection('another').size, 0);
  selection.replace(['dddddddd']);
  selection.clear();
  assert.equal(selection.size, 0);
  assert.equal(values.size, 0);
});

test('garbage in the storage is no selection', () => {
  withStorage(new Map([['vitrine.c0ffee.selection', '<b>aaaaaaaa</b>']]));
  for (const key of new Selection('c0ffee').keys) assert.match(key, /^[\w-]{8}$/);
});

/** Three rows, of which the last arrives late. */
function storeOf() {
  const keys = ['aaaaaaaa', 'bbbbbbbb', 'cccccccc'];
  const store = {
    loaded: 2,
    manifest: { credit: 'House', license: 'CC0' },
    collection: {
      rowOf: (key) => keys.slice(0, store.loaded).indexOf(key),
      key: (row) => keys[row],
      id: (row) => `id ${row}`,
      title: (row) => `Title ${row}`,
      takenAt: () => '2026-04-06',
    },
    documents: {
      details: async (row) => ({
        description: `About ${row}`,
        credit: row ? '' : 'Own',
        license: '',
        source_url: '',
        fields: [['__proto__', 'x']],
      }),
    },
    until: async (enough) => {
      if (!enough()) store.loaded = 3;
    },
  };
  return store;
}

test('rows of the keys that have arrived, in the order of the keys', () => {
  assert.deepEqual(rowsOf(storeOf(), ['bbbbbbbb', 'cccccccc', 'zzzzzzzz', 'aaaaaaaa']), [1, 0]);
});

test("what leaves the page waits for rows and details, and has the collection's credit where there is no other", async () => {
  const rows = await exportedRows(storeOf(), new Set(['cccccccc', 'aaaaaaaa', 'zzzzzzzz']));
  assert.deepEqual(
    rows.map(({ id, title, credit, license, description }) => [id, title, credit, license, description]),
    [
      ['id 2', 'Title 2', 'House', 'CC0', 'About 2'],
      ['id 0', 'Title 0', 'Own', 'CC0', 'About 0'],
    ],
  );
  assert.deepEqual(Object.entries(rows[0].fields), [['__proto__', 'x']]);
});
