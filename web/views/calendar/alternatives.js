// For the chosen slot what voters said of its picture, and the pictures that would change the score the most for the
// better, each with its change and why.
import './judging.css';
import { html, nothing } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { rowsOf } from '../../calendar/board.js';
import { reasonsOf } from '../../calendar/reasons.js';
import { asError } from '../../error.js';
import { failure } from '../../parts.js';
import { styled } from '../../styled.js';
import { LEAST_CHANGE, words as all } from './texts.js';

const words = all.alternatives;

const MOST = 24;

/** @typedef {import('../../calendar/engine.js').Alternative} Alternative */

export class Alternatives {
  /**
   * @param {import('../../calendar/session.js').CalendarSession} session
   * @param {import('./score.js').Host} host
   */
  constructor(session, host) {
    this.session = session;
    this.host = host;
    /** @type {Alternative[]} */
    this.list = [];
    /** What the list answers. */
    this.answered = '';
    this.slot = -1;
    /** @type {Error | null} */
    this.failure = null;
    this.work = new AbortController();
    this.busy = false;
  }

  /** REQUIRES: the session is open. */
  template() {
    this.follow();
    const { session, slot } = this;
    if (slot < 0) return nothing;
    return html`<section class="alternatives" aria-label=${words.title}>
      ${this.evidence()}
      <h3>${words.title}</h3>
      ${session.board.slots[slot].locked ? html`<p class="quiet">${words.locked}</p>` : this.results()}
    </section>`;
  }

  /** What voters said of the picture that is there. */
  evidence() {
    const { session, slot } = this;
    const { row } = session.board.slots[slot];
    if (row < 0 || !session.hasEvidence) return nothing;
    const { preference, lower, upper, shown, chosen } = session.facts(row);
    const byOwner = session.plan.preference === 'scores';
    const said = byOwner ? words.ownersScore(preference) : words.votes(shown, chosen, preference, lower, upper);
    return html`<p class="quiet figures">${session.lacksEvidence(row) ? words.isWithoutEvidence(byOwner) : said}</p>`;
  }

  results() {
    const { list } = this;
    if (this.failure) return failure(words.failed, this.failure.message, () => this.retry());
    if (list.length === 0) return html`<p class="quiet" role="status">${this.busy ? words.looking : words.none}</p>`;
    return html`${list[0].change < LEAST_CHANGE ? html`<p class="quiet">${words.noneBetter}</p>` : nothing}
    <ol aria-busy=${this.busy}>
      ${repeat(
        list,
        ({ row }) => row,
        (one) => this.item(one),
      )}
    </ol>`;
  }

  /** @param {Alternative} one */
  item({ row, change, changes }) {
    const { session, host, slot } = this;
    const { pictures } = session.store;
    const name = pictures.name(row);
    const why = this.why(row, changes);
    return html`<li>
      <button
        aria-label=${words.place(name, change, why)}
        title=${name}
        @click=${() => host.put(slot, row)}
        ${styled({ 'background-color': pictures.ground(row) })}
      >
        <img
          src=${pictures.has(row) ? pictures.thumbnails(row)[0].path : nothing}
          alt=""
          loading="lazy"
          decoding="async"
        />
      </button>
      <p>
        <b class="figures ${change < LEAST_CHANGE ? 'less' : ''}">${words.change(change)}</b>
        <span>${why}</span>
        ${session.lacksEvidence(row) ? html`<small class="quiet">${words.noEvidence}</small>` : nothing}
      </p>
    </li>`;
  }

  /** @param {number} row @param {ArrayLike<number>} changes */
  why(row, changes) {
    const { session, host, slot } = this;
    const { row: present } = session.board.slots[slot];
    const before = present < 0 ? null : session.facts(present);
    const alike = session.score?.alike[slot] ?? -1;
    const reasons = reasonsOf(changes, before, session.facts(row), session.slots[slot].target);
    return words.list(
      reasons.map((reason) => words.reason(reason, host.nameOf(slot), alike < 0 ? '' : host.nameOf(alike))),
    );
  }

  retry() {
    this.answered = '';
    this.host.draw();
  }

  /** Looks again when the slot, the board or the way of judging has changed. */
  async follow() {
    const { session, host } = this;
    const slot = host.chosen;
    const { board } = session;
    const key = [slot, session.judging, rowsOf(board), board.cover, board.slots[slot]?.locked].join(' '); // no crop
    if (key === this.answered) return;
    this.answered = key;
    this.work.abort();
    if (slot !== this.slot) this.list = [];
    this.slot = slot;
    this.failure = null;
    this.busy = slot >= 0 && !board.slots[slot].locked;
    if (!this.busy) return;
    const { signal } = (this.work = new AbortController());
    try {
      const list = await session.alternatives(slot, MOST, signal);
      if (!signal.aborted) this.list = list;
    } catch (error) {
      if (signal.aborted) return;
      if (asError(error).name === 'AbortError') this.answered = '';
      else this.failure = asError(error);
    }
    if (signal.aborted) return;
    this.busy = false;
    host.draw();
  }
}
