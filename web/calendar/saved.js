// Boards that a visitor has kept in this browser under names, by the text of their address.
import { keep, kept, pairsText, readPairs } from '../kept.js';
import { words } from '../views/calendar/texts.js';

export class SavedBoards {
  /** @param {string} collection  its id */
  constructor(collection) {
    this.place = `vitrine.${collection}.calendars`;
    /** @type {Map<string, string>} name → text, in the order saved */
    this.boards = new Map();
    this.read();
  }

  /** As they are kept now: another tab may have changed them. */
  read() {
    return (this.boards = new Map(readPairs(kept(this.place))));
  }

  get names() {
    return [...this.boards.keys()];
  }

  /** @param {string} name @returns {string}  "": there is none */
  text(name) {
    return this.boards.get(name) ?? '';
  }

  /**
   * Throws an Error, its text a sentence, where the browser does not keep it.
   * @param {string} name
   * @param {string} text
   */
  save(name, text) {
    const next = new Map(this.read());
    next.delete(name); // the last saved is the last
    this.#keep(next.set(name, text));
  }

  /** Throws an Error, its text a sentence, where another board has the name. @param {string} before @param {string} name */
  rename(before, name) {
    const boards = [...this.read()];
    if (name !== before && this.boards.has(name)) throw new Error(words.boards.taken(name));
    this.#keep(new Map(boards.map(([own, text]) => [own === before ? name : own, text])));
  }

  /** @param {string} name */
  remove(name) {
    const next = new Map(this.read());
    next.delete(name);
    this.#keep(next);
  }

  /** @param {Map<string, string>} boards */
  #keep(boards) {
    if (!keep(this.place, pairsText(boards))) throw new Error(words.exchange.notKept);
    this.boards = boards;
  }
}
