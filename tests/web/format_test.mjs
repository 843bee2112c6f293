import assert from 'node:assert/strict';
import { test } from 'node:test';
import { date, dateRange, moment, monthName, number, setLanguage, size } from '../../web/format.js';

test('numbers: thin spaces between thousands, a real minus, the language’s decimal mark', () => {
  setLanguage('en');
  assert.equal(number(999), '999');
  assert.equal(number(12217), '12\u202f217');
  assert.equal(number(-1234567.891, 2), '−1\u202f234\u202f567.89');
  setLanguage('de');
  assert.equal(number(1234.5, 1), '1\u202f234,5');
});

test('sizes say their unit', () => {
  setLanguage('en');
  assert.deepEqual([size(512), size(75_500), size(2_100_000)], ['512\u202fB', '76\u202fkB', '2.1\u202fMB']);
});

test('dates are as exact as what is known', () => {
  setLanguage('en');
  assert.deepEqual(
    ['2026-04-06', '2026-04', '1889', '-0044'].map((key) => date(key)),
    ['6 April 2026', 'April 2026', '1889', '−44'],
  );
  assert.equal(date('2026-09-20', 'short'), '20 Sep 2026');
  assert.equal(monthName('2026-04'), 'Apr');
  setLanguage('de');
  assert.equal(date('2026-04-06'), '6. April 2026');
  assert.equal(monthName('2026-03'), 'Mär');
});

test('a range says no more than it must', () => {
  setLanguage('en-GB');
  assert.equal(dateRange('2026-04-01', '2026-04-11'), '1 – 11 Apr 2026');
  assert.equal(dateRange('2026-03-28', '2026-04-02'), '28 Mar – 2 Apr 2026');
  assert.equal(dateRange('2025-12-30', '2026-01-02'), '30 Dec 2025 – 2 Jan 2026');
  assert.equal(dateRange('2026-04-06', '2026-04-06'), '6 Apr 2026');
  assert.equal(dateRange('1969', '1969-07-20'), '1969 – 20 Jul 1969');
  assert.equal(dateRange('1969-03', '1969-07'), 'Mar 1969 – Jul 1969');
  assert.equal(dateRange('1889', '1969'), '1889 – 1969');
  setLanguage('de');
  assert.equal(dateRange('1969', '1969-07-20'), '1969 – 20. Juli 1969');
});

test('moments: time and zone where they were given', () => {
  setLanguage('en');
  assert.equal(moment('2026-04-06T14:03:11-04:00'), '6 April 2026, 14:03 UTC−04:00');
  assert.equal(moment('2026-04-06T14:03:11Z'), '6 April 2026, 14:03 UTC');
  assert.equal(moment('2026-04-06T14:03:11'), '6 April 2026, 14:03');
  assert.equal(moment('1889'), '1889');
  assert.equal(moment(''), '');
});

test('an invalid language falls back to English', () => {
  setLanguage('no such tag');
  assert.equal(date('2026-04-06'), '6 April 2026');
});
