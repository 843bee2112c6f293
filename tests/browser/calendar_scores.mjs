// What the page shows of a site's calendars is what the command line says of its warehouse, under both objectives: the
// published candidates, and those that the page finds itself. (To the last bit: tests/wasm/calendar_site_test.mjs.)
import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { check, site, vitrine } from './harness.mjs';

const folder = mkdtempSync(join(tmpdir(), 'vitrine-'));
after(() => rmSync(folder, { recursive: true }));

/** Name and total of each candidate, from a copy of the site's warehouse. */
function candidatesOf(objective) {
  const copy = join(folder, `${objective}.db`);
  copyFileSync(site.replace(/site$/, 'db'), copy);
  const lines = execFileSync(vitrine, ['calendar', copy, '--objective', objective, '--json'], { encoding: 'utf8' });
  return lines
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
    .filter(({ event }) => event === 'candidate')
    .map(({ name, total }) => `${name} ${total.toFixed(3)}`);
}

const shown = () => {
  const cards = [...document.querySelectorAll('.compare article:not(.present)')];
  if (cards.length === 0 || cards.some((card) => card.getAttribute('aria-busy') === 'true')) return null;
  return cards.map(
    (card) => `${card.querySelector('h3 bdi').textContent} ${card.querySelector('b.figures').textContent}`,
  );
};

check('the candidates and their scores', { jumps: true }, async ({ page, go, sees, click, until }) => {
  await go('#/calendar');
  await sees('.slot img');
  await until(() => !/Fetching/.test(document.querySelector('.calendar-state').textContent));
  await click('.calendar .total');
  for (const [objective, word] of Object.entries({ classic: 'Classic', balanced: 'Balanced' })) {
    await click(`.objectives ::-p-text(${word})`);
    await click('.calendar-strip ::-p-text(Compare)');
    const found = await page.waitForFunction(shown, { timeout: 60_000, polling: 100 });
    assert.deepEqual(await found.jsonValue(), candidatesOf(objective));
    await page.keyboard.press('Escape');
    await until(() => !document.querySelector('dialog[open]'));
  }
});
