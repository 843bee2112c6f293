// A folder of a test's own, gone at its end; and the small viewer and warehouse that the tests of a site use.
#pragma once

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>

#include "tests/tools/folder.h"
#include "tools/source/files.h"
#include "tools/source/sha256.h"
#include "tools/warehouse/warehouse.h"

namespace vitrine::test {

namespace fs = std::filesystem;

class Scratch {
 public:
  fs::path operator/(const fs::path& name) const { return folder_.path / name; }

 private:
  TemporaryFolder folder_;
};

inline void put_file(const fs::path& file, const std::string& bytes) {
  fs::create_directories(file.parent_path());
  write_file(file, bytes);
}

/// Every file below a folder, by path, with its bytes.
inline std::map<std::string, std::string> contents(const fs::path& folder) {
  std::map<std::string, std::string> all;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file())
      all[entry.path().lexically_relative(folder).generic_string()] = read_file(entry.path());
  return all;
}

/// A viewer as the wasm build makes it, with a template that uses every placeholder.
inline fs::path put_viewer(const fs::path& folder) {
  put_file(folder / "viewer.json",
           R"({"script":"viewer/app.00000001.js","style":"viewer/app.00000002.css","core":"viewer/main.00000003.wasm",)"
           R"("late_script":"viewer/late.00000004.js","late_style":"viewer/late.00000005.css",)"
           R"("modules":[],"template":"index.html","build":"b"})");
  put_file(folder / "viewer/app.00000001.js", "export {};\n");
  put_file(folder / "viewer/app.00000002.css", "a{}\n");
  put_file(folder / "viewer/late.00000004.js", "export {};\n");
  put_file(folder / "viewer/late.00000005.css", "b{}\n");
  put_file(folder / "viewer/main.00000003.wasm", std::string("\0asm\1\0\0\0", 8));
  put_file(folder / "index.html",
           "<!doctype html><html lang=\"{{language}}\"><head><title>{{title}}</title><meta content=\"{{description}}\">"
           "<link rel=\"stylesheet\" href=\"{{style}}\">{{head}}<script type=\"module\" src=\"{{script}}\"></script>"
           "</head><body data-build=\"{{build}}\"><p>{{count}}</p>{{first_screen}}</body></html>\n");
  return folder;
}

/// A picture that is here, its thumbnails beside the warehouse. `number` makes id, key, date and content.
inline ImageRecord picture(int number) {
  char key[16];
  std::snprintf(key, sizeof key, "key%05d", number);
  ImageRecord image;
  image.id = "picture-" + std::to_string(number);
  image.key = key;
  image.file = "folder/IMG_" + std::to_string(number) + ".JPG";
  image.presence = Presence::here;
  image.bytes = 10;
  image.sha256 = sha256(image.id);
  image.width = 1500;
  image.height = 1000;
  char date[24];
  std::snprintf(date, sizeof date, "2026-%02d-%02dT12:00:00", number / 28 % 12 + 1, number % 28 + 1);
  image.taken_at = *parse_moment(date);
  image.title = "Picture " + std::to_string(number);
  image.features = VisualFeatures{0.5F, 0.2F, 0.3F, 0.1F, 0x336699U, {{0x336699U, 0.7F}, {0xFFFFFFU, 0.3F}}};
  return image;
}

inline void put_thumbnails(const Warehouse& warehouse, const ImageRecord& image) {
  for (const std::uint32_t size : {256U, 1024U})
    put_file(warehouse.thumbnail(size, image.sha256), "thumbnail " + std::to_string(size) + " of " + image.id);
}

inline void put_facts(Warehouse& warehouse) {
  warehouse.set_fact("collection_id", "collection-1");
  warehouse.set_fact("title", "A <small> \"collection\" & more");
  warehouse.set_fact("language", "en");
  warehouse.set_fact("sizes", "256,1024");
  warehouse.set_fact("originals", "none");
}

/// A warehouse of `count` pictures, put in reverse so that its rows are not the published ones.
inline Warehouse put_warehouse(const fs::path& file, int count) {
  Warehouse warehouse(file, Warehouse::Mode::write);
  warehouse.transaction([&] {
    put_facts(warehouse);
    for (int number = count; number-- > 0;) {
      const ImageRecord image = picture(number);
      warehouse.put(image);
      put_thumbnails(warehouse, image);
    }
  });
  return warehouse;
}

inline VotedPicture voted(std::int64_t row, const Evidence& evidence, double preference) {
  VotedPicture picture;
  picture.row = row;
  picture.preference.evidence = evidence;
  picture.preference.preference = preference;
  return picture;
}

}  // namespace vitrine::test
