// The groups of a cut in the order of the page: largest first, or weakest link first.

/** @typedef {import('./cut.js').Cut} Cut */

/**
 * Places in the structure, `members` without the master; `weakest`: hundred-thousandths, 0 where it is not known.
 * @typedef {{master: number, members: Uint32Array, weakest: number}} Group
 */

/** Upper ends of the sizes that are counted together. */
export const SIZES = [2, 5, 10, 25, 50, 100, 500, Infinity];

/**
 * The groups of more than one, by size.
 * @param {Cut} cut
 * @returns {Group[]}
 */
export function duplicateGroups({ master, weakest }) {
  const sizes = new Uint32Array(master.length);
  for (let place = 0; place < master.length; ++place) if (master[place] !== place) ++sizes[master[place]];
  /** @type {(Uint32Array | null)[]} */
  const members = Array.from(sizes, (size) => (size ? new Uint32Array(size) : null));
  for (let place = 0; place < master.length; ++place) {
    const of = members[master[place]];
    if (of && master[place] !== place) of[of.length - sizes[master[place]]--] = place;
  }
  /** @type {Group[]} */
  const groups = [];
  members.forEach((found, place) => {
    if (!found) return;
    groups.push({ master: place, members: found, weakest: weakest[place] });
  });
  return groups.sort((a, b) => b.members.length - a.members.length || a.master - b.master);
}

/**
 * All of a group, its master first, then those most like it.
 * @param {Group} group
 * @param {Cut} cut
 * @returns {number[]}
 */
export function membersOf({ master, members }, { similarity }) {
  return [master, ...members.slice().sort((a, b) => similarity[b] - similarity[a] || a - b)];
}

/**
 * How many groups there are of each stretch of sizes.
 * @param {Group[]} groups
 * @returns {{from: number, to: number, count: number}[]}
 */
export function distribution(groups) {
  const bins = SIZES.map((to, at) => ({ from: at ? SIZES[at - 1] + 1 : 2, to, count: 0 }));
  for (const { members } of groups) {
    const bin = bins.find(({ to }) => members.length + 1 <= to);
    if (bin) ++bin.count;
  }
  while (bins.length > 1 && bins[bins.length - 1].count === 0) bins.pop();
  return bins;
}
