// web/module.js against the openers' table, in node. Usage: module_test.mjs FOLDER-OF-THE-WASM-BUILD
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import test from 'node:test';
import { pathToFileURL } from 'node:url';

import { byFactory, moduleOpener, toMain } from '../../web/module.js';
import { http, TransportError } from '../../web/transport.js';
import { bytesOf, folder, startMain } from './parts.mjs';

const table = JSON.parse(await readFile(new URL('../module/cases.json', import.meta.url), 'utf8'));
const { default: createProbe } = await import(pathToFileURL(join(folder, 'own-probe-good.mjs')).href);
const sides = { good: await bytesOf('probe-good.wasm'), 'other build': await bytesOf('probe-other.wasm') };
const owns = { good: await bytesOf('own-probe-good.wasm'), 'other build': await bytesOf('own-probe-other.wasm') };
const broken = new TextEncoder().encode('<!doctype html><title>404</title>');

/** What a module is linked to, and what may lie where it is looked for. */
const links = {
  'the main module': { link: toMain, files: { ...sides, 'other kind': owns.good, broken } },
  'a factory of its own': {
    link: (main) => byFactory(createProbe, main.build()),
    files: { ...owns, 'other kind': sides.good, broken },
  },
};
assert.deepEqual(Object.keys(links), table.links);
const { files } = links['the main module'];

/** A server of one file that can be exchanged; counts how often it is asked for. */
async function serve(files) {
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

const probe = (bytes) => ({ name: table.module, purpose: table.purpose, bytes });

for (const [linkedTo, { link, files }] of Object.entries(links)) {
  for (const entry of table.cases) {
    test(`linked to ${linkedTo}: ${entry.name}`, async () => {
      const site = await serve(files);
      try {
        const open = moduleOpener(
          link(await startMain()),
          probe((onProgress) => http.bytes(site.address, onProgress)),
        );
        for (const step of entry.steps) {
          site.there = step.there;
          const answers = await Promise.allSettled(Array.from({ length: step.callers }, () => open()));
          for (const answer of answers) {
            if (step.expect === 'open') {
              assert.equal(answer.reason, undefined);
              assert.equal(answer.value.functions.probe_answer(), 42);
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

  test(`linked to ${linkedTo}: what crosses the boundary is copied, and a failure is a sentence`, async () => {
    const main = await startMain();
    const boundary = await moduleOpener(
      link(main),
      probe(async () => files.good),
    )();
    assert.equal(boundary.memory === main, linkedTo === 'the main module');
    const { probe_add: add, probe_open: open } = boundary.functions;
    const sum = boundary.withCopy(Int32Array.of(1, 2, 3), (numbers) =>
      boundary.withCopy(Int32Array.of(0), (into) => {
        assert.equal(boundary.done(add(numbers, 3, into)), true);
        return boundary.ints(into, 1);
      }),
    );
    assert.deepEqual(sum, Int32Array.of(6));
    assert.deepEqual(boundary.ints(boundary.opened(open(42)), 1), Int32Array.of(42));
    assert.throws(() => boundary.done(add(0, 0, 0)), { message: /^There is nothing to add: 1 number at least/ });
    assert.throws(() => boundary.opened(open(1)), { message: 'Only 42 can be opened.' });
    const halves = Float32Array.of(0.5, -0.5);
    assert.deepEqual(
      boundary.withCopy(halves, (copy) => boundary.floats(copy, 2)),
      halves,
    );
    boundary.memory._malloc = () => 0;
    assert.throws(() => boundary.withCopy(halves, () => assert.fail()), { message: /no memory for 2 numbers/ });
  });
}

test('progress is reported in bytes, to every caller that waits', async () => {
  const site = await serve(files);
  site.there = 'good';
  const total = files.good.length;
  const open = moduleOpener(
    toMain(await startMain()),
    probe((onProgress) => http.bytes(site.address, onProgress, total)),
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
  const open = moduleOpener(toMain(await startMain()), probe(bytes));
  await assert.rejects(open(), {
    message:
      'The probe module could not be fetched: there is no connection. It would have answered the question. ' +
      'Everything else goes on; try again, or reload the page.',
  });
  offline = false;
  assert.equal((await open()).functions.probe_answer(), 42);
});

test('what looks like wasm and is none does not reach the main module', async () => {
  const main = await startMain();
  const truncated = files.good.subarray(0, files.good.length - 5);
  const plain = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);
  for (const bytes of [truncated, plain, new Uint8Array()]) {
    await assert.rejects(
      moduleOpener(
        toMain(main),
        probe(async () => bytes),
      )(),
      /not a module/,
    );
  }
  assert.equal(
    (
      await moduleOpener(
        toMain(main),
        probe(async () => files.good),
      )()
    ).functions.probe_answer(),
    42,
  );
});

test('a main module that cannot link it is a sentence, and can be tried again', async () => {
  const main = await startMain();
  let refused = true;
  const link = main.loadWebAssemblyModule;
  main.loadWebAssemblyModule = (...given) => (refused ? Promise.reject(new Error('bad export type')) : link(...given));
  const open = moduleOpener(
    toMain(main),
    probe(async () => files.good),
  );
  await assert.rejects(
    open(),
    /^Error: The probe module could not be linked \(bad export type\)\. It would have .* try again/,
  );
  refused = false;
  assert.equal((await open()).functions.probe_answer(), 42);
});
