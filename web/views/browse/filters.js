// What a view asks the collection: its filters as words, its order, the sheet of filters, and what is in the way of an
// answer. Browse shows it, and the pool of the Calendar.
// Sections: words; order; what is in the way; the sheet.
import { html, nothing, render } from 'lit-html';
import { keyed } from 'lit-html/directives/keyed.js';
import { dayText } from '../../days.js';
import { icons } from '../../icons.js';
import { dialog, failure, tool } from '../../parts.js';
import {
  formatOrder,
  isFiltered,
  likeOf,
  NEWEST,
  orderOf,
  parseOrder,
  tagOrder,
  withFacetToggled,
  withoutCluster,
  withoutFilters,
  withTag,
} from '../../query.js';
import { date, dateRange } from '../../format.js';
import { texts } from '../../texts.js';
import { Facets } from './facets.js';

/** @typedef {import('../../query.js').Query} Query */

/**
 * A view that shows the answer to the query of its address.
 * @typedef {object} Asker
 * @property {import('../../store.js').Store} store
 * @property {Query} query
 * @property {Result | null} result  null: there is no answer yet
 * @property {number} total  how many pictures it has
 * @property {(query: Query, how?: {replace?: boolean}) => void} change  asks another query; replace: see App.go
 * @property {(place: null) => void} find  asks the same again
 * @property {() => void} draw
 * @property {() => unknown} [sizesTemplate]  further controls at the head of the sheet
 */

/**
 * An active filter in words, and the query that lacks it.
 * @typedef {{text: string, without: Query, kind: 'words' | 'date' | 'facet' | 'tag' | 'cluster' | 'stack' | 'like'}} Word
 */

export class Filters {
  // --- words ---------------------------------------------------------------------------------------------------------

  /** @param {Asker} asker */
  constructor(asker) {
    this.asker = asker;
    this.facets = new Facets(asker);
  }

  /** @param {Word[]} words */
  wordsTemplate(words) {
    if (words.length === 0) return nothing;
    return html`<ul class="words" aria-label=${texts.browse.active}>
      ${words.map((word) => keyed(word.text, html`<li>${this.wordTemplate(word)}</li>`))}
      ${words.length > 1 ? html`<li>${this.clearTemplate()}</li>` : nothing}
    </ul>`;
  }

  /** @param {Word} word */
  wordTemplate(word) {
    return html`<button
      class="filter-word"
      aria-label=${texts.browse.remove(word.text)}
      @click=${() => this.asker.change(word.without)}
    >
      <bdi>${word.text}</bdi>${icons.close}
    </button>`;
  }

  clearTemplate() {
    return html`<button class="word" @click=${() => this.asker.change(withoutFilters(this.asker.query))}>
      ${texts.browse.clear}
    </button>`;
  }

  /** The active filters. */
  words() {
    const { query, store } = this.asker;
    /** @type {Word[]} */
    const words = [];
    if (query.words)
      words.push({ text: texts.browse.words(query.words), without: { ...query, words: '' }, kind: 'words' });
    if (query.from !== null || query.to !== null) {
      const without = { ...query, from: null, to: null };
      words.push({ text: rangeText(query.from, query.to), without, kind: 'date' });
    }
    if (query.stack) {
      const row = store.collection.rowOf(query.stack);
      const text = texts.gate.ofStack(row < 0 ? query.stack : store.pictures.name(row));
      words.push({ text, without: { ...query, stack: '' }, kind: 'stack' });
    }
    const like = store.collection.rowOf(likeOf(query));
    if (like >= 0)
      words.push({
        text: texts.browse.like(store.pictures.name(like)),
        without: { ...query, order: null },
        kind: 'like',
      });
    for (const [facet, values] of query.facets) {
      for (const value of values)
        words.push({ text: value, without: withFacetToggled(query, facet, value), kind: 'facet' });
    }
    for (const { code, label } of store.manifest.tags) {
      if (query.tags.has(code)) words.push({ text: label, without: withTag(query, code, null), kind: 'tag' });
    }
    // the last: its name may come late, and be longer
    if (query.cluster !== null)
      words.push({ text: store.clusters.name(query.cluster), without: withoutCluster(query), kind: 'cluster' });
    return words;
  }

  // --- order ---------------------------------------------------------------------------------------------------------

  orderTemplate() {
    const { query, store } = this.asker;
    const current = formatOrder(orderOf(query));
    const names = /** @type {(keyof typeof texts.browse.orders)[]} */ (Object.keys(texts.browse.orders));
    const offered = names.filter(
      (name) => (name !== 'typical' || query.cluster !== null) && (store.manifest.scored || !name.endsWith('score')),
    );
    return html`<label>
      <span class="unseen">${texts.browse.order}</span>
      <select
        class="choice"
        @change=${(/** @type {Event} */ event) => {
          const { value } = /** @type {HTMLSelectElement} */ (event.target);
          const order = value === formatOrder(NEWEST) ? null : parseOrder(value);
          this.asker.change({ ...query, order });
        }}
      >
        ${likeOf(query) ? html`<option value=${current} selected>${texts.browse.orderLike}</option>` : nothing}
        ${offered.map(
          (name) => html`<option value=${name} .selected=${name === current}>${texts.browse.orders[name]}</option>`,
        )}
        ${store.tags
          .of(query)
          .map(({ code, label, derived }) =>
            derived ? nothing : tagOption(formatOrder(tagOrder(code)), label, current),
          )}
      </select>
    </label>`;
  }

