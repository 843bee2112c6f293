// The filters of Browse: dates by a small histogram, then the collection's facets with live counts.
import { html, nothing, svg } from 'lit-html';
import { keyed } from 'lit-html/directives/keyed.js';
import { dayOf, dayText } from '../../days.js';
import { date, number } from '../../format.js';
import { gateTemplate } from '../../gate.js';
import { failure } from '../../parts.js';
import { isFiltered, withFacetToggled } from '../../query.js';
import { texts } from '../../texts.js';
import { Tags } from './tags.js';

const FEW = 8;
const BARS = 48;
const HEIGHT = 48;

/**
 * Days gathered into at most BARS bars over [from, to].
 * @param {{firstDay: number, daysPerBin: number, dayCounts: Uint32Array}} result
 * @param {number} from
 * @param {number} to
 * @returns {{day: number, count: number}[]}  first day of each bar; the last entry is the end, count 0
 */
export function bars(result, from, to) {
  const days = to - from + 1;
  const size = Math.max(1, Math.ceil(days / BARS));
  const list = [];
  for (let day = from; day <= to; day += size) list.push({ day, count: 0 });
  for (let bin = 0; bin < result.dayCounts.length; ++bin) {
    const day = result.firstDay + bin * result.daysPerBin;
    const at = Math.floor((day - from) / size);
    if (at >= 0 && at < list.length && day <= to) list[at].count += result.dayCounts[bin];
  }
  list.push({ day: Math.min(from + list.length * size, to + 1), count: 0 });
  return list;
}

/**
 * Those that are, and those that are not, in their order.
 * @template T
 * @param {T[]} all
 * @param {(one: T) => boolean} is
 */
const parted = (all, is) => [all.filter(is), all.filter((one) => !is(one))];

export class Facets {
  /** @param {import('./filters.js').Asker} browse */
  constructor(browse) {
    this.browse = browse;
    /** @type {Set<string>} facets shown with all their values */
    this.open = new Set();
    /** @type {{from: number, to: number} | null} bars under the pointer while dragging */
    this.drag = null;
    this.few = FEW;
    this.tags = new Tags(browse, this);
  }

  template() {
    const { manifest } = this.browse.store;
    return html`${this.dateTemplate()}${this.gateTemplate()}
    ${manifest.facets.map((facet, index) => this.facetTemplate(facet, index))}${this.tags.template()}`;
  }

  gateTemplate() {
    const { browse } = this;
    const switches = gateTemplate(browse.store, browse.query, (query) => browse.change(query));
    if (switches === nothing) return nothing;
    return html`<section class="facet" aria-labelledby="facet-gate">
      <h3 id="facet-gate">${texts.gate.title}</h3>
      ${switches}
    </section>`;
  }

  /**
   * @param {Facet} facet
   * @param {number} index
   */
  facetTemplate(facet, index) {
    const { browse } = this;
    // of all rows, also while they arrive
    const whole = !isFiltered(browse.query) && !browse.store.complete;
    const counts = whole ? facet.counts : (browse.result?.facetCounts[index] ?? facet.counts);
    const chosen = new Set(browse.query.facets.get(facet.name));
    if (facet.values.length === 0) return nothing;
    // As many values whatever the answer, those with pictures first: nothing below moves when an answer comes late.
    const [some, none] = parted([...facet.values.keys()], (value) => counts[value] > 0);
    const listed = [...some, ...none];
    const total = listed.length + facet.more;
    const all = this.open.has(facet.name) || total <= FEW + 1;
    const shown = all
      ? listed
      : [...new Set([...listed.slice(0, FEW), ...listed.filter((value) => chosen.has(facet.values[value]))])];
    const id = `facet-${index}`;
    return html`<section class="facet" aria-labelledby=${id}>
      <h3 id=${id} dir="auto">${facet.label}</h3>
      <ul>
        ${shown.map((value) => {
          const name = facet.values[value];
          return html`<li>
            <button
              class=${counts[value] > 0 ? 'facet-value' : 'facet-value none'}
              aria-pressed=${chosen.has(name)}
              @click=${() => browse.change(withFacetToggled(browse.query, facet.name, name))}
            >
              <span class="name" dir="auto">${name}</span>
              ${keyed(counts[value], html`<span class="count figures">${number(counts[value])}</span>`)}
            </button>
          </li>`;
        })}
      </ul>
      ${all && facet.more > 0 ? this.waitTemplate() : nothing}
      ${
        total > FEW + 1
          ? html`<button class="more" @click=${() => this.toggle(facet.name)}>
            ${all ? texts.browse.fewer : texts.browse.more(total)}
          </button>`
          : nothing
      }
    </section>`;
  }

  /** In place of the values whose names have not arrived. */
  waitTemplate() {
    const { vocabularies } = this.browse.store;
    const retry = () => void vocabularies.load().catch(() => {}); // told here
    if (vocabularies.failure) return failure(texts.browse.valuesFailed, vocabularies.failure.message, retry);
    return html`<p class="quiet" role="status">${texts.browse.readingValues}</p>`;
  }

