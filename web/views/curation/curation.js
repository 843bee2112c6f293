// Curation: what is set aside and why, near-duplicates group by group, and the curator's decisions on each. They are
// kept in this browser and exported as a patch file.
// Sections: the view; acts; drawing; the cut; groups; copies and dark frames; changes and keys.
import './curation.css';
import { html, nothing, render } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { formatAddress } from '../../address.js';
import { UNITS } from '../../curation/cut.js';
import { LINKAGES } from '../../curation/decisions.js';
import { distribution, duplicateGroups, membersOf } from '../../curation/groups.js';
import { number } from '../../format.js';
import { gateTemplate } from '../../gate.js';
import { asError } from '../../error.js';
import { icons } from '../../icons.js';
import { inOwnTask } from '../../pace.js';
import { download, failure } from '../../parts.js';
import { EVERYTHING, everywhere } from '../../query.js';
import { texts } from '../../texts.js';
import { words } from './texts.js';

const FEW_GROUPS = 24;
const FEW_MEMBERS = 24;
const MORE_MEMBERS = 240;

/** @typedef {import('../../curation/groups.js').Group} Group */

export class CurationView {
  // --- the view ------------------------------------------------------------------------------------------------------

  /** @param {import('../../app.js').App} app */
  constructor(app) {
    this.app = app;
    this.store = app.store;
    this.curation = app.store.curation;
    this.root = document.createElement('div');
    this.root.className = 'curation';
    /** @type {Group[]} */
    this.groups = [];
    /** The cut that `groups` is of. */
    this.grouped = -1;
    this.order = 'size';
    this.shown = FEW_GROUPS;
    /** How many members of a set are shown, where more than a few. @type {Map<string, number>} */
    this.opened = new Map();
    /** The rows that the next act is about, all of one set. @type {Set<number>} */
    this.chosen = new Set();
    this.chosenIn = '';
    /** @type {Error | null} */
    this.error = null;
    this.frame = 0;
    this.store.addEventListener('change', () => this.root.isConnected && this.drawSoon());
  }

  /**
   * @param {import('../../address.js').Address} address
   * @param {import('../../app.js').Arrival} arrival
   */
  show(address, arrival) {
    this.query = address.query;
    void this.load(arrival.place?.scroll ?? 0);
  }

  query = EVERYTHING;

  leave() {}

  refresh() {
    this.query = this.app.address.query;
    this.draw();
  }

  place() {
    return { scroll: scrollY };
  }

  /** @param {number} scroll */
  async load(scroll) {
    this.error = null;
    this.draw();
    try {
      if (!this.curation.cut) await this.curation.renew();
    } catch (error) {
      this.error = asError(error);
    }
    this.draw();
    if (scroll) scrollTo({ top: scroll, behavior: 'instant' });
  }

  // --- acts -------------------------------------------------------------------------------------------------

  /**
   * @param {import('../../curation/decisions.js').Act} act
   * @param {number} [stroke]
   */
  act(act, stroke) {
    const [first = -1] = this.chosen;
    this.returnTo = first;
    this.forgetChoice();
    this.curation.act(act, stroke).catch((error) => this.fail(error));
  }

  /** @param {unknown} error */
  fail(error) {
    this.error = asError(error);
    this.draw();
  }

  forgetChoice() {
    this.chosen = new Set();
    this.chosenIn = '';
  }

  /** @param {number} row @param {string} set */
  choose(row, set) {
    if (this.chosenIn !== set) this.forgetChoice();
    this.chosenIn = set;
    if (!this.chosen.delete(row)) this.chosen.add(row);
    this.draw();
  }

  get keys() {
    return [...this.chosen].map((row) => this.store.collection.key(row));
  }

  /** The row whose button takes the focus back when the button of an act has gone. */
  returnTo = -1;

  returnFocus() {
    if (this.returnTo < 0 || document.activeElement !== document.body) return;
    const button =
      this.root.querySelector(`.member button[data-row="${this.returnTo}"]`) ??
      this.root.querySelector('.member button');
    this.returnTo = -1;
    if (button instanceof HTMLElement) button.focus({ preventScroll: true });
  }

