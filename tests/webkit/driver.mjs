// WebKitGTK, the engine of Safari, over WebDriver: a display, a bus, a driver and one session, with nothing of the
// machine's own. There is no console log here, and no window is narrower than 447 px.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../browser/serving.mjs';

const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf'; // the key under which WebDriver hands over an element

/** Waits until `question` answers with something true. @param {() => any} question @param {string} what */
async function until(question, what, seconds = 20) {
  for (const end = Date.now() + 1000 * seconds; ;) {
    const answer = await question();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`Waited ${seconds} s for ${what}.`);
    await pause(50);
  }
}

// --- programs ---------------------------------------------------------------------------------------------------

/** Where a program lies, or undefined. @param {string} name @param {string[]} folders */
function programOf(name, folders) {
  return folders
    .map((folder) => join(folder, name))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

/** The programs that a session takes; `missing` names those that are not here. */
export function programs() {
  const path = process.env.PATH.split(':');
  const libraries = readdirSync('/usr/lib').map((triplet) => join('/usr/lib', triplet, 'webkit2gtk-4.1'));
  const found = {
    Xvfb: programOf('Xvfb', path),
    'dbus-run-session': programOf('dbus-run-session', path),
    WebKitWebDriver: programOf('WebKitWebDriver', path),
    MiniBrowser: programOf('MiniBrowser', libraries),
  };
  return { ...found, missing: Object.keys(found).filter((name) => !found[name]) };
}

/** @type {Set<number>} the process groups that run */
const groups = new Set();
process.on('exit', () => [...groups].filter(runs).forEach((group) => process.kill(-group, 'SIGKILL')));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));

/** Starts a program in a process group of its own, so that what it starts ends with it. */
function start(program, args, options = {}) {
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'], detached: true, ...options });
  groups.add(child.pid);
  return child;
}

/** Whether a process of the group still runs. @param {number} group */
function runs(group) {
  try {
    return process.kill(-group, 0);
  } catch {
    return false;
  }
}

/** Ends a program and all that it started. @param {import('node:child_process').ChildProcess} child */
async function end({ pid }) {
  if (runs(pid)) process.kill(-pid, 'SIGTERM');
  await until(() => !runs(pid), 'its processes to end', 5).catch(() => process.kill(-pid, 'SIGKILL'));
  groups.delete(pid);
}

// --- a session --------------------------------------------------------------------------------------------------

/** Opens a window of WebKit. @returns {Promise<WebKit>} */
export async function openWebKit() {
  const { Xvfb, 'dbus-run-session': bus, WebKitWebDriver, MiniBrowser } = programs();
  const home = mkdtempSync(join(tmpdir(), 'vitrine-webkit-'));
  const screen = start(Xvfb, ['-displayfd', '3', '-screen', '0', '1600x1200x24', '-nolisten', 'tcp']);
  const ended = once(screen, 'exit').then(([code]) => Promise.reject(new Error(`Xvfb ended with exit code ${code}.`)));
  const [display] = await Promise.race([once(screen.stdio[3], 'data'), ended]); // Xvfb takes the first that is free
  const port = await freePort();
  const driver = start(bus, ['--', WebKitWebDriver, '--host=127.0.0.1', `--port=${port}`], {
    env: {
      PATH: process.env.PATH,
      LANG: 'C.UTF-8',
      DISPLAY: `:${String(display).trim()}`,
      LIBGL_ALWAYS_SOFTWARE: '1',
      ...Object.fromEntries(['HOME', 'XDG_RUNTIME_DIR', 'XDG_CACHE_HOME'].map((name) => [name, home])),
    },
  });
  const webkit = new WebKit(`http://127.0.0.1:${port}`, async () => {
    await end(driver);
    await end(screen);
    rmSync(home, { recursive: true, force: true });
  });
  await webkit.begin(MiniBrowser).catch(async (error) => {
    await webkit.endAll();
    throw error;
  });
  return webkit;
}

class WebKit {
  /**
   * @param {string} address  of the driver
   * @param {() => Promise<void>} endAll  its processes
   */
  constructor(address, endAll) {
    this.address = address;
    this.endAll = endAll;
    this.session = '';
  }

  /** @param {string} binary */
  async begin(binary) {
    const answers = () =>
      fetch(`${this.address}/status`).then(
        (reply) => reply.ok,
        () => false,
      );
    await until(answers, 'WebKitWebDriver to answer');
    const browser = { 'webkitgtk:browserOptions': { binary, args: ['--automation'] } };
    const { sessionId } = await this.ask('POST', '/session', { capabilities: { alwaysMatch: browser } });
    this.session = `/session/${sessionId}`;
    await this.ask('POST', `${this.session}/window/rect`, { width: 1440, height: 1000 });
  }

  /** One command of WebDriver. An error of its is thrown as a sentence. */
  async ask(method, path, body) {
    const reply = await fetch(this.address + path, { method, ...(body && { body: JSON.stringify(body) }) });
    const { value } = await reply.json();
    if (!reply.ok) throw new Error(`${method} ${path}: ${value.error}: ${value.message}`);
    return value;
  }

  /** @param {string} address */
  go(address) {
    return this.ask('POST', `${this.session}/url`, { url: address });
  }

  /** What a function answers in the page. @param {(...given: any[]) => any} body */
  run(body, ...args) {
    return this.ask('POST', `${this.session}/execute/sync`, { script: `return (${body})(...arguments)`, args });
  }

  /** Waits until a function answers with something true in the page, and returns that. */
  until(body, ...args) {
    return until(() => this.run(body, ...args), `${body} ${JSON.stringify(args)}`);
  }

  /** Waits for an element that is shown and has this text in it. @param {string} selector @param {string} [text] */
  sees(selector, text = '') {
    return this.until(
      (wanted, part) =>
        [...document.querySelectorAll(wanted)].find((one) => one.checkVisibility() && one.textContent.includes(part)),
      selector,
      text,
    );
  }

  /** Presses an element as the mouse does. @param {string} selector @param {string} [text]  that is in it */
  async click(selector, text) {
    const { [ELEMENT]: element } = await this.sees(selector, text);
    await this.ask('POST', `${this.session}/element/${element}/click`, {});
  }

  /** Presses a key while others are held. @param {string[]} keys  characters, or WebDriver's codes of keys */
  press(key, ...held) {
    const keys = [...held, key];
    const down = keys.map((value) => ({ type: 'keyDown', value }));
    const up = keys.reverse().map((value) => ({ type: 'keyUp', value }));
    return this.ask('POST', `${this.session}/actions`, {
      actions: [{ type: 'key', id: 'keyboard', actions: [...down, ...up] }],
    });
  }

  /** What follows is asked of the first frame in the page. */
  async enterFrame() {
    await this.ask('POST', `${this.session}/frame`, { id: 0 });
  }

  /** A picture of what is shown. @returns {Promise<Buffer>} PNG */
  async screenshot() {
    return Buffer.from(await this.ask('GET', `${this.session}/screenshot`), 'base64');
  }

  async close() {
    await this.ask('DELETE', this.session).catch(() => {});
    await this.endAll();
  }
}
