// Codes vectors for the page: Euclidean distances do not change when the mean is subtracted and the space is rotated,
// so subtract it, rotate to principal axes, and quantise all axes with one step to int8 (coded_vectors.h has the
// file). Along principal axes most coordinates are small, and small numbers compress well.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace vitrine {

/// The eigenvectors of a covariance are d x d doubles: 134 MB at this dimension.
inline constexpr std::uint32_t largest_encoded_dimension = 4096;

/// The coarsest step that keeps this fidelity is taken: the median, over encoding_starts starts, of the smallest
/// distance (float32) among encoding_picks picks made on the coded vectors, against that of picks made on float32.
inline constexpr double wanted_fidelity = 0.99;
inline constexpr std::uint32_t encoding_starts = 32;
inline constexpr std::uint32_t encoding_picks = 24;

class Encoding {
 public:
  enum class State { working, done, not_unit_length };

  /// `values`: count x dimension floats, row-major, each row of unit length. Keeps the span until done.
  /// REQUIRES: count > 0, 0 < dimension <= largest_encoded_dimension.
  Encoding(std::span<const float> values, std::uint32_t dimension, std::string model);
  ~Encoding();

  Encoding(const Encoding&) = delete;
  Encoding& operator=(const Encoding&) = delete;

  /// Does `parts` of parts(), fewer when a coarse step is good enough.
  State step(std::uint32_t parts);
  static std::uint32_t parts();

  /// Codes again with the next coarser step, whatever its fidelity. False when there is none. REQUIRES: done.
  bool coarser();

  /// The file, and each vector's place on the first two principal axes (x, y). REQUIRES: done.
  std::span<const std::uint8_t> file() const;
  std::span<const float> layout() const;

 private:
  struct Work;
  std::unique_ptr<Work> work_;
};

}  // namespace vitrine
