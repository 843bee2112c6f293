// The selected pictures as rows of the collection, and as exported data.

/** @typedef {import('../store.js').Store} Store */

/**
 * Rows of the keys that have arrived, in the order of the keys.
 * @param {Pick<Store, 'collection'>} store
 * @param {Iterable<string>} keys
 */
export function rowsOf({ collection }, keys) {
  return [...keys].map((key) => collection.rowOf(key)).filter((row) => row >= 0);
}

/**
 * Waits for the rows and for their details; keys of no picture are left out.
 * @param {Pick<Store, 'collection' | 'documents' | 'manifest' | 'until'>} store
 * @param {Set<string>} keys
 * @returns {Promise<import('./export.js').Exported[]>}
 */
export async function exportedRows(store, keys) {
  const { collection, documents, manifest } = store;
  await store.until(() => rowsOf(store, keys).length === keys.size);
  return Promise.all(
    rowsOf(store, keys).map(async (row) => {
      const { title, description, credit, license, source_url, fields } = await documents.details(row);
      return {
        id: collection.id(row),
        key: collection.key(row),
        title: title || collection.title(row),
        taken_at: collection.takenAt(row),
        description,
        credit: credit || manifest.credit,
        license: license || manifest.license,
        source_url,
        fields: Object.fromEntries(fields),
      };
    }),
  );
}
