// The views of a site: their addresses, and what is to be seen there.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Address and landmark of each view. @param {string} site @param {object} manifest  its api/collection.json */
export function viewsOf(site, manifest) {
  const { path } = manifest.files.find((file) => file.path.startsWith('api/images/0000.'));
  const { key, width } = JSON.parse(readFileSync(join(site, path), 'utf8')).columns;
  const pictured = key[width.findIndex((one) => one > 0)]; // not a record without a picture
  return {
    browse: ['#/browse', '#grid .tile'],
    picture: [`#/picture/${pictured}`, 'main img'],
    clusters: ['#/clusters', 'main img'],
    cluster: ['#/clusters/0', 'main .cluster-head'],
    anew: ['#/clusters/anew', 'main .anew-group'],
    spotlight: ['#/spotlight', 'main img'],
    calendar: ['#/calendar', 'main .calendar h1'],
    curation: ['#/curation', manifest.curation.groups ? 'main .member img' : 'main h1'],
    about: ['#/about', 'main h1'],
  };
}
