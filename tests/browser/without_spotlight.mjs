// On a site published without Spotlight: its view says so in words, nothing else offers it, and everything else is as
// it was, the calendar too.
import { strict as assert } from 'node:assert';
import { moduleOf } from '../../web/published.js';
import { check, manifest } from './harness.mjs';

check('Spotlight says that this site was published without it', {}, async ({ go, says, asked }) => {
  assert.equal(moduleOf(manifest, 'spotlight').path, '');
  await go('#/spotlight');
  await says(/This site was published without Spotlight/);
  assert.deepEqual(
    asked.filter((url) => /spotlight|\.bin$/.test(new URL(url).pathname)),
    [],
  );
});

check('neither the tray nor a label nor a cluster offers it', {}, async ({ page, go, sees, count }) => {
  const links = ':is(.tray, .label, .cluster-head) a[href^="#/spotlight"]';
  await go('#/browse');
  await (await sees('#grid .tile[href]')).focus();
  await page.keyboard.press('Space');
  await page.keyboard.down('Shift');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.up('Shift');
  await sees('.tray .exports');
  assert.equal(await count(links), 0);
  await page.keyboard.press('Enter');
  await sees('.picture');
  if (!(await page.$('.label'))) await page.keyboard.press('i');
  await sees('.label .label-acts');
  assert.equal(await count(links), 0);
  await go('#/clusters/0');
  await sees('.cluster-head h1');
  assert.equal(await count(links), 0);
});

check('the calendar is judged and improved', {}, async ({ go, sees, click, until }) => {
  await go('#/calendar');
  await sees('.slot');
  await click('.calendar-strip ::-p-text(Complete), .calendar-strip ::-p-text(Improve)');
  await until(() => /filled|Improved by|Nothing better/.test(document.querySelector('.calendar-state').textContent));
  await until(() => /\d/.test(document.querySelector('.calendar .total b').textContent));
});
