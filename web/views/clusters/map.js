// A small map: every picture of the collection by its two principal axes, those of one cluster on top.
import { drawScatterPlot, keepDrawn } from '../../scatter.js';

const PAD = 6;
const unknown = 255; // of a byte of data/layout.bin

export class ClusterMap {
  constructor() {
    this.canvas = document.createElement('canvas');
    this.canvas.className = 'cluster-map';
    this.canvas.setAttribute('role', 'img');
    /** @type {Uint8Array} x, y of each row */
    this.layout = new Uint8Array();
    /** @type {Uint32Array} of the cluster */
    this.rows = new Uint32Array();
    keepDrawn(this.canvas, () => this.draw());
  }

  /**
   * @param {Uint8Array} layout  x, y of each row
   * @param {Uint32Array} rows  of the cluster
   */
  show(layout, rows) {
    this.layout = layout;
    this.rows = rows;
    this.draw();
  }

  draw() {
    const style = getComputedStyle(this.canvas);
    const places = this.places();
    const context = drawScatterPlot(this.canvas, places, style.getPropertyValue('--line-strong'));
    if (!context) return;
    context.fillStyle = style.getPropertyValue('--accent');
    const size = this.rows.length > 1000 ? 2 : 3;
    for (const row of this.rows) {
      if (places[2 * row] >= 0)
        context.fillRect(places[2 * row] - size / 2, places[2 * row + 1] - size / 2, size, size);
    }
  }

  /** Where each row stands, in CSS pixels; NaN: nowhere. */
  places() {
    const { clientWidth: width, clientHeight: height } = this.canvas;
    const { layout } = this;
    const places = new Float32Array(layout.length).fill(NaN);
    for (let i = 0; i < layout.length; i += 2) {
      if (layout[i] === unknown) continue;
      places[i] = PAD + ((width - 2 * PAD) * layout[i]) / (unknown - 1);
      places[i + 1] = height - PAD - ((height - 2 * PAD) * layout[i + 1]) / (unknown - 1);
    }
    return places;
  }
}
