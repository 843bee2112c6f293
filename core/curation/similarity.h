// How alike two pictures are, as a whole number: what cuts alike in the page and natively cannot hang on the last bit
// of a float.
#pragma once

#include <cmath>
#include <cstdint>

namespace vitrine {

/// Hundred-thousandths of the cosine of two unit vectors, rounded down: 98,000 stands for [0.98, 0.98001). A threshold
/// of up to five decimals therefore cuts exactly.
using Similarity = std::uint32_t;

/// The lowest similarity that is kept; thresholds are not below it.
inline constexpr Similarity similarity_floor = 90'000;
inline constexpr Similarity largest_similarity = 100'000;
/// From a cosine computed in float32. Its error of 2e-7 is rounded up: two equal vectors have 100,000.
inline Similarity similarity_of(float cosine) {
  if (!(cosine > 0.0F)) return 0;
  const double units = std::floor((static_cast<double>(cosine) + 2e-7) * largest_similarity);
  return units < largest_similarity ? static_cast<Similarity>(units) : largest_similarity;
}

}  // namespace vitrine
