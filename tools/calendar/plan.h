// The calendar of a warehouse as it is published: its plan, and what it knows of each picture.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/calendar/columns.h"
#include "core/documents/documents.h"
#include "tools/published/collection_rows.h"
#include "tools/warehouse/warehouse.h"

namespace vitrine {

/// The names of the methods, which are those of their candidates: "A" .. "F" (core/calendar/methods.h).
bool is_method(std::string_view name);

/// Without candidates, and without the path of its columns. REQUIRES: the settings are checked and have a first month.
CalendarPlan plan_of(const CalendarSettings& settings, const Warehouse& warehouse, const CollectionRows& rows);

/// Of the first slot that has days.
std::string first_month_of(const CalendarPlan& plan);

/// "2026-12 to 2027-12".
std::string months_text(const CalendarPlan& plan);

/// Where a slot's crop is centred; missing_number where the candidate does not say.
struct SlotFocus {
  float x = missing_number, y = missing_number;
};
SlotFocus focus_of(const CalendarCandidate& candidate, std::size_t slot);

/// Of each slot. A candidate where no slot has a focus keeps none.
void set_focus(CalendarCandidate& candidate, const std::vector<SlotFocus>& slots);

/// The warehouse's candidates that fit the plan. A picture that is no longer published leaves its slot empty.
std::vector<CalendarCandidate> candidates_of(const CalendarPlan& plan, const Warehouse& warehouse,
                                             const CollectionRows& rows);
/// And back.
CandidateRecord record_of(const CalendarCandidate& candidate, const CollectionRows& rows);

CalendarColumns columns_of(const CalendarPlan& plan, const Warehouse& warehouse, const CollectionRows& rows);

/// What `vitrine calendar` computed last; nothing where it has not.
std::optional<CalendarPlan> published_plan(const Warehouse& warehouse, const CollectionRows& rows);
/// Of published_plan what needs no pictures: its slots, and its candidates with their names alone.
std::optional<CalendarPlan> published_outline(const Warehouse& warehouse);

}  // namespace vitrine
