// The views of the page, one row each: the bar, the menu, titles, the key map and addresses read this table. build.mjs
// reads it too, for the bar in the HTML, so nothing here may touch the page: a row loads its view when it is asked to.
import { formatAddress } from './address.js';
import { everywhere, shared } from './query.js';
import { texts } from './texts.js';

/**
 * What a row takes its view from: the script of the first visit, or that of the late views, once it is there.
 * @typedef {{first: typeof import('./first.js'), late: () => Promise<typeof import('./late.js')>}} Scripts
 */

/** @typedef {import('./query.js').Query} Query */

/** @typedef {new (app: import('./app.js').App) => import('./app.js').View} ViewClass */

/**
 * @typedef {object} ViewRow
 * @property {string} name    in addresses (`#/name`), and of its folder under views/
 * @property {string} title   in the bar, the menu, the sheet of keys and the document's title
 * @property {string} letter  g and this letter go there
 * @property {(query: Query) => Query} takes  what it is handed of the present query
 * @property {string} [within]  the view it is opened from and returns to: it has no place of its own in the bar
 * @property {string} [items]  what an item of its address is; without it there is none
 * @property {boolean} [searches]  whether a search stays in it; else Browse shows what is found
 * @property {string[]} [own]  the parameters that it alone reads
 * @property {(scripts: Scripts) => ViewClass | Promise<ViewClass>} load
 */

/** @type {ViewRow[]} */
export const views = [
  {
    name: 'browse',
    title: texts.nav.browse,
    letter: 'b',
    takes: shared,
    searches: true,
    load: ({ first }) => first.BrowseView,
  },
  {
    name: 'picture',
    title: texts.nav.picture,
    letter: '',
    takes: shared,
    within: 'browse',
    items: 'key of a picture',
    load: ({ first }) => first.PictureView,
  },
  {
    name: 'clusters',
    title: texts.nav.clusters,
    letter: 'c',
    takes: everywhere,
    items: 'number of a cluster, or "anew"',
    own: ['by', 'k'],
    load: async ({ late }) => (await late()).ClustersView,
  },
  {
    name: 'spotlight',
    title: texts.nav.spotlight,
    letter: 's',
    takes: shared,
    own: ['scope', 'k', 'start', 'pin', 'ban', 'per', 'balance'],
    load: async ({ late }) => (await late()).SpotlightView,
  },
  {
    name: 'calendar',
    title: texts.nav.calendar,
    letter: 'k',
    takes: shared,
    searches: true,
    own: ['board', 'add'],
    load: async ({ late }) => (await late()).CalendarView,
  },
  {
    name: 'curation',
    title: texts.nav.curation,
    letter: 'u',
    takes: everywhere,
    load: async ({ late }) => (await late()).CurationView,
  },
  {
    name: 'about',
    title: texts.nav.about,
    letter: 'a',
    takes: everywhere,
    load: async ({ late }) => (await late()).AboutView,
  },
];

/** Those that have a place in the bar. */
export const bar = views.filter(({ within }) => !within);

/** @param {string} name */
export const viewOf = (name) => views.find((row) => row.name === name);

/**
 * The place in the bar that a view stands under.
 * @param {string} name
 */
export const placeInBar = (name) => viewOf(name)?.within ?? name;

/**
 * Where the bar leads to.
 * @param {ViewRow} row
 * @param {Query} query  the present one
 */
export const hrefOf = (row, query) => formatAddress(row.name, '', row.takes(query));
