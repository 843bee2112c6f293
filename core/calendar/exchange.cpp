#include "core/calendar/exchange.h"

#include <algorithm>

#include "core/calendar/assignment.h"
#include "core/calendar/internal/distance_columns.h"

namespace vitrine {

Exchange::Exchange(const CalendarModel& model, const Board& board, std::span<const std::uint8_t> free)
    : model_(model),
      board_(board),
      slots_(static_cast<std::uint32_t>(board.rows.size())),
      cover_(model.cover_slot(board.cover) == no_slot ? model.factor(CALENDAR_COVER_FIT, 1) : 0),
      different_(model.factor(CALENDAR_DIFFERENCE, 1)),
      squares_(board.rows.size() * board.rows.size(), CalendarModel::unknown_distance),
      rests_(board.rows.size()) {
  for (std::uint32_t slot = 0; slot < slots_; ++slot) {
    for (std::uint32_t other = 0; different_ != 0 && other < slot; ++other) {
      if (board.rows[slot] == no_row || board.rows[other] == no_row) continue;
      squares_[slot * slots_ + other] = squares_[other * slots_ + slot] =
          model.distance(static_cast<std::uint32_t>(board.rows[slot]), static_cast<std::uint32_t>(board.rows[other]));
    }
  }
  find_chains(free);
  for (std::uint32_t slot = 0; slot < slots_; ++slot) find_rest(slot);
}

bool Exchange::prepare(std::int64_t& budget) {
  columns_.assign(slots_, nullptr);
  if (different_ == 0 || model_.pool().empty()) return true;
  for (std::uint32_t slot = 0; slot < slots_; ++slot) {
    const std::int32_t row = board_.rows[slot];
    if (row == no_row || !model_.has_vector(static_cast<std::uint32_t>(row))) continue;
    columns_[slot] = model_.distances().of(static_cast<std::uint32_t>(row), budget);
    if (columns_[slot] == nullptr) return false;
  }
  return true;
}

bool Exchange::Rest::has_cluster(const CalendarModel& model, std::uint32_t cluster) const {
  return std::any_of(others.begin(), others.end(),
                     [&](std::uint32_t other) { return model.cluster(other) == cluster; });
}

void Exchange::find_rest(std::uint32_t left) {
  Rest& rest = rests_[left];
  const bool balanced = model_.objective() == Objective::balanced;
  rest.nearest.resize(slots_);
  double differences = 1;  // of all, at most
  for (std::uint32_t slot = 0; slot < slots_; ++slot) {
    if (slot == left || board_.rows[slot] == no_row) continue;
    const auto row = static_cast<std::uint32_t>(board_.rows[slot]);
    rest.worth += model_.own_worth(row) + model_.place_worth(row, slot, board_.cover);
    rest.cover = std::max(rest.cover, model_.cover_fit(row));
    if (!rest.has_cluster(model_, model_.cluster(row))) ++rest.distinct;
    rest.others.push_back(row);
    if (different_ == 0) continue;
    std::int32_t nearest = CalendarModel::unknown_distance;
    for (std::uint32_t other = 0; other < slots_; ++other)
      if (other != left) nearest = std::min(nearest, squares_[slot * slots_ + other]);
    rest.closest = std::min(rest.closest, nearest);
    rest.nearest[slot] = std::min(nearest, model_.usual_distance());
    if (model_.has_vector(row))
      differences += model_.difference(row, nearest);
    else if (balanced)
      rest.worth += different_ * model_.difference(row, nearest);
  }
  rest.variety = model_.factor(CALENDAR_VARIETY, static_cast<std::uint32_t>(rest.others.size()) + 1);
  if (!balanced) differences = rest.closest == CalendarModel::unknown_distance ? -1 : model_.cosine(rest.closest);
  double chain = never;
  for (const std::uint32_t slot : targets_) chain = std::max(chain, chains_[std::size_t{left} * slots_ + slot]);
  rest.most = rest.worth + chain + rest.variety * (rest.distinct + 1) + different_ * differences;
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

double Exchange::promise(std::uint32_t member) const {
  const std::uint32_t row = model_.pool()[member];
  double place = never;
  for (const std::uint32_t slot : targets_) place = std::max(place, model_.place_worth(row, slot, board_.cover));
  return model_.own_worth(row) + place;
}

/// The sum over all pictures once the member is there; of classic the largest cosine.
double Exchange::difference(std::uint32_t left, std::uint32_t member) const {
  const Rest& rest = rests_[left];
  std::int32_t near = CalendarModel::unknown_distance, sum = 0;
  for (std::uint32_t slot = 0; slot < slots_; ++slot) {
    if (slot == left || columns_[slot] == nullptr) continue;
    const std::int32_t square = columns_[slot][member];
    near = std::min(near, square);
    sum += std::min(rest.nearest[slot], square);
  }
  const std::uint32_t row = model_.pool()[member];
  if (model_.objective() == Objective::classic) return model_.difference(row, std::min(rest.closest, near));
  return static_cast<double>(sum) / model_.usual_distance() + model_.difference(row, near);
}

double Exchange::worth(std::uint32_t left, std::uint32_t member) const {
  const Rest& rest = rests_[left];
  const std::uint32_t row = model_.pool()[member];
  if (std::find(board_.rows.begin(), board_.rows.end(), static_cast<std::int32_t>(row)) != board_.rows.end())
    return never;
  const double* chains = chains_.data() + std::size_t{left} * slots_;
  double place = never;
  for (const std::uint32_t slot : targets_)
    place = std::max(place, model_.place_worth(row, slot, board_.cover) + chains[slot]);
  const std::uint32_t distinct = rest.distinct + (rest.has_cluster(model_, model_.cluster(row)) ? 0 : 1);
  const double worth = rest.worth + model_.own_worth(row) + place + rest.variety * distinct +
                       cover_ * std::max(rest.cover, model_.cover_fit(row));
  return different_ == 0 ? worth : worth + different_ * difference(left, member);
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
