// Opens the script of the late views (late.js) with its style: when one of them is first shown, or when the page has
// nothing else to do. An opening that failed can be tried again.
import { once } from './once.js';
import { texts } from './texts.js';

/** @typedef {typeof import('./late.js')} Late */

/** Where the built script and style lie; build.mjs writes it into the HTML. */
const built = () => {
  const meta = /** @type {HTMLMetaElement} */ (document.querySelector('meta[name="late"]'));
  const [script, style] = meta.content.split(' ');
  return { script, style };
};

/**
 * Adds a <link> to the page; resolves when what it names has been fetched.
 * @param {Partial<HTMLLinkElement>} what
 * @returns {Promise<HTMLLinkElement>}
 */
function linked(what) {
  return new Promise((done, failed) => {
    const link = Object.assign(document.createElement('link'), what);
    link.onload = () => done(link);
    link.onerror = () => {
      link.remove();
      failed(new Error(link.href));
    };
    document.head.append(link);
  });
}

let tries = 0;

const openScript = once(
  /** @param {'auto' | 'low'} priority @returns {Promise<Late>} */
  async (priority) => {
    // Browsers remember that an import failed, by its address: each further one is another address.
    const href = new URL(tries ? `${built().script}?${tries}` : built().script, document.baseURI).href;
    ++tries;
    // An import has no priority; a link that comes before it has.
    const { relList } = document.createElement('link');
    if (priority === 'low' && relList.supports('modulepreload')) {
      await linked({ rel: 'modulepreload', href, fetchPriority: priority });
    }
    return import(href);
  },
);

const openStyle = once(async (/** @type {'auto' | 'low'} */ priority) => {
  // A sheet for another medium does not hurry.
  const link = await linked({ rel: 'stylesheet', href: built().style, media: priority === 'low' ? 'print' : 'all' });
  link.media = 'all';
});

/**
 * @param {'auto' | 'low'} [priority]  among what else is being fetched
 * @returns {Promise<Late>}
 */
export async function openLate(priority = 'auto') {
  try {
    const [late] = await Promise.all([openScript(priority), openStyle(priority)]);
    return late;
  } catch (error) {
    throw new Error(texts.late.why, { cause: error });
  }
}

/** Opens it once the page has loaded and has nothing to do; where that fails, the first view that needs it tries again. */
export function openLateWhenIdle() {
  const whenIdle = window.requestIdleCallback ?? ((/** @type {() => void} */ act) => setTimeout(act, 200)); // WebKit
  const wait = () => void whenIdle(() => void openLate('low').catch(() => {}));
  if (document.readyState === 'complete') wait();
  else addEventListener('load', wait, { once: true });
}
