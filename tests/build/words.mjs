// The sources' prose (code, comments, scripts, README) against the words to avoid, which words.txt lists with what to
// write instead. Not read: the visitor's texts, captions of the sample pictures, lists of words, made input.
import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const root = new URL('../../', import.meta.url);
const notRead = [
  /(^|\/)texts\.js$/,
  /^tools\/sample\/captions\.cpp$/,
  /^tools\/analysis\/stop_words\.h$/,
  /^tests\/build\/words\./,
  /^tests\/fuzz\/corpus\//,
  /package-lock\.json$/,
];

/** @typedef {{pattern: RegExp, instead: string}} Avoided */

/** @type {Avoided[]} */
const avoided = readFileSync(new URL('words.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line && !line.startsWith('#'))
  .map((line) => {
    const [pattern, instead] = line.split('\t');
    return { pattern: new RegExp(pattern, 'i'), instead };
  });

/** What a line has of the words to avoid, as sentences. @param {string} line */
const found = (line) =>
  avoided
    .map(({ pattern, instead }) => ({ word: pattern.exec(line)?.[0], instead }))
    .filter(({ word }) => word)
    .map(({ word, instead }) => `"${word}" (better: ${instead})`);

/** Paths of the sources. */
function sources() {
  const listed = execFileSync(
    'git',
    ['ls-files', 'core', 'wasm', 'web', 'tools', 'tests', 'README.md', 'CMakeLists.txt'],
    {
      cwd: root,
      encoding: 'utf8',
    },
  );
  return listed.split('\n').filter((path) => path && !notRead.some((pattern) => pattern.test(path)));
}

test('the list names a pattern and what to write instead in each line', () => {
  for (const { pattern, instead } of avoided) assert.ok(pattern.source && instead, String(pattern));
});

test('sentences of the kind that is avoided are found, literal ones are not', () => {
  for (const sentence of [
    'who writes takes the mutex, and takes away the bar that stands there',
    'those of one part part company with the rest',
    'listeners hear of each',
    'const context = drawCloud(canvas);',
  ]) {
    assert.notDeepEqual(found(sentence), [], sentence);
  }
  for (const sentence of ['a visitor who returns', 'import "./anew.js"', "go('#/clusters/anew')", 'a scatter plot']) {
    assert.deepEqual(found(sentence), [], sentence);
  }
});

test('no source has a word to avoid', () => {
  const complaints = sources().flatMap((path) => {
    const text = readFileSync(new URL(path, root), 'latin1');
    if (text.includes('\0')) return []; // not a text
    return text
      .split('\n')
      .flatMap((line, at) => found(line).map((what) => `${path}:${at + 1}: ${what}: ${line.trim()}`));
  });
  assert.equal(complaints.join('\n'), '');
});