  /** @param {string} facet */
  toggle(facet) {
    if (!this.open.delete(facet)) this.open.add(facet);
    this.browse.store.vocabularies.load().catch(() => {}); // told by waitTemplate()
    this.browse.draw();
  }

  // --- dates --------------------------------------------------------------------------------------------------

  /** The days of the last answer that had some. @type {Result | null} */
  days = null;

  /** The answer; one without days has those of the answer before, all empty: the histogram stays where it is. */
  dated() {
    const { result } = this.browse;
    if (!result || result.dayCounts.length > 0 || !this.days) return (this.days = result);
    return { ...this.days, dayCounts: new Uint32Array(this.days.dayCounts.length) };
  }

  dateTemplate() {
    const { browse } = this;
    const { query } = browse;
    const { from, to } = query;
    const result = this.dated();
    if (!result || (result.dayCounts.length === 0 && from === null && to === null)) return nothing;
    const first = result.firstDay;
    const last = first + result.dayCounts.length * result.daysPerBin - 1;
    const low = Math.max(first, from ?? first);
    const high = Math.max(low, Math.min(last, to ?? last));
    const list = bars(result, low, high);
    const most = Math.max(1, ...list.map((bar) => bar.count));
    const width = 100 / (list.length - 1);
    const gap = Math.min(0.6, width * 0.2);
    const { drag } = this;
    return html`<section class="facet dates" aria-labelledby="facet-date">
      <h3 id="facet-date">${texts.browse.date}</h3>
      <svg
        class="histogram"
        viewBox="0 0 100 ${HEIGHT}"
        preserveAspectRatio="none"
        role="img"
        aria-label=${texts.browse.histogram(date(dayText(low)), date(dayText(high)))}
        @pointerdown=${(/** @type {PointerEvent} */ event) => this.startDrag(event, list)}
      >
        ${list.slice(0, -1).map((bar, at) => {
          // a square root: single pictures stay visible beside a day of hundreds
          const height = bar.count === 0 ? 0 : Math.max(1.5, Math.sqrt(bar.count / most) * HEIGHT);
          const inside = !drag || (at >= Math.min(drag.from, drag.to) && at <= Math.max(drag.from, drag.to));
          const x = at * width + gap / 2;
          return svg`<rect
            class=${inside ? 'bar' : 'bar out'}
            x=${x}
            y=${HEIGHT - height}
            width=${Math.max(0.3, width - gap)}
            height=${height}
          ></rect>`;
        })}
      </svg>
      <p class="ends figures">
        <span>${date(dayText(drag ? list[Math.min(drag.from, drag.to)].day : low), 'short')}</span>
        <span>${date(dayText(drag ? list[Math.max(drag.from, drag.to) + 1].day - 1 : high), 'short')}</span>
      </p>
      <p class="range">
        ${this.dateInput('from', texts.browse.from, dayText(low), from)}
        ${this.dateInput('to', texts.browse.to, dayText(high), to)}
        ${
          from !== null || to !== null
            ? html`<button class="more" @click=${() => browse.change({ ...query, from: null, to: null })}>
                ${texts.browse.allDates}
              </button>`
            : nothing
        }
      </p>
    </section>`;
  }

  /**
   * @param {'from' | 'to'} name
   * @param {string} label
   * @param {string} value
   * @param {number | null} chosen
   */
  dateInput(name, label, value, chosen) {
    const { browse } = this;
    return html`<label class=${chosen === null ? '' : 'chosen'}>
      <span>${label}</span>
      <input
        type="date"
        .value=${value}
        @change=${(/** @type {Event} */ event) => {
          const input = /** @type {HTMLInputElement} */ (event.target);
          const day = dayOf(input.value);
          if (!input.value || day !== null) browse.change({ ...browse.query, [name]: day });
        }}
      />
    </label>`;
  }

  /**
   * @param {PointerEvent} event
   * @param {{day: number, count: number}[]} list
   */
  startDrag(event, list) {
    const target = event.currentTarget;
    if (!(target instanceof SVGElement) || event.button !== 0) return;
    event.preventDefault();
    const box = target.getBoundingClientRect();
    const bar = (/** @type {PointerEvent} */ at) =>
      Math.min(list.length - 2, Math.max(0, Math.floor(((at.clientX - box.left) / box.width) * (list.length - 1))));
    const first = bar(event);
    this.drag = { from: first, to: first };
    target.setPointerCapture(event.pointerId);
    const over = new AbortController();
    const { signal } = over;
    const move = (/** @type {PointerEvent} */ at) => {
      this.drag = { from: first, to: bar(at) };
      this.browse.draw();
    };
    const end = (/** @type {Event} */ at) => {
      over.abort();
      const { drag } = this;
      this.drag = null;
      if (at.type === 'pointerup' && drag) {
        const from = list[Math.min(drag.from, drag.to)].day;
        const to = list[Math.max(drag.from, drag.to) + 1].day - 1;
        this.browse.change({ ...this.browse.query, from, to });
      } else {
        this.browse.draw();
      }
    };
    target.addEventListener('pointermove', move, { signal });
    target.addEventListener('pointerup', end, { signal });
    target.addEventListener('pointercancel', end, { signal });
    this.browse.draw();
  }
}
