// The print file of a calendar: a cover, the months, a contact sheet. Pictures are cut out of the originals, a page's
// at a time.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/documents/documents.h"
#include "tools/console/console.h"
#include "tools/print/paper.h"

namespace vitrine {

/// Dots of the original an inch: below `stop` a calendar is not printed unless this is accepted.
struct PrintResolution {
  static constexpr double stop = 150, warn = 200, note = 300;
};

/// Pictures are made smaller to this, dots an inch.
inline constexpr double print_resolution = 300;

struct PrintedPicture {
  std::string id, title, credit, license;
  std::filesystem::path original;  // empty: there is none
  double focus_x = 0.5, focus_y = 0.5;
};

struct PrintedCalendar {
  CalendarPlan plan;
  std::vector<PrintedPicture> pictures;  // of each slot
  std::size_t cover = 0;                 // the slot with the picture that the cover has
  std::string author;
};

struct PrintOptions {
  PageSetup page;
  bool accept_resolution = false;
  std::optional<bool> week_numbers;  // nothing: where weeks begin on Monday
  bool dry_run = false;              // everything is judged, nothing is made
  std::filesystem::path file;
};

struct PrintReport {
  std::size_t pages = 0;
  double least_dots = 0;  // of the original, an inch
};

/// Throws Failure: originals that are not there or cannot be decoded, too few dots, a file that cannot be written.
PrintReport print_calendar(const PrintedCalendar& calendar, const PrintOptions& options, Console& console);

}  // namespace vitrine
