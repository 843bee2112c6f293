#include "tools/analysis/tags.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "tools/console/words.h"

namespace vitrine {
namespace {

constexpr float tentative_spreads = 2.0F, accepted_spreads = 3.0F;
constexpr float normal_consistency = 1.4826F;
constexpr float smallest_spread = 0.01F;  // all alike: nothing stands out

float median_of(std::vector<float> values) {
  if (values.empty()) return 0.0F;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  if (values.size() % 2 == 1) return *middle;
  return (*middle + *std::max_element(values.begin(), middle)) / 2.0F;
}

const TagRecord* find(const Tagging& tagging, const std::string& code) {
  const auto at = std::find_if(tagging.tags.begin(), tagging.tags.end(),
                               [&code](const TagRecord& tag) { return tag.code == code; });
  return at == tagging.tags.end() ? nullptr : &*at;
}

std::vector<float> unit_row(const Matrix& prompts, std::size_t row, const std::string& code) {
  const float* values = prompts.values.data() + row * prompts.columns;
  std::vector<float> unit(values, values + prompts.columns);
  double squares = 0;
  for (const float value : unit) squares += static_cast<double>(value) * static_cast<double>(value);
  if (!std::isfinite(squares) || squares == 0) {
    throw Failure("The prompt of \"" + code + "\", row " + std::to_string(row) + " of the prompts, is " +
                  (squares == 0 ? "all zero" : "not made of finite numbers") +
                  ": it points nowhere. Compute it again.");
  }
  const double length = std::sqrt(squares);
  for (float& value : unit) value = static_cast<float>(static_cast<double>(value) / length);
  return unit;
}

std::size_t prompted_tags(const Vocabulary& vocabulary) {
  return static_cast<std::size_t>(std::count_if(vocabulary.tags.begin(), vocabulary.tags.end(),
                                                [](const VocabularyTag& tag) { return !tag.derived(); }));
}

std::vector<float> kept_prompt(const Tagging& before, const std::string& code, const std::string& file) {
  const TagRecord* tag = find(before, code);
  if (tag == nullptr || tag->prompt.empty()) {
    throw Failure("The warehouse has no prompt for \"" + code + "\" of " + file +
                  ". Give the prompts with --prompts, a row for each tag that is not derived.");
  }
  return tag->prompt;
}

/// Derives tags in topological order of their rules; the vocabulary has no circles.
class Rules {
 public:
  explicit Rules(Tagging& tagging) : tagging_(tagging) {
    for (TagRecord& tag : tagging_.tags) by_code_[tag.code] = &tag;
  }

  void derive_all() {
    for (TagRecord& tag : tagging_.tags) derive(tag);
  }

 private:
  void derive(TagRecord& tag) {
    if (!tag.derived() || !tag.scores.empty()) return;
    tag.accepted = tag.tentative = 1.0F;
    tag.scores.assign(tagging_.rows.size(), 1.0F);
    for (const std::string& code : tag.all_of)
      keep(tag, [other = part(code)](std::size_t i) { return other->scores[i] >= other->accepted; });
    for (const std::string& code : tag.none_of)
      keep(tag, [other = part(code)](std::size_t i) { return other->scores[i] < other->tentative; });
  }

  const TagRecord* part(const std::string& code) {
    TagRecord* tag = by_code_.at(code);
    derive(*tag);
    return tag;
  }

  template <class Holds>
  static void keep(TagRecord& tag, Holds holds) {
    for (std::size_t i = 0; i < tag.scores.size(); ++i) tag.scores[i] = holds(i) ? tag.scores[i] : 0.0F;
  }

  Tagging& tagging_;
  std::map<std::string, TagRecord*> by_code_;
};

}  // namespace

ScoreScale collection_scale(std::span<const float> scores) {
  const float median = median_of({scores.begin(), scores.end()});
  std::vector<float> deviations(scores.begin(), scores.end());
  for (float& value : deviations) value = std::abs(value - median);
  const float spread = std::max(normal_consistency * median_of(std::move(deviations)), smallest_spread);
  // A confidence of 0.80 lies ln 4 widths above one of 0.50.
  return {median + tentative_spreads * spread, (accepted_spreads - tentative_spreads) * spread / std::log(4.0F)};
}

float confidence_of(float score, ScoreScale scale) {
  return 1.0F / (1.0F + std::exp(-(score - scale.centre) / scale.width));
}

float score_of(float confidence, ScoreScale scale) {
  return scale.centre + scale.width * std::log(confidence / (1.0F - confidence));
}

Tagging wanted_tagging(const Vocabulary& vocabulary, const std::optional<Matrix>& prompts, const Tagging& before,
                       const std::string& calibration) {
  const std::size_t wanted = prompted_tags(vocabulary);
  if (prompts && prompts->rows != wanted) {
    throw Failure("The prompts have " + counted(prompts->rows, "row", "rows") + ", and " + vocabulary.file + " has " +
                  counted(wanted, "tag that is", "tags that are") +
                  " not derived. There must be as many, in the same order.");
  }
  Tagging tagging{calibration, vocabulary.accepted_from, vocabulary.tentative_from, "", {}, {}};
  std::size_t row = 0;
  for (const VocabularyTag& tag : vocabulary.tags) {
    TagRecord record;
    record.code = tag.code;
    record.label = tag.label;
    record.description = tag.description;
    record.type = tag.type;
    record.all_of = tag.all_of;
    record.none_of = tag.none_of;
    if (!tag.derived()) {
      record.prompt = prompts ? unit_row(*prompts, row, tag.code) : kept_prompt(before, tag.code, vocabulary.file);
      ++row;
    }
    tagging.tags.push_back(std::move(record));
  }
  return tagging;
}

Tagging tag_vectors(const AnalysisInput& input, Tagging wanted, const Tagging& before, const Product& product) {
  wanted.vectors = input.vectors_fingerprint();
  wanted.rows = input.vectors().rows;
  for (TagRecord& tag : wanted.tags) {
    tag.scores.clear();
    if (tag.derived()) continue;
    const TagRecord* old = before.vectors == wanted.vectors ? find(before, tag.code) : nullptr;
    if (tag.prompt.size() != input.vectors().dimension) {
      throw Failure("The prompts have " + std::to_string(tag.prompt.size()) + " numbers a row, the pictures' vectors " +
                    std::to_string(input.vectors().dimension) +
                    ". Both must come from one model: give other --prompts, or other embeddings to vitrine ingest.");
    }
    tag.scores = old != nullptr && old->prompt == tag.prompt ? old->scores : product(tag.prompt);
    const ScoreScale scale = wanted.calibration == "sigmoid" ? sigmoid_scale : collection_scale(tag.scores);
    tag.accepted = score_of(wanted.accepted_from, scale);
    tag.tentative = score_of(wanted.tentative_from, scale);
  }
  Rules(wanted).derive_all();
  return wanted;
}

}  // namespace vitrine
