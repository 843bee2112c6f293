// About: what the collection is, in words and figures that are the manifest's.
import { strict as assert } from 'node:assert';
import { check, manifest } from './harness.mjs';

check('the title, the counts, the build, the credit and the keys are there', {}, async ({ page, go, text, sees }) => {
  await go('#/about');
  assert.equal(await (await sees('main .about h1')).evaluate((heading) => heading.textContent), manifest.title);
  const words = (await text()).replace(/[\s\u202f]+/g, ' ');
  for (const expected of [
    String(manifest.pictures),
    manifest.build.slice(0, 16),
    manifest.generator,
    manifest.credit ?? '',
    'Search',
  ]) {
    assert.ok(words.includes(expected), `About does not say "${expected}"`);
  }
  assert.equal(
    await page.$$eval(
      '.about a[href]',
      (links) => links.filter((link) => !/^(#|https?:)/.test(link.getAttribute('href'))).length,
    ),
    0,
  );
});

check('? shows the keys anywhere, Escape puts them away', {}, async ({ page, go, sees }) => {
  await go('#/clusters');
  await sees('main img');
  await page.keyboard.press('?');
  await sees('dialog[open] .keys');
  await page.keyboard.press('Escape');
  await page.waitForSelector('dialog[open]', { hidden: true });
});

check('g and a letter lead from view to view', {}, async ({ page, go, shows }) => {
  await go('#/browse');
  for (const [letter, view] of [
    ['c', 'clusters'],
    ['s', 'spotlight'],
    ['a', 'about'],
    ['b', 'browse'],
  ]) {
    await page.keyboard.press('g');
    await page.keyboard.press(letter);
    await shows(view);
  }
  await page.waitForNetworkIdle({ idleTime: 300 });
});

check('light and dark can be chosen, and are kept', {}, async ({ page, go, until }) => {
  await go('#/about');
  const ground = () =>
    page.evaluate(
      () =>
        getComputedStyle(document.documentElement).backgroundColor + getComputedStyle(document.body).backgroundColor,
    );
  const before = await ground();
  await page.locator('.bar button[aria-label="Light or dark"]').click();
  await until(() => document.documentElement.dataset.theme);
  const after = await ground();
  assert.notEqual(after, before);
  await page.reload();
  await page.waitForSelector('html.ready');
  assert.equal(await ground(), after);
});
