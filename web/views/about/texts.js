// The texts of About.
import { number } from '../../format.js';
import { pictures, plural } from '../../texts.js';

export const words = {
  title: 'About',
  collection: 'The collection',
  counts: (/** @type {number} */ count, /** @type {number} */ shown) =>
    count === shown ? pictures(count) : `${plural(count, 'record', 'records')}, ${number(shown)} with a picture`,
  range: (/** @type {string} */ from, /** @type {string} */ to) => `${from} – ${to}`,
  dates: 'Dates',
  pictures: 'Pictures',
  clusters: 'Clusters',
  facets: 'Facets',
  vectors: 'Vectors',
  vectorsLine: (/** @type {number} */ count, /** @type {number} */ dimension, /** @type {string} */ model) =>
    `${number(count)} of ${number(dimension)} dimensions, ${model}`,
  fidelity: 'Fidelity',
  originals: 'Originals',
  withOriginals: 'published',
  withoutOriginals: 'not published',
  sizes: 'Sizes',
  sizesLine: (/** @type {number[]} */ sizes) => `${sizes.map((one) => number(one)).join(', ')} px, long edge`,
  credit: 'Credit',
  license: 'Licence',
  home: 'Home page',
  build: 'Build',
  generator: 'Made with',
  privacy:
    'Everything here runs in this page: no request leaves this site, nothing is counted, nothing is sent. Your selection, the names you give clusters, what you decide in Curation and how you like the page shown are kept in this browser alone.',
  how: 'How it works',
  howText:
    'Pictures that look alike lie close together when each is described by a vector. Clusters gather the close ones. Spotlight does the opposite: it starts with a picture and again and again takes the one farthest from all it has, so that few pictures show the breadth of many.',
  keys: 'Keys',
  software: 'Software',
  softwareText:
    'Vitrine (MIT licence) with lit-html (BSD 3-clause), JSON for Modern C++ (MIT), Eigen (MPL 2.0) in Spotlight, and Emscripten’s runtime (MIT).',
};
