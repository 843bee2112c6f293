// New clusters: another number of groups, made in the page from the coded vectors, beside those that are published.
import { html, nothing, render, svg } from 'lit-html';
import { formatAddress } from '../../address.js';
import { adjustedRand, overlaps } from '../../clusters/compare.js';
import { asClusterCsv } from '../../clusters/names.js';
import { asError } from '../../error.js';
import { number } from '../../format.js';
import { gateTemplate } from '../../gate.js';
import { icons } from '../../icons.js';
import { nextTask } from '../../pace.js';
import { download, failure } from '../../parts.js';
import { lackingForSpotlight } from '../../published.js';
import { Machinery } from '../../spotlight/machinery.js';
import { everywhere, ownValue, withOwn } from '../../query.js';
import { words as ofClusters } from './texts.js';

const words = ofClusters.anew;
const SETTLE_MS = 250; // the slider rests: the groups follow
const LEAST = 2;
const MOST = 100;
const PRINTS = 6;

/** @typedef {import('../../spotlight/engine.js').KMeansGroups} KMeansGroups */

/**
 * @typedef {object} Group
 * @property {number} of  the engine's group
 * @property {number} size
 * @property {number} silhouette
 * @property {number[]} prints  rows: the most typical, then some from near to far
 * @property {{group: number, count: number}[]} from  published clusters, most members first; -1: none
 */

export class Anew {
  /** @param {import('./clusters.js').ClustersView} view */
  constructor(view) {
    this.view = view;
    this.app = view.app;
    this.store = view.store;
    this.root = document.createElement('div');
    this.root.className = 'anew';
    this.k = 0;
    /** @type {AbortController | null} */
    this.work = null;
    this.progress = '';
    /** @type {Error | null} */
    this.error = null;
    /** @type {{k: number, rows: Int32Array, groups: KMeansGroups, published: Int32Array, list: Group[], agreement: number} | null} */
    this.found = null;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.settling = undefined;
  }

  get possible() {
    return !lackingForSpotlight(this.store.manifest);
  }

  get most() {
    return Math.max(LEAST, Math.min(MOST, this.store.manifest.vectors.count));
  }

  /** @param {import('../../query.js').Query} query */
  show(query) {
    const asked = Math.round(Number(ownValue(query, 'k'))) || this.store.manifest.clusters || LEAST;
    this.k = Math.max(LEAST, Math.min(this.most, asked));
    this.draw();
    if (!this.possible) return;
    if (this.found?.k !== this.k) {
      void this.group();
      return;
    }
    this.leave(); // another number may be under way
    this.relist();
  }

  leave() {
    clearTimeout(this.settling);
    this.work?.abort();
    this.work = null;
    this.progress = '';
  }

  async group() {
    this.work?.abort();
    const work = new AbortController();
    this.work = work;
    const { k } = this;
    this.error = null;
    this.say(words.fetching);
    try {
      const found = await this.attempt(k, work.signal);
      if (work !== this.work) return;
      this.found = found;
    } catch (error) {
      if (work !== this.work || work.signal.aborted) return;
      this.error = asError(error);
    }
    this.say('');
  }

  /** @param {string} progress */
  say(progress) {
    this.progress = progress;
    this.draw();
  }

  /**
   * @param {number} k
   * @param {AbortSignal} signal
   */
  async attempt(k, signal) {
    const { store } = this;
    const machinery = Machinery.of(store);
    await Promise.all([machinery.open(), store.until(() => false), store.clusters.cards()]);
    const { engine, vectors } = machinery;
    if (!engine) throw new Error(words.failed);
    signal.throwIfAborted();
    const ofVectors = store.core.rowsOfVectors(vectors.count());
    const members = Int32Array.from(ofVectors.keys()).filter((vector) => ofVectors[vector] >= 0);
    const rows = members.map((vector) => ofVectors[vector]);
    const starts = members.length > 30_000 ? 1 : 4;
    this.say(words.start(1, starts));
    const groups = await engine.groupAsync(vectors, members, k, {
      starts,
      signal,
      onStart: (done) => done < starts && this.say(words.start(done + 1, starts)),
    });
    const published = rows.map((row) => store.collection.cluster[row] ?? -1);
    await nextTask(); // comparing and listing are tasks of their own
    const agreement = adjustedRand(groups.assignment, published);
    await nextTask();
    const list = this.listed(groups, rows, published);
    await nextTask();
    return { k, rows, groups, published, list, agreement };
  }

  /** Another gate shows others of the same groups. */
  relist() {
    if (!this.found) return;
    const { groups, rows, published } = this.found;
    this.found.list = this.listed(groups, rows, published);
    this.draw();
  }

  /**
   * @param {KMeansGroups} groups
   * @param {Int32Array} rows
   * @param {Int32Array} published
   */
  listed(groups, rows, published) {
    const { store } = this;
    store.results.gate(everywhere(this.app.address.query));
    return shownGroups(groups, rows, published, store.results.passing);
  }

  export() {
    const { found, store } = this;
    if (!found) return;
    const place = new Map(found.list.map(({ of }, at) => [of, at + 1]));
    // Numbers: analyse names them by what sets them apart, like those that it finds itself.
    const pictures = Array.from(found.rows, (row, at) => ({
      id: store.collection.id(row),
      cluster: String(place.get(found.groups.assignment[at])),
    }));
    download('clusters.csv', 'text/csv', asClusterCsv(pictures));
  }

