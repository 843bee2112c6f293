// Picture: the picture itself, its label, zoom, the way through a result, what is alike.
import { strict as assert } from 'node:assert';
import { setTimeout as pause } from 'node:timers/promises';
import { check, shown } from './harness.mjs';

/** Opens the first picture of an address of Browse. */
async function openFirst({ go, sees, click, shows }, hash = '#/browse') {
  await go(hash);
  await click('#grid .tile[href] img');
  await shows('picture');
  await sees('.stage img.sharp');
}

check('a picture opens large, and says where it stands in the result', {}, async (test) => {
  await openFirst(test);
  await test.until(() =>
    [...document.querySelectorAll('.stage img')].some((image) => image.complete && image.naturalWidth > 256),
  );
  await test.until(
    (count) =>
      document
        .querySelector('.position')
        ?.textContent.replace(/[^\d ]/g, '')
        .trim()
        .split(/ +/)
        .at(-1) === String(count),
    shown.count,
  );
});

check('arrows walk through the result of a filter, End goes to its last picture', { jumps: true }, async (test) => {
  const facet = shown.facets.find(({ name }) => name === 'category');
  await openFirst(test, `#/browse?f.category=${encodeURIComponent(facet.values[0])}`);
  const position = () => test.page.$eval('.position', (element) => element.textContent.match(/\d+/g).map(Number));
  const [at, of] = await position();
  assert.equal(of, facet.counts[0]);
  await test.page.keyboard.press('ArrowRight');
  await test.until(
    (next) => Number(document.querySelector('.position')?.textContent.match(/\d+/)?.[0]) === next,
    at + 1,
  );
  await test.page.keyboard.press('ArrowLeft');
  await test.until((same) => Number(document.querySelector('.position')?.textContent.match(/\d+/)?.[0]) === same, at);
  await test.page.keyboard.press('End');
  await test.until((last) => Number(document.querySelector('.position')?.textContent.match(/\d+/)?.[0]) === last, of);
});

check(
  'i brings the label: title, fields, colours, the pictures alike; it stays on the next picture',
  {},
  async (test) => {
    await openFirst(test);
    await test.page.keyboard.press('i');
    await test.sees('.label .fields');
    assert.ok((await test.count('.label .colours li')) >= 1);
    assert.ok((await test.count('.label .alike a')) >= 6);
    await test.page.keyboard.press('ArrowRight');
    await test.sees('.label .fields');
    const alike = await test.page.$eval('.label .alike a', (link) => link.getAttribute('href'));
    await test.page.locator('.label .alike a').click();
    await test.until((href) => location.hash.startsWith(href.split('?')[0]), alike);
  },
);

check('zoom with +, pan, and 0 fits again; Escape first leaves the zoom, then the picture', {}, async (test) => {
  const { page, until } = test;
  await openFirst(test);
  const width = () => page.$eval('.stage img.sharp', (image) => image.getBoundingClientRect().width);
  const fitted = await width();
  await page.keyboard.press('+');
  await page.keyboard.press('+');
  await until(
    (before) => document.querySelector('.stage img.sharp').getBoundingClientRect().width > before * 1.5,
    fitted,
  );
  await page.keyboard.press('0');
  await until(
    (before) => Math.abs(document.querySelector('.stage img.sharp').getBoundingClientRect().width - before) < 2,
    fitted,
  );
  await page.keyboard.press('+');
  await page.keyboard.press('Escape');
  assert.match(await test.hash(), /picture/);
  await page.keyboard.press('Escape');
  await test.shows('browse');
});

check('the address alone brings the picture, also in a fresh page', {}, async (test) => {
  await openFirst(test);
  const address = await test.hash();
  await test.page.goto('about:blank');
  await test.go(address);
  await test.sees('.stage img.sharp');
});

check('a key that is not in the collection is a sentence with a way out', {}, async ({ page, go, says, shows }) => {
  await go('#/picture/AAAAAAAA');
  await says(/There is no picture/);
  await page.locator('main ::-p-text(Browse the pictures)').click();
  await shows('browse');
});

