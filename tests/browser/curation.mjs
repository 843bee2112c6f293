// Curation: groups and their members, the cut, decisions and undo, the patch, and the gate in every view.
import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { axe, check as promise, manifest, serve, shown, site, tally, untilTally, vitrine } from './harness.mjs';

const { curation } = manifest;
const skip = curation.groups === 0 && 'No two pictures of this site are nearly the same.';
/** Groups come once their structure is there, and change with the cut. */
const check = (name, options, body) => promise(name, { jumps: true, skip, ...options }, body);
const groups = (page) => page.$$eval('.groups .set', (found) => found.length);
const tallies = (page) =>
  page.$$eval('.tallies dd', (found) => found.map((one) => Number(one.textContent.replace(/\D/g, ''))));
const untilGroups = (until, count) =>
  until(
    (wanted) => Number(document.querySelector('.tallies dd')?.textContent.replace(/\D/g, '') ?? -1) === wanted,
    count,
  );
const untilStacked = (until, count) =>
  until(
    (wanted) => Number(document.querySelectorAll('.tallies dd')[1]?.textContent.replace(/\D/g, '') ?? -1) === wanted,
    count,
  );

check('the default cut is the published one, every group is there with its members', {}, async ({ page, go, sees }) => {
  await go('#/curation');
  await sees('.set .member img');
  assert.deepEqual((await tallies(page)).slice(0, 2), [curation.groups, curation.duplicates]);
  assert.equal(await groups(page), Math.min(24, curation.groups));
  assert.equal(await page.$$eval('.set .member.master', (found) => found.length), await groups(page));
  const similarities = await page.$$eval('.set .member:not(.master) a', (found) =>
    found.map((one) => Number(one.textContent.replace(',', '.'))),
  );
  assert.ok(
    similarities.every((value) => value >= 0.98 && value <= 1),
    `${similarities}`,
  );
});

check(
  'a lower threshold stacks more, chains join more than one master does; Undo takes it back',
  {},
  async ({ page, go, sees, until, click }) => {
    await go('#/curation');
    await sees('.set .member img');
    await page.$eval('.cut input[type=range]', (slider) => {
      for (const value of ['0.97', '0.96', '0.95']) {
        slider.value = value;
        slider.dispatchEvent(new Event('input', { bubbles: true }));
      }
      slider.dispatchEvent(new Event('change', { bubbles: true }));
    });
    await until(
      (before) => Number(document.querySelectorAll('.tallies dd')[1].textContent.replace(/\D/g, '')) > before,
      curation.duplicates,
    );
    const [, representative] = await tallies(page);
    await page.select('.cut select', 'single');
    await until(() => Object.values(localStorage).some((kept) => kept.includes('"single"')));
    await until(
      (before) => Number(document.querySelectorAll('.tallies dd')[1].textContent.replace(/\D/g, '')) >= before,
      representative,
    );
    await click('.changes .action');
    await untilStacked(until, representative);
    await click('.changes .action');
    await untilGroups(until, curation.groups);
    assert.equal(await page.$('.changes'), null);
  },
);

check(
  'a member can be split off, stand for all, be shown anyway; the patch says so; it is kept',
  {},
  async ({ page, go, sees, until, click }) => {
    await go('#/curation');
    await sees('.set .member img');
    const [, before] = await tallies(page);
    const member = '.groups .set .member:not(.master) button';
    const key = await page.$eval(
      '.groups .set .member:not(.master) a',
      (link) => link.hash.match(/picture\/([\w-]{8})/)[1],
    );
    await click(member);
    await click('.set .acts ::-p-text(Let it stand for all)');
    await until((wanted) => document.querySelector('.set .member.master a').hash.includes(wanted), key);
    await click(member);
    await click('.set .acts ::-p-text(Split off)');
    await untilStacked(until, before - 1);
    await page.evaluate(() => {
      window.written = [];
      const create = URL.createObjectURL;
      URL.createObjectURL = (blob) => (window.written.push(blob), create.call(URL, blob));
      HTMLAnchorElement.prototype.click = () => {};
    });
    await click('.changes ::-p-text(Export)');
    await until(() => window.written.length > 0);
    const patch = JSON.parse(await page.evaluate(() => window.written[0].text()));
    assert.equal(patch.collection, manifest.id);
    assert.equal(patch.masters.length, 1);
    assert.equal(patch.apart.length, 1);
    await page.reload();
    await sees('.changes');
    await untilStacked(until, before - 1);
    await click('.changes .word');
    await untilStacked(until, before);
  },
);

