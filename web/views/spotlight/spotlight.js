// Spotlight: the k most different pictures of a scope, in order, as a wall; their distances as a curve; where they
// lie in the scope as a map. The side module and the vectors are fetched when this view is opened, and only then.
// Sections: the view; scope; picking; actions on picks; drawing; templates; places, focus and keys.
import '../../progress.css';
import './spotlight.css';
import { html, nothing, render } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { formatAddress } from '../../address.js';
import { asError } from '../../error.js';
import { gateTemplate } from '../../gate.js';
import { icons } from '../../icons.js';
import { nextTask } from '../../pace.js';
import { download, failure } from '../../parts.js';
import { isolated, number } from '../../format.js';
import { lackingForSpotlight } from '../../published.js';
import {
  EVERYTHING,
  everywhere,
  formatQuery,
  isFiltered,
  ownValue,
  shared,
  withKnownOwn,
  withOwn,
} from '../../query.js';
import { asIds, asJson } from '../../selection/export.js';
import { rowsOf } from '../../selection/rows.js';
import { Machinery } from '../../spotlight/machinery.js';
import { srcsetOf } from '../../store/pictures.js';
import { texts } from '../../texts.js';
import { openActions } from './actions.js';
import { curveTemplate } from './curve.js';
import { exportedPicks, picksAsCsv } from './exports.js';
import { MiniMap } from './minimap.js';
import { optionsTemplate } from './options.js';
import { askedOf, isUnderstood, rulesFor } from './rules.js';
import { taper } from './wall.js';
import { words } from './texts.js';

const DEFAULT_K = 24;
const LARGEST_K = 200;
const FADE_MS = 200;
const CAPTION = 28;
const NARROW = 76; // px: no room for the button of a pick

/** @typedef {import('../../spotlight/engine.js').Traversal} Traversal */
/** @typedef {import('../../spotlight/engine.js').Picks} Picks */
/** @typedef {import('../../spotlight/engine.js').Rules} Rules */

/**
 * @typedef {object} Scope
 * @property {string} name       as in the address
 * @property {Uint32Array} rows
 * @property {Int32Array} members  indices of vectors, rising
 * @property {Rules} rules
 */

export class SpotlightView {
  // --- the view ------------------------------------------------------------------------------------------------------

  /** @param {import('../../app.js').App} app */
  constructor(app) {
    this.app = app;
    this.store = app.store;
    this.root = document.createElement('div');
    this.root.className = 'spotlight';
    this.machinery = Machinery.of(app.store);
    this.map = new MiniMap((lit) => this.light(lit));
    this.query = EVERYTHING;
    /** @type {Scope | null} */
    this.scope = null;
    /** @type {Picks | null} */
    this.picks = null;
    /** @type {Traversal | null} */
    this.traversal = null;
    /** @type {Error | null} */
    this.error = null;
    /** @type {ClusterCard[]} */
    this.clusters = [];
    /** @type {Float32Array} */
    this.points = new Float32Array(0);
    /** @type {import('../../spotlight/engine.js').Coverage | null} */
    this.coverage = null;
    this.asked = askedOf(this.query, this.store);
    /** What the traversal answers: scope and rules. */
    this.answered = '';
    /** Axes that the picks were made from, where more are to come. */
    this.provisional = 0;
    this.peeks = 0;
    /** Whether the options are shown. */
    this.open = false;
    this.focusAt = -1;
    this.drawing = false;
    this.lit = -1;
    this.turn = 0;
    this.width = 0;
    this.k = DEFAULT_K;
    this.machinery.addEventListener('progress', () => this.root.isConnected && this.draw());
    this.machinery.addEventListener('axes', () => this.root.isConnected && this.peek());
    new ResizeObserver(() => {
      const width = this.root.querySelector('.picks')?.clientWidth ?? 0;
      if (!this.root.isConnected || width === 0 || width === this.width) return;
      this.width = width;
      this.draw();
    }).observe(this.root);
  }

