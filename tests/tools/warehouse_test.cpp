#include "tools/warehouse/warehouse.h"

#include <doctest/doctest.h>

#include <signal.h>  // kill
#include <sqlite3.h>
#include <sys/wait.h>  // waitpid
#include <unistd.h>    // fork

#include <cmath>
#include <fstream>
#include <string>

#include "tests/tools/folder.h"
#include "tests/tools/sentence.h"

using namespace vitrine;

namespace {

ImageRecord example(const std::string& id, const std::string& key, const std::string& taken_at) {
  ImageRecord image;
  image.id = id;
  image.key = key;
  image.file = id + ".jpg";
  image.presence = Presence::here;
  image.bytes = 5'000'000'000;
  image.modified_ns = 1'775'000'000'123'456'789;
  image.sha256 = std::string(64, 'a');
  image.width = 4000;
  image.height = 3000;
  image.taken_at = parse_moment(taken_at).value();
  image.title = "Über den Wolken";
  image.fields = {{"category", "Earth"}, {"tags", "a|b"}};
  image.features =
      VisualFeatures{0.5F, 0.25F, 0.125F, 0.0F, 0x102030, {{0xFFFFFF, 0.75F}, {0x000001, 0.25F}}, 9.5F, 0.75F, 0.375F};
  return image;
}

void check_same(const ImageRecord& a, const ImageRecord& b) {
  CHECK(a.row == b.row);
  CHECK(a.id == b.id);
  CHECK(a.key == b.key);
  CHECK(a.file == b.file);
  CHECK(a.presence == b.presence);
  CHECK(a.bytes == b.bytes);
  CHECK(a.modified_ns == b.modified_ns);
  CHECK(a.sha256 == b.sha256);
  CHECK(a.width == b.width);
  CHECK(a.height == b.height);
  CHECK(a.taken_at == b.taken_at);
  CHECK(a.title == b.title);
  CHECK(a.fields == b.fields);
  REQUIRE(a.features.has_value() == b.features.has_value());
  if (!a.features) return;
  CHECK(a.features->brightness == b.features->brightness);
  CHECK(a.features->colour == b.features->colour);
  CHECK(a.features->sharpness == b.features->sharpness);
  CHECK(a.features->focus_x == b.features->focus_x);
  CHECK(a.features->focus_y == b.features->focus_y);
  REQUIRE(a.features->colours.size() == b.features->colours.size());
  for (std::size_t i = 0; i < a.features->colours.size(); ++i) {
    CHECK(a.features->colours[i].rgb == b.features->colours[i].rgb);
    CHECK(a.features->colours[i].proportion == b.features->colours[i].proportion);
  }
}

/// As the file itself says it, at bytes 16 and 17.
int page_size_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  in.seekg(16);
  const int high = in.get();
  return high * 256 + in.get();
}

}  // namespace

TEST_CASE("an image comes back as it was put, after the file was closed and opened again") {
  const TemporaryFolder folder;
  ImageRecord image = example("a", "AAAAAAAA", "2026-04-06T14:03:11-04:00");
  {
    Warehouse warehouse(folder.path / "deep" / "w.db", Warehouse::Mode::write);
    image.row = warehouse.put(image);
    CHECK(image.row > 0);
    image.title = "changed";
    image.features->colours.pop_back();
    image.fields.push_back({"mood", ""});
    CHECK(warehouse.put(image) == image.row);
  }
  const Warehouse warehouse(folder.path / "deep" / "w.db", Warehouse::Mode::read);
  const auto images = warehouse.images();
  REQUIRE(images.size() == 1);
  check_same(images[0], image);
  CHECK(std::distance(std::filesystem::directory_iterator(folder.path / "deep"), {}) == 1);  // no journal stays
}

