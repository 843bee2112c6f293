// Levels and scores of tags: the page counts levels, a query names scores (TagEntry in core/documents/documents.h).

/** The score of a level. @param {Tag} tag @param {number} level */
export const scoreOf = (tag, level) => tag.accepted + level * tag.step;

/** The level of a score. @param {Tag} tag @param {number} score */
export const levelOf = (tag, score) => Math.round((score - tag.accepted) / tag.step);

/**
 * A level's score as a query has it: as few digits as tell levels apart.
 * @param {Tag} tag
 * @param {number} level
 */
export function leastScore(tag, level) {
  const digits = Math.min(6, Math.max(0, Math.ceil(1 - Math.log10(tag.step))));
  return Number(scoreOf(tag, level).toFixed(digits));
}
