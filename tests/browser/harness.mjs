// The harness of every browser test: node FILE VITRINE SITE [chromium|firefox].
//
//   check('what is promised', {width: 360}, async ({page, go}) => { await go('#/browse'); ... });
//
// serves SITE with `VITRINE serve`, opens a fresh page for each check, and holds the page to what is promised
// everywhere: an empty console, no failed request, no request to another origin, no breach of the content policy,
// and no layout shift after the first paint that the visitor did not cause.
import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { launch, serveWith } from './serving.mjs';

const require = createRequire(new URL('../../web/package.json', import.meta.url));

const [command, folder, browserName = 'chromium'] = process.argv.slice(2);
/** The command line. */
export const vitrine = command;
export const site = resolve(folder);
export const firefox = browserName === 'firefox';
const read = (path) => JSON.parse(readFileSync(join(site, path), 'utf8'));
export const manifest = read('api/collection.json');

let shards;
/** A column of all images, in the order of rows; null where an image has none. */
export function imageColumn(name) {
  shards ??= readdirSync(join(site, 'api/images'))
    .sort()
    .map((shard) => read(`api/images/${shard}`));
  return shards.flatMap(({ count, columns }) => columns[name] ?? Array(count).fill(null));
}

/** The plan of the site's calendar. */
export const calendarPlan = () =>
  read(`api/${readdirSync(join(site, 'api')).find((name) => name.startsWith('calendar.'))}`);

/** What the gate lets through at first. */
export const shown = { count: manifest.curation.active, facets: manifest.facets };

/** Why a check is skipped that needs a second shard of images. */
export const oneShard = manifest.count <= manifest.first_shard && 'The collection has one shard alone.';

/** Serves a site until close(). */
export const serve = (directory) => serveWith(vitrine, directory);

let server, browser;
before(async () => {
  [server, browser] = await Promise.all([serve(site), launch(browserName)]);
});
after(async () => {
  await browser?.close();
  await server?.close();
});

/**
 * Runs in the page before anything of the site: keeps what only the page can see. What moves within a second after an
 * input is the answer to it: Chromium's own half second is too short on a busy machine.
 */
function watch() {
  window.seen = { violations: [], shifts: [] };
  document.addEventListener('securitypolicyviolation', (event) =>
    window.seen.violations.push(
      `${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`,
    ),
  );
  if (!PerformanceObserver.supportedEntryTypes.includes('layout-shift')) return;
  const isAnswer = ({ startTime, lastInputTime }) => lastInputTime > 0 && startTime - lastInputTime < 1000;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries().filter((one) => !isAnswer(one))) {
      const what = entry.sources
        .map(({ node }) => node?.className || `${node?.nodeName} in ${node?.parentElement?.className}`)
        .join(', ');
      window.seen.shifts.push(`${entry.value.toFixed(4)} (${what})`);
    }
  }).observe({ type: 'layout-shift', buffered: true });
}

/** Everything that goes wrong on a page, as sentences, and every address it asks for. */
function listen(page, origin) {
  const complaints = [],
    asked = [];
  page.on('console', (message) => complaints.push(`console: ${message.type()}: ${message.text()}`));
  page.on('pageerror', ({ message }) => {
    // Firefox says so, too, of a picture whose loading ended when its tile left the page; Chromium sees real ones.
    if (!(firefox && message.startsWith('Image corrupt or truncated'))) complaints.push(`page error: ${message}`);
  });
  page.on('request', (request) => {
    asked.push(request.url());
    if (!/^(data|blob|about):/.test(request.url()) && !request.url().startsWith(`${origin}/`)) {
      complaints.push(`request to another origin: ${request.url()}`);
    }
  });
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText ?? '';
    if (!/ERR_ABORTED|NS_BINDING_ABORTED/.test(reason)) complaints.push(`failed request: ${request.url()} ${reason}`);
  });
  page.on('response', (reply) => {
    if (reply.status() >= 400) complaints.push(`${reply.status()} ${reply.url()}`);
  });
  return { complaints, asked };
}

async function complaintsOf(page, complaints, script, jumps) {
  if (!script) return complaints;
  const { violations, shifts } = await page.evaluate(() => window.seen);
  const jumped = jumps ? [] : shifts.map((one) => `layout shift: ${one}`);
  return [...complaints, ...violations.map((one) => `content policy: ${one}`), ...jumped];
}

/**
 * One promise of the page.
 * @param {string} name
 * @param {{width?: number, height?: number, theme?: 'light'|'dark', script?: boolean, touch?: boolean,
 *          motion?: 'reduce', only?: 'chromium', expects?: RegExp, jumps?: boolean, skip?: string|false}} options
 *        expects: complaints that belong to the check (a request it blocks); jumps: it changes the page without
 *        an input of a visitor, or begins at an address whose pictures are not those of the first screen
 */
