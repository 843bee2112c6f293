// The linear algebra of `analyse`: libvitrine-spotlight.so (core/spotlight/spotlight.h), opened on the first call,
// without its pointers. Throws Failure.
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include "core/embedding/coded_vectors.h"
#include "tools/module/module.h"

namespace vitrine {

/// Called with the parts done since the last call.
using OnParts = std::function<void(std::uint64_t)>;

struct VectorTable {
  std::span<const float> values;  // count x dimension, row-major
  std::uint32_t count = 0;
  std::uint32_t dimension = 0;
};

/// See core/spotlight/internal/k_means.h.
struct FoundClusters {
  std::vector<std::int32_t> assignment;  // of each vector; -1: in none
  std::vector<float> distances;          // of each vector, to its centroid
  std::vector<std::int32_t> medoids;
  std::vector<float> spreads, silhouettes;
};

struct CodedFile {
  std::string bytes;          // not zipped
  std::vector<float> layout;  // x, y of each vector
};

struct FoundNeighbours {
  std::vector<std::int32_t> indices;  // count x wanted; -1: there are no more
  std::vector<float> similarities;
};

/// Rules for picks (core/spotlight/spotlight.h); vectors are indices, some of the rows of a scope.
struct TraversalRules {
  std::vector<std::int32_t> first, banned;
  struct Limit {
    std::vector<std::int32_t> groups;  // of each row; traversal_no_group: of none
    std::uint32_t most = 0;
  };
  std::vector<Limit> limits;
  std::vector<float> scores;  // of each row; empty: nothing is scored
  std::uint32_t balance = 0;  // percent of the score
  bool best_first = false;
};

inline constexpr std::int32_t traversal_no_group = std::numeric_limits<std::int32_t>::min();

struct FoundPicks {
  std::vector<std::int32_t> vectors;
  std::vector<std::int32_t> squares;  // squared distance to the nearest pick before, in units of step squared
  std::vector<std::int32_t> nearest;  // its place; -1: there is none
  std::int32_t radius = 0;            // squared, within which every row has a pick
  std::int32_t covered = 0;           // rows that have one within half of it
};

class SpotlightEngine {
 public:
  SpotlightEngine();

  static constexpr std::uint32_t cluster_starts = 8;
  /// Those of fewer than `least` vectors are dissolved among the others.
  FoundClusters clusters(const VectorTable& vectors, std::uint32_t k, std::uint32_t least, std::uint64_t seed,
                         const OnParts& on_starts);
  /// Statistics of clusters that come from elsewhere: for each vector a number below their count, or -1.
  FoundClusters clusters(const VectorTable& vectors, const std::vector<std::int32_t>& assignment);

  /// Parts are vectors.
  FoundNeighbours neighbours(const VectorTable& vectors, std::uint32_t wanted, unsigned jobs, const OnParts& on_parts);

  /// 100 x cosine of each vector with a direction of unit length.
  std::vector<float> scores(const VectorTable& vectors, const std::vector<float>& direction);

  /// Rows x columns, row by row; both are indices of vectors. May be called on several threads after the first call.
  void cosines(const VectorTable& vectors, std::span<const std::int32_t> rows, std::span<const std::int32_t> columns,
               std::vector<float>& answer);

  std::uint32_t coding_parts();
  /// With the coarsest step that keeps the wanted fidelity; coarser where the bytes do not fit.
  CodedFile code(const VectorTable& vectors, const std::string& model, const OnParts& on_parts,
                 const std::function<bool(const std::string& bytes)>& fits);

  /// The k most different of some rows of coded vectors.
  FoundPicks picks(const CodedVectors& vectors, const std::vector<std::int32_t>& rows, std::uint32_t k,
                   const TraversalRules& rules);

 private:
  Module module_;
};

}  // namespace vitrine
