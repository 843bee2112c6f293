// The calendar of a site, as the page opens and judges it, against the command line: the same candidates, and ten boards
// with the same scores to the last bit, under both objectives. node FILE WASM-FOLDER VITRINE WAREHOUSE SITE
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFileSync, createReadStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { after, before, test } from 'node:test';

import { boardOf, clear, emptyBoard, markCover, place, rowsOf, swap } from '../../web/calendar/board.js';
import { OBJECTIVES } from '../../web/calendar/engine.js';
import { CalendarSession } from '../../web/calendar/session.js';
import { Store } from '../../web/store.js';
import { Transport } from '../../web/transport.js';
import { startCore } from './parts.mjs';

const [vitrine, warehouse, site] = process.argv.slice(3);
const components = ['preference', 'variety', 'month_fit', 'cover_fit', 'difference', 'evidence'];
const methods = [...'ABCDEF'];

const folder = mkdtempSync(join(tmpdir(), 'vitrine-'));
after(() => rmSync(folder, { recursive: true }));

/** The page's session of the site, its vectors read. @type {CalendarSession} */
let session;
before(async () => {
  const fromDisk = new Transport(async (path) => Readable.toWeb(createReadStream(join(site, path))));
  const core = await startCore();
  const store = new Store(core, core.readManifest(readFileSync(join(site, 'api/collection.json'))), fromDisk);
  await Promise.all([store.loadImages(), (session = CalendarSession.of(store)).open()]);
  await session.loadVectors();
  assert.equal(session.isWaitingForVectors, false);
});

/** Candidates of the command line on a copy of the warehouse, after boards were applied to it. */
function candidatesOf(objective, files) {
  const copy = join(folder, `${objective}.db`);
  copyFileSync(warehouse, copy);
  const run = (...options) => execFileSync(vitrine, options, { encoding: 'utf8' });
  run('calendar', copy, '--objective', objective, '--quiet');
  for (const file of files) run('analyse', copy, '--apply', file, '--quiet');
  const lines = run('calendar', copy, '--json').trim().split('\n');
  return lines.map((line) => JSON.parse(line)).filter(({ event }) => event === 'candidate');
}

/** Boards that no method gives: two months exchanged, a slot empty and a cover marked, one picture, pictures in a row. */
function madeBoards() {
  const { rows, cover } = session.plan.candidates.find(({ method }) => method === 'F');
  const best = boardOf(rows, cover);
  const alone = place(emptyBoard(rows.length), 4, rows[0]);
  const first = boardOf(
    Int32Array.from(rows, (_, slot) => slot * 7),
    -1,
  );
  return { exchanged: swap(best, 1, 6), covered: markCover(clear(best, 3), 9), alone, first };
}

/** What the page has of a board, as the command line prints it. */
function judged(name, board) {
  const { total, values, coverSlot } = session.scoreOf(board);
  const { collection } = session.store;
  const pictures = Array.from(rowsOf(board), (row) => (row < 0 ? '' : collection.id(row)));
  const parts = Object.fromEntries(components.map((component, at) => [component, values[at]]));
  return { name, total, ...parts, pictures, cover: coverSlot };
}

/** A line of the command line, as judged() gives it. */
const asJudged = ({ event: _event, method: _method, maker: _maker, ...line }) => line;

for (const objective of OBJECTIVES) {
  test(`${objective}: ten boards are worth the same, and the page finds the same candidates`, async () => {
    const made = Object.entries(madeBoards());
    const files = made.map(([name, board]) => {
      session.setBoard(board);
      const file = join(folder, `${name}.json`);
      writeFileSync(file, session.asFile(name, 'a test'));
      return file;
    });
    session.setObjective(objective);
    const expected = candidatesOf(objective, files);
    const found = [];
    for (const method of methods) found.push(judged(method, await session.candidate(method)));
    found.push(...made.map(([name, board]) => judged(name, board)));
    assert.equal(found.length, 10);
    for (const one of found) assert.deepEqual(one, asJudged(expected.find(({ name }) => name === one.name)));
  });
}

test('the published candidates are those of the command line', () => {
  const { candidates, objective } = session.plan;
  session.setObjective(objective);
  const published = candidates.map(({ name, rows, cover }) => judged(name, boardOf(rows, cover)));
  assert.deepEqual(published, candidatesOf(objective, []).map(asJudged));
});
