import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EVERYTHING } from '../../web/query.js';
import { Vocabularies } from '../../web/store/vocabularies.js';

/** @param {(path: string) => Promise<any>} bytes */
function setUp(bytes) {
  const facets = /** @type {Facet[]} */ ([
    { name: 'place', label: 'Place', multiple: false, values: ['Rome'], counts: Uint32Array.of(3), more: 2 },
    { name: 'kind', label: 'Kind', multiple: false, values: ['Map'], counts: Uint32Array.of(3), more: 0 },
  ]);
  /** @type {string[]} */
  const told = [];
  const asked = new Map();
  const once = (/** @type {string} */ name, /** @type {() => Promise<any>} */ start) => {
    if (!asked.has(name))
      asked.set(
        name,
        start().catch((error) => {
          asked.delete(name);
          throw error;
        }),
      );
    return asked.get(name);
  };
  const collection = {
    appendVocabularies: (/** @type {any} */ list) => list,
    facetValues: (/** @type {number} */ row, /** @type {number} */ facet) => (facet === 0 ? [row] : [0]),
  };
  const vocabularies = new Vocabularies(
    /** @type {any} */ ({ collection, path: (/** @type {string} */ name) => `api/${name}.json` }),
    /** @type {any} */ ({ facets }),
    /** @type {any} */ ({ once, bytes }),
    (news) => told.push(news),
  );
  return { vocabularies, facets, told };
}

const list = { facets: [{ name: 'place', values: ['Oslo', 'Quito'], counts: Uint32Array.of(2, 1) }] };
const choosing = (/** @type {string} */ name, /** @type {string} */ value) => ({
  ...EVERYTHING,
  facets: new Map([[name, [value]]]),
});

test('the values that follow are read once, and then nothing is missing', async () => {
  let fetched = 0;
  const { vocabularies, facets, told } = setUp(async () => {
    ++fetched;
    return list;
  });
  assert.ok(vocabularies.isMissing(choosing('place', 'Quito')));
  assert.ok(!vocabularies.isMissing(choosing('place', 'Rome')));
  assert.ok(!vocabularies.isMissing(choosing('kind', 'Nothing')));
  await vocabularies.namesOf(0);
  assert.equal(fetched, 0);
  await Promise.all([vocabularies.namesOf(2), vocabularies.load()]);
  assert.equal(fetched, 1);
  assert.deepEqual(facets[0].values, ['Rome', 'Oslo', 'Quito']);
  assert.deepEqual([...facets[0].counts], [3, 2, 1]);
  assert.equal(facets[0].more, 0);
  assert.ok(!vocabularies.isMissing(choosing('place', 'Nowhere')));
  assert.deepEqual(told, ['vocabularies']);
});

test('a failure is kept until it is tried again', async () => {
  let fail = true;
  const { vocabularies, facets } = setUp(async () => {
    if (fail) throw new Error('no line');
    return list;
  });
  await assert.rejects(vocabularies.load(), /no line/);
  assert.equal(vocabularies.failure?.message, 'no line');
  assert.equal(facets[0].more, 2);
  fail = false;
  await vocabularies.load();
  assert.equal(vocabularies.failure, null);
  assert.ok(vocabularies.complete);
});
