// tools/vocabulary: the same text is tried as YAML and as CSV. In a vocabulary that reads every tag has a code of its
// own, and every rule stands on tags that are there.
#include <map>
#include <string>

#include "tests/fuzz/expect.h"
#include "tools/console/console.h"
#include "tools/vocabulary/vocabulary.h"

using namespace vitrine;

namespace {

void check(const Vocabulary& vocabulary) {
  expect(0 < vocabulary.tentative_from && vocabulary.tentative_from <= vocabulary.accepted_from &&
             vocabulary.accepted_from < 1,
         "thresholds are confidences, in their order");
  std::map<std::string, const VocabularyTag*> tags;
  for (const VocabularyTag& tag : vocabulary.tags) {
    expect(!tag.code.empty() && tag.code.size() <= 64 && !tag.label.empty() && tag.line > 0,
           "every tag has a code, a label and a line");
    expect(tags.emplace(tag.code, &tag).second, "no code is there twice");
  }
  for (const VocabularyTag& tag : vocabulary.tags)
    for (const auto* codes : {&tag.all_of, &tag.none_of})
      for (const std::string& code : *codes) expect(tags.contains(code) && code != tag.code, "a rule names other tags");
}

void read(std::string_view text, const char* file) {
  try {
    check(parse_vocabulary(text, file));
  } catch (const Failure& failure) {
    expect(std::string_view(failure.what()).starts_with(file), "an error names the file");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  read(text_of(data, size), "a.yaml");
  read(text_of(data, size), "a.csv");
  return 0;
}
