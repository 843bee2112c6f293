// How good a collection's clusters are, in figures.
#pragma once

#include <cstdint>
#include <string>

#include "tools/warehouse/records.h"

namespace vitrine {

struct ClusterQuality {
  float silhouette = 0.0F;  // mean over all members of the simplified silhouette (core/spotlight/internal/k_means.h)
  std::uint32_t smallest = 0, median = 0, largest = 0;  // sizes
};

ClusterQuality quality_of(const Analysis& analysis);

/// "8 to 64 pictures, median 25, silhouette 0.12 (to centroids)".
std::string cluster_quality_text(const ClusterQuality& quality);

}  // namespace vitrine
