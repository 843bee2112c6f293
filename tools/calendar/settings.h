// What a calendar is to be: "calendar" in vitrine.json, and the options of `vitrine calendar` over it.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "core/documents/documents.h"
#include "tools/warehouse/warehouse.h"

namespace vitrine {

/// As settings name them, in ISO's order.
inline constexpr std::array<std::string_view, 7> week_days = {"monday", "tuesday",  "wednesday", "thursday",
                                                              "friday", "saturday", "sunday"};

/// "en", "de-CH", "zh-Hant-TW" (BCP 47).
bool is_language(std::string_view text);

/// Throws Failure with what is wrong and what is expected. `where` begins its sentences: "vitrine.json: \"calendar\"".
void check(const CalendarSettings& settings, const std::string& where);

/// Options of the command line, as texts. One that is not given keeps its value of the last run on the same warehouse;
/// an empty one is again as vitrine.json has it.
struct CalendarChoices {
  std::optional<std::string> title, first_month, months, cover_page, language, week_start, hemisphere, zone, objective;
};

/// Keeps what vitrine.json says. REQUIRES: it is checked.
void configure_calendar(Warehouse& warehouse, const CalendarSettings& settings);

/// What the next calendar is to be: vitrine.json's, the choices of the last run and those of this one over it, a first
/// month always. Throws Failure.
CalendarSettings wanted_calendar(const Warehouse& warehouse, const CalendarChoices& choices);

/// Keeps the choices, and the default first month. Writes nothing that is there already.
void remember_choices(Warehouse& warehouse, const CalendarChoices& choices);

/// What the calendar is that the warehouse's candidates were made for; nothing where none was computed.
std::optional<CalendarSettings> computed_calendar(const Warehouse& warehouse);
void set_computed_calendar(Warehouse& warehouse, const CalendarSettings& settings);

}  // namespace vitrine
