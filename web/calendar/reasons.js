// Why a board is worth more or less: what costs the most, and what another picture would change, as names of reasons.
import { COMPONENTS } from './engine.js';

/** @typedef {import('./engine.js').Facts} Facts */
/** @typedef {import('./engine.js').Score} Score */

/** Of a large change, one that is less than this part of it goes without a reason. */
const SMALL = 0.15;
const MOST_REASONS = 3;
/** Looks that differ by less look the same. */
const SAME_LOOK = 0.04;

/** Of these, in the classic objective, more is worse. */
const SUBTRACTED = ['difference', 'evidence'];

/**
 * The slot with the picture that adds the least to a component; -1: there is none, or all are alike.
 * @param {Score} score
 * @param {number} component
 * @param {string} objective
 */
export function costliest(score, component, objective) {
  if (COMPONENTS[component] === 'coverFit') return score.coverSlot;
  const isWorse = objective === 'classic' && SUBTRACTED.includes(COMPONENTS[component]);
  const worths = score.slots.map((values) => (isWorse ? -values[component] : values[component]));
  const known = worths.filter((worth) => !Number.isNaN(worth));
  if (known.length < 2 || known.every((worth) => worth === known[0])) return -1;
  return worths.indexOf(Math.min(...known));
}

/**
 * What a change of the picture in a slot comes from, the weightiest first: "preference+", "difference-"; a look that
 * suits the month better or worse is "brightness+" (brighter), "warmth-" (cooler).
 * @param {ArrayLike<number>} changes  of what each component adds to the total
 * @param {Facts | null} before  of the picture that is there
 * @param {Facts} after
 * @param {import('../documents').MonthTarget} target
 * @returns {string[]}
 */
export function reasonsOf(changes, before, after, target) {
  const sizes = Array.from(changes, Math.abs);
  const least = SMALL * Math.max(...sizes);
  return COMPONENTS.map((name, component) => ({ name, change: changes[component], size: sizes[component] }))
    .filter(({ size }) => size > 0 && size >= least)
    .sort((one, other) => other.size - one.size)
    .slice(0, MOST_REASONS)
    .map(({ name, change }) => {
      const look = name === 'monthFit' && before ? lookOf(change, before, after, target) : '';
      return look || `${name}${change > 0 ? '+' : '-'}`;
    });
}

const LOOKS = /** @type {const} */ (['brightness', 'warmth', 'drama']);

/**
 * The look by which the fit with the month changes the most.
 * @param {number} change
 * @param {Facts} before
 * @param {Facts} after
 * @param {import('../documents').MonthTarget} target
 */
function lookOf(change, before, after, target) {
  const gains = LOOKS.map((look) => Math.abs(before[look] - target[look]) - Math.abs(after[look] - target[look]));
  const signed = gains.map((gain) => (Number.isNaN(gain) ? 0 : Math.sign(change) * gain));
  const most = Math.max(...signed);
  if (most < SAME_LOOK) return '';
  const look = LOOKS[signed.indexOf(most)];
  return `${look}${after[look] > before[look] ? '+' : '-'}`;
}
