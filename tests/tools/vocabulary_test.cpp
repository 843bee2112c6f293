// Vocabularies: YAML and CSV give the same tags; what is wrong is refused with file, line and reason.
#include "tools/vocabulary/vocabulary.h"

#include <doctest/doctest.h>

#include "tests/tools/sentence.h"

using namespace vitrine;

namespace {

using Codes = std::vector<std::string>;

constexpr const char* example = R"(# what there is to see
thresholds: {accepted: 0.9, tentative: 0.6}
base_attributes:
  - code: earth
    label: The Earth
    description: "the Earth: a blue globe"
    type: celestial_body
  - {code: moon, type: celestial_body}
  - code: sun
derived_attributes:
  - code: earth_only
    rule: {all_of: [earth], none_of: [moon, sun]}
  - code: no_globe
    label: No globe
    rule:
      none_of:
        - earth
        - moon
)";

Vocabulary yaml(const std::string& text) { return parse_vocabulary(text, "there/tags.yaml"); }
Vocabulary csv(const std::string& text) { return parse_vocabulary(text, "there/tags.csv"); }
std::string yaml_refusal(const std::string& text) {
  return sentence_of([&] { yaml(text); });
}
std::string csv_refusal(const std::string& text) {
  return sentence_of([&] { csv(text); });
}

std::string base(const std::string& lines) { return "base_attributes:\n" + lines; }
std::string derived(const std::string& lines) {
  return "base_attributes:\n  - {code: earth}\n  - {code: moon}\nderived_attributes:\n" + lines;
}

void check_same(const Vocabulary& a, const Vocabulary& b) {
  REQUIRE(a.tags.size() == b.tags.size());
  for (std::size_t i = 0; i < a.tags.size(); ++i) {
    CHECK(a.tags[i].code == b.tags[i].code);
    CHECK(a.tags[i].label == b.tags[i].label);
    CHECK(a.tags[i].description == b.tags[i].description);
    CHECK(a.tags[i].type == b.tags[i].type);
    CHECK(a.tags[i].all_of == b.tags[i].all_of);
    CHECK(a.tags[i].none_of == b.tags[i].none_of);
  }
}

}  // namespace

TEST_CASE("YAML: tags in their order, labels made of codes where there are none") {
  const Vocabulary vocabulary = yaml(example);
  CHECK(vocabulary.file == "tags.yaml");
  CHECK(vocabulary.accepted_from == 0.9F);
  CHECK(vocabulary.tentative_from == 0.6F);
  REQUIRE(vocabulary.tags.size() == 5);
  const VocabularyTag& earth = vocabulary.tags[0];
  CHECK(earth.code == "earth");
  CHECK(earth.label == "The Earth");
  CHECK(earth.description == "the Earth: a blue globe");
  CHECK(earth.type == "celestial_body");
  CHECK(earth.line == 4);
  CHECK_FALSE(earth.derived());
  CHECK(vocabulary.tags[1].label == "Moon");
  CHECK(vocabulary.tags[3].all_of == Codes{"earth"});
  CHECK(vocabulary.tags[3].none_of == Codes{"moon", "sun"});
  CHECK(vocabulary.tags[4].label == "No globe");
  CHECK(vocabulary.tags[4].derived());
}

TEST_CASE("CSV says the same") {
  const Vocabulary table =
      csv("code,label,description,type,all_of,none_of\n"
          "earth,The Earth,\"the Earth: a blue globe\",celestial_body,,\n"
          "moon,,,celestial_body,,\n"
          "sun,,,,,\n"
          "earth_only,,,,earth,\"moon, sun\"\n"
          "no_globe,No globe,,,,earth|moon\n");
  check_same(table, yaml(example));
  CHECK(table.accepted_from == 0.80F);
  CHECK(table.tentative_from == 0.50F);
  CHECK(csv("code\nmoon\n").tags.size() == 1);
}

TEST_CASE("a vocabulary may be empty") {
  CHECK(yaml("").tags.empty());
  CHECK(yaml("base_attributes: []\n").tags.empty());
  CHECK(yaml("base_attributes:\nderived_attributes:\n").tags.empty());
  CHECK(csv("code,label\n").tags.empty());
}

TEST_CASE("derived tags may stand on derived tags, in any order") {
  const Vocabulary vocabulary =
      yaml(derived("  - {code: b, rule: {none_of: [a]}}\n  - {code: a, rule: {all_of: [earth, moon]}}\n"));
  CHECK(vocabulary.tags.size() == 4);
}

