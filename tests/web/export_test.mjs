import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asCsv, asIds, asJson, csvCell } from '../../web/selection/export.js';

const row = {
  id: 'a',
  key: 'abcdefgh',
  title: 'One, two',
  taken_at: '2026-04-06',
  description: 'He said "no"\nand left',
  credit: '',
  license: '',
  source_url: 'https://example.org/',
  fields: { frame: '=1+1' },
};

test('cells that a spreadsheet would run are quoted', () => {
  for (const text of ['=1+1', '+1', '-1', '@x', '\t=1', '\r=1', '\n=1', '＝1+1'])
    assert.equal(csvCell(text), `"'${text}"`);
  assert.equal(csvCell('plain'), 'plain');
  assert.equal(csvCell('1 = 1'), '1 = 1');
});

test('commas, quotes and line ends are quoted', () => {
  assert.equal(csvCell('a,b'), '"a,b"');
  assert.equal(csvCell('say "so"'), '"say ""so"""');
  assert.equal(csvCell('a\nb'), '"a\nb"');
});

test('the owner’s columns follow ours; rows without one leave it empty', () => {
  const lines = asCsv([row, { ...row, id: 'b', fields: {} }]).split('\r\n');
  assert.equal(lines[0], 'id,key,title,taken_at,description,credit,license,source_url,frame');
  assert.ok(lines[1].endsWith(`,"'=1+1"`));
  assert.ok(lines[2].endsWith(','));
  // names that every JavaScript object answers to
  const named = { ...row, fields: JSON.parse('{"constructor": "A", "__proto__": "B"}') };
  assert.deepEqual(
    asCsv([named, { ...row, fields: {} }])
      .split('\r\n')
      .map((line) => line.split(',').slice(-2))
      .slice(0, 3),
    [
      ['constructor', '__proto__'],
      ['A', 'B'],
      ['', ''],
    ],
  );
  assert.deepEqual(JSON.parse(asJson([named])), [named]);
});

test('JSON and identifiers keep everything as it is', () => {
  assert.deepEqual(JSON.parse(asJson([row])), [row]);
  assert.equal(asIds([row, { ...row, id: 'b\nc' }]), 'a\nb c\n');
});
