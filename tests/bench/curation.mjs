// node curation.mjs WASM-BUILD [PICTURES]: how long the page takes to read a structure of near-duplicates and to cut it
// again, 32 neighbours a picture. Processor time, so that a busy machine gives the same; the longest call is what may
// block the page.
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openCore } from '../../web/core.js';
import { duplicateGroups } from '../../web/curation/groups.js';

const folder = resolve(process.argv[2]);
const pictures = Number(process.argv[3] ?? 100_000);
const kept = 32;
const shardPictures = 2048;

const now = () => process.cpuUsage().user / 1000;
let state = 1;
const chance = (below) => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.floor((state / 2 ** 32) * below);
};

/** Each picture is like some of the hundreds before it. */
function shard(first, count) {
  const columns = {
    row: [],
    single_into: [],
    single_at: [],
    complete_into: [],
    complete_at: [],
    cut_at: [],
    neighbours: [],
  };
  const other = [],
    distance = [];
  for (let i = first; i < first + count; ++i) {
    columns.row.push(i);
    for (const linkage of ['single', 'complete']) {
      columns[`${linkage}_into`].push(i ? i - 1 - chance(Math.min(i, 500)) : null);
      columns[`${linkage}_at`].push(i ? 90_000 + chance(10_000) : 0);
    }
    columns.cut_at.push(0);
    const near = [...new Set(Array.from({ length: Math.min(i, kept) }, () => 1 + chance(Math.min(i, 500))))].sort(
      (a, b) => b - a,
    );
    columns.neighbours.push(near.length);
    other.push(...near);
    distance.push(...near.map(() => chance(10_000)));
  }
  return new TextEncoder().encode(JSON.stringify({ schema: 1, first, count, columns, other, distance }));
}

const { default: createMain } = await import(pathToFileURL(join(folder, 'main.mjs')).href);
const core = await openCore(createMain, await readFile(join(folder, 'main.wasm')));
const structure = core.openDuplicates();
let bytes = 0,
  longest = 0,
  whole = 0;
for (let first = 0; first < pictures; first += shardPictures) {
  const part = shard(first, Math.min(shardPictures, pictures - first));
  const begin = now();
  structure.append(part, 'd');
  const took = now() - begin;
  bytes += part.length;
  whole += took;
  longest = Math.max(longest, took);
}
console.log(
  `${pictures} pictures, ${(bytes / 2 ** 20).toFixed(1)} MB of JSON: read in ${whole.toFixed(0)} ms, longest shard ${longest.toFixed(1)} ms`,
);
const none = new Uint32Array(0);
for (const [linkage, name] of ['single', 'complete', 'representative'].entries()) {
  for (const threshold of [90_000, 95_000, 98_000]) {
    const begin = now();
    const cut = structure.cut(threshold, linkage, none, none);
    const middle = now();
    const groups = duplicateGroups(cut);
    const end = now();
    console.log(
      `${name} at ${threshold}: cut ${(middle - begin).toFixed(1)} ms, ${groups.length} groups listed in ${(end - middle).toFixed(1)} ms`,
    );
  }
}