/** A copy of the site's warehouse with a patch applied, rendered. */
const patchedSite = (folder, patch) => {
  const own = (extension) => site.replace(/site$/, extension);
  copyFileSync(own('db'), join(folder, 'copy.db'));
  symlinkSync(own('thumbs'), join(folder, 'copy.thumbs'));
  writeFileSync(join(folder, 'patch.json'), patch);
  execFileSync(vitrine, ['analyse', join(folder, 'copy.db'), '--apply', join(folder, 'patch.json'), '--quiet']);
  execFileSync(vitrine, ['render', join(folder, 'copy.db'), '-o', join(folder, 'site'), '--quiet']);
  return join(folder, 'site');
};

check(
  'what is decided here is what the site shows once the patch is applied',
  {
    expects: /request to another origin/,
    skip: skip || (!existsSync(site.replace(/site$/, 'db')) && 'There is no warehouse beside this site.'),
  },
  async ({ page, go, sees, until, click }) => {
    const seen = () =>
      page.evaluate(() => ({
        intro: document.querySelector('.curation-head .quiet').textContent,
        tallies: [...document.querySelectorAll('.tallies dd')].map((one) => one.textContent),
        sets: [...document.querySelectorAll('.set')].map((set) =>
          [...set.querySelectorAll('.member a')].map((link) => `${link.hash.slice(0, 18)} ${link.textContent}`),
        ),
        kept: [...document.querySelectorAll('.member > span')].length,
      }));
    await go('#/curation');
    await sees('.set .member img');
    await page.$eval('.cut input[type=range]', (slider) => {
      slider.value = '0.96';
      slider.dispatchEvent(new Event('input', { bubbles: true }));
      slider.dispatchEvent(new Event('change', { bubbles: true }));
    });
    await until(
      (before) => Number(document.querySelectorAll('.tallies dd')[1].textContent.replace(/\D/g, '')) > before,
      curation.duplicates,
    );
    for (const act of ['Let it stand for all', 'Split off', 'Show anyway']) {
      const before = await page.evaluate(() => document.querySelector('.changes').textContent.match(/\d+/)[0]);
      await click('.groups .set .member:not(.master):last-child button');
      await click(`.set .acts ::-p-text(${act})`);
      await until((count) => document.querySelector('.changes').textContent.match(/\d+/)[0] !== count, before);
    }
    await page.evaluate(() => {
      window.written = [];
      URL.createObjectURL = (blob) => (window.written.push(blob), '#');
      HTMLAnchorElement.prototype.click = () => {};
    });
    await click('.changes ::-p-text(Export)');
    await until(() => window.written.length > 0);
    const here = await seen();
    assert.ok(here.kept > 0);
    const folder = mkdtempSync(join(tmpdir(), 'vitrine-'));
    let server;
    try {
      server = await serve(patchedSite(folder, await page.evaluate(() => window.written[0].text())));
      await page.goto(`${server.origin}/#/curation`);
      await sees('.set .member img');
      assert.deepEqual(await seen(), here);
      assert.equal(await page.$('.changes'), null);
      await page.goto('about:blank'); // pictures may still be on their way
    } finally {
      await server?.close();
      rmSync(folder, { recursive: true });
    }
  },
);

check(
  'decisions about a picture that has left are counted, and harm nothing',
  {},
  async ({ page, go, sees, says, until, click }) => {
    await go('#/browse');
    await page.evaluate(
      (name) => localStorage.setItem(name, '[["keep",["gone0000"]],["master","gone0001"]]'),
      `vitrine.${manifest.id}.curation`,
    );
    await page.goto('about:blank');
    await go('#/curation');
    await sees('.set .member img');
    await says(/2 changes, kept in this browser; 2 pictures they name have left the collection/);
    assert.deepEqual((await tallies(page)).slice(0, 2), [curation.groups, curation.duplicates]);
    await click('.changes .word');
    await until(() => !document.querySelector('.changes'));
  },
);

