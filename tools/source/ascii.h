// Case and spaces of names and cells of tables, in ASCII only: other characters stay as they are.
#pragma once

#include <cctype>
#include <string>
#include <string_view>

namespace vitrine {

inline std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return result;
}

/// Without spaces, tabs and line ends around it.
inline std::string trimmed(std::string_view text) {
  constexpr std::string_view space = " \t\r\n";
  const std::size_t first = text.find_first_not_of(space);
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(space) - first + 1));
}

}  // namespace vitrine
