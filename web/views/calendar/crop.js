// Which part of a picture a frame of another shape shows: the largest one, with the point that is to stay in view as near
// to its middle as the picture allows.

/**
 * The part that is shown, in parts of the picture's width and height.
 * @param {number} ratio  width over height of the picture
 * @param {number} frame  of the frame
 * @param {readonly [number, number]} focus  0..1; NaN: the middle
 * @returns {{left: number, top: number, width: number, height: number}}
 */
export function cropOf(ratio, frame, [x, y]) {
  const width = Math.min(1, frame / ratio);
  const height = Math.min(1, ratio / frame);
  const from = (/** @type {number} */ at, /** @type {number} */ part) =>
    Math.min(1 - part, Math.max(0, (Number.isNaN(at) ? 0.5 : at) - part / 2));
  return { left: from(x, width), top: from(y, height), width, height };
}

/**
 * The same as the `object-position` of an image with `object-fit: cover`.
 * @param {number} ratio
 * @param {number} frame
 * @param {readonly [number, number]} focus
 */
export function positionOf(ratio, frame, focus) {
  const { left, top, width, height } = cropOf(ratio, frame, focus);
  const percent = (/** @type {number} */ from, /** @type {number} */ part) =>
    part < 1 ? Math.round((1e4 * from) / (1 - part)) / 100 : 50;
  return `${percent(left, width)}% ${percent(top, height)}%`;
}
