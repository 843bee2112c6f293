// Pictures that could not be loaded, wherever they stand in the page. One that fails is asked for in its smallest size.
// Where that fails, too, it gets a mark, and the link or button around it a description for screen readers. As long as
// one of them is in view, a note says so and offers to try again. When the network is back, all are tried again.
import './unloaded.css';
import { html, nothing, render } from 'lit-html';
import { texts } from './texts.js';

/** The class of a picture that could not be loaded. */
export const UNLOADED = 'unloaded';

/** Asks for all of them again. */
export function retryPictures() {
  for (const image of /** @type {NodeListOf<HTMLImageElement>} */ (document.querySelectorAll(`img.${UNLOADED}`))) {
    forget(image);
    if (image.dataset.srcset) image.srcset = image.dataset.srcset;
    image.src = image.src; // asks again
  }
}

/** Those in view. @type {Set<Element>} */
const inView = new Set();
const note = document.createElement('div');

// A picture that leaves the page leaves the view; it may have left since it was seen.
const observer = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) {
    if (isIntersecting && target.isConnected && target.classList.contains(UNLOADED)) inView.add(target);
    else inView.delete(target);
  }
  draw();
});

/** Starts watching the pictures of the page. */
export function watchPictures() {
  note.className = 'unloaded-note';
  note.setAttribute('role', 'status');
  document.body.append(note);
  for (const kind of ['error', 'load']) document.addEventListener(kind, onOutcome, { capture: true });
  for (const image of document.images) if (image.complete && image.currentSrc && !image.naturalWidth) fail(image);
  for (const kind of ['online', 'offline']) addEventListener(kind, draw);
  addEventListener('online', retryPictures);
}

/** @param {Event} event */
function onOutcome({ type, target }) {
  if (!(target instanceof HTMLImageElement)) return;
  if (type === 'error') fail(target);
  else if (target.classList.contains(UNLOADED)) forget(target);
}

/** @param {HTMLImageElement} image */
function fail(image) {
  if (image.srcset) {
    image.dataset.srcset = image.srcset;
    image.removeAttribute('srcset');
    return; // `src` is tried now
  }
  image.classList.add(UNLOADED);
  holderOf(image).setAttribute('aria-description', texts.unloaded.mark);
  observer.observe(image);
}

/** It has been loaded, is asked for again, or shows another picture. @param {HTMLImageElement} image */
export function forget(image) {
  image.classList.remove(UNLOADED);
  holderOf(image).removeAttribute('aria-description');
  observer.unobserve(image);
  inView.delete(image);
  draw();
}

/** What screen readers stop at. @param {HTMLImageElement} image */
const holderOf = (image) => image.closest('a, button') ?? image;

function draw() {
  // the picture of the Picture view has a sentence of its own, which is enough
  const told = [...inView].some((image) => image.closest('.stage'));
  const sentence = navigator.onLine ? texts.unloaded.note : texts.unloaded.offline;
  render(
    inView.size && !told
      ? html`<button class="action" @click=${retryPictures}>${texts.retry}</button>
          <p>${sentence}</p>`
      : nothing,
    note,
  );
}
