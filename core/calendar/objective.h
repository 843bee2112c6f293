// What a calendar is worth. Six components, in the order of calendar_component (calendar.h), each with a weight.
//
// `classic` is the earlier system's: the sum of weight x value, where redundancy and uncertainty subtract.
//   preference   sum of P; without evidence the prior's mean 0.2       weight 2
//   variety      distinct clusters / pictures                          1.5
//   month fit    sum of the fit of each picture with its month         0.8
//   cover fit    the largest, or that of the marked slot               0.5
//   redundancy   the largest cosine of two of the pictures            -1
//   uncertainty  sum of the widths of the intervals of P              -0.3
// `balanced`, the default: every component is within 0..1, and the total is the weighted mean. Sums are divided by the
// number of slots, filled or not, so that an empty slot adds nothing and filling one never lowers a component but
// difference.
//   preference   the mid-rank quantile of P among pictures with evidence; without evidence 0.25
//   variety      distinct clusters; a picture in none is its own
//   month fit    of the slots that have days
//   cover fit    that of the cover's picture (not divided)
//   difference   min(1, d^2 / D^2): d the distance to the nearest other picture, D^2 the mean of that of two of the
//                eligible pictures; 1 when it is alone, 0.5 without a vector
//   evidence     shown / (shown + 10)
// Where the calendar has a page for the cover alone, cover fit is that of its picture.
// A component that the collection lacks is 0.5 (classic: 0), whatever the board, and its state says why.
// Numbers are doubles, + - x / only: page and command line agree bit for bit.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "core/calendar/calendar.h"
#include "core/calendar/columns.h"
#include "core/calendar/month_fit.h"

namespace vitrine {

inline constexpr std::int32_t no_row = -1, no_slot = -1;
/// Slots of a calendar.
inline constexpr std::uint32_t most_slots = 400;

/// The row of each slot, no_row where it is empty; the slot of the cover, no_slot: the best of them.
struct Board {
  std::vector<std::int32_t> rows;
  std::int32_t cover = no_slot;

  friend bool operator==(const Board&, const Board&) = default;
};

/// A number for each component.
using Components = std::array<double, CALENDAR_COMPONENTS>;

struct Score {
  double total = 0;
  Components values{}, added{};     // added: what each adds to the total
  std::vector<Components> slots;    // what each slot has of a component (variety: its share of its cluster); NaN: none
  std::vector<std::int32_t> alike;  // of each slot the slot of the nearest other picture; no_slot: none
  std::int32_t cover = no_slot;     // the slot of the cover
};

enum class Objective { balanced, classic };
/// By default: of balanced all 1.
Components default_weights(Objective objective);
/// Of a plan or board's document; an empty list, or one of another length: the default.
Components weights_of(Objective objective, std::span<const float> weights);

namespace internal {
class DistanceColumns;
}

class CalendarModel {
 public:
  /// REQUIRES: a cluster for each row of the columns, -1: in none.
  CalendarModel(CalendarColumns columns, std::vector<std::int32_t> clusters);
  ~CalendarModel();

  CalendarModel(const CalendarModel&) = delete;
  CalendarModel& operator=(const CalendarModel&) = delete;

  /// Row-major int8, `stride` a multiple of 16, in units of `step`; they stay where they are. `vector_of` each row; -1:
  /// none. REQUIRES: as many as rows, each below count.
  void set_vectors(const std::int8_t* vectors, std::uint32_t stride, float step, std::vector<std::int32_t> vector_of);
  /// The rows that methods, alternatives and searches choose from. At first: all. REQUIRES: each
  /// below count().
  void set_eligible(std::span<const std::int32_t> rows);
  /// Whether pictures without evidence are left out of them. At first: no.
  void set_evidence_required(bool required);
  /// REQUIRES: 1 .. most_slots of them.
  void set_slots(std::vector<SlotTarget> slots);
  void set_objective(Objective objective, const Components& weights);

  std::uint32_t count() const { return columns_.count; }
  const CalendarColumns& columns() const { return columns_; }
  std::span<const SlotTarget> slots() const { return slots_; }
  Objective objective() const { return objective_; }
  const Components& weights() const { return weights_; }
  /// Why a component counts as neutral (calendar_state).
  const std::array<int, CALENDAR_COMPONENTS>& states() const { return states_; }
  /// Counts the calls of the setters: what has begun before one of them is not to go on.
  std::uint32_t version() const { return version_; }

