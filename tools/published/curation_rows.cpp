#include "tools/published/curation_rows.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>
#include <utility>

#include "core/curation/structure.h"

namespace vitrine {
namespace {

using Places = std::unordered_map<std::int64_t, std::uint32_t>;  // by warehouse row

bool is_dark(const ImageRecord& image) {
  return image.presence == Presence::here && image.features && image.features->dark_ratio >= dark_share;
}

std::vector<std::uint32_t> preferred(const std::vector<ImageRecord>& images, const std::vector<float>& scores) {
  std::vector<Merit> merits;
  for (std::size_t row = 0; row < images.size(); ++row) {
    const ImageRecord& image = images[row];
    Merit merit{is_dark(image), scores.empty() ? 0.0F : scores[row], 0.0F, 0.0F, image.id};
    if (image.features) {
      merit.sharpness = image.features->sharpness;
      merit.brightness = image.features->brightness;
    }
    merits.push_back(merit);
  }
  return preference_order(merits);
}

std::vector<Merge> merges_of(const std::vector<MergeRecord>& records, const Places& places) {
  std::vector<Merge> merges;
  for (const MergeRecord& record : records) {
    const auto a = places.find(record.a), b = places.find(record.b);
    if (a != places.end() && b != places.end()) merges.push_back({a->second, b->second, record.similarity});
  }
  return merges;
}

/// Dot product of two unit vectors, in several independent sums, so that they run in parallel.
float dot(const float* a, const float* b, std::size_t dimension) {
  constexpr std::size_t lanes = 16;
  std::array<float, lanes> sums{};
  std::size_t i = 0;
  for (; i + lanes <= dimension; i += lanes)
    for (std::size_t lane = 0; lane < lanes; ++lane) sums[lane] += a[i + lane] * b[i + lane];
  for (; i < dimension; ++i) sums[0] += a[i] * b[i];
  return std::accumulate(sums.begin(), sums.end(), 0.0F);
}

template <class T>
void clear_if_all(std::vector<T>& column, T nothing) {
  if (std::all_of(column.begin(), column.end(), [nothing](T value) { return value == nothing; })) column.clear();
}

}  // namespace

std::optional<Linkage> linkage_of(const std::string& name) {
  if (name == "single") return Linkage::single;
  if (name == "complete") return Linkage::complete;
  return name == "representative" ? std::optional(Linkage::representative) : std::nullopt;
}

CurationRows::CurationRows(const std::vector<ImageRecord>& images, const std::vector<float>& scores,
                           const Analysis& analysis, const CurationPatch& patch,
                           const std::function<Vectors()>& vectors)
    : patch_(patch) {
  const auto units = std::lround(static_cast<double>(patch.threshold) * largest_similarity);
  threshold_ = std::max(static_cast<Similarity>(units), similarity_floor);
  const std::vector<std::uint32_t> order = preferred(images, scores);
  for (const ImageRecord& image : images) dark_.push_back(is_dark(image) ? 1 : 0);
  find_copies(images, order);
  build(images, analysis, order);
  entry_.complete_floor = static_cast<float>(std::max(analysis.complete_floor, similarity_floor)) / largest_similarity;
  complete(images, vectors);
  cut(images);
  count();
  clear_if_all(master_, missing_index);
  clear_if_all(copy_of_, missing_index);
  clear_if_all(dark_, std::uint32_t{0});
}

void CurationRows::find_copies(const std::vector<ImageRecord>& images, const std::vector<std::uint32_t>& order) {
  copy_of_.assign(images.size(), missing_index);
  std::unordered_map<std::string, std::uint32_t> first;
  for (const std::uint32_t row : order) {
    if (images[row].presence != Presence::here) continue;
    const auto [found, is_first] = first.emplace(images[row].sha256, row);
    if (!is_first) copy_of_[row] = static_cast<std::int32_t>(found->second);
  }
}

void CurationRows::build(const std::vector<ImageRecord>& images, const Analysis& analysis,
                         const std::vector<std::uint32_t>& order) {
  Places all, places;
  for (std::uint32_t row = 0; row < images.size(); ++row) all.emplace(images[row].row, row);
  std::vector<std::uint8_t> is_in(images.size(), 0);
  for (const Merge& merge : merges_of(analysis.single_merges, all)) is_in[merge.a] = is_in[merge.b] = 1;
  for (const auto& [image, alike] : analysis.neighbours) {
    for (const NeighbourRecord& neighbour : alike) {
      const auto a = all.find(image), b = all.find(neighbour.row);
      const bool near = similarity_of(neighbour.similarity) >= similarity_floor;
      if (near && a != all.end() && b != all.end()) is_in[a->second] = is_in[b->second] = 1;
    }
  }
  for (const std::uint32_t row : order) {
    if (!is_in[row]) continue;
    places.emplace(images[row].row, static_cast<std::uint32_t>(rows_.size()));
    rows_.push_back(row);
  }
  const auto size = static_cast<std::uint32_t>(rows_.size());
  structure_.single = dendrogram_of(size, merges_of(analysis.single_merges, places));
  structure_.complete = dendrogram_of(size, merges_of(analysis.complete_merges, places));
  structure_.cut_at.assign(size, 0);
  std::vector<std::map<std::uint32_t, Similarity>> lower(size);
  for (const auto& [image, alike] : analysis.neighbours) {
    const auto place = places.find(image);
    if (place == places.end()) continue;
    for (const NeighbourRecord& neighbour : alike) {
      const Similarity similarity = similarity_of(neighbour.similarity);
      const auto other = places.find(neighbour.row);
      if (similarity < similarity_floor || other == places.end()) continue;
      const auto [low, high] = std::minmax(place->second, other->second);
      // The two directions are two products; the higher one cuts as the pair's own would.
      Similarity& kept = lower[high][low];
      kept = std::max(kept, similarity);
    }
    const bool is_cut = alike.size() >= most_kept_neighbours;
    if (is_cut) structure_.cut_at[place->second] = similarity_of(alike.back().similarity);
  }
  for (std::uint32_t i = 0; i < size; ++i) {
    if (structure_.cut_at[i] < similarity_floor) structure_.cut_at[i] = 0;
    for (const auto& [other, similarity] : lower[i]) {
      structure_.neighbours.push_back(other);
      structure_.similarities.push_back(similarity);
    }
    structure_.offsets.push_back(static_cast<std::uint32_t>(structure_.neighbours.size()));
  }
}

/// Without it a burst with more pictures than kept neighbours would be split.
void CurationRows::complete(const std::vector<ImageRecord>& images, const std::function<Vectors()>& vectors) {
  const auto& cuts = structure_.cut_at;
  if (std::none_of(cuts.begin(), cuts.end(), [this](Similarity cut) { return cut >= threshold_; })) return;
  const Vectors all = vectors();
  Places index_of;
  for (std::uint32_t i = 0; i < all.rows.size(); ++i) index_of.emplace(all.rows[i], i);
  std::vector<const float*> vector_of;  // nullptr: it lost its own since the analysis
  for (const std::uint32_t row : rows_) {
    const auto index = index_of.find(images[row].row);
    vector_of.push_back(index == index_of.end() ? nullptr : &all.values[std::size_t{index->second} * all.dimension]);
  }
  complete_at(structure_, threshold_, [&](std::uint32_t a, std::uint32_t b) -> Similarity {
    if (vector_of[a] == nullptr || vector_of[b] == nullptr) return 0;
    return similarity_of(dot(vector_of[a], vector_of[b], all.dimension));
  });
}

void CurationRows::cut(const std::vector<ImageRecord>& images) {
  entry_.threshold = patch_.threshold;
  entry_.linkage = patch_.linkage;
  std::unordered_map<std::string, std::uint32_t> row_of;
  for (std::uint32_t row = 0; row < images.size(); ++row) row_of.emplace(images[row].id, row);
  std::vector<std::int32_t> place(images.size(), missing_index);
  for (std::uint32_t i = 0; i < rows_.size(); ++i) place[rows_[i]] = static_cast<std::int32_t>(i);
  const auto place_of = [&](const std::string& id) {
    const auto row = row_of.find(id);
    return row == row_of.end() ? missing_index : place[row->second];
  };
  const auto keep = [&](const std::vector<std::string>& ids) {
    for (const std::string& id : ids) {
      const auto row = row_of.find(id);
      if (row != row_of.end()) entry_.kept.push_back(row->second);
    }
  };
  keep(patch_.keep);
  keep(patch_.masters);  // masters are always shown
  std::sort(entry_.kept.begin(), entry_.kept.end());
  entry_.kept.erase(std::unique(entry_.kept.begin(), entry_.kept.end()), entry_.kept.end());

  Decisions decisions;
  for (const std::string& id : patch_.masters)
    if (const std::int32_t i = place_of(id); i >= 0) decisions.masters.push_back(static_cast<std::uint32_t>(i));
  if (!patch_.apart.empty()) decisions.part.assign(rows_.size(), 0);
  for (std::uint32_t set = 0; set < patch_.apart.size(); ++set) {
    for (const std::string& id : patch_.apart[set].pictures)
      if (const std::int32_t i = place_of(id); i >= 0) decisions.part[static_cast<std::uint32_t>(i)] = set + 1;
  }
  const DuplicateGroups found =
      duplicate_groups(structure_, threshold_, linkage_of(patch_.linkage).value_or(Linkage::representative), decisions);
  master_.assign(images.size(), missing_index);
  std::vector<std::uint8_t> leads(rows_.size(), 0);
  for (std::uint32_t i = 0; i < rows_.size(); ++i) {
    if (found.master[i] == i) continue;
    master_[rows_[i]] = static_cast<std::int32_t>(rows_[found.master[i]]);
    leads[found.master[i]] = 1;
  }
  entry_.groups = static_cast<std::uint32_t>(std::count(leads.begin(), leads.end(), 1));
}

void CurationRows::count() {
  const auto held = [](const auto& column, auto nothing) {
    return static_cast<std::uint32_t>(column.size()) -
           static_cast<std::uint32_t>(std::count(column.begin(), column.end(), nothing));
  };
  entry_.duplicates = held(master_, missing_index);
  entry_.copies = held(copy_of_, missing_index);
  entry_.dark = held(dark_, 0U);
  entry_.structure = structure_.size();
  active_ =
      vitrine::active(GateRules{}, {master_, copy_of_, dark_, entry_.kept}, static_cast<std::uint32_t>(master_.size()));
  entry_.active = static_cast<std::uint32_t>(std::count(active_.begin(), active_.end(), 1));
}

std::uint32_t CurationRows::head_of(std::uint32_t row) const {
  const auto followed = [](const std::vector<std::int32_t>& column, std::uint32_t of) {
    return column.empty() || column[of] == missing_index ? of : static_cast<std::uint32_t>(column[of]);
  };
  if (active_[row] != 0) return row;
  const std::uint32_t master = followed(master_, row);
  return master != row ? master : followed(master_, followed(copy_of_, row));
}

std::vector<DuplicateShard> CurationRows::shards() const {
  std::vector<DuplicateShard> shards;
  for (std::uint32_t first = 0; first < structure_.size(); first += duplicate_shard_pictures)
    shards.push_back(shard_of(structure_, rows_, first, std::min(duplicate_shard_pictures, structure_.size() - first)));
  return shards;
}

}  // namespace vitrine
