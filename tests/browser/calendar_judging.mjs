// The Calendar's panels: what the score is made of, alternatives of a slot, calendars side by side, boards that leave and
// come back; what needs the vectors waits for them, and Spotlight's module stays where it is.
import { strict as assert } from 'node:assert';
import { axe, check as promise, firefox, manifest } from './harness.mjs';

/** A search shows what it has found when it is done, after the input it began with. */
const check = (name, options, body) => promise(name, { jumps: true, ...options }, body);
const skip = !manifest.modules.some(({ name }) => name === 'calendar') && 'The site has no calendar.';
const wide = { skip };

const total = (page) => page.$eval('.total b', ({ textContent }) => textContent);
const board = (page) => page.evaluate(() => new URLSearchParams(location.hash.split('?')[1]).get('board'));

/** Presses the button of these that has this text. */
const press = (page, selector, text) =>
  page.evaluate(
    (of, wanted) => [...document.querySelectorAll(of)].find(({ innerText }) => innerText.includes(wanted)).click(),
    selector,
    text,
  );

const withScore = async ({ page, go, sees, until }) => {
  await go('#/calendar');
  await sees('.slot .face img');
  await press(page, '.drawer .tab', 'Score');
  await sees('.score .component');
  await until(() => document.querySelectorAll('.component.notYet').length === 0);
};

check(
  'each part of the score says what it is, its weight is a slider, and a movement of it is undone at once',
  wide,
  async (test) => {
    const { page, until } = test;
    await withScore(test);
    assert.equal(await test.count('.component'), 6);
    const lines = await page.$$eval('.component > p', (all) => all.map(({ innerText }) => innerText));
    assert.ok(
      lines.every((line) => line.length > 20),
      lines.join('\n'),
    );
    const before = await total(page);
    await page.evaluate(() => {
      const slider = document.querySelectorAll('.component input')[2];
      for (const value of [1.5, 2, 3]) {
        slider.value = String(value);
        slider.dispatchEvent(new Event('input', { bubbles: true }));
      }
      slider.dispatchEvent(new Event('change', { bubbles: true }));
    });
    await until((was) => document.querySelector('.total b').textContent !== was, before);
    await page.click('[aria-label="Undo"]');
    await until((was) => document.querySelector('.total b').textContent === was, before);
    assert.equal(await page.$eval('.component:nth-child(3) input', ({ value }) => value), '1');
    await press(page, '.objectives button', 'Classic');
    await until((was) => document.querySelector('.total b').textContent !== was, before);
    assert.deepEqual(await axe(page), []);
  },
);

check('what the collection lacks has no value and no bar; the first board is no step to undo', wide, async (test) => {
  const { page, sees } = test;
  await withScore(test);
  assert.equal(await page.$eval('[aria-label="Undo"]', ({ disabled }) => disabled), true);
  const unknown = (of) =>
    page.$$eval(of, (parts) =>
      parts.map((part) => [
        part.querySelector('.figures').textContent.includes('not known'),
        part.querySelector('.extent').style.getPropertyValue('--part') === '0',
      ]),
    );
  const absent = await page.$$eval('.component', (all) => all.map((one) => one.classList.contains('absent')));
  const parts = await unknown('.component');
  assert.deepEqual(
    parts.map(([text]) => text),
    absent,
  );
  assert.ok(parts.every(([text, empty]) => !text || empty));
  await press(page, '.calendar-strip .action', 'Compare');
  await sees('.compare dd');
  const compared = await unknown('.compare dd');
  assert.deepEqual(
    compared.map(([text]) => text),
    compared.map((_, at) => absent[at % absent.length]),
  );
  assert.ok(compared.every(([text, empty]) => !text || empty));
});

check('the slot that costs the most is a press away', wide, async (test) => {
  const { page, sees } = test;
  await withScore(test);
  const name = await page.$eval('.component:nth-child(3) p .word', ({ innerText }) => innerText);
  await page.click('.component:nth-child(3) p .word');
  await sees('.alternatives li');
  assert.equal(await page.$eval('#slot-name', ({ innerText }) => innerText), name);
});

check('an alternative changes the score by what it says', wide, async (test) => {
  const { page, go, sees, until } = test;
  await go('#/calendar');
  await sees('.slot .face img');
  await page.click('.slot .face');
  await sees('.alternatives li');
  await until(() => document.querySelector('.alternatives ol')?.getAttribute('aria-busy') === 'false');
  const before = Number(await total(page));
  const was = await board(page);
  const { change, label } = await page.$eval('.alternatives li', (first) => ({
    change: Number(first.querySelector('b').innerText.replace('−', '-')),
    label: first.querySelector('button').getAttribute('aria-label'),
  }));
  assert.match(label, /^Place .+, [+−]?\d/);
  await page.click('.alternatives li button');
  await until((text) => !location.hash.includes(text), was);
  assert.ok(
    Math.abs(Number(await total(page)) - before - change) < 0.0016,
    `${await total(page)}, ${before}, ${change}`,
  );
  assert.deepEqual(await axe(page), []);
});

