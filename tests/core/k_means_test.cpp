#include "core/spotlight/internal/k_means.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "tests/core/points.h"

using namespace vitrine;

namespace {

VectorSource source_of(const std::vector<float>& values, std::uint32_t dimension) {
  VectorSource source;
  source.values = values;
  source.dimension = dimension;
  return source;
}

Clustering cluster(const std::vector<float>& values, std::uint32_t dimension, std::uint32_t clusters,
                   std::uint32_t starts = 4, std::uint64_t seed = 1, std::int64_t passes = 1 << 30) {
  KMeans k_means(source_of(values, dimension), clusters, starts, seed);
  while (!k_means.step(passes)) {
  }
  CHECK(k_means.finished() == starts);
  return k_means.clustering();
}

std::vector<std::uint32_t> sizes_of(const Clustering& clustering) {
  std::vector<std::uint32_t> sizes(clustering.medoids.size());
  for (const std::int32_t own : clustering.assignment) ++sizes[static_cast<std::size_t>(own)];
  return sizes;
}

}  // namespace

TEST_CASE("planted groups are found") {
  const auto values = grouped_vectors(600, 20, 6, 0.1, 3);
  const Clustering found = cluster(values, 20, 6);
  CHECK(sizes_of(found) == std::vector<std::uint32_t>(6, 100));
  for (std::size_t i = 0; i < 600; ++i) CHECK_UNARY(found.assignment[i] == found.assignment[i % 6]);
}

TEST_CASE("distances, medoids and spreads are those of the centroids of the members") {
  const std::uint32_t dimension = 8;
  const auto values = grouped_vectors(300, dimension, 5, 0.6, 4);
  const Clustering found = cluster(values, dimension, 7);
  REQUIRE(found.medoids.size() == 7);
  for (std::int32_t c = 0; c < 7; ++c) {
    std::vector<std::size_t> members;
    for (std::size_t i = 0; i < 300; ++i)
      if (found.assignment[i] == c) members.push_back(i);
    REQUIRE(!members.empty());
    std::vector<double> centroid(dimension);
    for (const std::size_t i : members)
      for (std::size_t axis = 0; axis < dimension; ++axis)
        centroid[axis] += static_cast<double>(values[i * dimension + axis]) / static_cast<double>(members.size());
    double squares = 0;
    double nearest = 1e9;
    double least_sum = 1e9;
    for (const std::size_t i : members) {
      double square = 0;
      double sum = 0;
      for (std::size_t axis = 0; axis < dimension; ++axis) {
        const double difference = static_cast<double>(values[i * dimension + axis]) - centroid[axis];
        square += difference * difference;
      }
      for (const std::size_t j : members) sum += std::pow(distance(values, dimension, i, j), 2);
      CHECK(static_cast<double>(found.distances[i]) == doctest::Approx(std::sqrt(square)).epsilon(1e-4));
      squares += square;
      nearest = std::min(nearest, std::sqrt(square));
      least_sum = std::min(least_sum, sum);
    }
    const auto medoid = static_cast<std::size_t>(found.medoids[static_cast<std::size_t>(c)]);
    CHECK(found.assignment[medoid] == c);
    CHECK(static_cast<double>(found.distances[medoid]) == doctest::Approx(nearest).epsilon(1e-4));
    double medoid_sum = 0;
    for (const std::size_t j : members) medoid_sum += std::pow(distance(values, dimension, medoid, j), 2);
    CHECK(medoid_sum == doctest::Approx(least_sum).epsilon(1e-4));
    CHECK(static_cast<double>(found.spreads[static_cast<std::size_t>(c)]) ==
          doctest::Approx(std::sqrt(squares / static_cast<double>(members.size()))).epsilon(1e-4));
  }
}

