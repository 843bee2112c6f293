// A collection in memory, column by column, and the queries over it. Filled from the documents as they arrive;
// every query answers for the rows that are there. Rows are numbered in the published order (newest first).
#pragma once

#include <cassert>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/collection/moment.h"
#include "core/collection/query.h"
#include "core/documents/documents.h"
#include "core/result.h"

namespace vitrine {

/// Texts of many rows in one buffer.
class TextColumn {
 public:
  void push_back(std::string_view text);
  std::string_view operator[](std::uint32_t row) const;
  std::uint32_t size() const { return static_cast<std::uint32_t>(offsets_.size() - 1); }
  /// Marks in `rows` (resized to size()) those with a word that begins with `word`.
  void find_word(std::string_view word, std::vector<std::uint8_t>& rows) const;

 private:
  std::string texts_;
  std::vector<std::uint32_t> offsets_{0};
};

/// Rows by their key of 8 characters, in an open-addressed table that grows as rows come: never one long sort.
class RowsByKey {
 public:
  /// Takes the rows that `keys`, 8 characters each, has beyond those taken before.
  void extend(std::string_view keys);
  /// The first row with this key among those taken; missing_index when there is none.
  std::int32_t find(std::string_view keys, std::string_view wanted) const;

 private:
  void insert(std::string_view keys, std::uint32_t row);

  std::vector<std::uint32_t> slots_;  // row + 1, or 0; a power of two, at most half of them taken
  std::uint32_t size_ = 0;
};

/// Values of a facet beyond the manifest's: a wrong manifest cannot cause a huge allocation.
inline constexpr std::uint32_t most_more_values = 1'000'000;

inline constexpr std::int32_t unknown_day = std::numeric_limits<std::int32_t>::min();

/// How many rows have each level of a tag that the query names: counts[level - no_level].
struct TagCounts {
  std::string tag;
  std::vector<std::uint32_t> counts;
};

/// What a query answers. Counts of a facet (of clusters, of days, of a tag) leave that facet's own choice out of
/// account: they are the results of choosing another value of it.
struct QueryResult {
  Order order;
  std::vector<std::uint32_t> rows;                       // in order
  std::vector<std::vector<std::uint32_t>> facet_counts;  // by facet of the manifest, by value
  std::vector<std::uint32_t> cluster_counts;             // by cluster
  std::vector<TagCounts> tag_counts;                     // of the tags that the query names
  std::int32_t first_day = 0;                            // of the histogram
  std::uint32_t days_per_bin = 1;                        // more than 1 when the days span more than 4,096
  std::vector<std::uint32_t> day_counts;                 // by bin; empty when nothing is dated
  std::uint32_t undated = 0;
};

class Collection {
 public:
  Collection() = default;
  /// An empty collection with the manifest's facets and tags; clusters are counted up to most_clusters.
  explicit Collection(const Manifest& manifest);

  /// Takes the next shard: `first` must be the rows there are. Fails without change.
  Result<void> append(const ImageShard& shard);
  /// Takes the next shard of folded text; words are searched in the rows that have theirs.
  Result<void> append(const TextShard& shard);

  /// Takes the values of facets beyond the manifest's. Until then no row matches a choice of one of them; they are
  /// counted all the same. Fails without change.
  Result<void> append(const VocabularyList& list);

  /// Takes the levels of a tag for all rows of the collection (TagEntry::path). Until then no row bears it.
  Result<void> append_tag(std::string_view code, std::span<const std::int8_t> levels);

  /// Only rows of this mask (core/curation) are in results and counts; empty: all are. Rows that come later are.
  void admit(std::vector<std::uint8_t> active) { active_ = std::move(active); }

  /// Valid until the next run or append.
  const QueryResult& run(const Query& query);

  std::uint32_t size() const { return static_cast<std::uint32_t>(width_.size()); }
  /// What is asked of one row REQUIRES: row < size().
  std::string_view key(std::uint32_t row) const {
    assert(row < size());
    return std::string_view(keys_).substr(row * 8UL, 8);
  }
  std::string_view id(std::uint32_t row) const { return ids_[row]; }
  std::string_view title(std::uint32_t row) const { return titles_[row]; }
  const Moment& taken_at(std::uint32_t row) const { return assert(row < size()), taken_at_[row]; }
  /// Rows by key; missing_index when no loaded row has it.
  std::int32_t row_of(std::string_view key) const { return rows_by_key_.find(keys_, key); }
  /// Facets of the manifest.
  std::uint32_t facets() const { return static_cast<std::uint32_t>(facets_.size()); }
  /// Values of a facet (an index into the manifest's facets) for one row.
  std::span<const std::uint32_t> facet_values(std::uint32_t row, std::uint32_t facet) const;
  /// The row's place in the vectors file; missing_index without one.
  std::int32_t vector_of(std::uint32_t row) const { return assert(row < size()), vector_[row]; }

  const std::vector<std::uint32_t>& width() const { return width_; }
  const std::vector<std::uint32_t>& height() const { return height_; }
  const std::vector<std::uint32_t>& colour() const { return colour_; }
  const std::vector<std::int32_t>& day() const { return day_; }  // unknown_day where not known
  const std::vector<std::int32_t>& cluster() const { return cluster_; }
  const std::vector<std::int32_t>& vector() const { return vector_; }
  const std::vector<std::int32_t>& master() const { return master_; }
  const std::vector<std::int32_t>& copy_of() const { return copy_of_; }
  const std::vector<std::uint32_t>& dark() const { return dark_; }
  const std::vector<std::uint8_t>& active() const { return active_; }
  const std::vector<float>& brightness() const { return brightness_; }
  const std::vector<float>& score() const { return score_; }

 private:
  struct FacetData {
    std::string name;
    std::vector<std::string> vocabulary;  // as much of it as is known
    std::uint32_t size = 0;               // of all of it
    std::vector<std::uint32_t> offsets{0};
    std::vector<std::uint32_t> values;
  };
  struct TagData {
    std::string code;
    float accepted = 0.0F, step = 1.0F;
    std::vector<std::int8_t> levels;  // of all rows; empty until they are there
  };
  struct CachedOrder {
    Order order;
    std::vector<std::uint32_t> rows;
  };
  class Filter;

  Result<void> check(const ImageShard& shard) const;
  Result<void> check(const VocabularyList& list) const;
  std::optional<std::size_t> facet_of(std::string_view name) const;
  const std::vector<std::uint32_t>& rows_in(Order order);
  std::vector<std::uint64_t> sort_keys(Order order) const;
  void match_words(const std::vector<std::string>& words);
  void lay_out_days();
  void count_day(std::uint32_t row);

  const TagData* find_tag(std::string_view code) const;

  std::vector<FacetData> facets_;
  std::vector<TagData> tags_;
  std::uint32_t clusters_ = 0;
  std::uint32_t expected_rows_ = 0;  // the manifest's
  std::string keys_;
  TextColumn ids_, titles_, title_words_, text_words_;
  std::vector<Moment> taken_at_;
  std::vector<std::uint32_t> width_, height_, colour_;
  std::vector<std::int32_t> day_, title_rank_, cluster_, vector_, master_, copy_of_;
  std::vector<std::uint32_t> dark_;
  std::vector<std::uint8_t> active_;
  std::vector<float> brightness_, score_;

  RowsByKey rows_by_key_;
  std::vector<CachedOrder> orders_;
  std::vector<std::string> matched_words_;  // what matches_ answers
  std::vector<std::uint8_t> matches_;       // 0 no match, 1 somewhere, 2 all words in the title
  QueryResult result_;
};

}  // namespace vitrine
