// What the calendar knows of each picture: data/calendar.bin, written natively, read in the page's module.
//
// The file (little-endian, gzip around it as around the vectors):
//   0  "VTRC"          4  u32 version 1          8  u32 count          12  u32 flags (1: preference, 2: evidence)
//   16 columns of `count` values each, in the order of CalendarColumns
// Rows are those of the collection, in the published order.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include "core/result.h"

namespace vitrine {

inline constexpr std::uint32_t most_calendar_rows = 4'000'000;
/// Brightness, contrast and saturation are 0 .. full_share; unknown_share: not known.
inline constexpr std::uint16_t full_share = 10'000;
inline constexpr std::uint16_t unknown_share = 65'535;
/// What is not known of a picture, where it is a double.
inline constexpr double not_known = std::numeric_limits<double>::quiet_NaN();
/// A focus is 0 .. full_focus of width or height; unknown_focus: not known.
inline constexpr std::uint8_t full_focus = 254;
inline constexpr std::uint8_t unknown_focus = 255;

struct CalendarColumns {
  std::uint32_t count = 0;
  std::vector<std::uint16_t> brightness, contrast, saturation;
  std::vector<std::uint8_t> red, green, blue;  // the top dominant colour, where brightness is known
  std::vector<std::uint8_t> bonuses;           // bit g: it bears a tag of the plan's bonus g
  std::vector<std::uint8_t> focus_x, focus_y;  // what a crop keeps
  std::vector<float> preference;               // 0..1; NaN: no evidence, no score. Absent: nothing is preferred
  std::vector<float> appeal;                   // broad appeal; NaN: none. There where preference is
  std::vector<float> lower, upper;             // of the interval of preference; NaN: none. Absent: not from votes
  std::vector<std::uint32_t> shown, chosen;    // there where the interval is

  bool has_preference() const { return !preference.empty(); }
  bool has_evidence() const { return !shown.empty(); }
};

/// Reads the (unzipped) file. An error is one sentence: what was found, what was expected.
Result<CalendarColumns> read_columns(std::span<const std::uint8_t> bytes);

/// The file, not zipped. REQUIRES: every column has `count` values, or is one that may be absent.
std::string write_columns(const CalendarColumns& columns);

}  // namespace vitrine
