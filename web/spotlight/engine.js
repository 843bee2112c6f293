// Spotlight's engine: spotlight.wasm (core/spotlight/spotlight.h) without its pointers. It owns what it opens there, and
// copies results out.
import { words } from '../module_texts.js';
import { Pace } from '../pace.js';

/** @typedef {import('../memory.js').Boundary} Boundary */

/**
 * Embind's CodedVectors. When it is deleted, work on it that runs in steps ends.
 * @typedef {any} CodedVectors
 */

/**
 * Rules for picks. Vectors are indices, some of the members; other arrays have one value for each member.
 * @typedef {object} Rules
 * @property {number[]} [first]   vectors that come first, in this order; else the one nearest the centroid
 * @property {number[]} [banned]  vectors that are never picked
 * @property {{groups: Int32Array, most: number}[]} [limits]  at most `most` picks of one group; see noGroup
 * @property {Float32Array} [scores]   NaN: none
 * @property {number} [balance]   0: difference alone, 100: score alone; between them maximal marginal relevance
 * @property {boolean} [best]     start with the highest score
 */

/** The group of a member that no limit counts (SPOTLIGHT_NO_GROUP). */
export const noGroup = -2147483648;

/**
 * Picks in their order. `picks` are indices of vectors; `distances` are Euclidean, in the vectors' own units, each to
 * the nearest pick before it, whose place is in `nearest`: the first has none before it and is Infinity (and -1), the
 * others fall as long as no rule changes the order. `done`: there are as many as were asked for, or as there can be.
 * @typedef {{picks: Int32Array, distances: Float32Array, nearest: Int32Array, done: boolean}} Picks
 */

/**
 * What a number of picks covers: the distance within which every member has a pick, and how many members have one
 * within half of it.
 * @typedef {{radius: number, covered: number}} Coverage
 */

/**
 * `assignment` and `distances` (to the group's centre): of each member; of each group its `medoids` (a place among the
 * members), spread and mean silhouette.
 * @typedef {{assignment: Int32Array, distances: Float32Array, medoids: Int32Array, spreads: Float32Array,
 *   silhouettes: Float32Array}} KMeansGroups
 */

const wholeWork = 0x7fffffff;
const betweenLooks = 100; // milliseconds between two looks at the picks so far
const bytesInAStep = 1 << 20; // of vectors looked at between two looks at the clock: well under a millisecond

/** Leading axes that serve projections (core/spotlight/internal/principal_axes.h). */
const projectionAxes = 64;
/** Leading axes that pictures are grouped by: enough to distinguish groups, few enough to be fast. */
const groupingAxes = 128;

export class Engine {
  #boundary;
  #side;

  /** @param {Boundary} boundary */
  constructor(boundary) {
    this.#boundary = boundary;
    this.#side = boundary.functions;
  }

  /** What the linear algebra was compiled to use. @returns {string} */
  simd() {
    return this.#boundary.text(this.#side.spotlight_simd());
  }

