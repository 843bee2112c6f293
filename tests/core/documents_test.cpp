// core/documents: write then read is the identity for every document of the table; malformed ones are refused
// with a sentence that names file, column and row.
#include <doctest/doctest.h>

#include <cmath>
#include <fstream>
#include <sstream>

#include "core/documents/json.h"
#include "core/documents/table.h"

using namespace vitrine;

namespace {

ImageShard shard_of_two() {
  ImageShard shard;
  shard.first = 512;
  shard.count = 2;
  shard.key = {"AAAAAAAA", "BBBBBBBB"};
  shard.id = {"one", "zwei \xE2\x80\xAE\"<b>"};
  shard.title = {"", "A title"};
  shard.taken_at = {"2026-04-06T14:03:11-04:00", ""};
  shard.width = {896, 0};
  shard.height = {598, 0};
  shard.colour = {0x123456, 0};
  shard.brightness = {0.1F, missing_number};
  shard.title_rank = {missing_index, 0};
  shard.cluster = {7, missing_index};
  shard.master = {513, missing_index};
  shard.copy_of = {missing_index, 512};
  shard.dark = {0, 1};
  shard.facets = {{"category", {0, 1, 1}, {3}}, {"tags", {0, 2, 3}, {0, 1, 2}}};
  return shard;
}

Manifest manifest() {
  Manifest m;
  m.id = "c0ffee";
  m.build = "b1";
  m.generator = "vitrine 0.1.0";
  m.title = "Voyage";
  m.language = "en";
  m.count = 2;
  m.pictures = 1;
  m.sizes = {256, 1024};
  m.originals = "none";
  m.clusters = 3;
  m.facets = {{"category", "Category", false, {"Earth", "Moon"}, {1, 0}, 3}};
  m.tags = {
      {"moon", "Moon", "the Moon's disc", "celestial_body", false, 27.5F, 25.5F, 0.125F, 12, "data/tags/moon.bin"},
      {"crew_selfie", "Crew selfie", "", "", true, 1.0F, 1.0F, 1.0F, 0, "data/tags/crew_selfie.bin"}};
  m.vectors = {"data/vectors.00112233.bin", 4096, "model", 2, 512, 0.994F};
  m.core = "viewer/main.00112233.wasm";
  m.modules = {{"spotlight", "viewer/spotlight.00112233.wasm", 48000}};
  m.first_shard = 1;
  m.files = {{"api/images/0000.00112233.json", 123, std::string(64, 'a')}};
  return m;
}

CalendarPlan plan() {
  CalendarPlan p;
  p.title = "Voyage 2027";
  p.language = "de-CH";
  p.week_start = 1;
  p.zone = "Europe/Berlin";
  p.weights = {1.0F, 0.0F, 2.0F, 1.0F, 1.0F, 0.5F};
  p.bonuses = {{"earth", {"earth", "full_earth"}, 0.15F}};
  p.slots = {{"", {}}, {"2026-12", {0.3F, 0.2F, 0.9F, {0.25F}}}};
  p.events = {{"2026-12-24", "2026-12-26", "Christmas"}};
  p.moon = {{"2026-12-24", "01:28", 2}};
  p.candidates = {{"Best", "F", "", {4, missing_index}, 0, {}},
                  {"Ours", "", "Ada", {1, 2}, 1, {0.5F, 0.25F, 0.0F, 1.0F}}};
  p.preference = "votes";
  p.voters = 3;
  p.ballots = 12;
  p.columns = "data/calendar.00112233.bin";
  return p;
}

DetailsShard details() {
  ImageDetails image;
  image.title = "A title that goes on";
  image.description = "A caption";
  image.contrast = 0.25F;
  image.colours = {{0xFF0000, 0.5F}};
  image.alike = {{4, 0.875F}};
  image.tags = {3, 0};
  image.fields = {{"Lens", "50 mm"}, {"z", ""}};
  return {128, {image, ImageDetails{}}};
}

template <class T>
std::string refusal(std::string_view text) {
  const auto document = read<T>(text, "api/x.json");
  REQUIRE_FALSE(document);
  return document.error().message;
}

std::string with(std::string text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

template <class T>
void check_identity(const T& document) {
  // The text is the struct: equal texts, equal documents.
  const std::string text = write(document);
  const auto back = read<T>(text, "x");
  REQUIRE_MESSAGE(back, (back ? std::string() : back.error().message));
  CHECK(write(*back) == text);
}

}  // namespace

TEST_CASE("write, then read, is the identity for every document of the table") {
  for (const DocumentEntry& entry : document_table()) {
    CAPTURE(std::string(entry.name));
    switch (entry.document) {  // a document without a case here does not compile
      case Document::collection:
        check_identity(manifest());
        break;
      case Document::images:
        check_identity(shard_of_two());
        check_identity(ImageShard{});
        break;
      case Document::details:
        check_identity(details());
        break;
      case Document::text:
        check_identity(TextShard{0, {"moon", ""}, {"", "full earth"}});
        break;
      case Document::vocabularies:
        check_identity(VocabularyList{{{"category", {"Crew", "Ship", ""}, {3, 0, 1}}}});
        break;
      case Document::clusters:
        check_identity(ClusterList{{{0, "Moon", 4, 12, 0.5F, 0.25F, 0.75F, "1969-07-20", "2026", {4, 1}}}});
        break;
      case Document::cluster_members:
        check_identity(
            ClusterMembers{3, {{"category", "Moon", 2, 3.5F}, {"", "crater", 1, 1.5F}}, {1, 2}, {0.0F, 0.25F}});
        break;
      case Document::duplicates:
        check_identity(
            DuplicateShard{0, 2, {7, 3}, {-1, 0}, {-1, -1}, {0, 98500}, {0, 0}, {0, 0}, {0, 1}, {1}, {1500}});
        break;
      case Document::curation:
        check_identity(CurationPatch{"c0ffee", 0.975F, "single", {"a"}, {"b", "c"}, {{{"d", "e"}}}, {{"f", "Luna"}}});
        break;
      case Document::calendar:
        check_identity(plan());
        break;
      case Document::files:
        check_identity(FileList{{{"thumbs/256/AAAAAAAA.webp", 6000, std::string(64, '0')}}});
        break;
      case Document::documents:
        check_identity(DocumentList{{{"api/details/0000.00112233.json", 6000, std::string(64, '0')}}});
        break;
    }
  }
}

TEST_CASE("what is read is what was written") {
  const auto shard = read<ImageShard>(write(shard_of_two()), "x");
  REQUIRE(shard);
  CHECK(shard->id[1] == "zwei \xE2\x80\xAE\"<b>");
  CHECK(shard->brightness[0] == 0.1F);
  CHECK(std::isnan(shard->brightness[1]));
  CHECK(shard->cluster == std::vector<std::int32_t>{7, missing_index});
  CHECK(shard->score.empty());
  CHECK(shard->facets[0].offsets == std::vector<std::uint32_t>{0, 1, 1});
  CHECK(shard->facets[1].offsets == std::vector<std::uint32_t>{0, 2, 3});
  CHECK(shard->facets[1].values == std::vector<std::uint32_t>{0, 1, 2});
  const auto label = read<DetailsShard>(write(details()), "x");
  REQUIRE(label);
  CHECK(label->images[0].fields == details().images[0].fields);
  CHECK(label->images[0].alike[0].row == 4);
  CHECK(std::isnan(label->images[1].contrast));
  CHECK(read<Manifest>(write(manifest()), "x")->vectors.fidelity == 0.994F);
}

TEST_CASE("numbers are written as short as they read back") {
  const std::string text = write(shard_of_two());
  CHECK(text.find("\"brightness\":[0.1,null]") != std::string::npos);
  CHECK(text.rfind("{\"schema\":2,", 0) == 0);
}

TEST_CASE("malformed documents are refused with file, column and row") {
  const std::string good = write(shard_of_two());
  struct Case {
    const char* from;
    const char* to;
    const char* sentence;
  };
  const Case cases[] = {
      {"[0.1,null]", "[0.1,\"x\"]", "api/x.json: column \"brightness\"[1]: a number expected, found a text"},
      {"[896,0]", "[896,-1]", "api/x.json: column \"width\"[1]: a whole number of at least 0 expected, found a number"},
      {"[896,0]", "[896,0.5]",
       "api/x.json: column \"width\"[1]: a whole number of at least 0 expected, found a number"},
      {"[896,0]", "[896,99999999999999999999]",
       "api/x.json: column \"width\"[1]: a whole number of at least 0 expected, found a number"},
      {"[896,0]", "{}", "api/x.json: column \"width\": an array expected, found an object"},
      {"[896,0]", "[[896],0]",
       "api/x.json: column \"width\"[0]: a whole number of at least 0 expected, found an array"},
      {"[896,0]", "[896]", "api/x.json: \"columns\" has 1 rows in \"width\", \"count\" says 2"},
      {"[0,1],2]", "[0,1]]", "api/x.json: \"columns\" has 1 rows in \"tags\", \"count\" says 2"},
      {"\"width\":[896,0],", "", "api/x.json: \"columns\" has no \"width\""},
      {"\"width\"", "\"height\"", "api/x.json: \"columns\" has \"height\" twice"},
      {"\"tags\"", "\"category\"", "api/x.json: column \"facets\" \"category\" appears twice"},
      {"\"schema\":2", "\"schema\":3",
       "api/x.json has schema 3, this reader knows 2: reload the page, or render the site with the same version"},
      {"\"schema\":2", "\"schema\":\"1\"",
       "api/x.json: \"schema\": a schema version of at least 1 expected, found a text"},
      {"\"schema\":2,", "", "api/x.json has no \"schema\""},
      {"\"first\":512", "\"first\":null", "api/x.json: \"first\": a whole number of at least 0 expected, found null"},
  };
  for (const Case& c : cases) CHECK(refusal<ImageShard>(with(good, c.from, c.to)) == c.sentence);
  CHECK(refusal<ImageShard>("[]") == "api/x.json: an object expected, found an array");
  CHECK(refusal<ImageShard>("7") == "api/x.json: an object expected, found a number");
  CHECK(refusal<ImageShard>("{}") == "api/x.json has no \"schema\"");
}

TEST_CASE("columns are as long as the count says, wherever it stands") {
  const std::string late = with(with(write(shard_of_two()), "\"count\":2,", ""), "]}}}", "]}},\"count\":2}");
  CHECK(read<ImageShard>(late, "x"));
  CHECK(refusal<ImageShard>(with(late, "\"count\":2", "\"count\":5")) ==
        "api/x.json: \"columns\" has 2 rows in \"key\", \"count\" says 5");
}

TEST_CASE("a document cut short anywhere is refused") {
  const std::string good = write(details());
  for (std::size_t length = 0; length < good.size(); ++length)
    CHECK_FALSE(read<DetailsShard>(std::string_view(good).substr(0, length), "x"));
  CHECK(refusal<DetailsShard>(good.substr(0, 20)).find("api/x.json: not JSON from byte") == 0);
}

TEST_CASE("unknown keys are ignored, however they look") {
  const std::string text = with(write(shard_of_two()), "\"first\"", "\"later\":{\"a\":[1,{\"b\":null}]},\"first\"");
  CHECK(read<ImageShard>(text, "x"));
}

TEST_CASE("deep nesting ends in a sentence") {
  const std::string bomb = "{\"schema\":1,\"x\":" + std::string(100000, '[');
  CHECK(refusal<ImageShard>(bomb).find("is nested deeper than 16 levels") != std::string::npos);
}

TEST_CASE("settings refuse what they do not know") {
  CHECK(read<Settings>(R"({"title":"A","sizes":[256],"publish":["gps"]})", "vitrine.json")->sizes[0] == 256);
  CHECK(read<Settings>("{}", "vitrine.json")->language == "en");
  CHECK(refusal<Settings>(R"({"titel":"A"})") ==
        "api/x.json has a key \"titel\" that is not known: check its spelling");
  CHECK(refusal<Settings>(R"({"calendar":{"bonuses":[{"name":"a","tags":["a"],"weight":1,"wieght":2}]}})") ==
        "api/x.json: \"calendar\" \"bonuses\"[0] has a key \"wieght\" that is not known: check its spelling");
  CHECK(refusal<Settings>(R"({"calendar":{"targets":[{"brightness":0,"warmth":0,"drama":0,"bonus":[]}]}})") ==
        "api/x.json: \"calendar\" \"targets\"[0] has a key \"bonus\" that is not known: check its spelling");
}

TEST_CASE("a calendar's settings come back alone") {
  CalendarSettings settings;
  settings.first_month = "2027-01";
  settings.months = 12;
  settings.cover_page = true;
  settings.hemisphere = "south";
  settings.weights = {1, 0, 0.25F, 0, 0, 0};
  settings.targets = {{0.25F, 0.5F, 0.75F, {0.125F}}};
  settings.bonuses = {{"night", {"night", "stars"}, 0.5F}};
  const auto back = read<CalendarSettings>(write(settings), "calendar");
  REQUIRE(back.has_value());
  CHECK(write(*back) == write(settings));
  CHECK(back->bonuses[0].tags.size() == 2);
  CHECK(back->targets[0].drama == 0.75F);
  CHECK(refusal<CalendarSettings>(R"({"month":12})") ==
        "api/x.json has a key \"month\" that is not known: check its spelling");
}

TEST_CASE("the table: every document once, paths and back") {
  for (const DocumentEntry& entry : document_table()) {
    const std::string path = path_of(entry.document, 12345);
    CHECK(logical_path(stored_path(path, std::string(64, 'b'))) == path);
    CHECK(path.find('%') == std::string::npos);
  }
  CHECK(path_of(Document::images, 3) == "api/images/0003.json");
  CHECK(stored_path("api/images/0003.json", "3fa9c1d2ffff") == "api/images/0003.3fa9c1d2.json");
  CHECK(logical_path("api/collection.json") == "api/collection.json");
}

TEST_CASE("shards: the first as long as the manifest says, the others from 1,024 rows doubled to 4,096") {
  const auto counts = [](std::uint32_t rows, std::uint32_t first_shard) {
    std::vector<std::uint32_t> found;
    std::uint32_t next = 0;
    for (const ShardRange& shard : image_shards(rows, first_shard)) {
      CHECK(shard.first == next);
      next += shard.count;
      found.push_back(shard.count);
    }
    return found;
  };
  CHECK(counts(12217, 512) == std::vector<std::uint32_t>{512, 1024, 2048, 4096, 4096, 441});
  CHECK(counts(12217, 200) == std::vector<std::uint32_t>{200, 1024, 2048, 4096, 4096, 753});
  CHECK(counts(60, 60) == std::vector<std::uint32_t>{60});
  CHECK(counts(2, 0) == std::vector<std::uint32_t>{1, 1});  // a manifest that says so is wrong, and nothing hangs
  CHECK(counts(0, 512).empty());
}

TEST_CASE("a site of schema 1 is read: its first shard has 512 rows, its manifest all values") {
  std::string text = write(manifest());
  text = with(text, "\"schema\":2", "\"schema\":1");
  text = with(text, "\"first_shard\":1,", "");
  text = with(text, ",\"more\":3", "");
  const auto older = read<Manifest>(text, "api/collection.json");
  REQUIRE(older);
  CHECK(older->first_shard == 512);
  CHECK(older->facets[0].more == 0);
}

#ifdef FORMATS  // natively: there files can be read
TEST_CASE("the page of the formats has every document of the table, with its struct, and no other") {
  std::ifstream file(FORMATS);
  REQUIRE(file);
  std::ostringstream text;
  text << file.rdbuf();
  std::string rows;
#define VITRINE_ROW(name, path, type) rows += "| `" path "` | `" #type "` |\n";
  VITRINE_DOCUMENTS(VITRINE_ROW)
#undef VITRINE_ROW
  std::string found;
  std::istringstream lines(text.str());
  for (std::string line; std::getline(lines, line);)
    if (line.rfind("| `api/", 0) == 0) found += line.substr(0, line.find('|', line.find('|', 2) + 1) + 1) + "\n";
  CHECK(found == rows);
}
#endif

TEST_CASE("one JSON object a line") {
  CHECK(to_json_line({{"event", std::string("a\"\n")},
                      {"n", std::int64_t{3}},
                      {"r", 0.5},
                      {"ok", true},
                      {"list", std::vector<std::string>{"x", "y"}}}) ==
        R"({"event":"a\"\n","n":3,"r":0.5,"ok":true,"list":["x","y"]})");
  CHECK(to_json_line({{"bad", std::string("\xFF")}}) == "{\"bad\":\"\xEF\xBF\xBD\"}");
}

TEST_CASE("flat objects") {
  const auto row = read_flat_object(R"({"id":"a","n":1.5,"tags":["x","y"],"none":null,"yes":true})");
  REQUIRE(row);
  CHECK(*row == FlatRow{{"id", "a"}, {"n", "1.5"}, {"tags", "x|y"}, {"none", ""}, {"yes", "true"}});
  CHECK(read_flat_object("{").error().message == "not JSON: one whole object a line is expected");
  CHECK(read_flat_object("[1]").error().message == "a JSON object is expected, found array");
  CHECK_FALSE(read_flat_object(R"({"a":{"b":1}})"));
}
