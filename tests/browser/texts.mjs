// texts.mjs VITRINE SITE: a collection in which every text is an injection (tests/fixtures/hostile.py) is text
// in every view: no element, no script and no dialog comes of it, nothing is turned around beside it, nothing grows
// wider than the window; and it is text in what the page exports.
import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { check, manifest, site } from './harness.mjs';

const { title, rows } = JSON.parse(readFileSync(join(dirname(site), 'hostile/expected.json'), 'utf8'));
const shard = JSON.parse(
  readFileSync(join(site, manifest.files.find(({ path }) => path.startsWith('api/images/0000.')).path), 'utf8'),
);
const byKey = new Map(
  shard.columns.key.map((key, at) => [key, rows.find(({ id }) => id.trim() === shard.columns.id[at])]),
);
const formula = rows.find((row) => row.title.startsWith('=HYPERLINK'));
const override = rows.find((row) => row.title.startsWith('\u202e'));
const encoded = (text) => encodeURIComponent(text);

/** What injected texts have changed in the page. @returns {string[]} */
function harm() {
  const rightToLeft = /[\u0590-\u08ff\u202a-\u202e\u2066-\u2069]/;
  const found = [];
  for (const element of document.querySelectorAll('*')) {
    if (element.matches('vitrine-hostile, .hostile, img[src="x"], main i:not([class]), a[href^="javascript:"]'))
      found.push(element.outerHTML);
    found.push(
      ...[...element.attributes]
        .filter(({ name }) => name.startsWith('on'))
        .map(({ name }) => `${name} of ${element.localName}`),
    );
  }
  if (document.scripts.length !== 1) found.push(`${document.scripts.length} scripts`);
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { parentElement, data } = texts.currentNode;
    const bare = data.replace(/\u2068[^\u2069]*\u2069/g, '');
    if (rightToLeft.test(bare) && !parentElement.closest('bdi, [dir="auto"], .unseen')) {
      found.push(`not isolated: ${data.slice(0, 60)} in ${parentElement.outerHTML.slice(0, 80)}`);
    }
  }
  const { scrollWidth } = document.documentElement;
  if (scrollWidth > innerWidth) found.push(`${scrollWidth} px wide in a window of ${innerWidth}`);
  return found;
}

/** Fails on a dialog, wherever it comes from. */
function refuseDialogs(page) {
  const dialogs = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    dialog.dismiss();
  });
  return dialogs;
}

const views = {
  browse: ['#/browse', '#grid .tile'],
  'browse, filtered': [
    `#/browse?f.category=${encoded(override.category)}&q=${encoded('שלום <script>')}`,
    '.filter-word',
  ],
  clusters: ['#/clusters', '.card'],
  'one cluster': ['#/clusters/0', '.cluster-head'],
  spotlight: [`#/spotlight?start=${[...byKey].find(([, row]) => row === override)[0]}`, '.pick img'],
  'clusters anew': ['#/clusters/anew', 'main .anew-group'],
  curation: ['#/curation', 'main .member img'],
  about: ['#/about', '.figures-list'],
};

for (const width of [360, 1440]) {
  for (const [view, [address, landmark]] of Object.entries(views)) {
    check(`${view}, ${width}`, { width, motion: 'reduce' }, async ({ page, go, sees }) => {
      const dialogs = refuseDialogs(page);
      await go(address);
      await sees(landmark);
      assert.deepEqual(await page.evaluate(harm), []);
      assert.deepEqual(dialogs, []);
    });
  }

  check(`every picture, ${width}`, { width, motion: 'reduce', jumps: true }, async ({ page, go, until, sees }) => {
    const dialogs = refuseDialogs(page);
    await go(`#/picture/${shard.columns.key[0]}`);
    await sees('.picture');
    if (!(await page.$('.label'))) await page.keyboard.press('i');
    for (const [key, row] of byKey) {
      await page.evaluate((hash) => {
        location.hash = hash;
      }, `#/picture/${key}`);
      if (!row) continue;
      await until(
        (wanted) =>
          document.querySelector('.label h2')?.textContent === wanted && document.querySelector('.label .caption'),
        row.title,
      );
      assert.equal(await page.$eval('.label .credit', (credit) => credit.textContent), row.credit);
      assert.deepEqual(await page.evaluate(harm), []);
      assert.deepEqual(
        await page.$$eval('.label :is(h2, p, dd)', (all) =>
          all.filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.textContent),
        ),
        [],
      );
    }
    assert.deepEqual(dialogs, []);
  });
}

