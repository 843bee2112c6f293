// core/collection: queries over a small collection; addresses and back.
#include <doctest/doctest.h>

#include "core/collection/collection.h"

using namespace vitrine;

namespace {

using Rows = std::vector<std::uint32_t>;

Manifest two_facets() {
  Manifest manifest;
  manifest.clusters = 2;
  manifest.facets = {{"category", "Category", false, {"Earth", "Moon", "Crew"}, {}},
                     {"tags", "Tags", true, {"a", "b"}, {}}};
  return manifest;
}

// Five pictures, newest first, then one without a date and without a picture.
ImageShard six_rows() {
  ImageShard s;
  s.count = 6;
  for (char c = 'A'; c < 'G'; ++c) s.key.push_back(std::string(8, c));
  s.id = {"f", "e", "d", "c", "b", "a"};
  s.title = {"Moonrise", "", "Earth", "apollo", "Crew", ""};
  s.taken_at = {"2026-04-07T10:00:00", "2026-04-06T10:00:00", "2026-04-06T10:00:00", "2026-04-05", "2026-04-01", ""};
  s.width = {3, 3, 3, 3, 3, 0};
  s.height = {2, 2, 2, 2, 2, 0};
  s.colour = {0x0000FF, 0xFF0000, 0x00FF00, 0x202020, 0x808080, 0};
  s.brightness = {0.5F, 0.1F, 0.9F, 0.1F, 0.3F, missing_number};
  s.title_rank = {3, missing_index, 2, 0, 1, missing_index};
  s.cluster = {0, 1, 1, 0, missing_index, missing_index};
  s.facets = {{"category", {0, 1, 2, 3, 4, 5, 5}, {1, 0, 0, 1, 2}}, {"tags", {0, 2, 3, 3, 3, 4, 4}, {0, 1, 1, 0}}};
  return s;
}

TextShard six_texts() {
  return {0,
          {"moonrise", "", "earth", "apollo", "crew", ""},
          {"seen from orion", "the moon", "moon and earth", "", "eine crew", "moonbase"}};
}

Collection collection() {
  Collection c(two_facets());
  REQUIRE(c.append(six_rows()));
  REQUIRE(c.append(six_texts()));
  return c;
}

Rows rows(Collection& c, const char* address) { return c.run(parse_query(address)).rows; }

}  // namespace

TEST_CASE("orders: both directions, missing values last in both, ties by row") {
  Collection c = collection();
  CHECK(rows(c, "") == Rows{0, 1, 2, 3, 4, 5});
  CHECK(rows(c, "order=date") == Rows{4, 3, 1, 2, 0, 5});
  CHECK(rows(c, "order=title") == Rows{3, 4, 2, 0, 1, 5});
  CHECK(rows(c, "order=-title") == Rows{0, 2, 4, 3, 1, 5});
  CHECK(rows(c, "order=brightness") == Rows{1, 3, 4, 0, 2, 5});
  CHECK(rows(c, "order=-brightness") == Rows{2, 0, 4, 1, 3, 5});
  CHECK(rows(c, "order=colour") == Rows{1, 2, 0, 3, 4, 5});
  CHECK(rows(c, "order=score") == Rows{0, 1, 2, 3, 4, 5});
}

TEST_CASE("filters combine, and their counts leave their own choice out") {
  Collection c = collection();
  CHECK(rows(c, "f.category=Earth") == Rows{1, 2});
  CHECK(rows(c, "f.category=Earth&f.category=Moon") == Rows{0, 1, 2, 3});
  CHECK(rows(c, "f.category=Earth&f.tags=b") == Rows{1});
  CHECK(rows(c, "f.category=Nothing").empty());
  CHECK(rows(c, "cluster=1") == Rows{1, 2});
  CHECK(rows(c, "from=2026-04-05&to=2026-04-06") == Rows{1, 2, 3});
  CHECK(rows(c, "to=2026-04-01") == Rows{4});

  const QueryResult& r = c.run(parse_query("f.category=Earth&from=2026-04-06"));
  CHECK(r.rows == Rows{1, 2});
  CHECK(r.facet_counts[0] == Rows{2, 1, 0});  // categories within the dates
  CHECK(r.facet_counts[1] == Rows{0, 1});     // tags of what is shown
  CHECK(r.cluster_counts == Rows{0, 2});
  CHECK(r.first_day == 20544);
  CHECK(r.day_counts == Rows{0, 0, 0, 0, 0, 2, 0});  // days of Earth, whatever the range
}

