// A warehouse's calendar: settings, plan and columns, candidates, boards.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <set>

#include "core/documents/table.h"
#include "tests/tools/scratch.h"
#include "tests/tools/sentence.h"
#include "tools/calendar/board.h"
#include "tools/calendar/candidates.h"
#include "tools/calendar/plan.h"
#include "tools/calendar/settings.h"

using namespace vitrine;
using namespace vitrine::test;

namespace {

CalendarSettings settings_of_december() {
  CalendarSettings settings;
  settings.first_month = "2026-12";
  return settings;
}

std::string refusal(const std::function<void(CalendarSettings&)>& change) {
  CalendarSettings settings;
  change(settings);
  return sentence_of([&] { check(settings, "vitrine.json"); });
}

CalendarPlan plan_with(const Warehouse& warehouse, const std::function<void(CalendarSettings&)>& change) {
  CalendarSettings settings = settings_of_december();
  change(settings);
  check(settings, "a test");
  return plan_of(settings, warehouse, CollectionRows(warehouse));
}

CalendarPlan plan_with(const Warehouse& warehouse) {
  return plan_with(warehouse, [](CalendarSettings&) {});
}

/// Pictures of all kinds of light, in five clusters, and a score for each except the last.
Warehouse put_varied(const fs::path& file, int count) {
  Warehouse warehouse = put_warehouse(file, count);
  warehouse.set_columns({{"score", "Score", true, false, false}});
  Analysis analysis;
  for (std::uint32_t id = 0; id < 5; ++id) analysis.clusters.push_back({id, "cluster", 0, 0.5F, {}, {}});
  int number = 0;
  for (ImageRecord image : warehouse.images()) {
    image.features->brightness = static_cast<float>(number * 37 % count) / static_cast<float>(count);
    image.features->contrast = static_cast<float>(number * 53 % count) / static_cast<float>(count);
    image.features->saturation = static_cast<float>(number * 71 % count) / static_cast<float>(count);
    image.features->colours = {{static_cast<std::uint32_t>(number * 7919) & 0xFFFFFFU, 1.0F}};
    if (number + 1 < count) image.fields = {{"score", std::to_string(number % 10)}};
    warehouse.put(image);
    analysis.clusters[static_cast<std::size_t>(number % 5)].members.push_back({image.row, 0.5F});
    ++number;
  }
  warehouse.set_analysis(analysis);
  return warehouse;
}

std::vector<CalendarCandidate> found_in(const Warehouse& warehouse, const CalendarPlan& plan) {
  Console console(Console::Style::quiet);
  return CalendarJudge(CalendarInput(plan, warehouse, CollectionRows(warehouse))).find(console);
}

/// A plan of 30 pictures, and a person's calendar for it.
struct Filled {
  Scratch scratch;
  Warehouse warehouse = put_varied(scratch / "w.db", 30);
  CollectionRows rows{warehouse};
  CalendarPlan plan = plan_with(warehouse);
  CalendarCandidate candidate = found_in(warehouse, plan).back();

  Filled() {
    candidate.name = "Our year";
    candidate.method.clear();
  }
};

void keep(Warehouse& warehouse, const std::vector<CalendarCandidate>& candidates) {
  std::vector<CandidateRecord> records;
  for (const CalendarCandidate& one : candidates) records.push_back(record_of(one, CollectionRows(warehouse)));
  warehouse.set_candidates(records);
}

}  // namespace

// --- settings -------------------------------------------------------------------------------------------------------

