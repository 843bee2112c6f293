// Numbers as files of columns have them: the least significant byte first, wherever they stand.
#pragma once

#include <cstdint>

namespace vitrine {

/// REQUIRES: four bytes.
inline std::uint32_t read_u32(const std::uint8_t* bytes) {
  return std::uint32_t{bytes[0]} | std::uint32_t{bytes[1]} << 8U | std::uint32_t{bytes[2]} << 16U |
         std::uint32_t{bytes[3]} << 24U;
}

}  // namespace vitrine
