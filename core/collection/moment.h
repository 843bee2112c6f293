// A moment as a picture's record gives it: local wall-clock time, the zone when known, and no more
// precision than was written ("1889", "2026-04-06", "2026-04-06T14:03:11-04:00").
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/result.h"

namespace vitrine {

struct Moment {
  enum class Precision : std::uint8_t { none, year, month, day, second };

  std::int64_t local_seconds = 0;  // since 1970-01-01T00:00:00 on the local clock; start of the period named
  std::int16_t utc_offset = 0;     // minutes east of UTC, meaningful when zoned
  bool zoned = false;
  Precision precision = Precision::none;  // none: not known

  bool known() const { return precision != Precision::none; }
  /// Days since 1970-01-01 on the local clock (floor).
  std::int32_t day() const;

  friend bool operator==(const Moment&, const Moment&) = default;
};

/// Parses ISO 8601 in the forms above (also a space for 'T', 'Z', fractions of a second dropped, EXIF's
/// "2026:04:06 14:03:11", years -9999..9999). An empty text is a Moment that is not known.
Result<Moment> parse_moment(std::string_view text);

/// The ISO 8601 text of a moment; "" when it is not known. parse_moment(to_text(m)) == m.
std::string to_text(const Moment& moment);

}  // namespace vitrine
