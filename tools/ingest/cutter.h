// Cuts out of originals what is printed, through libvitrine-ingest.so, which the first cutter opens.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "core/result.h"

namespace vitrine {

struct PictureSize {
  std::uint32_t width = 0, height = 0;  // upright, pixels
};

/// A part of an upright picture, 0..1.
struct PicturePart {
  double x = 0, y = 0, width = 1, height = 1;
};

struct CutPicture {
  std::string jpeg;     // RGB, upright, without metadata
  PictureSize size;     // of the JPEG
  std::string profile;  // ICC, what its colours are in
};

class PictureCutter {
 public:
  /// Throws Failure when the module or a library it needs is not there.
  PictureCutter();

  /// The errors are reasons as sentences.
  Result<PictureSize> measure(const std::filesystem::path& file) const;
  /// `part` made smaller until it is `most_width` pixels wide, never larger; in the picture's own RGB space, or sRGB.
  Result<CutPicture> cut(const std::filesystem::path& file, const PicturePart& part, std::uint32_t most_width) const;
  /// The sRGB profile. Throws Failure.
  std::string_view srgb() const;

 private:
  struct Functions;
  const Functions* functions_;
};

}  // namespace vitrine
