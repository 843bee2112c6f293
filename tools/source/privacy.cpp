#include "tools/source/privacy.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace vitrine {
namespace {

/// Whole words. The maker of a picture (credit, photographer, artist) is published; its owner, the persons on it and
/// the place where it was taken are held back until they are named in publish.
constexpr auto private_words = std::to_array<std::string_view>(
    {// places
     "gps", "lat", "lng", "lon", "latitude", "longitude", "latlng", "latlon", "latlong", "altitude", "geo", "geotag",
     "geohash", "geometry", "coord", "coords", "coordinate", "coordinates", "location", "locations", "place", "places",
     "address", "addresses", "street", "city", "town", "village", "postcode", "postal", "zip", "zipcode", "plz", "home",
     // persons
     "owner", "owners", "person", "persons", "people", "face", "faces", "user", "username", "email", "emails", "mail",
     "phone", "telephone", "tel", "mobile", "fax", "contact", "birthday", "birthdate", "dob", "passport", "ssn",
     // machines
     "serial", "serialnumber", "imei", "mac", "ip", "host", "hostname", "path", "paths", "filepath", "folder",
     "directory", "device",
     // the same in German, French and other languages
     "adresse", "ort", "standort", "strasse", "besitzer", "telefon", "lieu", "direccion"});

/// Long enough to be recognised inside a word that was run together: "bodyserialnumber".
constexpr auto private_parts =
    std::to_array<std::string_view>({"latitude", "longitude", "coordinate", "serialn", "emailaddr", "ownername",
                                     "phonenumber", "filepath", "geolocat", "gpslat", "gpslo"});

enum class Kind { none, lower, upper, digit };

Kind kind_of(char c) {
  const auto byte = static_cast<unsigned char>(c);
  if (std::isupper(byte) != 0) return Kind::upper;
  if (std::isdigit(byte) != 0) return Kind::digit;
  // Bytes of other scripts belong to a word.
  return std::islower(byte) != 0 || byte >= 0x80 ? Kind::lower : Kind::none;
}

/// Between "s" and "L" of "gpsLatitude", and between "S" and "L" of "GPSLatitude"; digits stand apart.
bool begins_word(std::string_view name, std::size_t i) {
  const Kind before = kind_of(name[i - 1]), here = kind_of(name[i]);
  if ((before == Kind::digit) != (here == Kind::digit)) return true;
  if (here != Kind::upper) return false;
  const bool lower_follows = i + 1 < name.size() && kind_of(name[i + 1]) == Kind::lower;
  return before == Kind::lower || (before == Kind::upper && lower_follows);
}

}  // namespace

std::vector<std::string> words_of(std::string_view name) {
  std::vector<std::string> words;
  std::string word;
  const auto end_word = [&] {
    if (!word.empty()) words.push_back(std::move(word));
    word.clear();
  };
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (kind_of(name[i]) == Kind::none) {
      end_word();
      continue;
    }
    if (i > 0 && begins_word(name, i)) end_word();
    word += static_cast<char>(std::tolower(static_cast<unsigned char>(name[i])));
  }
  end_word();
  return words;
}

bool is_held_back(std::string_view name) {
  std::string joined;
  for (const std::string& word : words_of(name)) {
    if (std::find(private_words.begin(), private_words.end(), word) != private_words.end()) return true;
    joined += word;
  }
  return joined == "long" || std::any_of(private_parts.begin(), private_parts.end(),
                                         [&](std::string_view part) { return joined.find(part) != std::string::npos; });
}

}  // namespace vitrine
