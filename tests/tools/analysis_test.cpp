#include "tools/analysis/analysis.h"

#include <doctest/doctest.h>
#include <zlib.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <set>

#include "core/embedding/coded_vectors.h"
#include "tests/core/points.h"
#include "tests/tools/folder.h"
#include "tools/analysis/engine.h"
#include "tools/analysis/given_clusters.h"

using namespace vitrine;

namespace {

constexpr std::uint32_t dimension = 24;
constexpr std::uint32_t groups = 4;
const std::vector<std::string> categories = {"Moon", "Earth", "Crew", "Launch"};

/// 130 pictures in four groups, their category, and vectors for all except every tenth.
struct Collection {
  TemporaryFolder folder;
  Warehouse warehouse{folder.path / "w.db", Warehouse::Mode::write};
  std::vector<std::int64_t> rows;
  std::vector<float> values;

  Collection() {
    auto all = grouped_vectors(130, dimension, groups, 0.3, 9);
    make_unit(all, dimension);
    for (std::uint32_t i = 0; i < 130; ++i) {
      ImageRecord image;
      image.id = "picture " + std::to_string(i);
      image.key = "key" + std::to_string(10000 + i);
      image.taken_at = parse_moment(std::to_string(1900 + i)).value();
      image.fields = {{"category", categories[i % groups]}};
      const std::int64_t row = warehouse.put(image);
      if (i % 10 == 9) continue;
      rows.push_back(row);
      values.insert(values.end(), all.begin() + i * dimension, all.begin() + (i + 1) * dimension);
    }
    warehouse.set_columns({{"category", "Category", true, true, false}});
    warehouse.set_embeddings({"test model", dimension, rows, values});
  }
};

AnalysisSettings settings_of(std::uint32_t clusters, std::uint64_t seed, unsigned jobs) {
  AnalysisSettings settings;
  settings.clusters = clusters;
  settings.seed = seed;
  settings.jobs = jobs;
  return settings;
}

Console quiet() { return Console(Console::Style::quiet); }

std::string unzipped(const std::string& bytes) {
  std::string text(10'000'000, '\0');
  z_stream stream{};
  REQUIRE(inflateInit2(&stream, 15 + 16) == Z_OK);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(text.data());
  stream.avail_out = static_cast<uInt>(text.size());
  REQUIRE(inflate(&stream, Z_FINISH) == Z_STREAM_END);
  text.resize(stream.total_out);
  inflateEnd(&stream);
  return text;
}

}  // namespace

TEST_CASE("what the module refuses is a failure, on every thread") {
  SpotlightEngine engine;
  std::uint64_t parts = 0;
  CHECK_THROWS_AS(engine.neighbours({{}, 3, 0}, 2, 1, [&](std::uint64_t more) { parts += more; }), Failure);
  CHECK(parts == 0);
  CHECK_THROWS_AS(engine.neighbours({{}, 3000, 0}, 2, 4, [](std::uint64_t) {}), Failure);
}

