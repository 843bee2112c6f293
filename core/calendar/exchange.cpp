#include "core/calendar/exchange.h"

#include <algorithm>
#include <functional>

#include "core/calendar/assignment.h"
#include "core/calendar/internal/distance_columns.h"

namespace vitrine {

Exchange::Exchange(const CalendarModel& model, const Board& board, std::span<const std::uint8_t> free)
    : model_(model),
      board_(board),
      slots_(static_cast<std::uint32_t>(board.rows.size())),
      distances_(model.factor(CALENDAR_DIFFERENCE, 1) != 0),
      squares_(board.rows.size() * board.rows.size(), CalendarModel::unknown_distance),
      rests_(board.rows.size()),
      uses_(model.clusters()),
      own_(block),
      near_(block),
      sum_(block),
      worth_(block) {
  for (std::uint32_t slot = 0; slot < slots_; ++slot) {
    if (board.rows[slot] == no_row) continue;
    const auto row = static_cast<std::uint32_t>(board.rows[slot]);
    ++uses_[model.cluster(row)];
    const auto member = std::lower_bound(model.pool().begin(), model.pool().end(), row);
    if (member != model.pool().end() && *member == row)
      taken_.push_back(static_cast<std::uint32_t>(member - model.pool().begin()));
    for (std::uint32_t other = 0; distances_ && other < slot; ++other)
      if (board.rows[other] != no_row)
        squares_[slot * slots_ + other] = squares_[other * slots_ + slot] =
            model.distance(row, static_cast<std::uint32_t>(board.rows[other]));
  }
  for (std::uint32_t slot = 0; slot < slots_; ++slot) rests_[slot] = without(slot);
  find_chains(free);
}

bool Exchange::prepare(std::int64_t& budget) {
  if (!distances_) return true;
  return std::all_of(board_.rows.begin(), board_.rows.end(), [&](std::int32_t row) {
    return row == no_row || !model_.has_vector(static_cast<std::uint32_t>(row)) ||
           model_.distances().compute(static_cast<std::uint32_t>(row), budget);
  });
}

Exchange::Rest Exchange::without(std::uint32_t left) const {
  Rest rest;
  rest.nearest.resize(slots_, model_.usual_distance());
  std::vector<std::uint32_t> clusters;
  for (std::uint32_t slot = 0; slot < slots_; ++slot) {
    if (slot == left || board_.rows[slot] == no_row) continue;
    const auto row = static_cast<std::uint32_t>(board_.rows[slot]);
    ++rest.placed;
    clusters.push_back(model_.cluster(row));
    rest.worth += model_.own_worth(row) + model_.place_worth(row, slot, board_.cover);
    rest.cover = std::max(rest.cover, model_.cover_fit(row));
    if (distances_ && model_.objective() == Objective::balanced && !model_.has_vector(row))
      rest.worth += model_.factor(CALENDAR_DIFFERENCE, 1) * model_.difference(row, CalendarModel::unknown_distance);
    for (std::uint32_t other = 0; other < slots_; ++other) {
      if (other == left) continue;
      rest.nearest[slot] = std::min(rest.nearest[slot], squares_[slot * slots_ + other]);
      rest.closest = std::min(rest.closest, squares_[slot * slots_ + other]);
    }
  }
  std::sort(clusters.begin(), clusters.end(), std::greater<>());
  rest.distinct = static_cast<std::uint32_t>(std::unique(clusters.begin(), clusters.end()) - clusters.begin());
  return rest;
}

/// When a picture leaves slot s, another may move there, a third to where that was, and so on until slot t is free for
/// the one that comes. The best chain from every s to every t: Floyd and Warshall's. There is no better cycle than
/// none, because the pictures are best arranged.
void Exchange::find_chains(std::span<const std::uint8_t> free) {
  chains_.assign(std::size_t{slots_} * slots_, never);
  for (std::uint32_t to = 0; to < slots_; ++to) {
    chains_[to * slots_ + to] = 0;
    if (free[to] == 0) continue;
    targets_.push_back(to);
    for (std::uint32_t from = 0; from < slots_; ++from) {
      if (from == to || free[from] == 0 || board_.rows[from] == no_row) continue;
      const auto row = static_cast<std::uint32_t>(board_.rows[from]);
      chains_[to * slots_ + from] =
          model_.place_worth(row, to, board_.cover) - model_.place_worth(row, from, board_.cover);
    }
  }
  for (const std::uint32_t by : targets_)
    for (const std::uint32_t from : targets_)
      for (const std::uint32_t to : targets_)
        chains_[from * slots_ + to] =
            std::max(chains_[from * slots_ + to], chains_[from * slots_ + by] + chains_[by * slots_ + to]);
  if (!targets_.empty()) return;
  for (std::uint32_t slot = 0; slot < slots_; ++slot) targets_.push_back(slot);
}

void Exchange::begin(std::uint32_t first, std::uint32_t count) {
  first_ = first;
  count_ = count;
  places_.resize(std::size_t{count} * targets_.size());
  auto place = places_.begin();
  for (std::uint32_t i = 0; i < count; ++i) {
    const std::uint32_t row = model_.pool()[first + i];
    own_[i] = model_.own_worth(row);
    for (const std::uint32_t slot : targets_) *place++ = model_.place_worth(row, slot, board_.cover);
  }
}

/// Of each member the squared distance to the nearest of the rest, and the sum of those of the rest once it is there.
void Exchange::measure(std::uint32_t left, const Rest& rest) {
  std::fill_n(near_.begin(), count_, CalendarModel::unknown_distance);
  std::fill_n(sum_.begin(), count_, 0);
  for (std::uint32_t slot = 0; slot < slots_; ++slot) {
    if (slot == left || board_.rows[slot] == no_row) continue;
    const auto row = static_cast<std::uint32_t>(board_.rows[slot]);
    if (!model_.has_vector(row)) continue;
    const std::int32_t* column = model_.distances().of(row).data() + first_;
    const std::int32_t nearest = rest.nearest[slot];
    for (std::uint32_t i = 0; i < count_; ++i) {
      near_[i] = std::min(near_[i], column[i]);
      sum_[i] += std::min(nearest, column[i]);
    }
  }
}

double Exchange::difference(std::uint32_t row, const Rest& rest, std::uint32_t i) const {
  if (model_.objective() == Objective::classic) return model_.difference(row, std::min(rest.closest, near_[i]));
  return static_cast<double>(sum_[i]) / model_.usual_distance() + model_.difference(row, near_[i]);
}

std::span<const double> Exchange::worth(std::uint32_t left) {
  const Rest& rest = rests_[left];
  if (distances_) measure(left, rest);
  const double variety = model_.factor(CALENDAR_VARIETY, rest.placed + 1);
  const double cover = board_.cover == no_slot ? model_.factor(CALENDAR_COVER_FIT, 1) : 0;
  const double different = model_.factor(CALENDAR_DIFFERENCE, 1);
  const std::uint32_t leaves =
      board_.rows[left] == no_row ? model_.clusters() : model_.cluster(static_cast<std::uint32_t>(board_.rows[left]));
  const double* chains = chains_.data() + std::size_t{left} * slots_;
  const double* place = places_.data();
  for (std::uint32_t i = 0; i < count_; ++i) {
    const std::uint32_t row = model_.pool()[first_ + i];
    const std::uint32_t cluster = model_.cluster(row);
    const bool alone = uses_[cluster] == (cluster == leaves ? 1U : 0U);
    double best = never;
    for (const std::uint32_t slot : targets_) best = std::max(best, *place++ + chains[slot]);
    worth_[i] = rest.worth + own_[i] + best + variety * (rest.distinct + (alone ? 1 : 0)) +
                cover * std::max(rest.cover, model_.cover_fit(row));
    if (distances_) worth_[i] += different * difference(row, rest, i);
  }
  for (const std::uint32_t member : taken_)
    if (member >= first_ && member - first_ < count_) worth_[member - first_] = never;
  return {worth_.data(), count_};
}

Board arranged(const CalendarModel& model, const Board& board, std::span<const std::uint8_t> free) {
  std::vector<std::uint32_t> slots, rows;
  for (std::uint32_t slot = 0; slot < board.rows.size(); ++slot) {
    if (free[slot] == 0) continue;
    slots.push_back(slot);
    if (board.rows[slot] == no_row) continue;
    const auto row = static_cast<std::uint32_t>(board.rows[slot]);
    rows.insert(std::upper_bound(rows.begin(), rows.end(), row), row);  // ties do not hang on where they were
  }
  std::vector<double> costs;
  for (const std::uint32_t row : rows)
    for (const std::uint32_t slot : slots) costs.push_back(-model.place_worth(row, slot, board.cover));
  const std::vector<std::int32_t> place =
      assign(costs, static_cast<std::uint32_t>(rows.size()), static_cast<std::uint32_t>(slots.size()));
  Board answer = board;
  for (const std::uint32_t slot : slots) answer.rows[slot] = no_row;
  for (std::size_t i = 0; i < rows.size(); ++i)
    answer.rows[slots[static_cast<std::size_t>(place[i])]] = static_cast<std::int32_t>(rows[i]);
  return answer;
}

}  // namespace vitrine
