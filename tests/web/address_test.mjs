import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  coreQuery,
  formatAddress,
  isFiltered,
  parseAddress,
  selectionOf,
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