check('calendars stand side by side, and one is taken and given back', wide, async (test) => {
  const { page, go, sees, until } = test;
  await go('#/calendar');
  await sees('.slot .face img');
  const was = await page.$$eval('.slot img', (all) => all.map(({ src }) => src));
  await press(page, '.calendar-strip .action', 'Compare');
  await sees('.compare article');
  const marks = await page.$$eval('.compare h3', (all) => all.map(({ innerText }) => innerText.trim()));
  assert.deepEqual(marks.slice(1, 7), ['A', 'B', 'C', 'D', 'E', 'F']);
  assert.equal(await test.count('.compare .small-sheet img'), 13 * marks.length);
  assert.equal(await test.count('.compare .chart circle'), marks.length);
  await page.focus('.compare li:nth-child(7) article');
  await until(() => document.querySelectorAll('.compare .lit').length >= 13);
  assert.deepEqual(await axe(page), []);
  await page.evaluate(() => document.querySelector('.compare li:nth-child(2) .action').click());
  await until(() => document.querySelector('.compare li:nth-child(2) .action').disabled);
  await page.keyboard.press('Escape');
  assert.notDeepEqual(await page.$$eval('.slot img', (all) => all.map(({ src }) => src)), was);
  await page.click('[aria-label="Undo"]');
  await until((before) => [...document.querySelectorAll('.slot img')].every(({ src }, at) => src === before[at]), was);
});

check(
  'judged in another way, the calendars of methods are found again',
  { ...wide, only: 'chromium' },
  async (test) => {
    const { page, sees, until } = test;
    await withScore(test);
    await press(page, '.objectives button', 'Classic');
    await press(page, '.calendar-strip .action', 'Compare');
    await sees('.compare article');
    await until(() => document.querySelectorAll('.compare [aria-busy="true"]').length === 0);
    const totals = await page.$$eval('.compare .worth b', (all) => all.map(({ innerText }) => Number(innerText)));
    assert.ok(totals[6] >= Math.max(...totals.slice(1, 6)), totals.join());
  },
);

check(
  'at 360 pixels, dark, nothing of it is wider than the page',
  { ...wide, width: 360, height: 740, theme: 'dark' },
  async (test) => {
    const { page, sees } = test;
    await withScore(test);
    assert.deepEqual(await axe(page), []);
    await press(page, '.calendar-strip .action', 'Compare');
    await sees('.compare article');
    const over = await page.$$eval('.compare *', (all) =>
      all.filter((one) => one.getBoundingClientRect().right > innerWidth + 0.5).map(({ className }) => className),
    );
    assert.deepEqual(over, []);
    assert.deepEqual(await axe(page), []);
  },
);

check(
  'until the vectors are there, what needs them says so',
  { skip: skip || (!manifest.vectors.path && 'No vectors.') },
  async (test) => {
    const { page, go, sees, until, delays } = test;
    await delays(/vectors/);
    await go('#/calendar');
    await sees('.slot .face img');
    await press(page, '.drawer .tab', 'Score');
    await sees('.component.notYet');
    assert.match(await page.$eval('.component.notYet p', ({ innerText }) => innerText), /Waits for the vectors/);
    await until(() => document.querySelectorAll('.component.notYet').length === 0);
  },
);

check(
  'vectors that do not come are a sentence with a retry',
  { skip: skip || (!manifest.vectors.path && 'No vectors.'), expects: /ERR_FAILED|failed request: .*vectors/ },
  async (test) => {
    const { page, go, sees, until, blocks } = test;
    const unblock = await blocks(/vectors/);
    await go('#/calendar');
    await sees('.slot .face img');
    await press(page, '.drawer .tab', 'Score');
    await until(() => /could not be read/.test(document.querySelector('.score')?.innerText));
    unblock();
    await press(page, '.score .word', 'Try again');
    await until(() => document.querySelectorAll('.component.notYet').length === 0);
  },
);

check(
  'a module that does not come is a sentence with a retry; Spotlight’s is never asked for',
  { ...wide, expects: /ERR_FAILED|failed request: .*calendar/ },
  async (test) => {
    const { page, go, sees, says, blocks, asked } = test;
    const unblock = await blocks(/calendar\.\w+\.wasm/);
    await go('#/calendar');
    await says(/The calendar module could not be fetched/);
    unblock();
    await press(page, '.notice .action', 'Try again');
    await sees('.slot .face img');
    await page.click('.slot .face');
    await sees('.alternatives li');
    assert.equal(asked.filter((url) => /spotlight/.test(url)).length, 0);
  },
);

check(
  'a board that is exported is the same when it comes back',
  { ...wide, skip: skip || (firefox && 'Chromium alone lets a file be chosen so.') },
  async (test) => {
    const { page, go, sees, until } = test;
    await go('#/calendar');
    await sees('.slot .face img');
    await page.click('.slot .face');
    await sees('.slot-acts');
    await press(page, '.slot-acts .action', 'Lock');
    await press(page, '.slot-acts .action', 'To the cover');
    await until(() => location.hash.includes('lc'));
    const was = await board(page);
    const exported = await page.evaluate(async () => {
      const texts = [];
      URL.createObjectURL = (blob) => (texts.push(blob.text()), '#');
      document.querySelector('[aria-label="More"]').click();
      await new Promise((done) => setTimeout(done, 100));
      [...document.querySelectorAll('.exports li button')].find(({ innerText }) => /Boards/.test(innerText)).click();
      [...document.querySelectorAll('.boards-files .action')].find(({ innerText }) => /JSON/.test(innerText)).click();
      return texts[0];
    });
    assert.equal(JSON.parse(exported).slots.length, 13);
    await page.evaluate(() => {
      document.querySelector('.boards-sheet').close();
      document.querySelector('[aria-label="Undo"]').click();
      document.querySelector('[aria-label="Undo"]').click();
    });
    await until((text) => !location.hash.includes(text), was);
    await page.evaluate((text) => {
      const input = document.querySelector('.boards-sheet input[type="file"]');
      const files = new DataTransfer();
      files.items.add(new File([text], 'board.json', { type: 'application/json' }));
      input.files = files.files;
      input.dispatchEvent(new Event('change', { bubbles: true }));
    }, exported);
    await until((text) => location.hash.includes(text), was);
  },
);