export function check(name, options, body) {
  const {
    width = 1440,
    height = 900,
    theme,
    script = true,
    touch = false,
    motion,
    only,
    expects,
    jumps = false,
    skip = false,
  } = options;
  const chromiumOnly = firefox && (only || theme || touch || motion || !script) && 'Chromium alone can be told so.';
  test(name, { skip: skip || chromiumOnly, timeout: 120_000 }, async () => {
    const context = await browser.createBrowserContext();
    const page = await context.newPage();
    try {
      await page.setViewport({ width, height, ...(touch && { hasTouch: true, isMobile: true }) });
      const features = [
        theme && { name: 'prefers-color-scheme', value: theme },
        motion && { name: 'prefers-reduced-motion', value: motion },
      ];
      if (theme || motion) await page.emulateMediaFeatures(features.filter(Boolean));
      if (!script) await page.setJavaScriptEnabled(false);
      await page.evaluateOnNewDocument(watch);
      const { complaints, asked } = listen(page, server.origin);
      await body({ page, origin: server.origin, asked, ...tools(page, server.origin, script) });
      const left = (await complaintsOf(page, complaints, script, jumps)).filter((one) => !expects?.test(one));
      assert.deepEqual(left, []);
    } catch (error) {
      await keepScreenshot(page, name);
      throw error;
    } finally {
      await context.close();
    }
  });
}

async function keepScreenshot(page, name) {
  const shots = join(dirname(site), 'failed');
  await mkdir(shots, { recursive: true });
  await page.screenshot({ path: join(shots, `${name.replace(/[^\w]+/g, '-')}-${browserName}.png`) }).catch(() => {});
}

/** What checks do with a page. */
function tools(page, origin, script) {
  const text = () => page.evaluate(() => document.body.innerText);
  const until = async (question, ...given) => {
    await page.waitForFunction(question, { timeout: 20_000, polling: 50 }, ...given);
  };
  return {
    /** Opens an address of the site and waits until the page has taken over. */
    go: async (hash) => {
      await page.goto(`${origin}/${hash}`, { waitUntil: 'load' });
      if (script) await page.waitForSelector('html.ready', { timeout: 20_000 });
    },
    text,
    until,
    /** Waits until a view is there; the address changes before. */
    shows: (view) => until((name) => document.documentElement.dataset.view === name, view),
    /** Waits until the page's text matches. */
    says: async (pattern) => {
      for (let tries = 0; !pattern.test(await text()); ++tries) {
        if (tries === 300) assert.match(await text(), pattern);
        await pause(50);
      }
    },
    /** Waits for a visible element. */
    sees: (selector) => page.waitForSelector(selector, { visible: true, timeout: 20_000 }),
    /** Clicks an element once it stands still: a sheet that is rising would be missed. */
    click: (selector) => page.locator(selector).setTimeout(20_000).click(),
    count: (selector) => page.$$eval(selector, (found) => found.length),
    hash: () => page.evaluate(() => location.hash),
    ...answers(page),
  };
}

/** The count above the grid. */
export const tally = (page) => page.$eval('.tally', (element) => Number(element.textContent.replace(/\D/g, '')));

/** Waits until the count above the grid is this, and the page's own: the HTML has one too. */
export const untilTally = (until, count) =>
  until((wanted) => {
    const tally = document.querySelector('#toolbar[data-live] .tally');
    return Number(tally?.textContent.replace(/\D/g, '')) === wanted;
  }, count);

/** Answers of the server that a check makes late, other, or leaves out: rules over addresses; the first that fits holds. */
function answers(page) {
  const rules = [];
  const rule = async (pattern, answer) => {
    if (rules.length === 0) {
      await page.setRequestInterception(true);
      page.on('request', async (request) => {
        const found = rules.find((one) => one.pattern.test(request.url()));
        // a request that has been given up meanwhile has no answer any more
        await (found ? found.answer(request) : request.continue()).catch(() => {});
      });
    }
    const own = { pattern, answer };
    rules.push(own);
    return () => {
      own.pattern = /(?!)/;
    };
  };
  return {
    /** Late by more than the second after an input in which something may move. */
    delays: (pattern) =>
      rule(pattern, async (request) => {
        await pause(1500);
        await request.continue();
      }),
    /** None, until the function that it gives is called. */
    blocks: (pattern) => rule(pattern, (request) => request.abort('failed')),
    /** JSON that says something else: `change` alters the value in place. */
    alters: (pattern, change) =>
      rule(pattern, (request) => {
        const value = read(new URL(request.url()).pathname);
        change(value);
        return request.respond({ contentType: 'application/json', body: JSON.stringify(value) });
      }),
  };
}

/** axe-core's serious and critical findings, as sentences. */
export async function axe(page) {
  await page.evaluate(readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8'));
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, help, nodes }) =>
        `${id}: ${help}: ${nodes
          .slice(0, 3)
          .map((node) => node.html.slice(0, 160))
          .join(' | ')}`,
    );
}
