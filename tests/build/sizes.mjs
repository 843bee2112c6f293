// node sizes.mjs [--slack PERCENT] WASM SITE...: the budgets that are sizes (brotli 11), of the folder of the wasm build
// and of what a first visit to each of the sites fetches. Prints what it measured. The budgets are those of the compiler
// that the project is made with; another one may take PERCENT more.
import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, resolve } from 'node:path';
import { test } from 'node:test';
import { parseArgs } from 'node:util';
import { brotliCompressSync, constants } from 'node:zlib';
import { shipped } from '../../web/shipped.mjs';

const { buildSync } = createRequire(new URL('../../web/package.json', import.meta.url))('esbuild');
const { values, positionals } = parseArgs({
  options: { slack: { type: 'string', default: '0' } },
  allowPositionals: true,
});
const [wasm, ...sites] = positionals.map((path) => resolve(path));
const slack = 1 + Number(values.slack) / 100;

/**
 * What a first visit may take: a row for what is there, and one for each issue that adds to it. A row says its share;
 * all of them together never take more than MOST.
 */
const SHARES = {
  'Browse and Picture': 125_000,
  Calendar: 3_000,
};
const MOST = 135_000;
const FIRST_VISIT = Object.values(SHARES).reduce((sum, share) => sum + share);

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

test(`the shares of a first visit are at most ${MOST} bytes`, () => assert.ok(FIRST_VISIT <= MOST));

/** A file as visitors get it: a script as it comes into the bundle. */
const asShipped = (path) =>
  path.endsWith('.mjs')
    ? buildSync({ ...shipped, entryPoints: [path], outdir: '.' }).outputFiles[0].contents
    : readFileSync(path);
budget(
  'the main module and its glue, as shipped',
  [resolve(wasm, 'main.wasm'), resolve(wasm, 'main.mjs')],
  74_000,
  asShipped,
);

for (const site of sites) {
  const name = basename(site);
  const paths = firstVisit(site);
  test(`${name}: the HTML names script, style, module, manifest and first rows`, () => {
    for (const kind of [/app\.\w+\.js$/, /app\.\w+\.css$/, /main\.\w+\.wasm$/, /collection\.json$/, /images\/0000\./]) {
      assert.ok(
        paths.some((path) => kind.test(path)),
        `${kind} is not among ${paths.join(', ')}`,
      );
    }
  });
  test(`${name}: the first screen has its own style`, () =>
    assert.ok(paths.some((path) => /first\.\w+\.css$/.test(path))));
  test(`${name}: nothing of the late views`, () =>
    assert.deepEqual(
      paths.filter((path) => /late\./.test(path)),
      [],
    ));
  budget(`${name}: everything before the page is interactive`, paths, FIRST_VISIT);
}

const { count, modules } = JSON.parse(readFileSync(resolve(sites[0], 'api/collection.json'), 'utf8'));
test('the first site has 12,217 rows', () => assert.equal(count, 12217));
test('Spotlight is among the modules', () => assert.ok(modules.some(({ name }) => name === 'spotlight')));
for (const { name, path } of modules) budget(`the ${name} module`, [resolve(sites[0], path)], 30_000);
