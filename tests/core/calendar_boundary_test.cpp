// What the page calls (core/calendar/calendar.h), natively: what is malformed is a sentence, and nothing breaks.
#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <memory>
#include <numeric>
#include <string>

#include "core/build.h"
#include "core/calendar/calendar.h"
#include "core/calendar/search.h"
#include "tests/core/calendars.h"

using namespace vitrine;

namespace {

constexpr int rows = 60, slots = 13;

struct Close {
  void operator()(calendar* c) const { calendar_close(c); }
  void operator()(calendar_search* search) const { calendar_search_close(search); }
  void operator()(calendar_alternatives* alternatives) const { calendar_alternatives_close(alternatives); }
};
template <class T>
using Handle = std::unique_ptr<T, Close>;

const unsigned char* address(const std::string& file) { return reinterpret_cast<const unsigned char*>(file.data()); }

/// A calendar of the made collection; its vectors are to be set.
struct Opened {
  MadeCollection collection = made_collection({});
  std::string file = write_columns(collection.columns);
  Handle<calendar> handle{
      calendar_open(address(file), static_cast<int>(file.size()), collection.clusters.data(), rows)};

  Opened() {
    REQUIRE(handle);
    std::vector<int> months;
    std::vector<float> targets, bonuses;
    for (const SlotTarget& slot : collection.slots) {
      months.push_back(static_cast<int>(slot.month));
      for (const double part : {slot.look.brightness, slot.look.warmth, slot.look.drama})
        targets.push_back(static_cast<float>(part));
      for (std::size_t group = 0; group < 4; ++group) bonuses.push_back(static_cast<float>(slot.bonuses[group]));
    }
    REQUIRE(calendar_set_slots(get(), slots, months.data(), targets.data(), 4, bonuses.data()) == VITRINE_DONE);
  }
  calendar* get() const { return handle.get(); }
  int set_vectors() const {
    return calendar_set_vectors(get(), collection.vectors.values.data(), rows,
                                static_cast<int>(collection.vectors.stride), 1.0F / 64, collection.vector_of.data());
  }
};

bool said(const char* what) { return std::string(calendar_error()).find(what) != std::string::npos; }

std::vector<int> board_of(std::vector<int> filled) {
  filled.resize(slots, -1);
  return filled;
}

template <class Work>
int finish(Work step) {
  int status = VITRINE_MORE;
  while (status == VITRINE_MORE) status = step();
  return status;
}

}  // namespace

TEST_CASE("what the page calls gives what the C++ interface gives") {
  const Opened opened;
  REQUIRE(opened.set_vectors() == VITRINE_DONE);
  CalendarModel model(opened.collection.columns, opened.collection.clusters);
  opened.collection.give(model);
  CHECK(std::string(calendar_build()) == build_id);
  for (const int objective : {CALENDAR_BALANCED, CALENDAR_CLASSIC}) {
    const auto as = objective == CALENDAR_CLASSIC ? Objective::classic : Objective::balanced;
    REQUIRE(calendar_set_objective(opened.get(), objective, nullptr) == VITRINE_DONE);
    model.set_objective(as, default_weights(as));
    const std::vector<int> board = board_of({4, 8, -1, 15, 16, 23, 42});
    const double* score = calendar_score(opened.get(), board.data(), 3);
    REQUIRE(score != nullptr);
    const Score expected = model.score({board, 3});
    CHECK(score[0] == expected.total);
    for (std::size_t i = 0; i < CALENDAR_COMPONENTS; ++i) {
      CHECK(score[1 + i] == expected.values[i]);
      CHECK(score[7 + i] == expected.added[i]);
      CHECK(score[13 + i] == expected.slots[0][i]);
      CHECK(std::isnan(score[13 + 2 * 6 + i]));
      CHECK(calendar_states(opened.get())[i] == CALENDAR_KNOWN);
    }
    CHECK(std::vector<int>(calendar_alike(opened.get()), calendar_alike(opened.get()) + slots) == expected.alike);
    CHECK(calendar_alike(opened.get())[slots] == 3);
    for (std::uint32_t slot = 0; slot < slots; ++slot)
      CHECK(calendar_fits(opened.get(), 7)[slot] == model.fit(7, slot));

    const Handle<calendar_search> search(calendar_method_open(opened.get(), 'F'));
    REQUIRE(search);
    CHECK(finish([&] { return calendar_search_step(search.get(), 1000); }) == VITRINE_DONE);
    CHECK(calendar_search_progress(search.get()) == 1);
    CHECK(calendar_search_cover(search.get()) == -1);
    CalendarSearch native(model, 'F');
    REQUIRE(native.step(std::numeric_limits<std::int64_t>::max()));
    CHECK(std::vector<int>(calendar_search_board(search.get()), calendar_search_board(search.get()) + slots) ==
          native.board().rows);
  }
}