  // --- what is in the way --------------------------------------------------------------------------------------------

  /** How much has arrived of what pictures are compared by. */
  comparingTemplate() {
    const { query, store } = this.asker;
    const { likeness } = store;
    if (!likeness.isMissing(query) || likeness.failure) return nothing;
    return html`<p class="comparing quiet figures" role="status">
      ${texts.browse.comparing(likeness.read, likeness.size)}
    </p>`;
  }

  noticeTemplate() {
    const { query, store } = this.asker;
    const again = () => this.asker.find(null);
    if (store.textFailure && query.words) {
      return failure(texts.browse.searchFailed, store.textFailure.message, again);
    }
    if (store.likeness.failure && store.likeness.isMissing(query)) {
      return failure(texts.browse.likeFailed, store.likeness.failure.message, again);
    }
    if (store.failure) {
      return failure(texts.browse.loadFailed, store.failure.message, () => void store.loadImages().catch(() => {}));
    }
    if (store.vocabularies.failure && store.vocabularies.isMissing(query)) {
      return failure(texts.browse.valuesFailed, store.vocabularies.failure.message, again);
    }
    const unread = store.clusters.failures.get(query.cluster ?? -1);
    if (unread && store.clusters.missing(query) !== null) {
      return failure(texts.browse.typicalFailed, unread.message, again);
    }
    const failed = store.tags.of(query).find(({ code }) => store.tags.failures.has(code));
    if (failed) {
      const why = store.tags.failures.get(failed.code)?.message ?? '';
      return failure(texts.tags.failed(failed.label), why, again);
    }
    if (this.asker.total > 0 || !store.canAnswer(query) || !store.complete) return nothing;
    const words = this.words().filter(({ kind }) => kind !== 'like');
    if (words.length === 0) return html`<div class="notice"><p>${texts.browse.empty}</p></div>`;
    return html`<div class="notice nothing">
      <p class="serif">${texts.browse.nothing} ${joined(words.map((word) => html`<em dir="auto">${word.text}</em>`))}.</p>
      <p class="ways">
        ${words.map((word) => {
          const { dropWords, dropDate } = texts.browse;
          const text = word.kind === 'words' ? dropWords : word.kind === 'date' ? dropDate : '';
          return html`<button class="action" @click=${() => this.asker.change(word.without)}>
            <bdi>${text || texts.browse.drop(word.text)}</bdi>
          </button>`;
        })}
      </p>
    </div>`;
  }

  // --- the sheet -----------------------------------------------------------------------------------------------------

  /** @type {HTMLDialogElement | null} */
  sheet = null;

  openSheet() {
    if (!this.sheet) {
      const sheet = dialog('facet-sheet', texts.browse.filters);
      sheet.addEventListener('close', () => render(nothing, sheet)); // its ids are those of another sheet, too
      this.sheet = sheet;
    }
    this.drawSheet();
    this.sheet.showModal();
  }

  closeSheet() {
    this.sheet?.close();
  }

  drawSheet() {
    const { sheet } = this;
    if (!sheet) return;
    render(
      html`
        <div class="facet-sheet-head">
          <h2>${texts.browse.filters}</h2>
          ${this.asker.sizesTemplate?.() ?? nothing}
          ${tool(icons.close, texts.close, () => sheet.close())}
        </div>
        <div class="facet-sheet-body">${this.facets.template()}</div>
        <div class="facet-sheet-foot">
          <button class="action strong figures" @click=${() => sheet.close()}>
            ${texts.browse.showAll(this.asker.total)}
          </button>
          ${isFiltered(this.asker.query) ? this.clearTemplate() : nothing}
        </div>
      `,
      sheet,
    );
  }
}

/**
 * @param {string} order  as the address has it
 * @param {string} label  of the tag
 * @param {string} current
 */
function tagOption(order, label, current) {
  return html`<option value=${order} .selected=${order === current}>${texts.tags.order(label)}</option>`;
}

/**
 * The days that a query asks for, in words.
 * @param {number | null} since
 * @param {number | null} until
 */
function rangeText(since, until) {
  const [from, to] = [since, until].map((day) => (day === null ? '' : dayText(day)));
  const whole = since !== null && until !== null ? wholePeriod(since, until) : '';
  if (whole) return date(whole);
  if (from && to) return from === to ? date(from) : dateRange(from, to);
  if (from) return texts.browse.since(date(from, 'short'));
  return to ? texts.browse.until(date(to, 'short')) : '';
}

/**
 * The month or year that a range covers from its first day to its last; else "".
 * @param {number} since
 * @param {number} until
 */
function wholePeriod(since, until) {
  const from = dayText(since);
  if (!from.endsWith('-01')) return '';
  const after = dayText(until + 1);
  const [year, month] = from.split('-').map(Number);
  if (from.slice(4) === '-01-01' && after === `${String(year + 1).padStart(4, '0')}-01-01`) return from.slice(0, 4);
  const next =
    month === 12
      ? `${String(year + 1).padStart(4, '0')}-01`
      : `${from.slice(0, 4)}-${String(month + 1).padStart(2, '0')}`;
  return after === `${next}-01` ? from.slice(0, 7) : '';
}

/** @param {unknown[]} parts */
function joined(parts) {
  return parts.map((part, index) => (index === 0 ? part : index === parts.length - 1 ? [' and ', part] : [', ', part]));
}
