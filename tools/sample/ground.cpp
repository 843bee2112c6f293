// On Earth: the pad through the seasons, the launch, the parachutes, the capsule on the ocean.
#include "tools/sample/studio.h"

namespace vitrine::sample {
namespace {

/// A sky as seen from the ground, for one place of the sun.
struct Weather {
  float sun_x, sun_y;  // in the picture
  float height;        // of the sun: -1 night, 0 at the horizon, 1 high
  float clouds;        // cover, 0..1
  std::uint32_t seed;
  Colour zenith, horizon, glow;
};

Weather weather_of(Studio& studio, float height) {
  Weather weather{studio.between(-1.2F, 1.2F),
                  0.75F * height,
                  height,
                  studio.between(0.15F, 0.85F),
                  static_cast<std::uint32_t>(studio.shot.seed),
                  {},
                  {},
                  {}};
  const float day = smooth(-0.05F, 0.55F, height), dusk = smooth(-0.45F, -0.02F, height);
  weather.zenith =
      mix(mix(Colour{0.003F, 0.006F, 0.018F}, Colour{0.06F, 0.10F, 0.26F}, dusk), Colour{0.07F, 0.19F, 0.52F}, day);
  const Colour rose = mix(Colour{0.95F, 0.42F, 0.16F}, Colour{0.75F, 0.30F, 0.36F}, studio.between(0, 1));
  weather.horizon = mix(mix(Colour{0.010F, 0.018F, 0.042F}, rose * 0.85F, dusk), Colour{0.48F, 0.62F, 0.78F}, day);
  weather.glow =
      mix(mix(Colour{0.05F, 0.05F, 0.07F}, Colour{1.3F, 0.52F, 0.14F}, dusk), Colour{1.2F, 1.1F, 0.95F}, day);
  return weather;
}

/// `y` is the height over the horizon; light from that direction.
Colour sky_at(const Weather& weather, float x, float y, bool detailed = true) {
  const float up = std::max(0.0F, y);
  const float near_sun = quick_exp(-1.3F * std::sqrt(square(x - weather.sun_x) * 0.5F + square(y - weather.sun_y)));
  Colour light = mix(weather.horizon, weather.zenith, 1 - quick_exp(-2.1F * up));
  light += weather.glow * (0.55F * square(near_sun));
  if (detailed) {
    // Two layers on flat ceilings.
    const float far = 1 / (up + 0.10F);
    const float u = x * far, v = far * 1.6F;
    const float shape = fractal(u * 0.8F + 3, v * 0.8F, 6, weather.seed, 0.55F) +
                        0.35F * fractal(u * 0.25F, v * 0.25F + 9, 3, weather.seed + 20);
    const float cover_here =
        smooth(0.55F - 0.9F * weather.clouds, 1.05F - 0.9F * weather.clouds, shape) * smooth(0, 0.10F, up);
    const float towards =
        fractal((u - (u - weather.sun_x * far) * 0.06F) * 0.8F + 3, (v + 0.10F) * 0.8F, 4, weather.seed, 0.55F);
    const float lit = clamp01(0.45F + 1.2F * (shape - towards));
    const Colour shade = mix(weather.zenith * 0.9F + weather.horizon * 0.25F, weather.horizon * 0.55F, 0.5F);
    const Colour bright = weather.glow * (0.35F + 0.65F * near_sun) + weather.horizon * 0.35F;
    light = mix(light, mix(shade, bright, lit), cover_here * 0.88F);
    const float high = fractal(u * 0.3F + 40, v * 1.1F, 5, weather.seed + 40, 0.6F);
    light += weather.glow * (0.14F * smooth(0.1F, 0.7F, high) * smooth(0.02F, 0.2F, up) * (0.4F + near_sun));
  }
  const float disc = std::sqrt(square(x - weather.sun_x) + square(y - weather.sun_y));
  if (weather.height > -0.02F) light += weather.glow * (6 * smooth(0.045F, 0.035F, disc) + 0.5F * quick_exp(-disc * 9));
  return light;
}

/// The sea below the horizon: waves that mirror the sky.
Colour sea_at(const Weather& weather, float x, float y, float rough, float pixel) {
  const float down = std::max(0.004F, -y);
  const float far = 0.35F / down, u = x * far * 2.2F, v = far * 6;
  const float calm = smooth(0, 60, far * far * pixel * 900);
  const Slope wave =
      fractal_slope({u, v, 0.3F * real(static_cast<int>(weather.seed & 15U))}, 5, weather.seed + 60, 0.55F);
  const float tilt = rough * (1 - 0.7F * calm);
  const float lift = tilt * wave.gradient.y * 0.16F, aside = tilt * wave.gradient.x * 0.10F;
  const float mirror_y = std::max(0.005F, down * 0.9F + lift * (0.35F + down));
  const float grazing = clamp01(1 - (down * 0.8F + 0.5F * std::abs(lift)));
  const float fresnel = 0.05F + 0.85F * square(square(grazing));
  const Colour deep = weather.zenith * 0.12F + Colour{0.002F, 0.010F, 0.014F};
  Colour light = mix(deep, sky_at(weather, x + aside * 3, mirror_y, false), fresnel);
  const float glitter =
      quick_exp(-square((x + aside * 6 - weather.sun_x * (1 - 0.2F * down)) / (0.10F + 0.25F * rough * down)));
  const float spark = smooth(0.25F, 0.8F, wave.value + 0.25F * wave.gradient.y);
  return light + weather.glow * (glitter * (0.10F + 1.4F * spark) * smooth(-0.25F, 0.05F, weather.height) * 0.8F);
}

struct Rocket {
  float x, base, height;  // base and height in y
};

/// Signed distance to the body, boosters and nose; `u` and `v` in units of the height.
float rocket_shape(float u, float v) {
  const float body = std::max(std::abs(u) - 0.055F * (v > 0.80F ? std::sqrt(std::max(0.0F, (1.0F - v) / 0.20F)) : 1.0F),
                              std::max(-v, v - 1));
  const float waist = v > 0.62F && v < 0.80F ? std::max(std::abs(u) - 0.045F, std::max(0.62F - v, v - 0.80F)) : 1.0F;
  const float sides =
      std::abs(std::abs(u) - 0.082F) - 0.026F * (v > 0.52F ? std::max(0.0F, (0.62F - v) / 0.10F) : 1.0F);
  return std::min(std::min(body, waist), std::max(sides, std::max(-v, v - 0.62F)));
}

void paint_rocket(Canvas& canvas, const Rocket& rocket, Colour front, Colour side, float from, bool mirrored,
                  float shown) {
  const float h = rocket.height;
  canvas.each_in(rocket.x - 0.2F * h, mirrored ? rocket.base - h : rocket.base, rocket.x + 0.2F * h,
                 mirrored ? rocket.base : rocket.base + h, [&](float x, float y, Colour& colour) {
                   const float u = (x - rocket.x) / h, v = std::abs(y - rocket.base) / h;
                   const float d = rocket_shape(u, v) * h;
                   if (d > canvas.pixel()) return;
                   const float centre = std::abs(u) > 0.056F ? (u > 0 ? 0.082F : -0.082F) : 0,
                               radius = centre == 0 ? 0.055F : 0.026F;
                   const float across = std::clamp((u - centre) / radius, -1.0F, 1.0F),
                               turned_away = std::sqrt(1 - across * across);
                   const float facing = clamp01(turned_away * 0.7F + across * from * 0.7F);
                   Colour paint = centre == 0 && v < 0.62F ? Colour{0.78F, 0.34F, 0.12F} : Colour{0.86F, 0.86F, 0.84F};
                   if (v > 0.66F) paint = Colour{0.86F, 0.86F, 0.84F};
                   if (std::abs(v - 0.62F) < 0.004F || std::abs(v - 0.80F) < 0.003F || std::abs(v - 0.35F) < 0.003F)
                     paint = paint * 0.5F;
                   if (centre == 0 && v > 0.66F && v < 0.70F) paint = paint * 0.18F;
                   const Colour light = paint * (front * facing + side * (0.25F + 0.3F * turned_away));
                   colour = mix(colour, light, clamp01(0.5F - d / canvas.pixel()) * shown);
                 });
}

void paint_tower(Canvas& canvas, const Rocket& rocket, Colour light, bool mirrored, float shown) {
  const float h = rocket.height, x0 = rocket.x + 0.20F * h;
  canvas.each_in(rocket.x - 0.55F * h, mirrored ? rocket.base - 1.15F * h : rocket.base, rocket.x + 0.6F * h,
                 mirrored ? rocket.base : rocket.base + 1.15F * h, [&](float x, float y, Colour& colour) {
                   const float u = (x - x0) / h, v = std::abs(y - rocket.base) / h, p = canvas.pixel() / h;
                   float d = 1;
                   if (v < 1.04F && std::abs(u) < 0.075F) {
                     const float floor_height = 0.06F, f = v / floor_height, local = (f - std::floor(f)) * 2 - 1;
                     d = std::min({std::abs(std::abs(u) - 0.062F) - 0.006F,
                                   std::abs(std::abs(local) - 1) * floor_height / 2 - 0.004F,
                                   std::abs(u - local * 0.062F) * 0.5F - 0.0025F,
                                   std::abs(u + local * 0.062F) * 0.5F - 0.0025F, std::abs(u) - 0.016F});
                   }
                   for (const float arm : {0.33F, 0.60F, 0.84F})
                     d = std::min(d, std::max(std::abs(v - arm) - 0.008F, std::max(u + 0.05F, -0.145F - u)));
                   for (const float mast : {-0.62F, 0.34F})
                     d = std::min(d, std::max(std::abs(u - mast) - 0.010F * (1.15F - v), v - 1.12F));
                   d = std::min(d, std::max(std::abs(u + 0.2F) - 0.34F, std::abs(v + 0.01F) - 0.02F));
                   if (d > p) return;
                   colour = mix(colour, light * (0.5F + 0.5F * random_unit(floor_of(u * 60), floor_of(v * 60), 3)),
                                clamp01(0.5F - d / p) * shown);
                 });
}

void paint_shore(Canvas& canvas, const Weather& weather, float horizon, std::uint32_t seed) {
  canvas.each_in(-9, horizon - 0.05F, 9, horizon + 0.12F, [&](float x, float y, Colour& colour) {
    const float trees = horizon + 0.010F + 0.022F * (0.5F + 0.5F * fractal(x * 3, 0.5F, 5, seed + 7, 0.6F)) +
                        0.006F * noise(x * 70, 3.5F, seed + 8);
    const float depth = 2 * horizon - trees;
    const float land = smooth(trees + canvas.pixel(), trees, y) * smooth(depth, depth + canvas.pixel(), y);
    colour = mix(colour, weather.horizon * 0.06F + weather.zenith * 0.05F, land * (y < horizon ? 0.75F : 1.0F));
  });
}

void paint_ground(Studio& studio, const Weather& weather, float horizon, float rough) {
  const float pixel = studio.canvas.pixel();
  if (weather.height < -0.3F) {
    Camera camera;
    camera.tangent = studio.tangent();
    studio.world.sky.paint_stars(studio.canvas, camera, 8, 0.05F);
  }
  studio.canvas.add_soft(2, [&](float x, float y) { return sky_at(weather, x, y - horizon); });
  studio.canvas.each([&](float x, float y, Colour& colour) {
    if (y <= horizon) colour = sea_at(weather, x, y - horizon, rough, pixel);
  });
}

void paint_flame(Canvas& canvas, float x, float top, float length, float width, float strength, std::uint32_t seed) {
  canvas.each_in(
      x - width * 6, top - length * 1.2F, x + width * 6, top + 0.05F, [&](float px, float py, Colour& colour) {
        const float t = (top - py) / length;
        if (t < -0.02F || t > 1.2F) return;
        const float wide = width * (0.55F + 0.9F * t) * (1 + 0.25F * noise(px * 30, t * 14, seed));
        const float across = (px - x) / wide;
        const float light = quick_exp(-across * across) *
                            smooth(1.2F, 0.2F, t + 0.2F * noise(px * 20, py * 9, seed + 1)) * smooth(-0.02F, 0.02F, t);
        colour +=
            (Colour{1.0F, 0.55F, 0.18F} * (2.6F * light) + Colour{1.0F, 0.92F, 0.75F} * (5 * light * light)) * strength;
      });
}

}  // namespace

void paint_pad(Studio& studio) {
  const float height = studio.chance(0.3) ? studio.between(0.25F, 0.9F) : studio.between(-0.5F, 0.16F);
  const Weather weather = weather_of(studio, height);
  const float horizon = studio.between(-0.62F, -0.25F);
  paint_ground(studio, weather, horizon, studio.between(0.15F, 0.6F));
  const float size = studio.between(0.45F, 1.25F);
  const Rocket rocket{studio.between(-1, 0.8F), horizon + 0.035F, size};
  const float dim = smooth(0.2F, -0.1F, height);
  const Colour flood = Colour{1.0F, 0.93F, 0.80F} * (0.15F + 1.25F * dim);
  const Colour side =
      weather.horizon * 0.5F + weather.zenith * 0.5F + weather.glow * (0.35F * smooth(-0.1F, 0.3F, height));
  const float from = weather.sun_x > rocket.x ? 1.0F : -1.0F;
  paint_shore(studio.canvas, weather, horizon, weather.seed);
  const bool has_rocket = studio.chance(0.75);
  const Colour steelwork = weather.horizon * 0.10F + flood * (0.22F * dim) + Colour{0.02F, 0.02F, 0.02F};
  for (const bool mirrored : {true, false}) {
    Rocket shown = rocket;
    if (mirrored) shown.base = horizon - 0.02F;
    paint_tower(studio.canvas, shown, steelwork, mirrored, mirrored ? 0.35F : 1);
    if (has_rocket)
      paint_rocket(studio.canvas, shown, flood * (mirrored ? 0.6F : 1), side, from, mirrored, mirrored ? 0.35F : 1);
  }
  if (dim > 0.3F) {
    const float glow = studio.between(0.05F, 0.14F) * dim;
    studio.canvas.add_soft(4, [&](float x, float y) {
      const float d = std::sqrt(square((x - rocket.x) / 0.8F) + square(y - rocket.base - 0.3F * size));
      return Colour{1.0F, 0.85F, 0.6F} * (glow * quick_exp(-3.2F * d / size));
    });
  }
  studio.canvas.bloom(0.4F, 0.12F);
  studio.film.exposure = 1.05F + 1.0F * dim;
}

void paint_launch(Studio& studio) {
  const Weather weather = weather_of(studio, studio.between(-0.6F, 0.2F));
  const float horizon = studio.between(-0.75F, -0.5F), rise = studio.between(0.05F, 0.9F),
              size = studio.between(0.35F, 0.6F);
  const auto seed = weather.seed;
  paint_ground(studio, weather, horizon, 0.5F);
  paint_shore(studio.canvas, weather, horizon, seed);
  const Rocket rocket{studio.between(-0.6F, 0.6F), horizon + 0.10F + rise, size};
  const float width = 0.05F * size, fire_y = rocket.base;
  paint_tower(studio.canvas, {rocket.x - 0.1F, horizon + 0.035F, size}, Colour{0.5F, 0.22F, 0.08F}, false, 1);
  // Smoke: billows lit by the fire from inside.
  studio.canvas.each([&](float x, float y, Colour& colour) {
    const float up = (y - horizon) / std::max(0.05F, fire_y - horizon);
    const float u = (x - rocket.x), ground = (y - horizon);
    const float billow = fractal(x * 5, y * 5, 6, seed + 3, 0.58F) + 0.4F * fractal(x * 1.7F, y * 1.7F, 3, seed + 13);
    const float wide = up > 1 ? 0 : 0.045F + 0.10F * square(1 - std::max(0.0F, up)) * rise;
    const float column =
        y < fire_y && ground > 0 ? smooth(1.5F, 0.4F, std::abs(u) / (wide + 0.10F * (1 - up)) - 0.6F * billow) : 0;
    const float base =
        smooth(0.12F, -0.10F,
               std::sqrt(square(u * 0.28F) + square(ground * 1.15F)) - 0.20F - 0.18F * rise - 0.16F * billow) *
        smooth(-0.01F, 0.01F, ground);
    const float dense = std::max(column * 0.9F, base);
    if (dense <= 0) return;
    const float near_fire = 0.35F / (0.08F + square(u) * 2.4F + square(std::max(0.0F, (fire_y - y)) * 0.9F));
    const float shade = clamp01(0.55F + 0.55F * fractal(x * 5 - 0.12F, y * 5 - 0.25F, 4, seed + 3, 0.58F));
    const Colour smoke = Colour{1.0F, 0.52F, 0.20F} * (0.30F * near_fire * (1.2F - 0.8F * shade)) +
                         (weather.horizon * 0.45F + weather.zenith * 0.4F) * (0.4F + 0.6F * shade);
    colour = mix(colour, smoke, dense * 0.96F);
  });
  paint_rocket(studio.canvas, rocket, Colour{1.0F, 0.75F, 0.5F} * 0.9F, weather.horizon * 0.6F + weather.zenith * 0.3F,
               0.3F, false, 1);
  paint_flame(studio.canvas, rocket.x, fire_y, std::max(0.25F, std::min(0.6F, rise + 0.1F)), width * 1.8F, 1.3F,
              seed + 5);
  for (const float side : {-1.0F, 1.0F})
    paint_flame(studio.canvas, rocket.x + side * 0.082F * size, fire_y, 0.28F, width * 0.9F, 0.8F, seed + 6);
  studio.canvas.add_soft(4, [&](float x, float y) {
    const float d = std::sqrt(square(x - rocket.x) + square((y - fire_y + 0.1F) * 0.8F));
    return Colour{1.0F, 0.62F, 0.28F} * (0.38F * quick_exp(-3.8F * d));
  });
  studio.canvas.each_in(rocket.x - 0.5F, -1.2F, rocket.x + 0.5F, horizon, [&](float x, float y, Colour& colour) {
    const float ripple = noise(x * 6, 14 / (horizon - y + 0.03F), seed + 9);
    colour += Colour{1.0F, 0.55F, 0.2F} * (0.9F * quick_exp(-square((x - rocket.x) / (0.05F + 0.12F * (horizon - y)))) *
                                           smooth(-0.3F, 0.5F, ripple));
  });
  studio.canvas.bloom(0.7F, 0.22F);
  studio.film.exposure = 1.15F;
}

void paint_parachutes(Studio& studio) {
  const Weather weather = weather_of(studio, studio.between(0.3F, 0.9F));
  const float sky_from = studio.between(0.1F, 0.5F);
  studio.canvas.add_soft(
      2, [&](float x, float y) { return sky_at(weather, x * 0.45F + 2, sky_from + 0.35F * (y + 1)) * 0.8F; });
  const float size = studio.between(0.20F, 0.34F), middle_x = studio.between(-0.5F, 0.5F),
              middle_y = studio.between(0.1F, 0.4F);
  const float lean = studio.between(-0.25F, 0.25F), soft = studio.canvas.pixel();
  const float ship_x = middle_x + lean * 1.2F * size, ship_y = middle_y - 2.5F * size;
  const Colour sun = Colour{1.0F, 0.96F, 0.88F};
  struct Canopy {
    float x, y, turn, size;
  };
  const Canopy canopies[] = {{middle_x - 1.05F * size, middle_y - 0.05F * size, 0.42F + lean, size},
                             {middle_x + 1.1F * size, middle_y - 0.08F * size, -0.45F + lean, size},
                             {middle_x + 0.05F * size, middle_y + 0.22F * size, lean, size * 1.04F}};
  for (const Canopy& canopy : canopies) {
    const float c = std::cos(canopy.turn), s = std::sin(canopy.turn);
    for (int line = -5; line <= 5; ++line) {
      const float u = real(line) / 5 * 0.93F, v = -0.28F * (1 - 0.3F * u * u);
      const float ax = canopy.x + canopy.size * (c * u - s * v), ay = canopy.y + canopy.size * (s * u + c * v);
      studio.canvas.each_in(
          std::min(ax, ship_x) - 0.01F, ship_y, std::max(ax, ship_x) + 0.01F, ay + 0.01F,
          [&](float x, float y, Colour& colour) {
            colour = mix(colour, Colour{0.25F, 0.25F, 0.26F},
                         0.55F * cover(stroke(x, y, ax, ay, ship_x, ship_y + 0.25F * size, 0.0007F), soft * 1.2F));
          });
    }
    studio.canvas.each_in(
        canopy.x - 1.3F * size, canopy.y - 1.3F * size, canopy.x + 1.3F * size, canopy.y + 1.3F * size,
        [&](float x, float y, Colour& colour) {
          const float u = (c * (x - canopy.x) + s * (y - canopy.y)) / canopy.size,
                      v = (c * (y - canopy.y) - s * (x - canopy.x)) / canopy.size;
          const float scallop = -0.28F * (1 - 0.3F * u * u) + 0.03F * std::abs(std::sin(u * 14));
          const float dome = std::sqrt(u * u + square((v + 0.28F) / 0.95F)) - 1;
          const float d = std::max(dome, scallop - v);
          if (d > 0.02F) return;
          const float deep = std::sqrt(std::max(0.02F, 1 - std::min(1.0F, u * u + square((v + 0.28F) / 0.95F) * 0.8F)));
          const float gore =
              std::asin(std::clamp(u / std::max(0.1F, std::sqrt(std::max(0.01F, 1 - square((v + 0.28F) / 0.95F)))),
                                   -1.0F, 1.0F)) *
              5.1F;
          const float ring = (v + 0.28F) / 0.95F;
          const bool orange = (floor_of(gore + 0.5F) & 1) == 0 ? ring < 0.62F : ring > 0.30F && ring < 0.45F;
          const float bulge = std::cos((gore + 0.5F - std::floor(gore + 0.5F) - 0.5F) * pi);
          Colour cloth = orange ? Colour{0.85F, 0.20F, 0.035F} : Colour{0.84F, 0.83F, 0.80F};
          if (ring > 0.93F) cloth = cloth * 0.25F;
          const float light =
              (0.45F + 0.55F * clamp01(deep * 0.6F + 0.5F * v + u * (weather.sun_x > 0 ? 0.3F : -0.3F) + 0.25F)) *
              (0.72F + 0.28F * bulge);
          colour = mix(colour, cloth * sun * light, cover(d, soft / canopy.size * 1.3F));
        });
  }
  studio.canvas.each_in(
      ship_x - size, ship_y - 0.4F * size, ship_x + size, ship_y + 0.6F * size, [&](float x, float y, Colour& colour) {
        const float u = (x - ship_x) / size, v = (y - ship_y) / size;
        const float wide = v > 0.26F || v < -0.05F ? 0 : 0.26F - 0.55F * v;
        const float d = std::max(std::abs(u) - std::max(0.05F, wide), std::max(v - 0.26F, -0.06F - v));
        const float facing = clamp01(0.55F + 0.45F * u / 0.26F * (weather.sun_x > 0 ? 1.0F : -1.0F));
        const Colour paint = mix(Colour{0.10F, 0.09F, 0.08F}, Colour{0.42F, 0.38F, 0.33F},
                                 smooth(-0.02F, 0.2F, v + 0.05F * noise(x * 60, y * 60, 5)));
        colour = mix(colour, paint * (0.25F + 0.9F * facing), cover(d * size, soft * 1.3F));
      });
  studio.film.exposure = 1.0F;
}

void paint_splashdown(Studio& studio) {
  const Weather weather = weather_of(studio, studio.between(-0.16F, 0.55F));
  const float horizon = studio.between(0.0F, 0.4F);
  paint_ground(studio, weather, horizon, studio.between(0.6F, 1.3F));
  const float size = studio.between(0.14F, 0.42F), x0 = studio.between(-0.9F, 0.9F),
              water = horizon - 0.12F - 0.55F * size, soft = studio.canvas.pixel() * 1.3F;
  const float tilt = studio.between(-0.18F, 0.18F), c = std::cos(tilt), s = std::sin(tilt);
  const float from = weather.sun_x > x0 ? 1.0F : -1.0F;
  const Colour ambient = weather.horizon * 0.35F + weather.zenith * 0.5F;
  studio.canvas.each_in(
      x0 - 1.6F * size, water - 1.3F * size, x0 + 1.6F * size, water + 1.4F * size,
      [&](float x, float y, Colour& colour) {
        const float line = water + 0.03F * size * fractal(x * 9 / size * 0.3F, 2.5F, 3, weather.seed + 70);
        const bool mirrored = y < line;
        const float wobble = mirrored ? 0.10F * size * noise(x * 8, 30 * (line - y) / size, weather.seed + 71) : 0;
        const float px = x - x0 + wobble, py = mirrored ? (line - y) * 1.1F : y - line;
        const float u = (c * px + s * py) / size, v = (c * py - s * px) / size;
        const float wide = 0.80F - 0.55F * v;
        const float d = std::max(std::abs(u) - wide, std::max(v - 0.95F, -0.2F - v));
        const float ball =
            std::min({std::sqrt(square(u - 0.21F) + square(v - 1.0F)), std::sqrt(square(u + 0.21F) + square(v - 1.0F)),
                      std::sqrt(u * u + square(v - 1.05F))}) -
            0.145F;
        const float across = std::clamp(u / std::max(0.1F, wide), -1.0F, 1.0F),
                    facing = clamp01(0.35F * std::sqrt(1 - across * across) + 0.65F * (0.5F + 0.5F * across * from));
        Colour paint = mix(Colour{0.15F, 0.115F, 0.09F}, Colour{0.52F, 0.48F, 0.42F},
                           smooth(0.1F, 0.75F, v + 0.16F * fractal(u * 6, v * 6, 4, weather.seed + 72)));
        paint = paint * (1 - 0.5F * cover(std::abs(v - 0.62F) - 0.01F, soft / size));
        const float pane = std::min(box(u - 0.20F * from, v - 0.50F, 0.055F, 0.060F, 0.03F),
                                    box(u + 0.42F * from, v - 0.16F, 0.05F, 0.05F, 0.05F));
        paint = mix(paint, Colour{0.02F, 0.025F, 0.03F}, cover(pane, soft / size));
        Colour light = paint * (ambient + weather.glow * (0.75F * facing * smooth(-0.2F, 0.1F, weather.height)));
        float shown = cover(d, soft / size);
        if (ball < 0.02F && d > 0) {
          shown = cover(ball, soft / size);
          light = Colour{0.80F, 0.30F, 0.05F} *
                  (ambient + weather.glow * (0.6F * clamp01(0.5F + (u * from + v - 1.0F) * 2.0F)));
        }
        const float foam = smooth(0.04F, 0, std::abs(y - line)) * smooth(1.15F, 0.75F, std::abs(px) / size) *
                           smooth(-0.1F, 0.5F, noise(x * 40, y * 60, weather.seed + 73));
        colour = mix(colour, light, mirrored ? shown * 0.45F * smooth(1.2F, 0.2F, py / size) : shown);
        colour = mix(colour, ambient + weather.glow * 0.5F, foam * 0.7F);
      });
  studio.canvas.bloom(0.4F, 0.15F);
  studio.film.exposure = 1.05F + 0.6F * smooth(0.1F, -0.15F, weather.height);
}

}  // namespace vitrine::sample
