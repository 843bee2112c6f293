// Browse: orders, search, facets, dates, scrubber, keyboard, touch, selection, and the way back.
import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { check, manifest, shown, site, tally, untilTally } from './harness.mjs';

const facet = shown.facets.find(({ name }) => name === 'category');
const keyInFocus = (page) => page.evaluate(() => document.activeElement?.dataset?.key ?? '');
const facetButton = (name) => `.facet-value ::-p-text(${name})`;

check("the count is the collection's, and the newest picture comes first", {}, async ({ page, go, until }) => {
  await go('#/browse');
  await untilTally(until, shown.count);
  const dates = await page.$$eval('#grid .group', (groups) =>
    groups.map((group) => group.dataset.heading).filter(Boolean),
  );
  assert.deepEqual(dates, [...dates].sort().reverse());
});

for (const order of ['date', 'title', '-title', 'colour', '-colour', 'brightness', '-brightness']) {
  check(
    `order ${order} is in the address and shows every picture`,
    { jumps: true },
    async ({ page, go, hash, until }) => {
      await go('#/browse');
      const first = await page.$$eval('#grid .tile', (tiles) =>
        tiles
          .slice(0, 6)
          .map(({ dataset }) => dataset.key)
          .join(),
      );
      await page.select('.toolbar select', order);
      assert.match(await hash(), new RegExp(`order=${order}`));
      await untilTally(until, shown.count);
      await until(
        (keys) =>
          [...document.querySelectorAll('#grid .tile')]
            .slice(0, 6)
            .map(({ dataset }) => dataset.key)
            .join() !== keys,
        first,
      );
    },
  );
}

check(
  'search narrows as one types, says when nothing matches, and clears',
  {},
  async ({ page, go, says, until, hash }) => {
    await go('#/browse');
    await page.keyboard.press('/');
    const word = facet.values[0].split(/\W+/).sort((a, b) => b.length - a.length)[0];
    await page.keyboard.type(word.toUpperCase());
    await until((all) => Number(document.querySelector('.tally').textContent.replace(/\D/g, '')) < all, shown.count);
    assert.ok((await tally(page)) >= 1);
    assert.match(await hash(), /q=/);
    await page.keyboard.type(' zzqx');
    await says(/Nothing matches/);
    await page.locator('.notice button').click();
    await untilTally(until, shown.count);
  },
);

check(
  'facets count what they will show, combine, and are taken back by their word',
  {},
  async ({ page, go, until, hash }) => {
    await go('#/browse');
    await page.locator(facetButton(facet.values[0])).click();
    await untilTally(until, facet.counts[0]);
    assert.match(await hash(), /f\.category=/);
    await page.locator(facetButton(facet.values[1])).click();
    await untilTally(until, facet.counts[0] + facet.counts[1]);
    await page.locator('.filter-word').click();
    await untilTally(until, facet.counts[1]);
    await page.goBack();
    await page.goBack();
    await untilTally(until, facet.counts[0]);
  },
);

check('dates: a range in the address is a word that can be taken away', {}, async ({ page, go, until }) => {
  await go('#/browse?from=2026-04-06&to=2026-04-06');
  await page.waitForSelector('.filter-word');
  const few = await tally(page);
  assert.ok(few < shown.count);
  if (few > 0) {
    const headings = await page.$$eval('#grid .group', (groups) => groups.map((group) => group.dataset.heading));
    assert.ok(headings.every((heading) => heading.startsWith('2026-04')));
  }
  await page.locator('.filter-word').click();
  await untilTally(until, shown.count);
});

check(
  'keyboard alone: End, Home, arrows, Enter opens, Escape returns to the same picture',
  {},
  async ({ page, go, hash, until, shows }) => {
    await go('#/browse');
    // End is the last of the rows that are there.
    await until(() => document.getElementById('progress').getAttribute('aria-valuenow') === '100');
    await page.keyboard.press('End');
    await until(() => document.activeElement?.dataset?.item !== undefined);
    assert.equal(await page.evaluate(() => Number(document.activeElement.dataset.item)), shown.count - 1);
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowDown');
    const key = await keyInFocus(page);
    assert.ok(key);
    await page.keyboard.press('Enter');
    await shows('picture');
    assert.match(await hash(), new RegExp(`picture/${key}`));
    await page.keyboard.press('Escape');
    await until(() => document.activeElement?.dataset?.key);
    assert.equal(await keyInFocus(page), key);
  },
);

