// Float vectors for the tests, drawn from the project's own generator.
#pragma once

#include <cmath>
#include <cstdint>
#include <vector>

#include "core/random.h"

namespace vitrine {

/// `count` vectors around `groups` centres, row-major; vector i belongs to group i % groups. Within a group the
/// standard deviation is `noise` on every axis; centres are spread by 1.
inline std::vector<float> grouped_vectors(std::uint32_t count, std::uint32_t dimension, std::uint32_t groups,
                                          double noise, std::uint64_t seed) {
  Random random(seed);
  std::vector<double> centres(std::size_t{groups} * dimension);
  for (double& x : centres) x = random.normal();
  std::vector<float> values;
  for (std::uint32_t i = 0; i < count; ++i) {
    for (std::uint32_t axis = 0; axis < dimension; ++axis) {
      values.push_back(
          static_cast<float>(centres[std::size_t{i % groups} * dimension + axis] + noise * random.normal()));
    }
  }
  return values;
}

inline void make_unit(std::vector<float>& values, std::uint32_t dimension) {
  for (std::size_t row = 0; row < values.size(); row += dimension) {
    double square = 0;
    for (std::size_t i = row; i < row + dimension; ++i) square += static_cast<double>(values[i]) * values[i];
    for (std::size_t i = row; i < row + dimension; ++i)
      values[i] = static_cast<float>(static_cast<double>(values[i]) / std::sqrt(square));
  }
}

inline double distance(const std::vector<float>& values, std::uint32_t dimension, std::size_t a, std::size_t b) {
  double square = 0;
  for (std::size_t i = 0; i < dimension; ++i) {
    const double difference = static_cast<double>(values[a * dimension + i]) - values[b * dimension + i];
    square += difference * difference;
  }
  return std::sqrt(square);
}

}  // namespace vitrine
