// What months ask of a picture by default: the table of the earlier system, and for the southern half of the Earth the
// same light half a year later.
#pragma once

#include <vector>

#include "core/calendar/month_fit.h"
#include "core/documents/documents.h"

namespace vitrine {

/// Of January to December; figures for the groups of default_bonuses().
std::vector<MonthTarget> default_targets(bool southern);
/// What a picture may show: the Earth, the Moon, crew, craft.
std::vector<CalendarBonus> default_bonuses();

/// The slots of a plan as the model takes them.
std::vector<SlotTarget> slot_targets(const CalendarPlan& plan);

}  // namespace vitrine
