// The texts of modules that are opened late, and of what is copied to and from them.
import { number } from './format.js';

/** @typedef {{name: string, purpose: string}} Named */

export const words = {
  /** `what` is one of the next four. */
  failed: (/** @type {Named} */ { name, purpose }, /** @type {string} */ what) =>
    `The ${name} module ${what}. It would have ${purpose}. Everything else goes on; try again, or reload the page.`,
  notFetched: (/** @type {string} */ reason) => `could not be fetched: ${reason}`,
  broken: 'is broken: what was fetched is not a module',
  notLinked: (/** @type {string} */ reason) => `could not be linked (${reason})`,
  otherBuild: (/** @type {string} */ found, /** @type {string} */ page) =>
    `belongs to another build: it is '${found}', the page is '${page}'`,
  unknownBuild: 'a module that does not say which',
  noMemory: (/** @type {number} */ count) =>
    `There is no memory for ${number(count)} numbers; close other pages and try again.`,
  spotlight: 'picked the pictures that differ most from one another',
  calendar: 'chosen and judged the pictures of a calendar',
  superseded: 'What was asked has changed meanwhile.',
  vectorsGone: 'The vectors are no longer there; try again.',
};