  /**
   * @param {import('../../address.js').Address} address
   * @param {import('../../app.js').Arrival} arrival
   */
  show(address, arrival) {
    this.query = address.query;
    this.k = Math.max(1, Math.min(LARGEST_K, Math.round(Number(ownValue(this.query, 'k'))) || DEFAULT_K));
    this.asked = askedOf(this.query, this.store);
    if (lackingForSpotlight(this.store.manifest)) {
      this.draw();
      return;
    }
    this.load(arrival);
  }

  leave() {
    this.turn++;
  }

  refresh() {
    this.query = this.app.address.query;
    if (this.scopeName === 'selection') this.load({ place: null, from: '', fromItem: '' });
    else this.draw();
  }

  place() {
    return { scroll: scrollY };
  }

  /** @param {import('../../app.js').Arrival} arrival */
  async load(arrival) {
    const turn = ++this.turn;
    this.error = null;
    this.draw();
    try {
      const opening = this.machinery.open();
      opening.catch(() => {}); // awaited below, after what may fail before it
      await this.store.until(() => false);
      if (turn !== this.turn) return;
      const { query, unknown } = withKnownOwn(this.query, (name, value) => isUnderstood(name, value, this.store));
      if (unknown.length) return this.app.correct({ ...this.app.address, query }, unknown);
      if (this.store.manifest.clusters) this.clusters = await this.store.clusters.cards();
      await nextTask(); // drawing, the scope and the picks are tasks of their own
      const scope = await this.findScope();
      if (turn !== this.turn) return;
      this.scope = scope;
      this.draw();
      await nextTask();
      this.peek();
      await opening;
      if (turn !== this.turn) return;
      await this.pick(turn);
    } catch (error) {
      if (turn !== this.turn) return;
      this.error = asError(error);
    }
    if (turn !== this.turn) return;
    this.draw();
    if (arrival.place?.scroll) scrollTo({ top: arrival.place.scroll, behavior: 'instant' });
    if (arrival.from === 'picture') this.comeBack(arrival.fromItem);
  }

  retry() {
    void this.load({ place: null, from: '', fromItem: '' });
  }

  // --- scope --------------------------------------------------------------------------------------------------

  get scopeName() {
    return ownValue(this.query, 'scope') || (isFiltered(this.query) ? 'result' : 'all');
  }

  /**
   * Of the present address, which may have changed when the scope is found.
   * @returns {Promise<Scope>}
   */
  async findScope() {
    const { asked, query } = this;
    const { core } = this.store;
    const name = this.scopeName;
    const rows = await this.rowsOf(name, query);
    const all = new Int32Array(rows.length);
    let count = 0;
    for (const row of rows) {
      const vector = core.vectorOfRow(row);
      if (vector >= 0) all[count++] = vector;
    }
    this.rowOfVector ??= core.rowsOfVectors(this.store.manifest.vectors.count);
    const members = all.subarray(0, count).sort();
    return { name, rows, members, rules: await rulesFor(asked, this.store, members, this.rowOfVector) };
  }

  /** @type {Int32Array | null} */
  rowOfVector = null;

  /**
   * @param {string} name  of a scope
   * @param {import('../../query.js').Query} query
   * @returns {Promise<Uint32Array>}
   */
  async rowsOf(name, query) {
    const { store } = this;
    if (name === 'selection') {
      const rows = Uint32Array.from(rowsOf(store, this.app.selection.keys));
      return store.results.admitted(rows.sort(), everywhere(query));
    }
    if (name.startsWith('cluster:')) {
      const id = Number(name.slice(8));
      if (!this.clusters.some((card) => card.id === id)) return new Uint32Array(0);
      return store.results.admitted((await store.clusters.members(id)).rows, everywhere(query));
    }
    if (name === 'all') return store.results.of(everywhere(query)).rows.slice().sort();
    const unordered = { ...query, order: null }; // likeness would wait for the vectors
    await store.prepare(unordered);
    return store.results.of(unordered).rows;
  }

  // --- picking ------------------------------------------------------------------------------------------------

