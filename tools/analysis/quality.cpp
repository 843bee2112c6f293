#include "tools/analysis/quality.h"

#include <algorithm>
#include <cstdio>

namespace vitrine {

ClusterQuality quality_of(const Analysis& analysis) {
  ClusterQuality quality;
  if (analysis.clusters.empty()) return quality;
  std::vector<std::uint32_t> sizes;
  double sum = 0, members = 0;
  for (const ClusterRecord& cluster : analysis.clusters) {
    const std::size_t size = cluster.members.size();
    sizes.push_back(static_cast<std::uint32_t>(size));
    sum += static_cast<double>(cluster.silhouette) * static_cast<double>(size);
    members += static_cast<double>(size);
  }
  std::sort(sizes.begin(), sizes.end());
  quality.silhouette = static_cast<float>(sum / std::max(1.0, members));
  quality.smallest = sizes.front();
  quality.median = sizes[sizes.size() / 2];
  quality.largest = sizes.back();
  return quality;
}

std::string cluster_quality_text(const ClusterQuality& quality) {
  char silhouette[16];
  std::snprintf(silhouette, sizeof silhouette, "%.2f", static_cast<double>(quality.silhouette));
  return std::to_string(quality.smallest) + " to " + std::to_string(quality.largest) + " pictures, median " +
         std::to_string(quality.median) + ", silhouette " + silhouette + " (to centroids)";
}

}  // namespace vitrine
