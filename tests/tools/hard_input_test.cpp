// Picture folders as they should not be, taken in by a process of its own: nothing is fatal, what cannot be taken is
// named with its reason, memory stays bounded. Single pictures of the kind are in reader_test.cpp.
#include <doctest/doctest.h>

#include <sys/resource.h>  // rusage
#include <sys/wait.h>      // wait4
#include <unistd.h>        // fork

#include <algorithm>
#include <cctype>
#include <map>
#include <set>

#include "core/documents/table.h"
#include "tests/tools/folder.h"
#include "tests/tools/pictures.h"
#include "tests/tools/scratch.h"
#include "tests/tools/sentence.h"
#include "tools/console/console.h"
#include "tools/ingest/reader.h"
#include "tools/site/site.h"
#include "tools/warehouse/warehouse.h"

using namespace vitrine;

namespace {

namespace fs = std::filesystem;

#ifdef __SANITIZE_ADDRESS__
constexpr bool measures_memory = false;  // the sanitizer's own would be measured
#else
constexpr bool measures_memory = true;
#endif

struct Ended {
  int code = -1;  // 127: the program could not be started; -1: it was ended by a signal
  long peak_mb = 0;
};

struct HardFolder {
  TemporaryFolder place;
  fs::path pictures = place.path / "pictures", out = place.path / "out";

  HardFolder() {
    for (const fs::path& folder : {pictures, out}) fs::create_directories(folder);
    const PictureReader reader;  // starts libvips, which makes the pictures
  }
  fs::path file(const std::string& name) const { return pictures / name; }

  /// Takes the folder in, as another user when `user` is not 0.
  Ended take_in(uid_t user = 0) const {
    const fs::path warehouse = out / "w.db";
    const pid_t child = fork();
    REQUIRE(child >= 0);
    if (child == 0) {
      if (user != 0 && (setgid(user) != 0 || setuid(user) != 0)) _exit(127);
      execl(INGEST_CHILD, INGEST_CHILD, pictures.c_str(), warehouse.c_str(), nullptr);
      _exit(127);
    }
    int status = 0;
    rusage usage{};
    REQUIRE(wait4(child, &status, 0, &usage) == child);
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, usage.ru_maxrss / 1024};
  }

  Warehouse warehouse() const { return Warehouse(out / "w.db", Warehouse::Mode::read); }
  std::map<std::string, ImageRecord> taken() const {
    std::map<std::string, ImageRecord> by_file;
    for (ImageRecord& image : warehouse().images())
      if (image.presence == Presence::here) by_file.emplace(image.file, image);
    return by_file;
  }
  std::map<std::string, std::string> skipped() const {
    std::map<std::string, std::string> reasons;
    for (const SkippedFile& file : warehouse().skipped()) reasons.emplace(file.file, file.reason);
    return reasons;
  }
};

void check_reasons(const HardFolder& folder, const std::map<std::string, std::string>& expected) {
  const auto skipped = folder.skipped();
  CHECK(skipped.size() == expected.size());
  for (const auto& [name, reason] : expected) {
    CAPTURE(name);
    REQUIRE(skipped.contains(name));
    CAPTURE(skipped.at(name));
    CHECK(holds(skipped.at(name), reason));
  }
}

/// Makes a site with the originals in it. The names of the pictures that it shows; its own paths must be plain.
std::set<std::string> published_names(const HardFolder& folder) {
  Warehouse(folder.out / "w.db", Warehouse::Mode::write).set_fact("originals", "copy");
  const Viewer viewer = open_viewer(test::put_viewer(folder.out / "viewer"));
  Console console(Console::Style::quiet);
  const Site site = make_site(folder.warehouse(), viewer, {1, false}, console);
  std::set<std::string> names;
  std::size_t originals = 0;
  for (const SiteFile& file : site.files) {
    CAPTURE(file.path);
    const bool is_plain = std::all_of(file.path.begin(), file.path.end(), [](unsigned char c) {
      return std::isalnum(c) != 0 || std::string_view("-_./").find(static_cast<char>(c)) != std::string_view::npos;
    });
    CHECK(is_plain);
    originals += file.path.starts_with("originals/");
    if (!file.path.starts_with("api/details/")) continue;
    const Result<DetailsShard> shard = read<DetailsShard>(file.content, file.path);
    REQUIRE(shard);
    for (const ImageDetails& image : shard->images) names.insert(image.file);
  }
  CHECK(originals == names.size());
  return names;
}

