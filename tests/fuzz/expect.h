// What a fuzz target holds a reader to. A check that fails stops the run, and libFuzzer keeps the input.
#pragma once

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

inline void expect(bool kept, const char* promise) {
  if (kept) return;
  std::fprintf(stderr, "Not kept: %s.\n", promise);
  std::abort();
}

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}
