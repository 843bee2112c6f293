import assert from 'node:assert/strict';
import { test } from 'node:test';
import { coreQuery, isFiltered, orderedTag, shared, tagChoices, withTag, withoutFilters } from '../../web/address.js';
import { noLevel } from '../../web/core.js';
import { countFrom, levelBars, scoreText } from '../../web/views/browse/tags.js';

const counts = (/** @type {Record<number, number>} */ levels) => {
  const all = new Uint32Array(256);
  for (const [level, count] of Object.entries(levels)) all[Number(level) - noLevel] = count;
  return all;
};

test('a tag in the address: its least score, for the core too, and away again with its order', () => {
  const query = new URLSearchParams('t.moon=27.5&order=-tag.moon&sel=abcdefgh&k=3');
  assert.deepEqual([...tagChoices(query)], [['moon', 27.5]]);
  assert.equal(coreQuery(query), 't.moon=27.5&order=-tag.moon');
  assert.equal(shared(query).get('t.moon'), '27.5');
  assert.ok(isFiltered(query));
  assert.equal(withoutFilters(query).get('t.moon'), null);
  assert.equal(withTag(query, 'moon', null).toString(), 'sel=abcdefgh&k=3');
  assert.equal(withTag(query, 'sun', '1').get('order'), '-tag.moon');
  assert.equal(orderedTag(query), 'moon');
  assert.equal(orderedTag(new URLSearchParams('order=-date')), '');
});

test('what is no score chooses nothing', () => {
  assert.deepEqual([...tagChoices(new URLSearchParams('t.a=&t.b=x&t.c=Infinity&t.d=-1&t.d=2&f.t.e=1'))], [['d', -1]]);
});

test('a score in an address is the level it came from, whatever the step', () => {
  for (const step of [0.00037, 0.0171, 0.1, 0.734, 1, 3.3]) {
    const tag = /** @type {Tag} */ ({ accepted: 27.579442977905273, step });
    for (let level = -127; level <= 127; ++level) {
      assert.equal(Math.round((Number(scoreText(tag, level)) - tag.accepted) / step) + 0, level, `step ${step}`);
    }
  }
});

test('counts from a level on leave out what has no score', () => {
  const some = counts({ [noLevel]: 50, '-127': 1, 0: 2, 127: 4 });
  assert.equal(countFrom(some, 1), 4);
  assert.equal(countFrom(some, 0), 6);
  assert.equal(countFrom(some, -127), 7);
  assert.equal(countFrom(some, noLevel), 7);
});

test('bars: every level in one, none across the threshold', () => {
  const some = counts(Object.fromEntries(Array.from({ length: 200 }, (_, at) => [at - 120, at + 1])));
  for (const edge of [-120, -119, -3, 0, 1, 78, 79]) {
    const bars = levelBars(some, -120, 79, edge);
    assert.ok(bars.length <= 49);
    assert.equal(
      bars.reduce((sum, { count }) => sum + count, 0),
      (200 * 201) / 2,
    );
    assert.ok(bars.some(({ level }) => level === edge));
    const above = bars.filter(({ level }) => level >= edge).reduce((sum, { count }) => sum + count, 0);
    assert.equal(above, countFrom(some, edge));
  }
  assert.deepEqual(levelBars(counts({ 3: 7 }), 3, 3, 3), [{ level: 3, size: 1, count: 7 }]);
});
