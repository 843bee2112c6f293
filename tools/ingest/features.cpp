#include "tools/ingest/features.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "tools/ingest/lab.h"

namespace vitrine {
namespace {

using Colour = std::array<std::uint8_t, 3>;

float rounded(double value) { return static_cast<float>(std::round(value * 10000.0) / 10000.0); }

std::uint32_t packed(double red, double green, double blue) {
  const auto byte = [](double value) { return static_cast<std::uint32_t>(std::lround(std::clamp(value, 0.0, 255.0))); };
  return byte(red) << 16U | byte(green) << 8U | byte(blue);
}

/// A box of colours: [first, last) of the list.
struct Box {
  std::size_t first = 0, last = 0;
  std::size_t axis = 0;  // its longest side
  int length = 0;        // of that side; 0: one colour, cannot be cut
};

Box box_of(const std::vector<Colour>& colours, std::size_t first, std::size_t last) {
  Box box{first, last, 0, 0};
  for (std::size_t axis = 0; axis < 3; ++axis) {
    int low = 255, high = 0;
    for (std::size_t i = first; i < last; ++i) {
      low = std::min<int>(low, colours[i][axis]);
      high = std::max<int>(high, colours[i][axis]);
    }
    if (high - low > box.length) box.axis = axis, box.length = high - low;
  }
  return box;
}

/// Where to cut: at the median, moved so that equal values stay together and neither half is empty.
std::size_t cut_of(std::vector<Colour>& colours, const Box& box) {
  const auto begin = colours.begin() + static_cast<std::ptrdiff_t>(box.first);
  const auto end = colours.begin() + static_cast<std::ptrdiff_t>(box.last);
  const std::size_t axis = box.axis;
  std::sort(begin, end, [axis](const Colour& a, const Colour& b) { return a[axis] < b[axis]; });
  const int median = (*(begin + (end - begin) / 2))[axis];
  const auto below = [axis](const Colour& colour, int value) { return colour[axis] < value; };
  auto cut = std::lower_bound(begin, end, median, below);
  if (cut == begin) cut = std::lower_bound(begin, end, median + 1, below);
  return static_cast<std::size_t>(cut - colours.begin());
}

ColourShare share_of(const std::vector<Colour>& colours, const Box& box) {
  std::array<double, 3> sum{};
  for (std::size_t i = box.first; i < box.last; ++i)
    for (std::size_t axis = 0; axis < 3; ++axis) sum[axis] += colours[i][axis];
  const auto count = static_cast<double>(box.last - box.first);
  return {packed(sum[0] / count, sum[1] / count, sum[2] / count), rounded(count / static_cast<double>(colours.size()))};
}

int grey_of(const std::uint8_t* pixel) { return (19595 * pixel[0] + 38470 * pixel[1] + 7471 * pixel[2] + 32768) >> 16; }

std::vector<int> greys_of(const Pixels& picture) {
  std::vector<int> grey(picture.bytes.size() / 3);
  for (std::size_t i = 0; i < grey.size(); ++i) grey[i] = grey_of(picture.bytes.data() + 3 * i);
  return grey;
}

float sharpness_of(const Pixels& picture) {
  if (picture.width < 3 || picture.height < 3) return 0.0F;
  const std::vector<int> grey = greys_of(picture);
  double sum = 0, squares = 0;
  for (std::size_t y = 1; y + 1 < picture.height; ++y) {
    for (std::size_t x = 1; x + 1 < picture.width; ++x) {
      const std::size_t at = y * picture.width + x;
      const int laplacian =
          grey[at - 1] + grey[at + 1] + grey[at - picture.width] + grey[at + picture.width] - 4 * grey[at];
      sum += laplacian;
      squares += laplacian * laplacian;
    }
  }
  const double n = static_cast<double>(picture.width - 2) * (picture.height - 2);
  return rounded(std::max(0.0, squares / n - sum / n * (sum / n)));
}

/// How much the grey changes at each pixel but those of the border, in steps of 8 bit: 0..510.
std::vector<int> changes_of(const Pixels& picture) {
  const std::vector<int> grey = greys_of(picture);
  std::vector<int> changes;
  changes.reserve(grey.size());
  for (std::size_t y = 1; y + 1 < picture.height; ++y) {
    for (std::size_t x = 1; x + 1 < picture.width; ++x) {
      const std::size_t at = y * picture.width + x;
      changes.push_back(std::abs(grey[at + 1] - grey[at - 1]) +
                        std::abs(grey[at + picture.width] - grey[at - picture.width]));
    }
  }
  return changes;
}

int median_of(std::vector<int> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

}  // namespace

Tone tone_of(const Pixels& picture) {
  double lightness = 0, lightness_squared = 0, saturation = 0;
  std::array<double, 3> sum{};
  std::size_t dark = 0;
  const std::size_t count = picture.bytes.size() / 3;
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint8_t r = picture.bytes[3 * i], g = picture.bytes[3 * i + 1], b = picture.bytes[3 * i + 2];
    const double l = static_cast<double>(to_lab(r, g, b).l) / 100.0;
    lightness += l;
    lightness_squared += l * l;
    const int high = std::max({r, g, b}), low = std::min({r, g, b});
    if (high > 0) saturation += static_cast<double>(high - low) / high;
    if (grey_of(picture.bytes.data() + 3 * i) < 20) ++dark;
    sum[0] += r, sum[1] += g, sum[2] += b;
  }
  const auto n = static_cast<double>(count);
  const double mean = lightness / n;
  const double variance = std::max(0.0, lightness_squared / n - mean * mean);
  return {rounded(std::clamp(mean, 0.0, 1.0)),
          rounded(std::sqrt(variance)),
          rounded(saturation / n),
          rounded(static_cast<double>(dark) / n),
          packed(sum[0] / n, sum[1] / n, sum[2] / n),
          sharpness_of(picture)};
}

Place focus_of(const Pixels& picture) {
  // In steps of 8 bit. Chosen on 515 photos and made frames: a fine edge counts, a grainy sky does not, and neither
  // one hot pixel nor the edge of a lamp outweighs the rest.
  constexpr int least_noise = 12, most_change = 100;
  constexpr double pull_of_a_pixel = 10.0;  // squared steps
  constexpr double most_lift = 0.1;         // of the height
  if (picture.width < 3 || picture.height < 3) return {};
  const std::vector<int> changes = changes_of(picture);
  const int noise = std::max(least_noise, 2 * median_of(changes));
  const double lift = std::clamp(0.3 * (1.0 - static_cast<double>(picture.width) / picture.height), 0.0, most_lift);
  const std::size_t width = picture.width - 2;
  double sum = pull_of_a_pixel * static_cast<double>(changes.size()), x = sum / 2, y = sum / 2;
  for (std::size_t i = 0; i < changes.size(); ++i) {
    const int detail = std::clamp(changes[i] - noise, 0, most_change);
    const double weight = detail * detail;
    sum += weight;
    x += weight * (static_cast<double>(i % width) + 1.5) / picture.width;
    y += weight * ((static_cast<double>(i / width) + 1.5) / picture.height - lift);
  }
  return {rounded(x / sum), rounded(std::max(0.0, y / sum))};
}

std::vector<ColourShare> dominant_colours(const Pixels& picture, std::size_t most) {
  std::vector<Colour> colours(picture.bytes.size() / 3);
  for (std::size_t i = 0; i < colours.size(); ++i)
    colours[i] = {picture.bytes[3 * i], picture.bytes[3 * i + 1], picture.bytes[3 * i + 2]};
  std::vector<Box> boxes{box_of(colours, 0, colours.size())};
  while (boxes.size() < most) {
    const auto weight = [](const Box& box) { return box.length == 0 ? 0 : box.last - box.first; };
    const auto box =
        std::max_element(boxes.begin(), boxes.end(), [&](const Box& a, const Box& b) { return weight(a) < weight(b); });
    if (weight(*box) == 0) break;
    const std::size_t cut = cut_of(colours, *box);
    const Box upper = box_of(colours, cut, box->last);
    *box = box_of(colours, box->first, cut);
    boxes.push_back(upper);
  }
  std::vector<ColourShare> shares;
  for (const Box& box : boxes) shares.push_back(share_of(colours, box));
  std::stable_sort(shares.begin(), shares.end(),
                   [](const ColourShare& a, const ColourShare& b) { return a.proportion > b.proportion; });
  return shares;
}

}  // namespace vitrine
