// The tags among the filters of Browse: by type, and of a chosen one the histogram of its scores with a slider for the
// least of them.
import { html, nothing, svg } from 'lit-html';
import { noLevel } from '../../core.js';
import { number } from '../../format.js';
import { isFiltered, isGateOpened, orderedTag, tagOrder, withTag } from '../../query.js';
import { leastScore, levelOf, scoreOf } from '../../tags.js';
import { texts } from '../../texts.js';

const BARS = 48;
const HEIGHT = 40;
const NO_COUNTS = new Uint32Array(256);
const SETTLE_MS = 80; // the slider rests: the wall follows

/**
 * Levels gathered into at most BARS bars, of which one begins at `edge`, so that a bar lies wholly on one side of it.
 * @param {Uint32Array} counts  by level from noLevel on
 * @param {number} low
 * @param {number} high
 * @param {number} edge
 * @returns {{level: number, size: number, count: number}[]}
 */
export function levelBars(counts, low, high, edge) {
  const size = Math.ceil((high - low + 1) / BARS);
  const first = edge - Math.ceil((edge - low) / size) * size;
  const bars = [];
  for (let level = first; level <= high; level += size) {
    let count = 0;
    for (let at = Math.max(level, low); at < level + size && at <= high; ++at) count += counts[at - noLevel];
    bars.push({ level, size, count });
  }
  return bars;
}

/**
 * Rows whose level is at least `least`.
 * @param {Uint32Array} counts
 * @param {number} least
 */
export function countFrom(counts, least) {
  let sum = 0;
  for (let level = Math.max(least, noLevel + 1); level < counts.length + noLevel; ++level)
    sum += counts[level - noLevel];
  return sum;
}

export class Tags {
  /**
   * @param {import('./filters.js').Asker} browse
   * @param {import('./facets.js').Facets} facets
   */
  constructor(browse, facets) {
    this.browse = browse;
    this.facets = facets;
    /** The slider that is being moved. @type {{code: string, level: number} | null} */
    this.sliding = null;
    this.settling = 0;
  }

  template() {
    const { tags } = this.browse.store.manifest;
    if (tags.length === 0) return nothing;
    const types = [...new Set(tags.map(({ type }) => type))];
    return html`${types.map((type, index) =>
      this.typeTemplate(
        type,
        index,
        tags.filter((tag) => tag.type === type),
      ),
    )}
      <p class="facet-note">${texts.tags.note}</p>`;
  }

  /**
   * @param {string} type
   * @param {number} index
   * @param {Tag[]} tags
   */
  typeTemplate(type, index, tags) {
    const choices = this.browse.query.tags;
    const sorted = [...tags].sort((a, b) => b.count - a.count);
    const name = `tags ${type}`;
    const { few } = this.facets;
    const all = this.facets.open.has(name) || tags.length <= few + 1;
    const shown = all ? sorted : sorted.filter(({ code }, place) => place < few || choices.has(code));
    const id = `tags-${index}`;
    return html`<section class="facet" aria-labelledby=${id}>
      <h3 id=${id} dir="auto">${type ? named(type) : texts.tags.title}</h3>
      <ul>
        ${shown.map((tag) => this.tagTemplate(tag, choices.get(tag.code)))}
      </ul>
      ${
        tags.length > few + 1
          ? html`<button class="more" @click=${() => this.facets.toggle(name)}>
              ${all ? texts.browse.fewer : texts.browse.more(tags.length)}
            </button>`
          : nothing
      }
    </section>`;
  }

  /**
   * @param {Tag} tag
   * @param {number | undefined} least  undefined: not chosen
   */
  tagTemplate(tag, least) {
    const { browse } = this;
    const chosen = least !== undefined;
    const level = this.sliding?.code === tag.code ? this.sliding.level : levelOf(tag, least ?? tag.accepted);
    const counts = browse.result?.tagCounts[tag.code];
    const read = chosen && counts && browse.store.tags.levels.has(tag.code);
    // of another result than the published one it is not known before the scores are
    const published =
      !isFiltered(browse.query) && !isGateOpened(browse.query) && browse.store.curation.log.length === 0;
    const count = read ? countFrom(counts, level) : published ? tag.count : null;
    const toggled = withTag(browse.query, tag.code, chosen ? null : leastScore(tag, 0));
    return html`<li class="tag">
      <button
        class="facet-value"
        aria-pressed=${chosen}
        title=${tag.description || nothing}
        @click=${() => browse.change(toggled)}
      >
        <span class="name" dir="auto">${tag.label}</span>
        ${count === null ? nothing : html`<span class="count figures">${number(count)}</span>`}
      </button>
      ${chosen && !tag.derived ? this.scoresTemplate(tag, level, read ? counts : null) : nothing}
    </li>`;
  }

