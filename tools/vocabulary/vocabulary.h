// The vocabulary: which tags there are, and which are derived from others by rules.
//
// YAML, as the earlier system has it (reference/artemis-system.md, sections 4.6 and 6):
//
//   thresholds: {accepted: 0.80, tentative: 0.50}      (optional: these)
//   base_attributes:
//     - {code: earth, label: Earth, description: the Earth as a blue globe, type: celestial_body}
//   derived_attributes:
//     - {code: earth_only, label: Earth only, rule: {all_of: [earth], none_of: [moon, sun]}}
//
// CSV: the columns code, label, description, type, all_of, none_of; a row with all_of or none_of (codes, separated by
// spaces, commas or '|') is derived. Only the code must be there.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace vitrine {

struct VocabularyTag {
  std::string code;  // lower-case letters, digits, '_' and '-', at most 64
  std::string label, description, type;
  std::vector<std::string> all_of, none_of;
  std::size_t line = 0;  // of the file

  bool derived() const { return !all_of.empty() || !none_of.empty(); }
};

struct Vocabulary {
  std::string file;                                     // its name, for sentences
  float accepted_from = 0.80F, tentative_from = 0.50F;  // confidences, 0..1
  std::vector<VocabularyTag> tags;                      // in the file's order
};

/// By extension: .yaml, .yml, .csv, .tsv. Throws Failure, naming file, line and reason: not YAML or CSV, keys that
/// are not known, codes that are malformed or twice there, rules that name no tag or go round in a circle.
Vocabulary read_vocabulary(const std::filesystem::path& file);

/// The same from the file's text. `file` names it in sentences and says the format.
Vocabulary parse_vocabulary(std::string_view text, const std::filesystem::path& file);

}  // namespace vitrine
