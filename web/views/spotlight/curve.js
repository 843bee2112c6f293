// The distance curve: how far each pick is from those before it. The point under the pointer lights the pick.
import { html, nothing, svg } from 'lit-html';
import { words } from './texts.js';

const WIDTH = 600;
const HEIGHT = 120;
const PAD = 6;

/** Places in per cent: only the line is stretched to the width that there is, points stay round. */
const across = (/** @type {number} */ x) => `${((100 * x) / WIDTH).toFixed(2)}%`;
const down = (/** @type {number} */ y) => `${((100 * y) / HEIGHT).toFixed(2)}%`;

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
      role="img"
      aria-label=${words.curve}
      @pointermove=${(/** @type {PointerEvent} */ event) => onLight(pointAt(event))}
      @pointerdown=${(/** @type {PointerEvent} */ event) => onLight(pointAt(event))}
      @pointerleave=${() => onLight(-1)}
    >
      <line class="zero" x1="0" x2="100%" y1=${down(HEIGHT - 0.5)} y2=${down(HEIGHT - 0.5)}></line>
      <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none">
        <polyline class="line" points=${line}></polyline>
      </svg>
      ${
        lit > 0 && lit < count
          ? svg`<line class="at" x1=${across(x(lit))} x2=${across(x(lit))} y1=${down(y(lit))} y2="100%"></line>`
          : nothing
      }
      ${points.map(
        (index) =>
          svg`<circle class=${index === lit ? 'point lit' : 'point'} cx=${across(x(index))} cy=${down(y(index))}></circle>`,
      )}
    </svg>
    <figcaption class="figures">
      ${
        lit > 0 && lit < count
          ? words.curvePoint(lit + 1, distances[lit], nearest[lit] + 1)
          : words.curveRange(largest, least)
      }
    </figcaption>
  </figure>`;
}
