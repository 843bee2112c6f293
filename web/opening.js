// The placeholder of a late view until its script has loaded; if that fails, a sentence with a retry.
import { html, render } from 'lit-html';
import { asError } from './error.js';
import { failure } from './parts.js';
import { texts } from './texts.js';

export class Opening {
  /**
   * @param {string} name  of the view
   * @param {() => void} retry
   */
  constructor(name, retry) {
    this.name = name;
    this.retry = retry;
    /** @type {import('./app.js').Arrival | null} */
    this.arrival = null;
    this.root = document.createElement('section');
    this.root.className = 'opening-view';
  }

  /**
   * @param {unknown} _address
   * @param {import('./app.js').Arrival} arrival
   */
  show(_address, arrival) {
    this.arrival = arrival;
    this.draw(html`<p class="quiet" role="status">${texts.late.opening}</p>`);
  }

  leave() {}

  /** That of the view to come. */
  place() {
    return this.arrival?.place ?? null;
  }

  /** @param {unknown} error */
  fail(error) {
    this.draw(failure(texts.late.failed(this.name), asError(error).message, this.retry));
  }

  /** @param {unknown} content */
  draw(content) {
    render(html`<h1 class="serif">${this.name}</h1>${content}`, this.root);
  }
}
