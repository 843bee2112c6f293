// Clusters: cards like contact sheets, and the pictures of one cluster, most typical first.
// Sections: the view; one cluster; all clusters.
import './clusters.css';
import { html, nothing, render } from 'lit-html';
import { formatAddress } from '../../address.js';
import { asError } from '../../error.js';
import { Grid } from '../../grid/grid.js';
import { Scrubber } from '../../grid/scrubber.js';
import { gateTemplate } from '../../gate.js';
import { icons } from '../../icons.js';
import { download, failure } from '../../parts.js';
import { lackingForSpotlight, moduleOf } from '../../published.js';
import { dateRange, number } from '../../format.js';
import {
  EVERYTHING,
  everywhere,
  ownValue,
  shared,
  TYPICAL,
  withFacetToggled,
  withKnownOwn,
  withoutCluster,
  withOwn,
} from '../../query.js';
import { srcsetOf } from '../../store/pictures.js';
import { texts } from '../../texts.js';
import { Anew } from './anew.js';
import { ClusterMap } from './map.js';
import { inOrder, offeredOrders } from './orders.js';
import { words } from './texts.js';

/** @param {ClusterCard} card */
function datesText({ first_date: first, last_date: last }) {
  return last ? dateRange(first.slice(0, 10), last.slice(0, 10)) : '';
}

/** @param {ClusterCard} card */
function datesOf(card) {
  return card.last_date ? ` · ${datesText(card)}` : '';
}

/** @param {string} item */
const isCluster = (item) => /^\d{1,6}$/.test(item);

export class ClustersView {
  // --- the view ------------------------------------------------------------------------------------------------------

  /** @param {import('../../app.js').App} app */
  constructor(app) {
    this.app = app;
    this.store = app.store;
    this.root = document.createElement('div');
    this.root.className = 'clusters';
    this.list = document.createElement('div');
    this.one = document.createElement('div');
    this.one.className = 'browse one-cluster';
    this.head = document.createElement('div');
    const wall = document.createElement('div');
    wall.className = 'wall';
    const gridRoot = document.createElement('div');
    gridRoot.className = 'grid';
    gridRoot.tabIndex = -1;
    const scrubberRoot = document.createElement('div');
    scrubberRoot.className = 'scrubber';
    wall.append(this.head, gridRoot);
    this.one.append(wall, scrubberRoot);
    this.root.append(this.list, this.one);
    this.grid = new Grid(gridRoot, app.store, app.selection, (row) =>
      formatAddress('picture', this.store.collection.key(row), this.query),
    );
    this.scrubber = new Scrubber(scrubberRoot, this.grid);
    this.query = EVERYTHING;
    this.item = '';
    /** @type {ClusterCard[] | null} */
    this.cards = null;
    /** @type {Error | null} */
    this.error = null;
    this.turn = 0;
    this.by = '';
    this.renaming = false;
    this.map = new ClusterMap();
    this.anew = new Anew(this);
    this.root.append(this.anew.root);
    const redraw = () => this.root.isConnected && this.draw();
    this.store.addEventListener('change', redraw);
    this.store.addEventListener('labels', redraw);
  }

  /**
   * @param {import('../../address.js').Address} address
   * @param {import('../../app.js').Arrival} arrival
   */
  show(address, arrival) {
    this.item = address.item;
    this.by = ownValue(address.query, 'by') || 'size';
    this.renaming = false;
    if (this.corrects(address)) return;
    const cluster = isCluster(this.item) ? Number(this.item) : null;
    this.query = { ...shared(address.query), cluster, order: address.query.order ?? TYPICAL };
    const anew = this.item === 'anew';
    this.anew.root.hidden = !anew;
    this.list.hidden = this.item !== '';
    this.one.hidden = this.item === '' || anew;
    if (anew) {
      this.turn++;
      this.grid.visible = false;
      this.anew.show(address.query);
      return;
    }
    this.anew.leave();
    this.grid.visible = this.item !== '';
    this.load(arrival);
  }

