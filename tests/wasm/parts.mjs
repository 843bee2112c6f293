// What the node tests of the modules share: the built main module, side modules from disk, files of vectors.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { Engine as CalendarEngine } from '../../web/calendar/engine.js';
import { openCore } from '../../web/core.js';
import { moduleOpener, toMain } from '../../web/module.js';
import { Engine } from '../../web/spotlight/engine.js';

export const folder = process.argv[2];

/** A core of its own, with nothing opened in it. */
export async function startCore() {
  const { default: createMain } = await import(pathToFileURL(join(folder, 'main.mjs')).href);
  return openCore(createMain, await readFile(join(folder, 'main.wasm')));
}

export const startMain = async () => (await startCore()).module;

export const bytesOf = async (name) => new Uint8Array(await readFile(join(folder, name)));

export const spotlight = { name: 'spotlight', purpose: 'picked pictures', bytes: () => bytesOf('spotlight.wasm') };
export const calendar = { name: 'calendar', purpose: 'chosen pictures', bytes: () => bytesOf('calendar.wasm') };

export const startEngine = async (main) => new Engine(await moduleOpener(toMain(main), spotlight)());
export const startCalendar = async (main) => new CalendarEngine(await moduleOpener(toMain(main), calendar)());

/** A side module's functions, the names of all it exports, and which of those were not called through the functions. */
export async function watched(functions, file) {
  const names = WebAssembly.Module.exports(new WebAssembly.Module(await bytesOf(file)))
    .map((entry) => entry.name)
    .filter((name) => !name.startsWith('__'));
  const called = new Set();
  const side = new Proxy(functions, { get: (target, name) => (called.add(name), target[name]) });
  return { side, names, notCalled: () => names.filter((name) => !called.has(name)) };
}

/** The same numbers on every run: SplitMix64, as in core/random.h. */
export function* randomBits(seed) {
  const mask = (1n << 64n) - 1n;
  for (let counter = 1n; ; counter++) {
    let z = (BigInt(seed) + counter * 0x9e3779b97f4a7c15n) & mask;
    z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & mask;
    z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & mask;
    yield z ^ (z >> 31n);
  }
}

/** Row-major int8, wider on the leading axes. */
export function randomRows(count, dimension, seed) {
  const rows = new Int8Array(count * dimension);
  const random = randomBits(seed);
  for (let i = 0; i < rows.length; i++) {
    const bits = random.next().value;
    const sum = Number(bits & 255n) + Number((bits >> 8n) & 255n) + Number((bits >> 16n) & 255n) - 382;
    rows[i] = Math.trunc(sum / 4 / (1 + (i % dimension) * 0.1));
  }
  return { rows, count, dimension };
}

/** A vectors file (core/embedding/coded_vectors.h). */
export function fileOf({ rows, count, dimension }, { step = 0.25, model = 'test' } = {}) {
  const name = new TextEncoder().encode(model);
  const header = 32 + Math.ceil(name.length / 4) * 4;
  const file = new Uint8Array(header + count * dimension);
  const view = new DataView(file.buffer);
  file.set(new TextEncoder().encode('VTRV'));
  [1, count, dimension].forEach((value, i) => view.setUint32(4 + 4 * i, value, true));
  [step, 0.875, 0.9921875].forEach((value, i) => view.setFloat32(16 + 4 * i, value, true));
  view.setUint32(28, name.length, true);
  file.set(name, 32);
  for (let axis = 0; axis < dimension; axis++) {
    for (let i = 0; i < count; i++) file[header + axis * count + i] = rows[i * dimension + axis];
  }
  return file;
}

/** Embind's CodedVectors of a file. */
export function vectorsOf(main, file) {
  const vectors = new main.CodedVectors();
  const error = vectors.append(file);
  if (error !== '') throw new Error(error);
  return vectors;
}

export const everything = (count) => Int32Array.from({ length: count }, (_, i) => i);
