#include "core/embedding/likeness.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <numeric>

#include "tests/core/vectors.h"

using namespace vitrine;

TEST_CASE("all vectors by distance to one, of equals the lower index first") {
  for (const double spread : {1.6, 40.0}) {  // few different values: many ties
    const CodedRows rows = random_rows(300, 20, 4, spread);
    CodedVectors vectors;
    REQUIRE(vectors.append(file_of(rows)));
    for (const std::uint32_t to : {0U, 150U, 299U}) {
      std::vector<std::uint32_t> expected(rows.count);
      std::iota(expected.begin(), expected.end(), 0);
      const auto square = [&](std::uint32_t row) {
        std::int64_t sum = 0;
        for (std::uint32_t axis = 0; axis < rows.dimension; ++axis) {
          const std::int64_t difference = rows.row(row)[axis] - rows.row(to)[axis];
          sum += difference * difference;
        }
        return sum;
      };
      std::stable_sort(expected.begin(), expected.end(),
                       [&](std::uint32_t a, std::uint32_t b) { return square(a) < square(b); });
      CHECK(by_likeness(vectors, to) == expected);
    }
  }
}
