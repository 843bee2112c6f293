import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cropOf, positionOf } from '../../web/views/calendar/crop.js';

test('a picture of the frame\u2019s own shape is shown whole, whatever its focus', () => {
  for (const focus of [
    [0, 1],
    [0.5, 0.5],
    [NaN, NaN],
  ]) {
    assert.deepEqual(cropOf(1.5, 1.5, focus), { left: 0, top: 0, width: 1, height: 1 });
    assert.equal(positionOf(1.5, 1.5, focus), '50% 50%');
  }
});

test('a wider picture loses at its sides, a taller one above and below; the focus is in the middle where it can be', () => {
  assert.deepEqual(cropOf(2, 1, [0.5, 0]), { left: 0.25, top: 0, width: 0.5, height: 1 });
  assert.deepEqual(cropOf(0.5, 1, [0, 0.25]), { left: 0, top: 0, width: 1, height: 0.5 });
  assert.deepEqual(cropOf(0.5, 1, [0, 0.5]), { left: 0, top: 0.25, width: 1, height: 0.5 });
});

test('the frame does not leave the picture', () => {
  assert.equal(cropOf(2, 1, [0.1, 0.5]).left, 0);
  assert.equal(cropOf(2, 1, [0.9, 0.5]).left, 0.5);
  assert.equal(positionOf(2, 1, [0, 0.5]), '0% 50%');
  assert.equal(positionOf(2, 1, [1, 0.5]), '100% 50%');
});

test('object-position shows the same part as the frame', () => {
  // of an image scaled to cover the frame, a position of p percent leaves p percent of what is hidden on the left
  for (const [ratio, frame, x] of [
    [2, 1, 0.4],
    [1.78, 1.5, 0.6],
    [3, 0.7, 0.35],
  ]) {
    const { left, width } = cropOf(ratio, frame, [x, 0.5]);
    const [percent] = positionOf(ratio, frame, [x, 0.5]).split('%').map(Number);
    assert.ok(Math.abs((percent / 100) * (1 - width) - left) < 1e-4, `${percent} of ${1 - width} is not ${left}`);
  }
});

test('without a known focus it is the middle', () => {
  assert.deepEqual(cropOf(2, 1, [NaN, NaN]), { left: 0.25, top: 0, width: 0.5, height: 1 });
});
