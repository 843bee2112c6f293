// Columns of distances: of one picture to each member of the pool, computed once and kept while there is room.
#pragma once

#include <algorithm>
#include <cstdint>
#include <list>
#include <vector>

#include "core/calendar/objective.h"

namespace vitrine::internal {

class DistanceColumns {
 public:
  explicit DistanceColumns(const CalendarModel& model) : model_(model) {}

  /// Forgets all: the pool or the vectors are others.
  void clear() { columns_.clear(); }

  /// The distances of a row to the members of the pool. Goes on computing them, and takes a unit off the budget for
  /// each; nullptr: they are not complete. The address stays until some others than a board has slots are asked for.
  const std::int32_t* of(std::uint32_t row, std::int64_t& budget) {
    std::vector<std::int32_t>& values = find(row).values;
    const std::vector<std::uint32_t>& pool = model_.pool();
    for (; values.size() < pool.size() && budget > 0; --budget)
      values.push_back(model_.distance(row, pool[values.size()]));
    return values.size() == pool.size() ? values.data() : nullptr;
  }

 private:
  struct Column {
    std::uint32_t row;
    std::vector<std::int32_t> values;
  };

  /// The columns that are kept: those of the placed pictures at least, and up to 64 MB of them.
  std::size_t most() const {
    constexpr std::size_t most_values = std::size_t{16} << 20U;
    return std::max<std::size_t>(model_.slots().size() + 2,
                                 std::min<std::size_t>(256, most_values / (model_.pool().size() + 1)));
  }

  /// The column, the latest used first.
  Column& find(std::uint32_t row) {
    const auto found = std::find_if(columns_.begin(), columns_.end(), [row](const Column& c) { return c.row == row; });
    if (found != columns_.end()) {
      columns_.splice(columns_.begin(), columns_, found);
    } else {
      if (columns_.size() >= most()) columns_.pop_back();
      columns_.push_front({row, {}});
      columns_.front().values.reserve(model_.pool().size());
    }
    return columns_.front();
  }

  const CalendarModel& model_;
  std::list<Column> columns_;  // the latest used first
};

}  // namespace vitrine::internal
