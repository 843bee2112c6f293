// Three floats: a direction, a place, or a colour in linear light.
#pragma once

#include <algorithm>
#include <cmath>

namespace vitrine::sample {

struct Vec {
  float x = 0, y = 0, z = 0;
};
using Colour = Vec;  // red, green, blue; 1 is a white surface in full sun

constexpr Vec operator+(Vec a, Vec b) { return {a.x + b.x, a.y + b.y, a.z + b.z}; }
constexpr Vec operator-(Vec a, Vec b) { return {a.x - b.x, a.y - b.y, a.z - b.z}; }
constexpr Vec operator-(Vec a) { return {-a.x, -a.y, -a.z}; }
constexpr Vec operator*(Vec a, Vec b) { return {a.x * b.x, a.y * b.y, a.z * b.z}; }
constexpr Vec operator*(Vec a, float s) { return {a.x * s, a.y * s, a.z * s}; }
constexpr Vec operator*(float s, Vec a) { return a * s; }
constexpr Vec& operator+=(Vec& a, Vec b) { return a = a + b; }

constexpr float dot(Vec a, Vec b) { return a.x * b.x + a.y * b.y + a.z * b.z; }
constexpr Vec cross(Vec a, Vec b) { return {a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x}; }
inline float length(Vec a) { return std::sqrt(dot(a, a)); }
inline Vec normalised(Vec a) { return a * (1.0F / length(a)); }

constexpr float mix(float a, float b, float t) { return a + (b - a) * t; }
constexpr Vec mix(Vec a, Vec b, float t) { return a + (b - a) * t; }
constexpr float clamp01(float t) { return t < 0 ? 0 : t > 1 ? 1 : t; }
/// 0 below `low`, 1 above `high`, smooth between; `low` may be the larger.
constexpr float smooth(float low, float high, float t) {
  const float s = clamp01((t - low) / (high - low));
  return s * s * (3 - 2 * s);
}
constexpr float luminance(Colour c) { return 0.2126F * c.x + 0.7152F * c.y + 0.0722F * c.z; }
constexpr float square(float a) { return a * a; }
constexpr float real(int i) { return static_cast<float>(i); }

/// The largest whole number not above t, for |t| < 2^31; std::floor is a call where SSE4 may not be assumed.
constexpr int floor_of(float t) {
  const int whole = static_cast<int>(t);
  return whole - (static_cast<float>(whole) > t ? 1 : 0);
}

/// e^t within 0.02 %: (1 + t / 1024)^1024; 0 below -80.
constexpr float quick_exp(float t) {
  if (t < -80) return 0;
  float p = 1 + t * (1.0F / 1024) + t * t * (0.5F / 1048576);
  for (int i = 0; i < 10; ++i) p *= p;
  return p;
}
constexpr Colour quick_exp(Colour t) { return {quick_exp(t.x), quick_exp(t.y), quick_exp(t.z)}; }

/// `a` turned about the axis y.
inline Vec turned(Vec a, float angle) {
  const float c = std::cos(angle), s = std::sin(angle);
  return {c * a.x + s * a.z, a.y, c * a.z - s * a.x};
}

/// Two directions that make a right-handed frame with `n`.
inline void frame_of(Vec n, Vec& u, Vec& v) {
  u = normalised(cross(std::abs(n.y) < 0.9F ? Vec{0, 1, 0} : Vec{1, 0, 0}, n));
  v = cross(n, u);
}

}  // namespace vitrine::sample
