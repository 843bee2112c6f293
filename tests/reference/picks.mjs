// Picks in wasm for tests/reference/spotlight.py. Usage: picks.mjs WASM-FOLDER VECTORS SCOPES
// SCOPES: JSON, a list of {members, rules, k}; prints for each [picks, distances, nearest] of 1 .. k picks, and the
// coverage of all of them.
import { readFile } from 'node:fs/promises';

import { noGroup } from '../../web/spotlight/engine.js';
import { startEngine, startMain, vectorsOf } from '../wasm/parts.mjs';

const main = await startMain();
const engine = await startEngine(main);
const vectors = vectorsOf(main, new Uint8Array(await readFile(process.argv[3])));
const scopes = JSON.parse(await readFile(process.argv[4], 'utf8'));

/** @param {any} rules  as JSON has them: null is not a number, and no group */
function typed({ limits = [], scores, ...rest }) {
  return {
    ...rest,
    limits: limits.map(({ groups, most }) => ({ groups: Int32Array.from(groups, (group) => group ?? noGroup), most })),
    scores: scores && Float32Array.from(scores, (score) => score ?? NaN),
  };
}

const answers = [];
for (const { members, rules, k } of scopes) {
  const traversal = engine.traverse(vectors, Int32Array.from(members), typed(rules));
  const prefixes = Array.from({ length: Math.min(k, members.length) }, (_, i) => {
    const { picks, distances, nearest } = traversal.extend(i + 1);
    return [[...picks], [...distances].map((distance) => (distance === Infinity ? 0 : distance)), [...nearest]];
  });
  const coverage = await traversal.coverAsync(prefixes.at(-1)[0].length);
  traversal.close();
  answers.push({ prefixes, coverage });
}
process.stdout.write(JSON.stringify(answers));
