// Calendar: the board and its drawer. Placing by drag, touch, tap and keys; locks, searches, undo; the board in the
// address, under names, as a file; what is said where the calendar is missing or fails.
import { strict as assert } from 'node:assert';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { axe, calendarPlan, check, imageColumn, manifest } from './harness.mjs';

const [width, master] = ['width', 'master'].map(imageColumn);
const keys = imageColumn('key').filter((_, row) => width[row] > 0 && master[row] === null);
const plan = calendarPlan();
const SLOTS = plan.slots.length;

/** The address of a board with these keys in its first slots. */
const boardOf = (...placed) =>
  `#/calendar?board=${Array.from({ length: SLOTS }, (_, at) => placed[at] ?? '-').join('.')}`;
const EMPTY = '#/calendar?board=-';

/** The key of each slot, "" for an empty one. */
const shownBoard = (page) =>
  page.$$eval('.slot', (slots) =>
    slots.map((slot) => /\/([\w-]{8})\.webp/.exec(slot.querySelector('.face > img')?.src ?? '')?.[1] ?? ''),
  );
const score = (page) => page.$eval('.total b', (figure) => Number(figure.textContent));
const boardInAddress = async (hash) => new URLSearchParams((await hash()).split('?')[1]).get('board');
const face = (slot) => `.slot:nth-child(${slot + 1}) .face`;
const tile = (at) => `.pool-tile:nth-child(${at + 1})`;
const keyOf = (page, selector) => page.$eval(selector, ({ dataset }) => dataset.key);

async function open({ go, sees, until }, address) {
  await go(address);
  await sees('.slot .face:not(span)');
  await until(() => !document.querySelector('.calendar-progress'));
}

async function middleOf(page, selector) {
  const box = await (await page.waitForSelector(selector, { visible: true })).boundingBox();
  return [box.x + box.width / 2, box.y + box.height / 2];
}

async function drag({ mouse }, from, to) {
  await mouse.move(...from);
  await mouse.down();
  await mouse.move((from[0] + to[0]) / 2, (from[1] + to[1]) / 2, { steps: 4 });
  await mouse.move(...to, { steps: 4 });
  await mouse.up();
}

const hasBoard = (until, expected) =>
  until(
    (wanted) =>
      [...document.querySelectorAll('.slot')]
        .map((slot) => /\/([\w-]{8})\.webp/.exec(slot.querySelector('.face > img')?.src ?? '')?.[1] ?? '')
        .join() === wanted,
    expected.join(),
  );

const padded = (...placed) => Array.from({ length: SLOTS }, (_, at) => placed[at] ?? '');

check('a first visit opens the best calendar; its module comes once, Spotlight not at all', {}, async (test) => {
  const { page, asked, hash } = test;
  await open(test, '#/calendar');
  const best = plan.candidates.find(({ method }) => method === 'F');
  assert.deepEqual(
    await shownBoard(page),
    best.rows.map((row) => imageColumn('key')[row]),
  );
  assert.ok((await score(page)) > 0);
  assert.ok((await hash()).length <= 300, `${(await hash()).length} characters`);
  await page.evaluate(() => {
    location.hash = '#/browse';
  });
  await test.sees('#grid .tile');
  await page.evaluate(() => {
    location.hash = '#/calendar';
  });
  await test.sees('.slot .face img');
  const module = manifest.modules.find(({ name }) => name === 'calendar').path;
  assert.equal(asked.filter((url) => url.endsWith(module)).length, 1);
  assert.deepEqual(
    asked.filter((url) => /spotlight/.test(url)),
    [],
  );
});

