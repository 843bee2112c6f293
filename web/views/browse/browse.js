// Browse: the wall of a result under its filters, with the scrubber beside it.
// Sections: the view and its result; toolbar and active filters; the sheet of filters; dates and headings.
import './browse.css';
import '../../grid/grid.css';
import '../../grid/scrubber.css';
import { html, nothing, render } from 'lit-html';
import { keyed } from 'lit-html/directives/keyed.js';
import { formatAddress } from '../../address.js';
import { dayText } from '../../days.js';
import { Grid } from '../../grid/grid.js';
import { Scrubber } from '../../grid/scrubber.js';
import { icons } from '../../icons.js';
import { keep } from '../../kept.js';
import { inOwnTask } from '../../pace.js';
import { dialog, failure, tool } from '../../parts.js';
import {
  EVERYTHING,
  formatOrder,
  formatQuery,
  isFiltered,
  likeOf,
  NEWEST,
  orderOf,
  parseOrder,
  shared,
  tagOrder,
  withFacetToggled,
  withoutCluster,
  withoutFilters,
  withTag,
} from '../../query.js';
import { date, dateRange, number } from '../../format.js';
import { texts } from '../../texts.js';
import { Facets } from './facets.js';

const wide = matchMedia('(min-width: 1024px)');

/** @typedef {import('../../app.js').App} App */
/** @typedef {import('../../query.js').Query} Query */

export class BrowseView {
  // --- the view and its result ---------------------------------------------------------------------------------------

  /** @param {App} app */
  constructor(app) {
    this.app = app;
    this.store = app.store;
    this.root = app.browse;
    this.toolbar = this.part('toolbar');
    this.aside = this.part('facets');
    this.query = EVERYTHING;
    /** @type {Result | null} */
    this.result = null;
    this.asked = '';
    /** The question that the wall answers, so far as what it needs is there. */
    this.answered = '';
    this.notice = document.createElement('div');
    const gridRoot = this.part('grid');
    gridRoot.before(this.notice);
    gridRoot.tabIndex = -1;
    this.hint = headingLevelIn(gridRoot);
    this.grid = new Grid(gridRoot, app.store, app.selection, (row) =>
      formatAddress('picture', this.store.collection.key(row), shared(this.app.address.query)),
    );
    this.grid.tiles.stackSize = (row) =>
      this.query.stack ? 0 : (this.store.results.stackSizes(this.query).get(row) ?? 0);
    this.grid.openStack = (row) =>
      this.change({ ...withoutFilters(this.query), stack: this.store.collection.key(row) });
    this.scrubber = new Scrubber(this.part('scrubber'), this.grid);
    this.facets = new Facets(this);
    this.store.addEventListener('change', () => this.onChange());
    this.store.addEventListener('vocabularies', () => this.onChange());
    for (const news of ['labels', 'tags']) this.store.addEventListener(news, () => this.grid.visible && this.draw());
    this.store.addEventListener('vectors', () => this.grid.visible && likeOf(this.query) && this.draw());
    wide.addEventListener('change', () => {
      this.sheet?.close();
      this.draw();
    });
  }

  /** @param {string} id */
  part(id) {
    const element = this.root.querySelector(`#${id}`);
    if (!(element instanceof HTMLElement)) throw new Error(`index.html has no element #${id}`);
    return element;
  }

  /**
   * @param {import('../../address.js').Address} address
   * @param {import('../../app.js').Arrival} arrival
   */
  show(address, arrival) {
    this.query = address.query;
    const entering = !this.grid.visible;
    if (entering) this.grid.visible = true;
    const place = arrival.place;
    const same = this.ask() === this.asked;
    if (!same || !this.result) {
      if (!place && arrival.from === 'browse') this.toTop();
      this.find(place);
    } else {
      this.grid.measure(null, entering);
      this.grid.arrive(place);
    }
    this.grid.tiles.refreshLinks();
    this.draw();
    if (arrival.from === 'picture') this.grid.comeBack(arrival.fromItem);
  }

  refresh() {
    this.grid.tiles.refreshLinks();
  }

