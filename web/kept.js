// What the page keeps in this browser, by name; names begin with the collection's id.

/**
 * A value kept in this browser; storage may be switched off.
 * @param {string} name
 */
export function kept(name) {
  try {
    return localStorage.getItem(name) ?? '';
  } catch {
    return '';
  }
}

/**
 * @param {string} name
 * @param {string} value  "": forget it
 * @returns {boolean}  false: it is not kept, and the choice holds for this visit
 */
export function keep(name, value) {
  try {
    if (value) localStorage.setItem(name, value);
    else localStorage.removeItem(name);
    return true;
  } catch {
    return false;
  }
}

/**
 * A map as it is kept; "": it is empty.
 * @param {Map<string, string>} pairs
 */
export const pairsText = (pairs) => (pairs.size ? JSON.stringify([...pairs]) : '');

/**
 * The pairs of a map as it was kept; what cannot be read is left out.
 * @param {string} text
 * @returns {[string, string][]}
 */
export function readPairs(text) {
  try {
    const pairs = JSON.parse(text || '[]');
    if (!Array.isArray(pairs)) return [];
    return pairs.filter(
      (one) => Array.isArray(one) && one.length === 2 && one.every((part) => typeof part === 'string'),
    );
  } catch {
    return [];
  }
}
