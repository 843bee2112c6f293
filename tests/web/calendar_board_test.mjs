// The board of the calendar as a value, its history, and how it leaves the page and comes back.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  add,
  boardOf,
  clear,
  clearAll,
  emptyBoard,
  filled,
  focusAt,
  lock,
  markCover,
  place,
  rowsOf,
  sameBoard,
  samePlaces,
  setFocus,
  slotOf,
  swap,
  withFound,
  withLocked,
} from '../../web/calendar/board.js';
import {
  asBoardFile,
  boardAsCsv,
  formatBoard,
  fromBoardFile,
  parseBoard,
  weightOf,
} from '../../web/calendar/exchange.js';
import { History } from '../../web/calendar/history.js';
import { SavedBoards } from '../../web/calendar/saved.js';
import { withStorage } from './storage.mjs';

const rows = (board) => [...rowsOf(board)];
const KEYS = ['-lcfABCD', '--------', 'AAAAAAAA', 'bbbbbbbb', 'cc_cc-cc', 'dddddddd'];
const keyOf = (row) => KEYS[row];
const rowOf = (key) => KEYS.indexOf(key);

test('a picture stands in one slot: placed again it changes places, and the cover goes with it', () => {
  let board = place(place(emptyBoard(4), 0, 7), 2, 9);
  assert.deepEqual(rows(board), [7, -1, 9, -1]);
  board = markCover(setFocus(board, 0, [0.25, 1]), 0);
  board = place(board, 2, 7);
  assert.deepEqual(rows(board), [9, -1, 7, -1]);
  assert.equal(board.cover, 2);
  assert.deepEqual(board.slots[2].focus, [0.25, 1]);
  board = place(board, 1, 7);
  assert.deepEqual(rows(board), [9, 7, -1, -1]);
  assert.equal(board.cover, 1);
  board = place(board, 1, 3);
  assert.equal(board.slots[1].focus, null, 'another picture has its own focus');
  assert.equal(board.cover, 1);
  assert.equal(clear(board, 1).cover, -1);
});

test('a locked slot stays as it is', () => {
  const board = lock(place(place(emptyBoard(3), 0, 7), 1, 9), 0, true);
  for (const same of [place(board, 0, 3), swap(board, 0, 1), clear(board, 0), place(board, 1, 7), lock(board, 0, true)])
    assert.equal(same, board);
  assert.deepEqual(rows(clearAll(board)), [7, -1, -1]);
  assert.deepEqual(rows(clear(lock(board, 0, false), 0)), [-1, 9, -1]);
  assert.deepEqual(rows(add(lock(emptyBoard(3), 1, true), [5, 6, 7])), [5, -1, 6]);
});

test('what means nothing changes nothing', () => {
  const board = place(emptyBoard(2), 0, 7);
  for (const same of [
    place(board, 2, 3),
    place(board, 1, -1),
    place(board, 0, 7),
    swap(board, 0, 0),
    swap(board, 0, 5),
    clear(board, 1),
    markCover(board, 1),
    setFocus(board, 1, [0, 0]),
    lock(board, 9, true),
  ])
    assert.equal(same, board);
});

test('rows are added to the first empty slots, each once', () => {
  const board = add(place(emptyBoard(4), 1, 7), [7, 3, 3, 4, 5]);
  assert.deepEqual(rows(board), [3, 7, 4, 5]);
  assert.equal(add(board, [6]), board);
  assert.equal(filled(board), 4);
  assert.equal(slotOf(board, 4), 2);
  assert.equal(slotOf(board, -1), -1);
});

test('what a search has found keeps locks, and the focus of pictures that are still there', () => {
  let board = setFocus(setFocus(place(place(emptyBoard(3), 0, 7), 1, 9), 0, [0, 0.5]), 1, [1, 1]);
  board = lock(board, 0, true);
  const found = withFound(board, boardOf([7, 3, 9], -1));
  assert.deepEqual(found.slots, [
    { row: 7, locked: true, focus: [0, 0.5] },
    { row: 3, locked: false, focus: null },
    { row: 9, locked: false, focus: [1, 1] },
  ]);
  assert.equal(found.cover, -1);
  assert.equal(withFound(board, boardOf([7, 3, 9], 2)).cover, -1, 'not marked before, not marked now');
  assert.equal(withFound(markCover(board, 1), boardOf([7, 3, 9], 2)).cover, 2);
});

