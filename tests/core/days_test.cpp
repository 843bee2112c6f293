// core/calendar/days: months as grids of weeks, against what Python's calendar and datetime say; where weeks begin.
#include <doctest/doctest.h>

#include <array>

#include "core/calendar/days.h"

using namespace vitrine;

namespace {

constexpr int first_year = 2000;

/// Python's calendar.monthrange(year, month)[0] + 1: the first day of each month, 1 Monday .. 7 Sunday, year by year.
constexpr std::array<const char*, 40> first_days = {
    "623614625735", "144725736146", "255136147257", "366247251361", "471462473513", "622573514624", "733614625735",
    "144725736146", "256247251361", "477351362472", "511462473513", "622573514624", "734725736146", "255136147257",
    "366247251361", "477351362472", "512573514624", "733614625735", "144725736146", "255136147257", "367351362472",
    "511462473513", "622573514624", "733614625735", "145136147257", "366247251361", "477351362472", "511462473513",
    "623614625735", "144725736146", "255136147257", "366247251361", "471462473513", "622573514624", "733614625735",
    "144725736146", "256247251361", "477351362472", "511462473513", "622573514624",
};

/// Python's isocalendar().week of 1 January and of 31 December, year by year.
constexpr std::array<std::array<int, 2>, 40> weeks_at_ends = {{
    {52, 52}, {1, 1},   {1, 1},   {1, 1},   {1, 53},  {53, 52}, {52, 52}, {1, 1},   {1, 1},   {1, 53},
    {53, 52}, {52, 52}, {52, 1},  {1, 1},   {1, 1},   {1, 53},  {53, 52}, {52, 52}, {1, 1},   {1, 1},
    {1, 53},  {53, 52}, {52, 52}, {52, 52}, {1, 1},   {1, 1},   {1, 53},  {53, 52}, {52, 52}, {1, 1},
    {1, 1},   {1, 1},   {1, 53},  {53, 52}, {52, 52}, {1, 1},   {1, 1},   {1, 53},  {53, 52}, {52, 52},
}};

bool is_leap(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

int days_of(int year, int month) {
  constexpr std::array<int, 12> days = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return days[static_cast<std::size_t>(month - 1)] + (month == 2 && is_leap(year));
}

}  // namespace

TEST_CASE("a month as documents write it") {
  using std::chrono::month, std::chrono::year;
  CHECK(parse_month("2026-12") == year(2026) / month(12));
  CHECK(parse_month("0001-01") == year(1) / month(1));
  CHECK(parse_month("9999-09") == year(9999) / month(9));
  for (const char* text : {"", "2026", "2026-1", "2026-00", "2026-13", "0000-01", "2026/12", "26-12", "2026-12-01",
                           "-026-12", "2026-+1", "2026-1x", " 2026-1"})
    CHECK_MESSAGE(!parse_month(text), text);
}

TEST_CASE("every month of 40 years begins where Python says, whatever day the week begins with") {
  for (int year = first_year; year < first_year + 40; ++year) {
    for (int month = 1; month <= 12; ++month) {
      const int first_day =
          first_days[static_cast<std::size_t>(year - first_year)][static_cast<std::size_t>(month - 1)] - '0';
      for (const int week_start : {1, 6, 7}) {
        CAPTURE(year);
        CAPTURE(month);
        CAPTURE(week_start);
        const auto grid = month_grid(year, month, week_start);
        REQUIRE(grid);
        CHECK((week_start - 1 + grid->first) % 7 + 1 == first_day);
        CHECK(grid->days == days_of(year, month));
        // The rows hold all days, and none is empty.
        CHECK(grid->first + grid->days <= 7 * grid->rows);
        CHECK(grid->first + grid->days > 7 * (grid->rows - 1));
      }
    }
  }
}

TEST_CASE("weeks of a year are numbered as ISO numbers them") {
  for (int year = first_year; year < first_year + 40; ++year) {
    CAPTURE(year);
    const auto& expected = weeks_at_ends[static_cast<std::size_t>(year - first_year)];
    const auto january = month_grid(year, 1, 1), december = month_grid(year, 12, 1);
    CHECK(january->weeks[0] == expected[0]);
    CHECK(december->weeks[static_cast<std::size_t>(december->rows - 1)] == expected[1]);
    // From month to month the numbers go on: a week that has days of both is in both.
    int last = january->weeks[0];
    for (int month = 1; month <= 12; ++month) {
      const auto grid = month_grid(year, month, 1);
      for (int row = 0; row < 6; ++row) {
        const int week = grid->weeks[static_cast<std::size_t>(row)];
        if (row >= grid->rows) {
          CHECK(week == 0);
          continue;
        }
        const bool shared = row == 0 && grid->first > 0;
        if (month > 1 || row > 0) CHECK((shared ? week == last : week == last + 1 || (week == 1 && last >= 52)));
        last = week;
      }
    }
  }
}

TEST_CASE("a week that does not begin with Monday has the number of its Thursday") {
  // January 2027: Friday the 1st. ISO week 53 of 2026 ends on Sunday the 3rd.
  CHECK(month_grid(2027, 1, 1) == MonthGrid{4, 31, 5, {53, 1, 2, 3, 4, 0}});
  // Rows from Sunday: 27 December to 2 January has Thursday the 31st, of week 53.
  CHECK(month_grid(2027, 1, 7) == MonthGrid{5, 31, 6, {53, 1, 2, 3, 4, 5}});
  // Rows from Saturday: 26 December to 1 January has the same Thursday.
  CHECK(month_grid(2027, 1, 6) == MonthGrid{6, 31, 6, {53, 1, 2, 3, 4, 5}});
}

TEST_CASE("months of four and of six rows") {
  CHECK(month_grid(2021, 2, 1) == MonthGrid{0, 28, 4, {5, 6, 7, 8, 0, 0}});        // Monday 1 to Sunday 28
  CHECK(month_grid(2026, 2, 7) == MonthGrid{0, 28, 4, {6, 7, 8, 9, 0, 0}});        // Sunday 1 to Saturday 28
  CHECK(month_grid(2026, 8, 1) == MonthGrid{5, 31, 6, {31, 32, 33, 34, 35, 36}});  // Saturday 1 to Monday 31
  CHECK(month_grid(2026, 8, 7) == MonthGrid{6, 31, 6, {31, 32, 33, 34, 35, 36}});
  CHECK(month_grid(2026, 8, 6)->rows == 5);
}

TEST_CASE("leap years") {
  CHECK(month_grid(1900, 2, 1)->days == 28);
  CHECK(month_grid(2000, 2, 1)->days == 29);
  CHECK(month_grid(2024, 2, 1)->days == 29);
  CHECK(month_grid(2026, 2, 1)->days == 28);
  CHECK(month_grid(2100, 2, 1)->days == 28);
}

TEST_CASE("the thirteenth month is the December after the first") {
  CHECK(month_grid(2026, 12, 1) == MonthGrid{1, 31, 5, {49, 50, 51, 52, 53, 0}});
  CHECK(month_grid(2027, 12, 1) == MonthGrid{2, 31, 5, {48, 49, 50, 51, 52, 0}});
}

TEST_CASE("a month that there is not has no grid") {
  CHECK_FALSE(month_grid(2026, 0, 1));
  CHECK_FALSE(month_grid(2026, 13, 1));
  CHECK_FALSE(month_grid(0, 1, 1));
  CHECK_FALSE(month_grid(10000, 1, 1));
  CHECK_FALSE(month_grid(2026, 1, 0));
  CHECK_FALSE(month_grid(2026, 1, 8));
  CHECK(month_grid(1, 1, 1));
  CHECK(month_grid(9999, 12, 7));
}

TEST_CASE("weeks begin as the region of a language has it") {
  for (const char* language :
       {"de", "de-CH", "en-GB", "fr", "zh", "ar-AE", "es-419", "es", "ru", "tlh", "", "-", "--", "x"})
    CHECK_MESSAGE(week_start_of(language) == 1, language);
  for (const char* language : {"en", "en-US", "EN_us", "pt", "pt-BR", "he", "ja", "ko", "hi", "de-US", "zh-Hant",
                               "zh-Hant-HK", "es-Latn-MX", "fil", "yue"})
    CHECK_MESSAGE(week_start_of(language) == 7, language);
  for (const char* language : {"ar", "ar-EG", "fa", "ps", "en-EG", "ckb"})
    CHECK_MESSAGE(week_start_of(language) == 6, language);
  CHECK(week_start_of("dv") == 5);
  CHECK(week_start_of("en-x-us") == 7);  // "us" is private there: of en's likely region
  CHECK(week_start_of("de-x-us") == 1);
}
