// Questions about paths.
#pragma once

#include <algorithm>
#include <filesystem>
#include <string>

#include "tools/source/ascii.h"

namespace vitrine {

/// In lower case, with its dot: ".jpg"; "" where there is none.
inline std::string extension_of(const std::filesystem::path& file) { return lower(file.extension().string()); }

/// Whether `path` is `folder` or lies below it, by their names alone. REQUIRES: both absolute, without "." or "..".
inline bool is_below(const std::filesystem::path& path, const std::filesystem::path& folder) {
  return std::mismatch(folder.begin(), folder.end(), path.begin(), path.end()).first == folder.end();
}

/// The same of where they are in truth: links are followed, what does not exist yet is taken as it is named.
inline bool lies_in(const std::filesystem::path& path, const std::filesystem::path& folder) {
  namespace fs = std::filesystem;
  return is_below(fs::weakly_canonical(fs::absolute(path)), fs::weakly_canonical(fs::absolute(folder)));
}

}  // namespace vitrine
