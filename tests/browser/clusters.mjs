// Clusters: a card each, the pictures of one, and the ways on from it.
import { strict as assert } from 'node:assert';
import { lackingForSpotlight } from '../../web/published.js';
import { check, manifest, shown } from './harness.mjs';

check(
  'a card for each cluster, with its picture and its size; the sizes add up',
  {},
  async ({ page, go, sees, count, until }) => {
    await go('#/clusters');
    await sees('.card img');
    assert.equal(await count('.card'), manifest.clusters);
    const sizes = await page.$$eval('.card .figures', (found) =>
      found.map((element) => Number(element.textContent.replace(/\D/g, ''))),
    );
    assert.ok(sizes.every((size) => size > 0));
    assert.ok(sizes.reduce((sum, size) => sum + size, 0) <= manifest.count);
    await until(() =>
      [...document.querySelectorAll('.card:first-child img')].every(
        (image) => image.complete && image.naturalWidth > 0,
      ),
    );
  },
);

check('a card leads to its pictures, Back to the cards where they were', {}, async ({ page, go, sees, until }) => {
  await go('#/clusters');
  const size = await (
    await sees('.card:nth-child(2) .figures')
  ).evaluate((element) => Number(element.textContent.replace(/\D/g, '')));
  await page.locator('.card:nth-child(2) a').click();
  await until(() => /#\/clusters\/\d+/.test(location.hash));
  await sees('.one-cluster .tile img');
  await until((wanted) => document.querySelector('.cluster-head').textContent.includes(String(wanted)), size);
  await page.goBack();
  await sees('.card img');
});

check(
  'keyboard alone: Tab reaches a card, Enter opens it, Escape leads back',
  {},
  async ({ page, go, sees, until }) => {
    await go('#/clusters');
    await sees('.card img');
    await page.evaluate(() => document.querySelector('.bar-views a[data-view="about"]').focus());
    for (
      let presses = 0;
      presses < 12 && !(await page.evaluate(() => document.activeElement.closest('.card') !== null));
      ++presses
    ) {
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Enter');
    await until(() => /#\/clusters\/\d+/.test(location.hash));
    await sees('.one-cluster .tile');
    await page.keyboard.press('Escape');
    await until(() => /#\/clusters$/.test(location.hash));
  },
);

check(
  'orders: the largest first, or another; the address keeps it',
  { jumps: true },
  async ({ page, go, sees, until }) => {
    await go('#/clusters');
    await sees('.card img');
    const sizes = () =>
      page.$$eval('.card .figures', (found) => found.map((element) => Number(element.textContent.replace(/\D/g, ''))));
    const first = await sizes();
    assert.deepEqual(
      first,
      [...first].sort((a, b) => b - a),
    );
    await page.select('.clusters-acts select', 'spread');
    await until(() => /by=spread/.test(location.hash));
    await until(
      (before) =>
        JSON.stringify(
          [...document.querySelectorAll('.card .figures')].map((one) => Number(one.textContent.replace(/\D/g, ''))),
        ) !== before,
      JSON.stringify(first),
    );
    const spreads = await page.$$eval('.card .spread .part', (found) =>
      found.map((bar) => Number(bar.getAttribute('width'))),
    );
    assert.deepEqual(
      spreads,
      [...spreads].sort((a, b) => a - b),
    );
  },
);

check(
  'a cluster says what sets it apart, with lift, and leads to those pictures; its map is drawn',
  {},
  async ({ page, go, sees, until }) => {
    await go('#/clusters/0');
    await sees('.traits li');
    assert.match(await page.$eval('.traits li .figures', (one) => one.textContent), /×\d/);
    await until(() => {
      const map = document.querySelector('.cluster-map');
      return (
        map &&
        map.width > 0 &&
        map
          .getContext('2d')
          .getImageData(0, 0, map.width, map.height)
          .data.some((byte) => byte > 0)
      );
    });
    await page.locator('.traits a').click();
    await until(() => /^#\/browse\?.*cluster=0/.test(location.hash));
    await sees('#grid .tile');
  },
);

check(
  'a cluster is renamed by keyboard; the name is kept, seen elsewhere, exported and taken back',
  {},
  async ({ page, go, sees, until }) => {
    await go('#/clusters/0');
    const published = await (await sees('.cluster-head h1')).evaluate((one) => one.textContent);
    const rename = async (name) => {
      await page.focus('.rename-line button');
      await page.keyboard.press('Enter');
      await sees('.rename input');
      await page.$eval('.rename input', (input) => input.select());
      if (name) await page.keyboard.type(name);
      else await page.keyboard.press('Backspace');
      await page.keyboard.press('Enter');
    };
    await rename('A name of mine');
    await until(() => document.querySelector('.cluster-head h1')?.textContent === 'A name of mine');
    assert.equal(await page.evaluate(() => document.activeElement.closest('.rename-line') !== null), true);
    await page.evaluate(() => {
      URL.createObjectURL = (blob) => ((window.exported = blob.text()), '#');
      HTMLAnchorElement.prototype.click = () => {};
    });
    await page.locator('.rename-line button:last-of-type').click();
    await until(() => window.exported !== undefined);
    const patch = JSON.parse(await page.evaluate(() => window.exported));
    assert.equal(patch.collection, manifest.id);
    assert.deepEqual(
      patch.names.map(({ name }) => name),
      ['A name of mine'],
    );
    await page.reload();
    await until(() => document.querySelector('.cluster-head h1')?.textContent === 'A name of mine');
    await rename('');
    await until((name) => document.querySelector('.cluster-head h1')?.textContent === name, published);
  },
);

if (!lackingForSpotlight(manifest)) {
  check(
    'grouped again: as many groups as asked for, compared with the published ones; nothing is fetched before',
    { jumps: true },
    async ({ page, go, sees, until, count }) => {
      const fetched = [];
      page.on('request', (request) => /spotlight/.test(request.url()) && fetched.push(request.url()));
      await go('#/clusters');
      await sees('.card img');
      assert.deepEqual(fetched, []);
      await page.locator('.clusters-acts a').click();
      await until(() => /#\/clusters\/anew/.test(location.hash));
      await sees('.anew-group');
      await go('#/clusters/anew?k=5');
      await until(() => document.querySelectorAll('.anew-group').length === 5);
      await until(() => /adjusted Rand index/.test(document.querySelector('.anew-state').textContent));
      const sizes = await page.$$eval('.anew-group h2', (found) =>
        found.map((one) => Number(one.textContent.replace(/^\d+\./, '').replace(/\D/g, ''))),
      );
      assert.deepEqual(
        sizes,
        [...sizes].sort((a, b) => b - a),
      );
      assert.equal(
        sizes.reduce((sum, size) => sum + size),
        shown.count,
      ); // those that the gate lets through
      await page.locator('.anew .gate button').click();
      await until(
        (less) =>
          [...document.querySelectorAll('.anew-group h2')].reduce(
            (sum, one) => sum + Number(one.textContent.replace(/^\d+\./, '').replace(/\D/g, '')),
            0,
          ) > less,
        shown.count,
      );
      await page.focus('.anew-k input');
      await page.keyboard.press('ArrowRight');
      await until(() => /k=6/.test(location.hash));
      await until(() => document.querySelectorAll('.anew-group').length === 6);
      assert.equal(fetched.length, 1);
      assert.equal(await count('.anew-group .prints'), 6);
    },
  );
}

check('a cluster that is not there is a sentence', {}, async ({ go, says }) => {
  await go('#/clusters/9999');
  await says(/There is no cluster 9999/);
});

check('on a phone the cards fit', { width: 360, height: 780, touch: true }, async ({ page, go, sees }) => {
  await go('#/clusters');
  await (await sees('.card img')).tap();
  await sees('.one-cluster .tile');
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  if (lackingForSpotlight(manifest)) return;
  await go('#/clusters/anew');
  await sees('.anew-head');
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
});