  leave() {
    this.grid.leave();
    this.sheet?.close();
  }

  place() {
    return this.grid.keptPlace();
  }

  toTop() {
    if (this.grid.top > 0) this.grid.scrollTo(-this.grid.offset);
  }

  ask() {
    return formatQuery({ ...shared(this.query), selection: null });
  }

  /**
   * Answers the address; words wait for the text they are looked up in, tags for their scores. An address
   * that does not begin with the first screen waits for more rows than the first shard's, which is short.
   * @param {{key: string, offset: number} | null} place
   */
  find(place) {
    this.asked = this.ask();
    const asked = this.asked;
    const { store } = this;
    const isOther = place !== null || isFiltered(this.query) || this.query.order !== null;
    if (!this.result && isOther && !store.isBeyondFirstShard) {
      store.prepare(this.query).catch(() => {}); // it is awaited below
      store
        .until(() => store.isBeyondFirstShard)
        .then(
          () => asked === this.asked && this.find(place),
          () => asked === this.asked && this.answer(place),
        );
      return;
    }
    if (!store.canAnswer(this.query)) {
      store.prepare(this.query).then(
        () => asked === this.asked && this.answer(place),
        () => asked === this.asked && (this.result ? this.draw() : this.answer(place)),
      );
      // scores take a moment: until then what is shown stays, on the first screen too
      if (this.result || !this.query.words) return;
    }
    this.answer(place);
  }

  /** @param {{key: string, offset: number} | null} place */
  answer(place) {
    this.answered = this.asked;
    this.present();
    this.grid.arrive(place);
    if (isFiltered(this.query)) this.app.say(texts.pictures(this.grid.shown.rows.length));
  }

  /** More of the collection has arrived: the pictures in view do not move. */
  onChange() {
    if (!this.grid.visible) this.asked = '';
    if (!this.grid.visible || !this.result) return;
    // the wall still shows the answer to another question
    if (this.answered !== this.asked && !this.store.canAnswer(this.query)) this.draw();
    else this.present({ keep: true });
  }

  /**
   * Shows what the query is answered by now.
   * @param {{keep?: boolean}} [how]  see Grid.show
   */
  present(how) {
    const plain = !isFiltered(this.query) && orderOf(this.query).by === 'date';
    const { result, ...shown } = this.store.results.shown(this.query, plain ? this.hint : undefined);
    this.result = result;
    this.grid.show(shown, how);
    this.draw();
  }

  /** @param {Query} query */
  change(query) {
    this.app.go(formatAddress('browse', '', query));
  }

  // --- toolbar and active filters ------------------------------------------------------------------------------------

  /** The wall comes first. */
  draw = inOwnTask(() => this.drawNow());

  drawNow() {
    if (!this.result) return;
    render(this.toolbarTemplate(), this.toolbarPlace);
    render(this.noticeTemplate(), this.notice);
    render(wide.matches ? this.facets.template() : nothing, this.aside);
    if (this.sheet?.open) this.drawSheet();
  }

  /** Replaces the static count by the live toolbar, once. */
  get toolbarPlace() {
    if (!this.toolbar.dataset.live) {
      this.toolbar.textContent = '';
      this.toolbar.dataset.live = 'true';
    }
    return this.toolbar;
  }

  get total() {
    return this.store.results.total(this.query, this.result?.rows.length ?? 0);
  }

  toolbarTemplate() {
    const words = this.filterWords();
    const { total } = this;
    return html`
      ${keyed(
        total,
        html`<p class="tally figures" data-longest=${texts.pictures(this.store.manifest.count)}>
          <b>${number(total)}</b> ${texts.noun(total)}
        </p>`,
      )}
      ${
        this.store.likeness.isMissing(this.query) && !this.store.likeness.failure
          ? html`<p class="comparing quiet figures" role="status">
              ${texts.browse.comparing(this.store.likeness.read, this.store.likeness.size)}
            </p>`
          : nothing
      }
      ${
        words.length
          ? html`<ul class="words" aria-label=${texts.browse.active}>
            ${words.map((word) => keyed(word.text, html`<li>${this.wordTemplate(word)}</li>`))}
            ${words.length > 1 ? html`<li>${this.clearTemplate()}</li>` : nothing}
          </ul>`
          : nothing
      }
      <div class="toolbar-end">
        ${this.orderTemplate()}
        <div class="sizes" role="group" aria-label=${texts.browse.rows}>${this.sizesTemplate()}</div>
        <button class="action narrower-only" @click=${() => this.openSheet()} aria-haspopup="dialog">
          ${icons.filters}${words.length ? texts.browse.filtersOn(words.length) : texts.browse.filters}
        </button>
      </div>
    `;
  }