  /**
   * A traversal for the most different of some vectors, over the axes that have arrived. The caller closes it.
   * @param {CodedVectors} vectors
   * @param {Int32Array} members indices of vectors, each once
   * @param {Rules} [rules]
   */
  traverse(vectors, members, rules = {}) {
    return new Traversal(this.#boundary, vectors, members, rules);
  }

  /**
   * x, y of each member on the first two principal axes of the members, in the vectors' own units.
   * @param {CodedVectors} vectors
   * @param {Int32Array} members indices of vectors
   * @returns {Float32Array}
   */
  project(vectors, members) {
    const projection = this.#openProjection(vectors, members);
    try {
      while (!this.#boundary.done(this.#side.spotlight_projection_step(projection, wholeWork)));
      return this.#points(projection, vectors, members);
    } finally {
      this.#side.spotlight_projection_close(projection);
    }
  }

  /**
   * The same in steps, so that the page stays fluid.
   * @param {CodedVectors} vectors
   * @param {Int32Array} members
   * @returns {Promise<Float32Array>}
   */
  async projectAsync(vectors, members) {
    const projection = this.#openProjection(vectors, members);
    try {
      const pace = new Pace();
      while (!this.#boundary.done(this.#side.spotlight_projection_step(projection, 1))) {
        await pace.keep();
        requireThere(vectors);
      }
      return this.#points(projection, vectors, members);
    } finally {
      this.#side.spotlight_projection_close(projection);
    }
  }

  /**
   * Groups of vectors that lie together (core/spotlight/internal/k_means.h), by their leading axes, in steps.
   * @param {CodedVectors} vectors
   * @param {Int32Array} members  indices of vectors
   * @param {number} k
   * @param {{starts?: number, seed?: number, onStart?: (done: number) => void, signal?: AbortSignal}} [options]
   * @returns {Promise<KMeansGroups>}
   */
  async groupAsync(vectors, members, k, { starts = 4, seed = 1, onStart, signal } = {}) {
    const boundary = this.#boundary;
    const side = this.#side;
    const axes = Math.min(vectors.axes(), groupingAxes);
    const kMeans = boundary.withCopy(members, (rows) =>
      boundary.opened(
        side.spotlight_k_means_open_coded(
          vectors.data(),
          vectors.count(),
          vectors.stride(),
          axes,
          rows,
          members.length,
          k,
          starts,
          seed,
        ),
      ),
    );
    try {
      const pace = new Pace();
      let finished = 0;
      while (!boundary.done(side.spotlight_k_means_step(kMeans, 1))) {
        await pace.keep();
        signal?.throwIfAborted();
        requireThere(vectors);
        const now = side.spotlight_k_means_finished(kMeans);
        if (now > finished) onStart?.((finished = now));
      }
      const count = side.spotlight_k_means_clusters(kMeans);
      const step = vectors.step();
      return {
        assignment: boundary.ints(side.spotlight_k_means_assignment(kMeans), members.length),
        distances: boundary.floats(side.spotlight_k_means_distances(kMeans), members.length).map((x) => x * step),
        medoids: boundary.ints(side.spotlight_k_means_medoids(kMeans), count),
        spreads: boundary.floats(side.spotlight_k_means_spreads(kMeans), count).map((x) => x * step),
        silhouettes: boundary.floats(side.spotlight_k_means_silhouettes(kMeans), count),
      };
    } finally {
      side.spotlight_k_means_close(kMeans);
    }
  }

  /** @param {CodedVectors} vectors @param {Int32Array} members @returns {number} */
  #openProjection(vectors, members) {
    const axes = Math.min(vectors.axes(), projectionAxes);
    return this.#boundary.withCopy(members, (rows) =>
      this.#boundary.opened(
        this.#side.spotlight_projection_open(
          vectors.data(),
          vectors.count(),
          vectors.stride(),
          axes,
          rows,
          members.length,
        ),
      ),
    );
  }

  /** @param {number} projection @param {CodedVectors} vectors @param {Int32Array} members */
  #points(projection, vectors, members) {
    const step = vectors.step();
    const address = this.#side.spotlight_projection_points(projection);
    return this.#boundary.floats(address, 2 * members.length).map((x) => x * step);
  }
}

export class Traversal {
  #boundary;
  #side;
  #vectors;
  #step;
  #budget;
  #address;
  #turn = 0;
  #covering = 0;

