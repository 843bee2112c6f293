#include "tools/published/titles.h"

#include <utf8proc.h>

#include <cstddef>

namespace vitrine {
namespace {

constexpr std::size_t longest_title = 80;  // characters

}  // namespace

std::string cut_title(const std::string& title) {
  if (title.size() <= longest_title) return title;
  const auto* const bytes = reinterpret_cast<const utf8proc_uint8_t*>(title.data());
  const auto size = static_cast<utf8proc_ssize_t>(title.size());
  std::size_t characters = 0, end = 0, word = 0;
  utf8proc_int32_t before = 0, state = 0;
  for (utf8proc_ssize_t at = 0; at < size;) {
    utf8proc_int32_t code = 0;
    const utf8proc_ssize_t taken = utf8proc_iterate(bytes + at, size - at, &code);
    const bool is_text = taken > 0;
    if (at == 0 || !is_text || utf8proc_grapheme_break_stateful(before, code, &state) != 0) {
      // A character begins here: what stands before it can be the end.
      if (characters == longest_title) {
        const std::size_t cut = word > end / 2 ? word : end;
        return title.substr(0, cut) + "…";
      }
      ++characters;
      if (code == ' ') word = static_cast<std::size_t>(at);
      if (characters == longest_title) end = static_cast<std::size_t>(at);
    }
    before = code;
    at += is_text ? taken : 1;
  }
  return title;
}

}  // namespace vitrine
