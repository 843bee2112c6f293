// A row as a picture: whether it has one, where its files lie, its colour, what it is called.
import { date } from '../format.js';
import { texts } from '../texts.js';

/**
 * As an image's `srcset`.
 * @param {{path: string, width: number}[]} files
 */
export const srcsetOf = (files) => files.map(({ path, width }) => `${path} ${width}w`).join(', ');

export class Pictures {
  /**
   * @param {import('../core.js').Collection} collection
   * @param {Manifest} manifest
   */
  constructor(collection, manifest) {
    this.collection = collection;
    this.manifest = manifest;
  }

  /** Whether there is one. @param {number} row */
  has(row) {
    return this.collection.width[row] > 0;
  }

  /**
   * Thumbnails of one picture with the widths they really have, smallest first.
   * @param {number} row
   * @returns {{path: string, width: number, height: number}[]}
   */
  thumbnails(row) {
    const { width, height } = this.collection;
    const long = Math.max(width[row], height[row]);
    const key = this.collection.key(row);
    const sizes = Array.from(this.manifest.sizes, (size) => {
      const scale = Math.min(1, size / long);
      return {
        path: `thumbs/${size}/${key}.webp`,
        width: Math.max(1, Math.round(width[row] * scale)),
        height: Math.max(1, Math.round(height[row] * scale)),
      };
    });
    // of a small picture all thumbnails are the same
    return sizes.filter((one, at) => at === 0 || one.width > sizes[at - 1].width);
  }

  /**
   * The original, where it is published and browsers show its kind; named by key and its own extension.
   * @param {number} row
   * @param {string} file  the picture's own name
   */
  original(row, file) {
    const extension = /\.(jpe?g|png|webp|avif|gif)$/i.exec(file)?.[0].toLowerCase();
    return this.manifest.originals !== 'none' && extension ? `originals/${this.collection.key(row)}${extension}` : '';
  }

  /** Its average colour. @param {number} row */
  ground(row) {
    return `#${this.collection.colour[row].toString(16).padStart(6, '0')}`;
  }

  /** Its title, or what it is called where it has none. @param {number} row */
  name(row) {
    const title = this.collection.title(row);
    if (title) return title;
    const taken = this.collection.takenAt(row);
    return `${texts.untitled}, ${taken ? date(taken.slice(0, 10)) : this.collection.id(row)}`;
  }
}
