// Months as a calendar's documents write them, the days of a month as a grid of weeks, in the proleptic Gregorian
// calendar, and the day that weeks begin with.
// Days of the week are ISO's: 1 Monday .. 7 Sunday.
#pragma once

#include <array>
#include <chrono>
#include <optional>
#include <string_view>

namespace vitrine {

/// "2026-12": years 1 to 9999, written with four digits; nothing where there is no such month.
std::optional<std::chrono::year_month> parse_month(std::string_view text);

/// A month in rows of seven days.
struct MonthGrid {
  int first = 0;  // place of the month's first day in its row, 0 .. 6
  int days = 0;   // 28 .. 31
  int rows = 0;   // 4 .. 6
  /// The ISO number of each row, 1 .. 53; 0 after the last one. Each row has one Thursday, whatever day it begins with:
  /// its number is that of the ISO week of this Thursday, which has at least four of the row's days.
  std::array<int, 6> weeks{};

  friend bool operator==(const MonthGrid&, const MonthGrid&) = default;
};

/// Years 1 .. 9999, months 1 .. 12, week starts 1 .. 7; for others nothing.
std::optional<MonthGrid> month_grid(int year, int month, int week_start);

/// The day that weeks begin with where a language is spoken, 1 .. 7: "de-CH" names a region; "pt" stands for its
/// likely one, Brazil. As the Unicode CLDR 48 has it (weekData, likelySubtags). Monday where that says nothing.
int week_start_of(std::string_view language);

}  // namespace vitrine
