#include "tools/analysis/analysis.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string_view>
#include <unordered_map>

#include "core/curation/groups.h"
#include "core/embedding/coded_vectors.h"
#include "core/embedding/likeness.h"
#include "tools/analysis/duplicates.h"
#include "tools/analysis/engine.h"
#include "tools/analysis/labels.h"
#include "tools/published/facets.h"
#include "tools/published/zipped_vectors.h"
#include "tools/source/sha256.h"

namespace vitrine {
namespace {

constexpr std::uint32_t neighbours_wanted = most_kept_neighbours;
constexpr std::size_t alike_wanted = 12;      // to show, even if they are not similar
constexpr std::uint32_t diverse_wanted = 20;  // candidates: the gate may hold some back

/// Raise it when the same input gives another result.
constexpr const char* analysis_version = "analysis 5";
constexpr const char* naming_version = "naming 2";

constexpr std::size_t recall_among = 10;
constexpr std::size_t recall_samples = 512;

CodedVectors decoded(const std::string& bytes) {
  CodedVectors vectors;
  const auto read = vectors.append({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()});
  if (!read) throw Failure(read.error().message);
  return vectors;
}

/// Of each cluster its vectors, nearest to the centroid first.
std::vector<std::vector<std::int32_t>> members_of(const FoundClusters& found) {
  std::vector<std::vector<std::int32_t>> members(found.medoids.size());
  for (std::size_t i = 0; i < found.assignment.size(); ++i)
    if (found.assignment[i] >= 0)
      members[static_cast<std::size_t>(found.assignment[i])].push_back(static_cast<std::int32_t>(i));
  for (auto& cluster : members) {
    std::stable_sort(cluster.begin(), cluster.end(), [&](std::int32_t a, std::int32_t b) {
      return found.distances[static_cast<std::size_t>(a)] < found.distances[static_cast<std::size_t>(b)];
    });
  }
  return members;
}

/// Labels as numbers, in the order they first appear; -1 for a vector whose image has none.
std::vector<std::int32_t> numbered(const AnalysisInput& input, const std::vector<std::string>& labels) {
  std::unordered_map<std::string, std::int32_t> numbers;
  std::vector<std::int32_t> assignment;
  for (const std::uint32_t image : input.image_of()) {
    const std::string& label = labels[image];
    const auto next = static_cast<std::int32_t>(numbers.size());
    assignment.push_back(label.empty() ? -1 : numbers.try_emplace(label, next).first->second);
  }
  return assignment;
}

bool is_number(std::string_view label) {
  if (label.starts_with('-')) label.remove_prefix(1);
  return !label.empty() && label.find_first_not_of("0123456789") == std::string_view::npos;
}

class Maker {
 public:
  Maker(const AnalysisInput& input, const AnalysisSettings& settings, Console& console)
      : input_(input), settings_(settings), console_(console), rows_(input.vectors().rows), table_(input.table()) {}

  Analysis make() {
    analysis_.model = input_.vectors().model;
    analysis_.dimension = table_.dimension;
    analysis_.coded_rows = rows_;
    const std::string coded = add_coded();
    add_clusters(coded);
    add_neighbours(coded);
    add_duplicates();
    return std::move(analysis_);
  }

 private:
  std::string add_coded() {
    Progress progress(console_, "Coding vectors", engine_.coding_parts());
    const auto fits = [this](const std::string& bytes) {
      analysis_.coded = zipped(bytes);
      return settings_.vector_budget == 0 || analysis_.coded.size() <= settings_.vector_budget;
    };
    CodedFile file = engine_.code(
        table_, analysis_.model, [&](std::uint64_t parts) { progress.advance(parts); }, fits);
    for (std::size_t i = 0; i < rows_.size(); ++i)
      analysis_.layout.push_back({rows_[i], file.layout[2 * i], file.layout[2 * i + 1]});
    return std::move(file.bytes);
  }

  FoundClusters find_clusters() {
    if (!settings_.labels.empty()) return engine_.clusters(table_, numbered(input_, settings_.labels));
    const std::uint32_t k = settings_.clusters > 0 ? settings_.clusters : default_clusters(rows_.size());
    Progress progress(console_, "Clusters", SpotlightEngine::cluster_starts);
    return engine_.clusters(table_, k, settings_.least, settings_.seed,
                            [&](std::uint64_t starts) { progress.advance(starts); });
  }

