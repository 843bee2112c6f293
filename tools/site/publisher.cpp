#include "tools/site/publisher.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <system_error>

#include "tools/parallel/parallel.h"
#include "tools/site/entries.h"
#include "tools/site/internal/site_lock.h"
#include "tools/source/files.h"

namespace vitrine {
namespace {

namespace fs = std::filesystem;

// Where the site really is: behind a symbolic link its target is replaced, not the link.
fs::path place_of(const fs::path& site) {
  std::error_code unknown;
  const fs::path real = fs::weakly_canonical(fs::absolute(site), unknown);
  fs::path place = unknown ? fs::absolute(site).lexically_normal() : real;
  return place.has_filename() ? place : place.parent_path();
}

bool same_file_time(const struct stat& a, const struct stat& b) {
  return a.st_mtim.tv_sec == b.st_mtim.tv_sec && a.st_mtim.tv_nsec == b.st_mtim.tv_nsec;
}

// Whether `old` already is what `file` asks for.
bool is_unchanged(const fs::path& old, const SiteFile& file) {
  struct stat there {};
  if (::lstat(old.c_str(), &there) != 0 || !S_ISREG(there.st_mode)) return false;
  if (static_cast<std::uint64_t>(there.st_size) != file.bytes) return false;
  if (file.from == SiteFile::From::content) return read_file(old) == file.content;
  struct stat source {};
  if (::stat(file.source.c_str(), &source) != 0) return false;
  const bool linked = source.st_dev == there.st_dev && source.st_ino == there.st_ino;
  if (file.from == SiteFile::From::link && linked) return true;
  return !linked && same_file_time(source, there);  // a copy keeps its source's time
}

void copy_with_time(const fs::path& source, const fs::path& target) {
  std::error_code error;
  if (!fs::copy_file(source, target, error))
    throw Failure(source.string() + " cannot be copied to " + target.string() + why(error));
  fs::last_write_time(target, fs::last_write_time(source));
}

void link_or_copy(const fs::path& source, const fs::path& target) {
  if (::link(source.c_str(), target.c_str()) == 0) return;
  if (errno != EXDEV && errno != EPERM && errno != EMLINK && errno != EOPNOTSUPP && errno != EACCES)
    throw Failure(source.string() + " cannot be linked into the site" + why({errno, std::generic_category()}));
  copy_with_time(source, target);
}

// Files at the top of a site that are not ours move with it.
void move_strangers(const fs::path& from, const fs::path& to) {
  for (const auto& entry : fs::directory_iterator(from)) {
    const fs::path name = entry.path().filename();
    if (!is_site_entry(name.string()) && !fs::exists(fs::symlink_status(to / name)))
      fs::rename(entry.path(), to / name);
  }
}

// A killed run leaves its fresh folder, or, killed within the swap, the old site under another name.
void clear_leftovers(const fs::path& place) {
  const fs::path old = beside(place, ".vitrine-old");
  if (fs::exists(old) && !fs::exists(place)) fs::rename(old, place);
  for (const fs::path& left : {beside(place, ".vitrine-new"), old}) {
    if (fs::exists(left) && fs::exists(place)) move_strangers(left, place);
    fs::remove_all(left);
  }
}

/// The fresh folder beside a locked site. At the end, also of a failed run, what is left beside the site is removed.
class Stage {
 public:
  explicit Stage(const fs::path& place) : place_(place) { fs::create_directory(folder()); }
  ~Stage() {
    try {
      clear_leftovers(place_);
    } catch (const std::exception&) {
      // The next run tries again.
    }
  }
  Stage(const Stage&) = delete;
  Stage& operator=(const Stage&) = delete;

  fs::path folder() const { return beside(place_, ".vitrine-new"); }

