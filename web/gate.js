// The gate: which pictures are set aside, as the address says it; the switches that every view shows for it.
import { html, nothing } from 'lit-html';
import { withValues } from './address.js';
import { number } from './format.js';
import { texts } from './texts.js';

/** What can be set aside, in the order of the switches. */
export const RULES = /** @type {const} */ (['duplicates', 'copies', 'dark']);

/** @typedef {Record<typeof RULES[number], boolean>} Gate  true: set aside */

/**
 * @param {URLSearchParams} query  `with` names what is shown all the same
 * @returns {Gate}
 */
export function gateOf(query) {
  const shown = (query.get('with') ?? '').split(',');
  return {
    duplicates: !shown.includes('duplicates'),
    copies: !shown.includes('copies'),
    dark: !shown.includes('dark'),
  };
}

/**
 * The query with one rule switched.
 * @param {URLSearchParams} query
 * @param {typeof RULES[number]} rule
 */
export function withRuleToggled(query, rule) {
  const gate = gateOf(query);
  const shown = RULES.filter((one) => gate[one] === (one === rule));
  return withValues(query, { with: shown.join(',') });
}

/**
 * A switch for each rule that holds something back, with how much it would hold back alone.
 * @param {import('./store.js').Store} store
 * @param {URLSearchParams} query
 * @param {(query: URLSearchParams) => void} change
 */
export function gateTemplate(store, query, change) {
  const { counts } = store.curation;
  const gate = gateOf(query);
  const listed = RULES.filter((rule) => counts[rule] > 0);
  if (listed.length === 0) return nothing;
  return html`<ul class="gate" aria-label=${texts.gate.title}>
    ${listed.map(
      (rule) => html`<li>
        <button
          role="switch"
          aria-checked=${gate[rule]}
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