  /** Picks from the axes that have arrived; they settle as the rest does. */
  peek() {
    this.peekAt(this.turn).catch(() => {}); // pick() meets the same error, and shows it
  }

  /** @param {number} turn */
  async peekAt(turn) {
    const { machinery, scope } = this;
    const { engine, vectors } = machinery;
    if (!scope || machinery.complete || !engine || !vectors || scope.members.length === 0) return;
    const peek = ++this.peeks;
    const axes = vectors.axes();
    const traversal = engine.traverse(vectors, scope.members, scope.rules);
    const picks = await traversal.extendAsync(Math.min(this.k, scope.members.length)).finally(() => traversal.close());
    if (!picks || peek !== this.peeks || turn !== this.turn || machinery.complete || !machinery.vectors) return;
    this.points = new Float32Array(0);
    this.present(picks, axes);
  }

  /** @param {number} turn */
  async pick(turn) {
    const { machinery, scope } = this;
    if (!scope || !machinery.engine) return;
    const among = scope.name === 'result' ? shared(this.query) : everywhere(this.query);
    const result = formatQuery({ ...among, selection: null });
    const { start, pins, banned, limits, balance } = this.asked;
    const rules = [start, pins.join(), banned.join(), [...limits].join(), balance].join(' ');
    const { revision } = this.store.curation;
    const answered = `${scope.name} ${scope.members.length} ${result} ${rules} ${revision}`;
    const again = answered === this.answered && this.traversal && scope.name !== 'selection';
    if (!again) {
      this.traversal?.close();
      this.traversal = null;
      this.coverage = null;
      if (!this.provisional) this.picks = null;
      this.points = new Float32Array(0);
      if (scope.members.length === 0) return;
      this.traversal = machinery.engine.traverse(machinery.vectors, scope.members, scope.rules);
      this.answered = answered;
    }
    await this.follow(turn);
  }

  /** The picks of k, what they cover, and then the rest of the order, for the slider. @param {number} turn */
  async follow(turn) {
    const { machinery, traversal } = this;
    if (!traversal || !machinery.engine) return;
    const { members } = traversal;
    const current = () => turn === this.turn && traversal === this.traversal;
    const present = (/** @type {Picks} */ picks) => current() && !this.provisional && this.present(picks, 0);
    const picks = await traversal.extendAsync(Math.min(this.k, members.length), present);
    if (!picks || !current()) return; // or the slider asked for another k meanwhile
    this.present(picks, 0);
    if (this.points.length === 0) {
      const points = await machinery.engine.projectAsync(machinery.vectors, members);
      if (!current()) return;
      this.points = points;
      this.draw();
    }
    const coverage = picks.picks.length > 0 ? await traversal.coverAsync(picks.picks.length) : null;
    if (!coverage || !current()) return;
    this.coverage = coverage;
    this.draw();
    if (this.picks === picks) await traversal.extendAsync(Math.min(LARGEST_K, members.length));
  }

  /**
   * Shows picks. Those that were provisional fade into what takes their place: nothing jumps.
   * @param {Picks} picks
   * @param {number} provisional  axes they were made from, where more are to come
   */
  present(picks, provisional) {
    const wall = this.root.querySelector('ol.picks');
    const same = this.picks?.picks.join() === picks.picks.join();
    const fades = wall && this.provisional && !same && !matchMedia('(prefers-reduced-motion: reduce)').matches;
    const before = fades ? /** @type {HTMLElement} */ (wall.cloneNode(true)) : null;
    this.picks = picks;
    this.provisional = provisional;
    this.draw();
    if (!before || !wall) return;
    before.inert = true;
    before.setAttribute('aria-hidden', 'true');
    before.classList.add('leaving');
    wall.parentElement?.append(before);
    wall.animate([{ opacity: 0 }, { opacity: 1 }], FADE_MS);
    before.animate([{ opacity: 1 }, { opacity: 0 }], FADE_MS).finished.finally(() => before.remove());
  }

  /** The order is kept: another k is another length of it. @param {number} k */
  setK(k) {
    this.k = k;
    this.draw();
    this.follow(this.turn).catch((error) => {
      this.error = error;
      this.draw();
    });
  }

