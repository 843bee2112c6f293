// web/published.js: what a site was published with.
import assert from 'node:assert/strict';
import test from 'node:test';
import { lackingForSpotlight, moduleOf } from '../../web/published.js';

const spotlight = { name: 'spotlight', path: 'viewer/spotlight.0123abcd.wasm' };
const other = { name: 'other', path: 'viewer/other.0123abcd.wasm' };
const manifest = (modules, path) => ({ modules, vectors: { path } });

test('a module is found by its name', () => {
  const site = manifest([other, spotlight], '');
  assert.equal(moduleOf(site, 'spotlight'), spotlight);
  assert.equal(moduleOf(site, 'calendar').path, '');
});

test('Spotlight needs its module and the vectors', () => {
  assert.equal(lackingForSpotlight(manifest([spotlight], 'data/vectors.bin')), '');
  assert.equal(lackingForSpotlight(manifest([spotlight], '')), 'vectors');
  assert.equal(lackingForSpotlight(manifest([other], 'data/vectors.bin')), 'module');
  assert.equal(lackingForSpotlight(manifest([], '')), 'module');
});
