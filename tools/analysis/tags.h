// Tags: directions in vector space. A picture's score with a tag is 100 x the cosine of its vector and the tag's
// prompt (reference/artemis-system.md section 4.6: CLIP's logit); calibration says from which score on a picture bears
// the tag. One product makes a tag's column; the other tags' columns stay as they are.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "tools/analysis/analysis.h"
#include "tools/source/npy.h"
#include "tools/vocabulary/vocabulary.h"
#include "tools/warehouse/records.h"

namespace vitrine {

/// Where confidence stands on a tag's scores: confidence = 1 / (1 + exp(-(score - centre) / width)).
struct ScoreScale {
  float centre = 0.0F, width = 1.0F;
};

/// The earlier system's one scale for all tags.
inline constexpr ScoreScale sigmoid_scale{25.5F, 1.5F};

/// Of one tag's scores in this collection: 0.50 lies two spreads above the median, 0.80 three. The spread is 1.4826
/// times the median absolute deviation, which is the standard deviation of a normal distribution.
ScoreScale collection_scale(std::span<const float> scores);

float confidence_of(float score, ScoreScale scale);
float score_of(float confidence, ScoreScale scale);

/// What makes up a tagging before any score is computed: the vocabulary with the prompt of each tag that is not
/// derived, scaled to unit length. Row i of `prompts` belongs to the i-th of these; where there are no prompts, those
/// of the same code `before` are used. `calibration`: "collection" or "sigmoid". Throws Failure.
Tagging wanted_tagging(const Vocabulary& vocabulary, const std::optional<Matrix>& prompts, const Tagging& before,
                       const std::string& calibration);

/// Fills in scores and thresholds. Scores of `before` are kept where neither the vectors nor the tag's prompt changed;
/// `product` makes the others.
using Product = std::function<std::vector<float>(const std::vector<float>& prompt)>;
Tagging tag_vectors(const AnalysisInput& input, Tagging wanted, const Tagging& before, const Product& product);

}  // namespace vitrine
