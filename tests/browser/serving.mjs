// A site that is served, and the browser it is looked at with: for tests and benches.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

const puppeteer = createRequire(new URL('../../web/package.json', import.meta.url))('puppeteer-core');

/** A port of 127.0.0.1 that nothing listens on. */
export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/** Serves a site until close(). @returns {Promise<{origin: string, close: () => Promise<void>}>} */
export async function serveWith(vitrine, directory) {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const child = spawn(vitrine, ['serve', directory, '--port', String(port), '--quiet'], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const gone = once(child, 'exit');
  for (let tries = 0; ; ++tries) {
    if (
      await fetch(origin).then(
        (reply) => reply.ok,
        () => false,
      )
    )
      break;
    if (tries === 200 || child.exitCode !== null) throw new Error(`vitrine serve did not answer at ${origin}.`);
    await pause(50);
  }
  return {
    origin,
    close: async () => {
      child.kill();
      await gone;
    },
  };
}

/** @param {'chromium' | 'firefox'} [name] */
export function launch(name = 'chromium') {
  if (name === 'firefox') {
    return puppeteer.launch({ browser: 'firefox', executablePath: '/usr/bin/firefox-esr', headless: true });
  }
  return puppeteer.launch({
    executablePath: '/usr/bin/chromium',
    headless: true,
    args: ['--no-sandbox', '--disable-gpu'],
  });
}