TEST_CASE("Settings that cannot be are refused, each in a sentence with its key") {
  CHECK(refusal([](auto&) {}).empty());
  CHECK(refusal([](auto& it) { it.months = 0; }) ==
        "vitrine.json: \"months\": a number from 1 to 60 expected, found 0.");
  CHECK(holds(refusal([](auto& it) { it.months = 61; }), "found 61"));
  for (const char* month :
       {"2026", "2026-13", "2026-00", "26-12", "2026-1", "2026-12-01", "december", "0000-01", "0002-12", "9991-01"})
    CHECK(refusal([&](auto& it) { it.first_month = month; }) ==
          "vitrine.json: \"first_month\": a month of the years 3 to 9990, as in 2026-12, expected, found \"" +
              std::string(month) + "\".");
  for (const char* language : {"e", "deutsch_", "de_CH", "de-", "-de", "d3", "abcdefghi", "de-abcdefghi"})
    CHECK(holds(refusal([&](auto& it) { it.language = language; }), "\"language\": a language as in en or de-CH"));
  for (const char* language : {"de", "de-CH", "zh-Hant-TW", "sgn-BE-FR", "es-419"})
    CHECK(refusal([&](auto& it) { it.language = language; }).empty());
  CHECK(holds(refusal([](auto& it) { it.week_start = "Montag"; }), "\"week_start\": monday, tuesday, "));
  CHECK(holds(refusal([](auto& it) { it.hemisphere = "west"; }), "\"hemisphere\": north or south expected"));
  CHECK(holds(refusal([](auto& it) { it.objective = "best"; }), "\"objective\": balanced or classic expected"));
  CHECK(holds(refusal([](auto& it) { it.zone = "Europe/Nowhere"; }),
              "vitrine.json: \"zone\": The time zone \"Europe/Nowhere\""));
  CHECK(holds(refusal([](auto& it) { it.weights = {1, 1}; }), "\"weights\": a number for each of the 6"));
  CHECK(holds(refusal([](auto& it) { it.weights = {1, 1, 1, 1, 1, -1}; }), "numbers from 0 to 100"));
  CHECK(holds(refusal([](auto& it) { it.weights = {1, 1, 1, 1, 1, missing_number}; }), "numbers from 0 to 100"));
  // The page's module would refuse it, and the calendar would not open.
  CHECK(holds(refusal([](auto& it) { it.bonuses = {{"moon", {"moon"}, 1e6F}}; }), "a number from 0 to 100"));
  CHECK(holds(refusal([](auto& it) { it.weights = {0, 0, 0, 0, 0, 0}; }), "one that is more than 0"));
}

TEST_CASE("Targets are twelve, bonuses at most eight, and each has the figures of the other") {
  const std::vector<MonthTarget> year(12);
  CHECK(refusal([&](auto& it) { it.targets = year; }).empty());
  CHECK(refusal([](auto& it) { it.targets.resize(13); }) ==
        "vitrine.json: \"targets\": twelve, of January to December, expected, found 13.");
  CHECK(refusal([&](auto& it) {
          it.targets = year;
          it.targets[6].warmth = 1.5F;
        }) == "vitrine.json: \"targets\"[6] \"warmth\": a number from 0 to 1 expected.");
  CHECK(holds(refusal([&](auto& it) {
                it.targets = year;
                it.targets[0].bonuses = {0.5F};
              }),
              "\"targets\"[0] \"bonuses\": a number for each of the 4 groups of \"bonuses\" expected, found 1"));
  CHECK(refusal([&](auto& it) {
          it.targets = year;
          it.targets[0].bonuses = {0.5F};
          it.bonuses = {{"night", {"night"}, 0.1F}};
        }).empty());
  CHECK(refusal([](auto& it) { it.bonuses = {{"moon", {"lune"}, 0.2F}}; }).empty());  // the default figures, by name
  CHECK(holds(refusal([](auto& it) {
                it.bonuses = {{"night", {"night"}, 0.1F}};
              }),
              "the months have no figures for \"night\": give \"targets\" with them, or name it earth, moon, crew or "
              "craft"));
  CHECK(holds(refusal([](auto& it) { it.bonuses.resize(9); }), "at most 8 groups of tags"));
  CHECK(holds(refusal([](auto& it) { it.bonuses = {{"moon", {}, 0.1F}}; }), "\"bonuses\"[0] \"tags\": the code of"));
  CHECK(holds(refusal([](auto& it) {
                it.bonuses = {{"moon", {"m"}, 0.1F}, {"moon", {"n"}, 0.1F}};
              }),
              "\"bonuses\"[1] \"name\": a name that no other group has expected, found \"moon\""));
  CHECK(holds(refusal([](auto& it) { it.bonuses = {{"moon", {"m"}, -0.1F}}; }), "\"bonuses\"[0] \"weight\""));
}

