#include "tools/sample/votes.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>
#include <numeric>
#include <utility>

#include "core/random.h"
#include "tools/sample/csv_row.h"

namespace vitrine::sample {
namespace {

constexpr std::uint32_t voters = 60;

std::string voter_name(std::uint32_t voter) {
  char name[16];
  std::snprintf(name, sizeof name, "voter-%02u", voter + 1);
  return name;
}

/// How a voter sees a picture this time: its appeal, and chance.
double liking(const Shot& shot, Random& random) { return static_cast<double>(shot.appeal) + 0.15 * random.normal(); }

/// The places of `shots` that are liked best, best first.
std::vector<std::uint32_t> best_of(const std::vector<Shot>& shots, const std::vector<std::uint32_t>& places,
                                   std::size_t most, Random& random) {
  std::vector<std::pair<double, std::uint32_t>> liked;
  for (const std::uint32_t place : places) liked.emplace_back(-liking(shots[place], random), place);
  std::sort(liked.begin(), liked.end());
  std::vector<std::uint32_t> best;
  for (std::size_t i = 0; i < std::min(most, liked.size()); ++i) best.push_back(liked[i].second);
  return best;
}

}  // namespace

// The more appealing picture wins with probability 1 / (1 + e^(-8 difference)) (Bradley and Terry's model).
std::string votes_text(const std::vector<Shot>& shots, std::uint64_t seed) {
  std::string text = csv_row({"voter", "winner", "loser", "voted_at"});
  const auto count = static_cast<std::uint32_t>(shots.size());
  if (count < 2) return text;
  Random random(seed, 51);
  for (std::uint32_t i = 0; i < 10 * count; ++i) {
    const std::uint32_t voter = random.below(voters);
    const std::uint32_t a = random.below(count), b = (a + 1 + random.below(count - 1)) % count;
    const double chance = 1 / (1 + std::exp(-8.0 * static_cast<double>(shots[a].appeal - shots[b].appeal)));
    const bool first = random.unit() < chance;
    char when[32];
    const std::uint32_t month = 5 + random.below(2), day = 1 + random.below(28), hour = 7 + random.below(15),
                        minute = random.below(60);
    std::snprintf(when, sizeof when, "2025-%02u-%02uT%02u:%02u:00Z", month, day, hour, minute);
    text += csv_row({voter_name(voter), shots[first ? a : b].id, shots[first ? b : a].id, when});
  }
  return text;
}

std::string ballots_text(const std::vector<Shot>& shots, std::uint64_t seed) {
  std::string text = csv_row({"voter", "shown", "chosen"});
  const auto count = static_cast<std::uint32_t>(shots.size());
  const std::uint32_t shown = std::min(50U, count), chosen = std::max(1U, shown / 10);
  const auto ids = [&](const std::vector<std::uint32_t>& places) {
    std::string joined;
    for (const std::uint32_t place : places) joined += (joined.empty() ? "" : "|") + shots[place].id;
    return joined;
  };
  std::vector<std::uint32_t> deck(count);
  std::iota(deck.begin(), deck.end(), 0U);
  Random random(seed, 52);
  for (std::uint32_t ballot = 0; ballot < (count + 1) / 2; ++ballot) {
    for (std::uint32_t i = 0; i < shown; ++i) std::swap(deck[i], deck[i + random.below(count - i)]);
    const std::vector<std::uint32_t> places(deck.begin(), deck.begin() + shown);
    const std::uint32_t voter = random.below(voters);
    text += csv_row({voter_name(voter), ids(places), ids(best_of(shots, places, chosen, random))});
  }
  return text;
}

std::string rankings_text(const std::vector<Shot>& shots, std::uint64_t seed) {
  std::string text = csv_row({"voter", "category", "picture", "rank"});
  std::map<std::string, std::vector<std::uint32_t>> categories;
  for (std::uint32_t place = 0; place < shots.size(); ++place) categories[shots[place].category].push_back(place);
  Random random(seed, 53);
  for (std::uint32_t voter = 0; voter < voters; ++voter) {
    for (const auto& [category, places] : categories) {
      const std::vector<std::uint32_t> best = best_of(shots, places, 3, random);
      for (std::size_t i = 0; i < best.size(); ++i)
        text += csv_row({voter_name(voter), category, shots[best[i]].id, std::to_string(i + 1)});
    }
  }
  return text;
}

}  // namespace vitrine::sample
