// Procedural noise from integer hashes: gradient noise (Perlin: Improving noise, SIGGRAPH 2002, with a hash in place
// of his table), sums of its octaves, and random cells.
#pragma once

#include <cstdint>

#include "tools/sample/vec.h"

namespace vitrine::sample {

/// 32 well-mixed bits of a lattice point.
constexpr std::uint32_t hash(int x, int y, int z, std::uint32_t seed) {
  std::uint32_t h = static_cast<std::uint32_t>(x) * 0x8da6b343U ^ static_cast<std::uint32_t>(y) * 0xd8163841U ^
                    static_cast<std::uint32_t>(z) * 0xcb1ab31fU ^ seed * 0x9e3779b9U;
  h = (h ^ (h >> 15U)) * 0x2c1b3c6dU;
  h = (h ^ (h >> 13U)) * 0x297a2d39U;
  return h ^ (h >> 15U);
}
/// In [0, 1).
constexpr float unit(std::uint32_t bits) { return static_cast<float>(bits >> 8U) * 0x1p-24F; }
constexpr float random_unit(int x, int y, std::uint32_t seed) { return unit(hash(x, y, 0, seed)); }

/// About -1..1, mean 0, one feature a unit.
float noise(Vec p, std::uint32_t seed);

/// noise and its gradient.
struct Slope {
  float value = 0;
  Vec gradient;
};
Slope noise_slope(Vec p, std::uint32_t seed);

/// Octaves of noise, each of twice the frequency and `gain` of the amplitude; about -1..1.
float fractal(Vec p, int octaves, std::uint32_t seed, float gain = 0.5F);
Slope fractal_slope(Vec p, int octaves, std::uint32_t seed, float gain = 0.5F);
/// Octaves of 1 - |noise|: crests; about 0..1.
float ridges(Vec p, int octaves, std::uint32_t seed);

/// Noise of the plane, from four corners instead of eight.
float noise(float x, float y, std::uint32_t seed);
float fractal(float x, float y, int octaves, std::uint32_t seed, float gain = 0.5F);

}  // namespace vitrine::sample