  void add_clusters(const std::string& coded) {
    const FoundClusters found = find_clusters();
    const auto members = members_of(found);
    const CodedVectors vectors = decoded(coded);
    analysis_.fidelity = vectors.header().fidelity;
    for (std::size_t id = 0; id < members.size(); ++id) {
      ClusterRecord cluster;
      cluster.id = static_cast<std::uint32_t>(id);
      if (!settings_.labels.empty()) {
        cluster.label = settings_.labels[input_.image_of()[static_cast<std::size_t>(found.medoids[id])]];
        cluster.given = !is_number(cluster.label);
      }
      cluster.medoid = row_of(found.medoids[id]);
      cluster.spread = found.spreads[id];
      cluster.silhouette = found.silhouettes[id];
      for (const std::int32_t member : members[id])
        cluster.members.push_back({row_of(member), found.distances[static_cast<std::size_t>(member)]});
      // The medoid is always shown: it starts the traversal and is not among its picks.
      TraversalRules rules;
      rules.first = {found.medoids[id]};
      const auto picks = engine_.picks(vectors, members[id], 1 + diverse_wanted, rules).vectors;
      for (std::size_t i = 1; i < picks.size(); ++i) cluster.diverse.push_back(row_of(picks[i]));
      analysis_.clusters.push_back(std::move(cluster));
    }
  }

  void add_neighbours(const std::string& coded) {
    Progress progress(console_, "Neighbours", rows_.size());
    const FoundNeighbours found = engine_.neighbours(table_, neighbours_wanted, settings_.jobs,
                                                     [&](std::uint64_t vectors) { progress.advance(vectors); });
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      std::vector<NeighbourRecord> alike;
      for (std::size_t j = i * neighbours_wanted; j < (i + 1) * neighbours_wanted && found.indices[j] >= 0; ++j) {
        if (alike.size() >= alike_wanted && similarity_of(found.similarities[j]) < similarity_floor) break;
        alike.push_back({row_of(found.indices[j]), found.similarities[j]});
      }
      analysis_.neighbours.emplace_back(rows_[i], std::move(alike));
    }
    analysis_.recall = recall_of(found, decoded(coded));
  }

  /// Which share of the 10 nearest, by float32, are among the 10 nearest by the coded vectors: of all, or of 512.
  float recall_of(const FoundNeighbours& found, const CodedVectors& vectors) const {
    const std::size_t count = rows_.size();
    const std::size_t among = std::min(recall_among, count - 1);
    const std::size_t samples = std::min(count, recall_samples);
    std::size_t kept = 0;
    for (std::size_t sample = 0; sample < samples && among > 0; ++sample) {
      const std::size_t own = sample * count / samples;
      std::vector<std::uint32_t> coded = by_likeness(vectors, static_cast<std::uint32_t>(own));
      std::erase(coded, static_cast<std::uint32_t>(own));
      const auto nearest = found.indices.begin() + static_cast<std::ptrdiff_t>(own * neighbours_wanted);
      for (std::size_t i = 0; i < among; ++i) {
        const auto end = nearest + static_cast<std::ptrdiff_t>(among);
        kept += std::find(nearest, end, static_cast<std::int32_t>(coded[i])) != end ? 1U : 0U;
      }
    }
    return among > 0 ? static_cast<float>(kept) / static_cast<float>(samples * among) : 1.0F;
  }

  void add_duplicates() {
    Progress progress(console_, "Near-duplicates", rows_.size());
    const FoundDuplicates found =
        find_duplicates(engine_, table_, settings_.jobs, [&](std::uint64_t vectors) { progress.advance(vectors); });
    analysis_.single_merges = records_of(found.single);
    analysis_.complete_merges = records_of(found.complete);
    analysis_.complete_floor = found.complete_floor;
  }

  std::vector<MergeRecord> records_of(const std::vector<Merge>& merges) const {
    std::vector<MergeRecord> records;
    for (const Merge& merge : merges) records.push_back({rows_[merge.a], rows_[merge.b], merge.similarity});
    return records;
  }

  std::int64_t row_of(std::int32_t vector) const { return rows_[static_cast<std::size_t>(vector)]; }

  const AnalysisInput& input_;
  const AnalysisSettings& settings_;
  Console& console_;
  const std::vector<std::int64_t>& rows_;
  VectorTable table_;
  SpotlightEngine engine_;
  Analysis analysis_;
};

}  // namespace

std::uint32_t default_clusters(std::size_t vectors) {
  const auto by_size =
      static_cast<std::size_t>(std::lround(2 * std::log2(static_cast<double>(std::max<std::size_t>(vectors, 1)))));
  return static_cast<std::uint32_t>(std::max<std::size_t>(1, std::min(by_size, vectors / 8)));
}

