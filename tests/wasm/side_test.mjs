// The side modules themselves: size and imports of each; of spotlight.wasm every export is called once.
// Usage: side_test.mjs FOLDER-OF-THE-WASM-BUILD SIDE...
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import test from 'node:test';
import { brotliCompressSync, constants } from 'node:zlib';

import { moduleOpener, toMain } from '../../web/module.js';
import { bytesOf, fileOf, randomRows, spotlight, startMain, vectorsOf, watched } from './parts.mjs';

const sides = process.argv.slice(3);
const exportsList = await readFile(new URL('../../wasm/main/exports.txt', import.meta.url), 'utf8');

test('there are side modules, Spotlight among them', () => assert.ok(sides.includes('spotlight'), sides.join()));

for (const side of sides) {
  const bytes = await bytesOf(`${side}.wasm`);

  test(`${side}: at most 30 KB compressed`, () => {
    const params = { [constants.BROTLI_PARAM_QUALITY]: 11 };
    const size = brotliCompressSync(bytes, { params }).length;
    assert.ok(size <= 30_000, `${side}.wasm: ${size} bytes compressed`);
  });

  test(`${side}: every import is in wasm/main/exports.txt`, () => {
    const offered = exportsList.split('\n').flatMap((line) => line.match(/^_(\S+)/)?.[1] ?? []);
    const loader = ['__stack_pointer', '__memory_base', '__table_base', 'memory', '__indirect_function_table'];
    const missing = WebAssembly.Module.imports(new WebAssembly.Module(bytes))
      .map((entry) => entry.name)
      .filter((name) => !offered.includes(name) && !loader.includes(name));
    assert.deepEqual(missing, []);
  });
}

test('the main module has all that side modules may import', async () => {
  const main = await startMain();
  for (const line of exportsList.split('\n').filter((text) => text.startsWith('_'))) {
    const name = line.split(' ')[0];
    assert.equal(typeof main[name], 'function', name);
  }
});

