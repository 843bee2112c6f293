// node secrets.mjs SITE SECRETS.json: nothing that was planted in the pictures' folder (places, persons, what cameras
// write) is in any byte of the site, and its pictures carry no metadata.
import { strict as assert } from 'node:assert';
import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';

const site = resolve(process.argv[2]);
const secrets = JSON.parse(readFileSync(process.argv[3], 'utf8'));

const filesBelow = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesBelow(join(folder, entry.name)) : [join(folder, entry.name)],
  );

/** A file's bytes as text in the encodings a secret could hide in, folded to lower case. */
function readings(path) {
  const bytes = readFileSync(path);
  const plain = bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes;
  return [plain.toString('utf8'), plain.toString('utf16le'), plain.subarray(1).toString('utf16le')].map((text) =>
    text.toLowerCase(),
  );
}

/** Where secrets are found, as sentences. */
function leaks(folder) {
  return filesBelow(folder).flatMap((path) => {
    const texts = [path.toLowerCase().slice(folder.length), ...readings(path)];
    const found = secrets.filter((secret) => texts.some((text) => text.includes(secret.toLowerCase())));
    return found.map((secret) => `${relative(folder, path)} holds "${secret}"`);
  });
}

/** Names of the chunks of a WebP file. */
function webpChunks(path) {
  const bytes = readFileSync(path);
  assert.equal(bytes.toString('latin1', 0, 4) + bytes.toString('latin1', 8, 12), 'RIFFWEBP', path);
  const names = [];
  for (let at = 12; at + 8 <= bytes.length; at += 8 + ((bytes.readUInt32LE(at + 4) + 1) & ~1))
    names.push(bytes.toString('latin1', at, at + 4));
  return names;
}

test('no planted secret is in the site', () => {
  assert.ok(filesBelow(site).length > 100, `${site} is not a whole site.`);
  assert.deepEqual(leaks(site), []);
});

test('published pictures carry no metadata', () => {
  const thumbs = filesBelow(join(site, 'thumbs')).filter((path) => statSync(path).size > 0);
  assert.ok(thumbs.length >= 100);
  const allowed = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF']);
  assert.deepEqual(
    thumbs.flatMap((path) =>
      webpChunks(path)
        .filter((name) => !allowed.has(name))
        .map((name) => `${path}: ${name}`),
    ),
    [],
  );
});

test("a planted secret is found: plain, in UTF-16, in a file's name", () => {
  const folder = mkdtempSync(join(tmpdir(), 'planted-'));
  writeFileSync(join(folder, 'clean.json'), '{"title":"Morning sky"}');
  writeFileSync(join(folder, 'plain.json'), `{"email":"${secrets[1].toUpperCase()}"}`);
  writeFileSync(join(folder, 'wide.bin'), Buffer.from(`.${secrets[1]}`, 'utf16le'));
  writeFileSync(join(folder, `${secrets[1]}.webp`), '');
  assert.equal(new Set(leaks(folder).map((leak) => leak.split(' ')[0])).size, 3);
});
