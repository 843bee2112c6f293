// Scrolling of content higher than a browser allows. The document scrolls over a stretch of bounded height; where the
// content is taller, small steps move it pixel by pixel and large jumps (the scroll bar, Home, End) by proportion,
// and when scrolling stops the position is set, without a visible change, to its proportional place.

/** Below the smallest cap of a browser (16.7 million px at two device pixels). */
export const LONGEST_SCROLL = 8_000_000;

/** A single scroll step larger than this many views is a jump. */
const JUMP = 4;

/** The arithmetic, apart from the document, so that it can be tested. */
export class ScrollMap {
  /** @param {number} [largest] */
  constructor(largest = LONGEST_SCROLL) {
    this.largest = largest;
    this.content = 0;
    this.view = 0;
    /** content px = scroll px + shift */
    this.shift = 0;
    this.last = 0;
  }

  /**
   * @param {number} content  height of the content, px
   * @param {number} view     height of the window, px
   */
  resize(content, view) {
    this.content = content;
    this.view = view;
    if (!this.mapped) this.shift = 0;
  }

  get mapped() {
    return this.content > this.largest;
  }

  /** Height the document gives to the content. */
  get height() {
    return Math.min(this.content, this.largest);
  }

  /** The end of the stretch: the scroll position of the content's end. */
  get end() {
    return Math.max(0, Math.floor(this.height - this.view));
  }

  /**
   * Before the content's start and after its end (the page has more than the content) one pixel is one pixel.
   * @param {number} scroll  px from the content's top edge
   */
  proportional(scroll) {
    const { end } = this;
    const range = this.content - this.view;
    if (scroll <= 0 || end === 0) return scroll;
    return scroll >= end ? range + scroll - end : (scroll / end) * range;
  }

  /**
   * The content position at a scroll position.
   * @param {number} scroll
   */
  moved(scroll) {
    if (this.mapped) {
      const atEnd = scroll <= 0 || scroll >= this.end;
      if (atEnd || Math.abs(scroll - this.last) > JUMP * this.view) this.shift = this.proportional(scroll) - scroll;
    }
    this.last = scroll;
    return scroll + this.shift;
  }

  /**
   * The scroll position for a content position; keeps it there exactly.
   * @param {number} top
   */
  place(top) {
    if (this.mapped) {
      const range = this.content - this.view;
      let scroll = top <= 0 ? top : this.end + top - range;
      if (top > 0 && top < range) {
        // the two ends stand for the content's ends alone
        scroll = Math.min(this.end - 1, Math.max(1, Math.round((top / range) * this.end)));
      }
      this.shift = top - scroll;
      this.last = scroll;
      return scroll;
    }
    this.last = top;
    return top;
  }
}
