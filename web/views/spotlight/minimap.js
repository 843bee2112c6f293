// The mini-map: every picture of the scope by its two principal axes, the picks on it.

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
    new ResizeObserver(() => this.draw()).observe(this.canvas);
    const redraw = () => requestAnimationFrame(() => this.draw());
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redraw);
    new MutationObserver(redraw).observe(document.documentElement, { attributeFilter: ['data-theme'] });
  }

  /**
   * @param {Float32Array} points  x, y of each member
   * @param {Int32Array} picks
   */
  show(points, picks) {
    this.points = points;
    this.picks = picks;
    let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
    for (let i = 0; i < points.length; i += 2) {
      left = Math.min(left, points[i]);
      right = Math.max(right, points[i]);
      top = Math.min(top, points[i + 1]);
      bottom = Math.max(bottom, points[i + 1]);
    }
    this.box = { left, top, width: right - left || 1, height: bottom - top || 1 };
    this.draw();
  }

  box = { left: 0, top: 0, width: 1, height: 1 };

  /** @param {number} lit */
  light(lit) {
    if (lit === this.lit) return;
    this.lit = lit;
    this.draw();
  }

  /** @param {number} member */
  at(member) {
    const { clientWidth: width, clientHeight: height } = this.canvas;
    const scale = Math.min((width - 2 * PAD) / this.box.width, (height - 2 * PAD) / this.box.height);
    return {
      x: width / 2 + (this.points[2 * member] - this.box.left - this.box.width / 2) * scale,
      y: height / 2 - (this.points[2 * member + 1] - this.box.top - this.box.height / 2) * scale,
    };
  }

  /** @param {PointerEvent} event */
  nearest(event) {
    const box = this.canvas.getBoundingClientRect();
    let best = -1;
    let least = 18;
    this.picks.forEach((member, index) => {
      const { x, y } = this.at(member);
      const distance = Math.hypot(x - (event.clientX - box.left), y - (event.clientY - box.top));
      if (distance < least) {
        least = distance;
        best = index;
      }
    });
    return best;
  }

  draw() {
    const { canvas, points, picks } = this;
    const { clientWidth: width, clientHeight: height } = canvas;
    const context = canvas.getContext('2d');
    if (!context || width === 0) return;
    const ratio = devicePixelRatio;
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    context.scale(ratio, ratio);
    const style = getComputedStyle(canvas);
    const colour = (/** @type {string} */ name) => style.getPropertyValue(name);
    const members = points.length / 2;
    context.fillStyle = colour('--line-strong');
    context.globalAlpha = members > 4000 ? 0.35 : 0.6;
    const size = members > 4000 ? 1 : members > 1000 ? 1.5 : 2;
    for (let member = 0; member < members; ++member) {
      const { x, y } = this.at(member);
      context.fillRect(x - size / 2, y - size / 2, size, size);
    }
    context.globalAlpha = 1;
    picks.forEach((member, index) => {
      if (index !== this.lit) this.dot(context, member, 2.5, colour('--text'), colour('--paper'));
    });
    if (this.lit >= 0 && this.lit < picks.length)
      this.dot(context, picks[this.lit], 5, colour('--accent'), colour('--paper'));
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {number} member
   * @param {number} radius
   * @param {string} fill
   * @param {string} edge
   */
  dot(context, member, radius, fill, edge) {
    const { x, y } = this.at(member);
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.fillStyle = fill;
    context.strokeStyle = edge;
    context.lineWidth = 1;
    context.fill();
    context.stroke();
  }
}
