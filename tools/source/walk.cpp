#include "tools/source/walk.h"

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <set>
#include <string_view>
#include <utility>

#include "tools/console/console.h"
#include "tools/source/paths.h"
#include "tools/source/utf8.h"

namespace vitrine {
namespace {

namespace fs = std::filesystem;

constexpr auto extensions =
    std::to_array<std::string_view>({".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".webp", ".tif", ".tiff", ".gif",
                                     ".heic", ".heif", ".hif", ".avif", ".avifs"});
/// What file servers and archivers leave beside pictures.
constexpr auto clutter = std::to_array<std::string_view>({"@eaDir", "__MACOSX"});

bool is_left_out(const std::string& name) {
  return name.starts_with('.') || std::find(clutter.begin(), clutter.end(), name) != clutter.end();
}

class Walker {
 public:
  explicit Walker(const WalkLimits& limits) : limits_(limits) {
    for (const fs::path& folder : limits.folders) note_folder(folder);
  }

  void enter(const fs::path& folder, const std::string& prefix) {
    if (!note_folder(folder)) return;
    std::error_code error;
    if (!prefix.empty() && !limits_.marker.empty() && fs::exists(folder / limits_.marker, error)) return;
    std::vector<std::string> names;
    fs::directory_iterator entries(folder, error);
    for (const fs::directory_iterator end; !error && entries != end; entries.increment(error))
      names.push_back(entries->path().filename().string());
    if (error) skip(prefix, "The folder cannot be read: " + error.message() + ".");
    std::sort(names.begin(), names.end());
    for (const std::string& name : names)
      if (!is_left_out(name)) take(folder / name, prefix + name);
  }

  Walk result;

 private:
  /// False when the folder was seen already, or is not to be entered.
  bool note_folder(const fs::path& folder) {
    struct stat status {};
    return stat(folder.c_str(), &status) == 0 && seen_.emplace(status.st_dev, status.st_ino).second;
  }

  void skip(const std::string& file, const std::string& reason) {
    result.skipped.push_back({valid_utf8(file.empty() ? "." : file), reason});
  }

  void take(const fs::path& path, const std::string& file) {
    struct stat status {};
    const bool found = stat(path.c_str(), &status) == 0;
    if (found && S_ISDIR(status.st_mode)) return enter(path, file + "/");
    if (!has_picture_name(path)) return;
    if (!found) {
      const bool dangling = errno == ENOENT || errno == ELOOP;
      return skip(file, dangling ? "It is a link that leads nowhere."
                                 : std::string("It cannot be read: ") + std::strerror(errno) + ".");
    }
    if (!S_ISREG(status.st_mode)) return skip(file, "It is no regular file.");
    if (!is_utf8(file)) return skip(file, "Its name is not UTF-8, so it cannot be published. Rename it.");
    result.files.push_back({file, static_cast<std::uint64_t>(status.st_size),
                            std::int64_t{status.st_mtim.tv_sec} * 1'000'000'000 + status.st_mtim.tv_nsec});
  }

  const WalkLimits& limits_;
  std::set<std::pair<dev_t, ino_t>> seen_;
};

}  // namespace

bool has_picture_name(const std::filesystem::path& file) {
  const std::string extension = extension_of(file);
  return std::find(extensions.begin(), extensions.end(), extension) != extensions.end();
}

Walk walk(const std::filesystem::path& folder, const WalkLimits& limits) {
  std::error_code error;
  if (!fs::is_directory(folder, error))
    throw Failure("\"" + folder.string() + "\" is not a folder. Name the folder that holds the pictures.");
  if (fs::directory_iterator(folder, error); error)
    throw Failure("The folder \"" + folder.string() + "\" cannot be read: " + error.message() + ".");
  Walker walker(limits);
  walker.enter(folder, "");
  return std::move(walker.result);
}

}  // namespace vitrine
