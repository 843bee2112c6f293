// Sizes and SHA-256 of the thumbnails beside a warehouse. Thumbnails lie by content and do not change, so what was
// hashed once is kept in a list among them (<thumbs>/hashes) and not read again.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "tools/console/console.h"

namespace vitrine {

struct FileHash {
  std::uint64_t bytes = 0;
  std::string sha256;
};

/// Hashes of `files`, in their order, all below `folder`; `jobs` threads read those that are not listed yet (0: all
/// cores). Throws Failure when one is missing. `remember`: keep the list (not on a dry run).
std::vector<FileHash> hashes_of(const std::vector<std::filesystem::path>& files, const std::filesystem::path& folder,
                                unsigned jobs, bool remember, Console& console);

}  // namespace vitrine
