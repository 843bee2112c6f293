// The message about parts of an address that were not understood, shown until the next address. It lies over the foot of
// the page, so that nothing moves.
import { html, nothing, render } from 'lit-html';
import { icons } from './icons.js';
import { tool } from './parts.js';
import { texts } from './texts.js';

export class Misread {
  constructor() {
    this.root = document.createElement('div');
    this.root.className = 'misread';
    this.root.setAttribute('role', 'alert');
    document.body.append(this.root);
    this.forget();
  }

  /** @param {string} sentence */
  tell(sentence) {
    this.root.hidden = false;
    render(html`<p>${sentence}</p>${tool(icons.close, texts.close, () => this.forget())}`, this.root);
  }

  forget() {
    this.root.hidden = true;
    render(nothing, this.root);
  }
}
