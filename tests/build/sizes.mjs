// node sizes.mjs SITE WASM PICTURED [SLACK]: the budgets that are sizes (brotli 11), on a site of 12,217 rows, the folder
// of the wasm build, and a site with pictures, whose first screen is in its HTML. Prints what it measured. The budgets
// are those of the compiler that the project is made with; another one may take SLACK percent more.
import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { brotliCompressSync, constants } from 'node:zlib';
import { shipped } from '../../web/shipped.mjs';

const { buildSync } = createRequire(new URL('../../web/package.json', import.meta.url))('esbuild');
const [site, wasm, pictured] = process.argv.slice(2, 5).map((path) => resolve(path));
const slack = 1 + Number(process.argv[5] ?? 0) / 100;
const manifest = JSON.parse(readFileSync(resolve(site, 'api/collection.json'), 'utf8'));

/** What a first visit fetches before it can act: all that the HTML names but its icon and pictures. */
function firstVisit(folder) {
  const head = readFileSync(resolve(folder, 'index.html'), 'utf8').split('<body>')[0];
  const named = [...head.matchAll(/<(?:script|link)[^>]* (?:src|href)="(?!data:)([^"]+)"/g)].map(([, path]) => path);
  return ['index.html', ...new Set(named)].map((path) => resolve(folder, path));
}

const brotli = (bytes) =>
  brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 },
  }).length;

/** Files, read by `read`, their sum, and the budget they keep to, in bytes. */
function budget(name, paths, bytes, read = readFileSync) {
  const most = Math.round(bytes * slack);
  test(`${name}: at most ${most} bytes`, (context) => {
    const sizes = paths.map((path) => [path, brotli(read(path))]);
    const sum = sizes.reduce((total, [, size]) => total + size, 0);
    context.diagnostic(`${sum} = ${sizes.map(([path, size]) => `${path} ${size}`).join(' + ')}`);
    assert.ok(sum <= most, `${name}: ${sum} bytes, ${most} allowed`);
  });
}

test('the site has 12,217 rows', () => assert.equal(manifest.count, 12217));

/** A file as visitors get it: a script as it comes into the bundle. */
const asShipped = (path) =>
  path.endsWith('.mjs')
    ? buildSync({ ...shipped, entryPoints: [path], outdir: '.' }).outputFiles[0].contents
    : readFileSync(path);
budget(
  'the main module and its glue, as shipped',
  [resolve(wasm, 'main.wasm'), resolve(wasm, 'main.mjs')],
  72_000,
  asShipped,
);

for (const [name, folder] of [
  ['12,217 rows', site],
  ['pictures', pictured],
]) {
  const paths = firstVisit(folder);
  test(`${name}: the HTML names script, style, module, manifest and first rows`, () => {
    for (const kind of [/app\.\w+\.js$/, /app\.\w+\.css$/, /main\.\w+\.wasm$/, /collection\.json$/, /images\/0000\./]) {
      assert.ok(
        paths.some((path) => kind.test(path)),
        `${kind} is not among ${paths.join(', ')}`,
      );
    }
  });
  budget(`${name}: everything before the page is interactive`, paths, 150_000);
}
test('the first screen of pictures has its own style', () =>
  assert.ok(firstVisit(pictured).some((path) => /first\.\w+\.css$/.test(path))));
for (const { name, path } of manifest.modules) budget(`the ${name} module`, [resolve(site, path)], 30_000);
