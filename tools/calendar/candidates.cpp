#include "tools/calendar/candidates.h"

#include <algorithm>
#include <utility>

#include "core/calendar/search.h"
#include "core/calendar/targets.h"
#include "core/documents/table.h"
#include "tools/published/zipped_vectors.h"
#include "tools/source/sha256.h"

namespace vitrine {
namespace {

constexpr const char* version = "candidates 2";  // changes when a method does
constexpr char first_method = 'A', last_method = 'F';

bool has_picture(const ImageRecord& image) { return image.presence == Presence::here; }

/// What the page shows at first; cards without a picture only where there is nothing else.
std::vector<std::int32_t> eligible_rows(const CollectionRows& rows) {
  const bool any = std::any_of(rows.images().begin(), rows.images().end(), has_picture);
  std::vector<std::int32_t> eligible;
  for (std::uint32_t row = 0; row < rows.size(); ++row)
    if (rows.curation().active()[row] != 0 && (!any || has_picture(rows.images()[row])))
      eligible.push_back(static_cast<std::int32_t>(row));
  return eligible;
}

Board board_of(const CalendarCandidate& candidate) { return {candidate.rows, candidate.cover}; }

template <class Number>
std::string bytes_of(const std::vector<Number>& numbers) {
  return {reinterpret_cast<const char*>(numbers.data()), numbers.size() * sizeof(Number)};
}

}  // namespace

CalendarInput::CalendarInput(CalendarPlan its_plan, const Warehouse& warehouse, const CollectionRows& rows)
    : plan(std::move(its_plan)),
      columns(columns_of(plan, warehouse, rows)),
      clusters(rows.cluster()),
      vector_of(rows.vector()),
      eligible(eligible_rows(rows)),
      coded(rows.analysis().coded) {}

std::string CalendarInput::fingerprint() const {
  CalendarPlan judged;
  judged.objective = plan.objective;
  judged.weights = plan.weights;
  judged.bonuses = plan.bonuses;
  judged.slots = plan.slots;
  std::string text = version;
  for (const std::string& part :
       {write(judged), write_columns(columns), bytes_of(clusters), bytes_of(vector_of), bytes_of(eligible), coded})
    text += '\n' + sha256(part);
  return sha256(text);
}

CalendarJudge::CalendarJudge(const CalendarInput& input) : model_(input.columns, input.clusters) {
  if (!input.coded.empty()) {
    Result<CodedVectors> vectors = unzipped(input.coded);
    if (!vectors) {
      throw Failure("The coded vectors in the warehouse are damaged (" + vectors.error().message +
                    "): run vitrine analyse again.");
    }
    vectors_ = std::move(*vectors);
    model_.set_vectors(vectors_.data(), vectors_.stride(), vectors_.header().step, input.vector_of);
  }
  model_.set_eligible(input.eligible);
  model_.set_slots(slot_targets(input.plan));
  const Objective objective = input.plan.objective == "classic" ? Objective::classic : Objective::balanced;
  model_.set_objective(objective, weights_of(objective, input.plan.weights));
}

Score CalendarJudge::score(const CalendarCandidate& candidate) const { return model_.score(board_of(candidate)); }

std::vector<CalendarCandidate> CalendarJudge::find(Console& console) const {
  std::vector<CalendarCandidate> candidates;
  if (model_.pool().empty()) return candidates;
  constexpr std::int64_t boards_a_step = 100'000;
  constexpr std::uint64_t parts = 100;  // of a method
  Progress progress(console, "Filling calendars", parts * (last_method - first_method + 1));
  for (char method = first_method; method <= last_method; ++method) {
    CalendarSearch search(model_, method);
    std::uint64_t shown = 0;
    for (bool done = false; !done;) {
      done = search.step(boards_a_step);
      const std::uint64_t now = done ? parts : static_cast<std::uint64_t>(search.progress() * parts);
      if (now > shown) progress.advance(now - std::exchange(shown, now));
    }
    CalendarCandidate candidate;
    candidate.name = candidate.method = std::string(1, method);
    candidate.rows = search.board().rows;
    candidate.cover = search.board().cover;
    candidates.push_back(std::move(candidate));
  }
  return candidates;
}

const CalendarCandidate* CalendarJudge::best(const std::vector<CalendarCandidate>& candidates) const {
  const CalendarCandidate* best = nullptr;
  double most = 0;
  for (const CalendarCandidate& candidate : candidates) {
    const double total = score(candidate).total;
    const bool better = best == nullptr || total > most || (total == most && !candidate.method.empty());
    if (!better) continue;
    best = &candidate;
    most = total;
  }
  return best;
}

}  // namespace vitrine
