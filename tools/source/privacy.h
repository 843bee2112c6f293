// Which columns are held back: those whose names are about places or persons.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace vitrine {

/// The words of a column's name in lower case: "GPSLatitude", "gps_latitude" and "gps latitude" are two words.
std::vector<std::string> words_of(std::string_view name);

/// Whether the column is published only when the owner names it in --publish.
bool is_held_back(std::string_view name);

}  // namespace vitrine
