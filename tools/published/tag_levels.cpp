#include "tools/published/tag_levels.h"

#include <algorithm>
#include <cmath>

#include "core/documents/documents.h"

namespace vitrine {

TagLevels tag_levels(std::span<const float> scores, float accepted) {
  float farthest = 0.0F;
  for (const float score : scores)
    farthest = std::isnan(score) ? farthest : std::max(farthest, std::abs(score - accepted));
  constexpr auto most = static_cast<float>(largest_level);
  TagLevels coded;
  coded.step = farthest > 0.0F ? farthest / most : 1.0F;
  for (const float score : scores) {
    const float level = std::clamp(std::floor((score - accepted) / coded.step), -most, most);
    coded.levels.push_back(std::isnan(score) ? no_level : static_cast<std::int8_t>(level));
  }
  return coded;
}

}  // namespace vitrine
