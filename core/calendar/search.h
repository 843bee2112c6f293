// Whole boards: by a method, by completing one, and by local search over the true objective.
//
// The local search takes the best of all boards that differ by one picture, again and again. A picture that comes in
// may push others on to other free slots, and after each step the pictures are assigned to the free slots exactly.
// Where no board is better it may take the best of the worse ones; what was exchanged lately rests for some steps, so
// that it does not go back at once (tabu search; Glover 1986). It is done from several starts, without going on where
// no board is better, then with patience from the best board of all. Method F starts from each of A to E and from a
// greedy fill, so it is never worth less than one of those. How the work is cut into steps changes nothing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/calendar/exchange.h"
#include "core/calendar/methods.h"
#include "core/calendar/objective.h"

namespace vitrine {

/// The model must stay and not change.
class LocalSearch {
 public:
  /// `free`: 1 for each slot that may change; the empty ones of them are filled first. `patience`: after so many steps
  /// in vain it ends.
  LocalSearch(const CalendarModel& model, const Board& board, std::span<const std::uint8_t> free,
              std::uint32_t patience);

  /// Judges about `budget` boards, and takes them off it. True when it is done. `promises`: of the members of the pool
  /// (exchange.h), as far as they are known; searches with the same free slots and cover share them.
  bool step(std::int64_t& budget, std::vector<double>& promises);
  /// The best so far, once the free slots are filled.
  const Board& best() const { return best_; }
  /// Its score's total.
  double best_total() const { return best_total_; }

 private:
  void look();
  bool scan(std::int64_t& budget, std::vector<double>& promises);
  bool take();
  bool may_come(std::uint32_t row) const;

  /// A picture that came when another one left; -1: none did.
  struct Exchanged {
    std::int32_t came, left;
  };

  const CalendarModel& model_;
  Board board_, best_;
  std::vector<std::uint8_t> free_;
  std::uint32_t rest_;  // the number of steps that a picture that came stays
  double best_total_ = 0;
  std::uint32_t patience_, in_vain_ = 0;  // in_vain_: steps since the best was found
  std::vector<Exchanged> lately_;         // the latest first
  std::optional<Exchange> exchange_;      // of board_
  std::vector<std::uint32_t> slots_;      // that a picture may come to
  std::uint32_t next_ = 0;                // member
  bool found_ = false;
  double worth_ = 0;  // of the board that was found
  std::uint32_t member_ = 0, slot_ = 0;
};

class CalendarSearch {
 public:
  /// A board from nothing. REQUIRES: `method` is 'A' .. 'F'.
  CalendarSearch(const CalendarModel& model, char method);
  /// The empty slots of a board are filled, nothing else changes.
  static CalendarSearch completing(const CalendarModel& model, const Board& board);
  /// From a board; `locked`: 1 for each slot that stays as it is.
  static CalendarSearch improving(const CalendarModel& model, const Board& board, std::span<const std::uint8_t> locked);

  /// Judges about `budget` boards. True when it is done.
  bool step(std::int64_t budget);
  /// 0..1, a guess.
  float progress() const;
  /// The best so far: at first the one it began with.
  const Board& board() const { return best_; }

 private:
  /// Where a local search begins: the picks of a method, or a board.
  struct Start {
    char method;
    Board board;
  };

  CalendarSearch(const CalendarModel& model, const Board& board, std::vector<std::uint8_t> free);
  bool search(const Board& start, std::uint32_t patience, std::int64_t& budget);
  void offer(const Board& board, double total);

  const CalendarModel* model_;
  std::vector<std::uint8_t> free_;
  std::vector<Start> starts_;
  std::size_t done_ = 0;   // of the starts
  bool searches_ = false;  // at last from the best board of all starts
  std::optional<MethodPicks> picks_;
  std::vector<double> promises_;
  std::optional<LocalSearch> search_;
  Board best_;
  double best_total_ = 0;
};

}  // namespace vitrine
