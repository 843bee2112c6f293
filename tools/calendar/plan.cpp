#include "tools/calendar/plan.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <unordered_map>
#include <utility>

#include "core/calendar/days.h"
#include "core/calendar/quantiles.h"
#include "core/calendar/targets.h"
#include "core/number/number.h"
#include "tools/calendar/day_range.h"
#include "tools/calendar/moon.h"
#include "tools/calendar/settings.h"
#include "tools/calendar/time_zone.h"
#include "tools/source/ascii.h"

namespace vitrine {
namespace {

/// Published rows by the warehouse's own.
using RowOf = std::unordered_map<std::int64_t, std::int32_t>;

RowOf rows_by_picture(const CollectionRows& rows) {
  RowOf row_of;
  for (std::uint32_t row = 0; row < rows.size(); ++row)
    row_of.emplace(rows.images()[row].row, static_cast<std::int32_t>(row));
  return row_of;
}

// --- the plan -------------------------------------------------------------------------------------------------------

std::vector<CalendarBonus> bonuses_of(const CalendarSettings& settings) {
  return settings.bonuses.empty() ? default_bonuses() : settings.bonuses;
}

/// The figures of the default table belong to the default groups: others take them by name.
std::vector<MonthTarget> targets_of(const CalendarSettings& settings, const std::vector<CalendarBonus>& bonuses) {
  if (!settings.targets.empty()) return settings.targets;
  std::vector<MonthTarget> targets = default_targets(settings.hemisphere == "south");
  const std::vector<CalendarBonus> groups = default_bonuses();
  for (MonthTarget& target : targets) {
    const std::vector<float> figures = std::exchange(target.bonuses, {});
    for (const CalendarBonus& bonus : bonuses) {
      const auto group = std::find_if(groups.begin(), groups.end(),
                                      [&bonus](const CalendarBonus& one) { return one.name == bonus.name; });
      target.bonuses.push_back(group == groups.end() ? 0.0F
                                                     : figures[static_cast<std::size_t>(group - groups.begin())]);
    }
  }
  return targets;
}

std::string month_text(std::chrono::year_month month) {
  return padded(static_cast<std::uint32_t>(static_cast<int>(month.year())), 4) + "-" +
         padded(static_cast<unsigned>(month.month()), 2);
}

std::vector<CalendarSlot> slots_of(const CalendarSettings& settings, const std::vector<CalendarBonus>& bonuses) {
  std::vector<CalendarSlot> slots;
  if (settings.cover_page) slots.emplace_back();
  const std::vector<MonthTarget> targets = targets_of(settings, bonuses);
  std::chrono::year_month month = parse_month(settings.first_month).value();
  for (std::uint32_t i = 0; i < settings.months; ++i, month += std::chrono::months(1))
    slots.push_back({month_text(month), targets[static_cast<unsigned>(month.month()) - 1]});
  return slots;
}

std::uint32_t week_start(const CalendarSettings& settings, const std::string& language) {
  const auto named = std::find(week_days.begin(), week_days.end(), settings.week_start);
  return static_cast<std::uint32_t>(named == week_days.end() ? week_start_of(language)
                                                             : 1 + (named - week_days.begin()));
}

// --- the columns ----------------------------------------------------------------------------------------------------

std::uint16_t share_of(float number) {
  if (!std::isfinite(number)) return unknown_share;
  return static_cast<std::uint16_t>(std::lround(std::clamp(number, 0.0F, 1.0F) * full_share));
}

std::uint8_t focus_of(float number) {
  if (!std::isfinite(number)) return unknown_focus;
  return static_cast<std::uint8_t>(std::lround(std::clamp(number, 0.0F, 1.0F) * full_focus));
}

void add_features(CalendarColumns& columns, const ImageRecord& image) {
  VisualFeatures none;
  none.brightness = none.contrast = none.saturation = missing_number;
  const bool known = image.presence == Presence::here && image.features;
  const VisualFeatures& features = known ? *image.features : none;
  columns.brightness.push_back(share_of(features.brightness));
  columns.contrast.push_back(share_of(features.contrast));
  columns.saturation.push_back(share_of(features.saturation));
  const std::uint32_t top = features.colours.empty() ? 0 : features.colours.front().rgb;
  columns.red.push_back(static_cast<std::uint8_t>(top >> 16U));
  columns.green.push_back(static_cast<std::uint8_t>(top >> 8U));
  columns.blue.push_back(static_cast<std::uint8_t>(top));
  columns.focus_x.push_back(focus_of(features.focus_x));
  columns.focus_y.push_back(focus_of(features.focus_y));
}

/// Bit g: the code is one of bonus g's tags.
std::uint8_t bonuses_of_tag(const CalendarPlan& plan, const std::string& code) {
  unsigned bits = 0;
  for (std::size_t group = 0; group < plan.bonuses.size(); ++group) {
    const std::vector<std::string>& tags = plan.bonuses[group].tags;
    if (std::find(tags.begin(), tags.end(), code) != tags.end()) bits |= 1U << group;
  }
  return static_cast<std::uint8_t>(bits);
}

/// As a code would be written: "Full Moon" is "full_moon".
std::string code_of(const std::string& value) {
  std::string code = lower(value);
  std::replace(code.begin(), code.end(), ' ', '_');
  return code;
}

/// A picture bears the tags of the vocabulary that stand out, and those that its owner gave it.
std::vector<std::uint8_t> bonuses_of(const CalendarPlan& plan, const CollectionRows& rows) {
  std::vector<std::uint8_t> of_tag;
  for (const TagEntry& tag : rows.tags()) of_tag.push_back(bonuses_of_tag(plan, tag.code));
  std::vector<std::uint8_t> bonuses(rows.size());
  for (std::uint32_t row = 0; row < rows.size(); ++row)
    for (const std::uint32_t tag : rows.borne()[row]) bonuses[row] |= of_tag[tag];
  for (const auto& [facet, column] : rows.facets()) {
    if (facet.name != "tags" && facet.name != "category") continue;
    std::vector<std::uint8_t> of_value;
    for (const std::string& value : facet.values) of_value.push_back(bonuses_of_tag(plan, code_of(value)));
    for (std::uint32_t row = 0; row < rows.size(); ++row)
      for (std::uint32_t at = column.offsets[row]; at < column.offsets[row + 1]; ++at)
        bonuses[row] |= of_value[column.values[at]];
  }
  return bonuses;
}

void add_votes(CalendarColumns& columns, const VoteResults& votes, const CollectionRows& rows) {
  columns.preference.assign(rows.size(), missing_number);
  columns.appeal = columns.preference;
  const bool has_evidence = votes.ballots > 0;  // pairs and rankings say in what order, not how surely
  if (has_evidence) {
    columns.lower = columns.upper = columns.preference;
    columns.shown.assign(rows.size(), 0);
    columns.chosen.assign(rows.size(), 0);
  }
  const RowOf row_of = rows_by_picture(rows);
  for (const VotedPicture& picture : votes.pictures) {
    const auto found = row_of.find(picture.row);
    if (found == row_of.end()) continue;
    const auto row = static_cast<std::size_t>(found->second);
    const Preference& preference = picture.preference;
    columns.preference[row] = static_cast<float>(preference.preference);
    columns.appeal[row] = static_cast<float>(preference.appeal);
    if (!has_evidence) continue;
    columns.lower[row] = static_cast<float>(preference.posterior.lower);
    columns.upper[row] = static_cast<float>(preference.posterior.upper);
    columns.shown[row] = preference.evidence.shown;
    columns.chosen[row] = preference.evidence.chosen;
  }
}

/// The owner's scores stand for preference where there are no votes: each by its rank among them.
void add_scores(CalendarColumns& columns, const std::vector<float>& scores) {
  constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
  for (const double quantile : mid_rank_quantiles({scores.begin(), scores.end()}, unknown))
    columns.preference.push_back(static_cast<float>(quantile));
  columns.appeal = columns.preference;
}

bool fits(const CandidateRecord& record, const CalendarPlan& plan) { return record.slots.size() == plan.slots.size(); }

}  // namespace

bool is_method(std::string_view name) { return name.size() == 1 && name[0] >= 'A' && name[0] <= 'F'; }

CalendarPlan plan_of(const CalendarSettings& settings, const Warehouse& warehouse, const CollectionRows& rows) {
  const auto either = [&warehouse](const std::string& text, const char* fact) {
    return text.empty() ? warehouse.fact(fact) : text;
  };
  CalendarPlan plan;
  plan.title = either(settings.title, "title");
  plan.language = either(settings.language, "language");
  if (!is_language(plan.language)) plan.language = "en";  // the collection's may be any text
  plan.week_start = week_start(settings, plan.language);
  plan.zone = settings.zone;
  plan.objective = settings.objective;
  plan.weights = settings.weights;
  plan.bonuses = bonuses_of(settings);
  plan.slots = slots_of(settings, plan.bonuses);
  for (const EventRecord& event : warehouse.events()) plan.events.push_back({event.first, event.last, event.text});
  plan.moon = moon_phases(days_around(settings.first_month, settings.months), TimeZone(settings.zone));
  const VoteResults votes = warehouse.vote_results();
  plan.preference = !votes.pictures.empty() ? "votes" : rows.scored() ? "scores" : "";
  plan.voters = votes.voters;
  plan.ballots = votes.ballots;
  plan.pairs = votes.pairs;
  plan.rankings = votes.rankings;
  return plan;
}

std::string first_month_of(const CalendarPlan& plan) {
  const auto first =
      std::find_if(plan.slots.begin(), plan.slots.end(), [](const CalendarSlot& slot) { return !slot.month.empty(); });
  return first == plan.slots.end() ? "" : first->month;
}

std::string months_text(const CalendarPlan& plan) {
  const std::string first = first_month_of(plan);
  return first.empty() || plan.slots.back().month == first ? first : first + " to " + plan.slots.back().month;
}

SlotFocus focus_of(const CalendarCandidate& candidate, std::size_t slot) {
  if (candidate.focus.empty()) return {};
  return {candidate.focus.at(2 * slot), candidate.focus.at(2 * slot + 1)};
}

void set_focus(CalendarCandidate& candidate, const std::vector<SlotFocus>& slots) {
  candidate.focus.clear();
  if (std::none_of(slots.begin(), slots.end(), [](const SlotFocus& one) { return std::isfinite(one.x); })) return;
  for (const auto& [x, y] : slots) candidate.focus.insert(candidate.focus.end(), {x, y});
}

std::vector<CalendarCandidate> candidates_of(const CalendarPlan& plan, const Warehouse& warehouse,
                                             const CollectionRows& rows) {
  const RowOf row_of = rows_by_picture(rows);
  std::vector<CalendarCandidate> candidates;
  for (const CandidateRecord& record : warehouse.candidates()) {
    if (!fits(record, plan)) continue;
    CalendarCandidate candidate;
    candidate.name = record.name;
    candidate.method = record.method;
    candidate.maker = record.maker;
    std::vector<SlotFocus> focus;
    for (const CandidateSlot& slot : record.slots) {
      const auto found = row_of.find(slot.row);
      candidate.rows.push_back(found == row_of.end() ? missing_index : found->second);
      focus.push_back({slot.focus_x, slot.focus_y});
    }
    set_focus(candidate, focus);
    const bool covered = record.cover >= 0 && candidate.rows[static_cast<std::size_t>(record.cover)] >= 0;
    candidate.cover = covered ? record.cover : missing_index;
    candidates.push_back(std::move(candidate));
  }
  return candidates;
}

CandidateRecord record_of(const CalendarCandidate& candidate, const CollectionRows& rows) {
  CandidateRecord record{candidate.name, candidate.method, candidate.maker, candidate.cover, {}};
  for (std::size_t slot = 0; slot < candidate.rows.size(); ++slot) {
    const std::int32_t row = candidate.rows[slot];
    CandidateSlot& added = record.slots.emplace_back();
    if (row >= 0) added.row = rows.images()[static_cast<std::size_t>(row)].row;
    const SlotFocus focus = focus_of(candidate, slot);
    added.focus_x = focus.x;
    added.focus_y = focus.y;
  }
  return record;
}

CalendarColumns columns_of(const CalendarPlan& plan, const Warehouse& warehouse, const CollectionRows& rows) {
  CalendarColumns columns;
  columns.count = rows.size();
  for (const ImageRecord& image : rows.images()) add_features(columns, image);
  columns.bonuses = bonuses_of(plan, rows);
  if (const VoteResults votes = warehouse.vote_results(); !votes.pictures.empty())
    add_votes(columns, votes, rows);
  else if (rows.scored())
    add_scores(columns, rows.scores());
  return columns;
}

std::optional<CalendarPlan> published_plan(const Warehouse& warehouse, const CollectionRows& rows) {
  const std::optional<CalendarSettings> settings = computed_calendar(warehouse);
  if (!settings) return std::nullopt;
  CalendarPlan plan = plan_of(*settings, warehouse, rows);
  plan.candidates = candidates_of(plan, warehouse, rows);
  return plan;
}

std::optional<CalendarPlan> published_outline(const Warehouse& warehouse) {
  const std::optional<CalendarSettings> settings = computed_calendar(warehouse);
  if (!settings) return std::nullopt;
  CalendarPlan plan;
  plan.bonuses = bonuses_of(*settings);
  plan.slots = slots_of(*settings, plan.bonuses);
  for (const CandidateRecord& record : warehouse.candidates())
    if (fits(record, plan)) plan.candidates.emplace_back().name = record.name;
  return plan;
}

}  // namespace vitrine
