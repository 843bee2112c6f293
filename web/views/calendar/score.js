// What the score of the board is made of: its components as bars, the slot that costs the most, weights as sliders, and
// the pictures without evidence.
import './judging.css';
import { html, nothing } from 'lit-html';
import { keyed } from 'lit-html/directives/keyed.js';
import { COMPONENTS, OBJECTIVES } from '../../calendar/engine.js';
import { costliest } from '../../calendar/reasons.js';
import { number } from '../../format.js';
import { styled } from '../../styled.js';
import { words as all } from './texts.js';

const words = all.score;

const MOST_WEIGHT = 3;

/** @typedef {import('../../calendar/session.js').CalendarSession} CalendarSession */

/**
 * The view that a panel stands in; it draws the panel again when the session changes.
 * @typedef {object} Host
 * @property {number} chosen  the slot that the visitor is at; -1: none
 * @property {(slot: number) => void} choose
 * @property {(slot: number, row: number) => void} put  a picture into a slot, which is told
 * @property {(slot: number) => string} nameOf  "March 2027", "Cover"
 * @property {() => void} draw
 */

export class ScorePanel {
  /**
   * @param {CalendarSession} session
   * @param {Host} host
   */
  constructor(session, host) {
    this.session = session;
    this.host = host;
  }

  /** REQUIRES: the session is open. */
  template() {
    const { session } = this;
    const { score } = session;
    if (!score) return nothing;
    const empty = session.board.slots.filter(({ row }) => row < 0).length;
    return html`<section class="score" aria-label=${words.title}>
      <div class="objectives" role="group" aria-label=${words.objective}>
        ${OBJECTIVES.map(
          (objective) => html`<button
            class="word"
            aria-pressed=${objective === session.objective}
            title=${words.objectiveWhy[objective]}
            @click=${() => session.setObjective(objective)}
          >
            ${words.objectives[objective]}
          </button>`,
        )}
        <button class="word reset" ?hidden=${!session.hasOwnWeights} @click=${() => session.resetWeights()}>
          ${words.resetWeights}
        </button>
      </div>
      ${empty ? html`<p class="quiet">${words.empty(empty)}</p>` : nothing}
      <ul class="components">
        ${COMPONENTS.map((_, component) => this.component(score, component))}
      </ul>
      ${this.evidence()} ${vectorsTemplate(session)}
    </section>`;
  }

  /** @param {import('../../calendar/engine.js').Score} score @param {number} component */
  component(score, component) {
    const { session } = this;
    const name = COMPONENTS[component];
    const state = session.states[component];
    const slot = state === 'known' ? costliest(score, component, session.objective) : -1;
    const weight = session.weights[component];
    const label = words.components[name];
    return html`<li class="component ${state}">
      <span class="name">${label}</span>
      ${keyed(state, html`<b class="figures">${valueTemplate(session, score, component)}</b>`)}
      <label class="weight">
        <span class="unseen">${words.weightOf(label)}</span>
        <input
          type="range"
          min="0"
          max=${Math.max(MOST_WEIGHT, Math.ceil(weight))}
          step="0.1"
          .value=${String(weight)}
          aria-valuetext=${words.weight(weight)}
          @input=${(/** @type {Event} */ event) => session.setWeight(component, Number(inputOf(event).value))}
          @change=${() => session.settle()}
        />
        <small class="figures">× ${number(weight, 1)}</small>
      </label>
      ${extentTemplate(session, score, component)}
      <p class="quiet">${this.line(name, state)}${slot < 0 ? nothing : this.which(name, slot)}</p>
    </li>`;
  }

  /**
   * The slot that a component depends on the most.
   * @param {typeof COMPONENTS[number]} name
   * @param {number} slot
   */
  which(name, slot) {
    const { host } = this;
    return html` ${name === 'coverFit' ? words.coverIs : words.costsMost}
      <button class="word" @click=${() => host.choose(slot)}>${host.nameOf(slot)}</button>.`;
  }

  /**
   * What a component is, or why it counts as neutral.
   * @param {typeof COMPONENTS[number]} name
   * @param {string} state
   */
  line(name, state) {
    const { session } = this;
    if (state === 'absent') return words.absent[name];
    if (state === 'notYet') return session.vectorsFailure ? words.failed : words.notYet;
    const lines = session.objective === 'classic' ? words.classicLines : words.lines;
    return name === 'preference' && session.plan.preference === 'scores' ? words.byOwner : lines[name];
  }

  /** The pictures of which voters said nothing. */
  evidence() {
    const { session, host } = this;
    if (!session.hasEvidence) return nothing;
    const without = session.board.slots.flatMap(({ row }, slot) =>
      row >= 0 && session.lacksEvidence(row) ? [slot] : [],
    );
    return html`<div class="evidence">
      ${
        without.length === 0
          ? nothing
          : html`<p>
              ${words.without(without.length)}
              ${without.map(
                (slot) => html`<button class="word" @click=${() => host.choose(slot)}>${host.nameOf(slot)}</button> `,
              )}
            </p>`
      }
      <button
        class="word switch"
        role="switch"
        aria-checked=${session.evidenceRequired}
        @click=${() => session.requireEvidence(!session.evidenceRequired)}
      >
        ${words.requireEvidence}
      </button>
    </div>`;
  }
}

/** What the difference of pictures waits for, with its progress: at the foot, so that nothing moves when it goes. @param {CalendarSession} session */
function vectorsTemplate(session) {
  const { read, size } = session.store.likeness;
  if (session.vectorsFailure)
    return html`<p class="quiet" role="status">
      ${session.vectorsFailure.message}
      <button class="word" @click=${() => session.loadVectors()}>${words.retry}</button>
    </p>`;
  if (!session.isWaitingForVectors) return nothing;
  return html`<div class="arriving">
    <p class="quiet">${words.waiting(read, size)}</p>
    <progress max="1" .value=${size > 0 ? Math.min(1, read / size) : 0} aria-label=${words.vectors}></progress>
  </div>`;
}

/**
 * The value of a component; what counts as neutral was not measured, and has none.
 * @param {CalendarSession} session
 * @param {import('../../calendar/engine.js').Score} score
 * @param {number} component
 */
export function valueTemplate({ states }, { values }, component) {
  if (states[component] === 'known') return number(values[component], 2);
  return html`<span aria-hidden="true">–</span><span class="unseen">${words.notKnown}</span>`;
}

/**
 * The bar of a component.
 * @param {CalendarSession} session
 * @param {import('../../calendar/engine.js').Score} score
 * @param {number} component
 */
export function extentTemplate({ states, objective }, score, component) {
  const part = states[component] === 'known' ? partOf(score, component, objective) : 0;
  return html`<span class="extent" ${styled({ '--part': String(part) })} aria-hidden="true"></span>`;
}

/**
 * How long the bar of a component is: its value, or where values have no common measure its part of the largest.
 * @param {import('../../calendar/engine.js').Score} score
 * @param {number} component
 * @param {string} objective
 */
function partOf({ values, added }, component, objective) {
  if (objective !== 'classic') return Math.min(1, Math.max(0, values[component]));
  return Math.abs(added[component]) / (Math.max(...Array.from(added, Math.abs)) || 1);
}

/** @param {Event} event */
const inputOf = (event) => /** @type {HTMLInputElement} */ (event.target);
