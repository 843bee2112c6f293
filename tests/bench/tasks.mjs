// Tasks of a page's main thread, read from a trace of Chromium.

/** What a trace must hold: page.tracing.start({categories}). */
export const categories = ['toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline'];

/** ms: what took longest in a task that is longer than this is listed. */
export const most = 50;

/** The thread that parsed the page: Chromium has pages of its own in other ones. */
let main = '';

/** Tasks of the page's main thread in a trace, in ms, with what took longest in each. */
export function tasksOf(trace, origin, listed = most) {
  const { traceEvents } = JSON.parse(new TextDecoder().decode(trace));
  const threadOf = ({ pid, tid }) => `${pid} ${tid}`;
  const parsed = traceEvents.find(({ name, args }) => name === 'ParseHTML' && args.beginData?.url.startsWith(origin));
  if (parsed) main = threadOf(parsed);
  const events = traceEvents.filter((event) => event.ph === 'X' && threadOf(event) === main);
  const tasks = events
    .filter(({ name }) => name === 'RunTask')
    .map(({ ts, dur, tdur }) => ({ ts, end: ts + dur, wall: dur / 1000, cpu: (tdur ?? dur) / 1000 }));
  for (const task of tasks) {
    if (task.cpu <= listed) continue;
    const inside = events.filter(
      ({ name, ts, dur }) =>
        name !== 'RunTask' && ts >= task.ts && ts + dur <= task.end && !/^ThreadController/.test(name),
    );
    task.parts = inside
      .filter(({ tdur }) => tdur)
      .sort((a, b) => b.tdur - a.tdur)
      .slice(0, 6)
      .map(({ name, tdur }) => `${name} ${(tdur / 1000).toFixed(1)}`);
  }
  return tasks;
}
