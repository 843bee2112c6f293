// Writes pictures through libvitrine-ingest.so, which the first writer opens.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/result.h"

namespace vitrine {

/// A picture to be encoded, and what its EXIF says.
struct Photograph {
  std::vector<std::uint8_t> pixels;  // RGB, 8 bits, row by row
  std::uint32_t width = 0, height = 0;
  int quality = 88;
  std::string taken_at;  // "2026:04:06 14:03:11", in UTC
  std::string make, model, lens;
  float exposure_seconds = 0, f_number = 0, focal_mm = 0;
  std::uint32_t iso = 0;
};

class PictureWriter {
 public:
  /// Throws Failure when the module or a library it needs is not there.
  PictureWriter();

  /// The bytes of a JPEG file. May be called from several threads; each calls end_thread before it ends.
  Result<std::string> encode(const Photograph& photograph) const;
  void end_thread() const;

 private:
  struct Functions;
  const Functions* functions_;
};

}  // namespace vitrine
