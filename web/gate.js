// The switches of the gate, which every view shows: what is set aside.
import { html, nothing } from 'lit-html';
import { number } from './format.js';
import { RULES, withRuleToggled } from './query.js';
import { texts } from './texts.js';

/**
 * A switch for each rule that holds something back, with how much it would hold back alone.
 * @param {import('./store.js').Store} store
 * @param {import('./query.js').Query} query
 * @param {(query: import('./query.js').Query) => void} change
 */
export function gateTemplate(store, query, change) {
  const { counts } = store.curation;
  const listed = RULES.filter((rule) => counts[rule] > 0);
  if (listed.length === 0) return nothing;
  return html`<ul class="gate" aria-label=${texts.gate.title}>
    ${listed.map(
      (rule) => html`<li>
        <button
          role="switch"
          aria-checked=${query.gate[rule]}
          title=${texts.gate.why[rule]}
          @click=${() => change(withRuleToggled(query, rule))}
        >
          <span class="name">${texts.gate.rules[rule]}</span>
          <span class="count figures">${number(counts[rule])}</span>
        </button>
      </li>`,
    )}
  </ul>`;
}
