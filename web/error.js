// A thrown value as an Error.

/** @param {unknown} thrown */
export function asError(thrown) {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
