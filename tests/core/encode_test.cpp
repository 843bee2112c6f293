#include "core/spotlight/internal/encode.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "core/embedding/coded_vectors.h"
#include "tests/core/points.h"

using namespace vitrine;

namespace {

std::vector<float> unit_vectors(std::uint32_t count, std::uint32_t dimension, std::uint64_t seed) {
  auto values = grouped_vectors(count, dimension, 12, 0.5, seed);
  make_unit(values, dimension);
  return values;
}

struct Coded {
  CodedVectors vectors;
  std::vector<float> layout;
};

Coded encode(const std::vector<float>& values, std::uint32_t dimension, const std::string& model = "test") {
  Encoding encoding(values, dimension, model);
  Encoding::State state = Encoding::State::working;
  for (std::uint32_t part = 0; part < Encoding::parts() && state == Encoding::State::working; ++part)
    state = encoding.step(1);
  REQUIRE(state == Encoding::State::done);
  Coded coded;
  REQUIRE(coded.vectors.append(encoding.file()));
  REQUIRE(coded.vectors.complete());
  coded.layout.assign(encoding.layout().begin(), encoding.layout().end());
  return coded;
}

double coded_distance(const CodedVectors& vectors, std::size_t a, std::size_t b) {
  const std::int8_t* rows = vectors.data();
  const auto square = squared_distance(rows + a * vectors.stride(), rows + b * vectors.stride(), vectors.stride());
  return std::sqrt(static_cast<double>(square)) * static_cast<double>(vectors.header().step);
}

}  // namespace

TEST_CASE("distances survive the coding") {
  const std::uint32_t dimension = 48;
  const auto values = unit_vectors(700, dimension, 1);
  const Coded coded = encode(values, dimension, "ViT-B/32");
  const VectorsHeader& header = coded.vectors.header();
  CHECK(header.count == 700);
  CHECK(header.dimension == dimension);
  CHECK(header.model == "ViT-B/32");
  CHECK(header.fidelity >= 0.99F);
  CHECK(header.variance_kept > 0.99F);
  CHECK(header.variance_kept <= 1.0F);
  // Rounding moves each end by at most step/2 an axis.
  const double most = static_cast<double>(header.step) * std::sqrt(dimension);
  double errors = 0;
  for (std::size_t i = 0; i + 1 < 700; ++i) {
    const double error = coded_distance(coded.vectors, i, i + 1) - distance(values, dimension, i, i + 1);
    CHECK_UNARY(std::abs(error) <= most);
    errors += std::abs(error) / 699;
  }
  CHECK(errors < most / 10);
}

TEST_CASE("the leading axes come first, and nothing is clipped") {
  const auto values = unit_vectors(400, 40, 2);
  const Coded coded = encode(values, 40);
  std::vector<double> variance(40);
  int widest = 0;
  for (std::uint32_t i = 0; i < 400; ++i) {
    for (std::uint32_t axis = 0; axis < 40; ++axis) {
      const int value = coded.vectors.data()[i * coded.vectors.stride() + axis];
      widest = std::max(widest, std::abs(value));
      variance[axis] += value * value;
    }
  }
  CHECK(widest <= 127);
  for (std::size_t axis = 1; axis < 40; ++axis) CHECK(variance[axis] <= variance[axis - 1] * 1.05 + 400);
  CHECK(variance[0] > 4 * variance[39]);
}

TEST_CASE("the layout is the first two axes") {
  const auto values = unit_vectors(300, 32, 3);
  const Coded coded = encode(values, 32);
  REQUIRE(coded.layout.size() == 600);
  const float step = coded.vectors.header().step;
  for (std::size_t i = 0; i < 300; ++i) {
    for (std::size_t axis = 0; axis < 2; ++axis) {
      const float value = static_cast<float>(coded.vectors.data()[i * coded.vectors.stride() + axis]) * step;
      CHECK_UNARY(std::abs(coded.layout[2 * i + axis] - value) <= step * 0.501F);
    }
  }
}

TEST_CASE("the same vectors give the same file") {
  const auto values = unit_vectors(200, 24, 4);
  Encoding a(values, 24, "m");
  Encoding b(values, 24, "m");
  REQUIRE(a.step(1000) == Encoding::State::done);
  REQUIRE(b.step(1000) == Encoding::State::done);
  CHECK(std::equal(a.file().begin(), a.file().end(), b.file().begin(), b.file().end()));
}

TEST_CASE("few, equal or one-dimensional vectors") {
  CHECK(encode({0.6F, 0.8F}, 2).vectors.header().fidelity == 1.0F);
  CHECK(encode({1, -1, 1}, 1).vectors.header().dimension == 1);
  const Coded equal = encode({1, 0, 1, 0, 1, 0}, 2);
  CHECK(equal.vectors.header().fidelity == 1.0F);
  CHECK(equal.vectors.header().variance_kept == 1.0F);
  CHECK(coded_distance(equal.vectors, 0, 2) == 0);
  const Coded few = encode(unit_vectors(5, 64, 5), 64);
  CHECK(few.vectors.header().fidelity >= 0.99F);
}

TEST_CASE("opposite vectors are not clipped") {
  const Coded coded = encode({1, 0, -1, 0, 1, 0, -1, 0}, 2);
  CHECK(coded_distance(coded.vectors, 0, 1) == doctest::Approx(2.0));
}

TEST_CASE("vectors that are not of unit length are refused") {
  for (const std::vector<float>& values :
       {std::vector<float>{1, 0, 0, 0}, std::vector<float>{1, 0, 3, 4}, std::vector<float>{1, 0, NAN, 0}}) {
    Encoding encoding(values, 2, "m");
    CHECK(encoding.step(1000) == Encoding::State::not_unit_length);
  }
}
