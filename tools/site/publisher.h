// Publishes a site: writes a fresh folder beside the old one, and swaps them. Until the swap the old site
// is complete, after it the new one; the next run removes what a killed run left.
//
// Only a folder that this wrote (it holds `marker_name`), an empty one or a new one is replaced. What others put
// at the top of a site (.git, CNAME ...) is theirs and moves along.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "tools/console/console.h"

namespace vitrine {

/// One file of a site: bytes we hold, or a file that lies elsewhere.
struct SiteFile {
  enum class From : std::uint8_t { content, link, copy };

  std::string path;  // relative to the site's root, '/' between names
  From from = From::content;
  std::string content;           // From::content
  std::filesystem::path source;  // else; a link falls back to a copy across file systems
  std::uint64_t bytes = 0;
  std::string sha256;
};

/// What publishing would do to the folder.
struct Changes {
  std::vector<std::string> added, changed, removed;
  std::vector<std::uint8_t> same;  // of each file: 1 when it is there already
  std::uint64_t unchanged = 0;
  bool none() const { return added.empty() && changed.empty() && removed.empty(); }
};

/// Throws Failure when `site` may not be replaced.
void require_replaceable(const std::filesystem::path& site);

/// What publish would do now; writes nothing. REQUIRES: `files` sorted by path, no path twice. `jobs` 0: all cores.
Changes compare(const std::filesystem::path& site, const std::vector<SiteFile>& files, unsigned jobs = 0);

/// Publishes, and says what changed; files that did not change are the same files as before, with their times. What a
/// killed run left behind is removed. From comparing to the end the site is locked. REQUIRES as compare. Throws
/// Failure, also when another vitrine holds the lock.
Changes publish(const std::filesystem::path& site, const std::vector<SiteFile>& files, Console& console,
                unsigned jobs = 0);

}  // namespace vitrine
