// The storage of a browser, for the node tests of the page.

/**
 * Gives the page a storage that is kept in a map.
 * @param {Map<string, string> | null} values  null: it is switched off
 * @param {number} [room]  in characters, of one value
 */
export function withStorage(values = new Map(), room = Infinity) {
  Object.defineProperty(globalThis, 'localStorage', {
    configurable: true,
    get() {
      if (!values) throw new Error('denied');
      return {
        getItem: (name) => values.get(name) ?? null,
        setItem: (name, value) => {
          if (value.length > room) throw new Error('full');
          values.set(name, value);
        },
        removeItem: (name) => values.delete(name),
      };
    },
  });
  return values;
}
