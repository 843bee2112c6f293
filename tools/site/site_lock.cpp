#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "tools/console/console.h"
#include "tools/site/internal/site_lock.h"
#include "tools/source/files.h"

namespace vitrine {

namespace fs = std::filesystem;

fs::path beside(const fs::path& site, const char* suffix) {
  return site.parent_path() / ("." + site.filename().string() + suffix);
}

// The file goes at the end. So another may remove it between our opening and our locking, and a lock counts only while
// the path still names the file that was locked.
SiteLock::SiteLock(const fs::path& site) : file_(beside(site, ".vitrine-lock")) {
  fs::create_directories(site.parent_path());
  do {
    close();
    handle_ = ::open(file_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (handle_ < 0)
      throw Failure("Nothing can be written in " + site.parent_path().string() + why({errno, std::generic_category()}));
    if (::flock(handle_, LOCK_EX | LOCK_NB) != 0) {
      const int error = errno;
      close();
      if (error != EWOULDBLOCK)
        throw Failure(site.string() + " cannot be locked" + why({error, std::generic_category()}));
      throw Failure("Another vitrine is writing " + site.string() + ": wait until it has ended.");
    }
  } while (!is_named());
}

SiteLock::~SiteLock() {
  ::unlink(file_.c_str());
  close();
}

bool SiteLock::is_named() const {
  struct stat locked {
  }, named{};
  return ::fstat(handle_, &locked) == 0 && ::stat(file_.c_str(), &named) == 0 && locked.st_dev == named.st_dev &&
         locked.st_ino == named.st_ino;
}

void SiteLock::close() {
  if (handle_ >= 0) ::close(handle_);
  handle_ = -1;
}

}  // namespace vitrine
