// Browse: the wall of a result under its filters, with the scrubber beside it.
// Sections: the view and its result; toolbar; dates and headings.
import './browse.css';
import '../../grid/grid.css';
import '../../grid/scrubber.css';
import { html, nothing, render } from 'lit-html';
import { keyed } from 'lit-html/directives/keyed.js';
import { formatAddress } from '../../address.js';
import { Grid } from '../../grid/grid.js';
import { Scrubber } from '../../grid/scrubber.js';
import { icons } from '../../icons.js';
import { keep } from '../../kept.js';
import { inOwnTask } from '../../pace.js';
import { tool } from '../../parts.js';
import { EVERYTHING, formatQuery, isFiltered, likeOf, orderOf, shared, withoutFilters } from '../../query.js';
import { number } from '../../format.js';
import { texts } from '../../texts.js';
import { Filters } from './filters.js';

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
    this.filters = new Filters(this);
    this.store.addEventListener('change', () => this.onChange());
    this.store.addEventListener('vocabularies', () => this.onChange());
    for (const news of ['labels', 'tags']) this.store.addEventListener(news, () => this.grid.visible && this.draw());
    this.store.addEventListener('vectors', () => this.grid.visible && likeOf(this.query) && this.draw());
    wide.addEventListener('change', () => {
      this.filters.closeSheet();
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
    this.filters.closeSheet();
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

  /**
   * @param {Query} query
   * @param {{replace?: boolean}} [how]
   */
  change(query, how) {
    this.app.go(formatAddress('browse', '', query), how);
  }

  // --- toolbar -------------------------------------------------------------------------------------------------------

  /** The wall comes first. */
  draw = inOwnTask(() => this.drawNow());

  drawNow() {
    if (!this.result) return;
    render(this.toolbarTemplate(), this.toolbarPlace);
    render(this.filters.noticeTemplate(), this.notice);
    render(wide.matches ? this.filters.facets.template() : nothing, this.aside);
    if (this.filters.sheet?.open) this.filters.drawSheet();
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
    const words = this.filters.words();
    const { total } = this;
    return html`
      ${keyed(
        total,
        html`<p class="tally figures" data-longest=${texts.pictures(this.store.manifest.count)}>
          <b>${number(total)}</b> ${texts.noun(total)}
        </p>`,
      )}
      ${this.filters.comparingTemplate()} ${this.filters.wordsTemplate(words)}
      <div class="toolbar-end">
        ${this.filters.orderTemplate()} ${this.sizesTemplate()}
        <button class="action narrower-only" @click=${() => this.filters.openSheet()} aria-haspopup="dialog">
          ${icons.filters}${words.length ? texts.browse.filtersOn(words.length) : texts.browse.filters}
        </button>
      </div>
    `;
  }

  sizesTemplate() {
    const current = document.documentElement.dataset.rows ?? 'medium';
    return html`<div class="sizes" role="group" aria-label=${texts.browse.rows}>
      ${
        /** @type {const} */ (['small', 'medium', 'large']).map((size) =>
          tool(icons[size], texts.browse.rowSizes[size], () => this.setRows(size), { pressed: size === current }),
        )
      }
    </div>`;
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

// --- dates and headings ----------------------------------------------------------------------------------------------

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
