// The board: one picture a slot, as a value that never changes; every function gives another one, or the same where
// nothing changes.

/**
 * @typedef {object} Slot
 * @property {number} row  of the collection; -1: empty
 * @property {boolean} locked  it stays as it is until it is unlocked
 * @property {[number, number] | null} focus  what a crop keeps, 0..1 in thousandths; null: the picture's own
 */

/** @typedef {{slots: readonly Slot[], cover: number}} Board  cover: the marked slot; -1: the best of them */

/** @type {Slot} */
const EMPTY = Object.freeze({ row: -1, locked: false, focus: null });

/** @param {number} slots @returns {Board} */
export const emptyBoard = (slots) => ({ slots: Array.from({ length: slots }, () => EMPTY), cover: -1 });

/**
 * What a search or a document offers, as a board.
 * @param {ArrayLike<number>} rows  of each slot
 * @param {number} cover
 * @param {ArrayLike<number>} [focus]  x, y of each slot; none: each picture's own
 * @returns {Board}
 */
export function boardOf(rows, cover, focus = []) {
  const slots = Array.from(rows, (row, slot) => ({
    row,
    locked: false,
    focus: row < 0 ? null : focusAt(focus[2 * slot], focus[2 * slot + 1]),
  }));
  return { slots, cover: slots[cover]?.row >= 0 ? cover : -1 };
}

/**
 * A point of a picture as boards keep it, or null where it is none.
 * @param {number | undefined} x
 * @param {number | undefined} y
 * @returns {[number, number] | null}
 */
export function focusAt(x, y) {
  const kept = (/** @type {number | undefined} */ part) =>
    Math.round(Math.min(1, Math.max(0, Number(part))) * 1e3) / 1e3;
  const point = /** @type {[number, number]} */ ([kept(x), kept(y)]);
  return point.some(Number.isNaN) ? null : point;
}

// --- what is asked of a board ---------------------------------------------------------------------------------

/** The row of each slot. @param {Board} board */
export const rowsOf = ({ slots }) => Int32Array.from(slots, ({ row }) => row);

/** The slot of a row; -1: it is not on the board. @param {Board} board @param {number} row */
export const slotOf = ({ slots }, row) => (row < 0 ? -1 : slots.findIndex((slot) => slot.row === row));

/** @param {Board} board */
export const filled = ({ slots }) => slots.filter(({ row }) => row >= 0).length;

/** @param {Board} one @param {Board} other */
export function sameBoard(one, other) {
  if (one.cover !== other.cover || one.slots.length !== other.slots.length) return false;
  return one.slots.every((slot, at) => sameSlot(slot, other.slots[at]));
}

/** Whether they differ in crops at most. @param {Board} one @param {Board} other */
export function samePlaces(one, other) {
  const { slots } = other;
  return (
    one.cover === other.cover &&
    one.slots.every(({ row, locked }, at) => row === slots[at]?.row && locked === slots[at].locked)
  );
}

/** @param {Slot} one @param {Slot} other */
function sameSlot(one, other) {
  const sameFocus = one.focus?.[0] === other.focus?.[0] && one.focus?.[1] === other.focus?.[1];
  return one.row === other.row && one.locked === other.locked && sameFocus;
}

// --- other boards made from one -------------------------------------------------------------------------------

/**
 * With a picture in a slot; one that is in another slot changes its place with what is here.
 * @param {Board} board
 * @param {number} slot
 * @param {number} row
 * @returns {Board}
 */
export function place(board, slot, row) {
  const from = slotOf(board, row);
  if (from >= 0) return swap(board, from, slot);
  const { slots } = board;
  return !slots[slot] || slots[slot].locked || row < 0 ? board : withSlots(board, { [slot]: { ...EMPTY, row } });
}

/**
 * With the pictures of two slots exchanged; the mark of the cover goes with its picture.
 * @param {Board} board
 * @param {number} one
 * @param {number} other
 * @returns {Board}
 */
export function swap(board, one, other) {
  const { slots, cover } = board;
  if (one === other || !slots[one] || !slots[other] || slots[one].locked || slots[other].locked) return board;
  const next = withSlots(board, { [one]: slots[other], [other]: slots[one] });
  return { ...next, cover: cover === one ? other : cover === other ? one : cover };
}

/** @param {Board} board @param {number} slot @returns {Board} */
export function clear(board, slot) {
  const { slots, cover } = board;
  if (!slots[slot] || slots[slot].locked || slots[slot].row < 0) return board;
  return { ...withSlots(board, { [slot]: EMPTY }), cover: cover === slot ? -1 : cover };
}

/** Without all pictures that are not locked. @param {Board} board @returns {Board} */
export const clearAll = (board) => board.slots.reduce((next, _, slot) => clear(next, slot), board);

/** @param {Board} board @param {number} slot @param {boolean} locked @returns {Board} */
export function lock(board, slot, locked) {
  const { slots } = board;
  return !slots[slot] || slots[slot].locked === locked
    ? board
    : withSlots(board, { [slot]: { ...slots[slot], locked } });
}

/**
 * With the cover marked.
 * @param {Board} board
 * @param {number} slot  -1, or the marked one again: the best of them
 * @returns {Board}
 */
export function markCover(board, slot) {
  if (slot >= 0 && !(board.slots[slot]?.row >= 0)) return board;
  return { ...board, cover: slot === board.cover ? -1 : slot };
}

/** @param {Board} board @param {number} slot @param {[number, number] | null} focus @returns {Board} */
export function setFocus(board, slot, focus) {
  const { slots } = board;
  if (!(slots[slot]?.row >= 0)) return board;
  return withSlots(board, { [slot]: { ...slots[slot], focus: focus && focusAt(...focus) } });
}

/**
 * With rows in the first empty slots, as many as there are; rows that it has are not placed again.
 * @param {Board} board
 * @param {Iterable<number>} rows
 * @returns {Board}
 */
export function add(board, rows) {
  let next = board;
  for (const row of rows) {
    const slot = next.slots.findIndex((one) => one.row < 0 && !one.locked);
    if (slot >= 0 && slotOf(next, row) < 0) next = place(next, slot, row);
  }
  return next;
}

/**
 * With what a search has found: pictures that stay where they are keep their focus, slots their locks.
 * @param {Board} board
 * @param {Board} found
 * @returns {Board}
 */
export function withFound(board, found) {
  const slots = board.slots.map((slot, at) => {
    const { row } = found.slots[at];
    const focus = board.slots[slotOf(board, row)]?.focus ?? null;
    return slot.row === row ? slot : { ...slot, row, focus };
  });
  return { slots, cover: board.cover < 0 ? -1 : found.cover };
}

/**
 * What is offered, around the locked slots of a board: where a picture of theirs stands elsewhere in it, the two change
 * places.
 * @param {Board} board
 * @param {Board} offered
 * @returns {Board}
 */
export function withLocked(board, offered) {
  return board.slots.reduce((next, slot, at) => {
    if (!slot.locked) return next;
    const placed = slot.row < 0 ? clear(next, at) : place(next, at, slot.row);
    return withSlots(placed, { [at]: slot });
  }, offered);
}

/** @param {Board} board @param {Record<number, Slot>} changes @returns {Board} */
const withSlots = (board, changes) => ({ ...board, slots: board.slots.map((slot, at) => changes[at] ?? slot) });
