import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatAddress, parseAddress } from '../../web/address.js';
import { understood } from '../../web/understood.js';

const store = {
  complete: true,
  collection: { rowOf: (key) => (key === 'abcdefgh' ? 0 : -1) },
  manifest: {
    clusters: 3,
    scored: false,
    vectors: { path: 'data/vectors.bin' },
    facets: [{ name: 'category', values: ['Earth', 'Moon'], more: 0 }],
    tags: [{ code: 'moon' }],
  },
};

const judged = (hash, changes = {}) => {
  const { address, unknown } = understood(parseAddress(hash), { ...store, ...changes });
  return [formatAddress(address.view, address.item, address.query), unknown];
};

test('what the collection has is left as it is', () => {
  for (const hash of [
    '#/browse?q=x&f.category=Earth&f.category=Moon&t.moon=2&from=2026-04-06&cluster=2&with=dark&order=typical',
    '#/browse?stack=abcdefgh&order=like%3Aabcdefgh',
    '#/browse?order=-tag.moon',
    '#/clusters/anew?k=12',
    '#/picture/zzzzzzzz',
    '#/spotlight?scope=all&k=3&start=best&per=cluster%3A1',
    '#/calendar?f.category=Moon&board=abcdefgh.-&add=abcdefgh',
  ])
    assert.deepEqual(judged(hash), [hash, []]);
});

test('what it does not have is named and left out, and the rest stays', () => {
  const cases = {
    '#/nosuch?q=x': ['#/browse?q=x', ['nosuch']],
    '#/browse/what?q=x': ['#/browse?q=x', ['/what']],
    '#/browse?f.category=Nope&f.category=Moon': ['#/browse?f.category=Moon', ['f.category=Nope']],
    '#/browse?f.nope=Moon': ['#/browse', ['f.nope=Moon']],
    '#/browse?t.sun=3&order=-tag.sun&q=x': ['#/browse?q=x', ['t.sun=3']],
    '#/browse?order=tag.sun': ['#/browse', ['order=tag.sun']],
    '#/browse?cluster=3&order=typical': ['#/browse', ['cluster=3']],
    '#/browse?stack=zzzzzzzz': ['#/browse', ['stack=zzzzzzzz']],
    '#/browse?order=like:zzzzzzzz': ['#/browse', ['order=like:zzzzzzzz']],
    '#/browse?order=-score': ['#/browse', ['order=-score']],
    '#/browse?k=3&colour=red': ['#/browse', ['k=3', 'colour=red']],
    '#/calendar?scope=all&board=-': ['#/calendar?board=-', ['scope=all']],
    '#/constructor': ['#/browse', ['constructor']],
  };
  for (const [hash, expected] of Object.entries(cases)) assert.deepEqual(judged(hash), expected, hash);
});

test('a key is not judged before all rows are there', () => {
  const hash = '#/browse?stack=zzzzzzzz&order=like%3Azzzzzzzz';
  assert.deepEqual(judged(hash, { complete: false }), [hash, []]);
});

test('a value is not judged before all values of its facet are there', () => {
  const manifest = { ...store.manifest, facets: [{ name: 'category', values: ['Earth'], more: 1 }] };
  assert.deepEqual(judged('#/browse?f.category=Nope', { manifest }), ['#/browse?f.category=Nope', []]);
});

test('likeness needs vectors', () => {
  const manifest = { ...store.manifest, vectors: { path: '' } };
  assert.deepEqual(judged('#/browse?order=like:abcdefgh', { manifest }), ['#/browse', ['order=like:abcdefgh']]);
});
