// Answers that come late: 1.5 seconds after what asked for them, so that the browser excuses nothing. Nothing may move;
// the harness sees to that at the end of each check.
import { strict as assert } from 'node:assert';
import { setTimeout as pause } from 'node:timers/promises';
import { check, manifest, shown } from './harness.mjs';

const sizes = [
  { width: 1440, height: 900 },
  { width: 360, height: 780 },
];

/** A check at both widths. */
function late(name, body) {
  for (const size of sizes) check(`${name}, ${size.width} px wide`, { only: 'chromium', ...size }, body);
}

/** Waits until every answer is there, and what is drawn with it. */
async function settle(page) {
  await page.waitForNetworkIdle({ idleTime: 700 });
  await pause(200);
}

/** Goes to an address by pressing a link: what moves at once is excused, what moves late is not. */
async function goTo(page, hash) {
  await page.evaluate((href) => {
    const link = Object.assign(document.createElement('a'), { id: 'pressed', href, textContent: 'Go' });
    for (const [name, value] of Object.entries({ position: 'fixed', top: '0', left: '50%', 'z-index': '99' }))
      link.style.setProperty(name, value);
    document.body.append(link);
  }, hash);
  await page.click('#pressed');
  await page.$eval('#pressed', (link) => link.remove());
}

const search = async (page, words) => {
  await page.keyboard.press('/');
  await page.keyboard.type(words);
};

for (const word of ['moon', 'eclipse']) {
  late(`the text for a search for “${word}”`, async ({ page, go, delays, sees, says }) => {
    await delays(/api\/text\//);
    await go('#/browse');
    await settle(page);
    await search(page, word);
    await sees('.words .filter-word');
    await settle(page);
    await says(new RegExp(`“${word}”`));
  });
}

late('the text for a search that matches nothing', async ({ page, go, delays, says }) => {
  await delays(/api\/text\//);
  await go('#/browse');
  await settle(page);
  await search(page, 'zzzzqq');
  await says(/Nothing matches/);
  await settle(page);
});

late('a search in an address', async ({ page, go, delays }) => {
  await delays(/api\/text\//);
  await go('#/browse?q=moon');
  await settle(page);
});

late('the rest of the collection', async ({ page, go, delays, until }) => {
  await delays(/api\/images\/0001/);
  await go('#/browse');
  await settle(page);
  await until(() => document.getElementById('progress').hidden);
});

late('the name of a cluster', async ({ page, go, delays }) => {
  await delays(/api\/clusters\./);
  await go('#/browse');
  await goTo(page, '#/browse?cluster=1');
  await settle(page);
});

late('the vectors that an order by likeness needs', async ({ page, go, sees, until, delays }) => {
  await delays(/vectors\./);
  await go('#/browse');
  await sees('#grid .tile');
  const key = await page.$eval('#grid [data-key]', (tile) => tile.dataset.key);
  await goTo(page, `#/browse?order=like:${key}`);
  await until(() => document.querySelector('.words .filter-word'));
  await settle(page);
});

late('the details of a picture', async ({ page, go, sees, delays, click, shows }) => {
  await delays(/api\/details\//);
  await go('#/browse');
  await click('#grid .tile[href] img');
  await shows('picture');
  await page.keyboard.press('i');
  await sees('.label .fields');
  await settle(page);
  await page.keyboard.press('ArrowRight');
  await settle(page);
  await sees('.label .fields');
});

late('the cards of clusters, and one cluster', async ({ page, go, sees, delays, click }) => {
  await delays(/api\/clusters/);
  await go('#/clusters');
  await settle(page);
  await click('.card a');
  await sees('.one-cluster .tile');
  await settle(page);
  assert.ok(await page.$('.apart'));
});

late('the map of a cluster', async ({ page, go, sees, delays }) => {
  await delays(/layout/);
  await go('#/clusters/0');
  await sees('.one-cluster .tile');
  await settle(page);
});

late('the structure of near-duplicates', async ({ page, go, sees, delays }) => {
  await delays(/api\/duplicates/);
  await go('#/curation');
  await settle(page);
  await sees(manifest.curation.structure ? '.member' : 'main h1');
});

late('the module and the vectors of Spotlight', async ({ page, go, sees, delays }) => {
  await delays(/vectors\.|spotlight\./);
  await go('#/spotlight?k=12');
  await settle(page);
  await sees('.pick img');
  await settle(page);
});

late('the module, the plan and the columns of the calendar', async ({ page, go, sees, delays }) => {
  await delays(/calendar\./);
  await go('#/calendar');
  await sees('.slot img');
  await settle(page);
});

late('the vectors of the calendar', async ({ page, go, click, sees, delays }) => {
  await delays(/vectors\./);
  await go('#/calendar');
  await click('.calendar .total');
  await sees('.component');
  await settle(page);
});

late('the clusters that Spotlight offers', async ({ page, go, sees, delays }) => {
  await delays(/api\/clusters/);
  await go('#/spotlight?scope=cluster:1&k=12');
  await settle(page);
  await sees('.pick img');
});

late('the groups made anew', async ({ page, go, sees, delays }) => {
  await delays(/vectors\.|spotlight\.|api\/clusters/);
  await go('#/clusters/anew');
  await settle(page);
  await sees('.anew-group');
  await settle(page);
});

late('pictures', async ({ page, go, sees, delays }) => {
  await delays(/\/thumbs\//);
  await go('#/browse');
  await sees('#grid .tile');
  await settle(page);
  for (const address of ['#/clusters', '#/spotlight?k=12', '#/calendar', '#/curation']) {
    await goTo(page, address);
    await settle(page);
  }
});

late('the script of the late views', async ({ page, go, sees, delays }) => {
  await delays(/viewer\/late\./);
  await go('#/browse');
  for (const [address, element] of [
    ['#/clusters', '.card'],
    ['#/about', 'main h1'],
  ]) {
    await goTo(page, address);
    await sees(element);
    await settle(page);
  }
});

late('a choice of a facet while the collection arrives', async ({ page, go, delays }) => {
  await delays(/api\/images\/0001/);
  await go('#/browse');
  await goTo(page, `#/browse?f.category=${encodeURIComponent(shown.facets[0].values[0])}`);
  await settle(page);
  assert.ok(await page.$('.filter-word'));
});
