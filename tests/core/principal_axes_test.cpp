#include "core/spotlight/internal/principal_axes.h"

#include <doctest/doctest.h>

#include <cmath>
#include <numeric>

#include "tests/core/vectors.h"

using namespace vitrine;

namespace {

std::vector<float> project(const CodedRows& rows, const std::vector<std::int32_t>& scope,
                           std::int64_t budget = 1 << 30) {
  Projection projection(rows.values.data(), rows.stride, rows.dimension, scope);
  while (!projection.step(budget)) {
  }
  return {projection.points().begin(), projection.points().end()};
}

CodedRows plane() {
  // A flat ellipse along (3, 4, 0) / 5 with semi-axis 100, across it 20 along the third axis, centred at (10, -10, 5).
  CodedRows rows{72, 3, 16, std::vector<std::int8_t>(72 * 16)};
  for (std::uint32_t i = 0; i < 72; ++i) {
    const double angle = i * 3.14159265358979 / 36;
    std::int8_t* row = rows.values.data() + std::size_t{i} * 16;
    row[0] = static_cast<std::int8_t>(std::lround(10 + 60 * std::cos(angle)));
    row[1] = static_cast<std::int8_t>(std::lround(-10 + 80 * std::cos(angle)));
    row[2] = static_cast<std::int8_t>(std::lround(5 + 20 * std::sin(angle)));
  }
  return rows;
}

}  // namespace

TEST_CASE("an ellipse lies on its axes") {
  const auto points = project(plane(), everything(72));
  REQUIRE(points.size() == 144);
  for (std::size_t i = 0; i < 72; ++i) {
    const double angle = static_cast<double>(i) * 3.14159265358979 / 36;
    CHECK(points[2 * i] == doctest::Approx(100 * std::cos(angle)).scale(100).epsilon(0.02));
    CHECK(points[2 * i + 1] == doctest::Approx(20 * std::sin(angle)).scale(20).epsilon(0.05));
  }
}

TEST_CASE("points are centred, and the first axis is the wider one") {
  const CodedRows rows = random_rows(3'000, 80, 4);
  std::vector<std::int32_t> scope;
  for (std::int32_t i = 0; i < 3'000; i += 2) scope.push_back(i);
  const auto points = project(rows, scope);
  double sum[2] = {0, 0};
  double squares[2] = {0, 0};
  for (std::size_t i = 0; i < points.size(); ++i) {
    sum[i % 2] += points[i];
    squares[i % 2] += points[i] * points[i];
  }
  CHECK(sum[0] / 1'500 == doctest::Approx(0).scale(40).epsilon(1e-4));
  CHECK(sum[1] / 1'500 == doctest::Approx(0).scale(40).epsilon(1e-4));
  CHECK(squares[0] >= squares[1]);
  CHECK(std::sqrt(squares[0] / 1'500) == doctest::Approx(40).epsilon(0.1));
}

TEST_CASE("small steps give the same points") {
  const CodedRows rows = random_rows(5'000, 64, 4);
  CHECK(project(rows, everything(5'000), 1) == project(rows, everything(5'000)));
}

TEST_CASE("a scope without a second axis lies on a line, one without a first in a point") {
  const CodedRows rows = random_rows(10, 64, 4);
  const auto two = project(rows, {3, 8});
  CHECK(std::abs(two[0]) > 1);
  CHECK(two[0] == doctest::Approx(-two[2]));
  CHECK(two[1] == 0);
  CHECK(two[3] == 0);
  CHECK(project(rows, {3}) == std::vector<float>{0, 0});
  CodedRows line{5, 1, 16, std::vector<std::int8_t>(80)};
  for (std::size_t i = 0; i < 5; ++i) line.values[i * 16] = static_cast<std::int8_t>(i);
  CHECK(project(line, everything(5)) == std::vector<float>{-2, 0, -1, 0, 0, 0, 1, 0, 2, 0});
}