test('what is offered is taken around the locked slots: their pictures stand once, their crops stay', () => {
  let board = setFocus(boardOf([1, 2, 3, -1], -1), 0, [0, 1]);
  board = [0, 2, 3].reduce((next, slot) => lock(next, slot, true), board);
  const taken = withLocked(board, boardOf([5, 1, 6, 7], 1));
  assert.deepEqual(rows(taken), [1, 5, 3, -1]);
  assert.deepEqual(taken.slots[0], board.slots[0]);
  assert.equal(taken.cover, 0, 'the mark of the cover goes with its picture');
  const offered = boardOf([5, 1, 6, 7], 1);
  assert.deepEqual(withLocked(emptyBoard(4), offered), offered);
});

test('boards are the same when all of their parts are', () => {
  const board = markCover(setFocus(place(emptyBoard(2), 0, 7), 0, [0.5, 0.5]), 0);
  assert.ok(sameBoard(board, markCover(setFocus(place(emptyBoard(2), 0, 7), 0, [0.5, 0.5]), 0)));
  for (const other of [
    place(board, 1, 8),
    markCover(board, 0),
    lock(board, 1, true),
    setFocus(board, 0, null),
    setFocus(board, 0, [0.5, 0.4]),
    emptyBoard(3),
  ])
    assert.ok(!sameBoard(board, other));
});

test('a focus is a point of the picture, in thousandths', () => {
  assert.deepEqual(focusAt(0.12345, 2), [0.123, 1]);
  assert.equal(focusAt(NaN, 0.5), null);
  assert.equal(focusAt(undefined, undefined), null);
  assert.deepEqual(boardOf([3, -1, 4], 1, [0.5, 0.25, 0, 0, NaN, NaN]), {
    slots: [
      { row: 3, locked: false, focus: [0.5, 0.25] },
      { row: -1, locked: false, focus: null },
      { row: 4, locked: false, focus: null },
    ],
    cover: -1,
  });
});

// --- history --------------------------------------------------------------------------------------------------

test('a movement of the hand is one step, and a step after undo forgets what was undone', () => {
  const history = new History('a');
  for (const value of ['b', 'c', 'd']) history.step(value, 'weight 1');
  history.step('e', 'weight 2');
  history.settle();
  history.step('f', 'weight 2');
  history.step('f');
  const past = [];
  while (history.canUndo) {
    history.undo();
    past.push(history.present);
  }
  assert.deepEqual(past, ['e', 'd', 'a']);
  history.undo();
  history.redo();
  assert.equal(history.present, 'd');
  history.step('x', 'weight 1');
  assert.equal(history.canRedo, false);
  history.undo();
  assert.equal(history.present, 'd', 'undo ends a movement');
});

// --- text -----------------------------------------------------------------------------------------------------

const plan = { slots: 6, objective: 'balanced' };

/** Every part of a board that a text can say. */
function fullOf(count) {
  let board = emptyBoard(count);
  for (let slot = 0; slot < count; ++slot) {
    board = setFocus(place(board, slot, slot), slot, [slot / count, 0.999]);
    board = lock(board, slot, true);
  }
  return { board: markCover(board, count - 1), objective: 'classic', weights: [0, 10, 0.35, 1, 2.5, 9.99] };
}

test('a text is read back as the same board', () => {
  for (const arrangement of [
    fullOf(6),
    { board: lock(place(emptyBoard(6), 3, 0), 0, true), objective: 'balanced', weights: null },
    { board: place(emptyBoard(6), 0, 1), objective: 'balanced', weights: [1, 1, 1, 1, 1, 1] },
    { board: emptyBoard(6), objective: 'classic', weights: null },
  ]) {
    const text = formatBoard(arrangement, 'balanced', keyOf);
    const parsed = parseBoard(text, plan, rowOf);
    assert.deepEqual(parsed, { arrangement, unknown: [] });
    assert.equal(decodeURIComponent(new URLSearchParams({ board: text }).toString()), `board=${text}`);
  }
  const empty = { board: emptyBoard(6), objective: 'balanced', weights: null };
  assert.equal(formatBoard(empty, 'balanced', keyOf), '');
  assert.deepEqual(parseBoard('', plan, rowOf), { arrangement: empty, unknown: [] });
});

