// Whole boards: by a method, by completing one, and by local search over the true objective.
//
// The local search takes the best of all boards that differ by one picture, as long as it is better. A picture that
// comes in may push others on to other free slots; after each step the pictures are assigned to the free slots exactly.
// It is done from several starts, and the best board is the answer: method F starts from each of A to E and from a
// greedy fill, so it is never worth less than one of those. Whether and where work is cut into steps changes nothing.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

#include "core/calendar/exchange.h"
#include "core/calendar/methods.h"
#include "core/calendar/objective.h"

namespace vitrine {

/// From one board to one that no exchange makes better. The model must stay and not change.
class LocalSearch {
 public:
  /// `free`: 1 for each slot that may change.
  LocalSearch(const CalendarModel& model, Board board, std::vector<std::uint8_t> free);

  /// Judges about `budget` boards, and takes them off it. True when it is done.
  bool step(std::int64_t& budget);
  const Board& board() const { return board_; }
  double total() const { return total_; }

 private:
  void look();
  bool take();

  const CalendarModel& model_;
  Board board_;
  std::vector<std::uint8_t> free_;
  double total_;
  std::optional<Exchange> exchange_;  // of board_
  std::vector<std::uint32_t> slots_;  // that a picture may come to: the empty ones first
  std::uint32_t next_ = 0;            // member
  bool found_ = false;
  double best_ = 0;
  std::uint32_t best_member_ = 0, best_slot_ = 0;
};

class CalendarSearch {
 public:
  /// A board from nothing. REQUIRES: `method` is 'A' .. 'F'.
  CalendarSearch(const CalendarModel& model, char method);
  /// The empty slots of a board are filled, nothing else changes.
  static CalendarSearch completing(const CalendarModel& model, const Board& board);
  /// From a board; `locked`: 1 for each slot that stays as it is.
  static CalendarSearch improving(const CalendarModel& model, const Board& board, std::vector<std::uint8_t> locked);

  /// Judges about `budget` boards. True when it is done.
  bool step(std::int64_t budget);
  /// 0..1, a guess.
  float progress() const;
  /// The best so far: at first the one it began with.
  const Board& board() const { return best_; }

 private:
  /// Where a search begins: a method, or a board.
  struct Start {
    char method = 0;
    Board board;
    std::vector<std::uint8_t> free;
    bool search = true;  // on from there
  };

  CalendarSearch(const CalendarModel& model, const Board& board);
  void offer(const Board& board);

  const CalendarModel* model_;
  std::deque<Start> starts_;  // those that are not done
  std::size_t all_ = 0;
  std::optional<MethodPicks> picks_;
  std::optional<LocalSearch> search_;
  Board best_;
};

}  // namespace vitrine
