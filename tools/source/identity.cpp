#include "tools/source/identity.h"

#include <algorithm>
#include <string_view>
#include <unordered_set>

#include "tools/console/console.h"
#include "tools/source/ascii.h"
#include "tools/source/sha256.h"

namespace vitrine {
namespace {

constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

unsigned nibble(char digit) { return static_cast<unsigned>(digit <= '9' ? digit - '0' : digit - 'a' + 10); }

/// 12 hexadecimal digits (6 bytes) as 8 base64url characters: three digits make two characters.
std::string base64url(std::string_view digits) {
  std::string text;
  for (std::size_t i = 0; i + 3 <= digits.size(); i += 3) {
    const unsigned bits = nibble(digits[i]) << 8U | nibble(digits[i + 1]) << 4U | nibble(digits[i + 2]);
    text += alphabet[bits >> 6U];
    text += alphabet[bits & 63U];
  }
  return text;
}

bool is_unique(const Metadata& metadata, std::size_t column) {
  std::unordered_set<std::string> seen;
  return std::all_of(metadata.rows.begin(), metadata.rows.end(), [&](const std::vector<std::string>& row) {
    return !row[column].empty() && seen.insert(row[column]).second;
  });
}

}  // namespace

std::optional<std::size_t> id_column(const Metadata& metadata, const std::string& wanted) {
  if (!wanted.empty()) {
    const auto column = metadata.column(wanted);
    if (column) return column;
    std::string names;
    for (const std::string& name : metadata.columns) names += (names.empty() ? "" : ", ") + name;
    throw Failure("There is no column \"" + wanted +
                  "\" to identify the pictures by; the columns are: " + (names.empty() ? "none" : names) + ".");
  }
  if (const auto column = metadata.column("id")) return column;
  for (std::size_t i = 0; i < metadata.columns.size(); ++i)
    if (lower(metadata.columns[i]).ends_with("_id") && is_unique(metadata, i)) return i;
  return std::nullopt;
}

void Keys::reserve(const std::string& key) { taken_.insert(lower(key)); }

std::string Keys::take(const std::string& id) {
  for (std::string hash = sha256(id);; hash = sha256(hash)) {
    for (std::size_t first = 0; first + 12 <= hash.size(); first += 12) {
      std::string key = base64url(std::string_view(hash).substr(first, 12));
      if (taken_.insert(lower(key)).second) return key;
    }
  }
}

}  // namespace vitrine
