#include "core/calendar/month_fit.h"

#include <algorithm>
#include <cmath>

namespace vitrine {
namespace {

constexpr double neutral_warmth = 0.5;

double share_of(std::uint16_t column) {
  return column == unknown_share ? not_known : static_cast<double>(column) / full_share;
}

/// Degrees, 0 <= hue < 360. `range` is the largest less the least, not 0.
double hue_of(int red, int green, int blue, int range) {
  const int largest = std::max({red, green, blue});
  const int turn = largest == red     ? 60 * (green - blue)
                   : largest == green ? 120 * range + 60 * (blue - red)
                                      : 240 * range + 60 * (red - green);
  return static_cast<double>(turn < 0 ? turn + 360 * range : turn) / range;
}

}  // namespace

double warmth_of(std::uint8_t red, std::uint8_t green, std::uint8_t blue) {
  const int largest = std::max({red, green, blue});
  const int range = largest - std::min({red, green, blue});
  if (range * 20 < largest * 3 || range == 0) return neutral_warmth;  // a saturation below 0.15
  const double hue = hue_of(red, green, blue, range);
  if (hue <= 60 || hue >= 300) return 0.8 + 0.2 * (1 - std::min(hue, 360 - hue) / 60);
  if (hue >= 180 && hue <= 220) return 0.2 * (1 - (hue - 180) / 80);
  if (hue > 220 && hue <= 260) return 0.2 * (hue - 220) / 40;
  return neutral_warmth;
}

Look look_of(const CalendarColumns& columns, std::uint32_t row) {
  const double brightness = share_of(columns.brightness[row]);
  const double contrast = share_of(columns.contrast[row]), saturation = share_of(columns.saturation[row]);
  const double warmth =
      std::isnan(brightness) ? not_known : warmth_of(columns.red[row], columns.green[row], columns.blue[row]);
  const double drama = 2 * contrast * saturation;
  return {brightness, warmth, std::isnan(drama) ? not_known : std::min(1.0, drama)};
}

double decimal(float figure) { return std::floor(static_cast<double>(figure) * 1e6 + 0.5) / 1e6; }

double month_fit(const Look& look, const Look& target, double bonus) {
  const double miss = 0.30 * std::abs(look.brightness - target.brightness) +
                      0.35 * std::abs(look.warmth - target.warmth) + 0.35 * std::abs(look.drama - target.drama);
  return std::clamp(1 - miss + bonus, 0.0, 1.0);
}

}  // namespace vitrine
