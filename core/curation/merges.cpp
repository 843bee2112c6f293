#include "core/curation/merges.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <tuple>

namespace vitrine {
namespace {

/// Sets that only grow; the name of a set is its lowest member.
class DisjointSets {
 public:
  explicit DisjointSets(std::uint32_t count) : parent_(count) { std::iota(parent_.begin(), parent_.end(), 0U); }

  std::uint32_t find(std::uint32_t i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }
  /// False: they were in one set already.
  bool join(std::uint32_t a, std::uint32_t b) {
    a = find(a);
    b = find(b);
    if (a == b) return false;
    parent_[std::max(a, b)] = std::min(a, b);
    return true;
  }

 private:
  std::vector<std::uint32_t> parent_;
};

bool more_similar(const Merge& x, const Merge& y) {
  return std::tie(y.similarity, x.a, x.b) < std::tie(x.similarity, y.a, y.b);
}

constexpr std::size_t least_room = 1 << 18;

}  // namespace

SpanningForest::SpanningForest(std::uint32_t count) : count_(count) {
  for (const Similarity similarity : {92'000U, 95'000U, 98'000U, 99'000U, 99'900U}) levels_.push_back({similarity, {}});
}

void SpanningForest::add(const Merge& pair) {
  for (const Level& level : levels_) {
    if (level.similarity < pair.similarity || level.component.empty()) continue;
    if (level.component[pair.a] == level.component[pair.b]) return;
    break;
  }
  pairs_.push_back(pair);
  if (pairs_.size() - kept_ > std::max<std::size_t>(least_room, 4 * std::size_t{count_})) shrink();
}

void SpanningForest::shrink() {
  std::sort(pairs_.begin(), pairs_.end(), more_similar);
  DisjointSets sets(count_);
  std::erase_if(pairs_, [&sets](const Merge& pair) { return !sets.join(pair.a, pair.b); });
  kept_ = pairs_.size();
  for (Level& level : levels_) level.component = components(count_, pairs_, level.similarity);
}

std::vector<Merge> SpanningForest::take() {
  shrink();
  return std::move(pairs_);
}

std::vector<std::uint32_t> components(std::uint32_t count, std::span<const Merge> merges, Similarity threshold) {
  DisjointSets sets(count);
  for (const Merge& merge : merges)
    if (merge.similarity >= threshold) sets.join(merge.a, merge.b);
  std::vector<std::uint32_t> component(count);
  for (std::uint32_t i = 0; i < count; ++i) component[i] = sets.find(i);
  return component;
}

std::vector<Merge> complete_merges(std::uint32_t count, std::vector<std::uint16_t>& similarities) {
  const auto at = [&](std::uint32_t a, std::uint32_t b) -> std::uint16_t& {
    return similarities[std::size_t{a} * count + b];
  };
  std::vector<std::uint32_t> alive(count), chain;
  std::iota(alive.begin(), alive.end(), 0U);
  const auto bury = [&alive](std::uint32_t i) { alive.erase(std::lower_bound(alive.begin(), alive.end(), i)); };
  std::vector<Merge> merges;
  while (!alive.empty()) {
    if (chain.empty()) chain.push_back(alive.front());
    const std::uint32_t end = chain.back();
    // Ties go to the previous one in the chain: otherwise a chain might not end.
    std::uint32_t nearest = chain.size() > 1 ? chain[chain.size() - 2] : end;
    std::uint16_t best = nearest == end ? std::uint16_t{0} : at(end, nearest);
    for (const std::uint32_t other : alive) {
      if (other == end || at(end, other) <= best) continue;
      best = at(end, other);
      nearest = other;
    }
    if (best == 0) {  // it cannot merge with anything any more
      bury(end);
      chain.pop_back();
    } else if (chain.size() > 1 && nearest == chain[chain.size() - 2]) {
      chain.resize(chain.size() - 2);
      const std::uint32_t stays = std::min(end, nearest);
      const std::uint32_t goes = std::max(end, nearest);
      merges.push_back({stays, goes, best});
      bury(goes);
      for (const std::uint32_t other : alive)
        at(stays, other) = at(other, stays) = std::min(at(stays, other), at(goes, other));
    } else {
      chain.push_back(nearest);
    }
  }
  return merges;
}

}  // namespace vitrine
