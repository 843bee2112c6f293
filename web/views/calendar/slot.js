// The chosen slot, in the drawer: its picture, what can be done with it, and what would be better there.
import { html, nothing } from 'lit-html';
import { formatAddress } from '../../address.js';
import { everywhere } from '../../query.js';
import { words as all } from './texts.js';

const words = all.board;

/**
 * @param {import('./calendar.js').CalendarView} view
 */
export function slotPane(view) {
  const { session, store, chosen } = view;
  const { row, locked } = session.board.slots[chosen];
  const marked = session.board.cover === chosen;
  return html`<section class="slot-pane" aria-labelledby="slot-name">
    <h2 class="serif" id="slot-name">${view.nameOf(chosen)}</h2>
    ${
      row < 0
        ? html`<p class="quiet">${words.fillHint}</p>
            <p class="slot-acts">
              <button class="action" @click=${() => void view.fill(chosen)}>${words.fill}</button>
            </p>`
        : html`<p>
              <a
                class="word"
                dir="auto"
                href=${formatAddress('picture', store.collection.key(row), everywhere(view.query))}
                >${store.pictures.name(row)}</a
              >
            </p>
            <p class="slot-acts">
              <button class="action" aria-pressed=${locked} @click=${() => view.lock(chosen)}>
                ${locked ? words.unlock : words.lock}
              </button>
              ${
                session.hasCoverPage
                  ? nothing
                  : html`<button class="action" aria-pressed=${marked} @click=${() => view.markCover(chosen)}>
                      ${marked ? words.unmark : words.mark}
                    </button>`
              }
              <button class="action" @click=${() => view.openCrop(chosen)}>${words.crop}</button>
              ${locked ? nothing : html`<button class="action" @click=${() => view.clear(chosen)}>${words.clear}</button>`}
            </p>`
    }
  </section>
  ${view.alternatives.template()}`;
}
