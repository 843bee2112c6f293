// Spotlight: the picks in their order, the slider, scopes, starting from a pick, the curve and the map; the same natively.
import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { axe, check as promise, imageColumn, manifest, shown, site, vitrine } from './harness.mjs';

/** Picks settle while the vectors arrive, and the wall with them. */
const check = (name, options, body) => promise(name, { jumps: true, ...options }, body);

const warehouse = site.replace(/site$/, 'db');
const warehouseSkip = !existsSync(warehouse) && 'There is no warehouse beside this site.';
const keyOf = (id) => imageColumn('key')[imageColumn('id').indexOf(id)];
/** Pictures that another stands for. */
const duplicates = new Set(imageColumn('id').filter((_, row) => imageColumn('master')[row] !== null));

const picks = (page) => page.$$eval('.pick > a', (links) => links.map((link) => link.dataset.key));
const settled = async ({ until, sees }, count) => {
  await sees('.pick img');
  await until(
    (wanted) => document.querySelectorAll('.pick').length === wanted && !document.querySelector('.opening'),
    count,
  );
};

/** What the page downloads as a file. */
const exportedJson = async (page) =>
  JSON.parse(
    await page.evaluate(
      () =>
        new Promise((done) => {
          URL.createObjectURL = (blob) => {
            blob.text().then(done);
            return '#';
          };
          document.querySelector('.takeaway button:nth-of-type(3)').click();
        }),
    ),
  );

/** Chooses an action in the sheet that a pick's button has opened. */
const act = async ({ page, sees }, name) => {
  await sees('.pick-sheet[open]');
  await page.$$eval(
    '.pick-sheet .action',
    (actions, wanted) => actions.find(({ textContent }) => textContent.trim() === wanted).click(),
    name,
  );
};

check('a scope that is found late does not take the place of a newer one', { only: 'chromium' }, async (test) => {
  const { page, go } = test;
  const held = [];
  await page.setRequestInterception(true);
  page.on('request', (request) =>
    /api\/clusters\/0000\./.test(request.url()) ? held.push(request) : request.continue(),
  );
  await go('#/spotlight?scope=cluster:0&k=5');
  while (held.length === 0) await pause(50);
  await page.evaluate(() => {
    location.hash = '#/spotlight?scope=all&k=5';
  });
  await settled(test, 5);
  const before = await page.$eval('.spotlight h1', (heading) => heading.textContent);
  held[0].continue();
  await page.waitForNetworkIdle({ idleTime: 500 });
  const dragged = await page.$eval('.k input', (input) => {
    input.value = '6';
    input.dispatchEvent(new Event('input', { bubbles: true }));
    return document.querySelector('.spotlight h1').textContent; // drawn again, before the sixth is picked
  });
  assert.equal(dragged, before);
  await settled(test, 6);
});

check('the picks are all different, their distances fall, the curve and the map are there', {}, async (test) => {
  await test.go('#/spotlight?k=24');
  await settled(test, 24);
  assert.equal(new Set(await picks(test.page)).size, 24);
  const distances = await test.page.$$eval('.pick .figures span', (spans) =>
    spans.slice(1).map((span) => Number(span.textContent.replace(',', '.'))),
  );
  assert.equal(distances.length, 23);
  assert.ok(
    distances.every((value, at) => value > 0 && (at === 0 || value <= distances[at - 1])),
    `${distances}`,
  );
  await test.sees('.curve polyline');
  const inked = await test.page.$eval('canvas.minimap', (canvas) =>
    canvas
      .getContext('2d')
      .getImageData(0, 0, canvas.width, canvas.height)
      .data.some((value) => value !== 0),
  );
  assert.ok(inked, 'the mini-map is blank');
});

