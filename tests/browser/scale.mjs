// 100,000 rows: what stands before the first view is that of 12,217; every place can be reached, filters and searches
// answer. Usage: scale.mjs VITRINE SITE chromium SMALLER-SITE
import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { check, manifest, serve } from './harness.mjs';

const smaller = process.argv[5];
const rows = manifest.count;
/** As any language groups digits. */
const shown = new RegExp(String(rows).replace(/\B(?=(\d{3})+$)/g, '.'));
const complete = () => document.getElementById('progress').hidden;

/** Bytes of the site's files that are asked for until the page has taken over. */
async function bytesOfFirstView(page, origin) {
  let hold;
  const held = new Promise((done) => {
    hold = done;
  });
  const sizes = new Map();
  await page.setRequestInterception(true);
  // Everything of a first view has been asked for when the page asks for the list of documents: it waits there.
  page.on('request', (request) => (/\/api\/documents\./.test(request.url()) ? hold(request) : request.continue()));
  page.on('response', (reply) => {
    if (reply.url().startsWith(origin)) sizes.set(reply.url(), Number(reply.headers()['content-length']));
  });
  await page.goto(`${origin}/`, { waitUntil: 'domcontentloaded' });
  await page.waitForSelector('html.ready');
  const request = await held;
  const bytes = [...sizes.values()].reduce((total, size) => total + size, 0);
  await request.continue();
  return bytes;
}

check(
  'the first view of 100,000 rows takes the bytes of that of 12,217',
  { only: 'chromium' },
  async ({ page, origin }) => {
    const many = await bytesOfFirstView(page, origin);
    const other = await serve(smaller);
    const second = await page.browserContext().newPage();
    const few = await bytesOfFirstView(second, other.origin);
    await second.close();
    await other.close();
    assert.ok(JSON.parse(readFileSync(join(smaller, 'api/collection.json'), 'utf8')).count < rows / 5);
    assert.ok(Math.abs(many / few - 1) < 0.01, `${many} bytes, and ${few} with fewer rows`);
  },
);

check('End goes to the last row, and the scrubber to any place', { jumps: true }, async ({ page, go, until, says }) => {
  await go('');
  await until(complete);
  await says(shown);
  await page.focus('#grid');
  await page.keyboard.press('End');
  await until((last) => document.activeElement.dataset.item === last, String(rows - 1));
  const box = await (await page.$('.scrubber-track')).boundingBox();
  for (const part of [0.25, 0.75, 0.5]) {
    await page.mouse.click(box.x + box.width / 2, box.y + box.height * part);
    await until(
      ([from, to]) => {
        const middle = document.elementFromPoint(innerWidth / 3, innerHeight / 2)?.closest('.tile');
        return middle && from < Number(middle.dataset.item) && Number(middle.dataset.item) < to;
      },
      [rows * (part - 0.1), rows * (part + 0.1)],
    );
  }
});

check('a filter, an order and a search answer for all rows', { jumps: true }, async ({ page, go, until }) => {
  const tally = () => Number(document.querySelector('.tally b')?.textContent.replace(/\D/g, ''));
  await go('#/browse?f.category=Moon');
  await until(complete);
  const moons = await page.evaluate(tally);
  const { values, counts } = manifest.facets.find(({ name }) => name === 'category');
  assert.equal(moons, counts[values.indexOf('Moon')]);
  await page.evaluate(() => {
    location.hash = '#/browse?order=title';
  });
  await until(() => document.querySelector('#grid .heading')?.textContent.startsWith('A'));
  await page.evaluate(() => {
    location.hash = '#/browse?q=farside';
  });
  await until(() => document.querySelector('.filter-word') && document.getElementById('progress').hidden);
  await until((all) => {
    const found = Number(document.querySelector('.tally b')?.textContent.replace(/\D/g, ''));
    return found > 0 && found < all;
  }, rows);
});

check('a reload returns to a place whose rows come late', { jumps: true }, async ({ page, go, until }) => {
  await go('');
  await until(complete);
  await page.focus('#grid');
  await page.keyboard.press('End');
  await until((last) => document.activeElement.dataset.item === last, String(rows - 1));
  await until(() => history.state?.place?.key);
  const { key } = await page.evaluate(() => history.state.place);
  await page.reload({ waitUntil: 'load' });
  await until((wanted) => document.querySelector(`#grid [data-key="${wanted}"]`), key);
  assert.ok((await page.evaluate(() => history.state.place.key)) === key);
});
