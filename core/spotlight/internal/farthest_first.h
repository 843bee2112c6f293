// Greedy max-min (farthest-first traversal; Gonzalez 1985), done lazily, over any space with a distance, and with
// rules: members that come first, members that are excluded, and a value of each besides its distance.
//
// From the first picks, pick again and again the member whose nearest pick is farthest. A member's distance to its
// nearest pick can only fall, and with it its value: an old one is an upper bound. A heap holds the
// bounds, and only its top is updated, with the picks that it was not yet compared with. A top that was compared with
// all picks is the next pick. The picks are those of the eager algorithm, ties included, with a few percent of its
// distances.
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <span>
#include <utility>
#include <vector>

namespace vitrine {

/// The plain traversal: the farthest is next, whichever it is. The interface of rules.
struct NoRules {
  /// Called once, with the largest distance of a member to the first pick.
  template <class Distance>
  void begin(Distance) {}
  /// The value to maximise. It must not fall when the distance to the nearest pick grows.
  template <class Distance>
  Distance value(std::uint32_t, Distance nearest) const {
    return nearest;
  }
  /// Whether a member may be picked now. A member that is refused once is never asked about again.
  bool admits(std::uint32_t) const { return true; }
  void picked(std::uint32_t) {}
};

/// A Space has members 0 .. size() - 1 and
///   using Distance            any ordered arithmetic type; squared distances will do
///   Distance distance(a, b)
///   bool before(a, b)         which of two with the same value is picked first: a strict order
template <class Space, class Rules = NoRules>
class FarthestFirst {
 public:
  using Distance = typename Space::Distance;
  static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

  /// Begins with `first`, different members in this order, whatever the rules. REQUIRES: there is one. Keeps a
  /// reference to `space`, which must not change.
  FarthestFirst(const Space& space, std::vector<std::uint32_t> first, Rules rules = {})
      : space_(space), rules_(std::move(rules)), first_(std::move(first)) {
    bounds_.resize(space_.size());
    seen_.resize(space_.size());
    nearest_.resize(space_.size());
  }

  /// Continues until there are `k` picks (or no member may be picked) or `budget` distances are computed; subtracts
  /// them from the budget. True when it is done. The picks so far never change.
  bool extend(std::uint32_t k, std::int64_t& budget) {
    if (!measure_from_first(budget)) return false;
    while (picks_.size() < k) {
      if (picks_.size() < first_.size()) {
        pick_given(budget);
        continue;
      }
      if (heap_.empty()) return true;
      if (budget <= 0) return false;
      const std::uint32_t top = heap_.front();
      if (!rules_.admits(top)) {
        drop_top();
        --budget;
      } else if (seen_[top] == picks_.size()) {
        drop_top();
        pick(top);
      } else {
        update_top(budget);
      }
    }
    return true;
  }

  /// Members in the order picked.
  std::span<const std::uint32_t> picks() const { return picks_; }
  /// Of each pick to the nearest one before it; the first one's is 0.
  std::span<const Distance> distances() const { return distances_; }
  /// Of each pick the place of that one, of equals the earliest; `none` for the first.
  std::span<const std::uint32_t> nearest() const { return nearest_pick_; }

 private:
  bool measure_from_first(std::int64_t& budget) {
    const std::uint32_t members = space_.size();
    if (measured_ == members) return true;
    for (; measured_ < members && budget > 0; ++measured_, --budget) {
      bounds_[measured_] = space_.distance(measured_, first_.front());
      seen_[measured_] = 1;
    }
    if (measured_ < members) return false;
    rules_.begin(*std::max_element(bounds_.begin(), bounds_.end()));
    for (const std::uint32_t member : first_) seen_[member] = none;  // not in the heap
    heap_.reserve(members);
    for (std::uint32_t member = 0; member < members; ++member)
      if (seen_[member] != none && rules_.admits(member)) heap_.push_back(member);
    std::make_heap(heap_.begin(), heap_.end(), Later{*this});
    return true;
  }

  void pick_given(std::int64_t& budget) {
    const std::uint32_t member = first_[picks_.size()];
    seen_[member] = std::min<std::uint32_t>(1, static_cast<std::uint32_t>(picks_.size()));
    see(member, budget, [](Distance) { return true; });
    pick(member);
  }

  void pick(std::uint32_t member) {
    nearest_pick_.push_back(picks_.empty() ? none : nearest_[member]);
    distances_.push_back(bounds_[member]);
    picks_.push_back(member);
    rules_.picked(member);
  }

  void drop_top() {
    heap_.front() = heap_.back();
    heap_.pop_back();
    if (!heap_.empty()) sift_down();
  }

  /// Compares the top with the picks it was not compared with, until none is left or another bound is larger.
  void update_top(std::int64_t& budget) {
    const std::uint32_t top = heap_.front();
    const std::size_t children = std::min<std::size_t>(3, heap_.size());
    auto rival = rules_.value(top, Distance{});
    for (std::size_t child = 1; child < children; ++child)
      rival = std::max(rival, rules_.value(heap_[child], bounds_[heap_[child]]));
    see(top, budget, [&](Distance bound) { return rules_.value(top, bound) >= rival; });
    sift_down();
  }

  /// Brings the bound of a member up to date while `worth` it.
  template <class Worth>
  void see(std::uint32_t member, std::int64_t& budget, const Worth& worth) {
    Distance bound = bounds_[member];
    std::uint32_t seen = seen_[member];
    for (; seen < picks_.size() && worth(bound); ++seen, --budget) {
      const Distance distance = space_.distance(member, picks_[seen]);
      if (distance >= bound) continue;
      bound = distance;
      nearest_[member] = seen;
    }
    bounds_[member] = bound;
    seen_[member] = seen;
  }

  bool later(std::uint32_t a, std::uint32_t b) const {
    const auto x = rules_.value(a, bounds_[a]);
    const auto y = rules_.value(b, bounds_[b]);
    return x != y ? x < y : space_.before(b, a);
  }

  struct Later {
    const FarthestFirst& traversal;
    bool operator()(std::uint32_t a, std::uint32_t b) const { return traversal.later(a, b); }
  };

  void sift_down() {
    const std::size_t size = heap_.size();
    const std::uint32_t moved = heap_.front();
    std::size_t hole = 0;
    for (std::size_t child = 1; child < size; child = 2 * hole + 1) {
      if (child + 1 < size && later(heap_[child], heap_[child + 1])) ++child;
      if (!later(moved, heap_[child])) break;
      heap_[hole] = heap_[child];
      hole = child;
    }
    heap_[hole] = moved;
  }

  const Space& space_;
  Rules rules_;
  std::vector<std::uint32_t> first_;
  std::vector<std::uint32_t> picks_;
  std::vector<Distance> distances_;
  std::vector<std::uint32_t> nearest_pick_;
  std::vector<Distance> bounds_;        // of each member: an upper bound of the distance to its nearest pick
  std::vector<std::uint32_t> seen_;     // of each member: how many picks its bound has seen; `none`: given first
  std::vector<std::uint32_t> nearest_;  // of each member: the place of the nearest pick it has seen
  std::vector<std::uint32_t> heap_;     // members not picked, largest bound on top
  std::uint32_t measured_ = 0;          // members whose distance to the first pick is known
};

}  // namespace vitrine
