#include "tools/sample/noise.h"

namespace vitrine::sample {
// The eight corners of a cell at once. The wide clones give the same bits as the narrow ones: no operation is fused.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__)
#define SAMPLE_WIDE __attribute__((target_clones("avx2", "default")))
#else
#define SAMPLE_WIDE
#endif

namespace {

using Bits = std::uint32_t __attribute__((vector_size(32)));
using Lanes = float __attribute__((vector_size(32)));

constexpr float fade(float t) { return t * t * t * (t * (t * 6 - 15) + 10); }
constexpr float fade_slope(float t) { return 30 * t * t * (t * (t - 2) + 1); }

__attribute__((always_inline)) inline Bits corner_hashes(int x, int y, int z, std::uint32_t seed) {
  const auto a = static_cast<std::uint32_t>(x) * 0x8da6b343U, b = static_cast<std::uint32_t>(y) * 0xd8163841U,
             c = static_cast<std::uint32_t>(z) * 0xcb1ab31fU ^ seed * 0x9e3779b9U,
             d = (static_cast<std::uint32_t>(z) + 1) * 0xcb1ab31fU ^ seed * 0x9e3779b9U;
  const std::uint32_t a1 = a + 0x8da6b343U, b1 = b + 0xd8163841U;
  const Bits along{a, a1, a, a1, a, a1, a, a1}, across{b, b, b1, b1, b, b, b1, b1}, deep{c, c, c, c, d, d, d, d};
  Bits h = along ^ across ^ deep;
  h = (h ^ (h >> 15U)) * 0x2c1b3c6dU;
  h = (h ^ (h >> 13U)) * 0x297a2d39U;
  return h ^ (h >> 15U);
}

struct Cell {
  float fx, fy, fz;
  Lanes x, y, z;  // from the corners
  Bits hash;
};

__attribute__((always_inline)) inline Cell cell_of(Vec p, std::uint32_t seed) {
  const int x = floor_of(p.x), y = floor_of(p.y), z = floor_of(p.z);
  const float fx = p.x - real(x), fy = p.y - real(y), fz = p.z - real(z), gx = fx - 1, gy = fy - 1, gz = fz - 1;
  return {fx,
          fy,
          fz,
          Lanes{fx, gx, fx, gx, fx, gx, fx, gx},
          Lanes{fy, fy, gy, gy, fy, fy, gy, gy},
          Lanes{fz, fz, fz, fz, gz, gz, gz, gz},
          corner_hashes(x, y, z, seed)};
}

/// The dot product with one of the twelve directions to a cube's edges (Perlin 2002): u = x or y, v = y, x or z, each
/// with a sign of its own.
__attribute__((always_inline)) inline Lanes corner_values(const Cell& cell) {
  const Bits h = cell.hash & 15U;
  const Lanes u = h < 8U ? cell.x : cell.y;
  const Lanes v = h < 4U ? cell.y : ((h & 13U) == 12U ? cell.x : cell.z);
  const Bits sign_u = (h & 1U) << 31U, sign_v = (h & 2U) << 30U;
  return reinterpret_cast<Lanes>(reinterpret_cast<Bits>(u) ^ sign_u) +
         reinterpret_cast<Lanes>(reinterpret_cast<Bits>(v) ^ sign_v);
}

__attribute__((always_inline)) inline float blended(const Lanes& corner, float u, float v, float w) {
  return mix(mix(mix(corner[0], corner[1], u), mix(corner[2], corner[3], u), v),
             mix(mix(corner[4], corner[5], u), mix(corner[6], corner[7], u), v), w);
}

__attribute__((always_inline)) inline float plain_noise(Vec p, std::uint32_t seed) {
  const Cell cell = cell_of(p, seed);
  return blended(corner_values(cell), fade(cell.fx), fade(cell.fy), fade(cell.fz));
}

/// The gradient of `corner_values` itself, one axis at a time.
__attribute__((always_inline)) inline Vec corner_gradient(const Bits& hashes, float u, float v, float w) {
  const Bits h = hashes & 15U;
  const Lanes one = Lanes{} + 1.0F, none{};
  const Bits sign_u = (h & 1U) << 31U, sign_v = (h & 2U) << 30U;
  const Lanes su = reinterpret_cast<Lanes>(reinterpret_cast<Bits>(one) ^ sign_u);
  const Lanes sv = reinterpret_cast<Lanes>(reinterpret_cast<Bits>(one) ^ sign_v);
  const Lanes x = (h < 8U ? su : none) + (h < 4U ? none : ((h & 13U) == 12U ? sv : none));
  const Lanes y = (h < 8U ? none : su) + (h < 4U ? sv : none);
  const Lanes z = h < 4U ? none : ((h & 13U) == 12U ? none : sv);
  return {blended(x, u, v, w), blended(y, u, v, w), blended(z, u, v, w)};
}

// Octaves are turned against each other, so that no axis shows.
constexpr Vec next_octave(Vec p) {
  return {1.6F * p.y + 1.2F * p.z + 17.3F, -1.6F * p.x + 0.72F * p.y - 0.96F * p.z + 3.1F,
          -1.2F * p.x - 0.96F * p.y + 1.28F * p.z + 7.7F};
}
// The transpose: a gradient in the turned frame, seen from the frame before.
constexpr Vec previous_frame(Vec g) {
  return {-1.6F * g.y - 1.2F * g.z, 1.6F * g.x + 0.72F * g.y - 0.96F * g.z, 1.2F * g.x - 0.96F * g.y + 1.28F * g.z};
}

}  // namespace

SAMPLE_WIDE float noise(Vec p, std::uint32_t seed) { return plain_noise(p, seed); }

SAMPLE_WIDE Slope noise_slope(Vec p, std::uint32_t seed) {
  const Cell cell = cell_of(p, seed);
  const float u = fade(cell.fx), v = fade(cell.fy), w = fade(cell.fz);
  const Lanes c = corner_values(cell);
  Slope slope{blended(c, u, v, w), corner_gradient(cell.hash, u, v, w)};
  slope.gradient.x += fade_slope(cell.fx) * mix(mix(c[1] - c[0], c[3] - c[2], v), mix(c[5] - c[4], c[7] - c[6], v), w);
  slope.gradient.y += fade_slope(cell.fy) * mix(mix(c[2] - c[0], c[3] - c[1], u), mix(c[6] - c[4], c[7] - c[5], u), w);
  slope.gradient.z += fade_slope(cell.fz) * mix(mix(c[4] - c[0], c[5] - c[1], u), mix(c[6] - c[2], c[7] - c[3], u), v);
  return slope;
}

SAMPLE_WIDE float fractal(Vec p, int octaves, std::uint32_t seed, float gain) {
  float sum = 0, amplitude = 1;
  for (int i = 0; i < octaves; ++i) {
    sum += amplitude * plain_noise(p, seed + static_cast<std::uint32_t>(i));
    amplitude *= gain;
    p = next_octave(p);
  }
  return sum;
}

Slope fractal_slope(Vec p, int octaves, std::uint32_t seed, float gain) {
  if (octaves <= 0) return {};
  const Slope first = noise_slope(p, seed);
  const Slope rest = fractal_slope(next_octave(p), octaves - 1, seed + 1, gain);
  return {first.value + gain * rest.value, first.gradient + gain * previous_frame(rest.gradient)};
}

SAMPLE_WIDE float ridges(Vec p, int octaves, std::uint32_t seed) {
  float sum = 0, amplitude = 0.5F;
  for (int i = 0; i < octaves; ++i) {
    sum += amplitude * square(1 - std::abs(plain_noise(p, seed + static_cast<std::uint32_t>(i))));
    amplitude *= 0.5F;
    p = next_octave(p);
  }
  return sum;
}

float noise(float px, float py, std::uint32_t seed) {
  const int x = floor_of(px), y = floor_of(py);
  const float fx = px - real(x), fy = py - real(y);
  float value[4];
  for (int i = 0; i < 4; ++i) {
    const int dx = i & 1, dy = i >> 1;
    const std::uint32_t h = hash(x + dx, y + dy, 0, seed);
    const float gx = unit(h) * 2 - 1, gy = unit(h * 0x9e3779b9U) * 2 - 1;
    value[i] = 1.5F * (gx * (fx - real(dx)) + gy * (fy - real(dy)));
  }
  const float u = fade(fx);
  return mix(mix(value[0], value[1], u), mix(value[2], value[3], u), fade(fy));
}

float fractal(float x, float y, int octaves, std::uint32_t seed, float gain) {
  float sum = 0, amplitude = 1;
  for (int i = 0; i < octaves; ++i) {
    sum += amplitude * noise(x, y, seed + static_cast<std::uint32_t>(i));
    amplitude *= gain;
    const float turned_x = 1.6F * x + 1.2F * y + 5.3F;
    y = 1.6F * y - 1.2F * x + 9.1F;
    x = turned_x;
  }
  return sum;
}

}  // namespace vitrine::sample
