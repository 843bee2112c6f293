#include "tools/sample/sky.h"

#include "core/random.h"
#include "tools/sample/noise.h"

namespace vitrine::sample {
namespace {

Vec random_direction(Random& random) {
  return normalised(
      {static_cast<float>(random.normal()), static_cast<float>(random.normal()), static_cast<float>(random.normal())});
}

/// From red giants to blue-white: most are white or warm.
Colour star_colour(float kind) {
  constexpr Colour warm{1.0F, 0.62F, 0.34F}, yellow{1.0F, 0.86F, 0.66F}, white{0.95F, 0.97F, 1.0F},
      blue{0.62F, 0.75F, 1.0F};
  if (kind < 0.25F) return mix(warm, yellow, kind * 4);
  if (kind < 0.6F) return mix(yellow, white, (kind - 0.25F) / 0.35F);
  return mix(white, blue, (kind - 0.6F) / 0.4F);
}

void splat(Canvas& canvas, float x, float y, Colour light, float radius) {
  // A Gaussian of constant light.
  const float r = std::max(radius, 0.62F * canvas.pixel());
  const float share = square(canvas.pixel() / r) * 0.32F;
  const float reach = 3 * r;
  canvas.each_in(x - reach, y - reach, x + reach, y + reach, [&](float px, float py, Colour& colour) {
    colour += light * (share * quick_exp(-0.5F * (square(px - x) + square(py - y)) / (r * r)));
  });
}

}  // namespace

Sky::Sky(std::uint64_t seed) : seed_(static_cast<std::uint32_t>(random_bits(seed, 3))) {
  Random random(seed, 31);
  pole_ = random_direction(random);
  Vec other;
  frame_of(pole_, centre_, other);
  for (int i = 0; i < 42000; ++i) {
    Vec direction = random_direction(random);
    if (i % 5 < 3) direction = normalised(direction - pole_ * (dot(direction, pole_) * 0.82F));  // towards the plane
    // Counts rise by 10^0.5 a magnitude.
    const auto magnitude = static_cast<float>(-1.2 + 2.0 * std::log10(1 + real(i)));
    stars_.push_back({direction, magnitude, star_colour(static_cast<float>(random.unit()))});
  }
}

void Sky::paint_stars(Canvas& canvas, const Camera& camera, float faintest, float strength, float trail) const {
  const float scale = canvas.pixel() / 0.0019F;  // brightness of a point is per pixel
  for (const Star& star : stars_) {
    if (star.magnitude > faintest) break;
    float x = 0, y = 0;
    if (!camera.project(star.direction, x, y) || std::abs(x) > canvas.aspect() + 0.3F || std::abs(y) > 1.3F) continue;
    const float light = strength * 150 * quick_exp(-0.9210F * star.magnitude) / (scale * scale);
    const float radius = 0.0012F + 0.0007F * std::max(0.0F, 2.5F - star.magnitude);
    const int steps =
        trail == 0 ? 1 : 2 + static_cast<int>(std::sqrt(x * x + y * y) * std::abs(trail) / canvas.pixel());
    for (int i = 0; i < steps; ++i) {
      const float angle = trail * real(i) / real(steps), c = std::cos(angle), s = std::sin(angle);
      splat(canvas, c * x - s * y, s * x + c * y, star.colour * (light * (steps == 1 ? 1 : 3 / std::sqrt(real(steps)))),
            radius);
    }
  }
}

void Sky::paint_milky_way(Canvas& canvas, const Camera& camera, float strength) const {
  canvas.add_soft(std::max(1, canvas.height() / 360), [&](float x, float y) {
    const Vec d = camera.ray(x, y);
    const float height = dot(d, pole_);
    const float middle = 0.5F + 0.5F * dot(d, centre_);
    const float wide = 0.10F + 0.13F * middle * middle;
    const Vec warp{fractal(d * 4, 3, seed_), fractal(d * 4, 3, seed_ + 9), fractal(d * 4, 3, seed_ + 18)};
    const float band = quick_exp(-square((height + 0.05F * warp.x) / wide)) * (0.35F + 1.2F * square(middle));
    if (band < 0.01F) return Colour{};
    const float clouds = 0.6F + 0.55F * fractal(d * 7 + warp * 0.6F, 5, seed_ + 30, 0.6F);
    const float dust = smooth(
        0.62F, 0.95F, ridges(d * 5 + warp * 0.9F, 5, seed_ + 50) + 0.45F * quick_exp(-square(height / 0.06F)) - 0.08F);
    const float nebula = smooth(0.45F, 0.8F, fractal(d * 15, 3, seed_ + 70)) * quick_exp(-square(height / 0.07F));
    const Colour hue = mix(Colour{0.55F, 0.66F, 1.0F}, Colour{1.0F, 0.84F, 0.62F},
                           smooth(0.55F, 1, middle) * quick_exp(-square(height / 0.14F)));
    return (hue * (band * std::max(0.0F, clouds) * (1 - 0.7F * dust)) +
            Colour{0.9F, 0.2F, 0.35F} * (nebula * 0.35F * middle)) *
           (0.085F * strength);
  });
}

void paint_sun(Canvas& canvas, float x, float y, float radius, float strength, int rays) {
  canvas.each([&](float px, float py, Colour& colour) {
    const float dx = px - x, dy = py - y, distance = std::sqrt(dx * dx + dy * dy);
    const float disc = smooth(radius + canvas.pixel(), radius - canvas.pixel(), distance);
    const float r = distance / radius;
    float glare = 0.55F / (1 + 0.35F * r * r) + 0.012F / (0.2F + 0.02F * r);
    if (rays > 0 && r < 60) {
      const float angle = std::atan2(dy, dx);
      const float spoke = std::abs(std::sin(angle * 0.5F * real(rays) + 0.4F));
      glare += 0.8F * quick_exp(-spoke * (2 + 1.1F * r)) * quick_exp(-r * 0.10F);
    }
    colour += Colour{1.0F, 0.95F, 0.86F} * (strength * (12 * disc + glare));
  });
}

void paint_corona(Canvas& canvas, float x, float y, float radius, float tilt, float strength, std::uint32_t seed) {
  const float c = std::cos(tilt), s = std::sin(tilt);
  const int coarse = std::max(1, canvas.height() / 360);
  canvas.add_soft(coarse, [&](float px, float py) {
    const float dx = (c * (px - x) + s * (py - y)) / radius, dy = (c * (py - y) - s * (px - x)) / radius;
    const float r = std::sqrt(dx * dx + dy * dy);
    if (r < 0.9F || r > 14) return Colour{};
    const float ux = dx / r, uy = dy / r;
    const float out = std::max(0.0F, r - 1);
    // Streamers bend a little; wide ones at the equator, fine plumes at the poles.
    const float bend = 0.12F * noise(Vec{ux * 2, uy * 2, r * 0.25F}, seed);
    const Vec around{ux + bend * uy, uy - bend * ux, 0.06F * r};
    const float equator = 1 - uy * uy;
    const float broad =
        smooth(-0.35F, 0.7F, noise(around * 1.7F + Vec{0, 0, 3}, seed + 1) + 0.35F * noise(around * 4, seed + 2)) *
        (0.35F + 0.65F * equator);
    const float fine = fractal(Vec{around.x * 14, around.y * 14, r * 0.15F}, 4, seed + 3, 0.75F);
    const float inner = 1.25F * quick_exp(-out * 5.5F);
    const float petals = broad * 0.75F * quick_exp(-out * (1.9F - 1.15F * broad));
    const float far = 0.05F / (1 + out * out * 1.4F);
    const float light = (inner + petals) * (1 + 0.30F * fine) + far * (0.8F + 0.5F * broad + 0.15F * fine);
    const float edge = smooth(0.93F, 1.0F, r);
    return Colour{0.93F, 0.97F, 1.0F} * (strength * edge * std::max(0.0F, light) * smooth(14, 6, r));
  });
  Random random(seed, 5);
  for (int i = 0; i < 7; ++i) {
    const auto angle = static_cast<float>(6.2831853 * random.unit());
    const auto size = static_cast<float>(0.012 + 0.025 * random.unit() * random.unit());
    splat(canvas, x + std::cos(angle) * radius * 1.004F, y + std::sin(angle) * radius * 1.004F,
          Colour{1.0F, 0.22F, 0.30F} * (strength * 2.2F * square(size * radius / canvas.pixel())), size * radius);
  }
}

}  // namespace vitrine::sample
