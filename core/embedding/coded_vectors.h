// Transform-coded vectors: the collection's vectors, centred, rotated to principal axes and quantised with one
// step to int8. Read here from the bytes of a vectors file as they arrive; written by core/spotlight/encode.
//
// The file (little-endian, gzip around it; readers look for the gzip magic):
//   0  "VTRV"          8  u32 count          16  f32 step            24  f32 fidelity
//   4  u32 version 1   12 u32 dimension      20  f32 variance kept   28  u32 bytes of the model's name
//   32 the model's name in UTF-8, zero-padded to a multiple of 4
//   then `dimension` axes, leading axis first, each `count` int8: coordinate = value x step
#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/result.h"

namespace vitrine {

/// Limits of a file: a wrong header cannot cause a huge allocation, and sums of products stay exact.
inline constexpr std::uint32_t most_vectors = 4'000'000;
inline constexpr std::uint32_t largest_dimension = 16'384;
inline constexpr std::uint32_t most_vector_bytes = 1U << 30;  // count x stride
inline constexpr std::uint32_t longest_model_name = 1'024;

/// Axes become readable in blocks of this many, or all that are left.
inline constexpr std::uint32_t axis_block = 16;

struct VectorsHeader {
  std::uint32_t count = 0;
  std::uint32_t dimension = 0;
  float step = 0.0F;
  float variance_kept = 0.0F;  // share of the variance the coded vectors keep, 0..1
  float fidelity = 0.0F;       // median over starts of smallest distance among 24 picks, coded against float32
  std::string model;
};

class CodedVectors {
 public:
  /// Takes the next bytes of the (unzipped) file, in any portions. An error is final: what was found, what was
  /// expected. Bytes after the last axis are an error.
  Result<void> append(std::span<const std::uint8_t> bytes);

  bool has_header() const { return has_header_; }
  /// REQUIRES: has_header()
  const VectorsHeader& header() const { return assert(has_header_), header_; }
  /// Axes that can be read so far: a multiple of axis_block, or all.
  std::uint32_t axes() const { return axes_; }
  bool complete() const { return has_header_ && axes_ == header_.dimension; }

  /// Row-major count x stride(), zero-padded: stride() is the dimension rounded up to 16. Axes that cannot be read
  /// yet are zero. nullptr before the first axes; then the same address until *this is destroyed.
  const std::int8_t* data() const { return axes_ == 0 ? nullptr : values_.get(); }
  std::uint32_t stride() const { return (header_.dimension + 15U) & ~15U; }

 private:
  struct Free {
    void operator()(std::int8_t* values) const { std::free(values); }
  };

  Result<void> append_header(std::span<const std::uint8_t>& bytes);
  Result<void> append_axes(std::span<const std::uint8_t>& bytes);
  bool make_room(std::size_t arrived, std::size_t expected);
  void transpose_block(std::uint32_t axes);

  std::vector<std::uint8_t> pending_;  // header bytes, then the axes of a block that is not full yet
  VectorsHeader header_;
  std::uint32_t axes_ = 0;
  std::size_t zeroed_ = 0;  // bytes of values_
  bool has_header_ = false;
  std::string error_;  // final
  std::unique_ptr<std::int8_t[], Free> values_;
};

/// Squared Euclidean distance of two rows of `stride` int8 (a multiple of 16): exact, the same integer on every
/// machine. In units of step squared.
std::int32_t squared_distance(const std::int8_t* a, const std::int8_t* b, std::uint32_t stride);

}  // namespace vitrine
