// Where the members of a scope lie on its first two principal axes, from the leading axes of coded vectors.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace vitrine {

/// Coded axes that serve projections: they hold nearly all of the variance.
inline constexpr std::uint32_t projection_axes = 64;

class Projection {
 public:
  /// Row-major int8 vectors, of which `axes` (at most stride) are read; `rows` are indices into them. Keeps the
  /// pointer: the vectors must stay and not change.
  Projection(const std::int8_t* vectors, std::uint32_t stride, std::uint32_t axes, std::span<const std::int32_t> rows);
  ~Projection();

  Projection(const Projection&) = delete;
  Projection& operator=(const Projection&) = delete;

  /// Goes on until some `budget` rows are read. True when done.
  bool step(std::int64_t budget);

  /// x, y of each row, in units of the step, centred. An axis points where its largest component is positive (of
  /// equals the first), so the same scope always looks the same. Zero where a scope has no second axis.
  /// REQUIRES: step() returned true.
  std::span<const float> points() const { return points_; }

 private:
  struct Sums;
  void accumulate(std::size_t first, std::size_t count);
  void find_axes();
  void project(std::size_t first, std::size_t count);

  const std::int8_t* vectors_;
  std::uint32_t stride_;
  std::vector<std::int32_t> rows_;
  std::unique_ptr<Sums> sums_;
  std::size_t accumulated_ = 0;
  std::size_t projected_ = 0;
  std::vector<float> points_;
};

}  // namespace vitrine
