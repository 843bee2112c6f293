// A source of more than 400 lines has an index in its first comment, "Sections: scope; picks; drawing.", with the
// headings ("--- scope ---") that stand in it, in their order.
import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const MOST_LINES = 400;
const root = new URL('../../', import.meta.url);

/** Names of the headings of a source. @param {string} text */
const headings = (text) => [...text.matchAll(/^ *(?:\/\/|\/\*) --- (.+?) -{3,}/gm)].map(([, name]) => name);

/** What the first comment of a source lists. @param {string} text @returns {string[] | null} */
function indexOf(text) {
  const [comment] = /^(\/\*[^]*?\*\/|(\/\/.*\n)*)/.exec(text) ?? [''];
  const index = /Sections: ([^.]*)\./.exec(comment.replace(/\n(\/\/|  ) ?/g, ' ').replace(/ +/g, ' '));
  return index && index[1].split('; ');
}

/** What is wrong with the index of a source, as a sentence; "" when nothing is. @param {string} path @param {string} text */
function complaint(path, text) {
  const lines = text.split('\n').length - 1;
  const index = indexOf(text);
  const names = headings(text);
  if (lines <= MOST_LINES && !index) return '';
  if (!index) return `${path} has ${lines} lines and no index: begin it with "Sections: ${names.join('; ')}."`;
  return index.join() === names.join()
    ? ''
    : `${path} lists "${index.join('; ')}", its headings are "${names.join('; ')}".`;
}

test('a missing index and a wrong one are found', () => {
  const long = '// --- one ---\n'.padEnd(MOST_LINES + 100, '\n');
  assert.match(complaint('a.js', long), /no index/);
  assert.match(complaint('a.js', `// Sections: two.\n\n${long}`), /lists "two"/);
  assert.equal(complaint('a.js', `// A file.\n// Sections: one.\n\n${long}`), '');
  assert.equal(complaint('a.css', `/* A sheet.\n   Sections: one. */\n\n/* --- one --- */\n`), '');
  assert.equal(complaint('a.js', 'short\n'), '');
});

test('every source of more than 400 lines has an index of its sections', () => {
  const listed = execFileSync('git', ['ls-files', 'core', 'wasm', 'web', 'tools'], { cwd: root, encoding: 'utf8' });
  const paths = listed.split('\n').filter((path) => /\.(cpp|h|js|mjs|css)$/.test(path) && !/texts\.js$/.test(path));
  const complaints = paths.map((path) => complaint(path, readFileSync(new URL(path, root), 'utf8')));
  assert.equal(complaints.filter(Boolean).join('\n'), '');
});
