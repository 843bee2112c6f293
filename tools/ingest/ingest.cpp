#include "tools/ingest/ingest.h"

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <exception>
#include <memory>
#include <mutex>
#include <new>
#include <string>

#include "core/build.h"
#include "tools/ingest/decode.h"
#include "tools/ingest/descriptor.h"
#include "tools/ingest/exif.h"

// The visibility of everything else is hidden (tools/cmake/vitrine.cmake).
#define INGEST_EXPORT extern "C" __attribute__((visibility("default")))

namespace {

using namespace vitrine;

static_assert(descriptor_length == ingest_descriptor_length);

constexpr std::uint32_t feature_side = 256;  // tone is measured on a picture that fits this
constexpr std::uint32_t colour_side = 100;   // dominant colours on one that fits this

template <std::size_t Size>
void copy_text(const std::string& text, char (&into)[Size]) {
  std::snprintf(into, Size, "%s", text.c_str());
}

void measure(const Image& image, ingest_picture& picture) {
  const Image small = shrunk(image, feature_side);
  const Tone tone = tone_of(pixels_of(small));
  picture.brightness = tone.brightness;
  picture.contrast = tone.contrast;
  picture.saturation = tone.saturation;
  picture.dark_ratio = tone.dark_ratio;
  picture.sharpness = tone.sharpness;
  picture.colour = tone.colour;
  const Place focus = focus_of(pixels_of(small));
  picture.focus_x = focus.x;
  picture.focus_y = focus.y;
  const Image tiny = shrunk(small, colour_side);
  for (const ColourShare& share : dominant_colours(pixels_of(tiny), ingest_colours)) {
    picture.colours[picture.colour_count] = share.rgb;
    picture.proportions[picture.colour_count++] = share.proportion;
  }
  const Image square = squeezed(small, descriptor_side);
  const std::vector<float> descriptor = descriptor_of(pixels_of(square));
  std::copy(descriptor.begin(), descriptor.end(), picture.descriptor);
}

/// The header of a picture that is not too large to be decoded.
Header decodable(const char* file) {
  Header header = read_header(file);
  if (std::uint64_t{header.width} * header.height > header.most_pixels)
    throw Broken{"It has " + std::to_string(header.width) + " x " + std::to_string(header.height) +
                 " pixels; more than " + std::to_string(header.most_pixels / 1000000) + " million are not decoded."};
  return header;
}

void read(const char* file, const std::uint32_t* sizes, std::uint32_t size_count, ingest_picture& picture) {
  const Header header = decodable(file);
  const std::uint64_t pixels = std::uint64_t{header.width} * header.height;
  static std::mutex large;
  std::unique_lock<std::mutex> alone(large, std::defer_lock);
  if (pixels > ingest_large_pixels) alone.lock();

  picture.width = header.width;
  picture.height = header.height;
  copy_text(header.exif.taken_at, picture.taken_at);
  copy_text(header.exif.camera, picture.camera);
  const std::uint32_t* last = sizes + size_count;
  Image image = decode(file, std::max(feature_side, *std::max_element(sizes, last)), header.orientation);
  measure(image, picture);
  // From the largest to the smallest, each made from the one before.
  std::vector<std::uint32_t> order(size_count);
  for (std::uint32_t i = 0; i < size_count; ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return sizes[a] > sizes[b]; });
  picture.thumbnail_count = size_count;
  for (const std::uint32_t place : order) {
    image = shrunk(image, sizes[place]);
    const Encoded encoded = encode(image);
    picture.thumbnails[place] = encoded.bytes;
    picture.thumbnail_bytes[place] = encoded.length;
  }
}

void cut(const char* file, ingest_cut& cut) {
  const Cut made = cut_out(file, decodable(file), {cut.x, cut.y, cut.width, cut.height}, cut.most_width);
  cut.pixel_width = static_cast<std::uint32_t>(made.image->Xsize);
  cut.pixel_height = static_cast<std::uint32_t>(made.image->Ysize);
  const Encoded encoded = encode_jpeg(made.image, cut.quality);
  cut.jpeg = encoded.bytes;
  cut.jpeg_length = encoded.length;
  cut.profile = static_cast<std::uint8_t*>(g_memdup2(made.profile.data(), made.profile.size()));
  cut.profile_length = made.profile.size();
}

/// Does the work, to decode a picture or to `aim` it; nothing is thrown across the boundary.
template <class Work>
int guarded(Work work, const std::string& aim = "decode") {
  try {
    work();
    return VITRINE_DONE;
  } catch (const Broken& broken) {
    return failed(broken.reason);
  } catch (const std::bad_alloc&) {
    return failed("There was not enough memory to " + aim + " it.");
  } catch (const std::exception& error) {
    return failed("It could not be " + aim + "d: " + error.what() + ".");
  }
}

}  // namespace

INGEST_EXPORT const char* ingest_build(void) { return build_id; }

INGEST_EXPORT const char* ingest_error(void) { return boundary_error; }

INGEST_EXPORT int ingest_start(void) {
  exif_start();
  if (!decode_start()) return failed("libvips could not be started.");
  return VITRINE_DONE;
}

INGEST_EXPORT int ingest_read(const char* file, const uint32_t* sizes, uint32_t size_count, ingest_picture* picture) {
  std::memset(picture, 0, sizeof *picture);
  if (size_count == 0 || size_count > std::size(picture->thumbnails))
    return failed("Between 1 and 16 thumbnail sizes are expected.");
  return guarded([&] { read(file, sizes, size_count, *picture); });
}

INGEST_EXPORT void ingest_release(ingest_picture* picture) {
  for (uint8_t*& thumbnail : picture->thumbnails) {
    g_free(thumbnail);
    thumbnail = nullptr;
  }
}

INGEST_EXPORT int ingest_encode(ingest_jpeg* jpeg) {
  jpeg->bytes = nullptr;
  jpeg->length = 0;
  return guarded(
      [&] {
        const Encoded encoded = encode_jpeg(*jpeg, exif_block(*jpeg));
        jpeg->bytes = encoded.bytes;
        jpeg->length = encoded.length;
      },
      "encode");
}

INGEST_EXPORT void ingest_release_jpeg(ingest_jpeg* jpeg) {
  g_free(jpeg->bytes);
  jpeg->bytes = nullptr;
}

INGEST_EXPORT int ingest_measure(const char* file, uint32_t* width, uint32_t* height) {
  return guarded([&] {
    const Header header = decodable(file);
    *width = header.width;
    *height = header.height;
  });
}

INGEST_EXPORT int ingest_cut_out(const char* file, ingest_cut* part) {
  part->jpeg = part->profile = nullptr;
  part->jpeg_length = part->profile_length = 0;
  const bool within = part->x >= 0 && part->y >= 0 && part->width > 0 && part->height > 0 && part->x < 1 && part->y < 1;
  if (!within || part->most_width == 0) return failed("A part of the picture is expected, and a width of 1 or more.");
  return guarded([&] { cut(file, *part); });
}

INGEST_EXPORT void ingest_release_cut(ingest_cut* part) {
  g_free(part->jpeg);
  g_free(part->profile);
  part->jpeg = part->profile = nullptr;
}

INGEST_EXPORT int ingest_srgb(const uint8_t** profile, size_t* length) {
  return guarded([&] {
    const std::span<const std::uint8_t> bytes = srgb_profile();
    *profile = bytes.data();
    *length = bytes.size();
  });
}

INGEST_EXPORT void ingest_end_thread(void) { vips_thread_shutdown(); }
