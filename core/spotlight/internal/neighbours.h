// The most similar vectors of each, by cosine: exact, every pair is looked at, in blocks.
#pragma once

#include <cstdint>
#include <span>

namespace vitrine {

/// Fills `neighbours` and `similarities` (rows x wanted, row by row) for the vectors [first, first + rows) of `values`
/// (count x dimension floats, row-major): indices of the most similar others, most similar first (of equals the lower
/// index), and their cosines in [-1, 1]. A vector of length zero is no neighbour and has none; -1 and 0 where
/// there are fewer than `wanted`.
void find_neighbours(std::span<const float> values, std::uint32_t dimension, std::uint32_t first, std::uint32_t rows,
                     std::uint32_t wanted, std::int32_t* neighbours, float* similarities);

}  // namespace vitrine
