// The label of a picture, set as a museum's: title, date, caption, credit; then colours, fields, the pictures alike.
import { html, nothing } from 'lit-html';
import { formatAddress } from '../../address.js';
import { calendarLink, failure, licence, safeLink } from '../../parts.js';
import { lackingForSpotlight } from '../../published.js';
import { number } from '../../format.js';
import { likeOrder, tagOrder, withFacetToggled, withOwn, withTag } from '../../query.js';
import { leastScore } from '../../tags.js';
import { texts } from '../../texts.js';

const words = texts.picture;
const ALIKE_HEIGHT = 96;

/**
 * @param {import('./picture.js').PictureView} view
 * @param {string} title
 * @param {string} taken
 */
export function labelTemplate(view, title, taken) {
  const { details } = view;
  const whole = details && !(details instanceof Error) && details.title;
  const waits = title.endsWith('…') && !details; // what follows a cut title would move when the whole one comes
  return html`
    <h2 class="serif" dir="auto">${whole || title || texts.untitled}</h2>
    ${taken && !waits ? html`<p class="when">${taken}</p>` : nothing}
    ${
      details instanceof Error
        ? failure(words.labelFailed, details.message, () => view.loadDetails())
        : details
          ? detailsTemplate(view, details)
          : html`<p class="label-wait"></p>`
    }
  `;
}

/**
 * @param {import('./picture.js').PictureView} view
 * @param {Details} details
 */
function detailsTemplate(view, details) {
  const { manifest } = view.store;
  const credit = details.credit || manifest.credit;
  const license = details.license || manifest.license;
  const source = safeLink(details.source_url);
  const spotlight = formatAddress('spotlight', '', withOwn(view.kept, { start: view.key_ }));
  return html`
    ${details.description ? html`<div class="caption serif">${paragraphs(details.description)}</div>` : nothing}
    ${credit ? html`<p class="credit" dir="auto">${credit}</p>` : nothing}
    ${license ? html`<p class="credit quiet" dir="auto">${licence(license)}</p>` : nothing}
    ${
      source
        ? html`<p class="credit">
          <a href=${source} rel="noreferrer">${words.source}: ${new URL(source).hostname}</a>
        </p>`
        : nothing
    }
    ${coloursTemplate(details)} ${tagsTemplate(view, details)} ${fieldsTemplate(view, details)} ${alikeTemplate(view, details)}
    <p class="label-acts">
      ${lackingForSpotlight(manifest) ? nothing : html`<a class="action" href=${spotlight}>${words.spotlight}</a>`}
      ${calendarLink(manifest, view.kept, [view.key_])}
      <button class="action" @click=${() => view.copyAddress()}>${view.copied ? words.copied : words.address}</button>
      ${view.copied === false ? html`<span class="quiet">${words.notCopied}</span>` : nothing}
    </p>
  `;
}

/** @param {string} text */
function paragraphs(text) {
  return text.split(/\n\s*\n|\r\n\s*\r\n/).map((part) => html`<p dir="auto">${part}</p>`);
}