TEST_CASE("Choices come before vitrine.json and are kept; an empty one is again as vitrine.json has it") {
  const Scratch scratch;
  Warehouse warehouse(scratch / "w.db", Warehouse::Mode::write);
  CalendarSettings configured;
  configured.title = "Sky";
  configured.months = 12;
  configured.first_month = "2027-01";
  configure_calendar(warehouse, configured);
  CHECK(wanted_calendar(warehouse, {}).title == "Sky");

  CalendarChoices choices;
  choices.title = "Stars";
  choices.months = "6";
  choices.cover_page = "yes";
  choices.week_start = "Sunday";
  CHECK(wanted_calendar(warehouse, choices).title == "Stars");
  CHECK(wanted_calendar(warehouse, {}).title == "Sky");  // not remembered yet
  remember_choices(warehouse, choices);
  const CalendarSettings again = wanted_calendar(warehouse, {});
  CHECK(again.title == "Stars");
  CHECK(again.months == 6);
  CHECK(again.cover_page);
  CHECK(again.week_start == "sunday");
  CHECK(again.first_month == "2027-01");
  CalendarChoices back;
  back.title = back.months = "";
  CHECK(wanted_calendar(warehouse, back).title == "Sky");
  CHECK(wanted_calendar(warehouse, back).months == 12);

  CalendarChoices wrong;
  wrong.months = "many";
  CHECK(sentence_of([&] { wanted_calendar(warehouse, wrong); }) ==
        "--months: a number from 1 to 60 expected, found \"many\".");
  wrong = {};
  wrong.cover_page = "maybe";
  CHECK(holds(sentence_of([&] { wanted_calendar(warehouse, wrong); }), "--cover-page: yes or no expected"));
}

TEST_CASE("The first month is December of the year of the first run, and stays that") {
  const Scratch scratch;
  Warehouse warehouse(scratch / "w.db", Warehouse::Mode::write);
  const std::string now = wanted_calendar(warehouse, {}).first_month;
  CHECK(now.size() == 7);
  CHECK(now.substr(4) == "-12");
  remember_choices(warehouse, {});
  CHECK(wanted_calendar(warehouse, {}).first_month == now);
  warehouse.set_fact("calendar_begun", "2019-12");  // as after a first run in 2019
  remember_choices(warehouse, {});
  CHECK(wanted_calendar(warehouse, {}).first_month == "2019-12");
}

// --- the plan -------------------------------------------------------------------------------------------------------

TEST_CASE("A plan has a slot for each month, and a cover page where one is wanted") {
  const Scratch scratch;
  const Warehouse warehouse = put_warehouse(scratch / "w.db", 3);
  const CalendarPlan plan = plan_with(warehouse);
  CHECK(plan.title == "A <small> \"collection\" & more");
  CHECK(plan.language == "en");
  CHECK(plan.week_start == 7);
  REQUIRE(plan.slots.size() == 13);
  CHECK(plan.slots.front().month == "2026-12");
  CHECK(plan.slots[1].month == "2027-01");
  CHECK(plan.slots.back().month == "2027-12");
  CHECK(months_text(plan) == "2026-12 to 2027-12");
  CHECK(plan.preference.empty());
  CHECK_FALSE(plan.moon.empty());

  const CalendarPlan other = plan_with(warehouse, [](CalendarSettings& it) {
    it.title = "Himmel";
    it.language = "de-CH";
    it.months = 1;
    it.cover_page = true;
  });
  CHECK(other.title == "Himmel");
  CHECK(other.week_start == 1);
  REQUIRE(other.slots.size() == 2);
  CHECK(other.slots[0].month.empty());
  CHECK(first_month_of(other) == "2026-12");
  CHECK(months_text(other) == "2026-12");
  CHECK(plan_with(warehouse, [](CalendarSettings& it) { it.week_start = "saturday"; }).week_start == 6);
}

