// wordy.mjs VITRINE SITE: records with long titles and many facets (make-rows, wordy). Walls show the beginning of a title,
// Picture and exports all of it; values of a facet beyond the manifest's arrive after the rows, or when they are asked for.
import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { check, manifest, site, untilTally } from './harness.mjs';

const read = (path) => JSON.parse(readFileSync(join(site, path), 'utf8'));
const listed = [...manifest.files, ...read(manifest.files.find(({ path }) => /documents\./.test(path)).path).files];
const documentOf = (name) => read(listed.find(({ path }) => path.startsWith(`api/${name}.`)).path);

const { columns } = documentOf('images/0000');
const { images } = documentOf('details/0000');
const row = images.findIndex(({ title }) => title !== undefined);
const key = columns.key[row];
const cut = columns.title[row];
const whole = images[row].title;
const place = manifest.facets.find(({ name }) => name === 'place');
const others = documentOf('vocabularies').facets.find(({ name }) => name === 'place');
const late = { name: others.values.at(-1), count: others.counts.at(-1) };
const section = `[aria-labelledby="facet-${manifest.facets.indexOf(place)}"]`;
const rowOfLate = columns.facets.place.findIndex((value) => value >= place.values.length);

const complete = () => document.getElementById('progress').getAttribute('aria-valuenow') === '100';
/** Opens a picture in the page that is there, as its link does. */
const show = async (page, picture) => {
  await page.evaluate((one) => (location.hash = `#/picture/${one}`), picture);
  await page.waitForSelector('.picture-none', { visible: true });
};
const valuesIn = (list) => document.querySelectorAll(`${list} .facet-value`).length;

check('a wall shows the beginning of a long title', {}, async ({ go, sees }) => {
  assert.ok(cut.endsWith('…') && whole.startsWith(cut.slice(0, -1)) && whole.length > 100);
  await go('#/browse');
  const tile = await sees(`#grid .tile[data-key="${key}"]`);
  assert.equal(await tile.$eval('.name', (name) => name.textContent), cut);
});

check('Picture has all of it, and nothing moves when it arrives', {}, async ({ page, go, delays, sees, until }) => {
  await delays(/api\/details/);
  await go('#/browse');
  await until(complete);
  await show(page, key);
  assert.match(await page.title(), new RegExp(cut.slice(0, 20)));
  assert.ok(!(await page.title()).includes(whole));
  await page.keyboard.press('i');
  await sees('.label');
  assert.equal(await page.$eval('.label h2', (title) => title.textContent), cut);
  await until((title) => document.querySelector('.label h2').textContent === title, whole);
  await sees('.label .when');
});

check('search finds the end of a long title', { jumps: true }, async ({ page, go, until }) => {
  const words = whole.split(' ').slice(-4).join(' ');
  await go(`#/browse?q=${encodeURIComponent(words)}`);
  await until(() => document.querySelector('#grid .tile'));
  assert.ok((await page.$$eval('#grid .tile', (tiles) => tiles.map(({ dataset }) => dataset.key))).includes(key));
});

check('an export has the whole title', { only: 'chromium' }, async ({ page, go, click, until }) => {
  await page.evaluateOnNewDocument(() => {
    const make = URL.createObjectURL;
    URL.createObjectURL = (blob) => {
      blob.text().then((text) => {
        window.exported = text;
      });
      return make.call(URL, blob);
    };
  });
  await go('#/browse');
  await until(complete);
  await show(page, key);
  await page.keyboard.press(' ');
  await page.keyboard.press('Escape');
  await click('.tray .exports > button');
  await page.locator('.tray .exports ::-p-text(JSON)').click();
  await until(() => window.exported);
  assert.deepEqual(
    JSON.parse(await page.evaluate(() => window.exported)).map(({ title }) => title),
    [whole],
  );
});

check('"Show all" lists every value; one of the late ones filters', {}, async ({ page, go, click, until }) => {
  await go('#/browse');
  await until(complete);
  await click(`${section} .more`);
  await until(
    (list, count) => document.querySelectorAll(`${list} .facet-value`).length === count,
    section,
    place.values.length + others.values.length,
  );
  await page.locator(`${section} .facet-value ::-p-text(${late.name})`).click();
  await untilTally(until, late.count);
});

check('an address that names a late value shows what has it', { jumps: true }, async ({ go, delays, until }) => {
  await delays(/api\/vocabularies/);
  await go(`#/browse?f.place=${encodeURIComponent(late.name)}`);
  await untilTally(until, late.count);
});

check(
  'late values that cannot be had: a sentence where they are asked for, and the retry works',
  { expects: /vocabularies|ERR_FAILED|NS_ERROR/ },
  async ({ page, go, blocks, says, click, until }) => {
    const unblock = await blocks(/api\/vocabularies/);
    await go('#/browse');
    await until(complete);
    await click(`${section} .more`);
    await says(/The other values could not be loaded/);
    assert.equal(await page.evaluate(valuesIn, section), place.values.length);
    unblock();
    await page.locator(`${section} .notice button`).click();
    await until((list, count) => document.querySelectorAll(`${list} .facet-value`).length > count, section, 100);
  },
);

check(
  'an address that names one says why nothing can be shown yet',
  { expects: /vocabularies|ERR_FAILED|NS_ERROR/, jumps: true },
  async ({ page, go, blocks, says, until }) => {
    const unblock = await blocks(/api\/vocabularies/);
    await go(`#/browse?f.place=${encodeURIComponent(late.name)}`);
    await says(/The other values could not be loaded/);
    unblock();
    // where the page has not tried again by itself, once all rows were there
    await page.evaluate(() => document.querySelector('.notice button')?.click());
    await untilTally(until, late.count);
  },
);

check('a label names values that come late', { jumps: true }, async ({ page, go, delays, sees }) => {
  await delays(/api\/vocabularies/);
  await go(`#/picture/${columns.key[rowOfLate]}`);
  await page.keyboard.press('i');
  await sees('.label .fields');
  const name = others.values[columns.facets.place[rowOfLate] - place.values.length];
  const fields = await page.$eval('.label .fields', (list) => list.innerText);
  assert.ok(fields.includes(name) && !fields.includes('undefined'), fields);
});
