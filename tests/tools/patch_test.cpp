// A curator's patch: read, refused with its place, and what it makes of a site.
#include "tools/analysis/patch.h"

#include <doctest/doctest.h>

#include <cmath>
#include <fstream>

#include "core/documents/table.h"
#include "tests/tools/folder.h"
#include "tests/tools/sentence.h"
#include "tools/published/curation_rows.h"

using namespace vitrine;

namespace {

/// Four pictures: a, b and c nearly the same and ever less sharp, d dark.
std::vector<ImageRecord> pictures() {
  std::vector<ImageRecord> images;
  for (const char* id : {"a", "b", "c", "d"}) {
    ImageRecord image;
    image.row = 10 + static_cast<std::int64_t>(images.size());
    image.id = id;
    image.presence = Presence::here;
    image.sha256 = std::string("content of ") + id;
    image.features = VisualFeatures{};
    image.features->sharpness = 100.0F - static_cast<float>(images.size());
    images.push_back(image);
  }
  images[3].features->dark_ratio = 0.92F;
  return images;
}

Analysis alike() {
  Analysis analysis;
  analysis.single_merges = {{10, 11, 99'000}, {11, 12, 98'500}};
  analysis.complete_merges = {{10, 11, 99'000}, {10, 12, 98'200}};
  analysis.neighbours = {{10, {{11, 0.99F}, {12, 0.982F}}}, {11, {{10, 0.99F}, {12, 0.985F}}}, {12, {{11, 0.985F}}}};
  analysis.complete_floor = similarity_floor;
  return analysis;
}

/// All neighbours are kept: the vectors are not needed.
Vectors no_vectors() {
  FAIL("asked for vectors");
  return {};
}

CurationRows rows_with(const CurationPatch& patch) { return {pictures(), {}, alike(), patch, no_vectors}; }

struct Patch {
  TemporaryFolder folder;
  std::string refusal(const std::string& text) const {
    return sentence_of([&] { read(text); });
  }
  ReadPatch read(const std::string& text) const {
    std::ofstream(folder.path / "p.json") << text;
    return read_patch(folder.path / "p.json", "c0ffee", pictures());
  }
};

}  // namespace

TEST_CASE("what a patch says is read; pictures that are not there are listed") {
  const ReadPatch read = Patch{}.read(R"({"schema":1,"collection":"c0ffee","threshold":0.95,"linkage":"single",
    "masters":["b","x"],"keep":["d","y"],"apart":[{"pictures":["c","x"]}],
    "names":[{"picture":"a","name":"Luna"},{"picture":"z","name":"Sol"}]})");
  CHECK(read.patch.threshold == 0.95F);
  CHECK(read.patch.linkage == "single");
  CHECK(read.patch.masters == std::vector<std::string>{"b"});
  CHECK(read.patch.keep == std::vector<std::string>{"d"});
  CHECK(read.patch.apart[0].pictures == std::vector<std::string>{"c"});
  REQUIRE(read.patch.names.size() == 1);
  CHECK(read.patch.names[0].name == "Luna");
  CHECK(read.unknown == std::vector<std::string>{"x", "y", "z"});
}

TEST_CASE("what cannot be applied is refused with its place") {
  const Patch patch;
  const auto refuses = [&](const std::string& text, const std::string& part) {
    CAPTURE(text);
    CHECK_MESSAGE(holds(patch.refusal(text), part), patch.refusal(text));
    CHECK(holds(patch.refusal(text), "p.json"));
  };
  refuses("", "not JSON");
  refuses("[]", "an object expected");
  refuses(R"({"schema":3})", "has schema 3");
  refuses(R"({"schema":1})", "has no \"collection\"");
  refuses(R"({"schema":1,"collection":"c0ffee"})", "has no \"threshold\"");
  refuses(R"({"schema":1,"collection":"c0ffee","threshold":0.98,"linkage":"single","keeps":[]})",
          "has a key \"keeps\" that is not known");
  refuses(R"({"schema":1,"collection":"c0ffee","keep":["a",7]})", "\"keep\"[1]: a text expected, found a number");
  refuses(R"({"schema":1,"collection":"c0ffee","apart":[{"pictures":["a"]},{"picture":[]}]})", "\"apart\"[1]");
  refuses(R"({"schema":1,"collection":"other","threshold":0.98,"linkage":"single"})", "the patch is for \"other\"");
  refuses(R"({"schema":1,"collection":"c0ffee","threshold":0.5,"linkage":"single"})",
          "from 0.9 to 1 expected, found 0.5");
  refuses(R"({"schema":1,"collection":"c0ffee","threshold":0.98,"linkage":"ward"})", "found \"ward\"");
  refuses(R"({"schema":1,"collection":"c0ffee","threshold":0.98,"linkage":"single",
          "apart":[{"pictures":["a"]},{"pictures":["b","a"]}]})",
          "\"apart\"[1]: the picture \"a\" is in two sets");
  refuses(
      R"({"schema":1,"collection":"c0ffee","threshold":0.98,"linkage":"single","names":[{"picture":"a","name":""}]})",
      "\"names\"[0]: a name expected, found an empty text");
}