check(
  'drag by mouse: from the pool to a slot, slot to slot changes places, back to the pool takes away',
  {},
  async (test) => {
    const { page, until } = test;
    await open(test, EMPTY);
    const [first, second] = [await keyOf(page, tile(0)), await keyOf(page, tile(1))];
    await drag(page, await middleOf(page, tile(0)), await middleOf(page, face(0)));
    await hasBoard(until, padded(first));
    assert.equal(await page.$eval(tile(0), ({ dataset }) => dataset.month.length > 0), true);
    await drag(page, await middleOf(page, tile(1)), await middleOf(page, face(2)));
    await hasBoard(until, padded(first, '', second));
    await drag(page, await middleOf(page, face(0)), await middleOf(page, face(2)));
    await hasBoard(until, padded(second, '', first));
    await drag(page, await middleOf(page, face(2)), await middleOf(page, tile(4)));
    await hasBoard(until, padded(second));
    assert.equal(await page.$('.carried'), null);
  },
);

check('a drag that Escape ends changes nothing', {}, async (test) => {
  const { page } = test;
  await open(test, boardOf(keys[0]));
  const { mouse } = page;
  await mouse.move(...(await middleOf(page, tile(1))));
  await mouse.down();
  await mouse.move(...(await middleOf(page, face(1))), { steps: 4 });
  await test.sees('.carried');
  await page.keyboard.press('Escape');
  await mouse.up();
  assert.equal(await page.$('.carried'), null);
  assert.deepEqual(await shownBoard(page), padded(keys[0]));
});

const phone = { width: 360, height: 780, touch: true, motion: 'reduce' };

check('by touch: a finger that rests on a picture carries it, one that moves at once scrolls', phone, async (test) => {
  const { page, until } = test;
  await open(test, EMPTY);
  await page.locator('.tab').click();
  await test.sees(tile(0));
  const key = await keyOf(page, tile(0));
  const from = await middleOf(page, tile(0));
  const to = await middleOf(page, face(0));
  const finger = await page.touchscreen.touchStart(...from);
  await test.sees('.carried');
  for (let step = 1; step <= 6; ++step) {
    await finger.move(from[0] + ((to[0] - from[0]) * step) / 6, from[1] + ((to[1] - from[1]) * step) / 6);
  }
  await until(() => document.querySelector('.slot.over'));
  await finger.end();
  await hasBoard(until, padded(key));
  const [x, y] = await middleOf(page, tile(1));
  const scrolling = await page.touchscreen.touchStart(x, y);
  for (let step = 1; step <= 6; ++step) await scrolling.move(x, y - step * 20);
  await scrolling.end();
  await until(() => document.querySelector('.pool-list').scrollTop > 0);
  assert.equal(await page.$('.carried'), null);
  assert.deepEqual(await shownBoard(page), padded(key));
});

check('by tapping: slot, then picture; or picture, then slot', phone, async (test) => {
  const { page, until } = test;
  await open(test, EMPTY);
  await page.touchscreen.tap(...(await middleOf(page, face(0))));
  await test.sees('.slot.chosen');
  await page.locator('.tab ::-p-text(Pool)').click();
  const [first, second] = [await keyOf(page, tile(0)), await keyOf(page, tile(1))];
  await page.touchscreen.tap(...(await middleOf(page, tile(0))));
  await hasBoard(until, padded(first));
  await page.touchscreen.tap(...(await middleOf(page, face(0))));
  await until(() => !document.querySelector('.slot.chosen'));
  await page.touchscreen.tap(...(await middleOf(page, tile(1))));
  await test.sees('.pool-tile.held');
  await page.touchscreen.tap(...(await middleOf(page, face(0))));
  await hasBoard(until, padded(second));
});

