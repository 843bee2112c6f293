#include "core/curation/structure.h"

#include <algorithm>
#include <string>

namespace vitrine {
namespace {

template <class T>
std::vector<T> part(const std::vector<T>& all, std::uint32_t first, std::uint32_t count) {
  const auto part = std::span(all).subspan(first, count);
  return {part.begin(), part.end()};
}

template <class T>
void extend(std::vector<T>& all, const std::vector<T>& more) {
  all.insert(all.end(), more.begin(), more.end());
}

Error at(const char* column, std::uint32_t place, const std::string& found) {
  return {"column \"" + std::string(column) + "\"[" + std::to_string(place) + "]: " + found};
}

/// Whether a merge names a lower picture and a possible similarity.
Result<void> check(const char* column, const std::vector<std::int32_t>& into, const std::vector<Similarity>& similarity,
                   std::uint32_t first) {
  for (std::uint32_t i = 0; i < into.size(); ++i)
    if (into[i] >= static_cast<std::int64_t>(first) + i || into[i] < -1 || similarity[i] > largest_similarity)
      return tl::unexpected(at(column, i, "a picture before it expected, found " + std::to_string(into[i])));
  return {};
}

Result<void> check(const DuplicateShard& shard, std::uint32_t size) {
  if (shard.first != size) {
    return failure("the shard begins at picture " + std::to_string(shard.first) + ", picture " + std::to_string(size) +
                   " is next");
  }
  if (auto single = check("single_into", shard.single_into, shard.single_at, size); !single) return single;
  if (auto complete = check("complete_into", shard.complete_into, shard.complete_at, size); !complete) return complete;
  if (shard.distance.size() != shard.other.size()) {
    return failure("\"other\" has " + std::to_string(shard.other.size()) + " numbers, \"distance\" " +
                   std::to_string(shard.distance.size()));
  }
  std::size_t next = 0;
  for (std::uint32_t i = 0; i < shard.count; ++i) {
    if (shard.neighbours[i] > shard.other.size() - next)
      return tl::unexpected(at("neighbours", i, "more than \"other\" has"));
    for (const std::size_t end = next + shard.neighbours[i]; next < end; ++next)
      if (shard.other[next] == 0 || shard.other[next] > size + i || shard.distance[next] > largest_similarity)
        return tl::unexpected(at("neighbours", i, "a neighbour that cannot be in \"other\" or \"distance\""));
  }
  return next == shard.other.size() ? Result<void>() : failure("\"other\" has more numbers than \"neighbours\" says");
}

}  // namespace

DuplicateShard shard_of(const Structure& structure, const std::vector<std::uint32_t>& rows, std::uint32_t first,
                        std::uint32_t count) {
  DuplicateShard shard{first,
                       count,
                       part(rows, first, count),
                       part(structure.single.into, first, count),
                       part(structure.complete.into, first, count),
                       part(structure.single.at, first, count),
                       part(structure.complete.at, first, count),
                       part(structure.cut_at, first, count),
                       {},
                       {},
                       {}};
  for (std::uint32_t i = first; i < first + count; ++i) {
    shard.neighbours.push_back(structure.offsets[i + 1] - structure.offsets[i]);
    for (std::uint32_t place = structure.offsets[i]; place < structure.offsets[i + 1]; ++place) {
      shard.other.push_back(i - structure.neighbours[place]);
      shard.distance.push_back(largest_similarity - structure.similarities[place]);
    }
  }
  return shard;
}

Result<void> append(Structure& structure, std::vector<std::uint32_t>& rows, const DuplicateShard& shard) {
  if (auto checked = check(shard, structure.size()); !checked) return checked;
  extend(rows, shard.row);
  extend(structure.single.into, shard.single_into);
  extend(structure.single.at, shard.single_at);
  extend(structure.complete.into, shard.complete_into);
  extend(structure.complete.at, shard.complete_at);
  extend(structure.cut_at, shard.cut_at);
  std::size_t next = 0;
  for (std::uint32_t i = 0; i < shard.count; ++i) {
    for (const std::size_t end = next + shard.neighbours[i]; next < end; ++next) {
      structure.neighbours.push_back(shard.first + i - shard.other[next]);
      structure.similarities.push_back(largest_similarity - shard.distance[next]);
    }
    structure.offsets.push_back(static_cast<std::uint32_t>(structure.neighbours.size()));
  }
  return {};
}

}  // namespace vitrine
