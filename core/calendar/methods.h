// The five methods of the earlier system that choose pictures without looking at the objective. Each picks the best of
// the pool again and again, until there is one for every slot; of equals the lower row.
//   A  the most preferred
//   B  the same, at most 2 of a cluster
//   C  the clusters that are preferred the most (by their mean), of each the most preferred picture
//   D  for each slot in turn 0.6 fit + 0.4 P, at most 2 of a cluster
//   E  maximal marginal relevance: 0.35 q(P) + 0.20 q(appeal) + 0.15 best fit of a free slot - 0.20 the largest cosine
//      with those chosen - 0.10 q(uncertainty), at most 2 of a cluster; its best free slot is taken
// A limit gives way where the pool has nothing else. The pictures are then assigned to the slots exactly.
// F is the search (search.h).
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "core/calendar/objective.h"

namespace vitrine {

class MethodPicks {
 public:
  /// REQUIRES: `method` is 'A' .. 'E'. The model must stay and not change.
  MethodPicks(const CalendarModel& model, char method);

  /// Looks at about `budget` rows, and takes them off it. True when it is done.
  bool step(std::int64_t& budget);
  /// A board of the picks so far, each in the slot that suits it best.
  Board board() const;

 private:
  /// Compared place by place: the larger is the better.
  using Value = std::array<double, 3>;

  /// A slot, and how well a picture suits it.
  struct Place {
    std::uint32_t slot = 0;
    double fit = -1;
  };

  Place best_free_place(std::uint32_t row) const;
  Value value(std::uint32_t row) const;
  double relevance(std::uint32_t row) const;
  void pick(std::uint32_t member);

  const CalendarModel& model_;
  char method_;
  std::vector<std::uint32_t> picks_;             // rows
  std::vector<std::uint32_t> uses_;              // picks of each cluster
  std::vector<double> means_;                    // C: of each cluster
  std::vector<double> unsure_;                   // E: quantile of the uncertainty of each row
  std::vector<std::int32_t> nearest_;            // E: squared distance of each member to the picks
  std::vector<std::uint8_t> taken_, free_slot_;  // of each member, of each slot
  std::uint32_t next_ = 0, best_ = 0;            // members
  bool found_ = false;
  Value best_value_{};
};

}  // namespace vitrine
