#include "core/calendar/quantiles.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "core/radix_sort.h"

namespace vitrine {

std::vector<double> mid_rank_quantiles(const std::vector<double>& values, double otherwise) {
  std::vector<std::uint32_t> rows;
  std::vector<std::uint64_t> keys;
  for (std::uint32_t row = 0; row < values.size(); ++row) {
    if (std::isnan(values[row])) continue;
    rows.push_back(row);
    keys.push_back(sort_key(values[row]));
  }
  const std::vector<std::uint32_t> order = sorted_rows(keys);
  std::vector<double> answer(values.size(), otherwise);
  for (std::size_t first = 0, end = 0; first < order.size(); first = end) {
    while (end < order.size() && keys[order[end]] == keys[order[first]]) ++end;
    const double rank = static_cast<double>(first + end - 1) / 2;
    const double quantile = order.size() > 1 ? rank / static_cast<double>(order.size() - 1) : 0.5;
    for (std::size_t i = first; i < end; ++i) answer[rows[order[i]]] = quantile;
  }
  return answer;
}

}  // namespace vitrine
