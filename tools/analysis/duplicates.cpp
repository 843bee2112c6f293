#include "tools/analysis/duplicates.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <numeric>

#include "tools/parallel/parallel.h"

namespace vitrine {
namespace {

constexpr std::size_t block_rows = 128;
constexpr std::size_t block_columns = 1024;

using Indices = std::vector<std::int32_t>;

/// Calls visit(row, column, similarity) for places in `rows` of every pair below the diagonal of the block rows that
/// begin at `first`.
template <class Visit>
void visit_pairs(SpotlightEngine& engine, const VectorTable& vectors, std::span<const std::int32_t> indices,
                 std::size_t first, Visit visit) {
  const auto rows = indices.subspan(first, std::min(block_rows, indices.size() - first));
  std::vector<float> cosines;
  for (std::size_t begin = 0; begin < first + rows.size(); begin += block_columns) {
    const auto columns = indices.subspan(begin, std::min(block_columns, indices.size() - begin));
    engine.cosines(vectors, rows, columns, cosines);
    for (std::size_t i = 0; i < rows.size(); ++i)
      for (std::size_t j = 0; j < columns.size() && begin + j < first + i; ++j)
        visit(first + i, begin + j, similarity_of(cosines[i * columns.size() + j]));
  }
}

std::vector<Merge> single_merges(SpotlightEngine& engine, const VectorTable& vectors, unsigned jobs,
                                 const OnParts& on_parts) {
  Indices all(vectors.count);
  std::iota(all.begin(), all.end(), 0);
  SpanningForest forest(vectors.count);
  std::mutex mutex;
  in_parallel((all.size() + block_rows - 1) / block_rows, jobs, [&](std::size_t block) {
    std::vector<Merge> pairs;
    visit_pairs(engine, vectors, all, block * block_rows,
                [&](std::size_t row, std::size_t column, Similarity similarity) {
                  if (similarity < similarity_floor) return;
                  pairs.push_back({static_cast<std::uint32_t>(column), static_cast<std::uint32_t>(row), similarity});
                });
    const std::lock_guard lock(mutex);
    for (const Merge& pair : pairs) forest.add(pair);
    on_parts(std::min(block_rows, all.size() - block * block_rows));
  });
  return forest.take();
}

std::vector<Indices> members_of(std::uint32_t count, const std::vector<Merge>& merges, Similarity threshold) {
  const std::vector<std::uint32_t> component = components(count, merges, threshold);
  std::map<std::uint32_t, Indices> members;
  for (std::uint32_t i = 0; i < count; ++i) members[component[i]].push_back(static_cast<std::int32_t>(i));
  std::vector<Indices> groups;
  for (auto& [name, group] : members)
    if (group.size() > 1) groups.push_back(std::move(group));
  return groups;
}

bool all_at_most(const std::vector<Indices>& groups, std::uint32_t largest) {
  return std::all_of(groups.begin(), groups.end(), [largest](const Indices& group) { return group.size() <= largest; });
}

/// The lowest similarity from the floor up at which no component has more than `largest` members.
Similarity floor_of_components(std::uint32_t count, const std::vector<Merge>& merges, std::uint32_t largest) {
  Similarity low = similarity_floor, high = largest_similarity + 1;
  if (all_at_most(members_of(count, merges, low), largest)) return low;
  while (high - low > 1) {
    const Similarity middle = (low + high) / 2;
    (all_at_most(members_of(count, merges, middle), largest) ? high : low) = middle;
  }
  return high;
}

std::vector<Merge> complete_merges_of(SpotlightEngine& engine, const VectorTable& vectors, const Indices& members,
                                      Similarity floor, unsigned jobs) {
  const std::size_t size = members.size();
  std::vector<std::uint16_t> matrix(size * size, 0);
  in_parallel((size + block_rows - 1) / block_rows, jobs, [&](std::size_t block) {
    visit_pairs(engine, vectors, members, block * block_rows,
                [&](std::size_t row, std::size_t column, Similarity similarity) {
                  const Similarity above = similarity < floor ? 0 : similarity - floor + 1;
                  matrix[row * size + column] = matrix[column * size + row] = static_cast<std::uint16_t>(above);
                });
  });
  std::vector<Merge> merges = complete_merges(static_cast<std::uint32_t>(size), matrix);
  for (Merge& merge : merges) {
    merge = {static_cast<std::uint32_t>(members[merge.a]), static_cast<std::uint32_t>(members[merge.b]),
             merge.similarity - 1 + floor};
  }
  return merges;
}

}  // namespace

FoundDuplicates find_duplicates(SpotlightEngine& engine, const VectorTable& vectors, unsigned jobs,
                                const OnParts& on_parts, std::uint32_t largest) {
  FoundDuplicates found;
  found.single = single_merges(engine, vectors, jobs, on_parts);
  found.complete_floor = floor_of_components(vectors.count, found.single, largest);
  for (const Indices& members : members_of(vectors.count, found.single, found.complete_floor)) {
    const auto merges = complete_merges_of(engine, vectors, members, found.complete_floor, jobs);
    found.complete.insert(found.complete.end(), merges.begin(), merges.end());
  }
  return found;
}

}  // namespace vitrine
