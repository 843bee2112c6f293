// Opens a module of the page when it is first needed, and only then. The contract is that of tools/module, and
// tests/module/cases.json holds both to it: opened on the first call; later calls find it open; concurrent callers
// share one opening; a failed opening is a sentence and can be tried again.
//
// The page brings the bytes (web/transport.js) and hands them over, so that the same call serves a web server and a
// disk: Emscripten's own loadDynamicLibrary resolves early when called twice and reports success on a retry.
import { asError } from './error.js';
import { Boundary } from './memory.js';
import { words } from './module_texts.js';
import { once } from './once.js';
import { TransportError } from './transport.js';

/** @typedef {import('./core.js').MainModule} MainModule */
/** @typedef {import('./memory.js').Memory} Memory */
/** @typedef {import('./transport.js').OnProgress} OnProgress */

/**
 * @typedef {object} PageModule
 * @property {string} name 'spotlight': what the module is called, and the prefix of what it exports
 * @property {string} purpose completes "It would have ..."
 * @property {(onProgress: OnProgress) => Promise<Uint8Array>} bytes those of its file, from the page's transport
 */

/**
 * What a module is linked to.
 * @typedef {object} Link
 * @property {string} build  of the page: a module of another one is refused
 * @property {(bytes: Uint8Array) => boolean} takes  whether they are a module that is linked so
 * @property {(bytes: Uint8Array) => Promise<{functions: Record<string, Function>, memory: Memory}>} open
 */

/**
 * To the main module, whose memory it shares: a side module (wasm/modules.cmake).
 * @param {MainModule} main
 * @returns {Link}
 */
export function toMain(main) {
  return {
    build: main.build(),
    takes: (bytes) => isWasm(bytes) && isSide(bytes),
    open: async (bytes) => {
      const functions = await main.loadWebAssemblyModule(bytes, { loadAsync: true, nodelete: true });
      return { functions, memory: main };
    },
  };
}

/**
 * To nothing: it has a memory of its own, and a factory that Emscripten made with it (-sMODULARIZE).
 * @param {(options: object) => Promise<any>} create
 * @param {string} build
 * @returns {Link}
 */
export function byFactory(create, build) {
  return {
    build,
    takes: (bytes) => isWasm(bytes) && !isSide(bytes),
    open: async (wasmBinary) => {
      const memory = await create({ wasmBinary });
      const exported = Object.keys(memory).filter((name) => name.startsWith('_'));
      return { functions: Object.fromEntries(exported.map((name) => [name.slice(1), memory[name]])), memory };
    },
  };
}

/**
 * Makes the opener of one module. What it throws is an Error whose text is a sentence for the visitor.
 * @param {Link} link
 * @param {PageModule} module
 * @returns {(onProgress?: OnProgress) => Promise<Boundary>}
 */
export function moduleOpener(link, module) {
  /** @type {Set<OnProgress>} */
  const watching = new Set();

  const open = once(async () => {
    const bytes = await bytesOf(module, (progress) => watching.forEach((onProgress) => onProgress(progress)));
    if (!link.takes(bytes)) throw new Error(words.failed(module, words.broken));
    const boundary = await linked(link, module, bytes);
    const build = boundary.functions[`${module.name}_build`];
    const found = build ? boundary.text(build()) : words.unknownBuild;
    if (found === link.build) return boundary;
    throw new Error(words.failed(module, words.otherBuild(found, link.build)));
  });

  return async (onProgress) => {
    if (onProgress) watching.add(onProgress);
    try {
      return await open();
    } finally {
      if (onProgress) watching.delete(onProgress);
    }
  };
}

/** @param {PageModule} module @param {OnProgress} onProgress */
async function bytesOf(module, onProgress) {
  try {
    return await module.bytes(onProgress);
  } catch (error) {
    const reason = error instanceof TransportError ? error.reason : asError(error).message;
    throw new Error(words.failed(module, words.notFetched(reason)), { cause: error });
  }
}

/** @param {Link} link @param {PageModule} module @param {Uint8Array} bytes */
async function linked(link, module, bytes) {
  try {
    const { functions, memory } = await link.open(bytes);
    return new Boundary(module.name, functions, memory);
  } catch (error) {
    const reason = asError(error).message;
    throw new Error(words.failed(module, words.notLinked(reason)), { cause: error });
  }
}

/** Nothing else is handed over: Emscripten would abort on it. @param {Uint8Array} bytes */
const isWasm = (bytes) => WebAssembly.validate(/** @type {Uint8Array<ArrayBuffer>} */ (bytes));

/** Whether the first section is "dylink...". REQUIRES: it is wasm. @param {Uint8Array} bytes */
const isSide = (bytes) => bytes[8] === 0 && String.fromCharCode(...bytes.subarray(9, 24)).includes('dylink');
