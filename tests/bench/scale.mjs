// Picks, coverage and likeness in wasm over many made vectors, in milliseconds of the processor (others may be using it).
// Usage: scale.mjs WASM-FOLDER [COUNT [DIMENSION]]
import { everything, startEngine, startMain } from '../wasm/parts.mjs';
import { numbers, processorTime } from './node.mjs';

const main = await startMain();
const engine = await startEngine(main);
const [count, dimension] = [Number(process.argv[3] ?? 100_000), Number(process.argv[4] ?? 512)];

/** A vectors file, axis by axis: wider on the leading axes, a thousand loose groups. */
function madeVectors() {
  const header = new Uint8Array(32);
  const view = new DataView(header.buffer);
  header.set(new TextEncoder().encode('VTRV'));
  [1, count, dimension].forEach((value, i) => view.setUint32(4 + 4 * i, value, true));
  [1 / 64, 1, 1].forEach((value, i) => view.setFloat32(16 + 4 * i, value, true));
  const vectors = new main.CodedVectors();
  vectors.append(header);
  const zeroToOne = numbers(1);
  const random = () => zeroToOne() - 0.5;
  for (let axis = 0; axis < dimension; ++axis) {
    const spread = 60 / (1 + axis / 12);
    const centres = Float32Array.from({ length: 1000 }, () => random() * spread);
    const bytes = Int8Array.from({ length: count }, (_, i) => Math.round(centres[i % 1000] + random() * spread));
    vectors.append(new Uint8Array(bytes.buffer));
  }
  return vectors;
}

async function measured(what, runs, work) {
  const times = [];
  for (let run = 0; run < runs; ++run) times.push(await processorTime(() => work(run)));
  console.log(`${what}: ${Math.min(...times).toFixed(1)} ms`);
}

const vectors = madeVectors();
const members = everything(count);
console.log(`${count} x ${dimension}`);
for (const k of [24, 200]) {
  await measured(`${k} picks, with the centroid`, 3, () => {
    const traversal = engine.traverse(vectors, members);
    traversal.extend(k);
    traversal.close();
  });
}
const scores = Float32Array.from(members, (i) => (i * 7919) % 1000);
const groups = members.map((i) => i % 40);
await measured('24 picks, balance 30, at most 2 of 40 groups', 3, () => {
  const traversal = engine.traverse(vectors, members, { scores, balance: 30, limits: [{ groups, most: 2 }] });
  traversal.extend(24);
  traversal.close();
});
const traversal = engine.traverse(vectors, members);
traversal.extend(24);
await measured('what 24 picks cover', 1, () => traversal.coverAsync(24));
await measured('by likeness', 9, (run) => vectors.byLikeness(run * 97));
