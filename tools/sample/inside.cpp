// Inside the ship: windows, instrument panels, displays, the cabin.
// Sections: writing; the window; instruments; displays; scenes.
#include "tools/sample/studio.h"

namespace vitrine::sample {
namespace {

// --- writing ---------------------------------------------------------------------------------------------------------

/// Signs that look like writing from afar: a few strokes in each cell of a line. 1 where there is ink.
float writing(float x, float y, float size, float soft, std::uint32_t seed) {
  const float u = x / (size * 0.62F), v = y / size;
  const int letter = floor_of(u);
  if (v < 0 || v >= 1 || random_unit(letter, 7, seed) < 0.16F) return 0;
  const float gx = (u - real(letter)) * 4, gy = v * 5;
  const int column = floor_of(gx), row = floor_of(gy);
  if (column > 2) return 0;
  const bool ink = random_unit(letter * 3 + (column == 2 ? 0 : column), row, seed + 5) < 0.62F;
  return ink ? clamp01(1.3F - soft / size) : 0;
}

// --- the window ------------------------------------------------------------------------------------------------------

struct Pane {
  float x, y, a, b, round, tilt, taper;
  float distance(float px, float py) const {
    const float c = std::cos(tilt), s = std::sin(tilt);
    const float u = c * (px - x) + s * (py - y), v = c * (py - y) - s * (px - x);
    return box(u, v, a - taper * v, b, round);
  }
};

struct Screw {
  float x, y, turn;
};

std::vector<Screw> screws_around(const Pane& pane, float distance, int count, Studio& studio) {
  std::vector<Screw> screws;
  for (int i = 0; i < count; ++i) {
    const float angle = 2 * pi * (real(i) + 0.5F) / real(count), dx = std::cos(angle), dy = std::sin(angle);
    float low = 0, high = 4;
    for (int step = 0; step < 22; ++step) {
      const float middle = 0.5F * (low + high);
      (pane.distance(pane.x + dx * middle, pane.y + dy * middle) < distance ? low : high) = middle;
    }
    screws.push_back({pane.x + dx * low, pane.y + dy * low, studio.between(0, pi)});
  }
  return screws;
}

void paint_frame(Studio& studio, const Pane& pane, Colour daylight) {
  const Colour lamp = mix(Colour{1.0F, 0.78F, 0.52F}, Colour{0.55F, 0.72F, 1.0F}, studio.chance(0.35) ? 1.0F : 0.0F) *
                      studio.between(0.04F, 0.16F);
  const float seal = 0.035F, ring = studio.between(0.12F, 0.17F), outer = ring + studio.between(0.05F, 0.09F);
  const std::vector<Screw> screws = screws_around(pane, 0.5F * (seal + ring), 22, studio);
  const float lamp_x = studio.between(-1, 1), lamp_y = studio.between(-0.6F, 0.6F),
              lamp_tilt = studio.between(-0.6F, 0.6F);
  const auto seed = static_cast<std::uint32_t>(studio.shot.seed);
  const float soft = studio.canvas.pixel() * 1.3F;
  const float side = studio.either(1);
  studio.canvas.each([&](float x, float y, Colour& colour) {
    const float d = pane.distance(x, y);
    if (d < soft) {
      // Lamps of the cabin in the glass, twice: there are two panes.
      Colour glass = colour * (0.94F * smooth(0.02F, -0.035F, d) + 0.0F);
      for (const float shift : {0.0F, 0.045F}) {
        const float c = std::cos(lamp_tilt), s = std::sin(lamp_tilt);
        const float u = c * (x - lamp_x - shift) + s * (y - lamp_y), v = c * (y - lamp_y) - s * (x - lamp_x - shift);
        glass += lamp * (0.30F * smooth(0.03F, -0.03F, box(u, v, 0.30F, 0.03F, 0.03F)));
      }
      glass += (daylight * 0.05F + lamp * 0.06F) * std::max(0.0F, fractal(x * 3, y * 3, 3, seed) * 0.5F + 0.1F);
      colour = glass;
      if (d < -soft) return;
    }
    constexpr float e = 0.004F;
    const float gx = (pane.distance(x + e, y) - d) / e, gy = (pane.distance(x, y + e) - d) / e;  // outwards
    const float facing = 0.5F - 0.5F * (gx * 0.45F * side + gy * 0.85F);                         // to the lamp above
    const float inwards = clamp01(0.35F + 0.65F * (gx * (pane.x - x) + gy * (pane.y - y)) * -0.4F);
    Colour frame;
    if (d < seal) {
      const float rubber = smooth(0, seal, d);
      frame = daylight * (0.5F * (1 - rubber) * (0.6F + 0.4F * inwards)) + lamp * (0.12F * facing + 0.03F);
    } else if (d < ring) {
      const float edge = smooth(seal, seal + 0.018F, d) * smooth(ring, ring - 0.014F, d);
      const float brushed = 0.9F + 0.10F * noise(x * 9, y * 240, seed + 1);
      frame = (lamp * (0.9F * facing + 0.35F) + daylight * (0.14F * smooth(0.2F, 0, d))) *
              (brushed * (0.45F + 0.55F * edge));
      frame += (lamp + daylight * 0.4F) * (0.5F * (1 - edge) * square(facing) * smooth(seal, seal + 0.008F, d));
    } else {
      const float rim = smooth(ring, ring + 0.012F, d) * smooth(outer, outer - 0.012F, d);
      const float weave =
          0.85F + 0.15F * noise(x * 160, y * 160, seed + 2) + 0.12F * fractal(x * 5, y * 5, 3, seed + 3);
      const float seam = std::abs(std::abs(x - pane.x) - pane.a - outer - 0.25F);
      const Colour cloth = mix(Colour{0.36F, 0.37F, 0.38F}, Colour{0.55F, 0.52F, 0.47F}, random_unit(1, 1, seed));
      const Colour metal{0.22F, 0.23F, 0.25F};
      const float is_wall = smooth(outer - 0.004F, outer + 0.004F, d);
      const float far = quick_exp(-(d - ring) * 2.2F);
      frame = mix(metal * (0.5F + 0.8F * rim * facing), cloth * weave, is_wall) *
              (lamp * (0.7F + 0.5F * facing) + daylight * (0.10F * far));
      frame = frame * (1 - 0.5F * smooth(0.012F, 0.004F, seam) * is_wall) *
              (1 - 0.45F * smooth(outer + 0.06F, outer, d) * is_wall);
    }
    for (const Screw& screw : screws) {
      const float r = std::sqrt(square(x - screw.x) + square(y - screw.y));
      if (r > 0.034F) continue;
      const float u = std::cos(screw.turn) * (x - screw.x) + std::sin(screw.turn) * (y - screw.y);
      const float v = std::cos(screw.turn) * (y - screw.y) - std::sin(screw.turn) * (x - screw.x);
      const float head = cover(r - 0.018F, soft);
      const float slot =
          std::max(cover(box(u, v, 0.013F, 0.0025F, 0.001F), soft), cover(box(u, v, 0.0025F, 0.013F, 0.001F), soft));
      const float shade = 0.7F + 14 * ((x - screw.x) * 0.35F * side + (y - screw.y) * 0.8F);
      frame = frame * (1 - 0.55F * smooth(0.032F, 0.017F, r));
      frame = mix(frame, (lamp * 1.25F + daylight * 0.1F) * (shade * (1 - 0.8F * slot)), head);
    }
    colour = mix(colour, frame, smooth(-soft, soft, d));
  });
}

Pane pane_for(Studio& studio) {
  Pane pane{studio.between(-0.3F, 0.3F),
            studio.between(-0.12F, 0.12F),
            studio.between(0.72F, 1.15F),
            studio.between(0.55F, 0.78F),
            0,
            studio.between(-0.12F, 0.12F),
            0.10F};
  const float least = std::min(pane.a, pane.b);
  pane.round = studio.chance(0.3) ? least * 0.98F : least * studio.between(0.3F, 0.6F);
  if (pane.round > 0.9F * least) {
    pane.a = pane.b = pane.round = std::max(0.7F, least);
    pane.taper = 0;
  }
  return pane;
}

// --- instruments --------------------------------------------------------------------------------------------------

/// What an instrument shows at a place of the panel: its own colour, and light it gives.
struct Ink {
  Colour albedo{0.10F, 0.105F, 0.11F};
  Colour light;
  void lay(Colour colour, float coverage) { albedo = mix(albedo, colour, coverage); }
};

constexpr Colour white{0.72F, 0.72F, 0.68F}, black{0.012F, 0.013F, 0.015F}, steel{0.34F, 0.35F, 0.36F};
constexpr std::array<Colour, 5> lamps{
    {{0.10F, 1.0F, 0.30F}, {1.0F, 0.62F, 0.08F}, {1.0F, 0.10F, 0.06F}, {0.25F, 0.65F, 1.0F}, {0.95F, 0.95F, 0.85F}}};

void dial(Ink& ink, float x, float y, float soft, std::uint32_t seed) {
  const float r = std::sqrt(x * x + y * y);
  if (r > 0.5F) return;
  ink.albedo = ink.albedo * (1 - 0.6F * smooth(0.5F, 0.42F, std::sqrt(square(x - 0.02F) + square(y + 0.03F))));
  ink.lay(steel * (0.55F + 1.1F * clamp01(0.5F + (y - 0.4F * x) / (2 * r + 0.001F))), cover(r - 0.43F, soft));
  ink.lay(steel * (0.9F - 0.9F * clamp01(0.5F + (y - 0.4F * x) / (2 * r + 0.001F))), cover(r - 0.39F, soft));
  ink.lay(black, cover(r - 0.375F, soft));
  const float angle = std::atan2(x, y);  // 0 up, clockwise
  const float sweep = 2.3F, t = (angle + sweep) / (2 * sweep);
  const float green = 0.25F + 0.35F * random_unit(1, 0, seed);
  if (std::abs(angle) < sweep) {
    const float band = cover(std::abs(r - 0.352F) - 0.012F, soft);
    if (t > green && t < green + 0.3F) ink.lay({0.08F, 0.5F, 0.16F}, band);
    if (t > 0.88F) ink.lay({0.65F, 0.05F, 0.03F}, band);
  }
  for (const int count : {40, 10}) {
    const float place = std::round(t * real(count)), off = (t * real(count) - place) / real(count) * 2 * sweep * r;
    if (place < 0 || place > real(count)) continue;
    const float inner = count == 10 ? 0.27F : 0.31F, half = count == 10 ? 0.008F : 0.004F;
    ink.lay(white, cover(std::max(std::abs(off) - half, std::max(inner - r, r - 0.345F)), soft));
  }
  ink.lay(white * 0.8F,
          0.9F * writing(x + 0.10F, y + 0.16F, 0.05F, soft, seed + 4) * (std::abs(x) < 0.10F ? 1.0F : 0.0F));
  const float value = (green + 0.05F + 0.25F * random_unit(2, 0, seed)) * 2 * sweep - sweep;
  const float nx = std::sin(value), ny = std::cos(value);
  ink.albedo = ink.albedo *
               (1 - 0.5F * cover(stroke(x - 0.012F, y + 0.018F, -nx * 0.07F, -ny * 0.07F, nx * 0.3F, ny * 0.3F, 0.014F),
                                 4 * soft));
  ink.lay({0.85F, 0.42F, 0.06F}, cover(stroke(x, y, -nx * 0.07F, -ny * 0.07F, nx * 0.31F, ny * 0.31F, 0.010F), soft));
  ink.lay(steel * 0.7F, cover(r - 0.035F, soft));
  ink.light +=
      Colour{0.5F, 0.6F, 0.7F} * (0.02F * smooth(0.1F, 0.4F, y + 0.5F * x) * cover(r - 0.375F, soft));  // the glass
}

void toggles(Ink& ink, float x, float y, float soft, std::uint32_t seed) {
  const float place = std::clamp(std::round(x / 0.3F), -1.0F, 1.0F);
  const float u = x - place * 0.3F, v = y + 0.04F;
  const int number = static_cast<int>(place) + 1;
  const bool up = random_unit(number, 1, seed) < 0.6F;
  const float way = up ? 1.0F : -1.0F;
  ink.lay(white * 0.85F, writing(u + 0.10F, y - 0.34F, 0.055F, soft, seed + static_cast<std::uint32_t>(number)) *
                             (std::abs(u) < 0.11F ? 1.0F : 0.0F));
  ink.albedo = ink.albedo * (1 - 0.6F * smooth(0.14F, 0.06F, std::sqrt(u * u + v * v)));
  const float angle = std::atan2(u, v), r = std::sqrt(u * u + v * v);
  const float hexagon = r * std::cos(std::fmod(std::abs(angle), pi / 3) - pi / 6);
  ink.lay(steel * (0.7F + 1.6F * v), cover(hexagon - 0.085F, soft));
  ink.lay(black * 3, cover(r - 0.055F, soft));
  ink.albedo =
      ink.albedo * (1 - 0.6F * cover(stroke(u - 0.03F, v + 0.05F, 0, 0, 0.01F, way * 0.15F, 0.045F), 5 * soft));
  const float lever = stroke(u, v, 0, 0, 0, way * 0.17F, 0.028F + 0.08F * std::abs(v));
  ink.lay(mix(steel * 0.6F, Colour{0.95F, 0.95F, 0.93F}, clamp01(0.55F - u * 12)), cover(lever, soft));
  const float lamp = std::sqrt(u * u + square(y + 0.36F)) - 0.028F;
  const Colour hue = lamps[static_cast<std::size_t>(unit(hash(number, 2, 0, seed)) * 3)];
  ink.lay(hue * 0.15F, cover(lamp, soft));
  if (up) ink.light += hue * (1.8F * cover(lamp, soft) + 0.10F * quick_exp(-square((lamp + 0.028F) / 0.07F)));
}

void annunciators(Ink& ink, float x, float y, float soft, std::uint32_t seed) {
  const float u = (x + 0.45F) / 0.3F, v = (y + 0.45F) / 0.18F;
  const int column = floor_of(u), row = floor_of(v);
  if (column < 0 || column > 2 || row < 0 || row > 4) return;
  const float px = (u - real(column) - 0.5F) * 0.3F, py = (v - real(row) - 0.5F) * 0.18F;
  const float key = box(px, py, 0.135F, 0.074F, 0.012F);
  const float dice = random_unit(column, row, seed);
  const Colour hue = lamps[static_cast<std::size_t>(unit(hash(column, row, 3, seed)) * 5)];
  const bool on = dice < 0.34F;
  ink.lay(black * 2, cover(key, soft));
  const float face = cover(key + 0.010F, soft),
              ink_here =
                  writing(px + 0.10F, py + 0.025F, 0.05F, soft, seed + static_cast<std::uint32_t>(column * 8 + row)) *
                  (std::abs(px) < 0.105F ? 1.0F : 0.0F);
  ink.lay(hue * 0.05F + Colour{0.02F, 0.02F, 0.02F}, face);
  if (on)
    ink.light += hue * (face * (0.75F - 0.6F * ink_here) * (1.1F - 40 * px * px));
  else
    ink.lay(white * 0.25F, face * ink_here);
}

void keys(Ink& ink, float x, float y, float soft, std::uint32_t seed) {
  const float u = (x + 0.44F) / 0.22F, v = (y + 0.44F) / 0.22F;
  const int column = floor_of(u), row = floor_of(v);
  if (column < 0 || column > 3 || row < 0 || row > 3) return;
  const float px = (u - real(column) - 0.5F) * 0.22F, py = (v - real(row) - 0.5F) * 0.22F;
  const float key = box(px, py, 0.088F, 0.088F, 0.02F);
  ink.albedo = ink.albedo * (1 - 0.6F * smooth(0.03F, -0.02F, box(px - 0.01F, py + 0.018F, 0.088F, 0.088F, 0.02F)));
  const Colour cap =
      random_unit(column, row, seed) < 0.14F ? Colour{0.5F, 0.16F, 0.05F} : Colour{0.15F, 0.155F, 0.165F};
  ink.lay(cap * (1.0F + (py > 0.06F ? 0.9F : 0.0F) * smooth(-0.03F, -0.005F, key) -
                 0.5F * smooth(0.02F, -0.08F, py) * smooth(-0.03F, 0, key)),
          cover(key, soft));
  ink.lay(white, writing(px + 0.033F, py + 0.035F, 0.07F, soft, seed + static_cast<std::uint32_t>(column * 5 + row)) *
                     (std::abs(px) < 0.035F ? 1.0F : 0.0F));
}

void knob(Ink& ink, float x, float y, float soft, std::uint32_t seed) {
  const float r = std::sqrt(x * x + y * y), angle = std::atan2(x, y);
  const float place = std::round(angle / 0.5236F), off = (angle - place * 0.5236F) * r;
  if (std::abs(place) < 5)
    ink.lay(white, cover(std::max(std::abs(off) - 0.006F, std::max(0.36F - r, r - 0.43F)), soft));
  ink.albedo = ink.albedo * (1 - 0.65F * smooth(0.36F, 0.22F, std::sqrt(square(x - 0.03F) + square(y + 0.05F))));
  const float ridge = 0.275F + 0.008F * std::sin(angle * 36);
  ink.lay(Colour{0.05F, 0.05F, 0.055F} * (1.5F + 2.2F * (y - 0.5F * x)), cover(r - ridge, soft));
  ink.lay(Colour{0.09F, 0.09F, 0.095F} * (1.2F + 2 * (y - 0.5F * x)), cover(r - 0.22F, soft));
  const float turn = 0.5236F * std::round((random_unit(4, 4, seed) - 0.5F) * 9);
  ink.lay(white, cover(stroke(x, y, std::sin(turn) * 0.08F, std::cos(turn) * 0.08F, std::sin(turn) * 0.25F,
                              std::cos(turn) * 0.25F, 0.013F),
                       soft));
}

void vent(Ink& ink, float x, float y, float soft) {
  const float slot = y / 0.09F, off = (slot - std::round(slot)) * 0.09F;
  if (std::abs(y) > 0.4F) return;
  const float d = box(x, off, 0.38F, 0.024F, 0.024F);
  ink.lay(black, cover(d, soft));
  ink.lay(steel, cover(std::abs(d - 0.004F) - 0.003F, soft) * (off < 0 ? 0.6F : 0.1F));
}

// --- displays --------------------------------------------------------------------------------------------------------

constexpr Colour glow_colours[] = {{0.18F, 1.0F, 0.45F}, {0.30F, 0.75F, 1.0F}, {1.0F, 0.68F, 0.20F}};

/// A display of half size (a, b): curves, an artificial horizon, a trajectory, or numbers.
Colour display(float x, float y, float a, float b, int kind, float soft, std::uint32_t seed) {
  const Colour ink = glow_colours[static_cast<std::size_t>(unit(hash(9, 9, 9, seed)) * 3)];
  const Colour other = glow_colours[static_cast<std::size_t>(unit(hash(9, 8, 9, seed)) * 3)];
  const float u = x / a, v = y / b;
  Colour light = Colour{0.006F, 0.011F, 0.017F} + ink * 0.006F;
  const auto line = [soft](float distance, float half) {
    return cover(std::abs(distance) - half, soft) + 0.16F * quick_exp(-square(distance / (half * 6)));
  };
  const float inside_x = std::abs(u) < 0.9F ? 1.0F : 0.0F;
  if (v > 0.82F)
    return light +
           ink * (0.9F * writing(x + a * 0.9F, y - b * 0.84F, b * 0.09F, soft, seed + 1) * (u < -0.25F ? 1.0F : 0.0F)) +
           other *
               (0.7F * writing(x, y - b * 0.84F, b * 0.09F, soft, seed + 2) * (u > 0.45F && u < 0.92F ? 1.0F : 0.0F));
  if (kind == 0) {
    const float gx = u * 5, gy = v * 4;
    light += ink * (0.05F * inside_x *
                    (cover(std::abs(gx - std::round(gx)) * a / 5 - 0.001F, soft) +
                     cover(std::abs(gy - std::round(gy)) * b / 4 - 0.001F, soft)));
    for (int i = 0; i < 3; ++i) {
      const auto salt = seed + 20 + static_cast<std::uint32_t>(i);
      const auto curve = [&](float s) {
        return 0.62F * std::sin(s * (1.2F + 1.3F * random_unit(i, 1, seed)) + 6 * random_unit(i, 2, seed)) *
                   quick_exp(-0.4F * std::abs(s)) +
               (i == 1 ? 0.05F : 0.015F) * fractal(s * 9, 0.5F, 3, salt);
      };
      const float here = curve(u * 2), slope = (curve(u * 2 + 0.01F) - here) / 0.01F * 2 * b / a;
      const float distance = (v - here) * b / std::sqrt(1 + slope * slope);
      if (std::abs(u) < 0.9F)
        light += (i == 0 ? other : ink) * ((i == 2 ? 0.35F : 0.9F) * line(distance, 0.004F * b * 1.6F));
    }
  } else if (kind == 1) {
    const float turn = (random_unit(3, 3, seed) - 0.5F) * 0.8F, c = std::cos(turn), s = std::sin(turn);
    const float px = c * x + s * y, py = c * y - s * x, r = std::sqrt(x * x + y * y) / b;
    if (r < 0.78F) {
      const float pitch = py / b + (random_unit(4, 3, seed) - 0.5F) * 0.4F;
      const float ball = std::sqrt(1 - square(r / 0.8F));
      light = (pitch > 0 ? Colour{0.05F, 0.24F, 0.62F} : Colour{0.32F, 0.17F, 0.06F}) * (0.25F + 0.75F * ball);
      const float rung = pitch / 0.13F, off = (rung - std::round(rung)) * 0.13F * b;
      const float wide = static_cast<int>(std::round(rung)) % 2 == 0 ? 0.22F : 0.11F;
      if (std::abs(px) < wide * b) light += Colour{0.8F, 0.8F, 0.8F} * line(off, 0.004F * b);
      light += Colour{0.9F, 0.9F, 0.9F} * line(pitch * b, 0.006F * b);
    }
    light += ink * (0.8F * line((r - 0.79F) * b, 0.006F * b));
    light += Colour{1.0F, 0.8F, 0.1F} *
             line(std::max(std::abs(y) - 0.004F, std::abs(std::abs(x) - 0.22F * b) - 0.1F * b), 0.008F * b);
    if (std::abs(u) > 0.72F)
      light += ink * (0.7F * writing(std::abs(x) - a * 0.74F, y - std::floor(y / (b * 0.16F)) * b * 0.16F, b * 0.1F,
                                     soft, seed + static_cast<std::uint32_t>(floor_of(y / (b * 0.16F)) + 40)));
  } else if (kind == 2) {
    const float ex = 0.72F * a, ey = 0.52F * b;
    const float earth_x = x + 0.52F * a, moon_x = x - 0.62F * a, moon_y = y - 0.1F * b;
    light += Colour{0.1F, 0.35F, 0.9F} * cover(std::sqrt(earth_x * earth_x + y * y) - 0.10F * b, soft);
    light += Colour{0.5F, 0.5F, 0.5F} * cover(std::sqrt(moon_x * moon_x + moon_y * moon_y) - 0.045F * b, soft);
    const float r = std::sqrt(square(x / ex) + square(y / ey)), dash = std::sin(std::atan2(y / ey, x / ex) * 60);
    light += ink * (0.9F * line((r - 1) * 0.55F * b, 0.005F * b) * (y > 0 || dash > 0 ? 1.0F : 0.15F));
    const float place = 0.4F + 2.2F * random_unit(5, 5, seed);
    light += other *
             (1.6F *
              cover(std::sqrt(square(x - ex * std::cos(place)) + square(y - ey * std::sin(place))) - 0.022F * b, soft));
    const float gx = u * 8, gy = v * 6;
    light += ink * (0.03F * inside_x *
                    (cover(std::abs(gx - std::round(gx)) * a / 8 - 0.001F, soft) +
                     cover(std::abs(gy - std::round(gy)) * b / 6 - 0.001F, soft)));
  } else {
    const float step = b * 0.15F;
    const int row = floor_of(y / step);
    const float length = -0.2F + 0.9F * random_unit(row, 1, seed);
    const float shown = u > -0.9F && (u < length * 0.4F - 0.2F || (u > 0.3F && u < 0.85F)) ? 1.0F : 0.0F;
    light +=
        (random_unit(row, 2, seed) < 0.2F ? other : ink) *
        (0.85F * shown *
         writing(x + 0.9F * a, y - real(row) * step, step * 0.6F, soft, seed + static_cast<std::uint32_t>(row + 60)));
  }
  const float scan = 0.92F + 0.08F * std::sin(y / b * 420);
  return light * scan;
}

void screen_cell(Ink& ink, float x, float y, float soft, std::uint32_t seed) {
  ink.lay(black * 2.5F, cover(box(x, y, 0.46F, 0.42F, 0.05F), soft));
  const float glass = cover(box(x, y, 0.42F, 0.37F, 0.03F), soft);
  ink.lay(black, glass);
  if (glass > 0)
    ink.light += display(x, y, 0.42F, 0.37F, static_cast<int>(random_unit(6, 6, seed) * 4), soft, seed) * glass;
}

Ink panel_at(float x, float y, float soft, std::uint32_t seed) {
  const int column = floor_of(x), row = floor_of(y);
  const float u = x - real(column) - 0.5F, v = y - real(row) - 0.5F;
  const std::uint32_t cell = hash(column, row, 1, seed);
  Ink ink;
  const float tone = 0.8F + 0.35F * unit(cell * 0x85ebca6bU);
  ink.albedo = mix(Colour{0.115F, 0.120F, 0.125F}, Colour{0.16F, 0.155F, 0.14F}, random_unit(0, 0, seed)) * tone;
  ink.albedo = ink.albedo * (1 + 0.08F * noise(x * 60, y * 60, seed) + 0.06F * fractal(x * 2, y * 2, 3, seed + 1));
  const float gap = box(u, v, 0.488F, 0.488F, 0.02F);
  ink.albedo = ink.albedo * (1 + 0.7F * smooth(-0.025F, -0.008F, gap) * (v > u ? 1.0F : -0.6F));
  ink.lay(black, cover(-gap, soft));
  const float sx = std::abs(u) - 0.455F, sy = std::abs(v) - 0.455F, sr = std::sqrt(sx * sx + sy * sy);
  ink.lay(steel * (0.7F + 14 * sy), cover(sr - 0.019F, soft));
  ink.lay(black, cover(std::max(std::abs(sx + sy) - 0.004F, sr - 0.015F), soft));
  switch (static_cast<int>(unit(cell) * 12)) {
    case 0:
    case 1:
    case 2:
      dial(ink, u, v, soft, cell);
      break;
    case 3:
    case 4:
    case 5:
      toggles(ink, u, v, soft, cell);
      break;
    case 6:
      annunciators(ink, u, v, soft, cell);
      break;
    case 7:
      keys(ink, u, v, soft, cell);
      break;
    case 8:
      knob(ink, u, v, soft, cell);
      break;
    case 9:
      vent(ink, u, v, soft);
      break;
    default:
      screen_cell(ink, u, v, soft, cell);
      break;
  }
  return ink;
}

}  // namespace

// --- scenes ----------------------------------------------------------------------------------------------------------

void paint_window(Studio& studio) {
  const bool near_moon = studio.shot.moon_distance < 30;
  if (near_moon) {
    studio.chance(0.5)   ? paint_moon_limb(studio)
    : studio.chance(0.5) ? paint_moon_craters(studio)
                         : paint_earthrise(studio);
  } else {
    studio.chance(0.75) ? paint_earth_limb(studio) : paint_earth_clouds(studio);
  }
  const Colour daylight = studio.canvas.mean() * studio.film.exposure + Colour{0.01F, 0.012F, 0.015F};
  paint_frame(studio, pane_for(studio), daylight);
  studio.film.exposure *= 1.05F;
}

void paint_plasma(Studio& studio) {
  const auto seed = static_cast<std::uint32_t>(studio.shot.seed);
  const float from_x = studio.between(-1.2F, 1.2F), from_y = studio.between(-2.4F, -1.4F),
              heat = studio.between(0.7F, 1.5F);
  const Colour core = mix(Colour{1.0F, 0.42F, 0.12F}, Colour{1.0F, 0.30F, 0.42F}, studio.between(0, 1));
  studio.canvas.add_soft(2, [&](float x, float y) {
    const float dx = x - from_x, dy = y - from_y, r = std::sqrt(dx * dx + dy * dy), angle = std::atan2(dx, dy);
    const float warp = fractal(x * 1.3F, y * 1.3F, 3, seed) * 0.25F;
    const float streak = fractal((angle + warp * 0.3F) * 14, r * 0.9F + warp, 5, seed + 1, 0.6F);
    const float body = smooth(3.6F, 1.0F, r + warp);
    const float light = heat * body * std::max(0.04F, 0.1F + 1.0F * streak + 0.55F * body);
    return core * std::max(0.0F, light) +
           Colour{0.9F, 0.75F, 0.8F} * (heat * square(std::max(0.0F, streak + body - 0.7F)) * 1.6F) +
           Colour{0.06F, 0.03F, 0.08F};
  });
  paint_frame(studio, pane_for(studio), core * 0.9F);
  studio.canvas.bloom(0.5F, 0.25F);
  studio.film.exposure = 0.75F;
}

void paint_panel(Studio& studio) {
  const auto seed = static_cast<std::uint32_t>(studio.shot.seed);
  const float away = studio.between(3.4F, 6.5F), yaw = studio.between(-0.75F, 0.75F),
              pitch = studio.between(-0.35F, 0.5F);
  const Vec target{studio.between(-40, 40), studio.between(-40, 40), 0};
  const Vec place =
      target + Vec{std::sin(yaw) * std::cos(pitch), std::sin(pitch), std::cos(yaw) * std::cos(pitch)} * away;
  const Camera camera =
      Camera::looking(place, target, std::clamp(studio.tangent(), 0.18F, 0.34F), studio.between(-0.15F, 0.15F));
  const Vec key = normalised({studio.between(-0.6F, 0.6F), 1, studio.between(0.4F, 1.2F)});
  const Colour lamp =
      mix(Colour{1.0F, 0.86F, 0.66F}, Colour{0.62F, 0.78F, 1.0F}, studio.between(0, 1)) * studio.between(0.7F, 3.2F);
  const float spot_x = target.x + studio.between(-1.5F, 1.5F), spot_y = target.y + studio.between(0, 2);
  const float pixel = studio.canvas.pixel() * camera.tangent, aperture = studio.between(0.004F, 0.022F);
  studio.canvas.each([&](float x, float y, Colour& colour) {
    const Vec ray = camera.ray(x, y);
    if (ray.z > -0.02F) return;
    const float t = -place.z / ray.z;
    const float px = place.x + ray.x * t, py = place.y + ray.y * t;
    const float soft = 1.3F * t * pixel / std::sqrt(-ray.z) + aperture * std::abs(t - away) / away * 2;
    const Ink ink = panel_at(px, py, soft, seed);
    const float spot = 0.25F + 0.9F * quick_exp(-0.10F * (square(px - spot_x) + square(py - spot_y)));
    const Vec half = normalised(key - ray);
    const float shine = square(square(square(std::max(0.0F, half.z)))) * 0.03F;
    colour = ink.albedo * lamp * (spot * key.z) + lamp * (shine * spot * 0.5F) + ink.light * 1.15F;
  });
  studio.canvas.bloom(0.55F, 0.10F);
  studio.film.exposure = 1.25F;
}

void paint_screen(Studio& studio) {
  const auto seed = static_cast<std::uint32_t>(studio.shot.seed);
  const int kind = static_cast<int>(studio.random.below(4));
  const float yaw = studio.between(-0.6F, 0.6F), pitch = studio.between(-0.3F, 0.3F), away = studio.between(2.6F, 3.8F);
  const Vec target{studio.between(-0.25F, 0.25F), studio.between(-0.15F, 0.15F), 0};
  const Vec place =
      target + Vec{std::sin(yaw) * std::cos(pitch), std::sin(pitch), std::cos(yaw) * std::cos(pitch)} * away;
  const Camera camera = Camera::looking(place, target, 0.34F, studio.between(-0.12F, 0.12F));
  const float pixel = studio.canvas.pixel() * camera.tangent, aperture = studio.between(0.005F, 0.02F);
  const Colour lamp =
      mix(Colour{1.0F, 0.85F, 0.65F}, Colour{0.6F, 0.75F, 1.0F}, studio.between(0, 1)) * studio.between(0.15F, 0.9F);
  const Colour glow = glow_colours[static_cast<std::size_t>(unit(hash(9, 9, 9, seed)) * 3)];
  studio.canvas.each([&](float x, float y, Colour& colour) {
    const Vec ray = camera.ray(x, y);
    if (ray.z > -0.02F) return;
    const float t = -place.z / ray.z, px = place.x + ray.x * t, py = place.y + ray.y * t;
    const float soft = 1.3F * t * pixel + aperture * std::abs(t - away) / away * 2;
    const float d = box(px, py, 1.05F, 0.74F, 0.06F);
    const float scratch = 1 + 0.06F * noise(px * 90, py * 9, seed + 3);
    colour = Colour{0.07F, 0.072F, 0.076F} * lamp *
                 (scratch * (1 + 0.8F * smooth(0.06F, 0.02F, d) * (py > 0 ? -0.5F : 1.0F))) +
             glow * (0.015F * quick_exp(-std::max(0.0F, d) * 7));
    const float kx = px / 0.34F, off = (kx - std::round(kx)) * 0.34F;
    if (std::abs(std::round(kx)) < 4 && py < -0.78F) {
      const float key = box(off, py + 0.93F, 0.125F, 0.075F, 0.02F);
      colour = mix(colour, Colour{0.15F, 0.15F, 0.155F} * lamp * (1 + 5 * (py + 0.93F)), cover(key, soft));
      colour += glow * (0.5F *
                        writing(off + 0.075F, py + 0.955F, 0.055F, soft,
                                seed + static_cast<std::uint32_t>(static_cast<int>(std::round(kx)) + 9)) *
                        (std::abs(off) < 0.08F ? 1.0F : 0.0F));
    }
    const float glass = cover(box(px, py, 0.97F, 0.66F, 0.03F), soft);
    if (glass > 0)
      colour = mix(colour,
                   display(px, py, 0.95F, 0.64F, kind, soft, seed) * 1.25F +
                       lamp * (0.012F * smooth(-0.6F, 1.2F, px * 0.7F + py)),
                   glass);
  });
  studio.canvas.bloom(0.5F, 0.12F);
  studio.film.exposure = 1.35F;
}

void paint_cabin(Studio& studio) {
  const auto seed = static_cast<std::uint32_t>(studio.shot.seed);
  const float depth = studio.between(2.2F, 6), hatch = studio.between(0.34F, 0.52F);
  const Vec place{studio.between(-0.35F, 0.35F), studio.between(-0.3F, 0.3F), 0};
  const Vec target{studio.between(-1.5F, 1.5F), studio.between(-0.9F, 0.9F), -depth};
  const Camera camera =
      Camera::looking(place, target, std::clamp(studio.tangent(), 0.45F, 0.85F), studio.between(-0.5F, 0.5F));
  const Colour lamp = mix(Colour{1.0F, 0.84F, 0.62F}, Colour{0.66F, 0.82F, 1.0F}, studio.between(0, 1));
  const float power = studio.between(0.5F, 1.1F);
  const float first = studio.between(0.5F, 1.1F), second = pi - studio.between(0.5F, 1.1F);
  const bool night = studio.chance(0.3);
  const float pixel = studio.canvas.pixel() * camera.tangent;
  const Colour earth = mix(Colour{0.25F, 0.5F, 1.0F}, Colour{0.8F, 0.85F, 0.9F}, studio.between(0, 1)) * 1.8F;
  const auto lit = [&](Vec p, Vec normal) {
    Colour light =
        lamp * (night ? 0.015F : 0.10F) + earth * (0.12F * quick_exp(-(depth + p.z) * 0.9F) * (night ? 2.0F : 1.0F));
    for (const float angle : {first, second}) {
      const Vec to = Vec{std::cos(angle) * 0.93F - p.x, std::sin(angle) * 0.93F - p.y, 0};
      const float distance = length(to) + 0.12F;
      light += lamp * (power * (night ? 0.10F : 0.5F) * (0.25F + std::max(0.0F, dot(normal, to)) / distance) /
                       (0.4F + distance));
    }
    return light;
  };
  studio.canvas.each([&](float x, float y, Colour& colour) {
    const Vec ray = camera.ray(x, y);
    const float a = ray.x * ray.x + ray.y * ray.y, b = place.x * ray.x + place.y * ray.y,
                c = place.x * place.x + place.y * place.y - 1;
    const float t_wall = (-b + std::sqrt(b * b - a * c)) / std::max(a, 1e-6F);
    const float t_end = ray.z < -1e-4F ? -depth / ray.z : 1e9F;
    const float t = std::min(t_wall, t_end), soft = 1.5F * t * pixel;
    const Vec p = place + ray * t;
    if (t_end < t_wall) {
      const float r = std::sqrt(p.x * p.x + p.y * p.y), angle = std::atan2(p.y, p.x);
      const float bolt = angle * 24 / (2 * pi), off = (bolt - std::round(bolt)) * 2 * pi / 24 * r;
      Colour wall = Colour{0.36F, 0.36F, 0.35F} * (1 + 0.15F * fractal(p.x * 4, p.y * 4, 3, seed));
      wall =
          mix(wall, Colour{0.20F, 0.21F, 0.22F} * (1 + 0.8F * p.y), cover(std::abs(r - hatch - 0.09F) - 0.09F, soft));
      wall =
          mix(wall, Colour{0.6F, 0.6F, 0.58F}, cover(std::sqrt(off * off + square(r - hatch - 0.12F)) - 0.016F, soft));
      wall = wall * (1 - 0.6F * smooth(0.06F, 0, std::abs(r - hatch - 0.19F)));
      colour = wall * lit(p, {0, 0, 1});
      const float sky = smooth(-0.35F, 0.5F, fractal(p.x * 3 + 7, p.y * 3, 5, seed + 4, 0.6F));
      const float glass = cover(r - hatch * 0.72F, soft);
      colour = mix(colour, Colour{0.05F, 0.05F, 0.055F}, cover(r - hatch * 0.80F, soft) * (1 - glass));
      colour = mix(colour,
                   mix(earth * Colour{0.35F, 0.6F, 1.0F}, Colour{1.5F, 1.55F, 1.6F}, sky) *
                       (0.5F + 0.5F * smooth(-0.4F, 0.4F, p.x + p.y)),
                   glass);
      return;
    }
    const float around = std::atan2(p.y, p.x) * 8 / pi, along = p.z * 1.9F;
    const int column = floor_of(around), row = floor_of(along);
    const float u = (around - real(column) - 0.5F) * (pi / 8), v = (along - real(row) - 0.5F) / 1.9F;
    const Vec normal{-p.x, -p.y, 0};
    const float dice = random_unit(column, row, seed), tone = random_unit(column, row, seed + 1);
    const float edge = box(u, v, 0.180F, 0.248F, 0.03F);
    Colour albedo = mix(Colour{0.50F, 0.50F, 0.48F}, Colour{0.62F, 0.59F, 0.53F}, tone);
    Colour light;
    if (dice < 0.34F) {  // a bag, strapped down
      const float dome = smooth(0, -0.12F, edge);
      albedo = mix(Colour{0.66F, 0.63F, 0.56F}, tone < 0.3F ? Colour{0.16F, 0.22F, 0.34F} : Colour{0.44F, 0.44F, 0.42F},
                   tone) *
               (0.55F + 0.5F * dome);
      albedo = albedo * (1 + 0.22F * fractal(u * 12 + real(column), v * 12 + real(row), 4, seed + 2));
      const float strap = std::abs(std::abs(v) - 0.12F) - 0.018F;
      albedo = mix(albedo, Colour{0.06F, 0.065F, 0.08F}, cover(strap, soft));
      albedo = mix(albedo, Colour{0.85F, 0.85F, 0.8F},
                   cover(box(u, v, 0.07F, 0.045F, 0.005F), soft) * (tone > 0.5F ? 1.0F : 0.0F));
    } else if (dice < 0.5F) {  // equipment
      albedo = Colour{0.09F, 0.095F, 0.10F};
      const float lx = u / 0.06F, ly = v / 0.08F;
      const int lc = floor_of(lx), lr = floor_of(ly);
      const float r = std::sqrt(square((lx - real(lc) - 0.5F) * 0.06F) + square((ly - real(lr) - 0.5F) * 0.08F));
      if (random_unit(lc + column * 9, lr + row * 9, seed) < 0.3F && edge < -0.03F)
        light =
            lamps[static_cast<std::size_t>(unit(hash(lc, lr, column, seed)) * 5)] * (0.9F * cover(r - 0.010F, soft));
      albedo = mix(albedo, Colour{0.5F, 0.5F, 0.48F},
                   0.8F * writing(u + 0.14F, v - 0.17F, 0.035F, soft, hash(column, row, 0, seed)) *
                       (std::abs(u) < 0.13F ? 1.0F : 0.0F));
    } else if (dice > 0.9F) {  // a screen
      const float glass = cover(box(u, v, 0.14F, 0.19F, 0.02F), soft);
      albedo = mix(Colour{0.1F, 0.1F, 0.1F}, black, glass);
      light =
          display(v, u, 0.19F, 0.14F, static_cast<int>(tone * 4), soft, hash(column, row, 2, seed)) * (glass * 0.9F);
    } else {
      albedo = albedo * (1 + 0.06F * fractal(u * 20, v * 20, 3, seed + 5));
      const float sx = std::abs(u) - 0.155F, sy = std::abs(v) - 0.222F;
      albedo = mix(albedo, Colour{0.2F, 0.2F, 0.2F}, cover(std::sqrt(sx * sx + sy * sy) - 0.009F, soft));
    }
    albedo = albedo * (1 - 0.85F * smooth(-0.02F, 0.012F, edge));
    for (const float angle : {first, second}) {
      float off = std::atan2(p.y, p.x) - angle;
      off -= 2 * pi * std::round(off / (2 * pi));
      const float strip = std::abs(off) - 0.055F, piece = p.z * 0.9F;
      const float part = std::abs(piece - std::round(piece)) - 0.42F;
      const float housing = cover(std::max(strip, part / 0.9F), soft);
      albedo = mix(albedo, Colour{0.3F, 0.3F, 0.3F}, cover(std::abs(off) - 0.085F, soft));
      light += lamp * (housing * power * (night ? 0.35F : 2.6F));
      const float rail = std::abs(off + (angle < pi / 2 ? -0.42F : 0.42F)) - 0.022F;
      albedo = mix(albedo, Colour{0.05F, 0.16F, 0.42F} * (1.6F - 30 * std::abs(rail + 0.022F)), cover(rail, soft));
    }
    colour = albedo * lit(p, normal) + light;
  });
  studio.canvas.bloom(0.5F, 0.16F);
  studio.film.exposure = night ? 2.6F : 1.5F;
}

}  // namespace vitrine::sample
