// Reads a whole site and says what is wrong with it: documents that cannot be read or do not fit together, files
// that are missing, changed or stray, and a size that common hosts refuse.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "tools/console/console.h"

namespace vitrine {

/// Above this GitHub Pages and others refuse a site.
inline constexpr std::uint64_t largest_site = 1'000'000'000;

struct Finding {
  enum class Kind : std::uint8_t { document, missing, changed, stray, size };
  Kind kind;
  std::string path;      // relative to the site
  std::string sentence;  // begins with the path
};

/// "document", "missing", "changed", "stray", "size".
std::string name_of(Finding::Kind kind);

struct SiteCheck {
  std::uint64_t files = 0;
  std::uint64_t bytes = 0;
  std::vector<Finding> findings;
};

/// `largest`: bytes above which the size is a finding. Throws Failure when `site` is not a site.
SiteCheck check_site(const std::filesystem::path& site, Console& console, std::uint64_t largest = largest_site);

}  // namespace vitrine
