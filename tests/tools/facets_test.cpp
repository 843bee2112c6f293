#include "tools/published/facets.h"

#include <doctest/doctest.h>

#include "tools/published/colour_names.h"

using namespace vitrine;

namespace {

ImageRecord with(std::vector<std::pair<std::string, std::string>> fields) {
  ImageRecord image;
  image.fields = std::move(fields);
  return image;
}

ColumnRecord column(const std::string& name, bool multiple = false) {
  return {name, "Label of " + name, true, true, multiple};
}

std::string name_of(std::uint32_t rgb) { return colour_names()[colour_name_of(rgb)]; }

}  // namespace

TEST_CASE("Values by count, then alphabetically without regard to case and accents") {
  const std::vector<ImageRecord> images = {with({{"category", "moon"}}), with({{"category", "Élan"}}),
                                           with({{"category", "earth"}}), with({{"category", "moon"}}), with({})};
  const auto facets = facets_of(images, {column("category")});
  REQUIRE(facets.size() == 1);
  CHECK(facets[0].facet.label == "Label of category");
  CHECK(facets[0].facet.values == std::vector<std::string>{"moon", "earth", "Élan"});
  CHECK(facets[0].facet.counts == std::vector<std::uint32_t>{2, 1, 1});
  CHECK(facets[0].column.offsets == std::vector<std::uint32_t>{0, 1, 2, 3, 4, 4});
  CHECK(facets[0].column.values == std::vector<std::uint32_t>{0, 2, 1, 0});
}

TEST_CASE("Several values are separated at '|', trimmed, each once") {
  CHECK(parts_of(" a | b||a |  ") == std::vector<std::string>{"a", "b"});
  CHECK(parts_of("").empty());
  const auto facets = facets_of({with({{"tags", "sea|sky"}}), with({{"tags", "sky"}})}, {column("tags", true)});
  REQUIRE(facets.size() == 1);
  CHECK(facets[0].facet.multiple);
  CHECK(facets[0].facet.values == std::vector<std::string>{"sky", "sea"});
  CHECK(facets[0].column.values == std::vector<std::uint32_t>{1, 0, 0});
  // Not multiple: the text is one value.
  const auto single = facets_of({with({{"tags", "sea|sky"}})}, {column("tags")});
  CHECK(single[0].facet.values == std::vector<std::string>{"sea|sky"});
}

TEST_CASE("A column that is held back, is not a facet or has no value is no facet") {
  ColumnRecord held = column("gps");
  held.published = false;
  ColumnRecord plain = column("note");
  plain.facet = false;
  CHECK(facets_of({with({{"gps", "52.5,13.4"}, {"note", "x"}})}, {held, plain, column("nothing")}).empty());
}

TEST_CASE("Camera is a facet when its column is") {
  ImageRecord image;
  image.camera = "NIKON Z 9";
  const auto facets = facets_of({image}, {column("camera")});
  REQUIRE(facets.size() == 1);
  CHECK(facets[0].facet.values == std::vector<std::string>{"NIKON Z 9"});
}

TEST_CASE("Colour: the names of what fills an eighth of the picture, in the list's order") {
  ImageRecord sea;
  sea.features = VisualFeatures{};
  sea.features->colours = {{0x1E5AA8, 0.5F}, {0xF5F5F5, 0.3F}, {0x3A7BC8, 0.1F}, {0xCC2222, 0.05F}};
  const auto facets = facets_of({sea, with({})}, {});
  REQUIRE(facets.size() == 1);
  CHECK(facets[0].facet.name == "colour");
  CHECK(facets[0].facet.multiple);
  CHECK(facets[0].facet.values == std::vector<std::string>{"blue", "white"});
  CHECK(facets[0].column.offsets == std::vector<std::uint32_t>{0, 2, 2});
  SUBCASE("An owner's facet of that name is the owner's") {
    sea.fields = {{"colour", "ultramarine"}};
    const auto own = facets_of({sea}, {column("colour")});
    REQUIRE(own.size() == 1);
    CHECK(own[0].facet.values == std::vector<std::string>{"ultramarine"});
  }
}

TEST_CASE("A slice is a column of its own") {
  const FacetColumn column = {"f", {0, 1, 3, 3, 4}, {7, 8, 9, 6}};
  const FacetColumn part = slice(column, 1, 2);
  CHECK(part.offsets == std::vector<std::uint32_t>{0, 2, 2});
  CHECK(part.values == std::vector<std::uint32_t>{8, 9});
}

TEST_CASE("Names of typical colours") {
  CHECK(name_of(0xFF0000) == "red");
  CHECK(name_of(0xB22222) == "red");
  CHECK(name_of(0xFFA500) == "orange");
  CHECK(name_of(0xFFD700) == "yellow");
  CHECK(name_of(0xFFFF00) == "yellow");
  CHECK(name_of(0x008000) == "green");
  CHECK(name_of(0x6B8E23) == "green");
  CHECK(name_of(0x008080) == "teal");
  CHECK(name_of(0x40E0D0) == "teal");
  CHECK(name_of(0x0000FF) == "blue");
  CHECK(name_of(0x87CEEB) == "blue");
  CHECK(name_of(0x000080) == "blue");
  CHECK(name_of(0x800080) == "purple");
  CHECK(name_of(0x8A2BE2) == "purple");
  CHECK(name_of(0xFF69B4) == "pink");
  CHECK(name_of(0xFFC0CB) == "pink");
  CHECK(name_of(0x8B4513) == "brown");
  CHECK(name_of(0xA0826D) == "brown");
  CHECK(name_of(0x808080) == "grey");
  CHECK(name_of(0x000000) == "black");
  CHECK(name_of(0x0A0A14) == "black");
  CHECK(name_of(0xFFFFFF) == "white");
  CHECK(name_of(0xFAF8F5) == "white");
}
