import assert from 'node:assert/strict';
import { test } from 'node:test';
import { noLevel } from '../../web/core.js';
import { EVERYTHING, formatQuery, parseQuery, withTag } from '../../web/query.js';
import { leastScore } from '../../web/tags.js';
import { countFrom, levelBars } from '../../web/views/browse/tags.js';

const counts = (/** @type {Record<number, number>} */ levels) => {
  const all = new Uint32Array(256);
  for (const [level, count] of Object.entries(levels)) all[Number(level) - noLevel] = count;
  return all;
};

test('a score in a query is the level it came from, whatever the step', () => {
  for (const step of [0.00037, 0.0171, 0.1, 0.734, 1, 3.3]) {
    const tag = /** @type {Tag} */ ({ accepted: 27.579442977905273, step });
    for (let level = -127; level <= 127; ++level) {
      const written = formatQuery(withTag(EVERYTHING, 'moon', leastScore(tag, level)));
      const score = parseQuery(written).query.tags.get('moon');
      assert.equal(Math.round((score - tag.accepted) / step) + 0, level, `step ${step}`);
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
