// Merge lists of single and of complete linkage: which pictures are merged at which similarity. They are computed once,
// natively, and hold for every threshold from the floor up.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/curation/similarity.h"

namespace vitrine {

/// Two pictures, or the groups they are in, are merged at this similarity.
struct Merge {
  std::uint32_t a = 0, b = 0;
  Similarity similarity = 0;

  friend bool operator==(const Merge&, const Merge&) = default;
};

/// The maximum spanning forest of all pairs it is given, in bounded memory: of the pairs so far only the forest is
/// kept: a pair that was dropped cannot become an edge again. Its edges are the merges of single linkage. Ties go to
/// the lower indices, so the forest does not depend on the order in which pairs come.
class SpanningForest {
 public:
  explicit SpanningForest(std::uint32_t count);

  /// a < b, each pair at most once.
  void add(const Merge& pair);
  /// The edges, most similar first: at most count - 1.
  std::vector<Merge> take();

 private:
  void shrink();

  struct Level {
    Similarity similarity;
    std::vector<std::uint32_t> component;  // by picture, of the edges that are at least as similar
  };
  std::uint32_t count_;
  std::size_t kept_ = 0;
  std::vector<Merge> pairs_;   // the forest so far, then what came since
  std::vector<Level> levels_;  // a pair inside a component of its level or a higher one joins nothing
};

/// Components of what is joined by merges at least as similar as `threshold`: the number of its component for each of
/// `count` pictures, numbered by their lowest member.
std::vector<std::uint32_t> components(std::uint32_t count, std::span<const Merge> merges, Similarity threshold);

/// Complete linkage of `count` pictures by nearest-neighbour chains (F. Murtagh, 1983): a group is as similar as its
/// least similar pair. `similarities`: count x count, symmetric; 0 never merges. Overwritten. O(count²).
/// Indices of a merge are members of its two groups, lower first.
std::vector<Merge> complete_merges(std::uint32_t count, std::vector<std::uint16_t>& similarities);

}  // namespace vitrine
