// What a visitor waits for: node page.mjs VITRINE SITE...
// Opens each site in Chromium, walks through it, and prints for each step the time until it is on the screen and the
// longest task of the page's thread, both also without what other work on the machine takes (processor time). PARTS names
// some of the walk's parts: rows (of make-rows), vectors, calendar.
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

import { moduleOf } from '../../web/published.js';
import { launch, serveWith } from '../browser/serving.mjs';
import { categories, most, tasksOf } from './tasks.mjs';

const [vitrine, ...sites] = process.argv.slice(2);
const parts = (process.env.PARTS ?? 'rows,vectors,calendar').split(',');

const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);

/** For what takes long in a large collection. */
const patient = { timeout: 600_000, polling: 20 };

const to = (page, hash) =>
  page.evaluate((wanted) => {
    location.hash = wanted;
  }, hash);

async function open(page, origin, step) {
  await step('open, all rows', async () => {
    await page.goto(`${origin}/`, { waitUntil: 'domcontentloaded' });
    await page.waitForSelector('html.ready', { timeout: 120_000 });
    console.log(`  first view after ${(await page.evaluate(() => performance.now())).toFixed(0)} ms`);
    await page.waitForFunction(() => document.getElementById('progress').hidden, { timeout: 600_000, polling: 50 });
  });
}

/** Rows as make-rows has them. */
async function walkRows(page, step) {
  const settled = () =>
    page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)))),
    );
  const heading = () => page.$eval('#grid .heading', (element) => element.textContent);
  const inOrder = async (hash) => {
    const before = await heading();
    await to(page, hash);
    await page.waitForFunction(
      (text) => document.querySelector('#grid .heading')?.textContent !== text,
      { polling: 20 },
      before,
    );
  };
  await step('filter', async () => {
    await to(page, '#/browse?f.category=Moon');
    await page.waitForSelector('.filter-word');
  });
  await step('second filter', async () => {
    await to(page, '#/browse?f.category=Moon&f.tags=crew');
    await page.waitForFunction(() => document.querySelectorAll('.filter-word').length === 2, { polling: 20 });
  });
  await step('dates', async () => {
    await to(page, '#/browse?from=2024-05-01&to=2024-12-31');
    await page.waitForFunction(() => document.querySelectorAll('.filter-word').length === 1, { polling: 20 });
  });
  await step('no filter', async () => {
    await to(page, '#/browse');
    await page.waitForFunction(() => document.querySelectorAll('.filter-word').length === 0, { polling: 20 });
  });
  await step('sort by title', () => inOrder('#/browse?order=title'));
  await step('oldest first', () => inOrder('#/browse?order=date'));
  await step('newest first', () => inOrder('#/browse'));
  await step('scrub', async () => {
    const box = await (await page.$('.scrubber-track')).boundingBox();
    const x = box.x + box.width / 2;
    await page.mouse.move(x, box.y + 2);
    await page.mouse.down();
    for (let i = 1; i <= 20; ++i) {
      await page.mouse.move(x, box.y + (box.height * i) / 21);
      await settled();
    }
    await page.mouse.up();
  });
  await step('last row', async () => {
    await page.focus('#grid');
    await page.keyboard.press('End');
    await page.waitForFunction(
      (count) => document.activeElement.dataset.item === String(count - 1),
      { polling: 20 },
      count(page),
    );
  });
  await step('a picture', async () => {
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => location.hash.startsWith('#/picture/'), { polling: 20 });
    await settled();
  });
  await step('back', async () => {
    await page.goBack();
    await page.waitForFunction(() => document.documentElement.dataset.view === 'browse', { polling: 20 });
    await settled();
  });
  await step('search, its text', async () => {
    await to(page, '#/browse?q=farside');
    await page.waitForFunction(
      () =>
        document.querySelector('.filter-word')?.textContent.includes('farside') &&
        document.getElementById('progress').hidden,
      { timeout: 600_000, polling: 50 },
    );
  });
  await step('search again', async () => {
    await to(page, '#/browse?q=farside+moon');
    await page.waitForFunction(() => document.querySelector('.filter-word')?.textContent.includes('moon'), {
      polling: 20,
    });
  });
}

/** What needs the vectors, and the near-duplicates cut from them. */
async function walkVectors(page, step, manifest) {
  if (!manifest.vectors.path) return;
  const settled = (picks) =>
    page.waitForFunction(
      (wanted) => document.querySelectorAll('.pick').length === wanted && !document.querySelector('.opening'),
      patient,
      picks,
    );
  await step('first picks', async () => {
    await to(page, '#/spotlight?k=24');
    await page.waitForSelector('.pick', patient);
  });
  await step('24 picks, all axes', () => settled(24));
  await step('200 picks', async () => {
    await to(page, '#/spotlight?k=200');
    await settled(200);
  });
  await step('one cluster', async () => {
    await to(page, '#/spotlight?scope=cluster:0&k=24');
    await settled(24);
  });
  for (const tile of [0, 20]) {
    await to(page, '#/browse');
    const key = await (
      await page.waitForSelector(`a.tile[data-item="${tile}"]`, patient)
    ).evaluate((link) => link.hash.match(/picture\/([\w-]{8})/)[1]);
    await step('by likeness', async () => {
      await to(page, `#/browse?order=like:${key}`);
      await page.waitForFunction(
        (wanted) => document.querySelector('[data-item="0"]')?.outerHTML.includes(wanted),
        patient,
        key,
      );
    });
  }
  const recut = async (tells, change) => {
    const textOf = (selector) => document.querySelector(selector).textContent;
    const before = await page.evaluate(textOf, tells);
    await change();
    await page.waitForFunction(
      (selector, text) => document.querySelector(selector).textContent !== text,
      patient,
      tells,
      before,
    );
  };
  await step('curation', async () => {
    await to(page, '#/curation');
    await page.waitForSelector('.tallies dd', patient);
  });
  await step('cut at 0.95', () =>
    recut('.tallies', () =>
      page.$eval('.cut input[type=range]', (slider) => {
        slider.value = '0.95';
        slider.dispatchEvent(new Event('input', { bubbles: true }));
        slider.dispatchEvent(new Event('change', { bubbles: true }));
      }),
    ),
  );
  await step('single linkage', () => recut('.cut .why', () => page.select('.cut select', 'single')));
  await step('clusters', async () => {
    await to(page, '#/clusters');
    await page.waitForSelector('.card', patient);
  });
  await step('a cluster', async () => {
    await to(page, '#/clusters/0');
    await page.waitForSelector('.one-cluster .tile', patient);
  });
  await step('40 groups anew', async () => {
    await to(page, '#/clusters/anew?k=40');
    await page.waitForFunction(
      () => document.querySelectorAll('.anew-groups[aria-busy=false] .anew-group').length === 40,
      patient,
    );
  });
}

