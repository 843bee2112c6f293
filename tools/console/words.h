// Numbers, times and names in sentences.
#pragma once

#include <cstdint>
#include <string>

namespace vitrine {

/// "12,217".
std::string grouped(std::uint64_t number);

/// "1 picture", "12,217 pictures".
std::string counted(std::uint64_t number, const std::string& one, const std::string& many);

/// "512 bytes", "1.7 MB": decimal units.
std::string bytes_text(std::uint64_t bytes);

/// "0.4 s", "42 s", "3 min 20 s", "2 h 5 min".
std::string duration_text(double seconds);

/// "fidelity 0.993, 0.95 of the 10 nearest kept"; recall 0: not known.
std::string quality_text(float fidelity, float recall);

/// "text", with the quotation marks.
std::string in_quotes(const std::string& text);

/// Text for a terminal: control characters, which names of files may hold, become "?"; line ends stay.
std::string printable(std::string text);

}  // namespace vitrine
