// node rooms.mjs: C++ sources keep to the order of the rooms. A room is a folder of core or tools; it includes its
// own headers and those of earlier rows, never a sibling's. Headers in a folder internal/ are the room's own: its
// public headers do not include them either. Read from the sources' #include lines.
import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const source = fileURLToPath(new URL('../..', import.meta.url));

/** Rows in the data's way; the rooms of one row are siblings. */
const rows = {
  core: [['number'], ['documents', 'embedding'], ['calendar', 'collection', 'curation', 'spotlight']],
  tools: [
    ['console', 'parallel'],
    ['module', 'warehouse'],
    ['source'],
    ['ingest', 'published', 'vocabulary', 'votes'],
    ['calendar'],
    ['analysis', 'print', 'sample', 'serve', 'site'],
    ['verbs'],
  ],
};
/** What a top folder's sources may include; anything may include what stands on no room (core/result.h). */
const tops = { core: ['core'], tools: ['core', 'tools'], wasm: ['core', 'wasm'] };

/** "tools/site/site.cpp" is in the room "site" of "tools"; "core/result.h" is in none. */
function placeOf(path) {
  const [top, ...rest] = path.split('/');
  return { top, room: rest.length > 1 ? rest[0] : undefined };
}

/** Whether `path` may include an internal header: a source of the same room, or another header of the folder. */
function maySeeInternal(path, header) {
  const room = header.slice(0, header.indexOf('internal/'));
  return path.startsWith(room) && (path.endsWith('.cpp') || path.includes('/internal/'));
}

const rowOf = ({ top, room }) => rows[top]?.findIndex((row) => row.includes(room)) ?? -1;

/**
 * Every breach as a sentence.
 * @param {Record<string, string>} texts  sources by path
 */
function breaches(texts) {
  return Object.entries(texts).flatMap(([path, text]) => {
    const own = placeOf(path);
    if (rows[own.top] && own.room && rowOf(own) < 0) return [`${path}: tests/build/rooms.mjs has no room ${own.room}.`];
    const included = [...text.matchAll(/^#include "([^"]+)"/gm)].map((match) => match[1]);
    return included.flatMap((header) => {
      const other = placeOf(header);
      if (!tops[own.top].includes(other.top)) return [`${path} includes ${header}: ${own.top} does not stand on it.`];
      if (header.includes('/internal/') && !maySeeInternal(path, header))
        return [`${path} includes ${header}: it is internal to its room.`];
      const same = own.top === other.top;
      if (!same || own.room === other.room || !other.room) return [];
      if (!own.room) return own.top === 'tools' ? [] : [`${path} includes ${header}: it stands under all rooms.`];
      return rowOf(other) < rowOf(own) ? [] : [`${path} includes ${header}: ${other.room} is not before ${own.room}.`];
    });
  });
}

test('no room includes one that comes later, or a sibling', () => {
  const names = execFileSync('git', ['ls-files', 'core', 'tools', 'wasm'], { cwd: source, encoding: 'utf8' });
  const paths = names.split('\n').filter((path) => /\.(cpp|h)$/.test(path));
  assert.ok(paths.length > 100, `${paths.length} sources`);
  assert.deepEqual(breaches(Object.fromEntries(paths.map((path) => [path, readFileSync(source + path, 'utf8')]))), []);
});

test('a sibling, a later room, a stranger, a top folder that is not to be seen and an internal header are each found', () => {
  const planted = {
    'tools/analysis/a.cpp': '#include "tools/published/facets.h"\n#include "tools/site/site.h"\n',
    'tools/source/b.h': '#include "tools/verbs/verbs.h"\n#include "core/documents/documents.h"\n',
    'tools/attic/c.h': '',
    'core/embedding/d.cpp': '#include "tools/console/console.h"\n#include "core/result.h"\n',
    'core/result.h': '#include "core/documents/table.h"\n',
    'core/spotlight/e.cpp': '#include "core/spotlight/internal/axes.h"\n',
    'core/spotlight/f.h': '#include "core/spotlight/internal/axes.h"\n',
    'wasm/main/g.cpp': '#include "core/documents/internal/nodes.h"\n',
    'tools/vitrine.cpp': '#include "tools/verbs/verbs.h"\n',
  };
  assert.deepEqual(breaches(planted), [
    'tools/analysis/a.cpp includes tools/site/site.h: site is not before analysis.',
    'tools/source/b.h includes tools/verbs/verbs.h: verbs is not before source.',
    'tools/attic/c.h: tests/build/rooms.mjs has no room attic.',
    'core/embedding/d.cpp includes tools/console/console.h: core does not stand on it.',
    'core/result.h includes core/documents/table.h: it stands under all rooms.',
    'core/spotlight/f.h includes core/spotlight/internal/axes.h: it is internal to its room.',
    'wasm/main/g.cpp includes core/documents/internal/nodes.h: it is internal to its room.',
  ]);
});
