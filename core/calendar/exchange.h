// The boards that differ from one by a single picture, judged quickly: each member of the pool in each slot.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "core/calendar/objective.h"

namespace vitrine {

class Exchange {
 public:
  static constexpr double never = -std::numeric_limits<double>::infinity();

  /// `free`: 1 for each slot with a picture that may move to another free slot when one comes in; the pictures in free
  /// slots are best arranged (arranged). All 0: a picture that comes in takes the place of the one that leaves.
  Exchange(const CalendarModel& model, const Board& board, std::span<const std::uint8_t> free);

  /// Goes on with the distances that are needed; takes a unit off the budget for each. True when they are there.
  bool prepare(std::int64_t& budget);

  /// What the board is worth with this member of the pool instead of the picture of `slot`, which is free or any where
  /// none is; but for a constant of the board. `never` where the member is on it. REQUIRES: prepare returned true.
  double worth(std::uint32_t slot, std::uint32_t member) const;

  /// What worth() is at most, quickly: from what the member promises, whatever the board.
  double bound(std::uint32_t slot, std::uint32_t member, double promise) const {
    const Rest& rest = rests_[slot];
    return rest.most + promise + cover_ * std::max(rest.cover, model_.cover_fit(model_.pool()[member]));
  }
  double promise(std::uint32_t member) const;

 private:
  /// The board without one slot.
  struct Rest {
    double worth = 0;  // own, of places, and the difference of those without a vector
    double most = 0;   // with one more picture, but for what that promises and for the cover
    double cover = 0;  // the best cover fit, where no slot is the cover's
    std::uint32_t distinct = 0;
    double variety = 0;  // what one more cluster adds
    std::int32_t closest = CalendarModel::unknown_distance;
    std::vector<std::uint32_t> others;  // rows
    std::vector<std::int32_t> nearest;  // of each slot the squared distance to the nearest other, at most the usual one

    bool has_cluster(const CalendarModel& model, std::uint32_t cluster) const;
  };

  void find_rest(std::uint32_t slot);
  void find_chains(std::span<const std::uint8_t> free);
  double difference(std::uint32_t left, std::uint32_t member) const;

  const CalendarModel& model_;
  Board board_;
  std::uint32_t slots_;
  double cover_, different_;           // what the best cover fit and difference add for each unit; 0: they do not count
  std::vector<std::int32_t> squares_;  // slots x slots
  std::vector<Rest> rests_;
  std::vector<const std::int32_t*> columns_;  // of each slot the distances to the pool; nullptr: it has none
  std::vector<std::uint32_t> targets_;        // slots to which a picture may come
  std::vector<double> chains_;  // slots x slots: what it brings when the picture of one leaves and another gets free
};

/// Puts the pictures of the free slots where they are worth the most: exactly.
Board arranged(const CalendarModel& model, const Board& board, std::span<const std::uint8_t> free);

}  // namespace vitrine
