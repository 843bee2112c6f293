// Picture: one picture on near-black, its label on demand, the pictures before and after it in the result.
import './picture.css';
import { html, nothing, render } from 'lit-html';
import { formatAddress } from '../../address.js';
import { icons } from '../../icons.js';
import { keep, kept } from '../../kept.js';
import { copyText, failure, tool } from '../../parts.js';
import { EVERYTHING, everywhere, shared } from '../../query.js';
import { isolated, moment } from '../../format.js';
import { texts } from '../../texts.js';
import { retryPictures } from '../../unloaded.js';
import { labelTemplate, labelColours } from './label.js';
import { Stage } from './stage.js';

const words = texts.picture;

export class PictureView {
  /** @param {import('../../app.js').App} app */
  constructor(app) {
    this.app = app;
    this.store = app.store;
    this.root = document.createElement('section');
    this.root.className = 'picture dim';
    this.chrome = document.createElement('div');
    this.chrome.className = 'picture-chrome';
    this.stage = new Stage({
      swipe: (direction) => this.onSwipe(direction),
      changed: () => this.draw(),
    });
    this.root.append(this.stage.root, this.chrome);
    this.key_ = '';
    this.row = -1;
    /** @type {Uint32Array} */
    this.rows = new Uint32Array(0);
    this.at = -1;
    this.labelName = `vitrine.${app.manifest.id}.label`;
    this.labelled = kept(this.labelName) === 'open';
    /** @type {Details | Error | null} */
    this.details = null;
    /** null: not tried. @type {boolean | null} */
    this.copied = null;
    this.store.addEventListener('change', () => this.root.isConnected && this.find(this.store.failure === null));
    this.store.addEventListener('labels', () => this.root.isConnected && this.draw());
    document.addEventListener('fullscreenchange', () => this.root.isConnected && this.draw());
  }

  /** @param {import('../../address.js').Address} address */
  show(address) {
    const changed = address.item !== this.key_;
    this.key_ = address.item;
    this.query = address.query;
    if (changed) {
      this.row = -1;
      this.details = null;
      this.copied = null;
    }
    this.root.classList.toggle('labelled', this.labelled);
    this.find();
    if (!this.root.contains(document.activeElement)) this.focus();
  }

  leave() {
    this.key_ = '';
    this.row = -1;
    this.stage.clear();
    if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
  }

  refresh() {
    this.draw();
  }

  query = EVERYTHING;

  /**
   * Looks the picture up, and the result that it is one of, as far as both have arrived.
   * @param {boolean} [asks]  whether what is missing is asked for: not again on the news that it could not be read
   */
  find(asks = true) {
    const { store, query } = this;
    const row = store.collection.rowOf(this.key_);
    if (row >= 0 && row !== this.row) {
      this.row = row;
      this.stage.show(store, row);
      this.loadDetails();
      this.app.say(store.pictures.name(row));
    }
    this.rows = new Uint32Array(0);
    this.at = -1;
    if (!store.canAnswer(query)) {
      if (asks)
        store.prepare(query).then(
          () => this.root.isConnected && this.find(),
          () => {},
        );
    } else if (row >= 0) {
      this.rows = store.results.of(query).rows;
      this.at = this.rows.indexOf(row);
      if (this.at >= 0) this.prefetch();
    }
    this.draw();
  }

  prefetch() {
    for (const step of [1, -1]) {
      const row = this.rows[this.at + step];
      if (row !== undefined && this.store.pictures.has(row)) this.stage.prefetch(this.store, row);
    }
  }

  /** The name of the picture's cluster is awaited, too: it would move what stands below it. */
  loadDetails() {
    const { row, store } = this;
    const named = store.collection.cluster[row] >= 0 ? store.clusters.cards().catch(() => {}) : null;
    Promise.all([store.documents.details(row), store.vocabularies.namesOf(row), named]).then(
      ([details]) => row === this.row && this.setDetails(details),
      (error) => row === this.row && this.setDetails(error),
    );
  }

  /** @param {Details | Error} details */
  setDetails(details) {
    this.details = details;
    if (!(details instanceof Error)) this.stage.offer(this.store.pictures.original(this.row, details.file));
    this.draw();
  }

  // --- moving -------------------------------------------------------------------------------------------------

  /** @param {number} at  in the result */
  hrefAt(at) {
    const row = this.rows[at];
    return row === undefined ? '' : formatAddress('picture', this.store.collection.key(row), this.query);
  }

  /** @param {number} at */
  go(at) {
    const href = this.hrefAt(Math.min(this.rows.length - 1, Math.max(0, at)));
    if (href && this.at >= 0) this.app.go(href, { replace: true });
  }

  close() {
    this.app.back(formatAddress('browse', '', shared(this.query)));
  }

  /** @param {'left' | 'right' | 'up' | 'down'} direction */
  onSwipe(direction) {
    if (direction === 'left') this.go(this.at + 1);
    else if (direction === 'right') this.go(this.at - 1);
    else if (direction === 'up') this.setLabelled(true);
    else if (this.labelled) this.setLabelled(false);
    else this.close();
  }

  /** @param {boolean} on */
  setLabelled(on) {
    this.labelled = on;
    keep(this.labelName, on ? 'open' : '');
    this.root.classList.toggle('labelled', on);
    this.draw();
    this.stage.fit();
  }

  toggleFullScreen() {
    if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
    else this.root.requestFullscreen?.().catch(() => {});
  }

  title() {
    return this.row < 0 ? '' : isolated(this.store.collection.title(this.row));
  }

