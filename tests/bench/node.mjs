// What the benches in node share.

/** Milliseconds of processor time, which other work on the machine does not disturb; of a promise, a promise of them. */
export function processorTime(work) {
  const before = process.cpuUsage();
  const passed = () => {
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  };
  const done = work();
  return done instanceof Promise ? done.then(passed) : passed();
}

/** Numbers 0 <= x < 1, for each seed the same each time. */
export function numbers(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state >>> 8) / 2 ** 24;
  };
}

/** @param {number[]} times */
export const median = (times) => times.sort((a, b) => a - b)[times.length >> 1];
