#include "tools/analysis/labels.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace vitrine;

namespace {

/// One value a row; "" for none.
CollectionFacet facet(const std::string& name, const std::vector<std::string>& rows) {
  CollectionFacet made;
  made.facet.name = made.column.name = name;
  made.column.offsets.push_back(0);
  for (const std::string& value : rows) {
    if (!value.empty()) {
      auto& values = made.facet.values;
      const auto found = std::find(values.begin(), values.end(), value);
      made.column.values.push_back(static_cast<std::uint32_t>(found - values.begin()));
      if (found == values.end()) {
        values.push_back(value);
        made.facet.counts.push_back(0);
      }
      ++made.facet.counts[made.column.values.back()];
    }
    made.column.offsets.push_back(static_cast<std::uint32_t>(made.column.values.size()));
  }
  return made;
}

const std::vector<std::string> kinds = {"Moon", "Moon", "Moon", "Earth", "Earth", "Crew", "Crew", "Crew", "", "Crew"};
const std::vector<std::string> colours = {"black", "black", "white", "blue", "blue", "white", "white", "", "blue", ""};

std::vector<std::string> labels_of(const std::vector<CollectionFacet>& columns,
                                   const std::vector<std::vector<std::uint32_t>>& members) {
  std::vector<std::string> labels;
  for (const ClusterLabel& name : name_clusters(columns, 10, members)) labels.push_back(name.label);
  return labels;
}

ImageRecord picture(const std::string& title, const std::string& description, const std::string& credit = "") {
  ImageRecord image;
  image.title = title;
  image.description = description;
  image.credit = credit;
  return image;
}

}  // namespace

TEST_CASE("a cluster is named after traits that it has more of than the rest") {
  CHECK(labels_of({facet("category", kinds)}, {{0, 1, 2}, {3, 4, 8}, {5, 6, 7, 9}}) ==
        std::vector<std::string>{"Moon", "Earth", "Crew"});
}

TEST_CASE("traits: lift is the share of the members over the share of the collection") {
  const auto names = name_clusters({facet("category", kinds)}, 10, {{0, 1, 2, 3}, {5, 6}});
  REQUIRE(names[0].traits.size() == 1);  // one Earth is too few
  CHECK(names[0].traits[0].source == "category");
  CHECK(names[0].traits[0].value == "Moon");
  CHECK(names[0].traits[0].count == 3);
  CHECK(static_cast<double>(names[0].traits[0].lift) == doctest::Approx(0.75 / 0.3));
  REQUIRE(names[1].traits.size() == 1);
  CHECK(static_cast<double>(names[1].traits[0].lift) == doctest::Approx(2.5));
}

TEST_CASE("what is common everywhere is no label") {
  const auto same = facet("mission", std::vector<std::string>(10, "Artemis II"));
  CHECK(labels_of({same}, {{0, 1}, {2, 3}}) == std::vector<std::string>{"Cluster 1", "Cluster 2"});
}

TEST_CASE("photographer and camera are no label") {
  CHECK(labels_of({facet("camera", kinds), facet("credit", kinds)}, {{0, 1, 2}}) ==
        std::vector<std::string>{"Cluster 1"});
}

TEST_CASE("colours come last: they distinguish clusters of one name, or are the only trait") {
  const std::vector<CollectionFacet> facets = {facet("colour", colours), facet("category", kinds)};
  CHECK(labels_of(facets, {{0, 1}}) == std::vector<std::string>{"Moon"});
  CHECK(labels_of(facets, {{5, 6}, {7, 9}}) == std::vector<std::string>{"Crew: white", "Crew"});
  CHECK(labels_of(facets, {{8}}) == std::vector<std::string>{"Mostly blue"});
}

TEST_CASE("labels are all different") {
  CHECK(labels_of({facet("category", kinds)}, {{0}, {1}, {2}}) == std::vector<std::string>{"Moon", "Moon 2", "Moon 3"});
}

TEST_CASE("words add to a value, or are the only trait; no word comes twice") {
  const std::vector<std::string> words = {"crater", "crater", "crater", "globe", "globe", "moons", "", "", "", ""};
  CHECK(labels_of({facet("category", kinds), facet("", words)}, {{0, 1, 2}, {3, 4}}) ==
        std::vector<std::string>{"Moon: crater", "Earth: globe"});
  CHECK(labels_of({facet("", words)}, {{0, 1, 2}}) == std::vector<std::string>{"Crater"});
  const std::vector<std::string> again = {"moons", "moons", "moons", "", "", "", "", "", "", ""};
  CHECK(labels_of({facet("category", kinds), facet("", again)}, {{0, 1, 2}}) == std::vector<std::string>{"Moon"});
}

TEST_CASE("a keyword that many have goes before words of captions") {
  const std::vector<std::string> words = {"moved", "moved", "moved", "", "", "", "", "", "", ""};
  CollectionFacet keywords = facet("keywords", {"limb", "limb", "", "", "", "", "", "", "", ""});
  const std::vector<std::vector<std::uint32_t>> moons = {{0, 1, 2}};
  CHECK(labels_of({facet("category", kinds), facet("", words), keywords}, moons) ==
        std::vector<std::string>{"Moon: moved"});
  keywords.facet.multiple = true;
  CHECK(labels_of({facet("category", kinds), facet("", words), keywords}, moons) ==
        std::vector<std::string>{"Moon: limb, moved"});
}

TEST_CASE("words of captions: as they are spelt most often; no stop words, numbers, credits or rare words") {
  const std::vector<ImageRecord> images = {
      picture("The Orion capsule", "Orion in 2024, seen by Ann Other. Credit: NASA capsules", "Ann Other"),
      picture("ORION", "the capsule, Capsule", "Ann Other"),
      picture("Orion at sea", "a capsule of Other", "Somebody"),
      picture("", "on the sea; OTHER", "Somebody"),
      picture("Other", "sea"),
  };
  const CollectionFacet words = caption_words(images, {});
  std::vector<std::string> sorted = words.facet.values;
  std::sort(sorted.begin(), sorted.end());
  CHECK(sorted == std::vector<std::string>{"Orion", "capsule", "sea"});
  CHECK(words.facet.counts == std::vector<std::uint32_t>{3, 3, 3});
  CHECK(words.column.offsets == std::vector<std::uint32_t>{0, 2, 4, 7, 8, 9});
}

TEST_CASE("captions that are held back say nothing") {
  const std::vector<ImageRecord> images(3, picture("crater", "terminator"));
  CHECK(caption_words(images, {{"description", "Description", false, false, false}}).facet.values ==
        std::vector<std::string>{"crater"});
  CHECK(caption_words(images, {{"title", "Title", false, false, false}, {"description", "", false, false, false}})
            .facet.values.empty());
}

TEST_CASE("tags that pictures bear, or may bear") {
  Tagging tagging;
  tagging.rows = {7, 8, 9};
  tagging.tags.resize(2);
  tagging.tags[0].code = "moon";
  tagging.tags[0].label = "Moon";
  tagging.tags[0].tentative = 20;
  tagging.tags[0].scores = {21, 19, 20};
  tagging.tags[1].code = "sun";
  tagging.tags[1].tentative = 20;
  tagging.tags[1].scores = {25, 1, 1};
  const CollectionFacet tags = likely_tags(tagging, {1, 0, -1}, 2);
  CHECK(tags.facet.values == std::vector<std::string>{"Moon", "sun"});
  CHECK(tags.facet.counts == std::vector<std::uint32_t>{1, 1});
  CHECK(tags.column.offsets == std::vector<std::uint32_t>{0, 0, 2});
}