TEST_CASE("the number of clusters grows with the collection's logarithm") {
  CHECK(default_clusters(0) == 1);
  CHECK(default_clusters(1) == 1);
  CHECK(default_clusters(20) == 2);
  CHECK(default_clusters(100) == 12);
  CHECK(default_clusters(515) == 18);
  CHECK(default_clusters(12'217) == 27);
  CHECK(default_clusters(100'000) == 33);
}

TEST_CASE("clusters are called after tags that most of them may bear") {
  Collection collection;
  collection.warehouse.set_columns({});
  const AnalysisInput input(collection.warehouse);
  Tagging tagging;
  tagging.rows = input.vectors().rows;
  for (std::uint32_t group = 0; group < groups; ++group) {
    TagRecord tag;
    tag.label = "Tag " + std::to_string(group);
    tag.tentative = 0.5F;
    for (const std::uint32_t image : input.image_of()) tag.scores.push_back(image % groups == group ? 1.0F : 0.0F);
    tagging.tags.push_back(tag);
  }
  Console console = quiet();
  Analysis found = analyse_vectors(input, settings_of(groups, 1, 2), console);
  name_clusters(input, tagging, found);
  std::set<std::string> labels;
  for (const ClusterRecord& cluster : found.clusters) labels.insert(cluster.label);
  CHECK(labels == std::set<std::string>{"Tag 0", "Tag 1", "Tag 2", "Tag 3"});
}

TEST_CASE("what is found about a collection") {
  Collection collection;
  Console console = quiet();
  const AnalysisInput input(collection.warehouse);
  Analysis found = analyse_vectors(input, settings_of(groups, 1, 2), console);
  name_clusters(input, {}, found);
  const std::set<std::int64_t> with_vector(collection.rows.begin(), collection.rows.end());

  SUBCASE("clusters: every vector once, nearest first, named after their category") {
    REQUIRE(found.clusters.size() == groups);
    std::set<std::int64_t> seen;
    std::set<std::string> labels;
    for (const ClusterRecord& cluster : found.clusters) {
      labels.insert(cluster.label);
      CHECK(cluster.medoid == cluster.members.front().row);
      double squares = 0;
      for (std::size_t i = 0; i < cluster.members.size(); ++i) {
        CHECK(seen.insert(cluster.members[i].row).second);
        CHECK((i == 0 || cluster.members[i - 1].distance <= cluster.members[i].distance));
        squares += static_cast<double>(cluster.members[i].distance) * static_cast<double>(cluster.members[i].distance);
      }
      const double spread = std::sqrt(squares / static_cast<double>(cluster.members.size()));
      CHECK(static_cast<double>(cluster.spread) == doctest::Approx(spread).epsilon(1e-4));
    }
    CHECK(seen == with_vector);
    CHECK(labels == std::set<std::string>(categories.begin(), categories.end()));
  }

  SUBCASE("diverse members, without the medoid") {
    for (const ClusterRecord& cluster : found.clusters) {
      std::set<std::int64_t> picks(cluster.diverse.begin(), cluster.diverse.end());
      CHECK(picks.size() == std::min<std::size_t>(20, cluster.members.size() - 1));
      CHECK(picks.count(cluster.medoid) == 0);
      for (const std::int64_t pick : cluster.diverse) {
        CHECK(std::any_of(cluster.members.begin(), cluster.members.end(),
                          [&](const ClusterMember& member) { return member.row == pick; }));
      }
    }
  }

  SUBCASE("at least twelve neighbours of each, others only, most similar first") {
    REQUIRE(found.neighbours.size() == collection.rows.size());
    for (const auto& [row, alike] : found.neighbours) {
      CHECK(alike.size() >= 12);
      std::set<std::int64_t> seen{row};
      for (std::size_t i = 0; i < alike.size(); ++i) {
        CHECK(seen.insert(alike[i].row).second);
        CHECK(with_vector.count(alike[i].row) == 1);
        CHECK((i == 0 || alike[i - 1].similarity >= alike[i].similarity));
      }
    }
  }

  SUBCASE("a budget takes coarser steps until the file fits, and says what they cost") {
    CHECK(found.recall > 0.9F);
    AnalysisSettings settings{groups, 1, 2};
    settings.vector_budget = found.coded.size() * 11 / 20;  // takes the coarsest step
    const Analysis smaller = analyse_vectors(input, settings, console);
    CHECK(smaller.coded.size() <= settings.vector_budget);
    CHECK(smaller.fidelity <= found.fidelity);
    CHECK(smaller.recall < found.recall);
    CHECK(input.fingerprint(settings) != input.fingerprint({groups, 1, 2}));
    settings.vector_budget = 100;
    CHECK_THROWS_AS(analyse_vectors(input, settings, console), Failure);
    settings.vector_budget = 1'000'000;
    CHECK(analyse_vectors(input, settings, console).coded == found.coded);
  }

  SUBCASE("coded vectors, in the published order") {
    std::vector<std::int64_t> published;
    for (const ImageRecord& image : collection.warehouse.published())
      if (with_vector.count(image.row) == 1) published.push_back(image.row);
    CHECK(found.coded_rows == published);
    CodedVectors vectors;
    const std::string bytes = unzipped(found.coded);
    REQUIRE(vectors.append({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()}));
    REQUIRE(vectors.complete());
    CHECK(vectors.header().count == published.size());
    CHECK(vectors.header().model == "test model");
    CHECK(vectors.header().fidelity == found.fidelity);
    CHECK(found.fidelity >= 0.99F);
    CHECK(found.dimension == dimension);
    const auto place = [&](std::size_t i) {
      return static_cast<std::size_t>(std::find(collection.rows.begin(), collection.rows.end(), published[i]) -
                                      collection.rows.begin());
    };
    for (std::size_t i = 1; i < published.size(); ++i) {
      const auto square = squared_distance(vectors.data(), vectors.data() + i * vectors.stride(), vectors.stride());
      const double coded = std::sqrt(static_cast<double>(square)) * static_cast<double>(vectors.header().step);
      CHECK(coded == doctest::Approx(distance(collection.values, dimension, place(0), place(i))).epsilon(0.1));
    }
    REQUIRE(found.layout.size() == published.size());
    CHECK(found.layout[3].row == published[3]);
  }

  SUBCASE("it survives the warehouse") {
    collection.warehouse.set_analysis(found);
    const Analysis read = collection.warehouse.analysis();
    CHECK(read.coded == found.coded);
    CHECK(read.clusters.size() == groups);
    CHECK(read.clusters[1].diverse == found.clusters[1].diverse);
    CHECK(read.clusters[2].silhouette == found.clusters[2].silhouette);
    REQUIRE(read.clusters[3].traits.size() == found.clusters[3].traits.size());
    CHECK(read.clusters[3].traits[0].value == found.clusters[3].label);
    CHECK(read.clusters[3].traits[0].lift == found.clusters[3].traits[0].lift);
  }
}

TEST_CASE("a seed gives one answer, on any number of cores") {
  const Collection collection;
  Console console = quiet();
  const AnalysisInput input(collection.warehouse);
  const Analysis one = analyse_vectors(input, settings_of(7, 5, 1), console);
  const Analysis two = analyse_vectors(input, settings_of(7, 5, 3), console);
  CHECK(one.coded == two.coded);
  REQUIRE(one.clusters.size() == two.clusters.size());
  for (std::size_t i = 0; i < one.clusters.size(); ++i) {
    CHECK(one.clusters[i].medoid == two.clusters[i].medoid);
    CHECK(one.clusters[i].diverse == two.clusters[i].diverse);
  }
  for (std::size_t i = 0; i < one.neighbours.size(); ++i)
    CHECK(one.neighbours[i].second.front().row == two.neighbours[i].second.front().row);
}

TEST_CASE("what goes wrong on a thread of the neighbours is a sentence") {
  SpotlightEngine engine;
  const auto values = grouped_vectors(1000, dimension, groups, 0.3, 9);
  const VectorTable table{values, 1000, dimension};
  const OnParts refuse = [](std::uint64_t) { throw Failure("The listener failed."); };
  for (const unsigned jobs : {1U, 3U}) {
    CAPTURE(jobs);
    CHECK_THROWS_WITH_AS(engine.neighbours(table, 3, jobs, refuse), "The listener failed.", Failure);
    const std::vector<float> ones(4'000'001, 1.0F);
    CHECK_THROWS_WITH_AS(engine.neighbours({ones, 4'000'001, 1}, 1, jobs, [](std::uint64_t) {}),
                         doctest::Contains("4,000,000"), Failure);
  }
}

TEST_CASE("the fingerprint changes when an analysis would give another result") {
  Collection collection;
  const auto fingerprint = [&](AnalysisSettings settings) {
    return AnalysisInput(collection.warehouse).fingerprint(settings);
  };
  const std::string before = fingerprint(settings_of(0, 1, 1));
  CHECK(fingerprint(settings_of(0, 1, 8)) == before);
  CHECK(fingerprint(settings_of(5, 1, 1)) != before);
  CHECK(fingerprint(settings_of(0, 2, 1)) != before);

  SUBCASE("so do the least pictures of a cluster, and clusters from elsewhere") {
    AnalysisSettings settings = settings_of(0, 1, 1);
    settings.least = 9;
    CHECK(fingerprint(settings) != before);
    settings = settings_of(0, 1, 1);
    settings.labels.assign(130, "one");
    CHECK(fingerprint(settings) != before);
  }
  SUBCASE("a title, a category or a tag changes the names alone") {
    const auto naming = [&](const Tagging& tagging) {
      return AnalysisInput(collection.warehouse).naming_fingerprint(tagging);
    };
    const std::string names = naming({});
    ImageRecord image = collection.warehouse.published()[4];
    image.title = "another";
    collection.warehouse.put(image);
    const std::string with_title = naming({});
    CHECK(with_title != names);
    image.fields = {{"category", "Sun"}};
    collection.warehouse.put(image);
    CHECK(naming({}) != with_title);
    Tagging tagging;
    tagging.tags.resize(1);
    CHECK(naming(tagging) != naming({}));
    CHECK(fingerprint(settings_of(0, 1, 1)) == before);
  }
  SUBCASE("a picture that vanished does") {
    ImageRecord image = collection.warehouse.published()[4];
    image.presence = Presence::vanished;
    collection.warehouse.put(image);
    CHECK(fingerprint(settings_of(0, 1, 1)) != before);
  }
  SUBCASE("other vectors do") {
    std::swap(collection.values[0], collection.values[1]);
    collection.warehouse.set_embeddings({"test model", dimension, collection.rows, collection.values});
    CHECK(fingerprint(settings_of(0, 1, 1)) != before);
  }
}

TEST_CASE("clusters from elsewhere: their labels stay, numbers are named") {
  const Collection collection;
  Console console = quiet();
  const AnalysisInput input(collection.warehouse);
  AnalysisSettings settings;
  for (const ImageRecord& image : input.images()) {
    const std::string& category = image.fields.front().second;
    settings.labels.push_back(category == "Moon"    ? "Our satellite"
                              : category == "Crew"  ? ""
                              : category == "Earth" ? "7"
                                                    : "12");
  }
  Analysis found = analyse_vectors(input, settings, console);
  name_clusters(input, {}, found);
  std::set<std::string> labels;
  for (const ClusterRecord& cluster : found.clusters) {
    labels.insert(cluster.label);
    CHECK(cluster.members.size() > 20);
    CHECK(cluster.silhouette > 0.3F);
  }
  CHECK(labels == std::set<std::string>{"Our satellite", "Earth", "Launch"});
}

TEST_CASE("clusters are read from a column or a file") {
  Collection collection;
  Console console = quiet();
  const AnalysisInput input(collection.warehouse);
  const auto given = [&](const std::string& place) {
    return given_clusters(place, input.images(), collection.warehouse.columns(), console);
  };
  CHECK(given("category")[0] == input.images()[0].fields.front().second);

  const std::filesystem::path file = collection.folder.path / "clusters.csv";
  const auto write = [&](const std::string& text) { std::ofstream(file) << text; };
  write("cluster,id\nfirst,picture 129\nsecond,picture 127\nthird,stranger\n");
  const auto labels = given(file.string());
  CHECK(labels[0] == "first");
  CHECK(labels[1].empty());
  CHECK(labels[2] == "second");

  write("cluster,id\nfirst,picture 1\nsecond,picture 1\n");
  CHECK_THROWS_WITH_AS(given(file.string()), doctest::Contains("line 3: \"picture 1\" is in a cluster already"),
                       Failure);
  write("id,kind\npicture 1,first\n");
  CHECK_THROWS_WITH_AS(given(file.string()), doctest::Contains("has no column \"cluster\""), Failure);
  write("id,cluster\nstranger,first\n");
  CHECK_THROWS_WITH_AS(given(file.string()), doctest::Contains("puts no picture into a cluster"), Failure);
  CHECK_THROWS_WITH_AS(given("nothing"), doctest::Contains("neither a column nor a file \"nothing\""), Failure);
  collection.warehouse.set_columns({{"category", "Category", false, false, false}});
  CHECK_THROWS_WITH_AS(given("category"), doctest::Contains("is held back"), Failure);
}
