#include "tools/calendar/day_range.h"

#include <algorithm>
#include <charconv>
#include <cstdio>

namespace vitrine {
namespace {

namespace chrono = std::chrono;

constexpr chrono::months before_and_after{24};

/// Digits, and nothing else.
std::optional<unsigned> number(std::string_view text) {
  unsigned value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace

std::optional<chrono::sys_days> parse_day(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = number(text.substr(0, 4)), month = number(text.substr(5, 2)), day = number(text.substr(8));
  if (!year || *year == 0 || !month || !day) return std::nullopt;
  const chrono::year_month_day date{chrono::year(static_cast<int>(*year)), chrono::month(*month), chrono::day(*day)};
  return date.ok() ? std::optional(chrono::sys_days(date)) : std::nullopt;
}

std::string day_text(chrono::sys_days day) {
  const chrono::year_month_day date(day);
  char text[32];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                static_cast<unsigned>(date.day()));
  return text;
}

DayRange days_around(std::string_view first_month, unsigned months) {
  const chrono::year_month_day first(*parse_day(std::string(first_month) + "-01"));
  const chrono::year_month month{first.year(), first.month()};
  const chrono::months after = std::max(before_and_after, chrono::months(months) - chrono::months(1));
  return {(month - before_and_after) / 1, (month + after) / chrono::last};
}

}  // namespace vitrine
