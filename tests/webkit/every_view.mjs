// One walk through every view in WebKitGTK, the engine of Safari: node FILE VITRINE SITE.
import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { serveWith } from '../browser/serving.mjs';
import { viewsOf } from '../browser/views.mjs';
import { openWebKit, programs } from './driver.mjs';

const { missing } = programs();
if (missing.length) {
  console.log(`Skipped: ${missing.join(', ')} not found. tools/install --tests installs them.`);
  process.exit(77);
}

const [vitrine, folder] = process.argv.slice(2);
const site = resolve(folder);
const watched = site.replace(/site$/, 'webkit'); // a copy that tells what goes wrong, with a page as wide as a phone
const manifest = JSON.parse(readFileSync(join(site, 'api/collection.json'), 'utf8'));
const shown = manifest.curation.active;

/** Copies the site as hard links, its page with watch.js before all other scripts. */
function copyWatched() {
  rmSync(watched, { recursive: true, force: true });
  execFileSync('cp', ['-al', site, watched]);
  const page = readFileSync(join(site, 'index.html'), 'utf8');
  rmSync(join(watched, 'index.html')); // it is a link to the site's own
  writeFileSync(join(watched, 'index.html'), page.replace('<script', '<script src="watch.js"></script>\n<script'));
  copyFileSync(new URL('watch.js', import.meta.url), join(watched, 'watch.js'));
  mkdirSync(join(watched, 'phone'));
  writeFileSync(
    join(watched, 'phone/index.html'),
    '<!doctype html>\n<title>A phone</title>\n<iframe src="../#/browse" width="360" height="740"></iframe>\n',
  );
}

let server, webkit;
before(async () => {
  copyWatched();
  server = await serveWith(vitrine, watched);
  webkit = await openWebKit();
});
after(async () => {
  await webkit?.close();
  await server?.close();
});

/** Loads an address and waits until the page has taken over. */
async function go(hash) {
  await webkit.go('about:blank');
  await webkit.go(`${server.origin}/${hash}`);
  await webkit.sees('html.ready');
}

/** One promise of the page; nothing may have gone wrong when it is kept. */
function check(name, body) {
  test(name, { timeout: 120_000 }, async () => {
    try {
      await body();
      assert.deepEqual(await webkit.run(() => window.seen), []);
    } catch (error) {
      mkdirSync(join(site, '../failed'), { recursive: true });
      const picture = join(site, '../failed', `${name.replace(/\W+/g, '-')}-webkit.png`);
      await webkit.screenshot().then(
        (png) => writeFileSync(picture, png),
        () => {},
      );
      throw error;
    }
  });
}

/** Whether an element and its picture are there. */
const isThere = (selector) => {
  const found = document.querySelector(selector);
  return found?.checkVisibility() && (found.localName !== 'img' || (found.complete && found.naturalWidth > 0));
};

for (const [view, [address, landmark]] of Object.entries(viewsOf(site, manifest))) {
  check(`${view} opens and shows what it is for`, async () => {
    await go(address);
    await webkit.until(isThere, landmark);
    assert.equal(await webkit.run(() => document.querySelectorAll('main .notice[role="alert"]').length), 0);
  });
}

check('the links of the bar lead from view to view', async () => {
  await go('#/browse');
  for (const [view, landmark] of Object.entries({
    clusters: 'main img',
    spotlight: '.pick img',
    calendar: '.slot img',
    curation: 'main h1',
    about: 'main h1',
    browse: '#grid .tile img',
  })) {
    await webkit.click(`.bar-views a[data-view=${view}]`);
    await webkit.until((wanted) => document.documentElement.dataset.view === wanted, view);
    await webkit.until(isThere, landmark);
  }
});