TEST_CASE("what is wrong is refused with its line") {
  CHECK(yaml_refusal(base("  - {code: moon}\n  - {code: sun}\n  - {code: moon}\n")) ==
        "tags.yaml, line 4: the code \"moon\" is taken by line 2.");
  CHECK(yaml_refusal(derived("  - {code: a, rule: {all_of: [mars]}}\n")) ==
        "tags.yaml, line 5: the rule of \"a\" names \"mars\", and there is no such tag.");
  CHECK(yaml_refusal(derived("  - {code: a, rule: {all_of: [b]}}\n  - {code: b, rule: {none_of: [a]}}\n")) ==
        "tags.yaml, line 5: the rules go round in a circle: a -> b -> a.");
  CHECK(yaml_refusal(derived("  - {code: a, rule: {all_of: [a]}}\n")) ==
        "tags.yaml, line 5: the rules go round in a circle: a -> a.");
  CHECK(yaml_refusal(derived("  - {code: a}\n")) ==
        "tags.yaml, line 5: a derived tag has a rule: all_of, none_of or both, with at least one code.");
  CHECK(
      yaml_refusal(base("  - {code: Full Moon}\n")) ==
      "tags.yaml, line 2: the code \"Full Moon\" cannot be used: up to 64 lower-case letters, digits, \"_\" and \"-\" "
      "are expected.");
  CHECK(holds(yaml_refusal(base("  - {label: Moon}\n")), "line 2: the code \"\" cannot be used"));
  CHECK(holds(yaml_refusal(base("  - {code: ../../moon}\n")), "cannot be used"));
  CHECK(yaml_refusal(base("  - code: moon\n    labl: Moon\n")) ==
        "tags.yaml, line 3: \"labl\" is not known here; known are code, label, description and type.");
  CHECK(holds(yaml_refusal(base("  - {code: moon, rule: {all_of: [moon]}}\n")), "\"rule\" is not known here"));
  CHECK(holds(yaml_refusal("tags: []\n"), "line 1: \"tags\" is not known here"));
  CHECK(holds(yaml_refusal(base("  - {code: moon, code: sun}\n")), "line 2: \"code\" stands here twice"));
  CHECK(holds(yaml_refusal(base("  - moon\n")), "line 2: a tag is expected"));
  CHECK(holds(yaml_refusal("base_attributes: moon\n"), "line 1: a list is expected"));
  CHECK(holds(yaml_refusal(base("  - {code: [moon]}\n")), "line 2: a text is expected"));
  CHECK(holds(yaml_refusal("thresholds: {accepted: 80}\n"),
              "line 1: a confidence between 0 and 1 is expected, found \"80\""));
  CHECK(holds(yaml_refusal("\nthresholds: {accepted: 0.4, tentative: 0.5}\n"), "line 2: the threshold \"tentative\""));
}

TEST_CASE("YAML that is none, or more than is read, is refused with its line") {
  CHECK(holds(yaml_refusal("base_attributes:\n  - {code: moon\n  - {code: sun}\n"), "tags.yaml, line "));
  CHECK(holds(yaml_refusal("a: b: c\n"), "line 1"));
  CHECK(holds(yaml_refusal("base_attributes: []\n---\nbase_attributes: []\n"), "line 2: a second document"));
  CHECK(holds(yaml_refusal("base_attributes: &all []\nderived_attributes: *all\n"), "line 1: an anchor"));
  CHECK(holds(yaml_refusal("base_attributes: *all\n"), "line 1: an alias"));
  CHECK(holds(yaml_refusal("- a\n- b\n"), "line 1: a vocabulary is expected"));
  CHECK(holds(yaml_refusal("base_attributes: [\"\\xZZ\"]\n"), "line 1"));
  CHECK(holds(yaml_refusal("a: \xFF\n"), "not UTF-8"));
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "- ";
  CHECK(holds(yaml_refusal(deep), "line 1"));
}

TEST_CASE("CSV is refused with its line too") {
  CHECK(csv_refusal("code,label\nmoon,\n\n\"sun\",\"The\nSun\"\nmoon,\n") ==
        "tags.csv, line 6: the code \"moon\" is taken by line 2.");
  CHECK(csv_refusal("code,all_of\nmoon,\nb,moon mars\n") ==
        "tags.csv, line 3: the rule of \"b\" names \"mars\", and there is no such tag.");
  CHECK(holds(csv_refusal("code,colour\nmoon,grey\n"), "tags.csv, line 1: the column \"colour\" is not known"));
  CHECK(holds(csv_refusal("label\nMoon\n"), "line 2: the code \"\" cannot be used"));
  CHECK(holds(sentence_of([] { parse_vocabulary("moon", "tags.txt"); }), "neither YAML"));
}
