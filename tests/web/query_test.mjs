import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  coreText,
  EVERYTHING,
  everywhere,
  formatQuery,
  isFiltered,
  likeOf,
  orderedTag,
  ownValue,
  parseKeys,
  parseQuery,
  shared,
  withFacetToggled,
  withKnownOwn,
  withoutCluster,
  withoutFilters,
  withOwn,
  withRuleToggled,
  withTag,
} from '../../web/query.js';

const of = (text) => parseQuery(text).query;

test('the core gets folded words and its own parameters alone', () => {
  const text = 'q=Éclipse STRASSE&k=24&sel=abcdefgh&f.tags=x&order=-date&start=k&scope=all&with=dark&stack=abcdefgh';
  assert.equal(coreText(of(text)), 'q=eclipse+strasse&f.tags=x');
  assert.equal(coreText(of('order=colour')), 'order=colour');
  assert.equal(coreText(of('order=like:abcdefgh')), '');
  assert.equal(coreText(of('cluster=3&order=typical')), 'cluster=3');
  assert.equal(
    coreText(of('t.moon=27.5&order=-tag.moon&from=2026-04-06')),
    't.moon=27.5&from=2026-04-06&order=-tag.moon',
  );
});

test('values of a facet combine and come off one by one', () => {
  let query = withFacetToggled(EVERYTHING, 'a', 'one');
  query = withFacetToggled(query, 'a', 'two');
  assert.deepEqual(query.facets.get('a'), ['one', 'two']);
  assert.deepEqual(withFacetToggled(query, 'a', 'one').facets.get('a'), ['two']);
  assert.deepEqual(withFacetToggled(of('f.a=one'), 'a', 'one'), EVERYTHING);
  assert.ok(isFiltered(query));
  assert.ok(!isFiltered(withoutFilters(query)));
  assert.deepEqual(EVERYTHING.facets.size, 0);
});

test('each part that asks for some pictures is a filter; an order, the gate and the selection are none', () => {
  for (const text of ['q=a', 'f.a=b', 't.a=1', 'from=1970-01-01', 'to=1970-01-01', 'cluster=0', 'stack=abcdefgh'])
    assert.ok(isFiltered(of(text)), text);
  assert.ok(!isFiltered(of('order=title&with=dark&sel=abcdefgh&k=2')));
});

test('a tag: its least score, and away again with its order', () => {
  const query = of('t.moon=27.5&order=-tag.moon&sel=abcdefgh&k=3');
  assert.equal(withoutFilters(query).tags.size, 0);
  assert.equal(formatQuery(withTag(query, 'moon', null)), 'sel=abcdefgh&k=3');
  assert.equal(orderedTag(withTag(query, 'sun', 1)), 'moon');
  assert.equal(orderedTag(of('order=-date')), '');
  assert.equal(of('f.t.e=1').tags.size, 0);
  assert.deepEqual(of('f.t.e=1').facets.get('t.e'), ['1']);
});

test('the order of a cluster goes with the cluster', () => {
  const query = of('cluster=1&order=typical&q=moon');
  assert.equal(formatQuery(withoutCluster(query)), 'q=moon');
  assert.equal(formatQuery(withoutFilters(query)), '');
  assert.equal(formatQuery(withoutCluster(of('cluster=1&order=title'))), 'order=title');
});

test('what a view hands on: to the next view all except its own, to every view the selection and the gate', () => {
  const query = of('q=moon&cluster=1&order=like:abcdefgh&with=dark&sel=abcdefgh&k=3&scope=all');
  assert.equal(likeOf(query), 'abcdefgh');
  assert.equal(formatQuery(shared(query)), 'q=moon&cluster=1&with=dark&order=like%3Aabcdefgh&sel=abcdefgh');
  assert.equal(formatQuery(everywhere(query)), 'with=dark&sel=abcdefgh');
});

test("a view's own parameters are apart, change, and leave when they are empty", () => {
  const query = of('k=3&per=a:1&per=b:2&q=moon');
  assert.equal(ownValue(query, 'k'), '3');
  assert.equal(ownValue(query, 'toString'), '');
  assert.deepEqual(query.own.get('per'), ['a:1', 'b:2']);
  const other = withOwn(query, { k: null, per: ['c:3'], start: 'abcdefgh', pin: '' });
  assert.equal(formatQuery(other), 'q=moon&per=c%3A3&start=abcdefgh');
  assert.equal(formatQuery(query), 'q=moon&k=3&per=a%3A1&per=b%3A2');
});

test('of its own parameters those values stay that mean something, the others are named', () => {
  const query = of('k=3&per=a:1&per=b:2&q=moon');
  const known = withKnownOwn(query, (name, value) => name === 'per' && value === 'b:2');
  assert.equal(formatQuery(known.query), 'q=moon&per=b%3A2');
  assert.deepEqual(known.unknown, ['k=3', 'per=a:1']);
  assert.equal(withKnownOwn(query, () => true).query, query);
});

test('what is shown of what is set aside is in the query', () => {
  const query = of('q=moon');
  assert.deepEqual(query.gate, { duplicates: true, copies: true, dark: true });
  const dark = withRuleToggled(query, 'dark');
  assert.equal(formatQuery(dark), 'q=moon&with=dark');
  assert.deepEqual(dark.gate, { duplicates: true, copies: true, dark: false });
  assert.equal(formatQuery(withRuleToggled(dark, 'duplicates')), 'q=moon&with=duplicates%2Cdark');
  assert.equal(formatQuery(withRuleToggled(dark, 'dark')), 'q=moon');
});

test('keys are eight characters each; what is no key is left out', () => {
  assert.equal(of('').selection, null);
  assert.deepEqual(parseKeys('abcdefgh12-_5678abcdefghxx'), ['abcdefgh', '12-_5678']);
  assert.deepEqual(parseKeys('abc<efgh'), []);
});
