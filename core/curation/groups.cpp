#include "core/curation/groups.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>
#include <tuple>
#include <utility>

namespace vitrine {
namespace {

float known(float value) { return std::isfinite(value) ? value : 0.0F; }

std::vector<std::uint32_t> cut(const Dendrogram& dendrogram, Similarity threshold) {
  std::vector<std::uint32_t> lowest(dendrogram.into.size());
  for (std::uint32_t i = 0; i < lowest.size(); ++i) {
    const bool merged = dendrogram.into[i] >= 0 && dendrogram.at[i] >= threshold;
    lowest[i] = merged ? lowest[static_cast<std::uint32_t>(dendrogram.into[i])] : i;
  }
  return lowest;
}

struct Link {
  std::uint32_t master;
  Similarity similarity;
};

/// The most similar of the masters among the kept neighbours of picture i; itself below the threshold.
Link kept_link(const Structure& structure, const std::vector<std::uint32_t>& master, std::uint32_t i,
               Similarity threshold) {
  Link best{i, threshold - 1};
  for (std::uint32_t at = structure.offsets[i]; at < structure.offsets[i + 1]; ++at) {
    const std::uint32_t other = structure.neighbours[at];
    if (structure.similarities[at] > best.similarity && master[other] == other)
      best = {other, structure.similarities[at]};
  }
  return best;
}

/// A neighbour that is not kept may be a better master.
bool is_uncertain(const Structure& structure, std::uint32_t i, Similarity best, Similarity threshold) {
  return structure.cut_at[i] >= threshold && best <= structure.cut_at[i];
}

/// Each picture, best first, joins the most similar master there is, or becomes one.
std::vector<std::uint32_t> represent(const Structure& structure, Similarity threshold, std::uint32_t& uncertain) {
  std::vector<std::uint32_t> master(structure.size());
  for (std::uint32_t i = 0; i < master.size(); ++i) {
    const Link link = kept_link(structure, master, i, threshold);
    master[i] = link.master;
    if (is_uncertain(structure, i, link.similarity, threshold)) ++uncertain;
  }
  return master;
}

/// Adds a lower neighbour to each picture that has a link to another.
void keep_links(Structure& structure, const std::vector<Link>& links) {
  std::vector<std::uint32_t> offsets{0}, neighbours;
  std::vector<Similarity> similarities;
  for (std::uint32_t i = 0; i < structure.size(); ++i) {
    const auto keep = [&](std::uint32_t other, Similarity similarity) {
      neighbours.push_back(other);
      similarities.push_back(similarity);
    };
    bool waits = links[i].master != i;
    for (std::uint32_t at = structure.offsets[i]; at < structure.offsets[i + 1]; ++at) {
      if (waits && links[i].master < structure.neighbours[at]) {
        keep(links[i].master, links[i].similarity);
        waits = false;
      }
      keep(structure.neighbours[at], structure.similarities[at]);
    }
    if (waits) keep(links[i].master, links[i].similarity);
    offsets.push_back(static_cast<std::uint32_t>(neighbours.size()));
  }
  structure.offsets = std::move(offsets);
  structure.neighbours = std::move(neighbours);
  structure.similarities = std::move(similarities);
}

/// Splits groups by part: each part of a group becomes a group with a lowest member of its own.
void split(std::vector<std::uint32_t>& lowest, const std::vector<std::uint32_t>& part) {
  std::vector<std::pair<std::uint64_t, std::uint32_t>> split_off;  // group and part, and its lowest member
  const std::vector<std::uint32_t> group = lowest;
  for (std::uint32_t i = 0; i < group.size(); ++i) {
    if (part[i] == part[group[i]]) continue;
    const std::uint64_t name = std::uint64_t{group[i]} << 32U | part[i];
    const auto found =
        std::find_if(split_off.begin(), split_off.end(), [name](const auto& one) { return one.first == name; });
    lowest[i] = found == split_off.end() ? split_off.emplace_back(name, i).second : found->second;
  }
}

}  // namespace

std::vector<std::uint32_t> preference_order(std::span<const Merit> merits) {
  std::vector<std::uint32_t> order(merits.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [merits](std::uint32_t x, std::uint32_t y) {
    const Merit &a = merits[x], &b = merits[y];
    const auto worth = [](const Merit& m) {
      return std::tuple(m.dark, -known(m.score), -known(m.sharpness), -known(m.brightness), m.id);
    };
    return worth(a) < worth(b);
  });
  return order;
}

Dendrogram dendrogram_of(std::uint32_t count, std::vector<Merge> merges) {
  std::stable_sort(merges.begin(), merges.end(),
                   [](const Merge& x, const Merge& y) { return x.similarity > y.similarity; });
  Dendrogram dendrogram{std::vector<std::int32_t>(count, -1), std::vector<Similarity>(count, 0)};
  std::vector<std::uint32_t> lowest(count);
  std::iota(lowest.begin(), lowest.end(), 0U);
  const auto find = [&lowest](std::uint32_t i) {
    while (lowest[i] != i) i = lowest[i] = lowest[lowest[i]];
    return i;
  };
  for (const Merge& merge : merges) {
    const std::uint32_t a = find(merge.a), b = find(merge.b);
    if (a == b) continue;
    const std::uint32_t goes = std::max(a, b);
    lowest[goes] = std::min(a, b);
    dendrogram.into[goes] = static_cast<std::int32_t>(std::min(a, b));
    dendrogram.at[goes] = merge.similarity;
  }
  return dendrogram;
}

Similarity Structure::similarity(std::uint32_t a, std::uint32_t b) const {
  const std::uint32_t low = std::min(a, b), high = std::max(a, b);
  const auto kept = std::span(neighbours).subspan(offsets[high], offsets[high + 1] - offsets[high]);
  const auto found = std::lower_bound(kept.begin(), kept.end(), low);
  if (found == kept.end() || *found != low) return 0;
  return similarities[offsets[high] + static_cast<std::size_t>(found - kept.begin())];
}

void complete_at(Structure& structure, Similarity threshold, const SimilarityOf& similarity_of) {
  const std::uint32_t size = structure.size();
  const std::vector<std::uint32_t> chain = cut(structure.single, threshold);
  std::vector<std::vector<std::uint32_t>> masters(size);  // by chain, ascending
  std::vector<std::uint32_t> master(size);
  std::vector<Link> added;
  for (std::uint32_t i = 0; i < size; ++i) {
    const Link kept = kept_link(structure, master, i, threshold);
    Link best = kept;
    if (is_uncertain(structure, i, kept.similarity, threshold)) {
      for (const std::uint32_t other : masters[chain[i]]) {
        if (structure.similarity(other, i) > 0) continue;  // it is among the kept links
        const Similarity similarity = similarity_of(other, i);
        const bool is_tie = best.master != i && similarity == best.similarity;
        if (similarity > best.similarity || (is_tie && other < best.master)) best = {other, similarity};
      }
    }
    master[i] = best.master;
    if (best.master == i) masters[chain[i]].push_back(i);
    added.push_back(best.master == kept.master ? Link{i, 0} : best);
  }
  keep_links(structure, added);
}

DuplicateGroups duplicate_groups(const Structure& structure, Similarity threshold, Linkage linkage,
                                 const Decisions& decisions) {
  assert(threshold >= similarity_floor);
  const std::uint32_t size = structure.size();
  const Dendrogram& dendrogram = linkage == Linkage::single ? structure.single : structure.complete;
  DuplicateGroups found{std::vector<std::uint32_t>(size), std::vector<Similarity>(size), std::vector<Similarity>(size),
                        0};
  std::vector<std::uint32_t> lowest = linkage == Linkage::representative
                                          ? represent(structure, threshold, found.uncertain)
                                          : cut(dendrogram, threshold);
  if (!decisions.part.empty()) split(lowest, decisions.part);

  std::vector<std::uint32_t> chosen(size);
  std::iota(chosen.begin(), chosen.end(), 0U);
  for (const std::uint32_t master : decisions.masters) chosen[lowest[master]] = master;

  std::vector<std::uint8_t> seen(size, 0);
  for (std::uint32_t i = 0; i < size; ++i) {
    const std::uint32_t master = found.master[i] = chosen[lowest[i]];
    found.similarity[i] = i == master ? largest_similarity : structure.similarity(i, master);
    const bool linked = linkage == Linkage::representative ? i != master : i != lowest[i];
    if (!linked) continue;
    const Similarity link = linkage == Linkage::representative ? found.similarity[i] : dendrogram.at[i];
    found.weakest[master] = std::exchange(seen[master], 1) ? std::min(found.weakest[master], link) : link;
  }
  return found;
}

std::vector<std::uint8_t> active(const GateRules& rules, const GateColumns& columns, std::uint32_t rows) {
  std::vector<std::uint8_t> mask(rows, 1);
  const auto hold_back = [&mask](const auto& column, auto held) {
    for (std::size_t row = 0; row < std::min(mask.size(), column.size()); ++row)
      if (held(row)) mask[row] = 0;
  };
  if (rules.duplicates) hold_back(columns.master, [&](std::size_t row) { return columns.master[row] >= 0; });
  if (rules.copies) hold_back(columns.copy_of, [&](std::size_t row) { return columns.copy_of[row] >= 0; });
  if (rules.dark) hold_back(columns.dark, [&](std::size_t row) { return columns.dark[row] != 0; });
  for (const std::uint32_t row : columns.kept)
    if (row < rows) mask[row] = 1;
  return mask;
}

}  // namespace vitrine
