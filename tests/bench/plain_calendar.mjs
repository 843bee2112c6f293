// The calendar's balanced objective in plain JavaScript, as one would write it without wasm: what calendar.mjs compares
// calendar.wasm with. Its formulas are those of core/calendar/objective.h, written again.

/** The month of each slot, and its brightness, warmth and drama (core/calendar/targets.h). */
export const months = [12, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
export const targets = [
  [0.3, 0.2, 0.9],
  [0.3, 0.2, 0.5],
  [0.3, 0.3, 0.5],
  [0.4, 0.4, 0.6],
  [0.5, 0.4, 0.8],
  [0.5, 0.6, 0.5],
  [0.7, 0.8, 0.3],
  [0.7, 0.8, 0.3],
  [0.6, 0.7, 0.4],
  [0.5, 0.5, 0.5],
  [0.4, 0.3, 0.5],
  [0.3, 0.2, 0.6],
  [0.3, 0.2, 0.9],
];

const slots = targets.length;
const least = 1e-12; // a smaller gain may be a rounding

const clamped = (value) => Math.min(1, Math.max(0, value));
const replaced = (board, slot, row) => board.map((one, at) => (at === slot ? row : one));
const sum = (values) => values.reduce((total, value) => total + value, 0);

/** 0..1 of each: its rank, of equals the mean of theirs. NaN where `values` has it. */
function midRanks(values) {
  const known = [...values.keys()].filter((i) => !Number.isNaN(values[i])).sort((a, b) => values[a] - values[b]);
  const ranks = new Float64Array(values.length).fill(NaN);
  for (let first = 0; first < known.length;) {
    let end = first;
    while (end < known.length && values[known[end]] === values[known[first]]) ++end;
    for (let i = first; i < end; ++i)
      ranks[known[i]] = known.length > 1 ? (first + end - 1) / 2 / (known.length - 1) : 0.5;
    first = end;
  }
  return ranks;
}

/** 0 cold .. 1 warm, of a colour's hue and saturation. */
function warmthOf(red, green, blue) {
  const high = Math.max(red, green, blue);
  const range = high - Math.min(red, green, blue);
  if (range === 0 || range / high < 0.15) return 0.5;
  let hue = 0;
  if (high === red) hue = 60 * (((green - blue) / range + 6) % 6);
  else if (high === green) hue = 60 * ((blue - red) / range + 2);
  else hue = 60 * ((red - green) / range + 4);
  if (hue <= 60 || hue >= 300) return 0.8 + 0.2 * (1 - Math.min(hue, 360 - hue) / 60);
  if (hue < 180 || hue > 260) return 0.5;
  return hue <= 220 ? 0.2 * (1 - (hue - 180) / 80) : (0.2 * (hue - 220)) / 40;
}

export class PlainCalendar {
  #columns = new Map();

  /**
   * @param {object} collection  typed arrays, one value a row: brightness, contrast, saturation; red, green, blue;
   *     preference, appeal (NaN: none), shown; cluster (-1: none); and vectors, `dimension` int8 a row
   */
  constructor(collection) {
    Object.assign(this, collection);
    this.count = this.brightness.length;
    this.preferences = midRanks(this.preference).map((rank) => (Number.isNaN(rank) ? 0.25 : rank));
    const drama = this.contrast.map((contrast, i) => contrast * this.saturation[i]);
    const exact = drama.map((product) => Math.round(product * 1e8)); // equal products are equal
    const ranks = [midRanks(exact), midRanks(this.contrast), midRanks(this.saturation)];
    const appeals = midRanks(this.appeal);
    this.covers = Float64Array.from({ length: this.count }, (_, i) => {
      const appeal = Number.isNaN(appeals[i]) ? 0 : appeals[i];
      return 0.5 * appeal + 0.3 * ranks[0][i] + 0.1 * ranks[1][i] + 0.1 * ranks[2][i];
    });
    this.fits = Float64Array.from({ length: this.count * slots }, (_, place) => {
      const row = Math.floor(place / slots);
      const [brightness, warmth, drama0] = targets[place % slots];
      const apart =
        0.3 * Math.abs(this.brightness[row] - brightness) +
        0.35 * Math.abs(warmthOf(this.red[row], this.green[row], this.blue[row]) - warmth) +
        0.35 * Math.abs(Math.min(1, 2 * drama[row]) - drama0);
      return clamped(1 - apart);
    });
    this.spread = this.#spread();
  }

  /** Mean squared distance of two pictures: twice that to their centroid. */
  #spread() {
    const { dimension, vectors, count } = this;
    const total = new Float64Array(dimension);
    let squares = 0;
    for (let i = 0; i < vectors.length; ++i) {
      total[i % dimension] += vectors[i];
      squares += vectors[i] * vectors[i];
    }
    return Math.round(2 * (squares / count - sum(total.map((one) => (one / count) ** 2))));
  }

  /** Squared. Four sums that do not wait for one another, as in picks.mjs. */
  distance(a, b) {
    const { dimension, vectors } = this;
    let i = a * dimension;
    let j = b * dimension;
    let first = 0;
    let second = 0;
    let third = 0;
    let fourth = 0;
    for (const end = i + dimension; i < end; i += 4, j += 4) {
      const d0 = vectors[i] - vectors[j];
      const d1 = vectors[i + 1] - vectors[j + 1];
      const d2 = vectors[i + 2] - vectors[j + 2];
      const d3 = vectors[i + 3] - vectors[j + 3];
      first += d0 * d0;
      second += d1 * d1;
      third += d2 * d2;
      fourth += d3 * d3;
    }
    return first + second + third + fourth;
  }

  /** Distances of a picture to all: computed once. */
  column(row) {
    if (!this.#columns.has(row)) {
      this.#columns.set(
        row,
        Int32Array.from({ length: this.count }, (_, other) => this.distance(row, other)),
      );
    }
    return this.#columns.get(row);
  }

  /** The total of a full board, given the distances of each of its pictures to each. */
  total(board, distances) {
    let preference = 0;
    let fit = 0;
    let cover = 0;
    let difference = 0;
    let evidence = 0;
    const clusters = new Set();
    for (let slot = 0; slot < slots; ++slot) {
      const row = board[slot];
      preference += this.preferences[row];
      clusters.add(this.cluster[row] < 0 ? -2 - row : this.cluster[row]);
      fit += this.fits[row * slots + slot];
      cover = Math.max(cover, this.covers[row]);
      let nearest = Infinity;
      for (let other = 0; other < slots; ++other) {
        if (other !== slot) nearest = Math.min(nearest, distances[slot][other]);
      }
      difference += Math.min(1, nearest / this.spread);
      evidence += this.shown[row] / (this.shown[row] + 10);
    }
    return (preference + clusters.size + fit + difference + evidence + slots * cover) / (6 * slots);
  }

  score(board) {
    return this.total(board, this.#distances(board));
  }

  #distances(board) {
    return board.map((a) => board.map((b) => this.distance(a, b)));
  }

  /** The best pictures for a slot: [{row, change}], of equals the lower row first. */
  alternatives(board, slot, most) {
    const distances = this.#distances(board);
    const columns = board.map((row) => this.column(row));
    const before = this.total(board, distances);
    const changed = [...board];
    const found = [];
    for (let row = 0; row < this.count; ++row) {
      if (board.includes(row)) continue;
      changed[slot] = row;
      for (let other = 0; other < slots; ++other) {
        distances[slot][other] = columns[other][row];
        distances[other][slot] = columns[other][row];
      }
      found.push({ row, change: this.total(changed, distances) - before });
    }
    return found.sort((a, b) => b.change - a.change || a.row - b.row).slice(0, most);
  }

  /** The best replacement in any slot or swap of two, again and again, until none is for the better. */
  improve(board) {
    for (;;) {
      let [best, gain] = [board, least];
      const consider = (other, change) => {
        if (change > gain) [best, gain] = [other, change];
      };
      for (let slot = 0; slot < slots; ++slot) {
        const [{ row, change }] = this.alternatives(board, slot, 1);
        consider(replaced(board, slot, row), change);
        for (let other = 0; other < slot; ++other) {
          const swapped = replaced(replaced(board, slot, board[other]), other, board[slot]);
          consider(swapped, this.score(swapped) - this.score(board));
        }
      }
      if (best === board) return board;
      board = best;
    }
  }
}
