// The files of a picture folder.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "tools/warehouse/records.h"

namespace vitrine {

struct FoundFile {
  std::string file;  // below the folder, '/' between names, as the file system spells it
  std::uint64_t bytes = 0;
  std::int64_t modified_ns = 0;  // since 1970
};

struct Walk {
  std::vector<FoundFile> files;  // pictures by their extension, by name
  std::vector<SkippedFile> skipped;
};

/// What walk does not enter: hidden files and folders, folders that hold a file called `marker` (a site of ours),
/// and these.
struct WalkLimits {
  std::vector<std::filesystem::path> folders;
  std::string marker;
};

/// Every picture below `folder`. Links are followed; a folder that was seen already is not entered again, so that
/// a loop ends. Throws Failure when `folder` is none or cannot be read.
Walk walk(const std::filesystem::path& folder, const WalkLimits& limits = {});

/// By extension, without regard to case: jpg, png, webp, tif, gif, heic, avif and similar ones.
bool has_picture_name(const std::filesystem::path& file);

}  // namespace vitrine
