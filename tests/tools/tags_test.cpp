// Tags: calibration, rules, what is kept and what is computed again, and the Met's works ranked by CLIP's vectors.
#include "tools/analysis/tags.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>
#include <numeric>

#include "tests/core/points.h"
#include "tests/tools/folder.h"
#include "tests/tools/sentence.h"
#include "tools/published/tag_levels.h"
#include "tools/source/metadata.h"

using namespace vitrine;

namespace {

namespace fs = std::filesystem;

Vocabulary vocabulary(const std::string& csv) { return parse_vocabulary(csv, "tags.csv"); }

/// Four pictures on the axes of a space of three dimensions, and one without a vector.
struct Collection {
  TemporaryFolder folder;
  Warehouse warehouse{folder.path / "w.db", Warehouse::Mode::write};

  Collection() {
    std::vector<std::int64_t> rows;
    for (int i = 0; i < 5; ++i) {
      ImageRecord image;
      image.id = std::to_string(i);
      image.key = "key" + std::to_string(10000 + i);
      rows.push_back(warehouse.put(image));
    }
    rows.pop_back();
    warehouse.set_embeddings({"test", 3, rows, {1, 0, 0, 0, 1, 0, 0, 0, 1, 0.6F, 0.8F, 0}});
  }

  /// Counts its products, which are made as the definition says.
  Tagging tag(Tagging wanted, const Tagging& before = {}) {
    const AnalysisInput input(warehouse);
    return tag_vectors(input, std::move(wanted), before, [&](const std::vector<float>& prompt) {
      ++products;
      std::vector<float> scores;
      for (std::size_t i = 0; i < input.vectors().rows.size(); ++i) {
        const float* vector = input.vectors().values.data() + 3 * i;
        scores.push_back(100.0F * std::inner_product(prompt.begin(), prompt.end(), vector, 0.0F));
      }
      return scores;
    });
  }
  int products = 0;
};

Tagging wanted(const std::string& csv, const Matrix& prompts, const Tagging& before = {}) {
  return wanted_tagging(vocabulary(csv), prompts, before, "sigmoid");
}

const TagRecord& find(const Tagging& tagging, const std::string& code) {
  return *std::find_if(tagging.tags.begin(), tagging.tags.end(),
                       [&](const TagRecord& tag) { return tag.code == code; });
}

std::vector<std::size_t> bearers(const TagRecord& tag) {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < tag.scores.size(); ++i)
    if (tag.scores[i] >= tag.accepted) found.push_back(i);
  return found;
}

using Found = std::vector<std::size_t>;

}  // namespace

TEST_CASE("the earlier system's sigmoid, by its test vectors") {
  // reference/artemis-system.md section 9
  for (const auto& [score, confidence] : std::vector<std::pair<float, double>>{{24, 0.2689},
                                                                               {25.5, 0.5},
                                                                               {27, 0.7311},
                                                                               {27.5794F, 0.80},
                                                                               {28, 0.8411},
                                                                               {28.7958F, 0.90},
                                                                               {30, 0.9526},
                                                                               {32, 0.9870}}) {
    CAPTURE(score);
    CHECK(std::round(static_cast<double>(confidence_of(score, sigmoid_scale)) * 1e4) / 1e4 ==
          doctest::Approx(confidence));
  }
  CHECK(static_cast<double>(score_of(0.80F, sigmoid_scale)) == doctest::Approx(27.5794).epsilon(1e-5));
  CHECK(score_of(0.50F, sigmoid_scale) == 25.5F);
}