TEST_CASE("A collection's language that names none is not a calendar's") {
  const Scratch scratch;
  Warehouse warehouse = put_warehouse(scratch / "w.db", 3);
  for (const char* language : {"", "\"><script>", "English please"}) {
    warehouse.set_fact("language", language);
    CHECK(plan_with(warehouse).language == "en");
  }
  warehouse.set_fact("language", "pt-BR");
  CHECK(plan_with(warehouse).language == "pt-BR");
}

TEST_CASE("In the southern half of the Earth a month has the light of half a year later") {
  const Scratch scratch;
  const Warehouse warehouse = put_warehouse(scratch / "w.db", 3);
  const CalendarPlan north = plan_with(warehouse);
  const CalendarPlan south = plan_with(warehouse, [](CalendarSettings& it) { it.hemisphere = "south"; });
  for (std::size_t slot = 0; slot + 6 < north.slots.size(); ++slot) {
    CHECK(south.slots[slot].target.brightness == north.slots[slot + 6].target.brightness);
    CHECK(south.slots[slot].target.warmth == north.slots[slot + 6].target.warmth);
    CHECK(south.slots[slot].target.drama == north.slots[slot + 6].target.drama);
    CHECK(south.slots[slot].target.bonuses == north.slots[slot].target.bonuses);  // what it shows has no season
  }
}

TEST_CASE("The figures of the default table follow the names of the groups") {
  const Scratch scratch;
  const Warehouse warehouse = put_warehouse(scratch / "w.db", 3);
  const CalendarPlan north = plan_with(warehouse);
  const CalendarPlan plan = plan_with(warehouse, [](CalendarSettings& it) {
    it.bonuses = {{"craft", {"rakete"}, 0.5F}, {"moon", {"mond"}, 0.25F}};
  });
  for (std::size_t slot = 0; slot < plan.slots.size(); ++slot) {
    REQUIRE(plan.slots[slot].target.bonuses.size() == 2);
    CHECK(plan.slots[slot].target.bonuses[0] == north.slots[slot].target.bonuses[3]);
    CHECK(plan.slots[slot].target.bonuses[1] == north.slots[slot].target.bonuses[1]);
  }
}

// --- the columns ----------------------------------------------------------------------------------------------------

TEST_CASE("Columns are those of the published rows; what is not measured is not known") {
  const Scratch scratch;
  Warehouse warehouse = put_warehouse(scratch / "w.db", 3);
  ImageRecord image = warehouse.published()[1];
  image.features = VisualFeatures{0.25F, 0.5F, 1.0F, 0.0F, 0x000000U, {{0x102030U, 0.7F}}};
  image.features->focus_x = 0.0F;
  image.features->focus_y = 1.0F;
  warehouse.put(image);
  ImageRecord card = warehouse.published()[2];
  card.presence = Presence::none;
  card.features.reset();
  warehouse.put(card);
  const CalendarColumns columns = columns_of(plan_with(warehouse), warehouse, CollectionRows(warehouse));
  REQUIRE(columns.count == 3);
  CHECK(columns.brightness == std::vector<std::uint16_t>{5000, 2500, unknown_share});
  CHECK(columns.contrast[1] == 5000);
  CHECK(columns.saturation[1] == full_share);
  CHECK(columns.red[1] == 0x10);
  CHECK(columns.green[1] == 0x20);
  CHECK(columns.blue[1] == 0x30);
  CHECK(columns.focus_x == std::vector<std::uint8_t>{unknown_focus, 0, unknown_focus});
  CHECK(columns.focus_y[1] == full_focus);
  CHECK_FALSE(columns.has_preference());
  CHECK_FALSE(columns.has_evidence());
}