check('the focus is always seen', {}, async ({ page, go }) => {
  await go('#/browse');
  for (let presses = 0; presses < 12; ++presses) {
    await page.keyboard.press('Tab');
    await pause(150); // borders change in 120 ms
    const seen = await page.evaluate(() => {
      const element = document.activeElement;
      const style = getComputedStyle(element);
      const own = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
      const accent = getComputedStyle(document.querySelector('.bar-views a[aria-current]'), '::after').backgroundColor;
      const framed = getComputedStyle(element.closest('form') ?? element).borderTopColor === accent;
      return own || framed || element === document.body ? '' : element.outerHTML.slice(0, 120);
    });
    assert.equal(seen, '');
  }
});

check(
  'selection: space, shift and arrows, the tray, the address, and clearing',
  {},
  async ({ page, go, says, hash, until }) => {
    await go('#/browse');
    await untilTally(until, shown.count);
    await page.keyboard.press('Home');
    await page.keyboard.press(' ');
    await says(/1 selected/);
    await page.keyboard.down('Shift');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.up('Shift');
    await says(/3 selected/);
    const address = await hash();
    assert.equal(new URLSearchParams(address.split('?')[1]).get('sel').length, 24);
    await page.reload();
    await says(/3 selected/);
    await page.keyboard.press('Escape');
    await until(() => !location.hash.includes('sel='));
  },
);

check(
  'what is selected on the way stays selected on the way back',
  { jumps: true },
  async ({ page, go, says, hash, until, shows }) => {
    await go('#/browse');
    await untilTally(until, shown.count);
    await page.keyboard.press('Home');
    await page.keyboard.press(' ');
    await says(/1 selected/);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await shows('picture');
    await page.keyboard.press(' ');
    await until(() => new URLSearchParams(location.hash.split('?')[1]).get('sel')?.length === 16);
    await page.goBack();
    await says(/2 selected/);
    assert.equal(new URLSearchParams((await hash()).split('?')[1]).get('sel').length, 16);
  },
);

check('what is no day, no cluster and no order is no filter, and breaks nothing', {}, async ({ go, until, count }) => {
  for (const query of ['from=yesterday&to=2026-99-99', 'from=2026-13', 'to=-', 'cluster=x&order=up']) {
    await go(`#/browse?${query}`);
    await untilTally(until, shown.count);
  }
  assert.equal(await count('.filter-word'), 0);
});

/** Opens Browse with a clipboard of the test's own, selects the first picture and copies its identifier. */
async function copyFirst({ page, go, click, until }, clipboard) {
  await page.evaluateOnNewDocument(clipboard);
  await go('#/browse');
  await untilTally(until, shown.count);
  await page.keyboard.press('Home');
  await page.keyboard.press(' ');
  await click('.tray .exports > button');
  await page.locator('.tray .exports li:last-child button').click();
}

/** The identifier of the first picture, as a line. */
async function firstId(page) {
  const first = await page.$eval('#grid .tile', ({ dataset }) => dataset.key);
  const shards = manifest.files.filter(({ path }) => path.startsWith('api/images/'));
  for (const { path } of shards) {
    const { key, id } = JSON.parse(readFileSync(join(site, path), 'utf8')).columns;
    if (key.includes(first)) return `${id[key.indexOf(first)]}\n`;
  }
}

check('a browser that refuses to copy says so', { only: 'chromium' }, async (test) => {
  await copyFirst(test, () => {
    const refuse = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
    Object.defineProperty(navigator, 'clipboard', { value: { write: refuse, writeText: refuse } });
  });
  await test.says(/did not let the page copy/);
});

