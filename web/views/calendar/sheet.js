// The calendar on paper: a cover, the months, a contact sheet, as sheets of the chosen paper. In the view they are a
// preview under the board; what is printed is the same (print.css).
import './print.css';
import { html, nothing, svg } from 'lit-html';
import { guard } from 'lit-html/directives/guard.js';
import { ref } from 'lit-html/directives/ref.js';
import { dayOfMonth, entriesOf, moonOf, weeksOf } from '../../calendar/month.js';
import {
  CONTACT_FRAME,
  contactColumns,
  dotsOnPage,
  entryLines,
  judged,
  pagesOf,
  paperOf,
  PAPERS,
  pictureBox,
} from '../../calendar/paper.js';
import { localeOf } from '../../format.js';
import { keep, kept } from '../../kept.js';
import { styled } from '../../styled.js';
import { positionOf } from './crop.js';
import { directionOf, monthText, numberText, weekdayTexts, yearText } from './months.js';
import { words as all } from './texts.js';

const words = all.sheets;

const FRIDAY = 5;
const SUNDAY = 7;

/** @typedef {import('../../calendar/paper.js').PageKind} PageKind */
/** @typedef {import('../../calendar/session.js').CalendarSession} CalendarSession */

/** Where paper is that of North America, by the visitor's own language. */
const usesLetter = () =>
  ['CA', 'CO', 'MX', 'PH', 'US'].includes(new Intl.Locale(localeOf(navigator.language)).region ?? '');

/** What the visitor can choose: of each the values, the usual one first. */
const CHOICES = {
  paper: () => {
    const names = /** @type {(keyof typeof PAPERS)[]} */ (Object.keys(PAPERS));
    return usesLetter() ? [names[2], ...names] : names;
  },
  turn: () => ['upright', 'lying'],
  layout: () => /** @type {const} */ (['above', 'spread']),
  fit: () => ['fill', 'whole'],
};

export class Sheets {
  /** Whether they have come near the window: only then they are drawn. */
  #near = false;
  /** Credit lines by row. @type {Map<number, string>} */
  #credits = new Map();
  /** The board of which credit lines were asked for. @type {import('../../calendar/board.js').Board | null} */
  #followed = null;

  /**
   * @param {CalendarSession} session
   * @param {{language: string, printing: boolean, nameOf: (slot: number) => string, draw: () => void}} host
   */
  constructor(session, host) {
    this.session = session;
    this.host = host;
    this.keptAs = `vitrine.${session.store.manifest.id}.sheets`;
    const known = kept(this.keptAs).split(' ');
    const chosen = Object.entries(CHOICES).map(([name, values], at) => {
      const options = /** @type {readonly string[]} */ (values());
      return [name, options.includes(known[at]) ? known[at] : options[0]];
    });
    /** @type {{paper: keyof typeof PAPERS, turn: string, layout: 'above' | 'spread', fit: string}} */
    this.chosen = Object.fromEntries(chosen);
    this.observer = new IntersectionObserver((seen) => this.onSeen(seen), { rootMargin: '600px' });
  }