  /** Whether all that is chosen is kept whatever the gate says. */
  get spared() {
    const { keep } = this.curation.decisions;
    return this.keys.every((key) => keep.includes(key));
  }

  keepTemplate() {
    const { spared } = this;
    return html`<button class="action" @click=${() => this.act([spared ? 'unkeep' : 'keep', this.keys])}>
      ${spared ? words.unkeep : words.keep}
    </button>`;
  }

  /**
   * The members that hang on a group's weakest link: below its master at the next higher threshold.
   * @param {Group} group
   */
  splitAtWeakest(group) {
    const { decisions, structure, rows, cut } = this.curation;
    if (!structure || !cut) return;
    const linkage = LINKAGES.indexOf(decisions.linkage);
    const finer = structure.cut(group.weakest + 1, linkage, new Uint32Array(0), new Uint32Array(0));
    const whole = [group.master, ...group.members];
    const loose =
      decisions.linkage === 'representative'
        ? [...group.members].filter((place) => cut.similarity[place] <= group.weakest)
        : whole.filter((place) => finer.master[place] !== finer.master[group.master]);
    this.act(['apart', loose.map((place) => this.store.collection.key(rows[place]))]);
  }

  /** Counts the drags of the slider. */
  stroke = 1;

  /**
   * @param {{threshold?: number, linkage?: string}} change
   * @param {number} [stroke]
   */
  recut(change, stroke) {
    const { threshold, linkage } = { ...this.curation.decisions, ...change };
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.act(['cut', threshold, linkage], stroke));
  }

  export() {
    this.curation.patch().then(
      (patch) => download('curation.json', 'application/json', patch),
      (error) => this.fail(error),
    );
  }

  // --- drawing ----------------------------------------------------------------------------------------------

  /** Cutting and listing groups are long enough each. */
  drawSoon = inOwnTask(() => this.root.isConnected && this.draw());

  draw() {
    const { curation } = this;
    if (curation.cut && this.grouped !== curation.revision) {
      this.grouped = curation.revision;
      this.groups = duplicateGroups(curation.cut);
      if (this.order === 'weakest') this.groups.sort((a, b) => a.weakest - b.weakest || a.master - b.master);
    }
    render(this.template(), this.root);
    this.returnFocus();
  }

  /** @param {string} order */
  reorder(order) {
    this.order = order;
    this.grouped = -1;
    this.draw();
  }

  template() {
    const { store, curation, error } = this;
    const { manifest } = store;
    const head = html`<header class="curation-head">
      <h1 class="serif">${words.title}</h1>
      <p class="quiet">${words.intro(store.results.activeCount(this.query), manifest.count)}</p>
      ${gateTemplate(store, this.query, (query) => this.app.go(formatAddress('curation', '', query)))}
    </header>`;
    if (!curation.possible) return html`${head}<p class="notice">${words.none}</p>`;
    const retry = () => void this.load(0);
    return html`${head}
      ${error ? failure(words.failed, error.message, retry) : nothing}
      ${manifest.curation.structure ? this.cutTemplate() : nothing}
      ${this.groupsTemplate()} ${this.ready || error ? this.othersTemplate() : nothing}
      ${this.changesTemplate()}`;
  }

  /** Nothing is drawn below what is yet to come: nothing jumps. */
  get ready() {
    return this.curation.cut !== null || this.store.manifest.curation.structure === 0;
  }

  othersTemplate() {
    return html`${this.setTemplate('copies', words.copies, words.copiesWhy, this.copies())}
    ${this.setTemplate('dark', words.dark, words.darkWhy, this.darkRows())}`;
  }

  // --- the cut ----------------------------------------------------------------------------------------------

  cutTemplate() {
    const { curation } = this;
    const published = this.store.manifest.curation;
    const { threshold, linkage } = curation.decisions;
    const floor = linkage === 'complete' ? published.complete_floor : 0.9;
    const isPublished = Math.round(threshold * UNITS) === Math.round(published.threshold * UNITS);
    const uncertain = isPublished ? 0 : (curation.cut?.uncertain ?? 0); // what is published is complete
    return html`<section class="cut" aria-labelledby="curation-cut">
      <h2 id="curation-cut" class="unseen">${words.cut}</h2>
      <div class="strip">
        <label class="k">
          <span>${words.threshold}</span>
          <input
            type="range"
            min=${Math.round(floor * 1000) / 1000}
            max="1"
            step="0.001"
            .value=${String(threshold)}
            @input=${(/** @type {Event} */ event) =>
              this.recut({ threshold: Number(/** @type {HTMLInputElement} */ (event.target).value) }, this.stroke)}
            @change=${() => ++this.stroke}
          />
          <output class="figures">${number(threshold, 3)}</output>
        </label>
        <label>
          <span>${words.linkage}</span>
          <select
            class="choice"
            @change=${(/** @type {Event} */ event) =>
              this.recut({ linkage: /** @type {HTMLSelectElement} */ (event.target).value })}
          >
            ${[...LINKAGES].reverse().map(
              (name) =>
                html`<option value=${name} .selected=${name === linkage}>
                  ${words.linkages[/** @type {'single'} */ (name)]}
                </option>`,
            )}
          </select>
        </label>
      </div>
      <p class="quiet why">${words.linkageWhy[/** @type {'single'} */ (linkage)]}</p>
      ${curation.cut ? this.talliesTemplate() : nothing}
      ${uncertain && linkage === 'representative' ? html`<p class="quiet why">${words.uncertain(uncertain)}</p>` : nothing}
    </section>`;
  }

  talliesTemplate() {
    const { curation, groups } = this;
    const bins = distribution(groups);
    const most = Math.max(1, ...bins.map((bin) => bin.count));
    return html`<div class="tallies">
        <dl class="figures">
          <div><dt>${words.groups}</dt><dd>${number(groups.length)}</dd></div>
          <div><dt>${words.duplicates}</dt><dd>${number(curation.counts.duplicates)}</dd></div>
          <div><dt>${words.largest}</dt><dd>${number(groups.reduce((size, one) => Math.max(size, one.members.length + 1), 0))}</dd></div>
        </dl>
        <figure class="sizes-of-groups">
          <figcaption class="quiet">${words.sizes}</figcaption>
          <ol>
            ${bins.map(
              ({ from, to, count }) => html`<li>
                <span class="figures">${words.size(from, to)}</span>
                <svg viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
                  <rect width=${count ? Math.max(0.6, (100 * count) / most) : 0} height="1"></rect>
                </svg>
                <span class="figures">${number(count)}</span>
              </li>`,
            )}
          </ol>
        </figure>
      </div>`;
  }

  // --- groups -----------------------------------------------------------------------------------------------

  groupsTemplate() {
    const { groups, curation } = this;
    if (!this.store.manifest.curation.structure) return nothing;
    if (!curation.cut) return this.error ? nothing : html`<p class="notice quiet" role="status">${words.cutting}</p>`;
    if (groups.length === 0) return html`<p class="notice">${words.noGroups}</p>`;
    const shown = groups.slice(0, this.shown);
    const left = groups.length - shown.length;
    return html`<section class="groups" aria-labelledby="curation-groups">
      <div class="groups-head">
        <h2 id="curation-groups" class="serif">${words.groupsTitle}</h2>
        <select
          class="choice"
          aria-label=${words.order}
          @change=${(/** @type {Event} */ event) => this.reorder(/** @type {HTMLSelectElement} */ (event.target).value)}
        >
          <option value="size" .selected=${this.order === 'size'}>${words.bySize}</option>
          <option value="weakest" .selected=${this.order === 'weakest'}>${words.byWeakest}</option>
        </select>
      </div>
      <ol>
        ${repeat(
          shown,
          (group) => curation.rows[group.master],
          (group) => html`<li>${this.groupTemplate(group)}</li>`,
        )}
      </ol>
      ${
        left > 0
          ? html`<button class="action" @click=${() => ((this.shown += 4 * FEW_GROUPS), this.draw())}>
            ${words.moreGroups(Math.min(left, 4 * FEW_GROUPS), left)}
          </button>`
          : nothing
      }
    </section>`;
  }

  /** @param {Group} group */
  groupTemplate(group) {
    const { curation, store } = this;
    const { rows, cut } = curation;
    const name = store.collection.key(rows[group.master]);
    const places = cut ? membersOf(group, cut) : [];
    const shown = this.opened.get(name) ?? FEW_MEMBERS;
    const shownRows = places.slice(0, shown).map((place) => rows[place]);
    const one = this.chosenIn === name && this.chosen.size === 1 ? [...this.chosen][0] : -1;
    const some = this.chosenIn === name && this.chosen.size > 0 && this.chosen.size < places.length;
    return html`<article class="set">
      <header>
        <h3>${store.pictures.name(rows[group.master])}</h3>
        <p class="quiet figures">
          ${texts.pictures(places.length)}${group.weakest ? html` · ${words.weakest(group.weakest / UNITS)}` : nothing}
        </p>
        <p class="acts">
          ${
            one >= 0 && one !== rows[group.master]
              ? html`<button class="action" @click=${() => this.act(['master', store.collection.key(one)])}>
                ${words.makeMaster}
              </button>`
              : nothing
          }
          ${
            some
              ? html`<button class="action" @click=${() => this.act(['apart', this.keys])}>${words.split}</button>
                ${this.keepTemplate()}`
              : nothing
          }
          ${
            this.chosenIn !== name && group.weakest
              ? html`<button class="word quiet" @click=${() => this.splitAtWeakest(group)}>${words.splitWeakest}</button>`
              : nothing
          }
        </p>
      </header>
      ${this.membersTemplate(name, shownRows, (row, isStop) => {
        const place = curation.places[row];
        const similarity = cut?.similarity[place] ?? 0;
        const label =
          place === group.master ? words.master : similarity ? number(similarity / UNITS, 4) : words.throughOthers;
        const kind = place === group.master ? 'master' : similarity === group.weakest && similarity ? 'weak' : '';
        return this.memberTemplate(row, name, isStop, label, kind);
      })}
      ${this.moreTemplate(name, shown, places.length)}
    </article>`;
  }

  /** Of each set the row that Tab stops at, where it is not the first. @type {Map<string, number>} */
  stops = new Map();

  /**
   * @param {string} set
   * @param {number[]} rows  that are shown
   * @param {(row: number, isStop: boolean) => unknown} template
   */
  membersTemplate(set, rows, template) {
    const kept = this.stops.get(set) ?? -1;
    const stop = rows.includes(kept) ? kept : rows[0];
    const enter = (/** @type {FocusEvent} */ event) => {
      const button = /** @type {Element} */ (event.target).closest('.member')?.querySelector('button');
      const row = Number(button?.dataset.row);
      if (row === stop) return;
      this.stops.set(set, row);
      this.drawSoon();
    };
    return html`<ul class="members" @focusin=${enter}>${rows.map((row) => template(row, row === stop))}</ul>`;
  }

  /**
   * @param {number} row
   * @param {string} set    the name of the set it is in
   * @param {boolean} isStop  whether Tab stops here
   * @param {string} label
   * @param {string} [kind]
   */
  memberTemplate(row, set, isStop, label, kind = '') {
    const { store } = this;
    const tabindex = isStop ? 0 : -1;
    const chosen = this.chosenIn === set && this.chosen.has(row);
    const kept = this.curation.kept.includes(row) && kind !== 'master';
    const name = store.pictures.name(row);
    return html`<li class="member ${kind}">
      <button data-row=${row} tabindex=${tabindex} aria-pressed=${chosen} aria-label="${name}, ${label}" @click=${() => this.choose(row, set)}>
        ${
          store.pictures.has(row)
            ? html`<img src=${store.pictures.thumbnails(row)[0].path} alt="" loading="lazy" decoding="async" />`
            : html`<span class="serif">${name}</span>`
        }
        ${chosen ? icons.chosen : nothing}
      </button>
      <a class="figures" tabindex=${tabindex} href=${formatAddress('picture', store.collection.key(row), everywhere(this.query))}>${label}</a>
      ${kept ? html`<span class="quiet">${words.kept}</span>` : nothing}
    </li>`;
  }

  /** @param {string} name @param {number} shown @param {number} of */
  moreTemplate(name, shown, of) {
    if (shown >= of) return nothing;
    const more = Math.min(MORE_MEMBERS, of - shown);
    return html`<button
      class="word more-members"
      @click=${() => {
        this.opened.set(name, shown + more);
        this.draw();
      }}
    >
      ${words.moreMembers(more, of - shown)}
    </button>`;
  }

  // --- copies and dark frames -------------------------------------------------------------------------------

  copies() {
    return this.rowsWhere((row) => this.store.collection.copyOf[row] >= 0);
  }

  /** What a copy is a copy of, which may not have arrived. @param {number} row */
  copyText(row) {
    const { collection, loaded } = this.store;
    const first = collection.copyOf[row];
    return first < loaded ? words.copyOf(this.store.pictures.name(first)) : words.copyOfUnknown;
  }

  darkRows() {
    return this.rowsWhere((row) => this.store.collection.dark[row] > 0);
  }

  /** @param {(row: number) => boolean} is */
  rowsWhere(is) {
    const rows = [];
    for (let row = 0; row < this.store.loaded; ++row) if (is(row)) rows.push(row);
    return rows;
  }

  /**
   * @param {string} name
   * @param {string} title
   * @param {string} why
   * @param {number[]} rows
   */
  setTemplate(name, title, why, rows) {
    if (rows.length === 0) return nothing;
    const shown = this.opened.get(name) ?? FEW_MEMBERS;
    const shownRows = rows.slice(0, shown);
    return html`<section class="groups" aria-labelledby="curation-${name}">
      <div class="groups-head">
        <h2 id="curation-${name}" class="serif">${title} <span class="quiet figures">${number(rows.length)}</span></h2>
        ${this.chosenIn === name && this.chosen.size ? this.keepTemplate() : nothing}
      </div>
      <p class="quiet why">${why}</p>
      ${this.membersTemplate(name, shownRows, (row, isStop) => {
        const label = name === 'copies' ? this.copyText(row) : words.open;
        return this.memberTemplate(row, name, isStop, label);
      })}
      ${this.moreTemplate(name, shown, rows.length)}
    </section>`;
  }

  // --- changes and keys ----------------------------------------------------------------------------------------------

  changesTemplate() {
    const { log, gone } = this.curation;
    if (log.length === 0) return nothing;
    return html`<footer class="changes">
      <p class="figures" role="status">${words.changes(log.length)}${gone ? `; ${words.gone(gone)}` : nothing}</p>
      <button class="action" @click=${() => this.undo()}>${icons.undo}${words.undo}</button>
      <button class="action" title=${words.exportWhy} @click=${() => this.export()}>${icons.export}${words.export}</button>
      <button class="word" @click=${() => this.curation.forget().catch((error) => this.fail(error))}>${words.forget}</button>
    </footer>`;
  }

  undo() {
    this.forgetChoice();
    this.curation.undo().catch((error) => this.fail(error));
  }

  /**
   * Arrows walk the members of a set. False: there is none that way.
   * @param {string} key
   */
  walk(key) {
    const own = document.activeElement?.closest('.member');
    if (!own?.parentElement) return false;
    const all = /** @type {HTMLElement[]} */ ([...own.parentElement.children]);
    const at = all.indexOf(/** @type {HTMLElement} */ (own));
    const columns = all.filter(({ offsetTop }) => offsetTop === all[0].offsetTop).length;
    const steps = {
      ArrowRight: 1,
      ArrowLeft: -1,
      ArrowDown: columns,
      ArrowUp: -columns,
      Home: -at,
      End: all.length - 1 - at,
    };
    const step = Object.hasOwn(steps, key) ? steps[/** @type {keyof typeof steps} */ (key)] : 0;
    const button = step ? all[at + step]?.querySelector('button') : null;
    button?.focus();
    return Boolean(button);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (this.walk(event.key)) return true;
    if (event.key === 'Escape' && this.chosen.size) {
      this.forgetChoice();
      this.draw();
      return true;
    }
    if (event.key === 'u' && this.curation.log.length) {
      this.undo();
      return true;
    }
    return false;
  }
}
