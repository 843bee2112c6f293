// The patch file of a curator: what Curation and Clusters export in the page, checked against the collection it is for.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/documents/documents.h"
#include "tools/warehouse/records.h"

namespace vitrine {

struct ReadPatch {
  CurationPatch patch;               // without the pictures that are not known
  std::vector<std::string> unknown;  // their ids, each once
};

/// Throws Failure with the place in the file: not JSON, unknown keys, another collection, a threshold or linkage that
/// there is not, a picture in two sets at once, an empty name.
ReadPatch read_patch(const std::filesystem::path& file, const std::string& collection,
                     const std::vector<ImageRecord>& images);

}  // namespace vitrine