TEST_CASE("every vector is in the cluster whose centroid is nearest") {
  const std::uint32_t dimension = 5;
  const auto values = grouped_vectors(400, dimension, 3, 0.8, 5);
  const Clustering found = cluster(values, dimension, 9);
  std::vector<std::vector<double>> centroids(9, std::vector<double>(dimension));
  const auto sizes = sizes_of(found);
  for (std::size_t i = 0; i < 400; ++i) {
    const auto own = static_cast<std::size_t>(found.assignment[i]);
    for (std::size_t axis = 0; axis < dimension; ++axis)
      centroids[own][axis] += static_cast<double>(values[i * dimension + axis]) / sizes[own];
  }
  for (std::size_t i = 0; i < 400; ++i) {
    for (const auto& centroid : centroids) {
      double square = 0;
      for (std::size_t axis = 0; axis < dimension; ++axis) {
        const double difference = static_cast<double>(values[i * dimension + axis]) - centroid[axis];
        square += difference * difference;
      }
      CHECK_UNARY(static_cast<double>(found.distances[i]) <= std::sqrt(square) + 1e-4);
    }
  }
}

TEST_CASE("clusters are numbered by falling size") {
  const auto sizes = sizes_of(cluster(grouped_vectors(500, 4, 4, 0.7, 6), 4, 8));
  CHECK(std::is_sorted(sizes.begin(), sizes.end(), std::greater<>()));
}

TEST_CASE("a seed gives one answer, in steps or at once") {
  const auto values = grouped_vectors(300, 10, 4, 0.9, 7);
  const Clustering once = cluster(values, 10, 6, 3, 42);
  const Clustering steps = cluster(values, 10, 6, 3, 42, 1);
  CHECK(once.assignment == steps.assignment);
  CHECK(once.distances == steps.distances);
  CHECK(once.medoids == steps.medoids);
}

TEST_CASE("fewer different vectors than clusters wanted") {
  std::vector<float> values;
  for (int i = 0; i < 30; ++i) values.insert(values.end(), {static_cast<float>(i % 3), 1.0F});
  const Clustering found = cluster(values, 2, 10);
  CHECK(found.medoids.size() == 3);
  CHECK(sizes_of(found) == std::vector<std::uint32_t>(3, 10));
  CHECK(std::all_of(found.distances.begin(), found.distances.end(), [](float d) { return d < 1e-6F; }));
}

TEST_CASE("one vector is one cluster") {
  const Clustering found = cluster({0.5F, 0.25F}, 2, 4);
  CHECK(found.medoids == std::vector<std::int32_t>{0});
  CHECK(found.assignment == std::vector<std::int32_t>{0});
  CHECK(found.spreads == std::vector<float>{0});
}

namespace {

/// The simplified silhouette by its formula.
std::vector<double> silhouettes_of(const std::vector<float>& values, std::size_t dimension, const Clustering& found) {
  const std::size_t clusters = found.medoids.size();
  std::vector<std::vector<double>> centroids(clusters, std::vector<double>(dimension));
  std::vector<double> sizes(clusters);
  for (std::size_t i = 0; i < found.assignment.size(); ++i)
    if (found.assignment[i] != no_cluster) ++sizes[static_cast<std::size_t>(found.assignment[i])];
  for (std::size_t i = 0; i < values.size(); ++i) {
    const std::int32_t own = found.assignment[i / dimension];
    if (own == no_cluster) continue;
    const auto cluster = static_cast<std::size_t>(own);
    centroids[cluster][i % dimension] += static_cast<double>(values[i]) / sizes[cluster];
  }
  std::vector<double> means(clusters);
  for (std::size_t i = 0; i < found.assignment.size(); ++i) {
    if (found.assignment[i] == no_cluster) continue;
    const auto own = static_cast<std::size_t>(found.assignment[i]);
    double a = 0, b = 1e9;
    for (std::size_t c = 0; c < clusters; ++c) {
      double square = 0;
      for (std::size_t axis = 0; axis < dimension; ++axis)
        square += std::pow(static_cast<double>(values[i * dimension + axis]) - centroids[c][axis], 2);
      (c == own ? a : b) = c == own ? std::sqrt(square) : std::min(b, std::sqrt(square));
    }
    means[own] += (b - a) / std::max(a, b) / sizes[own];
  }
  return means;
}

}  // namespace