TEST_CASE("A picture that bears a tag of a bonus fits the months that ask for it better") {
  const Scratch scratch;
  Warehouse warehouse = put_warehouse(scratch / "w.db", 4);
  TagRecord moon, sea;
  moon.code = "moon";
  moon.scores = {30.0F, 26.0F};
  sea.code = "sea";
  sea.scores = {26.0F, 30.0F};
  moon.accepted = sea.accepted = 28.0F;
  moon.tentative = sea.tentative = 27.0F;
  const std::vector<ImageRecord> published = warehouse.published();
  warehouse.set_tagging({"sigmoid", 0.8F, 0.5F, "v", {published[0].row, published[1].row}, {moon, sea}});
  const CollectionRows rows(warehouse);
  const CalendarInput input(plan_with(warehouse), warehouse, rows);
  CHECK(input.columns.bonuses == std::vector<std::uint8_t>{2, 0, 0, 0});

  const CalendarJudge judge(input);
  const CalendarModel& model = judge.model();
  constexpr std::uint32_t december = 0, march = 3;
  CHECK(model.fit(0, march) == doctest::Approx(model.fit(1, march) + 0.15 * 0.3).epsilon(1e-9));
  CHECK(model.fit(0, december) == model.fit(1, december));  // it does not ask for the Moon
}

TEST_CASE("A tag may also be the owner's: a word of the columns tags and category") {
  const Scratch scratch;
  Warehouse warehouse = put_warehouse(scratch / "w.db", 4);
  warehouse.set_columns({{"category", "Category", true, true, false},
                         {"tags", "Tags", true, true, true},
                         {"mood", "Mood", true, true, false}});
  const std::vector<ImageRecord> published = warehouse.published();
  const auto put = [&](std::size_t row, const char* column, const char* value) {
    ImageRecord image = published[row];
    image.fields = {{column, value}};
    warehouse.put(image);
  };
  put(0, "category", "Earth");
  put(1, "tags", "calm|Full Moon");
  put(2, "tags", "moonlight");
  put(3, "mood", "earth");
  const CalendarColumns columns = columns_of(plan_with(warehouse), warehouse, CollectionRows(warehouse));
  CHECK(columns.bonuses == std::vector<std::uint8_t>{1, 2, 0, 0});
}

TEST_CASE("The owner's scores stand for preference by their ranks, and votes go before them") {
  const Scratch scratch;
  Warehouse warehouse = put_warehouse(scratch / "w.db", 4);
  warehouse.set_columns({{"score", "Score", true, false, false}});
  const std::vector<ImageRecord> published = warehouse.published();
  const std::array<const char*, 4> scores = {"10", "-3", "10", ""};
  for (std::size_t i = 0; i < scores.size(); ++i) {
    ImageRecord image = published[i];
    image.fields = {{"score", scores.at(i)}};
    warehouse.put(image);
  }
  const CalendarColumns scored = columns_of(plan_with(warehouse), warehouse, CollectionRows(warehouse));
  CHECK(plan_with(warehouse).preference == "scores");
  REQUIRE(scored.preference.size() == 4);
  CHECK(scored.preference[0] == 0.75F);
  CHECK(scored.preference[1] == 0.0F);
  CHECK(scored.preference[2] == 0.75F);
  CHECK(std::isnan(scored.preference[3]));
  CHECK_FALSE(scored.has_evidence());

  VoteResults results;
  results.voters = 2;
  results.ballots = 3;
  results.pictures = {voted(published[1].row, {5, 4}, 0.45)};
  results.pictures[0].preference.posterior = {0.4, 0.2, 0.6};
  warehouse.set_votes({}, results);
  const CalendarColumns columns = columns_of(plan_with(warehouse), warehouse, CollectionRows(warehouse));
  CHECK(plan_with(warehouse).preference == "votes");
  CHECK(plan_with(warehouse).voters == 2);
  CHECK(plan_with(warehouse).ballots == 3);
  CHECK(columns.shown == std::vector<std::uint32_t>{0, 5, 0, 0});
  CHECK(columns.chosen == std::vector<std::uint32_t>{0, 4, 0, 0});
  CHECK(columns.preference[1] == 0.45F);
  CHECK(columns.lower[1] == 0.2F);
  CHECK(std::isnan(columns.preference[0]));
  CHECK(std::isnan(columns.appeal[1]));

  results.ballots = 0;  // pairs alone: in what order, not how surely
  warehouse.set_votes({}, results);
  const CalendarColumns compared = columns_of(plan_with(warehouse), warehouse, CollectionRows(warehouse));
  CHECK(compared.preference[1] == 0.45F);
  CHECK_FALSE(compared.has_evidence());
}

