// The stage: a picture fitted to the room there is, with zoom and pan by wheel, pinch, double tap and drag, and
// swipes while it is not zoomed. First the small thumbnail, then the sharp one over it.
import { srcsetOf } from '../../store/pictures.js';
import { forget, UNLOADED } from '../../unloaded.js';

const SWIPE_PX = 56;
const STILL_PX = 8;
/** Two taps are a double tap when the second follows this soon, and this near. */
const TAP_MS = 300;
const TAP_PX = 32;

/** @typedef {import('../../store.js').Store} Store */

export class Stage {
  /**
   * @param {{swipe: (direction: 'left' | 'right' | 'up' | 'down') => void, changed: () => void}} listeners
   *        changed: zoomed or fitted; failed, or loaded after all
   */
  constructor(listeners) {
    this.listeners = listeners;
    this.root = document.createElement('div');
    this.root.className = 'stage';
    this.root.tabIndex = -1;
    this.holder = document.createElement('div');
    this.holder.className = 'holder';
    this.soft = document.createElement('img');
    this.soft.className = 'soft';
    this.soft.alt = '';
    this.sharp = document.createElement('img');
    this.sharp.className = 'sharp';
    this.soft.draggable = this.sharp.draggable = false;
    this.holder.append(this.soft, this.sharp);
    this.root.append(this.holder);
    this.width = 0;
    this.height = 0;
    this.scale = 1;
    this.x = 0;
    this.y = 0;
    /** @type {Map<number, {x: number, y: number}>} */
    this.pointers = new Map();
    this.sharp.addEventListener('load', () => {
      this.holder.classList.add('loaded');
      this.fail(false);
    });
    this.sharp.addEventListener('error', () => {
      this.original = ''; // it may be the missing one
      if (this.sharp.classList.contains(UNLOADED)) this.fail(true);
    });
    new ResizeObserver(() => this.fit()).observe(this.root);
    this.listen();
  }

  /** Whether the picture could not be loaded. */
  failed = false;

  /** @param {boolean} failed */
  fail(failed) {
    if (failed === this.failed) return;
    this.failed = failed;
    this.listeners.changed();
  }

  /** Whether a small copy is there. */
  get hasSoft() {
    return this.soft.naturalWidth > 0;
  }

  get zoomed() {
    return this.scale > 1.01;
  }

  /**
   * @param {Store} store
   * @param {number} row
   */
  show(store, row) {
    this.clear();
    if (!store.pictures.has(row)) return;
    this.width = store.collection.width[row];
    this.height = store.collection.height[row];
    const sizes = store.pictures.thumbnails(row);
    this.sharp.alt = store.pictures.name(row);
    this.holder.hidden = false;
    this.holder.style.setProperty('background-color', store.pictures.ground(row));
    this.fit();
    this.soft.src = sizes[0].path;
    this.candidates = srcsetOf(sizes);
    this.sharp.srcset = this.candidates;
    this.sharp.src = sizes[sizes.length - 1].path;
  }

  candidates = '';
  original = '';

  /** @param {string} path  of the original, for looking closer; "" without one */
  offer(path) {
    this.original = path;
    if (this.zoomed) this.place();
  }

  clear() {
    this.scale = 1;
    this.x = this.y = 0;
    this.width = this.height = 0;
    this.original = '';
    this.failed = false;
    this.holder.hidden = true;
    this.holder.classList.remove('loaded');
    for (const image of [this.soft, this.sharp]) {
      image.removeAttribute('srcset');
      image.removeAttribute('src');
      forget(image);
    }
  }

  /**
   * @param {Store} store
   * @param {number} row
   */
  prefetch(store, row) {
    const image = new Image();
    const sizes = store.pictures.thumbnails(row);
    image.sizes = this.sharp.sizes;
    image.srcset = srcsetOf(sizes);
  }

  /** The size at which the whole picture shows; never larger than two screen pixels a picture's. */
  get fitted() {
    const room = this.root.getBoundingClientRect();
    const scale = Math.min(room.width / this.width, room.height / this.height, 2);
    return { width: this.width * scale, height: this.height * scale, room };
  }

  fit() {
    if (this.width === 0) return;
    const { width, height } = this.fitted;
    this.holder.style.setProperty('width', `${Math.round(width)}px`);
    this.holder.style.setProperty('height', `${Math.round(height)}px`);
    this.place();
  }

  place() {
    const { width, height, room } = this.fitted;
    const x = Math.max(0, (width * this.scale - room.width) / 2);
    const y = Math.max(0, (height * this.scale - room.height) / 2);
    if (this.zoomed) {
      this.x = Math.min(x, Math.max(-x, this.x));
      this.y = Math.min(y, Math.max(-y, this.y));
    }
    this.sharp.sizes = `${Math.round(width * this.scale)}px`;
    if (this.zoomed && this.original && !this.sharp.srcset.includes(this.original)) {
      this.sharp.srcset = `${this.candidates}, ${this.original} ${this.width}w`;
    }
    this.holder.style.setProperty('transform', `translate(${this.x}px, ${this.y}px) scale(${this.scale})`);
    this.root.classList.toggle('zoomed', this.zoomed);
  }

