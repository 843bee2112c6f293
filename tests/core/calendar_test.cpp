#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <set>
#include <string>

#include "core/calendar/search.h"
#include "tests/core/calendars.h"

using namespace vitrine;

namespace {

constexpr float none = std::numeric_limits<float>::quiet_NaN();

std::span<const std::uint8_t> bytes_of(const std::string& text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
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

std::string header(std::uint32_t version, std::uint32_t count, std::uint32_t flags) {
  std::vector<std::uint8_t> bytes = {'V', 'T', 'R', 'C'};
  for (const std::uint32_t number : {version, count, flags}) put_u32(bytes, number);
  return {bytes.begin(), bytes.end()};
}

Board random_board(const CalendarModel& model, Random& random) {
  Board board{std::vector<std::int32_t>(model.slots().size(), no_row)};
  for (std::int32_t& row : board.rows) {
    const auto drawn = static_cast<std::int32_t>(random.below(model.count()));
    const bool twice = std::find(board.rows.begin(), board.rows.end(), drawn) != board.rows.end();
    if (!twice && random.below(5) != 0) row = drawn;
  }
  if (random.below(3) == 0)
    board.cover = static_cast<std::int32_t>(random.below(static_cast<std::uint32_t>(board.rows.size())));
  return board;
}

double sum_of(const Score& score, int component) {
  double sum = 0;
  for (const Components& slot : score.slots)
    if (!std::isnan(slot[static_cast<std::size_t>(component)])) sum += slot[static_cast<std::size_t>(component)];
  return sum;
}

}  // namespace

TEST_CASE("columns are read as they were written") {
  for (const bool votes : {false, true}) {
    Made made;
    made.votes = votes;
    const CalendarColumns columns = made_collection(made).columns;
    const auto read = read_columns(bytes_of(write_columns(columns)));
    REQUIRE(read.has_value());
    CHECK(write_columns(*read) == write_columns(columns));
    CHECK(read->count == made.count);
    CHECK(read->brightness == columns.brightness);
    CHECK(read->focus_y == columns.focus_y);
    CHECK(read->shown == columns.shown);
    CHECK(read->has_preference() == votes);
  }
  CHECK(read_columns(bytes_of(header(1, 0, 0))).has_value());
}

TEST_CASE("damaged columns are a sentence") {
  const std::string file = write_columns(made_collection({}).columns);
  const auto error_of = [](const std::string& bytes) {
    const auto read = read_columns(bytes_of(bytes));
    return read ? std::string() : read.error().message;
  };
  const auto names = [](const std::string& error, const char* what) { return error.find(what) != std::string::npos; };
  CHECK(names(error_of(""), "VTRC"));
  CHECK(names(error_of("VTRV" + file.substr(4)), "VTRC"));
  CHECK(names(error_of(header(2, 0, 0)), "another version"));
  CHECK(names(error_of(header(1, 4'000'001, 0)), "header"));
  CHECK(names(error_of(header(1, 0, 2)), "header"));
  CHECK(names(error_of(header(1, 0, 4)), "header"));
  CHECK(names(error_of(header(1, 4'000'000, 3)), "more or fewer bytes"));
  CHECK(names(error_of(file.substr(0, file.size() - 1)), "more or fewer bytes"));
  CHECK(names(error_of(file + "x"), "more or fewer bytes"));
  std::string bright = file;
  bright[16] = '\x11', bright[17] = '\x27';  // 10,001
  CHECK(names(error_of(bright), "above 10000"));
  CalendarColumns infinite = made_collection({}).columns;
  infinite.appeal[3] = std::numeric_limits<float>::infinity();
  CHECK(names(error_of(write_columns(infinite)), "infinite"));
}

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

TEST_CASE("warmth, what is not known, and bonuses") {
  CHECK(warmth_of(255, 0, 0) == 1);
  CHECK(warmth_of(255, 255, 0) == doctest::Approx(0.8));
  CHECK(warmth_of(255, 0, 255) == doctest::Approx(0.8));
  CHECK(warmth_of(0, 255, 255) == doctest::Approx(0.2));
  CHECK(warmth_of(0, 255, 0) == 0.5);
  CHECK(warmth_of(0, 0, 255) == doctest::Approx(0.1));
  CHECK(warmth_of(0, 0, 0) == 0.5);
  CHECK(warmth_of(20, 20, 17) == doctest::Approx(0.8));  // a saturation of 0.15 is not below it
  CHECK(warmth_of(20, 17, 17) == 1);
  CHECK(warmth_of(200, 171, 171) == 0.5);

  CalendarColumns columns = one_picture(.3, .5, .5, 20, 17, 17);
  CHECK(look_of(columns, 0).drama == 0.5);
  columns.brightness = columns.contrast = {unknown_share};
  CHECK(std::isnan(look_of(columns, 0).brightness));
  CHECK(std::isnan(look_of(columns, 0).warmth));
  CHECK(std::isnan(look_of(columns, 0).drama));
  columns.bonuses = {0b1000};  // craft
  CalendarModel model(columns, {-1});
  model.set_slots(made_slots(13, false, true));
  CHECK(model.fit(0, 0) == doctest::Approx(1 - (0.30 * 0.2 + 0.35 * 0.3 + 0.35 * 0.4) + 0.10 * 0.3));
}

TEST_CASE("months of the south have the light of half a year later, and bonuses of their own") {
  const auto north = default_targets(false), south = default_targets(true);
  for (std::size_t month = 0; month < 12; ++month) {
    CHECK(south[month].brightness == north[(month + 6) % 12].brightness);
    CHECK(south[month].warmth == north[(month + 6) % 12].warmth);
    CHECK(south[month].bonuses == north[month].bonuses);
    CHECK(north[month].bonuses.size() == default_bonuses().size());
  }
}

TEST_CASE("the classic objective is the reference's formula") {
  Random random(3);
  for (std::uint64_t seed = 0; seed < 30; ++seed) {
    CAPTURE(seed);
    Made made;
    made.seed = seed;
    const Ready ready(made, Objective::classic);
    const MadeCollection& c = ready.collection;
    const CalendarModel& model = ready.model;
    Board board = random_board(model, random);
    const Score score = model.score(board);

    double liking = 0, fit = 0, cover = 0, unsure = 0, alike = 0;
    std::set<std::uint32_t> clusters;
    double pictures = 0;
    for (std::uint32_t slot = 0; slot < board.rows.size(); ++slot) {
      if (board.rows[slot] == no_row) continue;
      const auto row = static_cast<std::uint32_t>(board.rows[slot]);
      const bool seen = !std::isnan(c.columns.preference[row]);
      ++pictures;
      liking += seen ? static_cast<double>(c.columns.preference[row]) : 0.2;
      unsure +=
          seen ? static_cast<double>(c.columns.upper[row]) - static_cast<double>(c.columns.lower[row]) : 0.454351541;
      clusters.insert(model.cluster(row));
      fit += model.fit(row, slot);
      cover = std::max(cover, model.cover_fit(row));
      for (std::uint32_t other = 0; other < slot; ++other) {
        if (board.rows[other] == no_row || c.vector_of[row] < 0) continue;
        const std::int32_t vector = c.vector_of[static_cast<std::uint32_t>(board.rows[other])];
        if (vector < 0) continue;
        double square = 0;
        for (std::uint32_t axis = 0; axis < c.vectors.dimension; ++axis) {
          const double step = c.vectors.row(row)[axis] - c.vectors.row(static_cast<std::uint32_t>(vector))[axis];
          square += step * step;
        }
        alike = std::max(alike, 1 - square / 64 / 64 / 2);
      }
    }
    if (board.cover != no_slot) {
      const std::int32_t row = board.rows[static_cast<std::size_t>(board.cover)];
      cover = row == no_row ? 0 : model.cover_fit(static_cast<std::uint32_t>(row));
    }
    const double total = 2.0 * liking + 1.5 * static_cast<double>(clusters.size()) / std::max(1.0, pictures) +
                         0.8 * fit + 0.5 * cover - 1.0 * alike - 0.3 * unsure;
    CHECK(score.total == doctest::Approx(total).epsilon(1e-9));
    CHECK(score.values[CALENDAR_PREFERENCE] == doctest::Approx(liking).epsilon(1e-9));
    CHECK(score.values[CALENDAR_EVIDENCE] == doctest::Approx(unsure).epsilon(1e-6));
  }
}

TEST_CASE("the reference's candidates A and E have its totals") {
  const Ready ready({}, Objective::classic);
  Random random(1);
  const Score score = ready.model.score(random_board(ready.model, random));
  struct Candidate {
    Components values;
    double total, recomputed;
  };
  // Popularity, diversity, month fit, cover fit, redundancy, uncertainty.
  for (const Candidate& candidate : {Candidate{{4.3245, .7692, 8.5262, .9329, .9790, 6.4136}, 14.1872, 14.1871},
                                     Candidate{{2.7913, .7692, 9.1160, .9534, .8905, 5.7684}, 11.8850, 11.8849}}) {
    double total = 0;
    for (std::size_t i = 0; i < candidate.values.size(); ++i)
      total += score.added[i] / score.values[i] * candidate.values[i];  // what a unit of the component adds
    CHECK(std::abs(total - candidate.total) <= 1.5e-4);
    CHECK(std::round(total * 1e4) == std::round(candidate.recomputed * 1e4));
  }
}

TEST_CASE("balanced components are within 0..1, the total is their weighted mean, and parts add up") {
  Random random(5);
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    CAPTURE(seed);
    Made made;
    made.seed = seed;
    made.votes = seed % 3 != 0;
    made.clusters = seed % 4 != 0;
    made.vectors = seed % 5 != 0;
    made.cover = seed % 2 == 0;
    Ready ready(made);
    CalendarModel& model = ready.model;
    const Components weights{1, 0.5, 2, 0, 3, 0.25};
    model.set_objective(Objective::balanced, weights);
    const Board board = random_board(model, random);
    const Score score = model.score(board);
    double mean = 0, added = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
      CHECK(score.values[i] >= 0);
      CHECK(score.values[i] <= 1);
      if (model.states()[i] != CALENDAR_KNOWN) CHECK(score.values[i] == 0.5);
      mean += weights[i] * score.values[i] / 6.75;
      added += score.added[i];
    }
    CHECK(score.total == doctest::Approx(mean).epsilon(1e-12));
    CHECK(score.total == added);
    CHECK((model.states()[CALENDAR_PREFERENCE] == CALENDAR_KNOWN) == made.votes);
    CHECK((model.states()[CALENDAR_VARIETY] == CALENDAR_KNOWN) == made.clusters);
    CHECK(model.states()[CALENDAR_DIFFERENCE] == (made.vectors ? CALENDAR_KNOWN : CALENDAR_NOT_YET));
    for (const int component : {CALENDAR_PREFERENCE, CALENDAR_VARIETY, CALENDAR_MONTH_FIT, CALENDAR_DIFFERENCE}) {
      const auto i = static_cast<std::size_t>(component);
      if (model.states()[i] != CALENDAR_KNOWN) continue;
      const double slots = component == CALENDAR_MONTH_FIT && made.cover ? 12 : 13;
      CHECK(score.values[i] == doctest::Approx(sum_of(score, component) / slots).epsilon(1e-12));
    }
  }
}

