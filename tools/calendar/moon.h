// The phases of the Moon, after Jean Meeus, Astronomical Algorithms (2nd edition, 1998), chapter 49, with all its
// periodic terms. Of 112 phases of 1900, 2020 and 2030 each is within a minute of what the United States Naval
// Observatory publishes (tests/tools/moon_test.cpp).
#pragma once

#include <vector>

#include "core/documents/documents.h"
#include "tools/calendar/day_range.h"
#include "tools/calendar/time_zone.h"

namespace vitrine {

/// Those on the given days of the zone, in order of time. Times are rounded to the minute.
std::vector<MoonPhase> moon_phases(const DayRange& days, const TimeZone& zone);

}  // namespace vitrine
