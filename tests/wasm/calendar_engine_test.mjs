// web/calendar/engine.js over the real calendar.wasm in node. Usage: calendar_engine_test.mjs FOLDER-OF-THE-WASM-BUILD
import assert from 'node:assert/strict';
import test from 'node:test';

import { boardOf, emptyBoard, filled, lock, markCover, place, rowsOf, setFocus } from '../../web/calendar/board.js';
import { COMPONENTS } from '../../web/calendar/engine.js';
import { asBoardFile, fromBoardFile } from '../../web/calendar/exchange.js';
import { columnsFile, madeCollection, vectorsFile } from '../bench/made_calendar.mjs';
import { everything, startCalendar, startCore, vectorsOf } from './parts.mjs';

const core = await startCore();
const main = core.module;
const engine = await startCalendar(main);

const count = 400;
const made = madeCollection(count, 32);
const columns = await columnsFile(made);
const file = await vectorsFile(made);
const target = { brightness: 0.5, warmth: 0.25, drama: 0.75, bonuses: new Float32Array() };
const slots = ['', '2026-12', '2027-01', '2027-02', '2027-03'].map((month) => ({ month, target }));
const near = (one, other) => assert.ok(Math.abs(one - other) < 1e-12, `${one} and ${other}`);
const sum = (numbers) => numbers.reduce((all, one) => all + one, 0);

function opened({ vectors = vectorsOf(main, file) } = {}) {
  const calendar = engine.open(columns, made.cluster);
  calendar.setSlots(slots, []);
  calendar.setObjective('balanced', null);
  if (vectors) calendar.setVectors(vectors, everything(count));
  return calendar;
}

test('a score is made of its components, and of what each slot has of them', () => {
  const calendar = opened();
  const board = place(place(emptyBoard(5), 0, 17), 3, 18);
  const score = calendar.score(board);
  near(score.total, sum(score.added));
  near(score.total, sum(score.values) / 6);
  assert.equal(score.slots.length, 5);
  assert.ok(score.slots[1].every(Number.isNaN), 'it is empty');
  assert.ok(Number.isNaN(score.slots[0][2]), 'a cover has no month');
  near(score.slots[3][2], calendar.fits(18)[3]);
  near(score.values[0], (score.slots[0][0] + score.slots[3][0]) / 5);
  assert.deepEqual([...score.alike], [3, -1, -1, 0, -1]);
  assert.equal(score.coverSlot, 0, 'it has a page of its own');
  assert.equal(calendar.score({ ...board, cover: 3 }).coverSlot, 0);
  assert.equal(calendar.score(emptyBoard(5)).coverSlot, -1);
  assert.ok(calendar.states().every((state) => state === 'known'));
  calendar.close();
});

test('weights in use are those that were set, or the objective’s own', () => {
  const calendar = opened();
  assert.deepEqual([...calendar.weights()], [1, 1, 1, 1, 1, 1]);
  calendar.setObjective('classic', null);
  assert.deepEqual([...calendar.weights()], [2, 1.5, 0.8, 0.5, 1, 0.3]);
  calendar.setObjective('balanced', [0.1, 0, 2.35, 1, 1, 10]);
  assert.deepEqual([...calendar.weights()], [0.1, 0, 2.35, 1, 1, 10]);
  const { added } = calendar.score(place(emptyBoard(5), 1, 3));
  assert.equal(added[1], 0);
  calendar.close();
});

test('what is known of a row; what is not is NaN', () => {
  const calendar = opened();
  const unseen = made.shown.indexOf(0);
  const seen = made.shown.findIndex((times) => times > 0);
  const facts = calendar.facts(seen);
  assert.equal(facts.preference, made.preference[seen]);
  assert.equal(facts.shown, made.shown[seen]);
  assert.equal(facts.chosen, made.chosen[seen]);
  assert.equal(facts.focus[0], 0.5);
  near(facts.brightness, made.brightness[seen] / 10_000);
  assert.ok(Number.isNaN(calendar.facts(unseen).preference));
  calendar.close();
});

