// Completes the pages of tools/print/canvas.h, by qpdf: pictures with their colour profiles, black as grey alone, page
// boxes, the output intent.
#pragma once

#include <cstdint>
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "tools/print/print.h"

namespace vitrine {

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, CloseFile>;

/// A picture; its JPEG lies in the document's spool.
struct SpooledPicture {
  print_box box;
  long offset = 0;
  std::size_t length = 0;
  std::uint32_t width = 0, height = 0;
  std::size_t profile = 0;  // of Frame::profiles
};

struct Frame {
  double width = 0, height = 0, bleed = 0, slug = 0;  // see print_setup
  std::string title, author, language;
  std::vector<std::string> profiles;  // ICC; the first is the output intent
};

/// Writes `file`. `pages` is a PDF; `pictures` are those of each of its pages. The same input gives the same bytes.
/// Throws std::exception.
void finish(const std::string& pages, const Frame& frame, const std::vector<std::vector<SpooledPicture>>& pictures,
            std::FILE* spool, const char* file);

}  // namespace vitrine
