#include "tools/site/site.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "core/calendar/columns.h"
#include "core/documents/table.h"
#include "tests/tools/scratch.h"
#include "tools/calendar/settings.h"
#include "tools/published/titles.h"
#include "tools/published/zipped_vectors.h"
#include "tools/site/entries.h"
#include "tools/site/first_screen.h"

using namespace vitrine;
using namespace vitrine::test;

namespace {

Site site_of(const Warehouse& warehouse, const fs::path& viewer) {
  Console console(Console::Style::quiet);
  return make_site(warehouse, open_viewer(viewer), {1, false}, console);
}

void publish_quietly(const fs::path& folder, const Site& site) {
  Console console(Console::Style::quiet);
  publish(folder, site.files, console);
}

const SiteFile& file_of(const Site& site, const std::string& logical) {
  for (const SiteFile& file : site.files)
    if (logical_path(file.path) == logical) return file;
  FAIL("no " << logical);
  return site.files.front();
}

template <class T>
T document(const Site& site, const std::string& logical) {
  const Result<T> read_back = read<T>(file_of(site, logical).content, logical);
  REQUIRE_MESSAGE(read_back.has_value(), (read_back ? "" : read_back.error().message));
  return *read_back;
}

Analysis analysis_of(const Warehouse& warehouse) {
  Analysis analysis;
  analysis.model = "model";
  analysis.dimension = 2;
  analysis.fidelity = 0.995F;
  analysis.coded = "coded bytes";
  ClusterRecord first{0, "first", 0, 0.5F, {}, {}};
  ClusterRecord second{7, "second", 0, 0.25F, {}, {}};
  for (const ImageRecord& image : warehouse.images()) {
    analysis.coded_rows.push_back(image.row);
    ClusterRecord& cluster = image.row % 2 == 0 ? first : second;
    cluster.members.push_back({image.row, 0.125F});
    cluster.medoid = image.row;
    cluster.diverse.push_back(image.row);
    std::vector<NeighbourRecord> others;
    for (const ImageRecord& other : warehouse.images())
      if (other.row != image.row) others.push_back({other.row, 0.5F});
    analysis.neighbours.emplace_back(image.row, others);
  }
  analysis.clusters = {first, second};
  return analysis;
}

}  // namespace

TEST_CASE("Rows are published newest first, in shards, with the manifest's counts") {
  const Scratch scratch;
  const Warehouse warehouse = put_warehouse(scratch / "w.db", 600);
  const Site site = site_of(warehouse, put_viewer(scratch / "viewer"));
  const auto manifest = document<Manifest>(site, "api/collection.json");
  CHECK(manifest.count == 600);
  CHECK(manifest.pictures == 600);
  CHECK(manifest.sizes == std::vector<std::uint32_t>{256, 1024});
  CHECK(manifest.core == "viewer/main.00000003.wasm");
  CHECK(manifest.modules.empty());
  CHECK(manifest.vectors.path.empty());
  CHECK(manifest.build.size() == 16);
  const auto shard = document<ImageShard>(site, "api/images/0000.json");
  const auto rest = document<ImageShard>(site, "api/images/0001.json");
  CHECK(shard.count == manifest.first_shard);
  CHECK(shard.count >= first_screen_pictures);
  CHECK(write(shard).size() <= first_shard_bytes);
  CHECK(write(shard).size() > first_shard_bytes * 9 / 10);
  CHECK(rest.first == shard.count);
  CHECK(rest.count == 600 - shard.count);
  CHECK(shard.taken_at.front() > shard.taken_at.back());
  CHECK(shard.cluster.empty());
  CHECK(shard.vector.empty());
  CHECK(shard.score.empty());
  CHECK(document<TextShard>(site, "api/text/0001.json").title.size() == rest.count);
  CHECK(document<DetailsShard>(site, "api/details/0004.json").images.size() == 88);
  CHECK(document<FileList>(site, "api/files/0001.json").files.size() == 2 * rest.count);
}

