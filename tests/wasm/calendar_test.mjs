// calendar.wasm: every export is called once. Usage: calendar_test.mjs FOLDER-OF-THE-WASM-BUILD
import assert from 'node:assert/strict';
import test from 'node:test';

import { moduleOpener, toMain } from '../../web/module.js';
import { columnsFile, madeCollection, vectorsFile } from '../bench/made_calendar.mjs';
import { calendar, startMain, vectorsOf, watched } from './parts.mjs';

const DONE = 0;
const MORE = 1;
const FAILED = 2;
const count = 300;
const slots = 13;
const components = 6;

test('every export can be called', async () => {
  const main = await startMain();
  const { functions } = await moduleOpener(toMain(main), calendar)();
  const { side, names, notCalled } = await watched(functions, 'calendar.wasm');

  const put = (array) => {
    const address = main._malloc(array.byteLength);
    new Uint8Array(main.HEAPF32.buffer, address).set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
    return address;
  };
  const ints = (address, length) => [...new Int32Array(main.HEAPF32.buffer, address, length)];
  const doubles = (address, length) => [...new Float64Array(main.HEAPF32.buffer, address, length)];
  const failed = (returned, nothing, sentence) => {
    assert.equal(returned, nothing);
    assert.match(main.UTF8ToString(side.calendar_error()), sentence);
  };
  const finish = (step, handle, budget) => {
    let steps = 1;
    for (; side[step](handle, budget) === MORE; steps++) assert.ok(steps < 100_000);
    return steps;
  };

  assert.equal(main.UTF8ToString(side.calendar_build()), main.build());
  const made = madeCollection(count, 32);
  const columns = await columnsFile(made);
  const clusters = put(made.cluster);
  const one = side.calendar_open(put(columns), columns.length, clusters, count);
  assert.notEqual(one, 0);
  failed(side.calendar_open(put(columns), 20, clusters, count), 0, /more or fewer bytes/);
  failed(side.calendar_open(0, 20, clusters, count), 0, /Rows of the collection/);

  const months = put(Int32Array.from({ length: slots }, (_, slot) => ((slot + 11) % 12) + 1));
  const targets = put(Float32Array.from({ length: slots * 3 }, (_, i) => (i % 10) / 10));
  const bonuses = put(Float32Array.from({ length: slots * 2 }, () => 0.05));
  assert.equal(side.calendar_set_slots(one, slots, months, targets, 2, bonuses), DONE);
  failed(side.calendar_set_slots(one, 0, months, targets, 2, bonuses), FAILED, /1 to 400 slots/);
  assert.deepEqual(ints(side.calendar_states(one), components), [0, 0, 0, 0, 2, 0]);

  const vectors = vectorsOf(main, await vectorsFile(made));
  const of = put(Int32Array.from({ length: count }, (_, row) => row));
  const set = (stride) => side.calendar_set_vectors(one, vectors.data(), count, stride, 1 / 64, of);
  failed(set(20), FAILED, /multiple of 16/);
  assert.equal(set(vectors.stride()), DONE);
  assert.deepEqual(ints(side.calendar_states(one), components), [0, 0, 0, 0, 0, 0]);

  const eligible = put(Int32Array.from({ length: 250 }, (_, i) => i));
  assert.equal(side.calendar_set_eligible(one, eligible, 250), DONE);
  assert.equal(side.calendar_set_evidence_required(one, 1), DONE);
  assert.equal(side.calendar_set_evidence_required(one, 0), DONE);
  failed(side.calendar_set_objective(one, 7, 0), FAILED, /Objective 0 or 1/);
  assert.equal(side.calendar_set_objective(one, 1, 0), DONE);
  const weights = put(Float32Array.of(1, 1, 2, 1, 1, 0));
  assert.equal(side.calendar_set_objective(one, 0, weights), DONE);

  assert.deepEqual(doubles(side.calendar_weights(one), components), [1, 1, 2, 1, 1, 0]);

  const rows = Int32Array.from({ length: slots }, (_, slot) => (slot === 4 ? -1 : slot * 19));
  const board = put(rows);
  const score = doubles(side.calendar_score(one, board, -1), 1 + 2 * components + slots * components);
  const added = score.slice(1 + components, 1 + 2 * components);
  assert.ok(Math.abs(score[0] - added.reduce((all, part) => all + part)) < 1e-12);
  assert.ok(score.slice(1, 1 + components).every((value) => value >= 0 && value <= 1));
  const slotAt = (slot) => score.slice(13 + slot * components, 13 + (slot + 1) * components);
  assert.ok(slotAt(4).every(Number.isNaN));
  assert.ok(slotAt(5).every(Number.isFinite));
  const alike = ints(side.calendar_alike(one), slots + 1);
  assert.equal(alike[4], -1);
  assert.ok(alike[0] > 0 && alike[slots] >= 0);
  failed(side.calendar_score(one, board, slots), 0, /cover/);
  failed(side.calendar_score(one, eligible - 4, -1), 0, /A board must/);

  assert.equal(doubles(side.calendar_fits(one, 19), slots)[1], slotAt(1)[2]);
  failed(side.calendar_fits(one, count), 0, /Rows of the collection/);
  const facts = doubles(side.calendar_facts(one, 19), 10);
  assert.equal(facts[3], made.shown[19]);
  assert.equal(facts[5], made.brightness[19] / 10_000);

  const alternatives = side.calendar_alternatives_open(one, board, -1, 4, 12);
  assert.notEqual(alternatives, 0);
  assert.ok(finish('calendar_alternatives_step', alternatives, 64) > 10);
  assert.equal(side.calendar_alternatives_size(alternatives), 12);
  const best = ints(side.calendar_alternatives_rows(alternatives), 12);
  const changes = doubles(side.calendar_alternatives_changes(alternatives), 12 * (1 + components));
  const filled = put(Int32Array.from(rows, (row) => (row < 0 ? best[0] : row)));
  assert.equal(doubles(side.calendar_score(one, filled, -1), 1)[0] - score[0], changes[0]);
  side.calendar_alternatives_close(alternatives);
  failed(side.calendar_alternatives_open(one, board, -1, slots, 12), 0, /A slot of the calendar/);
  failed(side.calendar_alternatives_step(0, 1), FAILED, /not been opened/);

  const none = put(new Int32Array(slots));
  for (const open of [
    () => side.calendar_method_open(one, 'F'.charCodeAt(0)),
    () => side.calendar_complete_open(one, board, 3),
    () => side.calendar_improve_open(one, board, 3, none),
  ]) {
    const search = open();
    assert.notEqual(search, 0);
    assert.equal(side.calendar_search_step(search, 100), MORE);
    assert.ok(side.calendar_search_progress(search) < 1);
    finish('calendar_search_step', search, 10_000);
    assert.equal(side.calendar_search_progress(search), 1);
    const found = ints(side.calendar_search_board(search), slots);
    assert.equal(new Set(found).size, slots);
    const cover = side.calendar_search_cover(search);
    assert.ok(cover === -1 || cover === 3);
    assert.ok(doubles(side.calendar_score(one, put(Int32Array.from(found)), cover), 1)[0] > score[0]);
    side.calendar_search_close(search);
  }
  failed(side.calendar_method_open(one, 'G'.charCodeAt(0)), 0, /A method from A to F/);
  failed(side.calendar_search_step(0, 1), FAILED, /not been opened/);

  assert.deepEqual(ints(side.calendar_month(2027, 2, 1), 9), [0, 28, 4, 5, 6, 7, 8, 0, 0]);
  failed(side.calendar_month(2027, 0, 1), 0, /month from 1 to 12/);
  side.calendar_close(one);

  assert.deepEqual(notCalled(), []);
  assert.ok(names.length >= 30, names.join());
});
