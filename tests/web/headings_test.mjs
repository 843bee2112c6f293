import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayOf } from '../../web/days.js';
import { headingsOf } from '../../web/grid/headings.js';
import { NEWEST, parseOrder } from '../../web/query.js';

/** Sources over published moments. */
function sourcesOf(moments, titles = []) {
  const full = (text) => (text.length < 5 ? `${text}-01-01` : text.length < 8 ? `${text}-01` : text.slice(0, 10));
  return {
    day: Int32Array.from(moments, (text) => (text ? dayOf(full(text)) : -2147483648)),
    precision: (row) => ({ 4: 'year', 7: 'month', 10: 'day' })[moments[row].length] ?? 'second',
    title: (row) => titles[row],
  };
}
const rowsOf = (count) => Uint32Array.from({ length: count }, (_, row) => row);

test('days where there are many pictures a day', () => {
  const moments = [...Array(6).fill('2026-04-06T10:00:00'), ...Array(5).fill('2026-04-05'), '', ''];
  const groups = headingsOf(rowsOf(13), NEWEST, sourcesOf(moments));
  assert.deepEqual(groups.keys, ['2026-04-06', '2026-04-05', '']);
  assert.deepEqual([...groups.starts], [0, 6, 11]);
});

test('months where there are few', () => {
  const moments = ['2026-04-06', '2026-04-01', '2026-03-31', '2025-12-01'];
  assert.deepEqual(headingsOf(rowsOf(4), NEWEST, sourcesOf(moments)).keys, ['2026-04', '2026-03', '2025-12']);
});

test('headings are no more exact than the moments', () => {
  const moments = ['1889', '1889-01', '1888-05-02', '1888-05-01'];
  const groups = headingsOf(rowsOf(4), NEWEST, sourcesOf(moments), 'day');
  assert.deepEqual(groups.keys, ['1889', '1889-01', '1888-05-02', '1888-05-01']);
});

test('letters by title, accents and quotes aside, untitled last', () => {
  const order = ['42', '“Apollo”', 'apple', 'Ärger', 'Belt', 'Zoo', '', ''];
  const groups = headingsOf(rowsOf(8), parseOrder('title'), sourcesOf(Array(8).fill(''), order));
  assert.deepEqual(groups.keys, ['0–9', 'A', 'B', 'Z', '']);
  assert.deepEqual([...groups.starts], [0, 1, 4, 5, 6]);
});

test('titles without a letter, other digits and untitled rows each have a heading of their own', () => {
  const order = ['🌕', '7 days', 'apple', 'Zoo', 'ırmak', 'Луна', '٣', ''];
  const groups = headingsOf(rowsOf(8), parseOrder('title'), sourcesOf(Array(8).fill(''), order));
  assert.deepEqual(groups.keys, ['#', '0–9', 'A', 'Z', 'I', 'Л', '٣', '']);
  assert.deepEqual([...groups.starts], [0, 1, 2, 3, 4, 5, 6, 7]);
});

test('other orders have no headings, an empty result no groups', () => {
  assert.equal(headingsOf(rowsOf(3), parseOrder('colour'), sourcesOf(['', '', ''])).kind, 'none');
  assert.deepEqual(headingsOf(rowsOf(0), NEWEST, sourcesOf([])).keys, []);
});
