// The calendar's paper: pages, resolutions, and what days and the contact sheet have room for.
import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import {
  contactColumns,
  dotsOf,
  dotsOnPage,
  entryLines,
  judged,
  pagesOf,
  PAPERS,
  paperOf,
  pictureBox,
} from '../../web/calendar/paper.js';

const a3 = paperOf('a3', true);

test('dots an inch: a 12-megapixel photo on A3 with bleed has 238', () => {
  const photo = { width: 4000, height: 3000 };
  assert.equal(dotsOnPage(photo, a3, 'picture', false), 238);
  // the same numbers as in tests/tools/print_test.cpp: 238.498
  const box = { width: 426, height: 303 };
  assert.equal(dotsOf(photo, box, false), 238);
  assert.equal(dotsOf(photo, box, true), 251);
  assert.equal(dotsOf({ width: 896, height: 597 }, box, false), 50);
});

test('a picture that stays whole has more dots than one that is cropped, and no bleed', () => {
  const photo = { width: 4000, height: 3000 };
  for (const kind of ['cover', 'month', 'picture']) {
    assert.ok(dotsOnPage(photo, a3, kind, true) >= dotsOnPage(photo, a3, kind, false), kind);
  }
  assert.equal(dotsOnPage(photo, a3, 'days', false), null);
  assert.equal(dotsOnPage(photo, a3, 'contacts', false), null);
});

test('below 150 dots it stops, below 200 it warns, below 300 it notes', () => {
  assert.deepEqual([149, 150, 199, 200, 299, 300].map(judged), ['stop', 'warn', 'warn', 'note', 'note', 'sharp']);
});

test('papers, upright and lying', () => {
  assert.deepEqual(paperOf('a4', false), { width: 210, height: 297, margin: 8.4, scale: 1 });
  assert.deepEqual([paperOf('letter', true).width, paperOf('letter', true).height], [279.4, 215.9]);
  assert.ok(Math.abs(a3.scale - Math.SQRT2) < 0.01);
});

test('pages: a cover, a month a page or two, a contact sheet; a slot without days has no page of its own', () => {
  const slots = [{ month: '' }, { month: '2026-12' }, { month: '2027-01' }];
  const kinds = (layout) => pagesOf(slots, layout, 0).map(({ kind, slot }) => `${kind} ${slot}`);
  assert.deepEqual(kinds('above'), ['cover 0', 'month 1', 'month 2', 'contacts -1']);
  assert.deepEqual(kinds('spread'), ['cover 0', 'picture 1', 'days 1', 'picture 2', 'days 2', 'contacts -1']);
});

test('boxes lie on the page, and contact sheets and lines of entries fit every paper', () => {
  for (const name of Object.keys(PAPERS)) {
    for (const lies of [false, true]) {
      const paper = paperOf(name, lies);
      for (const kind of ['cover', 'month', 'picture']) {
        for (const whole of [false, true]) {
          const box = pictureBox(paper, kind, whole);
          const inside = whole ? 2 * paper.margin : 0;
          assert.ok(box.width <= paper.width - inside && box.height <= paper.height - inside / 2, `${name} ${kind}`);
        }
      }
      const columns = [1, 13, 14, 61].map((pictures) => contactColumns(paper, pictures));
      assert.deepEqual(
        [...columns].sort((a, b) => a - b),
        columns,
      );
      assert.ok(entryLines(paper, 'month', 6) >= 1);
      assert.ok(entryLines(paper, 'month', 4) > entryLines(paper, 'month', 6));
      assert.ok(entryLines(paper, 'days', 6) > entryLines(paper, 'month', 6));
    }
  }
  assert.equal(contactColumns(paperOf('a4', false), 13), 4);
});
