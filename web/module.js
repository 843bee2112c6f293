// Opens a side module of the page when it is first needed, and only then. The contract is that of tools/module, and
// tests/module/cases.json holds both to it: opened on the first call; later calls find it open; concurrent callers
// share one opening; a failed opening is a sentence and can be tried again.
//
// The bytes are fetched by the page and handed to the main module, so that the same call serves a web server and
// a disk: Emscripten's own loadDynamicLibrary resolves early when called twice and pretends success on a retry.
import { asError } from './error.js';
import { TransportError } from './transport.js';

/** @typedef {import('./core.js').MainModule} MainModule */
/** @typedef {import('./transport.js').OnProgress} OnProgress */

/**
 * @typedef {object} SideModule
 * @property {string} name 'spotlight': what the module is called, and the prefix of what it exports
 * @property {string} purpose completes "It would have ..."
 * @property {(onProgress: OnProgress) => Promise<Uint8Array>} bytes those of its file, from the page's transport
 */

/** @typedef {Record<string, Function>} SideExports */

/**
 * Makes the opener of one side module. The promise it returns is of the module's exports; it throws an Error whose
 * text is a sentence for people.
 * @param {MainModule} main
 * @param {SideModule} side
 * @returns {(onProgress?: OnProgress) => Promise<SideExports>}
 */
export function moduleOpener(main, side) {
  /** @type {Promise<SideExports> | undefined} */
  let opening;
  /** @type {Set<OnProgress>} */
  const watching = new Set();

  const attempt = async () => {
    const bytes = await bytesOf(side, (progress) => watching.forEach((onProgress) => onProgress(progress)));
    if (!isSideModule(bytes)) throw new Error(sentence(side, 'is broken: what was fetched is not a module'));
    const exports = await linked(main, side, bytes);
    const build = exports[`${side.name}_build`];
    const found = build ? main.UTF8ToString(build()) : 'a module that does not say which';
    if (found === main.build()) return exports;
    throw new Error(sentence(side, `belongs to another build: it is '${found}', the page is '${main.build()}'`));
  };

  return async (onProgress) => {
    if (onProgress) watching.add(onProgress);
    opening ??= attempt().catch((error) => {
      opening = undefined; // forgotten, so that it can be tried again
      throw error;
    });
    try {
      return await opening;
    } finally {
      if (onProgress) watching.delete(onProgress);
    }
  };
}

/** @param {SideModule} side @param {OnProgress} onProgress */
async function bytesOf(side, onProgress) {
  try {
    return await side.bytes(onProgress);
  } catch (error) {
    const reason = error instanceof TransportError ? error.reason : asError(error).message;
    throw new Error(sentence(side, `could not be fetched: ${reason}`), { cause: error });
  }
}

/**
 * @param {MainModule} main
 * @param {SideModule} side
 * @param {Uint8Array} bytes
 * @returns {Promise<SideExports>}
 */
async function linked(main, side, bytes) {
  try {
    return await main.loadWebAssemblyModule(bytes, { loadAsync: true, nodelete: true });
  } catch (error) {
    const reason = asError(error).message;
    throw new Error(sentence(side, `could not be linked (${reason})`), { cause: error });
  }
}

/** @param {SideModule} side @param {string} what */
function sentence(side, what) {
  return `The ${side.name} module ${what}. It would have ${side.purpose}. Everything else goes on; try again, or reload the page.`;
}

/**
 * Valid wasm whose first section is "dylink...": nothing else is handed to the main module, which would abort on it.
 * @param {Uint8Array} bytes
 */
function isSideModule(bytes) {
  const head = String.fromCharCode(...bytes.subarray(0, 24));
  return (
    head.startsWith('\0asm') &&
    bytes[8] === 0 &&
    head.includes('dylink') &&
    WebAssembly.validate(/** @type {Uint8Array<ArrayBuffer>} */ (bytes))
  );
}