  /// What is wrong with a board: of other rows, of a row twice, of another number of slots. "": nothing.
  std::string_view error_of(const Board& board) const;
  /// REQUIRES: error_of(board) is "".
  Score score(const Board& board) const;

  // Of one row or of two; `slot` below the number of slots.
  double fit(std::uint32_t row, std::uint32_t slot) const;
  double cover_fit(std::uint32_t row) const { return cover_fit_[row]; }
  /// P; without evidence the prior's mean.
  double probability(std::uint32_t row) const;
  /// Mid-rank quantile of P; without evidence 0.25.
  double preference(std::uint32_t row) const { return preference_[row]; }
  /// Mid-rank quantile of broad appeal; 0 where it has none, 0.5 where no picture has.
  double appeal(std::uint32_t row) const { return appeal_[row]; }
  /// Width of the interval of P; without evidence the prior's.
  double uncertainty(std::uint32_t row) const;
  bool has_evidence(std::uint32_t row) const;
  /// Of a row: 0 .. clusters() - 1, each picture in none has one of its own.
  std::uint32_t cluster(std::uint32_t row) const { return clusters_[row]; }
  std::uint32_t clusters() const { return cluster_count_; }
  bool has_vectors() const { return vectors_ != nullptr; }
  /// The squared distance in units of step squared; unknown_distance where one has no vector.
  std::int32_t distance(std::uint32_t a, std::uint32_t b) const;
  static constexpr std::int32_t unknown_distance = 2147483647;
  bool has_vector(std::uint32_t row) const { return has_vectors() && vector_of_[row] >= 0; }
  /// D^2, as a whole number of at least 1.
  std::int32_t usual_distance() const { return usual_distance_; }
  double cosine(std::int32_t squared_distance) const;

  /// What methods, alternatives and searches choose from, ascending.
  const std::vector<std::uint32_t>& pool() const { return pool_; }
  /// Distances of placed pictures to the pool, computed once (internal/distance_columns.h).
  internal::DistanceColumns& distances() const { return *distances_; }

  /// What a component adds to the total for each unit of its sum over the pictures, of which there are `placed`; 0 for
  /// one that is not known.
  double factor(int component, std::uint32_t placed) const;
  /// What a row has of the components that no other picture and no month has part in: its sum of factor x value.
  double own_worth(std::uint32_t row) const;
  /// The slot of the cover of a board with this one marked: the page for the cover alone, where there is one.
  std::int32_t cover_slot(std::int32_t marked) const { return cover_page_ == no_slot ? marked : cover_page_; }
  /// And what it has of being in a slot; `cover`: that of the board.
  double place_worth(std::uint32_t row, std::uint32_t slot, std::int32_t cover) const;

  // Of one picture the value of a component, as the objective has it.
  double liking(std::uint32_t row) const;
  double certainty(std::uint32_t row) const;
  /// `nearest`: its squared distance to the nearest other picture; unknown_distance: there is none.
  double difference(std::uint32_t row, std::int32_t nearest) const;

 private:
  void rank_rows();
  void measure_spread();
  void find_states();
  void find_factors();
  void find_pool();

  CalendarColumns columns_;
  std::vector<std::uint32_t> clusters_;
  std::uint32_t cluster_count_ = 0;
  bool has_clusters_ = false, has_looks_ = false, has_tags_ = false;
  std::vector<Look> looks_;  // what is not known: 0.5
  std::vector<double> preference_, appeal_, cover_fit_;

  const std::int8_t* vectors_ = nullptr;
  std::uint32_t stride_ = 0;
  double step_ = 0;
  std::vector<std::int32_t> vector_of_;
  std::int32_t usual_distance_ = 1;

  std::vector<std::uint8_t> eligible_;  // of each row
  std::vector<std::uint32_t> pool_;
  bool evidence_required_ = false;
  std::vector<SlotTarget> slots_;
  std::int32_t cover_page_ = no_slot;  // the first slot without days
  std::vector<double> bonus_sums_;     // of each slot and each set of bonuses
  Objective objective_ = Objective::balanced;
  Components weights_ = default_weights(Objective::balanced);
  std::array<int, CALENDAR_COMPONENTS> states_{};
  Components scales_{}, divisors_{}, factors_{};  // added = scale x value, value = sum / divisor
  std::uint32_t version_ = 0;
  std::unique_ptr<internal::DistanceColumns> distances_;
};

}  // namespace vitrine
