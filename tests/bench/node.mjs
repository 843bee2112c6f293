// What the benches in node share.

/** Milliseconds of processor time, which other work on the machine does not disturb. */
export function processorTime(work) {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** @param {number[]} times */
export const median = (times) => times.sort((a, b) => a - b)[times.length >> 1];
