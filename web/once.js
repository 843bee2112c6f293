// What is opened at most once: the side modules, the late script, Spotlight's machinery.

/**
 * One promise of what `start` gives, for all callers; a failed one is forgotten, so that asking again is a retry.
 * @template {unknown[]} Given
 * @template T
 * @param {(...given: Given) => Promise<T>} start
 * @returns {(...given: Given) => Promise<T>}  what is given counts for the call that starts
 */
export function once(start) {
  /** @type {Promise<T> | undefined} */
  let promise;
  return (...given) =>
    (promise ??= start(...given).catch((error) => {
      promise = undefined;
      throw error;
    }));
}
