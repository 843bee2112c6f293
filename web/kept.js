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
