// How two ways to group the same pictures agree.

/** @param {number} count */
const pairs = (count) => (count * (count - 1)) / 2;

/**
 * Of each group of `a` the groups of `b` its members are in, most members first.
 * @param {Int32Array} a  a group for each picture; below 0: in none
 * @param {Int32Array} b
 * @returns {{group: number, count: number}[][]}
 */
export function overlaps(a, b) {
  /** @type {Map<number, number>[]} */
  const counts = [];
  a.forEach((group, at) => {
    if (group < 0 || b[at] < 0) return;
    counts[group] ??= new Map();
    counts[group].set(b[at], (counts[group].get(b[at]) ?? 0) + 1);
  });
  return Array.from(counts, (of) =>
    [...(of ?? [])].map(([group, count]) => ({ group, count })).sort((x, y) => y.count - x.count || x.group - y.group),
  );
}

/**
 * The adjusted Rand index (Hubert, Arabie 1985) over the pictures that are in a group both times: 1 for the same
 * groups, about 0 for chance.
 * @param {Int32Array} a
 * @param {Int32Array} b
 */
export function adjustedRand(a, b) {
  const together = overlaps(a, b);
  const ofA = together.map((of) => of.reduce((sum, { count }) => sum + count, 0));
  /** @type {number[]} */
  const ofB = [];
  let same = 0;
  for (const { group, count } of together.flat()) {
    ofB[group] = (ofB[group] ?? 0) + count;
    same += pairs(count);
  }
  const sum = (/** @type {number[]} */ sizes) => sizes.reduce((total, size) => total + pairs(size), 0);
  const all = pairs(ofA.reduce((total, size) => total + size, 0));
  const chance = all > 0 ? (sum(ofA) * sum(ofB)) / all : 0;
  const most = (sum(ofA) + sum(ofB)) / 2;
  return most === chance ? 1 : (same - chance) / (most - chance);
}
