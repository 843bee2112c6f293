// Tags: facets whose scores are fetched when one is chosen, a slider with live counts, an order, chips on the picture.
import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { axe, check, imageColumn, manifest, site, untilTally } from './harness.mjs';

// Near-duplicates are not stacked here, but where a check says so: counts are those of the files.
// Of the tags that are shown at once, one that a few pictures bear.
const tag = manifest.tags
  .filter(({ derived, count }) => !derived && count > 5 && count < 100)
  .sort((a, b) => b.count - a.count)[0];
const derived = manifest.tags.find(({ derived }) => derived);
const levels = new Int8Array(readFileSync(join(site, tag.path)));
const borne = ({ path }) => new Int8Array(readFileSync(join(site, path))).map((level) => Number(level >= 0));
const count = (found) => found.reduce((sum, one) => sum + one, 0);
/** How many pictures bear the tag, and the derived one, with nothing held back. */
const bears = count(borne(tag)),
  follows = derived ? count(borne(derived)) : 0;
const from = (level) => [...levels].filter((one) => one >= level).length;
// Begun at an address of its own, a page moves on from the first screen's pictures.
const elsewhere = { jumps: true };
const published = Number(tag.accepted.toFixed(3));

const button = (label) => `.tag .facet-value ::-p-text(${label})`;

check('the counts of the site are those of its files, behind the gate', {}, async ({ go, until, click }) => {
  await go('#/browse');
  await untilTally(until, manifest.curation.active);
  const held = imageColumn('master').map((master) => Number(master !== null));
  assert.equal(
    held.length - count(held),
    manifest.curation.active,
    'near-duplicates are all that the gate holds back here',
  );
  assert.equal(count(held), manifest.curation.duplicates);
  for (const one of manifest.tags) {
    const bearing = borne(one);
    assert.equal(bearing.length, manifest.count);
    assert.equal(count(bearing.map((bears, row) => bears * (1 - held[row]))), one.count);
  }
  await click(button(tag.label));
  await untilTally(until, tag.count);
  assert.ok(levels.includes(-128), 'a picture without a vector has no score');
});

check(
  'a tag filters by its published threshold; its scores are fetched when it is chosen, once',
  elsewhere,
  async ({ page, go, until, hash, asked, click }) => {
    await go('#/browse?with=duplicates');
    await untilTally(until, manifest.count);
    assert.ok(!asked.some((address) => address.includes('/data/')), 'nothing is fetched before');
    await click(button(tag.label));
    await untilTally(until, bears);
    assert.match(await hash(), new RegExp(`t\\.${tag.code}=`));
    await page.click('.filter-word');
    await untilTally(until, manifest.count);
    assert.ok(!(await hash()).includes('t.'));
    await click(button(tag.label));
    await untilTally(until, bears);
    assert.deepEqual(
      asked.filter((address) => address.includes('/data/')).map((address) => new URL(address).pathname),
      [`/${tag.path}`],
    );
    await page.goBack();
    await untilTally(until, manifest.count);
  },
);

