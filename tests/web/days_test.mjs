import assert from 'node:assert/strict';
import { test } from 'node:test';
import { civil, dayOf, dayText } from '../../web/days.js';

test('days and their texts', () => {
  for (const text of ['1970-01-01', '2026-04-06', '1889-12-31', '0099-03-01']) assert.equal(dayText(dayOf(text)), text);
  for (const text of ['', 'yesterday', '2026-4-6', '2026-13-01', '2026-02-30', '2026-04-06x'])
    assert.equal(dayOf(text), null);
});

test('days as numbers agree with Date over four thousand years', () => {
  for (let day = -730000; day < 730000; day += 97) {
    const date = new Date(day * 86400000);
    assert.deepEqual(civil(day), {
      year: date.getUTCFullYear(),
      month: date.getUTCMonth() + 1,
      day: date.getUTCDate(),
    });
    assert.equal(dayOf(dayText(day)), day);
  }
});
