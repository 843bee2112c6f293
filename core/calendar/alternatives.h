// The pictures that would change a board's total for the better the most, or for the worse the least, in one slot.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "core/calendar/exchange.h"
#include "core/calendar/objective.h"

namespace vitrine {

class Alternatives {
 public:
  struct Change {
    double total = 0;
    Components added{};
  };

  /// The `most` best of the pool that are not on the board. The model must stay and not change.
  Alternatives(const CalendarModel& model, const Board& board, std::uint32_t slot, std::uint32_t most);

  /// Looks at about `budget` vectors or rows. True when it is done.
  bool step(std::int64_t budget);

  /// Best first; of equals the lower row. REQUIRES (and the next): done.
  const std::vector<std::int32_t>& rows() const { return rows_; }
  /// What each changes of the total, and of what each component adds to it.
  const std::vector<Change>& changes() const { return changes_; }

 private:
  void finish();

  const CalendarModel& model_;
  Board board_;
  std::uint32_t slot_, most_;
  Exchange exchange_;
  std::uint32_t next_ = 0;                             // member
  std::vector<std::pair<double, std::int32_t>> best_;  // less the worth, row: a heap with the worst on top
  std::vector<std::int32_t> rows_;
  std::vector<Change> changes_;
  bool done_ = false;
};

}  // namespace vitrine