check('fewer picks are the first of more', {}, async (test) => {
  await test.go('#/spotlight?k=40');
  await settled(test, 40);
  const many = await picks(test.page);
  await test.page.$eval('.strip input[type=range]', (slider) => {
    slider.value = '10';
    slider.dispatchEvent(new Event('input', { bubbles: true }));
    slider.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await settled(test, 10);
  assert.deepEqual(await picks(test.page), many.slice(0, 10));
  assert.match(await test.hash(), /k=10/);
});

check('a scope of one cluster picks from it alone', {}, async (test) => {
  await test.go('#/spotlight?scope=cluster:0&k=5');
  await settled(test, 5);
  const inCluster = await picks(test.page);
  await test.page.evaluate(() => {
    location.hash = '#/clusters/0';
  });
  await test.sees('.one-cluster .tile');
  const heading = await test.page.$eval('.cluster-head', (head) => head.textContent);
  assert.ok(Number(heading.match(/(\d+) picture/)[1]) >= 5);
  await test.page.evaluate(() => {
    location.hash = '#/spotlight?k=5';
  });
  await settled(test, 5);
  assert.notDeepEqual(await picks(test.page), inCluster);
});

check('a filter in the address makes the current result a scope', {}, async (test) => {
  const facet = shown.facets.find(({ name }) => name === 'category');
  await test.go(`#/spotlight?scope=result&k=6&f.category=${encodeURIComponent(facet.values[0])}`);
  await settled(test, 6);
  const among = async () => Number((await test.text()).match(/6 most different of (\d+)/i)?.[1]);
  assert.ok((await among()) > 6 && (await among()) <= facet.counts[0], `${await among()} pictures`);
});

check('start from a pick, and open one', {}, async (test) => {
  const { page, until } = test;
  await test.go('#/spotlight?k=8');
  await settled(test, 8);
  const third = (await picks(page))[2];
  await page.$eval('.pick:nth-child(3) button', (button) => button.click());
  await act(test, 'Start from this picture');
  await until((key) => document.querySelector('.pick > a')?.dataset.key === key, third);
  assert.match(await test.hash(), new RegExp(`start=${third}`));
  await page.locator('.pick:nth-child(2) > a').click();
  await test.shows('picture');
  await page.goBack();
  await settled(test, 8);
  assert.equal((await picks(page))[0], third);
});

check('keyboard alone: arrows walk the picks, Enter opens one', {}, async (test) => {
  const { page, until } = test;
  await test.go('#/spotlight?k=6');
  await settled(test, 6);
  await page.evaluate(() => document.querySelector('.pick > a').focus());
  await page.keyboard.press('End');
  assert.equal(
    await page.evaluate(() => [...document.querySelectorAll('.pick > a')].indexOf(document.activeElement)),
    5,
  );
  await page.keyboard.press('Enter');
  await test.shows('picture');
});

check(
  'a picture that is left out is never picked, a pinned one comes first; both are in the address',
  {},
  async (test) => {
    const { page, until } = test;
    await test.go('#/spotlight?k=12');
    await settled(test, 12);
    const before = await picks(page);
    await page.focus('.pick:nth-child(4) button');
    await page.keyboard.press('Enter');
    await act(test, 'Leave out');
    await until((key) => !document.querySelector(`.pick > a[data-key="${key}"]`), before[3]);
    await until(() => document.activeElement === document.querySelector('.pick:nth-child(4) > a'));
    await settled(test, 12);
    assert.deepEqual((await picks(page)).slice(0, 3), before.slice(0, 3));
    assert.match(await test.hash(), new RegExp(`ban=${before[3]}`));
    await page.evaluate(() => document.querySelector('.pick:nth-child(7) > a').focus());
    const seventh = (await picks(page))[6];
    await page.keyboard.press('p');
    await until((key) => document.querySelector('.pick > a')?.dataset.key === key, seventh);
    assert.match(await test.hash(), new RegExp(`pin=${seventh}`));
    await settled(test, 12);
    assert.ok(!(await picks(page)).includes(before[3]));
    await page.reload({ waitUntil: 'load' });
    await settled(test, 12);
    assert.equal((await picks(page))[0], seventh);
  },
);

check('at most one per cluster: no more picks than clusters, and a sentence', {}, async (test) => {
  await test.go('#/spotlight?k=60&per=cluster:1');
  await test.sees('.pick img');
  await test.says(/The limits leave \d+ pictures? to pick/);
  assert.equal((await picks(test.page)).length, manifest.clusters);
});

check('the options open by keyboard, change the address and can be read', { motion: 'reduce' }, async (test) => {
  const { page, until } = test;
  await test.go('#/spotlight?k=10');
  await settled(test, 10);
  await page.evaluate(() => document.querySelector('.disclosure').focus());
  await page.keyboard.press('Enter');
  await test.sees('.options');
  assert.deepEqual(await axe(page), []);
  await page.select('.limits label:nth-of-type(1) select', '1');
  await until(() => location.hash.includes('per=cluster'));
  await settled(test, 10);
  const exported = await exportedJson(page);
  assert.equal(exported.length, 10);
  assert.deepEqual([exported[0].rank, exported[0].distance, exported[0].nearest], [1, null, null]);
  assert.ok(
    exported
      .slice(1)
      .every(({ distance, nearest }, at) => distance > 0 && exported.slice(0, at + 1).some(({ id }) => id === nearest)),
  );
  await page.$eval('.takeaway button:nth-of-type(5)', (button) => button.click());
  await test.says(/10 selected/);
});

check(
  'the exported picks are those of `vitrine spotlight` of the same warehouse; near-duplicates never come both',
  { skip: warehouseSkip },
  async (test) => {
    const first = JSON.parse(
      execFileSync(vitrine, ['spotlight', warehouse, '-k', '1', '--json'], { encoding: 'utf8' }),
    )[0].id;
    for (const [query, words] of [
      ['k=50', ['-k', '50']],
      ['k=12&scope=cluster:1&with=duplicates,dark', ['-k', '12', '--scope', 'cluster:1', '--with', 'duplicates,dark']],
      [`k=20&per=cluster:2&ban=${keyOf(first)}`, ['-k', '20', '--per-cluster', '2', '--ban', first]],
    ]) {
      await test.go(`#/spotlight?${query}`);
      const k = Number(words[1]);
      await settled(test, k);
      const exported = await exportedJson(test.page);
      assert.deepEqual(
        exported,
        JSON.parse(execFileSync(vitrine, ['spotlight', warehouse, ...words, '--json'], { encoding: 'utf8' })),
      );
      if (query === 'k=50')
        assert.ok(
          exported.every(({ id }) => !duplicates.has(id)),
          'a picture that another stands for was picked',
        );
    }
  },
);

check('it tells what the picks cover', {}, async (test) => {
  await test.go('#/spotlight?k=24');
  await settled(test, 24);
  await test.says(/Every picture lies within \d\.\d\d of a pick, \d+\s%/);
});

check('the contact sheet prints every pick with its name, and no controls', { only: 'chromium' }, async (test) => {
  const { page } = test;
  await test.go('#/spotlight?k=9');
  await settled(test, 9);
  await page.emulateMediaType('print');
  const shown = await page.evaluate(() => ({
    picks: [...document.querySelectorAll('.pick')].map((pick) => getComputedStyle(pick).position),
    names: [...document.querySelectorAll('.pick em')].map((name) => name.getBoundingClientRect().height > 0),
    controls: ['.bar', '.strip', '.instruments'].map((part) => getComputedStyle(document.querySelector(part)).display),
  }));
  assert.deepEqual(shown, {
    picks: Array(9).fill('static'),
    names: Array(9).fill(true),
    controls: Array(3).fill('none'),
  });
});

check(
  'picks are provisional while the vectors arrive, and settle',
  { only: 'chromium', expects: /request to another origin/ },
  async ({ page, origin }) => {
    // The same site behind a server that holds the second half of the vectors back.
    let release;
    const held = new Promise((done) => {
      release = done;
    });
    const server = createServer(async (request, reply) => {
      const answer = await fetch(origin + request.url);
      const body = Buffer.from(await answer.arrayBuffer());
      reply.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' });
      if (!request.url.includes('/vectors.')) return void reply.end(body);
      reply.write(body.subarray(0, body.length * 0.6));
      await held;
      reply.end(body.subarray(body.length * 0.6));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    try {
      await page.goto(`http://127.0.0.1:${server.address().port}/#/spotlight?k=12`);
      await page.waitForSelector('.hanging.provisional .pick img');
      await page.waitForFunction(() => document.querySelectorAll('.pick').length === 12);
      assert.match(
        await page.$eval('.coverage', ({ textContent }) => textContent),
        /Provisional, from \d+ of \d+ axes/,
      );
      release();
      await page.waitForFunction(
        () =>
          !document.querySelector('.provisional, .opening, .leaving') &&
          document.querySelectorAll('.pick').length === 12,
      );
    } finally {
      release();
      server.closeAllConnections();
      server.close();
    }
  },
);

check(
  'the selection as a scope keeps to the gate; what is selected is marked',
  { skip: duplicates.size === 0 && 'Nothing here is a near-duplicate.' },
  async (test) => {
    const held = imageColumn('id').findIndex((id) => duplicates.has(id));
    const key = (row) => imageColumn('key')[row];
    const keys = [held, imageColumn('master')[held], 0].map(key);
    await test.go(`#/spotlight?scope=selection&sel=${keys.join('')}`);
    await settled(test, 2);
    assert.ok(!(await picks(test.page)).includes(keys[0]));
    await test.go(`#/spotlight?scope=selection&sel=${keys.join('')}&with=duplicates`);
    await settled(test, 3);
    assert.deepEqual((await picks(test.page)).sort(), keys.sort());
    assert.equal(await test.count('.pick.selected'), 3);
    await test.go('#/spotlight?k=4');
    await settled(test, 4);
    await test.page.evaluate(() => document.querySelector('.pick:nth-child(2) > a').focus());
    await test.page.keyboard.press(' ');
    await test.until(() => document.activeElement.matches('.pick.selected > a[aria-label$=", selected"]'));
  },
);

check('an empty selection as a scope is a sentence', {}, async ({ go, says }) => {
  await go('#/spotlight?scope=selection');
  await says(/Nothing is selected yet/);
});

check('on a phone, by touch', { width: 360, height: 780, touch: true }, async (test) => {
  await test.go('#/spotlight?k=6');
  await settled(test, 6);
  assert.ok(await test.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  await (await test.page.$('.pick > a')).tap();
  await test.shows('picture');
});
