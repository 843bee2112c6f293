// Exact sums over int8 vectors, as farthest-first traversal needs them for a centroid. The wasm form (SIMD) and the
// portable one give the same integers.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace vitrine {

/// Rows that add_rows takes at once: this many int8 fit in 16 bits.
inline constexpr std::uint32_t most_rows_at_once = 256;

/// Adds rows of `stride` int8 (a multiple of 16) to `sums`, axis by axis. REQUIRES: at most most_rows_at_once rows.
void add_rows(std::span<const std::int8_t* const> rows, std::uint32_t stride, std::int32_t* sums);

/// Sums that other vectors are multiplied with: split into 16-bit parts unless they fit as they are.
class SplitSums {
 public:
  explicit SplitSums(const std::vector<std::int32_t>& sums);

  /// x . sums, and x . x in `length`. REQUIRES: |sums| <= 512,000,000, as most_vectors sees to.
  std::int64_t product(const std::int8_t* x, std::int32_t& length) const;

 private:
  std::vector<std::int16_t> low_;   // the sums, or their last 14 bits
  std::vector<std::int16_t> high_;  // the bits above; empty when there are none
};

}  // namespace vitrine
