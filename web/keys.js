// The key map as the sheet of keys and About list it.
import { html } from 'lit-html';
import { texts } from './texts.js';
import { bar } from './views.js';

export function keyList() {
  const { list, go, all } = texts.keys;
  /** @type {[keys: string, what: string][]} */
  const keys = [
    ...list,
    [go(bar.map(({ letter }) => letter).join(' ')), bar.map(({ title }) => title).join(', ')],
    ['?', all],
  ];
  return html`<dl class="keys">${keys.map(([key, what]) => html`<dt><kbd>${key}</kbd></dt><dd>${what}</dd>`)}</dl>`;
}