// --- candidates -----------------------------------------------------------------------------------------------------

TEST_CASE("Candidates: one of each method, the same each time, F worth at least as much as the others") {
  const Scratch scratch;
  const Warehouse warehouse = put_varied(scratch / "w.db", 60);
  for (const char* objective : {"balanced", "classic"}) {
    CAPTURE(objective);
    const CalendarPlan plan = plan_with(warehouse, [&](CalendarSettings& it) { it.objective = objective; });
    const std::vector<CalendarCandidate> once = found_in(warehouse, plan), twice = found_in(warehouse, plan);
    REQUIRE(once.size() == 6);
    const CalendarJudge judge(CalendarInput(plan, warehouse, CollectionRows(warehouse)));
    const double most = judge.score(once.back()).total;
    for (std::size_t i = 0; i < once.size(); ++i) {
      CHECK(once[i].name == std::string(1, static_cast<char>('A' + i)));
      CHECK(once[i].method == once[i].name);
      CHECK(once[i].rows == twice[i].rows);
      CHECK(once[i].cover == twice[i].cover);
      CHECK(judge.score(once[i]).total <= most);
    }
    CHECK(judge.score(*judge.best(once)).total == most);
  }
}

TEST_CASE("Candidates are of what the page shows at first") {
  const Scratch scratch;
  Warehouse warehouse = put_varied(scratch / "w.db", 30);
  std::set<std::int32_t> dark;
  for (std::int32_t row = 0; row < 30; row += 2) {
    ImageRecord image = warehouse.published()[static_cast<std::size_t>(row)];
    image.features->dark_ratio = 1.0F;
    image.features->brightness = 0.0F;
    warehouse.put(image);
    dark.insert(row);
  }
  for (const CalendarCandidate& candidate : found_in(warehouse, plan_with(warehouse)))
    for (const std::int32_t row : candidate.rows) CHECK(dark.count(row) == 0);
}

TEST_CASE("A card without a picture is in no calendar, unless there is nothing else") {
  const Scratch scratch;
  Warehouse warehouse = put_warehouse(scratch / "w.db", 5);
  const auto take_picture = [&](std::size_t row) {
    ImageRecord image = warehouse.published()[row];
    image.presence = Presence::none;
    warehouse.put(image);
  };
  take_picture(1);
  take_picture(3);
  const auto eligible = [&] {
    return CalendarInput(plan_with(warehouse), warehouse, CollectionRows(warehouse)).eligible;
  };
  CHECK(eligible() == std::vector<std::int32_t>{0, 2, 4});
  for (const std::size_t row : {0U, 2U, 4U}) take_picture(row);
  CHECK(eligible().size() == 5);
}

TEST_CASE("A collection with fewer pictures than months leaves slots empty") {
  const Scratch scratch;
  const Warehouse warehouse = put_warehouse(scratch / "w.db", 3);
  for (const CalendarCandidate& candidate : found_in(warehouse, plan_with(warehouse))) {
    CHECK(candidate.rows.size() == 13);
    CHECK(std::count(candidate.rows.begin(), candidate.rows.end(), missing_index) == 10);
  }
}

TEST_CASE("Of equal candidates the best is the last method's, whatever boards there are") {
  const Scratch scratch;
  const Warehouse warehouse = put_warehouse(scratch / "w.db", 1);
  const CalendarPlan plan = plan_with(warehouse, [](CalendarSettings& it) { it.months = 1; });
  std::vector<CalendarCandidate> candidates = found_in(warehouse, plan);
  candidates.push_back(candidates.front());
  candidates.back().name = "Mine";
  candidates.back().method = "";
  const CalendarJudge judge(CalendarInput(plan, warehouse, CollectionRows(warehouse)));
  CHECK(judge.score(candidates.front()).total == judge.score(candidates.back()).total);
  CHECK(judge.best(candidates)->name == "F");
}

