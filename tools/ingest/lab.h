// sRGB to CIE L*a*b* (D50, as ICC profiles have it): what the visual features and the descriptor measure in.
#pragma once

#include <cstdint>

namespace vitrine {

struct Lab {
  float l, a, b;  // 0..100; a and b about -128..127
};

Lab to_lab(std::uint8_t red, std::uint8_t green, std::uint8_t blue);

}  // namespace vitrine
