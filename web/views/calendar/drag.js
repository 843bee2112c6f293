// Carrying a picture by pointer: from the pool or a slot to a slot. A mouse begins when it has moved a little, a finger
// when it has rested on the picture: until then it scrolls.

const SLOP = 6; // px
const LONG_PRESS_MS = 350;
/** Within this distance of the window's edge the page scrolls, px. */
const EDGE = 80;
/** At the edge itself, px a frame. */
const FASTEST = 14;
const FACE = 112; // px

/**
 * What is carried: a picture, and the slot it comes from; -1: from the pool.
 * @typedef {{row: number, slot: number, image: HTMLImageElement}} Load
 */

/**
 * @typedef {object} Hands
 * @property {(target: Element) => Load | null} loadAt  what can be carried from there
 * @property {(load: Load | null) => void} carrying  it begins; null: it has ended
 * @property {(slot: number, onPool: boolean) => void} over  what it is held over; -1: no slot
 * @property {(load: Load, slot: number, onPool: boolean) => void} drop
 */

export class Drag {
  /** @type {Load | null} */
  load = null;
  /** @type {HTMLElement | null} */
  face = null;
  /** The press that may become a drag, or is one. @type {AbortController | null} */
  press = null;
  isTouch = false;
  /** A drag has just ended: the click that follows is a part of it. */
  ended = false;
  x = 0;
  y = 0;
  frame = 0;

  /**
   * @param {HTMLElement} root
   * @param {Hands} hands
   */
  constructor(root, hands) {
    this.root = root;
    this.hands = hands;
    root.addEventListener('pointerdown', (event) => this.onDown(event));
    // a finger that carries does not scroll: the browser asks at the first touchmove
    root.addEventListener('touchmove', (event) => this.load && event.cancelable && event.preventDefault(), {
      passive: false,
    });
    root.addEventListener('contextmenu', (event) => this.press && this.isTouch && event.preventDefault());
    root.addEventListener('dragstart', (event) => event.preventDefault());
    root.addEventListener(
      'click',
      (event) => {
        if (!this.ended) return;
        event.preventDefault();
        event.stopPropagation();
      },
      true,
    );
  }

  /** @param {PointerEvent} event */
  onDown(event) {
    this.ended = false;
    if (event.button !== 0 || !event.isPrimary || !(event.target instanceof Element)) return;
    const load = this.hands.loadAt(event.target);
    if (!load) return;
    this.stop();
    const press = new AbortController();
    const { signal } = press;
    this.press = press;
    this.isTouch = event.pointerType !== 'mouse';
    const { clientX, clientY, pointerId } = event;
    const begin = () => this.begin(load, pointerId);
    const timer = this.isTouch ? window.setTimeout(begin, LONG_PRESS_MS) : 0;
    signal.addEventListener('abort', () => clearTimeout(timer));
    this.to(event);
    const move = (/** @type {PointerEvent} */ at) => {
      if (at.pointerId !== pointerId) return;
      this.to(at);
      if (this.load) this.follow();
      else if (Math.hypot(at.clientX - clientX, at.clientY - clientY) > SLOP) {
        if (this.isTouch) this.stop();
        else begin();
      }
    };
    const end = (/** @type {PointerEvent} */ at) => at.pointerId === pointerId && this.end(at.type === 'pointerup');
    addEventListener('pointermove', move, { signal });
    addEventListener('pointerup', end, { signal });
    addEventListener('pointercancel', end, { signal });
    addEventListener('keydown', (key) => this.onKey(key), { signal, capture: true });
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    if (event.key !== 'Escape' || !this.load) return;
    event.preventDefault();
    event.stopPropagation();
    this.end(false);
  }

  /** @param {PointerEvent} event */
  to({ clientX, clientY }) {
    this.x = clientX;
    this.y = clientY;
  }

  /** @param {Load} load @param {number} pointer */
  begin(load, pointer) {
    this.load = load;
    this.root.setPointerCapture(pointer);
    if (this.isTouch) navigator.vibrate?.(10);
    const face = document.createElement('div');
    face.className = 'carried';
    const image = document.createElement('img');
    image.src = load.image.currentSrc || load.image.src;
    image.alt = '';
    image.style.setProperty('object-position', load.image.style.getPropertyValue('object-position'));
    face.append(image);
    this.root.append(face);
    this.face = face;
    this.hands.carrying(load);
    this.follow();
    this.scroll();
  }

  /** The face follows the pointer. */
  follow() {
    const above = this.isTouch ? FACE * 0.75 : FACE / 3; // a finger would cover it
    this.face?.style.setProperty('transform', `translate(${this.x - FACE / 2}px, ${this.y - above}px)`);
    const { slot, onPool } = this.under();
    this.hands.over(slot, onPool);
  }

  /** What lies under the pointer. */
  under() {
    const element = document.elementFromPoint(this.x, this.y);
    const slot = element?.closest('[data-slot]');
    return {
      slot: slot instanceof HTMLElement && this.root.contains(slot) ? Number(slot.dataset.slot) : -1,
      onPool: element?.closest('.drawer') !== null,
    };
  }

  /** The page scrolls while the pointer is near the window's upper or lower edge. */
  scroll() {
    if (!this.load) return;
    this.frame = requestAnimationFrame(() => this.scroll());
    const top = parseFloat(getComputedStyle(this.root).getPropertyValue('--bar')) || 0;
    const into = Math.max(0, top + EDGE - this.y) - Math.max(0, this.y - (innerHeight - EDGE));
    if (into === 0) return;
    const before = scrollY;
    scrollBy({ top: -Math.sign(into) * Math.min(FASTEST, (Math.abs(into) / EDGE) * FASTEST), behavior: 'instant' });
    if (scrollY !== before) this.follow();
  }

  /** Also when the view is left. @param {boolean} drops */
  end(drops) {
    const { load } = this;
    const { slot, onPool } = this.under();
    this.stop();
    if (!load) return;
    this.ended = true;
    setTimeout(() => (this.ended = false)); // the click, if one comes, comes before
    this.hands.carrying(null);
    if (drops) this.hands.drop(load, slot, onPool);
  }

  stop() {
    this.press?.abort();
    this.press = null;
    cancelAnimationFrame(this.frame);
    this.face?.remove();
    this.face = null;
    this.load = null;
  }
}