  /** @param {ReturnType<BrowseView['filterWords']>[number]} word */
  wordTemplate(word) {
    return html`<button
      class="filter-word"
      aria-label=${texts.browse.remove(word.text)}
      @click=${() => this.change(word.without)}
    >
      <bdi>${word.text}</bdi>${icons.close}
    </button>`;
  }

  clearTemplate() {
    return html`<button class="word" @click=${() => this.change(withoutFilters(this.query))}>
      ${texts.browse.clear}
    </button>`;
  }

  orderTemplate() {
    const current = formatOrder(orderOf(this.query));
    const names = /** @type {(keyof typeof texts.browse.orders)[]} */ (Object.keys(texts.browse.orders));
    const offered = names.filter(
      (name) =>
        (name !== 'typical' || this.query.cluster !== null) && (this.store.manifest.scored || !name.endsWith('score')),
    );
    return html`<label>
      <span class="unseen">${texts.browse.order}</span>
      <select
        class="choice"
        @change=${(/** @type {Event} */ event) => {
          const { value } = /** @type {HTMLSelectElement} */ (event.target);
          const order = value === formatOrder(NEWEST) ? null : parseOrder(value);
          this.change({ ...this.query, order });
        }}
      >
        ${likeOf(this.query) ? html`<option value=${current} selected>${texts.browse.orderLike}</option>` : nothing}
        ${offered.map(
          (name) => html`<option value=${name} .selected=${name === current}>${texts.browse.orders[name]}</option>`,
        )}
        ${this.store.tags
          .of(this.query)
          .map(({ code, label, derived }) =>
            derived ? nothing : tagOption(formatOrder(tagOrder(code)), label, current),
          )}
      </select>
    </label>`;
  }

  sizesTemplate() {
    const current = document.documentElement.dataset.rows ?? 'medium';
    return /** @type {const} */ (['small', 'medium', 'large']).map((size) =>
      tool(icons[size], texts.browse.rowSizes[size], () => this.setRows(size), { pressed: size === current }),
    );
  }

  /** @param {'small' | 'medium' | 'large'} size */
  setRows(size) {
    const { dataset } = document.documentElement;
    const place = this.grid.place();
    if (size === 'medium') delete dataset.rows;
    else dataset.rows = size;
    keep(`vitrine.${this.store.manifest.id}.rows`, dataset.rows ?? '');
    this.grid.measure(place);
    this.draw();
  }

