// core/curation: groups by three linkages against brute force, the chain that single linkage makes, decisions, the
// order of preference, the gate.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>

#include "core/curation/structure.h"
#include "core/random.h"
#include "tests/core/points.h"

using namespace vitrine;

namespace {

using Matrix = std::vector<std::vector<Similarity>>;

/// Near vectors: cosines between about 0.9 and 1.
Matrix random_matrix(std::uint32_t count, std::uint64_t seed) {
  auto values = grouped_vectors(count, 6, 3, 0.12, seed);
  make_unit(values, 6);
  Matrix matrix(count, std::vector<Similarity>(count, largest_similarity));
  for (std::uint32_t i = 0; i < count; ++i) {
    for (std::uint32_t j = 0; j < i; ++j) {
      double cosine = 0;
      for (std::uint32_t axis = 0; axis < 6; ++axis)
        cosine += static_cast<double>(values[i * 6 + axis]) * static_cast<double>(values[j * 6 + axis]);
      matrix[i][j] = matrix[j][i] = similarity_of(static_cast<float>(cosine));
    }
  }
  return matrix;
}

std::vector<Merge> forest_of(const Matrix& matrix) {
  const auto count = static_cast<std::uint32_t>(matrix.size());
  SpanningForest forest(count);
  for (std::uint32_t i = 0; i < count; ++i) {
    for (std::uint32_t j = 0; j < i; ++j)
      if (matrix[i][j] >= similarity_floor) forest.add({j, i, matrix[i][j]});
  }
  return forest.take();
}

std::vector<Merge> complete_of(const Matrix& matrix) {
  std::vector<std::uint16_t> above;
  for (const auto& row : matrix)
    for (const Similarity similarity : row)
      above.push_back(
          static_cast<std::uint16_t>(similarity < similarity_floor ? 0 : similarity - similarity_floor + 1));
  std::vector<Merge> merges = complete_merges(static_cast<std::uint32_t>(matrix.size()), above);
  for (Merge& merge : merges) merge.similarity += similarity_floor - 1;
  return merges;
}

/// All neighbours above the floor, or the `kept` strongest of each.
Structure structure_of(const Matrix& matrix, std::size_t kept = 1000) {
  const auto count = static_cast<std::uint32_t>(matrix.size());
  Structure structure;
  structure.single = dendrogram_of(count, forest_of(matrix));
  structure.complete = dendrogram_of(count, complete_of(matrix));
  structure.cut_at.assign(count, 0);
  std::vector<std::set<std::uint32_t>> lower(count);
  for (std::uint32_t i = 0; i < count; ++i) {
    std::vector<std::uint32_t> others;
    for (std::uint32_t j = 0; j < count; ++j)
      if (j != i && matrix[i][j] >= similarity_floor) others.push_back(j);
    std::stable_sort(others.begin(), others.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return matrix[i][a] > matrix[i][b]; });
    if (others.size() > kept) {
      others.resize(kept);
      structure.cut_at[i] = matrix[i][others.back()];
    }
    for (const std::uint32_t j : others) lower[std::max(i, j)].insert(std::min(i, j));
  }
  for (std::uint32_t i = 0; i < count; ++i) {
    for (const std::uint32_t j : lower[i]) {
      structure.neighbours.push_back(j);
      structure.similarities.push_back(matrix[i][j]);
    }
    structure.offsets.push_back(static_cast<std::uint32_t>(structure.neighbours.size()));
  }
  return structure;
}

using Partition = std::set<std::set<std::uint32_t>>;

Partition partition_of(const std::vector<std::uint32_t>& label) {
  std::map<std::uint32_t, std::set<std::uint32_t>> members;
  for (std::uint32_t i = 0; i < label.size(); ++i) members[label[i]].insert(i);
  Partition partition;
  for (const auto& [name, group] : members) partition.insert(group);
  return partition;
}

