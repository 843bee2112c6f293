// What is taken from a picture's EXIF, and nothing else of it: when it was taken, with what, and which way it is up.
// And what is written into a sample picture's.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "tools/ingest/ingest.h"

namespace vitrine {

struct ExifFacts {
  std::string taken_at;  // ISO 8601, "2026-04-06T14:03:11-04:00", without the zone when EXIF does not say; or ""
  std::string camera;    // "Canon EOS R5"; or ""
  int orientation = 1;   // 1 to 8, as EXIF numbers them
};

/// Reads an EXIF block (a TIFF structure, also a whole TIFF file; with or without "Exif\0\0" before it).
/// A broken block gives what could be read. Call exif_start once before.
ExifFacts read_exif(std::span<const std::uint8_t> block);
void exif_start();

/// An EXIF block with the facts of a picture that is to be written, without "Exif\0\0" before it.
std::vector<std::uint8_t> exif_block(const ingest_jpeg& picture);

/// "2026:04:06 14:03:11" and "-04:00" to "2026-04-06T14:03:11-04:00"; "" when it is no date.
std::string iso_date(const std::string& date, const std::string& zone);

/// The model, with the maker before it unless the model begins with the maker's name.
std::string camera_name(const std::string& make, const std::string& model);

}  // namespace vitrine
