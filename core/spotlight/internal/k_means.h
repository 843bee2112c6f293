// Clusters: k-means (Lloyd 1982) from k-means++ seeds (Arthur, Vassilvitskii 2007), the best of several starts; and
// the same summary of clusters that come from elsewhere.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace vitrine {

/// In no cluster.
inline constexpr std::int32_t no_cluster = -1;

/// Clusters are numbered by falling size, then by medoid.
struct Clustering {
  std::vector<std::int32_t> assignment;  // of each vector: its cluster, or no_cluster
  std::vector<float> distances;          // of each vector: Euclidean, to the centroid of its cluster; 0 in none
  std::vector<std::int32_t> medoids;     // of each cluster: the member nearest its centroid (of equals the first),
                                         // which is also the one with the least squared distance to all others
  std::vector<float> spreads;            // of each cluster: root mean square distance to its centroid
  std::vector<float> silhouettes;  // of each cluster: mean over its members of (b - a) / max(a, b), where a is the
                                   // distance to its own centroid, b to the nearest other one: the simplified
                                   // silhouette (Hruschka, de Castro, Campello 2004), -1..1; 0 for a lone cluster
};

/// Some vectors, read a block at a time. Keeps the pointers: what they point at must stay and not change.
struct VectorSource {
  std::span<const float> values;         // row-major; or
  const std::int8_t* coded = nullptr;    // coded vectors, of which
  std::span<const std::int32_t> rows{};  // these are meant,
  std::uint32_t stride = 0;
  std::uint32_t dimension = 0;  // how many leading axes are used
};

class KMeans {
 public:
  /// `least`: a cluster of fewer vectors is dissolved, its members join the nearest of those that stay (the largest
  /// stays always). REQUIRES: there are vectors, clusters > 0, starts > 0.
  KMeans(const VectorSource& vectors, std::uint32_t clusters, std::uint32_t starts, std::uint64_t seed,
         std::uint32_t least = 1);
  /// Clusters that are there already: nothing is looked for. `assignment`: of each vector, any number from 0 up
  /// (below the count of vectors) or no_cluster.
  KMeans(const VectorSource& vectors, std::span<const std::int32_t> assignment);
  ~KMeans();

  KMeans(const KMeans&) = delete;
  KMeans& operator=(const KMeans&) = delete;

  /// Goes on for some `blocks` of 512 vectors. True when done.
  bool step(std::int64_t blocks);
  /// Starts that are done.
  std::uint32_t finished() const;

  /// There are fewer clusters when there are not as many different vectors. REQUIRES: step() returned true.
  const Clustering& clustering() const;

 private:
  struct Run;
  std::unique_ptr<Run> run_;
};

}  // namespace vitrine
