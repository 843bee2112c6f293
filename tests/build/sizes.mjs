// node sizes.mjs SITE WASM: the budgets that are sizes (brotli 11), on a site of 12,217 rows and the folder of the wasm
// build. Prints what it measured.
import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { brotliCompressSync, constants } from 'node:zlib';

const [site, wasm] = process.argv.slice(2).map((path) => resolve(path));
const manifest = JSON.parse(readFileSync(resolve(site, 'api/collection.json'), 'utf8'));
const page = readFileSync(resolve(site, 'index.html'), 'utf8');
const script = page.match(/<script[^>]* src="([^"]+)"/)[1];
const style = page.match(/<link rel="stylesheet" href="([^"]+)"/)[1];
const firstShard = manifest.files.find(({ path }) => path.startsWith('api/images/0000.')).path;

const brotli = (path) => brotliCompressSync(readFileSync(resolve(site, path)), {
  params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 },
}).length;

/** Files, their sum, and the budget they keep to, in bytes. */
function budget(name, paths, most) {
  test(`${name}: at most ${most} bytes`, (context) => {
    const sizes = paths.map((path) => [path, brotli(path)]);
    const sum = sizes.reduce((total, [, size]) => total + size, 0);
    context.diagnostic(`${sum} = ${sizes.map(([path, size]) => `${path} ${size}`).join(' + ')}`);
    assert.ok(sum <= most, `${name}: ${sum} bytes, ${most} allowed`);
  });
}

test('the site has 12,217 rows', () => assert.equal(manifest.count, 12217));
budget('the main module and its glue', [resolve(wasm, 'main.wasm'), resolve(wasm, 'main.mjs')], 80_000);
budget('everything before the page is interactive',
  ['index.html', style, script, manifest.core, 'api/collection.json', firstShard], 150_000);
budget('the spotlight module', [manifest.spotlight], 30_000);
