#include "tools/source/utf8.h"

#include <cstdlib>
#include <memory>

#include <utf8proc.h>

namespace vitrine {
namespace {

/// Bytes of the character at the start of `text`; 0 when it is malformed.
std::size_t character_length(std::string_view text) {
  utf8proc_int32_t point = 0;
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  const utf8proc_ssize_t length = utf8proc_iterate(bytes, static_cast<utf8proc_ssize_t>(text.size()), &point);
  return length > 0 ? static_cast<std::size_t>(length) : 0;
}

}  // namespace

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    const std::size_t length = character_length(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

std::string valid_utf8(std::string_view text) {
  std::string valid;
  while (!text.empty()) {
    const std::size_t length = character_length(text);
    valid += length == 0 ? std::string_view("\xEF\xBF\xBD") : text.substr(0, length);
    text.remove_prefix(length == 0 ? 1 : length);
  }
  return valid;
}

std::string composed(const std::string& text) {
  if (!is_utf8(text)) return text;
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> copy(
      utf8proc_NFC(reinterpret_cast<const utf8proc_uint8_t*>(text.c_str())), &std::free);
  return copy ? reinterpret_cast<const char*>(copy.get()) : text;
}

}  // namespace vitrine
