// What holds in every view: the content policy, a name, no sideways scroll, nothing serious that axe-core finds, in
// both themes, wide and narrow.
import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { axe, check, manifest, site } from './harness.mjs';

const shard = JSON.parse(readFileSync(join(site, manifest.files.find(({ path }) => path.startsWith('api/images/0000.')).path), 'utf8'));
const firstKey = shard.columns.key[shard.columns.width.findIndex((width) => width > 0)]; // not a record without a picture
const views = {
  browse: ['#/browse', '#grid .tile'],
  picture: [`#/picture/${firstKey}`, 'main img'],
  clusters: ['#/clusters', 'main img'],
  cluster: ['#/clusters/0', 'main .cluster-head'],
  anew: ['#/clusters/anew', 'main .anew-group'],
  spotlight: ['#/spotlight', 'main img'],
  curation: ['#/curation', manifest.curation.groups ? 'main .member img' : 'main h1'],
  about: ['#/about', 'main h1'],
};
const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; img-src 'self' data: blob:; style-src 'self'; "
  + "connect-src 'self'; worker-src 'self' blob:; manifest-src 'self'";

for (const [view, [address, landmark]] of Object.entries(views)) {
  for (const theme of ['light', 'dark']) {
    for (const width of [360, 1440]) {
      check(`${view}, ${theme}, ${width}: axe-core finds nothing serious`, { width, theme, motion: 'reduce' }, async ({ page, go, sees }) => {
        await go(address);
        await sees(landmark);
        assert.deepEqual(await axe(page), []);
      });
    }
  }

  check(`${view} carries the policy, has a title and one main heading`, {}, async ({ page, go, sees }) => {
    await go(address);
    await sees(landmark);
    assert.equal(await page.$eval('meta[http-equiv="Content-Security-Policy"]', (meta) => meta.content), policy);
    assert.match(await page.title(), /\S/);
  });

  for (const width of [320, 360, 768, 1440]) {
    check(`${view} does not scroll sideways at ${width}`, { width }, async ({ page, go, sees }) => {
      await go(address);
      await sees(landmark);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    });
  }
}

check('an address that leads nowhere ends in Browse', {}, async ({ go, sees }) => {
  await go('#/nowhere/at?all');
  await sees('#grid .tile');
});