TEST_CASE("calibration by the collection: half confidence two spreads above the median, 0.80 three") {
  // A normal distribution of mean 20 and deviation 2, and some that stand out: they do not move the scale.
  std::vector<float> scores;
  Random random(7);
  for (int i = 0; i < 20'000; ++i) scores.push_back(20.0F + 2.0F * static_cast<float>(random.normal()));
  for (int i = 0; i < 200; ++i) scores.push_back(40.0F);
  const ScoreScale scale = collection_scale(scores);
  CHECK(score_of(0.50F, scale) == doctest::Approx(24.0).epsilon(0.01));
  CHECK(score_of(0.80F, scale) == doctest::Approx(26.0).epsilon(0.01));
  CHECK(confidence_of(score_of(0.80F, scale), scale) == doctest::Approx(0.80));
}

TEST_CASE("where all scores are equal, no picture bears the tag") {
  const std::vector<float> scores(9, 21.5F);
  CHECK(score_of(0.50F, collection_scale(scores)) > 21.5F);
  CHECK(std::isfinite(score_of(0.80F, collection_scale({}))));
}

TEST_CASE("a tag's scores are 100 times the cosine, whatever the prompt's length") {
  Collection collection;
  const Tagging made = collection.tag(wanted("code\na\n", {1, 3, {0, 7, 0}}));
  CHECK(made.rows.size() == 4);
  const std::vector<float> expected = {0, 100, 0, 80};
  for (std::size_t i = 0; i < 4; ++i) CHECK(made.tags[0].scores[i] == doctest::Approx(expected[i]));
  CHECK(bearers(made.tags[0]) == Found{1, 3});
}

TEST_CASE("derived tags: all that are accepted, none that is even tentative") {
  Collection collection;
  const std::string rules =
      "code,all_of,none_of\nx,,\ny,,\nboth,x y,\nonly_x,x,y\nneither,,x y\nnot_both,,both\nx_in_part,x,not_both\n";
  const Tagging made = collection.tag(wanted(rules, {2, 3, {1, 0, 0, 0, 1, 0}}));
  CHECK(bearers(find(made, "x")) == Found{0, 3});
  CHECK(bearers(find(made, "both")) == Found{3});
  CHECK(bearers(find(made, "only_x")) == Found{0});
  CHECK(bearers(find(made, "neither")) == Found{2});
  CHECK(bearers(find(made, "not_both")) == Found{0, 1, 2});
  CHECK(bearers(find(made, "x_in_part")) == Found{3});
  CHECK(collection.products == 2);
}

TEST_CASE("none_of asks for less than tentative, not for less than accepted") {
  Collection collection;
  Tagging asked = wanted("code,all_of,none_of\nx,,\ny,,\nonly_x,x,y\n", {2, 3, {1, 0, 0, 0.36F, 0.2F, 0.911F}});
  Tagging made = collection.tag(asked);
  CHECK(find(made, "y").scores[0] == doctest::Approx(36).epsilon(0.01));
  CHECK(bearers(find(made, "only_x")).empty());
  asked.tentative_from = 0.79F;
  asked.tags[1].prompt = {0.27F, 0.0F, 0.963F};  // 27: above 25.5, and below the tentative 27.5 of 0.79
  made = collection.tag(asked);
  CHECK(bearers(find(made, "only_x")) == Found{0, 3});
}

TEST_CASE("another tag costs one product and leaves the others unchanged, bit for bit; it can be removed") {
  Collection collection;
  const Tagging two = collection.tag(wanted("code\na\nb\n", {2, 3, {1, 2, 3, 3, 2, 1}}));
  CHECK(collection.products == 2);
  const Tagging three = collection.tag(wanted("code\na\nc\nb\n", {3, 3, {1, 2, 3, 5, 0, 5, 3, 2, 1}}), two);
  CHECK(collection.products == 3);
  for (const char* code : {"a", "b"}) {
    CHECK(find(three, code).scores == find(two, code).scores);
    CHECK(find(three, code).accepted == find(two, code).accepted);
    CHECK(find(three, code).tentative == find(two, code).tentative);
  }
  // Without prompts those that were given before are used.
  const Tagging one =
      collection.tag(wanted_tagging(vocabulary("code,label\nb,Bee\n"), std::nullopt, three, "sigmoid"), three);
  CHECK(collection.products == 3);
  REQUIRE(one.tags.size() == 1);
  CHECK(one.tags[0].label == "Bee");
  CHECK(one.tags[0].scores == find(two, "b").scores);
  // Another prompt or other vectors are other scores.
  collection.tag(wanted("code\nb\n", {1, 3, {3, 2, 2}}), three);
  CHECK(collection.products == 4);
  collection.warehouse.set_embeddings({"test", 3, {1, 2}, {1, 0, 0, 0, 1, 0}});
  CHECK(collection.tag(three, three).rows.size() == 2);
  CHECK(collection.products == 7);
}

TEST_CASE("the warehouse gives back the tags that it was given") {
  Collection collection;
  const Tagging made = collection.tag(
      wanted("code,description,type,all_of,none_of\na,an a,letter,,\nb,,,,\nd,,,a b,\n", {2, 3, {1, 2, 3, 3, 2, 1}}));
  collection.warehouse.set_tagging(made);
  const Tagging back = collection.warehouse.tagging();
  CHECK(back.calibration == "sigmoid");
  CHECK(back.vectors == made.vectors);
  CHECK(back.rows == made.rows);
  REQUIRE(back.tags.size() == 3);
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK(back.tags[i].code == made.tags[i].code);
    CHECK(back.tags[i].description == made.tags[i].description);
    CHECK(back.tags[i].type == made.tags[i].type);
    CHECK(back.tags[i].all_of == made.tags[i].all_of);
    CHECK(back.tags[i].prompt == made.tags[i].prompt);
    CHECK(back.tags[i].scores == made.tags[i].scores);
    CHECK(back.tags[i].accepted == made.tags[i].accepted);
  }
  collection.warehouse.set_tagging({});
  CHECK(collection.warehouse.tagging().tags.empty());
}

