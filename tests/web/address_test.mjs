import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  coreQuery,
  everywhere,
  formatAddress,
  isFiltered,
  likeOf,
  orderOf,
  orderedTag,
  parseAddress,
  selectionOf,
  shared,
  tagChoices,
  withFacetToggled,
  withValues,
  withoutFilters,
} from '../../web/address.js';

test('an address reads back as it was written', () => {
  const query = new URLSearchParams([
    ['q', 'full moon'],
    ['f.Category', 'Earth + Moon'],
    ['f.Category', 'Éclipse'],
    ['order', 'title'],
  ]);
  const address = parseAddress(formatAddress('picture', 'aB-_9xyz', query));
  assert.equal(address.view, 'picture');
  assert.equal(address.item, 'aB-_9xyz');
  assert.deepEqual([...address.query], [...query]);
});

test('no address is Browse, a broken one does not throw', () => {
  assert.equal(parseAddress('').view, 'browse');
  assert.equal(parseAddress('#').view, 'browse');
  assert.equal(parseAddress('#/picture/%E0%A4%A').item, '%E0%A4%A');
});

test('the core gets folded words and its own keys alone', () => {
  const query = new URLSearchParams('q=Éclipse STRASSE&k=24&sel=abcdefgh&f.tags=x&order=-date&start=k&scope=all');
  assert.equal(coreQuery(query), 'q=eclipse+strasse&f.tags=x');
  assert.equal(coreQuery(new URLSearchParams('order=colour')), 'order=colour');
});

test('values of a facet combine and come off one by one', () => {
  let query = withFacetToggled(new URLSearchParams(), 'a', 'one');
  query = withFacetToggled(query, 'a', 'two');
  assert.deepEqual(query.getAll('f.a'), ['one', 'two']);
  assert.deepEqual(withFacetToggled(query, 'a', 'one').getAll('f.a'), ['two']);
  assert.ok(isFiltered(query));
  assert.ok(!isFiltered(withoutFilters(query)));
});

test('empty values leave the address', () => {
  assert.equal(
    withValues(new URLSearchParams('from=2026-01-01&order=title'), { from: null, order: '' }).toString(),
    '',
  );
});

test('a selection is eight characters a key; what is no key is left out', () => {
  assert.equal(selectionOf(new URLSearchParams()), null);
  assert.deepEqual(selectionOf(new URLSearchParams('sel=abcdefgh12-_5678abcdefghxx')), ['abcdefgh', '12-_5678']);
  assert.deepEqual(selectionOf(new URLSearchParams('sel=abc<efgh')), []);
});

test('every key of an address, and whatever its value, reads back as it was written', () => {
  const keys = [
    'q',
    'from',
    'to',
    'cluster',
    'stack',
    'with',
    'order',
    'sel',
    'scope',
    'k',
    'start',
    'f.Category',
    't.moon',
  ];
  for (const value of ['a b', '+&=?#/%', 'Éclipse', '月', '<b>', '\u202egnp']) {
    const query = new URLSearchParams(keys.map((key) => [key, value]));
    assert.deepEqual([...parseAddress(formatAddress('spotlight', value, query)).query], [...query]);
    assert.equal(parseAddress(formatAddress('spotlight', value, query)).item, value);
  }
});

test('garbage is an address too: nothing throws, a selection of it holds keys alone', () => {
  let state = 1;
  const random = (below) => (state = (state * 48271) % 2147483647) % below;
  const pieces = [
    '#',
    '/',
    '?',
    '&',
    '=',
    '%',
    '%E0',
    '%00',
    '+',
    'sel=',
    'order=',
    'like:',
    'from=',
    'to=-',
    'f.',
    't.',
    'q=',
    '\ud800',
    'é',
    '9',
    'picture',
  ];
  for (let round = 0; round < 5000; ++round) {
    const hash = Array.from({ length: random(12) }, () => pieces[random(pieces.length)]).join('');
    const { view, item, query } = parseAddress(hash);
    assert.ok(view, hash);
    assert.equal(typeof item, 'string');
    for (const read of [
      coreQuery,
      likeOf,
      orderOf,
      shared,
      everywhere,
      tagChoices,
      orderedTag,
      isFiltered,
      withoutFilters,
    ])
      read(query);
    for (const key of selectionOf(query) ?? []) assert.match(key, /^[\w-]{8}$/);
  }
});