check(
  'keyboard alone: Tab reaches a member, Space chooses it, Escape lets go, u undoes',
  {},
  async ({ page, go, sees, until }) => {
    await go('#/curation');
    await sees('.set .member img');
    await page.focus('.groups-head select');
    await page.keyboard.press('Tab');
    for (
      let presses = 0;
      presses < 6 && !(await page.evaluate(() => document.activeElement.matches('.member button')));
      ++presses
    ) {
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('ArrowRight');
    await until(() => document.activeElement.matches('.member:not(.master) button[tabindex="0"]'));
    assert.equal(await page.$eval('.set .members', (found) => found.querySelectorAll('[tabindex="0"]').length), 2); // the picture and its link
    assert.deepEqual(await axe(page), []);
    await page.keyboard.press(' ');
    await sees('.member button[aria-pressed="true"]');
    assert.deepEqual(await axe(page), []);
    await page.keyboard.press('Escape');
    await until(() => !document.querySelector('.member button[aria-pressed="true"]'));
    await page.keyboard.press(' ');
    await sees('.set .acts .action');
    await page.evaluate(() =>
      [...document.querySelectorAll('.set .acts .action')]
        .find((one) => one.textContent.includes('Show anyway'))
        .focus(),
    );
    await page.keyboard.press('Enter');
    await sees('.changes');
    await until(() => document.activeElement.matches('.member button'));
    await page.keyboard.press('u');
    await until(() => !document.querySelector('.changes'));
  },
);

check(
  'Browse stacks: a count on the card, a click or "d" opens the stack, the switch shows all',
  {},
  async ({ page, go, sees, until, hash, click }) => {
    await go('#/browse');
    await untilTally(until, shown.count);
    await go('#/browse?order=title');
    await page.evaluate(async () => {
      for (let top = 0; top < 60000 && !document.querySelector('.tile .stack'); top += 500) {
        scrollTo(0, top);
        await new Promise((done) => setTimeout(done, 30));
      }
    });
    const size = await (await sees('.tile .stack')).evaluate((badge) => Number(badge.textContent));
    assert.ok(size >= 2);
    await click('.tile .stack');
    await untilTally(until, size);
    assert.match(await hash(), /stack=/);
    await page.goBack();
    await go('#/browse?with=duplicates,copies,dark');
    await untilTally(until, manifest.count);
    assert.equal(await page.$('.tile .stack'), null);
    await click('.gate button');
    await untilTally(until, manifest.count - curation.duplicates);
    assert.equal(await tally(page), manifest.count - curation.duplicates);
  },
);

check('Clusters count what the gate lets through', {}, async ({ page, go, sees, until }) => {
  await go('#/clusters');
  await sees('.card img');
  const sum = () =>
    [...document.querySelectorAll('.card .figures')].reduce(
      (all, one) => all + Number(one.textContent.replace(/\D/g, '')),
      0,
    );
  await until(
    (most) =>
      [...document.querySelectorAll('.card .figures')].reduce(
        (all, one) => all + Number(one.textContent.replace(/\D/g, '')),
        0,
      ) <= most,
    shown.count,
  );
  const before = await page.evaluate(sum);
  await page.locator('.gate button').click();
  await until(
    (less) =>
      [...document.querySelectorAll('.card .figures')].reduce(
        (all, one) => all + Number(one.textContent.replace(/\D/g, '')),
        0,
      ) > less,
    before,
  );
});

check('the structure is fetched when it is asked for, and only then', {}, async ({ go, sees, asked, page }) => {
  await go('#/browse');
  await sees('#grid .tile');
  assert.ok(!asked.some((address) => address.includes('api/duplicates')));
  await page.evaluate(() => (location.hash = '#/curation'));
  await sees('.set .member img');
  assert.ok(asked.some((address) => address.includes('api/duplicates')));
});

check('on a phone it fits', { width: 360, height: 780, touch: true }, async ({ page, go, sees }) => {
  await go('#/curation');
  await (await sees('.set .member:not(.master) button')).tap();
  await sees('.set .acts .action');
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
});
