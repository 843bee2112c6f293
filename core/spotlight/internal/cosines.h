// Cosines of some vectors with some others: one matrix product.
#pragma once

#include <cstdint>
#include <span>

namespace vitrine {

/// Fills `answer` (rows x columns, row by row) with the cosines of the vectors that `rows` and `columns` name, indices
/// into `values` (count x dimension floats, row-major). A vector of length zero has the cosine 0 with all.
void cosines(std::span<const float> values, std::uint32_t dimension, std::span<const int> rows,
             std::span<const int> columns, float* answer);

}  // namespace vitrine