TEST_CASE("prompts that do not fit are refused") {
  Collection collection;
  CHECK(sentence_of([] {
          wanted("code,all_of\na,\nb,a\n", {2, 3, {1, 0, 0, 0, 1, 0}});
        }) ==
        "The prompts have 2 rows, and tags.csv has 1 tag that is not derived. There must be as many, in the same "
        "order.");
  CHECK(holds(sentence_of([] { wanted("code\na\nb\n", {1, 3, {1, 0, 0}}); }), "have 1 row, and tags.csv has 2"));
  CHECK(holds(sentence_of([] {
                wanted("code\na\nb\n", {2, 3, {1, 0, 0, 0, 0, 0}});
              }),
              "The prompt of \"b\", row 1 of the prompts, is all zero"));
  CHECK(holds(sentence_of([] { wanted("code\na\n", {1, 2, {1, std::nanf("")}}); }), "not made of finite numbers"));
  CHECK(holds(sentence_of([&] {
                collection.tag(wanted("code\na\n", {1, 2, {1, 0}}));
              }),
              "The prompts have 2 numbers a row, the pictures' vectors 3."));
  CHECK(holds(sentence_of([] { wanted_tagging(vocabulary("code\na\n"), std::nullopt, {}, "sigmoid"); }),
              "The warehouse has no prompt for \"a\" of tags.csv."));
}

TEST_CASE("levels: 0 is the threshold itself, every level a bound below its scores, and no score has none") {
  const float accepted = 27.579443F;
  std::vector<float> scores = {accepted, std::nextafter(accepted, 0.0F), 14.25F, 32.5F, std::nanf("")};
  Random random(3);
  for (int i = 0; i < 2000; ++i) scores.push_back(22.0F + 2.5F * static_cast<float>(random.normal()));
  const TagLevels coded = tag_levels(scores, accepted);
  CHECK(coded.levels[0] == 0);
  CHECK(coded.levels[1] == -1);
  CHECK(coded.levels[4] == no_level);
  for (std::size_t i = 0; i < scores.size(); ++i) {
    if (i == 4) continue;
    CHECK((coded.levels[i] >= 0) == (scores[i] >= accepted));
    const float bound = accepted + static_cast<float>(coded.levels[i]) * coded.step;
    CHECK(scores[i] >= bound - 1e-4F);
    CHECK(scores[i] <= bound + coded.step + 1e-4F);
  }
  CHECK(tag_levels(std::vector<float>{1.0F, 0.0F, 1.0F}, 1.0F).levels == std::vector<std::int8_t>{0, -127, 0});
  CHECK(tag_levels(std::vector<float>{1.0F}, 1.0F).step > 0);
}

