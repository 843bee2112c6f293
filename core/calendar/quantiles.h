// Mid-rank quantiles: where a value stands among the others.
#pragma once

#include <vector>

namespace vitrine {

/// Of each value 0..1 among those that are known, of equal values the same; `otherwise` where it is NaN. One alone:
/// 0.5.
std::vector<double> mid_rank_quantiles(const std::vector<double>& values, double otherwise);

}  // namespace vitrine