check(
  'by keyboard: arrows, Enter, x, l, c, m twice; undo and redo; each act is said with the score',
  {},
  async (test) => {
    const { page, until, hash } = test;
    await open(test, boardOf(keys[0], keys[1], keys[2]));
    const { keyboard } = page;
    const said = () => page.$$eval('[role=status]', (all) => all.map(({ textContent }) => textContent).join(' '));
    const focused = () =>
      page.evaluate(() => Number(document.activeElement.closest('[data-slot]')?.dataset.slot ?? -1));
    await keyboard.press('ArrowRight');
    await keyboard.press('Home');
    assert.equal(await focused(), 0);
    await keyboard.press('ArrowRight');
    assert.equal(await focused(), 1);
    await keyboard.press('ArrowDown');
    assert.equal(await focused(), 3);
    await keyboard.press('ArrowUp');
    assert.equal(await focused(), 1);
    await keyboard.press('m');
    await keyboard.press('End');
    assert.equal(await focused(), SLOTS - 1);
    await keyboard.press('m');
    const moved = padded(keys[0], '', keys[2]);
    moved[SLOTS - 1] = keys[1];
    await hasBoard(until, moved);
    await keyboard.press('c');
    await until((last) => document.querySelector(`.slot:nth-child(${last}).cover`), SLOTS);
    await keyboard.press('l');
    await test.sees('.slot.locked');
    await keyboard.press('x');
    await test.says(/locked, so its picture stays/);
    await hasBoard(until, moved);
    await keyboard.press('l');
    await keyboard.press('Delete');
    const without = padded(keys[0], '', keys[2]);
    await hasBoard(until, without);
    assert.match(await said(), /Score −?\d+[.,]\d+/);
    for (const _ of ['Delete', 'l', 'l', 'c', 'm']) {
      await keyboard.down('Control');
      await keyboard.press('z');
      await keyboard.up('Control');
    }
    await hasBoard(until, padded(keys[0], keys[1], keys[2]));
    await keyboard.down('Control');
    await keyboard.press('y');
    await keyboard.up('Control');
    await hasBoard(until, moved);
    assert.match(await boardInAddress(hash), new RegExp(`^${keys[0]}\\.-\\.${keys[2]}\\..*${keys[1]}$`));
    await keyboard.press('Home');
    await keyboard.press('Enter');
    await test.sees('.slot-pane');
    await test.sees('.alternatives li button');
    assert.equal(await focused(), -1);
    await keyboard.press('Escape');
    assert.equal(await focused(), 0);
    await keyboard.press('ArrowRight');
    await keyboard.press('x');
    await keyboard.press('Enter');
    await page.locator('.slot-pane ::-p-text(Fill with the best)').click();
    await until(() => document.querySelector('.slot:nth-child(2) .face img'));
  },
);

check('an alternative is placed, and the score changes by what it says', {}, async (test) => {
  const { page, until } = test;
  await open(test, boardOf(...keys.slice(0, SLOTS)));
  await until(() => !/Fetching/.test(document.querySelector('.calendar-state').textContent));
  await test.click(face(3));
  await test.sees('.alternatives li b');
  await until(() => document.querySelector('.alternatives ol')?.getAttribute('aria-busy') === 'false');
  const before = await score(page);
  const change = await page.$eval('.alternatives li b', ({ textContent }) => Number(textContent.replace('−', '-')));
  await test.click('.alternatives li button');
  await until((old) => document.querySelector('.total b').textContent !== old, before.toFixed(3));
  assert.ok(
    Math.abs((await score(page)) - before - change) < 0.0021,
    `${before} + ${change}, now ${await score(page)}`,
  );
});

check('improve goes around the locks and is never worse; complete fills what is empty', {}, async (test) => {
  const { page, until, hash } = test;
  const placed = keys.slice(0, SLOTS);
  await open(test, boardOf(...placed));
  await until(() => !/Fetching/.test(document.querySelector('.calendar-state').textContent));
  const before = await score(page);
  await page.focus(face(4));
  await page.keyboard.press('l');
  await test.sees('.slot.locked');
  await test.click('.calendar-strip ::-p-text(Improve)');
  await test.says(/Improved by|Nothing better/);
  assert.ok((await score(page)) >= before);
  assert.equal((await shownBoard(page))[4], placed[4]);
  await page.goBack();
  await hasBoard(until, placed);
  await open(test, boardOf(keys[0]));
  await test.click('.calendar-strip ::-p-text(Complete)');
  await until(() => document.querySelectorAll('.slot.empty').length === 0);
  const full = await shownBoard(page);
  assert.equal(full[0], keys[0]);
  assert.equal(new Set(full).size, SLOTS);
  assert.ok((await hash()).length <= 300);
});

