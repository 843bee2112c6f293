// A function of direction, kept on the six faces of a cube in a row of halving resolutions, so that a globe of any
// size is painted by looking up instead of summing octaves of noise for each pixel.
#pragma once

#include <array>
#include <cstddef>
#include <utility>
#include <vector>

#include "tools/sample/vec.h"

namespace vitrine::sample {

/// A place on the cube: direction = forward + u right + v up of the face, -1 <= u, v <= 1.
struct FacePoint {
  int face = 0;
  float u = 0, v = 0;
};
struct FaceAxes {
  Vec right, up, forward;
};
inline constexpr std::array<FaceAxes, 6> cube_faces{{{{0, 0, -1}, {0, 1, 0}, {1, 0, 0}},
                                                     {{0, 0, 1}, {0, 1, 0}, {-1, 0, 0}},
                                                     {{1, 0, 0}, {0, 0, -1}, {0, 1, 0}},
                                                     {{1, 0, 0}, {0, 0, 1}, {0, -1, 0}},
                                                     {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
                                                     {{-1, 0, 0}, {0, 1, 0}, {0, 0, -1}}}};

inline FacePoint face_point(Vec d) {
  const float ax = std::abs(d.x), ay = std::abs(d.y), az = std::abs(d.z);
  int face = 0;
  if (ax >= ay && ax >= az)
    face = d.x > 0 ? 0 : 1;
  else if (ay >= az)
    face = d.y > 0 ? 2 : 3;
  else
    face = d.z > 0 ? 4 : 5;
  const FaceAxes& axes = cube_faces[static_cast<std::size_t>(face)];
  const float scale = 1 / dot(d, axes.forward);
  return {face, dot(d, axes.right) * scale, dot(d, axes.up) * scale};
}

/// `Channels` numbers for each direction.
template <int Channels>
class CubeMap {
 public:
  using Texel = std::array<float, static_cast<std::size_t>(Channels)>;

  CubeMap() = default;
  /// `side` is a power of two, at least 8. A face has a border of `border` texels beyond its edges.
  explicit CubeMap(int side) {
    for (; side >= 8; side /= 2) {
      const auto stride = static_cast<std::size_t>(side + 2 * border);
      levels_.push_back({side, std::vector<Texel>(6 * stride * stride)});
    }
  }

  static constexpr int border = 2;
  int side() const { return levels_[0].side; }
  float texel_angle() const { return 2.0F / real(side()); }

  Texel& at(int face, int column, int row) { return levels_[0].at(face, column, row); }
  /// The direction (not normalised) of a texel of the finest level; columns and rows from -border on.
  Vec direction(int face, int column, int row) const {
    const FaceAxes& axes = cube_faces[static_cast<std::size_t>(face)];
    const float u = (real(column) + 0.5F) * texel_angle() - 1, v = (real(row) + 0.5F) * texel_angle() - 1;
    return axes.forward + u * axes.right + v * axes.up;
  }

  /// Once the finest level of a face is complete.
  void reduce(int face) {
    for (std::size_t i = 1; i < levels_.size(); ++i) {
      Level& level = levels_[i];
      Level& finer = levels_[i - 1];
      for (int row = -border; row < level.side + border; ++row) {
        for (int column = -border; column < level.side + border; ++column) {
          const int x = std::clamp(2 * column, -border, finer.side), y = std::clamp(2 * row, -border, finer.side);
          for (std::size_t c = 0; c < Channels; ++c) {
            level.at(face, column, row)[c] = 0.25F * (finer.at(face, x, y)[c] + finer.at(face, x + 1, y)[c] +
                                                      finer.at(face, x, y + 1)[c] + finer.at(face, x + 1, y + 1)[c]);
          }
        }
      }
    }
  }

  /// The level whose texels are about `angle` wide.
  int level_for(float angle) const {
    int level = 0;
    for (float texel = texel_angle() * 1.4F; texel < angle && level + 1 < static_cast<int>(levels_.size()); texel *= 2)
      ++level;
    return level;
  }

  /// Linear between four texels.
  Texel linear(FacePoint p, int level) const {
    const Level& from = levels_[static_cast<std::size_t>(level)];
    const float x = (p.u + 1) * 0.5F * real(from.side) - 0.5F, y = (p.v + 1) * 0.5F * real(from.side) - 0.5F;
    const int column = floor_of(x), row = floor_of(y);
    const float fx = x - real(column), fy = y - real(row);
    const Texel& a = from.at(p.face, column, row);
    const Texel& b = from.at(p.face, column + 1, row);
    const Texel& c = from.at(p.face, column, row + 1);
    const Texel& d = from.at(p.face, column + 1, row + 1);
    Texel texel;
    for (std::size_t i = 0; i < Channels; ++i) texel[i] = mix(mix(a[i], b[i], fx), mix(c[i], d[i], fx), fy);
    return texel;
  }

  /// Channel 0 smoothed by a cubic B-spline, and its gradient over the unit sphere at the direction `d`.
  float curved(Vec d, FacePoint p, int level, Vec& gradient) const {
    const Level& from = levels_[static_cast<std::size_t>(level)];
    const float scale = 0.5F * real(from.side);
    const float x = (p.u + 1) * scale - 0.5F, y = (p.v + 1) * scale - 0.5F;
    const int column = floor_of(x), row = floor_of(y);
    float wx[4], sx[4], wy[4], sy[4];
    spline(x - real(column), wx, sx);
    spline(y - real(row), wy, sy);
    float value = 0, du = 0, dv = 0;
    for (int j = 0; j < 4; ++j) {
      const Texel* line = &from.at(p.face, column - 1, row - 1 + j);
      const float along = wx[0] * line[0][0] + wx[1] * line[1][0] + wx[2] * line[2][0] + wx[3] * line[3][0];
      value += wy[j] * along;
      dv += sy[j] * along;
      du += wy[j] * (sx[0] * line[0][0] + sx[1] * line[1][0] + sx[2] * line[2][0] + sx[3] * line[3][0]);
    }
    const FaceAxes& axes = cube_faces[static_cast<std::size_t>(p.face)];
    const float per_forward = scale / dot(d, axes.forward);
    gradient =
        (axes.right - p.u * axes.forward) * (du * per_forward) + (axes.up - p.v * axes.forward) * (dv * per_forward);
    return value;
  }

 private:
  struct Level {
    int side;
    std::vector<Texel> texels;
    const Texel& at(int face, int column, int row) const {
      const int stride = side + 2 * border;
      return texels[static_cast<std::size_t>((face * stride + row + border) * stride + column + border)];
    }
    Texel& at(int face, int column, int row) { return const_cast<Texel&>(std::as_const(*this).at(face, column, row)); }
  };

  static void spline(float t, float (&weight)[4], float (&slope)[4]) {
    const float s = 1 - t;
    weight[0] = s * s * s / 6;
    weight[1] = (3 * t * t * t - 6 * t * t + 4) / 6;
    weight[2] = (3 * s * s * s - 6 * s * s + 4) / 6;
    weight[3] = t * t * t / 6;
    slope[0] = -0.5F * s * s;
    slope[1] = 0.5F * t * (3 * t - 4);
    slope[2] = -0.5F * s * (3 * s - 4);
    slope[3] = 0.5F * t * t;
  }

  std::vector<Level> levels_;
};

}  // namespace vitrine::sample
