// Opens the script of the late views (late.js) with its style: when one of them is first shown, or when the page has
// nothing else to do. The contract is that of module.js: concurrent callers share one opening, later ones find it open,
// and a failed opening can be tried again.
import { texts } from './texts.js';

/** @typedef {typeof import('./late.js')} Late */

/** Where the built script and style lie; build.mjs writes it into the HTML. */
const built = () => {
  const meta = /** @type {HTMLMetaElement} */ (document.querySelector('meta[name="late"]'));
  const [script, style] = meta.content.split(' ');
  return { script, style };
};

/**
 * One promise of what `start` gives; a failed one is forgotten.
 * @template T
 * @param {() => Promise<T>} start
 */
function once(start) {
  /** @type {Promise<T> | undefined} */
  let promise;
  return () =>
    (promise ??= start().catch((error) => {
      promise = undefined;
      throw error;
    }));
}

let tries = 0;

/** @returns {Promise<Late>} */
const openScript = once(() => {
  // Browsers remember that an import failed, by its address: each further one is another address.
  const address = tries === 0 ? built().script : `${built().script}?${tries}`;
  ++tries;
  return import(new URL(address, document.baseURI).href);
});

const openStyle = once(
  () =>
    new Promise((done, failed) => {
      const link = document.createElement('link');
      link.rel = 'stylesheet';
      link.href = built().style;
      link.onload = () => done(link);
      link.onerror = () => {
        link.remove();
        failed(new Error(link.href));
      };
      document.head.append(link);
    }),
);

/** @returns {Promise<Late>} */
export async function openLate() {
  try {
    const [late] = await Promise.all([openScript(), openStyle()]);
    return late;
  } catch (error) {
    throw new Error(texts.late.why, { cause: error });
  }
}

/** Opens it once the page has loaded and has nothing to do; where that fails, the first view that needs it tries again. */
export function openLateWhenIdle() {
  const whenIdle = window.requestIdleCallback ?? ((/** @type {() => void} */ act) => setTimeout(act, 200)); // WebKit
  const wait = () => void whenIdle(() => void openLate().catch(() => {}));
  if (document.readyState === 'complete') wait();
  else addEventListener('load', wait, { once: true });
}
