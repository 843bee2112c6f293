// vitrine sample: the same settings make the same bytes, and the folder is what ingest and the measurements expect.
#include "tools/sample/sample.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>

#include "core/calendar/quantiles.h"
#include "tests/tools/scratch.h"
#include "tests/tools/sentence.h"
#include "tools/ingest/reader.h"
#include "tools/sample/votes.h"
#include "tools/source/metadata.h"
#include "tools/verbs/verbs.h"
#include "tools/votes/votes.h"

using namespace vitrine;
using namespace vitrine::test;

namespace {

SampleSettings small(const fs::path& folder, std::uint32_t count = 40) {
  SampleSettings settings;
  settings.folder = folder;
  settings.count = count;
  settings.width = 48;
  settings.height = 32;
  settings.jobs = 2;
  return settings;
}

void make(const SampleSettings& settings) {
  Console console(Console::Style::quiet);
  make_sample(settings, console);
}

/// The rows of a CSV file, by column.
std::vector<std::map<std::string, std::string>> rows_of(const fs::path& file) {
  const Metadata table = read_metadata(file);
  std::vector<std::map<std::string, std::string>> rows;
  for (const auto& cells : table.rows) {
    auto& row = rows.emplace_back();
    for (std::size_t i = 0; i < cells.size(); ++i) row[table.columns[i]] = cells[i];
  }
  return rows;
}

std::vector<ImageRecord> as_images(const std::vector<sample::Shot>& shots) {
  std::vector<ImageRecord> images(shots.size());
  for (std::size_t i = 0; i < shots.size(); ++i) {
    images[i].row = static_cast<std::int64_t>(i);
    images[i].id = shots[i].id;
    images[i].key = shots[i].id;
  }
  return images;
}

/// Of each of `count` images what votes come to.
std::vector<double> preferences(const Votes& votes, std::size_t count) {
  const VoteResults results = results_of(votes);
  REQUIRE(results.pictures.size() == count);
  std::vector<double> all;
  for (const VotedPicture& one : results.pictures) all.push_back(one.preference.preference);
  return all;
}

/// Spearman's: the correlation of the ranks.
double correlation(const std::vector<double>& a, const std::vector<double>& b) {
  const std::vector<double> x = mid_rank_quantiles(a, 0.0), y = mid_rank_quantiles(b, 0.0);
  double xy = 0, xx = 0, yy = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    xy += (x[i] - 0.5) * (y[i] - 0.5);  // 0.5 is the mean of mid-ranks
    xx += (x[i] - 0.5) * (x[i] - 0.5);
    yy += (y[i] - 0.5) * (y[i] - 0.5);
  }
  return xy / std::sqrt(xx * yy);
}

/// Places, the greatest value first.
std::vector<std::size_t> order_of(const std::vector<double>& values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return values[a] > values[b]; });
  return order;
}

}  // namespace

TEST_CASE("the same seed makes the same bytes, whatever the jobs; another seed makes others") {
  const Scratch scratch;
  SampleSettings settings = small(scratch / "one", 12);
  settings.votes = true;
  make(settings);
  settings.folder = scratch / "two";
  settings.jobs = 5;
  make(settings);
  settings.folder = scratch / "three";
  settings.seed = 2;
  make(settings);
  const auto one = contents(scratch / "one"), two = contents(scratch / "two"), three = contents(scratch / "three");
  CHECK(one.size() == 12 + 7);
  CHECK((one == two));
  CHECK(one.at("pictures/HV-00003.jpg") != three.at("pictures/HV-00003.jpg"));
}

TEST_CASE("ground truth: bursts of 3 to 8 within seconds, dark pictures, every file once") {
  const Scratch scratch;
  make(small(scratch / "s", 200));
  const auto truth = rows_of(scratch / "s/truth.csv");
  const auto metadata = rows_of(scratch / "s/metadata.csv");
  REQUIRE(truth.size() == 200);
  REQUIRE(metadata.size() == 200);
  std::map<std::string, int> bursts;
  std::set<std::string> scenes, files;
  int failed = 0;
  const PictureReader reader;
  for (std::size_t i = 0; i < truth.size(); ++i) {
    const auto& row = truth[i];
    scenes.insert(row.at("scene"));
    files.insert(row.at("file"));
    CHECK(row.at("file") == metadata[i].at("file"));
    if (!row.at("burst").empty()) ++bursts[row.at("burst")];
    if (row.at("failed") == "0") continue;
    ++failed;
    CHECK(row.at("dark") == "1");
    const Result<Picture> picture = reader.read(scratch / "s" / row.at("file"), {32});
    REQUIRE(picture);
    CHECK(picture->features.dark_ratio >= 0.92F);
  }
  CHECK(files.size() == 200);
  CHECK(scenes.size() >= 12);
  CHECK(failed == 8);
  int in_bursts = 0;
  for (const auto& [number, size] : bursts) {
    CHECK(size >= 3);
    CHECK(size <= 8);
    in_bursts += size;
  }
  CHECK(in_bursts == 35);
}