/** @param {Details} details */
function coloursTemplate(details) {
  if (details.colours.length === 0) return nothing;
  return html`<section>
    <h3>${words.colours}</h3>
    <ul class="colours">
      ${details.colours.map(({ rgb, proportion }) => {
        const hex = `#${rgb.toString(16).padStart(6, '0')}`;
        const name = `${hex}, ${number(proportion * 100)}\u202f%`;
        return html`<li data-colour=${hex} data-part=${proportion} title=${name}>
          <span class="unseen">${name}</span>
        </li>`;
      })}
    </ul>
  </section>`;
}

/**
 * Sets ground and width of the swatches: the content policy forbids style attributes.
 * @param {HTMLElement} root
 */
export function labelColours(root) {
  for (const swatch of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll('.colours li'))) {
    swatch.style.setProperty('background-color', swatch.dataset.colour ?? '');
    swatch.style.setProperty('flex-grow', swatch.dataset.part ?? '1');
  }
}

/**
 * The tags that the picture bears, as far as the manifest has them; each leads to the pictures most like it.
 * @param {import('./picture.js').PictureView} view
 * @param {Details} details
 */
function tagsTemplate(view, details) {
  const { manifest } = view.store;
  const tags = [...details.tags].filter((index) => index < manifest.tags.length);
  if (tags.length === 0) return nothing;
  return html`<section>
    <h3>${words.tags}</h3>
    <ul class="chips">
      ${tags.map((index) => {
        const tag = manifest.tags[index];
        const order = tag.derived ? null : tagOrder(tag.code);
        const query = { ...withTag(view.kept, tag.code, leastScore(tag, 0)), order };
        const href = formatAddress('browse', '', query);
        return html`<li><a href=${href} title=${tag.description || nothing} dir="auto">${tag.label}</a></li>`;
      })}
    </ul>
  </section>`;
}

/**
 * @param {import('./picture.js').PictureView} view
 * @param {Details} details
 */
function fieldsTemplate(view, details) {
  const { store, row } = view;
  const { collection, manifest } = store;
  /** @type {[string, unknown][]} */
  const pairs = [];
  const named = new Set();
  manifest.facets.forEach((facet, index) => {
    const values = collection.facetValues(row, index).map((value) => facet.values[value]);
    if (values.length === 0) return;
    named.add(facet.name);
    pairs.push([
      facet.label,
      values.map((value, at) => [
        at ? ', ' : '',
        html`<a href=${formatAddress('browse', '', withFacetToggled(view.kept, facet.name, value))} dir="auto"
          >${value}</a
        >`,
      ]),
    ]);
  });
  if (manifest.clusters && collection.cluster[row] >= 0) {
    const id = collection.cluster[row];
    pairs.push([
      words.cluster,
      html`<a href=${formatAddress('clusters', String(id), view.kept)} dir="auto">${store.clusters.name(id)}</a>`,
    ]);
  }
  for (const [name, value] of details.fields) {
    if (named.has(name)) continue;
    const link = safeLink(value);
    pairs.push([name, link ? html`<a href=${link} rel="noreferrer">${value}</a>` : value]);
  }
  if (store.pictures.has(row)) pairs.push([words.size, words.pixels(collection.width[row], collection.height[row])]);
  if (details.camera) pairs.push([words.camera, details.camera]);
  const { score, brightness } = collection;
  if (score.length && !Number.isNaN(score[row])) pairs.push([words.score, number(score[row], 2)]);
  for (const [name, value] of /** @type {[string, number][]} */ ([
    [words.brightness, brightness[row]],
    [words.contrast, details.contrast],
    [words.saturation, details.saturation],
  ])) {
    if (!Number.isNaN(value)) pairs.push([name, number(value, 2)]);
  }
  pairs.push([words.id, collection.id(row)]);
  const entry = (/** @type {[string, unknown]} */ [name, value]) => html`<div>
    <dt dir="auto">${name}</dt>
    <dd class="figures" dir="auto">${value}</dd>
  </div>`;
  return html`<dl class="fields">${pairs.map(entry)}</dl>`;
}

/**
 * @param {import('./picture.js').PictureView} view
 * @param {Details} details
 */
function alikeTemplate(view, details) {
  const { store } = view;
  // until all have arrived there is room for them: those in between would move the others
  const awaited = !store.failure && details.alike.some(({ row }) => row >= store.loaded && row < store.manifest.count);
  const shown = awaited ? [] : details.alike.filter(({ row }) => row < store.loaded && store.pictures.has(row));
  if (shown.length === 0 && !awaited) return nothing;
  return html`<section>
    <h3>${words.alike}</h3>
    ${
      store.manifest.vectors.path && store.core.vectorOfRow(view.row) >= 0
        ? html`<p>
            <a class="word" href=${formatAddress('browse', '', { ...view.kept, order: likeOrder(view.key_) })}>
              ${words.byLikeness}
            </a>
          </p>`
        : nothing
    }
    <ul class="alike">
      ${shown.map(({ row, similarity }) => {
        const thumbnail = store.pictures.thumbnails(row)[0];
        const width = Math.round((thumbnail.width / thumbnail.height) * ALIKE_HEIGHT);
        return html`<li>
          <a href=${formatAddress('picture', store.collection.key(row), view.kept)} title=${store.pictures.name(row)}>
            <img src=${thumbnail.path} width=${width} height=${ALIKE_HEIGHT} alt=${store.pictures.name(row)} loading="lazy" />
            <span class="figures">${words.similarity(similarity)}</span>
          </a>
        </li>`;
      })}
    </ul>
  </section>`;
}
