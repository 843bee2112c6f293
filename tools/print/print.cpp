#include "tools/print/print.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <exception>
#include <new>
#include <stdexcept>

#include "core/build.h"
#include "tools/print/canvas.h"
#include "tools/print/finish.h"
#include "tools/print/names.h"

// The visibility of everything else is hidden (tools/cmake/vitrine.cmake).
#define PRINT_EXPORT extern "C" __attribute__((visibility("default")))

using namespace vitrine;

struct print_document {
  explicit print_document(const print_setup& setup)
      : canvas(setup.width + 2 * (setup.bleed + setup.slug), setup.height + 2 * (setup.bleed + setup.slug),
               setup.bleed + setup.slug, setup.language, reads_from_right(setup.language)),
        frame{setup.width,    setup.height,
              setup.bleed,    setup.slug,
              setup.title,    setup.author,
              setup.language, {std::string(reinterpret_cast<const char*>(setup.profile), setup.profile_length)}},
        spool(std::tmpfile()) {
    if (!spool) throw std::runtime_error(std::string("No temporary file can be made: ") + std::strerror(errno));
  }

  void begin_page() {
    canvas.begin_page();
    if (frame.slug > 0) canvas.crop_marks(frame.width, frame.height, frame.bleed, frame.slug);
    pictures.emplace_back();
  }

  /// The place of the profile among those of the document, which has each once.
  std::size_t place_of(std::string profile) {
    const auto found = std::find(frame.profiles.begin(), frame.profiles.end(), profile);
    const auto place = static_cast<std::size_t>(found - frame.profiles.begin());
    if (found == frame.profiles.end()) frame.profiles.push_back(std::move(profile));
    return place;
  }

  void add(const print_picture& picture) {
    SpooledPicture spooled{
        picture.box,          std::ftell(spool.get()),
        picture.jpeg_length,  picture.pixel_width,
        picture.pixel_height, place_of({reinterpret_cast<const char*>(picture.profile), picture.profile_length})};
    if (std::fwrite(picture.jpeg, 1, picture.jpeg_length, spool.get()) != picture.jpeg_length)
      throw std::runtime_error(std::string("A temporary file cannot be written: ") + std::strerror(errno));
    pictures.back().push_back(spooled);
  }

  Canvas canvas;
  Frame frame;
  File spool;                                         // the JPEGs, one after another
  std::vector<std::vector<SpooledPicture>> pictures;  // of each page
};

namespace {

/// Does the work; nothing is thrown across the boundary.
template <class Work>
int guarded(Work work) {
  try {
    work();
    return VITRINE_DONE;
  } catch (const std::bad_alloc&) {
    return failed("There was not enough memory for the pages.");
  } catch (const std::exception& error) {
    return failed(std::string(error.what()) + ".");
  }
}

}  // namespace

PRINT_EXPORT const char* print_build(void) { return build_id; }

PRINT_EXPORT const char* print_error(void) { return boundary_error; }

PRINT_EXPORT int print_names_of(const char* language, print_names* names) {
  std::memset(names, 0, sizeof *names);
  return guarded([&] { read_names(language, *names); });
}

PRINT_EXPORT int print_month_and_year(const char* language, int year, int month, char* text, size_t size) {
  if (month < 1 || month > 12) return failed("A month of 1 to 12 is expected.");
  return guarded([&] {
    const std::string name = month_and_year(language, year, month);
    if (name.size() >= size) throw std::runtime_error("The name of a month has no room: " + name);
    std::copy_n(name.c_str(), name.size() + 1, text);
  });
}

PRINT_EXPORT print_document* print_open(const print_setup* setup) {
  print_document* document = nullptr;
  guarded([&] { document = new print_document(*setup); });
  return document;
}

PRINT_EXPORT int print_begin_page(print_document* document) {
  return guarded([&] { document->begin_page(); });
}

PRINT_EXPORT int print_add_picture(print_document* document, const print_picture* picture) {
  return guarded([&] { document->add(*picture); });
}

PRINT_EXPORT int print_add_text(print_document* document, const print_text* text) {
  return guarded([&] { document->canvas.text(*text); });
}

PRINT_EXPORT int print_add_month(print_document* document, const print_month* month) {
  return guarded([&] { document->canvas.month(*month); });
}

PRINT_EXPORT const char* print_missing_letters(print_document* document) {
  return document->canvas.missing_letters().c_str();
}

PRINT_EXPORT int print_finish(print_document* document, const char* file) {
  return guarded(
      [&] { finish(document->canvas.finish(), document->frame, document->pictures, document->spool.get(), file); });
}

PRINT_EXPORT void print_close(print_document* document) { delete document; }
