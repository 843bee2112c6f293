/* The conventions of all C boundaries: core/spotlight/spotlight.h, core/calendar/calendar.h, tools/ingest/ingest.h,
 * tools/vocabulary/yaml.h, tools/calendar/ical.h, tools/print/print.h.
 *
 * A function that opens something returns NULL when it cannot; another one that can fail returns a status. In both
 * cases NAME_error() is then a sentence: what was found, what was expected. It is that of the calling
 * thread's last failure, UTF-8, and stays valid until that thread's next one. A function that cannot fail returns what
 * it is asked for. Nothing is thrown across, and NAME_build() says which build the module belongs to (core/build.h).
 *
 * The callers implement this once: Module (tools/module/module.h) and Boundary (web/memory.js). */
#ifndef VITRINE_CORE_BOUNDARY_H
#define VITRINE_CORE_BOUNDARY_H

/* Seen outside the module, and kept where nothing inside it calls it. */
#define VITRINE_EXPORT __attribute__((visibility("default"), used))

enum vitrine_status {
  VITRINE_DONE = 0,
  VITRINE_MORE = 1, /* of work in steps: call again */
  VITRINE_FAILED = 2
};

#ifdef __cplusplus
#include <algorithm>
#include <string_view>

namespace vitrine {

/// What NAME_error() returns. Each module has its own.
inline thread_local char boundary_error[512] = "";

/// The sentence for work that is to go on and is given as NULL.
inline constexpr std::string_view not_open = "What is to go on has not been opened, or is closed.";

/// VITRINE_FAILED where a status is returned, NULL where an address is.
struct Failed {
  operator int() const { return VITRINE_FAILED; }
  template <class T>
  operator T*() const {
    return nullptr;
  }
};

/// Keeps the sentence for NAME_error(); one that is too long is cut between two characters.
inline Failed failed(std::string_view sentence) {
  std::size_t length = std::min(sentence.size(), sizeof boundary_error - 1);
  if (length < sentence.size())
    while (length > 0 && (static_cast<unsigned char>(sentence[length]) & 0xC0U) == 0x80U) --length;
  std::copy_n(sentence.begin(), length, boundary_error);
  boundary_error[length] = '\0';
  return {};
}

}  // namespace vitrine
#endif

#endif
