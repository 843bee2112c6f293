// The icons that the Calendar alone uses: drawn as the page's own (web/icons.js).
import { html } from 'lit-html';

export const icons = {
  redo: html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="m15.5 5 4 4-4 4M19 9h-9a5 5 0 0 0 0 10h4" /></svg>`,
  lock: html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><rect x="5.5" y="10.5" width="13" height="9" /><path d="M8.5 10.5V8a3.5 3.5 0 0 1 7 0v2.5" /></svg>`,
  open: html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><rect x="5.5" y="10.5" width="13" height="9" /><path d="M8.5 10.5V7.5a3.5 3.5 0 0 1 6.8-1.2" /></svg>`,
  cover: html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="m12 4.5 2.3 4.9 5.2.7-3.8 3.7.9 5.3-4.6-2.6-4.6 2.6.9-5.3-3.8-3.7 5.2-.7z" /></svg>`,
  crop: html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="M7 3.5V17h13.5M3.5 7H17v13.5" /></svg>`,
  place: html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="M12 6.5v11M6.5 12h11" /></svg>`,
  print: html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="M7.5 9V4.5h9V9M7.5 16.5h-3V9h15v7.5h-3" /><path d="M7.5 14h9v5.5h-9z" /></svg>`,
};
