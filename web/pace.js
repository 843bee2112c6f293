// Long work on the page's one thread, in slices: between them the page paints and handles events.

const slice = 8; // milliseconds of work between two breaths: half a frame

/** Lets the page paint and handle events. */
export function breathe() {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel(); // setTimeout would wait 4 ms
    port1.onmessage = () => {
      port1.close();
      resolve(undefined);
    };
    port2.postMessage(0);
  });
}

/**
 * A function that does the work in a task of its own, once for all calls until then.
 * @param {() => void} work
 */
export function inOwnTask(work) {
  let waiting = false;
  return () => {
    if (waiting) return;
    waiting = true;
    breathe().then(() => {
      waiting = false;
      work();
    });
  };
}

/** Says when a slice of work is used up. */
export class Pace {
  #since = performance.now();

  /** Call it often; returns at once until the slice is used up. */
  async keep() {
    if (performance.now() - this.#since < slice) return;
    await breathe();
    this.#since = performance.now();
  }
}