TEST_CASE("A long title is cut for the wall and whole in the label; a long vocabulary begins in the manifest") {
  const Scratch scratch;
  Warehouse warehouse(scratch / "w.db", Warehouse::Mode::write);
  put_facts(warehouse);
  warehouse.set_columns({{"place", "Place", true, true, false}});
  std::string whole = "The";
  while (whole.size() < 400) whole += " e\xCC\x81tude";
  for (int number = 0; number < 40; ++number) {
    ImageRecord image = picture(number);
    image.presence = Presence::none;
    image.title = whole;
    image.fields = {{"place", "Place " + std::to_string(number / 2)}};
    warehouse.put(image);
  }
  const Site site = site_of(warehouse, put_viewer(scratch / "viewer"));
  const auto shard = document<ImageShard>(site, "api/images/0000.json");
  CHECK(shard.title[0] == cut_title(whole));
  CHECK(shard.title[0].size() < 120);
  CHECK(document<DetailsShard>(site, "api/details/0000.json").images[0].title == whole);
  CHECK(file_of(site, "index.html").content.find(whole) == std::string::npos);
  CHECK(document<TextShard>(site, "api/text/0000.json").title[0].size() > 300);  // searched as a whole

  const auto place = [](const auto& list) {
    return *std::find_if(list.facets.begin(), list.facets.end(), [](const auto& one) { return one.name == "place"; });
  };
  const Facet begun = place(site.manifest);
  CHECK(begun.values.size() == first_facet_values);
  CHECK(begun.counts.size() == first_facet_values);
  CHECK(begun.more == 20 - first_facet_values);
  const FacetValues others = place(document<VocabularyList>(site, "api/vocabularies.json"));
  CHECK(others.values.size() == begun.more);
  CHECK(others.counts == std::vector<std::uint32_t>(begun.more, 2));
}

TEST_CASE("Titles are cut between characters, at a word where one ends") {
  CHECK(cut_title("Short") == "Short");
  const std::string eighty(80, 'a');
  CHECK(cut_title(eighty) == eighty);
  CHECK(cut_title(eighty + "a") == std::string(79, 'a') + "…");
  CHECK(cut_title(std::string(60, 'a') + " " + std::string(60, 'b')) == std::string(60, 'a') + "…");
  CHECK(cut_title("The " + std::string(90, 'b')) == "The " + std::string(75, 'b') + "…");
  std::string marked;  // a letter and its mark are one character
  for (int i = 0; i < 80; ++i) marked += "e\xCC\x81";
  CHECK(cut_title(marked) == marked);
  CHECK(cut_title(marked + "e") == marked.substr(0, 79 * 3) + "…");
  CHECK(cut_title(std::string(100, '\xFF')) == std::string(79, '\xFF') + "…");  // written as U+FFFD
}

TEST_CASE("Every file is listed with size and hash: by the manifest, api/documents or api/files") {
  const Scratch scratch;
  const Warehouse warehouse = put_warehouse(scratch / "w.db", 3);
  const Site site = site_of(warehouse, put_viewer(scratch / "viewer"));
  publish_quietly(scratch / "site", site);
  std::vector<FileEntry> listed = site.manifest.files;
  for (const char* path : {"api/documents.json", "api/files/0000.json"}) {
    const auto files = document<FileList>(site, path).files;
    listed.insert(listed.end(), files.begin(), files.end());
  }
  for (const FileEntry& file : listed) {
    CAPTURE(file.path);
    CHECK(fs::file_size(scratch / "site" / file.path) == file.bytes);
    CHECK(sha256_of_file(scratch / "site" / file.path) == file.sha256);
  }
  // What no list names: the manifest itself, the marker, .nojekyll and robots.txt.
  CHECK(listed.size() + 4 == site.files.size());
}

