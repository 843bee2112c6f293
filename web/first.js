// The views of the first visit: they are part of the page's first script.
export { BrowseView } from './views/browse/browse.js';
export { PictureView } from './views/picture/picture.js';
