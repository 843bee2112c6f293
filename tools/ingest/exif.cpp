#include "tools/ingest/exif.h"

#include <algorithm>
#include <cctype>
#include <exception>
#include <string_view>

#include <exiv2/exiv2.hpp>

#include "tools/source/ascii.h"

namespace vitrine {
namespace {

/// Tags of Exif.Photo, by number: OffsetTimeOriginal has a name only from Exiv2 0.28 on. Not Exif.Image.DateTime, which
/// is when the file was last worked on.
struct DateTags {
  std::uint16_t date, zone;
};
constexpr DateTags date_tags[] = {
    {0x9003, 0x9011},  // DateTimeOriginal, OffsetTimeOriginal
    {0x9004, 0x9012},  // DateTimeDigitized, OffsetTimeDigitized
};
constexpr std::uint16_t make_tag = 0x010F, model_tag = 0x0110, orientation_tag = 0x0112;

/// Trims padding: EXIF texts end in NULs and spaces.
std::string unpadded(std::string text) {
  text.erase(std::min(text.find('\0'), text.size()));
  for (char& c : text)
    if (static_cast<unsigned char>(c) < 32) c = ' ';
  const std::size_t first = text.find_first_not_of(' ');
  if (first == std::string::npos) return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

std::string text_of(const Exiv2::ExifData& exif, std::uint16_t tag, const char* group) {
  const auto found = exif.findKey(Exiv2::ExifKey(tag, group));
  return found == exif.end() ? std::string() : unpadded(found->toString());
}

bool matches(std::string_view text, std::string_view pattern) {
  if (text.size() < pattern.size()) return false;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const bool digit = std::isdigit(static_cast<unsigned char>(text[i])) != 0;
    if (pattern[i] == '9' ? !digit : pattern[i] != text[i]) return false;
  }
  return true;
}

ExifFacts facts_of(const Exiv2::ExifData& exif) {
  ExifFacts facts;
  for (const DateTags& tags : date_tags) {
    facts.taken_at = iso_date(text_of(exif, tags.date, "Photo"), text_of(exif, tags.zone, "Photo"));
    if (!facts.taken_at.empty()) break;
  }
  facts.camera = camera_name(text_of(exif, make_tag, "Image"), text_of(exif, model_tag, "Image"));
  const std::string orientation = text_of(exif, orientation_tag, "Image");
  if (orientation.size() == 1 && orientation >= "1" && orientation <= "8") facts.orientation = orientation[0] - '0';
  return facts;
}

}  // namespace

std::string iso_date(const std::string& date, const std::string& zone) {
  if (!matches(date, "9999:99:99 99:99:99") && !matches(date, "9999-99-99 99:99:99")) return {};
  if (date.substr(0, 4) == "0000" || date.substr(5, 2) == "00" || date.substr(8, 2) == "00") return {};
  const bool zoned = zone.size() == 6 && (matches(zone, "+99:99") || matches(zone, "-99:99"));
  return date.substr(0, 4) + "-" + date.substr(5, 2) + "-" + date.substr(8, 2) + "T" + date.substr(11, 8) +
         (zoned ? zone : "");
}

std::string camera_name(const std::string& make, const std::string& model) {
  if (make.empty() || model.empty()) return make + model;
  const std::string maker = lower(make.substr(0, make.find(' ')));  // "NIKON CORPORATION" makes the "NIKON Z 9"
  return lower(model).rfind(maker, 0) == 0 ? model : make + " " + model;
}

void exif_start() { Exiv2::LogMsg::setLevel(Exiv2::LogMsg::mute); }

ExifFacts read_exif(std::span<const std::uint8_t> block) {
  constexpr std::string_view mark("Exif\0\0", 6);
  const std::string_view head(reinterpret_cast<const char*>(block.data()), std::min(block.size(), mark.size()));
  if (head == mark) block = block.subspan(mark.size());
  if (block.empty()) return {};
  Exiv2::ExifData exif;
  try {
    Exiv2::ExifParser::decode(exif, block.data(), static_cast<std::uint32_t>(block.size()));
  } catch (const std::exception&) {
    // What was read before the error is kept.
  }
  try {
    return facts_of(exif);
  } catch (const std::exception&) {
    return {};
  }
}

std::vector<std::uint8_t> exif_block(const ingest_jpeg& picture) {
  Exiv2::ExifData exif;
  const auto text = [&exif](const char* key, const char* value) {
    if (value != nullptr && *value != '\0') exif[key] = std::string(value);
  };
  const auto ratio = [&exif](const char* key, float value) {
    if (value > 0) exif[key] = Exiv2::URational(static_cast<std::uint32_t>(value * 100 + 0.5F), 100U);
  };
  text("Exif.Image.Make", picture.make);
  text("Exif.Image.Model", picture.model);
  text("Exif.Photo.DateTimeOriginal", picture.taken_at);
  text("Exif.Photo.LensModel", picture.lens);
  if (picture.taken_at != nullptr) {
    const Exiv2::AsciiValue utc("+00:00");
    exif.add(Exiv2::ExifKey(date_tags[0].zone, "Photo"), &utc);
  }
  if (picture.exposure_seconds >= 0.5F) {
    ratio("Exif.Photo.ExposureTime", picture.exposure_seconds);
  } else if (picture.exposure_seconds > 0) {
    exif["Exif.Photo.ExposureTime"] =
        Exiv2::URational(1U, static_cast<std::uint32_t>(1 / picture.exposure_seconds + 0.5F));
  }
  ratio("Exif.Photo.FNumber", picture.f_number);
  ratio("Exif.Photo.FocalLength", picture.focal_mm);
  if (picture.iso > 0) exif["Exif.Photo.ISOSpeedRatings"] = static_cast<std::uint16_t>(picture.iso);
  Exiv2::Blob block;
  Exiv2::ExifParser::encode(block, Exiv2::littleEndian, exif);
  return block;
}

}  // namespace vitrine