TEST_CASE("The manifest lists what a first view needs, however many rows there are") {
  const Scratch scratch;
  const auto paths = [&](int count) {
    const Warehouse warehouse = put_warehouse(scratch / (std::to_string(count) + ".db"), count);
    std::vector<std::string> logical;
    for (const FileEntry& file : site_of(warehouse, put_viewer(scratch / "viewer")).manifest.files)
      logical.push_back(logical_path(file.path));
    return logical;
  };
  const std::vector<std::string> few = paths(3);
  CHECK(few == paths(700));
  CHECK(std::count(few.begin(), few.end(), "api/images/0000.json") == 1);
  CHECK(std::count(few.begin(), few.end(), "api/documents.json") == 1);
}

TEST_CASE("The same warehouse gives the same bytes; unchanged documents keep their time") {
  const Scratch scratch;
  Warehouse warehouse = put_warehouse(scratch / "w.db", 300);
  const fs::path viewer = put_viewer(scratch / "viewer");
  publish_quietly(scratch / "one", site_of(warehouse, viewer));
  publish_quietly(scratch / "two", site_of(warehouse, viewer));
  CHECK(contents(scratch / "one") == contents(scratch / "two"));

  const std::string before = site_of(warehouse, viewer).manifest.build;
  const fs::path kept = scratch / "one" / file_of(site_of(warehouse, viewer), "api/details/0001.json").path;
  const auto time = fs::last_write_time(kept);
  ImageRecord newest = warehouse.published().front();
  newest.description = "A new caption";
  warehouse.put(newest);
  const Site changed = site_of(warehouse, viewer);
  CHECK(changed.manifest.build != before);
  publish_quietly(scratch / "one", changed);
  CHECK(fs::last_write_time(kept) == time);
}

TEST_CASE("A site has nothing at its top that is not in the list of its entries") {
  const Scratch scratch;
  Warehouse warehouse = put_warehouse(scratch / "w.db", 3);
  const Site site = site_of(warehouse, put_viewer(scratch / "viewer"));
  std::set<std::string> tops;
  for (const SiteFile& file : site.files) tops.insert(file.path.substr(0, file.path.find('/')));
  for (const std::string& top : tops) CHECK_MESSAGE(is_site_entry(top), top);
  for (const SiteEntry& entry : site_entries)
    if (!entry.listed) CHECK_MESSAGE(tops.count(std::string(entry.name)) == 1, entry.name);
  CHECK_FALSE(is_site_entry(".git"));
}

TEST_CASE("Build follows thumbnails and viewer too") {
  const Scratch scratch;
  const Warehouse warehouse = put_warehouse(scratch / "w.db", 3);
  const fs::path viewer = put_viewer(scratch / "viewer");
  const std::string before = site_of(warehouse, viewer).manifest.build;
  put_file(warehouse.thumbnail(256, picture(1).sha256), "other pixels");
  const std::string pixels = site_of(warehouse, viewer).manifest.build;
  CHECK(pixels != before);
  put_file(viewer / "viewer/app.00000002.css", "b{}\n");
  CHECK(site_of(warehouse, viewer).manifest.build != pixels);
}

