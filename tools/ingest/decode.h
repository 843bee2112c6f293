// Pictures through libvips: decoded once at the scale that is needed, made smaller, encoded.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include <vips/vips.h>

#include "tools/ingest/exif.h"
#include "tools/ingest/features.h"
#include "tools/ingest/ingest.h"

namespace vitrine {

/// Releases what libvips made, one thread at a time (decode.cpp says why).
struct Unref {
  void operator()(void* object) const;
};
using Image = std::unique_ptr<VipsImage, Unref>;
using Source = std::unique_ptr<VipsSource, Unref>;

/// What the file says before it is decoded.
struct Header {
  std::uint32_t width = 0, height = 0;  // upright
  std::uint64_t most_pixels = 0;        // that are decoded of such a file
  int orientation = 1;                  // 1 to 8, as EXIF numbers them
  ExifFacts exif;
};

/// Why a picture could not be decoded, as a sentence.
struct Broken {
  std::string reason;
};

/// Starts libvips: one thread a picture, no cache, and only readers of the supported formats. False when
/// it cannot start.
bool decode_start();

/// Throws Broken.
Header read_header(const char* file);

/// Decodes to fit `size` x `size`, never enlarged: upright, 8-bit sRGB, on white where it is transparent, without
/// metadata, in memory. `orientation` is the header's. Throws Broken.
Image decode(const char* file, std::uint32_t size, int orientation);

/// `image` made to fit `size` x `size`; the same picture when it does already. Throws Broken.
Image shrunk(const Image& image, std::uint32_t size);
/// `image` squeezed to `side` x `side`. Throws Broken.
Image squeezed(const Image& image, std::uint32_t side);

/// A part of an upright picture, 0..1.
struct Part {
  double x = 0, y = 0, width = 1, height = 1;
};

struct Cut {
  Image image;                        // 8-bit RGB, upright, without metadata, in memory
  std::vector<std::uint8_t> profile;  // ICC, what the colours are in
};

/// `part` of the picture, made smaller until it is `most_width` wide, never larger. Its colours stay where the picture
/// is RGB with a profile for it; else they are made sRGB. Decodes in strips where the format allows. Throws Broken.
Cut cut_out(const char* file, const Header& header, const Part& part, std::uint32_t most_width);

/// libvips' own. Throws Broken.
std::span<const std::uint8_t> srgb_profile();

/// Valid while `image` lives. REQUIRES: an image of the functions above.
Pixels pixels_of(const Image& image);

/// WebP without metadata. The bytes are freed with g_free.
struct Encoded {
  std::uint8_t* bytes = nullptr;
  std::size_t length = 0;
};
Encoded encode(const Image& image);

/// JPEG without metadata. The bytes are freed with g_free. Throws Broken.
Encoded encode_jpeg(const Image& image, int quality);

/// JPEG with `exif` (a TIFF structure) in it. The bytes are freed with g_free. Throws Broken.
Encoded encode_jpeg(const ingest_jpeg& picture, const std::vector<std::uint8_t>& exif);

}  // namespace vitrine