/// By the definition: as long as there are two groups at least as similar as the threshold, the most similar come
/// together. `linked`: the similarity of two groups, from that of their pairs.
template <class Linked>
Partition agglomerated(const Matrix& matrix, Similarity threshold, Linked linked) {
  std::vector<std::set<std::uint32_t>> groups;
  for (std::uint32_t i = 0; i < matrix.size(); ++i) groups.push_back({i});
  for (;;) {
    Similarity best = 0;
    std::size_t a = 0, b = 0;
    for (std::size_t x = 0; x < groups.size(); ++x) {
      for (std::size_t y = 0; y < x; ++y) {
        std::vector<Similarity> pairs;
        for (const std::uint32_t i : groups[x])
          for (const std::uint32_t j : groups[y]) pairs.push_back(matrix[i][j]);
        const Similarity similarity = linked(pairs);
        if (similarity > best) best = similarity, a = x, b = y;
      }
    }
    if (best < threshold) return {groups.begin(), groups.end()};
    groups[b].insert(groups[a].begin(), groups[a].end());
    groups.erase(groups.begin() + static_cast<std::ptrdiff_t>(a));
  }
}

Partition represented(const Matrix& matrix, Similarity threshold) {
  std::vector<std::uint32_t> master, label(matrix.size());
  for (std::uint32_t i = 0; i < matrix.size(); ++i) {
    std::uint32_t best = i;
    for (const std::uint32_t m : master)
      if (matrix[i][m] >= threshold && (best == i || matrix[i][m] > matrix[i][best])) best = m;
    if (best == i) master.push_back(i);
    label[i] = best;
  }
  return partition_of(label);
}

bool has_ties(const Matrix& matrix) {
  std::set<Similarity> seen;
  for (std::size_t i = 0; i < matrix.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j)
      if (matrix[i][j] >= similarity_floor && !seen.insert(matrix[i][j]).second) return true;
  }
  return false;
}

std::size_t largest(const DuplicateGroups& found) {
  std::map<std::uint32_t, std::size_t> sizes;
  for (const std::uint32_t master : found.master) ++sizes[master];
  std::size_t most = 0;
  for (const auto& [master, size] : sizes) most = std::max(most, size);
  return most;
}

/// Pictures on an arc, each 10 degrees from the next: a chain of near-duplicates with unlike ends.
Matrix arc(std::uint32_t count) {
  Matrix matrix(count, std::vector<Similarity>(count));
  for (std::uint32_t i = 0; i < count; ++i)
    for (std::uint32_t j = 0; j < count; ++j)
      matrix[i][j] = similarity_of(static_cast<float>(std::cos((static_cast<double>(i) - j) * 3.14159265358979 / 18)));
  return matrix;
}

}  // namespace

