// A planet like Earth: continents with climates, oceans that glint, swirled clouds with shadows, air that is blue at
// the limb and red at the terminator, cities at night.
#pragma once

#include <array>
#include <cstdint>
#include <functional>

#include "tools/sample/cube_map.h"
#include "tools/sample/globe.h"

namespace vitrine::sample {

/// Calls a function with 0, 1, 2 ... up to a count, in any order.
using InParallel = std::function<void(std::size_t, const std::function<void(std::size_t)>&)>;

class Earth {
 public:
  Earth(std::uint64_t seed, int side, const InParallel& in_parallel);

  struct View {
    Globe globe;
    Vec sun;            // direction to it
    float spin = 0;     // the hour, as an angle about the axis y
    float weather = 0;  // turns the clouds against the ground
    float air = 1;      // thickness of the atmosphere, 1 being the true one
    float aurora = 0;   // strength
    float night = 1;    // strength of the cities' light
  };
  void paint(Canvas& canvas, const Camera& camera, const View& view) const;
  /// The same for one ray, over `behind`.
  Colour seen(Vec place, Vec ray, float pixel, const View& view, Colour behind) const;

 private:
  struct Ground;
  Ground ground_at(Vec place, float footprint) const;
  float cloud_at(Vec place, float footprint, int octaves) const;
  Colour surface(const Meeting& meeting, Vec ray, float footprint, const View& view) const;

  std::uint32_t seed_;
  CubeMap<2> ground_;  // height above the sea, moisture
  CubeMap<1> clouds_;  // density
};

}  // namespace vitrine::sample