  draw() {
    render(this.template(), this.root);
  }

  template() {
    const up = formatAddress('clusters', '', everywhere(this.app.address.query));
    const all = html`<a class="up" href=${up}>${icons.back}${ofClusters.all}</a>`;
    if (!this.possible) return html`${all}<p class="notice">${words.without}</p>`;
    const { found, error, progress } = this;
    return html`${all}
      <header class="anew-head">
        <h1 class="serif">${words.title}</h1>
        <p class="quiet">${words.intro}</p>
        ${gateTemplate(this.store, this.app.address.query, (query) => this.app.go(formatAddress('clusters', 'anew', query)))}
        ${this.sliderTemplate()}
        <p class="anew-state figures" role="status">${progress || (found && !error ? this.stateText(found) : nothing)}</p>
        ${error ? failure(words.failed, error.message, () => this.group()) : nothing}
        ${
          found
            ? html`<p class="cluster-acts">
                <button class="action" title=${ofClusters.exportWhy} ?disabled=${progress !== ''} @click=${() => this.export()}>${icons.export}${words.export}</button>
                <a class="action" href=${up}>${words.away}</a>
              </p>`
            : nothing
        }
      </header>
      ${
        found
          ? html`<ol class="anew-groups" aria-busy=${progress !== ''}>
              ${found.list.map((group, at) => this.groupTemplate(group, at))}
            </ol>`
          : nothing
      }`;
  }

  sliderTemplate() {
    const change = (/** @type {Event} */ event) => {
      this.k = Number(/** @type {HTMLInputElement} */ (event.target).value);
      this.draw();
      clearTimeout(this.settling);
      this.settling = setTimeout(() => {
        const query = withOwn(this.app.address.query, { k: this.k });
        this.app.go(formatAddress('clusters', 'anew', query), { replace: true });
      }, SETTLE_MS);
    };
    return html`<label class="anew-k">
      <span>${words.k}</span>
      <input type="range" min=${LEAST} max=${this.most} .value=${String(this.k)} @input=${change} />
      <output class="figures">${number(this.k)}</output>
    </label>`;
  }

  /** @param {NonNullable<Anew['found']>} found */
  stateText({ list, groups, rows, agreement }) {
    const sum = groups.assignment.reduce((total, group) => total + groups.silhouettes[group], 0);
    return words.state(list.length, rows.length, sum / rows.length, agreement, this.store.manifest.clusters);
  }

  /**
   * @param {Group} group
   * @param {number} at
   */
  groupTemplate({ size, silhouette, prints, from }, at) {
    const { store } = this;
    const name = (/** @type {number} */ cluster) => (cluster < 0 ? words.noCluster : store.clusters.name(cluster));
    return html`<li class="anew-group">
      <div class="prints">${prints.map((row) => this.view.printTemplate(row, false))}</div>
      <div>
        <h2 class="figures">${words.group(at + 1, size)}</h2>
        <p class="quiet figures" title=${ofClusters.silhouetteOf}>${ofClusters.silhouette(silhouette)}</p>
        <svg class="flow" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">${bars(from, size)}</svg>
        <ul class="flows">
          ${from.slice(0, 3).map(
            ({ group, count }) => html`<li>
              <span class="figures">${number(count)}</span>
              ${
                group < 0
                  ? html`<span class="quiet">${name(group)}</span>`
                  : html`<a class="word" dir="auto" href=${formatAddress('clusters', String(group), everywhere(this.app.address.query))}>${name(group)}</a>`
              }
            </li>`,
          )}
          ${from.length > 3 ? html`<li class="quiet">${words.others(from.length - 3)}</li>` : nothing}
        </ul>
      </div>
    </li>`;
  }
}

/**
 * Where a group comes from as one bar: a piece a published cluster.
 * @param {Group['from']} from
 * @param {number} size
 */
function bars(from, size) {
  let left = 0;
  return from.map(({ count }, at) => {
    const x = left;
    const width = (100 * count) / size;
    left += width;
    return svg`<rect class=${at % 2 ? 'odd' : 'even'} x=${x} width=${width} height="4"></rect>`;
  });
}

/**
 * The groups as far as the gate lets them through, largest first.
 * @param {KMeansGroups} groups
 * @param {Int32Array} rows
 * @param {Int32Array} published
 * @param {Uint8Array} passing  of each row
 * @returns {Group[]}
 */
function shownGroups({ assignment, distances, silhouettes }, rows, published, passing) {
  /** @type {number[][]} */
  const members = Array.from(silhouettes, () => []);
  assignment.forEach((group, at) => passing[rows[at]] && members[group].push(at));
  const shown = assignment.map((group, at) => (passing[rows[at]] ? group : -1));
  const flows = overlaps(
    shown,
    published.map((cluster) => cluster + 1),
  ); // those in no cluster are counted, too
  const list = members.map((own, group) => {
    own.sort((a, b) => distances[a] - distances[b] || a - b);
    const some = Array.from(
      { length: Math.min(PRINTS, own.length) },
      (_, at) => own[Math.round((at * (own.length - 1)) / Math.max(1, Math.min(PRINTS, own.length) - 1))],
    );
    return {
      of: group,
      size: own.length,
      silhouette: silhouettes[group],
      prints: some.map((at) => rows[at]),
      from: (flows[group] ?? []).map(({ group: cluster, count }) => ({ group: cluster - 1, count })),
    };
  });
  return list.sort((a, b) => b.size - a.size || a.of - b.of);
}
