#include "tools/published/collection_rows.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <numeric>
#include <optional>
#include <set>
#include <tuple>

#include "core/documents/table.h"
#include "tools/console/console.h"
#include "tools/published/fold.h"
#include "tools/published/tag_levels.h"
#include "tools/published/titles.h"

namespace vitrine {
namespace {

constexpr std::size_t most_alike = 12;
constexpr std::size_t most_diverse = 5;

std::optional<std::uint32_t> find(const std::unordered_map<std::int64_t, std::uint32_t>& row_of, std::int64_t row) {
  const auto at = row_of.find(row);
  return at == row_of.end() ? std::nullopt : std::optional<std::uint32_t>(at->second);
}

float number_of(const std::string& text) {
  float number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = error == std::errc() && end == text.data() + text.size();
  return whole && std::isfinite(number) ? number : missing_number;
}

bool is_identity(const std::vector<std::int32_t>& indices) {
  for (std::size_t i = 0; i < indices.size(); ++i)
    if (indices[i] != static_cast<std::int32_t>(i)) return false;
  return true;
}

/// Near-duplicates by our own descriptor, whose cosines lie closer together than those of a network: of the bursts of
/// the sample collection it finds the most at the fewest errors here (tests/bench/bursts.py).
constexpr float descriptor_threshold = 0.997F;

/// The decisions that `analyse --apply` took.
CurationPatch patch_of(const Warehouse& warehouse, std::string_view model) {
  CurationPatch patch;
  if (model == descriptor_model) patch.threshold = descriptor_threshold;
  const std::string text = warehouse.fact("curation");
  if (text.empty()) return patch;
  auto stored = read<CurationPatch>(text, "curation");
  if (!stored) {
    throw Failure("The curation in the warehouse cannot be read: " + stored.error().message +
                  ". Apply its patch again: vitrine analyse --apply.");
  }
  return std::move(*stored);
}

// The part of a column that a shard takes; an absent column stays absent.
template <class T>
std::vector<T> part(const std::vector<T>& column, std::uint32_t first, std::uint32_t count) {
  return column.empty() ? column : std::vector<T>(column.begin() + first, column.begin() + first + count);
}

}  // namespace

CollectionRows::CollectionRows(const Warehouse& warehouse)
    : images_(warehouse.published()), columns_(warehouse.columns()), analysis_(warehouse.analysis()) {
  RowOf row_of;
  for (std::uint32_t row = 0; row < images_.size(); ++row) {
    row_of[images_[row].row] = row;
    taken_at_.push_back(to_text(images_[row].taken_at));
  }
  facets_ = facets_of(images_, columns_);
  rank_titles();
  read_scores();
  translate_clusters(row_of);
  translate_neighbours(row_of);
  translate_vectors(row_of);
  translate_tags(warehouse.tagging(), row_of);
  const CurationPatch patch = patch_of(warehouse, analysis_.model);
  name_clusters(patch.names);
  curation_.emplace(images_, scores_, analysis_, patch, [&warehouse] { return warehouse.vectors(); });
  choose_prints();
}

// A column the warehouse does not list is held back, except those every picture may have.
bool CollectionRows::is_published(const std::string& column) const {
  if (const ColumnRecord* record = column_named(columns_, column)) return record->published;
  static const std::set<std::string> built_in = {"title", "description", "credit", "license", "source_url", "camera"};
  return built_in.count(column) > 0;
}

void CollectionRows::rank_titles() {
  if (!is_published("title"))
    for (ImageRecord& image : images_) image.title.clear();
  std::vector<std::tuple<std::string, std::string, std::uint32_t>> titles;
  for (std::uint32_t row = 0; row < images_.size(); ++row)
    if (!images_[row].title.empty()) titles.emplace_back(fold(images_[row].title), images_[row].title, row);
  std::sort(titles.begin(), titles.end());
  title_ranks_.assign(images_.size(), missing_index);
  for (std::size_t rank = 0; rank < titles.size(); ++rank)
    title_ranks_[std::get<2>(titles[rank])] = static_cast<std::int32_t>(rank);
}

void CollectionRows::read_scores() {
  if (!is_published("score")) return;
  for (const ImageRecord& image : images_) scores_.push_back(number_of(value_of(image, "score")));
  if (std::none_of(scores_.begin(), scores_.end(), [](float score) { return std::isfinite(score); })) scores_.clear();
}

void CollectionRows::translate_clusters(const RowOf& row_of) {
  for (const ClusterRecord& cluster : analysis_.clusters) {
    ClusterMembers members;
    members.id = static_cast<std::uint32_t>(members_.size());
    for (const ClusterMember& member : cluster.members) {
      if (const auto row = find(row_of, member.row)) {
        members.rows.push_back(*row);
        members.distances.push_back(member.distance);
      }
    }
    if (members.rows.empty()) continue;
    ClusterCard card;
    card.id = members.id;
    card.label = cluster.label;
    card.medoid = find(row_of, cluster.medoid).value_or(members.rows.front());
    card.size = static_cast<std::uint32_t>(members.rows.size());
    card.spread = cluster.spread;
    card.silhouette = cluster.silhouette;
    members.traits = cluster.traits;
    describe_members(card, members.rows);
    for (const std::int64_t diverse : cluster.diverse)
      if (const auto row = find(row_of, diverse)) card.diverse.push_back(*row);
    clusters_.clusters.push_back(std::move(card));
    members_.push_back(std::move(members));
  }
  if (members_.empty()) return;
  cluster_.assign(images_.size(), missing_index);
  for (const ClusterMembers& members : members_)
    for (const std::uint32_t row : members.rows) cluster_[row] = static_cast<std::int32_t>(members.id);
}

void CollectionRows::name_clusters(const std::vector<ClusterName>& names) {
  if (cluster_.empty() || names.empty()) return;
  std::unordered_map<std::string, std::int32_t> cluster_of;
  for (std::uint32_t row = 0; row < size(); ++row) cluster_of.emplace(images_[row].id, cluster_[row]);
  for (const ClusterName& one : names) {
    const auto found = cluster_of.find(one.picture);
    if (found != cluster_of.end() && found->second != missing_index)
      clusters_.clusters[static_cast<std::size_t>(found->second)].label = one.name;
  }
}

// The pictures of a card are ones that the page shows at first, as long as the cluster has any.
void CollectionRows::choose_prints() {
  const auto is_active = [this](std::uint32_t row) { return curation_->active()[row] != 0; };
  for (ClusterCard& card : clusters_.clusters) {
    const std::vector<std::uint32_t>& nearest_first = members_[card.id].rows;
    std::vector<std::uint32_t> prints;
    if (const auto first = std::find_if(nearest_first.begin(), nearest_first.end(), is_active);
        first != nearest_first.end()) {
      if (!is_active(card.medoid)) card.medoid = *first;
      for (const std::uint32_t row : card.diverse) {
        const std::uint32_t shown = curation_->head_of(row);
        const bool is_own = cluster_[shown] == static_cast<std::int32_t>(card.id) && shown != card.medoid;
        if (is_own && is_active(shown) && std::find(prints.begin(), prints.end(), shown) == prints.end())
          prints.push_back(shown);
      }
      card.diverse = std::move(prints);
    }
    card.diverse.resize(std::min(card.diverse.size(), most_diverse));
  }
}

// Rows are in the published order: newest first, those without a date last.
void CollectionRows::describe_members(ClusterCard& card, const std::vector<std::uint32_t>& rows) const {
  double sum = 0;
  std::uint32_t scored = 0, newest = size(), oldest = 0;
  for (const std::uint32_t row : rows) {
    if (!scores_.empty() && std::isfinite(scores_[row])) {
      sum += static_cast<double>(scores_[row]);
      ++scored;
    }
    if (!taken_at_[row].empty()) {
      newest = std::min(newest, row);
      oldest = std::max(oldest, row);
    }
  }
  if (scored > 0) card.score = static_cast<float>(sum / scored);
  if (newest < size()) {
    card.first_date = taken_at_[oldest];
    card.last_date = taken_at_[newest];
  }
}

std::string CollectionRows::layout() const {
  if (analysis_.layout.empty()) return {};
  RowOf row_of;
  for (std::uint32_t row = 0; row < size(); ++row) row_of[images_[row].row] = row;
  float left = analysis_.layout.front().x, right = left, bottom = analysis_.layout.front().y, top = bottom;
  for (const LayoutPoint& point : analysis_.layout) {
    left = std::min(left, point.x);
    right = std::max(right, point.x);
    bottom = std::min(bottom, point.y);
    top = std::max(top, point.y);
  }
  constexpr float largest = 254;
  const float extent = std::max({right - left, top - bottom, 1e-9F});
  const auto place = [&](float value, float low, float high) {
    return static_cast<char>(std::lround(largest * ((value - (low + high) / 2) / extent + 0.5F)));
  };
  std::string bytes(2 * std::size_t{size()}, '\xFF');
  for (const LayoutPoint& point : analysis_.layout) {
    if (const auto row = find(row_of, point.row)) {
      bytes[2 * std::size_t{*row}] = place(point.x, left, right);
      bytes[2 * std::size_t{*row} + 1] = place(point.y, bottom, top);
    }
  }
  return bytes;
}

void CollectionRows::translate_neighbours(const RowOf& row_of) {
  alike_.resize(images_.size());
  for (const auto& [image, neighbours] : analysis_.neighbours) {
    const auto row = find(row_of, image);
    if (!row) continue;
    for (const NeighbourRecord& neighbour : neighbours) {
      const auto other = find(row_of, neighbour.row);
      if (other && alike_[*row].size() < most_alike) alike_[*row].push_back({*other, neighbour.similarity});
    }
  }
}

void CollectionRows::translate_vectors(const RowOf& row_of) {
  if (analysis_.coded_rows.empty()) return;
  std::vector<std::int32_t> indices(images_.size(), missing_index);
  for (std::size_t index = 0; index < analysis_.coded_rows.size(); ++index)
    if (const auto row = find(row_of, analysis_.coded_rows[index])) indices[*row] = static_cast<std::int32_t>(index);
  if (!is_identity(indices)) vector_ = std::move(indices);
}

void CollectionRows::translate_tags(const Tagging& tagging, const RowOf& row_of) {
  // Of each row the tags it bears, by how far beyond acceptance; derived ones, which have no degrees, last.
  std::vector<std::vector<std::pair<float, std::uint32_t>>> borne(images_.size());
  for (const TagRecord& tag : tagging.tags) {
    std::vector<float> scores(images_.size(), missing_number);
    for (std::size_t i = 0; i < tagging.rows.size(); ++i)
      if (const auto row = find(row_of, tagging.rows[i])) scores[*row] = tag.scores[i];
    TagLevels coded = tag_levels(scores, tag.accepted);
    TagEntry entry;
    entry.code = tag.code;
    entry.label = tag.label;
    entry.description = tag.description;
    entry.type = tag.type;
    entry.derived = tag.derived();
    entry.accepted = tag.accepted;
    entry.tentative = tag.tentative;
    entry.step = coded.step;
    const auto number = static_cast<std::uint32_t>(tags_.size());
    for (std::uint32_t row = 0; row < images_.size(); ++row) {
      if (scores[row] >= tag.accepted) {
        const float unit = tag.accepted - tag.tentative;  // 0: derived, or scores that are all the same
        const float margin = unit > 0.0F ? (scores[row] - tag.accepted) / unit : 0.0F;
        borne[row].emplace_back(-margin, number);
      }
    }
    tags_.push_back(std::move(entry));
    levels_.push_back(std::move(coded.levels));
  }
  borne_.resize(images_.size());
  for (std::size_t row = 0; row < borne.size(); ++row) {
    std::sort(borne[row].begin(), borne[row].end());
    for (const auto& [margin, number] : borne[row]) borne_[row].push_back(number);
  }
}

std::vector<std::int32_t> CollectionRows::cluster() const {
  return cluster_.empty() ? std::vector<std::int32_t>(size(), missing_index) : cluster_;
}

std::vector<std::int32_t> CollectionRows::vector() const {
  if (!vector_.empty()) return vector_;
  std::vector<std::int32_t> indices(size(), missing_index);
  if (!analysis_.coded_rows.empty()) std::iota(indices.begin(), indices.end(), 0);
  return indices;
}

std::uint32_t CollectionRows::not_analysed() const {
  std::uint32_t count = 0;
  for (std::size_t row = 0; row < vector_.size(); ++row)
    count += images_[row].presence == Presence::here && vector_[row] == missing_index ? 1U : 0U;
  return count;
}

ImageShard CollectionRows::image_shard(std::uint32_t first, std::uint32_t count) const {
  ImageShard shard;
  shard.first = first;
  shard.count = count;
  for (std::uint32_t row = first; row < first + count; ++row) {
    const ImageRecord& image = images_[row];
    const bool here = image.presence == Presence::here;
    shard.key.push_back(image.key);
    shard.id.push_back(image.id);
    shard.title.push_back(cut_title(image.title));
    shard.width.push_back(here ? image.width : 0);
    shard.height.push_back(here ? image.height : 0);
    shard.colour.push_back(here && image.features ? image.features->colour : 0);
    shard.brightness.push_back(here && image.features ? image.features->brightness : missing_number);
  }
  shard.taken_at = part(taken_at_, first, count);
  shard.title_rank = part(title_ranks_, first, count);
  shard.score = part(scores_, first, count);
  shard.cluster = part(cluster_, first, count);
  shard.vector = part(vector_, first, count);
  shard.master = part(curation_->master(), first, count);
  shard.copy_of = part(curation_->copy_of(), first, count);
  shard.dark = part(curation_->dark(), first, count);
  for (const CollectionFacet& facet : facets_) shard.facets.push_back(slice(facet.column, first, count));
  return shard;
}

ImageDetails CollectionRows::details(std::uint32_t row) const {
  const ImageRecord& image = images_[row];
  const auto kept = [this](const std::string& column, const std::string& value) {
    return is_published(column) ? value : std::string();
  };
  ImageDetails details;
  if (cut_title(image.title) != image.title) details.title = image.title;
  details.description = kept("description", image.description);
  details.credit = kept("credit", image.credit);
  details.license = kept("license", image.license);
  details.source_url = kept("source_url", image.source_url);
  details.camera = kept("camera", image.camera);
  details.file = std::filesystem::path(image.file).filename().string();  // where it lay is the owner's
  if (image.features) {
    details.contrast = image.features->contrast;
    details.saturation = image.features->saturation;
    details.dark_ratio = image.features->dark_ratio;
    details.colours = image.features->colours;
  }
  details.alike = alike_[row];
  details.tags = borne_[row];
  for (const ColumnRecord& column : columns_) {
    const std::string& value = value_of(image, column.name);
    const bool own = column.name != "camera" && column.name != "credit" && column.name != "license";
    if (column.published && own && !column.facet && !value.empty()) details.fields.emplace_back(column.label, value);
  }
  return details;
}

DetailsShard CollectionRows::details_shard(std::uint32_t first, std::uint32_t count) const {
  DetailsShard shard;
  shard.first = first;
  for (std::uint32_t row = first; row < first + count; ++row) shard.images.push_back(details(row));
  return shard;
}

// Each word once, and none of the title's.
std::string CollectionRows::searched_text(std::uint32_t row, const std::vector<std::string>& title) const {
  const ImageRecord& image = images_[row];
  std::string text = image.id;
  const auto add = [&](const std::string& value) { text += "\n" + value; };
  for (const auto& [column, value] : {std::pair<std::string, const std::string&>{"description", image.description},
                                      {"credit", image.credit},
                                      {"camera", image.camera}}) {
    if (is_published(column)) add(value);
  }
  for (const ColumnRecord& column : columns_)
    if (column.published) add(value_of(image, column.name));
  std::set<std::string> seen(title.begin(), title.end());
  std::string words;
  for (const std::string& word : folded_words(text)) {
    if (seen.insert(word).second) {
      words += words.empty() ? "" : " ";
      words += word;
    }
  }
  return words;
}

TextShard CollectionRows::text_shard(std::uint32_t first, std::uint32_t count) const {
  TextShard shard;
  shard.first = first;
  for (std::uint32_t row = first; row < first + count; ++row) {
    shard.title.push_back(fold(images_[row].title));
    shard.text.push_back(searched_text(row, folded_words(images_[row].title)));
  }
  return shard;
}

}  // namespace vitrine
