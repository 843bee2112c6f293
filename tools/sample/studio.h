// What a painter of scenes works with, and the painters, by the file they are in.
#pragma once

#include "core/random.h"
#include "tools/sample/noise.h"
#include "tools/sample/scenes.h"

namespace vitrine::sample {

inline constexpr float pi = 3.14159265F;

/// Everything a painter needs: the world, the shot and a random generator.
struct Studio {
  const World& world;
  const Shot& shot;
  Canvas& canvas;
  Film& film;
  Random random;

  float between(float low, float high) { return mix(low, high, static_cast<float>(random.unit())); }
  bool chance(double share) { return random.unit() < share; }
  float either(float a) { return chance(0.5) ? a : -a; }
  Vec direction() {
    return normalised({static_cast<float>(random.normal()), static_cast<float>(random.normal()),
                       static_cast<float>(random.normal())});
  }
  float tangent() const { return 12 / shot.focal; }
};

/// What is painted of a shape at the signed distance `d` from its edge (negative inside), `soft` wide.
constexpr float cover(float d, float soft) { return clamp01(0.5F - d / soft); }

/// Signed distance to a box of half sizes (a, b) with corners rounded by `round`.
inline float box(float x, float y, float a, float b, float round) {
  const float u = std::abs(x) - a + round, v = std::abs(y) - b + round;
  return std::sqrt(square(std::max(u, 0.0F)) + square(std::max(v, 0.0F))) + std::min(std::max(u, v), 0.0F) - round;
}
/// Signed distance to a line from (ax, ay) to (bx, by), `half` wide each side.
inline float stroke(float x, float y, float ax, float ay, float bx, float by, float half) {
  const float dx = bx - ax, dy = by - ay;
  const float t = clamp01(((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy));
  return std::sqrt(square(x - ax - t * dx) + square(y - ay - t * dy)) - half;
}

// space.cpp
void paint_earth_globe(Studio& studio);
void paint_earth_limb(Studio& studio);
void paint_earth_night(Studio& studio);
void paint_earth_clouds(Studio& studio);
void paint_moon_globe(Studio& studio);
void paint_moon_craters(Studio& studio);
void paint_moon_limb(Studio& studio);
void paint_earthrise(Studio& studio);
void paint_earth_moon(Studio& studio);
void paint_eclipse(Studio& studio);
void paint_stars(Studio& studio);
void paint_milky_way(Studio& studio);
void paint_solar_array(Studio& studio);
// inside.cpp
void paint_window(Studio& studio);
void paint_plasma(Studio& studio);
void paint_panel(Studio& studio);
void paint_screen(Studio& studio);
void paint_cabin(Studio& studio);
// ground.cpp
void paint_pad(Studio& studio);
void paint_launch(Studio& studio);
void paint_parachutes(Studio& studio);
void paint_splashdown(Studio& studio);

}  // namespace vitrine::sample
