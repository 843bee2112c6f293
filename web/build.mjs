// Bundles the page: the script of the first visit (with the main module's glue) and that of the late views, a style
// sheet for each, the wasm modules, all named by their content, and the template that `vitrine render` fills in.
//
//   node build.mjs --main main.mjs --wasm main.wasm [--module name=path ...] --out FOLDER [--depfile FILE]
//
// FOLDER/index.html is the template, FOLDER/viewer/ the files, FOLDER/viewer.json lists them, paths relative to FOLDER:
//   {"script", "style", "late_script", "late_style", "core", "modules": [{"name", "path"}], "template", "build"}
// core is the main module. The template's <meta name="late"> names the late two (web/script.js).
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { shipped } from './shipped.mjs';
import { texts } from './texts.js';
import { bar } from './views.js';

const here = dirname(fileURLToPath(import.meta.url));
const { values: options } = parseArgs({
  options: {
    main: { type: 'string' },
    wasm: { type: 'string' },
    module: { type: 'string', multiple: true, default: [] },
    out: { type: 'string' },
    depfile: { type: 'string' },
  },
});
if (!options.main || !options.wasm || !options.out) {
  console.error(
    'build.mjs takes --main main.mjs --wasm main.wasm [--module name=path ...] --out FOLDER [--depfile FILE].',
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
const modules = options.module.map((given) => {
  const [name, path] = given.split(/=(.*)/s);
  return { name, path: put(name, 'wasm', readFileSync(path)) };
});

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

const settings = { ...shipped, outdir: out };

const split = await build({
  ...settings,
  entryPoints: [join(here, 'app.js'), join(here, 'late.js')],
  splitting: true,
  chunkNames: 'shared',
  metafile: true,
  plugins: [mainModule],
});

/** @param {string} name */
function output(name) {
  const file = split.outputFiles.find(({ path }) => path === join(out, name));
  if (!file) throw new Error(`esbuild wrote no ${name}`);
  return file;
}

/** What esbuild wrote, as modules. @type {import('esbuild').Plugin} */
const written = {
  name: 'written',
  setup(plugin) {
    plugin.onResolve({ filter: /^\.\/\w+\.js$/ }, ({ path }) => ({ path, namespace: 'written' }));
    plugin.onLoad({ filter: /.*/, namespace: 'written' }, ({ path }) => ({ contents: output(path).text }));
  },
};

// esbuild puts what both scripts need into a third. The first visit fetches one script: the third goes into
// it, and the late script imports it from there.
const first = await build({
  ...settings,
  stdin: { contents: `import './app.js'; export * from './shared.js';`, resolveDir: here },
  plugins: [written],
});

const script = put('app', 'js', first.outputFiles[0].contents);
const style = put('app', 'css', output('app.css').contents);
const lateText = output('late.js').text.replaceAll('"./shared.js"', `"./${basename(script)}"`);
const late_script = put('late', 'js', Buffer.from(lateText));
const late_style = put('late', 'css', output('late.css').contents);

/** @param {string} name  "nav.browse" */
function textOf(name) {
  /** @type {any} */
  let value = texts;
  for (const part of name.split('.')) value = value?.[part];
  if (typeof value !== 'string') throw new Error(`index.html asks for the text "${name}", which texts.js lacks`);
  return value;
}

/** @param {string} text */
const escaped = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');

const links = bar.map(({ name, title }) => `<a href="#/${name}" data-view="${name}">${escaped(title)}</a>`);
const template = readFileSync(join(here, 'index.html'), 'utf8')
  .replace(/{{text:([\w.]+)}}/g, (_, name) => escaped(textOf(name)))
  .replace('{{views}}', links.join('\n'))
  .replace('{{late}}', `${late_script} ${late_style}`);
writeFileSync(join(out, 'index.html'), template);
const named = { script, style, late_script, late_style, core, modules, template: 'index.html' };
writeFileSync(
  join(out, 'viewer.json'),
  JSON.stringify({ ...named, build: hashOf(JSON.stringify(named) + template) }) + '\n',
);

if (options.depfile) {
  const inputs = Object.keys(split.metafile.inputs).filter((path) => !path.startsWith('vitrine-main:'));
  const read = inputs.map((path) => resolve(path).replace(/ /g, '\\ '));
  writeFileSync(options.depfile, `${join(out, 'viewer.json').replace(/ /g, '\\ ')}: ${read.join(' ')}\n`);
}