/** What the calendar is opened for. */
async function walkCalendar(page, step, manifest) {
  if (!moduleOf(manifest, 'calendar').path) return;
  const click = async (selector) => (await page.waitForSelector(selector, { ...patient, visible: true })).click();
  await step('the calendar', async () => {
    await to(page, '#/calendar');
    await page.waitForSelector('.slot:not(.empty)', patient);
  });
  await step('its vectors', async () => {
    await click('.calendar .total');
    await page.waitForFunction(() => !document.querySelector('.score .arriving'), patient);
  });
  for (const slot of [3, 4]) {
    await step('alternatives', async () => {
      await click(`[data-slot="${slot}"] .face`);
      await page.waitForSelector('.alternatives [aria-busy=false] li', patient);
    });
    await step('a picture placed', async () => {
      const picture = `[data-slot="${slot}"] img`;
      const before = await page.$eval(picture, (image) => image.src);
      await click('.alternatives li:nth-child(5) button');
      await page.waitForFunction(
        (selector, source) => document.querySelector(selector).src !== source,
        patient,
        picture,
        before,
      );
      await page.waitForSelector('.alternatives [aria-busy=false] li', patient);
    });
  }
  await step('improve', async () => {
    await click('.calendar-strip ::-p-text(Improve)');
    await page.waitForFunction(
      () => /Improved by|Nothing better/.test(document.querySelector('.calendar-state').textContent),
      patient,
    );
  });
  await step('another objective', async () => {
    await click('.calendar .total');
    await click('.objectives [aria-pressed=false]');
  });
  await step('six candidates anew', async () => {
    await click('.calendar-strip ::-p-text(Compare)');
    await page.waitForFunction(() => {
      const shown = [...document.querySelectorAll('.compare-sheet article')];
      return shown.length > 6 && shown.every((one) => one.getAttribute('aria-busy') === 'false');
    }, patient);
  });
}

const walks = { rows: walkRows, vectors: walkVectors, calendar: walkCalendar };

let rows = 0;
const count = () => rows;

async function look(browser, site) {
  const manifest = JSON.parse(readFileSync(join(site, 'api/collection.json'), 'utf8'));
  rows = manifest.curation.active;
  const server = await serveWith(vitrine, site);
  const page = await (await browser.createBrowserContext()).newPage();
  await page.setViewport({ width: 1440, height: 900 });
  await page.evaluateOnNewDocument(() => {
    WebAssembly.Memory = class extends WebAssembly.Memory {
      constructor(limits) {
        super(limits);
        globalThis.wasmMemory = this;
      }
    };
  });
  const steps = [];
  const step = async (name, work) => {
    await page.tracing.start({ categories });
    const begin = performance.now();
    await work();
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
    const time = performance.now() - begin;
    const tasks = tasksOf(await page.tracing.stop(), server.origin);
    const longest = tasks.reduce((a, b) => (b.cpu > a.cpu ? b : a), { cpu: 0, wall: 0 });
    steps.push({
      name,
      time,
      cpu: sum(tasks.map(({ cpu }) => cpu)),
      longest,
      over: tasks.filter(({ cpu }) => cpu > most).length,
    });
    const last = steps.at(-1);
    console.log(
      `  ${name.padEnd(18)} ${last.time.toFixed(0).padStart(7)} ms  cpu ${last.cpu.toFixed(0).padStart(6)} ms  longest task ${longest.cpu.toFixed(1).padStart(6)} ms cpu ${longest.wall.toFixed(1).padStart(7)} ms  ${last.over} over ${most} ms${longest.parts ? `: ${longest.parts.join(', ')}` : ''}`,
    );
  };
  console.log(`${basename(site)}: ${manifest.count} rows, ${rows} of them shown`);
  await open(page, server.origin, step);
  for (const part of parts) await walks[part](page, step, manifest);
  const { JSHeapUsedSize } = await page.metrics();
  const wasm = await page.evaluate(() => globalThis.wasmMemory.buffer.byteLength);
  console.log(
    `  memory: ${(wasm / 1e6).toFixed(0)} MB of wasm, ${(JSHeapUsedSize / 1e6).toFixed(0)} MB of JavaScript objects, typed arrays aside`,
  );
  await page.close();
  await server.close();
}

const browser = await launch();
for (const site of sites) await look(browser, site);
await browser.close();
