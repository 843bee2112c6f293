// What can be done with one pick: a sheet that its button opens.
import { html, nothing, render } from 'lit-html';
import { formatAddress } from '../../address.js';
import { icons } from '../../icons.js';
import { dialog, tool } from '../../parts.js';
import { everywhere } from '../../query.js';
import { texts } from '../../texts.js';
import { words } from './texts.js';

/** @type {HTMLDialogElement | null} */
let sheet = null;

/**
 * @param {import('./spotlight.js').SpotlightView} view
 * @param {number} index  of the pick
 */
export function openActions(view, index) {
  const own = (sheet ??= dialog('sheet pick-sheet', words.actions));
  const { store, picks, asked } = view;
  const { selection } = view.app;
  if (!picks) return;
  const row = view.rowOfPick(index);
  const key = store.collection.key(row);
  const near = index > 0 ? view.rowOfPick(picks.nearest[index]) : -1;
  const act = (/** @type {() => void} */ action) => () => {
    own.close();
    action();
  };
  render(
    html`
      <h2><span>${store.pictures.name(row)}</span>${tool(icons.close, texts.close, () => own.close())}</h2>
      <p class="quiet figures">
        ${index > 0 ? words.nearest(index + 1, picks.distances[index], picks.nearest[index] + 1, store.pictures.name(near)) : words.isFirst}
      </p>
      <div class="pick-acts">
        <button class="action" @click=${act(() => view.pin(key))}>
          ${asked.pins.includes(key) ? words.unpin : words.pin}
        </button>
        <button class="action" @click=${act(() => view.ban(key))}>${words.ban}</button>
        <button class="action" @click=${act(() => selection.toggle(key))}>
          ${selection.has(key) ? texts.picture.deselect : texts.picture.select}
        </button>
        ${index > 0 ? html`<button class="action" @click=${act(() => view.startFrom(key))}>${words.startHere}</button>` : nothing}
        <a class="action" href=${formatAddress('picture', key, everywhere(view.query))} @click=${() => own.close()}>${words.openIt}</a>
      </div>
    `,
    own,
  );
  own.showModal();
}