check(
  'the slider by keyboard: count, wall and address follow; Home takes every picture that has a score',
  elsewhere,
  async ({ page, go, until, hash }) => {
    await go(`#/browse?with=duplicates&t.${tag.code}=${published}`);
    await untilTally(until, bears);
    await page.focus('.tag-scores input');
    for (let presses = 0; presses < 6; ++presses) await page.keyboard.press('ArrowLeft');
    await untilTally(until, from(-6));
    assert.equal(
      await page.$eval('.tag .facet-value[aria-pressed="true"] .count', (count) =>
        Number(count.textContent.replace(/\D/g, '')),
      ),
      from(-6),
    );
    assert.match(
      await page.$eval('.tag-scores input', (input) => input.getAttribute('aria-valuetext')),
      new RegExp(`: ${from(-6)} pictures`),
    );
    const shared = await hash();
    await page.keyboard.press('Home');
    await untilTally(until, levels.filter((level) => level > -128).length);
    await page.reload();
    await untilTally(until, levels.filter((level) => level > -128).length);
    await page.goto(page.url().replace(/#.*/, shared));
    await page.reload();
    await untilTally(until, from(-6));
    await page.locator('.tag-acts ::-p-text(As published)').click();
    await untilTally(until, bears);
    await page.locator('.tag-acts ::-p-text(Doubtful ones too)').click();
    await untilTally(until, from(Math.round((tag.tentative - tag.accepted) / tag.step)));
  },
);

check('with another filter the count is of both', elsewhere, async ({ page, go, until }) => {
  const facet = manifest.facets.find(({ name }) => name === 'department');
  await go(`#/browse?with=duplicates&t.${tag.code}=${published}`);
  await untilTally(until, bears);
  const value = await page.$eval('[aria-labelledby="facet-0"] .facet-value', (element) => ({
    name: element.querySelector('.name').textContent,
    count: Number(element.querySelector('.count').textContent),
  }));
  assert.ok(facet.values.includes(value.name));
  await page.click('[aria-labelledby="facet-0"] .facet-value');
  await untilTally(until, value.count);
});

check(
  "the order by a tag's score: clearest first, pictures without a score last",
  elsewhere,
  async ({ page, go, until }) => {
    await go(`#/browse?with=duplicates&order=-tag.${tag.code}`);
    await untilTally(until, manifest.count);
    const keyOf = JSON.parse(
      readFileSync(join(site, manifest.files.find(({ path }) => path.startsWith('api/images/0000.')).path), 'utf8'),
    ).columns.key;
    await until(() => document.querySelector('select.choice').value.startsWith('-tag.'));
    await until(() => document.querySelector('#grid .tile')?.dataset.key);
    const first = await page.$$eval('#grid .tile', (tiles) =>
      tiles
        .sort((a, b) => a.dataset.item - b.dataset.item)
        .slice(0, 8)
        .map((tile) => tile.dataset.key),
    );
    const shown = first.filter((key) => keyOf.includes(key)).map((key) => levels[keyOf.indexOf(key)]);
    assert.ok(shown.length > 0);
    assert.deepEqual(
      shown,
      [...shown].sort((a, b) => b - a),
    );
  },
);

check(
  'a derived tag has no slider, and the pictures its rule gives',
  { ...elsewhere, skip: !derived && 'the vocabulary has none' },
  async ({ go, until, count }) => {
    await go(`#/browse?with=duplicates&t.${derived.code}=1`);
    await untilTally(until, follows);
    assert.equal(await count('.tag-scores'), 0);
  },
);

check(
  'scores that cannot be had: a sentence, and trying again works',
  { ...elsewhere, expects: /503/ },
  async ({ page, go, says, until, click }) => {
    let broken = true;
    await page.setRequestInterception(true);
    page.on('request', (request) => {
      if (broken && request.url().includes('/data/tags/')) request.respond({ status: 503, body: 'later' });
      else request.continue();
    });
    await go('#/browse?with=duplicates');
    await untilTally(until, manifest.count);
    await click(button(tag.label));
    await says(new RegExp(`The scores of the tag ${tag.label} could not be loaded`));
    broken = false;
    await page.locator('.notice .action').click();
    await untilTally(until, bears);
  },
);

check(
  'the picture has its tags as chips, which lead to the pictures most like it',
  elsewhere,
  async ({ page, go, until, hash, shows }) => {
    await go(`#/browse?with=duplicates&t.${tag.code}=${published}&order=-tag.${tag.code}`);
    await untilTally(until, bears);
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await shows('picture');
    if (!(await page.$('.labelled'))) await page.keyboard.press('i');
    await page.locator(`.chips ::-p-text(${tag.label})`).click();
    await until(
      (order) => location.hash.startsWith('#/browse?') && location.hash.includes(order),
      `order=-tag.${tag.code}`,
    );
    assert.match(await hash(), new RegExp(`t\\.${tag.code}=`));
    // The gate stands before what a chip leads to: near-duplicates are stacked there.
    await until((count) => {
      const found = Number(document.querySelector('.tally').textContent.replace(/\D/g, ''));
      return found > 0 && found <= count;
    }, bears);
  },
);

for (const theme of ['light', 'dark']) {
  for (const width of [360, 1440]) {
    check(
      `${theme}, ${width}: axe-core finds nothing serious in an open tag, and nothing scrolls sideways`,
      { ...elsewhere, width, theme, motion: 'reduce' },
      async ({ page, go, until, sees }) => {
        await go(`#/browse?with=duplicates&t.${tag.code}=${published}`);
        await untilTally(until, bears);
        if (width < 1024) await page.locator('.narrower-only').click();
        await sees('.tag-scores input');
        assert.deepEqual(await axe(page), []);
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
      },
    );
  }
}

check(
  'on a phone the slider works in the sheet',
  { ...elsewhere, width: 360, height: 780, touch: true },
  async ({ page, go, until, sees, click }) => {
    await go(`#/browse?with=duplicates&t.${tag.code}=${published}`);
    await untilTally(until, bears);
    await click('.narrower-only');
    await page.locator('.facet-sheet').hover(); // it stands
    const slider = await sees('.facet-sheet .tag-scores input');
    await slider.evaluate((input) => input.scrollIntoView({ block: 'center' }));
    const { x, y, width, height } = await slider.boundingBox();
    assert.ok(width > 200);
    await page.touchscreen.tap(x + width / 2, y + height / 2);
    await until((before) => Number(document.querySelector('.tally').textContent.replace(/\D/g, '')) > before, bears);
  },
);

for (const size of [
  { width: 1440, height: 900 },
  { width: 360, height: 780 },
]) {
  check(
    `scores that come late move nothing, ${size.width} px wide`,
    { only: 'chromium', ...size },
    async ({ page, go, until, delays, click }) => {
      await delays(/data\/tags\//);
      await go('#/browse');
      await untilTally(until, manifest.curation.active);
      if (size.width < 1024) await click('.narrower-only');
      await click(button(tag.label));
      await untilTally(until, tag.count);
      await page.waitForNetworkIdle({ idleTime: 700 });
    },
  );
}

check(
  'an order by scores that cannot be loaded: the wall goes on to the last picture, in the order of dates',
  { only: 'chromium', jumps: true, expects: /ERR_FAILED|Failed to load resource/ },
  async ({ page, go, says, until, blocks }) => {
    await blocks(new RegExp(`/data/tags/${tag.code}\\.`));
    await go(`#/browse?order=-tag.${tag.code}`);
    await says(/could not be loaded/);
    await untilTally(until, manifest.curation.active);
    await page.focus('#grid');
    await page.keyboard.press('End');
    await until((last) => document.activeElement.dataset.item === last, String(manifest.curation.active - 1));
  },
);