TEST_CASE("The fingerprint changes with what candidates are found from, and with nothing else") {
  const Scratch scratch;
  Warehouse warehouse = put_varied(scratch / "w.db", 20);
  const auto fingerprint = [&](const std::function<void(CalendarSettings&)>& change) {
    return CalendarInput(plan_with(warehouse, change), warehouse, CollectionRows(warehouse)).fingerprint();
  };
  const std::string before = fingerprint([](auto&) {});
  CHECK(fingerprint([](auto& it) { it.title = "Another"; }) == before);
  CHECK(fingerprint([](auto& it) { it.language = "de"; }) == before);
  CHECK(fingerprint([](auto& it) { it.zone = "Europe/Berlin"; }) == before);
  CHECK(fingerprint([](auto& it) { it.months = 12; }) != before);
  CHECK(fingerprint([](auto& it) { it.weights = {1, 1, 1, 1, 1, 0}; }) != before);
  CHECK(fingerprint([](auto& it) { it.hemisphere = "south"; }) != before);
  ImageRecord image = warehouse.published().front();
  image.title = "Another";
  warehouse.put(image);
  CHECK(fingerprint([](auto&) {}) == before);
  image.features->brightness = 0.987F;
  warehouse.put(image);
  CHECK(fingerprint([](auto&) {}) != before);
}

TEST_CASE("Candidates are kept by picture: rows may move, and a vanished picture leaves its slot empty") {
  const Scratch scratch;
  Warehouse warehouse = put_varied(scratch / "w.db", 30);
  const CalendarPlan plan = plan_with(warehouse);
  std::vector<CalendarCandidate> found = found_in(warehouse, plan);
  CalendarCandidate own = found.back();
  own.name = "Ours";
  own.method.clear();
  own.maker = "Ann";
  own.cover = 4;
  own.focus.assign(2 * own.rows.size(), missing_number);
  own.focus[0] = 0.25F;
  own.focus[1] = 0.75F;
  found.push_back(own);
  keep(warehouse, found);
  const std::vector<CalendarCandidate> back = candidates_of(plan, warehouse, CollectionRows(warehouse));
  REQUIRE(back.size() == 7);
  for (std::size_t i = 0; i < back.size(); ++i) CHECK(back[i].rows == found[i].rows);
  CHECK(back.front().focus.empty());
  CHECK(back.back().maker == "Ann");
  CHECK(back.back().focus[1] == 0.75F);
  CHECK(std::isnan(back.back().focus[2]));

  const std::string gone = warehouse.published()[static_cast<std::size_t>(own.rows[4])].id;
  const std::string next = warehouse.published()[static_cast<std::size_t>(own.rows[5])].id;
  for (ImageRecord image : warehouse.images()) {
    if (image.id == gone) image.presence = Presence::vanished;
    if (image.id == next) image.taken_at = *parse_moment("2031-01-01");  // now the newest of all
    warehouse.put(image);
  }
  const CalendarCandidate moved = candidates_of(plan, warehouse, CollectionRows(warehouse)).back();
  CHECK(moved.rows[4] == missing_index);
  CHECK(moved.cover == missing_index);
  CHECK(moved.rows[5] == 0);

  const CalendarPlan shorter = plan_with(warehouse, [](CalendarSettings& it) { it.months = 12; });
  CHECK(candidates_of(shorter, warehouse, CollectionRows(warehouse)).empty());  // they are of another calendar
}

TEST_CASE("A warehouse without a computed calendar publishes none") {
  const Scratch scratch;
  Warehouse warehouse = put_warehouse(scratch / "w.db", 3);
  configure_calendar(warehouse, settings_of_december());
  CHECK_FALSE(published_plan(warehouse, CollectionRows(warehouse)));
  set_computed_calendar(warehouse, settings_of_december());
  CHECK(published_plan(warehouse, CollectionRows(warehouse))->slots.size() == 13);
}