test('spotlight: every export can be called', async () => {
  const main = await startMain();
  const { functions } = await moduleOpener(toMain(main), spotlight)();
  const { side, names, notCalled } = await watched(functions, 'spotlight.wasm');

  assert.equal(main.UTF8ToString(side.spotlight_build()), main.build());
  assert.match(main.UTF8ToString(side.spotlight_simd()), /SSE4\.2/);

  const vectors = vectorsOf(main, fileOf(randomRows(300, 70, 2)));
  const rows = main._malloc(300 * 4);
  new Int32Array(main.HEAPF32.buffer, rows, 300).set(Int32Array.from({ length: 300 }, (_, i) => i));
  const scope = [vectors.data(), vectors.count(), vectors.stride()];

  const traversal = side.spotlight_traversal_open(...scope, rows, 300);
  assert.notEqual(traversal, 0);
  assert.equal(side.spotlight_traversal_begin_with(traversal, rows + 4 * 7, 2), 0);
  assert.equal(side.spotlight_traversal_ban(traversal, rows + 4 * 20, 5), 0);
  assert.equal(side.spotlight_traversal_limit(traversal, rows, 1), 0);
  const scores = main._malloc(300 * 4);
  main.HEAPF32.subarray(scores / 4, scores / 4 + 300).fill(0.5);
  assert.equal(side.spotlight_traversal_prefer(traversal, scores, 0, 1), 0);
  main._free(scores);
  assert.equal(side.spotlight_traversal_step(traversal, 24, 10), 1);
  assert.equal(side.spotlight_traversal_step(traversal, 24, 1_000_000), 0);
  assert.equal(side.spotlight_traversal_size(traversal), 24);
  const ints = (address, length) => [...new Int32Array(main.HEAPF32.buffer, address, length)];
  assert.equal(new Set(ints(side.spotlight_traversal_picks(traversal), 24)).size, 24);
  const distances = ints(side.spotlight_traversal_distances(traversal), 24);
  assert.equal(distances[0], 0);
  assert.ok(distances[2] >= distances[23] && distances[23] > 0);
  assert.deepEqual(ints(side.spotlight_traversal_picks(traversal), 2), [7, 8]);
  assert.deepEqual(ints(side.spotlight_traversal_nearest(traversal), 2), [-1, 0]);
  assert.equal(side.spotlight_traversal_cover(traversal, 25, 10), 2); // there are 24
  assert.equal(side.spotlight_traversal_cover(traversal, 24, 10), 1);
  assert.equal(side.spotlight_traversal_cover(traversal, 24, 1_000_000), 0);
  assert.ok(ints(side.spotlight_traversal_radii(traversal), 24)[23] > 0);
  assert.ok(ints(side.spotlight_traversal_covered(traversal), 24)[23] >= 24);
  side.spotlight_traversal_close(traversal);

  const projection = side.spotlight_projection_open(...scope, 64, rows, 300);
  assert.notEqual(projection, 0);
  assert.equal(side.spotlight_projection_step(projection, 1), 1);
  assert.equal(side.spotlight_projection_step(projection, 1_000_000), 0);
  const points = new Float32Array(main.HEAPF32.buffer, side.spotlight_projection_points(projection), 600);
  assert.ok(points.every(Number.isFinite) && points.some((x) => Math.abs(x) > 1));
  side.spotlight_projection_close(projection);

  const kMeans = side.spotlight_k_means_open_coded(...scope, 64, rows, 300, 5, 2, 1);
  assert.notEqual(kMeans, 0);
  assert.equal(side.spotlight_k_means_step(kMeans, 1), 1);
  assert.equal(side.spotlight_k_means_step(kMeans, 1_000_000), 0);
  assert.equal(side.spotlight_k_means_finished(kMeans), 2);
  assert.equal(side.spotlight_k_means_clusters(kMeans), 5);
  assert.ok(ints(side.spotlight_k_means_assignment(kMeans), 300).every((own) => own >= 0 && own < 5));
  assert.equal(new Set(ints(side.spotlight_k_means_medoids(kMeans), 5)).size, 5);
  const floats = (address, length) => [...new Float32Array(main.HEAPF32.buffer, address, length)];
  assert.ok(floats(side.spotlight_k_means_distances(kMeans), 300).every((distance) => distance >= 0));
  assert.ok(floats(side.spotlight_k_means_spreads(kMeans), 5).every((spread) => spread > 0));
  assert.ok(floats(side.spotlight_k_means_silhouettes(kMeans), 5).every((mean) => mean > -1 && mean < 1));
  side.spotlight_k_means_close(kMeans);

  // Invalid arguments open nothing.
  const failed = (returned, nothing, sentence) => {
    assert.equal(returned, nothing);
    assert.match(main.UTF8ToString(side.spotlight_error()), sentence);
  };
  failed(side.spotlight_k_means_open_coded(...scope, 64, rows, 300, 0, 1, 1), 0, /1 cluster/);
  failed(side.spotlight_k_means_open_coded(...scope, 1_000, rows, 300, 5, 1, 1), 0, /axes/);
  failed(side.spotlight_k_means_step(0, 1), 2, /not been opened/);
  failed(side.spotlight_traversal_open(...scope, rows, 0), 0, /scope/);
  failed(side.spotlight_traversal_open(vectors.data(), 299, vectors.stride(), rows, 300), 0, /scope/);
  failed(side.spotlight_projection_open(...scope, 0, rows, 300), 0, /axes/);
  failed(side.spotlight_traversal_open(0, 300, 16, rows, 300), 0, /scope/);
  failed(side.spotlight_traversal_step(0, 1, 1), 2, /not been opened/);
  failed(side.spotlight_projection_step(0, 1), 2, /not been opened/);
  main._free(rows);

  assert.deepEqual(notCalled(), []);
  assert.ok(names.length >= 12);
});