check('the clipboard is asked while the press is handled, before the details have arrived', {}, async (test) => {
  await copyFirst(test, () => {
    const write = async ([item]) => {
      window.asked = window.event?.type; // undefined once the press is over
      window.copied = await (await item.getType('text/plain')).text();
    };
    Object.defineProperty(navigator, 'clipboard', { value: { write } });
  });
  await test.says(/Copied/);
  assert.equal(await test.page.evaluate(() => window.asked), 'click');
  assert.equal(await test.page.evaluate(() => window.copied), await firstId(test.page));
});

check('a browser without ClipboardItem copies too', {}, async (test) => {
  await copyFirst(test, () => {
    delete window.ClipboardItem;
    const writeText = async (text) => (window.copied = text);
    Object.defineProperty(navigator, 'clipboard', { value: { writeText } });
  });
  await test.says(/Copied/);
  assert.equal(await test.page.evaluate(() => window.copied), await firstId(test.page));
});

check(
  'the tray exports the selection, formulas in titles quoted',
  { only: 'chromium' },
  async ({ page, go, click, says, until }) => {
    await page.evaluateOnNewDocument(() => {
      const make = URL.createObjectURL;
      URL.createObjectURL = (blob) => {
        blob.text().then((text) => {
          window.exported = text;
        });
        return make.call(URL, blob);
      };
    });
    await go('#/browse?order=title');
    await untilTally(until, shown.count);
    await page.keyboard.press('Home');
    await page.keyboard.press(' ');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press(' ');
    await says(/2 selected/);
    await click('.tray .exports > button');
    await page.locator('.tray .exports ::-p-text(CSV)').click();
    await until(() => window.exported);
    const lines = (await page.evaluate(() => window.exported)).trim().split(/\r?\n/);
    assert.match(lines[0], /id.*title/);
    assert.ok(lines.length >= 3);
    assert.ok(
      lines.every((line) => !/(^|,)"?[=+@]/.test(line)),
      lines.join('\n'),
    );
  },
);

check('the way back leads to the same place', { jumps: true }, async ({ page, go, until, shows }) => {
  await go('#/browse');
  await untilTally(until, shown.count);
  await page.mouse.move(700, 500);
  await page.mouse.wheel({ deltaY: 1500 });
  await until(() => scrollY > 500);
  await pause(300);
  const before = await page.evaluate(() => scrollY);
  const inView = await page.evaluateHandle(() =>
    [...document.querySelectorAll('#grid .tile[href]')].find((tile) => {
      const { top, bottom } = tile.getBoundingClientRect();
      return top > 200 && bottom < innerHeight - 50;
    }),
  );
  await inView.asElement().click();
  await shows('picture');
  await page.goBack();
  await until((top) => Math.abs(scrollY - top) < 5, before);
});

check('the scrubber goes to the end of the order', {}, async ({ page, go, until }) => {
  await go('#/browse');
  await untilTally(until, shown.count);
  const box = await (await page.waitForSelector('#scrubber', { visible: true })).boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + 20);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height - 2, { steps: 8 });
  await page.mouse.up();
  await until(
    (last) => [...document.querySelectorAll('#grid .tile')].some(({ dataset }) => Number(dataset.item) === last),
    shown.count - 1,
  );
});

check(
  'by touch on a phone: a tap opens, a long press selects, filters come in a sheet',
  { width: 360, height: 780, touch: true },
  async ({ page, go, until, says, shows }) => {
    await go('#/browse');
    await untilTally(until, shown.count);
    await page.locator('.narrower-only').click();
    await page.locator(facetButton(facet.values[0])).click();
    await page.locator('.facet-sheet-foot .strong').click();
    await untilTally(until, facet.counts[0]);
    const tile = await page.waitForSelector('#grid .tile', { visible: true });
    const box = await tile.boundingBox();
    const touch = await page.touchscreen.touchStart(box.x + 20, box.y + 20);
    await pause(700);
    await touch.end();
    await says(/1 selected/);
    await page.keyboard.press('Escape');
    await until(() => !location.hash.includes('sel='));
    await (await page.waitForSelector('#grid .tile', { visible: true })).tap();
    await shows('picture');
  },
);