  /**
   * Whether the address is corrected, which shows another one.
   * @param {import('../../address.js').Address} address
   */
  corrects(address) {
    const { clusters, scored } = this.store.manifest;
    const { item } = address;
    if (clusters && item && item !== 'anew' && !(isCluster(item) && Number(item) < clusters)) {
      this.app.correct({ ...address, item: '' }, [], words.unknown(item));
      return true;
    }
    const orders = /** @type {string[]} */ (offeredOrders(scored));
    const { query, unknown } = withKnownOwn(address.query, (name, value) =>
      name === 'by' ? orders.includes(value) : Number(value) > 0,
    );
    if (unknown.length) this.app.correct({ ...address, query }, unknown);
    return unknown.length > 0;
  }

  leave() {
    this.grid.leave();
    this.anew.leave();
    this.turn++;
  }

  refresh() {
    if (this.item) this.query = { ...this.query, selection: this.app.address.query.selection };
    this.grid.tiles.refreshLinks();
  }

  place() {
    return this.item ? this.grid.keptPlace() : { key: '', offset: 0, scroll: scrollY };
  }

  /** @param {import('../../app.js').Arrival} arrival */
  async load(arrival) {
    const turn = ++this.turn;
    this.error = null;
    this.draw();
    if (this.store.manifest.clusters === 0) return;
    try {
      this.cards = await this.store.clusters.cards();
      if (this.item && this.card) {
        await this.store.clusters.members(this.card.id);
        await this.store.until(() => false);
      }
    } catch (error) {
      if (turn === this.turn) this.error = asError(error);
    }
    if (turn !== this.turn) return;
    this.draw();
    if (!this.item) {
      if (arrival.place?.scroll) scrollTo({ top: arrival.place.scroll, behavior: 'instant' });
      return;
    }
    if (this.error || !this.card) return;
    this.showMembers();
    void this.showMap(turn);
    this.grid.arrive(arrival.place);
    if (arrival.from === 'picture') this.grid.comeBack(arrival.fromItem);
  }

  retry() {
    void this.load({ place: null, from: '', fromItem: '' });
  }

  showMembers() {
    this.grid.show(this.store.results.shown(this.query));
  }

  /** The map is optional: if it fails, it is left out. @param {number} turn */
  async showMap(turn) {
    const { card, store } = this;
    const members = card && store.clusters.read.get(card.id);
    if (!members || !store.manifest.layout) return;
    const layout = await store.documents.file(store.manifest.layout).catch(() => null);
    if (layout && turn === this.turn) this.map.show(layout, members.rows);
  }

  get card() {
    return this.cards?.find((card) => String(card.id) === this.item) ?? null;
  }

  /**
   * How many of its pictures the gate lets through.
   * @param {ClusterCard} card
   */
  sizeOf(card) {
    if (!this.store.complete) return card.size;
    return this.store.results.of(everywhere(this.app.address.query)).clusterCounts[card.id] ?? card.size;
  }

  draw() {
    if (this.item === 'anew') this.anew.draw();
    else if (this.item) render(this.headTemplate(), this.head);
    else render(this.listTemplate(), this.list);
  }

  // --- one cluster --------------------------------------------------------------------------------------------

  headTemplate() {
    const { card, error, store } = this;
    const up = formatAddress('clusters', '', everywhere(this.query));
    const all = html`<a class="up" href=${up}>${icons.back}${words.all}</a>`;
    if (error)
      return html`${all}${failure(card ? words.membersFailed : words.failed, error.message, () => this.retry())}`;
    if (!this.cards) return store.manifest.clusters ? all : html`<p class="notice">${words.none}</p>`;
    if (!card) return all; // its number is a cluster's: show() ensures it
    const kept = { ...shared(this.query), order: null };
    const inCluster = withOwn(withoutCluster(kept), { scope: `cluster:${card.id}` });
    const spotlight = formatAddress('spotlight', '', inCluster);
    return html`${all}
      <header class="cluster-head">
        <div>
          ${this.renaming ? this.renameTemplate(card) : this.nameTemplate(card)}
          <p class="quiet figures">
            ${texts.pictures(this.sizeOf(card))}${datesOf(card)} ·
            <span title=${words.spreadOf}>${words.spread(card.spread)}</span> ·
            <span title=${words.silhouetteOf}>${words.silhouette(card.silhouette)}</span>${
              Number.isNaN(card.score) ? nothing : html` · ${words.score(card.score)}`
            }
          </p>
        </div>
        <p class="cluster-acts">
          <a class="action" href=${formatAddress('browse', '', kept)}>${words.browse}</a>
          ${
            lackingForSpotlight(store.manifest)
              ? nothing
              : html`<a class="action" href=${spotlight}>${words.spotlight}</a>`
          }
          ${
            moduleOf(store.manifest, 'calendar').path
              ? html`<a class="action" href=${formatAddress('calendar', '', kept)}>${texts.toCalendar}</a>`
              : nothing
          }
        </p>
      </header>
      ${this.traitsTemplate(card)}`;
  }