TEST_CASE("counts are what choosing would give") {
  Collection c = collection();
  for (const char* base : {"", "f.tags=a", "from=2026-04-05", "cluster=1", "q=moon"}) {
    const Rows counts = c.run(parse_query(base)).facet_counts[0];
    for (std::size_t value = 0; value < counts.size(); ++value) {
      const std::string address = std::string(base) + "&f.category=" + two_facets().facets[0].values[value];
      CHECK(counts[value] == c.run(parse_query(address)).rows.size());
    }
  }
}

TEST_CASE("words: all of them, by prefix, title hits first") {
  Collection c = collection();
  CHECK(rows(c, "q=moon") == Rows{0, 1, 2, 5});
  CHECK(rows(c, "q=earth") == Rows{2});
  CHECK(rows(c, "q=moon+earth") == Rows{2});
  CHECK(rows(c, "q=oon").empty());
  CHECK(rows(c, "q=orion+seen") == Rows{0});
  CHECK(rows(c, "q=e") == Rows{2, 4});
  CHECK(rows(c, "q=e&order=date") == Rows{4, 2});
  CHECK(c.run(parse_query("q=m")).order == Order{OrderKey::relevance, false});
  Collection late(two_facets());
  REQUIRE(late.append(six_rows()));
  CHECK(late.run(parse_query("q=moon")).rows.empty());
}

namespace {

// Crew has scores 20 to 25 and none; Moon none yet.
Collection tagged() {
  Manifest manifest = two_facets();
  manifest.count = 6;
  TagEntry crew, moon;
  crew.code = "crew";
  crew.accepted = 24.0F;
  crew.step = 0.25F;
  moon.code = "moon";
  manifest.tags = {crew, moon};
  Collection c(manifest);
  REQUIRE(c.append(six_rows()));
  REQUIRE(c.append(six_texts()));
  REQUIRE(c.append_tag("crew", std::vector<std::int8_t>{-16, 0, 4, 0, -1, no_level}));
  return c;
}

}  // namespace

TEST_CASE("tags: a least score, exact at every level; rows without a score never bear one") {
  Collection c = tagged();
  CHECK(rows(c, "t.crew=24") == Rows{1, 2, 3});
  CHECK(rows(c, "t.crew=24.25") == Rows{2});
  CHECK(rows(c, "t.crew=23.75") == Rows{1, 2, 3, 4});
  CHECK(rows(c, "t.crew=23.8") == Rows{1, 2, 3, 4});  // rounded in the address
  CHECK(rows(c, "t.crew=-1e30") == Rows{0, 1, 2, 3, 4});
  CHECK(rows(c, "t.crew=1e30").empty());
  CHECK(rows(c, "t.crew=24&f.category=Earth") == Rows{1, 2});
  CHECK(rows(c, "t.nothing=1") == Rows{0, 1, 2, 3, 4, 5});
  CHECK(rows(c, "t.crew=loud") == Rows{0, 1, 2, 3, 4, 5});
}

TEST_CASE("tags: until its scores are there, no row bears it") {
  Collection c = tagged();
  CHECK(rows(c, "t.moon=0").empty());
  REQUIRE(c.append_tag("moon", std::vector<std::int8_t>(6, 0)));
  CHECK(rows(c, "t.moon=0&t.crew=24") == Rows{1, 2, 3});
}

TEST_CASE("tags: counts by level leave the tag's own choice out, and no other") {
  Collection c = tagged();
  const auto at = [](const TagCounts& tag, int level) {
    return tag.counts[static_cast<std::size_t>(level - no_level)];
  };
  const QueryResult& r = c.run(parse_query("t.crew=24.5&f.category=Earth"));
  CHECK(r.rows == Rows{2});
  REQUIRE(r.tag_counts.size() == 1);
  CHECK(r.tag_counts[0].tag == "crew");
  CHECK(at(r.tag_counts[0], 0) == 1);
  CHECK(at(r.tag_counts[0], 4) == 1);
  CHECK(at(r.tag_counts[0], -16) == 0);       // not Earth
  CHECK(r.facet_counts[0] == Rows{1, 0, 0});  // Earth would stay, Moon would have none
  CHECK(at(c.run(parse_query("t.crew=24")).tag_counts[0], no_level) == 1);
}

TEST_CASE("tags: their scores are an order, missing ones last in both directions") {
  Collection c = tagged();
  CHECK(rows(c, "order=-tag.crew") == Rows{2, 1, 3, 4, 0, 5});
  CHECK(rows(c, "order=tag.crew") == Rows{0, 4, 1, 3, 2, 5});
  CHECK(rows(c, "order=-tag.moon") == Rows{0, 1, 2, 3, 4, 5});
  REQUIRE(c.append_tag("moon", std::vector<std::int8_t>{0, 1, 2, 3, 4, 5}));
  CHECK(rows(c, "order=-tag.moon") == Rows{5, 4, 3, 2, 1, 0});
  CHECK(to_text(c.run(parse_query("order=-tag.moon")).order) == "-tag.moon");
}

