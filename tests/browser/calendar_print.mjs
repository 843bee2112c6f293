// The calendar on paper: sheets under the board, and the PDF that Chromium prints of them, read back by poppler.
import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { calendarPlan, check } from './harness.mjs';

const plan = calendarPlan();
const MONTHS = plan.slots.filter(({ month }) => month).length;
const PLAN = /\/api\/calendar\./;

const scratch = mkdtempSync(join(tmpdir(), 'vitrine-print-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));
const poppler = (tool, ...words) => execFileSync(tool, words, { encoding: 'utf8', maxBuffer: 1 << 26 });

/** What a PDF is: for each page its size in points, upright or lying, its text and how many pictures it has. */
function readBack(bytes) {
  const file = join(scratch, 'printed.pdf');
  writeFileSync(file, bytes);
  const pages = Number(/^Pages:\s+(\d+)/m.exec(poppler('pdfinfo', file))[1]);
  const sizes = [...poppler('pdfinfo', '-l', String(pages), file).matchAll(/Page +\d+ size: +([\d.]+) x ([\d.]+)/g)];
  const pictures = poppler('pdfimages', '-list', file).split('\n').slice(2);
  const texts = poppler('pdftotext', '-layout', file, '-').split('\f');
  return sizes.map(([, width, height], at) => ({
    size: [Math.round(Number(width)), Math.round(Number(height))],
    text: texts[at].replace(/\s+/g, ' ').trim(),
    pictures: pictures.filter((line) => Number(line.trim().split(/\s+/)[0]) === at + 1 && / image /.test(line)).length,
  }));
}

/** Opens the calendar and comes to its sheets. */
async function toSheets({ page, go, sees }) {
  await go('#/calendar');
  await sees('.slot .face:not(span)');
  await page.$eval('.sheets', (sheets) => sheets.scrollIntoView());
  await sees('.leaf');
}

async function choose({ page }, choices) {
  const [paper, turn, layout, fit] = await page.$$('.sheets-strip select');
  const selects = { paper, turn, layout, fit };
  for (const [name, value] of Object.entries(choices)) await selects[name].select(value);
}

/** Prints as the button does, and reads the PDF back. */
async function print({ page, until }, how = { preferCSSPageSize: true }) {
  await page.evaluate(() => {
    window.print = () => (window.printed = true);
  });
  await page.evaluate(() =>
    [...document.querySelectorAll('.calendar-strip .action')].find((one) => one.textContent.trim() === 'Print').click(),
  );
  await until(() => window.printed);
  return readBack(await page.pdf(how));
}

check(
  'sheets: a cover, the months, a contact sheet; they are drawn when they come near',
  { jumps: true },
  async (tools) => {
    const { page, go, sees, count } = tools;
    await go('#/calendar');
    await sees('.slot .face:not(span)');
    await toSheets(tools);
    assert.equal(await count('.leaf'), MONTHS + 2);
    const kinds = await page.$$eval('.leaf', (leaves) => leaves.map(({ dataset }) => dataset.kind));
    assert.deepEqual([kinds[0], kinds[1], kinds.at(-1)], ['cover', 'month', 'contacts']);
    const rows = await page.$$eval('.leaf[data-kind="month"]', (leaves) =>
      leaves.map((leaf) => [leaf.querySelector('h3').textContent, leaf.querySelectorAll('time').length]),
    );
    assert.deepEqual(rows[0], ['December', 31]);
    await choose(tools, { layout: 'spread', fit: 'whole' });
    assert.equal(await count('.leaf'), 2 * MONTHS + 2);
    await page.reload();
    await toSheets(tools);
    assert.equal(await count('.leaf'), 2 * MONTHS + 2); // what was chosen is kept
  },
);

check('sheets: how sharp a picture can be printed is said by its page', {}, async (tools) => {
  const { page } = tools;
  await toSheets(tools);
  const notes = await page.$$eval('.leaf-note', (all) => all.map(({ textContent }) => textContent));
  assert.ok(notes.length >= MONTHS);
  assert.match(notes[1], /^(Too few pixels|Less sharp|A little less sharp).* \d+ dots an inch/);
});

for (const [paper, turn, width, height] of [
  ['a4', 'upright', 595, 842],
  ['a4', 'lying', 842, 595],
  ['letter', 'upright', 612, 792],
  ['letter', 'lying', 792, 612],
]) {
  check(
    `prints on ${paper}, ${turn}: a page for each sheet, none empty, no instruments`,
    { only: 'chromium', jumps: true },
    async (tools) => {
      await toSheets(tools);
      await choose(tools, { paper, turn });
      const pages = await print(tools);
      assert.equal(pages.length, MONTHS + 2);
      for (const [at, { size, text, pictures }] of pages.entries()) {
        assert.deepEqual(size, [width, height], `page ${at + 1}`);
        assert.ok(text.length > 10, `page ${at + 1} has no text`);
        assert.equal(pictures, at === pages.length - 1 ? plan.slots.length : 1, `pictures of page ${at + 1}`);
        assert.doesNotMatch(text, /Improve|Score|Turned|dots an inch|Search/);
      }
      assert.match(pages[1].text, /^December 2026 /);
      assert.match(pages[2].text, /^January 2027 .* 31 /);
      assert.match(pages.at(-2).text, /^December 2027 /);
    },
  );
}

check(
  'prints on other paper than the sheets are for, without a further page',
  { only: 'chromium', jumps: true },
  async (tools) => {
    await toSheets(tools);
    await choose(tools, { paper: 'a4', turn: 'upright' });
    assert.equal((await print(tools, { format: 'letter' })).length, MONTHS + 2);
    assert.equal((await print(tools, { format: 'a4', landscape: true })).length, MONTHS + 2);
  },
);

check(
  'prints without having been scrolled to its sheets, in the dark theme',
  { only: 'chromium', theme: 'dark' },
  async (tools) => {
    const { go, sees } = tools;
    await go('#/calendar');
    await sees('.slot .face:not(span)');
    const pages = await print(tools);
    assert.equal(pages.length, MONTHS + 2);
    assert.ok(pages.slice(0, -1).every(({ pictures }) => pictures === 1));
  },
);

check(
  'entries: two on a day, many, several days, long names; no row is higher than another',
  { only: 'chromium', jumps: true },
  async (tools) => {
    const { page, alters } = tools;
    const long = 'Maximiliane-Alexandra von und zu Hohenlohe-Waldenburg-Schillingsfürst '.repeat(6);
    const many = Array.from({ length: 12 }, (_, at) => ({
      first: '2026-12-10',
      last: '2026-12-10',
      text: `Entry ${at}`,
    }));
    await alters(PLAN, (altered) => {
      altered.week_start = 1;
      altered.events = [
        { first: '2026-12-08', last: '2026-12-08', text: long },
        { first: '2026-12-09', last: '2026-12-09', text: 'Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen' },
        ...many,
        { first: '2026-12-24', last: '2026-12-29', text: 'Holidays' },
        { first: '2026-12-25', last: '2026-12-25', text: 'Christmas' },
        { first: '2026-12-25', last: '2026-12-25', text: 'Birthday of Ann' },
        { first: '2026-12-14', last: '2026-12-17', text: long },
      ];
    });
    await toSheets(tools);
    await choose(tools, { paper: 'a4', turn: 'upright', layout: 'above', fit: 'fill' });
    const heights = await page.$$eval('.leaf[data-kind="month"] table', (tables) =>
      tables.map((table) => [...table.tBodies[0].rows].map((row) => row.getBoundingClientRect().height)),
    );
    for (const rows of heights) assert.ok(Math.max(...rows) - Math.min(...rows) <= 1, rows.join(' '));
    const widths = await page.$eval('.leaf[data-kind="month"] table', (table) => [
      ...new Set(
        [...table.tBodies[0].rows[1].cells].slice(1).map((cell) => Math.round(cell.getBoundingClientRect().width)),
      ),
    ]);
    assert.ok(widths.length <= 2 && Math.max(...widths) - Math.min(...widths) <= 1, widths.join(' '));
    const line = await page.$$eval('.leaf[data-kind="month"] tbody', ([month]) =>
      [...month.rows[2].querySelectorAll('.begins, .goes-on, .ends')].map((entry) => {
        const { top, bottom } = entry.getBoundingClientRect();
        return Math.round(parseFloat(getComputedStyle(entry).borderTopWidth) > 0 ? top : bottom);
      }),
    );
    assert.deepEqual([line.length, new Set(line).size], [4, 1], `one line, at ${line.join(' ')}`);
    const pages = await print(tools);
    assert.equal(pages.length, MONTHS + 2);
    assert.match(pages[1].text, /Christmas/);
    assert.match(pages[1].text, /Birthday of/);
    assert.match(pages[1].text, /Entry 0/);
    assert.match(pages[1].text, /\+\d/); // of twelve those that have no room
    assert.equal(pages[1].text.match(/Holidays/g).length, 2); // where it begins, and at the beginning of the next row
    assert.match(pages[1].text, /\b49\b.*\b53\b/); // numbers of weeks
  },
);

check(
  'a calendar in Arabic runs from right to left, with its own names and numbers',
  { only: 'chromium', jumps: true },
  async (tools) => {
    const { page, alters } = tools;
    await alters(PLAN, (altered) => {
      altered.language = 'ar-EG';
      altered.week_start = 6;
    });
    await toSheets(tools);
    const leaf = '.leaf[data-kind="month"]';
    assert.equal(await page.$eval(leaf, (one) => getComputedStyle(one).direction), 'rtl');
    assert.equal(await page.$eval(`${leaf} h3`, ({ textContent }) => textContent), 'ديسمبر');
    const names = await page.$$eval(`${leaf} thead th`, (all) =>
      all.slice(0, 7).map((one) => [one.textContent, Math.round(one.getBoundingClientRect().left)]),
    );
    assert.equal(names[0][0], 'السبت');
    assert.ok(names[0][1] > names[6][1]);
    assert.equal(await page.$eval(`${leaf} time`, ({ textContent }) => textContent), '١');
    assert.equal((await print(tools)).length, MONTHS + 2);
  },
);
