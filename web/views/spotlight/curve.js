// The distance curve: how far each pick is from those before it. The point under the pointer lights the pick.
import { html, nothing, svg } from 'lit-html';
import { texts } from '../../texts.js';

const WIDTH = 600;
const HEIGHT = 120;
const PAD = 6;

/**
 * @param {import('../../spotlight/engine.js').Picks} picks  the first has no distance
 * @param {number} lit              index of the lit pick, or -1
 * @param {(index: number) => void} onLight
 */
export function curveTemplate({ distances, nearest }, lit, onLight) {
  const count = distances.length;
  if (count < 3) return nothing;
  const measured = distances.subarray(1);
  const largest = Math.max(...measured);
  const least = Math.min(...measured);
  // the foot is a quarter of the curve's fall below its lowest point
  const foot = Math.max(0, least - (largest - least || largest) / 4);
  const x = (/** @type {number} */ index) => PAD + ((index - 1) / Math.max(1, count - 2)) * (WIDTH - 2 * PAD);
  const y = (/** @type {number} */ index) =>
    HEIGHT - PAD - ((distances[index] - foot) / (largest - foot || 1)) * (HEIGHT - 2 * PAD);
  const points = Array.from({ length: count - 1 }, (_, at) => at + 1);
  const line = points.map((index) => `${x(index).toFixed(1)},${y(index).toFixed(1)}`).join(' ');
  const pointAt = (/** @type {PointerEvent} */ event) => {
    const box = /** @type {Element} */ (event.currentTarget).getBoundingClientRect();
    const part = ((event.clientX - box.left) / box.width) * WIDTH;
    return Math.min(
      count - 1,
      Math.max(1, Math.round(((part - PAD) / (WIDTH - 2 * PAD)) * Math.max(1, count - 2)) + 1),
    );
  };
  return html`<figure class="curve">
    <svg
      viewBox="0 0 ${WIDTH} ${HEIGHT}"
      preserveAspectRatio="none"
      role="img"
      aria-label=${texts.spotlight.curve}
      @pointermove=${(/** @type {PointerEvent} */ event) => onLight(pointAt(event))}
      @pointerdown=${(/** @type {PointerEvent} */ event) => onLight(pointAt(event))}
      @pointerleave=${() => onLight(-1)}
    >
      <line class="zero" x1="0" x2=${WIDTH} y1=${HEIGHT - 0.5} y2=${HEIGHT - 0.5}></line>
      <polyline class="line" points=${line}></polyline>
      ${lit > 0 && lit < count ? mark('at', x(lit), y(lit), HEIGHT) : nothing}
      ${points.map((index) => mark(index === lit ? 'point lit' : 'point', x(index), y(index), y(index)))}
    </svg>
    <figcaption class="figures">
      ${
        lit > 0 && lit < count
          ? texts.spotlight.curvePoint(lit + 1, distances[lit], nearest[lit] + 1)
          : texts.spotlight.curveRange(largest, least)
      }
    </figcaption>
  </figure>`;
}

/**
 * A vertical line; one of no length is a round point, whatever the drawing's proportions.
 * @param {string} kind
 * @param {number} x
 * @param {number} top
 * @param {number} bottom
 */
function mark(kind, x, top, bottom) {
  return svg`<line class=${kind} x1=${x} x2=${x} y1=${top} y2=${bottom}></line>`;
}
