#include "core/calendar/search.h"

#include <algorithm>
#include <utility>

namespace vitrine {
namespace {

// More than what the order of a sum changes.
constexpr double rounding = 1e-9;
constexpr char no_method = '\0';
// Steps in vain after which the search ends that begins with the best board of all starts.
constexpr std::uint32_t patience_at_last = 30;

Board empty_board(const CalendarModel& model) {
  return {std::vector<std::int32_t>(model.slots().size(), no_row), no_slot};
}

auto pictures(const Board& board) {
  return std::count_if(board.rows.begin(), board.rows.end(), [](auto row) { return row != no_row; });
}

}  // namespace

LocalSearch::LocalSearch(const CalendarModel& model, const Board& board, std::span<const std::uint8_t> free,
                         std::uint32_t patience)
    : model_(model),
      board_(arranged(model, board, free)),
      best_(board),
      free_(free.begin(), free.end()),
      patience_(patience) {
  best_total_ = model.score(best_).total;
  const double total = model.score(board_).total;
  if (total >= best_total_) best_ = board_, best_total_ = total;
  rest_ = static_cast<std::uint32_t>(std::count(free_.begin(), free_.end(), 1)) / 4;
}

/// Prepares for the boards that differ from the present one: in an empty slot, where there is one.
void LocalSearch::look() {
  exchange_.emplace(model_, board_, free_);
  std::vector<std::uint32_t> empty;
  slots_.clear();
  for (std::uint32_t slot = 0; slot < free_.size(); ++slot) {
    const std::int32_t row = board_.rows[slot];
    const auto resting = std::span(lately_).first(std::min<std::size_t>(rest_, lately_.size()));
    const bool came = std::any_of(resting.begin(), resting.end(), [row](Exchanged e) { return e.came == row; });
    if (free_[slot] == 0) continue;
    if (row == no_row) empty.push_back(slot);
    if (!came) slots_.push_back(slot);
  }
  if (!empty.empty()) slots_ = std::move(empty);
  next_ = 0;
  found_ = false;
}

/// Whether a picture may come to the board: not soon after it left.
bool LocalSearch::may_come(std::uint32_t row) const {
  return std::none_of(lately_.begin(), lately_.end(),
                      [row](Exchanged e) { return e.left == static_cast<std::int32_t>(row); });
}

/// Judges the boards one after the other. True when all are judged.
bool LocalSearch::scan(std::int64_t& budget, std::vector<double>& promises) {
  const auto members = static_cast<std::uint32_t>(model_.pool().size());
  for (; next_ < members; ++next_, budget -= static_cast<std::int64_t>(slots_.size())) {
    if (budget <= 0) return false;
    if (promises.size() == next_) promises.push_back(exchange_->promise(next_));
    for (const std::uint32_t slot : slots_) {
      if (found_ && exchange_->bound(slot, next_, promises[next_]) < worth_ - rounding) continue;
      const double worth = exchange_->worth(slot, next_);
      // Of equals the lower row, then the lower slot.
      if (worth == Exchange::never || (found_ && worth <= worth_) || !may_come(model_.pool()[next_])) continue;
      found_ = true;
      worth_ = worth;
      member_ = next_;
      slot_ = slot;
    }
  }
  return true;
}

/// Takes the board that was found. False when there is none, or the best is old.
bool LocalSearch::take() {
  if (!found_) return false;
  const auto came = static_cast<std::int32_t>(model_.pool()[member_]);
  const std::int32_t left = std::exchange(board_.rows[slot_], came);
  lately_.insert(lately_.begin(), {came, left});
  if (lately_.size() > 2 * rest_) lately_.pop_back();
  board_ = arranged(model_, board_, free_);
  const double total = model_.score(board_).total;
  if (left != no_row && total <= best_total_) return ++in_vain_ <= patience_;
  best_ = board_;
  best_total_ = total;
  in_vain_ = 0;
  return true;
}

bool LocalSearch::step(std::int64_t& budget, std::vector<double>& promises) {
  while (true) {
    if (!exchange_) look();
    if (!exchange_->prepare(budget) || !scan(budget, promises)) return false;
    if (!take()) return true;
    exchange_.reset();
  }
}

CalendarSearch::CalendarSearch(const CalendarModel& model, const Board& board, std::vector<std::uint8_t> free)
    : model_(&model), free_(std::move(free)), best_(board), best_total_(model.score(board).total) {}

CalendarSearch::CalendarSearch(const CalendarModel& model, char method)
    : CalendarSearch(model, empty_board(model), std::vector<std::uint8_t>(model.slots().size(), 1)) {
  if (method != 'F') {
    starts_.push_back({method, {}});
    return;
  }
  for (const char start : {'A', 'B', 'C', 'D', 'E'}) starts_.push_back({start, {}});
  starts_.push_back({no_method, best_});
  searches_ = true;
}

CalendarSearch CalendarSearch::completing(const CalendarModel& model, const Board& board) {
  std::vector<std::uint8_t> locked;
  for (const std::int32_t row : board.rows) locked.push_back(row != no_row ? 1 : 0);
  return improving(model, board, locked);
}

CalendarSearch CalendarSearch::improving(const CalendarModel& model, const Board& board,
                                         std::span<const std::uint8_t> locked) {
  std::vector<std::uint8_t> free;
  Board emptied = board;
  for (std::size_t slot = 0; slot < locked.size(); ++slot) {
    free.push_back(locked[slot] == 0 ? 1 : 0);
    if (free.back() != 0) emptied.rows[slot] = no_row;
  }
  CalendarSearch search(model, board, std::move(free));
  search.starts_.push_back({no_method, board});
  if (emptied != board) search.starts_.push_back({no_method, emptied});
  search.searches_ = true;
  return search;
}

/// The fuller board is the better one, then the one that is worth more, then the earlier.
void CalendarSearch::offer(const Board& board, double total) {
  const auto more = pictures(board) - pictures(best_);
  if (more < 0 || (more == 0 && total <= best_total_)) return;
  best_ = board;
  best_total_ = total;
}

/// Goes on with the local search, from `start` where none is under way. True when it is done.
bool CalendarSearch::search(const Board& start, std::uint32_t patience, std::int64_t& budget) {
  if (!search_) search_.emplace(*model_, start, free_, patience);
  const bool done = search_->step(budget, promises_);
  offer(search_->best(), search_->best_total());
  if (done) search_.reset();
  return done;
}

bool CalendarSearch::step(std::int64_t budget) {
  for (; done_ < starts_.size(); ++done_) {
    Start& start = starts_[done_];
    if (start.method != no_method) {
      if (!picks_) picks_.emplace(*model_, start.method);
      if (!picks_->step(budget)) return false;
      start = {no_method, picks_->board()};
      picks_.reset();
      offer(start.board, model_->score(start.board).total);
    }
    if (searches_ && !search(start.board, 0, budget)) return false;
  }
  if (searches_ && !search(best_, patience_at_last, budget)) return false;
  searches_ = false;
  return true;
}

float CalendarSearch::progress() const {
  const double all = static_cast<double>(starts_.size()) + 1;
  const double left = static_cast<double>(starts_.size() - done_) + (searches_ ? 1 : 0) - (search_ ? 0.5 : 0);
  return static_cast<float>(1 - left / all);
}

}  // namespace vitrine