TEST_CASE("filling an empty slot lowers difference alone") {
  Random random(6);
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    Made made;
    made.seed = seed;
    const Ready ready(made);
    const CalendarModel& model = ready.model;
    Board board = random_board(model, random);
    const Score before = model.score(board);
    const auto empty = std::find(board.rows.begin(), board.rows.end(), no_row);
    if (empty == board.rows.end()) continue;
    for (std::int32_t row = 0; row < 60; ++row) {
      if (std::find(board.rows.begin(), board.rows.end(), row) != board.rows.end()) continue;
      Board filled = board;
      filled.rows[static_cast<std::size_t>(empty - board.rows.begin())] = row;
      const Score after = model.score(filled);
      for (const int component :
           {CALENDAR_PREFERENCE, CALENDAR_VARIETY, CALENDAR_MONTH_FIT, CALENDAR_COVER_FIT, CALENDAR_EVIDENCE})
        CHECK(after.values[static_cast<std::size_t>(component)] >= before.values[static_cast<std::size_t>(component)]);
    }
  }
}

TEST_CASE("lacking evidence is no reward, and equal evidence is worth the same") {
  CalendarColumns columns = made_collection({}).columns;
  for (std::uint32_t row = 0; row < columns.count; ++row) {
    columns.preference[row] = row < 20 ? none : row < 40 ? 0.3F : 0.4F;
    columns.shown[row] = row < 20 ? 0 : 3;
  }
  const CalendarModel model(columns, std::vector<std::int32_t>(columns.count, -1));
  CHECK(model.preference(0) == 0.25);
  CHECK(model.preference(20) == doctest::Approx(9.5 / 39));
  CHECK(model.preference(39) == model.preference(20));
  CHECK(model.preference(59) == doctest::Approx(29.5 / 39));
  CHECK_FALSE(model.has_evidence(0));
  CHECK(model.certainty(0) == 0);
  CHECK(model.certainty(20) == doctest::Approx(3.0 / 13));
}