test('an alternative changes the score by what it says, and they are the best there are', async () => {
  const calendar = opened();
  const board = place(place(emptyBoard(5), 1, 17), 3, 18);
  for (const slot of [1, 2]) {
    const { total } = calendar.score(board);
    const alternatives = await calendar.alternatives(board, slot, 7);
    const all = everything(count).filter((row) => row !== 17 && row !== 18);
    const totalWith = (row) => calendar.score(place(board, slot, row)).total - total;
    const changes = [...all].map(totalWith).sort((one, other) => other - one);
    assert.equal(alternatives.length, 7);
    for (const [at, { row, change, changes: parts }] of alternatives.entries()) {
      near(change, totalWith(row));
      near(change, changes[at]);
      near(change, sum(parts));
      assert.equal(parts.length, COMPONENTS.length);
    }
  }
  calendar.close();
});

test('only eligible pictures are proposed, and on demand only those with evidence', async () => {
  const calendar = opened();
  const few = Int32Array.from({ length: 60 }, (_, at) => at * 3);
  calendar.setEligible(few);
  const board = await calendar.byMethod('A');
  assert.equal(filled(board), 5);
  assert.ok([...rowsOf(board)].every((row) => few.includes(row)));
  calendar.setEvidenceRequired(true);
  const alternatives = await calendar.alternatives(emptyBoard(5), 0, 1000);
  assert.deepEqual(
    alternatives.map(({ row }) => row).sort((one, other) => one - other),
    [...few.filter((row) => made.shown[row] > 0)],
  );
  calendar.close();
});

test('completing changes nothing else; improving never lowers the score and keeps to the locks', async () => {
  const calendar = opened();
  const some = lock(place(place(emptyBoard(5), 1, 17), 3, 18), 3, true);
  const whole = await calendar.complete(some);
  assert.equal(filled(whole), 5);
  assert.deepEqual([rowsOf(whole)[1], rowsOf(whole)[3]], [17, 18]);
  const parts = [];
  const better = await calendar.improve(some, { onProgress: (part) => parts.push(part) });
  assert.equal(rowsOf(better)[3], 18);
  assert.ok(calendar.score(better).total >= calendar.score(whole).total);
  assert.ok(parts.every((part) => part >= 0 && part <= 1));
  const best = await calendar.byMethod('F');
  for (const method of 'ABCDE')
    assert.ok(calendar.score(best).total >= calendar.score(await calendar.byMethod(method)).total, method);
  calendar.close();
});

test('a search ends when it is told to, or when something else is judged', async () => {
  const calendar = opened();
  const stop = new AbortController();
  const stopped = calendar.improve(emptyBoard(5), { signal: stop.signal, onProgress: () => stop.abort() });
  await assert.rejects(stopped, { name: 'AbortError' });
  let told = 0;
  const superseded = calendar.improve(emptyBoard(5), {
    onProgress: () => ++told === 1 && calendar.setObjective('classic', null),
  });
  await assert.rejects(superseded, { name: 'AbortError' });
  calendar.score(emptyBoard(5));
  calendar.close();
});

test('without vectors the difference of pictures is not known; vectors that are gone are a sentence', async () => {
  const without = opened({ vectors: null });
  assert.notEqual(without.states()[4], 'known');
  assert.equal(without.score(place(emptyBoard(5), 0, 3)).values[4], 0.5);
  without.close();
  const vectors = vectorsOf(main, file);
  const calendar = opened({ vectors });
  vectors.delete();
  assert.throws(() => calendar.score(emptyBoard(5)), /vectors are no longer there/);
  await assert.rejects(calendar.alternatives(emptyBoard(5), 0, 3), /vectors are no longer there/);
  await assert.rejects(calendar.byMethod('F'), /vectors are no longer there/);
  calendar.close();
});