  /** @param {number} index  of a pick */
  rowOfPick(index) {
    return this.rowOfVector?.[this.picks?.picks[index] ?? -1] ?? -1;
  }

  // --- actions on picks ----------------------------------------------------------------------------------------------

  /** @param {string} key */
  pin(key) {
    const { pins } = this.asked;
    const others = pins.filter((pin) => pin !== key);
    this.change({ pin: (others.length < pins.length ? others : [...pins, key]).join('') });
  }

  /** @param {string} key */
  ban(key) {
    const { pins, banned, start } = this.asked;
    this.change({
      pin: pins.filter((pin) => pin !== key).join(''),
      ban: [...banned, key].join(''),
      start: start === key ? null : start,
    });
  }

  /** @param {string} key */
  startFrom(key) {
    this.change({ start: key, pin: null });
  }

  /** @param {'txt' | 'csv' | 'json'} kind */
  export(kind) {
    if (!this.picks) return;
    const picks = exportedPicks(this.picks, (vector) => this.store.collection.id(this.rowOfVector?.[vector] ?? 0));
    const write = { txt: asIds, csv: picksAsCsv, json: asJson }[kind];
    const type = { txt: 'text/plain', csv: 'text/csv', json: 'application/json' }[kind];
    download(`spotlight.${kind}`, type, write(picks));
  }

  select() {
    if (!this.picks) return;
    this.app.selection.replace(this.pickKeys);
  }

  /** The keys of the picks, in their order. */
  get pickKeys() {
    return Array.from(this.picks?.picks ?? [], (_, index) => this.store.collection.key(this.rowOfPick(index)));
  }

  /** @param {import('../../query.js').Query} query */
  goTo(query) {
    this.rememberFocus();
    this.app.go(formatAddress('spotlight', '', query));
  }

  /** @param {Record<string, string | number | null>} changes */
  change(changes, replace = false) {
    this.rememberFocus();
    this.app.go(formatAddress('spotlight', '', withOwn(this.query, changes)), { replace });
  }

  /** @param {number} lit */
  light(lit) {
    if (lit === this.lit) return;
    this.lit = lit;
    // removing a focused pick fires its event in the middle of drawing
    if (this.drawing) queueMicrotask(() => this.draw());
    else this.draw();
  }

  /** @param {string} key */
  comeBack(key) {
    const link = this.root.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (!(link instanceof HTMLElement)) return;
    link.scrollIntoView({ block: 'nearest', behavior: 'instant' });
    link.focus({ preventScroll: true });
  }

  // --- drawing ------------------------------------------------------------------------------------------------

  draw() {
    this.drawing = true;
    render(this.template(), this.root);
    this.drawing = false;
    this.placePicks();
    this.keepFocus();
    if (this.points.length && this.picks && this.scope) {
      const { members } = this.scope;
      const places = Int32Array.from(this.picks.picks, (vector) => indexIn(members, vector));
      this.map.light(this.lit);
      this.map.show(this.points, places);
    }
  }

  rememberFocus() {
    const link = document.activeElement?.closest('.pick')?.querySelector('a');
    this.focusAt = link ? this.pickLinks.indexOf(link) : -1;
  }

  /** When a focused pick is removed, the focus moves to the pick in its place. */
  keepFocus() {
    if (this.focusAt < 0 || document.activeElement !== document.body) return;
    const links = this.pickLinks;
    if (links.length === 0) return;
    links[Math.min(this.focusAt, links.length - 1)].focus({ preventScroll: true });
    this.focusAt = -1;
  }

  get pickLinks() {
    return /** @type {HTMLElement[]} */ ([...this.root.querySelectorAll('ol.picks:not(.leaving) > .pick > a')]);
  }

