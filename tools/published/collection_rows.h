// A warehouse as it is published: its rows in the published order, and what is known of each, with the warehouse's
// own row numbers translated and everything that is held back or vanished left out.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/documents/documents.h"
#include "tools/published/curation_rows.h"
#include "tools/published/facets.h"
#include "tools/warehouse/warehouse.h"

namespace vitrine {

class CollectionRows {
 public:
  explicit CollectionRows(const Warehouse& warehouse);

  std::uint32_t size() const { return static_cast<std::uint32_t>(images_.size()); }
  const std::vector<ImageRecord>& images() const { return images_; }
  const std::vector<std::string>& taken_at() const { return taken_at_; }
  const std::vector<CollectionFacet>& facets() const { return facets_; }
  const Analysis& analysis() const { return analysis_; }
  /// The content of data/layout.bin; empty where there is none.
  std::string layout() const;
  /// Tags as the manifest lists them but for their paths and counts, and the levels of each for all rows.
  const std::vector<TagEntry>& tags() const { return tags_; }
  const std::vector<std::vector<std::int8_t>>& levels() const { return levels_; }
  /// Of each row the tags it bears, clearest first.
  const std::vector<std::vector<std::uint32_t>>& borne() const { return borne_; }

  ImageShard image_shard(std::uint32_t first, std::uint32_t count) const;
  DetailsShard details_shard(std::uint32_t first, std::uint32_t count) const;
  TextShard text_shard(std::uint32_t first, std::uint32_t count) const;
  /// Clusters that have a published member, renumbered from 0; members[i] belongs to cluster i.
  const ClusterList& clusters() const { return clusters_; }
  const std::vector<ClusterMembers>& members() const { return members_; }
  const CurationRows& curation() const { return *curation_; }
  bool scored() const { return !scores_.empty(); }
  /// Of each row, missing_number where it has none; empty when nothing is scored.
  const std::vector<float>& scores() const { return scores_; }
  /// The cluster of each row, missing_index: in none.
  std::vector<std::int32_t> cluster() const;
  /// The coded vector of each row, missing_index: it has none.
  std::vector<std::int32_t> vector() const;
  /// Pictures that came after the last analysis: in no cluster, without neighbours or vector.
  std::uint32_t not_analysed() const;

 private:
  using RowOf = std::unordered_map<std::int64_t, std::uint32_t>;

  bool is_published(const std::string& column) const;
  void rank_titles();
  void read_scores();
  void translate_clusters(const RowOf& row_of);
  void name_clusters(const std::vector<ClusterName>& names);
  void choose_prints();
  void describe_members(ClusterCard& card, const std::vector<std::uint32_t>& rows) const;
  void translate_neighbours(const RowOf& row_of);
  void translate_vectors(const RowOf& row_of);
  void translate_tags(const Tagging& tagging, const RowOf& row_of);
  ImageDetails details(std::uint32_t row) const;
  std::string searched_text(std::uint32_t row, const std::vector<std::string>& title) const;

  std::vector<ImageRecord> images_;
  std::vector<ColumnRecord> columns_;
  Analysis analysis_;
  std::vector<std::string> taken_at_;
  std::vector<CollectionFacet> facets_;
  std::vector<std::int32_t> title_ranks_;
  std::vector<float> scores_;          // empty: nothing is scored
  std::vector<std::int32_t> cluster_;  // empty: nothing is clustered
  std::vector<std::int32_t> vector_;   // empty: the row itself
  std::vector<std::vector<Neighbour>> alike_;
  std::vector<TagEntry> tags_;
  std::vector<std::vector<std::int8_t>> levels_;   // of each tag
  std::vector<std::vector<std::uint32_t>> borne_;  // of each row, clearest first
  std::optional<CurationRows> curation_;
  ClusterList clusters_;
  std::vector<ClusterMembers> members_;
};

}  // namespace vitrine