AnalysisInput::AnalysisInput(const Warehouse& warehouse)
    : images_(warehouse.published()), columns_(warehouse.columns()) {
  const Vectors all = warehouse.vectors();
  std::unordered_map<std::int64_t, std::size_t> place;
  for (std::size_t i = 0; i < all.rows.size(); ++i) place.emplace(all.rows[i], i);
  vectors_.model = all.model;
  vectors_.dimension = all.dimension;
  for (std::size_t image = 0; image < images_.size(); ++image) {
    const auto found = place.find(images_[image].row);
    if (found == place.end()) continue;
    const float* values = all.values.data() + found->second * all.dimension;
    vectors_.rows.push_back(images_[image].row);
    vectors_.values.insert(vectors_.values.end(), values, values + all.dimension);
    image_of_.push_back(static_cast<std::uint32_t>(image));
  }
}

VectorTable AnalysisInput::table() const {
  return {vectors_.values, static_cast<std::uint32_t>(vectors_.rows.size()), vectors_.dimension};
}

std::string AnalysisInput::vectors_fingerprint() const {
  std::string text =
      sha256({reinterpret_cast<const char*>(vectors_.values.data()), vectors_.values.size() * sizeof(float)});
  for (const std::int64_t row : vectors_.rows) text += '\n' + std::to_string(row);
  return sha256(text);
}

std::string AnalysisInput::fingerprint(const AnalysisSettings& settings) const {
  std::string text = std::string(analysis_version) + '\n' + std::to_string(settings.clusters) + '\n' +
                     std::to_string(settings.seed) + '\n' + std::to_string(settings.vector_budget) + '\n' +
                     vectors_.model + '\n' + std::to_string(vectors_.dimension) + '\n';
  text += std::to_string(settings.least) + '\n' + vectors_fingerprint();
  for (const std::string& label : settings.labels) text += '\n' + label;
  return sha256(text);
}

std::string AnalysisInput::naming_fingerprint(const Tagging& tagging) const {
  std::string text = naming_version;
  for (const ImageRecord& image : images_)
    text += '\n' + std::to_string(image.row) + '\t' + image.title + '\t' + image.description + '\t' + image.credit;
  for (const ColumnRecord& column : columns_) text += '\n' + column.name + (column.published ? " published" : "");
  for (const CollectionFacet& facet : facets_of(images_, columns_)) {
    text += '\n' + facet.facet.name;
    for (const std::string& value : facet.facet.values) text += '\t' + value;
    for (const std::uint32_t offset : facet.column.offsets) text += ' ' + std::to_string(offset);
    for (const std::uint32_t value : facet.column.values) text += ' ' + std::to_string(value);
  }
  text += '\n' + tagging.vectors;
  for (const TagRecord& tag : tagging.tags)
    text += '\n' + tag.code + '\t' + tag.label + '\t' + std::to_string(tag.tentative);
  return sha256(text);
}

void name_clusters(const AnalysisInput& input, const Tagging& tagging, Analysis& analysis) {
  std::unordered_map<std::int64_t, std::int32_t> image_of;
  for (std::size_t image = 0; image < input.images().size(); ++image)
    image_of.emplace(input.images()[image].row, static_cast<std::int32_t>(image));
  const auto find = [&image_of](std::int64_t row) {
    const auto found = image_of.find(row);
    return found == image_of.end() ? -1 : found->second;
  };
  std::vector<std::vector<std::uint32_t>> members(analysis.clusters.size());
  for (std::size_t cluster = 0; cluster < members.size(); ++cluster) {
    for (const ClusterMember& member : analysis.clusters[cluster].members)
      if (const std::int32_t image = find(member.row); image >= 0)
        members[cluster].push_back(static_cast<std::uint32_t>(image));
  }
  std::vector<std::int32_t> tagged;
  for (const std::int64_t row : tagging.rows) tagged.push_back(find(row));
  std::vector<CollectionFacet> columns = facets_of(input.images(), input.columns());
  columns.push_back(likely_tags(tagging, tagged, input.images().size()));
  columns.push_back(caption_words(input.images(), input.columns()));
  const auto names = name_clusters(columns, static_cast<std::uint32_t>(input.images().size()), members);
  for (std::size_t cluster = 0; cluster < names.size(); ++cluster) {
    ClusterRecord& record = analysis.clusters[cluster];
    record.traits = names[cluster].traits;
    if (!record.given) record.label = names[cluster].label;
  }
}

Analysis analyse_vectors(const AnalysisInput& input, const AnalysisSettings& settings, Console& console) {
  return Maker(input, settings, console).make();
}

}  // namespace vitrine
