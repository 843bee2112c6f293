// What a site was published with. Parts may be left out: what needs them asks here, and offers nothing or says why.

/**
 * The path of a module of the page.
 * @param {Manifest} manifest
 * @param {string} name
 * @returns {string} '' where the site was published without it
 */
export function modulePath(manifest, name) {
  return manifest.modules.find((module) => module.name === name)?.path ?? '';
}

/**
 * What the site lacks for comparing pictures in the page (Spotlight, and new clusters).
 * @param {Manifest} manifest
 * @returns {'' | 'module' | 'vectors'}  '': nothing
 */
export function lackingForSpotlight(manifest) {
  if (!modulePath(manifest, 'spotlight')) return 'module';
  return manifest.vectors.path ? '' : 'vectors';
}