check('Complete and "fill this slot" say that there are too few pictures', { jumps: true }, async (test) => {
  const { page, until } = test;
  // All except five are near-duplicates of another.
  const left = keys.slice(0, 5);
  await test.alters(/api\/images\//, ({ first, columns }) => {
    columns.master = columns.key.map((key, at) => (left.includes(key) ? null : first + at === 0 ? 1 : 0));
  });
  await open(test, `#/calendar?board=${keys[0]}`);
  await test.says(new RegExp(`1 of ${SLOTS} pages has a picture`));
  await test.click('.calendar-strip ::-p-text(Complete)');
  await test.says(/pages? stays? empty: there is no other picture to choose from/);
  await until(() => document.querySelectorAll('.slot:not(.empty)').length > 1);
  await page.click('.slot.empty .face');
  await test.click('::-p-text(Fill with the best)');
  await test.says(/There is no other picture to choose from/);
});

check('the address is the whole board: in another browser context it is the same', {}, async (test) => {
  const { page, origin, hash } = test;
  await open(test, boardOf(keys[3], `${keys[1]}l`, `${keys[2]}c`));
  await page.focus(face(0));
  await page.keyboard.press('f');
  await test.sees('.crop-sheet[open]');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await test.click('.crop-sheet .strong');
  const crop = () => page.$eval('.slot .face > img', ({ style }) => style.objectPosition);
  const [position, total, address] = [await crop(), await score(page), await hash()];
  const context = await page.browser().createBrowserContext();
  try {
    const other = await context.newPage();
    await other.goto(`${origin}/${address}`);
    await other.waitForSelector('.slot .face img');
    await other.waitForFunction(() => !document.querySelector('.calendar-progress'));
    assert.deepEqual(await shownBoard(other), padded(keys[3], keys[1], keys[2]));
    assert.equal(await other.$$eval('.slot.locked', ([slot]) => slot.dataset.slot), '1');
    assert.equal(await other.$$eval('.slot.cover', ([slot]) => slot.dataset.slot), '2');
    assert.equal(await other.$eval('.slot .face > img', ({ style }) => style.objectPosition), position);
    await other.waitForFunction(
      (wanted) => Number(document.querySelector('.total b').textContent) === wanted,
      {},
      total,
    );
  } finally {
    await context.close();
  }
});

check('Back returns to the board before another one; edits are no entries of their own', {}, async (test) => {
  const { page, until } = test;
  await open(test, boardOf(keys[0], keys[1], keys[2]));
  await page.focus(face(0));
  await page.keyboard.press('x');
  await hasBoard(until, padded('', keys[1], keys[2]));
  const entries = await page.evaluate(() => history.length);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('x');
  await hasBoard(until, padded('', '', keys[2]));
  assert.equal(await page.evaluate(() => history.length), entries);
  await test.click('.calendar-strip ::-p-text(Complete)');
  await until(() => document.querySelectorAll('.slot.empty').length === 0);
  await page.goBack();
  await hasBoard(until, padded('', '', keys[2]));
  await page.goForward();
  await until(() => document.querySelectorAll('.slot.empty').length === 0);
});

check('what an address says that is not understood is named, the rest is kept', { jumps: true }, async (test) => {
  const { until } = test;
  await open(test, `${boardOf(keys[0], 'AAAAAAAA', keys[1])}&nosuch=1&add=BBBBBBBB`);
  await hasBoard(until, padded(keys[0], '', keys[1]));
  await test.says(/AAAAAAAA/);
  await test.says(/nosuch=1/);
  await test.says(/add=BBBBBBBB/);
  assert.doesNotMatch(await test.hash(), /AAAAAAAA|nosuch|add=/);
});

check('pictures that are brought fill the first empty slots, and leave the address', { jumps: true }, async (test) => {
  const { page, until, hash } = test;
  await open(test, `${boardOf(keys[0], '', keys[1])}&add=${keys[2]}${keys[3]}${keys[0]}`);
  await hasBoard(until, padded(keys[0], keys[2], keys[1], keys[3]));
  assert.doesNotMatch(await hash(), /add=/);
  await test.says(/2 pictures are on the board now. 1 was there already/);
  await test.go(`#/picture/${keys[5]}`);
  await page.keyboard.press('i');
  await page.locator('.label ::-p-text(To the calendar)').click();
  await hasBoard(until, padded(keys[0], keys[2], keys[1], keys[3], keys[5]));
});