  /** @param {IntersectionObserverEntry[]} seen */
  onSeen(seen) {
    if (this.#near || !seen.some(({ isIntersecting }) => isIntersecting)) return;
    this.#near = true;
    this.observer.disconnect();
    this.host.draw();
  }

  /**
   * Credit lines are there, or could not be fetched: without them sheets have titles alone. What is printed waits for it.
   * @returns {Promise<boolean>}  whether there is a new one
   */
  async ready() {
    const before = this.#credits.size;
    const rows = this.session.board.slots.map(({ row }) => row).filter((row) => row >= 0 && !this.#credits.has(row));
    await Promise.all(rows.map((row) => this.readCredit(row).catch(() => {})));
    return this.#credits.size > before;
  }

  /** @param {number} row */
  async readCredit(row) {
    const { documents, manifest } = this.session.store;
    const { credit, license } = await documents.details(row);
    const parts = [credit || manifest.credit, license || manifest.license];
    this.#credits.set(row, parts.filter(Boolean).join(' · '));
  }

  async follow() {
    const { board } = this.session;
    if (board === this.#followed) return;
    this.#followed = board;
    if (await this.ready()) this.host.draw();
  }

  // --- the preview ---------------------------------------------------------------------------------------------------

  /** REQUIRES: the session is open. */
  template() {
    const { session, host } = this;
    const drawn = this.#near || host.printing;
    if (drawn) void this.follow();
    const depends = [
      session.board,
      session.score?.coverSlot,
      this.#credits.size,
      host.printing,
      ...Object.values(this.chosen),
    ];
    return html`<section class="sheets" aria-label=${words.title} ${ref((element) => this.observe(element))}>
      <h2>${words.title}</h2>
      <div class="sheets-strip">
        ${this.choice('paper')} ${this.choice('turn')} ${this.choice('layout')} ${this.choice('fit')}
      </div>
      ${drawn ? guard(depends, () => this.sheets()) : html`<div class="sheets-away"></div>`}
    </section>`;
  }

  /** @param {Element | undefined} element */
  observe(element) {
    if (element && !this.#near) this.observer.observe(element);
  }

  /** @param {keyof typeof CHOICES} name */
  choice(name) {
    const onChange = (/** @type {Event} */ event) => {
      const { value } = /** @type {HTMLSelectElement} */ (event.target);
      this.chosen = { ...this.chosen, [name]: value };
      keep(this.keptAs, Object.values(this.chosen).join(' '));
      this.host.draw();
    };
    const { label, options } = words[name];
    return html`<label>
      ${label}
      <select class="choice" @change=${onChange}>
        ${Object.entries(options).map(
          ([value, text]) => html`<option value=${value} .selected=${value === this.chosen[name]}>${text}</option>`,
        )}
      </select>
    </label>`;
  }

  sheets() {
    const { session } = this;
    const { paper: name, turn, layout } = this.chosen;
    const paper = paperOf(name, turn === 'lying');
    const pages = pagesOf(session.slots, layout, session.score?.coverSlot ?? -1);
    return html`<ol
      class="leaves"
      data-paper=${name}
      data-turn=${turn}
      ${styled({ '--paper-width': paper.width, '--paper-height': paper.height, '--paper-margin': paper.margin, '--paper-scale': paper.scale })}
    >
      ${pages.map((page) => this.frame(page, paper))}
    </ol>`;
  }

  /**
   * A sheet, and what is to be said of it.
   * @param {{kind: PageKind, slot: number}} page
   * @param {import('../../calendar/paper.js').Paper} paper
   */
  frame(page, paper) {
    const { language } = this.host;
    const templates = {
      cover: () => this.cover(page, paper),
      month: () => html`${this.picture(page, paper)} ${this.month(page, paper)}`,
      picture: () => html`${this.picture(page, paper)} ${this.credit(page.slot)}`,
      days: () => this.month(page, paper),
      contacts: () => this.contacts(paper),
    };
    return html`<li class="leaf-frame">
      <article
        class="leaf on-paper ${this.chosen.fit}"
        data-kind=${page.kind}
        lang=${language}
        dir=${directionOf(language)}
        aria-label=${this.nameOf(page)}
      >
        ${templates[page.kind]()}
      </article>
      ${this.note(page, paper)}
    </li>`;
  }

  /** @param {{kind: PageKind, slot: number}} page */
  nameOf({ kind, slot }) {
    return kind === 'cover' || kind === 'contacts' ? words[kind] : this.host.nameOf(slot);
  }

  /**
   * How sharp the page's picture can be printed.
   * @param {{kind: PageKind, slot: number}} page
   * @param {import('../../calendar/paper.js').Paper} paper
   */
  note({ kind, slot }, paper) {
    const { collection } = this.session.store;
    const row = this.rowOf(slot);
    if (row < 0) return nothing;
    const size = { width: collection.width[row], height: collection.height[row] };
    const dots = dotsOnPage(size, paper, kind, this.chosen.fit === 'whole');
    if (dots === null || !size.width) return nothing;
    const judgement = judged(dots);
    return judgement === 'sharp'
      ? nothing
      : html`<p class="leaf-note ${judgement}">${words.judged[judgement](dots)}</p>`;
  }

  // --- the parts of a sheet --------------------------------------------------------------------------------------------

  /** @param {number} slot */
  rowOf(slot) {
    return this.session.board.slots[slot]?.row ?? -1;
  }

  /**
   * @param {{kind: PageKind, slot: number}} page
   * @param {import('../../calendar/paper.js').Paper} paper
   */
  cover(page, paper) {
    const { slots, plan } = this.session;
    const { language } = this.host;
    const months = slots.filter(({ month }) => month).map(({ month }) => monthText(month, language, 'whole'));
    const range = months.length > 1 ? `${months[0]} – ${months[months.length - 1]}` : months[0];
    return html`${this.picture(page, paper)}
      <header>
        <h3 class="serif" dir="auto">${plan.title}</h3>
        <p class="range">${range}</p>
      </header>
      ${this.credit(page.slot)}`;
  }

  /**
   * @param {{kind: PageKind, slot: number}} page
   * @param {import('../../calendar/paper.js').Paper} paper
   */
  picture({ kind, slot }, paper) {
    const box = pictureBox(paper, kind, this.chosen.fit === 'whole');
    const row = this.rowOf(slot);
    if (!box) return nothing;
    return html`<div class="leaf-picture">${row < 0 ? nothing : this.image(row, slot, box.width / box.height, 'original')}</div>`;
  }

  /**
   * @param {number} row
   * @param {number} slot
   * @param {number} frame  width over height of the box
   * @param {'original' | 'small'} size
   */
  image(row, slot, frame, size) {
    const { session, host } = this;
    const { pictures, collection } = session.store;
    if (!pictures.has(row)) return html`<p class="serif" dir="auto">${pictures.name(row)}</p>`;
    const files = pictures.thumbnails(row);
    const file = size === 'small' ? (files[1] ?? files[0]) : files[files.length - 1];
    const position = positionOf(collection.width[row] / collection.height[row], frame, session.cropPoint(slot));
    return html`<img
      src=${file.path}
      alt=${pictures.name(row)}
      loading=${host.printing ? 'eager' : 'lazy'}
      decoding="async"
      ${styled({ 'object-position': this.chosen.fit === 'whole' ? 'center' : position })}
    />`;
  }

  /** @param {number} slot */
  credit(slot) {
    const row = this.rowOf(slot);
    if (row < 0) return nothing;
    const { collection } = this.session.store;
    const parts = [collection.title(row), this.#credits.get(row)].filter(Boolean);
    return html`<p class="leaf-credit" dir="auto">${parts.join(' · ')}</p>`;
  }

  /**
   * Heading, days and credit line.
   * @param {{kind: PageKind, slot: number}} page
   * @param {import('../../calendar/paper.js').Paper} paper
   */
  month({ kind, slot }, paper) {
    const { session, host } = this;
    const { month } = session.slots[slot];
    const { language } = host;
    const [year, number] = [Number(month.slice(0, -3)), Number(month.slice(-2))];
    const grid = session.month(year, number);
    return html`<header>
        <h3 class="serif">${monthText(month, language, 'long')}</h3>
        <p class="year figures">${yearText(month, language)}</p>
      </header>
      ${grid ? this.days(month, grid, entryLines(paper, kind, grid.weeks.length)) : nothing} ${this.credit(slot)}`;
  }

  /**
   * @param {string} month
   * @param {{first: number, days: number, weeks: number[]}} grid
   * @param {number} lines  of entries that a day has room for
   */
  days(month, grid, lines) {
    const { plan } = this.session;
    const { language } = this.host;
    const numbered = plan.week_start === 1;
    const rest = plan.week_start === 6 ? FRIDAY : SUNDAY; // where weeks begin with Saturday it is Friday
    const restPlace = (rest - plan.week_start + 7) % 7;
    const entries = entriesOf(plan.events, month, grid.days);
    const phases = moonOf(plan.moon, month);
    const week = (/** @type {{week: number, days: number[]}} */ { week, days }) => html`<tr>
      ${numbered ? html`<th class="week figures" scope="row">${numberText(week, language)}</th>` : nothing}
      ${days.map((day, place) =>
        day === 0
          ? html`<td class="away"></td>`
          : html`<td class=${place === restPlace ? 'rest' : nothing}>
              <div>
                <time class="figures" datetime=${dayOfMonth(month, day)}>${numberText(day, language)}</time>
                ${phases.has(day) ? moonTemplate(/** @type {number} */ (phases.get(day))) : nothing}
                ${entries[day - 1].length > lines ? html`<small>${words.more(entries[day - 1].length - lines)}</small>` : nothing}
                ${entriesTemplate(entries[day - 1].slice(0, lines), day === 1 || place === 0)}
              </div>
            </td>`,
      )}
    </tr>`;
    return html`<div class="leaf-days"><table ${styled({ '--lines': lines })}>
      <thead>
        <tr>
          ${numbered ? html`<td class="week"></td>` : nothing}
          ${weekdayTexts(language, plan.week_start, 'short').map((name) => html`<th scope="col">${name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${weeksOf(grid).map(week)}
      </tbody>
    </table></div>`;
  }

  /** @param {import('../../calendar/paper.js').Paper} paper */
  contacts(paper) {
    const { session, host } = this;
    const { pictures } = session.store;
    return html`<header>
        <h3 class="serif" dir="auto">${session.plan.title}</h3>
      </header>
      <ol ${styled({ '--columns': contactColumns(paper, session.slots.length) })}>
        ${session.slots.map(({ month }, slot) => {
          const row = this.rowOf(slot);
          return html`<li>
            <div class="leaf-picture">${row < 0 ? nothing : this.image(row, slot, CONTACT_FRAME, 'small')}</div>
            <p><b>${month ? monthText(month, host.language, 'whole') : host.nameOf(slot)}</b></p>
            ${row < 0 ? nothing : html`<p dir="auto">${pictures.name(row)}</p>`}
          </li>`;
        })}
      </ol>`;
  }
}

/**
 * The entries of a day. An entry of several days has its text where it begins and at the beginning of a row; in between
 * a line goes on.
 * @param {import('../../calendar/month.js').Entry[]} entries
 * @param {boolean} atBeginning  of a row
 */
function entriesTemplate(entries, atBeginning) {
  if (entries.length === 0) return nothing;
  const item = (/** @type {import('../../calendar/month.js').Entry} */ { text, begins, ends }) => {
    const kind = begins && ends ? nothing : begins ? 'begins' : ends ? 'ends' : 'goes-on';
    return html`<li class=${kind} dir="auto">${begins || atBeginning ? text : html`<span class="unseen">${text}</span>`}</li>`;
  };
  return html`<ul class="entries of-${entries.length > 1 ? 'many' : 'one'}">
    ${entries.map(item)}
  </ul>`;
}

/** As it is seen from the north: its lit side is white. @param {number} phase */
function moonTemplate(phase) {
  const dark = ['M1 5a4 4 0 1 0 8 0a4 4 0 1 0-8 0z', 'M5 1a4 4 0 1 0 0 8z', '', 'M5 1a4 4 0 1 1 0 8z'][phase];
  return html`<svg class="moon" viewBox="0 0 10 10" role="img" aria-label=${words.phases[phase]}>
    ${dark ? svg`<path d=${dark}></path>` : nothing}<circle cx="5" cy="5" r="4"></circle>
  </svg>`;
}
