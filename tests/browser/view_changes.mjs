// How the page goes from one view to another: the script of the late views comes when nothing else is asked for, or
// when one of them is opened; of views opened in quick succession the last one is shown; a picture moves from its place
// and back however quickly it is asked to.
import { strict as assert } from 'node:assert';
import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { check, manifest, serve, site } from './harness.mjs';

const html = readFileSync(join(site, 'index.html'), 'utf8');
const [script, style] = /<meta name="late" content="([^"]+)">/.exec(html)[1].split(' ');
const late = (urls) => urls.filter((url) => url.includes(script) || url.includes(style));

/** The pictures that the HTML asks for at once. */
const eager = [...html.matchAll(/<img src="([^"]+)"[^>]*fetchpriority="high"/g)].map(([, path]) =>
  path.split('/').at(-1),
);

const shows = (name) => document.documentElement.dataset.view === name;

check(
  'the late script and its style come once, after the whole collection, and bring no module',
  {},
  async ({ page, go, asked, until }) => {
    await go('#/browse');
    await until(() => [...document.styleSheets].some(({ href }) => href?.includes('/late.')));
    await page.waitForNetworkIdle({ idleTime: 500 });
    const first = asked.findIndex((url) => late([url]).length > 0);
    assert.ok(asked.slice(0, first).some((url) => /api\/images\//.test(url)));
    assert.deepEqual(
      asked.slice(first).filter((url) => /api\/images\/|\.wasm$|\.bin$/.test(url)),
      [],
    );
    for (const name of ['clusters', 'curation', 'about']) {
      await page.click(`.bar-views [data-view="${name}"]`);
      await until(shows, name);
    }
    await page.waitForNetworkIdle({ idleTime: 500 });
    assert.equal(new Set(late(asked)).size, 2);
    assert.equal(asked.filter((url) => url.includes(style)).length, 1);
    assert.deepEqual(
      asked.filter((url) => manifest.modules.some(({ path }) => url.endsWith(path))),
      [],
    );
  },
);

check(
  'nothing of the late script before the first pictures are there',
  { only: 'chromium' },
  async ({ page, go, until, delays }) => {
    await delays(/thumbs\//);
    await go('#/browse');
    await until(() => [...document.styleSheets].some(({ href }) => href?.includes('/late.')));
    const early = await page.evaluate((first) => {
      const all = performance.getEntriesByType('resource');
      const begin = Math.min(...all.filter(({ name }) => name.includes('/late.')).map(({ startTime }) => startTime));
      return first.filter((path) => !all.some(({ name, responseEnd }) => name.endsWith(path) && responseEnd <= begin));
    }, eager);
    assert.deepEqual(early, []);
  },
);

check(
  'an address of a late view shows its name at once, and then the view',
  { only: 'chromium', jumps: true },
  async ({ page, go, sees, delays }) => {
    await delays(/viewer\/late\./);
    await go('#/clusters');
    assert.equal(await page.$eval('main h1', (heading) => heading.textContent), 'Clusters');
    assert.match(await page.title(), /^Clusters – /);
    assert.equal(await page.$eval('.bar-views [aria-current]', (link) => link.dataset.view), 'clusters');
    await sees('.cards .card');
  },
);

check(
  'of views opened in quick succession the last one is shown',
  { only: 'chromium', jumps: true },
  async ({ page, go, sees, until, delays }) => {
    await delays(/viewer\/late\./);
    await go('#/browse');
    const visit = (...views) =>
      page.evaluate((names) => {
        for (const name of names) document.querySelector(`.bar-views [data-view="${name}"]`).click();
      }, views);
    const current = () => [
      document.documentElement.dataset.view,
      document.querySelector('.bar-views [aria-current]').dataset.view,
      document.querySelector('main').firstElementChild.className,
    ];
    await visit('clusters', 'about', 'browse');
    await until(() => [...document.styleSheets].some(({ href }) => href?.includes('/late.')));
    await page.waitForNetworkIdle({ idleTime: 500 });
    assert.deepEqual(await page.evaluate(current), ['browse', 'browse', 'browse']);
    await sees('#grid .tile');
    await visit('about', 'clusters', 'curation');
    await sees('main .curation');
    assert.deepEqual(await page.evaluate(current), ['curation', 'curation', 'curation']);
  },
);

for (const [what, file] of [
  ['script', script],
  ['style', style],
]) {
  check(
    `the late ${what} is not there: a sentence, the other views go on, and the retry works`,
    { jumps: true, expects: /404|another origin|MIME type|CORRUPTED_CONTENT|Loading module|Failed to load/ },
    async ({ page, sees, until, says }) => {
      const copy = mkdtempSync(join(tmpdir(), 'vitrine-late-'));
      after(() => rmSync(copy, { recursive: true }));
      cpSync(site, join(copy, 'site'), { recursive: true });
      const [there, away] = [join(copy, 'site', file), join(copy, 'away')];
      renameSync(there, away);
      const server = await serve(join(copy, 'site'));
      try {
        await page.goto(`${server.origin}/#/clusters`);
        await says(/Clusters could not be opened/);
        await page.click('.bar-views [data-view="browse"]');
        await sees('#grid .tile img');
        await page.click('.bar-views [data-view="about"]');
        await says(/About could not be opened/);
        renameSync(away, there);
        await page.locator('main ::-p-text(Try again)').click();
        await sees('main .about section');
        await page.click('.bar-views [data-view="clusters"]');
        await until(shows, 'clusters');
        await sees('.cards .card');
        await page.waitForNetworkIdle({ idleTime: 500 });
      } finally {
        await server.close();
      }
    },
  );
}

check(
  'a transition that is cut short leaves the next one its picture and its end',
  { only: 'chromium' },
  async ({ page, go, sees, until }) => {
    await go('#/browse');
    await sees('#grid .tile[href] img');
    await page.evaluate(() => {
      document.styleSheets[0].insertRule('::view-transition-group(*) { animation-duration: 60s !important }');
      const start = document.startViewTransition.bind(document);
      window.transitions = [];
      document.startViewTransition = (change) => {
        const transition = start(change);
        window.transitions.push(transition);
        return transition;
      };
    });
    await page.click('#grid .tile[href]');
    await until(shows, 'picture');
    await page.evaluate(async () => {
      history.back();
      while (window.transitions.length < 2) await new Promise((done) => setTimeout(done, 10));
      await window.transitions[0].finished;
      await window.transitions[1].ready;
    });
    const moving = () => document.getAnimations().map(({ effect }) => effect.pseudoElement);
    for (const part of ['old', 'new'])
      assert.ok((await page.evaluate(moving)).includes(`::view-transition-${part}(picture)`), part);
    await page.mouse.move(5, 400);
    await page.mouse.down();
    await page.mouse.up();
    await until(() => document.getAnimations().every(({ effect }) => !effect.pseudoElement?.includes('transition')));
    const named = (all) => all.filter((one) => one.style.viewTransitionName === 'picture').length;
    assert.equal(await page.$$eval('main *', named), 0);
  },
);