check('the contact sheet', { only: 'chromium', motion: 'reduce', jumps: true }, async ({ page, go, sees }) => {
  await go('#/spotlight');
  await sees('.pick img');
  await page.emulateMediaType('print');
  assert.ok(await page.$$eval('.pick em', (names) => names.some((name) => /[<"=]/.test(name.textContent))));
  assert.deepEqual(await page.evaluate(harm), []);
});

check('a picture without a title has a name all the same', {}, async ({ go, until }) => {
  const untitled = shard.columns.key.filter((_, at) => shard.columns.title[at] === '' && shard.columns.width[at] > 0);
  assert.ok(untitled.length > 0);
  await go(`#/picture/${untitled[0]}`);
  await until(() => /^Untitled, ./.test(document.querySelector('.stage img.sharp')?.alt ?? ''));
});

check('filters in their sheet', { width: 360 }, async ({ page, go, click, sees }) => {
  await go('#/browse');
  await click('.narrower-only');
  await sees('.facet-sheet .facet-value');
  assert.deepEqual(await page.evaluate(harm), []);
});

check('the page as it was published', { script: false }, async ({ page, go }) => {
  const dialogs = refuseDialogs(page);
  await go('');
  assert.equal(await page.title(), title);
  assert.deepEqual(await page.evaluate(harm), []);
  const name = await page.$eval('.tile.blank .name', (element) => element.textContent);
  assert.ok(name.length > 70 && name.endsWith('…') && rows.at(-1).title.startsWith(name.slice(0, -1)), name);
  assert.deepEqual(dialogs, []);
});

/** The cells of a CSV file, by row. */
function cellsOf(text) {
  const cells = [...text.matchAll(/("(?:[^"]|"")*"|[^,\r\n]*)(,|\r\n)/g)];
  const lines = [[]];
  for (const [, cell, end] of cells) {
    lines.at(-1).push(cell.startsWith('"') ? cell.slice(1, -1).replace(/""/g, '"') : cell);
    if (end === '\r\n') lines.push([]);
  }
  return lines.slice(0, -1);
}

check('what is exported', { only: 'chromium' }, async ({ page, go, click, says, until }) => {
  await page.evaluateOnNewDocument(() => {
    const keep = URL.createObjectURL;
    URL.createObjectURL = (blob) => {
      blob.text().then((text) => {
        window.exported = text;
      });
      return keep(blob);
    };
  });
  await go(`#/browse?sel=${shard.columns.key.join('')}`);
  await says(new RegExp(`${manifest.count} selected`));
  const exported = async (kind) => {
    await page.evaluate(() => {
      window.exported = '';
    });
    await click('.tray .exports > button');
    await page.locator(`.tray .exports ::-p-text(${kind})`).click();
    await until(() => window.exported);
    return page.evaluate(() => window.exported);
  };
  const lines = cellsOf(await exported('CSV'));
  assert.equal(lines.length, manifest.count + 1);
  for (const line of lines) {
    assert.equal(line.length, lines[0].length);
    assert.deepEqual(
      line.filter((cell) => /^[=+\-@\t\r\n]/.test(cell)),
      [],
    );
  }
  assert.ok(lines.flat().includes(`'${formula.title}`));

  const json = JSON.parse(await exported('JSON'));
  for (const row of rows) {
    const found = json.find(({ id }) => id === row.id.trim());
    assert.deepEqual([found.title, found.credit, found.source_url], [row.title, row.credit, row.source_url]);
  }
  assert.equal((await exported('Identifiers')).trimEnd().split('\n').length, manifest.count);
});
