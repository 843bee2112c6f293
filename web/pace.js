// Long work on the page's one thread, in slices: between them the page paints and handles events.

const slice = 8; // milliseconds of work in one task: half a frame

/** Continues in the next task of the event loop: until then the page can paint and handle events. */
export function nextTask() {
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
    nextTask().then(() => {
      waiting = false;
      work();
    });
  };
}

/** Work in slices: goes on in the next task when a slice is used up. */
export class Pace {
  #since = performance.now();

  /** Call it often; returns at once until the slice is used up. */
  async keep() {
    if (performance.now() - this.#since < slice) return;
    await nextTask();
    this.#since = performance.now();
  }
}
