import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fold } from '../../web/fold.js';

const table = readFileSync(new URL('../fold.tsv', import.meta.url), 'utf8');

test('the table that the generator keeps too', () => {
  const rows = table
    .split('\n')
    .filter((line) => line.includes('\t'))
    .map((line) => line.split('\t'));
  assert.ok(rows.length > 10);
  for (const [text, folded] of rows) assert.equal(fold(text), folded, text);
});

test('folding what is folded changes nothing', () => {
  for (const text of ['Éclipse', 'Straße', 'ﬁn', 'Ǆ', 'ŉ', 'ﬃ', 'ΟΔΟΣ', 'ẞ'])
    assert.equal(fold(fold(text)), fold(text), text);
});