  /**
   * @param {Boundary} boundary
   * @param {CodedVectors} vectors
   * @param {Int32Array} members
   * @param {Rules} rules
   */
  constructor(boundary, vectors, members, rules) {
    const side = boundary.functions;
    this.#boundary = boundary;
    this.#side = side;
    this.members = members;
    this.#vectors = vectors;
    this.#step = vectors.step();
    this.#budget = Math.max(16, Math.floor(bytesInAStep / vectors.stride()));
    /** @type {number} */
    this.#address = boundary.withCopy(members, (rows) =>
      boundary.opened(
        side.spotlight_traversal_open(vectors.data(), vectors.count(), vectors.stride(), rows, members.length),
      ),
    );
    try {
      this.#keepTo(rules);
    } catch (error) {
      this.close();
      throw error;
    }
  }

  /** @param {Rules} rules */
  #keepTo({ first = [], banned = [], limits = [], scores, balance = 0, best = false }) {
    const side = this.#side;
    /** @param {Int32Array | Float32Array} array @param {(copy: number) => number} set */
    const give = (array, set) => {
      this.#boundary.done(this.#boundary.withCopy(array, set));
    };
    const vectors = (/** @type {number[]} */ list, /** @type {Function} */ set) =>
      list.length && give(Int32Array.from(list), (copy) => set(this.#address, copy, list.length));
    vectors(first, side.spotlight_traversal_begin_with);
    vectors(banned, side.spotlight_traversal_ban);
    for (const { groups, most } of limits) {
      give(groups, (copy) => side.spotlight_traversal_limit(this.#address, copy, most));
    }
    if (scores && (balance > 0 || best)) {
      give(scores, (copy) => side.spotlight_traversal_prefer(this.#address, copy, balance, Number(best)));
    }
  }

  /**
   * The first k picks. Picks that were made are kept: a smaller k costs nothing. REQUIRES: it is not closed.
   * @param {number} k
   * @returns {Picks}
   */
  extend(k) {
    this.#turn++;
    while (!this.#stepped(k, wholeWork));
    return this.#picks(k, true);
  }

  /**
   * The same in steps, so that the page stays fluid. null when it is superseded by a later call, the traversal is
   * closed, or the vectors have gone.
   * @param {number} k
   * @param {(picks: Picks) => void} [onPicks] what is there so far, now and then
   * @returns {Promise<Picks | null>}
   */
  async extendAsync(k, onPicks) {
    const turn = ++this.#turn;
    const pace = new Pace();
    let shown = 0;
    let next = 0;
    while (this.#usable && !this.#stepped(k, this.#budget)) {
      await pace.keep();
      if (turn !== this.#turn || !this.#usable) return null;
      const size = this.#side.spotlight_traversal_size(this.#address);
      if (!onPicks || size === shown || performance.now() < next) continue;
      onPicks(this.#picks(k, size >= k));
      shown = size;
      next = performance.now() + betweenLooks;
    }
    return this.#usable ? this.#picks(k, true) : null;
  }

  /**
   * What the first k picks cover, in steps. null when it is superseded by a later call, the traversal is closed, or the
   * vectors have gone.
   * @param {number} k  at most as many as there are picks
   * @returns {Promise<Coverage | null>}
   */
  async coverAsync(k) {
    const turn = ++this.#covering;
    const pace = new Pace();
    while (this.#usable && !this.#boundary.done(this.#side.spotlight_traversal_cover(this.#address, k, this.#budget))) {
      await pace.keep();
      if (turn !== this.#covering) return null;
    }
    if (!this.#usable) return null;
    const radii = this.#boundary.ints(this.#side.spotlight_traversal_radii(this.#address), k);
    const covered = this.#boundary.ints(this.#side.spotlight_traversal_covered(this.#address), k);
    return { radius: Math.sqrt(radii[k - 1]) * this.#step, covered: covered[k - 1] };
  }

  /** Frees the memory. Work that runs in steps ends with null. */
  close() {
    this.#turn++;
    this.#covering++;
    this.#side.spotlight_traversal_close(this.#address);
    this.#address = 0;
  }

  get #usable() {
    return this.#address !== 0 && !this.#vectors.isDeleted();
  }

  /** @param {number} k @param {number} budget */
  #stepped(k, budget) {
    return this.#boundary.done(this.#side.spotlight_traversal_step(this.#address, k, budget));
  }

  /** @param {number} k @param {boolean} whole @returns {Picks} */
  #picks(k, whole) {
    const size = Math.min(k, this.#side.spotlight_traversal_size(this.#address));
    const picks = this.#boundary.ints(this.#side.spotlight_traversal_picks(this.#address), size);
    const nearest = this.#boundary.ints(this.#side.spotlight_traversal_nearest(this.#address), size);
    const squares = this.#boundary.ints(this.#side.spotlight_traversal_distances(this.#address), size);
    const distances = Float32Array.from(squares, (square) => Math.sqrt(square) * this.#step);
    if (size > 0) distances[0] = Infinity;
    return { picks, distances, nearest, done: whole };
  }
}

/** @param {CodedVectors} vectors */
function requireThere(vectors) {
  if (vectors.isDeleted()) throw new Error(words.vectorsGone);
}
