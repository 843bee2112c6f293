// What the warehouse knows, as plain structs: one struct a table. `row` is the warehouse's own number of an
// image: stable while the warehouse lives, never published.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/calendar/preference.h"
#include "core/collection/moment.h"
#include "core/documents/documents.h"

namespace vitrine {

/// The vectors that ingest computes by itself, where no embeddings are given (tools/ingest/descriptor.h).
inline constexpr std::string_view descriptor_model = "vitrine-descriptor-1";

enum class Presence : std::uint8_t {
  here,      // the file is in the folder, thumbnails are made
  vanished,  // the file was there once; leaves the site, its row is kept
  none,      // a metadata row without a local picture: a placeholder card
};

/// Visual features of one picture: reference/artemis-system.md section 4.1; 0..1 each but sharpness.
struct VisualFeatures {
  float brightness = 0.0F, contrast = 0.0F, saturation = 0.0F, dark_ratio = 0.0F;
  std::uint32_t colour = 0;             // average colour, 0xRRGGBB
  std::vector<DominantColour> colours;  // falling proportion, at most 5
  // Missing where the picture was measured before there was such a feature.
  float sharpness = missing_number;                          // variance of the Laplacian
  float focus_x = missing_number, focus_y = missing_number;  // where the detail is (tools/ingest/features.h)
};

struct ImageRecord {
  std::int64_t row = 0;
  std::string id;
  std::string key;   // 8 base64url characters of SHA-256(id), unique also without regard to case
  std::string file;  // below the folder, '/' between names, as the file system spells it; "" without
  Presence presence = Presence::none;
  std::uint64_t bytes = 0;              // of the file
  std::int64_t modified_ns = 0;         // its time, since 1970
  std::string sha256;                   // its content
  std::uint32_t width = 0, height = 0;  // upright, pixels; 0 without a picture
  Moment taken_at;                      // metadata first, then EXIF
  std::string title, description, credit, license, source_url, camera;
  Moment exif_taken_at;  // read from the file; metadata goes before it
  std::string exif_camera;
  std::vector<std::pair<std::string, std::string>> fields;  // the owner's other columns, published or not
  std::optional<VisualFeatures> features;
};

/// A column of the owner's metadata (also "camera"). Published columns are fields; some are facets.
struct ColumnRecord {
  std::string name;
  std::string label;      // the label: "source_url" -> "Source url"
  bool published = true;  // false: held back (places, persons) until named in publish
  bool facet = false;
  bool multiple = false;  // values are separated by '|'
};

/// The column of a name, or nullptr.
inline const ColumnRecord* column_named(const std::vector<ColumnRecord>& columns, std::string_view name) {
  const auto found =
      std::find_if(columns.begin(), columns.end(), [name](const ColumnRecord& column) { return column.name == name; });
  return found == columns.end() ? nullptr : &*found;
}

struct SkippedFile {
  std::string file;
  std::string reason;  // a sentence
};

/// The vectors of a collection, one row a picture, each of unit length.
struct Vectors {
  std::string model;  // descriptor_model, or the name given for embeddings.npy
  std::uint32_t dimension = 0;
  std::vector<std::int64_t> rows;  // warehouse rows that have one
  std::vector<float> values;       // rows.size() x dimension, row-major
};

struct ClusterMember {
  std::int64_t row = 0;
  float distance = 0.0F;  // Euclidean to the centroid
};

struct ClusterRecord {
  std::uint32_t id = 0;
  std::string label;
  std::int64_t medoid = 0;
  float spread = 0.0F;                    // root mean square distance to the centroid
  std::vector<ClusterMember> members;     // nearest first
  std::vector<std::int64_t> diverse;      // candidates in the order picked
  float silhouette = 0.0F;                // mean simplified silhouette (core/spotlight/internal/k_means.h)
  bool given = false;                     // the label is the owner's
  std::vector<ClusterTrait> traits = {};  // what sets it apart most comes first
};

struct NeighbourRecord {
  std::int64_t row = 0;
  float similarity = 0.0F;  // cosine
};

/// Two pictures, or the groups they are in, are merged (core/curation/merges.h).
struct MergeRecord {
  std::int64_t a = 0, b = 0;
  std::uint32_t similarity = 0;
};

struct LayoutPoint {
  std::int64_t row = 0;
  float x = 0.0F, y = 0.0F;
};

/// The results of `analyse`; always replaced together.
struct Analysis {
  std::string model;
  std::vector<ClusterRecord> clusters;
  std::vector<std::pair<std::int64_t, std::vector<NeighbourRecord>>> neighbours;  // most similar first
  std::vector<MergeRecord> single_merges, complete_merges;  // near-duplicates, from similarity_floor up
  std::uint32_t complete_floor = 0;      // complete linkage is exact from here up; it is not known below
  std::vector<LayoutPoint> layout;       // first two principal axes
  std::vector<std::int64_t> coded_rows;  // which row each vector of `coded` belongs to, in its order
  std::string coded;                     // the vectors file, gzip, as published (core/embedding/vectors.h)
  float fidelity = 0.0F;
  float recall = 0.0F;  // share of the 10 nearest that the coded vectors keep
  std::uint32_t dimension = 0;
};

/// A tag of the vocabulary and the scores of the collection's vectors with it (tools/analysis/tags.h).
struct TagRecord {
  std::string code, label, description, type;
  std::vector<std::string> all_of, none_of;  // codes: a tag with rules is derived from others
  std::vector<float> prompt;                 // of unit length; empty when derived
  std::vector<float> scores;                 // of Tagging::rows: 100 x cosine with the prompt; 1 or 0 when derived
  float accepted = 0.0F, tentative = 0.0F;   // scores from which on a picture bears the tag, or may

