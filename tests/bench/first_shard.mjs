// node first_shard.mjs WASM SITE [WASM SITE ...]: what reading the first shard of images costs in the main module of a
// wasm build (WASM, a folder), in milliseconds of processor time: the median of many readings, the builds in turn.
import { readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openCore } from '../../web/core.js';
import { median, processorTime } from './node.mjs';

const ROUNDS = 200;

async function subject(folder, site) {
  const { default: createMain } = await import(pathToFileURL(resolve(folder, 'main.mjs')).href);
  const core = await openCore(createMain, await readFile(join(folder, 'main.wasm')));
  const manifest = await readFile(join(site, 'api/collection.json'));
  core.readManifest(manifest);
  const shard = await readFile(join(site, core.storedPath(core.path('images', 0))));
  return { name: `${folder} ${basename(site)}`, core, manifest, shard, times: [] };
}

const pairs = process.argv.slice(2);
const subjects = [];
for (let i = 0; i + 1 < pairs.length; i += 2) subjects.push(await subject(pairs[i], pairs[i + 1]));
for (let round = 0; round < ROUNDS; round++) {
  for (const { core, manifest, shard, times } of subjects) {
    core.readManifest(manifest); // an empty collection
    times.push(processorTime(() => core.collection.append(shard, 'the first shard')));
  }
}
for (const { name, shard, times } of subjects) {
  const compiled = times.slice(ROUNDS / 10); // while the first ones ran the compiler was at work
  console.log(`${name}: ${shard.length} bytes read in ${median(compiled).toFixed(2)} ms`);
}
