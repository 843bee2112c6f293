// How much voters like each picture, from three kinds of votes: ballots (which of the shown pictures were chosen),
// pairs (which of two is preferred) and rankings (a first, a second, a third). Formulas and constants:
// reference/artemis-system.md section 4.7; where ours differ from them, it is said here.
//
// The command line alone runs it: Elo's formula needs pow, and its last bit differs between machines. The page reads
// what came out.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace vitrine {

/// What ballots say of one picture.
struct Evidence {
  std::uint32_t shown = 0;
  std::uint32_t chosen = 0;  // at most `shown`

  friend bool operator==(const Evidence&, const Evidence&) = default;
};

/// The share of voters that choose a picture, as far as it is known: Beta(2 + chosen, 8 + shown - chosen).
struct Posterior {
  double mean = 0.0;
  double lower = 0.0, upper = 0.0;  // 2.5 % and 97.5 % quantiles
};
Posterior posterior_of(Evidence evidence);

/// The x in 0..1 up to which Beta(a, b) has the share `share`. REQUIRES: a and b at least 1, 0 < share < 1. The sums
/// are binomial and relative to their greatest term: exact to about 1e-12, whatever the counts.
double beta_quantile(std::uint64_t a, std::uint64_t b, double share);

/// Wilson's lower bound of the share of voters, z = 1.96; 0 without a showing.
double wilson_lower(Evidence evidence);

// --- votes: pictures are numbers 0, 1, ... -----------------------------------------------------------------------

struct Showing {
  std::uint32_t picture = 0;
  bool chosen = false;
};
struct PairVote {
  std::uint32_t winner = 0, loser = 0;  // two pictures
};
struct RankVote {
  std::uint32_t picture = 0;
  std::uint32_t rank = 1;  // 1, 2, 3: 3, 2, 1 points of Borda's count
};

constexpr double elo_start = 1500.0;

/// What all votes say of one picture. NaN: not known.
struct Preference {
  static constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

  Evidence evidence;
  Posterior posterior;
  double wilson = 0.0;     // Wilson's lower bound
  double elo = unknown;    // 1500 at first, K 32, pairs in their order; unknown: in no pair
  double borda = unknown;  // points; unknown: in no ranking
  /// The composite: mean (1 + 0.15 q(elo) + 0.10 q(borda)), q the mid-rank quantile among the pictures that have the
  /// signal, 0 where it is unknown. Of a picture in no ballot, while others are in some, the mean is that of the prior
  /// or the share chosen of all that was shown, whichever is less: not to be shown is no advantage. Unknown: no vote.
  double preference = unknown;
  /// Broad appeal: preference (1 - q(polarisation)). Polarisation, the spread of yes and no, takes two showings; with
  /// fewer it is unknown, and so is this. (The reference counted them as agreed on, its best.)
  double appeal = unknown;
};

/// Of each of `pictures` pictures. REQUIRES: all numbers are below `pictures`.
std::vector<Preference> preferences_of(std::uint32_t pictures, std::span<const Showing> showings,
                                       std::span<const PairVote> pairs, std::span<const RankVote> ranks);

}  // namespace vitrine
