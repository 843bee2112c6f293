// A curator's decisions: a log of acts, and the decisions they result in. Pictures are named by key.

/**
 * What was done: a cut, another master, a part of its own, pictures kept whatever the gate says, or kept no longer.
 * @typedef {['cut', number, string] | ['master', string] | ['apart', string[]] | ['keep', string[]] | ['unkeep', string[]]} Act
 */

/**
 * @typedef {object} Decisions
 * @property {number} threshold
 * @property {string} linkage
 * @property {string[]} masters  of one group the last one holds
 * @property {string[]} keep
 * @property {string[][]} apart
 */

export const LINKAGES = ['single', 'complete', 'representative'];

/**
 * @param {Decisions} decisions
 * @param {Act} act
 * @returns {Decisions}
 */
export function decided(decisions, act) {
  const { masters, keep, apart } = decisions;
  switch (act[0]) {
    case 'cut':
      return { ...decisions, threshold: act[1], linkage: act[2] };
    case 'master':
      return { ...decisions, masters: [...masters.filter((key) => key !== act[1]), act[1]] };
    case 'keep':
      return { ...decisions, keep: [...without(keep, act[1]), ...act[1]] };
    case 'unkeep':
      return { ...decisions, keep: without(keep, act[1]) };
    case 'apart': {
      const moved = new Set(act[1]);
      const others = apart.map((set) => set.filter((key) => !moved.has(key))).filter((set) => set.length > 0);
      return { ...decisions, masters: masters.filter((key) => !moved.has(key)), apart: [...others, [...moved]] };
    }
  }
}

/** @param {string[]} keys @param {string[]} some */
function without(keys, some) {
  const gone = new Set(some);
  return keys.filter((key) => !gone.has(key));
}

/**
 * A log as it was kept; what cannot be read is left out.
 * @param {string} text
 * @returns {Act[]}
 */
export function readLog(text) {
  try {
    const log = JSON.parse(text || '[]');
    return Array.isArray(log) ? log.filter(isAct) : [];
  } catch {
    return [];
  }
}

/** @param {unknown} act */
function isAct(act) {
  if (!Array.isArray(act)) return false;
  const [what, about, linkage] = act;
  const isKey = (/** @type {unknown} */ key) => typeof key === 'string' && /^[\w-]{8}$/.test(key);
  if (what === 'cut') return about >= 0.9 && about <= 1 && LINKAGES.includes(linkage);
  if (what === 'master') return isKey(about);
  return ['apart', 'keep', 'unkeep'].includes(what) && Array.isArray(about) && about.length > 0 && about.every(isKey);
}

/**
 * The patch file that `vitrine analyse --apply` takes: everything decided, pictures by their ids.
 * @param {string} collection  its id
 * @param {Decisions} decisions
 * @param {import('../documents').ClusterName[]} names  of clusters
 * @param {(key: string) => string | null} idOf  null: a picture that has left the collection; its decisions too
 */
export function asPatch(collection, { threshold, linkage, masters, keep, apart }, names, idOf) {
  const ids = (/** @type {string[]} */ keys) => keys.map(idOf).filter((id) => id !== null);
  const patch = {
    schema: 1,
    collection,
    threshold,
    linkage,
    masters: ids(masters),
    keep: ids(keep),
    apart: apart.map((set) => ({ pictures: ids(set) })).filter(({ pictures }) => pictures.length > 0),
    names: names.map(({ picture, name }) => ({ picture: idOf(picture), name })),
  };
  return JSON.stringify(patch, null, 1) + '\n';
}
