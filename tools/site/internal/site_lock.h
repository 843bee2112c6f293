// What lies beside a site while it is written.
#pragma once

#include <filesystem>

namespace vitrine {

/// "dir/.site.vitrine-new" for "dir/site" and ".vitrine-new".
std::filesystem::path beside(const std::filesystem::path& site, const char* suffix);

/// The lock of the process that compares and writes the site; none waits for it. Leaves no file behind.
class SiteLock {
 public:
  /// Throws Failure where another holds it, or where nothing can be written beside the site.
  explicit SiteLock(const std::filesystem::path& site);
  ~SiteLock();
  SiteLock(const SiteLock&) = delete;
  SiteLock& operator=(const SiteLock&) = delete;

 private:
  bool is_named() const;
  void close();

  std::filesystem::path file_;
  int handle_ = -1;
};

}  // namespace vitrine
