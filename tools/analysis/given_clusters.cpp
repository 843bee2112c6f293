#include "tools/analysis/given_clusters.h"

#include <algorithm>
#include <filesystem>
#include <unordered_map>

#include "tools/console/words.h"
#include "tools/published/facets.h"
#include "tools/source/metadata.h"

namespace vitrine {
namespace {

std::vector<std::string> from_column(const ColumnRecord& column, const std::vector<ImageRecord>& images) {
  if (!column.published) {
    throw Failure("The column \"" + column.name + "\" is held back, and labels of clusters are published. Name it in " +
                  "--publish, or choose another column.");
  }
  std::vector<std::string> labels;
  for (const ImageRecord& image : images) {
    const std::vector<std::string> parts =
        column.multiple ? parts_of(value_of(image, column.name)) : std::vector{value_of(image, column.name)};
    labels.push_back(parts.empty() ? "" : parts.front());  // a picture is in one cluster
  }
  return labels;
}

std::size_t column_of(const Metadata& table, const std::string& name) {
  const auto column = table.column(name);
  if (!column) {
    throw Failure(table.file.string() + " has no column \"" + name +
                  "\": clusters are read from the columns id and cluster.");
  }
  return *column;
}

std::vector<std::string> from_file(const Metadata& table, const std::vector<ImageRecord>& images, Console& console) {
  const std::size_t id = column_of(table, "id"), cluster = column_of(table, "cluster");
  std::unordered_map<std::string, std::size_t> place;
  for (std::size_t image = 0; image < images.size(); ++image) place.emplace(images[image].id, image);
  std::vector<std::string> labels(images.size());
  std::vector<bool> seen(images.size());
  std::size_t unknown = 0;
  std::string first_unknown;
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    const std::string& name = table.rows[row][id];
    const auto found = place.find(name);
    if (found == place.end()) {
      first_unknown = unknown++ == 0 ? name : first_unknown;
      continue;
    }
    if (seen[found->second]) {
      throw Failure(table.file.string() + ", line " + std::to_string(table.lines[row]) + ": \"" + name +
                    "\" is in a cluster already. A picture is in one cluster.");
    }
    seen[found->second] = true;
    labels[found->second] = table.rows[row][cluster];
  }
  if (unknown > 0) {
    console.warn("unknown_ids", table.file.string() + " names " +
                                    counted(unknown, "picture that is not here", "pictures that are not here") +
                                    ", as \"" + first_unknown + "\": left out.");
  }
  return labels;
}

}  // namespace

std::vector<std::string> given_clusters(const std::string& place, const std::vector<ImageRecord>& images,
                                        const std::vector<ColumnRecord>& columns, Console& console) {
  const ColumnRecord* column = column_named(columns, place);
  if (column == nullptr && !std::filesystem::is_regular_file(place)) {
    throw Failure("There is neither a column nor a file \"" + place + "\" to take the clusters from. " +
                  "vitrine info lists the columns.");
  }
  std::vector<std::string> labels =
      column != nullptr ? from_column(*column, images) : from_file(read_metadata(place), images, console);
  if (std::all_of(labels.begin(), labels.end(), [](const std::string& label) { return label.empty(); }))
    throw Failure("\"" + place + "\" puts no picture into a cluster.");
  return labels;
}

}  // namespace vitrine