  /**
   * @param {Tag} tag
   * @param {number} level
   * @param {Uint32Array | null} read  null: until the scores are there, the same is there unseen, and takes its room
   */
  scoresTemplate(tag, level, read) {
    const { browse } = this;
    if (!read && browse.store.tags.failures.has(tag.code)) return nothing; // told above the wall
    const counts = read ?? NO_COUNTS;
    const { low, high } = browse.store.tags.levels.get(tag.code) ?? { low: 0, high: 0 };
    const ordered = orderedTag(browse.query) === tag.code;
    return html`<div class=${read ? 'tag-scores' : 'tag-scores awaited'}>
      ${read ? nothing : html`<p class="tag-wait" role="status">${texts.tags.reading}</p>`}
      ${histogram(counts, low, high, level)}
      <input
        type="range"
        min=${low}
        max=${high}
        .value=${String(level)}
        aria-label=${texts.tags.least(tag.label)}
        aria-valuetext=${texts.tags.reached(scoreOf(tag, level), countFrom(counts, level))}
        @input=${(/** @type {Event} */ event) => this.slide(tag, valueOf(event))}
        @change=${(/** @type {Event} */ event) => this.settle(tag, valueOf(event))}
      />
      <p class="tag-acts">
        <span class="figures">${texts.tags.from(scoreOf(tag, level))}</span>
        ${this.wayTemplate(tag, level)}
        <button
          class="more"
          aria-pressed=${ordered}
          @click=${() => browse.change({ ...browse.query, order: ordered ? null : tagOrder(tag.code) })}
        >
          ${texts.tags.orderHere}
        </button>
      </p>
    </div>`;
  }

  /**
   * From the published threshold to the tentative one, from anywhere else back to it.
   * @param {Tag} tag
   * @param {number} level
   */
  wayTemplate(tag, level) {
    const [to, text] = level === 0 ? [levelOf(tag, tag.tentative), texts.tags.doubtful] : [0, texts.tags.reset];
    return html`<button class="more" @click=${() => this.settle(tag, to)}>${text}</button>`;
  }

  /**
   * The count follows the slider at once, the wall when it rests.
   * @param {Tag} tag
   * @param {number} level
   */
  slide(tag, level) {
    this.sliding = { code: tag.code, level };
    clearTimeout(this.settling);
    this.settling = window.setTimeout(() => this.settle(tag, level), SETTLE_MS);
    this.browse.draw();
  }

  /**
   * @param {Tag} tag
   * @param {number} level
   */
  settle(tag, level) {
    clearTimeout(this.settling);
    this.sliding = null;
    const { browse } = this;
    if (!browse.query.tags.has(tag.code)) return; // taken away meanwhile
    const query = withTag(browse.query, tag.code, leastScore(tag, level));
    // one entry of the history for a tag, not one for each place of its slider
    browse.change(query, { replace: true });
  }
}

/** @param {Event} event */
const valueOf = (event) => Number(/** @type {HTMLInputElement} */ (event.target).value);

/** "celestial_body" to "Celestial body". @param {string} type */
const named = (type) => (type[0].toUpperCase() + type.slice(1)).replaceAll('_', ' ');

/**
 * @param {Uint32Array} counts
 * @param {number} low
 * @param {number} high
 * @param {number} level
 */
function histogram(counts, low, high, level) {
  const bars = levelBars(counts, low, high, level);
  const most = Math.max(1, ...bars.map(({ count }) => count));
  const across = 100 / Math.max(1, high - low);
  return html`<svg class="histogram" viewBox="0 0 100 ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true">
    ${bars.map((bar) => {
      // a square root: few pictures stay visible beside many
      const height = bar.count === 0 ? 0 : Math.max(1.5, Math.sqrt(bar.count / most) * HEIGHT);
      const left = Math.max(0, (bar.level - low) * across);
      const right = Math.min(100, (bar.level - low + bar.size) * across);
      return svg`<rect
        class=${bar.level >= level ? 'bar' : 'bar out'}
        x=${left}
        y=${HEIGHT - height}
        width=${Math.max(0.3, (right - left) * 0.8)}
        height=${height}
      ></rect>`;
    })}
  </svg>`;
}
