// node groups.mjs BUILD: every third-party header a deployment target really read, and every library it links,
// must be in its dependency group; and the heavy ones are read under their one folder alone. Reads ninja's own
// records (`-t deps`, `-t commands`) and BUILD/groups.json.
import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const build = resolve(process.argv[2]);
const source = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

/** Folders outside which a library's headers must not be read, whatever a group says. */
const homes = {
  eigen: 'core/spotlight/',
  imgui: 'wasm/workbench/',
  vips: 'tools/ingest/',
  exiv2: 'tools/ingest/',
  yaml: 'tools/vocabulary/',
  ical: 'tools/calendar/',
  cairo: 'tools/print/',
  pango: 'tools/print/',
  qpdf: 'tools/print/',
  icu: 'tools/print/',
  json: 'core/',
};
const systemPackages = /^(libc6|linux-libc|libcrypt|libstdc\+\+-\d+|libgcc-\d+|libclang-common-\d+|emscripten)(-dev)?$/;
const systemFolders = /\/sysroot\/|\/emscripten\//;
const systemLibraries = ['pthread', 'dl', 'm', 'rt', 'stdc++', 'embind'];

const run = (command, ...words) =>
  execFileSync(command, words, { encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'ignore'] });

/** `ninja -t deps` as [{target, file, headers}], paths absolute. */
function parseDeps(text, folder) {
  return text.split(/\n\n+/).flatMap((block) => {
    const [head, ...lines] = block.split('\n').filter(Boolean);
    const target = head?.match(/CMakeFiles\/([^/]+)\.dir\//)?.[1];
    if (!target || head.includes('(STALE)')) return [];
    const [file, ...headers] = lines.map((line) => resolve(folder, line.trim()));
    return [{ target, file, headers }];
  });
}

/** Third-party libraries on a link line: -lsqlite3 and /usr/lib/.../libsqlite3.so are both sqlite3. */
function parseLink(command) {
  const words = command.split(/\s+/).filter((word) => !word.startsWith(`${build}/`));
  return words.flatMap(
    (word) => word.match(/^-l(.+)$/)?.[1] ?? word.match(/^\/.*\/lib([^/]+?)\.(?:so|a)[.\d]*$/)?.[1] ?? [],
  );
}

/** The libraries a target may see: its own group's and those of all it uses. */
function allowed(target, targets) {
  const { group = [], uses = [] } = targets[target] ?? {};
  return new Set([...group, ...uses.flatMap((name) => [...allowed(name, targets)])]);
}

/**
 * Every breach as a sentence.
 * @param {{targets: object, libraries: object}} groups
 * @param {{target: string, file: string, headers: string[]}[]} deps
 * @param {Record<string, string[]>} links  target to linked libraries
 * @param {(header: string) => string[]} owners  libraries a header may belong to; none for the system's own
 */
function breaches(groups, deps, links, owners) {
  const found = new Map(); // the first breach of each kind: one header includes others of its library
  const report = (kind, sentence) => found.has(kind) || found.set(kind, sentence);
  for (const { target, file, headers } of deps.filter((entry) => entry.target in groups.targets)) {
    const may = allowed(target, groups.targets);
    const place = file.slice(source.length + 1);
    for (const header of headers) {
      const libraries = owners(header);
      if (libraries.length === 0) continue;
      if (!libraries.some((library) => may.has(library))) {
        report(
          `group ${target} ${place} ${libraries}`,
          `${place} (target ${target}) reads ${header} of ${libraries}, and its group is: ${[...may]}.`,
        );
      }
      const rooms = libraries.map((library) => homes[library]); // several libraries bring glib along
      if (rooms.every((home) => home && !place.startsWith(home)))
        report(
          `home ${place} ${libraries}`,
          `${place} reads ${header}: ${libraries[0]} belongs under ${rooms[0]} alone.`,
        );
    }
  }
  for (const [target, names] of Object.entries(links)) {
    const may = [...allowed(target, groups.targets)].flatMap((library) => groups.libraries[library]?.link ?? []);
    for (const name of names.filter((name) => !may.includes(name) && !systemLibraries.includes(name))) {
      report(`link ${target} ${name}`, `${target} links lib${name}, and its group links: ${may}.`);
    }
  }
  return [...found.values()];
}

/** Debian knows which package a header comes from, and what that package stands on. */
function debianOwners(groups, headers) {
  const packageOf = {};
  const wanted = [...headers, ...Object.values(groups.libraries).map((library) => library.header)];
  const paths = [...new Set(wanted)].filter((path) => path.startsWith('/usr/'));
  for (const line of (paths.length ? run('dpkg', '-S', ...paths) : '').split('\n')) {
    const [names, path] = line.split(/: (?=\/)/);
    if (path) packageOf[path] = names.split(',')[0].replace(/:.*/, '');
  }
  const own = {},
    broughtAlong = {}; // by package: libraries that are it, libraries that stand on it
  for (const [library, { header }] of Object.entries(groups.libraries)) {
    (own[packageOf[header]] ??= []).push(library);
    const depends = run('dpkg-query', '-W', '-f', '${Depends}', packageOf[header]);
    for (const name of depends.match(/[a-z0-9][a-z0-9+.-]+-dev/g) ?? []) (broughtAlong[name] ??= []).push(library);
  }
  return (header) => {
    const copied = header.match(/\/third-party\/([^/]+)\//)?.[1];
    if (copied) return [copied];
    if (header.startsWith(`${source}/`) || systemFolders.test(header)) return [];
    const name = packageOf[header];
    assert.ok(name, `${header} is of no package: a header from nowhere was read.`);
    return systemPackages.test(name) ? [] : (own[name] ?? broughtAlong[name] ?? [name]);
  };
}

const groups = JSON.parse(readFileSync(`${build}/groups.json`, 'utf8'));

test('every deployment target keeps to its dependency group', () => {
  const deps = parseDeps(run('ninja', '-C', build, '-t', 'deps'), build);
  const targets = Object.keys(groups.targets);
  for (const target of targets) {
    assert.ok(
      deps.some((entry) => entry.target === target),
      `${target} has no records in ${build}: build it first.`,
    );
  }
  const links = Object.fromEntries(
    targets.map((target) => [
      target,
      parseLink(run('ninja', '-C', build, '-t', 'commands', target).trim().split('\n').pop()),
    ]),
  );
  const headers = deps.filter((entry) => entry.target in groups.targets).flatMap((entry) => entry.headers);
  assert.deepEqual(breaches(groups, deps, links, debianOwners(groups, headers)), []);
});

test('a leaked header, a header outside its home and a leaked library are each found', () => {
  const planted = {
    libraries: { eigen: { link: [] }, sqlite: { link: ['sqlite3'] } },
    targets: {
      lean: { group: ['sqlite'], uses: [] },
      spotlight: { group: ['eigen'], uses: [] },
      page: { group: [], uses: ['spotlight'] },
    },
  };
  const listing = `CMakeFiles/lean.dir/tools/a.cpp.o: #deps 2, deps mtime 1 (VALID)
    ../../tools/a.cpp
    /usr/include/sqlite3.h
    /usr/include/eigen3/Eigen/Core

CMakeFiles/spotlight.dir/core/spotlight/b.cpp.o: #deps 2, deps mtime 1 (VALID)
    ../../core/spotlight/b.cpp
    /usr/include/eigen3/Eigen/Core

CMakeFiles/page.dir/wasm/c.cpp.o: #deps 2, deps mtime 1 (VALID)
    ../../wasm/c.cpp
    /usr/include/eigen3/Eigen/Core
`;
  const owners = (header) => (header.includes('eigen3') ? ['eigen'] : header.includes('sqlite3') ? ['sqlite'] : []);
  const links = { lean: parseLink('c++ a.o -o lean -lsqlite3 /usr/lib/x86_64-linux-gnu/libvips.so -lpthread') };
  assert.deepEqual(breaches(planted, parseDeps(listing, `${source}/build/native`), links, owners), [
    'tools/a.cpp (target lean) reads /usr/include/eigen3/Eigen/Core of eigen, and its group is: sqlite.',
    'tools/a.cpp reads /usr/include/eigen3/Eigen/Core: eigen belongs under core/spotlight/ alone.',
    'wasm/c.cpp reads /usr/include/eigen3/Eigen/Core: eigen belongs under core/spotlight/ alone.',
    'lean links libvips, and its group links: sqlite3.',
  ]);
});
