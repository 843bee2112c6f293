// What `analyse` finds out about a collection's vectors: clusters, neighbours, a layout, and the coded vectors.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tools/analysis/engine.h"
#include "tools/console/console.h"
#include "tools/warehouse/records.h"
#include "tools/warehouse/warehouse.h"

namespace vitrine {

/// The default number of clusters for this many vectors: two for each doubling (16 for 256, 27 for 12,217), so that
/// they fit on one page, and at least 8 vectors a cluster on average.
std::uint32_t default_clusters(std::size_t vectors);

/// The default least number of pictures of a cluster: smaller groups are shown by "alike".
inline constexpr std::uint32_t default_least = 3;

struct AnalysisSettings {
  std::uint32_t clusters = 0;  // 0: default_clusters
  std::uint64_t seed = 1;
  unsigned jobs = 0;                     // 0: all cores
  std::uint64_t vector_budget = 0;       // most bytes of the coded vectors, gzip; 0: as many as the fidelity needs
  std::uint32_t least = default_least;   // pictures in a cluster that is found; smaller ones are dissolved
  std::vector<std::string> labels = {};  // clusters that come from elsewhere: of each published image; "": in none
};

/// What an analysis is made from: the published images in their order, and the vectors of those that have one.
class AnalysisInput {
 public:
  explicit AnalysisInput(const Warehouse& warehouse);

  const std::vector<ImageRecord>& images() const { return images_; }
  const std::vector<ColumnRecord>& columns() const { return columns_; }
  /// Of the published images, in their order.
  const Vectors& vectors() const { return vectors_; }
  /// For each vector the index of its image.
  const std::vector<std::uint32_t>& image_of() const { return image_of_; }

  VectorTable table() const;

  /// Changes when the vectors or their pictures change.
  std::string vectors_fingerprint() const;
  /// Changes when an analysis with these settings would give another result, except names of clusters.
  std::string fingerprint(const AnalysisSettings& settings) const;
  /// Changes when clusters would be named differently.
  std::string naming_fingerprint(const Tagging& tagging) const;

 private:
  std::vector<ImageRecord> images_;
  std::vector<ColumnRecord> columns_;
  Vectors vectors_;
  std::vector<std::uint32_t> image_of_;
};

/// Labels (but those that are given) and traits of the clusters.
void name_clusters(const AnalysisInput& input, const Tagging& tagging, Analysis& analysis);

/// Clusters are yet without names. Throws Failure; ModuleMissing where the linear algebra is not installed. REQUIRES:
/// there are vectors.
Analysis analyse_vectors(const AnalysisInput& input, const AnalysisSettings& settings, Console& console);

}  // namespace vitrine
