// Properties of an element's style from a template. They are set by the CSSOM: the content policy forbids style
// attributes, and lit's own styleMap begins with one.
import { noChange } from 'lit-html';
import { Directive, directive } from 'lit-html/directive.js';

class Styled extends Directive {
  /** @param {Record<string, string | number>} _properties */
  render(_properties) {
    return noChange;
  }

  /**
   * @param {import('lit-html/directive.js').ElementPart} part
   * @param {[Record<string, string | number>]} given
   */
  update({ element }, [properties]) {
    const { style } = /** @type {HTMLElement} */ (element);
    for (const [name, value] of Object.entries(properties)) style.setProperty(name, String(value));
    return noChange;
  }
}

/** `<i ${styled({ color: 'red', '--part': 0.5 })}></i>` */
export const styled = directive(Styled);
