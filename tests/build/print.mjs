// node print.mjs VITRINE WAREHOUSE: the print file of a calendar of small photos, from the command line: it stops for
// their resolution; accepted, it is read back by poppler in German and Arabic; a run that is ended leaves no part of it.
import { strict as assert } from 'node:assert';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';

const [vitrine, given] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'vitrine-print-'));
after(() => rmSync(folder, { recursive: true }));
const warehouse = join(folder, 'w.db');
copyFileSync(given, warehouse);
mkdirSync(join(folder, 'out'));
const pdf = join(folder, 'out', 'calendar.pdf');

const words = (/** @type {string[]} */ ...more) => ['calendar', warehouse, '--pdf', pdf, ...more];
const print = (/** @type {string[]} */ ...more) => spawnSync(vitrine, words(...more), { encoding: 'utf8' });
const table = (/** @type {string} */ command) =>
  execFileSync(command.split(' ')[0], [...command.split(' ').slice(1), pdf], { encoding: 'utf8' })
    .split('\n')
    .slice(2)
    .filter(Boolean)
    .map((line) => line.trim().split(/\s+/));

test('small photos stop, and nothing is written', () => {
  const { status, stderr } = print('--first-month', '2026-12', '--months', '13', '--language', 'en');
  assert.equal(status, 1);
  assert.match(stderr, /150 are the least, in dots an inch: cover \d+, December 2026 \d+.*--accept-resolution/);
  assert.deepEqual(readdirSync(join(folder, 'out')), []);
});

for (const language of ['de', 'ar']) {
  test(`accepted, it is a calendar: ${language}`, () => {
    const { status, stdout, stderr } = print(
      '--accept-resolution',
      '--language',
      language,
      '--paper',
      'A3',
      '--landscape',
    );
    assert.equal(status, 0, stderr);
    assert.match(stdout, /Printed 28 pages/);
    for (const font of table('pdffonts')) assert.deepEqual([font.at(-5), font.at(-4)], ['yes', 'yes'], font.join(' '));
    const images = table('pdfimages -list');
    assert.equal(images.length, 14 + 13);
    for (const image of images) {
      assert.equal(image[5], 'icc', image.join(' '));
      assert.ok(Number(image[12]) <= 300 && Number(image[13]) <= 300, image.join(' '));
    }
    const name = new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' });
    for (let slot = 0; slot < 13; ++slot) {
      const page = String(3 + 2 * slot);
      const text = execFileSync('pdftotext', ['-f', page, '-l', page, pdf, '-'], { encoding: 'utf8' });
      // Poppler gives Arabic letters in presentation forms, with marks of direction and gaps between them.
      const plain = text.normalize('NFKC').replace(/[\s\u200e\u200f\u202a-\u202e]/g, '');
      assert.ok(plain.includes(name.format(new Date(Date.UTC(2026, 11 + slot)))), `page ${page}: ${plain}`);
    }
    rmSync(pdf);
  });
}

test('a run that is ended leaves the whole file or none', async () => {
  for (let wait = 10; wait < 1500; wait *= 1.3) {
    const child = spawn(vitrine, words('--accept-resolution', '--paper', 'A5'), { stdio: 'ignore' });
    const ended = new Promise((resolve) => child.on('exit', resolve));
    setTimeout(() => child.kill('SIGINT'), wait);
    await ended;
    assert.ok(
      readdirSync(join(folder, 'out')).every((file) => file === 'calendar.pdf'),
      `ended after ${wait} ms`,
    );
    if (existsSync(pdf)) {
      execFileSync('qpdf', ['--check', pdf]);
      rmSync(pdf);
    }
  }
});
