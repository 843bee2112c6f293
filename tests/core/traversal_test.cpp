#include "core/spotlight/internal/traversal.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <limits>
#include <map>
#include <numeric>

#include "core/random.h"
#include "tests/core/vectors.h"

using namespace vitrine;

namespace {

std::int64_t squared(const CodedRows& rows, std::int32_t a, std::int32_t b) {
  std::int64_t sum = 0;
  for (std::uint32_t axis = 0; axis < rows.dimension; ++axis) {
    const std::int64_t difference =
        rows.row(static_cast<std::uint32_t>(a))[axis] - rows.row(static_cast<std::uint32_t>(b))[axis];
    sum += difference * difference;
  }
  return sum;
}

/// n^2 times the squared distance to the centroid, in whole numbers.
std::vector<std::int64_t> centroid_distances(const CodedRows& rows, const std::vector<std::int32_t>& scope) {
  std::vector<std::int64_t> result;
  const auto n = static_cast<std::int64_t>(scope.size());
  for (const std::int32_t member : scope) {
    std::int64_t sum = 0;
    for (std::uint32_t axis = 0; axis < rows.dimension; ++axis) {
      std::int64_t total = 0;
      for (const std::int32_t other : scope) total += rows.row(static_cast<std::uint32_t>(other))[axis];
      const std::int64_t difference = n * rows.row(static_cast<std::uint32_t>(member))[axis] - total;
      sum += difference * difference;
    }
    result.push_back(sum);
  }
  return result;
}

struct Order {
  std::vector<std::int32_t> picks;
  std::vector<std::int32_t> distances;
  std::vector<std::int32_t> nearest;

  friend bool operator==(const Order&, const Order&) = default;
};

bool allowed(const PickRules& rules, std::size_t member, const std::vector<std::size_t>& picks) {
  if (std::count(rules.banned.begin(), rules.banned.end(), member) > 0) return false;
  for (const GroupLimit& limit : rules.limits) {
    const std::int32_t group = limit.groups[member];
    const auto same =
        std::count_if(picks.begin(), picks.end(), [&](std::size_t p) { return limit.groups[p] == group; });
    if (group != no_group && same >= static_cast<std::int64_t>(limit.most)) return false;
  }
  return true;
}

/// The definition, computed directly.
Order eager(const CodedRows& rows, const std::vector<std::int32_t>& scope, std::uint32_t k, const PickRules& rules = {},
            bool start_at_best = false) {
  const auto central = centroid_distances(rows, scope);
  const auto better = [&](std::size_t a, std::size_t b) {
    return central[a] != central[b] ? central[a] < central[b] : scope[a] < scope[b];
  };
  std::vector<std::size_t> first;
  for (const std::uint32_t member : rules.first)
    if (std::count(rules.banned.begin(), rules.banned.end(), member) == 0) first.push_back(member);
  std::vector<std::size_t> picks;
  std::vector<std::int64_t> nearest(scope.size(), std::numeric_limits<std::int64_t>::max());
  std::vector<std::size_t> nearest_pick(scope.size());
  std::int64_t largest = 0;
  Order order;
  while (picks.size() < k) {
    const auto value = [&](std::size_t i) {
      if (picks.empty()) return start_at_best ? std::int64_t{rules.scores[i]} : std::int64_t{0};
      if (rules.balance == 0) return nearest[i];
      return (100 - std::int64_t{rules.balance}) * 10'000 * nearest[i] + rules.balance * largest * rules.scores[i];
    };
    std::size_t best = scope.size();
    for (std::size_t i = 0; i < scope.size(); ++i) {
      const bool taken = std::count(picks.begin(), picks.end(), i) > 0;
      if (taken || !allowed(rules, i, picks)) continue;
      if (best == scope.size() || value(i) > value(best) || (value(i) == value(best) && better(i, best))) best = i;
    }
    if (picks.size() < first.size()) best = first[picks.size()];
    if (best == scope.size()) break;
    order.picks.push_back(scope[best]);
    order.distances.push_back(picks.empty() ? 0 : static_cast<std::int32_t>(nearest[best]));
    order.nearest.push_back(picks.empty() ? -1 : static_cast<std::int32_t>(nearest_pick[best]));
    for (std::size_t i = 0; i < scope.size(); ++i) {
      const std::int64_t square = squared(rows, scope[i], scope[best]);
      if (square < nearest[i]) nearest_pick[i] = picks.size();
      nearest[i] = std::min(nearest[i], square);
      if (picks.empty()) largest = std::max(largest, square);
    }
    picks.push_back(best);
  }
  return order;
}

Order order_of(const Traversal& traversal) {
  return {{traversal.picks().begin(), traversal.picks().end()},
          {traversal.distances().begin(), traversal.distances().end()},
          {traversal.nearest().begin(), traversal.nearest().end()}};
}

Order lazy(const CodedRows& rows, const std::vector<std::int32_t>& scope, std::uint32_t k, const PickRules& rules = {},
           bool start_at_best = false) {
  Traversal traversal(rows.values.data(), rows.stride, scope);
  traversal.rules = rules;
  traversal.start_at_best = start_at_best;
  REQUIRE(traversal.extend(k, std::numeric_limits<std::int64_t>::max()));
  return order_of(traversal);
}

/// Rules of every kind, drawn by `seed`; a part of them when `kinds` (bits) says so.
PickRules random_rules(std::uint32_t members, std::uint64_t seed, unsigned kinds) {
  Random random(seed, 77);
  PickRules rules;
  if ((kinds & 1U) != 0) {
    for (int i = 0; i < 3; ++i) {
      const std::uint32_t member = random.below(members);
      if (std::count(rules.first.begin(), rules.first.end(), member) == 0) rules.first.push_back(member);
    }
  }
  for (int i = 0; (kinds & 2U) != 0 && i < 20; ++i) rules.banned.push_back(random.below(members));
  for (std::uint32_t most = 1; (kinds & 4U) != 0 && most < 3; ++most) {
    GroupLimit limit{{}, most};
    for (std::uint32_t i = 0; i < members; ++i) {
      const auto group = static_cast<std::int32_t>(random.below(12)) - 2;
      limit.groups.push_back(group == 9 ? no_group : group);
    }
    rules.limits.push_back(std::move(limit));
  }
  for (std::uint32_t i = 0; i < members; ++i)
    rules.scores.push_back(static_cast<std::int32_t>(random.below(101)) * 100);
  if ((kinds & 8U) != 0) rules.balance = 1 + random.below(100);
  return rules;
}

}  // namespace

