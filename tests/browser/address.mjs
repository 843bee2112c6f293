// Addresses: parts not understood are reported and removed; what failed arrives when it is requested again.
import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { check, manifest, oneShard, shown, site, untilTally } from './harness.mjs';

const misread = (page) => page.$eval('.misread', (element) => (element.hidden ? '' : element.innerText.trim()));
const facet = shown.facets.find(({ name }) => name === 'category') ?? shown.facets[0];

const wrong = {
  '#/nosuch': ['#/browse', 'nosuch'],
  '#/browse?order=bogus': ['#/browse', 'order=bogus'],
  [`#/browse?f.${facet.name}=Nope`]: ['#/browse', `f.${facet.name}=Nope`],
  [`#/browse?order=bogus&from=2026-13-45&f.${facet.name}=Nope`]: [
    '#/browse',
    `order=bogus, from=2026-13-45, f.${facet.name}=Nope`,
  ],
  '#/browse?from=2026-13-45': ['#/browse', 'from=2026-13-45'],
  '#/browse?order=like:NOPE': ['#/browse', 'order=like:NOPE'],
  '#/browse?order=like:NOPENOPE&with=dark': ['#/browse?with=dark', 'order=like:NOPENOPE'],
  '#/browse?stack=NOPENOPE': ['#/browse', 'stack=NOPENOPE'],
  '#/browse?cluster=999': ['#/browse', 'cluster=999'],
  '#/browse?order=typical': ['#/browse', 'order=typical'],
  '#/browse?t.nosuch=3': ['#/browse', 't.nosuch=3'],
  '#/browse?nosuch=3': ['#/browse', 'nosuch=3'],
  '#/clusters?by=bogus': ['#/clusters', 'by=bogus'],
  '#/clusters/anew?k=many': ['#/clusters/anew', 'k=many'],
  '#/spotlight?scope=cluster:1.5&k=5': ['#/spotlight?k=5', 'scope=cluster:1.5'],
  '#/spotlight?scope=cluster:&k=5': ['#/spotlight?k=5', 'scope=cluster:'],
  '#/spotlight?scope=bogus&k=5': ['#/spotlight?k=5', 'scope=bogus'],
  '#/spotlight?k=5&start=NOPENOPE&pin=NOPENOPE&per=bogus:1&per=cluster:1': [
    '#/spotlight?k=5&per=cluster%3A1',
    'start=NOPENOPE, pin=NOPENOPE, per=bogus:1',
  ],
  '#/about/nosuch': ['#/about', '/nosuch'],
};

for (const [address, [corrected, named]] of Object.entries(wrong)) {
  check(
    `${address} says what was not understood, and is corrected`,
    { jumps: address.includes('stack') },
    async ({ page, go, hash, until }) => {
      await go(address);
      // values of a facet and keys are judged when all of them are there
      const told = `Not understood in this address, and left out: ${named}.`;
      await until((sentence) => document.querySelector('.misread').innerText.includes(sentence), told);
      assert.equal(await hash(), corrected);
      if (corrected === '#/browse') await untilTally(until, shown.count);
      await page.click('.misread button');
      assert.equal(await misread(page), '');
    },
  );
}

check('a cluster that is not there is a sentence, and all clusters are shown', {}, async ({ page, go, hash, sees }) => {
  await go('#/clusters/999');
  await sees('.card');
  assert.match(await misread(page), /There is no cluster 999 in this collection/);
  assert.equal(await hash(), '#/clusters');
  await go('#/clusters/998?by=bogus&order=nosuch');
  await sees('.card');
  const message = await misread(page);
  assert.match(message, /There is no cluster 998 in this collection/);
  assert.match(message, /left out: .*by=bogus/);
  assert.match(message, /left out: .*order=nosuch/);
  assert.equal(await hash(), '#/clusters');
});

check(
  'the sentence disappears with the next address, and going back leads to the corrected one',
  {},
  async ({ page, go, hash, until }) => {
    await go('#/browse?order=bogus&order=title');
    await until(() => !document.querySelector('.misread').hidden);
    await page.click('.bar-views [data-view="about"]');
    await until(() => location.hash.startsWith('#/about'));
    assert.equal(await misread(page), '');
    await page.goBack();
    await until(() => location.hash === '#/browse');
    assert.equal(await misread(page), '');
  },
);

check(
  'the order of a cluster in a shared address is that of its page',
  { jumps: true },
  async ({ page, go, sees, until }) => {
    const keys = (selector) =>
      page.$$eval(selector, (tiles) =>
        tiles
          .slice(0, 8)
          .map(({ dataset }) => dataset.key)
          .join(),
      );
    await go('#/clusters/1');
    await sees('.one-cluster .tile');
    const typical = await keys('.one-cluster .tile');
    await page.goto('about:blank');
    await go('#/browse?cluster=1&order=typical');
    await until(
      (wanted) =>
        [...document.querySelectorAll('#grid .tile')]
          .slice(0, 8)
          .map(({ dataset }) => dataset.key)
          .join() === wanted,
      typical,
    );
  },
);

check(
  'a search from a cluster in its order is in all pictures, in theirs',
  {},
  async ({ page, go, hash, sees, until }) => {
    await go('#/clusters/0?order=typical');
    await sees('.one-cluster .tile');
    await page.keyboard.press('/');
    await page.keyboard.type('zzqx');
    await until(() => location.hash.startsWith('#/browse'));
    assert.equal(await hash(), '#/browse?q=zzqx');
    await page.locator('.notice button').click();
    await untilTally(until, shown.count);
  },
);

for (const what of ['images', 'documents', 'text']) {
  const path = new RegExp(what === 'images' ? 'api/images/0001' : `api/${what}[./]`);
  check(
    `a search whose ${what} failed: "Try again" has an effect once they can be fetched`,
    { expects: /503|503 \(/, jumps: true, skip: what === 'images' && oneShard },
    async ({ page, go, says, until }) => {
      let broken = true;
      let refused = 0;
      await page.setRequestInterception(true);
      page.on('request', (request) => {
        if (!broken || !path.test(request.url())) return void request.continue();
        ++refused;
        request.respond({ status: 503, body: '' });
      });
      await go('#/browse?q=zzqx');
      await says(/could not be loaded/);
      const before = refused;
      await page.locator('.notice button').click(); // it fails again
      while (refused === before) await pause(50);
      await pause(500); // the page has the answer
      broken = false;
      await page.locator('.notice button').click();
      await says(/Nothing matches/);
      await until(() => !document.querySelector('.notice .why'));
    },
  );
}

check(
  'a shard that cannot be read is not asked for without end',
  { expects: /503/, jumps: true, skip: oneShard },
  async ({ page, go, sees }) => {
    let refused = 0;
    await page.setRequestInterception(true);
    page.on('request', (request) => {
      if (!/api\/images\/0001/.test(request.url())) return void request.continue();
      ++refused;
      request.respond({ status: 503, body: '' });
    });
    await go('#/browse');
    const key = await page.$eval('#grid .tile', ({ dataset }) => dataset.key);
    const name = readdirSync(join(site, 'api/images')).find((one) => one.startsWith('0001'));
    const late = JSON.parse(readFileSync(join(site, 'api/images', name), 'utf8')).columns.key[0];
    await page.goto('about:blank');
    await go(`#/picture/${key}?order=like:${late}`); // the comparison waits for the shard
    await sees('.picture-bar');
    await pause(3000);
    assert.ok(refused <= 6, `${refused} requests`);
  },
);