 private:
  fs::path place_;
};

void swap_in(const fs::path& fresh, const fs::path& place) {
  if (!fs::exists(place)) {
    fs::rename(fresh, place);
    return;
  }
  // After the exchange the old site bears the fresh folder's name.
  if (::renameat2(AT_FDCWD, fresh.c_str(), AT_FDCWD, place.c_str(), RENAME_EXCHANGE) != 0) {
    fs::rename(place, beside(place, ".vitrine-old"));  // file systems that cannot exchange
    fs::rename(fresh, place);
  }
}

void place_file(const fs::path& target, const SiteFile& file) {
  switch (file.from) {
    case SiteFile::From::content:
      write_file(target, file.content);
      break;
    case SiteFile::From::link:
      link_or_copy(file.source, target);
      break;
    case SiteFile::From::copy:
      copy_with_time(file.source, target);
      break;
  }
}

/// Files [begin, end) of a list.
struct Range {
  std::size_t begin, end;
};

// Files of one folder go to one thread: threads that write in the same folder wait for each other.
std::vector<Range> folders_of(const std::vector<SiteFile>& files) {
  const auto folder_of = [&files](std::size_t i) {
    const std::string& path = files[i].path;
    return std::string_view(path).substr(0, path.rfind('/') == std::string::npos ? 0 : path.rfind('/'));
  };
  std::vector<Range> folders;
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (i == 0 || folder_of(i) != folder_of(i - 1)) folders.push_back({i, i});
    folders.back().end = i + 1;
  }
  return folders;
}

std::vector<std::string> files_of(const fs::path& site) {
  std::vector<std::string> files;
  const std::size_t skip = site.native().size() + 1;
  for (auto at = fs::recursive_directory_iterator(site); at != fs::recursive_directory_iterator(); ++at) {
    const std::string path = at->path().native().substr(skip);
    if (at.depth() == 0 && !is_site_entry(path))
      at.disable_recursion_pending();
    else if (at->is_symlink() || !at->is_directory())
      files.push_back(path);
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

void require_replaceable(const fs::path& site) {
  const fs::path place = place_of(site);
  if (!place.has_filename() || place.filename() == "..")
    throw Failure("\"" + site.string() + "\" cannot be a site: name a folder of its own.");
  if (!fs::exists(place)) return;
  if (!fs::is_directory(place)) throw Failure(site.string() + " is a file: name a folder for the site.");
  if (fs::is_regular_file(place / marker_name) || fs::is_empty(place)) return;
  const std::string found = fs::directory_iterator(place)->path().filename().string();
  throw Failure(site.string() + " holds files that are not a site of vitrine's (\"" + found +
                "\"), and it would be replaced as a whole: name another folder, or empty this one.");
}

Changes compare(const fs::path& site, const std::vector<SiteFile>& files, unsigned jobs) {
  const fs::path place = place_of(site);
  Changes changes;
  const std::vector<std::string> old = fs::exists(place) ? files_of(place) : std::vector<std::string>{};
  changes.same.resize(files.size());
  in_parallel(files.size(), jobs, [&](std::size_t i) {
    changes.same[i] = !old.empty() && is_unchanged(place / files[i].path, files[i]) ? 1 : 0;
  });
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (changes.same[i] == 1) {
      ++changes.unchanged;
    } else {
      const bool there = std::binary_search(old.begin(), old.end(), files[i].path);
      (there ? changes.changed : changes.added).push_back(files[i].path);
    }
  }
  const auto by_path = [](const SiteFile& file, const std::string& path) { return file.path < path; };
  for (const std::string& path : old) {
    const auto at = std::lower_bound(files.begin(), files.end(), path, by_path);
    if (at == files.end() || at->path != path) changes.removed.push_back(path);
  }
  return changes;
}

Changes publish(const fs::path& site, const std::vector<SiteFile>& files, Console& console, unsigned jobs) {
  require_replaceable(site);
  const fs::path place = place_of(site);
  const SiteLock lock(place);
  clear_leftovers(place);
  require_replaceable(site);  // another may have written it until now
  const Changes changes = compare(site, files, jobs);
  if (changes.none()) return changes;
  const Stage stage(place);
  const fs::path fresh = stage.folder();
  Progress progress(console, "Writing the site", files.size());
  const std::vector<Range> folders = folders_of(files);
  in_parallel(folders.size(), jobs, [&](std::size_t at) {
    fs::create_directories((fresh / files[folders[at].begin].path).parent_path());
    for (std::size_t i = folders[at].begin; i < folders[at].end; ++i) {
      const fs::path target = fresh / files[i].path;
      if (changes.same[i] == 0 || ::link((place / files[i].path).c_str(), target.c_str()) != 0)
        place_file(target, files[i]);
      progress.advance();
    }
  });
  swap_in(fresh, place);
  clear_leftovers(place);
  return changes;
}

}  // namespace vitrine
