// Whatever was thrown, as an error.

/** @param {unknown} thrown */
export function asError(thrown) {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