TEST_CASE("a new warehouse has pages that hold vectors well, an older one keeps its pages") {
  const TemporaryFolder folder;
  const std::filesystem::path file = folder.path / "new.db", older = folder.path / "older.db";
  { const Warehouse made(file, Warehouse::Mode::write); }
  CHECK(page_size_of(file) == 16384);
  sqlite3* database = nullptr;
  REQUIRE(sqlite3_open(file.c_str(), &database) == SQLITE_OK);
  const std::string copy = "PRAGMA page_size = 4096; VACUUM INTO '" + older.string() + "'";
  REQUIRE(sqlite3_exec(database, copy.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK);
  sqlite3_close(database);
  REQUIRE(page_size_of(older) == 4096);
  Warehouse(older, Warehouse::Mode::write).set_fact("title", "Kept");
  CHECK(page_size_of(older) == 4096);
  CHECK(Warehouse(older, Warehouse::Mode::read).fact("title") == "Kept");
}

TEST_CASE("keys are unique without regard to case, ids are unique") {
  const TemporaryFolder folder;
  Warehouse warehouse(folder.path / "w.db", Warehouse::Mode::write);
  warehouse.put(example("a", "AAAAAAAA", ""));
  CHECK_THROWS_AS(warehouse.put(example("b", "aaaaaaaa", "")), Failure);
  CHECK_THROWS_AS(warehouse.put(example("a", "BBBBBBBB", "")), Failure);
  CHECK(warehouse.images().size() == 1);
}

TEST_CASE("published: newest first, undated last, then by id; vanished ones left out") {
  const TemporaryFolder folder;
  Warehouse warehouse(folder.path / "w.db", Warehouse::Mode::write);
  warehouse.put(example("undated-b", "1AAAAAAA", ""));
  warehouse.put(example("undated-a", "2AAAAAAA", ""));
  warehouse.put(example("old", "3AAAAAAA", "1889"));
  warehouse.put(example("new-b", "4AAAAAAA", "2026-04-06"));
  warehouse.put(example("new-a", "5AAAAAAA", "2026-04-06"));
  ImageRecord gone = example("gone", "6AAAAAAA", "2026-04-07");
  gone.presence = Presence::vanished;
  warehouse.put(gone);
  std::string order;
  for (const ImageRecord& image : warehouse.published()) order += image.id + " ";
  CHECK(order == "new-a new-b old undated-a undated-b ");
  CHECK(warehouse.images().size() == 6);
}

TEST_CASE("facts, columns, skipped files and analysis come back; a second set replaces the first") {
  const TemporaryFolder folder;
  Warehouse warehouse(folder.path / "w.db", Warehouse::Mode::write);
  CHECK(warehouse.fact("title").empty());
  warehouse.set_fact("title", "one");
  warehouse.set_fact("title", "two");
  CHECK(warehouse.fact("title") == "two");
  warehouse.set_columns({{"x", "X", true, false, false}});
  warehouse.set_columns({{"gps", "Gps", false, false, false}, {"tags", "Tags", true, true, true}});
  REQUIRE(warehouse.columns().size() == 2);
  CHECK(warehouse.columns()[0].published == false);
  CHECK(warehouse.columns()[1].multiple == true);
  warehouse.set_skipped({{"a\xE2\x82\xAC.jpg", "It is empty."}});
  CHECK(warehouse.skipped().at(0).reason == "It is empty.");

  CHECK(warehouse.analysis().clusters.empty());
  Analysis analysis;
  analysis.model = "m";
  analysis.clusters = {{7, "Sea", 3, 0.5F, {{3, 0.1F}, {1, 0.2F}}, {3, 1}, 0.75F, true, {{"colour", "blue", 2, 1.5F}}},
                       {2, "Sky", 2, 0.25F, {{2, 0.0F}}, {}, 0.0F, false, {}}};
  analysis.neighbours = {{1, {{3, 0.9F}, {2, 0.1F}}}, {2, {{1, 0.1F}}}};
  analysis.layout = {{2, 0.5F, -0.5F}, {1, 1.0F, 2.0F}};
  analysis.coded_rows = {3, 1, 2};
  analysis.coded = std::string("\x1F\x8B\0z", 4);
  analysis.fidelity = 0.99F;
  analysis.dimension = 64;
  for (int times = 0; times < 2; ++times) warehouse.set_analysis(analysis);
  const Analysis back = warehouse.analysis();
  REQUIRE(back.clusters.size() == 2);
  CHECK(back.clusters[0].id == 7);
  CHECK(back.clusters[0].members.size() == 2);
  CHECK(back.clusters[0].members[1].row == 1);
  CHECK(back.clusters[0].members[1].distance == 0.2F);
  CHECK(back.clusters[0].diverse == std::vector<std::int64_t>{3, 1});
  CHECK(back.clusters[0].silhouette == 0.75F);
  CHECK(back.clusters[0].given == true);
  REQUIRE(back.clusters[0].traits.size() == 1);
  CHECK(back.clusters[0].traits[0].value == "blue");
  REQUIRE(back.neighbours.size() == 2);
  CHECK(back.neighbours[0].second[0].row == 3);
  CHECK(back.layout[0].row == 2);
  CHECK(back.coded_rows == analysis.coded_rows);
  CHECK(back.coded == analysis.coded);
  CHECK(back.fidelity == 0.99F);
}

TEST_CASE("entries of days come back in their order; a second set replaces the first") {
  const TemporaryFolder folder;
  Warehouse warehouse(folder.path / "w.db", Warehouse::Mode::write);
  CHECK(warehouse.events().empty());
  warehouse.set_events({{"2026-12-31", "2026-12-31", "New Year's Eve"}});
  warehouse.set_events({{"2026-12-24", "2026-12-26", "Christmas"}, {"2026-12-24", "2026-12-24", "Eve"}});
  const std::vector<EventRecord> back = warehouse.events();
  REQUIRE(back.size() == 2);
  CHECK(back[0].last == "2026-12-26");
  CHECK(back[0].text == "Christmas");
  CHECK(back[1].text == "Eve");
}

TEST_CASE("candidate calendars come back with their slots; a second set replaces the first") {
  const TemporaryFolder folder;
  Warehouse warehouse(folder.path / "w.db", Warehouse::Mode::write);
  CHECK(warehouse.candidates().empty());
  warehouse.set_candidates({{"A", "A", "", missing_index, {{1}}}});
  warehouse.set_candidates({{"F", "F", "", 1, {{7}, {0}}}, {"Ours", "", "Ann", missing_index, {{3, 0.25F, 1.0F}, {}}}});
  const std::vector<CandidateRecord> back = warehouse.candidates();
  REQUIRE(back.size() == 2);
  CHECK(back[0].method == "F");
  CHECK(back[0].cover == 1);
  REQUIRE(back[0].slots.size() == 2);
  CHECK(back[0].slots[0].row == 7);
  CHECK(std::isnan(back[0].slots[0].focus_x));
  CHECK(back[1].name == "Ours");
  CHECK(back[1].maker == "Ann");
  CHECK(back[1].cover == missing_index);
  REQUIRE(back[1].slots.size() == 2);
  CHECK(back[1].slots[0].focus_x == 0.25F);
  CHECK(back[1].slots[0].focus_y == 1.0F);
  CHECK(back[1].slots[1].row == 0);
}

TEST_CASE("votes and what they come to are replaced together; what is not known stays unknown") {
  const TemporaryFolder folder;
  Warehouse warehouse(folder.path / "w.db", Warehouse::Mode::write);
  const auto a = warehouse.put(example("a", "1AAAAAAA", ""));
  const auto b = warehouse.put(example("b", "2AAAAAAA", ""));
  CHECK(warehouse.votes().showings.empty());
  CHECK(warehouse.vote_results().pictures.empty());
  Preference shown, compared;
  shown.evidence = {3, 1};
  shown.posterior = {0.1 + 0.2, 1.0 / 3, 0.7};
  shown.preference = 1.0 / 7;
  compared.elo = 1512.3456789012345;
  const VoteResults results{3, 2, 1, 1, {{a, shown}, {b, compared}}};
  for (int times = 0; times < 2; ++times)
    warehouse.set_votes({{{1, 2, a, true}, {1, 2, b, false}}, {{3, b, a}}, {{1, 1, a, 3}}}, results);
  const Votes votes = warehouse.votes();
  REQUIRE(votes.showings.size() == 2);
  CHECK(votes.showings[0].chosen);
  CHECK(votes.showings[1].row == b);
  CHECK(votes.showings[1].ballot == 1);
  CHECK(votes.showings[1].voter == 2);
  REQUIRE(votes.pairs.size() == 1);
  CHECK(votes.pairs[0].voter == 3);
  CHECK(votes.pairs[0].winner == b);
  CHECK(votes.pairs[0].loser == a);
  REQUIRE(votes.ranks.size() == 1);
  CHECK(votes.ranks[0].rank == 3);
  const VoteResults back = warehouse.vote_results();
  CHECK(back.voters == 3);
  CHECK(back.ballots == 2);
  CHECK(back.pairs == 1);
  CHECK(back.rankings == 1);
  REQUIRE(back.pictures.size() == 2);
  CHECK(back.pictures[0].row == a);
  CHECK(back.pictures[0].preference.evidence == Evidence{3, 1});
  CHECK(back.pictures[0].preference.posterior.mean == shown.posterior.mean);
  CHECK(back.pictures[0].preference.posterior.lower == shown.posterior.lower);
  CHECK(back.pictures[0].preference.preference == shown.preference);
  CHECK(std::isnan(back.pictures[0].preference.elo));
  CHECK(back.pictures[1].preference.elo == compared.elo);
  CHECK(std::isnan(back.pictures[1].preference.appeal));
  warehouse.set_votes({}, {});
  CHECK(warehouse.votes().pairs.empty());
  CHECK(warehouse.vote_results().voters == 0);
  CHECK(warehouse.vote_results().pictures.empty());
}

TEST_CASE("vectors: descriptors until there are embeddings, never of vanished images") {
  const TemporaryFolder folder;
  Warehouse warehouse(folder.path / "w.db", Warehouse::Mode::write);
  const auto a = warehouse.put(example("a", "1AAAAAAA", ""));
  ImageRecord gone = example("b", "2AAAAAAA", "");
  gone.presence = Presence::vanished;
  const auto b = warehouse.put(gone);
  warehouse.put_descriptor(a, {0.6F, 0.8F});
  warehouse.put_descriptor(b, {1.0F, 0.0F});
  CHECK(warehouse.vectors().model == "vitrine-descriptor-1");
  CHECK(warehouse.vectors().rows == std::vector<std::int64_t>{a});
  CHECK(warehouse.vectors().values == std::vector<float>{0.6F, 0.8F});
  warehouse.set_embeddings({"clip", 3, {a, b}, {1, 0, 0, 0, 1, 0}});
  CHECK(warehouse.vectors().model == "clip");
  CHECK(warehouse.vectors().dimension == 3);
  CHECK(warehouse.vectors().rows == std::vector<std::int64_t>{a});
  warehouse.set_embeddings({});
  CHECK(warehouse.vectors().dimension == 2);
}

TEST_CASE("thumbnails lie beside the warehouse, by content") {
  const TemporaryFolder folder;
  const Warehouse warehouse(folder.path / "w.db", Warehouse::Mode::write);
  const std::string hash = "3f" + std::string(62, '0');
  CHECK(warehouse.thumbnail(256, hash) == folder.path / "w.thumbs" / "256" / "3f" / (hash + ".webp"));
}

TEST_CASE("a file that is not a warehouse is refused with a sentence") {
  const TemporaryFolder folder;
  CHECK(sentence_of([&] { Warehouse(folder.path / "none.db", Warehouse::Mode::read); }).find("no warehouse") !=
        std::string::npos);
  CHECK(holds(sentence_of([&] { Warehouse(folder.path / "none.db", Warehouse::Mode::update); }), "no warehouse"));
  CHECK_FALSE(std::filesystem::exists(folder.path / "none.db"));
  std::ofstream(folder.path / "text.db") << std::string(4096, 'x');
  CHECK(sentence_of([&] { Warehouse(folder.path / "text.db", Warehouse::Mode::write); }).find("not a warehouse") !=
        std::string::npos);
  CHECK(sentence_of([&] { Warehouse(folder.path / "text.db", Warehouse::Mode::read); }).find("not a warehouse") !=
        std::string::npos);
}

TEST_CASE("a warehouse of an earlier layout gets the rest when it is written to; a later one is refused") {
  const TemporaryFolder folder;
  const auto file = folder.path / "w.db";
  const auto sql = [&file](const std::string& text) {
    sqlite3* database = nullptr;
    REQUIRE(sqlite3_open(file.c_str(), &database) == SQLITE_OK);
    REQUIRE(sqlite3_exec(database, text.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK);
    sqlite3_close(database);
  };
  Warehouse(file, Warehouse::Mode::write).put(example("kept", "1AAAAAAA", ""));
  sql("DROP TABLE tagging; DROP TABLE tag_rows; DROP TABLE tags; DROP TABLE cluster_traits; DROP TABLE merges;"
      "DROP TABLE vote_showings; DROP TABLE vote_pairs; DROP TABLE vote_ranks; DROP TABLE vote_counts;"
      "DROP TABLE vote_results;"
      "ALTER TABLE clusters DROP COLUMN silhouette; ALTER TABLE clusters DROP COLUMN given;"
      "ALTER TABLE features DROP COLUMN sharpness; ALTER TABLE features DROP COLUMN focus_x;"
      "ALTER TABLE features DROP COLUMN focus_y; DROP TABLE candidates; DROP TABLE candidate_slots;"
      "DROP TABLE events;"
      "PRAGMA user_version = 1");
  CHECK(holds(sentence_of([&] { Warehouse(file, Warehouse::Mode::read); }), "of an earlier vitrine"));
  CHECK(Warehouse(file, Warehouse::Mode::write).tagging().tags.empty());
  CHECK(Warehouse(file, Warehouse::Mode::read).images().size() == 1);
  sql("PRAGMA user_version = 99");
  CHECK(holds(sentence_of([&] { Warehouse(file, Warehouse::Mode::write); }), "has layout 99"));
}

TEST_CASE("only one writer at a time") {
  const TemporaryFolder folder;
  const Warehouse first(folder.path / "w.db", Warehouse::Mode::write);
  CHECK(sentence_of([&] { Warehouse(folder.path / "w.db", Warehouse::Mode::write); }).find("in use") !=
        std::string::npos);
}

TEST_CASE("a failed transaction leaves nothing, a killed one neither") {
  const TemporaryFolder folder;
  const auto file = folder.path / "w.db";
  {
    Warehouse warehouse(file, Warehouse::Mode::write);
    warehouse.put(example("kept", "1AAAAAAA", ""));
    CHECK_THROWS_AS(warehouse.transaction([&] {
      warehouse.put(example("lost", "2AAAAAAA", ""));
      throw Failure("no");
    }),
                    Failure);
    CHECK(warehouse.images().size() == 1);
  }
  const pid_t child = fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    Warehouse warehouse(file, Warehouse::Mode::write);
    warehouse.transaction([&] {
      for (int i = 0; i < 20000; ++i)  // enough to spill into the file
        warehouse.put(example("lost" + std::to_string(i), "k" + std::to_string(1000000 + i), ""));
      kill(getpid(), SIGKILL);
    });
    _exit(0);
  }
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  CHECK(WIFSIGNALED(status));
  CHECK(Warehouse(file, Warehouse::Mode::read).images().size() == 1);
  Warehouse(file, Warehouse::Mode::write).put(example("more", "3AAAAAAA", ""));
  CHECK(Warehouse(file, Warehouse::Mode::read).images().size() == 2);
}