TEST_CASE("the lazy picks are the eager ones") {
  for (const std::uint32_t dimension : {1U, 2U, 16U, 33U}) {
    for (const std::uint32_t count : {1U, 2U, 3U, 100U, 400U}) {
      CAPTURE(dimension);
      CAPTURE(count);
      const CodedRows rows = random_rows(count, dimension, dimension * 1000 + count);
      CHECK(lazy(rows, everything(count), 60) == eager(rows, everything(count), 60));
    }
  }
}

TEST_CASE("ties go to the one nearer the centroid, then to the lower index") {
  // Few different values: nearly every comparison is a tie, and many vectors are equal.
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    const CodedRows rows = random_rows(120, 3, seed, 1.6);
    CAPTURE(seed);
    CHECK(lazy(rows, everything(120), 120) == eager(rows, everything(120), 120));
  }
}

TEST_CASE("a scope is some of the vectors, in any order") {
  const CodedRows rows = random_rows(300, 20, 5);
  std::vector<std::int32_t> scope;
  for (std::int32_t i = 290; i > 0; i -= 7) scope.push_back(i);
  const Order order = lazy(rows, scope, 20);
  CHECK(order == eager(rows, scope, 20));
  std::reverse(scope.begin(), scope.end());
  CHECK(lazy(rows, scope, 20) == order);
}

TEST_CASE("pins come first, bans never, limits hold, scores weigh: as the rule says, ties included") {
  for (std::uint64_t seed = 0; seed < 64; ++seed) {
    CAPTURE(seed);
    const auto kinds = static_cast<unsigned>(seed % 16);
    const CodedRows rows = random_rows(150, seed < 32 ? 3 : 20, seed, seed < 32 ? 1.6 : 20.0);
    const PickRules rules = random_rules(150, seed, kinds);
    const bool best = seed % 3 == 0;
    const Order found = lazy(rows, everything(150), 60, rules, best);
    CHECK(found == eager(rows, everything(150), 60, rules, best));
    for (const std::int32_t pick : found.picks)
      CHECK(std::count(rules.banned.begin(), rules.banned.end(), static_cast<std::uint32_t>(pick)) == 0);
    for (const GroupLimit& limit : rules.limits) {
      std::map<std::int32_t, std::size_t> counts;
      for (const std::int32_t pick : found.picks) ++counts[limit.groups[static_cast<std::size_t>(pick)]];
      for (const auto& [group, count] : counts)
        CHECK((group == no_group || count <= std::max<std::size_t>(limit.most, rules.first.size())));
    }
  }
}

TEST_CASE("a balance of 100 is the order of the scores") {
  const CodedRows rows = random_rows(80, 16, 3);
  PickRules rules = random_rules(80, 3, 0);
  rules.balance = full_balance;
  const Order order = lazy(rows, everything(80), 80, rules, true);
  for (std::size_t i = 1; i < order.picks.size(); ++i) {
    CHECK(rules.scores[static_cast<std::size_t>(order.picks[i - 1])] >=
          rules.scores[static_cast<std::size_t>(order.picks[i])]);
  }
}

