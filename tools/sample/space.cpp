// Globes, limbs, the eclipse, the stars, and the ship's own wing.
#include "tools/sample/studio.h"

namespace vitrine::sample {
namespace {

/// The sun when a body straight ahead (towards -z) is seen at that phase angle, lit from the side `bearing`.
Vec sun_at(float phase, float bearing) {
  return {std::sin(phase) * std::cos(bearing), std::sin(phase) * std::sin(bearing), std::cos(phase)};
}

/// A camera looking along -z, with what it looks at moved off the middle; the axis of what is seen is tilted.
Camera framing(Studio& studio, float radius) {
  const float room_x = std::max(0.15F, studio.canvas.aspect() - 0.75F * radius),
              room_y = std::max(0.1F, 1 - 0.75F * radius);
  Camera camera;
  camera.tangent = studio.tangent();
  const float roll = studio.between(-0.6F, 0.6F);
  camera.right = {std::cos(roll), std::sin(roll), 0};
  camera.up = {-std::sin(roll), std::cos(roll), 0};
  const float up = studio.between(-0.45F, 0.45F) * room_y, right = studio.between(-0.55F, 0.55F) * room_x;
  camera.shift(right, up);
  return camera;
}

}  // namespace

void paint_earth_globe(Studio& studio) {
  const float distance = studio.shot.earth_distance;
  const float radius = 1 / (distance * studio.tangent());
  const Camera camera = framing(studio, radius);
  Earth::View view;
  view.globe = {{0, 0, -distance}, 1};
  view.sun = sun_at(studio.shot.phase, studio.between(-0.5F, 0.5F) + (studio.chance(0.5) ? pi : 0));
  view.spin = studio.between(0, 2 * pi);
  view.weather = studio.between(0, 2 * pi);
  view.air = std::clamp(2.2F / (radius * 1.6F), 1.0F, 2.6F);
  view.night = 0.25F;
  studio.film.exposure = 1.0F + 0.8F * smooth(1.2F, 2.4F, studio.shot.phase);
  if (studio.shot.phase > 2.2F) studio.world.sky.paint_stars(studio.canvas, camera, 7, 0.02F);
  studio.world.earth.paint(studio.canvas, camera, view);
}

namespace {

struct Orbit {
  Vec place, upwards, ahead;  // ahead is level
};
Orbit orbit_over(Studio& studio, float altitude, float highest_latitude) {
  const float latitude = studio.between(-highest_latitude, highest_latitude), longitude = studio.between(0, 2 * pi);
  const Vec over{std::cos(latitude) * std::cos(longitude), std::sin(latitude),
                 std::cos(latitude) * std::sin(longitude)};
  Vec east, north;
  frame_of(over, east, north);
  const float heading = studio.between(0, 2 * pi);
  return {over * (1 + altitude), over, east * std::cos(heading) + north * std::sin(heading)};
}

/// A camera in orbit, the horizon `height` above the middle of the picture.
Camera over_horizon(Studio& studio, const Orbit& orbit, float height, float roll) {
  const float dip = std::acos(1 / length(orbit.place));
  const float pitch = -dip - std::atan(height * studio.tangent());
  const Vec forward = orbit.ahead * std::cos(pitch) + orbit.upwards * std::sin(pitch);
  return Camera::looking(orbit.place, orbit.place + forward, studio.tangent(), roll, orbit.upwards);
}

/// The sun at `elevation` over the horizon, `bearing` from straight ahead.
Vec sun_over(const Orbit& orbit, float elevation, float bearing) {
  const Vec side = cross(orbit.ahead, orbit.upwards);
  return normalised((orbit.ahead * std::cos(bearing) + side * std::sin(bearing)) * std::cos(elevation) +
                    orbit.upwards * std::sin(elevation));
}

}  // namespace

void paint_earth_limb(Studio& studio) {
  const float altitude = studio.between(0.045F, 0.16F);
  const Orbit orbit = orbit_over(studio, altitude, 1.0F);
  const float roll = studio.between(-0.35F, 0.35F), horizon = studio.between(0.1F, 0.6F);
  const Camera camera = over_horizon(studio, orbit, horizon, roll);
  Earth::View view;
  const float azimuth = studio.between(0, 2 * pi), height = studio.between(0.12F, 0.9F);
  view.sun = sun_over(orbit, height, azimuth);
  view.weather = studio.between(0, 2 * pi);
  view.air = 1.3F;
  studio.film.exposure = 1.0F;
  studio.world.earth.paint(studio.canvas, camera, view);
}

void paint_earth_night(Studio& studio) {
  const Orbit orbit = orbit_over(studio, studio.between(0.05F, 0.11F), 1.2F);
  const float height = studio.between(0.1F, 0.5F);
  const Camera camera = over_horizon(studio, orbit, height, studio.between(-0.25F, 0.25F));
  Earth::View view;
  const bool dawn = studio.chance(0.45);
  const float dip = std::acos(1 / length(orbit.place));
  const float azimuth = studio.between(-0.5F, 0.5F),
              below = dawn ? dip + studio.between(0.0F, 0.10F) : studio.between(0.5F, 1.0F);
  view.sun = sun_over(orbit, -below, azimuth);
  view.weather = studio.between(0, 2 * pi);
  view.air = 1.3F;
  view.night = dawn ? 0.6F : 1.2F;
  view.aurora = studio.chance(0.7) ? studio.between(0.6F, 1.6F) : 0;
  studio.film.exposure = dawn ? 1.8F : 2.6F;
  studio.film.grain = 0.03F;
  studio.world.sky.paint_milky_way(studio.canvas, camera, dawn ? 0.1F : 0.5F);
  studio.world.sky.paint_stars(studio.canvas, camera, 8, dawn ? 0.05F : 0.2F);
  studio.world.earth.paint(studio.canvas, camera, view);
  float x = 0, y = 0;
  if (dawn && camera.project(view.sun, x, y)) {
    const Vec ray = normalised(view.sun);
    const Meeting meeting = meet(camera.place, ray, view.globe, studio.canvas.pixel() * camera.tangent);
    if (meeting.coverage <= 0) paint_sun(studio.canvas, x, y, 0.012F, 1.2F, 8);
  }
  studio.canvas.bloom(0.5F, 0.15F);
}

void paint_earth_clouds(Studio& studio) {
  const Orbit orbit = orbit_over(studio, studio.between(0.06F, 0.3F), 1.1F);
  const float pitch = -studio.between(0.75F, 1.5F);
  const Vec forward = orbit.ahead * std::cos(pitch) + orbit.upwards * std::sin(pitch);
  const Camera camera = Camera::looking(orbit.place, orbit.place + forward, studio.tangent(), studio.between(-1, 1),
                                        orbit.ahead + orbit.upwards * 0.1F);
  Earth::View view;
  const bool glint = studio.chance(0.45);
  const float azimuth = glint ? studio.between(-0.12F, 0.12F) : studio.between(0, 2 * pi),
              sun_height = glint ? -pitch + studio.between(-0.12F, 0.12F) : studio.between(0.1F, 1.2F);
  view.sun = sun_over(orbit, sun_height, azimuth);
  view.weather = studio.between(0, 2 * pi);
  studio.film.exposure = 0.95F;
  studio.film.saturation = 1.12F;
  studio.world.earth.paint(studio.canvas, camera, view);
}

void paint_moon_globe(Studio& studio) {
  const float distance = studio.shot.moon_distance;
  const float radius = 1 / (distance * studio.tangent());
  const Camera camera = framing(studio, radius);
  Moon::View view;
  view.globe = {{0, 0, -distance}, 1};
  view.sun = sun_at(studio.shot.phase, studio.between(-0.4F, 0.4F) + (studio.chance(0.5) ? pi : 0));
  view.spin = studio.between(-1.2F, 1.2F);
  view.earthshine = Colour{0.08F, 0.10F, 0.13F} * (studio.shot.phase > 1.6F ? 0.35F : 0.03F);
  studio.film.exposure = 1.5F + 0.7F * smooth(1, 2.2F, studio.shot.phase);
  if (studio.shot.phase > 2) studio.world.sky.paint_stars(studio.canvas, camera, 7, 0.02F);
  studio.world.moon.paint(studio.canvas, camera, view);
}

void paint_moon_craters(Studio& studio) {
  const Orbit orbit = orbit_over(studio, studio.between(0.5F, 1.6F), 1.2F);
  const float pitch = -studio.between(1.2F, 1.55F);
  const Vec forward = orbit.ahead * std::cos(pitch) + orbit.upwards * std::sin(pitch);
  const Camera camera = Camera::looking(orbit.place, orbit.place + forward, studio.tangent(), studio.between(-3, 3),
                                        orbit.ahead + orbit.upwards * 0.1F);
  Moon::View view;
  const float azimuth = studio.between(0, 2 * pi), height = studio.between(0.3F, 0.9F);
  view.sun = sun_over(orbit, height, azimuth);
  studio.film.exposure = 1.6F;
  studio.world.moon.paint(studio.canvas, camera, view);
}

void paint_moon_limb(Studio& studio) {
  const Orbit orbit = orbit_over(studio, studio.between(0.06F, 0.5F), 1.2F);
  const float roll = studio.between(-0.5F, 0.5F), horizon = studio.between(0.0F, 0.6F);
  const Camera camera = over_horizon(studio, orbit, horizon, roll);
  Moon::View view;
  const float azimuth = studio.between(0.7F, 5.6F), height = studio.between(0.2F, 0.6F);
  view.sun = sun_over(orbit, height, azimuth);
  studio.film.exposure = 1.5F;
  studio.world.moon.paint(studio.canvas, camera, view);
}

/// Earth over the Moon's limb; everything in the Moon's radii.
void paint_earthrise(Studio& studio) {
  const float altitude = studio.between(0.05F, 0.9F);
  const Orbit orbit = orbit_over(studio, altitude, 1.0F);
  const float height = studio.between(-0.45F, 0.1F);
  Camera camera = over_horizon(studio, orbit, height, studio.between(-0.3F, 0.3F));
  const float earth_radius = 3.67F, distance = 217;
  const float apparent = earth_radius / (distance * camera.tangent);
  const float above = height + apparent * studio.between(-0.3F, 2.2F) + 0.04F, aside = studio.between(-0.75F, 0.75F);
  const Vec earth = camera.ray(aside, above);
  const float azimuth = studio.either(studio.between(0.7F, 2.2F)), sun_height = studio.between(0.3F, 0.9F);
  const Vec sun = sun_over(orbit, sun_height, azimuth);
  Earth::View blue;
  blue.globe = {camera.place + earth * distance, earth_radius};
  blue.sun = sun;
  blue.spin = studio.between(0, 2 * pi);
  blue.weather = studio.between(0, 2 * pi);
  blue.air = 2.4F;
  blue.night = 0;
  Moon::View grey;
  grey.sun = sun;
  grey.spin = studio.between(0, 6);
  studio.film.exposure = 1.25F;
  studio.world.earth.paint(studio.canvas, camera, blue);
  studio.world.moon.paint(studio.canvas, camera, grey);
}

/// Both in one frame, in Earth's radii.
void paint_earth_moon(Studio& studio) {
  const float distance = studio.shot.earth_distance;
  Camera camera;
  camera.tangent = studio.tangent();
  const float apart = studio.either(studio.between(0.7F, 1.3F));
  camera.shift(-0.5F * apart, studio.between(-0.3F, 0.3F));
  const Vec sun = sun_at(studio.shot.phase, studio.between(-0.6F, 0.6F) + (apart > 0 ? pi : 0));
  Camera straight;
  straight.tangent = camera.tangent;
  const float moon_distance = studio.shot.moon_distance * 0.2727F;
  Moon::View grey;
  grey.globe = {straight.ray(apart, studio.between(-0.35F, 0.35F)) * moon_distance, 0.2727F};
  grey.sun = sun;
  Earth::View blue;
  blue.globe = {{0, 0, -distance}, 1};
  blue.sun = sun;
  blue.spin = studio.between(0, 2 * pi);
  blue.weather = studio.between(0, 2 * pi);
  blue.air = 2.2F;
  blue.night = 0.2F;
  studio.film.exposure = 1.35F;
  studio.world.sky.paint_stars(studio.canvas, camera, 6, 0.015F);
  studio.world.earth.paint(studio.canvas, camera, blue);
  studio.world.moon.paint(studio.canvas, camera, grey);
}

void paint_eclipse(Studio& studio) {
  const float distance = studio.shot.moon_distance;
  const float radius = 1 / (distance * studio.tangent());
  Camera camera = framing(studio, radius);
  Vec middle{0, 0, -1};
  float x = 0, y = 0;
  camera.project(middle, x, y);
  const auto seed = static_cast<std::uint32_t>(studio.shot.seed);
  studio.world.sky.paint_stars(studio.canvas, camera, 7.5F, 0.10F);
  const float strength = studio.between(0.7F, 1.3F);
  paint_corona(studio.canvas, x, y, radius, studio.between(-0.8F, 0.8F), strength, seed);
  Moon::View view;
  view.globe = {{0, 0, -distance}, 1};
  view.sun = sun_at(3.0F, 1);
  view.earthshine = Colour{0.10F, 0.11F, 0.13F} * studio.between(0.25F, 0.8F);
  view.earth = normalised({0.3F, 0.2F, 1});
  studio.world.moon.paint(studio.canvas, camera, view);
  if (studio.chance(0.3)) {
    const float angle = studio.between(0, 2 * pi);
    paint_sun(studio.canvas, x + radius * std::cos(angle), y + radius * std::sin(angle), 0.022F * radius + 0.006F, 2,
              12);
  }
  studio.film.exposure = 1.3F;
  studio.canvas.bloom(0.6F, 0.3F);
}

void paint_stars(Studio& studio) {
  const Vec aim = studio.direction();
  const Camera camera = Camera::looking({}, aim, studio.tangent(), studio.between(-3, 3));
  studio.world.sky.paint_milky_way(studio.canvas, camera, studio.between(0.2F, 0.6F));
  const float trail = studio.chance(0.3) ? studio.between(0.1F, 0.5F) : 0;
  studio.world.sky.paint_stars(studio.canvas, camera, 9, trail > 0 ? 0.4F : studio.between(0.35F, 0.8F), trail);
  studio.film.exposure = 1.6F;
  studio.film.grain = 0.03F;
}

void paint_milky_way(Studio& studio) {
  const Vec aim = normalised(studio.world.sky.galactic_centre() + studio.direction() * 0.45F);
  const Camera camera = Camera::looking({}, aim, studio.tangent(), studio.between(-3, 3));
  studio.world.sky.paint_milky_way(studio.canvas, camera, studio.between(1.4F, 2.4F));
  studio.world.sky.paint_stars(studio.canvas, camera, 9.2F, 0.5F);
  studio.film.exposure = 1.7F;
  studio.film.grain = 0.03F;
}

namespace {

/// A wing of solar cells from the lower edge into the picture, its plane seen at a slant.
struct Wing {
  Vec root, along, across, normal;
  float half, panel;  // width and length of a panel
};

bool wing_at(const Wing& wing, Vec ray, float pixel, Vec sun, Colour& colour) {
  const float slope = dot(ray, wing.normal);
  if (std::abs(slope) < 1e-4F) return false;
  const float t = dot(wing.root, wing.normal) / slope;
  if (t <= 0) return false;
  const Vec p = ray * t - wing.root;
  const float u = dot(p, wing.across), v = dot(p, wing.along);
  const float soft = 1.4F * t * pixel / std::sqrt(std::abs(slope));
  const float number = std::floor(v / wing.panel), local = v - (number + 0.5F) * wing.panel;
  const float boom = std::abs(u) - 0.03F;
  const bool before = v < 0;
  const float frame = before || number > 3 ? 1.0F : box(u, local, wing.half, 0.47F * wing.panel, 0.01F);
  const float shape = std::min(frame, v < 4 * wing.panel && v > -3 ? boom : 1.0F);
  const float shown = cover(shape, soft);
  if (shown <= 0) return false;
  const float cell = wing.half / 6, cu = u / cell, cv = local / cell;
  const float du = (cu - std::floor(cu) - 0.5F) * cell, dv = (cv - std::floor(cv) - 0.5F) * cell;
  const float tint = random_unit(floor_of(cu), floor_of(cv) + 50 * static_cast<int>(number), 77);
  const Vec mirrored = ray - wing.normal * (2 * slope);
  const float shine = smooth(0.75F, 1, dot(mirrored, sun));
  const float lit = 0.25F + 0.75F * std::abs(dot(wing.normal, sun));
  Colour light = mix(Colour{0.012F, 0.022F, 0.075F}, Colour{0.022F, 0.030F, 0.095F}, tint) * (1.6F * lit) +
                 Colour{0.30F, 0.36F, 0.55F} * (shine * (0.5F + 0.3F * tint));
  const float corner = std::abs(du) + std::abs(dv) - 0.86F * cell;
  const float gap = std::max(cover(-box(du, dv, 0.485F * cell, 0.485F * cell, 0), soft), cover(-corner, soft));
  light = mix(light, Colour{0.50F, 0.49F, 0.46F} * lit, gap);
  const float finger = std::abs(dv / cell * 6 - std::round(dv / cell * 6)) * cell / 6;
  light = mix(light, Colour{0.16F, 0.17F, 0.22F} * lit, 0.5F * cover(finger - 0.0012F, soft));
  light = mix(light, Colour{0.55F, 0.52F, 0.46F} * lit, cover(std::abs(frame + 0.02F) - 0.02F, soft));
  if (frame > 0)
    light = Colour{0.62F, 0.60F, 0.56F} * (lit * (0.35F + 0.65F * std::sqrt(std::max(0.0F, 1 - square(u / 0.03F)))));
  colour = mix(colour, light, shown);
  return true;
}

}  // namespace

void paint_solar_array(Studio& studio) {
  const bool near_moon = studio.shot.moon_distance < 30;
  near_moon                           ? studio.chance(0.5) ? paint_earthrise(studio) : paint_moon_limb(studio)
                            : studio.shot.earth_distance < 1.5F ? paint_earth_limb(studio)
                                      : paint_earth_globe(studio);
  Camera camera;
  camera.tangent = 0.62F;
  const float heading = studio.between(-0.9F, 0.9F), rise = studio.between(0.5F, 1.1F),
              twist = studio.between(0.35F, 1.1F) * studio.either(1);
  Wing wing;
  wing.along = normalised({std::sin(heading) * 0.8F, rise * 0.55F, -1});
  const Vec aside = normalised(cross(wing.along, {0, 1, 0}));
  const Vec over = cross(aside, wing.along);
  wing.across = aside * std::cos(twist) + over * std::sin(twist);
  wing.normal = cross(wing.along, wing.across);
  wing.root = {studio.between(-1.1F, 1.1F) - 1.2F * std::sin(heading), -1.5F, -1.7F};
  wing.half = 0.42F;
  wing.panel = 1.05F;
  const Vec sun = normalised({studio.between(-1, 1), studio.between(0.2F, 1), studio.between(-0.4F, 0.8F)});
  const float pixel = studio.canvas.pixel() * camera.tangent;
  studio.canvas.each([&](float x, float y, Colour& colour) { wing_at(wing, camera.ray(x, y), pixel, sun, colour); });
  studio.canvas.bloom(0.3F, 0.1F);
}

}  // namespace vitrine::sample