  template() {
    const { manifest } = this.store;
    const lacking = lackingForSpotlight(manifest);
    if (lacking === 'module') return notice(words.without, words.withoutWhy);
    if (lacking === 'vectors') return notice(words.noVectors, '');
    const { scope, picks, error } = this;
    const size = scope?.members.length ?? 0;
    const shown = picks?.picks.length ?? 0;
    const k = scope ? Math.min(this.k, size) : this.k;
    const fewer = picks?.done && !this.provisional && shown < k && shown > 0;
    const count = fewer ? shown : k;
    const ranked = this.asked.balance > 0 ? words.ranked : words.heading;
    const heading = size === 0 ? words.title : k >= size && !fewer ? words.whole(size) : ranked(count, size);
    return html`
      <header class="spotlight-head">
        <h1 class="serif figures">${heading}</h1>
        ${this.stripTemplate(size)} ${optionsTemplate(this)}
        ${gateTemplate(this.store, this.query, (query) => this.app.go(formatAddress('spotlight', '', query)))}
        <p class="only-print figures"><bdi>${this.store.manifest.title}</bdi>, <bdi>${this.scopeLabel}</bdi></p>
      </header>
      ${error ? failure(words.failed, error.message, () => this.retry()) : this.progressTemplate()}
      ${
        scope && size === 0 && !error
          ? html`<p class="notice">${scope.name === 'selection' && this.app.selection.size === 0 ? words.emptySelection : words.emptyScope}</p>`
          : nothing
      }
      ${
        picks && shown > 0 && !error
          ? html`
            <div class="instruments">
              ${curveTemplate(picks, this.lit, (lit) => this.light(lit))}
              <figure class="where" title=${words.map}>${this.mapElement()}</figure>
              <p class="coverage quiet figures">${
                this.coverage && !this.provisional
                  ? words.coverage(this.coverage.radius, this.coverage.covered / size)
                  : this.provisional
                    ? words.provisional(this.provisional, manifest.vectors.dimension)
                    : nothing
              }</p>
            </div>
            <div class=${this.provisional ? 'hanging provisional' : 'hanging'}>
              <ol class="picks" aria-label=${words.heading(shown, size)}>${repeat(
                picks.picks,
                (vector) => vector,
                (vector, index) => this.pickTemplate(vector, index),
              )}</ol>
            </div>
            ${fewer ? html`<p class="quiet">${words.fewer(shown)}</p>` : nothing}
            ${
              scope && scope.members.length < scope.rows.length
                ? html`<p class="quiet">${words.unplaced(scope.rows.length - scope.members.length)}</p>`
                : nothing
            }
          `
          : nothing
      }
    `;
  }

  // --- templates -----------------------------------------------------------------------------------------------------

  mapElement() {
    this.map.canvas.setAttribute('aria-label', words.map);
    return this.map.canvas;
  }

  /** @param {number} size */
  stripTemplate(size) {
    const largest = this.scope ? Math.max(1, Math.min(LARGEST_K, size)) : LARGEST_K;
    const k = Math.min(this.k, largest);
    return html`<div class="strip">
      <label>
        <span>${words.scope}</span>
        <select
          class="choice"
          @change=${(/** @type {Event} */ event) => {
            const { value } = /** @type {HTMLSelectElement} */ (event.target);
            this.change({ scope: value, start: this.asked.start === 'best' ? 'best' : null });
          }}
        >
          ${this.scopes().map(
            ([name, label]) => html`<option value=${name} .selected=${name === this.scopeName}>${label}</option>`,
          )}
          ${
            this.clusters.length
              ? html`<optgroup label=${texts.nav.clusters}>
                ${this.clusters.map(
                  (card) =>
                    html`<option value="cluster:${card.id}" .selected=${this.scopeName === `cluster:${card.id}`}>
                      ${isolated(this.store.clusters.name(card.id))} (${number(card.size)})
                    </option>`,
                )}
              </optgroup>`
              : nothing
          }
        </select>
      </label>
      <label class="k">
        <span>${words.k}</span>
        <input
          type="range"
          min="1"
          max=${largest}
          .value=${String(k)}
          ?disabled=${this.scope !== null && size < 2}
          @input=${(/** @type {Event} */ event) => this.setK(Number(/** @type {HTMLInputElement} */ (event.target).value))}
          @change=${(/** @type {Event} */ event) => {
            const value = Number(/** @type {HTMLInputElement} */ (event.target).value);
            this.change({ k: value === DEFAULT_K ? null : value }, true);
          }}
        />
        <output class="figures">${number(k)}</output>
      </label>
      ${this.startTemplate()}
      <button
        class="word disclosure"
        aria-expanded=${this.open}
        aria-controls="spotlight-options"
        @click=${() => {
          this.open = !this.open;
          this.draw();
        }}
      >
        ${words.options}
      </button>
    </div>`;
  }