TEST_CASE("the nearest picture of each slot, and the cover") {
  const Ready ready({});
  const CalendarModel& model = ready.model;
  Board board{std::vector<std::int32_t>(13, no_row)};
  CHECK(model.score(board).cover == no_slot);
  CHECK(model.score(board).values[CALENDAR_COVER_FIT] == 0);
  board.rows = {3, no_row, 17, 40, no_row, 8, 9, 10, 11, 12, no_row, 13, 14};
  const Score score = model.score(board);
  for (std::size_t slot = 0; slot < 13; ++slot) {
    if (board.rows[slot] == no_row) {
      CHECK(score.alike[slot] == no_slot);
      CHECK(std::isnan(score.slots[slot][CALENDAR_PREFERENCE]));
      continue;
    }
    std::int32_t nearest = CalendarModel::unknown_distance, best = no_slot;
    for (std::size_t other = 0; other < 13; ++other) {
      if (other == slot || board.rows[other] == no_row) continue;
      const std::int32_t square =
          model.distance(static_cast<std::uint32_t>(board.rows[slot]), static_cast<std::uint32_t>(board.rows[other]));
      if (square < nearest) nearest = square, best = static_cast<std::int32_t>(other);
    }
    CHECK(score.alike[slot] == best);
    CHECK(model.cover_fit(static_cast<std::uint32_t>(board.rows[static_cast<std::size_t>(score.cover)])) >=
          model.cover_fit(static_cast<std::uint32_t>(board.rows[slot])));
  }
  board.cover = 5;
  CHECK(model.score(board).cover == 5);
  CHECK(model.score(board).values[CALENDAR_COVER_FIT] == model.cover_fit(8));
  board.cover = 1;
  CHECK(model.score(board).cover == no_slot);
  CHECK(model.score(board).values[CALENDAR_COVER_FIT] == 0);
}