TEST_CASE("scores become whole numbers between the lowest and the highest") {
  const float nan = std::numeric_limits<float>::quiet_NaN();
  CHECK(whole_scores(std::vector<float>{0.2F, nan, 0.4F, 0.3F}) == std::vector<std::int32_t>{0, 0, 10'000, 5'000});
  CHECK(whole_scores(std::vector<float>{2, 2}) == std::vector<std::int32_t>{0, 0});
  CHECK(whole_scores(std::vector<float>{nan}) == std::vector<std::int32_t>{0});
}

TEST_CASE("where everything is banned nothing is picked") {
  const CodedRows rows = random_rows(3, 16, 8);
  PickRules rules;
  rules.first = {1};
  rules.banned = {0, 1, 2};
  CHECK(lazy(rows, everything(3), 5, rules).picks.empty());
}

TEST_CASE("coverage: the radius within which all have a pick, and the members that have one within half of it") {
  const CodedRows rows = random_rows(200, 8, 12);
  const auto scope = everything(200);
  Traversal traversal(rows.values.data(), rows.stride, scope);
  REQUIRE(traversal.extend(12, std::numeric_limits<std::int64_t>::max()));
  int steps = 0;
  while (!traversal.cover(11, 70)) ++steps;
  CHECK(steps > 20);
  for (std::size_t k = 1; k <= 11; ++k) {
    std::int64_t radius = 0;
    std::vector<std::int64_t> nearest;
    for (const std::int32_t row : scope) {
      std::int64_t least = std::numeric_limits<std::int64_t>::max();
      for (std::size_t i = 0; i < k; ++i) least = std::min(least, squared(rows, row, traversal.picks()[i]));
      nearest.push_back(least);
      radius = std::max(radius, least);
    }
    CHECK(traversal.radii()[k - 1] == radius);
    CHECK(traversal.radii()[k - 1] == traversal.distances()[k]);  // the next pick is the farthest
    CHECK(traversal.covered()[k - 1] ==
          std::count_if(nearest.begin(), nearest.end(), [radius](std::int64_t d) { return 4 * d <= radius; }));
  }
}

TEST_CASE("the first k picks are the picks of k, and stay while it is extended in small steps") {
  const CodedRows rows = random_rows(500, 32, 7);
  const Order all = eager(rows, everything(500), 40);
  Traversal traversal(rows.values.data(), rows.stride, everything(500));
  int steps = 0;
  for (const std::uint32_t k : {5U, 3U, 40U}) {
    while (!traversal.extend(k, 50)) ++steps;
    const Order now = order_of(traversal);
    REQUIRE(now.picks.size() >= k);
    CHECK(std::equal(now.picks.begin(), now.picks.end(), all.picks.begin()));
    CHECK(std::equal(now.distances.begin(), now.distances.end(), all.distances.begin()));
  }
  CHECK(steps > 20);
}

TEST_CASE("more picks than members are all members, each once") {
  const CodedRows rows = random_rows(30, 16, 8);
  Order order = lazy(rows, everything(30), 1000);
  CHECK(std::is_sorted(order.distances.begin() + 1, order.distances.end(), std::greater<>()));
  std::sort(order.picks.begin(), order.picks.end());
  CHECK(order.picks == everything(30));
}

TEST_CASE("no picks are asked for, none are made") {
  const CodedRows rows = random_rows(30, 16, 8);
  Traversal traversal(rows.values.data(), rows.stride, everything(30));
  CHECK(traversal.extend(0, 0));
  CHECK(traversal.picks().empty());
  CHECK(traversal.distances().empty());
}

TEST_CASE("the laziness looks at a small part of the distances") {
  const CodedRows rows = random_rows(5'000, 64, 10);
  Traversal traversal(rows.values.data(), rows.stride, everything(5'000));
  const std::int64_t most = 3 * 5'000 + 24 * 5'000 / 4;  // the centroid, the start, and a quarter of the eager ones
  CHECK(traversal.extend(24, most));
}

TEST_CASE("the centroid is exact where 32 bits are not enough") {
  // 40,000 vectors at the ends of the range: sums need 23 bits, products with them far more than 32.
  CodedRows rows{40'000, 512, 512, std::vector<std::int8_t>(std::size_t{40'000} * 512, std::int8_t{127})};
  rows.values[std::size_t{31'111} * 512 + 5] = 126;  // one below all others, yet the rest of it nearest
  rows.values[std::size_t{20} * 512 + 6] = -128;
  CodedSpace space(rows.values.data(), rows.stride, everything(rows.count));
  std::int64_t budget = std::numeric_limits<std::int64_t>::max();
  REQUIRE(space.find_centroid(budget));
  CHECK(space.before(0, 31'111));
  CHECK(space.before(31'111, 20));
  CHECK(space.before(1, 2));  // equally near: the lower index
}
