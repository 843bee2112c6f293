// The tray: how many are selected, and what can be done with them.
import './tray.css';
import { html, nothing, render } from 'lit-html';
import { formatAddress } from '../address.js';
import { icons } from '../icons.js';
import { calendarLink, copyText, download, tool } from '../parts.js';
import { lackingForSpotlight } from '../published.js';
import { everywhere, withOwn } from '../query.js';
import { texts } from '../texts.js';
import { asCsv, asIds, asJson } from './export.js';
import { exportedRows, rowsOf } from './rows.js';

const FACES = 5;

export class Tray {
  /** @param {import('../app.js').App} app */
  constructor(app) {
    this.app = app;
    this.root = document.createElement('section');
    this.root.className = 'tray';
    this.root.hidden = true;
    this.root.setAttribute('aria-label', texts.selection.label);
    document.body.append(this.root);
    this.message = '';
    this.opened = false;
  }

  draw() {
    const { selection, address, store } = this.app;
    this.root.hidden = selection.size === 0 || address.view === 'picture';
    document.documentElement.toggleAttribute('data-tray', !this.root.hidden);
    if (this.root.hidden) {
      this.opened = false;
      if (selection.size === 0) this.message = ''; // it was about these
      return;
    }
    const rows = rowsOf(store, selection.keys);
    const spotlight = formatAddress('spotlight', '', withOwn(everywhere(address.query), { scope: 'selection' }));
    const offered = selection.size > 1 && !lackingForSpotlight(store.manifest);
    const faces = rows.slice(-FACES).filter((row) => store.pictures.has(row));
    render(
      html`
        <div class="faces" aria-hidden="true">
          ${faces.map((row) => html`<img src=${store.pictures.thumbnails(row)[0].path} alt="" />`)}
        </div>
        <p class="figures">${texts.selection.count(selection.size)}</p>
        ${this.message ? html`<p class="quiet" role="status">${this.message}</p>` : nothing}
        <div class="tray-acts">
          ${offered ? html`<a class="action" href=${spotlight}>${texts.selection.spotlight}</a>` : nothing}
          ${calendarLink(store.manifest, address.query, [...selection.keys])}
          <div class="exports">
            <button class="action" aria-expanded=${this.opened} @click=${() => this.toggle()}>
              ${icons.export}${texts.selection.export}
            </button>
            ${
              this.opened
                ? html`<ul @keydown=${(/** @type {KeyboardEvent} */ event) => event.key === 'Escape' && this.toggle()}>
                  <li><button @click=${() => this.export('csv')}>${texts.selection.csv}</button></li>
                  <li><button @click=${() => this.export('json')}>${texts.selection.json}</button></li>
                  <li><button @click=${() => this.export('txt')}>${texts.selection.ids}</button></li>
                  <li><button @click=${() => this.copy()}>${texts.selection.copy}</button></li>
                </ul>`
                : nothing
            }
          </div>
          ${tool(icons.close, texts.selection.clear, () => selection.clear())}
        </div>
      `,
      this.root,
    );
  }

  toggle() {
    this.opened = !this.opened;
    this.message = '';
    this.draw();
  }

  /** @param {'csv' | 'json' | 'txt'} kind */
  async export(kind) {
    const write = { csv: asCsv, json: asJson, txt: asIds }[kind];
    const type = { csv: 'text/csv', json: 'application/json', txt: 'text/plain' }[kind];
    const rows = await this.gathered();
    if (!rows) return;
    download(`selection.${kind}`, type, write(rows));
    this.opened = false;
    this.draw();
  }

  async copy() {
    const gathered = this.gathered();
    const copied = copyText(gathered.then((rows) => (rows ? asIds(rows) : Promise.reject())));
    if (!(await gathered)) return;
    this.message = (await copied) ? texts.selection.copied : texts.selection.notCopied;
    this.opened = false;
    this.draw();
  }

  async gathered() {
    this.message = texts.selection.exporting;
    this.draw();
    try {
      const { store, selection } = this.app;
      const rows = await exportedRows(store, selection.keys);
      this.message = '';
      return rows;
    } catch {
      this.message = texts.selection.failed;
      this.draw();
      return null;
    }
  }
}