TEST_CASE("a page for the cover alone is the cover, whatever is marked") {
  Made made;
  made.cover = true;
  Ready ready(made);
  CalendarModel& model = ready.model;
  Board board{{3, 2, 17, 40, 1, 8, 9, 10, 11, 12, 20, 13, 14}};
  for (const std::int32_t marked : {no_slot, 0, 5}) {
    board.cover = marked;
    CHECK(model.score(board).cover == 0);
    CHECK(model.score(board).values[CALENDAR_COVER_FIT] == model.cover_fit(3));
  }
  board.rows[0] = no_row;
  CHECK(model.score(board).cover == no_slot);
  CHECK(model.score(board).values[CALENDAR_COVER_FIT] == 0);

  // With cover fit alone as the objective the best picture of all is on it, and no alternative is better.
  model.set_objective(Objective::balanced, {0, 0, 0, 1, 0, 0});
  CalendarSearch search(model, 'F');
  while (!search.step(1 << 20)) {
  }
  double best = 0;
  for (const std::uint32_t row : model.pool()) best = std::max(best, model.cover_fit(row));
  CHECK(model.score(search.board()).values[CALENDAR_COVER_FIT] == best);
}

TEST_CASE("scores are the same to the last bit natively and in wasm") {
  // This test runs as both. FNV-1a of the bits of every number of twenty scores.
  std::uint64_t hash = 14695981039346656037U;
  const auto add = [&hash](double number) {
    std::uint64_t bits = 0;
    std::memcpy(&bits, &number, sizeof bits);
    for (int shift = 0; shift < 64; shift += 8) hash = (hash ^ (bits >> shift & 255U)) * 1099511628211U;
  };
  Made made;
  made.count = 200;
  Ready ready(made);
  CalendarModel& model = ready.model;
  for (const Objective objective : {Objective::balanced, Objective::classic}) {
    model.set_objective(objective, default_weights(objective));
    Random random(21);
    for (int i = 0; i < 10; ++i) {
      const Score score = model.score(random_board(model, random));
      add(score.total);
      for (const Components& slot : score.slots)
        for (const double value : slot)
          if (!std::isnan(value)) add(value);
      for (const double value : score.values) add(value);
    }
  }
  CHECK(hash == 6658061512339864268U);
}

TEST_CASE("boards that cannot be are named") {
  const Ready ready({});
  const CalendarModel& model = ready.model;
  const auto error_of = [&](std::vector<std::int32_t> rows, std::int32_t cover) {
    rows.resize(13, no_row);
    return std::string(model.error_of({rows, cover}));
  };
  CHECK(error_of({0, 1, 2}, no_slot).empty());
  CHECK(error_of({59, -1, 0}, 12).empty());
  CHECK(model.error_of({{1, 2}, no_slot}) == "A board must have as many slots as the calendar.");
  CHECK(error_of({60}, no_slot) == "A board must have rows of the collection, or -1 where a slot is empty.");
  CHECK(error_of({-2}, no_slot) == "A board must have rows of the collection, or -1 where a slot is empty.");
  CHECK(error_of({4, -1, 4}, no_slot) == "A board must have each picture once.");
  CHECK(error_of({}, 13) == "A board's cover must be one of its slots, or -1.");
  CHECK(error_of({}, -2) == "A board's cover must be one of its slots, or -1.");
}
