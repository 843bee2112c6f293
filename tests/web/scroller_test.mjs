import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ScrollMap } from '../../web/grid/scroller.js';

test('content that fits is scrolled as it is', () => {
  const map = new ScrollMap(1000);
  map.resize(900, 100);
  assert.equal(map.height, 900);
  for (const scroll of [0, 17, 500, 800]) assert.equal(map.moved(scroll), scroll);
  assert.equal(map.place(333), 333);
});

test('the stretch is bounded, both ends are reached', () => {
  const map = new ScrollMap(1e6);
  map.resize(3e8, 800);
  assert.equal(map.height, 1e6);
  assert.equal(map.moved(0), 0);
  assert.equal(Math.round(map.moved(1e6 - 800)), 3e8 - 800);
  assert.equal(map.moved(0), 0);
});

test('small steps move pixel by pixel wherever one is', () => {
  const map = new ScrollMap(1e6);
  map.resize(3e8, 800);
  const scroll = map.place(123_456_789);
  let before = map.moved(scroll);
  assert.equal(before, 123_456_789);
  for (let step = 1; step < 50; ++step) {
    const now = map.moved(scroll + step * 120);
    assert.equal(now - before, 120);
    before = now;
  }
});

test('a jump lands at its proportion', () => {
  const map = new ScrollMap(1e6);
  map.resize(3e8, 800);
  map.moved(0);
  const half = map.moved(500_000);
  assert.ok(Math.abs(half - 1.5e8) < 2e5);
});

test('placing and reading back agree at every height', () => {
  const map = new ScrollMap(1e6);
  map.resize(3e8, 800);
  for (let top = 0; top <= 3e8 - 800; top += 12_345_678) assert.equal(map.moved(map.place(top)), top);
});
