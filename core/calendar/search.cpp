#include "core/calendar/search.h"

#include <algorithm>
#include <utility>

namespace vitrine {
namespace {

constexpr std::uint32_t block = Exchange::block;

Board empty_board(const CalendarModel& model) {
  return {std::vector<std::int32_t>(model.slots().size(), no_row), no_slot};
}

std::vector<std::uint8_t> every_slot(const CalendarModel& model) {
  return std::vector<std::uint8_t>(model.slots().size(), 1);
}

auto pictures(const Board& board) {
  return std::count_if(board.rows.begin(), board.rows.end(), [](auto row) { return row != no_row; });
}

}  // namespace

LocalSearch::LocalSearch(const CalendarModel& model, Board board, std::vector<std::uint8_t> free)
    : model_(model), board_(std::move(board)), free_(std::move(free)), total_(model.score(board_).total) {
  Board better = arranged(model, board_, free_);
  const double total = model.score(better).total;
  if (total < total_) return;
  board_ = std::move(better);
  total_ = total;
}

/// Prepares for the boards that differ from the present one.
void LocalSearch::look() {
  exchange_.emplace(model_, board_, free_);
  slots_.clear();
  for (const bool empty : {true, false}) {
    for (std::uint32_t slot = 0; slot < free_.size() && (empty || slots_.empty()); ++slot)
      if (free_[slot] != 0 && (board_.rows[slot] == no_row) == empty) slots_.push_back(slot);
  }
  next_ = 0;
  found_ = false;
}

/// Takes the best board that was seen; false, and nothing changes, when it is not better.
bool LocalSearch::take() {
  if (!found_) return false;
  const bool fills = board_.rows[best_slot_] == no_row;
  Board board = board_;
  board.rows[best_slot_] = static_cast<std::int32_t>(model_.pool()[best_member_]);
  board = arranged(model_, board, free_);
  const double total = model_.score(board).total;
  if (!fills && !(total > total_)) return false;
  board_ = std::move(board);
  total_ = total;
  return true;
}

bool LocalSearch::step(std::int64_t& budget) {
  while (true) {
    if (!exchange_) look();
    if (slots_.empty()) return true;
    if (!exchange_->prepare(budget)) return false;
    while (next_ < exchange_->members()) {
      if (budget <= 0) return false;
      const std::uint32_t count = std::min(block, static_cast<std::uint32_t>(exchange_->members()) - next_);
      exchange_->begin(next_, count);
      for (const std::uint32_t slot : slots_) {
        const std::span<const double> worth = exchange_->worth(slot);
        for (std::uint32_t i = 0; i < count; ++i) {
          // Of equals the lower row, then the lower slot.
          const bool same = worth[i] == best_ && next_ + i < best_member_;
          if (found_ && worth[i] <= best_ && !same) continue;
          if (worth[i] == Exchange::never) continue;
          found_ = true;
          best_ = worth[i];
          best_member_ = next_ + i;
          best_slot_ = slot;
        }
      }
      budget -= std::int64_t{count} * static_cast<std::int64_t>(slots_.size());
      next_ += count;
    }
    if (!take()) return true;
    exchange_.reset();
  }
}

CalendarSearch::CalendarSearch(const CalendarModel& model, const Board& board) : model_(&model), best_(board) {}

CalendarSearch::CalendarSearch(const CalendarModel& model, char method) : CalendarSearch(model, empty_board(model)) {
  const std::vector<std::uint8_t> free = every_slot(model);
  if (method != 'F')
    starts_.push_back({method, best_, free, false});
  else
    for (const char start : {'A', 'B', 'C', 'D', 'E', '\0'}) starts_.push_back({start, best_, free});
  all_ = starts_.size();
}

CalendarSearch CalendarSearch::completing(const CalendarModel& model, const Board& board) {
  std::vector<std::uint8_t> locked;
  for (const std::int32_t row : board.rows) locked.push_back(row != no_row ? 1 : 0);
  return improving(model, board, std::move(locked));
}

CalendarSearch CalendarSearch::improving(const CalendarModel& model, const Board& board,
                                         std::vector<std::uint8_t> locked) {
  CalendarSearch search(model, board);
  Board emptied = board;
  for (std::size_t slot = 0; slot < locked.size(); ++slot) {
    locked[slot] = locked[slot] == 0 ? 1 : 0;
    if (locked[slot] != 0) emptied.rows[slot] = no_row;
  }
  search.starts_.push_back({'\0', board, locked});
  if (emptied != board) search.starts_.push_back({'\0', emptied, locked});
  search.all_ = search.starts_.size();
  return search;
}

/// The fuller board is the better one, then the one that is worth more, then the earlier.
void CalendarSearch::offer(const Board& board) {
  const auto more = pictures(board) - pictures(best_);
  if (more > 0 || (more == 0 && model_->score(board).total > model_->score(best_).total)) best_ = board;
}

bool CalendarSearch::step(std::int64_t budget) {
  while (!starts_.empty()) {
    Start& start = starts_.front();
    if (start.method != '\0' && !search_) {
      if (!picks_) picks_.emplace(*model_, start.method);
      if (!picks_->step(budget)) return false;
      start.board = picks_->board();
      picks_.reset();
      offer(start.board);
    }
    if (start.search) {
      if (!search_) search_.emplace(*model_, start.board, start.free);
      const bool done = search_->step(budget);
      offer(search_->board());
      if (!done) return false;
      search_.reset();
    }
    starts_.pop_front();
  }
  return true;
}

float CalendarSearch::progress() const {
  const double left = static_cast<double>(starts_.size()) - (search_ ? 0.5 : 0);
  return all_ == 0 ? 1 : static_cast<float>(1 - left / static_cast<double>(all_));
}

}  // namespace vitrine