check(
  'an order by likeness begins with its picture, is in the address, and says when vectors are missing',
  { expects: /vectors|ERR_FAILED/, jumps: true },
  async ({ page, go, sees, says, until, hash }) => {
    await page.setRequestInterception(true);
    let blocked = true;
    page.on('request', (request) =>
      blocked && request.url().includes('/vectors.') ? request.abort('failed') : request.continue(),
    );
    await go('#/browse');
    await sees('#grid .tile');
    const key = await page.$eval('#grid .tile:nth-child(5) [data-key], #grid [data-key]', (tile) => tile.dataset.key);
    await page.evaluate((first) => {
      location.hash = `#/browse?order=like:${first}`;
    }, key);
    await says(/The vectors could not be loaded/);
    blocked = false;
    await page.$eval('.notice .action', (button) => button.click());
    await until(
      (first) =>
        !document.querySelector('.notice') && document.querySelector('#grid [data-key]')?.dataset.key === first,
      key,
    );
    assert.equal(
      await page.$eval('.toolbar-end select', (select) => select.selectedOptions[0].textContent),
      'Most alike first',
    );
    await page.$eval('.words .filter-word', (word) => word.click());
    await until(() => !location.hash.includes('like'));
    assert.doesNotMatch(await hash(), /like/);
  },
);

/** The first picture in view, and where its upper edge is. */
const firstInView = (page) =>
  page.evaluate(() => {
    const bar = document.querySelector('.bar').getBoundingClientRect().bottom;
    const tiles = [...document.querySelectorAll('#grid .tile')].map((tile) => [tile, tile.getBoundingClientRect()]);
    const seen = tiles
      .filter(([, box]) => box.bottom > bar + 60)
      .sort(([, a], [, b]) => a.top - b.top || a.left - b.left);
    return { key: seen[0][0].dataset.key, top: Math.round(seen[0][1].top) };
  });

async function scrolledTo(page, until, y) {
  const before = await page.evaluate(() => history.state?.place?.key ?? '');
  await page.evaluate((top) => scrollTo({ top, behavior: 'instant' }), y);
  await until((key) => history.state?.place?.key && history.state.place.key !== key, before);
}

/** Two frames on: on a busy machine the page is at its place before it is drawn there. */
const settled = (page) =>
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

// Firefox asks for an icon of its own when a page is left early.
check(
  'a reload, and the way back from elsewhere, return to the same place',
  { expects: /favicon\.ico/ },
  async ({ page, go, until }) => {
    await go('#/browse');
    await untilTally(until, shown.count);
    await scrolledTo(page, until, 2500);
    const before = await firstInView(page);
    await page.reload({ waitUntil: 'load' });
    await until((key) => scrollY > 0 && document.querySelector(`#grid [data-key="${key}"]`), before.key);
    await settled(page);
    assert.deepEqual(await firstInView(page), before);
    await page.goto('about:blank');
    await page.evaluate(() => void setTimeout(() => history.back())); // Firefox keeps the page, and loads nothing
    await until((key) => scrollY > 0 && document.querySelector(`#grid [data-key="${key}"]`), before.key);
    await settled(page);
    assert.deepEqual(await firstInView(page), before);
  },
);

check(
  'a window that is narrowed and widened, and a phone that is turned, show the same first picture',
  { jumps: true },
  async ({ page, go, until }) => {
    for (const [wide, narrow] of [
      [
        { width: 1440, height: 900 },
        { width: 800, height: 900 },
      ],
      [
        { width: 390, height: 844 },
        { width: 844, height: 390 },
      ],
    ]) {
      await page.setViewport(wide);
      await go('#/browse');
      await untilTally(until, shown.count);
      await scrolledTo(page, until, 2500);
      const before = await firstInView(page);
      for (const size of [narrow, wide, narrow, wide]) {
        await page.setViewport(size);
        await settled(page);
      }
      assert.deepEqual(await firstInView(page), before);
    }
  },
);
