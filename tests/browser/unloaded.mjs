// Pictures that cannot be loaded: a mark in each place, one note for all, a sentence in Picture; Try again, and again by
// itself when the network is back.
import { strict as assert } from 'node:assert';
import { axe, check, firefox, manifest } from './harness.mjs';

const expects = /ERR_FAILED|ERR_INTERNET_DISCONNECTED|NS_ERROR|Failed to load resource/;
const pictures = /\/thumbs\//;

/** Images in view that show nothing of their own: neither a picture nor the mark. */
const bare = (page) =>
  page.$$eval('main img', (images) =>
    images
      .filter((image) => {
        const { top, bottom, width } = image.getBoundingClientRect();
        return width > 1 && top < innerHeight && bottom > 0 && image.complete && image.naturalWidth === 0;
      })
      .filter((image) => !image.classList.contains('unloaded'))
      .map((image) => image.outerHTML),
  );

const noteShown = () => Boolean(document.querySelector('.unloaded-note p'));
const noteGone = () => !document.querySelector('.unloaded-note p');
const noneUnloaded = () => !document.querySelector('main img.unloaded');

/** Opens a picture that does not come, without what the page holds of it. */
async function opensInVain({ page, go, says }, address) {
  await go(address);
  await page.reload();
  await says(/This picture could not be loaded/);
}

const walls = {
  'the wall': ['#/browse', '#grid .tile'],
  'cards of clusters': ['#/clusters', '.card'],
  'the pictures of a cluster': ['#/clusters/0', '.one-cluster .tile'],
  "Spotlight's wall": ['#/spotlight?k=12', '.pick'],
  'the pages of the calendar': ['#/calendar', '.slot'],
  'the sets of Curation': ['#/curation', '.member'],
};

for (const [what, [address, element]] of Object.entries(walls)) {
  check(
    `${what}: marks, one note, and the retry brings the pictures`,
    { expects },
    async ({ page, go, sees, until, blocks, count }) => {
      if (address === '#/curation' && manifest.curation.structure === 0) return;
      const unblock = await blocks(pictures);
      await go(address);
      await sees(`${element} img.unloaded`);
      await until(noteShown);
      assert.equal(await count('.unloaded-note p'), 1);
      await page.waitForNetworkIdle({ idleTime: 300 });
      assert.deepEqual(await bare(page), []);
      const told = await page.$eval(`${element} img.unloaded`, (image) =>
        image.closest('a, button').getAttribute('aria-description'),
      );
      assert.equal(told, 'could not be loaded');
      assert.deepEqual(await axe(page), []);
      await page.click('.unloaded-note .action'); // in vain
      await page.waitForNetworkIdle({ idleTime: 300 });
      await sees(`${element} img.unloaded`);
      await until(noteShown);
      unblock();
      await page.click('.unloaded-note .action');
      await until(noneUnloaded);
      await until(noteGone);
      await until((selector) => {
        const image = document.querySelector(selector);
        return image.naturalWidth > 0 && getComputedStyle(image).opacity === '1';
      }, `${element} img`);
      assert.equal(await count('[aria-description]'), 0);
    },
  );
}

check(
  'one picture of the wall that is not there: its tile alone is marked, its neighbours are not',
  { expects },
  async ({ page, go, sees, until, blocks }) => {
    await go('#/browse');
    const key = await page.$eval('#grid .tile:nth-child(3)', (tile) => tile.dataset.key);
    await blocks(new RegExp(`thumbs/.*${key}`));
    await page.setCacheEnabled?.(false);
    await page.reload();
    await sees(`[data-key="${key}"] img.unloaded`);
    await until(
      () => [...document.querySelectorAll('#grid .tile img')].filter((image) => image.naturalWidth > 0).length > 3,
    );
    assert.equal(await page.$$eval('img.unloaded', (images) => images.length), 1);
  },
);

check(
  'a picture that leaves the page between two frames leaves no note',
  { only: 'chromium', expects },
  async ({ page, go, blocks }) => {
    await blocks(/none\.webp/);
    await go('#/browse');
    await page.evaluate(async () => {
      const image = document.createElement('img');
      image.src = 'thumbs/none.webp';
      document.querySelector('#grid').append(image);
      await new Promise((done) => image.addEventListener('error', done));
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => image.remove(); // seen in the frame, gone before that is told
      requestAnimationFrame(() => port2.postMessage(''));
      await new Promise((done) => setTimeout(done, 500));
    });
    assert.equal(await page.$('.unloaded-note p'), null);
  },
);

