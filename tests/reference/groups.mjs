// Groups in wasm for tests/reference/spotlight.py. Usage: groups.mjs WASM-FOLDER VECTORS K
import { readFile } from 'node:fs/promises';

import { everything, startEngine, startMain, vectorsOf } from '../wasm/parts.mjs';

const main = await startMain();
const engine = await startEngine(main);
const vectors = vectorsOf(main, new Uint8Array(await readFile(process.argv[3])));
const groups = await engine.groupAsync(vectors, everything(vectors.count()), Number(process.argv[4]), {
  starts: 2,
  seed: 5,
});
process.stdout.write(JSON.stringify(groups, (_, value) => (ArrayBuffer.isView(value) ? [...value] : value)));
