// Preference: the posterior against the reference's vectors and against binomial sums in exact decimals, Elo and Borda
// by hand, ties that say nothing, and no advantage for a picture that was not shown.
#include "core/calendar/preference.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/calendar/quantiles.h"
#include "core/random.h"

using namespace vitrine;

namespace {

constexpr double unknown = Preference::unknown;

std::vector<double> quantiles(const std::vector<double>& values) { return mid_rank_quantiles(values, unknown); }

/// The same picture on `shown` ballots, chosen on some.
std::vector<Showing> showings(std::uint32_t picture, std::uint32_t shown, std::uint32_t chosen) {
  std::vector<Showing> all;
  for (std::uint32_t i = 0; i < shown; ++i) all.push_back({picture, i < chosen});
  return all;
}

std::vector<Showing> operator+(std::vector<Showing> a, const std::vector<Showing>& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

}  // namespace

TEST_CASE("the posterior has the reference's means and widths") {
  struct Row {
    Evidence evidence;
    double mean, width;
  };
  // Section 9; the widths' further digits are of the same sums in decimals of 50 places.
  const Row rows[] = {{{0, 0}, 2.0 / 10, 0.4543515414394389}, {{1, 0}, 2.0 / 11, 0.4198053907013620},
                      {{1, 1}, 3.0 / 11, 0.4893559511299071}, {{2, 2}, 4.0 / 12, 0.5004791157533232},
                      {{3, 3}, 5.0 / 13, 0.4994722637727558}, {{3, 2}, 4.0 / 13, 0.4726123707286059},
                      {{4, 3}, 5.0 / 14, 0.4756823228605447}};
  for (const auto& [evidence, mean, width] : rows) {
    const Posterior posterior = posterior_of(evidence);
    CHECK(posterior.mean == mean);
    CHECK(std::abs(posterior.upper - posterior.lower - width) < 1e-14);
  }
}

TEST_CASE("quantiles of few and of many votes are those of exact decimals") {
  struct Row {
    Evidence evidence;
    double lower, upper;
  };
  const Row rows[] = {{{0, 0}, 0.0281449734778982, 0.4824965149173371},
                      {{7, 0}, 0.0155136038154139, 0.3023207384345319},
                      {{40, 40}, 0.7275784873044024, 0.9267772400920117},
                      {{1000, 1}, 0.0006135739456511, 0.0071417312386261},
                      {{50000, 10000}, 0.1965056875681046, 0.2035170395101898}};
  for (const auto& [evidence, lower, upper] : rows) {
    CHECK(std::abs(posterior_of(evidence).lower - lower) < 1e-12);
    CHECK(std::abs(posterior_of(evidence).upper - upper) < 1e-12);
  }
}

TEST_CASE("the largest counts neither overflow nor underflow") {
  constexpr std::uint32_t most = 4'294'967'295U;
  for (const Evidence evidence : {Evidence{most, 0}, Evidence{most, most}, Evidence{most, most / 3}}) {
    const Posterior posterior = posterior_of(evidence);
    CHECK(0.0 < posterior.lower);
    CHECK(posterior.lower < posterior.mean);
    CHECK(posterior.mean < posterior.upper);
    CHECK(posterior.upper < 1.0);
    CHECK(posterior.upper - posterior.lower < 1e-4);
  }
}

TEST_CASE("a quantile falls where its share says, for Beta(1, 1) itself, and mirrored") {
  for (const double share : {0.001, 0.25, 0.5, 0.975}) {
    CHECK(std::abs(beta_quantile(1, 1, share) - share) < 1e-15);
    CHECK(std::abs(beta_quantile(3, 1, share) - std::cbrt(share)) < 1e-14);
    CHECK(std::abs(beta_quantile(5, 9, share) + beta_quantile(9, 5, 1.0 - share) - 1.0) < 1e-13);
  }
}

TEST_CASE("Wilson's lower bound") {
  CHECK(wilson_lower({0, 0}) == 0.0);
  CHECK(wilson_lower({10, 0}) == 0.0);
  CHECK(std::abs(wilson_lower({10, 5}) - 0.2365895936154873) < 1e-14);
  CHECK(wilson_lower({100, 50}) > wilson_lower({10, 5}));
  CHECK(wilson_lower({10, 10}) < 1.0);
}

TEST_CASE("mid-rank quantiles: ties share their rank, what has no value has none") {
  CHECK(quantiles({}).empty());
  CHECK(quantiles({7}) == std::vector<double>{0.5});
  CHECK(quantiles({3, 1, 2}) == std::vector<double>{1, 0, 0.5});
  CHECK(quantiles({4, 4, 4}) == std::vector<double>{0.5, 0.5, 0.5});
  CHECK(quantiles({1, 2, 2, 2, 9}) == std::vector<double>{0, 0.5, 0.5, 0.5, 1});
  const std::vector<double> some = quantiles({unknown, 5, unknown, 1});
  CHECK(std::isnan(some[0]));
  CHECK(some[1] == 1);
  CHECK(std::isnan(some[2]));
  CHECK(some[3] == 0);
}

TEST_CASE("Elo: start 1500, K 32, one pass in the order of the pairs") {
  const PairVote one[] = {{0, 1}};
  std::vector<Preference> all = preferences_of(3, {}, one, {});
  CHECK(all[0].elo == 1516.0);
  CHECK(all[1].elo == 1484.0);
  CHECK(std::isnan(all[2].elo));

  const PairVote more[] = {{0, 1}, {1, 2}, {2, 0}};
  all = preferences_of(3, {}, more, {});
  const double second = 32.0 * (1.0 - 1.0 / (1.0 + std::pow(10.0, (1500.0 - 1484.0) / 400.0)));
  const double third = 32.0 * (1.0 - 1.0 / (1.0 + std::pow(10.0, (1516.0 - (1500.0 - second)) / 400.0)));
  CHECK(all[0].elo == doctest::Approx(1516.0 - third).epsilon(1e-13));
  CHECK(all[1].elo == doctest::Approx(1484.0 + second).epsilon(1e-13));
  CHECK(all[2].elo == doctest::Approx(1500.0 - second + third).epsilon(1e-13));
}

TEST_CASE("Borda: 3, 2, 1 points, summed") {
  const RankVote ranks[] = {{2, 1}, {0, 2}, {1, 3}, {2, 3}};
  const std::vector<Preference> all = preferences_of(4, {}, {}, ranks);
  CHECK(all[0].borda == 2.0);
  CHECK(all[1].borda == 1.0);
  CHECK(all[2].borda == 4.0);
  CHECK(std::isnan(all[3].borda));
}

TEST_CASE("the composite lifts the mean by at most a quarter, by Elo and by Borda") {
  // 0 is first everywhere, 1 last; 2 was on ballots only.
  const auto seen = showings(0, 4, 3) + showings(1, 4, 3) + showings(2, 4, 3);
  const PairVote pairs[] = {{0, 1}};
  const RankVote ranks[] = {{0, 1}, {1, 2}};
  const std::vector<Preference> all = preferences_of(3, seen, pairs, ranks);
  const double mean = 5.0 / 14;
  CHECK(all[0].posterior.mean == mean);
  CHECK(all[0].preference == doctest::Approx(mean * 1.25).epsilon(1e-15));
  CHECK(all[1].preference == mean);
  CHECK(all[2].preference == mean);
}

TEST_CASE("broad appeal: what divides voters falls back, equal evidence counts the same") {
  // Shares 1/2, 2/4 (as divided), 1/3 and 2/3 (as divided as each other), 0/5.
  const auto seen = showings(0, 2, 1) + showings(1, 4, 2) + showings(2, 3, 1) + showings(3, 3, 2) + showings(4, 5, 0);
  const std::vector<Preference> all = preferences_of(5, seen, {}, {});
  const auto factor = [&](std::size_t i) { return all[i].appeal / all[i].preference; };
  CHECK(factor(4) == 1.0);
  CHECK(factor(2) == doctest::Approx(1 - 1.5 / 4));
  CHECK(factor(3) == doctest::Approx(1 - 1.5 / 4));
  CHECK(factor(0) == doctest::Approx(1 - 3.5 / 4));
  CHECK(factor(1) == doctest::Approx(1 - 3.5 / 4));
}

TEST_CASE("a picture without evidence is never rewarded") {
  // 0 was shown once and chosen, 1 often and seldom chosen, 2 in a pair alone, 3 nowhere.
  const auto seen = showings(0, 1, 1) + showings(1, 20, 2);
  const PairVote pairs[] = {{2, 1}};
  const std::vector<Preference> all = preferences_of(4, seen, pairs, {});
  CHECK(std::isnan(all[3].preference));
  CHECK(std::isnan(all[3].appeal));
  CHECK(all[3].posterior.mean == 0.2);
  CHECK(std::isnan(all[0].appeal));  // one showing agrees with itself: the reference's best, and no evidence
  CHECK(std::isnan(all[2].appeal));
  CHECK(!std::isnan(all[1].appeal));
  // Never on a ballot: the mean of all that was shown, 3 / 21, not the prior's 0.2.
  CHECK(all[2].preference == doctest::Approx(3.0 / 21 * 1.15).epsilon(1e-15));
}

TEST_CASE("without ballots the prior's mean is everyone's") {
  const PairVote pairs[] = {{0, 1}, {0, 2}, {1, 2}};
  const std::vector<Preference> all = preferences_of(3, {}, pairs, {});
  CHECK(all[0].preference == doctest::Approx(0.2 * 1.15).epsilon(1e-15));
  CHECK(all[2].preference == 0.2);
  CHECK(all[1].preference > all[2].preference);
}

TEST_CASE("the numbering of the pictures and the order of ballots change nothing") {
  constexpr std::uint32_t count = 60;
  std::vector<std::uint32_t> other(count);
  std::iota(other.begin(), other.end(), 0U);
  Random random(7);
  for (std::uint32_t i = count; i > 1; --i) std::swap(other[i - 1], other[random.below(i)]);
  std::vector<Showing> seen, renamed;
  std::vector<PairVote> pairs, renamed_pairs;
  for (int i = 0; i < 2000; ++i) {
    const Showing one{random.below(count), random.below(4) == 0};
    seen.push_back(one);
    renamed.push_back({other[one.picture], one.chosen});
    const std::uint32_t a = random.below(count), b = (a + 1 + random.below(count - 1)) % count;
    pairs.push_back({a, b});
    renamed_pairs.push_back({other[a], other[b]});
  }
  std::reverse(renamed.begin(), renamed.end());
  const std::vector<Preference> one = preferences_of(count, seen, pairs, {});
  const std::vector<Preference> two = preferences_of(count, renamed, renamed_pairs, {});
  for (std::uint32_t i = 0; i < count; ++i) {
    CHECK(one[i].evidence == two[other[i]].evidence);
    CHECK(one[i].preference == two[other[i]].preference);
    CHECK(one[i].appeal == two[other[i]].appeal);
  }
}