// --- boards ---------------------------------------------------------------------------------------------------------

TEST_CASE("A board is told from a patch by its slots") {
  CHECK(is_board(R"({"schema":2,"slots":[]})"));
  CHECK(is_board("{\"slots\"\n : []}"));
  CHECK_FALSE(is_board(R"({"schema":2,"names":[{"picture":"slots","name":"slots"}]})"));
  CHECK_FALSE(is_board(R"({"keep":["\"slots\":"]})"));
  CHECK_FALSE(is_board(""));
}

TEST_CASE("A candidate leaves as a board and comes back as it was") {
  Filled filled;
  auto& [scratch, warehouse, rows, plan, candidate] = filled;
  candidate.maker = "Ann";
  candidate.rows[3] = missing_index;
  candidate.cover = 2;
  candidate.focus.assign(2 * candidate.rows.size(), missing_number);
  candidate.focus[4] = candidate.focus[5] = 0.125F;
  put_file(scratch / "board.json", write(board_of(candidate, "c", plan, rows)));
  const CalendarCandidate back = candidate_of(read_board(scratch / "board.json"), "board.json", "c", plan, rows);
  CHECK(back.name == candidate.name);
  CHECK(back.maker == "Ann");
  CHECK(back.method.empty());
  CHECK(back.rows == candidate.rows);
  CHECK(back.cover == 2);
  CHECK(back.focus[4] == 0.125F);
  CHECK(std::isnan(back.focus[0]));
}

TEST_CASE("A board that does not fit is refused in a sentence with its place") {
  const Filled filled;
  const CalendarBoard good = board_of(filled.candidate, "c", filled.plan, filled.rows);
  const auto refused = [&](const std::function<void(CalendarBoard&)>& change) {
    CalendarBoard board = good;
    change(board);
    return sentence_of([&] { candidate_of(board, "b.json", "c", filled.plan, filled.rows); });
  };
  CHECK(refused([](auto&) {}).empty());
  CHECK(refused([](auto& it) { it.collection = "d"; }) ==
        "b.json: \"collection\": this warehouse is the collection \"c\", the board is for \"d\".");
  CHECK(refused([](auto& it) { it.slots[3].picture = "gone"; }) ==
        "b.json: \"slots\"[3] \"picture\": there is no picture \"gone\" in the collection.");
  CHECK(holds(refused([](auto& it) { it.slots[3].picture = it.slots[0].picture; }), "\"slots\"[3] \"picture\": the"));
  CHECK(refused([](auto& it) { it.slots.pop_back(); }) ==
        "b.json: \"slots\": 13 slots expected, as the calendar of this collection has, found 12.");
  CHECK(holds(refused([](auto& it) { it.first_month = "2025-12"; }), "\"first_month\": \"2026-12\" expected"));
  CHECK(holds(refused([](auto& it) { it.cover = 13; }), "\"cover\": one of the 13 slots expected"));
  CHECK(holds(refused([](auto& it) { it.slots[1].focus_x = 0.5F; }), "\"slots\"[1] \"focus_x\""));
  CHECK(holds(refused([](auto& it) { it.slots[1].focus_x = it.slots[1].focus_y = 2; }), "\"slots\"[1] \"focus_x\""));
  for (const char* name : {"", " \t"})
    CHECK(holds(refused([&](auto& it) { it.name = name; }), "\"name\": a name expected"));
  CHECK(holds(refused([](auto& it) { it.name = "F"; }), "\"F\" is the name of a method"));
  CHECK(holds(refused([](auto& it) {
                for (BoardSlot& slot : it.slots) slot.picture.clear();
              }),
              "\"slots\": a picture expected"));
  put_file(filled.scratch / "b.json", "{\"schema\":2,\"slots\":[],\"colour\":1}");
  CHECK(holds(sentence_of([&] { read_board(filled.scratch / "b.json"); }), "has a key \"colour\" that is not known"));
}