  reset() {
    this.zoomBy(1 / this.scale);
  }

  /**
   * @param {number} factor
   * @param {{x: number, y: number}} [at]  stays where it is; px from the stage's centre
   */
  zoomBy(factor, at = { x: 0, y: 0 }) {
    if (this.width === 0) return;
    const before = this.scale;
    const largest = Math.max(4, (this.width / this.fitted.width) * 2);
    this.scale = Math.min(largest, Math.max(1, before * factor));
    if (this.scale < 1.01) this.scale = 1;
    const change = this.scale / before;
    this.x = this.zoomed ? at.x - (at.x - this.x) * change : 0;
    this.y = this.zoomed ? at.y - (at.y - this.y) * change : 0;
    this.place();
    if (before > 1.01 !== this.zoomed) this.listeners.changed();
  }

  /** @param {{clientX: number, clientY: number}} event */
  fromCentre(event) {
    const box = this.root.getBoundingClientRect();
    return { x: event.clientX - box.left - box.width / 2, y: event.clientY - box.top - box.height / 2 };
  }

  listen() {
    const { root, pointers } = this;
    let moved = { x: 0, y: 0 };
    let spread = 0;
    let fingers = 0; // the largest number of pointers since the first one
    let pointerType = '';
    root.addEventListener(
      'wheel',
      (event) => {
        event.preventDefault();
        this.zoomBy(Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.002)), this.fromCentre(event));
      },
      { passive: false },
    );
    root.addEventListener('dblclick', (event) => {
      if (pointerType !== 'touch') this.toggle(event); // of touch some browsers send none: see isDoubleTap
    });
    const down = (/** @type {PointerEvent} */ event) => {
      if (event.button !== 0) return;
      pointerType = event.pointerType;
      root.setPointerCapture(event.pointerId);
      pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
      fingers = pointers.size === 1 ? 1 : Math.max(fingers, pointers.size);
      moved = { x: 0, y: 0 };
      spread = distance(pointers);
    };
    root.addEventListener('pointerdown', down);
    // during a view transition the document gets the events of the stage
    document.documentElement.addEventListener('pointerdown', (event) => {
      if (event.target === document.documentElement && root.isConnected) down(event);
    });
    root.addEventListener('pointermove', (event) => {
      const before = pointers.get(event.pointerId);
      if (!before) return;
      const step = { x: event.clientX - before.x, y: event.clientY - before.y };
      pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
      if (pointers.size === 2) {
        const now = distance(pointers);
        const [a, b] = pointers.values();
        this.zoomBy(now / spread, this.fromCentre({ clientX: (a.x + b.x) / 2, clientY: (a.y + b.y) / 2 }));
        spread = now;
        moved = { x: 0, y: 0 };
        return;
      }
      moved = { x: moved.x + step.x, y: moved.y + step.y };
      if (this.zoomed) {
        this.x += step.x;
        this.y += step.y;
      } else if (event.pointerType !== 'mouse') {
        // the picture follows the finger along one axis
        const across = Math.abs(moved.x) > Math.abs(moved.y);
        this.x = across ? moved.x : 0;
        this.y = across ? 0 : moved.y / 2;
      }
      this.place();
    });
    const end = (/** @type {PointerEvent} */ event) => {
      if (!pointers.delete(event.pointerId) || pointers.size > 0) return;
      if (!this.zoomed) {
        this.x = this.y = 0;
        this.place();
      }
      if (event.type !== 'pointerup' || event.pointerType === 'mouse' || fingers > 1) return;
      if (!this.zoomed) this.swiped(moved);
      const still = Math.hypot(moved.x, moved.y) < STILL_PX;
      if (event.pointerType === 'touch' && still && this.isDoubleTap(event)) this.toggle(event);
    };
    root.addEventListener('pointerup', end);
    root.addEventListener('pointercancel', end);
  }

  lastTap = { time: -Infinity, x: 0, y: 0 };

  /** Whether this tap is the second of two. @param {PointerEvent} event */
  isDoubleTap({ timeStamp: time, clientX: x, clientY: y }) {
    const { lastTap } = this;
    const second = time - lastTap.time < TAP_MS && Math.hypot(x - lastTap.x, y - lastTap.y) < TAP_PX;
    this.lastTap = { time: second ? -Infinity : time, x, y };
    return second;
  }

  /** @param {{x: number, y: number}} moved */
  swiped(moved) {
    const across = Math.abs(moved.x) > Math.abs(moved.y);
    if (Math.max(Math.abs(moved.x), Math.abs(moved.y)) < SWIPE_PX) return;
    if (across) this.listeners.swipe(moved.x < 0 ? 'left' : 'right');
    else this.listeners.swipe(moved.y < 0 ? 'up' : 'down');
  }

  /** @param {MouseEvent} event */
  toggle(event) {
    if (this.zoomed) this.reset();
    else this.zoomBy(2.5, this.fromCentre(event));
  }
}

/** @param {Map<number, {x: number, y: number}>} pointers */
function distance(pointers) {
  const [a, b] = pointers.values();
  return b ? Math.max(1, Math.hypot(a.x - b.x, a.y - b.y)) : 1;
}