TEST_CASE("Clusters, neighbours and vectors name published rows; vanished pictures are left out") {
  const Scratch scratch;
  Warehouse warehouse = put_warehouse(scratch / "w.db", 6);
  warehouse.set_analysis(analysis_of(warehouse));
  const fs::path viewer = put_viewer(scratch / "viewer");
  const Site whole = site_of(warehouse, viewer);
  CHECK(document<ImageShard>(whole, "api/images/0000.json").vector.empty());  // warehouse rows are the published order
  ImageRecord gone = warehouse.published()[1];
  gone.presence = Presence::vanished;
  warehouse.put(gone);
  ImageRecord late = picture(7);
  warehouse.put(late);
  put_thumbnails(warehouse, late);

  const Site site = site_of(warehouse, viewer);
  const auto shard = document<ImageShard>(site, "api/images/0000.json");
  CHECK(shard.count == 6);
  CHECK(shard.key.front() == late.key);
  CHECK(shard.vector == std::vector<std::int32_t>{missing_index, 0, 2, 3, 4, 5});
  CHECK(site.not_analysed == 1);
  CHECK(site.manifest.vectors.count == 6);
  CHECK(site.manifest.clusters == 2);
  const auto clusters = document<ClusterList>(site, "api/clusters.json").clusters;
  REQUIRE(clusters.size() == 2);
  CHECK(clusters[0].id == 0);
  CHECK(clusters[1].id == 1);
  CHECK(clusters[1].label == "second");
  CHECK(clusters[0].size + clusters[1].size == 5);
  std::uint32_t members = 0;
  for (std::uint32_t id = 0; id < 2; ++id) {
    const auto cluster = document<ClusterMembers>(site, path_of(Document::cluster_members, id));
    for (const std::uint32_t row : cluster.rows) {
      CHECK(row < shard.count);
      CHECK(shard.cluster[row] == static_cast<std::int32_t>(id));
      ++members;
    }
    CHECK(clusters[id].medoid < shard.count);
    CHECK(shard.cluster[clusters[id].medoid] == static_cast<std::int32_t>(id));
  }
  CHECK(members == 5);
  CHECK(shard.cluster.front() == missing_index);
  const auto details = document<DetailsShard>(site, "api/details/0000.json").images;
  CHECK(details[0].alike.empty());
  CHECK(details[1].alike.size() == 4);
  for (const Neighbour& neighbour : details[1].alike) {
    CHECK(neighbour.row != 1);
    CHECK(neighbour.row < 6);
  }
}

