// node readme.mjs BUILD PICTURES: the README's five lines, run as they stand by someone who has PICTURES/*.jpg in
// ~/Pictures; the last one serves, so its page is fetched and it is ended.
import { strict as assert } from 'node:assert';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { test } from 'node:test';

const [build, pictures] = process.argv.slice(2).map((path) => resolve(path));
const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const lines = readme
  .match(/<!-- tests\/build\/readme\.mjs [^\n]*-->\n```sh\n([^`]*)```/)[1]
  .trim()
  .split('\n');

test('the five lines of the README make a site and serve it', async () => {
  const home = mkdtempSync(join(tmpdir(), 'readme home '));
  const options = { cwd: home, env: { ...process.env, HOME: home } };
  try {
    mkdirSync(join(home, 'Pictures'));
    for (const name of readdirSync(pictures)
      .filter((one) => one.endsWith('.jpg'))
      .slice(0, 8)) {
      copyFileSync(join(pictures, name), join(home, 'Pictures', name));
    }
    mkdirSync(join(home, 'build'));
    symlinkSync(build, join(home, 'build/native'));
    assert.equal(lines.length, 5);
    execFileSync('bash', ['-euc', lines.slice(0, 4).join('\n')], {
      ...options,
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    assert.ok(existsSync(join(home, 'mysite/index.html')));
    await serves(lines[4], options);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
});

/** Runs a `serve` line until its address, read from what it says, has answered. */
async function serves(line, options) {
  const port = 20000 + (process.pid % 20000);
  const child = spawn('bash', ['-c', `exec ${line} --port ${port}`], {
    ...options,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = once(child, 'exit');
  try {
    const [said] = await Promise.race([
      once(child.stdout, 'data'),
      gone.then(([code]) => {
        throw new Error(`serve ended with ${code}`);
      }),
    ]);
    const address = String(said).match(/http:\/\/[^\s"]+/)?.[0];
    assert.ok(address, `serve says no address: ${said}`);
    const page = await fetch(address);
    assert.match(await page.text(), /My pictures/);
  } finally {
    child.kill();
    await gone;
  }
}
