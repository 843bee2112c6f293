// The visual features of one picture, from its pixels alone: reference/artemis-system.md, section 4.1.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace vitrine {

/// 8-bit sRGB, three bytes a pixel, row by row. REQUIRES: width x height x 3 bytes, at least one pixel.
struct Pixels {
  std::span<const std::uint8_t> bytes;
  std::uint32_t width = 0, height = 0;
};

/// 0..1 each but for the last, rounded to 4 decimals.
struct Tone {
  float brightness = 0.0F;   // mean of L* / 100
  float contrast = 0.0F;     // population standard deviation of L* / 100
  float saturation = 0.0F;   // mean of HSV's S
  float dark_ratio = 0.0F;   // share of pixels whose grey (BT.601, 8 bit) is below 20
  std::uint32_t colour = 0;  // mean, 0xRRGGBB
  float sharpness = 0.0F;    // variance of the grey's Laplacian (four neighbours), in squared steps of 8 bit; not 0..1
};

Tone tone_of(const Pixels& picture);

/// A place in a picture, 0..1 from its left and its upper edge, rounded to 4 decimals.
struct Place {
  float x = 0.5F, y = 0.5F;
};

/// Where the detail is: the centre of the squared differences of grey beside and below, less what noise makes, drawn a
/// little to the middle; in a tall picture a little higher, because heads and the tips of rockets are at the top. A
/// crop around it keeps more of the subject than one around the middle; a picture without detail has the middle.
Place focus_of(const Pixels& picture);

struct ColourShare {
  std::uint32_t rgb = 0;    // 0xRRGGBB, mean of its box
  float proportion = 0.0F;  // of the pixels, rounded to 4 decimals
};

/// Median cut: the box with most pixels is cut at the median of its longest side, until there are `most` boxes or
/// nothing is left to cut. Falling proportion. Give it a picture that fits 100 x 100.
std::vector<ColourShare> dominant_colours(const Pixels& picture, std::size_t most = 5);

}  // namespace vitrine
