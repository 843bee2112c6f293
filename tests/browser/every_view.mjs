// What holds in every view: the content policy, a name, one main heading, no sideways scroll, nothing serious that
// axe-core finds, in both themes, wide and narrow.
import { strict as assert } from 'node:assert';
import { axe, check, manifest, site } from './harness.mjs';
import { viewsOf } from './views.mjs';

const policy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; img-src 'self' data: blob:; style-src 'self'; " +
  "connect-src 'self'; worker-src 'self' blob:; manifest-src 'self'";

const fits = () => document.documentElement.scrollWidth <= innerWidth;

for (const [view, [address, landmark]] of Object.entries(viewsOf(site, manifest))) {
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