  /**
   * The active filters as words, each with the query that lacks it.
   * @returns {{text: string, without: Query, kind: 'words' | 'date' | 'facet' | 'tag' | 'cluster' | 'stack' | 'like'}[]}
   */
  filterWords() {
    const { query, store } = this;
    /** @type {ReturnType<BrowseView['filterWords']>} */
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

  noticeTemplate() {
    const { store } = this;
    if (store.textFailure && this.query.words) {
      return failure(texts.browse.searchFailed, store.textFailure.message, () => this.find(null));
    }
    if (store.likeness.failure && store.likeness.isMissing(this.query)) {
      return failure(texts.browse.likeFailed, store.likeness.failure.message, () => this.find(null));
    }
    if (store.failure) {
      return failure(texts.browse.loadFailed, store.failure.message, () => void store.loadImages().catch(() => {}));
    }
    if (store.vocabularies.failure && store.vocabularies.isMissing(this.query)) {
      return failure(texts.browse.valuesFailed, store.vocabularies.failure.message, () => this.find(null));
    }
    const unread = store.clusters.failures.get(this.query.cluster ?? -1);
    if (unread && store.clusters.missing(this.query) !== null) {
      return failure(texts.browse.typicalFailed, unread.message, () => this.find(null));
    }
    const failed = store.tags.of(this.query).find(({ code }) => store.tags.failures.has(code));
    if (failed) {
      const why = store.tags.failures.get(failed.code)?.message ?? '';
      return failure(texts.tags.failed(failed.label), why, () => this.find(null));
    }
    if (this.total > 0 || !store.canAnswer(this.query) || !store.complete) return nothing;
    const words = this.filterWords().filter(({ kind }) => kind !== 'like');
    if (words.length === 0) return html`<div class="notice"><p>${texts.browse.empty}</p></div>`;
    return html`<div class="notice nothing">
      <p class="serif">${texts.browse.nothing} ${joined(words.map((word) => html`<em dir="auto">${word.text}</em>`))}.</p>
      <p class="ways">
        ${words.map((word) => {
          const { dropWords, dropDate } = texts.browse;
          const text = word.kind === 'words' ? dropWords : word.kind === 'date' ? dropDate : '';
          return html`<button class="action" @click=${() => this.change(word.without)}>
            <bdi>${text || texts.browse.drop(word.text)}</bdi>
          </button>`;
        })}
      </p>
    </div>`;
  }

  // --- the sheet of filters ------------------------------------------------------------------------------------------

  /** @type {HTMLDialogElement | null} */
  sheet = null;

  openSheet() {
    this.sheet ??= dialog('facet-sheet', texts.browse.filters);
    this.drawSheet();
    this.sheet.showModal();
  }

  drawSheet() {
    const { sheet } = this;
    if (!sheet) return;
    render(
      html`
        <div class="facet-sheet-head">
          <h2>${texts.browse.filters}</h2>
          <div class="sizes" role="group" aria-label=${texts.browse.rows}>${this.sizesTemplate()}</div>
          ${tool(icons.close, texts.close, () => sheet.close())}
        </div>
        <div class="facet-sheet-body">${this.facets.template()}</div>
        <div class="facet-sheet-foot">
          <button class="action strong figures" @click=${() => sheet.close()}>
            ${texts.browse.showAll(this.total)}
          </button>
          ${isFiltered(this.query) ? this.clearTemplate() : nothing}
        </div>
      `,
      sheet,
    );
  }

  title() {
    return '';
  }

  focus() {
    this.grid.focusFirst();
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.key.startsWith('Arrow') || event.key === 'Home' || event.key === 'End') {
      if (document.activeElement !== document.body && document.activeElement !== this.grid.root) return false;
      if (event.key === 'End') this.grid.setActive(this.grid.shown.rows.length - 1, true);
      else if (event.key === 'Home') this.grid.setActive(0, true);
      else this.grid.focusFirst();
      return true;
    }
    if (event.key === 'Escape' && this.app.selection.size > 0) {
      this.app.selection.clear();
      return true;
    }
    return false;
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

// --- dates and headings ----------------------------------------------------------------------------------------------

/**
 * The days that a query asks for, in words.
 * @param {number | null} since
 * @param {number | null} until
 */
export function rangeText(since, until) {
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

/**
 * Whether the first screen's headings are days or months; the whole collection decided that.
 * @param {HTMLElement} grid
 * @returns {'day' | 'month' | undefined}
 */
function headingLevelIn(grid) {
  const keys = [...grid.querySelectorAll('.group')].map((group) => group.getAttribute('data-heading') ?? '');
  if (keys.some((key) => /^-?\d{4}-\d\d-\d\d$/.test(key))) return 'day';
  return keys.some((key) => /^-?\d{4}-\d\d$/.test(key)) ? 'month' : undefined;
}

/** @param {unknown[]} parts */
function joined(parts) {
  return parts.map((part, index) => (index === 0 ? part : index === parts.length - 1 ? [' and ', part] : [', ', part]));
}
