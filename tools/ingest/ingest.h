// The boundary of libvitrine-ingest.so, in plain C: what `vitrine ingest` and `vitrine sample` ask of libvips
// and Exiv2. Opened by tools/module. With every change of a struct here raise VITRINE_BOUNDARY in core/build.h. How it
// fails: core/boundary.h.
//
// Threads: ingest_start once, before everything else; then ingest_read and ingest_encode from any number of threads,
// each ending with ingest_end_thread.
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "core/boundary.h"

#ifdef __cplusplus
extern "C" {
#endif

enum {
  ingest_descriptor_length = 553,  // "vitrine-descriptor-1", see tools/ingest/descriptor.h
  ingest_colours = 5,
};

/// More pixels than this are refused as a decompression bomb. Memory stays bounded below it: pictures are decoded
/// in strips and at reduced scale, and those that a format holds whole (more than ingest_large_pixels) one at a time.
/// A GIF is always held whole, five bytes a pixel, however small its file.
static const uint64_t ingest_most_pixels = 400000000;
static const uint64_t ingest_most_gif_pixels = 100000000;
static const uint64_t ingest_large_pixels = 40000000;

struct ingest_picture {
  uint32_t width, height;  // upright, of the original
  char taken_at[40];       // ISO 8601, with the zone when EXIF gives it; "" when not known
  char camera[128];        // UTF-8; "" when not known

  // reference section 4.1; 0..1
  float brightness, contrast, saturation, dark_ratio;
  float sharpness;         // variance of the Laplacian, see tools/ingest/features.h
  float focus_x, focus_y;  // where the detail is, 0..1 from the left and the upper edge
  uint32_t colour;         // 0xRRGGBB
  uint32_t colour_count;
  uint32_t colours[ingest_colours];   // 0xRRGGBB, falling proportion
  float proportions[ingest_colours];  // 0..1
  float descriptor[ingest_descriptor_length];

  // WebP without metadata, in the order of the sizes asked for.
  uint32_t thumbnail_count;
  uint8_t* thumbnails[16];
  size_t thumbnail_bytes[16];
};

/// A picture to be written as JPEG.
struct ingest_jpeg {
  const uint8_t* pixels;  // RGB, 8 bits, row by row
  uint32_t width, height;
  int quality;  // 1..100

  // EXIF; texts are ASCII, NULL or 0 leaves a fact out.
  const char* taken_at;  // "2026:04:06 14:03:11", in UTC
  const char* make;
  const char* model;
  const char* lens;
  float exposure_seconds, f_number, focal_mm;
  uint32_t iso;

  uint8_t* bytes;  // the file, when ingest_encode succeeds
  size_t length;
};

const char* ingest_build(void);
const char* ingest_error(void);

/// Starts libvips. Returns a status.
int ingest_start(void);

/// Decodes the file once, at the scale of the largest size, upright, in sRGB, on white where it is transparent.
/// `sizes` are long edges in pixels, at most 16; a smaller picture is never enlarged. Returns a status. The
/// caller calls ingest_release in both cases.
int ingest_read(const char* file, const uint32_t* sizes, uint32_t size_count, struct ingest_picture* picture);

/// Frees the thumbnails.
void ingest_release(struct ingest_picture* picture);

/// Encodes a picture. Returns a status. The caller calls ingest_release_jpeg in both cases. May be called from several
/// threads, as ingest_read.
int ingest_encode(struct ingest_jpeg* jpeg);

/// Frees the bytes.
void ingest_release_jpeg(struct ingest_jpeg* jpeg);

/// The part of a picture that is printed.
struct ingest_cut {
  double x, y, width, height;  // of the upright picture, 0..1
  uint32_t most_width;         // pixels of the part when it is made smaller; it is never made larger
  int quality;                 // of the JPEG, 1..100

  uint32_t pixel_width, pixel_height;  // of the part, when ingest_cut_out succeeds
  uint8_t* jpeg;                       // RGB, upright, without metadata
  size_t jpeg_length;
  uint8_t* profile;  // ICC, what the colours are in: the picture's own where it is RGB, else sRGB
  size_t profile_length;
};

/// The size of the upright picture, from the file's header. Returns a status.
int ingest_measure(const char* file, uint32_t* width, uint32_t* height);

/// Decodes the part at the size asked for. Returns a status. The caller calls ingest_release_cut in both cases. Holds
/// the part's pixels alone where the file can be decoded in strips.
int ingest_cut_out(const char* file, struct ingest_cut* cut);

/// Frees the JPEG and the profile.
void ingest_release_cut(struct ingest_cut* cut);

/// libvips' sRGB profile. Stays valid.
int ingest_srgb(const uint8_t** profile, size_t* length);

/// Frees what libvips keeps for the calling thread.
void ingest_end_thread(void);

#ifdef __cplusplus
}
#endif
