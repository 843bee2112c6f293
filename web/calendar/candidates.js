// The calendars that are offered: those of the plan's document, found natively. When boards are judged in another way
// than the plan's, or from other pictures, those that a method found are found again by the same code in the page.
import { asError } from '../error.js';
import { boardOf } from './board.js';

/** Finding begins when nothing has changed for this long. */
const REST_MS = 200;

/**
 * @typedef {object} Candidate
 * @property {string} name
 * @property {string} method  "A" .. "F"; "" where a curator made it
 * @property {string} maker  the curator's name
 * @property {import('./board.js').Board} board
 * @property {import('./engine.js').Score} score
 */

export class Candidates {
  /** @param {import('./session.js').CalendarSession} session  told of every change */
  constructor(session) {
    this.session = session;
    /** @type {Candidate[]} */
    this.list = [];
    /** Names of those with boards that are being found again. @type {Set<string>} */
    this.waiting = new Set();
    /** @type {Error | null} */
    this.failure = null;
    /** The way of judging that the list answers. */
    this.answered = '';
    this.work = new AbortController();
  }

  /** Makes the list that of the present way of judging; REQUIRES: the session is open. */
  async follow() {
    const { session } = this;
    if (session.judging === this.answered) return;
    this.stop();
    this.answered = session.judging;
    this.failure = null;
    const before = new Map(this.list.map(({ name, board }) => [name, board]));
    this.list = session.plan.candidates.map(({ name, method, maker, rows, cover, focus }) => {
      const published = boardOf(rows, cover, focus);
      const board = method === '' || session.isAsPlanned ? published : (before.get(name) ?? published);
      return { name, method, maker, board, score: session.scoreOf(board) };
    });
    if (!session.isAsPlanned) await this.#findAgain();
  }

  /** Asks again after a failure. */
  retry() {
    this.answered = '';
    return this.follow();
  }

  /** Ends the finding; what it had not found is found when the list is followed again. */
  stop() {
    if (this.waiting.size > 0) this.answered = '';
    this.work.abort();
    this.work = new AbortController();
    this.waiting.clear();
  }

  async #findAgain() {
    const { session, work } = this;
    const found = this.list.filter(({ method }) => method !== '');
    found.forEach(({ name }) => this.waiting.add(name));
    if (session.isWaitingForVectors) return; // they change the way of judging when they come
    try {
      await new Promise((done) => setTimeout(done, REST_MS));
      for (const { name, method } of found) {
        work.signal.throwIfAborted();
        const board = await session.candidate(method, work.signal);
        this.list = this.list.map((one) =>
          one.name === name ? { ...one, board, score: session.scoreOf(board) } : one,
        );
        this.waiting.delete(name);
        session.tell('candidates');
      }
    } catch (error) {
      if (work !== this.work) return;
      this.waiting.clear();
      if (asError(error).name === 'AbortError') this.answered = '';
      else this.failure = asError(error);
      session.tell('candidates');
    }
  }
}
