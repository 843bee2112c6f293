// Text from outside as UTF-8.
#pragma once

#include <string>
#include <string_view>

namespace vitrine {

/// Whether every byte belongs to a well-formed UTF-8 character.
bool is_utf8(std::string_view text);

/// The text with U+FFFD in place of each byte that is not UTF-8.
std::string valid_utf8(std::string_view text);

/// Composed (NFC): "e" with a combining accent and "é" become one spelling. Text that is not UTF-8 stays as it is.
std::string composed(const std::string& text);

}  // namespace vitrine
