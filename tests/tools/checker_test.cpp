#include "tools/site/checker.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "core/calendar/columns.h"
#include "core/documents/table.h"
#include "tests/tools/scratch.h"
#include "tools/calendar/settings.h"
#include "tools/published/zipped_vectors.h"
#include "tools/site/site.h"

using namespace vitrine;
using namespace vitrine::test;

namespace {

// A published site to damage.
struct Published {
  Scratch scratch;
  fs::path site = scratch / "site";
  Console console{Console::Style::quiet};
  Manifest manifest;
  DocumentList documents;

  explicit Published(int pictures = 5) {
    Warehouse warehouse = put_warehouse(scratch / "w.db", pictures);
    Analysis analysis;
    ClusterRecord cluster{0, "all", 1, 0.5F, {}, {}};
    for (const ImageRecord& image : warehouse.images()) cluster.members.push_back({image.row, 0.5F});
    analysis.clusters = {cluster};
    warehouse.set_analysis(analysis);
    TagRecord tag;
    tag.code = "moon";
    tag.scores = {28.0F};
    tag.accepted = 27.0F;
    tag.tentative = 25.0F;
    warehouse.set_tagging({"sigmoid", 0.8F, 0.5F, "v", {warehouse.images().front().row}, {tag}});
    CalendarSettings calendar;
    calendar.first_month = "2026-12";
    calendar.months = 2;
    set_computed_calendar(warehouse, calendar);
    const std::vector<ImageRecord> images = warehouse.published();
    warehouse.set_candidates({{"F", "F", "", missing_index, {{images[0].row}, {images[1].row}}}});
    const Site made = make_site(warehouse, open_viewer(put_viewer(scratch / "viewer")), {1, false}, console);
    publish(site, made.files, console);
    manifest = made.manifest;
    documents = *read<DocumentList>(read_file(site / path("api/documents.json")), "api/documents.json");
  }

  /// The entry of a document in the manifest or in the list of documents.
  FileEntry& entry(const std::string& logical) {
    for (std::vector<FileEntry>* files : {&manifest.files, &documents.files}) {
      for (FileEntry& file : *files)
        if (logical_path(file.path) == logical) return file;
    }
    FAIL("no " << logical);
    return manifest.files.front();
  }

  std::string path(const std::string& logical) { return entry(logical).path; }

  /// Replaces a document and keeps its listed hash true, so that only what it says is wrong.
  template <class Change>
  void edit(const std::string& logical, const Change& change) {
    std::string text = read_file(site / path(logical));
    change(text);
    replace_document(logical, text);
    replace_document("api/documents.json", write(documents));
    save_manifest();
  }

  void replace_document(const std::string& logical, const std::string& text) {
    FileEntry& file = entry(logical);
    fs::remove(site / file.path);
    write_file(site / file.path, text);
    file.bytes = text.size();
    file.sha256 = sha256(text);
  }

  void save_manifest() { write_file(site / "api/collection.json", write(manifest)); }

  std::vector<std::string> findings(std::uint64_t largest = largest_site) {
    std::vector<std::string> lines;
    for (const Finding& finding : check_site(site, console, largest).findings)
      lines.push_back(name_of(finding.kind) + ": " + finding.sentence);
    return lines;
  }

