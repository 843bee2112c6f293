// The mini-map: every picture of the scope by its two principal axes, the picks on it.
import { drawScatterPlot, keepDrawn } from '../../scatter.js';

const PAD = 8;

export class MiniMap {
  /** @param {(index: number) => void} onLight  index of a pick, or -1 */
  constructor(onLight) {
    this.canvas = document.createElement('canvas');
    this.canvas.className = 'minimap';
    this.canvas.setAttribute('role', 'img');
    this.onLight = onLight;
    /** @type {Float32Array} */
    this.points = new Float32Array(0);
    /** @type {Int32Array} places of the picks among the points */
    this.picks = new Int32Array(0);
    this.lit = -1;
    this.canvas.addEventListener('pointermove', (event) => onLight(this.nearest(event)));
    this.canvas.addEventListener('pointerleave', () => onLight(-1));
    keepDrawn(this.canvas, () => this.draw());
  }

  /**
   * @param {Float32Array} points  x, y of each member
   * @param {Int32Array} picks
   */
  show(points, picks) {
    if (points === this.points && picks.join() === this.picks.join()) return;
    if (points !== this.points) this.box = boxOf(points);
    this.points = points;
    this.picks = picks;
    this.drawSoon();
  }

  frame = 0;

  drawSoon() {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.draw());
  }

  box = boxOf(new Float32Array(0));

  /** @param {number} lit */
  light(lit) {
    if (lit === this.lit) return;
    this.lit = lit;
    this.drawSoon();
  }

  /**
   * Where members stand, in CSS pixels.
   * @param {Float32Array} points  x, y of each
   */
  places(points) {
    const { clientWidth: width, clientHeight: height } = this.canvas;
    const { box } = this;
    const scale = Math.min((width - 2 * PAD) / box.width, (height - 2 * PAD) / box.height);
    const left = width / 2 - (box.left + box.width / 2) * scale;
    const top = height / 2 + (box.top + box.height / 2) * scale;
    return points.map((value, i) => (i % 2 ? top - value * scale : left + value * scale));
  }

  pickPlaces() {
    const points = Float32Array.from(
      { length: 2 * this.picks.length },
      (_, i) => this.points[2 * this.picks[i >> 1] + (i % 2)],
    );
    return this.places(points);
  }

  /** @param {PointerEvent} event */
  nearest(event) {
    const box = this.canvas.getBoundingClientRect();
    let best = -1;
    let least = 18;
    const places = this.pickPlaces();
    this.picks.forEach((_, index) => {
      const distance = Math.hypot(
        places[2 * index] - (event.clientX - box.left),
        places[2 * index + 1] - (event.clientY - box.top),
      );
      if (distance < least) {
        least = distance;
        best = index;
      }
    });
    return best;
  }

  draw() {
    const style = getComputedStyle(this.canvas);
    const colour = (/** @type {string} */ name) => style.getPropertyValue(name);
    const context = drawScatterPlot(this.canvas, this.places(this.points), colour('--line-strong'));
    if (!context) return;
    const places = this.pickPlaces();
    const dot = (/** @type {number} */ index, /** @type {number} */ radius, /** @type {string} */ fill) => {
      context.beginPath();
      context.arc(places[2 * index], places[2 * index + 1], radius, 0, 2 * Math.PI);
      context.fillStyle = fill;
      context.fill();
      context.stroke();
    };
    context.strokeStyle = colour('--paper');
    this.picks.forEach((_, index) => index !== this.lit && dot(index, 2.5, colour('--text')));
    if (this.lit >= 0 && this.lit < this.picks.length) dot(this.lit, 5, colour('--accent'));
  }
}

/** @param {Float32Array} points  x, y of each */
function boxOf(points) {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let i = 0; i < points.length; i += 2) {
    left = Math.min(left, points[i]);
    right = Math.max(right, points[i]);
    top = Math.min(top, points[i + 1]);
    bottom = Math.max(bottom, points[i + 1]);
  }
  if (points.length === 0) return { left: 0, top: 0, width: 1, height: 1 };
  return { left, top, width: right - left || 1, height: bottom - top || 1 };
}
