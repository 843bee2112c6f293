#include "tools/sample/earth.h"

#include "core/random.h"
#include "tools/sample/noise.h"

namespace vitrine::sample {
namespace {

constexpr float land_share = 0.40F;

// Optical depths of the clear air, straight down, at the middles of red, green and blue (Rayleigh), and of haze.
constexpr Colour rayleigh{0.046F, 0.100F, 0.225F};
constexpr float haze = 0.045F;
constexpr float scale_height = 0.00133F;  // of the air, in radii
constexpr float haze_height = 0.00045F;

constexpr float pi = 3.14159265F;

struct Cyclone {
  Vec eye;
  float radius, twist;
};

std::vector<Cyclone> cyclones_of(std::uint64_t seed) {
  Random random(seed, 11);
  std::vector<Cyclone> cyclones;
  for (int i = 0; i < 34; ++i) {
    const bool tropical = i < 8;
    const float side = random.below(2) == 0 ? 1.0F : -1.0F;
    const float latitude = static_cast<float>(tropical ? 0.2 + 0.25 * random.unit() : 0.6 + 0.6 * random.unit());
    const auto longitude = static_cast<float>(2 * 3.14159265 * random.unit());
    const auto radius = static_cast<float>(tropical ? 0.05 + 0.07 * random.unit() : 0.12 + 0.22 * random.unit());
    const auto twist = static_cast<float>(tropical ? 5.5 : 2.2 + 2.2 * random.unit());
    cyclones.push_back({{std::cos(latitude) * std::cos(longitude), side * std::sin(latitude),
                         std::cos(latitude) * std::sin(longitude)},
                        radius,
                        side * twist});
  }
  return cyclones;
}

Vec turned_about(Vec p, Vec axis, float angle) {
  const float c = std::cos(angle), s = std::sin(angle);
  return p * c + cross(axis, p) * s + axis * (dot(axis, p) * (1 - c));
}

float cloud_density(Vec d, const std::vector<Cyclone>& cyclones, std::uint32_t seed) {
  float gathered = 0;
  Vec p = d;
  for (const Cyclone& cyclone : cyclones) {
    const float near = 2 * (1 - dot(d, cyclone.eye)) / square(cyclone.radius);
    if (near > 7) continue;
    p = turned_about(p, cyclone.eye, cyclone.twist * quick_exp(-1.1F * near));
    gathered += (quick_exp(-0.9F * near) - 1.6F * quick_exp(-near * 60)) * (cyclone.radius < 0.13F ? 0.55F : 0.3F);
  }
  const float latitude = std::abs(d.y);
  const Vec stretched{p.x, p.y * 1.7F, p.z};
  const Vec warp{fractal(stretched * 1.6F, 4, seed), fractal(stretched * 1.6F, 4, seed + 20),
                 fractal(stretched * 1.6F, 4, seed + 40)};
  const float broad = fractal(stretched * 1.9F + warp * 0.7F, 3, seed + 60);
  const float fine = fractal(stretched * 5 + warp * 1.6F, 6, seed + 70, 0.6F);
  const float filaments = ridges(stretched * 4 + warp * 2.2F, 5, seed + 90);
  const float climate = 0.22F * smooth(0.2F, 0.02F, std::abs(d.y + 0.05F)) -
                        0.16F * smooth(0.2F, 0.35F, latitude) * smooth(0.65F, 0.45F, latitude) +
                        0.16F * smooth(0.6F, 0.85F, latitude);
  return 0.5F + climate + 0.42F * broad + 0.26F * fine + 0.5F * (filaments - 0.62F) + gathered;
}

struct Terrain {
  std::uint32_t seed;
  float sea;

