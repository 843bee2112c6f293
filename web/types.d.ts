// Names that the whole page uses for what core.js gives.
type Core = import('./core.js').Core;
type Manifest = import('./core.js').Manifest;
type Facet = import('./core.js').Facet;
type Tag = import('./core.js').Tag;
type Details = import('./core.js').ImageDetails;
type ClusterCard = import('./core.js').ClusterCard;
type ClusterTrait = import('./core.js').ClusterTrait;
type ClusterMembers = import('./core.js').ClusterMembers;
type Result = import('./core.js').QueryResult;

/** The built main module: its Emscripten glue, and its file's name in viewer/ (build.mjs). */
declare module 'vitrine:main' {
  const createMain: (options: object) => Promise<import('./core.js').MainModule>;
  export default createMain;
  export const wasmPath: string;
}

declare module '*.css';