TEST_CASE("a similarity is rounded down, except the rounding error of float32") {
  CHECK(similarity_of(1.0F) == 100'000);
  CHECK(similarity_of(0.99999994F) == 100'000);
  CHECK(similarity_of(1.0000002F) == 100'000);
  CHECK(similarity_of(0.98F) == 98'000);
  CHECK(similarity_of(0.97999F) == 97'999);
  CHECK(similarity_of(0.979995F) == 97'999);
  CHECK(similarity_of(-0.5F) == 0);
  CHECK(similarity_of(std::nanf("")) == 0);
}

TEST_CASE("three linkages, against brute force on random vectors") {
  int without_ties = 0;
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    const Matrix matrix = random_matrix(26, seed);
    const Structure structure = structure_of(matrix);
    for (const Similarity threshold : {90'000U, 93'000U, 96'000U, 98'000U, 99'000U, 99'900U}) {
      CAPTURE(seed);
      CAPTURE(threshold);
      const auto cut = [&](Linkage linkage) {
        return partition_of(duplicate_groups(structure, threshold, linkage).master);
      };
      CHECK(cut(Linkage::single) == agglomerated(matrix, threshold, [](const auto& pairs) {
              return *std::max_element(pairs.begin(), pairs.end());
            }));
      CHECK(cut(Linkage::representative) == represented(matrix, threshold));
      if (has_ties(matrix)) continue;  // complete linkage then has more than one answer
      ++without_ties;
      CHECK(cut(Linkage::complete) == agglomerated(matrix, threshold, [](const auto& pairs) {
              return *std::min_element(pairs.begin(), pairs.end());
            }));
    }
  }
  CHECK(without_ties >= 60);
}

TEST_CASE("complete linkage with ties: no pair below the threshold, and no two groups that could still merge") {
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    Matrix matrix = random_matrix(30, seed);
    for (auto& row : matrix)
      for (Similarity& similarity : row) similarity -= similarity % 1000;  // many ties
    const auto found = partition_of(duplicate_groups(structure_of(matrix), 97'000, Linkage::complete).master);
    const auto least = [&](const std::set<std::uint32_t>& a, const std::set<std::uint32_t>& b) {
      Similarity low = largest_similarity;
      for (const std::uint32_t i : a)
        for (const std::uint32_t j : b) low = std::min(low, matrix[i][j]);
      return low;
    };
    for (const auto& a : found) {
      CHECK(least(a, a) >= 97'000);
      for (const auto& b : found) CHECK((a == b || least(a, b) < 97'000));
    }
  }
}

TEST_CASE("the chain: single linkage makes one group of all, a representative takes only what is like it") {
  const Matrix matrix = arc(18);  // cos 10° = 0.98481, cos 20° = 0.93969
  const Structure structure = structure_of(matrix);
  CHECK(matrix[0][1] == 98'480);
  const DuplicateGroups single = duplicate_groups(structure, 98'000, Linkage::single);
  CHECK(largest(single) == 18);
  CHECK(matrix[0][17] < 90'000);      // its ends are not similar
  CHECK(single.similarity[17] == 0);  // and their similarity says so
  CHECK(single.weakest[0] == 98'480);
  const DuplicateGroups representative = duplicate_groups(structure, 98'000, Linkage::representative);
  CHECK(largest(representative) == 2);
  for (std::uint32_t i = 0; i < 18; ++i) CHECK(matrix[i][representative.master[i]] >= 98'000);
  const DuplicateGroups complete = duplicate_groups(structure, 98'000, Linkage::complete);
  CHECK(largest(complete) == 2);
}

TEST_CASE("the chain at its real size: 6,810 of 12,217 pictures") {
  constexpr std::uint32_t size = 12'217, chained = 6'810;
  std::vector<std::uint32_t> number(size);  // by preference, which does not depend on the chain
  std::iota(number.begin(), number.end(), 0U);
  Random random(1);
  for (std::uint32_t i = size; i > 1; --i) std::swap(number[i - 1], number[random.below(i)]);

  SpanningForest forest(size);
  std::vector<std::map<std::uint32_t, Similarity>> lower(size);
  const auto add = [&](std::uint32_t i, std::uint32_t j, Similarity similarity) {
    const auto [low, high] = std::minmax(number[i], number[j]);
    forest.add({low, high, similarity});
    lower[high][low] = similarity;
  };
  for (std::uint32_t i = 1; i < chained; ++i) {
    add(i - 1, i, 98'480);  // cos 10 degrees
    if (i > 1) add(i - 2, i, 93'969);
  }
  for (std::uint32_t i = chained; i + 1 < size; i += 2) add(i, i + 1, 99'000);

  Structure structure;
  structure.single = dendrogram_of(size, forest.take());
  structure.cut_at.assign(size, 0);
  for (const auto& neighbours : lower) {
    for (const auto& [other, similarity] : neighbours) {
      structure.neighbours.push_back(other);
      structure.similarities.push_back(similarity);
    }
    structure.offsets.push_back(static_cast<std::uint32_t>(structure.neighbours.size()));
  }
  CHECK(largest(duplicate_groups(structure, 98'000, Linkage::single)) == chained);
  CHECK(largest(duplicate_groups(structure, 98'481, Linkage::single)) == 2);
  const DuplicateGroups representative = duplicate_groups(structure, 98'000, Linkage::representative);
  CHECK(largest(representative) == 3);
  for (std::uint32_t i = 0; i < size; ++i) CHECK(representative.similarity[i] >= 98'000);
}

TEST_CASE("the forest does not depend on the order of the pairs, nor on how often it was shrunk") {
  const Matrix matrix = random_matrix(900, 7);  // 400,000 pairs, more than are held at once
  SpanningForest backwards(900);
  for (std::uint32_t i = 900; i-- > 0;) {
    for (std::uint32_t j = i; j-- > 0;)
      if (matrix[i][j] >= similarity_floor) backwards.add({j, i, matrix[i][j]});
  }
  CHECK(backwards.take() == forest_of(matrix));
}

TEST_CASE("pictures of which more neighbours are like them than are kept are counted") {
  const Matrix all_alike(50, std::vector<Similarity>(50, 99'000));
  const Structure structure = structure_of(all_alike, most_kept_neighbours);
  CHECK(duplicate_groups(structure, 98'000, Linkage::representative).uncertain == 50);
  CHECK(duplicate_groups(structure, 99'500, Linkage::representative).uncertain == 0);
  CHECK(duplicate_groups(structure, 98'000, Linkage::single).uncertain == 0);
  CHECK(largest(duplicate_groups(structure, 98'000, Linkage::single)) == 50);
}

TEST_CASE("made complete at a threshold, representative linkage is exact there although few neighbours are kept") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const Matrix matrix = random_matrix(60, seed);
    int asked = 0;
    for (const Similarity threshold : {90'000U, 95'000U, 98'000U, 99'000U}) {
      CAPTURE(seed);
      CAPTURE(threshold);
      Structure structure = structure_of(matrix, 4);
      complete_at(structure, threshold, [&](std::uint32_t a, std::uint32_t b) {
        ++asked;
        return matrix[a][b];
      });
      CHECK(partition_of(duplicate_groups(structure, threshold, Linkage::representative).master) ==
            represented(matrix, threshold));
    }
    CHECK(asked > 0);
  }
}

TEST_CASE("a burst of more pictures than neighbours are kept is one group where the structure is complete") {
  constexpr std::uint32_t size = 100;
  Matrix burst(size, std::vector<Similarity>(size, largest_similarity));
  for (std::uint32_t i = 0; i < size; ++i)
    for (std::uint32_t j = 0; j < size; ++j) burst[i][j] = largest_similarity - 3 * (i < j ? j - i : i - j);
  Structure structure = structure_of(burst, most_kept_neighbours);
  CHECK(partition_of(duplicate_groups(structure, 98'000, Linkage::representative).master).size() > 1);
  complete_at(structure, 98'000, [&](std::uint32_t a, std::uint32_t b) { return burst[a][b]; });
  const DuplicateGroups whole = duplicate_groups(structure, 98'000, Linkage::representative);
  CHECK(largest(whole) == size);
  CHECK(whole.similarity[size - 1] == burst[size - 1][0]);
  CHECK(whole.weakest[0] == burst[size - 1][0]);
}

TEST_CASE("decisions: another master, a part of its own") {
  const Matrix matrix = {
      {100'000, 99'000, 98'500, 98'200, 0},
      {99'000, 100'000, 98'800, 98'100, 0},
      {98'500, 98'800, 100'000, 99'500, 0},
      {98'200, 98'100, 99'500, 100'000, 0},
      {0, 0, 0, 0, 100'000},
  };
  const Structure structure = structure_of(matrix);
  const DuplicateGroups plain = duplicate_groups(structure, 98'000, Linkage::representative);
  CHECK(plain.master == std::vector<std::uint32_t>{0, 0, 0, 0, 4});
  CHECK(plain.similarity == std::vector<Similarity>{100'000, 99'000, 98'500, 98'200, 100'000});
  CHECK(plain.weakest[0] == 98'200);

  Decisions decisions;
  decisions.masters = {1, 3};
  const DuplicateGroups chosen = duplicate_groups(structure, 98'000, Linkage::representative, decisions);
  CHECK(chosen.master == std::vector<std::uint32_t>{3, 3, 3, 3, 4});  // the last word counts
  CHECK(chosen.similarity[1] == 98'100);
  CHECK(chosen.weakest[3] == 98'100);

  decisions.masters = {3};
  decisions.part = {0, 0, 1, 1, 0};
  const DuplicateGroups split = duplicate_groups(structure, 98'000, Linkage::representative, decisions);
  CHECK(split.master == std::vector<std::uint32_t>{0, 0, 3, 3, 4});

  decisions.part = {0, 1, 2, 0, 2};  // 4 was never in the group
  decisions.masters = {};
  for (const Linkage linkage : {Linkage::single, Linkage::complete, Linkage::representative})
    CHECK(duplicate_groups(structure, 98'000, linkage, decisions).master == std::vector<std::uint32_t>{0, 1, 2, 0, 4});
}

TEST_CASE("the master: by score, then sharpness, then brightness, then id; a number not known counts as 0") {
  const float nan = std::nanf("");
  const std::vector<Merit> merits = {
      {false, 0.2F, 5, 0.1F, "a"},   {false, 0.3F, 1, 0.1F, "b"},   {false, 0.3F, 2, 0.1F, "c"},
      {false, 0.3F, 2, 0.4F, "e"},   {false, 0.3F, 2, 0.4F, "d"},   {false, nan, 9, 0.9F, "f"},
      {true, 0.9F, 9, 0.0F, "dark"}, {false, 0.0F, nan, 0.9F, "g"},
  };
  CHECK(preference_order(merits) == std::vector<std::uint32_t>{4, 3, 2, 1, 0, 5, 7, 6});
  CHECK(preference_order({}).empty());
}

TEST_CASE("the gate: each rule by itself and all together; what is kept is kept") {
  const std::vector<std::int32_t> master = {-1, 0, 0, -1, -1, 3};
  const std::vector<std::int32_t> copy_of = {-1, 0, -1, -1, -1, -1};
  const std::vector<std::uint32_t> dark = {0, 0, 0, 1, 0, 1};
  const std::vector<std::uint32_t> kept = {2, 99};
  const GateColumns columns{master, copy_of, dark, {}};
  using Mask = std::vector<std::uint8_t>;
  CHECK(active({false, false, false}, columns, 6) == Mask{1, 1, 1, 1, 1, 1});
  CHECK(active({true, false, false}, columns, 6) == Mask{1, 0, 0, 1, 1, 0});
  CHECK(active({false, true, false}, columns, 6) == Mask{1, 0, 1, 1, 1, 1});
  CHECK(active({false, false, true}, columns, 6) == Mask{1, 1, 1, 0, 1, 0});
  CHECK(active({}, columns, 6) == Mask{1, 0, 0, 0, 1, 0});
  CHECK(active({}, {master, copy_of, dark, kept}, 6) == Mask{1, 0, 1, 0, 1, 0});
  CHECK(active({}, {}, 3) == Mask{1, 1, 1});
}

TEST_CASE("a structure goes through its shards unchanged; what cannot be is refused") {
  const Structure structure = structure_of(random_matrix(40, 3), 8);
  std::vector<std::uint32_t> rows(40);
  std::iota(rows.rbegin(), rows.rend(), 100U);
  Structure back;
  std::vector<std::uint32_t> rows_back;
  for (std::uint32_t first = 0; first < 40; first += 16)
    REQUIRE(append(back, rows_back, shard_of(structure, rows, first, std::min(16U, 40 - first))));
  CHECK(rows_back == rows);
  CHECK(back.neighbours == structure.neighbours);
  CHECK(back.cut_at == structure.cut_at);
  for (const Linkage linkage : {Linkage::single, Linkage::complete, Linkage::representative}) {
    const DuplicateGroups one = duplicate_groups(structure, 97'000, linkage),
                          two = duplicate_groups(back, 97'000, linkage);
    CHECK(one.master == two.master);
    CHECK(one.weakest == two.weakest);
  }

  const auto refusal = [&](DuplicateShard shard) {
    Structure empty;
    std::vector<std::uint32_t> none;
    const auto taken = append(empty, none, shard);
    REQUIRE_FALSE(taken);
    CHECK(empty.size() == 0);
    return taken.error().message;
  };
  DuplicateShard shard = shard_of(structure, rows, 0, 16);
  shard.first = 16;
  CHECK(refusal(shard) == "the shard begins at picture 16, picture 0 is next");
  shard = shard_of(structure, rows, 0, 16);
  shard.single_into[5] = 5;
  CHECK(refusal(shard) == "column \"single_into\"[5]: a picture before it expected, found 5");
  shard = shard_of(structure, rows, 0, 16);
  shard.neighbours[15] += 1;
  CHECK(refusal(shard) == "column \"neighbours\"[15]: more than \"other\" has");
  shard = shard_of(structure, rows, 0, 16);
  shard.other.push_back(1);
  shard.distance.push_back(1);
  CHECK(refusal(shard) == "\"other\" has more numbers than \"neighbours\" says");
  shard = shard_of(structure, rows, 0, 16);
  shard.other[0] = 4000;
  CHECK(refusal(shard).find("a neighbour that cannot be") != std::string::npos);
}
