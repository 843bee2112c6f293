#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <string>

#include "core/calendar/alternatives.h"
#include "core/calendar/assignment.h"
#include "core/calendar/search.h"
#include "tests/core/calendars.h"

using namespace vitrine;

namespace {

constexpr std::int64_t all_of_it = std::numeric_limits<std::int64_t>::max();

Board found(const CalendarModel& model, char method) {
  CalendarSearch search(model, method);
  REQUIRE(search.step(all_of_it));
  return search.board();
}

/// A picture of the reference's section 9, alone in a collection.
CalendarColumns one_picture(double brightness, double contrast, double saturation, int red, int green, int blue) {
  CalendarColumns columns;
  columns.count = 1;
  const auto share = [](double value) { return static_cast<std::uint16_t>(value * 10'000 + 0.5); };
  columns.brightness = {share(brightness)};
  columns.contrast = {share(contrast)};
  columns.saturation = {share(saturation)};
  columns.red = {static_cast<std::uint8_t>(red)};
  columns.green = {static_cast<std::uint8_t>(green)};
  columns.blue = {static_cast<std::uint8_t>(blue)};
  columns.bonuses = {0};
  columns.focus_x = columns.focus_y = {unknown_focus};
  return columns;
}

}  // namespace

TEST_CASE("month fits are those of the earlier system, to the ninth decimal") {
  struct Row {
    std::uint32_t slot;
    double brightness, contrast, saturation;
    int red, green, blue;
    double fit;
  };
  const Row rows[] = {
      {1, .0459, .0397, .4676, 6, 10, 12, 0.604264604},
      {2, .1146, .1993, .3531, 13, 17, 22, 0.789474314},
      {3, .0301, .1146, .5232, 3, 4, 6, 0.716001104},
      {4, .1231, .1593, .2973, 8, 7, 7, 0.705081923},
      {5, .0143, .0131, 0, 0, 0, 0, 0.53929},
      {6, .4981, .2779, .0130, 179, 177, 179, 0.79195889},
      {7, .5131, .3210, .1766, 32, 27, 26, 0.820278687},
      {8, .1711, .1870, .3649, 7, 6, 4, 0.760762077},
      {10, .0032, .0015, 0, 1, 1, 1, 0.67596},
      {11, .6909, .1402, .3522, 84, 142, 192, 0.712989352},
      {12, .1466, .0523, .2718, 30, 37, 43, 0.729699829},
      {13, .0464, .1442, .8546, 0, 1, 3, 0.660183324},
  };
  for (const Row& row : rows) {
    CAPTURE(row.slot);
    CalendarModel model(one_picture(row.brightness, row.contrast, row.saturation, row.red, row.green, row.blue), {-1});
    model.set_slots(made_slots(13, false, false));
    CHECK(std::abs(model.fit(0, row.slot - 1) - row.fit) < 1e-9);
  }
}

TEST_CASE("an assignment costs what the best of all permutations costs") {
  Random random(7);
  for (int round = 0; round < 2000; ++round) {
    const std::uint32_t rows = 1 + random.below(8), columns = 1 + random.below(8);
    const std::uint32_t kind = random.below(4);
    std::vector<double> costs(rows * columns);
    for (double& cost : costs) {
      // Ties, all equal, negative, any.
      cost = kind == 0 ? random.below(3) : kind == 1 ? 1 : kind == 2 ? random.unit() - 0.5 : random.unit() * 100;
    }
    const std::vector<std::int32_t> column_of = assign(costs, rows, columns);
    REQUIRE(column_of.size() == rows);
    double total = 0;
    std::uint32_t assigned = 0;
    for (std::uint32_t row = 0; row < rows; ++row) {
      if (column_of[row] < 0) continue;
      ++assigned;
      CHECK(std::count(column_of.begin(), column_of.end(), column_of[row]) == 1);
      total += costs[row * columns + static_cast<std::uint32_t>(column_of[row])];
    }
    CHECK(assigned == std::min(rows, columns));

    const bool wide = rows <= columns;
    std::vector<std::uint32_t> order(std::max(rows, columns));
    std::iota(order.begin(), order.end(), 0U);
    double best = std::numeric_limits<double>::infinity();
    do {
      double sum = 0;
      for (std::uint32_t i = 0; i < std::min(rows, columns); ++i)
        sum += wide ? costs[i * columns + order[i]] : costs[order[i] * columns + i];
      best = std::min(best, sum);
    } while (std::next_permutation(order.begin(), order.end()));
    CHECK(total == doctest::Approx(best).epsilon(1e-12));
  }
}

TEST_CASE("the search is never worth less than a method") {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    Made made;
    made.seed = seed;
    const MadeCollection collection = made_collection(made);
    CalendarModel model(collection.columns, collection.clusters);
    collection.give(model);
    const double total = model.score(found(model, 'F')).total;
    for (const char method : {'A', 'B', 'C', 'D', 'E'}) CHECK(total >= model.score(found(model, method)).total);
  }
}
