// The only way bytes come into the page. `start` (web/app.js) chooses one transport; everything that needs bytes gets
// it: documents, vectors, scores of tags, the layout, wasm modules. An error of a transport is a sentence for the
// visitor, made here: what could not be fetched, and why.
import { asError } from './error.js';
import { texts } from './texts.js';

/**
 * Bytes so far. `total` is 0 while it is not known.
 * @typedef {(progress: {received: number, total: number}) => void} OnProgress
 */

/**
 * The bytes behind a path of the site, as they arrive. Rejects with a TransportError, or with an AbortError when
 * `signal` says so; so does reading from the stream.
 * @typedef {(path: string, signal?: AbortSignal) => Promise<ReadableStream<Uint8Array>>} Open
 */

/** Bytes that could not be fetched. */
export class TransportError extends Error {
  /**
   * @param {string} path
   * @param {string} reason  as a part of a sentence
   * @param {unknown} [cause]
   */
  constructor(path, reason, cause) {
    super(texts.transport.failed(path, reason), { cause });
    this.reason = reason;
  }
}

export class Transport {
  /** @param {Open} open */
  constructor(open) {
    this.open = open;
  }

  /**
   * All bytes behind a path.
   * @param {string} path
   * @param {OnProgress} [onProgress]
   * @param {number} [total] bytes to expect, when the caller knows: a server that compresses does not say
   * @returns {Promise<Uint8Array<ArrayBuffer>>}
   */
  async bytes(path, onProgress, total = 0) {
    const parts = [];
    let received = 0;
    const reader = (await this.open(path)).getReader();
    onProgress?.({ received, total });
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      parts.push(part.value);
      received += part.value.length;
      onProgress?.({ received, total: total && Math.max(total, received) });
    }
    const bytes = new Uint8Array(received);
    let at = 0;
    for (const part of parts) {
      bytes.set(part, at);
      at += part.length;
    }
    return bytes;
  }
}

/** From the server that the page came from. */
export const http = new Transport(async (path, signal) => {
  const reply = await fetch(path, { signal }).catch((error) => {
    throw lost(path, error, texts.transport.unreachable);
  });
  if (reply.status === 404) throw new TransportError(path, texts.transport.missing);
  if (!reply.ok) throw new TransportError(path, texts.transport.status(reply.status));
  const reader = reply.body?.getReader();
  return new ReadableStream({
    async pull(controller) {
      const part = await reader?.read().catch((error) => {
        throw lost(path, error, texts.transport.brokenOff);
      });
      if (part?.value) controller.enqueue(part.value);
      else controller.close();
    },
    cancel: (reason) => reader?.cancel(reason),
  });
});

/**
 * What the browser says of a connection ("Failed to fetch", "NetworkError when attempting ...") in our words.
 * @param {string} path
 * @param {unknown} thrown
 * @param {string} reason  where the browser believes to be online
 */
function lost(path, thrown, reason) {
  const error = asError(thrown);
  if (error.name === 'AbortError') return error;
  const offline = globalThis.navigator?.onLine === false;
  return new TransportError(path, offline ? texts.transport.offline : reason, error);
}