test('an address with thirteen pictures and all that can be said of them has at most 300 characters', () => {
  const text = formatBoard(fullOf(13), 'balanced', () => '________');
  const address = `#/calendar?${new URLSearchParams({ board: text })}`;
  assert.ok(address.length <= 300, `${address.length} characters`);
});

test('what is no board is named, and the rest is taken', () => {
  const whole = (text) =>
    assert.deepEqual(parseBoard(text, plan, rowOf), { arrangement: null, unknown: [`board=${text}`] });
  for (const text of ['moon', 'zzzzzzzz', '*none', '*w1', '*w1_2_3_4_5_6_7', '-c', '-fAAAA', 'AAAAAAAAx', '%', '..'])
    whole(text);
  const { arrangement, unknown } = parseBoard(
    'AAAAAAAA.zzzzzzzz.AAAAAAAAl.-.-.bbbbbbbbc.cc_cc-cc.*classic.*moon',
    plan,
    rowOf,
  );
  assert.deepEqual(unknown, ['zzzzzzzz', 'AAAAAAAAl', 'cc_cc-cc', '*moon']);
  assert.deepEqual(rows(arrangement.board), [2, -1, -1, -1, -1, 3]);
  assert.equal(arrangement.board.cover, 5);
  assert.equal(arrangement.objective, 'classic');
});

test('a text of fewer slots leaves the others empty', () => {
  assert.deepEqual(rows(parseBoard('-.AAAAAAAA', plan, rowOf).arrangement.board), [-1, 2, -1, -1, -1, -1]);
});

// --- files ----------------------------------------------------------------------------------------------------

const of = { collection: 'c0ffee', firstMonth: '2026-12', slots: 6 };
const known = new Map(KEYS.map((key, row) => [`id ${row}`, row]));

/** As the core reads it (CalendarBoard): what is absent has its default. */
function read(text) {
  const file = JSON.parse(text);
  return {
    maker: '',
    ...file,
    cover: file.cover ?? -1,
    weights: Float32Array.from(file.weights ?? []),
    slots: file.slots.map((slot) => ({
      locked: false,
      ...slot,
      focus_x: Math.fround(slot.focus_x ?? NaN),
      focus_y: Math.fround(slot.focus_y ?? NaN),
    })),
  };
}

test('a file is read back as the same board, with its name and maker', () => {
  const named = { name: 'Our year', maker: 'Ada' };
  const arrangement = fullOf(6);
  const file = asBoardFile(arrangement, named, of, (row) => `id ${row}`);
  assert.deepEqual(fromBoardFile(read(file), of, known), { arrangement, named, gone: [], began: '' });
  const plain = { board: place(emptyBoard(6), 3, 4), objective: 'balanced', weights: null };
  const short = asBoardFile(plain, { name: 'Plain', maker: '' }, of, (row) => `id ${row}`);
  assert.deepEqual(fromBoardFile(read(short), of, known).arrangement, plain);
  assert.deepEqual(Object.keys(JSON.parse(short)), [
    'schema',
    'collection',
    'name',
    'first_month',
    'cover',
    'objective',
    'slots',
  ]);
});

test('a file of another collection or calendar is a sentence; pictures that are gone leave their slots empty', () => {
  const file = read(asBoardFile(fullOf(6), { name: 'a', maker: '' }, of, (row) => `id ${row}`));
  const changed = (change) => () => fromBoardFile({ ...file, ...change }, of, known);
  assert.throws(changed({ collection: 'other' }), /another collection: it names “other”/);
  assert.throws(changed({ slots: file.slots.slice(1) }), /has 5 slots, this calendar has 6/);
  assert.throws(changed({ objective: 'best' }), /“best”; known are balanced and classic/);
  assert.throws(changed({ weights: Float32Array.of(1) }), /1 weight; the score has 6/);
  assert.throws(changed({ slots: file.slots.map(() => file.slots[0]) }), /id 0 twice/);
  assert.equal(fromBoardFile(file, of, known).began, '');
  assert.equal(changed({ first_month: '2026-06' })().began, '2026-06', 'its pictures come into other months');
  assert.equal(changed({ name: ' \t' })().named.name, '', 'then the file names it');
  known.delete('id 5');
  const { arrangement, gone } = fromBoardFile(file, of, known);
  assert.deepEqual(gone, ['id 5']);
  assert.deepEqual(arrangement.board.slots[5], { row: -1, locked: true, focus: null });
  assert.equal(arrangement.board.cover, -1, 'the cover was that picture');
});

