// The k most different members of a scope: farthest-first traversal over coded vectors, in whole numbers, so that
// page, native and any independent reference agree exactly.
//
// The start is the member nearest the centroid of the scope, unless others are given. Ties go to the one nearer the
// centroid, then to the lower index. With a balance b (percent) between difference and score it is maximal marginal
// relevance (Carbonell, Goldstein 1998) with likeness 1 - d^2 / R, linear in the cosine between unit vectors: next is
// the member with the largest
//   (100 - b) x 10,000 x d^2 + b x R x s
// where d^2 is its squared distance to the nearest pick, R the largest one of a member to the first pick, and s its
// score, in 10,000 steps between the lowest and the highest of the scope. b = 0 is the plain traversal.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "core/spotlight/internal/farthest_first.h"
#include "core/spotlight/internal/int8_sums.h"

namespace vitrine {

/// Members of a scope of row-major int8 vectors.
class CodedSpace {
 public:
  using Distance = std::int32_t;

  /// `rows` are indices into the vectors, each once. Keeps the pointer: the vectors must stay and not change.
  CodedSpace(const std::int8_t* vectors, std::uint32_t stride, std::span<const std::int32_t> rows);

  /// Goes on with the centroid until `budget` rows are read; takes what it used off the budget. True when done.
  bool find_centroid(std::int64_t& budget);
  std::uint32_t size() const { return static_cast<std::uint32_t>(rows_.size()); }
  std::int32_t row(std::uint32_t member) const { return rows_[member]; }
  Distance distance(std::uint32_t a, std::uint32_t b) const;
  bool before(std::uint32_t a, std::uint32_t b) const {
    return closeness_[a] != closeness_[b] ? closeness_[a] < closeness_[b] : rows_[a] < rows_[b];
  }

 private:
  const std::int8_t* vector(std::uint32_t member) const;

  const std::int8_t* vectors_;
  std::uint32_t stride_;
  std::vector<std::int32_t> rows_;
  std::vector<std::int32_t> sums_;       // of the members, axis by axis
  std::optional<SplitSums> split_;       // once they are complete
  std::vector<std::int64_t> closeness_;  // n |x|^2 - 2 x.sum: orders members like the distance to the centroid
  std::uint32_t summed_ = 0;
};

/// A member of no group has this one: it is never limited.
inline constexpr std::int32_t no_group = std::numeric_limits<std::int32_t>::min();

inline constexpr std::uint32_t full_balance = 100;     // percent
inline constexpr std::int32_t highest_score = 10'000;  // 0: the lowest, and without a score

/// At most `most` picks of one group; those that come first count.
struct GroupLimit {
  std::vector<std::int32_t> groups;  // of each member
  std::uint32_t most = 0;
};

/// What picks keep to; members are places in the rows of a scope.
struct PickRules {
  std::vector<std::uint32_t> first;  // come first, in this order
  std::vector<std::uint32_t> banned;
  std::vector<GroupLimit> limits;
  std::vector<std::int32_t> scores;  // of each member, 0 .. highest_score; may be empty
  std::uint32_t balance = 0;         // percent of the score; the rest is of the difference
};

/// Scores as whole numbers; not a number becomes 0.
std::vector<std::int32_t> whole_scores(std::span<const float> scores);

class Traversal {
 public:
  /// REQUIRES: rows is not empty.
  Traversal(const std::int8_t* vectors, std::uint32_t stride, std::span<const std::int32_t> rows);

  Traversal(const Traversal&) = delete;
  Traversal& operator=(const Traversal&) = delete;

  /// To be set before the first extend().
  PickRules rules;
  bool start_at_best = false;  // by score, unless some are given first

  /// The member that is this vector; nothing when there is none.
  std::optional<std::uint32_t> member_of(std::int32_t row) const;
  std::uint32_t size() const { return space_.size(); }

  /// Continues until there are `k` picks (or no member may be picked any more) or about `budget` vectors are compared.
  /// True when it is done. Picks and distances so far never change.
  bool extend(std::uint32_t k, std::int64_t budget);

  /// Indices into the vectors, in the order picked.
  std::span<const std::int32_t> picks() const { return picks_; }
  /// Squared distance of each pick to the nearest one before it, in units of step squared; the first one's is 0.
  std::span<const std::int32_t> distances() const;
  /// The place of that pick, of equals the earliest; -1 for the first.
  std::span<const std::int32_t> nearest() const { return nearest_; }

  /// Continues computing what the first `k` picks cover, in the same way. REQUIRES: there are k picks.
  bool cover(std::uint32_t k, std::int64_t budget);
  /// For each number of picks the squared distance within which every member has one of them ...
  std::span<const std::int32_t> radii() const { return radii_; }
  /// ... and how many members have one within half that distance.
  std::span<const std::int32_t> covered() const { return covered_; }

 private:
  /// The rules of farthest_first.h.
  struct Rules {
    void begin(std::int32_t farthest);
    std::int64_t value(std::uint32_t member, std::int32_t nearest) const {
      return gains.empty() ? nearest : slope * nearest + gains[member];
    }
    bool admits(std::uint32_t member) const;
    void picked(std::uint32_t member);

    PickRules given;
    std::vector<std::uint8_t> banned;
    std::vector<std::vector<std::pair<std::int32_t, std::uint32_t>>> taken;  // of each limit: group, picks of it
    std::int64_t slope = 1;
    std::vector<std::int64_t> gains;  // the value of a member besides its distance
  };

  void begin();
  std::uint32_t start(const Rules& rules) const;

  CodedSpace space_;
  std::optional<FarthestFirst<CodedSpace, Rules>> order_;
  bool nothing_ = false;  // every member is banned
  std::vector<std::int32_t> picks_, nearest_;
  std::vector<std::int32_t> closest_;  // of each member: squared distance to the picks looked at for coverage
  std::uint32_t looked_at_ = 0;        // members, for the next of radii_
  std::vector<std::int32_t> radii_, covered_;
};

}  // namespace vitrine
