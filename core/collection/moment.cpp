#include "core/collection/moment.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>

#include "core/number/number.h"

namespace vitrine {
namespace {

constexpr std::int64_t seconds_a_day = 86400;

// Reads a text from the left; every step returns whether it found what it expected.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}

  bool done() const { return rest_.empty(); }
  bool accept(char c) {
    if (rest_.empty() || rest_.front() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }
  bool accept_any(std::string_view characters) {
    for (const char c : characters)
      if (accept(c)) return true;
    return false;
  }
  bool digits(std::size_t count, int& value) {
    if (rest_.size() < count) return false;
    value = 0;
    for (std::size_t i = 0; i < count; ++i) {
      if (rest_[i] < '0' || rest_[i] > '9') return false;
      value = value * 10 + (rest_[i] - '0');
    }
    rest_.remove_prefix(count);
    return true;
  }
  void skip_digits() {
    while (!rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9') rest_.remove_prefix(1);
  }

 private:
  std::string_view rest_;
};

bool scan_time(Scanner& scanner, std::int64_t& seconds) {
  int hour = 0, minute = 0, second = 0;
  if (!scanner.digits(2, hour) || !scanner.accept(':') || !scanner.digits(2, minute)) return false;
  if (scanner.accept(':')) {
    if (!scanner.digits(2, second)) return false;
    if (scanner.accept_any(".,")) scanner.skip_digits();
  }
  if (hour > 23 || minute > 59 || second > 60) return false;
  seconds = hour * 3600 + minute * 60 + std::min(second, 59);  // a leap second stays in its day
  return true;
}

bool scan_zone(Scanner& scanner, Moment& moment) {
  if (scanner.accept_any("Zz")) {
    moment.zoned = true;
    return true;
  }
  const bool west = scanner.accept('-');
  if (!west && !scanner.accept('+')) return false;
  int hours = 0, minutes = 0;
  if (!scanner.digits(2, hours)) return false;
  scanner.accept(':');
  if (!scanner.done() && !scanner.digits(2, minutes)) return false;
  if (hours > 18 || minutes > 59) return false;
  const int offset = hours * 60 + minutes;
  moment.utc_offset = static_cast<std::int16_t>(west ? -offset : offset);
  moment.zoned = true;
  return true;
}

std::int64_t seconds_of(int year, int month, int day) {
  const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                                         std::chrono::day{static_cast<unsigned>(day)}};
  return std::chrono::sys_days{date}.time_since_epoch().count() * seconds_a_day;
}

bool is_date(int year, int month, int day) {
  return std::chrono::year_month_day{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                                     std::chrono::day{static_cast<unsigned>(day)}}
      .ok();
}

// Parses; the caller writes the error.
bool scan(Scanner& scanner, Moment& moment) {
  const bool before_christ = scanner.accept('-');
  int year = 0, month = 1, day = 1;
  if (!scanner.digits(4, year)) return false;
  if (before_christ) year = -year;
  moment.precision = Moment::Precision::year;
  if (scanner.accept_any("-:")) {
    if (!scanner.digits(2, month)) return false;
    moment.precision = Moment::Precision::month;
    if (scanner.accept_any("-:")) {
      if (!scanner.digits(2, day)) return false;
      moment.precision = Moment::Precision::day;
    }
  }
  if (!is_date(year, month, day)) return false;
  moment.local_seconds = seconds_of(year, month, day);
  if (scanner.done()) return true;
  if (moment.precision != Moment::Precision::day || !scanner.accept_any("Tt ")) return false;
  std::int64_t seconds = 0;
  if (!scan_time(scanner, seconds)) return false;
  moment.local_seconds += seconds;
  moment.precision = Moment::Precision::second;
  scanner.accept(' ');
  return scanner.done() || (scan_zone(scanner, moment) && scanner.done());
}

}  // namespace

std::int32_t Moment::day() const {
  const std::int64_t floor = local_seconds >= 0 ? local_seconds : local_seconds - (seconds_a_day - 1);
  return static_cast<std::int32_t>(floor / seconds_a_day);
}

Result<Moment> parse_moment(std::string_view text) {
  Moment moment;
  if (text.empty()) return moment;
  Scanner scanner(text);
  if (!scan(scanner, moment)) {
    return failure("a date such as 2026-04-06 or 2026-04-06T14:03:11-04:00 is expected, found \"" + std::string(text) +
                   "\"");
  }
  return moment;
}

std::string to_text(const Moment& moment) {
  if (!moment.known()) return {};
  const std::int32_t day = moment.day();
  const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{day}}};
  const int year = static_cast<int>(date.year());
  const auto two_digits = [](auto number) { return padded(static_cast<std::uint32_t>(number), 2); };
  std::string text = (year < 0 ? "-" : "") + padded(static_cast<std::uint32_t>(std::abs(year)), 4);
  if (moment.precision >= Moment::Precision::month) text += '-' + two_digits(unsigned{date.month()});
  if (moment.precision >= Moment::Precision::day) text += '-' + two_digits(unsigned{date.day()});
  if (moment.precision < Moment::Precision::second) return text;
  const auto seconds = static_cast<std::uint32_t>(moment.local_seconds - std::int64_t{day} * seconds_a_day);
  text += 'T' + two_digits(seconds / 3600) + ':' + two_digits(seconds / 60 % 60) + ':' + two_digits(seconds % 60);
  if (!moment.zoned) return text;
  const int offset = std::abs(int{moment.utc_offset});
  return text + (moment.utc_offset < 0 ? '-' : '+') + two_digits(offset / 60) + ':' + two_digits(offset % 60);
}

}  // namespace vitrine