  /// One finding, which says all of `parts`.
  void expect(const std::vector<std::string>& parts, std::uint64_t largest = largest_site) {
    const std::vector<std::string> lines = findings(largest);
    CAPTURE(lines.size() > 1 ? lines[1] : "");
    REQUIRE(lines.size() == 1);
    for (const std::string& part : parts) {
      CAPTURE(lines[0]);
      CHECK(lines[0].find(part) != std::string::npos);
    }
  }
};

void replace(std::string& text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  text.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("A site as published has no findings") {
  Published published;
  CHECK(published.findings().empty());
  put_file(published.site / "CNAME", "pictures.example");  // the owner's own
  put_file(published.site / ".git/config", "[core]");
  CHECK(published.findings().empty());
}

TEST_CASE("Missing, changed and stray files") {
  Published published;
  SUBCASE("a document is gone") {
    fs::remove(published.site / published.path("api/details/0000.json"));
    published.expect({"missing: api/details/0000.", "is missing: copy the site again"});
  }
  SUBCASE("a thumbnail is gone") {
    fs::remove(published.site / "thumbs/256/key00001.webp");
    published.expect({"missing: thumbs/256/key00001.webp"});
  }
  SUBCASE("a thumbnail is cut short") {
    fs::remove(published.site / "thumbs/256/key00001.webp");
    put_file(published.site / "thumbs/256/key00001.webp", "thumb");
    published.expect({"changed: thumbs/256/key00001.webp has 5 bytes, and 26 were published"});
  }
  SUBCASE("a byte is other") {
    std::string bytes = read_file(published.site / "thumbs/1024/key00001.webp");
    bytes[3] = 'X';
    fs::remove(published.site / "thumbs/1024/key00001.webp");
    put_file(published.site / "thumbs/1024/key00001.webp", bytes);
    published.expect({"changed: thumbs/1024/key00001.webp", "SHA-256"});
  }
  SUBCASE("the page is other") {
    std::string bytes = read_file(published.site / "index.html");
    bytes[3] = 'X';
    fs::remove(published.site / "index.html");
    put_file(published.site / "index.html", bytes);
    published.expect({"changed: index.html"});
  }
  SUBCASE("a file that no document names") {
    put_file(published.site / "thumbs/256/notes.txt", "x");
    published.expect({"stray: thumbs/256/notes.txt"});
  }
  SUBCASE("a symbolic link") {
    fs::create_symlink("/etc/passwd", published.site / "api/link.json");
    published.expect({"stray: api/link.json is a symbolic link"});
  }
}

TEST_CASE("Too large") {
  Published published;
  published.expect({"size: ", "more than the 100 bytes"}, 100);
}

TEST_CASE("Documents that cannot be read") {
  Published published;
  SUBCASE("cut short") {
    published.edit("api/images/0000.json", [](std::string& text) { text.resize(text.size() / 2); });
    const auto lines = published.findings();
    REQUIRE_FALSE(lines.empty());
    CHECK(lines[0].find("document: api/images/0000.") == 0);
  }
  SUBCASE("a newer schema") {
    published.edit("api/clusters.json", [](std::string& text) { replace(text, "\"schema\":2", "\"schema\":99"); });
    published.expect({"document: api/clusters."});
  }
  SUBCASE("the manifest") {
    write_file(published.site / "api/collection.json", "{");
    published.expect({"document: api/collection.json"});
  }
}

TEST_CASE("Documents that do not fit together") {
  Published published;
  SUBCASE("a member beyond the collection") {
    published.edit("api/clusters/0000.json", [](std::string& text) { replace(text, "\"rows\":[", "\"rows\":[77,"); });
    published.expect({"document: api/clusters/0000.", "do not fit the collection"});
  }
  SUBCASE("a picture kept beyond the collection") {
    published.manifest.curation.kept = {77};
    published.save_manifest();
    published.expect({"document: api/collection.json keeps a picture beyond the collection's 5"});
  }
  SUBCASE("a near-duplicate of a picture beyond the collection") {
    published.edit("api/images/0000.json", [](std::string& text) {
      replace(text, "\"columns\":{", "\"columns\":{\"master\":[77,-1,-1,-1,-1],");
    });
    published.expect({"document: api/images/0000.", "a near-duplicate or a copy of a picture beyond"});
  }
  SUBCASE("a cluster the manifest does not count") {
    published.manifest.clusters = 2;
    published.save_manifest();
    const auto lines = published.findings();
    REQUIRE(lines.size() == 2);
    CHECK(lines[0].find("has 1 clusters, expected 2") != std::string::npos);
    CHECK(lines[1].find("missing: api/clusters/0001.json is not listed") == 0);
  }
  SUBCASE("a facet value beyond the vocabulary") {
    published.manifest.facets[0].values.resize(1);
    published.manifest.facets[0].counts.resize(1);
    published.save_manifest();
    published.expect({"document: api/images/0000.", "cannot be opened", "the manifest has 1"});
  }
  SUBCASE("a date that the page would refuse") {
    published.edit("api/images/0000.json",
                   [](std::string& text) { replace(text, "\"taken_at\":[\"", "\"taken_at\":[\"x"); });
    published.expect({"document: api/images/0000.", "cannot be opened: column \"taken_at\"[0]"});
  }
  SUBCASE("a key of another length") {
    published.edit("api/images/0000.json", [](std::string& text) { replace(text, "key00001", "key01"); });
    const auto lines = published.findings();
    CHECK(std::any_of(lines.begin(), lines.end(), [](const std::string& line) {
      return line.find("cannot be opened: column \"key\"") != std::string::npos;
    }));
  }
  SUBCASE("two rows of one key") {
    published.edit("api/images/0000.json", [](std::string& text) { replace(text, "key00001", "key00002"); });
    const auto lines = published.findings();
    REQUIRE_FALSE(lines.empty());
    CHECK(lines[0].find("has the key key00002, which is taken") != std::string::npos);
  }
  SUBCASE("a thumbnail no list names") {
    published.edit("api/files/0000.json", [](std::string& text) { replace(text, "key00001", "key00009"); });
    CHECK(published.findings().size() == 3);  // listed and not there, there and not listed, expected and not listed
  }
  SUBCASE("a path that leads out") {
    published.manifest.files.push_back({"../w.db", 1, std::string(64, '0')});
    published.save_manifest();
    published.expect({"document: ../w.db", "no path inside a site"});
  }
  SUBCASE("a module that is not among the files") {
    published.manifest.modules = {{"spotlight", "viewer/spotlight.00000009.wasm"}};
    published.save_manifest();
    published.expect({"missing: viewer/spotlight.00000009.wasm is named by the manifest"});
  }
}

TEST_CASE("Tags that do not fit the collection") {
  {
    Published published;
    published.edit("data/tags/moon.bin", [](std::string& levels) { levels.pop_back(); });
    published.expect({"document: data/tags/moon", "has other than a score for each of the collection's 5 rows"});
  }
  {
    Published published;
    published.edit("api/details/0000.json", [](std::string& text) { replace(text, "\"tags\":[0]", "\"tags\":[7]"); });
    published.expect({"names tag 7, and there are 1"});
  }
  {
    Published published;
    fs::remove(published.site / published.path("data/tags/moon.bin"));
    published.expect({"missing: data/tags/moon"});
  }
}

TEST_CASE("A whole title that is not the cut one, values that are not as many as the manifest says") {
  {
    Published published;
    published.edit("api/details/0000.json",
                   [](std::string& text) { replace(text, "{\"file\"", "{\"title\":\"Another\",\"file\""); });
    published.expect({"has a title of row 0 that does not go on as the images' shard begins it"});
  }
  {
    Published published;
    published.manifest.facets.front().more = 2;
    published.save_manifest();
    published.expect({"missing: api/vocabularies.json is not listed"});
  }
  {
    Published published;
    published.manifest.facets.front().more = 2;
    const std::string path = "api/vocabularies.00000000.json";
    const std::string text = write(VocabularyList{{{published.manifest.facets.front().name, {"one"}, {1}}}});
    put_file(published.site / path, text);
    published.manifest.files.push_back({path, text.size(), sha256(text)});
    published.save_manifest();
    published.expect({"document: api/vocabularies.00000000.json has 1 values of the facet"});
  }
}

TEST_CASE("A shard of images that is gone says nothing about titles of its rows") {
  Published published(700);  // two shards
  published.edit("api/details/0000.json",
                 [](std::string& text) { replace(text, "{\"file\"", "{\"title\":\"Another\",\"file\""); });
  fs::remove(published.site / published.path("api/images/0000.json"));
  published.expect({"missing: " + published.path("api/images/0000.json")});
}

TEST_CASE("Vectors that cannot be read") {
  Published published;
  put_file(published.site / "data/vectors.00000000.bin", "not vectors");
  published.manifest.vectors = {"data/vectors.00000000.bin", 11, "m", 5, 2, 0.99F};
  published.manifest.files.push_back({"data/vectors.00000000.bin", 11, sha256("not vectors")});
  published.save_manifest();
  published.expect({"document: data/vectors.00000000.bin cannot be read"});
}

TEST_CASE("A calendar that does not fit the collection") {
  Published published;
  const auto edit = [&published](const std::string& from, const std::string& to) {
    published.edit("api/calendar.json", [&](std::string& text) { replace(text, from, to); });
  };
  SUBCASE("a picture beyond the collection") {
    edit("\"rows\":[0,1]", "\"rows\":[0,77]");
    published.expect({"document: api/calendar.", "candidate \"F\" with a picture beyond the collection's 5"});
  }
  SUBCASE("fewer slots than the calendar has") {
    edit("\"rows\":[0,1]", "\"rows\":[0]");
    published.expect({"document: api/calendar.", "candidate \"F\" of 1 slot, 2 expected"});
  }
  SUBCASE("a picture in two slots") {
    edit("\"rows\":[0,1]", "\"rows\":[1,1]");
    published.expect({"candidate \"F\" with a picture in two slots"});
  }
  SUBCASE("a cover that is no slot") {
    edit("\"cover\":null", "\"cover\":2");
    published.expect({"candidate \"F\" whose cover is no slot"});
  }
  SUBCASE("a focus for some slots") {
    edit("\"cover\":null", "\"cover\":null,\"focus\":[0.5,0.5]");
    published.expect({"candidate \"F\" with other than a focus for each slot"});
  }
  SUBCASE("a month that there is not") {
    edit("\"month\":\"2027-01\"", "\"month\":\"2027-21\"");
    published.expect({"has a slot of the month \"2027-21\", and there is none"});
  }
  SUBCASE("weights of some components") {
    edit("\"slots\"", "\"weights\":[1.0],\"slots\"");
    published.expect({"has 1 weights, 6 or none expected"});
  }
  SUBCASE("figures for a bonus that there is not") {
    edit("\"bonuses\":[0.0,0.0,0.0,0.3]", "\"bonuses\":[0.0,0.0,0.0,0.3,0.1]");
    published.expect({"has figures for more bonuses than it has, in the slot of \"2026-12\""});
  }
  SUBCASE("an entry that ends before it begins") {
    edit("\"moon\":[", "\"events\":[{\"first\":\"2026-12-26\",\"last\":\"2026-12-24\",\"text\":\"Rest\"}],\"moon\":[");
    published.expect({"has an entry \"Rest\" on days that there are not: 2026-12-26 to 2026-12-24"});
  }
  SUBCASE("a phase of the Moon on no day") {
    edit("\"moon\":[{\"day\":\"2024-12", "\"moon\":[{\"day\":\"2024-22");
    published.expect({"has a phase of the Moon that there is not: 2024-22"});
  }
  SUBCASE("columns that are not among the files") {
    edit("\"columns\":\"data/calendar.", "\"columns\":\"data/almanac.");
    published.expect({"missing: data/almanac.", "is named by api/calendar."});
  }
  SUBCASE("columns of other rows") {
    CalendarColumns columns;
    columns.count = 4;
    for (auto* column : {&columns.brightness, &columns.contrast, &columns.saturation}) column->resize(4);
    for (auto* column :
         {&columns.red, &columns.green, &columns.blue, &columns.bonuses, &columns.focus_x, &columns.focus_y})
      column->resize(4);
    published.edit("data/calendar.bin", [&](std::string& bytes) { bytes = zipped(write_columns(columns)); });
    published.expect({"document: data/calendar.", "has 4 rows, and the collection 5"});
  }
  SUBCASE("columns that are cut off") {
    published.edit("data/calendar.bin", [](std::string& bytes) { bytes.resize(bytes.size() / 2); });
    published.expect({"document: data/calendar.", "cannot be read: its gzip is damaged"});
  }
  SUBCASE("columns that are none") {
    published.edit("data/calendar.bin", [](std::string& bytes) { bytes = zipped("no columns at all"); });
    published.expect({"document: data/calendar.", "cannot be read. ", "VTRC"});
  }
  SUBCASE("columns that unzip to far too much") {
    published.edit("data/calendar.bin", [](std::string& bytes) { bytes = zipped(std::string(1'000'000, 'V')); });
    published.expect({"document: data/calendar.", "cannot be read: it has more than"});
  }
}

TEST_CASE("A folder that is not a site is refused") {
  const Scratch scratch;
  Console console(Console::Style::quiet);
  fs::create_directory(scratch / "empty");
  CHECK_THROWS_WITH_AS(check_site(scratch / "empty", console), doctest::Contains("is not a site"), Failure);
}

template <class T>
void expect_seed(const char* name) {
  const std::string file = std::string(FUZZ_SEEDS) + "/" + name;
  const Result<T> seed = read<T>(read_file(file), name);
  CHECK_MESSAGE(seed.has_value(), (seed ? "" : seed.error().message));
}

TEST_CASE("The corpus of the documents' fuzzer reads as documents") {
  expect_seed<Manifest>("collection.json");
  expect_seed<ImageShard>("images.json");
  expect_seed<DetailsShard>("details.json");
  expect_seed<TextShard>("text.json");
  expect_seed<ClusterList>("clusters.json");
  expect_seed<ClusterMembers>("cluster_members.json");
  expect_seed<DuplicateShard>("duplicates.json");
  expect_seed<CurationPatch>("curation.json");
  expect_seed<FileList>("files.json");
  expect_seed<VocabularyList>("vocabularies.json");
  expect_seed<CalendarPlan>("calendar.json");
  expect_seed<CalendarBoard>("board.json");
  expect_seed<Settings>("vitrine.json");
}
