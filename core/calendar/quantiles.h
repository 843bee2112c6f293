// Where a value stands among the others.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace vitrine {

/// Of each value its mid-rank quantile, 0 (the least) .. 1 (the greatest): equal values share the mean of their ranks,
/// so that their order says nothing. NaN: has no value, and no quantile. One value alone, or all alike: 0.5.
inline std::vector<double> mid_rank_quantiles(std::span<const double> values) {
  std::vector<std::uint32_t> order;
  for (std::uint32_t i = 0; i < values.size(); ++i)
    if (!std::isnan(values[i])) order.push_back(i);
  std::sort(order.begin(), order.end(), [values](std::uint32_t a, std::uint32_t b) { return values[a] < values[b]; });
  std::vector<double> quantiles(values.size(), std::numeric_limits<double>::quiet_NaN());
  const std::size_t count = order.size();
  for (std::size_t first = 0, end = 0; first < count; first = end) {
    while (end < count && values[order[end]] == values[order[first]]) ++end;
    const double quantile =
        count == 1 ? 0.5 : static_cast<double>(first + end - 1) / static_cast<double>(2 * (count - 1));
    for (std::size_t i = first; i < end; ++i) quantiles[order[i]] = quantile;
  }
  return quantiles;
}

}  // namespace vitrine