TEST_CASE("the module's product is the definition's, and a column does not depend on its neighbours") {
  const std::uint32_t dimension = 70;
  std::vector<float> values = grouped_vectors(300, dimension, 5, 0.5, 4);
  make_unit(values, dimension);
  const std::vector<float> prompt(values.begin(), values.begin() + dimension);
  SpotlightEngine engine;
  const std::vector<float> scores = engine.scores({values, 300, dimension}, prompt);
  REQUIRE(scores.size() == 300);
  CHECK(scores[0] == doctest::Approx(100));
  for (std::size_t i = 0; i < 300; ++i) {
    double exact = 0;
    for (std::size_t j = 0; j < dimension; ++j)
      exact += static_cast<double>(values[i * dimension + j]) * static_cast<double>(prompt[j]);
    CHECK(scores[i] == doctest::Approx(100 * exact).epsilon(1e-4));
  }
  CHECK(engine.scores({values, 300, dimension}, prompt) == scores);
}

TEST_CASE("1,500 works of the Met: helmets, pistols, vases and necklaces come first") {
  const fs::path data = fs::path(VITRINE_SHARED) / "data";
  if (!fs::exists(data / "clip-met-1500/embeddings.npy")) {
    MESSAGE("Skipped: the vectors are not at " << data.string());
    return;
  }
  const Metadata works = read_metadata(data / "clip-met-1500/metadata.csv");
  const Matrix vectors = read_npy(data / "clip-met-1500/embeddings.npy");
  const Metadata names = read_metadata(data / "clip-text-vitb32/lvis1203.csv");
  const Matrix texts = read_npy(data / "clip-text-vitb32/lvis1203.npy");
  const VectorTable table{vectors.values, static_cast<std::uint32_t>(vectors.rows),
                          static_cast<std::uint32_t>(vectors.columns)};

  // A work is such a thing when its title, classification or the museum's own tags say one of these words.
  struct Thing {
    const char* name;
    std::vector<std::string> words;
    int floor;
  };
  const std::vector<Thing> things = {
      {"helmet", {"helmet", "helm ", "armet", "burgonet", "morion", "cabasset", "sallet", "barbute"}, 8},
      {"pistol", {"pistol", "revolver"}, 8},
      {"vase", {"vase"}, 7},
      {"necklace", {"necklace"}, 3},  // of the six there are
  };
  SpotlightEngine engine;
  for (const auto& [name, words, floor] : things) {
    const auto row = static_cast<std::size_t>(
        std::find_if(names.rows.begin(), names.rows.end(), [&](const auto& cells) { return cells[1] == name; }) -
        names.rows.begin());
    REQUIRE(row < names.rows.size());
    const float* values = texts.values.data() + row * texts.columns;
    const std::vector<float> scores = engine.scores(table, {values, values + texts.columns});
    CHECK(scores[322] == 0);  // without a vector
    std::vector<std::size_t> order(scores.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return scores[a] > scores[b]; });
    int hits = 0;
    for (std::size_t place = 0; place < 10; ++place) {
      const auto& cells = works.rows[order[place]];
      std::string text = cells[*works.column("title")] + " " + cells[*works.column("classification")] + " " +
                         cells[*works.column("tags")];
      std::transform(text.begin(), text.end(), text.begin(),
                     [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
      hits +=
          std::any_of(words.begin(), words.end(), [&](const std::string& word) { return holds(text, word); }) ? 1 : 0;
    }
    MESSAGE(std::string(name) << ": precision@10 is " << 0.1 * hits);
    CHECK(hits >= floor);
  }
}
