// How well a picture suits a month: by its brightness, its warmth and its drama, and by what it shows.
//   fit = 1 - (0.30 |brightness - b| + 0.35 |warmth - w| + 0.35 |drama - d|) + bonuses, within 0..1
// where b, w and d are the month's. What is not known of a picture counts 0.5.
#pragma once

#include <array>
#include <cstdint>

#include "core/calendar/columns.h"

namespace vitrine {

inline constexpr std::uint32_t most_bonuses = 8;

/// Each 0..1; NaN: not known.
struct Look {
  double brightness = 0.5, warmth = 0.5, drama = 0.5;
};

/// Of red and yellow about 1, of blue about 0; of greys, greens and violets 0.5.
double warmth_of(std::uint8_t red, std::uint8_t green, std::uint8_t blue);

/// The look of a row. REQUIRES: row < columns.count
Look look_of(const CalendarColumns& columns, std::uint32_t row);

/// A place of the calendar and what it asks of its picture.
struct SlotTarget {
  std::uint32_t month = 0;  // 1..12; 0: a cover without days, which has no fit
  Look look;
  std::array<double, most_bonuses> bonuses{};  // for each of the plan's, already times its weight
};

/// The number that was written: a plan's figures are floats, and 0.3F is not 0.3.
double decimal(float figure);

/// `look`: all known. `bonus`: the sum of those that the picture has in this slot.
double month_fit(const Look& look, const Look& target, double bonus);

}  // namespace vitrine
