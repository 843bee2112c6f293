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
  static constexpr std::uint32_t block = 256;  // members that are judged at once
  static constexpr double never = -std::numeric_limits<double>::infinity();

  /// `free`: 1 for each slot whose picture may move to another free slot when one comes in; the pictures in free slots
  /// are best arranged (arrange). All 0: a picture that comes in takes the place of the one that leaves.
  Exchange(const CalendarModel& model, const Board& board, std::span<const std::uint8_t> free);

  /// Goes on with the distances that are needed. True when they are there.
  bool prepare(std::int64_t& budget);

  /// Members [first, first + count) are next. REQUIRES: prepare returned true; 0 < count <= block.
  void begin(std::uint32_t first, std::uint32_t count);
  /// What the board is worth with each of them instead of the picture of `slot`, but for a constant of the board;
  /// `never` for one that is on it. `slot`: free, or any where none is.
  std::span<const double> worth(std::uint32_t slot);
  std::size_t members() const { return model_.pool().size(); }

 private:
  /// The board without one slot.
  struct Rest {
    double worth = 0;  // own, of places, and half of the difference of those without a vector
    double cover = 0;  // the best cover fit, where no slot is the cover
    std::uint32_t placed = 0, distinct = 0;
    std::int32_t closest = CalendarModel::unknown_distance;
    std::vector<std::int32_t> nearest;  // of each slot, at most the usual distance
  };

  Rest without(std::uint32_t slot) const;
  void find_chains(std::span<const std::uint8_t> free);
  void measure(std::uint32_t slot, const Rest& rest);
  double difference(std::uint32_t row, const Rest& rest, std::uint32_t i) const;

  const CalendarModel& model_;
  Board board_;
  std::uint32_t slots_;
  bool distances_;                     // whether they count
  std::vector<std::int32_t> squares_;  // slots x slots
  std::vector<Rest> rests_;
  std::vector<std::uint32_t> uses_;     // pictures of each cluster
  std::vector<std::uint32_t> taken_;    // members on the board
  std::vector<std::uint32_t> targets_;  // slots to which a picture may come
  std::vector<double> chains_;  // slots x slots: what is lost when the picture of one leaves and another is free

  std::uint32_t first_ = 0, count_ = 0;
  std::vector<double> own_, places_;  // of the members that are next; places: x targets
  std::vector<std::int32_t> near_, sum_;
  std::vector<double> worth_;
};

/// Puts the pictures of the free slots where they are worth the most: exactly.
Board arranged(const CalendarModel& model, const Board& board, std::span<const std::uint8_t> free);

}  // namespace vitrine