test('weights are hundredths from 0 to 10', () => {
  assert.deepEqual([0.354, -1, 101, NaN, Math.fround(0.35)].map(weightOf), [0.35, 0, 100, 0, 0.35]);
});

test('the spreadsheet has a line a slot, and runs nothing', () => {
  const board = markCover(place(place(emptyBoard(3), 0, 4), 2, 5), 2);
  const picture = {
    id: '=1+1',
    key: 'k',
    title: 'a, "b"',
    taken_at: '',
    description: '@x',
    credit: '',
    license: '',
    source_url: '',
  };
  const csv = boardAsCsv(board, ['', '2026-12', '2027-01'], new Map([[5, picture]]));
  assert.equal(
    csv,
    [
      'slot,month,cover,id,key,title,taken_at,description,credit,license,source_url',
      '1,,,,,,,,,,',
      '2,2026-12,,,,,,,,,',
      `3,2027-01,cover,"'=1+1",k,"a, ""b""",,"'@x",,,`,
      '',
    ].join('\r\n'),
  );
});

// --- kept in the browser --------------------------------------------------------------------------------------

test('boards are kept under their names and that of the collection', () => {
  const values = new Map();
  withStorage(values);
  const saved = new SavedBoards('c0ffee');
  saved.save('one', 'AAAAAAAA');
  saved.save('__proto__', 'bbbbbbbb');
  saved.save('one', 'cc_cc-cc');
  assert.deepEqual([...values.keys()], ['vitrine.c0ffee.calendars']);
  const again = new SavedBoards('c0ffee');
  assert.deepEqual(again.names, ['__proto__', 'one']);
  assert.equal(again.text('one'), 'cc_cc-cc');
  assert.equal(again.text('two'), '');
  again.remove('one');
  again.remove('__proto__');
  assert.equal(values.size, 0);
  values.set('vitrine.c0ffee.calendars', '[["a", 1], 3, ["b", "x"]]');
  assert.deepEqual(new SavedBoards('c0ffee').names, ['b']);
  values.set('vitrine.c0ffee.calendars', '{');
  assert.deepEqual(new SavedBoards('c0ffee').names, []);
});

test('a board gets another name in its place, but not that of another board', () => {
  const values = new Map();
  withStorage(values);
  const saved = new SavedBoards('c0ffee');
  for (const name of ['one', 'two', 'three']) saved.save(name, `text of ${name}`);
  saved.rename('two', 'zwei');
  assert.deepEqual(new SavedBoards('c0ffee').names, ['one', 'zwei', 'three']);
  assert.throws(() => saved.rename('one', 'three'), /already/);
  assert.deepEqual(saved.names, ['one', 'zwei', 'three']);
  assert.equal(saved.text('three'), 'text of three');
});

test('boards that another tab has kept stay', () => {
  withStorage(new Map());
  const [one, other] = [new SavedBoards('c0ffee'), new SavedBoards('c0ffee')];
  one.save('of one', 'AAAAAAAA');
  other.save('of the other', 'bbbbbbbb');
  one.remove('of one');
  assert.deepEqual(one.names, ['of the other']);
  other.read();
  assert.deepEqual(other.names, ['of the other']);
});

test('boards that differ in crops alone have the same places', () => {
  const board = place(place(emptyBoard(3), 0, 5), 1, 6);
  assert.ok(samePlaces(board, setFocus(board, 0, [0.1, 0.2])));
  for (const other of [lock(board, 0, true), markCover(board, 1), swap(board, 0, 1), clear(board, 0)])
    assert.ok(!samePlaces(board, other));
});

test('storage that is full or switched off is a sentence, and what was there stays', () => {
  const values = new Map();
  withStorage(values, 20);
  const saved = new SavedBoards('c0ffee');
  saved.save('a', 'b');
  assert.throws(() => saved.save('c', 'a long text of an address'), /storage is full or switched off/);
  assert.deepEqual(saved.names, ['a']);
  withStorage(null);
  assert.throws(() => new SavedBoards('c0ffee').save('a', 'b'), /Export the board as a file/);
});
