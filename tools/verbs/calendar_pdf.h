// `vitrine calendar --pdf`: its options, and a candidate as a calendar on paper.
#pragma once

#include "tools/calendar/candidates.h"
#include "tools/verbs/verbs.h"

namespace vitrine {

/// Each needs --pdf.
void add_print_choices(CLI::App& verb, PrintChoices& choices);

/// Prints a candidate of the plan; `cover` is the slot with the picture of the cover, where the plan has no slot for
/// it. With `dry_run` it ends before the file is made. Throws Failure.
void print_candidate(const CalendarCandidate& candidate, std::int32_t cover, const CalendarPlan& plan,
                     const Warehouse& warehouse, const CollectionRows& rows, const PrintChoices& choices, bool dry_run,
                     Console& console);

}  // namespace vitrine