  /** @param {ClusterCard} card */
  nameTemplate(card) {
    const rename = () => {
      this.renaming = true;
      this.draw();
      /** @type {HTMLInputElement | null} */ (this.head.querySelector('.rename input'))?.select();
    };
    return html`<h1 class="serif" dir="auto">${this.store.clusters.name(card.id)}</h1>
      <p class="rename-line">
        <button class="word" @click=${rename}>${words.rename}</button>
        ${
          this.store.clusters.names.of(card)
            ? html`<span class="quiet">${words.renamed(card.label)}</span>
                <button class="word" title=${words.exportNamesWhy} @click=${() => this.exportNames()}>${words.exportNames}</button>`
            : nothing
        }
      </p>`;
  }

  /** @param {ClusterCard} card */
  mapElement(card) {
    const { canvas } = this.map;
    canvas.setAttribute('aria-label', words.map(this.store.clusters.name(card.id)));
    return canvas;
  }

  /** @param {ClusterCard} card */
  renameTemplate(card) {
    const end = (/** @type {string | null} */ name) => {
      this.renaming = false;
      if (name !== null) this.store.clusters.rename(card, name.trim());
      this.draw();
      /** @type {HTMLElement | null} */ (this.head.querySelector('.rename-line button'))?.focus();
    };
    return html`<form
      class="rename"
      @submit=${(/** @type {SubmitEvent} */ event) => {
        event.preventDefault();
        end(/** @type {HTMLInputElement} */ (this.head.querySelector('.rename input')).value);
      }}
      @keydown=${(/** @type {KeyboardEvent} */ event) => {
        event.stopPropagation();
        if (event.key === 'Escape') end(null);
      }}
    >
      <input
        class="serif"
        dir="auto"
        aria-label=${words.newName}
        maxlength="120"
        placeholder=${card.label}
        .value=${this.store.clusters.name(card.id)}
      />
      <button class="action">${words.keepName}</button>
      <button class="action" type="button" @click=${() => end(null)}>${words.cancel}</button>
    </form>`;
  }

  /** In the patch, beside what was decided in Curation. */
  exportNames() {
    this.store.curation.patch().then(
      (patch) => download('curation.json', 'application/json', patch),
      (error) => {
        this.error = error;
        this.draw();
      },
    );
  }

  /** What sets the cluster apart, and where it lies. @param {ClusterCard} card */
  traitsTemplate(card) {
    const { store } = this;
    const members = store.clusters.read.get(card.id);
    if (!members || (!members.traits.length && !store.manifest.layout)) return nothing;
    const { traits } = members;
    return html`<section class="apart">
      ${
        traits.length
          ? html`<div>
              <h2 class="apart-title" title=${words.liftOf}>${words.apart}</h2>
              <ul class="traits">${traits.map((trait) => this.traitTemplate(trait, card))}</ul>
            </div>`
          : nothing
      }
      ${store.manifest.layout ? this.mapElement(card) : nothing}
    </section>`;
  }

  /**
   * @param {ClusterTrait} trait
   * @param {ClusterCard} card
   */
  traitTemplate({ source, value, count, lift }, card) {
    const kept = { ...shared(this.query), order: null };
    const narrowed = source === '' ? { ...kept, words: value } : withFacetToggled(kept, source, value);
    const figures = html`<span class="figures quiet" title=${words.traitOf(count, card.size, lift)}>${words.lift(lift)}</span>`;
    return html`<li>
      ${
        source === 'tag'
          ? html`<span dir="auto">${value}</span>`
          : html`<a class="word" dir="auto" href=${formatAddress('browse', '', narrowed)}>${value}</a>`
      }
      ${figures}
    </li>`;
  }

  // --- all clusters --------------------------------------------------------------------------------------------------

