// Random numbers that are the same on every machine: SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom
// number generators, OOPSLA 2014) read as a counter-based generator. Number `i` of a seed is a function of both, so
// an order of calls, a thread or a resumed step changes nothing. Integers, + and x alone: no libm, no <random>.
#pragma once

#include <cassert>
#include <cstdint>

namespace vitrine {

/// Number `counter` of the sequence of `seed`: 64 random bits.
constexpr std::uint64_t random_bits(std::uint64_t seed, std::uint64_t counter) {
  std::uint64_t z = seed + (counter + 1) * 0x9e3779b97f4a7c15U;
  z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
  z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
  return z ^ (z >> 31U);
}

/// The same numbers one after the other.
class Random {
 public:
  /// `stream` separates uses of one seed.
  explicit constexpr Random(std::uint64_t seed, std::uint64_t stream = 0) : seed_(random_bits(seed, stream)) {}

  constexpr std::uint64_t bits() { return random_bits(seed_, counter_++); }
  /// Uniform in [0, 1), a multiple of 2^-53.
  constexpr double unit() { return static_cast<double>(bits() >> 11U) * 0x1p-53; }
  /// Uniform in [0, n). REQUIRES: n > 0.
  constexpr std::uint32_t below(std::uint32_t n) {
    assert(n > 0);
    return static_cast<std::uint32_t>(((bits() >> 32U) * std::uint64_t{n}) >> 32U);
  }
  /// Nearly normal, mean 0, standard deviation 1: a sum of twelve uniforms.
  constexpr double normal() {
    double sum = -6.0;
    for (int i = 0; i < 12; ++i) sum += unit();
    return sum;
  }

 private:
  std::uint64_t seed_;
  std::uint64_t counter_ = 0;
};

}  // namespace vitrine
