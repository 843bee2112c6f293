#include "core/calendar/assignment.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <limits>
#include <numeric>

#include "core/random.h"

using namespace vitrine;

namespace {

/// Costs of several kinds: ties, all equal, negative, any.
std::vector<double> random_costs(std::uint32_t rows, std::uint32_t columns, Random& random) {
  const std::uint32_t kind = random.below(4);
  std::vector<double> costs(std::size_t{rows} * columns);
  for (double& cost : costs)
    cost = kind == 0 ? random.below(3) : kind == 1 ? 1 : kind == 2 ? random.unit() - 0.5 : random.unit() * 100;
  return costs;
}

/// The total of an assignment. Each column is assigned once, and as many rows as can be.
double total_of(const std::vector<double>& costs, std::uint32_t rows, std::uint32_t columns,
                const std::vector<std::int32_t>& column_of) {
  REQUIRE(column_of.size() == rows);
  std::vector<bool> taken(columns);
  double total = 0;
  std::uint32_t assigned = 0;
  for (std::uint32_t row = 0; row < rows; ++row) {
    if (column_of[row] == -1) continue;
    const auto column = static_cast<std::uint32_t>(column_of[row]);
    REQUIRE(column < columns);
    CHECK_FALSE(taken[column]);
    taken[column] = true;
    total += costs[std::size_t{row} * columns + column];
    ++assigned;
  }
  CHECK(assigned == std::min(rows, columns));
  return total;
}

double best_of_all(const std::vector<double>& costs, std::uint32_t rows, std::uint32_t columns) {
  std::vector<std::uint32_t> order(std::max(rows, columns));
  std::iota(order.begin(), order.end(), 0U);
  double best = std::numeric_limits<double>::infinity();
  do {
    double sum = 0;
    for (std::uint32_t i = 0; i < std::min(rows, columns); ++i)
      sum += rows <= columns ? costs[i * columns + order[i]] : costs[order[i] * columns + i];
    best = std::min(best, sum);
  } while (std::next_permutation(order.begin(), order.end()));
  return best;
}

/// Bellman and Ford on what is left of the graph: a cycle below zero is an assignment that costs less. Where there is
/// none the lengths are potentials, and they prove that the assignment is optimal. REQUIRES: rows <= columns.
bool can_be_improved(const std::vector<double>& costs, std::uint32_t rows, std::uint32_t columns,
                     const std::vector<std::int32_t>& column_of) {
  constexpr double rounding = 1e-9;
  std::vector<double> row_length(rows), column_length(columns);
  for (std::uint32_t round = 0; round <= rows + columns; ++round) {
    bool shorter = false;
    const auto shorten = [&](double& length, double by) {
      if (by < length - rounding) length = by, shorter = true;
    };
    double free_column = std::numeric_limits<double>::infinity();
    std::vector<bool> taken(columns);
    for (std::uint32_t row = 0; row < rows; ++row) taken[static_cast<std::uint32_t>(column_of[row])] = true;
    for (std::uint32_t column = 0; column < columns; ++column)
      if (!taken[column]) free_column = std::min(free_column, column_length[column]);
    for (std::uint32_t row = 0; row < rows; ++row) {
      for (std::uint32_t column = 0; column < columns; ++column) {
        const double cost = costs[std::size_t{row} * columns + column];
        if (static_cast<std::int32_t>(column) == column_of[row])
          shorten(row_length[row], column_length[column] - cost);
        else
          shorten(column_length[column], row_length[row] + cost);
      }
    }
    // A column that gets free may take the place of any that was free.
    for (std::uint32_t column = 0; column < columns; ++column)
      if (taken[column]) shorten(column_length[column], free_column);
    if (!shorter) return false;
  }
  return true;
}

}  // namespace

TEST_CASE("an assignment costs what the best of all permutations costs") {
  Random random(7);
  for (int round = 0; round < 2000; ++round) {
    const std::uint32_t rows = 1 + random.below(8), columns = 1 + random.below(8);
    CAPTURE(round);
    const std::vector<double> costs = random_costs(rows, columns, random);
    const double total = total_of(costs, rows, columns, assign(costs, rows, columns));
    CHECK(total == doctest::Approx(best_of_all(costs, rows, columns)).epsilon(1e-12));
  }
}

TEST_CASE("no cycle makes a larger assignment better") {
  Random random(8);
  for (int round = 0; round < 60; ++round) {
    const std::uint32_t rows = 5 + random.below(36), columns = rows + random.below(20);
    CAPTURE(rows);
    CAPTURE(columns);
    const std::vector<double> costs = random_costs(rows, columns, random);
    std::vector<std::int32_t> column_of = assign(costs, rows, columns);
    const double total = total_of(costs, rows, columns, column_of);
    CHECK_FALSE(can_be_improved(costs, rows, columns, column_of));
    std::vector<double> transposed;
    for (std::uint32_t column = 0; column < columns; ++column)
      for (std::uint32_t row = 0; row < rows; ++row) transposed.push_back(costs[std::size_t{row} * columns + column]);
    CHECK(total_of(transposed, columns, rows, assign(transposed, columns, rows)) ==
          doctest::Approx(total).epsilon(1e-12));

    // The proof can fail: two rows that change places cost more, unless they cost the same.
    std::swap(column_of[0], column_of[1]);
    if (total_of(costs, rows, columns, column_of) > total + 1e-6)
      CHECK(can_be_improved(costs, rows, columns, column_of));
  }
}

TEST_CASE("larger assignments cost what SciPy 1.10 says (linear_sum_assignment)") {
  constexpr double totals[] = {-36.8529435535, 0.417495241578, 1065, -54.1021433743, 0.181821826724, 1406,
                               -57.1835078022, 0.709540381366, 192,  -13.9077881728, 0.563754055684, 358};
  std::uint64_t seed = 0;
  for (const double total : totals) {
    Random random(++seed);
    const std::uint32_t rows = 20 + random.below(150), columns = 20 + random.below(150);
    CAPTURE(rows);
    CAPTURE(columns);
    std::vector<double> costs(std::size_t{rows} * columns);
    for (double& cost : costs)
      cost = seed % 3 == 0 ? static_cast<double>(random.below(1000)) : random.unit() - (seed % 3 == 1 ? 0.5 : 0);
    CHECK(total_of(costs, rows, columns, assign(costs, rows, columns)) == doctest::Approx(total).epsilon(1e-10));
  }
}

TEST_CASE("nothing to assign") {
  CHECK(assign({}, 0, 3).empty());
  CHECK(assign({}, 2, 0) == std::vector<std::int32_t>{-1, -1});
}
