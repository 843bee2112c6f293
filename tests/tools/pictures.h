// Pictures that tests make, through libvips.
#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include <vips/vips.h>

struct UnrefImage {
  void operator()(VipsImage* image) const { g_object_unref(image); }
};
using TestImage = std::unique_ptr<VipsImage, UnrefImage>;

inline void require(int status) {
  if (status != 0) throw std::runtime_error(vips_error_buffer());
}

/// Four fields: red, green / blue, white.
inline TestImage four_fields(int width, int height) {
  std::vector<std::uint8_t> bytes;
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const bool right = 2 * x >= width, low = 2 * y >= height;
      bytes.push_back(right == low ? 255 : 0);
      bytes.push_back(right ? 255 : 0);
      bytes.push_back(low ? 255 : 0);
    }
  }
  VipsImage* image = vips_image_new_from_memory_copy(bytes.data(), bytes.size(), width, height, 3, VIPS_FORMAT_UCHAR);
  image->Type = VIPS_INTERPRETATION_sRGB;
  return TestImage(image);
}

/// One colour with a grain that differs by seed, so that no two files are alike.
inline TestImage plain_colour(int width, int height, int red, int green, int blue, unsigned seed = 0) {
  std::vector<std::uint8_t> bytes;
  unsigned state = seed * 2654435761U + 1;
  for (int i = 0; i < width * height; ++i) {
    state = state * 1664525U + 1013904223U;
    const int grain = seed == 0 ? 0 : static_cast<int>(state >> 30U);
    for (const int value : {red, green, blue}) bytes.push_back(static_cast<std::uint8_t>(std::min(255, value + grain)));
  }
  VipsImage* image = vips_image_new_from_memory_copy(bytes.data(), bytes.size(), width, height, 3, VIPS_FORMAT_UCHAR);
  image->Type = VIPS_INTERPRETATION_sRGB;
  return TestImage(image);
}

/// Written in the format that the extension of `as` names ("x.jpg[Q=95]"), whatever `file` is called.
inline void save(const TestImage& image, const std::filesystem::path& file, const std::string& as = "") {
  std::filesystem::create_directories(file.parent_path());
  if (as.empty()) return require(vips_image_write_to_file(image.get(), file.c_str(), nullptr));
  const std::filesystem::path beside = file.parent_path() / (".made-" + as);
  require(vips_image_write_to_file(image.get(), beside.c_str(), nullptr));
  std::filesystem::rename(beside.string().substr(0, beside.string().find('[')), file);
}

inline std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

inline void write_bytes(const std::filesystem::path& file, const std::string& bytes) {
  std::filesystem::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << bytes;
}
