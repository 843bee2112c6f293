// Canvas, camera and film: what scenes are painted on, their projection, and the conversion to bytes.
#pragma once

#include <cstdint>
#include <vector>

#include "tools/sample/vec.h"

namespace vitrine::sample {

/// Linear light, row by row from the top. Painters work in `x` to the right and `y` upwards, the middle of the picture
/// being 0 and its upper edge 1.
class Canvas {
 public:
  Canvas(int width, int height)
      : width_(width), height_(height), pixels_(static_cast<std::size_t>(width) * static_cast<std::size_t>(height)) {}

  int width() const { return width_; }
  int height() const { return height_; }
  float aspect() const { return real(width_) / real(height_); }
  float pixel() const { return 2 * zoom_ / real(height_); }  // the width of a pixel in y
  float x_of(int column) const { return (real(column) + 0.5F) * pixel() - aspect() * zoom_ + shift_x_; }
  float y_of(int row) const { return zoom_ - (real(row) + 0.5F) * pixel() + shift_y_; }
  int column_of(float x) const { return floor_of((x - shift_x_ + aspect() * zoom_) / pixel()); }
  int row_of(float y) const { return floor_of((zoom_ + shift_y_ - y) / pixel()); }
  /// The camera moved a little between two frames: the same scene, elsewhere on the film.
  void move(float x, float y, float zoom) {
    shift_x_ = x;
    shift_y_ = y;
    zoom_ = zoom;
  }

  Colour& at(int column, int row) {
    return pixels_[static_cast<std::size_t>(row) * static_cast<std::size_t>(width_) + static_cast<std::size_t>(column)];
  }
  const Colour& at(int column, int row) const { return const_cast<Canvas&>(*this).at(column, row); }

  /// paint(x, y, colour) changes each pixel's colour.
  template <class Paint>
  void each(Paint paint) {
    for (int row = 0; row < height_; ++row)
      for (int column = 0; column < width_; ++column) paint(x_of(column), y_of(row), at(column, row));
  }
  /// The same inside a box of coordinates.
  template <class Paint>
  void each_in(float left, float bottom, float right, float top, Paint paint) {
    const int first = std::max(0, column_of(left)), last = std::min(width_ - 1, column_of(right));
    for (int row = std::max(0, row_of(top)); row <= std::min(height_ - 1, row_of(bottom)); ++row)
      for (int column = first; column <= last; ++column) paint(x_of(column), y_of(row), at(column, row));
  }

  /// The mean of all pixels, from one in sixteen each way.
  Colour mean() const;
  /// Adds to each pixel what `paint(x, y)` gives, evaluated `coarse` times more sparsely each way and interpolated.
  template <class Paint>
  void add_soft(int coarse, Paint paint) {
    Canvas small(width_ / coarse + 2, height_ / coarse + 2);
    for (int row = 0; row < small.height_; ++row)
      for (int column = 0; column < small.width_; ++column)
        small.at(column, row) = paint(x_of(column * coarse), y_of(row * coarse));
    add_enlarged(small, coarse);
  }
  /// Light spilled by what is brighter than white: `share` of it, over a few widths up to `radius` (in y).
  void bloom(float share, float radius);
  /// Out of focus by a box of that radius (in y), three times: nearly a Gaussian.
  void blur(float radius);

 private:
  void add_enlarged(const Canvas& small, int coarse);

  int width_, height_;
  float shift_x_ = 0, shift_y_ = 0, zoom_ = 1;
  std::vector<Colour> pixels_;
};

/// A pinhole camera. `tangent` is that of half the vertical angle of view.
struct Camera {
  Vec place, right{1, 0, 0}, up{0, 1, 0}, forward{0, 0, -1};
  float tangent = 0.3F;

  /// Turned to `target`, `roll` about the line of sight.
  static Camera looking(Vec place, Vec target, float tangent, float roll = 0, Vec upwards = {0, 1, 0});
  Vec ray(float x, float y) const { return normalised(forward + right * (x * tangent) + up * (y * tangent)); }
  /// False when the direction is behind the camera.
  bool project(Vec direction, float& x, float& y) const;
  /// Moves what is seen in direction of the middle to (x, y).
  void shift(float x, float y);
};

struct Film {
  float exposure = 1;
  float warmth = 0;  // white balance: -1 cold .. 1 warm
  float contrast = 1;
  float saturation = 1;
  float vignette = 0.25F;
  float grain = 0.012F;
  std::uint32_t seed = 0;
};

/// RGB, 8 bits: exposure, a filmic curve, sRGB, vignette and grain.
std::vector<std::uint8_t> develop(const Canvas& canvas, const Film& film);

}  // namespace vitrine::sample