TEST_CASE("what a patch makes of a site") {
  using Column = std::vector<std::int32_t>;
  SUBCASE("without one: the sharpest stands for those like it, the dark frame is held back") {
    const CurationRows rows = rows_with({});
    CHECK(rows.master() == Column{-1, 0, 0, -1});
    CHECK(rows.dark() == std::vector<std::uint32_t>{0, 0, 0, 1});
    CHECK(rows.copy_of().empty());
    CHECK(rows.active() == std::vector<std::uint8_t>{1, 0, 0, 0});
    CHECK(rows.entry().groups == 1);
    CHECK(rows.entry().duplicates == 2);
    CHECK(rows.entry().active == 1);
    CHECK(rows.entry().structure == 3);
  }
  SUBCASE("another master, one split off, one kept") {
    CurationPatch patch;
    patch.masters = {"b"};
    patch.apart = {{{"c"}}};
    patch.keep = {"d"};
    const CurationRows rows = rows_with(patch);
    CHECK(rows.master() == Column{1, -1, -1, -1});
    CHECK(rows.active() == std::vector<std::uint8_t>{0, 1, 1, 1});
  }
  SUBCASE("another cut") {
    CurationPatch patch;
    patch.threshold = 0.986F;
    CHECK(rows_with(patch).master() == Column{-1, 0, -1, -1});
    patch.threshold = 0.983F;
    patch.linkage = "complete";
    CHECK(rows_with(patch).master() == Column{-1, 0, -1, -1});
    patch.linkage = "single";
    CHECK(rows_with(patch).master() == Column{-1, 0, 0, -1});
  }
  SUBCASE("copies: the first of a content, by preference") {
    std::vector<ImageRecord> images = pictures();
    images[0].sha256 = images[2].sha256;
    CHECK(CurationRows(images, {}, {}, {}, no_vectors).copy_of() == Column{-1, -1, 0, -1});
    const std::vector<float> scores = {0.1F, 0.1F, 0.9F, 0.1F};
    CHECK(CurationRows(images, scores, {}, {}, no_vectors).copy_of() == Column{2, -1, -1, -1});
  }
  SUBCASE("a picture that is no longer published leaves the structure") {
    std::vector<ImageRecord> images = pictures();
    images.erase(images.begin() + 1);
    const CurationRows rows(images, {}, alike(), {}, no_vectors);
    CHECK(rows.master() == Column{-1, 0, -1});
    CHECK(rows.entry().structure == 2);
  }
}

TEST_CASE("a burst of more pictures than neighbours are kept is one group: its master is looked up in the vectors") {
  constexpr std::uint32_t size = 60, dimension = 20;
  std::vector<ImageRecord> images;
  Vectors vectors{"model", dimension, {}, std::vector<float>(std::size_t{size} * dimension, 0.0F)};
  Analysis analysis;
  const auto angle_of = [](std::uint32_t i) { return 0.002F * static_cast<float>(i); };
  for (std::uint32_t i = 0; i < size; ++i) {
    ImageRecord image;
    image.row = 10 + static_cast<std::int64_t>(i);
    image.id = std::to_string(i);
    image.presence = Presence::here;
    image.sha256 = image.id;
    image.features = VisualFeatures{};
    image.features->sharpness = 100.0F - static_cast<float>(i);
    images.push_back(image);
    vectors.rows.push_back(image.row);
    vectors.values[std::size_t{i} * dimension] = std::cos(angle_of(i));
    vectors.values[std::size_t{i} * dimension + 19] = std::sin(angle_of(i));
  }
  for (std::uint32_t i = 0; i < size; ++i) {
    std::vector<NeighbourRecord> alike;
    for (std::uint32_t distance = 1; alike.size() < most_kept_neighbours; ++distance) {
      const float similarity = std::cos(angle_of(distance));
      if (i >= distance) alike.push_back({images[i - distance].row, similarity});
      if (i + distance < size && alike.size() < most_kept_neighbours)
        alike.push_back({images[i + distance].row, similarity});
    }
    analysis.neighbours.emplace_back(images[i].row, alike);
    if (i > 0)
      analysis.single_merges.push_back({images[i - 1].row, images[i].row, similarity_of(std::cos(angle_of(1)))});
  }
  const CurationRows rows(images, {}, analysis, {}, [&] { return vectors; });
  CHECK(rows.entry().groups == 1);
  CHECK(rows.entry().duplicates == size - 1);
  CHECK(rows.master()[size - 1] == 0);

  vectors.rows.pop_back();
  const CurationRows after(images, {}, analysis, {}, [&] { return vectors; });
  CHECK(after.entry().duplicates < size - 1);  // the last one stands alone or with those that are kept
}
