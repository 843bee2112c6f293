// The views that the first visit does not need. They, their style and their texts are one script of their own, which
// web/script.js opens.
export { AboutView } from './views/about/about.js';
export { CalendarView } from './views/calendar/calendar.js';
export { ClustersView } from './views/clusters/clusters.js';
export { CurationView } from './views/curation/curation.js';
export { SpotlightView } from './views/spotlight/spotlight.js';
