// What the page says of an address that it could not follow in full, until the visitor goes on. It stands over the foot
// of the page: nothing moves for it.
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
