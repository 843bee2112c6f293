// Facets of a collection: for each the vocabulary with counts, and the values of every published row.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/documents/documents.h"
#include "tools/warehouse/records.h"

namespace vitrine {

struct CollectionFacet {
  Facet facet;         // for the manifest
  FacetColumn column;  // of all rows
};

/// The owner's facets in the order of `columns`, those that are published and have a value at all; then "colour",
/// unless the owner has a facet of that name. Values fall by count, then rise alphabetically; colours keep the
/// order of colour_names().
std::vector<CollectionFacet> facets_of(const std::vector<ImageRecord>& images,
                                       const std::vector<ColumnRecord>& columns);

/// The rows [first, first + count) of a column.
FacetColumn slice(const FacetColumn& column, std::uint32_t first, std::uint32_t count);

/// What a picture has in a column of the owner's metadata, also in "camera", "credit" and "license"; "" if nothing.
const std::string& value_of(const ImageRecord& image, const std::string& column);

/// The parts of a text between '|', without spaces around them, each once.
std::vector<std::string> parts_of(const std::string& text);

}  // namespace vitrine
