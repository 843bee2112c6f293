// What a site was published with. Modules may be left out: views ask here, and offer nothing or say why.

/**
 * Where a module of the page lies, and its size.
 * @param {Manifest} manifest
 * @param {string} name
 * @returns {{path: string, bytes: number}} path '' where the site was published without it
 */
export function moduleOf(manifest, name) {
  return manifest.modules.find((module) => module.name === name) ?? { path: '', bytes: 0 };
}

/**
 * What the site lacks for comparing pictures in the page (Spotlight, and new clusters).
 * @param {Manifest} manifest
 * @returns {'' | 'module' | 'vectors'}  '': nothing
 */
export function lackingForSpotlight(manifest) {
  if (!moduleOf(manifest, 'spotlight').path) return 'module';
  return manifest.vectors.path ? '' : 'vectors';
}
