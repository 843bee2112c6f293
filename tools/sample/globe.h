// Where a ray meets a sphere, and how much of a pixel the sphere covers.
#pragma once

#include "tools/sample/canvas.h"

namespace vitrine::sample {

struct Globe {
  Vec centre;
  float radius = 1;
};

struct Meeting {
  float coverage = 0;  // of the pixel by the disc, 0..1
  float distance = 0;  // to the place that is seen, or to the nearest place of the ray
  float height = 0;    // of the ray above the surface where it is nearest, in radii; negative when it meets the globe
  Vec normal;          // of the place that is seen; for a ray that misses, of the place below its nearest point
  Vec nearest;         // direction from the centre to the ray's nearest point
};

/// `pixel` is the angle of a pixel. A globe behind the camera is not met.
inline Meeting meet(Vec place, Vec ray, const Globe& globe, float pixel) {
  Meeting meeting;
  const Vec from = place - globe.centre;
  const float along = -dot(from, ray);
  const Vec closest = from + ray * along;
  const float gap = length(closest);
  meeting.height = gap / globe.radius - 1;
  meeting.distance = along;
  meeting.nearest = closest * (1 / gap);
  meeting.normal = meeting.nearest;
  if (along <= 0) return meeting;
  meeting.coverage = clamp01((globe.radius - gap) / (along * pixel) + 0.5F);
  const float deep = globe.radius * globe.radius - gap * gap;
  if (deep > 0) {
    const float chord = std::sqrt(deep);
    meeting.distance = along - chord;
    meeting.normal = normalised(closest - ray * chord);
  }
  return meeting;
}

}  // namespace vitrine::sample
