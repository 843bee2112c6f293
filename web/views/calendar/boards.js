// The sheet of boards: those kept in this browser under names, and boards as files.
import { html, render } from 'lit-html';
import { asError } from '../../error.js';
import { icons } from '../../icons.js';
import { dialog, download, tool } from '../../parts.js';
import { texts } from '../../texts.js';
import { words as all } from './texts.js';

const words = all.boards;

export class BoardsDialog {
  /** @param {import('./calendar.js').CalendarView} view */
  constructor(view) {
    this.view = view;
    /** @type {HTMLDialogElement | null} */
    this.sheet = null;
    this.name = '';
    this.maker = '';
    /** The board that gets another name. */
    this.renaming = '';
    /** The board that was deleted last, while it can be put back. @type {{name: string, text: string} | null} */
    this.removed = null;
    this.message = '';
    this.failed = false;
  }

  get session() {
    return this.view.session;
  }

  /** The name that the board is kept or exported under. */
  get title() {
    return this.name.trim() || words.unnamed;
  }

  open() {
    this.sheet ??= dialog('sheet boards-sheet', words.title);
    this.renaming = '';
    this.session.saved.read();
    this.tell('');
    this.sheet.showModal();
  }

  close() {
    this.sheet?.close();
  }

  /** @param {string} message @param {boolean} [failed] */
  tell(message, failed = false) {
    this.removed = null;
    this.message = message;
    this.failed = failed;
    this.draw();
  }

  /** Does it; what goes wrong is told here. @param {() => string | Promise<string>} work  returns what is told then */
  async attempt(work) {
    try {
      this.tell(await work());
    } catch (error) {
      this.tell(asError(error).message, true);
    }
  }

  // --- acts ----------------------------------------------------------------------------------------------------------

  /** @param {Event} event */
  save(event) {
    event.preventDefault();
    const name = this.title;
    void this.attempt(() => {
      this.session.save(name);
      return words.saved(name);
    });
  }

  /** @param {string} name */
  load(name) {
    const unknown = this.session.load(name);
    this.name = name;
    this.close();
    this.view.tell(unknown.length ? texts.misread(unknown) : words.opened(name));
  }

  /** @param {string} name */
  async remove(name) {
    const text = this.session.saved.text(name);
    await this.attempt(() => {
      this.session.remove(name);
      return words.removed(name);
    });
    this.removed = this.failed ? null : { name, text };
    this.draw();
  }

  putBack() {
    const { removed } = this;
    if (!removed) return;
    void this.attempt(() => {
      this.session.saved.save(removed.name, removed.text);
      return words.saved(removed.name);
    });
  }

  /** @param {string} before @param {Event} event */
  rename(before, event) {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.target);
    const name = String(new FormData(form).get('name')).trim();
    this.renaming = '';
    void this.attempt(() => {
      if (!name || name === before) return '';
      this.session.rename(before, name);
      if (this.name.trim() === before) this.name = name;
      return words.renamed(before, name);
    });
  }

  exportJson() {
    const name = this.title;
    download(`${fileName(name)}.json`, 'application/json', this.session.asFile(name, this.maker.trim()));
  }

  exportCsv() {
    void this.attempt(async () => {
      const name = this.title;
      download(`${fileName(name)}.csv`, 'text/csv', await this.session.asCsv());
      return '';
    });
  }

  /** @param {Event} event */
  import(event) {
    const input = /** @type {HTMLInputElement} */ (event.target);
    const [file] = input.files ?? [];
    input.value = ''; // the same file can be chosen again
    if (!file) return;
    void this.attempt(async () => {
      const { name, maker, gone, began } = await this.session.fromFile(
        new Uint8Array(await file.arrayBuffer()),
        file.name,
      );
      this.name = name;
      this.maker = maker;
      const { otherMonth, gone: absent } = all.exchange;
      return [
        words.imported(name || file.name),
        began ? otherMonth(began, this.session.firstMonth) : '',
        gone.length ? absent(gone) : '',
      ]
        .filter(Boolean)
        .join(' ');
    });
  }

  // --- drawing -------------------------------------------------------------------------------------------------------

  draw() {
    const { sheet, session } = this;
    if (!sheet) return;
    const { names } = session.saved;
    render(
      html`
        <h2><span>${words.title}</span>${tool(icons.close, texts.close, () => this.close())}</h2>
        <form class="boards-save" @submit=${(/** @type {Event} */ event) => this.save(event)}>
          ${this.fieldTemplate(words.name, 'name')}
          <button class="action">${names.includes(this.title) ? words.replace : words.save}</button>
        </form>
        ${
          names.length
            ? html`<ul class="boards-list" aria-label=${words.kept}>
                ${names.map((name) => html`<li>${this.boardTemplate(name)}</li>`)}
              </ul>`
            : html`<p class="quiet">${words.none}</p>`
        }
        <h3>${words.files}</h3>
        <div class="boards-files">
          ${this.fieldTemplate(words.maker, 'maker')}
          <button class="action" @click=${() => this.exportJson()}>${icons.export}${texts.selection.json}</button>
          <button class="action" @click=${() => this.exportCsv()}>${icons.export}${texts.selection.csv}</button>
          <label class="action import">
            <input
              class="unseen"
              type="file"
              accept=".json,application/json"
              @change=${(/** @type {Event} */ event) => this.import(event)}
            />${words.import}
          </label>
        </div>
        <p class=${this.failed ? 'boards-message' : 'boards-message quiet'} role=${this.failed ? 'alert' : 'status'}>
          ${this.message}
          ${this.removed ? html`<button class="word" @click=${() => this.putBack()}>${words.putBack}</button>` : ''}
        </p>
      `,
      sheet,
    );
    if (sheet.open && !sheet.contains(document.activeElement)) this.focus();
  }

  /** Where the button that had the focus has gone. */
  focus() {
    /** @type {HTMLElement | null} */ (this.sheet?.querySelector('.tool'))?.focus();
  }

  /** @param {string} label @param {'name' | 'maker'} field */
  fieldTemplate(label, field) {
    return html`<label class="boards-field">
      <span>${label}</span>
      <input
        type="text"
        dir="auto"
        maxlength="80"
        autocomplete="off"
        .value=${this[field]}
        @input=${(/** @type {Event} */ event) => {
          this[field] = /** @type {HTMLInputElement} */ (event.target).value;
          this.draw();
        }}
      />
    </label>`;
  }

  /** @param {string} name */
  boardTemplate(name) {
    if (this.renaming === name) {
      return html`<form class="boards-save" @submit=${(/** @type {Event} */ event) => this.rename(name, event)}>
        <label class="boards-field">
          <span>${words.name}</span>
          <input type="text" name="name" dir="auto" maxlength="80" autocomplete="off" .value=${name} />
        </label>
        <button class="action">${words.rename}</button>
      </form>`;
    }
    const rename = () => {
      this.renaming = name;
      this.tell('');
      const input = /** @type {HTMLInputElement | null} */ (this.sheet?.querySelector('.boards-list input'));
      input?.focus();
      input?.select();
    };
    return html`
      <button class="board-name" dir="auto" title=${words.open} @click=${() => this.load(name)}>${name}</button>
      <button class="word" aria-label=${words.renameIt(name)} @click=${rename}>${words.rename}</button>
      ${tool(icons.close, words.remove(name), () => this.remove(name))}
    `;
  }
}

/** A name as a file's: without what a file system takes for a path. @param {string} name */
const fileName = (name) => name.replace(/[\\/:*?"<>|\p{Cc}]+/gu, '-');
