// A tag's scores as the page gets them: an int8 level a row (TagEntry::path in core/documents/documents.h).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace vitrine {

struct TagLevels {
  float step = 1.0F;
  std::vector<std::int8_t> levels;
};

/// Level q of a score: accepted + q x step is the largest such bound that does not exceed it; so level 0 and above are
/// exactly the scores that reach `accepted`. The step is the smallest that lets all levels fit. NaN gives no_level.
TagLevels tag_levels(std::span<const float> scores, float accepted);

}  // namespace vitrine
