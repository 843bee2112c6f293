#include "tools/calendar/time_zone.h"

#include <stdlib.h>  // setenv
#include <time.h>    // tzset, localtime_r

#include <algorithm>
#include <filesystem>
#include <mutex>
#include <optional>

#include "tools/console/console.h"
#include "tools/source/files.h"

namespace vitrine {
namespace {

namespace chrono = std::chrono;
namespace fs = std::filesystem;

constexpr const char* zones = "/usr/share/zoneinfo";
constexpr const char* universal = "UTC";  // also where the system has no zones

/// Letters, digits, "_", "+", "-" and "/" between names: no path that leaves the folder.
bool is_zone_name(const std::string& name) {
  return !name.empty() && name.front() != '/' && std::all_of(name.begin(), name.end(), [](unsigned char c) {
    return std::isalnum(c) || c == '_' || c == '+' || c == '-' || c == '/';
  });
}

bool is_there(const std::string& name) {
  const fs::path file = fs::path(zones) / name;
  std::error_code ignored;
  return is_zone_name(name) && fs::is_regular_file(file, ignored) && read_file(file, 4) == "TZif";
}

/// The C library's zone is another one, until the end of the scope.
class ZoneOfProcess {
 public:
  explicit ZoneOfProcess(const std::string& name) : lock_(mutex()) {
    if (const char* before = getenv("TZ")) before_ = before;
    set(name.c_str());
  }
  ~ZoneOfProcess() { set(before_ ? before_->c_str() : nullptr); }
  ZoneOfProcess(const ZoneOfProcess&) = delete;
  ZoneOfProcess& operator=(const ZoneOfProcess&) = delete;

 private:
  static std::mutex& mutex() {
    static std::mutex one;
    return one;
  }
  static void set(const char* value) {
    value != nullptr ? setenv("TZ", value, 1) : unsetenv("TZ");
    tzset();
  }

  std::lock_guard<std::mutex> lock_;
  std::optional<std::string> before_;
};

}  // namespace

TimeZone::TimeZone(const std::string& name) : name_(name) {
  if (name != universal && !is_there(name)) {
    throw Failure("The time zone \"" + name + "\" is not known here: a name of the IANA database is expected, like " +
                  "\"Europe/Berlin\" or \"UTC\", and " + zones + " has none like it.");
  }
}

chrono::sys_seconds TimeZone::local(chrono::sys_seconds instant) const {
  if (name_ == universal) return instant;
  const ZoneOfProcess zone(std::string(zones) + "/" + name_);
  const time_t seconds = instant.time_since_epoch().count();
  tm clock{};
  localtime_r(&seconds, &clock);
  return instant + chrono::seconds(clock.tm_gmtoff);
}

}  // namespace vitrine
