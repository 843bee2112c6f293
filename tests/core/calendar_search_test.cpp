#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <map>

#include "core/calendar/alternatives.h"
#include "core/calendar/search.h"
#include "tests/core/calendars.h"

using namespace vitrine;

namespace {

constexpr std::int64_t whole = std::numeric_limits<std::int64_t>::max();
constexpr Objective objectives[] = {Objective::balanced, Objective::classic};

/// Collections of every kind: with and without votes, clusters, vectors, a cover; some with duplicates, some with fewer
/// pictures than slots.
Made kind_of(std::uint64_t seed) {
  Made made;
  made.seed = seed;
  made.count = seed % 11 == 10 ? 9 : 40;
  made.votes = seed % 3 != 0;
  made.clusters = seed % 4 != 0;
  made.vectors = seed % 5 != 0;
  made.cover = seed % 2 == 1;
  made.duplicates = seed % 7 == 0 ? 20 : 0;
  return made;
}

Board found(CalendarSearch search) {
  REQUIRE(search.step(whole));
  CHECK(search.progress() == 1);
  return search.board();
}

std::vector<std::int32_t> pictures_of(const Board& board) {
  std::vector<std::int32_t> rows = board.rows;
  std::erase(rows, no_row);
  std::sort(rows.begin(), rows.end());
  return rows;
}

Board random_board(const CalendarModel& model, Random& random, std::uint32_t empty) {
  Board board{std::vector<std::int32_t>(model.slots().size(), no_row)};
  for (std::size_t slot = empty; slot < board.rows.size();) {
    const auto row = static_cast<std::int32_t>(random.below(model.count()));
    if (std::find(board.rows.begin(), board.rows.end(), row) == board.rows.end()) board.rows[slot++] = row;
  }
  return board;
}

/// The best of all boards: each picture in each slot.
double best_of_all(const CalendarModel& model) {
  double best = -std::numeric_limits<double>::infinity();
  Board board{std::vector<std::int32_t>(model.slots().size(), no_row)};
  const std::function<void(std::size_t)> fill = [&](std::size_t slot) {
    if (slot == board.rows.size()) {
      best = std::max(best, model.score(board).total);
      return;
    }
    for (std::int32_t row = 0; row < static_cast<std::int32_t>(model.count()); ++row) {
      if (std::find(board.rows.begin(), board.rows.end(), row) != board.rows.end()) continue;
      board.rows[slot] = row;
      fill(slot + 1);
      board.rows[slot] = no_row;
    }
  };
  fill(0);
  return best;
}

}  // namespace

TEST_CASE("an exchange is worth what the score of its board says, and its bound is not less") {
  Random random(2);
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    for (const Objective objective : objectives) {
      for (const bool moving : {false, true}) {
        CAPTURE(seed);
        CAPTURE(moving);
        Made made = kind_of(seed);
        made.count = 40;
        made.slots = 6;
        const Ready ready(made, objective);
        const CalendarModel& model = ready.model;
        std::vector<std::uint8_t> free(6, moving ? 1 : 0);
        if (moving && seed % 3 == 0) free[2] = 0;
        Board board = random_board(model, random, moving ? 0 : 2);
        if (seed % 4 == 1) board.cover = 3;
        board = arranged(model, board, free);
        Exchange exchange(model, board, free);
        std::int64_t budget = whole;
        REQUIRE(exchange.prepare(budget));
        std::map<bool, double> constant;  // of the boards with an empty slot less, and of the others
        for (std::uint32_t slot = 0; slot < 6; ++slot) {
          if (moving && free[slot] == 0) continue;
          for (std::uint32_t member = 0; member < 40; ++member) {
            const double worth = exchange.worth(slot, member);
            if (std::find(board.rows.begin(), board.rows.end(), static_cast<std::int32_t>(member)) !=
                board.rows.end()) {
              CHECK(worth == Exchange::never);
              continue;
            }
            Board other = board;
            other.rows[slot] = static_cast<std::int32_t>(member);
            const double difference = worth - model.score(arranged(model, other, free)).total;
            const auto [known, first] = constant.emplace(board.rows[slot] == no_row, difference);
            CHECK(difference == doctest::Approx(known->second).epsilon(1e-9));
            CHECK(exchange.bound(slot, member, exchange.promise(member)) >= worth - 1e-12);
          }
        }
      }
    }
  }
}