check('a selection of Browse is brought to an empty board on a first visit', {}, async (test) => {
  const { page, until } = test;
  await test.go(`#/browse?sel=${keys[7]}${keys[8]}`);
  await page.locator('.tray ::-p-text(To the calendar)').click();
  await hasBoard(until, padded(keys[7], keys[8]));
});

check('the pool has the search, the filters and the orders of Browse', {}, async (test) => {
  const { page, until, hash } = test;
  await open(test, boardOf(keys[0]));
  const facet = manifest.facets.find(({ values }) => values.length > 1);
  const count = () => page.$eval('.pool-strip b', ({ textContent }) => Number(textContent.replace(/\D/g, '')));
  const all = await count();
  await test.click('.pool-strip .action');
  await test.sees('.facet-sheet[open]');
  const found = await page.$eval(
    `.facet-sheet [aria-labelledby="facet-${manifest.facets.indexOf(facet)}"] .facet-value`,
    (value) => {
      value.click();
      return Number(value.querySelector('.count').textContent.replace(/\D/g, ''));
    },
  );
  await until(
    (wanted) => document.querySelector('.pool-strip b').textContent.replace(/\D/g, '') === String(wanted),
    found,
  );
  assert.ok(found < all);
  await page.$eval('.facet-sheet[open]', (sheet) => sheet.close());
  assert.match(await hash(), /f\./);
  assert.match(await hash(), /board=/);
  await test.click('.pool .filter-word');
  await until(
    (wanted) => document.querySelector('.pool-strip b').textContent.replace(/\D/g, '') === String(wanted),
    all,
  );
  const newest = await keyOf(page, tile(0));
  await page.select('.pool-strip select', 'date');
  await until((key) => document.querySelector('.pool-tile').dataset.key !== key, newest);
  await page.type('.pool .search input', 'zzqq');
  await test.says(/Nothing matches/);
});

check(
  'export and import give the identical board; a file of something else is refused with a sentence',
  {},
  async (test) => {
    const { page, until, hash } = test;
    await open(test, boardOf(keys[4], `${keys[5]}l`, '-', `${keys[6]}c`));
    const before = await boardInAddress(hash);
    const openBoards = async () => {
      await test.click('.calendar .exports .tool');
      await test.click('.calendar .exports li button');
      await test.sees('.boards-sheet[open]');
    };
    await openBoards();
    const [json, csv] = await page.evaluate(async () => {
      const saved = [];
      URL.createObjectURL = (blob) => {
        saved.push(blob.text());
        return '#';
      };
      HTMLAnchorElement.prototype.click = () => {};
      const [first, second] = document.querySelectorAll('.boards-files button');
      first.click();
      second.click();
      while (saved.length < 2) await new Promise((done) => setTimeout(done, 20));
      return Promise.all(saved);
    });
    assert.equal(JSON.parse(json).collection, manifest.id);
    assert.equal(csv.trim().split('\r\n').length, 1 + SLOTS);
    const folder = mkdtempSync(join(tmpdir(), 'vitrine-board-'));
    const give = async (text) => {
      writeFileSync(join(folder, 'board.json'), text);
      await (await page.$('.boards-files input[type=file]')).uploadFile(join(folder, 'board.json'));
    };
    await give('{"schema": 2, "slots": 5}');
    await test.says(/board\.json/);
    assert.equal(await boardInAddress(hash), before);
    await page.$eval('.boards-sheet', (sheet) => sheet.close());
    await page.focus(face(0));
    await page.keyboard.press('x');
    await until((key) => !location.hash.includes(key), keys[4]);
    await openBoards();
    await give(json);
    await test.says(/is imported/);
    await until((text) => new URLSearchParams(location.hash.split('?')[1]).get('board') === text, before);
    await give(JSON.stringify({ ...JSON.parse(json), first_month: '2001-06' }));
    await test.says(/is imported\. It was made for a calendar from 2001-06 on/);
    rmSync(folder, { recursive: true });
  },
);

