// Small parts that several views use.
import { html, nothing } from 'lit-html';
import { formatAddress } from './address.js';
import { moduleOf } from './published.js';
import { everywhere, withOwn } from './query.js';
import { texts } from './texts.js';

/**
 * @param {string} name
 * @param {string} label
 */
export function dialog(name, label) {
  const element = document.createElement('dialog');
  element.className = name;
  element.setAttribute('aria-label', label);
  element.addEventListener('click', (event) => {
    // the backdrop is the dialog itself
    if (event.target === element) element.close();
  });
  document.body.append(element);
  return element;
}

/**
 * A button that is an icon; its name is for screen readers and for the tooltip.
 * @param {unknown} icon
 * @param {string} name
 * @param {() => void} act
 * @param {{ pressed?: boolean, kind?: string }} [how]  pressed: it is a switch; kind: further classes
 */
export function tool(icon, name, act, { pressed, kind = '' } = {}) {
  return html`<button
    type="button"
    class="tool ${kind}"
    aria-label=${name}
    title=${name}
    aria-pressed=${pressed ?? nothing}
    @click=${act}
  >
    ${icon}
  </button>`;
}

/**
 * A failure in the place of what failed: a sentence, with a retry.
 * @param {string} sentence
 * @param {string} why
 * @param {(() => void) | null} retry
 */
export function failure(sentence, why, retry) {
  return html`<div class="notice" role="alert">
    <p>${sentence}</p>
    ${why ? html`<p class="why">${why}</p>` : nothing}
    ${retry ? html`<button class="action" @click=${retry}>${texts.retry}</button>` : nothing}
  </div>`;
}

/** More pictures than a calendar has pages: an address may not be long. */
const MOST_BROUGHT = 60;

/**
 * A link that brings pictures to the calendar's board; nothing where the site was published without it.
 * @param {Manifest} manifest
 * @param {import('./query.js').Query} query  the present one
 * @param {string[]} keys
 * @param {string} [kind]  its class
 */
export function calendarLink(manifest, query, keys, kind = 'action') {
  if (!moduleOf(manifest, 'calendar').path) return nothing;
  const add = keys.slice(0, MOST_BROUGHT).join('');
  const href = formatAddress('calendar', '', withOwn(everywhere(query), { add }));
  return html`<a class=${kind} href=${href}>${texts.toCalendar}</a>`;
}

/**
 * Downloads a text as a file.
 * @param {string} name
 * @param {string} type  of the content
 * @param {string} text
 */
export function download(name, type, text) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

/**
 * Copies a text, which may still be on its way: the clipboard is asked at once, because WebKit allows it only while
 * the press that calls this is handled.
 * @param {string | Promise<string>} text
 * @returns {Promise<boolean>} whether the browser let the page copy, and the text arrived
 */
export async function copyText(text) {
  try {
    if (typeof ClipboardItem === 'undefined') {
      await navigator.clipboard.writeText(await text);
    } else {
      const type = 'text/plain';
      const content = Promise.resolve(text).then((known) => new Blob([known], { type }));
      await navigator.clipboard.write([new ClipboardItem({ [type]: content })]);
    }
    return true;
  } catch {
    return false; // not a secure context, or not allowed
  }
}

/**
 * An address from the data, if it is one that a link may lead to.
 * @param {string} text
 */
export function safeLink(text) {
  try {
    const url = new URL(text);
    return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : '';
  } catch {
    return '';
  }
}

/**
 * A licence given as an address is a link.
 * @param {string} text
 */
export function licence(text) {
  const link = safeLink(text);
  return link ? html`<a href=${link} rel="noreferrer">${link.replace(/^https?:\/\//, '')}</a>` : text;
}
