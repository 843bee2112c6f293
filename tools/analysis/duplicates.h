// The merge lists of near-duplicates, from every pair of vectors: cosines of the float32 vectors, never of coded ones.
#pragma once

#include <cstdint>
#include <vector>

#include "core/curation/merges.h"
#include "tools/analysis/engine.h"

namespace vitrine {

/// Complete linkage is found inside components of at most this many pictures: it takes a matrix of their pairs.
inline constexpr std::uint32_t largest_component = 10'000;

struct FoundDuplicates {
  std::vector<Merge> single, complete;  // indices of vectors
  Similarity complete_floor = similarity_floor;
};

/// Merges from similarity_floor up. Where a component is larger than `largest` at the floor, complete linkage is exact
/// from the lowest similarity at which no component is, `complete_floor`, and not known below. `on_parts`: vectors.
FoundDuplicates find_duplicates(SpotlightEngine& engine, const VectorTable& vectors, unsigned jobs,
                                const OnParts& on_parts, std::uint32_t largest = largest_component);

}  // namespace vitrine
