// 24 picks of a file of vectors, in the page's modules and in plain JavaScript (float32, one pass over all vectors a
// pick). node picks.mjs WASM-FOLDER VECTORS: prints milliseconds of processor time as JSON.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';

import { everything, startEngine, startMain, vectorsOf } from '../wasm/parts.mjs';
import { median, processorTime } from './node.mjs';

const count = 24;
const main = await startMain();
const engine = await startEngine(main);
const vectors = vectorsOf(main, new Uint8Array(await readFile(process.argv[3])));
const members = everything(vectors.count());

function inWasm() {
  const traversal = engine.traverse(vectors, members);
  traversal.extend(count);
  traversal.close();
}

const dimension = vectors.dimension();
assert.equal(dimension % 4, 0);
const rows = Float32Array.from({ length: vectors.count() * dimension });
for (let row = 0; row < vectors.count(); ++row) {
  const bytes = new Int8Array(main.HEAPF32.buffer, vectors.data() + row * vectors.stride(), dimension);
  bytes.forEach((value, axis) => {
    rows[row * dimension + axis] = value * vectors.step();
  });
}

/** Four sums that do not wait for one another: a fifth faster than one, and than dot products with known lengths. */
function squaredDistance(a, b) {
  const [ofA, ofB] = [a * dimension, b * dimension];
  let first = 0;
  let second = 0;
  let third = 0;
  let fourth = 0;
  for (let axis = 0; axis < dimension; axis += 4) {
    const d0 = rows[ofA + axis] - rows[ofB + axis];
    const d1 = rows[ofA + axis + 1] - rows[ofB + axis + 1];
    const d2 = rows[ofA + axis + 2] - rows[ofB + axis + 2];
    const d3 = rows[ofA + axis + 3] - rows[ofB + axis + 3];
    first += d0 * d0;
    second += d1 * d1;
    third += d2 * d2;
    fourth += d3 * d3;
  }
  return first + second + third + fourth;
}

function inPlainJavaScript() {
  const nearest = new Float32Array(vectors.count()).fill(Infinity);
  const picks = [0];
  while (picks.length < count) {
    const last = picks[picks.length - 1];
    let farthest = 0;
    for (let row = 0; row < nearest.length; ++row) {
      const distance = squaredDistance(row, last);
      if (distance < nearest[row]) nearest[row] = distance;
      if (nearest[row] > nearest[farthest]) farthest = row;
    }
    picks.push(farthest);
  }
  return picks;
}
assert.equal(new Set(inPlainJavaScript()).size, count);

const ofRuns = (runs, work) => median(Array.from({ length: runs }, () => processorTime(work)));
inWasm();
console.log(JSON.stringify({ wasm: ofRuns(25, inWasm), javascript: ofRuns(5, inPlainJavaScript) }));