  focus() {
    this.stage.root.focus({ preventScroll: true });
  }

  imageOf() {
    return this.stage.holder;
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    switch (event.key) {
      case 'ArrowLeft':
        this.go(this.at - 1);
        break;
      case 'ArrowRight':
        this.go(this.at + 1);
        break;
      case 'Home':
        this.go(0);
        break;
      case 'End':
        this.go(this.rows.length - 1);
        break;
      case 'i':
        this.setLabelled(!this.labelled);
        break;
      case 'f':
        this.toggleFullScreen();
        break;
      case '+':
      case '=':
        this.stage.zoomBy(1.5);
        break;
      case '-':
        this.stage.zoomBy(1 / 1.5);
        break;
      case '0':
        this.stage.reset();
        break;
      case ' ':
        if (event.target instanceof Element && event.target.closest('button, a')) return false;
        if (this.row >= 0) this.app.selection.toggle(this.key_);
        break;
      case 'Escape':
        if (this.stage.zoomed) this.stage.reset();
        else this.close();
        break;
      default:
        return false;
    }
    return true;
  }

  async copyAddress() {
    const address = location.href.replace(/#.*/, '') + formatAddress('picture', this.key_);
    this.copied = await copyText(address);
    this.app.say(this.copied ? words.copied : words.notCopied);
    this.draw();
  }

  // --- drawing ------------------------------------------------------------------------------------------------

  draw() {
    const { store, row } = this;
    const known = row >= 0;
    const title = known ? store.collection.title(row) : '';
    const taken = known ? moment(store.collection.takenAt(row)) : '';
    render(
      html`
        <header class="picture-bar">
          ${tool(icons.back, texts.back, () => this.close())}
          <p class="position figures" aria-live="polite">
            ${this.at >= 0 ? words.position(this.at + 1, this.store.results.total(this.query, this.rows.length)) : nothing}
          </p>
          ${
            known
              ? html`<div class="picture-tools">
                ${this.zoomTool()} ${this.selectTool()} ${this.fullTool()}
                ${this.labelTool()}
              </div>`
              : nothing
          }
        </header>
        ${this.besideTemplate(-1, 'before', words.previous, icons.previous)}
        ${this.besideTemplate(1, 'after', words.next, icons.next)}
        ${
          known
            ? html`<div class="picture-foot">
                <h1 class="serif" dir="auto">${title || texts.untitled}</h1>
                <p>${taken}</p>
              </div>`
            : this.absent()
        }
        ${
          known && !store.pictures.has(row)
            ? html`<p class="picture-none serif">
                <bdi>${title || store.collection.id(row)}</bdi><span>${texts.noPicture}</span>
              </p>`
            : nothing
        }
        ${this.stage.failed ? this.failedTemplate() : nothing}
        ${
          known && this.labelled
            ? html`<aside class="label" aria-label=${words.label}>${labelTemplate(this, title, taken)}</aside>`
            : nothing
        }
      `,
      this.chrome,
    );
    labelColours(this.chrome);
  }

  /**
   * The way to the picture before or after, where there is one.
   * @param {-1 | 1} step
   * @param {string} side
   * @param {string} name
   * @param {unknown} icon
   */
  besideTemplate(step, side, name, icon) {
    if (this.at < 0 || !this.hrefAt(this.at + step)) return nothing;
    return html`<button class="beside ${side}" aria-label=${name} title=${name} @click=${() => this.go(this.at + step)}>
      ${icon}
    </button>`;
  }

  absent() {
    const { store } = this;
    if (store.failure) {
      const retry = () => void store.loadImages().catch(() => {});
      return html`<div class="picture-none">${failure(words.failed, store.failure.message, retry)}</div>`;
    }
    if (!store.complete) return nothing;
    return html`<div class="picture-none">
      <p>${words.unknown(this.key_)}</p>
      <p><a href=${formatAddress('browse', '', everywhere(this.query))}>${texts.toBrowse}</a></p>
    </div>`;
  }

  failedTemplate() {
    const { hasSoft } = this.stage;
    return html`<div class="picture-none on-ground ${hasSoft ? 'below' : ''}">
      ${failure(hasSoft ? words.onlySmall : words.failed, '', retryPictures)}
    </div>`;
  }

  zoomTool() {
    if (!this.store.pictures.has(this.row)) return nothing;
    const { zoomed } = this.stage;
    const act = () => (zoomed ? this.stage.reset() : this.stage.zoomBy(2.5));
    return tool(icons.zoom, zoomed ? words.zoomOut : words.zoomIn, act, { pressed: zoomed, kind: 'zoom' });
  }

  selectTool() {
    const selected = this.app.selection.has(this.key_);
    return tool(
      selected ? icons.chosen : icons.circle,
      selected ? words.deselect : words.select,
      () => this.app.selection.toggle(this.key_),
      { pressed: selected },
    );
  }

  labelTool() {
    const { labelled } = this;
    const name = labelled ? words.hideLabel : words.label;
    return tool(icons.label, name, () => this.setLabelled(!labelled), { pressed: labelled });
  }

  fullTool() {
    if (!document.fullscreenEnabled) return nothing;
    const full = document.fullscreenElement !== null;
    return tool(full ? icons.fit : icons.full, full ? words.leaveFullScreen : words.fullScreen, () =>
      this.toggleFullScreen(),
    );
  }

  /** Where the label's links lead: the whole collection, with the selection kept. */
  get kept() {
    return everywhere(this.query);
  }
}
