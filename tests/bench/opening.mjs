// Opening a site: node opening.mjs VITRINE SITE...
// Opens each site in a new Chromium, in turns, at full speed and at a quarter of it, and prints medians: first paint,
// first picture, ready, the longest task of the page's thread (processor time). Then the time from the click on a late
// view to what it shows: cold (at once when the page is ready), idle (3 s later), warm (the second time).
// With two sites of the same pictures, made by two builds, it compares the builds in one run.
import { basename, dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { launch, serveWith } from '../browser/serving.mjs';
import { categories, tasksOf } from './tasks.mjs';

const [vitrine, ...sites] = process.argv.slice(2);
const rounds = Number(process.env.ROUNDS ?? 7);
const views = { spotlight: '.pick', clusters: '.card', curation: '.tallies dd' };

const median = (numbers) => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** Runs in the page before anything of the site. */
function watch() {
  window.first = { picture: 0, ready: 0 };
  document.addEventListener('load', () => (window.first.picture ||= performance.now()), true);
  new MutationObserver(() => {
    if (document.documentElement.classList.contains('ready')) window.first.ready ||= performance.now();
  }).observe(document, { subtree: true, attributes: true, attributeFilter: ['class'] });
}

async function fresh(browser, body) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.setViewport({ width: 1440, height: 900 });
  await page.evaluateOnNewDocument(watch);
  const result = await body(page);
  await context.close();
  return result;
}

async function opening(page, origin, slower) {
  await page.emulateCPUThrottling(slower);
  await page.tracing.start({ categories });
  await page.goto(`${origin}/`, { waitUntil: 'domcontentloaded' });
  await page.waitForSelector('html.ready', { timeout: 60_000 });
  await pause(500);
  const times = await page.evaluate(() => ({
    paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN,
    ...window.first,
  }));
  const tasks = tasksOf(await page.tracing.stop(), origin, Number(process.env.LISTED ?? 50));
  const longest = tasks.reduce((a, b) => (b.cpu > a.cpu ? b : a));
  if (longest.parts) console.log(`    ${longest.cpu.toFixed(1)} ms: ${longest.parts.join(', ')}`);
  return { ...times, longest: longest.cpu, wall: Math.max(...tasks.map(({ wall }) => wall)) };
}

/** Milliseconds from the click on a view's link until it shows what it is for. */
const clicked = (page, view) =>
  page.evaluate(
    (link, shown) =>
      new Promise((done) => {
        const begin = performance.now();
        document.querySelector(link).click();
        const look = () =>
          document.querySelector(shown) ? done(performance.now() - begin) : requestAnimationFrame(look);
        look();
      }),
    `.bar-views a[data-view="${view}"]`,
    views[view],
  );

async function visit(page, origin, view, wait) {
  await page.goto(`${origin}/`, { waitUntil: 'domcontentloaded' });
  await page.waitForSelector('html.ready', { timeout: 60_000 });
  await pause(wait);
  const first = await clicked(page, view);
  await page.evaluate(() => document.querySelector('.bar-views a[data-view="browse"]').click());
  await pause(300);
  return [first, await clicked(page, view)];
}

const browser = await launch();
const servers = await Promise.all(sites.map((site) => serveWith(vitrine, site)));
const named = (site) => `${basename(dirname(site))}/${basename(site)}`.padEnd(28);
for (const slower of [1, 4]) {
  const found = sites.map(() => []);
  for (let round = 0; round < rounds; ++round)
    for (const [at, { origin }] of servers.entries())
      found[at].push(await fresh(browser, (page) => opening(page, origin, slower)));
  console.log(`opening at ${slower === 1 ? 'full speed' : `1/${slower} of the speed`}, ms, medians of ${rounds}`);
  for (const [at, site] of sites.entries()) {
    const of = (name) =>
      median(found[at].map((one) => one[name]))
        .toFixed(0)
        .padStart(5);
    console.log(
      `  ${named(site)} paint ${of('paint')}  picture ${of('picture')}  ready ${of('ready')}  ` +
        `longest task ${of('longest')} cpu, ${of('wall')} wall`,
    );
  }
}
for (const view of Object.keys(views)) {
  const cold = sites.map(() => []);
  const idle = sites.map(() => []);
  const warm = sites.map(() => []);
  for (let round = 0; round < rounds; ++round) {
    for (const [at, { origin }] of servers.entries()) {
      const [first, second] = await fresh(browser, (page) => visit(page, origin, view, 0));
      cold[at].push(first);
      warm[at].push(second);
      idle[at].push((await fresh(browser, (page) => visit(page, origin, view, 3000)))[0]);
    }
  }
  console.log(`click to ${view}, ms, medians of ${rounds}`);
  for (const [at, site] of sites.entries()) {
    const of = (times) => median(times[at]).toFixed(0).padStart(5);
    console.log(`  ${named(site)} cold ${of(cold)}  idle ${of(idle)}  warm ${of(warm)}`);
  }
}
await browser.close();
await Promise.all(servers.map((server) => server.close()));
