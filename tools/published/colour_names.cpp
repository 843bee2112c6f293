#include "tools/published/colour_names.h"

#include <array>
#include <cmath>
#include <numbers>

namespace vitrine {
namespace {

enum Name : std::uint32_t { red, orange, yellow, green, teal, blue, purple, pink, brown, grey, black, white };

struct Oklch {
  double lightness = 0;
  double chroma = 0;
  double hue = 0;  // degrees, 0..360
};

double linear(std::uint32_t byte) {
  const double value = byte / 255.0;
  return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

Oklch oklch_of(std::uint32_t rgb) {
  const double r = linear(rgb >> 16U & 255U);
  const double g = linear(rgb >> 8U & 255U);
  const double b = linear(rgb & 255U);
  const double l = std::cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const double m = std::cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const double s = std::cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  const double a_axis = 1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s;
  const double b_axis = 0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s;
  const double hue = std::atan2(b_axis, a_axis) * 180 / std::numbers::pi;
  return {0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s, std::hypot(a_axis, b_axis),
          hue < 0 ? hue + 360 : hue};
}

Name without_hue(double lightness) {
  if (lightness < 0.3) return black;
  return lightness > 0.9 ? white : grey;
}

// Where each hue ends, in degrees; the primaries of sRGB lie at 29 (red), 110 (yellow), 142 (green), 195 (cyan),
// 264 (blue), 328 (magenta).
Name of_hue(double hue) {
  constexpr std::array<std::pair<double, Name>, 9> ends = {{{12, pink},
                                                            {40, red},
                                                            {82, orange},
                                                            {118, yellow},
                                                            {168, green},
                                                            {225, teal},
                                                            {288, blue},
                                                            {336, purple},
                                                            {360.1, pink}}};
  for (const auto& [end, name] : ends)
    if (hue < end) return name;
  return pink;
}

}  // namespace

const std::vector<std::string>& colour_names() {
  static const std::vector<std::string> names = {"red",    "orange", "yellow", "green", "teal",  "blue",
                                                 "purple", "pink",   "brown",  "grey",  "black", "white"};
  return names;
}

std::uint32_t colour_name_of(std::uint32_t rgb) {
  const Oklch colour = oklch_of(rgb);
  // Dark and pale colours need more chroma to be called by a hue.
  const double least_chroma = colour.lightness < 0.3 || colour.lightness > 0.9 ? 0.06 : 0.04;
  if (colour.chroma < least_chroma || colour.lightness < 0.18) return without_hue(colour.lightness);
  const Name name = of_hue(colour.hue);
  if (name == red && colour.lightness > 0.75) return pink;
  const bool warm = colour.hue >= 25 && colour.hue < 105;
  const bool dull = colour.lightness < 0.45 || (colour.lightness < 0.68 && colour.chroma < 0.14);
  return warm && dull && (name != red || colour.chroma < 0.12) ? brown : name;
}

std::vector<std::uint32_t> colour_names_of(const std::vector<DominantColour>& colours) {
  std::array<float, 12> shares{};
  for (const DominantColour& colour : colours) shares[colour_name_of(colour.rgb)] += colour.proportion;
  std::vector<std::uint32_t> names;
  for (std::uint32_t name = 0; name < shares.size(); ++name)
    if (shares[name] >= 0.125F) names.push_back(name);
  return names;
}

}  // namespace vitrine
