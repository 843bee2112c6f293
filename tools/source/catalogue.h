// The folder's pictures joined with the owner's metadata: one record for each image the site is to have.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "tools/source/metadata.h"
#include "tools/source/walk.h"
#include "tools/warehouse/records.h"

namespace vitrine {

/// A file that the metadata names and the folder does not have.
struct AbsentFile {
  std::size_t image;  // index into Catalogue::images
  std::string name;
};

struct Catalogue {
  /// First one record for each row of the metadata, in its order, then one for each picture it does not name, by
  /// file. Set are id, file, presence (here or none), bytes, modified_ns, and what the owner wrote.
  std::vector<ImageRecord> images;
  std::size_t metadata_rows = 0;
  std::vector<ColumnRecord> columns;  // the owner's, in order; facets are found later (find_facets)
  std::string id_column;              // "" when ids are paths
  std::vector<AbsentFile> absent;     // by image
  std::vector<std::string> remarks;   // sentences: what was not understood
};

/// `publish` names columns that are published although they would be held back. Throws Failure when two images have
/// one id, or a row has neither id nor file.
Catalogue read_catalogue(const Walk& walk, const Metadata& metadata, const std::string& wanted_id,
                         const std::vector<std::string>& publish);

/// Marks the columns that make good facets, and adds "camera" when pictures have one: category, tags, camera and
/// credit from 2 values on, others with 2 to 40 values that repeat. Held-back columns are never facets.
void find_facets(std::vector<ColumnRecord>& columns, const std::vector<ImageRecord>& images);

/// "a, b and 3 more": for sentences.
std::string listed(const std::vector<std::string>& names);

/// "source_url" to "Source url".
std::string label_of(const std::string& column);

}  // namespace vitrine