/// The first pixel of a thumbnail in the warehouse.
std::array<int, 3> first_pixel(const fs::path& thumbnail) {
  const TestImage image(vips_image_new_from_file(thumbnail.c_str(), nullptr));
  REQUIRE(image);
  double* values = nullptr;
  int bands = 0;
  require(vips_getpoint(image.get(), &values, &bands, 0, 0, nullptr));
  REQUIRE(bands == 3);
  const std::array<int, 3> pixel{static_cast<int>(values[0]), static_cast<int>(values[1]), static_cast<int>(values[2])};
  g_free(values);
  return pixel;
}

std::string big_endian(unsigned value) {
  return {static_cast<char>(value >> 8U & 0xFFU), static_cast<char>(value & 0xFFU)};
}

}  // namespace

TEST_CASE("names with newlines, emoji, right-to-left letters and 255 bytes are names like any other") {
  const HardFolder folder;
  std::string moons;
  for (int i = 0; i < 83; ++i) moons += "\xE6\x9C\x88";  // 249 bytes
  const std::vector<std::string> names = {"new\nline\r\ttab.jpg",
                                          "\xF0\x9F\x8C\x95\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x9A\x80.png",
                                          "\xD8\xB5\xD9\x88\xD8\xB1\xD8\xA9.jpg",
                                          "\xE2\x80\xAEgpj.erutcip.jpg",
                                          std::string(251, 'a') + ".jpg",
                                          moons + "aa.jpg",
                                          "<b>&amp;'\"%00#?.jpg",
                                          "-rf.jpg",
                                          " .jpg"};
  unsigned seed = 0;
  for (const std::string& name : names)
    save(plain_colour(90, 60, 200, 100, 50, ++seed), folder.file(name), "x" + fs::path(name).extension().string());
  CHECK(folder.take_in().code == static_cast<int>(ExitCode::success));
  const auto taken = folder.taken();
  CHECK(taken.size() == names.size());
  for (const std::string& name : names) {
    CAPTURE(name);
    REQUIRE(taken.contains(name));
    const ImageRecord& image = taken.at(name);
    CHECK(image.id == name);
    CHECK(image.width == 90);
    CHECK(image.height == 60);
    const auto pixel = first_pixel(folder.warehouse().thumbnail(64, image.sha256));
    for (const auto& [found, expected] : {std::pair{pixel[0], 200}, {pixel[1], 100}, {pixel[2], 50}})
      CHECK(std::abs(found - expected) <= 12);
  }
  CHECK(published_names(folder) == std::set<std::string>(names.begin(), names.end()));
}

TEST_CASE("zero bytes, truncated, no picture, link loops, no file, no name: each is named with its reason") {
  const HardFolder folder;
  save(plain_colour(600, 400, 200, 100, 50, 7), folder.file("good.jpg"));
  const std::string whole = bytes_of(folder.file("good.jpg"));
  write_bytes(folder.file("zero.jpg"), "");
  for (const int quarter : {1, 2, 3})
    write_bytes(folder.file("quarter-" + std::to_string(quarter) + ".jpg"),
                whole.substr(0, whole.size() * static_cast<unsigned>(quarter) / 4));
  write_bytes(folder.file("words.png"), "these are words");
  write_bytes(folder.file("caf\xE9.jpg"), whole);
  fs::create_directories(folder.file("album.jpg"));
  fs::create_directory_symlink("..", folder.file("album.jpg") / "loop");
  fs::create_symlink("b.jpg", folder.file("a.jpg"));
  fs::create_symlink("a.jpg", folder.file("b.jpg"));
  fs::create_symlink("nowhere.jpg", folder.file("dangling.jpg"));
  CHECK(folder.take_in().code == static_cast<int>(ExitCode::incomplete));
  CHECK(folder.taken().size() == 1);
  check_reasons(folder, {{"zero.jpg", "empty"},
                         {"quarter-1.jpg", "damaged or cut short"},
                         {"quarter-2.jpg", "damaged or cut short"},
                         {"quarter-3.jpg", "damaged or cut short"},
                         {"words.png", "no JPEG"},
                         {"caf\xEF\xBF\xBD.jpg", "not UTF-8"},
                         {"a.jpg", "leads nowhere"},
                         {"b.jpg", "leads nowhere"},
                         {"dangling.jpg", "leads nowhere"}});
}