  listTemplate() {
    const { cards, error, store } = this;
    const { manifest } = store;
    const body = () => {
      if (manifest.clusters === 0) return html`<p class="notice">${words.none}</p>`;
      if (error) return failure(words.failed, error.message, () => this.retry());
      if (!cards) return nothing;
      const largest = Math.max(...cards.map((card) => card.spread));
      return html`<ol class="cards">
        ${inOrder(
          cards.map((card) => ({ ...card, size: this.sizeOf(card) })),
          this.by,
        ).map((card) => this.cardTemplate(card, largest))}
      </ol>`;
    };
    return html`<header class="clusters-head">
        <h1 class="serif">${words.title}</h1>
        ${manifest.clusters ? html`<p class="quiet">${words.intro(manifest.clusters, manifest.count)}</p>` : nothing}
        ${gateTemplate(store, this.app.address.query, (query) => this.app.go(formatAddress('clusters', '', query)))}
        ${manifest.clusters ? this.actsTemplate() : nothing}
      </header>
      ${body()}`;
  }

  actsTemplate() {
    const { store } = this;
    const change = (/** @type {Event} */ event) => {
      const { value } = /** @type {HTMLSelectElement} */ (event.target);
      const query = withOwn(this.app.address.query, { by: value === 'size' ? null : value });
      this.app.go(formatAddress('clusters', '', query), { replace: true });
    };
    const regroup = formatAddress('clusters', 'anew', everywhere(this.query));
    const renamed = this.cards ? store.clusters.names.given(this.cards).length : 0;
    return html`<p class="clusters-acts">
      <label>
        <span class="unseen">${words.orderBy}</span>
        <select class="choice" @change=${change}>
          ${offeredOrders(store.manifest.scored).map(
            (name) => html`<option value=${name} .selected=${name === this.by}>${words.orders[name]}</option>`,
          )}
        </select>
      </label>
      ${
        renamed
          ? html`<button class="action" title=${words.exportNamesWhy} @click=${() => this.exportNames()}>${words.exportRenamed(renamed)}</button>`
          : nothing
      }
      ${this.anew.possible ? html`<a class="action" href=${regroup}>${words.regroup}</a>` : nothing}
    </p>`;
  }

  /**
   * @param {ClusterCard} card
   * @param {number} largest  spread
   */
  cardTemplate(card, largest) {
    const rows = [card.medoid, ...card.diverse.filter((row) => row !== card.medoid).slice(0, 5)];
    const kept = everywhere(this.app.address.query);
    return html`<li class="card">
      <a href=${formatAddress('clusters', String(card.id), kept)}>
        <div class="contact">${rows.map((row, at) => this.printTemplate(row, at === 0))}</div>
        <h2 dir="auto">${this.store.clusters.name(card.id)}</h2>
        <p class="quiet figures">${number(card.size)}</p>
        <p class="when quiet">${datesText(card)}</p>
        <svg
          class="spread"
          viewBox="0 0 100 1"
          preserveAspectRatio="none"
          role="img"
          aria-label=${words.spread(card.spread)}
        >
          <title>${words.spreadOf}: ${number(card.spread, 2)}</title>
          <rect class="whole" width="100" height="1"></rect>
          <rect class="part" width=${(100 * card.spread) / (largest || 1)} height="1"></rect>
        </svg>
      </a>
    </li>`;
  }

  /**
   * @param {number} row
   * @param {boolean} large
   */
  printTemplate(row, large) {
    const { store } = this;
    if (row >= store.loaded || !store.pictures.has(row)) return html`<span class="print"></span>`;
    const sizes = store.pictures.thumbnails(row);
    // the medoid names the picture of the card; the others illustrate
    return html`<img
      class="print"
      src=${sizes[0].path}
      srcset=${large ? srcsetOf(sizes) : nothing}
      sizes=${large ? '280px' : nothing}
      alt=${large ? store.pictures.name(row) : ''}
      loading="lazy"
      decoding="async"
    />`;
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.key === 'Escape') {
      if (this.app.selection.size > 0) this.app.selection.clear();
      else if (this.item) this.app.back(formatAddress('clusters', '', everywhere(this.query)));
      else return false;
      return true;
    }
    const onBody = document.activeElement === document.body || document.activeElement === this.grid.root;
    if (!this.item || this.item === 'anew' || !onBody) return false;
    if (event.key === 'End') this.grid.setActive(this.grid.shown.rows.length - 1, true);
    else if (event.key === 'Home') this.grid.setActive(0, true);
    else if (event.key.startsWith('Arrow')) this.grid.focusFirst();
    else return false;
    return true;
  }
}