test('what is no such thing is a sentence, and leaves the engine usable', async () => {
  assert.throws(() => engine.open(columns.slice(1), made.cluster), /VTRC/);
  assert.throws(() => engine.open(columns.slice(0, -1), made.cluster), /damaged/);
  assert.throws(() => engine.open(columns, made.cluster.slice(1)), /another number of rows/);
  const calendar = opened();
  assert.throws(() => calendar.setSlots([], []), /1 to 400 slots/);
  assert.throws(() => calendar.setSlots([{ month: '2026-13', target }], []), /months? from|month from/);
  assert.throws(() => calendar.setObjective('best', null), /Objective 0 or 1/);
  assert.throws(() => calendar.setObjective('balanced', [-1, 0, 0, 0, 0, 0]), /weights of 0 or more/);
  assert.throws(() => calendar.setEligible(Int32Array.of(count)), /each below their number/);
  assert.throws(() => calendar.score(boardOf([3, 3, -1, -1, -1], -1)), /^Error: /);
  assert.throws(() => calendar.fits(count), /^Error: /);
  assert.throws(() => calendar.facts(-1), /^Error: /);
  await assert.rejects(calendar.byMethod('G'), /A to F/);
  await assert.rejects(calendar.alternatives(emptyBoard(5), 5, 3), /slot of the calendar/);
  assert.equal(calendar.score(emptyBoard(5)).slots.length, 5);
  calendar.close();
});

/** The same by Date. */
function monthByDate(year, month, weekStart) {
  const day = (number) => new Date(Date.UTC(year, month - 1, number));
  const first = (((day(1).getUTCDay() + 6) % 7) + 1 - weekStart + 7) % 7;
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const weeks = Array.from({ length: Math.ceil((first + days) / 7) }, (_, row) => {
    const thursday = day(1 + 7 * row - first + ((11 - weekStart) % 7));
    assert.equal(thursday.getUTCDay(), 4);
    return Math.floor((thursday - Date.UTC(thursday.getUTCFullYear(), 0, 1)) / (7 * 86_400_000)) + 1;
  });
  return { first, days, weeks };
}

test('the grids of all months of 40 years are those that Date gives, for each day that weeks begin with', () => {
  for (let year = 2010; year < 2050; year++)
    for (let month = 1; month <= 12; month++)
      for (let weekStart = 1; weekStart <= 7; weekStart++)
        assert.deepEqual(engine.month(year, month, weekStart), monthByDate(year, month, weekStart));
});

test('months are grids of weeks', () => {
  assert.deepEqual(engine.month(2027, 1, 1), { first: 4, days: 31, weeks: [53, 1, 2, 3, 4] });
  assert.equal(engine.month(2027, 13, 1), null);
});

test('a board that is exported is read back by the core as the same board; a misspelt key is a sentence', () => {
  let board = markCover(setFocus(place(place(emptyBoard(5), 1, 17), 3, 18), 3, [0.333, 1]), 3);
  board = lock(board, 4, true);
  const arrangement = { board, objective: 'classic', weights: [0.1, 0.35, 2.5, 1, 0, 9.99] };
  const named = { name: 'Ours “2027”', maker: 'Ada' };
  const calendar = { collection: 'c0ffee', firstMonth: '2026-12', slots: 5 };
  const text = asBoardFile(arrangement, named, calendar, (row) => `id ${row}`);
  const bytes = (/** @type {string} */ file) => new TextEncoder().encode(file);
  const rows = new Map([17, 18].map((row) => [`id ${row}`, row]));
  const read = (/** @type {typeof calendar} */ of) =>
    fromBoardFile(core.readBoard(bytes(text), 'board.json'), of, rows);
  assert.deepEqual(read(calendar), { arrangement, named, gone: [], began: '' });
  assert.equal(read({ ...calendar, firstMonth: '2027-01' }).began, '2026-12');
  assert.throws(() => core.readBoard(bytes(text.replace('"cover"', '"covers"')), 'board.json'), /"covers"/);
  assert.throws(() => core.readBoard(bytes('moon'), 'board.json'), /board\.json/);
});
