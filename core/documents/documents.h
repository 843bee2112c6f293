// The pre-rendered documents as plain structs: what the generator fills in and what the page gets back.
// core/documents/table.h says where each lives in a site and how it is written and read.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

namespace vitrine {

/// Version of the documents' layout. A reader refuses a newer one in words, and reads older ones.
///   2: the first shard is short (Manifest::first_shard), long titles are cut (ImageDetails::title), and of long
///      vocabularies the manifest has the beginning (Facet::more).
inline constexpr int schema_version = 2;

/// Images are published in shards of columns: at most 512 rows, then 1,024, 2,048, 4,096, 4,096 ...
/// The first one is part of a first visit: it also ends where its JSON would have more than first_shard_bytes.
inline constexpr std::uint32_t first_shard_rows = 512;
inline constexpr std::size_t first_shard_bytes = 24576;
inline constexpr std::uint32_t second_shard_rows = 1024;
inline constexpr std::uint32_t largest_shard_rows = 4096;
/// Values of a facet in the manifest that have pictures behind the gate: more than Browse lists by default.
inline constexpr std::size_t first_facet_values = 12;
inline constexpr std::uint32_t details_shard_rows = 128;
inline constexpr std::uint32_t duplicate_shard_pictures = 2048;

inline constexpr float missing_number = std::numeric_limits<float>::quiet_NaN();
inline constexpr std::int32_t missing_index = -1;

/// Levels of a tag's scores; see TagEntry.
inline constexpr std::int8_t no_level = -128;
inline constexpr int largest_level = 127;

/// Values of one facet for the rows of one shard. Row r has values[offsets[r] .. offsets[r + 1]),
/// indices into the manifest's vocabulary of that facet.
struct FacetColumn {
  std::string name;
  std::vector<std::uint32_t> offsets;
  std::vector<std::uint32_t> values;
};

/// api/images/NNNN.json: what Browse needs of the rows [first, first + count), column by column.
/// Rows are in the published order: newest first, those without a date last, then by id.
/// A column that may be absent is empty here; its doc says what that means.
struct ImageShard {
  std::uint32_t first = 0;
  std::uint32_t count = 0;
  std::vector<std::string> key;       // 8 base64url characters, unique in the collection
  std::vector<std::string> id;        // the owner's identifier
  std::vector<std::string> title;     // "" where there is none; a long one cut, see ImageDetails::title
  std::vector<std::string> taken_at;  // see moment.h; "" where not known
  std::vector<std::uint32_t> width;   // pixels of the original, upright; 0 without a picture
  std::vector<std::uint32_t> height;
  std::vector<std::uint32_t> colour;     // average colour, 0xRRGGBB
  std::vector<float> brightness;         // 0..1, missing_number without a picture
  std::vector<std::int32_t> title_rank;  // place in the collection's alphabetical order; missing_index untitled
  std::vector<float> score;              // absent: nothing is scored
  std::vector<std::int32_t> cluster;     // missing_index: in none; absent: nothing is clustered
  std::vector<std::int32_t> vector;      // index into the vectors file; absent: the row itself
  std::vector<std::int32_t> master;      // near-duplicates: the row that stands for it; missing_index: itself
  std::vector<std::int32_t> copy_of;     // the row whose content it has exactly; missing_index: it is the first
  std::vector<std::uint32_t> dark;       // 1: a dark frame; absent (as the two before): there are none
  std::vector<FacetColumn> facets;
};

struct DominantColour {
  std::uint32_t rgb = 0;    // 0xRRGGBB
  float proportion = 0.0F;  // of the picture, 0..1
};

struct Neighbour {
  std::uint32_t row = 0;
  float similarity = 0.0F;  // cosine of the original vectors
};

/// One picture's label: everything Browse does not need.
struct ImageDetails {
  std::string title;  // the whole one, where the image shard has it cut; else ""
  std::string description, credit, license, source_url, camera;
  std::string file;  // its name; an original is published as originals/KEY and this extension in lower case
  float contrast = missing_number;
  float saturation = missing_number;
  float dark_ratio = missing_number;
  std::vector<DominantColour> colours;                      // falling proportion, at most 5
  std::vector<Neighbour> alike;                             // most similar first, at most 12
  std::vector<std::uint32_t> tags;                          // borne, clearest first: indices of the manifest's
  std::vector<std::pair<std::string, std::string>> fields;  // the owner's other published columns
};

/// api/details/NNNN.json: the labels of 128 rows.
struct DetailsShard {
  std::uint32_t first = 0;
  std::vector<ImageDetails> images;
};

/// api/text/NNNN.json: folded words for search, of as many rows as the image shard of the same number.
/// Words are separated by one space; folding: NFKD, marks removed, case folded (tools/published/fold.h, web/fold.js).
struct TextShard {
  std::uint32_t first = 0;
  std::vector<std::string> title;
  std::vector<std::string> text;  // everything else that is searched
};

struct ClusterCard {
  std::uint32_t id = 0;
  std::string label;
  std::uint32_t medoid = 0;  // row
  std::uint32_t size = 0;
  float spread = 0.0F;                 // root mean square distance to the centroid
  float silhouette = 0.0F;             // mean simplified silhouette (core/spotlight/internal/k_means.h), -1..1
  float score = missing_number;        // mean of its members that have one
  std::string first_date, last_date;   // of its members; see moment.h; "" where none is known
  std::vector<std::uint32_t> diverse;  // rows, up to 5, in the order picked
};

/// api/clusters.json
struct ClusterList {
  std::vector<ClusterCard> clusters;
};

/// A value of a facet, a tag or a word that a cluster has more of than the collection.
struct ClusterTrait {
  std::string source;  // a facet's name; "tag"; "" for a word of titles and descriptions
  std::string value;
  std::uint32_t count = 0;  // of the cluster's members
  float lift = 1.0F;        // its share of the members over its share of the collection
};

/// api/clusters/NNNN.json: members of one cluster, nearest to the centroid first.
struct ClusterMembers {
  std::uint32_t id = 0;
  std::vector<ClusterTrait> traits;  // what sets it apart most comes first (tools/analysis/labels.h)
  std::vector<std::uint32_t> rows;
  std::vector<float> distances;
};

/// api/duplicates/NNNN.json: the structure of near-duplicates (core/curation/groups.h) of the pictures [first, first +
/// count) of those that have any, in order of preference; numbers of pictures are places in that order. Similarities
/// are hundred-thousandths.
struct DuplicateShard {
  std::uint32_t first = 0;
  std::uint32_t count = 0;
  std::vector<std::uint32_t> row;
  std::vector<std::int32_t> single_into, complete_into;
  std::vector<std::uint32_t> single_at, complete_at;
  std::vector<std::uint32_t> cut_at;
  std::vector<std::uint32_t> neighbours;  // how many are kept
  std::vector<std::uint32_t> other;       // theirs, one picture after another: this number less is the neighbour's
  std::vector<std::uint32_t> distance;    // 100,000 less the similarity
};

struct PictureSet {
  std::vector<std::string> pictures;
};

/// A name for the cluster that this picture is in. The picture stays valid when clusters get other numbers.
struct ClusterName {
  std::string picture;
  std::string name;
};

/// A curator's decisions: what the page exports and `analyse --apply` takes, with ids; and api/curation.json, with
/// keys for ids. Unknown keys are refused.
struct CurationPatch {
  std::string collection;   // its id
  float threshold = 0.98F;  // of the default cut
  std::string linkage = "representative";
  std::vector<std::string> masters;  // each stands for the group it is in
  std::vector<std::string> keep;     // active whatever the gate says
  std::vector<PictureSet> apart;     // each set becomes a group of its own
  std::vector<ClusterName> names;    // of two for one cluster the last
};

/// What a month asks of a picture (core/calendar/month_fit.h), 0..1 each; a figure for each of the plan's bonuses.
struct MonthTarget {
  float brightness = 0.5F, warmth = 0.5F, drama = 0.5F;
  std::vector<float> bonuses;
};

/// A picture that bears one of these tags fits a month better: by the weight times the month's figure.
struct CalendarBonus {
  std::string name;
  std::vector<std::string> tags;  // codes of the vocabulary's; or values of the owner's tags and category
  float weight = 0.1F;
};

/// A page of the calendar: a place for one picture.
struct CalendarSlot {
  std::string month;   // "2026-12"; "": a cover, without days
  MonthTarget target;  // of a month
};

/// An entry on the days from `first` to `last`, both included: "2026-12-24".
struct CalendarEvent {
  std::string first, last;
  std::string text;
};

struct MoonPhase {
  std::string day;          // in the plan's zone
  std::string time;         // "17:04"
  std::uint32_t phase = 0;  // 0 new moon, 1 first quarter, 2 full moon, 3 last quarter
};

/// A filled calendar that is offered: found by a method, or made by a curator (`analyse --apply`).
struct CalendarCandidate {
  std::string name;                    // unique in the plan
  std::string method;                  // "A" .. "F" (core/calendar/methods.h); "" where a curator made it
  std::string maker;                   // the curator's name
  std::vector<std::int32_t> rows;      // of each slot; missing_index: empty
  std::int32_t cover = missing_index;  // the slot with the cover's picture; missing_index: the best of them
  std::vector<float> focus;            // x, y of each slot, 0..1; empty: each picture's own
};

/// api/calendar.json: what a calendar of this collection is, and those that are offered.
/// Scores are not in it: page and command line compute them with the same code (core/calendar).
struct CalendarPlan {
  std::string title;
  std::string language;                // of month and day names: "en", "de-CH"
  std::uint32_t week_start = 1;        // ISO: 1 Monday .. 7 Sunday
  std::string zone;                    // of the Moon's phases: "Europe/Berlin"
  std::string objective = "balanced";  // or "classic"; the default
  std::vector<float> weights;          // of its components (core/calendar/objective.h); empty: its own
  std::vector<CalendarBonus> bonuses;
  std::vector<CalendarSlot> slots;
  std::vector<CalendarEvent> events;  // by day
  std::vector<MoonPhase> moon;        // by day
  std::vector<CalendarCandidate> candidates;
  std::string preference;  // what it is read from: "votes", "scores" (the owner's), "" (nothing)
  std::uint32_t voters = 0, ballots = 0, pairs = 0, rankings = 0;
  std::string columns;  // data/calendar.bin (core/calendar/columns.h): its path in the site
};

struct BoardSlot {
  std::string picture;  // its identifier; "": empty
  bool locked = false;
  float focus_x = missing_number, focus_y = missing_number;  // what a crop keeps, 0..1; missing: the picture's own
};

/// A board: what the page exports, and `analyse --apply` and `calendar --board` take. Unknown keys are refused.
struct CalendarBoard {
  std::string collection;  // its id
  std::string name;
  std::string maker;
  std::string first_month;             // of its slots, see CalendarSlot
  std::int32_t cover = missing_index;  // see CalendarCandidate
  std::string objective = "balanced";
  std::vector<float> weights;
  std::vector<BoardSlot> slots;
};

struct FileEntry {
  std::string path;  // relative to the site's root
  std::uint64_t bytes = 0;
  std::string sha256;  // 64 hexadecimal digits
};

/// api/files/NNNN.json: sizes and hashes of thumbnails and originals, by path; read for keeping offline and by `check`.
struct FileList {
  std::vector<FileEntry> files;
};

/// api/documents.json: all files but pictures and those that the manifest lists, by path. The page asks it where the
/// documents lie that a first view does not need.
struct DocumentList {
  std::vector<FileEntry> files;
};

/// A facet has a vocabulary: rows name its values by number. The manifest has its first values, those that are shown
/// before anybody asks for all; api/vocabularies.json has the others.
struct Facet {
  std::string name;   // the column
  std::string label;  // as visitors see it
  bool multiple = false;
  std::vector<std::string> values;
  std::vector<std::uint32_t> counts;  // of the rows that the gate lets through
  std::uint32_t more = 0;             // how many values follow in api/vocabularies.json
};

/// The values of a facet that follow those of the manifest.
struct FacetValues {
  std::string name;  // of the facet
  std::vector<std::string> values;
  std::vector<std::uint32_t> counts;
};

/// api/vocabularies.json: absent where the manifest has all values.
struct VocabularyList {
  std::vector<FacetValues> facets;
};

/// A tag: a direction in vector space. A picture's score is 100 times the cosine with it (0 or 1 for a tag that rules
/// derive); `accepted` pictures bear the tag.
struct TagEntry {
  std::string code, label, description;
  std::string type;  // tags of one type stand together; "" where the vocabulary names none
  bool derived = false;
  float accepted = 0.0F;    // a score from which on the tag is borne
  float tentative = 0.0F;   // and from which on it may be
  float step = 1.0F;        // of the levels in the tag's file
  std::uint32_t count = 0;  // pictures that bear it, of those that the gate lets through
  /// data/tags/CODE.bin: an int8 for each row, in the published order. Level q says that the score is at least
  /// accepted + q x step, so that a threshold on a level is exact; no_level: the row has no score.
  std::string path;
};

struct VectorsEntry {
  std::string path;  // "" where the site has none
  std::uint64_t bytes = 0;
  std::string model;
  std::uint32_t count = 0;
  std::uint32_t dimension = 0;
  float fidelity = 0.0F;
};

/// A module of the page besides the main one: a site published without it does not list it.
struct ModuleEntry {
  std::string name;  // "spotlight"
  std::string path;
  std::uint64_t bytes = 0;  // in a site
};

/// The gate's default: what it cuts with, and how many pictures each of its rules would hold back alone.
struct CurationEntry {
  float threshold = 0.98F;
  std::string linkage = "representative";
  float complete_floor = 0.9F;  // complete linkage is not known below
  std::uint32_t groups = 0;     // of near-duplicates
  std::uint32_t duplicates = 0, copies = 0, dark = 0;
  std::uint32_t active = 0;         // by all three rules
  std::uint32_t structure = 0;      // pictures in api/duplicates
  std::vector<std::uint32_t> kept;  // rows that are active whatever the rules say
};

/// api/collection.json: the manifest. The page starts from it.
struct Manifest {
  std::string id;         // prefix of everything that is stored in the browser
  std::string build;      // hash of everything published, names offline caches
  std::string generator;  // "vitrine 0.1.0"
  std::string title, description, language, home_page, credit, license;
  std::uint32_t count = 0;
  std::uint32_t first_shard = first_shard_rows;  // rows of the first image shard
  std::uint32_t pictures = 0;                    // rows that have a local picture
  std::vector<std::uint32_t> sizes;              // thumbnails' long edges, ascending
  std::string originals;                         // "none", "link" or "copy": whether originals/ exists
  std::uint32_t clusters = 0;
  bool scored = false;
  std::vector<Facet> facets;
  std::vector<TagEntry> tags;
  VectorsEntry vectors;
  /// data/layout.bin: for each row two bytes, x and y on the first two principal axes, 0..254 from edge to edge of the
  /// longer one; 255 where it has no vector. "" where the site has none.
  std::string layout;
  CurationEntry curation;
  std::string core;  // path of the main module
  std::vector<ModuleEntry> modules;
  std::vector<FileEntry> files;  // the page, the first shard and the list of documents, by path
};

/// viewer.json: what the wasm build bundled (web/build.mjs). Paths are relative to a site's root.
struct ViewerParts {
  std::string script, style, late_script, late_style, core, page_template;  // late: of the views but Browse and Picture
  std::vector<ModuleEntry> modules;
};

/// "calendar" in vitrine.json. Absent keys keep these defaults.
struct CalendarSettings {
  std::string title;                 // "": the collection's
  std::string first_month;           // "2026-12"; "": December of the year in which it is first computed
  std::uint32_t months = 13;         // slots with days
  bool cover_page = false;           // a slot before them, without days
  std::string language;              // "": the collection's
  std::string week_start;            // "monday" .. "sunday"; "": as the language's region has it
  std::string hemisphere = "north";  // "south": the table of month targets half a year later
  std::string zone = "UTC";
  std::string objective = "balanced";
  std::vector<float> weights;
  std::vector<MonthTarget> targets;    // of January to December; empty: those of core/calendar/targets.h
  std::vector<CalendarBonus> bonuses;  // empty: those of core/calendar/targets.h
};

/// vitrine.json in a picture folder: what is the site's. Absent keys keep these defaults.
struct Settings {
  std::string title, description, language = "en", home_page, credit, license;
  std::vector<std::string> publish;  // held-back columns published all the same
  std::vector<std::uint32_t> sizes;  // empty: 256 and 1024
  CalendarSettings calendar;
};

}  // namespace vitrine
