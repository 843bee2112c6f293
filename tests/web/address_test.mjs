import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatAddress, parseAddress } from '../../web/address.js';
import {
  coreText,
  EVERYTHING,
  everywhere,
  formatQuery,
  isFiltered,
  likeOf,
  orderedTag,
  parseQuery,
  shared,
  withoutFilters,
} from '../../web/query.js';

/** A value of every field. */
const whole = {
  words: 'full moon',
  facets: new Map([
    ['Category', ['Earth + Moon', 'Éclipse', '', '+&=?#/%']],
    ['月', ['<b>', '\u202egnp']],
  ]),
  tags: new Map([
    ['moon', 27.4],
    ['crew', -1e21],
  ]),
  from: -719528,
  to: 20549,
  cluster: 0,
  stack: 'aB-_9xyz',
  gate: { duplicates: false, copies: true, dark: false },
  order: { by: 'tag', descending: true, of: 'moon' },
  selection: ['abcdefgh', '12-_5678'],
  own: new Map([
    ['k', ['24']],
    ['per', ['cluster:2', 'f.Category:1']],
  ]),
};

test('an address reads back as it was written', () => {
  const hash = formatAddress('picture', 'aB-_9xyz', whole);
  assert.deepEqual(parseAddress(hash), { view: 'picture', item: 'aB-_9xyz', query: whole, unknown: [] });
  for (const item of ['a b', '+&=?#/%', 'Éclipse', '月', '<b>', '\u202egnp'])
    assert.equal(parseAddress(formatAddress('spotlight', item)).item, item);
});

test('each field alone reads back as it was written, and the empty query is the shortest address', () => {
  for (const [name, value] of Object.entries(whole)) {
    const query = { ...EVERYTHING, [name]: value };
    assert.deepEqual(parseQuery(formatQuery(query)), { query, unknown: [] }, name);
  }
  assert.equal(formatAddress('browse'), '#/browse');
  assert.deepEqual(parseAddress('#/browse').query, EVERYTHING);
});

test('every order reads back as it was written', () => {
  const orders = ['typical', 'like:aB-_9xyz', '-tag.moon', 'tag.moon'];
  for (const by of ['date', 'title', 'colour', 'brightness', 'score']) orders.push(by, `-${by}`);
  for (const order of orders) {
    const text = formatQuery(parseQuery(`cluster=1&order=${order}`).query);
    assert.equal(new URLSearchParams(text).get('order'), order);
  }
});

test('no address is Browse, a broken one does not throw', () => {
  assert.equal(parseAddress('').view, 'browse');
  assert.equal(parseAddress('#').view, 'browse');
  assert.equal(parseAddress('#/picture/%E0%A4%A').item, '%E0%A4%A');
});

test('what means nothing is named as it was written, and is not in the query', () => {
  const cases = {
    'order=bogus': 'order=bogus',
    'order=-typical&cluster=1': 'order=-typical',
    'order=like:NOPE': 'order=like:NOPE',
    'order=-tag.': 'order=-tag.',
    'from=2026-13-45': 'from=2026-13-45',
    'to=yesterday': 'to=yesterday',
    'cluster=-1': 'cluster=-1',
    'cluster=1x': 'cluster=1x',
    'stack=NOPE': 'stack=NOPE',
    'with=bogus': 'with=bogus',
    'sel=abc<efgh': 'sel=abc<efgh',
    't.a=': 't.a=',
    't.a=x': 't.a=x',
    't.a=Infinity': 't.a=Infinity',
    'order=typical': 'order=typical', // of no cluster
  };
  for (const [text, unknown] of Object.entries(cases)) {
    const read = parseQuery(text);
    assert.deepEqual(read.unknown, [unknown], text);
    const { cluster } = read.query;
    assert.deepEqual(read.query, { ...EVERYTHING, cluster }, text);
  }
});

test('of a parameter that stands twice the first counts, and the second is named', () => {
  const read = parseQuery('q=moon&q=sun&t.d=-1&t.d=2');
  assert.equal(read.query.words, 'moon');
  assert.deepEqual([...read.query.tags], [['d', -1]]);
  assert.deepEqual(read.unknown, ['q=sun', 't.d=2']);
});

test('a path of more than a view and an item is named, too', () => {
  assert.deepEqual(parseAddress('#/clusters/3/four/5').unknown, ['/four', '/5']);
  assert.deepEqual(parseAddress('#/clusters/').unknown, []);
});

test('random text as an address: nothing throws, and the understood part reads back', () => {
  let state = 1;
  const random = (below) => (state = (state * 48271) % 2147483647) % below;
  const pieces = ['#', '/', '?', '&', '=', '%', '%E0', '%00', '+', 'sel=', 'order=', 'like:', 'from=', 'to=-'];
  pieces.push('f.', 't.', 'q=', '\ud800', 'é', '9', 'picture', 'typical', 'cluster=', 'with=', 'dark', 'k=');
  for (let round = 0; round < 5000; ++round) {
    const hash = Array.from({ length: random(12) }, () => pieces[random(pieces.length)]).join('');
    const { view, query } = parseAddress(hash);
    assert.ok(view, hash);
    assert.deepEqual(parseQuery(formatQuery(query)), { query, unknown: [] }, hash);
    coreText(query);
    for (const read of [likeOf, orderedTag, isFiltered]) read(query);
    for (const changed of [shared, everywhere, withoutFilters]) formatQuery(changed(query));
    for (const key of query.selection ?? []) assert.match(key, /^[\w-]{8}$/);
  }
});
