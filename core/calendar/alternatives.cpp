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
  for (; next_ < model_.pool().size(); ++next_, --budget) {
    if (budget <= 0) return false;
    const double worth = exchange_.worth(slot_, next_);
    if (worth == Exchange::never) continue;
    best_.emplace_back(-worth, static_cast<std::int32_t>(model_.pool()[next_]));
    std::push_heap(best_.begin(), best_.end());
    if (best_.size() <= most_) continue;
    std::pop_heap(best_.begin(), best_.end());
    best_.pop_back();
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