check('that sentence stands in the middle, though the label was left open', {}, async (test) => {
  await openFirst(test);
  await test.page.keyboard.press('i');
  await test.sees('.label');
  await test.go('#/picture/AAAAAAAA');
  await test.page.reload();
  await test.says(/There is no picture/);
  await test.until(() => {
    const { left, right } = document.querySelector('.picture-none').getBoundingClientRect();
    return left === 0 && right === innerWidth;
  });
});

const phone = { width: 360, height: 780, touch: true, motion: 'reduce' };

/** One finger from one point to another, in steps. */
async function swipe({ touchscreen }, [x, y], [toX, toY]) {
  const finger = await touchscreen.touchStart(x, y);
  for (let step = 1; step <= 6; ++step) await finger.move(x + ((toX - x) * step) / 6, y + ((toY - y) * step) / 6);
  await finger.end();
}

/** Two fingers around a point, from one distance to another. */
async function pinch({ touchscreen }, [x, y], from, to) {
  const left = await touchscreen.touchStart(x - from / 2, y);
  const right = await touchscreen.touchStart(x + from / 2, y);
  for (let step = 1; step <= 6; ++step) {
    const apart = from + ((to - from) * step) / 6;
    await left.move(x - apart / 2, y);
    await right.move(x + apart / 2, y);
  }
  await left.end();
  await right.end();
}

async function doubleTap({ touchscreen }, x, y) {
  await touchscreen.tap(x, y);
  await touchscreen.tap(x, y);
}

const isZoomed = (page) => page.$eval('.stage', (stage) => stage.classList.contains('zoomed'));

check(
  'by touch on a phone: a swipe leads on and back, up brings the label, down takes it away',
  phone,
  async (test) => {
    const { page, until } = test;
    await openFirst(test);
    await until(() => document.querySelector('.position')?.textContent.match(/\d+/));
    const before = await test.hash();
    await swipe(page, [300, 400], [60, 405]);
    await until((hash) => location.hash !== hash, before);
    await swipe(page, [60, 400], [300, 405]);
    await until((hash) => location.hash === hash, before);
    await swipe(page, [180, 500], [180, 250]);
    await test.sees('.label');
    await swipe(page, [180, 100], [180, 280]);
    await until(() => !document.querySelector('.label'));
    await swipe(page, [180, 300], [180, 500]);
    await test.shows('browse');
  },
);

check(
  'by touch: a double tap looks closer and stays so, the next one fits; two taps apart do nothing',
  phone,
  async (test) => {
    const { page, until } = test;
    await openFirst(test);
    const settle = () => pause(500); // whatever else the browser makes of the taps has come
    await page.touchscreen.tap(180, 380);
    await settle();
    assert.equal(await isZoomed(page), false, 'one tap');
    await page.touchscreen.tap(100, 380);
    await page.touchscreen.tap(260, 380);
    await settle();
    assert.equal(await isZoomed(page), false, 'two taps apart');
    await doubleTap(page, 180, 380);
    await settle();
    assert.equal(await isZoomed(page), true, 'a double tap');
    await doubleTap(page, 180, 380);
    await settle();
    assert.equal(await isZoomed(page), false, 'the next one');
    await test.shows('picture');
  },
);

check('by touch: a pinch looks closer around the fingers, and is neither tap nor swipe', phone, async (test) => {
  const { page, until } = test;
  await openFirst(test);
  const before = await test.hash();
  await pinch(page, [180, 380], 60, 240);
  await until(() => document.querySelector('.stage.zoomed'));
  await swipe(page, [240, 400], [120, 400]); // zoomed: it pans
  assert.equal(await test.hash(), before);
  await pinch(page, [180, 380], 240, 20);
  await until(() => !document.querySelector('.stage.zoomed'));
  await pinch(page, [180, 380], 60, 60);
  await pinch(page, [180, 380], 60, 60);
  await pause(500);
  assert.equal(await isZoomed(page), false, 'two pinches that do not move are no double tap');
  assert.equal(await test.hash(), before);
});