TEST_CASE("silhouettes are those of the formula, over more than one block of vectors") {
  const auto values = grouped_vectors(1300, 6, 5, 0.7, 8);
  const Clustering found = cluster(values, 6, 5);
  const auto expected = silhouettes_of(values, 6, found);
  for (std::size_t c = 0; c < 5; ++c)
    CHECK(static_cast<double>(found.silhouettes[c]) == doctest::Approx(expected[c]).epsilon(1e-4));
  CHECK(cluster(values, 6, 1).silhouettes == std::vector<float>{0});
}

TEST_CASE("a cluster that is too small joins the nearest that stays") {
  std::vector<float> values;
  for (int i = 0; i < 40; ++i)
    values.insert(values.end(), {static_cast<float>(i % 2) * 10, static_cast<float>(i) * 0.01F});
  values.insert(values.end(), {13.0F, 0.0F, 13.1F, 0.0F});
  CHECK(sizes_of(cluster(values, 2, 3)) == std::vector<std::uint32_t>{20, 20, 2});
  KMeans k_means(source_of(values, 2), 3, 4, 1, 3);
  while (!k_means.step(1)) {
  }
  const Clustering& found = k_means.clustering();
  CHECK(sizes_of(found) == std::vector<std::uint32_t>{22, 20});
  CHECK(found.assignment[40] == found.assignment[1]);
  CHECK(found.assignment[41] == found.assignment[1]);
}

TEST_CASE("where all are too small the largest stays") {
  const std::vector<float> values = {0, 0, 0.1F, 5, 5.1F};
  KMeans k_means(source_of(values, 1), 2, 4, 1, 10);
  while (!k_means.step(1)) {
  }
  CHECK(k_means.clustering().assignment == std::vector<std::int32_t>(5, 0));
}

TEST_CASE("given clusters get the same statistics") {
  const auto values = grouped_vectors(700, 8, 4, 0.5, 9);
  const Clustering found = cluster(values, 8, 6);
  std::vector<std::int32_t> given;
  for (const std::int32_t own : found.assignment) given.push_back((own * 5 + 2) % 6 + 3);  // other numbers, with gaps
  KMeans again(source_of(values, 8), given);
  while (!again.step(1)) {
  }
  CHECK(again.clustering().assignment == found.assignment);
  CHECK(again.clustering().medoids == found.medoids);
  CHECK(again.clustering().spreads == found.spreads);
  for (std::size_t c = 0; c < 6; ++c) {
    CHECK(static_cast<double>(again.clustering().silhouettes[c]) ==
          doctest::Approx(static_cast<double>(found.silhouettes[c])).epsilon(1e-5));
  }

  given[0] = given[5] = no_cluster;
  KMeans fewer(source_of(values, 8), given);
  while (!fewer.step(1)) {
  }
  CHECK(fewer.clustering().assignment[0] == no_cluster);
  CHECK(fewer.clustering().distances[5] == 0);
  const auto expected = silhouettes_of(values, 8, fewer.clustering());
  CHECK(static_cast<double>(fewer.clustering().silhouettes[2]) == doctest::Approx(expected[2]).epsilon(1e-4));
}

TEST_CASE("coded vectors, some of them, by their leading axes") {
  const auto values = grouped_vectors(600, 16, 5, 0.3, 10);
  std::vector<std::int8_t> coded;
  for (const float value : values) coded.push_back(static_cast<std::int8_t>(std::lround(20 * value)));
  std::vector<std::int32_t> rows;
  std::vector<float> same;
  for (std::int32_t row = 0; row < 600; ++row) {
    if (row % 3 == 0) continue;
    rows.push_back(row);
    for (std::size_t axis = 0; axis < 10; ++axis) same.push_back(coded[static_cast<std::size_t>(row) * 16 + axis]);
  }
  VectorSource source;
  source.coded = coded.data();
  source.rows = rows;
  source.stride = 16;
  source.dimension = 10;
  KMeans k_means(source, 5, 4, 1);
  while (!k_means.step(1)) {
  }
  CHECK(k_means.clustering().assignment == cluster(same, 10, 5).assignment);
}