  startTemplate() {
    const { store, asked } = this;
    const row = asked.start && asked.start !== 'best' ? store.collection.rowOf(asked.start) : -1;
    /** @type {[string, string][]} */
    const starts = [['', words.starts.centre]];
    if (store.manifest.scored) starts.push(['best', words.starts.best]);
    if (row >= 0) starts.push([asked.start, store.pictures.name(row)]);
    return html`<label class="start">
      <span>${words.start}</span>
      ${
        asked.pins.length > 0
          ? html`<b>${words.starts.pinned}</b>`
          : html`<select
              class="choice"
              @change=${(/** @type {Event} */ event) =>
                this.change({ start: /** @type {HTMLSelectElement} */ (event.target).value || null })}
            >
              ${starts.map(
                ([value, label]) =>
                  html`<option value=${value} .selected=${value === asked.start}>${isolated(label)}</option>`,
              )}
            </select>`
      }
    </label>`;
  }

  /** The scope in words, without its size. */
  get scopeLabel() {
    const name = this.scopeName;
    if (name.startsWith('cluster:')) return this.store.clusters.name(Number(name.slice(8)));
    return words.scopeWords[/** @type {keyof typeof words.scopeWords} */ (name)] ?? '';
  }

  /** @returns {[string, string][]} */
  scopes() {
    const { store, app } = this;
    /** @type {[string, string][]} */
    const list = [['all', `${words.scopeWords.all} (${number(store.results.activeCount(this.query))})`]];
    if (isFiltered(this.query) || this.scopeName === 'result') {
      const rows = store.complete ? ` (${number(store.results.of(this.query).rows.length)})` : '';
      list.push(['result', words.scopeWords.result + rows]);
    }
    if (app.selection.size > 0 || this.scopeName === 'selection') {
      list.push(['selection', `${words.scopeWords.selection} (${number(app.selection.size)})`]);
    }
    return list;
  }

  progressTemplate() {
    const { machinery } = this;
    if (machinery.complete) return nothing;
    const read = machinery.read.module + machinery.read.vectors;
    const total = machinery.size.module + machinery.size.vectors;
    const part = total ? Math.min(1, read / total) : 0;
    return html`<div class="opening">
      <progress class="hairline" max="1" .value=${part} aria-label=${words.opening}></progress>
      <p class="quiet figures">${`${words.opening}: ${words.progress(read, total)}`}</p>
    </div>`;
  }

  /**
   * @param {number} vector
   * @param {number} index
   */
  pickTemplate(vector, index) {
    const { store, picks } = this;
    const row = this.rowOfVector?.[vector] ?? -1;
    if (row < 0 || !picks) return nothing;
    const key = store.collection.key(row);
    const selected = this.app.selection.has(key);
    const name = store.pictures.name(row);
    const sizes = store.pictures.thumbnails(row);
    const query = this.scopeName === 'result' ? shared(this.query) : everywhere(this.query);
    return html`<li
      class="${this.pickClass(index)} ${selected ? 'selected' : ''}"
      data-row=${row}
      @pointerenter=${() => this.light(index)}
      @pointerleave=${() => this.light(-1)}
      @focusin=${() => this.light(index)}
      @focusout=${() => this.light(-1)}
    >
      <a
        href=${formatAddress('picture', key, query)}
        data-key=${key}
        aria-label=${words.open(index + 1, selected ? `${name}, ${texts.selected}` : name)}
      >
        ${
          store.pictures.has(row)
            ? html`<img
              src=${sizes[0].path}
              srcset=${srcsetOf(sizes)}
              sizes="${Math.round(this.places[index]?.width ?? 320)}px"
              alt=""
              decoding="async"
            />`
            : html`<span class="serif" dir="auto">${name}</span>`
        }
      </a>
      <p class="figures">
        ${selected ? icons.chosen : nothing} ${this.asked.pins.includes(key) ? icons.pin : nothing}
        <b>${number(index + 1)}</b>
        <span>${index === 0 ? words.first : words.distance(picks.distances[index])}</span>
        <em class="only-print" dir="auto">${name}</em>
        <button aria-label=${words.actionsOf(name)} title=${words.actions} @click=${() => openActions(this, index)}>
          ${icons.more}
        </button>
      </p>
    </li>`;
  }

