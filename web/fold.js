// Folding of text for search: the same as tools/published/fold.h, so that a word typed finds the word published;
// tests/fold.tsv holds both to one table.

/**
 * Compatibility decomposition, marks removed, case folded (through upper case, so that "ß" finds "SS"); letters and
 * numbers make words, with one space between.
 * @param {string} text
 */
export function fold(text) {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '');
  const folded = plain.toLowerCase().toUpperCase().toLowerCase().replace(/ς/g, 'σ');
  return (folded.match(/[\p{L}\p{N}]+/gu) ?? []).join(' ');
}
