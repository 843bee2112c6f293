// web/vectors.js in node: streams, gzip or not, in odd portions. Usage: vectors_test.mjs FOLDER-OF-THE-WASM-BUILD
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import test from 'node:test';
import { gzipSync } from 'node:zlib';

import { http } from '../../web/transport.js';
import { readVectors } from '../../web/vectors.js';
import { fileOf, randomRows, startMain } from './parts.mjs';

const main = await startMain();
const made = randomRows(500, 40, 1);
const file = fileOf(made);

const streamOf = (bytes, portion) => async () =>
  new ReadableStream({
    start(controller) {
      for (let at = 0; at < bytes.length; at += portion) controller.enqueue(bytes.slice(at, at + portion));
      controller.close();
    },
  });

function rowsIn(vectors) {
  const all = new Int8Array(main.HEAPF32.buffer, vectors.data(), vectors.count() * vectors.stride());
  const rows = new Int8Array(vectors.count() * vectors.dimension());
  for (let i = 0; i < vectors.count(); i++) {
    rows.set(all.subarray(i * vectors.stride(), i * vectors.stride() + vectors.dimension()), i * vectors.dimension());
  }
  return rows;
}

for (const [how, bytes] of [
  ['zipped', gzipSync(file)],
  ['not zipped', file],
]) {
  test(`a file arrives, ${how}, in any portions`, async () => {
    for (const portion of [1, 1000, bytes.length]) {
      const axes = [];
      const progress = [];
      const vectors = await readVectors(main, streamOf(new Uint8Array(bytes), portion), {
        total: bytes.length,
        onProgress: (p) => progress.push(p),
        onAxes: (v) => axes.push(v.axes()),
      });
      assert.equal(vectors.complete(), true);
      assert.equal(vectors.step(), 0.25);
      assert.deepEqual(rowsIn(vectors), made.rows);
      assert.deepEqual(progress.at(-1), { received: bytes.length, total: bytes.length });
      assert.equal(axes.at(-1), 40);
      assert.deepEqual(
        axes,
        [...new Set(axes)].sort((a, b) => a - b),
      );
      vectors.delete();
    }
  });
}

test('what is wrong is a sentence', async () => {
  const cases = [
    [
      new TextEncoder().encode('<!doctype html><title>Not found</title>'),
      /^The file of vectors cannot be used: .*VTRV/,
    ],
    [file.slice(0, 3000), /^The vectors end too early: 0 of 40 axes\. Try again\.$/],
    [file.slice(0, 20), /^The vectors end too early: no complete header/],
    [new Uint8Array(), /^The vectors end too early/],
    [new Uint8Array([...file, 0]), /^The file of vectors cannot be used: .*more bytes/],
    [new Uint8Array(gzipSync(file)).slice(0, 2000), /^The vectors could not be read \(/],
  ];
  for (const [bytes, expected] of cases)
    await assert.rejects(readVectors(main, streamOf(bytes, 700)), { message: expected });
});

test('a server that has no such file, and one that is not there', async () => {
  const server = createServer((request, reply) => {
    if (request.url === '/vectors.bin') reply.end(gzipSync(file));
    else reply.writeHead(404).end();
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  const read = (name) => readVectors(main, () => http.open(`http://127.0.0.1:${port}/${name}`));
  assert.deepEqual(rowsIn(await read('vectors.bin')), made.rows);
  await assert.rejects(read('other.bin'), { message: /^The vectors could not be fetched: .*not found \(HTTP 404\)/ });
  server.close();
  server.closeAllConnections();
  await assert.rejects(read('vectors.bin'), { message: /^The vectors could not be fetched: .*reached\. Try again\.$/ });
});

test('it can be called off', async () => {
  const controller = new AbortController();
  const options = { signal: controller.signal, onAxes: () => controller.abort() };
  await assert.rejects(readVectors(main, streamOf(file, 100), options), { name: 'AbortError' });
});