check('boards are kept under names: saved, opened, renamed, deleted', {}, async (test) => {
  const { page, until } = test;
  await open(test, boardOf(keys[0], keys[1]));
  const openBoards = async () => {
    await test.click('.calendar .exports .tool');
    await test.click('.calendar .exports li button');
    await test.sees('.boards-sheet[open]');
  };
  await openBoards();
  await page.type('.boards-save input', 'Spring');
  await page.keyboard.press('Enter');
  await test.sees('.boards-list .board-name');
  await page.$eval('.boards-sheet', (sheet) => sheet.close());
  await page.focus(face(0));
  await page.keyboard.press('x');
  await hasBoard(until, padded('', keys[1]));
  await page.reload();
  await hasBoard(until, padded('', keys[1]));
  await openBoards();
  await page.locator('.boards-list ::-p-text(Rename)').click();
  await page.keyboard.type('Summer');
  await page.keyboard.press('Enter');
  await until(() => document.querySelector('.board-name')?.textContent === 'Summer');
  await test.click('.board-name');
  await hasBoard(until, padded(keys[0], keys[1]));
  await openBoards();
  await until(() => document.querySelector('.boards-save .action')?.textContent === 'Replace'); // the name is taken
  await test.click('.boards-list .tool');
  await until(() => !document.querySelector('.boards-list'));
  await test.click('.boards-message .word');
  await until(() => document.querySelector('.board-name')?.textContent === 'Summer');
});

check('without the module, or without the plan, a sentence says what is missing', { jumps: true }, async (test) => {
  await test.alters(/collection\.json$/, (value) => {
    value.modules = value.modules.filter(({ name }) => name !== 'calendar');
  });
  await test.go('#/calendar');
  await test.says(/published without the calendar/);
  assert.equal(await test.page.$('.drawer'), null);
  await test.go(`#/picture/${keys[0]}`);
  await test.shows('picture');
  await test.page.keyboard.press('i');
  await test.sees('.label-acts');
  assert.doesNotMatch(await test.text(), /To the calendar/);
});

check('without the plan a sentence says how to get one', { jumps: true }, async (test) => {
  await test.alters(/documents\.\w+\.json$/, (value) => {
    value.files = value.files.filter(({ path }) => !path.startsWith('api/calendar.'));
  });
  await test.go('#/calendar');
  await test.says(/published without a calendar/);
});

check(
  'a module that does not come is told, and another try opens it',
  { jumps: true, only: 'chromium', expects: /calendar|ERR_FAILED/ },
  async (test) => {
    const allow = await test.blocks(/calendar\.\w+\.wasm$/);
    await test.go('#/calendar');
    await test.says(/could not be opened/);
    allow();
    await test.page.locator('main ::-p-text(Try again)').click();
    await test.sees('.slot .face img');
  },
);

for (const width of [360, 1440]) {
  check(
    `each pane and sheet at ${width}: axe-core finds nothing`,
    { width, theme: 'light', motion: 'reduce' },
    async (test) => {
      const { page } = test;
      await open(test, boardOf(...keys.slice(0, SLOTS - 1)));
      await test.click(face(1));
      await test.sees('.alternatives li button');
      assert.deepEqual(await axe(page), []);
      await test.click('.total');
      await test.sees('.drawer .score');
      assert.deepEqual(await axe(page), []);
      await test.click('.calendar-strip ::-p-text(Compare)');
      await test.sees('.compare-sheet[open] .chart');
      assert.deepEqual(await axe(page), []);
      await page.$eval('.compare-sheet', (sheet) => sheet.close());
      await page.focus(face(1));
      await page.keyboard.press('f');
      await test.sees('.crop-sheet[open] img');
      assert.deepEqual(await axe(page), []);
      await pause(50);
    },
  );
}
