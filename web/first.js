// The views of the first visit: they are part of the page's first script.
export { Browse } from './views/browse/browse.js';
export { Picture } from './views/picture/picture.js';
