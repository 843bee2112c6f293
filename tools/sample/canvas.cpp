#include "tools/sample/canvas.h"

#include <array>

#include "tools/sample/noise.h"

namespace vitrine::sample {
namespace {

/// One pass along lines of `length` pixels, `step` apart; `lines` of them, `next` apart.
void box_pass(Colour* pixels, int length, std::ptrdiff_t step, int lines, std::ptrdiff_t next, int radius) {
  std::vector<Colour> line(static_cast<std::size_t>(length));
  const float scale = 1.0F / real(2 * radius + 1);
  for (int i = 0; i < lines; ++i) {
    Colour* first = pixels + i * next;
    for (int j = 0; j < length; ++j) line[static_cast<std::size_t>(j)] = first[j * step];
    const auto clamped = [&](int j) { return line[static_cast<std::size_t>(std::clamp(j, 0, length - 1))]; };
    Colour sum;
    for (int j = -radius; j <= radius; ++j) sum += clamped(j);
    for (int j = 0; j < length; ++j) {
      first[j * step] = sum * scale;
      sum += clamped(j + radius + 1) - clamped(j - radius);
    }
  }
}

/// Light 0..1 to 0..255 in sRGB, in steps fine enough for the shadows.
struct ToneTable {
  static constexpr int steps = 4096;
  std::array<float, steps + 2> value;
  ToneTable() {
    for (int i = 0; i < steps + 2; ++i) {
      const double light = square(real(i) / real(steps));  // denser in the dark
      const double coded = light <= 0.0031308 ? 12.92 * light : 1.055 * std::pow(light, 1 / 2.4) - 0.055;
      value[static_cast<std::size_t>(i)] = static_cast<float>(255 * coded);
    }
  }
  float operator()(float light) const {
    const float place = std::sqrt(clamp01(light)) * real(steps);
    const auto i = static_cast<std::size_t>(place);
    return mix(value[i], value[i + 1], place - static_cast<float>(i));
  }
};

/// Narkowicz's fit of the ACES film curve (2016).
float filmic(float light) { return light * (2.51F * light + 0.03F) / (light * (2.43F * light + 0.59F) + 0.14F); }

}  // namespace

Colour Canvas::mean() const {
  Colour sum;
  int count = 0;
  for (int row = 8; row < height_; row += 16)
    for (int column = 8; column < width_; column += 16, ++count) sum += at(column, row);
  return count == 0 ? Colour{} : sum * (1.0F / real(count));
}

void Canvas::add_enlarged(const Canvas& small, int coarse) {
  for (int row = 0; row < height_; ++row) {
    const int y = row / coarse;
    const float fy = real(row % coarse) / real(coarse);
    for (int column = 0; column < width_; ++column) {
      const int x = column / coarse;
      const float fx = real(column % coarse) / real(coarse);
      at(column, row) +=
          mix(mix(small.at(x, y), small.at(x + 1, y), fx), mix(small.at(x, y + 1), small.at(x + 1, y + 1), fx), fy);
    }
  }
}

void Canvas::blur(float radius) {
  const int pixels = static_cast<int>(radius / pixel() * 0.5F + 0.5F);
  if (pixels < 1) return;
  for (int pass = 0; pass < 3; ++pass) {
    box_pass(pixels_.data(), width_, 1, height_, width_, pixels);
    box_pass(pixels_.data(), height_, width_, width_, 1, pixels);
  }
}

void Canvas::bloom(float share, float radius) {
  const int coarse = std::max(1, height_ / 180);
  Canvas small(width_ / coarse + 2, height_ / coarse + 2);
  for (int row = 0; row < height_; ++row) {
    for (int column = 0; column < width_; ++column) {
      const Colour light = at(column, row);
      const float most = std::max({light.x, light.y, light.z});
      if (most < 0.8F) continue;
      small.at(column / coarse, row / coarse) += light * ((most - 0.8F) / most / real(coarse * coarse));
    }
  }
  Canvas wide = small;
  small.blur(radius * 0.25F);
  wide.blur(radius);
  for (std::size_t i = 0; i < small.pixels_.size(); ++i)
    small.pixels_[i] = (small.pixels_[i] * 0.6F + wide.pixels_[i] * 0.4F) * share;
  add_enlarged(small, coarse);
}

Camera Camera::looking(Vec place, Vec target, float tangent, float roll, Vec upwards) {
  Camera camera;
  camera.place = place;
  camera.tangent = tangent;
  camera.forward = normalised(target - place);
  if (std::abs(dot(camera.forward, upwards)) > 0.999F * length(upwards)) upwards = {upwards.y, upwards.z, upwards.x};
  const Vec right = normalised(cross(camera.forward, upwards));
  const Vec up = cross(right, camera.forward);
  camera.right = right * std::cos(roll) + up * std::sin(roll);
  camera.up = up * std::cos(roll) - right * std::sin(roll);
  return camera;
}

bool Camera::project(Vec direction, float& x, float& y) const {
  const float depth = dot(direction, forward);
  if (depth <= 1e-4F) return false;
  x = dot(direction, right) / (depth * tangent);
  y = dot(direction, up) / (depth * tangent);
  return true;
}

void Camera::shift(float x, float y) {
  const Vec aim = ray(-x, -y);
  right = normalised(right - aim * dot(right, aim));
  forward = aim;
  up = cross(right, forward);
}

std::vector<std::uint8_t> develop(const Canvas& canvas, const Film& film) {
  static const ToneTable tone;
  std::vector<std::uint8_t> bytes(static_cast<std::size_t>(canvas.width()) * static_cast<std::size_t>(canvas.height()) *
                                  3);
  const Colour balance = Colour{1 + 0.16F * film.warmth, 1, 1 - 0.2F * film.warmth} * film.exposure;
  const float corner = 1 / (square(canvas.aspect()) + 1);
  std::uint8_t* out = bytes.data();
  for (int row = 0; row < canvas.height(); ++row) {
    for (int column = 0; column < canvas.width(); ++column) {
      const float x = 2 * (real(column) + 0.5F) / real(canvas.height()) - canvas.aspect();
      const float y = 1 - 2 * (real(row) + 0.5F) / real(canvas.height());
      const float falloff = 1 - film.vignette * square((x * x + y * y) * corner);
      Colour light = canvas.at(column, row) * balance * falloff;
      const float grey = luminance(light);
      light = mix(Colour{grey, grey, grey}, light, film.saturation);
      const std::uint32_t bits = hash(column, row, 0, film.seed);
      const float grain = (real(static_cast<int>(bits & 255U) + static_cast<int>(bits >> 8U & 255U) +
                                static_cast<int>(bits >> 16U & 255U)) -
                           382.5F) *
                          (film.grain / 127.5F);
      for (const float channel : {light.x, light.y, light.z}) {
        const float shown = tone(filmic(std::max(0.0F, channel)));
        const float grained =
            127.5F + (shown - 127.5F) * film.contrast + grain * (20 + 0.6F * std::min(shown, 255 - shown));
        *out++ = static_cast<std::uint8_t>(std::clamp(grained, 0.0F, 255.0F));
      }
    }
  }
  return bytes;
}

}  // namespace vitrine::sample