TEST_CASE("tags: scores that do not fit are refused") {
  Collection c = tagged();
  CHECK_FALSE(c.append_tag("moon", std::vector<std::int8_t>(5, 0)));
  CHECK_FALSE(c.append_tag("sun", std::vector<std::int8_t>(6, 0)));
  CHECK(rows(c, "t.moon=0").empty());
}

TEST_CASE("a word does not run into the next row") {
  TextColumn column;
  for (const char* text : {"ab", "cd", "", "x abcd"}) column.push_back(text);
  std::vector<std::uint8_t> found;
  column.find_word("abcd", found);
  CHECK(found == std::vector<std::uint8_t>{0, 0, 0, 1});
}

TEST_CASE("shards are taken whole or not at all") {
  Collection c = collection();
  ImageShard next = six_rows();
  CHECK(c.append(next).error().message == "the shard begins at row 0, row 6 is next");
  next.first = 6;
  next.taken_at[2] = "soon";
  CHECK(c.append(next).error().message.find("column \"taken_at\"[2]: a date such as") == 0);
  next = six_rows();
  next.first = 6;
  next.facets[0].values[0] = 3;
  CHECK(c.append(next).error().message == "column \"category\": value 3 found, the manifest has 3");
  next.facets[0].name = "other";
  CHECK(c.append(next).error().message == "facet \"other\" is not in the manifest");
  next.facets.clear();
  next.key[1] = "short";
  CHECK(c.append(next).error().message == "column \"key\"[1]: 8 characters expected, found 5");
  CHECK(c.size() == 6);
  next.key[1] = "HHHHHHHH";
  REQUIRE(c.append(next));
  CHECK(c.size() == 12);
  CHECK(rows(c, "f.category=Moon") == Rows{0, 3});
}

TEST_CASE("rows by key, vectors by row") {
  Collection c = collection();
  CHECK(c.row_of("CCCCCCCC") == 2);
  CHECK(c.row_of("ZZZZZZZZ") == missing_index);
  CHECK(c.row_of("") == missing_index);
  CHECK(c.vector_of(4) == 4);
  CHECK(c.facet_values(0, 1).size() == 2);
}

TEST_CASE("rows by key: every one of many is found, of equal keys the first") {
  constexpr std::uint32_t many = 5000;
  std::string keys;
  for (std::uint32_t row = 0; row < many; ++row) {
    std::string digits = std::to_string(row);
    keys += std::string(8 - digits.size(), 'k') + digits;
  }
  RowsByKey rows;
  CHECK(rows.find("", "kkkkkkk0") == missing_index);
  rows.extend(keys.substr(0, 8 * 700));
  CHECK(rows.find(keys, "kkkkk699") == 699);
  CHECK(rows.find(keys, "kkkkk700") == missing_index);
  keys += "kkkkk699";
  rows.extend(keys);
  std::uint32_t found = 0;
  for (std::uint32_t row = 0; row < many; ++row)
    found += rows.find(keys, keys.substr(row * 8UL, 8)) == static_cast<std::int32_t>(row) ? 1U : 0U;
  CHECK(found == many);
}

TEST_CASE("an empty collection answers") {
  Collection c(two_facets());
  const QueryResult& r = c.run(parse_query("q=x&f.category=Moon"));
  CHECK(r.rows.empty());
  CHECK(r.day_counts.empty());
  CHECK(r.facet_counts[0] == Rows{0, 0, 0});
}

TEST_CASE("a manifest's number of clusters causes no huge allocation") {
  Manifest manifest;
  manifest.clusters = 4'000'000'000;
  CHECK(Collection(manifest).run({}).cluster_counts.size() == most_clusters);
}

TEST_CASE("an address reads back as the same query") {
  for (const char* address : {"", "q=full+moon", "f.category=Full+Moon&f.category=Earth+%2B+Moon", "f.a%3Db=%26",
                              "from=2026-04-01&to=2026-04-07", "from=-0044-03-15", "cluster=7", "order=-brightness",
                              "t.crew=27.5&t.full_moon=-1.25&order=-tag.full_moon", "t.crew=1.0000001",
                              "q=%C3%A9clair&f.tags=a&t.crew=24&from=2026-04-01&cluster=0&order=title"}) {
    const Query query = parse_query(address);
    CHECK(to_address(query) == address);
    CHECK(parse_query(to_address(query)) == query);
  }
}

TEST_CASE("a malformed address leaves out what it cannot read") {
  CHECK(parse_query("from=soon&cluster=x&order=sideways&nonsense&=&q=%ZZ&%=%&k=24") == parse_query("q=%25ZZ"));
  CHECK(parse_query("cluster=99999999999999999999") == Query{});
}
