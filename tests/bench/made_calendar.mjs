// Collections for the calendar's bench, the same each time.
import { numbers } from './node.mjs';

const header = (magic, numbers) => {
  const bytes = new Uint8Array(4 + 4 * numbers.length);
  bytes.set(new TextEncoder().encode(magic));
  new Uint32Array(bytes.buffer, 4).set(numbers);
  return bytes;
};

/**
 * Pictures with looks, votes for two in three of them, 25 clusters, and vectors in a thousand loose groups: wider on the
 * leading axes. Typed arrays, one value a row; `vectors` is axis by axis.
 */
export function madeCollection(count, dimension) {
  const random = numbers(1);
  const column = (Numbers, value) => Numbers.from({ length: count }, value);
  const share = () => Math.round(random() * 10_000);
  const byte = () => Math.floor(random() * 256);
  const [brightness, contrast, saturation] = [0, 1, 2].map(() => column(Uint16Array, share));
  const [red, green, blue] = [0, 1, 2].map(() => column(Uint8Array, byte));
  const shown = column(Uint32Array, () => (random() < 1 / 3 ? 0 : 1 + Math.floor(random() * 30)));
  const chosen = shown.map((times) => Math.floor(random() * (times + 1)));
  const preference = column(Float32Array, (_, i) => (shown[i] === 0 ? NaN : (2 + chosen[i]) / (10 + shown[i])));
  const appeal = preference.map((one) => one * (0.5 + random() / 2));
  const [lower, upper] = [0.8, 1.2].map((part) => preference.map((one) => Math.min(1, one * part)));
  const cluster = column(Int32Array, () => Math.floor(random() * 26) - 1);
  const vectors = new Int8Array(count * dimension);
  for (let axis = 0; axis < dimension; ++axis) {
    const spread = 60 / (1 + axis / 12);
    const centres = Float32Array.from({ length: 1000 }, () => (random() - 0.5) * spread);
    for (let i = 0; i < count; ++i) {
      vectors[axis * count + i] = Math.round(centres[i % 1000] + (random() - 0.5) * spread);
    }
  }
  return {
    brightness,
    contrast,
    saturation,
    red,
    green,
    blue,
    preference,
    appeal,
    lower,
    upper,
    shown,
    chosen,
    cluster,
    dimension,
    vectors,
  };
}

const joined = async (parts) => new Uint8Array(await new Blob(parts).arrayBuffer());

/** data/calendar.bin of it, unzipped (core/calendar/columns.h). */
export function columnsFile(made) {
  const count = made.brightness.length;
  const [bonuses, middle] = [new Uint8Array(count), new Uint8Array(count).fill(127)];
  const { brightness, contrast, saturation, red, green, blue } = made;
  const { preference, appeal, lower, upper, shown, chosen } = made;
  const looks = [brightness, contrast, saturation, red, green, blue, bonuses, middle, middle];
  return joined([header('VTRC', [1, count, 3]), ...looks, preference, appeal, lower, upper, shown, chosen]);
}

/** Its file of vectors, unzipped (core/embedding/coded_vectors.h), in steps of 1/64. */
export function vectorsFile({ brightness, dimension, vectors }) {
  const facts = new Uint32Array(Float32Array.of(1 / 64, 1, 1).buffer);
  return joined([header('VTRV', [1, brightness.length, dimension, ...facts, 0]), vectors]);
}

/** It as plain_calendar.mjs takes it: shares 0..1, vectors row by row. */
export function plainCollection(made) {
  const count = made.brightness.length;
  const shares = (column) => Float64Array.from(column, (share) => share / 10_000);
  const rows = new Int8Array(made.vectors.length);
  for (let axis = 0; axis < made.dimension; ++axis) {
    for (let row = 0; row < count; ++row) rows[row * made.dimension + axis] = made.vectors[axis * count + row];
  }
  const looks = {
    brightness: shares(made.brightness),
    contrast: shares(made.contrast),
    saturation: shares(made.saturation),
  };
  return { ...made, ...looks, vectors: rows };
}
