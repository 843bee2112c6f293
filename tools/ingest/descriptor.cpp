#include "tools/ingest/descriptor.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <numbers>

#include "tools/ingest/lab.h"

namespace vitrine {
namespace {

constexpr std::size_t side = descriptor_side;
constexpr std::size_t fields = 4;  // a side
constexpr std::array<std::size_t, 3> scales{1, 2, 4};

/// One channel, row by row.
struct Plane {
  std::size_t side = 0;
  std::vector<float> values;
  float at(std::size_t y, std::size_t x) const { return values[y * side + x]; }
};

void to_unit(std::vector<float>& values) {
  double sum = 0;
  for (const float value : values) sum += static_cast<double>(value) * static_cast<double>(value);
  if (sum == 0) return;
  const auto factor = static_cast<float>(1.0 / std::sqrt(sum));
  for (float& value : values) value *= factor;
}

void square_root(std::vector<float>& values) {
  for (float& value : values) value = std::sqrt(value);
}

/// The plane with `factor` x `factor` pixels averaged.
Plane shrunk(const Plane& plane, std::size_t factor) {
  Plane small{plane.side / factor, std::vector<float>((plane.side / factor) * (plane.side / factor))};
  for (std::size_t y = 0; y < small.side * factor; ++y)
    for (std::size_t x = 0; x < small.side * factor; ++x)
      small.values[y / factor * small.side + x / factor] += plane.at(y, x);
  for (float& value : small.values) value /= static_cast<float>(factor * factor);
  return small;
}

/// Between which two of `count` cells over low..high a value lies, and its share of the upper one.
struct Place {
  std::size_t cell;
  float upper;
};
Place place_of(float value, float low, float high, std::size_t count) {
  const auto cells = static_cast<float>(count);
  const float t = std::clamp((value - low) / (high - low) * cells - 0.5F, 0.0F, cells - 1.0F);
  const std::size_t cell = std::min(static_cast<std::size_t>(t), count - 2);
  return {cell, t - static_cast<float>(cell)};
}

std::vector<float> colour_block(const std::vector<Lab>& picture) {
  constexpr std::size_t n = 7;
  std::vector<float> histogram(n * n * n);
  for (const Lab& pixel : picture) {
    const Place l = place_of(pixel.l, 0, 100, n), a = place_of(pixel.a, -45, 45, n), b = place_of(pixel.b, -45, 45, n);
    for (std::size_t corner = 0; corner < 8; ++corner) {
      const std::size_t i = corner & 1U, j = corner >> 1U & 1U, k = corner >> 2U;
      const float weight =
          (i == 1 ? l.upper : 1 - l.upper) * (j == 1 ? a.upper : 1 - a.upper) * (k == 1 ? b.upper : 1 - b.upper);
      histogram[((l.cell + i) * n + a.cell + j) * n + b.cell + k] += weight;
    }
  }
  square_root(histogram);
  return histogram;
}

std::vector<float> layout_block(const std::vector<Lab>& picture) {
  std::vector<float> layout(fields * fields * 3);
  for (std::size_t i = 0; i < picture.size(); ++i) {
    const std::size_t field = i / side / (side / fields) * fields + i % side / (side / fields);
    layout[3 * field] += (picture[i].l - 50.0F) / 50.0F;
    layout[3 * field + 1] += picture[i].a / 20.0F;
    layout[3 * field + 2] += picture[i].b / 20.0F;
  }
  return layout;
}

std::vector<float> direction_block(const Plane& plane) {
  constexpr std::size_t directions = 6;
  const std::size_t field_side = plane.side / fields;
  std::vector<float> block(fields * fields * directions);
  for (std::size_t y = 0; y < plane.side; ++y) {
    for (std::size_t x = 0; x < plane.side; ++x) {
      const bool x_edge = x == 0 || x + 1 == plane.side, y_edge = y == 0 || y + 1 == plane.side;
      const float dx = x_edge ? 0.0F : plane.at(y, x + 1) - plane.at(y, x - 1);
      const float dy = y_edge ? 0.0F : plane.at(y + 1, x) - plane.at(y - 1, x);
      const float turn = std::atan2(dy, dx) / std::numbers::pi_v<float>;  // -1..1; opposite directions are one
      const float t = (turn < 0 ? turn + 1 : turn) * static_cast<float>(directions);
      const auto direction = static_cast<std::size_t>(t);
      const float strength = std::hypot(dx, dy), upper = t - static_cast<float>(direction);
      float* field = &block[(y / field_side * fields + x / field_side) * directions];
      field[direction % directions] += strength * (1 - upper);
      field[(direction + 1) % directions] += strength * upper;
    }
  }
  square_root(block);
  return block;
}

/// 0..8: a uniform pattern with this many brighter neighbours; 9: any other.
std::size_t pattern_class(unsigned pattern) {
  const unsigned turned = (pattern >> 1U | pattern << 7U) & 0xFFU;
  const bool uniform = std::popcount(pattern ^ turned) <= 2;
  return uniform ? static_cast<std::size_t>(std::popcount(pattern)) : 9;
}

void add_patterns(const Plane& plane, std::vector<float>& block) {
  constexpr std::array<std::array<int, 2>, 8> ring{
      {{-1, -1}, {-1, 0}, {-1, 1}, {0, 1}, {1, 1}, {1, 0}, {1, -1}, {0, -1}}};
  constexpr float noise = 2.0F;  // of L*: smaller steps are flat
  std::array<float, 10> counts{};
  const std::size_t inner = plane.side - 2;
  for (std::size_t y = 1; y <= inner; ++y) {
    for (std::size_t x = 1; x <= inner; ++x) {
      unsigned pattern = 0;
      for (std::size_t k = 0; k < ring.size(); ++k) {
        const auto ny = static_cast<std::size_t>(static_cast<int>(y) + ring[k][0]);
        const auto nx = static_cast<std::size_t>(static_cast<int>(x) + ring[k][1]);
        if (plane.at(ny, nx) > plane.at(y, x) + noise) pattern |= 1U << k;
      }
      counts[pattern_class(pattern)] += 1;
    }
  }
  for (const float count : counts) block.push_back(count / static_cast<float>(inner * inner));
}

void add_strengths(const Plane& plane, std::vector<float>& block) {
  std::array<float, 12> counts{};
  const std::size_t inner = plane.side - 2;
  for (std::size_t y = 1; y <= inner; ++y) {
    for (std::size_t x = 1; x <= inner; ++x) {
      const float dx = plane.at(y, x + 1) - plane.at(y, x - 1), dy = plane.at(y + 1, x) - plane.at(y - 1, x);
      const float step = std::log2(1.0F + std::hypot(dx, dy)) / 6.5F * 12.0F;
      counts[std::min<std::size_t>(static_cast<std::size_t>(step), counts.size() - 1)] += 1;
    }
  }
  for (const float count : counts) block.push_back(count / static_cast<float>(inner * inner));
}

void join(std::vector<float>& descriptor, std::vector<float> block, float weight) {
  to_unit(block);
  for (const float value : block) descriptor.push_back(weight * value);
}

}  // namespace

std::vector<float> descriptor_of(const Pixels& picture) {
  std::vector<Lab> lab(side * side);
  Plane lightness{side, std::vector<float>(side * side)};
  for (std::size_t i = 0; i < lab.size(); ++i) {
    lab[i] = to_lab(picture.bytes[3 * i], picture.bytes[3 * i + 1], picture.bytes[3 * i + 2]);
    lightness.values[i] = lab[i].l;
  }
  std::vector<float> patterns, strengths;
  for (const std::size_t scale : scales) {
    const Plane plane = shrunk(lightness, scale);
    add_patterns(plane, patterns);
    add_strengths(plane, strengths);
  }
  square_root(patterns);
  square_root(strengths);

  std::vector<float> descriptor;
  descriptor.reserve(descriptor_length);
  join(descriptor, colour_block(lab), 1.0F);
  join(descriptor, layout_block(lab), 0.2F);
  join(descriptor, direction_block(shrunk(lightness, 2)), 0.3F);
  join(descriptor, std::move(patterns), 0.6F);
  join(descriptor, std::move(strengths), 0.5F);
  to_unit(descriptor);
  return descriptor;
}

}  // namespace vitrine