  /** @param {number} index */
  pickClass(index) {
    if (index === this.lit) return 'pick lit';
    return this.lit > 0 && this.picks?.nearest[this.lit] === index ? 'pick near' : 'pick';
  }

  /** @type {import('./wall.js').Place[]} */
  places = [];

  // --- places, focus and keys ----------------------------------------------------------------------------------------

  /** Sizes and places by CSSOM: the content policy forbids style attributes. */
  placePicks() {
    const wall = this.root.querySelector('.picks');
    if (!(wall instanceof HTMLElement)) return;
    const items = /** @type {HTMLElement[]} */ ([...wall.children]);
    const { width: widths, height: heights } = this.store.collection;
    const ratios = items.map((item) => {
      const row = Number(item.dataset.row);
      return widths[row] > 0 ? Math.min(4, Math.max(0.4, widths[row] / heights[row])) : 1;
    });
    this.width ||= wall.clientWidth; // later the observer knows the size: reading it here would force a second layout
    const gap = this.width < 600 ? 4 : 8;
    const { places, height } = taper(ratios, this.width, gap, CAPTION);
    this.places = places;
    wall.style.setProperty('height', `${height}px`);
    items.forEach((item, index) => {
      const place = places[index];
      item.style.setProperty('transform', `translate(${place.left}px, ${place.top}px)`);
      item.style.setProperty('width', `${place.width}px`);
      const link = /** @type {HTMLElement} */ (item.firstElementChild);
      link.style.setProperty('height', `${place.height}px`);
      const caption = /** @type {HTMLElement} */ (item.lastElementChild);
      caption.style.setProperty('transform', `translateY(${place.height}px)`);
      caption.classList.toggle('narrow', place.width <= NARROW);
      link.style.setProperty('background-color', this.store.pictures.ground(Number(item.dataset.row)));
    });
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const links = this.pickLinks;
    const at = links.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    const target = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: links.length - 1 }[event.key];
    if (target !== undefined && (at >= 0 || document.activeElement === document.body)) {
      const link = links[Math.min(links.length - 1, Math.max(0, target))];
      link?.scrollIntoView({ block: 'nearest' });
      link?.focus({ preventScroll: true });
      return links.length > 0;
    }
    if (event.key === ' ' && at >= 0) {
      this.app.selection.toggle(links[at].dataset.key ?? '');
      return true;
    }
    const acts = { p: this.pin, x: this.ban, s: this.startFrom };
    const act = at >= 0 && Object.hasOwn(acts, event.key) ? acts[/** @type {keyof typeof acts} */ (event.key)] : null;
    if (act) {
      act.call(this, links[at].dataset.key ?? '');
      return true;
    }
    return false;
  }
}

/**
 * @param {string} sentence
 * @param {string} why
 */
function notice(sentence, why) {
  return html`<header class="spotlight-head"><h1 class="serif">${words.title}</h1></header>
    <div class="notice"><p>${sentence}</p>${why ? html`<p class="why">${why}</p>` : nothing}</div>`;
}

/**
 * @param {Int32Array} rising
 * @param {number} value  one of them
 */
function indexIn(rising, value) {
  let low = 0;
  let high = rising.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rising[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
