// The first pictures are in the HTML: there before any script, links without one, and taken over without a jump.
import { strict as assert } from 'node:assert';
import { check, manifest, shown } from './harness.mjs';

const widths = [
  [360, 780],
  [1440, 900],
];

for (const [width, height] of widths) {
  check(
    `without script at ${width}: pictures that are links, and a sentence`,
    { width, height, script: false },
    async ({ page, go, origin }) => {
      await go('');
      const tiles = await page.$$eval(
        '#grid .tile[href] img',
        (images) => images.filter((image) => image.complete && image.naturalWidth > 0).length,
      );
      assert.ok(tiles >= 4, `${tiles} pictures were painted`);
      assert.match(await page.$eval('noscript', (element) => element.textContent), /JavaScript/);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(wide <= 0, `the page is ${wide} px wider than the window`);
      const href = await page.$eval('#grid .tile[href]', (link) => link.getAttribute('href'));
      assert.equal((await fetch(`${origin}/${href}`)).headers.get('content-type'), 'image/webp');
    },
  );

  check(
    `at ${width} the grid takes over where the first pictures stand`,
    { width, height, only: 'chromium' },
    async ({ page, origin, until }) => {
      const places = () =>
        page.$$eval('#grid .tile', (tiles) =>
          Object.fromEntries(
            tiles
              .map((tile) => [tile.dataset.key, tile.getBoundingClientRect()])
              .filter(([, box]) => box.top < innerHeight)
              .map(([key, box]) => [key, [box.left, box.top, box.width, box.height].map(Math.round)]),
          ),
        );
      await page.setRequestInterception(true);
      const held = [];
      page.on('request', (request) => (request.url().endsWith('.wasm') ? held.push(request) : request.continue()));
      await page.goto(`${origin}/`, { waitUntil: 'domcontentloaded' });
      await until(() => [...document.images].some((image) => image.complete && image.naturalWidth > 0));
      const before = await places();
      while (held.length === 0) await new Promise((done) => setTimeout(done, 20));
      held.forEach((request) => request.continue());
      await until(() => document.documentElement.classList.contains('ready'));
      const after = await places();
      const moved = Object.keys(before).filter(
        (key) => key in after && before[key].some((value, side) => Math.abs(value - after[key][side]) > 1),
      );
      assert.ok(Object.keys(before).length >= 4);
      assert.deepEqual(
        moved.map((key) => `${key}: ${before[key]} became ${after[key]}`),
        [],
      );
    },
  );
}

check(
  'a browser without SIMD is told so, and the first pictures still open',
  { jumps: true, expects: /no SIMD/ },
  async ({ page, origin, says }) => {
    await page.evaluateOnNewDocument(() => {
      WebAssembly.validate = () => false;
      for (const name of ['instantiate', 'instantiateStreaming', 'compile', 'compileStreaming']) {
        WebAssembly[name] = () => Promise.reject(new WebAssembly.CompileError('no SIMD'));
      }
    });
    await page.goto(`${origin}/`);
    await says(/too old for the full view/);
    assert.ok((await page.$$('#grid .tile[href]')).length >= 4);
  },
);

check("the first screen says how many pictures there are, in the page's language", {}, async ({ page, go, says }) => {
  await go('');
  assert.equal(await page.$eval('html', (root) => root.lang), manifest.language);
  await says(new RegExp(String(shown.count).replace(/\B(?=(\d{3})+$)/g, '.')));
});
