// Comparison of pictures in the page: the side module and the vectors, for Spotlight and for new clusters. Both
// arrive on first use and stay; a failure is forgotten, so that asking again is a retry.
import { moduleOpener, toMain } from '../module.js';
import { words } from '../module_texts.js';
import { once } from '../once.js';
import { moduleOf } from '../published.js';
import { Engine } from './engine.js';

/** Axes after which picks are shown while the rest of the vectors arrives. */
const FIRST_AXES = 64;

/** @type {WeakMap<import('../store.js').Store, Machinery>} */
const machineries = new WeakMap();

export class Machinery extends EventTarget {
  /**
   * One for all views. It opens nothing by itself.
   * @param {import('../store.js').Store} store
   */
  static of(store) {
    const machinery = machineries.get(store) ?? new Machinery(store);
    machineries.set(store, machinery);
    return machinery;
  }

  /** @param {import('../store.js').Store} store */
  constructor(store) {
    super();
    this.store = store;
    const { manifest, core } = store;
    const { path, bytes } = moduleOf(manifest, 'spotlight');
    this.size = { module: bytes, vectors: store.likeness.size };
    this.moduleRead = 0;
    /** @type {Engine | null} */
    this.engine = null;
    this.complete = false;
    this.openModule = moduleOpener(toMain(core.module), {
      name: 'spotlight',
      purpose: words.spotlight,
      bytes: (onProgress) => store.transport.bytes(path, onProgress, bytes),
    });
  }

  /** Complete when `complete` says so. */
  get vectors() {
    return this.store.likeness.vectors;
  }

  get read() {
    return { module: this.moduleRead, vectors: this.store.likeness.read };
  }

  /** Opens both, together. Events: "progress" (bytes), "axes" (more axes can be read). */
  open = once(() => this.attempt());

  async attempt() {
    const { store } = this;
    let shown = FIRST_AXES / 2;
    const onAxes = () => {
      if (!this.engine || !store.likeness.vectors || store.likeness.vectors.axes() < shown * 2) return;
      shown = store.likeness.vectors.axes();
      this.dispatchEvent(new Event('axes'));
    };
    const onVectors = () => this.dispatchEvent(new Event('progress'));
    store.addEventListener('vectors', onVectors);
    store.addEventListener('axes', onAxes);
    try {
      await Promise.all([this.openModuleOnce().then(onAxes), store.likeness.load()]);
      this.complete = true;
    } finally {
      store.removeEventListener('vectors', onVectors);
      store.removeEventListener('axes', onAxes);
    }
  }

  async openModuleOnce() {
    const boundary = await this.openModule(({ received }) => {
      this.moduleRead = received;
      this.dispatchEvent(new Event('progress'));
    });
    this.engine ??= new Engine(boundary);
  }
}
