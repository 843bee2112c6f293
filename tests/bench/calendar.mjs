// The calendar's arithmetic in the page's module beside plain JavaScript, on made collections of 12,217 and of 100,000
// pictures with vectors of 512 axes: node calendar.mjs WASM-FOLDER [COUNT...]. Both must give the same answers; prints
// milliseconds of processor time.
import assert from 'node:assert/strict';

import { boardOf, rowsOf } from '../../web/calendar/board.js';
import { everything, startCalendar, startMain, vectorsOf } from '../wasm/parts.mjs';
import { columnsFile, madeCollection, plainCollection, vectorsFile } from './made_calendar.mjs';
import { median, numbers, processorTime } from './node.mjs';
import { months, PlainCalendar, targets } from './plain_calendar.mjs';

const counts = process.argv.length > 3 ? process.argv.slice(3).map(Number) : [12_217, 100_000];
const dimension = 512;
const most = 12; // alternatives of a slot
const slots = targets.map(([brightness, warmth, drama], slot) => ({
  month: `2026-${String(months[slot]).padStart(2, '0')}`,
  target: { brightness, warmth, drama, bonuses: [] },
}));

const main = await startMain();
const engine = await startCalendar(main);

async function medianTime(runs, work) {
  const times = [];
  for (let run = 0; run < runs; ++run) times.push(await processorTime(() => work(run)));
  return median(times);
}

/** Boards of pictures that are each there once. */
function madeBoards(count, boards) {
  const random = numbers(7);
  const row = () => Math.floor(random() * count);
  return Array.from({ length: boards }, () => {
    const board = new Set();
    while (board.size < slots.length) board.add(row());
    return [...board];
  });
}

const best = -1; // the cover's slot: the best of them
const near = (one, other) => assert.ok(Math.abs(one - other) < 1e-12, `${one} and ${other}`);

/** calendar.wasm and plain JavaScript of one collection, with the same methods. */
async function opened(count) {
  const made = madeCollection(count, dimension);
  const vectors = vectorsOf(main, await vectorsFile(made));
  const calendar = engine.open(await columnsFile(made), made.cluster);
  calendar.setVectors(vectors, everything(count));
  calendar.setSlots(slots, []);
  calendar.setObjective('balanced', null);
  const board = (rows) => boardOf(Int32Array.from(rows), best);
  const ours = {
    score: (rows) => calendar.score(board(rows)).total,
    alternatives: (rows, slot, many) => calendar.alternatives(board(rows), slot, many),
    improve: async (rows) => [...rowsOf(await calendar.improve(board(rows)))],
    candidate: async (method) => [...rowsOf(await calendar.byMethod(method))],
    close: () => (calendar.close(), vectors.delete()),
  };
  return [ours, new PlainCalendar(plainCollection(made))];
}

/** Prints a line: ours, plain JavaScript's, how many times as long. */
function compared(what, ours, plain) {
  const text = (time) => `${time < 10 ? time.toFixed(3) : time.toFixed(0)} ms`.padStart(14);
  const beside = plain === undefined ? '' : `${text(plain)} ${(plain / ours).toFixed(1).padStart(8)}×`;
  console.log(`  ${what.padEnd(48)}${text(ours)}${beside}`);
}

async function measure(count) {
  const [ours, plain] = await opened(count);
  const boards = madeBoards(count, 200);
  const [board] = boards;
  for (const rows of boards) near(ours.score(rows), plain.score(rows));
  for (const slot of [0, 5]) {
    const expected = plain.alternatives(board, slot, most);
    for (const [i, { row, change }] of (await ours.alternatives(board, slot, most)).entries()) {
      near(change, expected[i].change);
      assert.equal(row, expected[i].row);
    }
  }

  console.log(`${count} x ${dimension}`.padEnd(50) + 'calendar.wasm'.padStart(14) + 'JavaScript'.padStart(14));
  const both = async (runs, work) => [await medianTime(runs, work(ours)), await medianTime(runs, work(plain))];
  const scores = await both(9, (calendar) => () => boards.forEach((rows) => calendar.score(rows)));
  compared('the score of a board', ...scores.map((time) => time / boards.length));
  const placed = (run) => [...board.slice(0, -1), boards[run + 1][0]];
  const alternatives = (slot) => (calendar) => (run) => calendar.alternatives(placed(run), slot, most);
  compared('alternatives, after a picture was placed', ...(await both(5, alternatives(5))));
  compared('alternatives of another slot of that board', ...(await both(5, alternatives(2))));

  // The two go other ways to boards that no exchange makes better; plain JavaScript takes minutes where there are many.
  let [improved, plainly] = [board, undefined];
  const isQuick = count <= 20_000;
  const improving = await processorTime(async () => (improved = await ours.improve(board)));
  const plainTime = isQuick ? await processorTime(() => (plainly = plain.improve(board))) : undefined;
  const totals = [improved, plainly].filter(Boolean).map((rows) => plain.score(rows).toFixed(4));
  compared(`improve a board, to ${totals.join(' and ')}`, improving, plainTime);
  near(plain.score(plain.improve(improved)), plain.score(improved));
  for (const method of ['A', 'B', 'C', 'D', 'E', 'F']) {
    let found = [];
    const time = await processorTime(async () => (found = await ours.candidate(method)));
    compared(`candidate ${method}, of ${plain.score(found).toFixed(4)}`, time);
  }
  ours.close();
}

for (const count of counts) await measure(count);
