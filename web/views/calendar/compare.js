// The calendars that are offered and the present board, side by side: small contact sheets, components as bars, the
// pictures they share, and a chart of two components.
import './judging.css';
import { html, nothing, svg } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { rowsOf, sameBoard, withLocked } from '../../calendar/board.js';
import { COMPONENTS } from '../../calendar/engine.js';
import { number } from '../../format.js';
import { failure } from '../../parts.js';
import { styled } from '../../styled.js';
import { extentTemplate, valueTemplate } from './score.js';
import { words as all } from './texts.js';

const words = all.compare;

/** Part of the chart's width and height that is left free at each end, for the names of points. */
const FREE = 0.12;

/** @typedef {Omit<import('../../calendar/candidates.js').Candidate, 'name'> & {name: string, mark: string, isPresent: boolean}} Shown */

export class Compare {
  /**
   * @param {import('../../calendar/session.js').CalendarSession} session
   * @param {import('./score.js').Host} host
   */
  constructor(session, host) {
    this.session = session;
    this.host = host;
    /** Rows that are marked wherever they are. @type {Set<number>} */
    this.lit = new Set();
    /** Components on the axes of the chart; null: those that tell the calendars apart the most. @type {number[] | null} */
    this.axes = null;
    session.addEventListener('candidates', () => host.draw());
  }

  /** REQUIRES: the session is open. */
  template() {
    const { session } = this;
    session.candidates.follow();
    const shown = this.shown();
    const { failure: why } = session.candidates;
    return html`<section class="compare" aria-label=${words.title}>
      <h2>${words.title}</h2>
      ${why ? failure(words.failed, why.message, () => session.candidates.retry()) : nothing}
      ${shown.length < 2 ? html`<p class="quiet">${words.none}</p>` : nothing}
      <ul class="offered">
        ${repeat(
          shown,
          ({ name, isPresent }) => (isPresent ? '' : name),
          (one) => this.candidate(one),
        )}
      </ul>
      ${shown.length < 2 ? nothing : this.chart(shown)}
    </section>`;
  }

  /** @returns {Shown[]}  the present board first */
  shown() {
    const { session } = this;
    const { board, score } = session;
    if (!score) return [];
    const present = {
      name: words.present,
      method: '',
      maker: '',
      mark: words.presentMark,
      board,
      score,
      isPresent: true,
    };
    let curators = 0;
    const offered = session.candidates.list.map((one) => ({
      ...one,
      mark: one.method || number(++curators),
      isPresent: false,
    }));
    return [present, ...offered];
  }

  /** @param {Shown} one */
  candidate({ name, method, maker, mark, board, score, isPresent }) {
    const { session } = this;
    const isWaiting = !isPresent && session.candidates.waiting.has(name);
    const rows = rowsOf(board).filter((row) => row >= 0);
    const present = new Set(rowsOf(session.board));
    const shared = rows.filter((row) => present.has(row)).length;
    const { cover } = session.board;
    const isTaken = !isPresent && sameBoard({ ...withLocked(session.board, board), cover }, session.board);
    const isHere = String(rowsOf(board)) === String(rowsOf(session.board));
    const take = session.board.slots.some(({ locked }) => locked) ? words.takeAround : words.take;
    const light = (/** @type {Iterable<number>} */ marked) => this.light(marked);
    return html`<li>
      <article
        tabindex="0"
        aria-label=${words.label(name, score.total)}
        aria-busy=${isWaiting}
        class=${isPresent ? 'present' : nothing}
        @focus=${() => light(rows)}
        @blur=${() => light([])}
        @pointerleave=${() => light([])}
      >
        <h3>
          ${mark === name ? nothing : html`<span class="letter" aria-hidden="true">${mark}</span>`}<bdi>${name}</bdi>
        </h3>
        <p class="quiet">${isPresent ? words.presentWhy : maker ? words.by(maker) : words.methods[method]}</p>
        <ol class="small-sheet">
          ${Array.from(rowsOf(board), (row, slot) => this.picture(row, slot))}
        </ol>
        <p class="worth">
          <b class="figures">${number(score.total, 3)}</b>
          <small class="quiet">${isWaiting ? words.finding : isPresent ? nothing : words.shared(shared, rows.length)}</small>
        </p>
        <dl>
          ${COMPONENTS.map(
            (component, at) => html`<div>
              <dt>${all.score.components[component]}</dt>
              <dd>
                ${extentTemplate(session, score, at)}
                <span class="figures">${valueTemplate(session, score, at)}</span>
              </dd>
            </div>`,
          )}
        </dl>
        ${
          isPresent
            ? nothing
            : html`<button class="action" ?disabled=${isTaken} @click=${() => session.take(board)}>
                ${isTaken && isHere ? words.taken : take}<span class="unseen">: ${name}</span>
              </button>`
        }
      </article>
    </li>`;
  }

