// The options behind the strip's disclosure: the balance, limits, pinned and banned pictures, exports.
import { html, nothing } from 'lit-html';
import { icons } from '../../icons.js';
import { calendarLink } from '../../parts.js';
import { number } from '../../format.js';
import { withOwn } from '../../query.js';
import { rowsOf } from '../../selection/rows.js';
import { texts } from '../../texts.js';
import { limitsOffered, MOSTS, withLimit } from './rules.js';
import { words } from './texts.js';

/** @param {Event} event */
const valueOf = (event) => Number(/** @type {HTMLInputElement | HTMLSelectElement} */ (event.target).value);

/** @param {import('./spotlight.js').SpotlightView} view */
export function optionsTemplate(view) {
  return html`<div class="options" id="spotlight-options" ?hidden=${!view.open}>
    ${view.store.manifest.scored ? balanceTemplate(view) : nothing} ${limitsTemplate(view)}
    ${keysTemplate(view, words.pinned, 'pin', view.asked.pins, words.unpin)}
    ${keysTemplate(view, words.banned, 'ban', view.asked.banned, words.unban)}
    <div class="option takeaway" role="group" aria-label=${words.take}>
      <span>${words.take}</span>
      <button class="word" @click=${() => view.export('txt')}>${texts.selection.ids}</button>
      <button class="word" @click=${() => view.export('csv')}>${texts.selection.csv}</button>
      <button class="word" @click=${() => view.export('json')}>${texts.selection.json}</button>
      <button class="word" @click=${() => print()}>${words.contactSheet}</button>
      <button class="word" @click=${() => view.select()}>${words.asSelection}</button>
      ${calendarLink(view.store.manifest, view.query, view.pickKeys, 'word')}
    </div>
  </div>`;
}

/** @param {import('./spotlight.js').SpotlightView} view */
function balanceTemplate(view) {
  const { balance } = view.asked;
  return html`<label class="option balance" title=${words.relevance}>
    <span>${words.difference}</span>
    <input
      type="range"
      min="0"
      max="100"
      step="5"
      aria-label=${words.balance}
      aria-valuetext=${words.balanceValue(balance)}
      .value=${String(balance)}
      @change=${(/** @type {Event} */ event) => view.change({ balance: valueOf(event) || null }, true)}
    />
    <span>${words.score}</span>
    <small class="figures">${balance ? words.balanceValue(balance) : words.relevance}</small>
  </label>`;
}

/** @param {import('./spotlight.js').SpotlightView} view */
function limitsTemplate(view) {
  const offered = limitsOffered(view.store);
  if (offered.length === 0) return nothing;
  return html`<div class="option limits" role="group" aria-label=${words.atMost}>
    <span>${words.atMost}</span>
    ${offered.map(([kind, label]) => {
      const most = view.asked.limits.get(kind) ?? 0;
      const numbers = most && !MOSTS.includes(most) ? [...MOSTS, most] : MOSTS;
      return html`<label>
        <select
          class="choice figures"
          @change=${(/** @type {Event} */ event) => view.goTo(withLimit(view.query, kind, valueOf(event)))}
        >
          <option value="0" .selected=${most === 0}>${words.any}</option>
          ${numbers.map((value) => html`<option value=${value} .selected=${value === most}>${number(value)}</option>`)}
        </select>
        ${words.per(label)}
      </label>`;
    })}
  </div>`;
}

/**
 * @param {import('./spotlight.js').SpotlightView} view
 * @param {string} title
 * @param {'pin' | 'ban'} parameter
 * @param {string[]} keys
 * @param {string} undo
 */
function keysTemplate(view, title, parameter, keys, undo) {
  const { store } = view;
  const rows = rowsOf(store, keys);
  if (rows.length === 0) return nothing;
  const without = (/** @type {string} */ gone) => keys.filter((key) => key !== gone).join('');
  return html`<div class="option named" role="group" aria-label=${title}>
    <span>${title}</span>
    ${rows.map((row) => {
      const key = store.collection.key(row);
      return html`<button
        class="filter-word"
        title=${undo}
        aria-label="${undo}: ${store.pictures.name(row)}"
        @click=${() => view.goTo(withOwn(view.query, { [parameter]: without(key) }))}
      >
        <b dir="auto">${store.pictures.name(row)}</b>${icons.close}
      </button>`;
    })}
  </div>`;
}
