// What costs the most, and what a change comes from.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { costliest, reasonsOf } from '../../web/calendar/reasons.js';

const slots = (...values) => values.map((value) => Float64Array.from({ length: 6 }, () => value));

test('the slot that costs the most has the least; where more is worse, the most', () => {
  const score = { slots: slots(0.5, 0.2, NaN, 0.9), coverSlot: 3 };
  for (const component of [0, 1, 2, 4, 5]) assert.equal(costliest(score, component, 'balanced'), 1);
  for (const component of [4, 5]) assert.equal(costliest(score, component, 'classic'), 3);
  assert.equal(costliest(score, 0, 'classic'), 1);
  assert.equal(costliest(score, 3, 'balanced'), 3, 'the cover');
  for (const same of [slots(0.5, 0.5), slots(0.5, NaN), slots(NaN, NaN), []])
    assert.equal(costliest({ slots: same, coverSlot: -1 }, 0, 'balanced'), -1);
});

const target = { brightness: 0.8, warmth: 0.2, drama: 0.5, bonuses: new Float32Array() };
const facts = (brightness, warmth, drama) => ({ brightness, warmth, drama });

test('reasons are the weightiest changes first, small ones are left out', () => {
  const changes = [0.1, 0, -0.3, 0.01, 0.2, 0.05];
  assert.deepEqual(reasonsOf(changes, null, facts(0, 0, 0), target), ['monthFit-', 'difference+', 'preference+']);
  assert.deepEqual(reasonsOf([0, 0, 0, 0, 0, 0], null, facts(0, 0, 0), target), []);
});

test('a fit that changes is told by the look that changes it', () => {
  const of = (change, before, after) => reasonsOf([0, 0, change, 0, 0, 0], before, after, target)[0];
  assert.equal(of(0.1, facts(0.3, 0.2, 0.5), facts(0.7, 0.2, 0.5)), 'brightness+');
  assert.equal(of(0.1, facts(1, 0.2, 0.5), facts(0.8, 0.2, 0.5)), 'brightness-');
  assert.equal(of(0.1, facts(0.8, 0.9, 0.5), facts(0.8, 0.4, 0.5)), 'warmth-');
  assert.equal(of(-0.1, facts(0.8, 0.2, 0.5), facts(0.8, 0.2, 0.9)), 'drama+');
  assert.equal(of(-0.1, facts(0.8, 0.2, 0.5), facts(0.8, 0.25, 0.1)), 'drama-');
  assert.equal(of(0.1, facts(0.8, 0.2, 0.5), facts(0.8, 0.2, 0.5)), 'monthFit+', 'by its tags');
  assert.equal(of(0.1, facts(NaN, 0.9, 0.5), facts(0.5, 0.4, NaN)), 'warmth-');
  assert.equal(of(0.1, null, facts(0.8, 0.2, 0.5)), 'monthFit+');
});
