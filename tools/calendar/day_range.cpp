#include "tools/calendar/day_range.h"

#include <algorithm>
#include <cstdio>

#include "core/calendar/days.h"
#include "core/number/number.h"

namespace vitrine {
namespace {

namespace chrono = std::chrono;

constexpr chrono::months before_and_after{24};

}  // namespace

std::optional<chrono::sys_days> parse_day(std::string_view text) {
  if (text.size() != 10 || text[7] != '-') return std::nullopt;
  const auto month = parse_month(text.substr(0, 7));
  const std::int32_t day = read_whole(text.substr(8), 31);
  if (!month || day < 0) return std::nullopt;
  const chrono::year_month_day date = *month / chrono::day(static_cast<unsigned>(day));
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
  const chrono::year_month month = parse_month(first_month).value();
  const chrono::months after = std::max(before_and_after, chrono::months(months) - chrono::months(1));
  return {(month - before_and_after) / 1, (month + after) / chrono::last};
}

}  // namespace vitrine