TEST_CASE("facts of a row") {
  const Opened opened;
  const CalendarColumns& columns = opened.collection.columns;
  std::uint32_t seen = 0;
  while (columns.shown[seen] == 0 || columns.brightness[seen] == unknown_share ||
         columns.focus_x[seen] == unknown_focus)
    ++seen;
  const double* facts = calendar_facts(opened.get(), static_cast<int>(seen));
  REQUIRE(facts != nullptr);
  CHECK(facts[0] == static_cast<double>(columns.preference[seen]));
  CHECK(facts[1] == static_cast<double>(columns.lower[seen]));
  CHECK(facts[3] == columns.shown[seen]);
  CHECK(facts[4] == columns.chosen[seen]);
  CHECK(facts[5] == columns.brightness[seen] / 10'000.0);
  CHECK(facts[8] == columns.focus_x[seen] / 254.0);
}

TEST_CASE("a month's grid") {
  const int* month = calendar_month(2026, 12, 1);
  REQUIRE(month != nullptr);
  CHECK(std::vector<int>(month, month + 9) == std::vector<int>{1, 31, 5, 49, 50, 51, 52, 53, 0});
  CHECK(calendar_month(2026, 13, 1) == nullptr);
  CHECK(said("month from 1 to 12"));
}

TEST_CASE("what cannot be opened or set") {
  const Opened opened;
  calendar* c = opened.get();
  const std::string& file = opened.file;
  const int size = static_cast<int>(file.size());
  std::vector<int> clusters = opened.collection.clusters;
  CHECK(calendar_open(nullptr, 0, clusters.data(), rows) == nullptr);
  CHECK(calendar_open(address(file), size, nullptr, rows) == nullptr);
  CHECK(said("Rows of the collection"));
  CHECK(calendar_open(address(file), size - 1, clusters.data(), rows) == nullptr);
  CHECK(said("more or fewer bytes"));
  CHECK(calendar_open(address(file), size, clusters.data(), rows - 1) == nullptr);
  CHECK(said("another number of rows"));
  for (const int wrong : {-2, rows, std::numeric_limits<int>::max(), std::numeric_limits<int>::min()}) {
    clusters[5] = wrong;
    CHECK(calendar_open(address(file), size, clusters.data(), rows) == nullptr);
  }

  const CodedRows& vectors = opened.collection.vectors;
  std::vector<int> of = opened.collection.vector_of;
  const auto set = [&](int count, int stride, float step) {
    return calendar_set_vectors(c, vectors.values.data(), count, stride, step, of.data());
  };
  CHECK(set(0, 32, 1) == VITRINE_FAILED);
  CHECK(set(rows, 24, 1) == VITRINE_FAILED);
  CHECK(set(rows, 32, 0) == VITRINE_FAILED);
  CHECK(set(rows, 32, std::numeric_limits<float>::quiet_NaN()) == VITRINE_FAILED);
  CHECK(said("multiple of 16"));
  of[3] = rows;
  CHECK(set(rows, 32, 1) == VITRINE_FAILED);
  of[3] = -2;
  CHECK(set(rows, 32, 1) == VITRINE_FAILED);
  CHECK(calendar_states(c)[CALENDAR_DIFFERENCE] == CALENDAR_NOT_YET);

  for (const int wrong : {-1, rows}) CHECK(calendar_set_eligible(c, &wrong, 1) == VITRINE_FAILED);
  CHECK(calendar_set_eligible(c, nullptr, 1) == VITRINE_FAILED);
  CHECK(calendar_set_eligible(c, nullptr, 0) == VITRINE_DONE);

  const std::vector<int> months(500);
  const std::vector<float> targets(1500);
  const auto slots_of = [&](int count, int groups) {
    return calendar_set_slots(c, count, months.data(), targets.data(), groups, targets.data());
  };
  for (const int wrong : {-1, 0, 401}) CHECK(slots_of(wrong, 0) == VITRINE_FAILED);
  for (const int wrong : {-1, 9}) CHECK(slots_of(3, wrong) == VITRINE_FAILED);
  for (const int month : {-1, 13})
    CHECK(calendar_set_slots(c, 1, &month, targets.data(), 0, nullptr) == VITRINE_FAILED);
  for (const float target : {std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity()}) {
    const float look[] = {0.5F, target, 0.5F};
    CHECK(calendar_set_slots(c, 1, months.data(), look, 0, nullptr) == VITRINE_FAILED);
  }
  CHECK(said("1 to 400 slots"));
  CHECK(slots_of(400, 3) == VITRINE_DONE);

  const float weights[] = {1, 1, 1, 1, -1, 1}, unknown[] = {1, 1, 1, 1, 1, std::numeric_limits<float>::quiet_NaN()};
  CHECK(calendar_set_objective(c, 0, weights) == VITRINE_FAILED);
  CHECK(calendar_set_objective(c, 0, unknown) == VITRINE_FAILED);
  CHECK(calendar_set_objective(c, 2, nullptr) == VITRINE_FAILED);
  CHECK(said("Objective 0 or 1"));
}

TEST_CASE("boards, rows and slots that cannot be") {
  const Opened opened;
  calendar* c = opened.get();
  const std::vector<int> good = board_of({1, 2, 3});
  const auto refused = [&](const std::vector<int>& board, int cover) {
    return calendar_score(c, board.data(), cover) == nullptr &&
           calendar_alternatives_open(c, board.data(), cover, 0, 5) == nullptr &&
           calendar_complete_open(c, board.data(), cover) == nullptr &&
           calendar_improve_open(c, board.data(), cover, nullptr) == nullptr;
  };
  CHECK(refused(board_of({rows}), -1));
  CHECK(said("rows of the collection"));
  CHECK(refused(board_of({-2}), -1));
  CHECK(refused(board_of({std::numeric_limits<int>::min(), std::numeric_limits<int>::max()}), -1));
  CHECK(refused(board_of({7, -1, 7}), -1));
  CHECK(said("each picture once"));
  CHECK(refused(good, slots));
  CHECK(refused(good, -2));
  CHECK(said("cover"));
  CHECK(calendar_score(c, nullptr, -1) == nullptr);
  CHECK(calendar_score(c, good.data(), -1) != nullptr);

  for (const int slot : {-1, slots}) CHECK(calendar_alternatives_open(c, good.data(), -1, slot, 5) == nullptr);
  CHECK(calendar_alternatives_open(c, good.data(), -1, 0, -1) == nullptr);
  for (const int row : {-1, rows}) {
    CHECK(calendar_fits(c, row) == nullptr);
    CHECK(calendar_facts(c, row) == nullptr);
  }
  for (const int method : {0, 64, 71, 97, -1}) CHECK(calendar_method_open(c, method) == nullptr);
  CHECK(said("method from A to F"));
}

TEST_CASE("what is not open is a sentence") {
  const int board = -1;
  CHECK(calendar_set_eligible(nullptr, &board, 0) == VITRINE_FAILED);
  CHECK(calendar_set_evidence_required(nullptr, 1) == VITRINE_FAILED);
  CHECK(calendar_set_objective(nullptr, 0, nullptr) == VITRINE_FAILED);
  CHECK(calendar_set_slots(nullptr, 1, &board, nullptr, 0, nullptr) == VITRINE_FAILED);
  CHECK(calendar_set_vectors(nullptr, nullptr, 0, 0, 0, nullptr) == VITRINE_FAILED);
  CHECK(calendar_score(nullptr, &board, -1) == nullptr);
  CHECK(calendar_fits(nullptr, 0) == nullptr);
  CHECK(calendar_facts(nullptr, 0) == nullptr);
  CHECK(calendar_method_open(nullptr, 'A') == nullptr);
  CHECK(calendar_search_step(nullptr, 1) == VITRINE_FAILED);
  CHECK(calendar_alternatives_step(nullptr, 1) == VITRINE_FAILED);
  CHECK(said("has not been opened"));
}

TEST_CASE("work that began before the calendar changed does not go on") {
  const Opened opened;
  REQUIRE(opened.set_vectors() == VITRINE_DONE);
  const std::vector<int> board = board_of({1, 2, 3});
  const Handle<calendar_search> search(calendar_method_open(opened.get(), 'F'));
  const Handle<calendar_alternatives> alternatives(calendar_alternatives_open(opened.get(), board.data(), -1, 0, 5));
  CHECK(calendar_search_step(search.get(), 1) == VITRINE_MORE);
  CHECK(calendar_alternatives_step(alternatives.get(), 1) == VITRINE_MORE);
  REQUIRE(calendar_set_eligible(opened.get(), board.data(), 3) == VITRINE_DONE);
  CHECK(calendar_search_step(search.get(), 1) == VITRINE_FAILED);
  CHECK(calendar_alternatives_step(alternatives.get(), 1) == VITRINE_FAILED);
  CHECK(said("has changed"));
  CHECK(calendar_search_board(search.get()) != nullptr);
  CHECK(calendar_alternatives_size(alternatives.get()) == 0);
}

TEST_CASE("fewer eligible pictures than slots, and none") {
  const Opened opened;
  REQUIRE(opened.set_vectors() == VITRINE_DONE);
  const int few[] = {5, 5, 9, 2};
  for (const int count : {4, 0}) {
    REQUIRE(calendar_set_eligible(opened.get(), few, count) == VITRINE_DONE);
    for (int method = 'A'; method <= 'F'; ++method) {
      const Handle<calendar_search> search(calendar_method_open(opened.get(), method));
      CHECK(finish([&] { return calendar_search_step(search.get(), 3); }) == VITRINE_DONE);
      const int* board = calendar_search_board(search.get());
      CHECK(std::count(board, board + slots, -1) == slots - (count == 0 ? 0 : 3));
      CHECK(calendar_score(opened.get(), board, -1) != nullptr);
    }
  }
}
