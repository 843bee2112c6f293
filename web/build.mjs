// Bundles the page: one script (the views and the main module's glue), one style sheet, the wasm modules, all named
// by their content, and the template that `vitrine render` fills in.
//
//   node build.mjs --main main.mjs --wasm main.wasm [--spotlight spotlight.wasm] --out FOLDER [--depfile FILE]
//
// FOLDER/index.html is the template, FOLDER/viewer/ the files, FOLDER/viewer.json what is what:
//   {"script", "style", "core", "spotlight", "template", "build"}   paths relative to FOLDER; spotlight "" without it
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { texts } from './texts.js';

const here = dirname(fileURLToPath(import.meta.url));
const { values: options } = parseArgs({
  options: {
    main: { type: 'string' },
    wasm: { type: 'string' },
    spotlight: { type: 'string' },
    out: { type: 'string' },
    depfile: { type: 'string' },
  },
});
if (!options.main || !options.wasm || !options.out) {
  console.error(
    'build.mjs takes --main main.mjs --wasm main.wasm [--spotlight spotlight.wasm] --out FOLDER [--depfile FILE].',
  );
  process.exit(2);
}
const out = resolve(options.out);
const glue = resolve(options.main);

/** @param {Uint8Array | string} bytes */
const hashOf = (bytes) => createHash('sha256').update(bytes).digest('hex').slice(0, 8);

rmSync(out, { recursive: true, force: true });
mkdirSync(join(out, 'viewer'), { recursive: true });

/**
 * Writes viewer/NAME.HASH.EXTENSION and says so.
 * @param {string} name
 * @param {string} extension
 * @param {Uint8Array} bytes
 */
function put(name, extension, bytes) {
  const path = `viewer/${name}.${hashOf(bytes)}.${extension}`;
  writeFileSync(join(out, path), bytes);
  return path;
}

const core = put('main', 'wasm', readFileSync(options.wasm));
const spotlight = options.spotlight ? put('spotlight', 'wasm', readFileSync(options.spotlight)) : '';

/** `vitrine:main` is the built glue, and the path of the wasm it belongs to. @type {import('esbuild').Plugin} */
const mainModule = {
  name: 'vitrine-main',
  setup(plugin) {
    plugin.onResolve({ filter: /^vitrine:main$/ }, () => ({ path: glue, namespace: 'vitrine-main' }));
    plugin.onLoad({ filter: /.*/, namespace: 'vitrine-main' }, () => ({
      contents: `export {default} from ${JSON.stringify(glue)};\nexport const wasmPath = ${JSON.stringify(core)};\n`,
      resolveDir: dirname(glue),
    }));
  },
};

const bundle = await build({
  entryPoints: [join(here, 'app.js')],
  bundle: true,
  minify: true,
  format: 'esm',
  target: ['es2022', 'chrome100', 'firefox102', 'safari16.4'],
  charset: 'utf8',
  outdir: join(out, 'viewer'),
  write: false,
  metafile: true,
  legalComments: 'eof',
  logLevel: 'warning',
  plugins: [mainModule],
  // The glue's branches for node are dead in the page.
  define: { process: 'undefined', 'globalThis.process': 'undefined' },
  external: ['fs', 'path', 'url', 'module', 'node:*'],
});

/** @param {string} extension */
const output = (extension) => {
  const file = bundle.outputFiles.find((one) => one.path.endsWith(extension));
  if (!file) throw new Error(`esbuild wrote no ${extension}`);
  return file.contents;
};

const script = put('app', 'js', output('.js'));
const style = put('app', 'css', output('.css'));

/** @param {string} name  "nav.browse" */
function textOf(name) {
  /** @type {any} */
  let value = texts;
  for (const part of name.split('.')) value = value?.[part];
  if (typeof value !== 'string') throw new Error(`index.html asks for the text "${name}", which texts.js lacks`);
  return value.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
}

const template = readFileSync(join(here, 'index.html'), 'utf8').replace(/{{text:([\w.]+)}}/g, (_, name) =>
  textOf(name),
);
writeFileSync(join(out, 'index.html'), template);
const named = { script, style, core, spotlight, template: 'index.html' };
writeFileSync(
  join(out, 'viewer.json'),
  JSON.stringify({ ...named, build: hashOf(JSON.stringify(named) + template) }) + '\n',
);

if (options.depfile) {
  const inputs = Object.keys(bundle.metafile.inputs).filter((path) => !path.startsWith('vitrine-main:'));
  const read = inputs.map((path) => resolve(path).replace(/ /g, '\\ '));
  writeFileSync(options.depfile, `${join(out, 'viewer.json').replace(/ /g, '\\ ')}: ${read.join(' ')}\n`);
}
