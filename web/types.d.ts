// Names that the whole page uses for documents, and for what core.js gives.
type Core = import('./core.js').Core;
type Manifest = import('./documents').Manifest;
type Facet = import('./documents').Facet;
type Tag = import('./documents').TagEntry;
type Details = import('./documents').ImageDetails;
type ClusterCard = import('./documents').ClusterCard;
type ClusterTrait = import('./documents').ClusterTrait;
type ClusterMembers = import('./documents').ClusterMembers;
type Result = import('./core.js').QueryResult;

/** The built main module: its Emscripten glue, and its file's name in viewer/ (build.mjs). */
declare module 'vitrine:main' {
  const createMain: (options: object) => Promise<import('./core.js').MainModule>;
  export default createMain;
  export const wasmPath: string;
}

declare module '*.css';
