// Values across a C boundary (core/boundary.h): numbers, and addresses of arrays in the memory that the functions work
// on. Arguments and results are copied, and a failure is an Error with the module's sentence.
import { words } from './module_texts.js';

/**
 * A module's memory, as Emscripten gives it. HEAPF32 is another one when the memory has grown: it is read after the
 * call that may have grown it, never before.
 * @typedef {object} Memory
 * @property {Float32Array<ArrayBuffer>} HEAPF32
 * @property {(bytes: number) => number} _malloc  0: there is no room
 * @property {(address: number) => void} _free
 * @property {(address: number) => string} UTF8ToString
 */

const DONE = 0; // VITRINE_DONE
const FAILED = 2; // VITRINE_FAILED

export class Boundary {
  #error;

  /**
   * @param {string} name  of the module, and the prefix of its functions
   * @param {Record<string, Function>} functions
   * @param {Memory} memory
   */
  constructor(name, functions, memory) {
    this.functions = functions;
    this.memory = memory;
    this.#error = functions[`${name}_error`];
  }

  /**
   * @param {number} address  of a text
   * @returns {string}
   */
  text(address) {
    return this.memory.UTF8ToString(address);
  }

  /**
   * What an open returned. Throws when it failed.
   * @param {number} address
   */
  opened(address) {
    if (address === 0) throw this.#failure();
    return address;
  }

  /**
   * Whether the work is done; false: there is more to do. Throws when it failed.
   * @param {number} status
   */
  done(status) {
    if (status === FAILED) throw this.#failure();
    return status === DONE;
  }

  /**
   * Calls `work` with the address of a copy of the array.
   * @template T
   * @param {Int32Array | Float32Array | Uint8Array} array
   * @param {(copy: number) => T} work
   * @returns {T}
   */
  withCopy(array, work) {
    const copy = this.memory._malloc(Math.max(4, array.byteLength));
    if (copy === 0) {
      throw new Error(words.noMemory(array.length));
    }
    try {
      const { buffer } = this.memory.HEAPF32;
      const Numbers = /** @type {any} */ (array.constructor);
      new Numbers(buffer, copy, array.length).set(array);
      return work(copy);
    } finally {
      this.memory._free(copy);
    }
  }

  /** @param {number} address @param {number} length */
  ints(address, length) {
    return new Int32Array(this.memory.HEAPF32.buffer, address, length).slice();
  }

  /** @param {number} address @param {number} length */
  floats(address, length) {
    return new Float32Array(this.memory.HEAPF32.buffer, address, length).slice();
  }

  /** @param {number} address @param {number} length */
  doubles(address, length) {
    return new Float64Array(this.memory.HEAPF32.buffer, address, length).slice();
  }

  #failure() {
    return new Error(this.text(this.#error()));
  }
}
