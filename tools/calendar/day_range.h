// Days as a calendar's document writes them: "2026-12-24".
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace vitrine {

/// Both are included.
struct DayRange {
  std::chrono::sys_days first, last;

  bool has(std::chrono::sys_days day) const { return first <= day && day <= last; }
};

/// Years 1 to 9999, written with four digits; nothing where there is no such day.
std::optional<std::chrono::sys_days> parse_day(std::string_view text);

/// parse_day(day_text(d)) == d.
std::string day_text(std::chrono::sys_days day);

/// The days with the entries and phases of the Moon that travel in a calendar's document: from two years before its
/// first month to two years after it, or to the end of its last one, so that a board can begin with another month.
/// `first_month`: "2026-12"; `months` of them have days. REQUIRES: there is such a month.
DayRange days_around(std::string_view first_month, unsigned months);

}  // namespace vitrine