  Vec warp(Vec d) const {
    return {fractal(d * 1.7F, 4, seed), fractal(d * 1.7F, 4, seed + 10), fractal(d * 1.7F, 4, seed + 20)};
  }
  float raised(Vec d, Vec w) const { return fractal(d * 1.25F + w * 0.55F, 9, seed + 30, 0.52F); }
  std::array<float, 2> operator()(Vec d) const {
    const Vec w = warp(d);
    const float base = raised(d, w) - sea;
    const float crests = ridges(d * 4.5F + w * 0.9F, 6, seed + 50);
    const float height = base + square(clamp01(base * 2.2F)) * 1.2F * crests;
    const float latitude = std::abs(d.y);
    const float belts = 0.5F * smooth(0.3F, 0, latitude) -
                        0.55F * smooth(0.15F, 0.4F, latitude) * smooth(0.68F, 0.48F, latitude) +
                        0.25F * smooth(0.55F, 0.75F, latitude);
    return {height, 0.5F + belts + 0.55F * fractal(d * 2.3F + w * 0.5F, 6, seed + 70)};
  }
};

float sea_level(const Terrain& terrain, std::uint64_t seed) {
  Random random(seed, 12);
  std::vector<float> heights;
  for (int i = 0; i < 4000; ++i) {
    const Vec d = normalised({static_cast<float>(random.normal()), static_cast<float>(random.normal()),
                              static_cast<float>(random.normal())});
    heights.push_back(terrain.raised(d, terrain.warp(d)));
  }
  const auto place =
      heights.begin() + static_cast<std::ptrdiff_t>((1 - land_share) * real(static_cast<int>(heights.size())));
  std::nth_element(heights.begin(), place, heights.end());
  return *place;
}

/// Fills a map row by row.
template <int Channels, class Function>
void fill(CubeMap<Channels>& map, const InParallel& in_parallel, Function function) {
  constexpr int border = CubeMap<Channels>::border;
  const int rows = map.side() + 2 * border;
  in_parallel(static_cast<std::size_t>(6 * rows), [&](std::size_t line) {
    const int face = static_cast<int>(line) / rows, row = static_cast<int>(line) % rows - border;
    for (int column = -border; column < map.side() + border; ++column)
      map.at(face, column, row) = function(normalised(map.direction(face, column, row)));
  });
  in_parallel(6, [&](std::size_t face) { map.reduce(static_cast<int>(face)); });
}

/// Octaves of detail between the map's texels and the pixels.
int detail_octaves(float texel, float footprint) {
  int octaves = 0;
  for (; texel > footprint * 1.3F && octaves < 5; texel *= 0.5F) ++octaves;
  return octaves;
}

/// Optical thickness relative to straight down, for the cosine against the vertical (0.028 keeps it finite at the
/// horizon: sqrt(2 h / pi R)).
constexpr float slant(float cosine) { return 1 / (std::max(cosine, 0.0F) + 0.028F); }

/// What is left of sunlight at the ground, or at a height where the air is `thin` times as dense.
Colour sunlight(float cosine, float thin) {
  const float air = slant(cosine) * thin * 0.75F;
  return quick_exp((rayleigh + Colour{haze, haze, haze}) * -air);
}

}  // namespace

struct Earth::Ground {
  float height;
  Colour albedo;
  float water;
  float urban;
};

Earth::Earth(std::uint64_t seed, int side, const InParallel& in_parallel)
    : seed_(static_cast<std::uint32_t>(random_bits(seed, 1))), ground_(side), clouds_(side) {
  Terrain terrain{seed_, 0};
  terrain.sea = sea_level(terrain, seed);
  fill(ground_, in_parallel, terrain);
  const std::vector<Cyclone> cyclones = cyclones_of(seed);
  fill(clouds_, in_parallel, [&](Vec d) { return std::array<float, 1>{cloud_density(d, cyclones, seed_ + 1000)}; });
}

Earth::Ground Earth::ground_at(Vec place, float footprint) const {
  const auto [coarse_height, coarse_wet] = ground_.linear(face_point(place), ground_.level_for(footprint));
  float height = coarse_height, wet = coarse_wet, grain = 0;
  const int octaves = detail_octaves(ground_.texel_angle(), footprint);
  if (octaves > 0) {
    grain = fractal(place * (1 / ground_.texel_angle()), octaves, seed_ + 200, 0.6F);
    height += 0.011F * grain;
    wet += 0.09F * grain;
  }
  const float shore = 0.004F + 1.2F * footprint;
  Ground ground{};
  ground.height = height;
  ground.water = smooth(shore, -shore, height);
  const float cold = std::abs(place.y) + 0.55F * std::max(height, 0.0F) + 0.05F * (wet - 0.5F);
  const Colour forest = mix(Colour{0.030F, 0.058F, 0.020F}, Colour{0.038F, 0.058F, 0.030F}, smooth(0.4F, 0.8F, cold));
  const Colour grass{0.100F, 0.108F, 0.036F}, desert{0.42F, 0.275F, 0.115F}, rock{0.20F, 0.155F, 0.105F};
  Colour land = mix(desert, grass, smooth(0.18F, 0.42F, wet));
  land = mix(land, forest, smooth(0.42F, 0.62F, wet));
  land = mix(land, Colour{0.34F, 0.17F, 0.085F}, 0.6F * smooth(0.30F, 0.05F, wet) * smooth(0.1F, 0.3F, height));
  land = mix(land, rock, smooth(0.30F, 0.55F, height));
  land = mix(land, Colour{0.15F, 0.13F, 0.10F}, smooth(0.82F, 0.9F, cold) * 0.8F);
  land = land * (1 + 0.35F * grain);
  land = mix(land, Colour{0.86F, 0.88F, 0.92F}, smooth(0.90F, 0.95F, cold + 0.03F * grain));
  Colour sea = mix(Colour{0.004F, 0.020F, 0.056F}, Colour{0.015F, 0.095F, 0.125F}, smooth(-0.05F, 0, height) * 0.75F);
  sea = mix(sea, Colour{0.72F, 0.78F, 0.84F},
            smooth(0.945F, 0.965F, std::abs(place.y) + 0.012F * grain + 0.03F * (wet - 0.5F)));
  ground.albedo = mix(land, sea, ground.water);
  ground.urban =
      (1 - ground.water) * smooth(0.8F, 0.6F, cold) * smooth(0.1F, 0.35F, wet) * smooth(0.25F, 0.02F, height);
  return ground;
}

float Earth::cloud_at(Vec place, float footprint, int octaves) const {
  float density = clouds_.linear(face_point(place), clouds_.level_for(footprint))[0];
  if (octaves > 0) density += 0.10F * fractal(place * (0.8F / clouds_.texel_angle()), octaves, seed_ + 300, 0.62F);
  return density;
}

Colour Earth::surface(const Meeting& meeting, Vec ray, float footprint, const View& view) const {
  const Vec normal = meeting.normal;
  const float sun_cosine = dot(normal, view.sun), eye_cosine = std::max(0.0F, -dot(normal, ray));
  const Vec place = turned(normal, -view.spin), sky = turned(normal, -view.spin - view.weather);
  const Vec sun_sky = turned(view.sun, -view.spin - view.weather);
  const float footprint_here = footprint / (eye_cosine + 0.15F);
  const int octaves = detail_octaves(clouds_.texel_angle(), footprint_here);

  const float density = cloud_at(sky, footprint_here, octaves),
              broad = octaves > 3 ? cloud_at(sky, footprint_here, 3) : density;
  const float cover = smooth(0.50F, 0.84F, density);
  Colour light{};
  if (sun_cosine > -0.12F) {
    const Colour sun = sunlight(sun_cosine, 1.0F);
    const float day = std::max(0.0F, sun_cosine);
    const Colour skylight = Colour{0.05F, 0.08F, 0.13F} * smooth(-0.10F, 0.25F, sun_cosine);
    if (cover < 0.96F) {
      const Ground ground = ground_at(place, footprint_here);
      const Vec towards_sun = normalised(sun_sky - sky * dot(sun_sky, sky));
      const float reach = 0.004F + 0.008F * (1 - day);
      const float shaded =
          smooth(0.50F, 0.9F, cloud_at(normalised(sky + towards_sun * reach), footprint_here, octaves / 3));
      light = ground.albedo * (sun * (day * (1 - 0.75F * shaded)) + skylight);
      if (ground.water > 0) {
        const Vec half = normalised(view.sun - ray);
        const float tilt = std::max(1e-3F, dot(half, normal));
        const float slope = (1 / square(tilt) - 1);  // tan^2 of the wave that mirrors the sun
        const float ripple =
            octaves > 2 ? 0.010F * (1 + 0.6F * fractal(place * (3 / ground_.texel_angle()), 2, seed_ + 400)) : 0.010F;
        const float mirror =
            0.02F + 0.98F * square(square(1 - std::max(0.0F, dot(half, -ray)))) * (1 - dot(half, -ray));
        const float glint =
            quick_exp(-slope / ripple) * mirror / (ripple * 4 * (eye_cosine + 0.08F) * square(square(tilt)));
        light += sun * (ground.water * glint * 0.55F * (1 - shaded) * smooth(0, 0.12F, day));
      }
    }
    if (cover > 0) {
      const float behind =
          cloud_at(normalised(sky + normalised(sun_sky - sky * dot(sun_sky, sky)) * (0.0025F + 0.4F * footprint_here)),
                   footprint_here, std::min(octaves, 3));
      const float relief = std::clamp((broad - behind) * (2.2F + 3 * (1 - day)), -0.45F, 0.35F);
      const float lit = smooth(-0.06F, 0.9F, sun_cosine) * 0.92F + 0.05F * smooth(-0.1F, 0.1F, sun_cosine);
      const Colour white =
          sun * (std::max(0.0F, lit * (0.74F + 1.15F * relief) - 0.06F * smooth(0.9F, 1.3F, density))) +
          skylight * 0.7F;
      light = mix(light, white, cover * (0.94F - 0.08F * (1 - cover)));
    }
  }
  // The sky between the ground and the eye.
  const float air = slant(eye_cosine);
  const Colour through = quick_exp((rayleigh * 0.85F + Colour{haze, haze, haze} * 0.6F) * -air);
  const float lit = smooth(-0.16F, 0.35F, sun_cosine);
  const Colour dusk = mix(Colour{0.75F, 0.42F, 0.26F}, Colour{0.30F, 0.52F, 1.0F}, smooth(-0.10F, 0.16F, sun_cosine));
  light = light * through + dusk * (Colour{1, 1, 1} - through) * (0.33F * lit);

  const float dark = smooth(0.02F, -0.12F, sun_cosine);
  if (dark > 0 && view.night > 0) {
    const Ground ground = ground_at(place, footprint_here);
    const float region = smooth(-0.25F, 0.5F, fractal(place * 9, 4, seed_ + 500, 0.6F));
    const float scale = std::clamp(0.6F / footprint_here, 60.0F, 700.0F);
    const float towns = smooth(0.1F, 0.75F, fractal(place * scale, 3, seed_ + 510, 0.8F));
    const float glow =
        ground.urban * region *
        (0.10F + 3.2F * square(towns) * smooth(0.2F, 0.9F, fractal(place * (scale * 0.27F), 2, seed_ + 520) + 0.4F));
    light += Colour{1.0F, 0.58F, 0.24F} * (glow * view.night * dark * (1 - 0.8F * cover) * 0.8F);
    light += Colour{0.0016F, 0.0024F, 0.0042F} * (dark * view.night * (0.5F + 1.2F * cover));
  }
  return light;
}

Colour Earth::seen(Vec place, Vec ray, float pixel, const View& view, Colour behind) const {
  const Meeting meeting = meet(place, ray, view.globe, pixel);
  if (meeting.distance <= 0 || meeting.height > 0.03F * std::max(1.0F, view.air)) return behind;
  Colour light = behind;
  const float air_height = scale_height * view.air;
  if (meeting.coverage < 1 || meeting.height > -0.0005F) {
    // Along the limb: a column sqrt(2 pi R H) e^(-h/H) long, lit through the air before it.
    const float height = std::max(0.0F, meeting.height);
    const float dense = quick_exp(-height / air_height), misty = quick_exp(-height / (haze_height * view.air));
    const float column = 68.0F;  // sqrt(2 pi R / H)
    const Colour thick = rayleigh * (column * dense) + Colour{haze, haze, haze} * (column * 1.6F * misty);
    const float sun_cosine = dot(meeting.nearest, view.sun);
    const float horizon = -std::sqrt(2 * (height + 0.0007F));
    const float lit = smooth(horizon - 0.16F, horizon + 0.16F, sun_cosine);
    const Colour sun = sunlight(sun_cosine + 0.02F, 0.62F * dense + 0.02F);
    const float forward = 0.7F + 0.5F * square(dot(ray, view.sun)) + 5 * smooth(0.9F, 1, dot(ray, view.sun));
    const Colour scattered = (Colour{1, 1, 1} - quick_exp(-thick)) * sun * (0.52F * lit * forward);
    const Colour limb = light * quick_exp(-thick) + scattered;
    light = limb;
    if (view.night > 0) {
      // Airglow: a thin green shell at 95 km, and aurora above it near the poles.
      const float dark = smooth(0.05F, -0.2F, sun_cosine);
      const float shell = quick_exp(-square((meeting.height - 0.0142F) / 0.0022F));
      light += Colour{0.10F, 0.16F, 0.07F} * (0.34F * shell * dark * view.night);
      light += Colour{0.10F, 0.16F, 0.07F} * (0.05F * dark * view.night * smooth(0.0142F, 0, meeting.height) *
                                              smooth(-0.0005F, 0.001F, meeting.height));
    }
  }
  if (meeting.coverage > 0) {
    const float footprint = meeting.distance * pixel / view.globe.radius;
    light = mix(light, surface(meeting, ray, footprint, view), meeting.coverage);
  }
  if (view.aurora > 0) {
    // Curtains stand on an oval about the pole, 0.016 to 0.05 radii high.
    for (int layer = 0; layer < 10; ++layer) {
      const float radius = 1.0145F + 0.0028F * real(layer);
      const Vec from = (place - view.globe.centre) * (1 / view.globe.radius);
      const float along = -dot(from, ray);
      const Vec closest = from + ray * along;
      const float deep = radius * radius - dot(closest, closest);
      if (deep <= 0) continue;
      for (const float side : {-1.0F, 1.0F}) {
        const float distance = along + side * std::sqrt(deep);
        if (distance <= 0 || (side > 0 && meeting.height < 0)) continue;
        const Vec point = (from + ray * distance) * (1 / radius);
        const float pole = std::abs(point.y);
        if (pole < 0.78F || pole > 0.99F) continue;
        const Vec spun = turned(point, -view.spin);
        const float fold = fractal({spun.x * 5, 0.3F, spun.z * 5}, 4, seed_ + 600, 0.6F);
        const float band = quick_exp(-square((pole - 0.925F - 0.035F * fold) / 0.008F)) +
                           0.4F * quick_exp(-square((pole - 0.895F + 0.03F * fold) / 0.006F));
        const float rays = 0.55F + 0.45F * noise(Vec{spun.x * 90, 0, spun.z * 90}, seed_ + 610);
        const float top = real(layer) / 9;
        const Colour hue = mix(Colour{0.10F, 0.85F, 0.32F}, Colour{0.55F, 0.10F, 0.42F}, smooth(0.25F, 0.9F, top));
        light +=
            hue * (view.aurora * 0.34F * band * rays * (1 - 0.75F * top) * smooth(0.1F, -0.15F, dot(point, view.sun)));
      }
    }
  }
  return light;
}

void Earth::paint(Canvas& canvas, const Camera& camera, const View& view) const {
  const Vec towards = view.globe.centre - camera.place;
  const float distance = length(towards);
  const float reach = view.globe.radius * (1 + 0.06F * std::max(1.0F, view.air));
  const float sine = reach / distance;
  const float cosine = sine >= 1 ? -2 : std::sqrt(1 - sine * sine);
  const Vec centre = towards * (1 / distance);
  const float pixel = canvas.pixel() * camera.tangent;
  canvas.each([&](float x, float y, Colour& colour) {
    const Vec ray = camera.ray(x, y);
    if (dot(ray, centre) > cosine) colour = seen(camera.place, ray, pixel, view, colour);
  });
}

}  // namespace vitrine::sample
