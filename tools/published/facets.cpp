#include "tools/published/facets.h"

#include <algorithm>
#include <map>
#include <numeric>

#include "tools/published/colour_names.h"
#include "tools/published/fold.h"
#include "tools/source/ascii.h"

namespace vitrine {
namespace {

using RowValues = std::vector<std::vector<std::string>>;

RowValues values_of(const std::vector<ImageRecord>& images, const ColumnRecord& column) {
  RowValues rows;
  for (const ImageRecord& image : images) {
    const std::string& text = value_of(image, column.name);
    if (column.multiple)
      rows.push_back(parts_of(text));
    else if (std::string value = trimmed(text); value.empty())
      rows.emplace_back();
    else
      rows.push_back({std::move(value)});
  }
  return rows;
}

// The value's place in the vocabulary is its place in the listing.
void list_values(CollectionFacet& made, const std::map<std::string, std::uint32_t>& counts) {
  struct Value {
    std::string text, folded;
    std::uint32_t count;
  };
  std::vector<Value> values;
  for (const auto& [text, count] : counts) values.push_back({text, fold(text), count});
  std::sort(values.begin(), values.end(), [](const Value& a, const Value& b) {
    return std::tie(b.count, a.folded, a.text) < std::tie(a.count, b.folded, b.text);
  });
  for (Value& value : values) {
    made.facet.values.push_back(std::move(value.text));
    made.facet.counts.push_back(value.count);
  }
}

CollectionFacet facet_of(const RowValues& rows, const ColumnRecord& column) {
  CollectionFacet made;
  made.facet.name = made.column.name = column.name;
  made.facet.label = column.label;
  made.facet.multiple = column.multiple;
  std::map<std::string, std::uint32_t> counts;
  for (const auto& row : rows)
    for (const std::string& value : row) ++counts[value];
  list_values(made, counts);
  std::map<std::string, std::uint32_t> index;
  for (std::uint32_t i = 0; i < made.facet.values.size(); ++i) index[made.facet.values[i]] = i;
  made.column.offsets.push_back(0);
  for (const auto& row : rows) {
    for (const std::string& value : row) made.column.values.push_back(index[value]);
    made.column.offsets.push_back(static_cast<std::uint32_t>(made.column.values.size()));
  }
  return made;
}

CollectionFacet colour_facet(const std::vector<ImageRecord>& images) {
  const std::vector<std::string>& names = colour_names();
  std::vector<std::vector<std::uint32_t>> rows;
  std::vector<std::uint32_t> counts(names.size());
  for (const ImageRecord& image : images) {
    rows.push_back(image.features ? colour_names_of(image.features->colours) : std::vector<std::uint32_t>{});
    for (const std::uint32_t name : rows.back()) ++counts[name];
  }
  CollectionFacet made;
  made.facet.name = made.column.name = "colour";
  made.facet.label = "Colour";
  made.facet.multiple = true;
  std::vector<std::uint32_t> index(names.size());
  for (std::size_t name = 0; name < names.size(); ++name) {
    index[name] = static_cast<std::uint32_t>(made.facet.values.size());
    if (counts[name] > 0) {
      made.facet.values.push_back(names[name]);
      made.facet.counts.push_back(counts[name]);
    }
  }
  made.column.offsets.push_back(0);
  for (const auto& row : rows) {
    for (const std::uint32_t name : row) made.column.values.push_back(index[name]);
    made.column.offsets.push_back(static_cast<std::uint32_t>(made.column.values.size()));
  }
  return made;
}

}  // namespace

const std::string& value_of(const ImageRecord& image, const std::string& column) {
  static const std::string nothing;
  for (const auto& [name, value] : image.fields)
    if (name == column) return value;
  if (column == "camera") return image.camera;
  if (column == "credit") return image.credit;
  return column == "license" ? image.license : nothing;
}

std::vector<std::string> parts_of(const std::string& text) {
  std::vector<std::string> parts;
  std::size_t begin = 0;
  while (begin <= text.size()) {
    const std::size_t end = std::min(text.find('|', begin), text.size());
    std::string part = trimmed(text.substr(begin, end - begin));
    if (!part.empty() && std::find(parts.begin(), parts.end(), part) == parts.end()) parts.push_back(std::move(part));
    begin = end + 1;
  }
  return parts;
}

std::vector<CollectionFacet> facets_of(const std::vector<ImageRecord>& images,
                                       const std::vector<ColumnRecord>& columns) {
  std::vector<CollectionFacet> facets;
  bool own_colour = false;
  for (const ColumnRecord& column : columns) {
    if (!column.facet || !column.published) continue;
    own_colour = own_colour || column.name == "colour";
    facets.push_back(facet_of(values_of(images, column), column));
  }
  if (!own_colour) facets.push_back(colour_facet(images));
  std::erase_if(facets, [](const CollectionFacet& made) { return made.facet.values.empty(); });
  return facets;
}

FacetColumn slice(const FacetColumn& column, std::uint32_t first, std::uint32_t count) {
  FacetColumn part;
  part.name = column.name;
  const std::uint32_t begin = column.offsets[first];
  for (std::uint32_t row = first; row <= first + count; ++row) part.offsets.push_back(column.offsets[row] - begin);
  part.values.assign(column.values.begin() + begin, column.values.begin() + column.offsets[first + count]);
  return part;
}

}  // namespace vitrine
