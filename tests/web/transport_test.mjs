// web/transport.js: what a transport promises, what its errors say, and that nothing goes around it.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import test, { after, before } from 'node:test';
import { fileURLToPath } from 'node:url';
import { http, Transport } from '../../web/transport.js';

const file = Uint8Array.from({ length: 300_000 }, (_, at) => at % 251);

let server, site;
before(async () => {
  server = createServer((request, reply) => {
    if (request.url === '/file') reply.end(file);
    else if (request.url === '/busy') reply.writeHead(503).end('busy');
    else if (request.url === '/empty') reply.end();
    else if (request.url === '/broken') {
      reply.writeHead(200, { 'content-length': file.length });
      reply.write(file.subarray(0, 1000), () => reply.destroy());
    } else reply.writeHead(404).end();
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  site = `http://127.0.0.1:${server.address().port}`;
});
after(() => {
  server.close();
  server.closeAllConnections();
});

test('all bytes arrive, with progress', async () => {
  const told = [];
  const bytes = await http.bytes(`${site}/file`, (progress) => told.push(progress), file.length);
  assert.deepEqual(bytes, file);
  assert.deepEqual(told.at(0), { received: 0, total: file.length });
  assert.deepEqual(told.at(-1), { received: file.length, total: file.length });
  assert.equal((await http.bytes(`${site}/empty`)).length, 0);
});

test('an error is a sentence: what could not be fetched, and why', async () => {
  const says = (name, why) =>
    assert.rejects(http.bytes(`${site}/${name}`), { message: `${site}/${name} could not be fetched: ${why}.` });
  await says('nothing', 'it was not found (HTTP 404)');
  await says('busy', 'the server answered with an error (HTTP 503)');
  await says('broken', 'the connection broke off');
  await assert.rejects(http.bytes('http://127.0.0.1:1/file'), {
    message: 'http://127.0.0.1:1/file could not be fetched: the server could not be reached.',
  });
});

test('a page that is offline says so', async () => {
  const before = Object.getOwnPropertyDescriptor(globalThis, 'navigator');
  Object.defineProperty(globalThis, 'navigator', { value: { onLine: false }, configurable: true });
  try {
    await assert.rejects(http.bytes('http://127.0.0.1:1/file'), {
      message: 'http://127.0.0.1:1/file could not be fetched: there is no connection to the network.',
    });
  } finally {
    if (before) Object.defineProperty(globalThis, 'navigator', before);
    else delete globalThis.navigator;
  }
});

test('an aborted request is no failure of the network', async () => {
  const controller = new AbortController();
  const stream = await http.open(`${site}/file`, controller.signal);
  controller.abort();
  await assert.rejects(
    async () => {
      for await (const part of stream) assert.ok(part.length > 0);
    },
    { name: 'AbortError' },
  );
  await assert.rejects(http.open(`${site}/file`, controller.signal), { name: 'AbortError' });
});

test('a transport needs to know only how a path is opened', async () => {
  const disk = new Transport(async (path) => new Blob([`the bytes of ${path}`]).stream());
  assert.equal(new TextDecoder().decode(await disk.bytes('api/x.json')), 'the bytes of api/x.json');
});

test('no other file of the page asks the network', () => {
  const web = fileURLToPath(new URL('../../web/', import.meta.url));
  const asks =
    /\b(fetch|XMLHttpRequest|EventSource|WebSocket|sendBeacon|importScripts|(compile|instantiate)Streaming)\b\s*\(/;
  const sources = readdirSync(web, { recursive: true }).map(String);
  const ours = sources.filter((path) => /\.(js|html)$/.test(path) && !path.startsWith('node_modules'));
  assert.ok(ours.length > 50, `${ours.length} sources were read`);
  assert.deepEqual(
    ours.filter((path) => asks.test(readFileSync(join(web, path), 'utf8'))),
    ['transport.js'],
  );
});
