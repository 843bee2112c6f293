// From a shot to the pixels of its picture.
#pragma once

#include <cstdint>
#include <vector>

#include "tools/sample/earth.h"
#include "tools/sample/moon.h"
#include "tools/sample/sky.h"
#include "tools/sample/voyage.h"

namespace vitrine::sample {

/// What all pictures show: one Earth, one Moon, one sky.
struct World {
  Earth earth;
  Moon moon;
  Sky sky;

  /// `detail`: texels along a quarter of a globe's circumference, a power of two.
  World(std::uint64_t seed, int detail, const InParallel& in_parallel)
      : earth(seed, detail, in_parallel), moon(seed, detail, in_parallel), sky(seed) {}
};

/// RGB, 8 bits, row by row.
std::vector<std::uint8_t> photograph(const World& world, const Shot& shot, int width, int height);

}  // namespace vitrine::sample
