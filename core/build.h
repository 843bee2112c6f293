// Which build this is. Two parts that are loaded separately (a program and its module, main.wasm and a side module)
// exchange structs and memory, so they must come from one build; the openers compare these texts.
#pragma once

#ifdef __EMSCRIPTEN__
#include <emscripten/version.h>
#endif

#define VITRINE_TEXT_OF(value) #value
#define VITRINE_TEXT(value) VITRINE_TEXT_OF(value)

namespace vitrine {

/// Counts the changes of what the parts exchange; raise it with the headers that core/boundary.h names.
#define VITRINE_BOUNDARY 7

#ifdef __EMSCRIPTEN__
#define VITRINE_COMPILER                                                                                    \
  "emscripten " VITRINE_TEXT(__EMSCRIPTEN_major__) "." VITRINE_TEXT(__EMSCRIPTEN_minor__) "." VITRINE_TEXT( \
      __EMSCRIPTEN_tiny__)
#else
#define VITRINE_COMPILER "c++ " VITRINE_TEXT(__GNUC__)
#endif

inline constexpr char build_id[] =
    "vitrine " VITRINE_VERSION ", boundary " VITRINE_TEXT(VITRINE_BOUNDARY) ", " VITRINE_COMPILER;

}  // namespace vitrine
