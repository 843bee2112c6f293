#include "tools/sample/scenes.h"

#include "tools/sample/studio.h"

namespace vitrine::sample {
namespace {

using Painter = void (*)(Studio&);
constexpr std::array<Painter, static_cast<std::size_t>(Scene::count)> painters{
    paint_earth_globe, paint_earth_limb, paint_earth_night, paint_earth_clouds, paint_moon_globe, paint_moon_craters,
    paint_moon_limb,   paint_earthrise,  paint_earth_moon,  paint_eclipse,      paint_stars,      paint_milky_way,
    paint_solar_array, paint_window,     paint_plasma,      paint_panel,        paint_screen,     paint_cabin,
    paint_pad,         paint_launch,     paint_parachutes,  paint_splashdown};

void set_palette(const std::string& palette, Film& film) {
  if (palette == "warm") film.warmth = 0.55F;
  if (palette == "cold") film.warmth = -0.5F;
  if (palette == "monochrome") film.saturation = 0;
}

}  // namespace

std::vector<std::uint8_t> photograph(const World& world, const Shot& shot, int width, int height) {
  Canvas canvas(width, height);
  canvas.move(shot.shift_x, shot.shift_y, shot.zoom);
  Film film;
  film.seed = static_cast<std::uint32_t>(shot.frame_seed);
  Studio studio{world, shot, canvas, film, Random(shot.seed, 7)};
  painters[static_cast<std::size_t>(shot.scene)](studio);
  film.exposure *= std::exp2(shot.stops);
  set_palette(shot.palette, film);
  return develop(canvas, film);
}

}  // namespace vitrine::sample
