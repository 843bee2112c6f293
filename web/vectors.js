// Brings the coded vectors (core/embedding/coded_vectors.h) into the main module's memory while they arrive: leading
// axes first, so that picks can be shown from a part of the file and settle as the rest comes.
import { asError } from './error.js';
import { Pace } from './pace.js';
import { texts } from './texts.js';
import { TransportError } from './transport.js';

/** @typedef {import('./core.js').MainModule} MainModule */
/** @typedef {import('./transport.js').OnProgress} OnProgress */

const portion = 256 * 1024; // bytes between two looks at the clock

/** The bytes have come, and are not what they should be. */
class Unusable extends Error {}

/**
 * @typedef {object} LoadOptions
 * @property {OnProgress} [onProgress] bytes of the file, as stored
 * @property {number} [total] bytes to expect (the manifest knows)
 * @property {(vectors: any) => void} [onAxes] called when more axes can be read
 * @property {AbortSignal} [signal]
 */

/**
 * Throws an Error whose text is a sentence for the visitor.
 * @param {MainModule} main
 * @param {(signal?: AbortSignal) => Promise<ReadableStream<Uint8Array>>} open  the file, from the page's transport
 * @param {LoadOptions} [options]
 * @returns {Promise<any>} Embind's CodedVectors, complete; the caller deletes it
 */
export async function readVectors(main, open, options = {}) {
  const vectors = new main.CodedVectors();
  try {
    await append(vectors, await unzipped(await open(options.signal), options), options);
    if (vectors.complete()) return vectors;
    const { short, noHeader } = texts.vectors;
    throw new Unusable(vectors.hasHeader() ? short(vectors.axes(), vectors.dimension()) : noHeader);
  } catch (error) {
    vectors.delete();
    throw sentenceOf(error);
  }
}

/** @param {any} vectors @param {ReadableStream<Uint8Array>} stream @param {LoadOptions} options */
async function append(vectors, stream, options) {
  const pace = new Pace();
  const reader = stream.getReader();
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      for (let at = 0; at < part.value.length; at += portion) {
        const axes = vectors.axes();
        const error = vectors.append(part.value.subarray(at, at + portion));
        if (error !== '') throw new Unusable(texts.vectors.unusable(error));
        if (vectors.axes() > axes) options.onAxes?.(vectors);
        await pace.keep();
        options.signal?.throwIfAborted();
      }
    }
  } catch (error) {
    reader.cancel().catch(() => {}); // the first error is reported
    throw error;
  }
}

/**
 * All bytes of a file that is stored zipped.
 * @param {ReadableStream<Uint8Array>} stream
 * @param {LoadOptions} [options]
 */
export async function readUnzipped(stream, options = {}) {
  return new Uint8Array(await new Response(await unzipped(stream, options)).arrayBuffer());
}

/**
 * Counts the bytes as they are stored and unzips them when they begin with gzip's magic: some hosts have done it
 * on the way.
 * @param {ReadableStream<Uint8Array>} stream
 * @param {LoadOptions} options
 */
async function unzipped(stream, { onProgress, total = 0 }) {
  const reader = stream.getReader();
  const head = await reader.read();
  let received = 0;
  const count = (/** @type {Uint8Array} */ part) => {
    received += part.length;
    onProgress?.({ received, total: total && Math.max(total, received) });
  };
  /** @type {ReadableStream<any>} */
  const whole = new ReadableStream({
    start(controller) {
      if (head.done) return controller.close();
      count(head.value);
      controller.enqueue(head.value);
    },
    async pull(controller) {
      const part = await reader.read();
      if (part.done) return controller.close();
      count(part.value);
      controller.enqueue(part.value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
  const zipped = !head.done && head.value[0] === 0x1f && (head.value.length < 2 || head.value[1] === 0x8b);
  return zipped ? whole.pipeThrough(new DecompressionStream('gzip')) : whole;
}

/** @param {unknown} thrown */
function sentenceOf(thrown) {
  const error = asError(thrown);
  if (error.name === 'AbortError' || error instanceof Unusable) return error;
  const { notFetched, notRead } = texts.vectors;
  const sentence = error instanceof TransportError ? notFetched(error.reason) : notRead(error.message);
  return new Error(sentence, { cause: error });
}
