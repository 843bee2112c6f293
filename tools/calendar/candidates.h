// Candidates for a warehouse's calendar: found by the methods of core/calendar, and judged by its objective.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "core/calendar/objective.h"
#include "core/embedding/coded_vectors.h"
#include "tools/calendar/plan.h"
#include "tools/console/console.h"

namespace vitrine {

/// The components by the names that machines read, in the order of calendar_component.
inline constexpr std::array<const char*, CALENDAR_COMPONENTS> component_names = {
    "preference", "variety", "month_fit", "cover_fit", "difference", "evidence"};

/// What candidates are found from.
struct CalendarInput {
  CalendarPlan plan;
  CalendarColumns columns;
  std::vector<std::int32_t> clusters, vector_of;  // of each row
  std::vector<std::int32_t> eligible;             // what candidates are chosen from
  std::string coded;                              // the vectors file; empty: there is none

  CalendarInput(CalendarPlan plan, const Warehouse& warehouse, const CollectionRows& rows);

  /// Changes when other candidates would be found.
  std::string fingerprint() const;
};

/// The same answers as the page's, bit for bit.
class CalendarJudge {
 public:
  /// Throws Failure where the vectors are damaged.
  explicit CalendarJudge(const CalendarInput& input);

  const CalendarModel& model() const { return model_; }
  Score score(const CalendarCandidate& candidate) const;
  /// One of each method, in their order; none where there is no picture to place.
  std::vector<CalendarCandidate> find(Console& console) const;
  /// The candidate of the largest total, of equals that of the last method: F stands for all; nullptr where there is
  /// none.
  const CalendarCandidate* best(const std::vector<CalendarCandidate>& candidates) const;

 private:
  CodedVectors vectors_;
  CalendarModel model_;
};

}  // namespace vitrine