TEST_CASE("the pictures say when and with what they were taken, and of what size they are") {
  const Scratch scratch;
  make(small(scratch / "s", 10));
  const PictureReader reader;
  for (const auto& row : rows_of(scratch / "s/metadata.csv")) {
    const Result<Picture> picture = reader.read(scratch / "s" / row.at("file"), {32});
    REQUIRE(picture);
    CHECK(picture->width == 48);
    CHECK(picture->height == 32);
    CHECK(to_text(picture->taken_at) == to_text(*parse_moment(row.at("taken_at").substr(0, 19) + "+00:00")));
    CHECK(picture->camera == row.at("camera"));
  }
}

TEST_CASE("ingest takes the folder without a remark; ground truth and ballots are not published") {
  const Scratch scratch;
  SampleSettings settings = small(scratch / "s", 30);
  settings.votes = true;
  make(settings);
  IngestOptions options;
  options.folder = scratch / "s";
  options.warehouse = scratch / "w.db";
  options.sizes = {32};
  CommonOptions common;
  common.jobs = 2;
  Console console(Console::Style::quiet);
  CHECK(ingest(options, common, console) == ExitCode::success);
  const Warehouse warehouse(options.warehouse, Warehouse::Mode::read);
  CHECK(warehouse.published().size() == 30);
  CHECK(warehouse.skipped().empty());
  std::set<std::string> facets;
  for (const ColumnRecord& column : warehouse.columns()) {
    CHECK(column.name != "scene");
    CHECK(column.name != "appeal");
    CHECK(column.published);
    if (column.facet) facets.insert(column.name);
  }
  for (const char* name : {"category", "subject", "lens", "window", "tags", "camera"}) CHECK(facets.count(name) == 1);
}

TEST_CASE("ballots name pictures that are there, and follow the planted preference") {
  const Scratch scratch;
  SampleSettings settings = small(scratch / "s", 60);
  settings.votes = true;
  make(settings);
  std::map<std::string, double> appeal;
  for (const auto& row : rows_of(scratch / "s/truth.csv"))
    appeal[row.at("file").substr(9, 8)] = std::stod(row.at("appeal"));
  int agreeing = 0, clear = 0;
  const auto votes = rows_of(scratch / "s/votes.csv");
  for (const auto& vote : votes) {
    REQUIRE(appeal.count(vote.at("winner")) == 1);
    REQUIRE(appeal.count(vote.at("loser")) == 1);
    CHECK(vote.at("winner") != vote.at("loser"));
    const double difference = appeal[vote.at("winner")] - appeal[vote.at("loser")];
    if (std::abs(difference) < 0.3) continue;
    ++clear;
    if (difference > 0) ++agreeing;
  }
  CHECK(votes.size() == 600);
  CHECK(clear > 50);
  CHECK(agreeing > 0.85 * clear);
}

TEST_CASE("ballots show 50 pictures and choose 5, rankings are the best three of a category; all are votes to import") {
  const Scratch scratch;
  SampleSettings settings = small(scratch / "s", 60);
  settings.votes = true;
  make(settings);
  const auto ballots = rows_of(scratch / "s/ballots.csv");
  CHECK(ballots.size() == 30);
  for (const auto& ballot : ballots) {
    CHECK(std::count(ballot.at("shown").begin(), ballot.at("shown").end(), '|') == 49);
    CHECK(std::count(ballot.at("chosen").begin(), ballot.at("chosen").end(), '|') == 4);
  }
  std::vector<VoteFile> files;
  for (const char* name : {"votes.csv", "ballots.csv", "rankings.csv"})
    files.push_back({name, read_file(scratch / "s" / name)});
  const ReadVotes read = read_votes(files, as_images(sample::plan_voyage(1, 60)));
  CHECK(read.refused.empty());
  const VoteResults results = results_of(read.votes);
  CHECK(results.voters == 60);
  CHECK(results.ballots == 30);
  CHECK(results.pairs == 600);
  CHECK(results.rankings == 60 * 7);
  CHECK(results.pictures.size() == 60);
}

