// What holds in every view: the content policy, a name, one main heading, no sideways scroll, nothing serious that
// axe-core finds, in both themes, wide and narrow.
import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { axe, check, manifest, site } from './harness.mjs';

const shard = JSON.parse(
  readFileSync(join(site, manifest.files.find(({ path }) => path.startsWith('api/images/0000.')).path), 'utf8'),
);
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
const policy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; img-src 'self' data: blob:; style-src 'self'; " +
  "connect-src 'self'; worker-src 'self' blob:; manifest-src 'self'";

const fits = () => document.documentElement.scrollWidth <= innerWidth;

for (const [view, [address, landmark]] of Object.entries(views)) {
  for (const theme of ['light', 'dark']) {
    check(
      `${view}, ${theme}: policy, name, heading; wide and narrow, axe-core finds nothing serious and nothing scrolls sideways`,
      { width: 360, theme, motion: 'reduce' },
      async ({ page, go, sees, until }) => {
        await go(address);
        await sees(landmark);
        assert.equal(await page.$eval('meta[http-equiv="Content-Security-Policy"]', (meta) => meta.content), policy);
        assert.match(await page.title(), /\S/);
        assert.equal(await page.$$eval('h1', (found) => found.filter((one) => one.checkVisibility()).length), 1);
        for (const width of [360, 320, 768, 1440]) {
          await page.setViewport({ width, height: 900 });
          await until((wanted) => innerWidth === wanted, width);
          await sees(landmark);
          await until(fits);
          if (width === 360 || width === 1440) assert.deepEqual(await axe(page), [], `at ${width}`);
        }
      },
    );
  }
}

check('an address that leads nowhere ends in Browse', {}, async ({ go, sees }) => {
  await go('#/nowhere/at?all');
  await sees('#grid .tile');
});