check('Spotlight links its module and picks different pictures; the dots of its curve are round', async () => {
  await go('#/spotlight?k=24');
  await webkit.until(() => document.querySelectorAll('.pick').length === 24 && !document.querySelector('.opening'));
  const keys = await webkit.run(() => [...document.querySelectorAll('.pick > a')].map((link) => link.dataset.key));
  assert.equal(new Set(keys).size, 24);
  assert.equal(await webkit.run(() => document.querySelectorAll('.curve .point').length), 23);
  for (const { width, height } of await dotsOfTheCurve()) {
    assert.ok(Math.abs(width - height) <= 1, `A dot is ${width} px wide and ${height} px high.`);
  }
});

check('the calendar links its module, and a picture that is placed changes the score', async () => {
  await go('#/calendar');
  await webkit.until(isThere, '.slot img');
  const total = () => document.querySelector('.calendar .total b').textContent;
  await webkit.until(() => !/Fetching/.test(document.querySelector('.calendar-state').textContent));
  const before = await webkit.run(total);
  await webkit.click('[data-slot="2"] .face');
  await webkit.until(isThere, '.alternatives li img');
  await webkit.click('.alternatives li:nth-child(3) button');
  await webkit.until((old) => document.querySelector('.calendar .total b').textContent !== old, before);
});

/** Width and height in pixels of the curve's first five dots, as they are painted. */
async function dotsOfTheCurve() {
  const png = (await webkit.screenshot()).toString('base64');
  return webkit.run(async (data) => {
    const image = new Image();
    image.src = `data:image/png;base64,${data}`;
    await image.decode();
    const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height });
    const context = canvas.getContext('2d');
    context.drawImage(image, 0, 0);
    /** How many of the pixels of a row or column are as dark as text. */
    const dark = (...area) => {
      const { data: pixels } = context.getImageData(...area);
      return pixels.filter((value, at) => at % 4 === 0 && value < 80).length;
    };
    return [...document.querySelectorAll('.curve .point')].slice(0, 5).map((point) => {
      const box = point.getBoundingClientRect();
      const [x, y] = [Math.floor(box.x + box.width / 2), Math.floor(box.y + box.height / 2)];
      return { width: dark(x - 12, y, 24, 1), height: dark(x, y - 12, 1, 24) };
    });
  }, png);
}

/** Waits until the count above the grid is this. */
const untilTally = (count) =>
  webkit.until((wanted) => Number(document.querySelector('.tally')?.textContent.replace(/\D/g, '')) === wanted, count);

check('a facet narrows what is shown, and a picture opens from there', async () => {
  const facet = manifest.facets.find(({ name }) => name === 'category');
  await go('#/browse');
  await untilTally(shown);
  await webkit.click('.facet-value', facet.values[0]);
  await untilTally(facet.counts[0]);
  await webkit.click('#grid .tile');
  await webkit.until(isThere, 'main img');
});

check('identifiers are copied at the first press, before their details have arrived', async () => {
  await go('#/browse');
  await untilTally(shown);
  await webkit.press('\uE011'); // Home
  await webkit.press(' ');
  await webkit.click('.tray .exports > button');
  await webkit.click('.tray .exports li:last-child button');
  const said = await webkit.until(
    () => /Copied|did not/.exec(document.querySelector('.tray [role=status]')?.textContent)?.[0],
  );
  assert.equal(said, 'Copied');
  await webkit.click('.search input');
  await webkit.press('v', '\uE009'); // Control
  await webkit.until(() => document.querySelector('.search input').value.length > 0);
});

check("the sheet of filters fills a phone's width and most of its height", async () => {
  await webkit.go(`${server.origin}/phone/`);
  await webkit.enterFrame();
  await webkit.sees('html.ready');
  assert.equal(await webkit.run(() => innerWidth), 360);
  await webkit.click('.narrower-only');
  await webkit.sees('.facet-sheet[open] .facet-value');
  const { width, height } = await webkit.run(() => document.querySelector('.facet-sheet').getBoundingClientRect());
  assert.equal(width, 360);
  assert.ok(height > 370, `The sheet is ${height} px high.`);
});