TEST_CASE("The pictures of a cluster's card are some that the page shows at first") {
  const Scratch scratch;
  Warehouse warehouse = put_warehouse(scratch / "w.db", 6);
  std::vector<ImageRecord> images = warehouse.published();
  images[2].features->dark_ratio = 1;
  warehouse.put(images[2]);
  const auto row = [&](std::size_t i) { return images[i].row; };
  Analysis analysis;
  analysis.model = "model";
  analysis.dimension = 2;
  analysis.coded = "coded bytes";
  // 0 and 1 are nearly the same, 0 is the better one; the dark 2 is farthest from all.
  images[0].features->sharpness = 9;
  warehouse.put(images[0]);
  analysis.single_merges = analysis.complete_merges = {{row(0), row(1), 99'500}};
  analysis.neighbours = {{row(0), {{row(1), 0.995F}}}, {row(1), {{row(0), 0.995F}}}};
  ClusterRecord cluster{0, "all", row(2), 0.5F, {}, {}};
  for (const std::size_t i : {1U, 2U, 3U, 0U, 4U, 5U}) {
    analysis.coded_rows.push_back(row(i));
    cluster.members.push_back({row(i), 0.1F * static_cast<float>(cluster.members.size())});
  }
  cluster.diverse = {row(2), row(1), row(5), row(0)};
  analysis.clusters = {cluster};
  warehouse.set_analysis(analysis);
  const Site site = site_of(warehouse, put_viewer(scratch / "viewer"));
  const ClusterCard card = document<ClusterList>(site, "api/clusters.json").clusters.at(0);
  CHECK(card.medoid == 3);                                  // the most typical of those that are shown
  CHECK(card.diverse == std::vector<std::uint32_t>{0, 5});  // 0 stands for 1
  CHECK(card.size == 6);
}

TEST_CASE(
    "Tags: an int8 a published row, counts that are those of the file, and the pictures' own tags, clearest first") {
  const Scratch scratch;
  Warehouse warehouse = put_warehouse(scratch / "w.db", 4);
  const auto published = warehouse.published();
  const auto row = [&](std::size_t i) { return published[i].row; };
  TagRecord strong, weak, both;
  strong.code = "strong";
  strong.label = "Strong";
  strong.type = "kind";
  strong.scores = {30.0F, 20.0F, 27.0F};
  strong.accepted = 27.0F;
  strong.tentative = 25.0F;
  weak = strong;
  weak.code = "weak";
  weak.scores = {27.5F, 28.0F, 31.0F};
  both.code = "both";
  both.all_of = {"strong", "weak"};
  both.scores = {1, 0, 1};
  both.accepted = both.tentative = 1.0F;
  warehouse.set_tagging({"sigmoid", 0.8F, 0.5F, "v", {row(2), row(0), row(3)}, {strong, weak, both}});

  const Site site = site_of(warehouse, put_viewer(scratch / "viewer"));
  const auto manifest = document<Manifest>(site, "api/collection.json");
  REQUIRE(manifest.tags.size() == 3);
  CHECK(manifest.tags[0].code == "strong");
  CHECK(manifest.tags[0].type == "kind");
  CHECK(manifest.tags[0].count == 2);
  CHECK(manifest.tags[1].count == 3);
  CHECK(manifest.tags[2].derived);
  CHECK(logical_path(manifest.tags[0].path) == "data/tags/strong.bin");
  const std::string levels = file_of(site, "data/tags/strong.bin").content;
  REQUIRE(levels.size() == 4);
  CHECK(static_cast<std::int8_t>(levels[0]) == -127);
  CHECK(static_cast<std::int8_t>(levels[1]) == no_level);
  CHECK(static_cast<std::int8_t>(levels[2]) > 0);
  CHECK(static_cast<std::int8_t>(levels[3]) == 0);
  const auto details = document<DetailsShard>(site, "api/details/0000.json").images;
  CHECK(details[0].tags == std::vector<std::uint32_t>{1});
  CHECK(details[1].tags.empty());
  CHECK(details[2].tags == std::vector<std::uint32_t>{0, 1, 2});
  CHECK(details[3].tags == std::vector<std::uint32_t>{1, 0, 2});

  // One more leaves the others' files as they are.
  Tagging more = warehouse.tagging();
  TagRecord other = strong;
  other.code = "other";
  more.tags.insert(more.tags.begin(), other);
  warehouse.set_tagging(more);
  const Site again = site_of(warehouse, scratch / "viewer");
  for (const char* file : {"data/tags/strong.bin", "data/tags/weak.bin", "data/tags/both.bin"}) {
    CHECK(file_of(again, file).path == file_of(site, file).path);
    CHECK(file_of(again, file).content == file_of(site, file).content);
  }
}

TEST_CASE("A cluster whose pictures have all vanished is gone, and the others are numbered without a gap") {
  const Scratch scratch;
  Warehouse warehouse = put_warehouse(scratch / "w.db", 4);
  warehouse.set_analysis(analysis_of(warehouse));
  for (ImageRecord image : warehouse.images()) {
    if (image.row % 2 == 0) {
      image.presence = Presence::vanished;
      warehouse.put(image);
    }
  }
  const Site site = site_of(warehouse, put_viewer(scratch / "viewer"));
  const auto clusters = document<ClusterList>(site, "api/clusters.json").clusters;
  REQUIRE(clusters.size() == 1);
  CHECK(clusters[0].id == 0);
  CHECK(clusters[0].label == "second");
}

TEST_CASE("A calendar that was computed is published: its plan, and its columns by row; without one there is none") {
  const Scratch scratch;
  Warehouse warehouse = put_warehouse(scratch / "w.db", 5);
  const fs::path viewer = put_viewer(scratch / "viewer");
  const auto has_calendar = [](const Site& site) {
    return std::any_of(site.files.begin(), site.files.end(),
                       [](const SiteFile& file) { return logical_path(file.path) == "api/calendar.json"; });
  };
  CHECK_FALSE(has_calendar(site_of(warehouse, viewer)));

  CalendarSettings settings;
  settings.first_month = "2026-12";
  settings.months = 2;
  set_computed_calendar(warehouse, settings);
  const std::vector<ImageRecord> images = warehouse.published();
  warehouse.set_candidates({{"Ours", "", "Ann", 1, {{images[3].row, 0.5F, 0.25F}, {images[1].row}}}});
  VoteResults results;
  results.voters = 3;
  results.ballots = 4;
  results.pictures = {voted(images[2].row, {6, 2}, 0.25)};
  warehouse.set_votes({{{71, 4711, images[2].row, true}}, {}, {}}, results);
  const Site site = site_of(warehouse, viewer);
  const auto plan = document<CalendarPlan>(site, "api/calendar.json");
  REQUIRE(plan.candidates.size() == 1);
  CHECK(plan.candidates[0].rows == std::vector<std::int32_t>{3, 1});
  CHECK(plan.candidates[0].cover == 1);
  CHECK(plan.candidates[0].maker == "Ann");
  CHECK(plan.candidates[0].focus.size() == 4);
  CHECK(plan.preference == "votes");
  CHECK(plan.voters == 3);
  CHECK(plan.columns == file_of(site, "data/calendar.bin").path);
  const auto bytes = unzipped_bytes(file_of(site, "data/calendar.bin").content, 1'000);
  REQUIRE(bytes.has_value());
  const Result<CalendarColumns> columns = read_columns(*bytes);
  REQUIRE(columns.has_value());
  CHECK(columns->shown == std::vector<std::uint32_t>{0, 0, 6, 0, 0});
  for (const SiteFile& file : site.files) CHECK(file.content.find("4711") == std::string::npos);  // a voter's name
}

TEST_CASE("Titles rank alphabetically without regard to case; untitled pictures have no rank") {
  const Scratch scratch;
  Warehouse warehouse = put_warehouse(scratch / "w.db", 4);
  const std::vector<std::string> titles = {"zebra", "Élan", "", "eagle"};
  for (std::size_t i = 0; i < titles.size(); ++i) {
    ImageRecord image = warehouse.published()[i];
    image.title = titles[i];
    warehouse.put(image);
  }
  const auto shard = document<ImageShard>(site_of(warehouse, put_viewer(scratch / "viewer")), "api/images/0000.json");
  CHECK(shard.title_rank == std::vector<std::int32_t>{2, 1, missing_index, 0});
}

TEST_CASE("Scores are the owner's published numbers") {
  const Scratch scratch;
  Warehouse warehouse = put_warehouse(scratch / "w.db", 2);
  ImageRecord image = warehouse.published().front();
  image.fields = {{"score", "0.75"}};
  warehouse.put(image);
  const fs::path viewer = put_viewer(scratch / "viewer");
  ColumnRecord column{"score", "Score", false, false, false};
  warehouse.set_columns({column});
  CHECK_FALSE(site_of(warehouse, viewer).manifest.scored);
  column.published = true;
  warehouse.set_columns({column});
  const Site site = site_of(warehouse, viewer);
  CHECK(site.manifest.scored);
  const auto shard = document<ImageShard>(site, "api/images/0000.json");
  CHECK(shard.score[0] == 0.75F);
  CHECK(std::isnan(shard.score[1]));
}

TEST_CASE("Markup in titles stays text in the page") {
  const Scratch scratch;
  Warehouse warehouse = put_warehouse(scratch / "w.db", 1);
  ImageRecord image = warehouse.published().front();
  image.title = "</script><script>alert(1)</script>{{title}}";
  warehouse.put(image);
  warehouse.set_fact("title", "<script>{{head}}</script>");
  warehouse.set_fact("description", "\"><script>");
  const std::string page = file_of(site_of(warehouse, put_viewer(scratch / "viewer")), "index.html").content;
  std::size_t scripts = 0;
  for (std::size_t at = page.find("<script"); at != std::string::npos; at = page.find("<script", at + 1)) ++scripts;
  CHECK(scripts == 1);
  CHECK(page.find("&lt;script&gt;{{head}}") != std::string::npos);
  CHECK(page.find("1 picture<") != std::string::npos);
}

TEST_CASE("Placeholders have no thumbnails") {
  const Scratch scratch;
  Warehouse warehouse = put_warehouse(scratch / "w.db", 1);
  ImageRecord card;
  card.id = "card";
  card.key = "cardcard";
  warehouse.put(card);
  const Site site = site_of(warehouse, put_viewer(scratch / "viewer"));
  CHECK(site.manifest.count == 2);
  CHECK(site.manifest.pictures == 1);
  CHECK(document<FileList>(site, "api/files/0000.json").files.size() == 2);
  const auto shard = document<ImageShard>(site, "api/images/0000.json");
  CHECK(shard.width[1] == 0);
  CHECK(std::isnan(shard.brightness[1]));
}

TEST_CASE("Nothing that is held back leaves: every byte of a site is read") {
  const Scratch scratch;
  Warehouse warehouse = put_warehouse(scratch / "SECRETfolder/w.db", 5);
  warehouse.set_fact("folder", "/home/SECRETowner/Pictures");
  std::vector<ColumnRecord> columns;
  for (const char* name : {"gps", "owner", "email", "serial", "path", "location"})
    columns.push_back({name, std::string("Held ") + name, false, true, false});
  columns.push_back({"mood", "Mood", true, true, false});
  columns.push_back({"note", "Note", true, false, false});
  columns.push_back({"camera", "Camera", false, true, false});
  warehouse.set_columns(columns);
  for (ImageRecord image : warehouse.images()) {
    image.file = "SECRETpath/to/IMG_1.JPG";
    image.camera = "SECRETcamera 9";
    image.sha256 = picture(static_cast<int>(image.row)).sha256;
    image.fields = {{"gps", "SECRETplace"},     {"owner", "SECRETperson"}, {"email", "SECRET@mail"},
                    {"serial", "SECRETserial"}, {"path", "SECRETdisk"},    {"location", "SECRETtown"},
                    {"mood", "calm"},           {"note", "open note"},     {"unlisted", "SECRETcol"}};
    warehouse.put(image);
    put_thumbnails(warehouse, image);
  }
  warehouse.set_skipped({{"SECRETskipped.jpg", "SECRETreason"}});
  ImageRecord gone = picture(99);
  gone.id = gone.title = "SECRETvanished";
  gone.presence = Presence::vanished;
  warehouse.put(gone);
  publish_quietly(scratch / "site", site_of(warehouse, put_viewer(scratch / "viewer")));
  bool calm = false;
  bool note = false;
  for (const auto& [path, bytes] : contents(scratch / "site")) {
    CAPTURE(path);
    CHECK(path.find("SECRET") == std::string::npos);
    CHECK(bytes.find("SECRET") == std::string::npos);
    CHECK(bytes.find("secret") == std::string::npos);  // as search folds it
    CHECK(bytes.find("Held ") == std::string::npos);
    calm = calm || bytes.find("calm") != std::string::npos;
    note = note || bytes.find("open note") != std::string::npos;
  }
  CHECK(calm);
  CHECK(note);
}

TEST_CASE("Originals are published when asked for, and must be what was read") {
  const Scratch scratch;
  Warehouse warehouse = put_warehouse(scratch / "w.db", 1);
  warehouse.set_fact("originals", "link");
  warehouse.set_fact("folder", (scratch / "pictures").string());
  const fs::path viewer = put_viewer(scratch / "viewer");
  CHECK_THROWS_WITH_AS(site_of(warehouse, viewer), doctest::Contains("run vitrine ingest again"), Failure);
  put_file(scratch / "pictures/folder/IMG_0.JPG", "0123456789");
  const Site site = site_of(warehouse, viewer);
  publish_quietly(scratch / "site", site);
  CHECK(read_file(scratch / "site/originals/key00000.jpg") == "0123456789");
}

TEST_CASE("A missing thumbnail, an empty warehouse, an incomplete viewer: sentences") {
  const Scratch scratch;
  Warehouse warehouse = put_warehouse(scratch / "w.db", 1);
  const fs::path viewer = put_viewer(scratch / "viewer");
  fs::remove(warehouse.thumbnail(256, picture(0).sha256));
  CHECK_THROWS_WITH_AS(site_of(warehouse, viewer), doctest::Contains("is missing: run vitrine ingest"), Failure);
  const Warehouse empty(scratch / "empty.db", Warehouse::Mode::write);
  CHECK_THROWS_WITH_AS(site_of(empty, viewer), doctest::Contains("holds no pictures"), Failure);
  for (const auto& [file, role] :
       {std::pair("late.00000004.js", "its late script"), std::pair("app.00000001.js", "its script")}) {
    fs::remove(viewer / "viewer" / file);
    CHECK_THROWS_WITH_AS(open_viewer(viewer), doctest::Contains(role), Failure);
  }
  CHECK_THROWS_WITH_AS(open_viewer(scratch / "nowhere"), doctest::Contains("There is no viewer"), Failure);
}

TEST_CASE("The modules of the viewer are those of the site") {
  const Scratch scratch;
  const Warehouse warehouse = put_warehouse(scratch / "w.db", 1);
  const fs::path viewer = put_viewer(scratch / "viewer");
  std::string list = read_file(viewer / "viewer.json");
  const std::string none = R"("modules":[])";
  list.replace(list.find(none), none.size(),
               R"("modules":[{"name":"calendar","path":"viewer/calendar.00000006.wasm"},)"
               R"({"name":"spotlight","path":"viewer/spotlight.00000007.wasm"}])");
  put_file(viewer / "viewer.json", list);
  put_file(viewer / "viewer/calendar.00000006.wasm", "calendar");
  CHECK_THROWS_WITH_AS(open_viewer(viewer), doctest::Contains("its spotlight module"), Failure);
  put_file(viewer / "viewer/spotlight.00000007.wasm", "spotlight");
  const Site site = site_of(warehouse, viewer);
  const auto manifest = document<Manifest>(site, "api/collection.json");
  REQUIRE(manifest.modules.size() == 2);
  CHECK(manifest.modules[1].name == "spotlight");
  CHECK(manifest.modules[1].path == "viewer/spotlight.00000007.wasm");
  const std::vector<FileEntry> listed = document<DocumentList>(site, "api/documents.json").files;
  for (const ModuleEntry& module : manifest.modules)
    CHECK(std::any_of(listed.begin(), listed.end(), [&](const FileEntry& file) { return file.path == module.path; }));
  put_file(viewer / "viewer.json", "{}");
  CHECK_THROWS_WITH_AS(open_viewer(viewer), doctest::Contains("viewer.json has no \"script\""), Failure);
}

TEST_CASE("Hashes of thumbnails are kept, and a changed thumbnail is read again") {
  const Scratch scratch;
  Console console(Console::Style::quiet);
  const Warehouse warehouse = put_warehouse(scratch / "w.db", 2);
  const Viewer viewer = open_viewer(put_viewer(scratch / "viewer"));
  const Site first = make_site(warehouse, viewer, {2, true}, console);
  const fs::path thumbnail = warehouse.thumbnail(256, picture(0).sha256);
  CHECK(fs::exists(thumbnail.parent_path().parent_path().parent_path() / "hashes"));
  CHECK(make_site(warehouse, viewer, {2, true}, console).manifest.build == first.manifest.build);
  put_file(thumbnail, "other pixels, longer");
  const Site second = make_site(warehouse, viewer, {2, true}, console);
  for (const SiteFile& file : second.files)
    if (file.path == "thumbs/256/key00000.webp") CHECK(file.sha256 == sha256("other pixels, longer"));
}
