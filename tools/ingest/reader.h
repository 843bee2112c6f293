// Reads pictures through libvitrine-ingest.so, which the first reader opens.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/collection/moment.h"
#include "core/result.h"
#include "tools/warehouse/records.h"

namespace vitrine {

struct Picture {
  std::uint32_t width = 0, height = 0;  // upright, of the original
  Moment taken_at;                      // from EXIF
  std::string camera;                   // from EXIF, UTF-8
  VisualFeatures features;
  std::vector<float> descriptor;        // "vitrine-descriptor-1"
  std::vector<std::string> thumbnails;  // WebP, in the order of the sizes
};

class PictureReader {
 public:
  /// Throws Failure when the module or a library it needs is not there.
  PictureReader();

  /// Decodes the file once and makes a thumbnail for each long edge in `sizes`. The error is the reason as a
  /// sentence. May be called from several threads; each calls end_thread before it ends.
  Result<Picture> read(const std::filesystem::path& file, const std::vector<std::uint32_t>& sizes) const;
  void end_thread() const;

 private:
  struct Functions;
  const Functions* functions_;
};

}  // namespace vitrine