TEST_CASE("unreadable: a picture and a folder of mode 000 are named with their reasons") {
  const HardFolder folder;
  save(plain_colour(90, 60, 200, 100, 50), folder.file("good.jpg"));
  write_bytes(folder.file("locked.jpg"), bytes_of(folder.file("good.jpg")));
  fs::create_directories(folder.file("locked"));
  for (const char* name : {"locked.jpg", "locked"}) fs::permissions(folder.file(name), fs::perms::none);
  constexpr uid_t other_user = 65534;  // root may read everything
  const bool is_root = geteuid() == 0;
  for (const fs::path& path : {folder.place.path, folder.out}) fs::permissions(path, fs::perms::all);
  const Ended ended = folder.take_in(is_root ? other_user : 0);
  fs::permissions(folder.file("locked"), fs::perms::owner_all);
  if (is_root && ended.code == 127) {
    MESSAGE("Skipped: root reads what is locked, and the user nobody cannot start " INGEST_CHILD);
    return;
  }
  CHECK(ended.code == static_cast<int>(ExitCode::incomplete));
  CHECK(folder.taken().size() == 1);
  check_reasons(folder, {{"locked.jpg", "It cannot be read: Permission denied"},
                         {"locked/", "The folder cannot be read: Permission denied"}});
}

TEST_CASE("a bomb of 30,000 x 30,000 is refused, in 700 MB, beside a picture that is taken") {
  const HardFolder folder;
  save(plain_colour(90, 60, 200, 100, 50), folder.file("good.jpg"));
  VipsImage* black = nullptr;
  require(vips_black(&black, 30000, 30000, nullptr));
  save(TestImage(black), folder.file("bomb.png"), "x.png[bitdepth=1,compression=1]");
  CHECK(fs::file_size(folder.file("bomb.png")) < 4'000'000);
  // Headers that promise it are enough.
  save(plain_colour(9, 6, 0, 0, 0), folder.file("bomb.gif"));
  std::string gif = bytes_of(folder.file("bomb.gif"));
  gif.replace(6, 4, "\x30\x75\x30\x75");
  const std::size_t frame = gif.find(std::string("\x2C\0\0\0\0", 5));
  REQUIRE(frame != std::string::npos);
  gif.replace(frame + 5, 4, "\x30\x75\x30\x75");
  write_bytes(folder.file("bomb.gif"), gif);
  std::string jpeg = bytes_of(folder.file("good.jpg"));
  const std::size_t size_of_frame = jpeg.find("\xFF\xC0");
  REQUIRE(size_of_frame != std::string::npos);
  jpeg.replace(size_of_frame + 5, 4, big_endian(30000) + big_endian(30000));
  write_bytes(folder.file("bomb.jpg"), jpeg);

  const Ended ended = folder.take_in();
  CHECK(ended.code == static_cast<int>(ExitCode::incomplete));
  if (measures_memory) CHECK(ended.peak_mb < 700);
  CHECK(folder.taken().size() == 1);
  const std::string reason = "30000 x 30000 pixels; more than 400 million";
  check_reasons(
      folder,
      {{"bomb.png", reason}, {"bomb.gif", "30000 x 30000 pixels; more than 100 million"}, {"bomb.jpg", reason}});
}

TEST_CASE("as many pixels as are allowed are decoded in 700 MB") {
  if (!measures_memory) return;
  const HardFolder folder;
  VipsImage* black = nullptr;
  require(vips_black(&black, 19000, 19000, nullptr));
  const TestImage large(black);
  save(large, folder.file("large.png"), "x.png[bitdepth=1,compression=1]");
  save(large, folder.file("large.jpg"), "x.jpg");
  save(large, folder.file("large.tif"), "x.tif[compression=deflate]");
  const Ended ended = folder.take_in();
  CHECK(ended.code == static_cast<int>(ExitCode::success));
  CHECK(folder.taken().size() == 3);
  CHECK(ended.peak_mb < 700);
}
