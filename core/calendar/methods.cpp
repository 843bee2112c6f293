#include "core/calendar/methods.h"

#include <algorithm>

#include "core/calendar/exchange.h"
#include "core/calendar/quantiles.h"

namespace vitrine {
namespace {

constexpr std::uint32_t most_of_cluster = 2;

}  // namespace

MethodPicks::MethodPicks(const CalendarModel& model, char method)
    : model_(model),
      method_(method),
      uses_(model.clusters()),
      nearest_(model.pool().size(), CalendarModel::unknown_distance),
      taken_(model.pool().size()),
      free_slot_(model.slots().size(), 1) {
  if (method == 'C') {
    std::vector<double> members(model.clusters());
    means_.resize(model.clusters());
    for (const std::uint32_t row : model.pool()) {
      means_[model.cluster(row)] += model.probability(row);
      ++members[model.cluster(row)];
    }
    for (std::size_t i = 0; i < means_.size(); ++i)
      if (members[i] > 0) means_[i] /= members[i];
  }
  if (method == 'E') {
    for (std::uint32_t row = 0; row < model.count(); ++row) unsure_.push_back(model.uncertainty(row));
    unsure_ = mid_rank_quantiles(unsure_, 0);
  }
}

MethodPicks::Place MethodPicks::best_free_place(std::uint32_t row) const {
  Place best;
  for (std::uint32_t slot = 0; slot < free_slot_.size(); ++slot) {
    if (free_slot_[slot] == 0) continue;
    const double fit = model_.fit(row, slot);
    if (fit > best.fit) best = {slot, fit};
  }
  return best;
}

double MethodPicks::relevance(std::uint32_t row) const {
  const double fit = best_free_place(row).fit;
  const std::int32_t nearest = nearest_[next_];
  const double alike = nearest == CalendarModel::unknown_distance ? 0 : std::max(0.0, model_.cosine(nearest));
  return 0.35 * model_.preference(row) + 0.20 * model_.appeal(row) + 0.15 * fit - 0.20 * alike - 0.10 * unsure_[row];
}

MethodPicks::Value MethodPicks::value(std::uint32_t row) const {
  const std::uint32_t cluster = model_.cluster(row);
  const double allowed = uses_[cluster] < most_of_cluster ? 1 : 0;
  const auto slot = static_cast<std::uint32_t>(picks_.size());
  switch (method_) {
    case 'A':
      return {model_.probability(row)};
    case 'B':
      return {allowed, model_.probability(row)};
    case 'C':
      return {-static_cast<double>(uses_[cluster]), means_[cluster], model_.probability(row)};
    case 'D':
      return {allowed, 0.6 * model_.fit(row, slot) + 0.4 * model_.probability(row)};
    default:
      return {allowed, relevance(row)};
  }
}

void MethodPicks::pick(std::uint32_t member) {
  const std::uint32_t row = model_.pool()[member];
  taken_[member] = 1;
  ++uses_[model_.cluster(row)];
  picks_.push_back(row);
  free_slot_[best_free_place(row).slot] = 0;
}

bool MethodPicks::step(std::int64_t& budget) {
  const std::vector<std::uint32_t>& pool = model_.pool();
  const std::size_t wanted = std::min(pool.size(), model_.slots().size());
  while (picks_.size() < wanted) {
    for (; next_ < pool.size(); ++next_, --budget) {
      if (budget <= 0) return false;
      if (method_ == 'E' && !picks_.empty())
        nearest_[next_] = std::min(nearest_[next_], model_.distance(pool[next_], picks_.back()));
      if (taken_[next_] != 0) continue;
      const Value value = this->value(pool[next_]);
      if (found_ && value <= best_value_) continue;
      found_ = true;
      best_ = next_;
      best_value_ = value;
    }
    pick(best_);
    next_ = 0;
    found_ = false;
  }
  return true;
}

Board MethodPicks::board() const {
  Board board{std::vector<std::int32_t>(model_.slots().size(), no_row)};
  std::copy(picks_.begin(), picks_.end(), board.rows.begin());
  return arranged(model_, board, std::vector<std::uint8_t>(board.rows.size(), 1));
}

}  // namespace vitrine
