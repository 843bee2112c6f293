// A small map: every picture of the collection by its two principal axes, those of one cluster on top.

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
    new ResizeObserver(() => this.draw()).observe(this.canvas);
    const redraw = () => requestAnimationFrame(() => this.draw());
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redraw);
    new MutationObserver(redraw).observe(document.documentElement, { attributeFilter: ['data-theme'] });
  }

  /**
   * @param {Uint8Array} layout  x, y of each row
   * @param {Uint32Array} rows  of the cluster
   * @param {string} name  for readers
   */
  show(layout, rows, name) {
    this.layout = layout;
    this.rows = rows;
    this.canvas.setAttribute('aria-label', name);
    this.draw();
  }

  draw() {
    const { canvas, layout } = this;
    const { clientWidth: width, clientHeight: height } = canvas;
    const context = canvas.getContext('2d');
    if (!context || width === 0) return;
    canvas.width = Math.round(width * devicePixelRatio);
    canvas.height = Math.round(height * devicePixelRatio);
    context.scale(devicePixelRatio, devicePixelRatio);
    const style = getComputedStyle(canvas);
    const dot = (/** @type {number} */ row, /** @type {number} */ size) => {
      const [x, y] = layout.subarray(2 * row, 2 * row + 2);
      if (x === unknown) return;
      const left = PAD + ((width - 2 * PAD) * x) / (unknown - 1);
      const top = height - PAD - ((height - 2 * PAD) * y) / (unknown - 1);
      context.fillRect(left - size / 2, top - size / 2, size, size);
    };
    const count = layout.length / 2;
    context.fillStyle = style.getPropertyValue('--line-strong');
    context.globalAlpha = count > 4000 ? 0.35 : 0.6;
    for (let row = 0; row < count; ++row) dot(row, count > 4000 ? 1 : 2);
    context.globalAlpha = 1;
    context.fillStyle = style.getPropertyValue('--accent');
    for (const row of this.rows) dot(row, count > 4000 ? 2 : 3);
  }
}
