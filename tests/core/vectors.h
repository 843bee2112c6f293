// Vectors for the tests: coded ones as a file's bytes, drawn from the project's own generator.
#pragma once

#include <cstdint>
#include <cstring>
#include <numeric>
#include <string>
#include <vector>

#include "core/random.h"

namespace vitrine {

/// Row-major int8 with rows of `stride`, zero beyond `dimension`.
struct CodedRows {
  std::uint32_t count, dimension, stride;
  std::vector<std::int8_t> values;

  const std::int8_t* row(std::uint32_t i) const { return values.data() + std::size_t{i} * stride; }
};

/// Values of about +-`spread`, wider on the leading axes, as principal axes are.
inline CodedRows random_rows(std::uint32_t count, std::uint32_t dimension, std::uint64_t seed, double spread = 40.0) {
  CodedRows rows{count, dimension, (dimension + 15U) & ~15U, {}};
  rows.values.resize(std::size_t{count} * rows.stride);
  Random random(seed);
  for (std::uint32_t i = 0; i < count; ++i) {
    for (std::uint32_t axis = 0; axis < dimension; ++axis) {
      const double value = random.normal() * spread / (1.0 + axis * 0.1);
      const double clamped = value > 127.0 ? 127.0 : value < -127.0 ? -127.0 : value;
      rows.values[std::size_t{i} * rows.stride + axis] = static_cast<std::int8_t>(clamped);
    }
  }
  return rows;
}

/// A scope of all of them.
inline std::vector<std::int32_t> everything(std::uint32_t count) {
  std::vector<std::int32_t> rows(count);
  std::iota(rows.begin(), rows.end(), 0);
  return rows;
}

inline void put_u32(std::vector<std::uint8_t>& bytes, std::uint32_t value) {
  for (int shift = 0; shift < 32; shift += 8) bytes.push_back(static_cast<std::uint8_t>(value >> shift));
}

inline void put_f32(std::vector<std::uint8_t>& bytes, float value) {
  std::uint32_t bits = 0;
  std::memcpy(&bits, &value, sizeof bits);
  put_u32(bytes, bits);
}

/// The vectors file of these rows, as coded_vectors.h draws it.
inline std::vector<std::uint8_t> file_of(const CodedRows& rows, const std::string& model = "test", float step = 0.25F) {
  std::vector<std::uint8_t> bytes = {'V', 'T', 'R', 'V'};
  put_u32(bytes, 1);
  put_u32(bytes, rows.count);
  put_u32(bytes, rows.dimension);
  put_f32(bytes, step);
  put_f32(bytes, 0.875F);
  put_f32(bytes, 0.9921875F);
  put_u32(bytes, static_cast<std::uint32_t>(model.size()));
  for (const char letter : model) bytes.push_back(static_cast<std::uint8_t>(letter));
  while (bytes.size() % 4 != 0) bytes.push_back(0);
  for (std::uint32_t axis = 0; axis < rows.dimension; ++axis)
    for (std::uint32_t i = 0; i < rows.count; ++i) bytes.push_back(static_cast<std::uint8_t>(rows.row(i)[axis]));
  return bytes;
}

}  // namespace vitrine
