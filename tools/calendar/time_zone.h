// A time zone of the IANA database, as the system has it (/usr/share/zoneinfo).
#pragma once

#include <chrono>
#include <string>

namespace vitrine {

class TimeZone {
 public:
  /// "Europe/Berlin", "UTC". Throws Failure where the system has no such zone.
  explicit TimeZone(const std::string& name);

  /// The clock of the zone at an instant. One caller at a time; the environment of the process is changed meanwhile,
  /// so no other thread may read it.
  std::chrono::sys_seconds local(std::chrono::sys_seconds instant) const;

 private:
  std::string name_;
};

}  // namespace vitrine
