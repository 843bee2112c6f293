// Entries of days (holidays, birthdays, missions) from a file.
//
// CSV: the columns date and text; a date is "2026-12-24", or "2026-12-24/2026-12-26" for several days. Or the columns
// first, last and text; an empty last is the first.
//
// iCalendar (.ics): the entries' SUMMARY on each of their days, as libvitrine-ical.so reads them (ical.h).
#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

#include "core/documents/documents.h"
#include "tools/calendar/day_range.h"
#include "tools/calendar/time_zone.h"

namespace vitrine {

/// The entries that have days in `days`, by first day, then in the file's order; equal ones once. An entry with a time
/// is on its days in `zone`. Throws Failure, naming file, line and reason; ModuleMissing where .ics cannot be read
/// here.
std::vector<CalendarEvent> read_events(const std::filesystem::path& file, const DayRange& days, const TimeZone& zone);

/// The same from the file's text. `file` names it in sentences and says the format.
std::vector<CalendarEvent> parse_events(std::string_view text, const std::filesystem::path& file, const DayRange& days,
                                        const TimeZone& zone);

}  // namespace vitrine