check('with the network back, pictures come by themselves', { only: 'chromium', expects }, async (test) => {
  const { page, go, sees, says, until, blocks } = test;
  const unblock = await blocks(pictures);
  await go('#/browse');
  await sees('#grid .tile img.unloaded');
  await page.setOfflineMode(true);
  await says(/no connection to the network/);
  unblock();
  await page.setOfflineMode(false);
  await until(noneUnloaded);
  await until(noteGone);
});

check('in Picture: a sentence in its place, and the retry', { expects, jumps: true }, async (test) => {
  const { page, go, sees, until, blocks, count } = test;
  await go('#/browse');
  const href = await page.$eval('#grid .tile:nth-child(2)[href]', (tile) => tile.getAttribute('href'));
  const unblock = await blocks(pictures);
  await opensInVain(test, href);
  const box = await page.$eval('.picture-none .notice', (notice) => notice.getBoundingClientRect().toJSON());
  assert.ok(box.left > 0 && box.right < 1440 && box.top > 100 && box.bottom < 850, JSON.stringify(box));
  assert.ok(await page.$eval('.stage img.sharp', (image) => getComputedStyle(image).visibility === 'hidden'));
  assert.deepEqual(await axe(page), []);
  await page.keyboard.press('i');
  await sees('.label .alike img.unloaded');
  assert.equal(await count('.unloaded-note p'), 0); // one sentence for all
  unblock();
  await page.click('.picture-none .action');
  await until(() => !document.querySelector('.picture-none'));
  await until(() => document.querySelector('.stage img.sharp').naturalWidth > 256);
  await until(() => !document.querySelector('.label .alike img.unloaded'));
});

check(
  'in Picture on a phone: with the label open the sentence stands above it',
  { width: 360, height: 780, expects, jumps: true },
  async (test) => {
    const { page, go, sees, blocks } = test;
    await go('#/browse');
    const href = await page.$eval('#grid .tile:nth-child(2)[href]', (tile) => tile.getAttribute('href'));
    await blocks(pictures);
    await opensInVain(test, href);
    await page.keyboard.press('i');
    await sees('.label .fields');
    const bottom = await page.$eval('.picture-none .notice', (notice) => notice.getBoundingClientRect().bottom);
    assert.ok(bottom <= (await page.$eval('.label', (label) => label.getBoundingClientRect().top)));
  },
);

check(
  'in Picture: the next picture does not inherit the sentence',
  { only: 'chromium', expects, jumps: true },
  async (test) => {
    const { page, go, until, blocks } = test;
    await go('#/browse');
    const [key, next] = await page.$$eval('#grid .tile[data-item]', (tiles) =>
      tiles.sort((a, b) => a.dataset.item - b.dataset.item).map(({ dataset }) => dataset.key),
    );
    await blocks(new RegExp(`thumbs/.*${key}`));
    await opensInVain(test, `#/picture/${key}`);
    await page.keyboard.press('ArrowRight');
    await until((wanted) => location.hash.includes(wanted), next);
    await until(() => !document.querySelector('.picture-none'));
  },
);

check(
  'in Picture: where only a small copy comes, it is shown and said',
  { only: 'chromium', expects, jumps: true },
  async (test) => {
    const { page, go, says, blocks } = test;
    await go('#/browse');
    const key = await page.$eval('#grid .tile:nth-child(2)', (tile) => tile.dataset.key);
    await blocks(new RegExp(`thumbs/${Math.max(...manifest.sizes)}/${key}`));
    await go(`#/picture/${key}`);
    await page.reload();
    await says(/only a small copy could be loaded/);
    assert.ok(await page.$eval('.stage img.soft', (image) => image.naturalWidth > 0));
  },
);

if (!firefox) {
  check(
    'back on the network, Picture shows its picture by itself',
    { only: 'chromium', expects, jumps: true },
    async (test) => {
      const { page, go, until, blocks } = test;
      await go('#/browse');
      const href = await page.$eval('#grid .tile:nth-child(2)[href]', (tile) => tile.getAttribute('href'));
      const unblock = await blocks(pictures);
      await opensInVain(test, href);
      unblock();
      await page.setOfflineMode(true);
      await page.setOfflineMode(false);
      await until(() => !document.querySelector('.picture-none'));
      await until(() => document.querySelector('.stage img.sharp').naturalWidth > 256);
    },
  );
}
