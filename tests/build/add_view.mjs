// node add_view.mjs VITRINE WASM WAREHOUSE: does what the README says under "Add a view", word for word, in a scratch
// copy, and looks for the view in the bar, the title, the keys and the address.
import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { appendFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync } from 'node:fs';
import { readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { launch, serveWith } from '../browser/serving.mjs';

const [vitrine, wasm, warehouse] = process.argv.slice(2).map((path) => resolve(path));
const root = fileURLToPath(new URL('../..', import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'vitrine-view-'));
after(() => rmSync(scratch, { recursive: true }));

const recipe = readFileSync(join(root, 'README.md'), 'utf8').split('### Add a view\n')[1].split('\n### ')[0];

/** The blocks of the recipe: the file, the place in it ("" for the whole file), the text. */
const blocks = [...recipe.matchAll(/^( *)```\w+\n([^]*?)\n *```$/gm)].map(([, indent, block]) => {
  const [head, ...lines] = block.split('\n').map((line) => line.slice(indent.length));
  const [, path, place] = /^\S+ ([^\s,]+)(?:, (.*?))?(?: \*\/)?$/.exec(head);
  return { path, place: place ?? '', text: lines.join('\n') + '\n' };
});

/** Does what one block says. */
function follow({ path, place, text }) {
  const file = join(scratch, path);
  if (place === '') {
    assert.ok(!existsSync(file), `${path} is there already`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  } else if (place === 'at the end') {
    appendFileSync(file, text);
  } else {
    const [, side, anchor] = /^(before|after) "(.*)"$/.exec(place);
    const lines = readFileSync(file, 'utf8').split('\n');
    const at = lines.findIndex((line) => line.trim() === anchor);
    assert.ok(at >= 0, `${path} has no line ${anchor}`);
    lines.splice(side === 'after' ? at + 1 : at, 0, ...text.trimEnd().split('\n'));
    writeFileSync(file, lines.join('\n'));
  }
}

const run = (command, ...given) =>
  execFileSync(command, given, { cwd: scratch, stdio: ['ignore', 'ignore', 'inherit'] });

/** A site of the scratch copy's page. */
function published() {
  const modules = JSON.parse(readFileSync(join(wasm, 'viewer/viewer.json'), 'utf8')).modules;
  const given = modules.flatMap(({ name }) => ['--module', `${name}=${join(wasm, `${name}.wasm`)}`]);
  const main = ['--main', join(wasm, 'main.mjs'), '--wasm', join(wasm, 'main.wasm')];
  run('node', 'web/build.mjs', ...main, ...given, '--out', 'viewer');
  run(vitrine, 'render', warehouse, '-o', join(scratch, 'site'), '--viewer', join(scratch, 'viewer'), '--quiet');
  return join(scratch, 'site');
}

test('a view added by the README is in bar, menu, title, keys and address, and its test passes', async () => {
  for (const folder of ['web', 'tests/browser']) {
    cpSync(join(root, folder), join(scratch, folder), {
      recursive: true,
      filter: (path) => !path.includes('node_modules'),
    });
  }
  cpSync(join(root, 'tests/sites.cmake'), join(scratch, 'tests/sites.cmake'));
  symlinkSync(join(root, 'web/node_modules'), join(scratch, 'web/node_modules'));

  for (const block of blocks) follow(block);
  assert.deepEqual(readdirSync(join(scratch, 'web/views/hello')).sort(), ['hello.css', 'hello.js', 'texts.js']);
  run('web/node_modules/.bin/tsc', '-p', 'web');
  const site = published();
  run('node', 'tests/browser/hello.mjs', vitrine, site);

  const server = await serveWith(vitrine, site);
  const browser = await launch();
  try {
    const page = await browser.newPage();
    const shown = async () => {
      await page.waitForSelector('main .hello h1', { visible: true });
      assert.equal(new URL(page.url()).hash, '#/hello');
      assert.match(await page.title(), /^Hello – ./);
      assert.equal(await page.$eval('.bar-views [aria-current]', (link) => link.textContent), 'Hello');
    };
    await page.setViewport({ width: 1440, height: 900 });
    await page.goto(server.origin, { waitUntil: 'load' });
    await page.waitForSelector('html.ready');
    await page.locator('.bar-views ::-p-text(Hello)').click();
    await shown();
    await page.locator('.bar-views ::-p-text(Browse)').click();
    await page.waitForSelector('#grid .tile', { visible: true });
    await page.keyboard.press('g');
    await page.keyboard.press('h');
    await shown();
    await page.keyboard.press('?');
    await page.waitForSelector('dialog[open] .keys');
    assert.match(await page.$eval('dialog[open]', (sheet) => sheet.innerText), /g then .*h\s[^]*Hello/);
    await page.setViewport({ width: 360, height: 800 });
    await page.goto(`${server.origin}/?narrow#/hello`, { waitUntil: 'load' });
    await shown();
    await page.locator('[aria-label="Menu"]').click();
    await page.locator('dialog[open] nav ::-p-text(Hello)').wait();
  } finally {
    await browser.close();
    await server.close();
  }
});