  bool derived() const { return !all_of.empty() || !none_of.empty(); }
};

/// An entry of days; see CalendarEvent.
struct EventRecord {
  std::string first, last;
  std::string text;
};

/// A slot of a candidate calendar.
struct CandidateSlot {
  std::int64_t row = 0;                                      // 0: empty
  float focus_x = missing_number, focus_y = missing_number;  // see BoardSlot
};

/// A candidate calendar; see CalendarCandidate.
struct CandidateRecord {
  std::string name, method, maker;
  std::int32_t cover = missing_index;
  std::vector<CandidateSlot> slots;
};

/// All tags, in the vocabulary's order.
struct Tagging {
  std::string calibration;                              // "collection" or "sigmoid"; "" when there are no tags
  float accepted_from = 0.80F, tentative_from = 0.50F;  // confidences
  std::string vectors;                                  // fingerprint of the vectors the scores are of
  std::vector<std::int64_t> rows;
  std::vector<TagRecord> tags;
};

// --- votes: voters, ballots and rankings are numbers here; what they were called is not kept -----------------------

/// A picture that a voter was shown on a ballot.
struct ShowingRecord {
  std::uint32_t ballot = 0, voter = 0;
  std::int64_t row = 0;
  bool chosen = false;

  friend bool operator==(const ShowingRecord&, const ShowingRecord&) = default;
};
struct PairRecord {
  std::uint32_t voter = 0;
  std::int64_t winner = 0, loser = 0;

  friend bool operator==(const PairRecord&, const PairRecord&) = default;
};
struct RankRecord {
  std::uint32_t ranking = 0, voter = 0;
  std::int64_t row = 0;
  std::uint32_t rank = 1;  // 1, 2 or 3

  friend bool operator==(const RankRecord&, const RankRecord&) = default;
};

/// All votes, each kind in the order they were given.
struct Votes {
  std::vector<ShowingRecord> showings;
  std::vector<PairRecord> pairs;
  std::vector<RankRecord> ranks;

  friend bool operator==(const Votes&, const Votes&) = default;
};

/// What the votes say of a picture.
struct VotedPicture {
  std::int64_t row = 0;
  Preference preference;
};

/// What all votes come to.
struct VoteResults {
  std::uint32_t voters = 0, ballots = 0, pairs = 0, rankings = 0;
  std::vector<VotedPicture> pictures;  // those with a vote, by row
};

}  // namespace vitrine