  /** @param {number} row @param {number} slot */
  picture(row, slot) {
    const { session, host } = this;
    const { pictures } = session.store;
    if (row < 0) return html`<li class="empty" title=${host.nameOf(slot)}></li>`;
    const name = `${host.nameOf(slot)}: ${pictures.name(row)}`;
    return html`<li
      class=${this.lit.has(row) ? 'lit' : nothing}
      ${styled({ 'background-color': pictures.ground(row) })}
      title=${name}
      @pointerenter=${() => this.light([row])}
    >
      ${pictures.has(row) ? html`<img src=${pictures.thumbnails(row)[0].path} alt=${name} loading="lazy" decoding="async" />` : nothing}
    </li>`;
  }

  /** @param {Iterable<number>} rows */
  light(rows) {
    const lit = new Set(rows);
    if (lit.size === this.lit.size && [...lit].every((row) => this.lit.has(row))) return;
    this.lit = lit;
    this.host.draw();
  }

  /** @param {Shown[]} shown */
  chart(shown) {
    const [x, y] = (this.axes ??= axesOf(shown));
    const across = scaleOf(shown.map(({ score }) => score.values[x]));
    const down = scaleOf(shown.map(({ score }) => score.values[y]));
    const [nameX, nameY] = [x, y].map((axis) => all.score.components[COMPONENTS[axis]]);
    const points = shown.map((one) => ({
      ...one,
      left: across(one.score.values[x]),
      top: 1 - down(one.score.values[y]),
    }));
    const marks = marksAt(points);
    return html`<figure class="chart">
      <figcaption>
        ${this.axis([x, y], 0, words.across)} ${this.axis([x, y], 1, words.up)}
      </figcaption>
      <svg role="img" aria-label=${words.chart(nameX, nameY)}>
        <line x1="0" x2="100%" y1="100%" y2="100%"></line>
        <line x1="0" x2="0" y1="0" y2="100%"></line>
        ${points.map((point) => {
          const { name, score, isPresent } = point;
          const [left, top] = [point.left, point.top].map((part) => `${(100 * part).toFixed(1)}%`);
          return svg`<g class=${isPresent ? 'present' : nothing}>
            <title>${words.point(name, nameX, score.values[x], nameY, score.values[y])}</title>
            <circle cx=${left} cy=${top} r=${isPresent ? 9 : 5}></circle>
            <text x=${left} y=${top} dx="13" dy="4">${marks.get(point)?.join(' ') ?? ''}</text>
          </g>`;
        })}
      </svg>
    </figure>`;
  }

  /** @param {number[]} axes @param {number} axis @param {string} label */
  axis(axes, axis, label) {
    return html`<label>
      ${label}
      <select
        class="choice"
        @change=${(/** @type {Event} */ event) => {
          const component = Number(/** @type {HTMLSelectElement} */ (event.target).value);
          this.axes = axes.map((own, at) => (at === axis ? component : own));
          this.host.draw();
        }}
      >
        ${COMPONENTS.map(
          (name, at) => html`<option
            value=${at}
            .selected=${at === axes[axis]}
            ?disabled=${this.session.states[at] !== 'known'}
          >
            ${all.score.components[name]}
          </option>`,
        )}
      </select>
    </label>`;
  }
}

/** Parts of the chart's width and height within which points have their names in one place. */
const NEAR = [0.05, 0.06];

/**
 * The names that stand at each point: those of points that lie on an earlier one stand there.
 * @param {(Shown & {left: number, top: number})[]} points
 * @returns {Map<unknown, string[]>}
 */
function marksAt(points) {
  const marks = new Map();
  for (const point of points.filter(({ isPresent }) => !isPresent)) {
    const at = [...marks.keys()].find(
      ({ left, top }) => Math.abs(left - point.left) < NEAR[0] && Math.abs(top - point.top) < NEAR[1],
    );
    if (at) marks.get(at).push(point.mark);
    else marks.set(point, [point.mark]);
  }
  return marks;
}

/**
 * The two components with the values that differ the most, in their order.
 * @param {Shown[]} shown
 */
function axesOf(shown) {
  const spans = COMPONENTS.map((_, component) => {
    const values = shown.map(({ score }) => score.values[component]);
    return Math.max(...values) - Math.min(...values);
  });
  const widest = COMPONENTS.map((_, component) => component).sort(
    (one, other) => spans[other] - spans[one] || one - other,
  );
  return widest.slice(0, 2).sort((one, other) => one - other);
}

/** Where a value stands between the least and the most of all: 0..1. @param {number[]} values */
function scaleOf(values) {
  const least = Math.min(...values);
  const span = Math.max(...values) - least;
  return (/** @type {number} */ value) => (span > 0 ? FREE + ((value - least) / span) * (1 - 2 * FREE) : 0.5);
}
