// node tests/fuzz/address.mjs SECONDS: the page's reader of addresses on mutations of the committed corpus. Nothing
// throws; what was understood of an address is written and read again as the same value, with nothing left that means
// nothing; what goes on to the core reads back as it was.
// libFuzzer sees no JavaScript, so nothing guides the mutations: short inputs and the grammar's own tokens make up for it.
import { readFileSync, readdirSync } from 'node:fs';
import assert from 'node:assert/strict';
import { formatAddress, parseAddress } from '../../web/address.js';
import {
  coreText,
  formatQuery,
  isFiltered,
  orderedTag,
  parseQuery,
  shared,
  withFacetToggled,
  withoutFilters,
  withTag,
} from '../../web/query.js';

const seconds = Number(process.argv[2] ?? 60);
const folder = new URL('./corpus/address/', import.meta.url);
const corpus = readdirSync(folder).map((name) => readFileSync(new URL(name, folder), 'utf8'));
const tokens = [
  ...[
    '#',
    '/',
    '?',
    '&',
    '=',
    '%',
    '+',
    ';',
    '.',
    '-',
    ' ',
    '\n',
    '\0',
    '%00',
    '%25',
    '%2F',
    '%ED%A0%80',
    '%F0%9F%8C%95',
  ],
  ...[
    'q=',
    'f.',
    'f.a=',
    'from=',
    'to=',
    'cluster=',
    'order=',
    'sel=',
    't.',
    't.crew=',
    '27.4',
    '-tag.',
    'k=',
    'scope=',
    'start=',
    '-date',
    'typical',
    'like:',
    'with=',
    'dark',
    'stack=',
  ],
  ...['browse', 'picture', '__proto__', 'constructor', 'aB-_9xyz', '-1', '1e999', 'NaN', '9999-12-31', '<b>'],
  ...['é', 'ß', 'ŉ', 'İ', 'ς', 'ﬃ', '\u0345', '\u202E', '🌕', '\uD800', '\uFFFF'],
];

let state = Date.now() % 0x7fffffff;
const seed = state;
/** A whole number below `limit` (a linear congruential generator: runs with one seed are the same). */
function random(limit) {
  state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
  return (state >>> 8) % limit;
}
const any = (list) => list[random(list.length)];

/** One place of the text replaced, left out, doubled, or grown by a token or a character. */
function mutated(text) {
  const at = random(text.length + 1);
  const end = Math.min(text.length, at + random(9));
  const put = [
    () => any(tokens),
    () => String.fromCharCode(random(2) ? random(128) : random(0x10000)),
    () => '',
    () => text.slice(at, end).repeat(2),
    () => any(corpus).slice(random(40)),
  ];
  return text.slice(0, at) + any(put)() + text.slice(random(2) ? at : end);
}

function check(text) {
  const url = new URL('http://a/');
  url.hash = text;
  const { hash } = url; // as the browser hands it over
  const { unknown, ...read } = parseAddress(hash);
  const written = formatAddress(read.view, read.item, read.query);
  assert.deepEqual(parseAddress(written), { ...read, unknown: [] });
  assert.ok(unknown.every((part) => typeof part === 'string'));

  const { query } = read;
  assert.equal(coreText(parseQuery(coreText(query)).query), coreText(query));
  assert.deepEqual(parseQuery(formatQuery(shared(query))).query, shared(query));
  assert.equal(isFiltered(withoutFilters(query)), false);
  for (const key of query.selection ?? []) assert.match(key, /^[\w-]{8}$/);
  for (const [code, least] of query.tags) {
    assert.deepEqual(withTag(query, code, least), query);
    const without = withTag(query, code, null);
    assert.equal(without.tags.has(code), false);
    assert.notEqual(orderedTag(without), code);
  }
  for (const [facet, values] of query.facets) {
    for (const value of values) {
      const without = withFacetToggled(query, facet, value);
      assert.equal(without.facets.get(facet)?.includes(value) ?? false, false);
      assert.deepEqual(withFacetToggled(without, facet, value).facets.get(facet).at(-1), value);
    }
  }
}

const until = Date.now() + seconds * 1000;
let executions = 0;
let text = '';
try {
  for (text of corpus) check(text);
  while (Date.now() < until) {
    text = any(corpus);
    for (let i = 0; i < 100; ++i, ++executions) {
      text = text.length > 400 ? any(corpus) : mutated(text);
      check(text);
    }
  }
} catch (error) {
  console.error(error);
  console.error(`Broken by (base64 of UTF-16): ${Buffer.from(text, 'utf16le').toString('base64')}`);
  process.exitCode = 1;
}
console.log(`address: ${executions} executions, ${corpus.length} inputs, seed ${seed}`);