TEST_CASE("alternatives are the best of all, with what they change") {
  Random random(4);
  for (std::uint64_t seed = 0; seed < 30; ++seed) {
    for (const Objective objective : objectives) {
      CAPTURE(seed);
      Made made = kind_of(seed);
      made.count = 40;
      Ready ready(made, objective);
      CalendarModel& model = ready.model;
      if (seed % 6 == 0) model.set_eligible(std::vector<std::int32_t>{1, 2, 3, 5, 8, 13, 21, 34});
      if (seed % 6 == 1) model.set_evidence_required(true);
      const Board board = random_board(model, random, 3);
      const std::uint32_t slot = random.below(13);
      Alternatives alternatives(model, board, slot, 10);
      std::uint32_t steps = 1;
      while (!alternatives.step(7)) ++steps;
      CHECK(steps > 1);

      const double present = model.score(board).total;
      std::vector<std::pair<double, std::int32_t>> all;  // less the change, row
      for (const std::uint32_t row : model.pool()) {
        Board other = board;
        if (std::find(board.rows.begin(), board.rows.end(), static_cast<std::int32_t>(row)) != board.rows.end())
          continue;
        other.rows[slot] = static_cast<std::int32_t>(row);
        all.emplace_back(present - model.score(other).total, row);
      }
      std::sort(all.begin(), all.end());
      REQUIRE(alternatives.rows().size() == std::min<std::size_t>(10, all.size()));
      for (std::size_t i = 0; i < alternatives.rows().size(); ++i) {
        const Alternatives::Change& change = alternatives.changes()[i];
        CHECK(change.total == doctest::Approx(-all[i].first).epsilon(1e-9));
        double sum = 0;
        for (const double added : change.added) sum += added;
        CHECK(sum == doctest::Approx(change.total).epsilon(1e-9));
        if (i > 0) CHECK(change.total <= alternatives.changes()[i - 1].total + 1e-12);
        Board other = board;
        other.rows[slot] = alternatives.rows()[i];
        CHECK(change.total == model.score(other).total - present);
      }
    }
  }
}

TEST_CASE("of equal alternatives the lower row comes first") {
  Made made;
  made.duplicates = 60;
  made.votes = false;
  MadeCollection c = made_collection(made);
  for (auto* column : {&c.columns.brightness, &c.columns.contrast, &c.columns.saturation}) column->assign(60, 5000);
  for (auto* column : {&c.columns.red, &c.columns.green, &c.columns.blue, &c.columns.bonuses}) column->assign(60, 0);
  CalendarModel model(c.columns, c.clusters);
  model.set_slots(c.slots);
  Board board{std::vector<std::int32_t>(13, no_row)};
  board.rows[0] = 2;
  Alternatives alternatives(model, board, 5, 4);
  REQUIRE(alternatives.step(whole));
  CHECK(alternatives.rows() == std::vector<std::int32_t>{0, 1, 3, 4});
}

TEST_CASE("F is at least as good as each of A to E: 200 collections, both objectives") {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    for (const Objective objective : objectives) {
      CAPTURE(seed);
      const Made made = kind_of(seed);
      Ready ready(made, objective);
      if (seed % 8 == 5) ready.model.set_evidence_required(true);
      const CalendarModel& model = ready.model;
      const Board best = found(CalendarSearch(model, 'F'));
      const std::size_t possible = std::min<std::size_t>(13, model.pool().size());
      CHECK(pictures_of(best).size() == possible);
      for (const char method : {'A', 'B', 'C', 'D', 'E'}) {
        CAPTURE(method);
        const Board board = found(CalendarSearch(model, method));
        CHECK(model.error_of(board).empty());
        CHECK(pictures_of(board).size() == possible);
        CHECK(model.score(best).total >= model.score(board).total);
      }
    }
  }
}

TEST_CASE("how far F is from the best of all boards") {
  std::vector<double> gaps;  // in percent of the best
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    for (const Objective objective : objectives) {
      Made made = kind_of(seed);
      made.count = 9;
      made.slots = 4;
      const Ready ready(made, objective);
      const double best = best_of_all(ready.model);
      const double total = ready.model.score(found(CalendarSearch(ready.model, 'F'))).total;
      CHECK(total <= best + 1e-12);
      gaps.push_back(100 * (best - total) / std::abs(best));
    }
  }
  std::sort(gaps.begin(), gaps.end());
  MESSAGE("9 pictures, 4 slots: median " << gaps[gaps.size() / 2] << " %, worst " << gaps.back() << " %");
  CHECK(gaps[gaps.size() / 2] < 1e-9);
  CHECK(gaps.back() < 2);
}

