// Stars, the Milky Way, the sun, and its corona.
#pragma once

#include <cstdint>
#include <vector>

#include "tools/sample/canvas.h"

namespace vitrine::sample {

class Sky {
 public:
  explicit Sky(std::uint64_t seed);

  /// `faintest` magnitude that shows; `strength` 1 makes a star of magnitude 0 white at that exposure. `trail` is the
  /// angle the camera turned about the line of sight while the shutter was open.
  void paint_stars(Canvas& canvas, const Camera& camera, float faintest, float strength, float trail = 0) const;
  void paint_milky_way(Canvas& canvas, const Camera& camera, float strength) const;
  /// Towards the middle of the Milky Way.
  Vec galactic_centre() const { return centre_; }

 private:
  struct Star {
    Vec direction;
    float magnitude;
    Colour colour;
  };
  std::uint32_t seed_;
  Vec pole_, centre_;
  std::vector<Star> stars_;
};

/// Disc, glare and the rays of a lens's diaphragm. `radius` in y.
void paint_sun(Canvas& canvas, float x, float y, float radius, float strength, int rays);

/// The corona about a covered sun of that radius (in y) at (x, y): streamers, plumes at the poles, prominences.
void paint_corona(Canvas& canvas, float x, float y, float radius, float tilt, float strength, std::uint32_t seed);

}  // namespace vitrine::sample
