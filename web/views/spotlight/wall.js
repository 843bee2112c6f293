// The wall of picks: rows that fill the width and grow smaller, so that the first picks are the largest.

/** Heights of the rows, px at a width of 1200; the last one repeats. */
const HEIGHTS = [340, 240, 190, 160];
const REFERENCE = 1200;

/**
 * @typedef {{left: number, top: number, width: number, height: number}} Place
 */

/**
 * @param {number[]} ratios  width over height of each pick
 * @param {number} width     px
 * @param {number} gap       px between pictures
 * @param {number} caption   px under each row
 * @returns {{places: Place[], height: number}}
 */
export function taper(ratios, width, gap, caption) {
  const scale = Math.min(1, Math.max(0.42, width / REFERENCE));
  /** @type {Place[]} */
  const places = [];
  let top = 0;
  let row = 0;
  for (let item = 0; item < ratios.length; ++row) {
    const wanted = HEIGHTS[Math.min(row, HEIGHTS.length - 1)] * scale;
    const first = item;
    let sum = ratios[item++];
    // one more as long as that brings the row nearer to its height
    while (item < ratios.length) {
      const now = (width - (item - first - 1) * gap) / sum;
      const then = (width - (item - first) * gap) / (sum + ratios[item]);
      if (Math.abs(now - wanted) <= Math.abs(then - wanted)) break;
      sum += ratios[item++];
    }
    const room = width - (item - first - 1) * gap;
    const filled = room / sum;
    const last = item === ratios.length;
    const height = last ? Math.min(filled, wanted * 1.25) : Math.min(filled, wanted * 1.6);
    const stretch = last ? height : filled;
    let x = 0;
    for (let i = first; i < item; ++i) {
      const left = Math.round(x);
      x += ratios[i] * stretch;
      places.push({ left, top: Math.round(top), width: Math.round(x) - left, height: Math.round(height) });
      x += gap;
    }
    top += Math.round(height) + caption;
  }
  return { places, height: top };
}
