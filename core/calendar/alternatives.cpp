#include "core/calendar/alternatives.h"

#include <algorithm>

namespace vitrine {

Alternatives::Alternatives(const CalendarModel& model, const Board& board, std::uint32_t slot, std::uint32_t most)
    : model_(model),
      board_(board),
      slot_(slot),
      most_(most),
      exchange_(model, board, std::vector<std::uint8_t>(board.rows.size())) {}

bool Alternatives::step(std::int64_t budget) {
  if (done_) return true;
  if (!exchange_.prepare(budget)) return false;
  while (next_ < exchange_.members()) {
    if (budget <= 0) return false;
    const std::uint32_t count = std::min(Exchange::block, static_cast<std::uint32_t>(exchange_.members()) - next_);
    exchange_.begin(next_, count);
    const std::span<const double> worth = exchange_.worth(slot_);
    for (std::uint32_t i = 0; i < count; ++i) {
      if (worth[i] == Exchange::never) continue;
      best_.emplace_back(-worth[i], static_cast<std::int32_t>(model_.pool()[next_ + i]));
      std::push_heap(best_.begin(), best_.end());
      if (best_.size() <= most_) continue;
      std::pop_heap(best_.begin(), best_.end());
      best_.pop_back();
    }
    budget -= count;
    next_ += count;
  }
  finish();
  return true;
}

void Alternatives::finish() {
  done_ = true;
  std::sort_heap(best_.begin(), best_.end());
  const Score present = model_.score(board_);
  for (const auto& [worth, row] : best_) {
    Board other = board_;
    other.rows[slot_] = row;
    const Score score = model_.score(other);
    Change change{score.total - present.total, {}};
    for (std::size_t c = 0; c < change.added.size(); ++c) change.added[c] = score.added[c] - present.added[c];
    rows_.push_back(row);
    changes_.push_back(change);
  }
}

}  // namespace vitrine
