// Documents that name rows, tags, clusters or vectors which the collection does not have: every view shows the rest.
import { strict as assert } from 'node:assert';
import { check, manifest, oneShard } from './harness.mjs';

const BEYOND = 1_000_000;

/** Puts a number beyond the collection in place of every third. */
const strewn = (numbers) => numbers.map((number, at) => (at % 3 === 0 ? BEYOND : number));

const damages = {
  'details that name tags and pictures': [
    /api\/details\//,
    ({ images }) => {
      for (const image of images) {
        image.tags = [BEYOND, 0];
        image.alike = [{ row: BEYOND, similarity: 0.9 }, ...(image.alike ?? [])];
      }
    },
  ],
  'images that name clusters, vectors, near-duplicates and copies': [
    /api\/images\//,
    ({ count, columns }) => {
      columns.cluster = strewn(columns.cluster);
      columns.vector = strewn(columns.vector ?? [...Array(count).keys()]);
      columns.master = strewn(columns.master ?? Array(count).fill(-1));
      columns.copy_of = strewn(columns.copy_of ?? Array(count).fill(-1)).reverse();
    },
  ],
  'clusters that name pictures': [
    /api\/clusters\./,
    ({ clusters }) => {
      for (const card of clusters) Object.assign(card, { medoid: BEYOND, diverse: strewn(card.diverse) });
    },
  ],
  'clusters that name members': [/api\/clusters\//, (members) => (members.rows = strewn(members.rows))],
  'near-duplicates of pictures': [/api\/duplicates\//, ({ columns }) => (columns.row = strewn(columns.row))],
  'a manifest that keeps pictures': [/api\/collection/, ({ curation }) => (curation.kept = [BEYOND])],
};

for (const [what, [pattern, change]] of Object.entries(damages)) {
  check(
    `${what} that are not there: every view shows the rest`,
    { only: 'chromium', jumps: true },
    async ({ page, go, sees, alters, until, click }) => {
      await alters(pattern, change);
      await go('#/browse');
      await click('#grid .tile[href] img');
      await sees('.stage img.sharp');
      await page.keyboard.press('i');
      await sees('.label .fields');
      assert.ok(await page.$('.label .alike a'), 'alike');
      const like = (await page.evaluate(() => location.hash)).slice('#/picture/'.length, '#/picture/'.length + 8);
      for (const [address, landmark] of [
        [`#/browse?order=like:${like}`, '#grid .tile img'],
        ['#/clusters', '.card'],
        ['#/clusters/0', '.cluster-head h1'],
        ['#/clusters/0', 'main .tile img'],
        ['#/clusters/anew', '.anew-group'],
        ['#/spotlight?k=12', '.pick img'],
        ['#/curation', manifest.curation.structure ? '.member, .curation .notice[role="alert"]' : '.curation h1'],
        ['#/spotlight?scope=cluster:0&start=best', '.pick img'], // two addresses of one view never follow each other
        [`#/browse?stack=${like}`, '#grid .tile img'],
        ['#/curation?with=duplicates,copies,dark', '.curation h1'],
      ]) {
        await page.evaluate((hash) => {
          location.hash = hash;
        }, address);
        await until((hash) => location.hash.startsWith(hash.split('?')[0]), address);
        await sees(landmark);
      }
    },
  );
}

check(
  'Curation, where a shard of images failed: what has arrived, and a copy of what has not',
  { only: 'chromium', jumps: true, skip: oneShard, expects: /ERR_FAILED|Failed to load resource/ },
  async ({ go, says, sees, alters, blocks }) => {
    const last = manifest.count - 1;
    await blocks(/api\/images\/0001/);
    await alters(/api\/images\/0000/, ({ count, columns }) => {
      columns.copy_of = [...(columns.copy_of ?? Array(count).fill(-1))];
      columns.copy_of[3] = last;
    });
    await go('#/curation');
    await sees('.curation .notice[role="alert"]');
    await says(/Exact copies/);
    await sees('.member');
    await says(/as a picture that is not there/);
  },
);
