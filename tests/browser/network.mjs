// What a page asks for, and when: nothing of Spotlight or of the calendar before it is opened, once when it is, never
// again; and a request that fails is a sentence with a retry.
import { strict as assert } from 'node:assert';
import { moduleOf } from '../../web/published.js';
import { check, manifest } from './harness.mjs';

const module = moduleOf(manifest, 'spotlight').path;
const isModule = (url) => url.endsWith(module);
const isVectors = (url) => url.endsWith(manifest.vectors.path);
const heavy = (urls) => urls.filter((url) => isModule(url) || isVectors(url));

/** Browse, Picture, Clusters and About, as a visitor walks through them. */
async function walk({ page, go, click, shows }) {
  await go('#/browse');
  await click('#grid .tile[href] img');
  await shows('picture');
  for (const view of ['clusters', 'about']) {
    await page.evaluate((hash) => {
      location.hash = hash;
    }, `#/${view}`);
    await shows(view);
  }
  await page.waitForNetworkIdle({ idleTime: 500 });
}

const openSpotlight = async ({ page, says }) => {
  await page.evaluate(() => {
    location.hash = '#/spotlight?k=24';
  });
  await says(/24 most different/i);
};

check(
  'nothing of Spotlight before it is opened, one module and one file of vectors then, none on the second opening',
  { jumps: true },
  async (test) => {
    await walk(test);
    assert.deepEqual(heavy(test.asked), []);
    await openSpotlight(test);
    await test.page.waitForNetworkIdle({ idleTime: 500 });
    assert.equal(test.asked.filter(isModule).length, 1);
    assert.equal(test.asked.filter(isVectors).length, 1);
    await walk(test);
    const before = test.asked.length;
    await openSpotlight(test);
    await test.page.waitForNetworkIdle({ idleTime: 500 });
    assert.deepEqual(heavy(test.asked.slice(before)), []);
  },
);

for (const [what, blocked] of [
  ['the module', isModule],
  ['the vectors', isVectors],
]) {
  check(
    `${what} blocked: a sentence, the other views go on, and the retry works`,
    { only: 'chromium', expects: /ERR_FAILED|ERR_BLOCKED|Failed to load resource/ },
    async (test) => {
      const { page, go, says, sees, text, until } = test;
      let block = true;
      await page.setRequestInterception(true);
      page.on('request', (request) => (block && blocked(request.url()) ? request.abort() : request.continue()));
      await go('#/spotlight?k=24');
      await says(/could not be fetched: the server could not be reached/);
      assert.doesNotMatch(await text(), /Failed to fetch|NetworkError/);
      await page.evaluate(() => {
        location.hash = '#/clusters';
      });
      await test.shows('clusters');
      await sees('main img');
      await page.evaluate(() => {
        location.hash = '#/spotlight?k=24';
      });
      await page.waitForNetworkIdle({ idleTime: 500 });
      await says(/could not be/);
      block = false;
      await page.locator('main ::-p-text(Try again)').click();
      await says(/24 most different/i);
    },
  );
}

const ofCalendar = {
  'its module': /\/calendar\.[^/]*wasm$/,
  'its plan': /\/api\/calendar\./,
  'its columns': /\/data\/calendar\./,
};

/** Opens the Calendar and waits until its vectors are there: then nothing is asked for any more. */
const openCalendar = async ({ page, sees }) => {
  await page.evaluate(() => {
    location.hash = '#/calendar';
  });
  await sees('.calendar .slot img');
  await page.waitForNetworkIdle({ idleTime: 500 });
};

/** Looks for another picture for a month, takes it, improves the board around it, and compares the candidates. */
async function useCalendar({ page, click, sees, until }) {
  await click('[data-slot="3"] .face');
  await click('.alternatives li button');
  await click('.calendar-strip ::-p-text(Improve)');
  await until(() => /Improved by|Nothing better/.test(document.querySelector('.calendar-state').textContent));
  await click('.calendar-strip ::-p-text(Compare)');
  await sees('.compare-sheet .candidate, .compare-sheet li');
  await page.keyboard.press('Escape');
}

check(
  'nothing of the calendar before it is opened, each of its files once then, and never anything of Spotlight',
  { jumps: true },
  async (test) => {
    await walk(test);
    const asked = (pattern) => test.asked.filter((url) => pattern.test(url));
    for (const [what, pattern] of Object.entries(ofCalendar)) assert.deepEqual(asked(pattern), [], what);
    await openCalendar(test);
    await useCalendar(test);
    await walk(test);
    await openCalendar(test);
    for (const [what, pattern] of Object.entries(ofCalendar)) assert.equal(asked(pattern).length, 1, what);
    assert.equal(test.asked.filter(isVectors).length, 1);
    assert.deepEqual(test.asked.filter(isModule), []);
  },
);

for (const [what, pattern] of Object.entries(ofCalendar)) {
  check(
    `the calendar without ${what}: a sentence, the other views go on, and the retry works`,
    { only: 'chromium', expects: /ERR_FAILED|Failed to load resource/ },
    async ({ page, go, says, sees, text, click, blocks, shows }) => {
      const unblock = await blocks(pattern);
      await go('#/calendar');
      await says(/could not be fetched: the server could not be reached|could not be reached/);
      assert.doesNotMatch(await text(), /Failed to fetch|NetworkError/);
      await page.evaluate(() => {
        location.hash = '#/clusters';
      });
      await shows('clusters');
      await page.evaluate(() => {
        location.hash = '#/calendar';
      });
      await says(/could not be/);
      unblock();
      await click('main ::-p-text(Try again)');
      await sees('.calendar .slot img');
    },
  );
}

check(
  'the calendar without vectors: it works, says what counts as neutral, and the retry brings them',
  { only: 'chromium', expects: /ERR_FAILED|Failed to load resource/ },
  async ({ go, says, sees, click, blocks, until }) => {
    const unblock = await blocks(/\/vectors\./);
    await go('#/calendar');
    await sees('.calendar .slot img');
    await click('.calendar .total');
    await says(/The vectors could not be read: counts as neutral/);
    unblock();
    await click('.score ::-p-text(Try again)');
    await until(() => !/neutral/.test(document.querySelector('.component:nth-child(5)').textContent));
  },
);

check(
  'a text shard that does not arrive is a sentence in Browse, and the retry answers the search',
  { only: 'chromium', expects: /ERR_FAILED|Failed to load resource/ },
  async ({ page, go, says, until }) => {
    let block = true;
    await page.setRequestInterception(true);
    page.on('request', (request) =>
      block && /api\/text\//.test(request.url()) ? request.abort() : request.continue(),
    );
    await go('#/browse?q=a');
    await says(/could not be loaded/);
    block = false;
    await page.locator('main ::-p-text(Try again)').click();
    await until(() => !/could not be loaded/.test(document.body.innerText));
  },
);
