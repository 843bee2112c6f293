// About: one page of prose with the collection's figures, set like a colophon.
import './about.css';
import { html, nothing, render } from 'lit-html';
import { dayText } from '../../days.js';
import { keyList } from '../../keys.js';
import { date, number } from '../../format.js';
import { licence, safeLink } from '../../parts.js';
import { EVERYTHING } from '../../query.js';
import { texts } from '../../texts.js';
import { words } from './texts.js';

export class AboutView {
  /** @param {import('../../app.js').App} app */
  constructor(app) {
    this.app = app;
    this.root = document.createElement('article');
    this.root.className = 'about';
    app.store.addEventListener('change', () => this.root.isConnected && this.draw());
  }

  show() {
    this.draw();
  }

  leave() {}

  draw() {
    const { manifest } = this.app.store;
    render(
      html`
        <h1 class="serif" dir="auto">${manifest.title}</h1>
        ${manifest.description ? html`<p class="lead serif" dir="auto">${manifest.description}</p>` : nothing}
        ${this.app.store.complete || this.app.store.failure ? this.sections() : nothing}
      `,
      this.root,
    );
  }

  /** Everything after the title, drawn when the figures are known, so that nothing moves. */
  sections() {
    const { manifest } = this.app.store;
    const home = safeLink(manifest.home_page);
    /** @type {[string, unknown][]} */
    const figures = [
      [words.pictures, words.counts(manifest.count, manifest.pictures)],
      [words.dates, this.dates()],
      [words.clusters, manifest.clusters ? number(manifest.clusters) : ''],
      [
        words.facets,
        manifest.facets.map((facet, at) => [
          at ? ', ' : '',
          html`<bdi>${facet.label}</bdi> (${number(facet.values.length + facet.more)})`,
        ]),
      ],
      [
        words.vectors,
        manifest.vectors.path
          ? words.vectorsLine(manifest.vectors.count, manifest.vectors.dimension, manifest.vectors.model)
          : '',
      ],
      [words.fidelity, manifest.vectors.path ? number(manifest.vectors.fidelity, 3) : ''],
      [words.sizes, words.sizesLine([...manifest.sizes])],
      [words.originals, manifest.originals === 'none' ? words.withoutOriginals : words.withOriginals],
    ];
    /** @type {[string, unknown][]} */
    const rights = [
      [words.credit, manifest.credit],
      [words.license, licence(manifest.license)],
      [words.home, home ? html`<a href=${home} rel="noreferrer">${home.replace(/^https?:\/\/|\/$/g, '')}</a>` : ''],
    ];
    /** @type {[string, unknown][]} */
    const made = [
      [words.generator, manifest.generator],
      [words.build, html`<span class="figures">${manifest.build.slice(0, 16)}</span>`],
    ];
    return html`
      ${list(words.collection, figures)} ${list(words.credit, rights)}
      <section>
        <h2>${words.how}</h2>
        <div class="prose serif">
          <p>${words.howText}</p>
          <p>${words.privacy}</p>
        </div>
      </section>
      <section>
        <h2>${words.keys}</h2>
        ${keyList()}
      </section>
      <section>
        <h2>${words.software}</h2>
        <div>
          <p class="prose serif">${words.softwareText}</p>
          <dl class="figures-list">${entries(made)}</dl>
        </div>
      </section>
    `;
  }

  dates() {
    const { store } = this.app;
    const result = store.results.of(EVERYTHING);
    if (result.dayCounts.length === 0) return '';
    const days = result.dayCounts;
    let last = days.length - 1;
    while (last > 0 && days[last] === 0) --last;
    const from = date(dayText(result.firstDay));
    const to = date(dayText(result.firstDay + last * result.daysPerBin));
    return words.range(from, to) + (result.undated ? `; ${texts.browse.undated(result.undated)}` : '');
  }
}

/**
 * @param {string} title
 * @param {[string, unknown][]} pairs
 */
function list(title, pairs) {
  if (!pairs.some(([, value]) => value)) return nothing;
  return html`<section><h2>${title}</h2><dl class="figures-list">${entries(pairs)}</dl></section>`;
}

/** @param {[string, unknown][]} pairs */
function entries(pairs) {
  return pairs
    .filter(([, value]) => value)
    .map(([name, value]) => html`<div><dt>${name}</dt><dd dir="auto">${value}</dd></div>`);
}
