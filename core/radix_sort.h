// A stable order of rows by 64-bit keys: least significant byte first, bytes that never differ skipped. And keys with
// the unsigned order of their values.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <utility>
#include <vector>

namespace vitrine {

inline std::uint64_t sort_key(std::int64_t value) {
  return static_cast<std::uint64_t>(value) ^ std::uint64_t{1} << 63U;
}

/// Of 32 bits.
inline std::uint64_t sort_key(float value) {
  std::uint32_t bits = 0;
  std::memcpy(&bits, &value, sizeof bits);
  return bits >> 31U ? ~bits & 0xFFFFFFFFU : std::uint64_t{bits} | 0x80000000U;
}

/// -0 and 0 have the same.
inline std::uint64_t sort_key(double value) {
  if (value == 0) value = 0;
  std::uint64_t bits = 0;
  std::memcpy(&bits, &value, sizeof bits);
  constexpr std::uint64_t sign = std::uint64_t{1} << 63U;
  return (bits & sign) != 0 ? ~bits : bits | sign;
}

/// Rows 0 .. keys.size() - 1 in ascending order of their keys; equal keys keep the order of their rows.
inline std::vector<std::uint32_t> sorted_rows(const std::vector<std::uint64_t>& keys) {
  std::vector<std::uint32_t> rows(keys.size()), next(keys.size());
  for (std::uint32_t row = 0; row < rows.size(); ++row) rows[row] = row;
  if (std::is_sorted(keys.begin(), keys.end())) return rows;  // the published order
  for (unsigned shift = 0; shift < 64; shift += 8) {
    std::array<std::uint32_t, 257> start{};
    for (const std::uint64_t key : keys) ++start[((key >> shift) & 255U) + 1];
    bool differs = true;
    for (unsigned byte = 0; byte < 256; ++byte) {
      differs = differs && start[byte + 1] != keys.size();
      start[byte + 1] += start[byte];
    }
    if (!differs) continue;
    for (const std::uint32_t row : rows) next[start[(keys[row] >> shift) & 255U]++] = row;
    std::swap(rows, next);
  }
  return rows;
}

}  // namespace vitrine
