// The message about what was not understood of an address, shown until the next address. It lies over the foot of the
// page, so that nothing moves.
import { html, nothing, render } from 'lit-html';
import { isolated } from './format.js';
import { icons } from './icons.js';
import { tool } from './parts.js';
import { texts } from './texts.js';

/** The longest part of an address that is repeated. */
const LONGEST_PART = 60;

export class Misread {
  constructor() {
    this.root = document.createElement('div');
    this.root.className = 'misread';
    this.root.setAttribute('role', 'alert');
    document.body.append(this.root);
    this.forget();
  }

  /**
   * Adds to what was told of this address.
   * @param {string[]} parts  that were left out, as they are written
   * @param {string} [sentence]  what else is wrong
   */
  tell(parts, sentence = '') {
    const { told } = this;
    this.told = { parts: [...new Set([...told.parts, ...parts])], sentence: told.sentence || sentence };
    this.root.hidden = false;
    render(html`<p>${this.message}</p>${tool(icons.close, texts.close, () => this.forget())}`, this.root);
  }

  get message() {
    const { parts, sentence } = this.told;
    const shortened = parts.map((part) => (part.length > LONGEST_PART ? `${part.slice(0, LONGEST_PART)}…` : part));
    return [sentence, parts.length ? texts.misread(shortened.map(isolated)) : ''].filter(Boolean).join(' ');
  }

  forget() {
    /** @type {{parts: string[], sentence: string}} */
    this.told = { parts: [], sentence: '' };
    this.root.hidden = true;
    render(nothing, this.root);
  }
}
