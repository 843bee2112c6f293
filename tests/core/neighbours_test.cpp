#include "core/spotlight/internal/neighbours.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "tests/core/points.h"

using namespace vitrine;

namespace {

struct Found {
  std::vector<std::int32_t> neighbours;
  std::vector<float> similarities;
};

Found find(const std::vector<float>& values, std::uint32_t dimension, std::uint32_t first, std::uint32_t rows,
           std::uint32_t wanted) {
  Found found{std::vector<std::int32_t>(rows * wanted, -7), std::vector<float>(rows * wanted, -7)};
  find_neighbours(values, dimension, first, rows, wanted, found.neighbours.data(), found.similarities.data());
  return found;
}

double cosine(const std::vector<float>& values, std::uint32_t dimension, std::size_t a, std::size_t b) {
  double product = 0;
  double aa = 0;
  double bb = 0;
  for (std::size_t i = 0; i < dimension; ++i) {
    const double x = values[a * dimension + i];
    const double y = values[b * dimension + i];
    product += x * y;
    aa += x * x;
    bb += y * y;
  }
  return product / std::sqrt(aa * bb);
}

}  // namespace

TEST_CASE("nothing outside the list is more similar than what is in it") {
  const std::uint32_t dimension = 24;
  const auto values = grouped_vectors(1'300, dimension, 20, 0.5, 1);
  const Found found = find(values, dimension, 0, 1'300, 12);
  for (std::size_t row = 0; row < 1'300; row += 97) {
    const auto* mine = found.neighbours.data() + row * 12;
    const auto* similarity = found.similarities.data() + row * 12;
    CHECK(std::is_sorted(similarity, similarity + 12, std::greater<>()));
    for (std::size_t other = 0; other < 1'300; ++other) {
      const auto* place = std::find(mine, mine + 12, static_cast<std::int32_t>(other));
      const double expected = cosine(values, dimension, row, other);
      if (other == row)
        CHECK(place == mine + 12);
      else if (place != mine + 12)
        CHECK(static_cast<double>(similarity[place - mine]) == doctest::Approx(expected).epsilon(1e-5));
      else
        CHECK_UNARY(expected <= static_cast<double>(similarity[11]) + 1e-6);
    }
  }
}

TEST_CASE("a range of rows gives the rows' part of the whole") {
  const auto values = grouped_vectors(500, 16, 7, 0.5, 2);
  const Found whole = find(values, 16, 0, 500, 5);
  const Found part = find(values, 16, 128, 64, 5);
  CHECK(std::equal(part.neighbours.begin(), part.neighbours.end(), whole.neighbours.begin() + 128 * 5));
  CHECK(std::equal(part.similarities.begin(), part.similarities.end(), whole.similarities.begin() + 128 * 5));
}

TEST_CASE("length does not matter, and of equals the lower index comes first") {
  const std::vector<float> values = {1, 0, 2, 0, 0, 1, 3, 0, 1, 1};
  const Found found = find(values, 2, 0, 5, 3);
  CHECK(std::equal(found.neighbours.begin(), found.neighbours.begin() + 3, std::vector<int>{1, 3, 4}.begin()));
  CHECK(found.similarities[0] == doctest::Approx(1));
  CHECK(found.similarities[2] == doctest::Approx(std::sqrt(0.5)));
}

TEST_CASE("a vector of length zero has no neighbours and is none") {
  const std::vector<float> values = {1, 0, 0, 0, 0.5, 0.5};
  const Found found = find(values, 2, 0, 3, 2);
  CHECK(found.neighbours == std::vector<std::int32_t>{2, -1, -1, -1, 0, -1});
  CHECK(found.similarities[2] == 0);
}
