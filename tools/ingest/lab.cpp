#include "tools/ingest/lab.h"

#include <array>
#include <cmath>
#include <cstddef>

namespace vitrine {
namespace {

std::array<float, 256> linear_table() {
  std::array<float, 256> table{};
  for (std::size_t i = 0; i < table.size(); ++i) {
    const double v = static_cast<double>(i) / 255;
    table[i] = static_cast<float>(v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4));
  }
  return table;
}

float lightness(float t) { return t > 216.0F / 24389.0F ? std::cbrt(t) : (24389.0F / 27.0F * t + 16.0F) / 116.0F; }

}  // namespace

Lab to_lab(std::uint8_t red, std::uint8_t green, std::uint8_t blue) {
  static const std::array<float, 256> linear = linear_table();
  const float r = linear[red], g = linear[green], b = linear[blue];
  // sRGB primaries adapted to D50 (Bradford), divided by the D50 white.
  const float x = lightness((0.4360747F * r + 0.3850649F * g + 0.1430804F * b) / 0.96422F);
  const float y = lightness(0.2225045F * r + 0.7168786F * g + 0.0606169F * b);
  const float z = lightness((0.0139322F * r + 0.0971045F * g + 0.7141733F * b) / 0.82521F);
  return {116.0F * y - 16.0F, 500.0F * (x - y), 200.0F * (y - z)};
}

}  // namespace vitrine
