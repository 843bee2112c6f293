// Nearest neighbours of one vector: exact, over all coded vectors, by Euclidean distance in whole numbers (between
// vectors of unit length that is the order of the cosines).
#pragma once

#include <cstdint>
#include <vector>

#include "core/embedding/coded_vectors.h"

namespace vitrine {

/// Indices of all vectors, nearest to vector `to` first; of equals the lower index. `to` itself is among them, at
/// distance 0. REQUIRES: to < count.
std::vector<std::uint32_t> by_likeness(const CodedVectors& vectors, std::uint32_t to);

}  // namespace vitrine