TEST_CASE("the planted pictures rise: preference follows the appeal of the 240 sample pictures, whatever the seed") {
  for (const std::uint64_t seed : {1U, 2U, 3U, 4U, 5U}) {
    const std::vector<sample::Shot> shots = sample::plan_voyage(seed, 240);
    const std::vector<ImageRecord> images = as_images(shots);
    std::vector<double> appeal;
    for (const sample::Shot& shot : shots) appeal.push_back(static_cast<double>(shot.appeal));
    const VoteFile ballots{"ballots.csv", sample::ballots_text(shots, seed)};
    const VoteFile pairs{"votes.csv", sample::votes_text(shots, seed)};
    const VoteFile rankings{"rankings.csv", sample::rankings_text(shots, seed)};
    const auto all = preferences(read_votes({ballots, pairs, rankings}, images).votes, images.size());
    const auto seen = preferences(read_votes({ballots}, images).votes, images.size());
    const std::vector<std::size_t> preferred = order_of(all), planted = order_of(appeal);
    const auto among = [&](std::ptrdiff_t first) {
      return std::count_if(preferred.begin(), preferred.begin() + 13, [&](std::size_t picture) {
        return std::find(planted.begin(), planted.begin() + first, picture) < planted.begin() + first;
      });
    };
    MESSAGE("seed " << seed << ": rank correlation of preference and appeal " << correlation(all, appeal)
                    << ", with ballots alone " << correlation(seen, appeal) << "; of the 13 preferred " << among(13)
                    << " are among the 13 most appealing, " << among(40) << " among the 40");
    // Of the pictures that are hardly ever chosen, ballots do not say which are the least appealing.
    CHECK(correlation(all, appeal) > 0.8);
    CHECK(correlation(seen, appeal) > 0.75);
    CHECK(among(13) >= 8);
    CHECK(among(40) == 13);
  }
}

TEST_CASE("a folder with something else in it is left alone; one of ours is replaced or found up to date") {
  const Scratch scratch;
  put_file(scratch / "mine/holiday.jpg", "x");
  fs::create_directory(scratch / "here");
  const fs::path home = fs::current_path();
  fs::current_path(scratch / "here");
  CHECK(holds(sentence_of([&] { make(small(".", 3)); }), "cannot take the place of the folder you are in"));
  fs::current_path(home);
  CHECK(holds(sentence_of([&] { make(small(scratch / "mine", 3)); }), "did not make"));
  CHECK(fs::exists(scratch / "mine/holiday.jpg"));

  const SampleSettings settings = small(scratch / "s", 3);
  CHECK(!is_made(settings));
  make(settings);
  CHECK(is_made(settings));
  CHECK(!is_made(small(scratch / "s", 4)));
  make(small(scratch / "s", 4));
  CHECK(rows_of(scratch / "s/truth.csv").size() == 4);
  put_file(scratch / "s/pictures/notes.txt", "mine");
  CHECK(holds(sentence_of([&] { make(settings); }), "notes.txt"));
  CHECK(!fs::exists(scratch / "s.unfinished"));
}

TEST_CASE("what lies where the pictures are made is left alone, unless it is of a run that was cut off") {
  const Scratch scratch;
  const SampleSettings settings = small(scratch / "s", 3);
  put_file(scratch / "s.unfinished/holiday.jpg", "x");
  CHECK(holds(sentence_of([&] { make(settings); }), "s.unfinished holds files that vitrine sample did not make"));
  CHECK(fs::exists(scratch / "s.unfinished/holiday.jpg"));

  fs::remove_all(scratch / "s.unfinished");
  put_file(scratch / "s.unfinished/sample.json", "{}");
  put_file(scratch / "s.unfinished/pictures/HV-00001.jpg", "half");
  make(settings);
  CHECK(is_made(settings));
  CHECK(!fs::exists(scratch / "s.unfinished"));
}

TEST_CASE("a folder that lost a part is made again") {
  const Scratch scratch;
  SampleSettings settings = small(scratch / "s", 3);
  settings.votes = true;
  for (const char* lost : {"pictures/HV-00002.jpg", "metadata.csv", "votes.csv"}) {
    make(settings);
    CHECK(is_made(settings));
    fs::remove(scratch / "s" / lost);
    CHECK(!is_made(settings));
  }
}
