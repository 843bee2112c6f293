// A moon like ours: maria in old basins, craters of every size by a power law, rays of the young ones, and the light
// of a dusty ground (Lommel and Seeliger's law), with shadows where the sun is low.
#pragma once

#include <cstdint>

#include "tools/sample/earth.h"  // InParallel

namespace vitrine::sample {

class Moon {
 public:
  Moon(std::uint64_t seed, int side, const InParallel& in_parallel);

  struct View {
    Globe globe;
    Vec sun;
    float spin = 0;
    Colour earthshine;   // light on the night side
    Vec earth{0, 0, 1};  // where that comes from
  };
  void paint(Canvas& canvas, const Camera& camera, const View& view) const;

 private:
  float height_at(Vec place, int level) const { return map_.linear(face_point(place), level)[0]; }
  Colour surface(const Meeting& meeting, Vec ray, float footprint, const View& view) const;

  std::uint32_t seed_;
  CubeMap<2> map_;  // height in radii, albedo
};

}  // namespace vitrine::sample
