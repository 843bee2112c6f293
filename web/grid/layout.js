// Justified rows over typed arrays. The rule is that of the first screen's style sheet (theme.css, ".rows"), so
// the grid takes over from it without a jump: pictures flow at the row height until the next would not fit, then
// the row grows until it is full; a group's last row keeps its height.

/** Rows never grow beyond this multiple of the row height; wider gaps crop the pictures instead. */
export const LARGEST_GROWTH = 1.6;

/**
 * @typedef {object} Layout
 * @property {number} height                whole height, px
 * @property {Uint32Array} rowStart         first item of each row, and the item count at the end
 * @property {Float64Array} rowTop          top of each row, px
 * @property {Float32Array} rowHeight       height of each row, px
 * @property {Uint8Array} rowFull           1: the row is stretched to the whole width
 * @property {Uint32Array} groupRow         first row of each group, and the row count at the end
 * @property {Float64Array} groupTop        top of each group, and the whole height at the end
 */

/**
 * @typedef {object} Measures
 * @property {number} width      px between the left edge of a row and its right edge
 * @property {number} rowHeight  px
 * @property {number} gap        px between pictures and between rows
 * @property {number} heading    px, height of a group's heading; 0: none
 * @property {number} space      px between groups
 */

/**
 * The proportion of a picture's tile in hundredths, as the first screen's classes name it: no narrower than 1 : 4,
 * no wider than 5 : 1, square without a picture.
 * @param {number} width
 * @param {number} height
 */
export function ratioOf(width, height) {
  return width > 0 && height > 0 ? Math.min(500, Math.max(25, Math.round((100 * width) / height))) : 100;
}

/**
 * @param {ArrayLike<number>} ratios    of every item in order, in hundredths
 * @param {ArrayLike<number>} groups    first item of each group; groups[0] is 0 unless there are no items
 * @param {Measures} measures
 * @returns {Layout}
 */
export function layOut(ratios, groups, measures) {
  const { width, rowHeight, gap, heading, space } = measures;
  const count = ratios.length;
  let capacity = Math.max(16, Math.ceil(count / 3) + groups.length);
  let rowStart = new Uint32Array(capacity + 1);
  let rowTop = new Float64Array(capacity);
  let rowHeights = new Float32Array(capacity);
  let rowFull = new Uint8Array(capacity);
  const groupRow = new Uint32Array(groups.length + 1);
  const groupTop = new Float64Array(groups.length + 1);
  const largest = rowHeight * LARGEST_GROWTH;
  let rows = 0;
  let top = 0;

  for (let group = 0; group < groups.length; ++group) {
    const end = group + 1 < groups.length ? groups[group + 1] : count;
    groupRow[group] = rows;
    groupTop[group] = top;
    top += heading;
    for (let item = groups[group]; item < end;) {
      const first = item;
      let sum = ratios[item++];
      while (item < end && ((sum + ratios[item]) * rowHeight) / 100 + (item - first) * gap <= width)
        sum += ratios[item++];
      const room = width - (item - first - 1) * gap;
      const full = item < end || (sum * rowHeight) / 100 > room;
      if (rows === capacity) {
        capacity *= 2;
        rowStart = grown(rowStart, capacity + 1);
        rowTop = grown(rowTop, capacity);
        rowHeights = grown(rowHeights, capacity);
        rowFull = grown(rowFull, capacity);
      }
      rowStart[rows] = first;
      rowTop[rows] = top;
      rowFull[rows] = full ? 1 : 0;
      rowHeights[rows] = full ? Math.min((100 * room) / sum, largest) : rowHeight;
      top += rowHeights[rows++] + (item < end ? gap : 0);
    }
    top += group + 1 < groups.length ? space : 0;
  }
  rowStart[rows] = count;
  groupRow[groups.length] = rows;
  groupTop[groups.length] = top;
  return {
    height: top,
    rowStart: rowStart.subarray(0, rows + 1),
    rowTop: rowTop.subarray(0, rows),
    rowHeight: rowHeights.subarray(0, rows),
    rowFull: rowFull.subarray(0, rows),
    groupRow,
    groupTop,
  };
}

/**
 * Left edge and width of each item of a row, on whole pixels.
 * @param {Layout} layout
 * @param {ArrayLike<number>} ratios
 * @param {Measures} measures
 * @param {number} row
 * @returns {{left: number[], width: number[]}}
 */
export function spread(layout, ratios, measures, row) {
  const first = layout.rowStart[row];
  const end = layout.rowStart[row + 1];
  let sum = 0;
  for (let item = first; item < end; ++item) sum += ratios[item];
  const room = measures.width - (end - first - 1) * measures.gap;
  const scale = layout.rowFull[row] ? room / sum : measures.rowHeight / 100;
  const left = [];
  const width = [];
  let x = 0;
  for (let item = first; item < end; ++item) {
    const from = Math.round(x);
    x += ratios[item] * scale;
    left.push(from);
    width.push(Math.round(x) - from);
    x += measures.gap;
  }
  return { left, width };
}

/**
 * The last index whose value is at most `value` in a rising array; 0 when all are greater.
 * @param {ArrayLike<number>} rising
 * @param {number} value
 */
export function lastAtMost(rising, value) {
  let low = 0;
  let high = rising.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (rising[middle] <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * The item of another row that lies nearest below or above: what the arrow keys go to.
 * @param {Layout} layout
 * @param {ArrayLike<number>} ratios
 * @param {Measures} measures
 * @param {number} item
 * @param {number} step  -1 or 1 rows
 */
export function itemBeside(layout, ratios, measures, item, step) {
  const row = lastAtMost(layout.rowStart.subarray(0, -1), item);
  const other = row + step;
  if (other < 0 || other >= layout.rowTop.length) return item;
  const here = spread(layout, ratios, measures, row);
  const at = item - layout.rowStart[row];
  const centre = here.left[at] + here.width[at] / 2;
  const there = spread(layout, ratios, measures, other);
  let best = 0;
  let least = Infinity;
  for (let i = 0; i < there.left.length; ++i) {
    const distance = Math.abs(there.left[i] + there.width[i] / 2 - centre);
    if (distance < least) {
      least = distance;
      best = i;
    }
  }
  return layout.rowStart[other] + best;
}

/**
 * @template {Uint32Array | Float64Array | Float32Array | Uint8Array} T
 * @param {T} array
 * @param {number} length
 * @returns {T}
 */
function grown(array, length) {
  const larger = new /** @type {any} */ (array.constructor)(length);
  larger.set(array);
  return larger;
}
