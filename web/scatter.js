// Scatter plot: the ground of a map, one point for each picture. Thousands of points are drawn half transparent, so
// that the plot is darker where there are more of them.

const MANY = 4000; // points; above it they are half transparent
const ALPHA = 0.35;

/** The side of a point in CSS pixels. @param {number} count */
const sizeOf = (count) => (count > 1000 ? 1.5 : 2);

/**
 * Draws a canvas again when its size or the page's colours change.
 * @param {HTMLCanvasElement} canvas
 * @param {() => void} draw
 */
export function keepDrawn(canvas, draw) {
  new ResizeObserver(draw).observe(canvas);
  const redraw = () => requestAnimationFrame(draw);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redraw);
  new MutationObserver(redraw).observe(document.documentElement, { attributeFilter: ['data-theme'] });
}

/**
 * Sizes a canvas to its box, clears it and draws the points.
 * @param {HTMLCanvasElement} canvas
 * @param {Float32Array} places  x, y of each point in CSS pixels; NaN: no place
 * @param {string} colour
 * @returns {CanvasRenderingContext2D | null} in CSS pixels, for drawing on top; null: the canvas has no size
 */
export function drawScatterPlot(canvas, places, colour) {
  const { clientWidth: width, clientHeight: height } = canvas;
  const context = canvas.getContext('2d');
  if (!context || width === 0) return null;
  const ratio = devicePixelRatio;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  context.fillStyle = colour;
  if (places.length > 2 * MANY) drawMany(context, places, ratio);
  context.scale(ratio, ratio);
  if (places.length <= 2 * MANY) drawPoints(context, places);
  return context;
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Float32Array} places
 */
function drawPoints(context, places) {
  const size = sizeOf(places.length / 2);
  context.globalAlpha = 0.6;
  for (let i = 0; i < places.length; i += 2) {
    if (places[i] >= 0) context.fillRect(places[i] - size / 2, places[i + 1] - size / 2, size, size);
  }
  context.globalAlpha = 1;
}

/**
 * Writes pixels: 100,000 calls of fillRect would take 0.1 s.
 * @param {CanvasRenderingContext2D} context
 * @param {Float32Array} places
 * @param {number} ratio
 */
function drawMany(context, places, ratio) {
  const { width, height } = context.canvas;
  const image = context.createImageData(width, height);
  const { data } = image;
  const size = Math.max(1, Math.round(ratio));
  for (let i = 0; i < places.length; i += 2) {
    const left = Math.floor(places[i] * ratio);
    const top = Math.floor(places[i + 1] * ratio);
    if (!(left >= 0 && top >= 0 && left + size <= width && top + size <= height)) continue;
    for (let y = top; y < top + size; ++y) {
      for (let alpha = 4 * (y * width + left) + 3, end = alpha + 4 * size; alpha < end; alpha += 4)
        data[alpha] += (255 - data[alpha]) * ALPHA;
    }
  }
  context.putImageData(image, 0, 0);
  context.globalCompositeOperation = 'source-in';
  context.fillRect(0, 0, width, height);
  context.globalCompositeOperation = 'source-over';
}
