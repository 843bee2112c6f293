// What stands on the days of a month, and the names of months and days.
import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { entriesOf, moonOf, weeksOf } from '../../web/calendar/month.js';
import { directionOf, monthText, numberText, weekdayTexts, yearText } from '../../web/views/calendar/months.js';

test('weeks of a month: six rows, four rows', () => {
  const august = weeksOf({ first: 5, days: 31, weeks: [31, 32, 33, 34, 35, 36] });
  assert.equal(august.length, 6);
  assert.deepEqual(august[0], { week: 31, days: [0, 0, 0, 0, 0, 1, 2] });
  assert.deepEqual(august[5], { week: 36, days: [31, 0, 0, 0, 0, 0, 0] });
  const february = weeksOf({ first: 0, days: 28, weeks: [5, 6, 7, 8] });
  assert.deepEqual(
    february.flatMap(({ days }) => days),
    Array.from({ length: 28 }, (_, at) => at + 1),
  );
});

test('entries of a day, of several days, of two months; two on a day keep their order', () => {
  const events = [
    { first: '2026-12-24', last: '2026-12-26', text: 'Christmas' },
    { first: '2026-12-24', last: '2026-12-24', text: 'Eve' },
    { first: '2026-12-30', last: '2027-01-02', text: 'Holidays' },
    { first: '2020-01-01', last: '2030-01-01', text: 'All the time' },
  ];
  const december = entriesOf(events, '2026-12', 31);
  assert.equal(december.length, 31);
  const texts = (day) => december[day - 1].map(({ text }) => text);
  assert.deepEqual(texts(23), ['All the time']);
  assert.deepEqual(texts(24), ['Christmas', 'Eve', 'All the time']);
  assert.deepEqual(texts(27), ['All the time']);
  assert.deepEqual(
    [24, 25, 26].map((day) => december[day - 1][0]),
    [
      { text: 'Christmas', begins: true, ends: false },
      { text: 'Christmas', begins: false, ends: false },
      { text: 'Christmas', begins: false, ends: true },
    ],
  );
  const january = entriesOf(events, '2027-01', 31);
  assert.deepEqual(january[1][0], { text: 'Holidays', begins: false, ends: true });
  assert.deepEqual(
    january[2].map(({ text }) => text),
    ['All the time'],
  );
});

test('the phases of the Moon of a month', () => {
  const moon = [
    { day: '2026-12-09', time: '00:52', phase: 0 },
    { day: '2027-01-07', time: '20:24', phase: 0 },
    { day: '2026-12-17', time: '05:43', phase: 1 },
  ];
  assert.deepEqual(
    [...moonOf(moon, '2026-12')],
    [
      [9, 0],
      [17, 1],
    ],
  );
});

test('months stand alone, in the Gregorian calendar whatever the language’s own is', () => {
  assert.equal(monthText('2026-03', 'de', 'long'), 'März');
  assert.equal(monthText('2026-12', 'ru', 'long'), 'декабрь'); // not "декабря", of a date
  assert.equal(monthText('2026-12', 'cs', 'long'), 'prosinec');
  assert.equal(monthText('2026-12', 'fa', 'long'), 'دسامبر');
  assert.equal(monthText('2026-12', 'ar-EG', 'long'), 'ديسمبر');
  assert.equal(yearText('2026-12', 'en'), '2026');
  assert.equal(yearText('2026-12', 'fa'), '۲۰۲۶');
  assert.equal(monthText('2026-12', 'no language', 'long'), 'December');
});

test('days of the week begin where weeks do, and numbers are those of the language', () => {
  assert.deepEqual(weekdayTexts('en', 1, 'short'), ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']);
  assert.equal(weekdayTexts('en', 7, 'long')[0], 'Sunday');
  assert.equal(weekdayTexts('ar', 6, 'long')[0], 'السبت');
  assert.equal(numberText(24, 'de'), '24');
  assert.equal(numberText(24, 'ar-EG'), '٢٤');
});

test('languages that are written from right to left', () => {
  for (const language of ['ar', 'he', 'fa-IR', 'ur', 'dv', 'uz-Arab'])
    assert.equal(directionOf(language), 'rtl', language);
  for (const language of ['en', 'de-CH', 'uz', 'az', 'ja', '']) assert.equal(directionOf(language), 'ltr', language);
});
