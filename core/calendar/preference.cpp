#include "core/calendar/preference.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "core/calendar/quantiles.h"

namespace vitrine {
namespace {

constexpr std::uint64_t prior_chosen = 2, prior_passed = 8;
constexpr double tail = 0.025;
constexpr double elo_k = 32.0;
constexpr double elo_boost = 0.15, borda_boost = 0.10;

/// The share of Beta(a, b) up to x: the chance that of a + b - 1 trials, each a hit with chance x, at least `a` hit.
/// Terms are taken relative to the most likely one, from it outwards until they no longer count.
double beta_share(std::uint64_t a, std::uint64_t b, double x) {
  const std::uint64_t trials = a + b - 1;
  const double n = static_cast<double>(trials), odds = x / (1.0 - x);
  const auto mode = std::min(trials, static_cast<std::uint64_t>((n + 1.0) * x));
  constexpr double negligible = 1e-20;
  double below = 0.0, above = 0.0;
  const auto add = [&](std::uint64_t hits, double term) { (hits >= a ? above : below) += term; };
  double term = 1.0;
  for (std::uint64_t hits = mode; term > negligible; ++hits) {
    add(hits, term);
    if (hits == trials) break;
    term *= (n - static_cast<double>(hits)) / (static_cast<double>(hits) + 1.0) * odds;
  }
  term = 1.0;
  for (std::uint64_t hits = mode; hits > 0; --hits) {
    term *= static_cast<double>(hits) / (n - static_cast<double>(hits) + 1.0) / odds;
    if (term <= negligible) break;
    add(hits - 1, term);
  }
  return above / (above + below);
}

/// The standard deviation of `chosen` ones and `shown - chosen` zeros; equal for equal shares, whatever the counts.
double polarisation_of(Evidence evidence) {
  if (evidence.shown < 2) return Preference::unknown;
  const double shown = evidence.shown, chosen = evidence.chosen;
  return std::sqrt(chosen * (shown - chosen) / (shown * shown));
}

/// Few pairs of counts are different, and each takes a bisection.
class Posteriors {
 public:
  const Posterior& of(Evidence evidence) {
    const auto [found, added] = known_.try_emplace({evidence.shown, evidence.chosen});
    if (added) found->second = posterior_of(evidence);
    return found->second;
  }

 private:
  std::map<std::pair<std::uint32_t, std::uint32_t>, Posterior> known_;
};

void count_showings(std::span<const Showing> showings, std::vector<Preference>& all) {
  for (const Showing& showing : showings) {
    ++all[showing.picture].evidence.shown;
    if (showing.chosen) ++all[showing.picture].evidence.chosen;
  }
}

void play_pairs(std::span<const PairVote> pairs, std::vector<Preference>& all) {
  for (const PairVote& pair : pairs) {
    double &winner = all[pair.winner].elo, &loser = all[pair.loser].elo;
    if (std::isnan(winner)) winner = elo_start;
    if (std::isnan(loser)) loser = elo_start;
    const double expected = 1.0 / (1.0 + std::pow(10.0, (loser - winner) / 400.0));
    winner += elo_k * (1.0 - expected);
    loser -= elo_k * (1.0 - expected);
  }
}

void add_points(std::span<const RankVote> ranks, std::vector<Preference>& all) {
  for (const RankVote& vote : ranks) {
    double& points = all[vote.picture].borda;
    points = (std::isnan(points) ? 0.0 : points) + (4.0 - vote.rank);
  }
}

/// Quantiles of what `value` is of each; `otherwise` where it is unknown.
template <class Value>
std::vector<double> quantiles_of(const std::vector<Preference>& all, Value value, double otherwise) {
  std::vector<double> values;
  for (const Preference& one : all) values.push_back(value(one));
  return mid_rank_quantiles(values, otherwise);
}

/// The mean of a picture that was in no ballot.
double mean_without_ballot(std::span<const Showing> showings) {
  const double prior = posterior_of({}).mean;
  if (showings.empty()) return prior;
  const auto chosen = std::count_if(showings.begin(), showings.end(), [](const Showing& one) { return one.chosen; });
  return std::min(prior, static_cast<double>(chosen) / static_cast<double>(showings.size()));
}

}  // namespace

double beta_quantile(std::uint64_t a, std::uint64_t b, double share) {
  double low = 0.0, high = 1.0;
  for (double middle = 0.5; low < middle && middle < high; middle = low + (high - low) / 2.0)
    (beta_share(a, b, middle) < share ? low : high) = middle;
  return high;
}

Posterior posterior_of(Evidence evidence) {
  const std::uint64_t a = prior_chosen + evidence.chosen, b = prior_passed + (evidence.shown - evidence.chosen);
  return {static_cast<double>(a) / static_cast<double>(a + b), beta_quantile(a, b, tail),
          beta_quantile(a, b, 1.0 - tail)};
}

double wilson_lower(Evidence evidence) {
  if (evidence.shown == 0) return 0.0;
  constexpr double z = 1.96;
  const double n = evidence.shown, share = evidence.chosen / n;
  const double spread = z * std::sqrt((share * (1.0 - share) + z * z / (4.0 * n)) / n);
  return std::max(0.0, (share + z * z / (2.0 * n) - spread) / (1.0 + z * z / n));
}

std::vector<Preference> preferences_of(std::uint32_t pictures, std::span<const Showing> showings,
                                       std::span<const PairVote> pairs, std::span<const RankVote> ranks) {
  std::vector<Preference> all(pictures);
  count_showings(showings, all);
  play_pairs(pairs, all);
  add_points(ranks, all);
  const std::vector<double> elo = quantiles_of(
      all, [](const Preference& one) { return one.elo; }, 0.0);
  const std::vector<double> borda = quantiles_of(
      all, [](const Preference& one) { return one.borda; }, 0.0);
  const std::vector<double> polarisation = quantiles_of(
      all, [](const Preference& one) { return polarisation_of(one.evidence); }, Preference::unknown);
  const double unseen = mean_without_ballot(showings);
  Posteriors posteriors;
  for (std::uint32_t i = 0; i < pictures; ++i) {
    Preference& one = all[i];
    one.posterior = posteriors.of(one.evidence);
    one.wilson = wilson_lower(one.evidence);
    const bool seen = one.evidence.shown > 0;
    if (!seen && std::isnan(one.elo) && std::isnan(one.borda)) continue;
    const double mean = seen ? one.posterior.mean : unseen;
    one.preference = mean * (1.0 + elo_boost * elo[i] + borda_boost * borda[i]);
    one.appeal = one.preference * (1.0 - polarisation[i]);
  }
  return all;
}

}  // namespace vitrine
