// "vitrine-descriptor-1": what a picture looks like, as one unit vector of 553 numbers. No weights, no training,
// always there. Five blocks, each of unit length, joined with the weights below and scaled to unit length again:
//
//   weight  numbers
//   1.0     343   colour: histogram of Lab, 7 x 7 x 7 cells over L 0..100, a and b -45..45, trilinear, square root
//   0.2      48   layout: mean Lab of 4 x 4 fields
//   0.3      96   gradients: 6 directions in 4 x 4 fields, weighted by strength, square root
//   0.6      30   texture: local binary patterns (8 uniform ones by count of brighter neighbours, flat, and the
//                 rest), at 3 scales, square root
//   0.5      36   strength of gradients: 12 steps of its logarithm, at 3 scales, square root
//
// The square roots make the Euclidean distance of two histograms their Hellinger distance.
#pragma once

#include <vector>

#include "tools/ingest/features.h"

namespace vitrine {

inline constexpr std::uint32_t descriptor_side = 128;
inline constexpr std::size_t descriptor_length = 553;

/// REQUIRES: a picture squeezed to descriptor_side x descriptor_side.
std::vector<float> descriptor_of(const Pixels& picture);

}  // namespace vitrine
