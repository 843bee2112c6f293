// Orders of the clusters: each begins with what it is named after; of equals the published order decides.

/** @type {Record<string, (a: ClusterCard, b: ClusterCard) => number>} */
const orders = {
  size: (a, b) => b.size - a.size,
  spread: (a, b) => a.spread - b.spread,
  silhouette: (a, b) => b.silhouette - a.silhouette,
  score: (a, b) => missingLast(a.score, b.score, (x, y) => y - x),
  date: (a, b) => missingLast(a.last_date, b.last_date, (x, y) => (x < y ? 1 : x > y ? -1 : 0)),
};

/**
 * @param {any} a
 * @param {any} b
 * @param {(a: any, b: any) => number} order
 */
function missingLast(a, b, order) {
  const missing = (/** @type {any} */ value) => value === '' || Number.isNaN(value);
  return missing(a) || missing(b) ? Number(missing(a)) - Number(missing(b)) : order(a, b);
}

/** @param {boolean} scored */
export function offeredOrders(scored) {
  return /** @type {(keyof typeof import('./texts.js').words.orders)[]} */ (
    Object.keys(orders).filter((name) => scored || name !== 'score')
  );
}

/**
 * @param {ClusterCard[]} cards
 * @param {string} order
 */
export function inOrder(cards, order) {
  const compare = orders[order] ?? orders.size;
  return [...cards].sort((a, b) => compare(a, b) || a.id - b.id);
}