TEST_CASE("how work is cut into steps changes nothing") {
  for (std::uint64_t seed = 1; seed < 12; ++seed) {
    const Ready ready(kind_of(seed));
    for (const char method : {'A', 'B', 'C', 'D', 'E', 'F'}) {
      CAPTURE(method);
      CalendarSearch steps(ready.model, method);
      float progress = steps.progress();
      while (!steps.step(5)) {
        CHECK(steps.progress() >= progress);
        progress = steps.progress();
        CHECK(ready.model.error_of(steps.board()).empty());
      }
      CHECK(steps.board() == found(CalendarSearch(ready.model, method)));
    }
  }
}

TEST_CASE("to complete a board changes its empty slots alone") {
  Random random(9);
  for (std::uint64_t seed = 0; seed < 30; ++seed) {
    for (const Objective objective : objectives) {
      const Ready ready(kind_of(seed), objective);
      if (ready.model.count() < 13) continue;
      Board board = random_board(ready.model, random, random.below(6));
      board.cover = 7;
      const Board full = found(CalendarSearch::completing(ready.model, board));
      CHECK(full.cover == 7);
      CHECK(pictures_of(full).size() == 13);
      for (std::size_t slot = 0; slot < 13; ++slot)
        if (board.rows[slot] != no_row) CHECK(full.rows[slot] == board.rows[slot]);
    }
  }
}

TEST_CASE("to improve a board leaves locked slots, and is never worse") {
  Random random(10);
  for (std::uint64_t seed = 0; seed < 30; ++seed) {
    for (const Objective objective : objectives) {
      CAPTURE(seed);
      const Ready ready(kind_of(seed), objective);
      if (ready.model.count() < 13) continue;
      const Board board = random_board(ready.model, random, 0);
      std::vector<std::uint8_t> locked(13);
      for (std::uint8_t& lock : locked) lock = random.below(2) == 0 ? 1 : 0;
      locked[3] = 1;
      const Board better = found(CalendarSearch::improving(ready.model, board, locked));
      for (std::size_t slot = 0; slot < 13; ++slot)
        if (locked[slot] != 0) CHECK(better.rows[slot] == board.rows[slot]);
      CHECK(ready.model.score(better).total >= ready.model.score(board).total);
      // Again: nothing is lost.
      const Board again = found(CalendarSearch::improving(ready.model, better, locked));
      CHECK(ready.model.score(again).total >= ready.model.score(better).total);
      // With every slot locked it stays as it is.
      CHECK(found(CalendarSearch::improving(ready.model, board, std::vector<std::uint8_t>(13, 1))) == board);
    }
  }
}

TEST_CASE("methods keep to their rules") {
  Made made;
  made.count = 120;
  const Ready ready(made);
  const CalendarModel& model = ready.model;
  const auto largest_use = [&](const Board& board) {
    std::map<std::uint32_t, int> uses;
    int most = 0;
    for (const std::int32_t row : pictures_of(board))
      most = std::max(most, ++uses[model.cluster(static_cast<std::uint32_t>(row))]);
    return most;
  };
  const Board a = found(CalendarSearch(model, 'A'));
  std::vector<std::uint32_t> order(model.pool());
  std::stable_sort(order.begin(), order.end(),
                   [&](std::uint32_t x, std::uint32_t y) { return model.probability(x) > model.probability(y); });
  order.resize(13);
  std::sort(order.begin(), order.end());
  CHECK(std::equal(order.begin(), order.end(), pictures_of(a).begin()));
  for (const char method : {'B', 'D', 'E'}) CHECK(largest_use(found(CalendarSearch(model, method))) <= 2);
  CHECK(largest_use(found(CalendarSearch(model, 'C'))) == 1);

  Made few;
  few.count = 15;  // of 3 clusters: the limit of 2 gives way
  const Ready small(few);
  CHECK(pictures_of(found(CalendarSearch(small.model, 'B'))).size() == 13);
}

TEST_CASE("a collection without any picture, and one without what is eligible") {
  const CalendarModel empty(CalendarColumns{}, {});
  CHECK(found(CalendarSearch(empty, 'F')).rows == std::vector<std::int32_t>{no_row});
  Ready ready({});
  ready.model.set_eligible({});
  for (const char method : {'A', 'B', 'C', 'D', 'E', 'F'})
    CHECK(pictures_of(found(CalendarSearch(ready.model, method))).empty());
  Random random(1);
  const Board board = random_board(ready.model, random, 2);
  Alternatives none(ready.model, board, 0, 5);
  CHECK(none.step(0));
  CHECK(none.rows().empty());
  CHECK(found(CalendarSearch::completing(ready.model, board)) == board);
}
