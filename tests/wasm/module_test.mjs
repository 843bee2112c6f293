// web/module.js against the openers' table, in node. Usage: module_test.mjs FOLDER-OF-THE-WASM-BUILD
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import test from 'node:test';

import { moduleOpener } from '../../web/module.js';
import { http, TransportError } from '../../web/transport.js';
import { bytesOf, startMain } from './parts.mjs';

const table = JSON.parse(await readFile(new URL('../module/cases.json', import.meta.url), 'utf8'));
const files = {
  good: await bytesOf('probe-good.wasm'),
  'other build': await bytesOf('probe-other.wasm'),
  broken: new TextEncoder().encode('<!doctype html><title>404</title>'),
};

/** A server of one file that can be exchanged; counts how often it is asked for. */
async function serve() {
  const site = { there: 'missing', fetches: 0, address: '', close: () => {} };
  const server = createServer((request, reply) => {
    site.fetches++;
    const file = files[site.there];
    if (file) reply.writeHead(200, { 'content-type': 'application/wasm' }).end(file);
    else reply.writeHead(404).end('not here');
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  site.address = `http://127.0.0.1:${server.address().port}/probe.wasm`;
  site.close = () => {
    server.close();
    server.closeAllConnections();
  };
  return site;
}

const side = (bytes) => ({ name: table.module, purpose: table.purpose, bytes });

for (const entry of table.cases) {
  test(entry.name, async () => {
    const site = await serve();
    try {
      const open = moduleOpener(
        await startMain(),
        side((onProgress) => http.bytes(site.address, onProgress)),
      );
      for (const step of entry.steps) {
        site.there = step.there;
        const answers = await Promise.allSettled(Array.from({ length: step.callers }, () => open()));
        for (const answer of answers) {
          if (step.expect === 'open') {
            assert.equal(answer.reason, undefined);
            assert.equal(answer.value.probe_answer(), 42);
            continue;
          }
          assert.equal(answer.status, 'rejected');
          for (const words of table.says[step.expect])
            assert.ok(answer.reason.message.includes(words), answer.reason.message);
        }
      }
      assert.equal(site.fetches, entry.fetches);
    } finally {
      site.close();
    }
  });
}

test('progress is reported in bytes, to every caller that waits', async () => {
  const site = await serve();
  site.there = 'good';
  const total = files.good.length;
  const open = moduleOpener(
    await startMain(),
    side((onProgress) => http.bytes(site.address, onProgress, total)),
  );
  const reported = [[], []];
  await Promise.all(reported.map((list) => open((progress) => list.push(progress))));
  for (const list of reported) {
    assert.deepEqual(list.at(0), { received: 0, total });
    assert.deepEqual(list.at(-1), { received: total, total });
  }
  site.close();
});

test('no connection is a sentence, and can be tried again', async () => {
  let offline = true;
  const bytes = async () => {
    if (offline) throw new TransportError('probe.wasm', 'there is no connection');
    return files.good;
  };
  const open = moduleOpener(await startMain(), side(bytes));
  await assert.rejects(open(), {
    message:
      'The probe module could not be fetched: there is no connection. It would have answered the question. ' +
      'Everything else goes on; try again, or reload the page.',
  });
  offline = false;
  assert.equal((await open()).probe_answer(), 42);
});

test('what looks like wasm and is none does not reach the main module', async () => {
  const main = await startMain();
  const truncated = files.good.subarray(0, files.good.length - 5);
  const plain = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);
  for (const bytes of [truncated, plain, new Uint8Array()]) {
    await assert.rejects(
      moduleOpener(
        main,
        side(async () => bytes),
      )(),
      /not a module/,
    );
  }
  assert.equal(
    (
      await moduleOpener(
        main,
        side(async () => files.good),
      )()
    ).probe_answer(),
    42,
  );
});

test('a main module that cannot link it is a sentence, and can be tried again', async () => {
  const main = await startMain();
  let refused = true;
  const link = main.loadWebAssemblyModule;
  main.loadWebAssemblyModule = (...given) => (refused ? Promise.reject(new Error('bad export type')) : link(...given));
  const open = moduleOpener(
    main,
    side(async () => files.good),
  );
  await assert.rejects(
    open(),
    /^Error: The probe module could not be linked \(bad export type\)\. It would have .* try again/,
  );
  refused = false;
  assert.equal((await open()).probe_answer(), 42);
});
