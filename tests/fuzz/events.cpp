// tools/calendar/events: the same text is tried as CSV and as iCalendar. Entries that are read lie in the days that
// were asked for, in order, each with a text on one line, and none twice.
#include <set>
#include <string>
#include <tuple>

#include "tests/fuzz/expect.h"
#include "tools/calendar/events.h"
#include "tools/console/console.h"

using namespace vitrine;

namespace {

const DayRange days = days_around("2026-12", 13);

void check(const std::vector<CalendarEvent>& events) {
  std::set<std::tuple<std::string, std::string, std::string>> seen;
  std::string before;
  for (const CalendarEvent& event : events) {
    const auto first = parse_day(event.first), last = parse_day(event.last);
    expect(first && last && *first <= *last, "an entry has a first and a last day, in their order");
    expect(*first <= days.last && days.first <= *last, "an entry has days in those that were asked for");
    expect(before <= event.first, "entries are in order");
    expect(!event.text.empty() && event.text.find('\n') == std::string::npos, "an entry has a text on one line");
    expect(seen.emplace(event.first, event.last, event.text).second, "no entry is there twice");
    before = event.first;
  }
}

void read(std::string_view text, const char* file) {
  static const TimeZone zone("Europe/Berlin");
  try {
    check(parse_events(text, file, days, zone));
  } catch (const Failure& failure) {
    expect(std::string_view(failure.what()).starts_with(file), "an error names the file");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  read(text_of(data, size), "a.csv");
  read(text_of(data, size), "a.ics");
  return 0;
}
