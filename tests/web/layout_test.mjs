import assert from 'node:assert/strict';
import { test } from 'node:test';
import { itemBeside, lastAtMost, layOut, ratioOf, spread } from '../../web/grid/layout.js';

const measures = { width: 1000, rowHeight: 200, gap: 8, heading: 44, space: 16 };

/** A repeatable stream of ratios in hundredths. */
function someRatios(count, seed = 7) {
  const ratios = new Uint16Array(count);
  for (let i = 0; i < count; ++i) {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    ratios[i] = 60 + (seed % 140);
  }
  return ratios;
}

test('nothing to lay out', () => {
  const layout = layOut([], [], measures);
  assert.equal(layout.height, 0);
  assert.deepEqual([...layout.rowStart], [0]);
});

test('every item is in exactly one row, in order, and no row crosses a group', () => {
  const ratios = someRatios(5000);
  const groups = [0, 3, 900, 901, 4999];
  const layout = layOut(ratios, groups, measures);
  assert.equal(layout.rowStart[0], 0);
  assert.equal(layout.rowStart.at(-1), 5000);
  for (let row = 0; row + 1 < layout.rowStart.length; ++row) assert.ok(layout.rowStart[row] < layout.rowStart[row + 1]);
  for (const [group, first] of groups.entries()) assert.equal(layout.rowStart[layout.groupRow[group]], first);
});

test('full rows fill the width to the pixel, last rows of a group keep the row height', () => {
  const ratios = someRatios(2000);
  const groups = [0, 777];
  const layout = layOut(ratios, groups, measures);
  for (let row = 0; row < layout.rowTop.length; ++row) {
    const at = spread(layout, ratios, measures, row);
    const right = at.left.at(-1) + at.width.at(-1);
    const last = row + 1 === layout.groupRow[1] || row + 1 === layout.rowTop.length;
    if (layout.rowFull[row]) assert.equal(right, 1000);
    else assert.ok(last && right <= 1000 && layout.rowHeight[row] === 200);
    for (let i = 1; i < at.left.length; ++i) {
      const gap = at.left[i] - at.left[i - 1] - at.width[i - 1];
      assert.ok(Math.abs(gap - 8) <= 1, `gap ${gap}`);
    }
  }
});

test('the browser’s own rule: a picture goes on a line while it fits at the row height', () => {
  // 3 × 300 + 2 × 8 = 916 fits in 1000, a fourth does not
  const layout = layOut([150, 150, 150, 150, 150], [0], measures);
  assert.deepEqual([...layout.rowStart], [0, 3, 5]);
  assert.ok(Math.abs(layout.rowHeight[0] - (1000 - 16) / 4.5) < 1e-4);
  assert.equal(layout.rowHeight[1], 200);
});

test('a picture wider than the row shrinks to it, a lone tall one is cropped at the largest stretch', () => {
  const layout = layOut([700, 40, 700], [0], { ...measures, width: 400 });
  assert.ok(Math.abs(layout.rowHeight[0] - 400 / 7) < 1e-4);
  assert.equal(layout.rowHeight[1], 320);
  assert.equal(layout.height, layout.groupTop.at(-1));
});

test('ratios are the first screen’s classes', () => {
  assert.equal(ratioOf(1500, 1000), 150);
  assert.equal(ratioOf(896, 597), 150);
  assert.equal(ratioOf(0, 0), 100);
  assert.equal(ratioOf(10000, 100), 500);
  assert.equal(ratioOf(100, 10000), 25);
});

test('a search by halves finds the last value at most', () => {
  const rising = [0, 10, 10, 30];
  assert.deepEqual(
    [-1, 0, 9, 10, 29, 30, 99].map((value) => lastAtMost(rising, value)),
    [0, 0, 0, 2, 2, 3, 3],
  );
});

test('up and down go to the nearest picture of the next row and back', () => {
  const ratios = someRatios(100);
  const layout = layOut(ratios, [0], measures);
  for (let item = 0; item < 100; ++item) {
    const below = itemBeside(layout, ratios, measures, item, 1);
    const row = lastAtMost(layout.rowStart.subarray(0, -1), item);
    const there = lastAtMost(layout.rowStart.subarray(0, -1), below);
    assert.equal(there, Math.min(row + 1, layout.rowTop.length - 1));
  }
  assert.equal(itemBeside(layout, ratios, measures, 0, -1), 0);
});

test('a million pictures are laid out below the caps’ reach', () => {
  const layout = layOut(someRatios(1_000_000), [0], measures);
  assert.equal(layout.rowStart.at(-1), 1_000_000);
  assert.ok(layout.height > 33_554_428, 'the test is worth its name only above the browsers’ caps');
});
