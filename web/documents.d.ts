// Made by tests/build/document_types.cpp from core/documents/describe.h; do not edit. What the fields mean stands
// in core/documents/documents.h.

export interface Facet {
  name: string;
  label: string;
  multiple: boolean;
  values: string[];
  counts: Uint32Array;
  more: number;
}

export interface TagEntry {
  code: string;
  label: string;
  description: string;
  type: string;
  derived: boolean;
  accepted: number;
  tentative: number;
  step: number;
  count: number;
  path: string;
}

export interface VectorsEntry {
  path: string;
  bytes: number;
  model: string;
  count: number;
  dimension: number;
  fidelity: number;
}

export interface CurationEntry {
  threshold: number;
  linkage: string;
  complete_floor: number;
  groups: number;
  duplicates: number;
  copies: number;
  dark: number;
  active: number;
  structure: number;
  kept: Uint32Array;
}

export interface ModuleEntry {
  name: string;
  path: string;
  bytes: number;
}

export interface FileEntry {
  path: string;
  bytes: number;
  sha256: string;
}

export interface Manifest {
  id: string;
  build: string;
  generator: string;
  title: string;
  description: string;
  language: string;
  home_page: string;
  credit: string;
  license: string;
  count: number;
  first_shard: number;
  pictures: number;
  sizes: Uint32Array;
  originals: string;
  clusters: number;
  scored: boolean;
  facets: Facet[];
  tags: TagEntry[];
  vectors: VectorsEntry;
  layout: string;
  curation: CurationEntry;
  core: string;
  modules: ModuleEntry[];
  files: FileEntry[];
}

export interface DominantColour {
  rgb: number;
  proportion: number;
}

export interface Neighbour {
  row: number;
  similarity: number;
}

export interface ImageDetails {
  title: string;
  description: string;
  credit: string;
  license: string;
  source_url: string;
  camera: string;
  file: string;
  contrast: number;
  saturation: number;
  dark_ratio: number;
  colours: DominantColour[];
  alike: Neighbour[];
  tags: Uint32Array;
  fields: [string, string][];
}

export interface DetailsShard {
  first: number;
  images: ImageDetails[];
}

export interface TextShard {
  first: number;
  title: string[];
  text: string[];
}

export interface FacetValues {
  name: string;
  values: string[];
  counts: Uint32Array;
}

export interface VocabularyList {
  facets: FacetValues[];
}

export interface ClusterCard {
  id: number;
  label: string;
  medoid: number;
  size: number;
  spread: number;
  silhouette: number;
  score: number;
  first_date: string;
  last_date: string;
  diverse: Uint32Array;
}

export interface ClusterList {
  clusters: ClusterCard[];
}

export interface ClusterTrait {
  source: string;
  value: string;
  count: number;
  lift: number;
}

export interface ClusterMembers {
  id: number;
  traits: ClusterTrait[];
  rows: Uint32Array;
  distances: Float32Array;
}

export interface PictureSet {
  pictures: string[];
}

export interface ClusterName {
  picture: string;
  name: string;
}

export interface CurationPatch {
  collection: string;
  threshold: number;
  linkage: string;
  masters: string[];
  keep: string[];
  apart: PictureSet[];
  names: ClusterName[];
}

export interface CalendarBonus {
  name: string;
  tags: string[];
  weight: number;
}

export interface MonthTarget {
  brightness: number;
  warmth: number;
  drama: number;
  bonuses: Float32Array;
}

export interface CalendarSlot {
  month: string;
  target: MonthTarget;
}

export interface CalendarEvent {
  first: string;
  last: string;
  text: string;
}

export interface MoonPhase {
  day: string;
  time: string;
  phase: number;
}

export interface CalendarCandidate {
  name: string;
  method: string;
  maker: string;
  rows: Int32Array;
  cover: number;
  focus: Float32Array;
}

export interface CalendarPlan {
  title: string;
  language: string;
  week_start: number;
  zone: string;
  objective: string;
  weights: Float32Array;
  bonuses: CalendarBonus[];
  slots: CalendarSlot[];
  events: CalendarEvent[];
  moon: MoonPhase[];
  candidates: CalendarCandidate[];
  preference: string;
  voters: number;
  ballots: number;
  pairs: number;
  rankings: number;
  columns: string;
}

export interface FileList {
  files: FileEntry[];
}

export interface DocumentList {
  files: FileEntry[];
}

export interface BoardSlot {
  picture: string;
  locked: boolean;
  focus_x: number;
  focus_y: number;
}

export interface CalendarBoard {
  collection: string;
  name: string;
  maker: string;
  first_month: string;
  cover: number;
  objective: string;
  weights: Float32Array;
  slots: BoardSlot[];
}
