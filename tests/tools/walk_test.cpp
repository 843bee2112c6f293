#include "tools/source/walk.h"

#include <doctest/doctest.h>

#include <sys/stat.h>  // mkfifo
#include <unistd.h>    // geteuid

#include <fstream>
#include <string>

#include "tests/tools/folder.h"
#include "tests/tools/sentence.h"

using namespace vitrine;

namespace {

namespace fs = std::filesystem;

void touch(const fs::path& file, const std::string& bytes = "x") {
  fs::create_directories(file.parent_path());
  std::ofstream(file) << bytes;
}

std::string files_of(const Walk& walk) {
  std::string text;
  for (const FoundFile& file : walk.files) text += file.file + "\n";
  return text;
}

std::string reason_of(const Walk& walk, const std::string& file) {
  for (const SkippedFile& skipped : walk.skipped)
    if (skipped.file == file) return skipped.reason;
  return "";
}

}  // namespace

TEST_CASE("pictures by their extension, in subfolders, of every script, hidden ones not") {
  const TemporaryFolder folder;
  for (const char* name : {"b.JPG", "a.jpeg", "sub/deep/c.png", "月の出/🌒 été.webp", "x.tif", "x.tiff", "x.gif",
                           "x.heic", "x.avif", "new\nline.png", "[1].jpg", "notes.txt", "metadata.csv", ".hidden.jpg",
                           ".git/y.jpg", "sub/@eaDir/z.jpg", "noextension"})
    touch(folder.path / name);
  const Walk walk = vitrine::walk(folder.path);
  CHECK(files_of(walk) ==
        "[1].jpg\na.jpeg\nb.JPG\nnew\nline.png\nsub/deep/c.png\nx.avif\nx.gif\nx.heic\nx.tif\nx.tiff\n"
        "月の出/🌒 été.webp\n");
  CHECK(walk.skipped.empty());
  CHECK(walk.files[0].bytes == 1);
  CHECK(walk.files[0].modified_ns > 1'500'000'000'000'000'000);
}

TEST_CASE("links: followed once, loops end, broken links are listed") {
  const TemporaryFolder folder;
  const TemporaryFolder elsewhere;
  touch(folder.path / "a" / "p.jpg");
  touch(elsewhere.path / "q.jpg");
  fs::create_directory_symlink(folder.path, folder.path / "a" / "loop");
  fs::create_directory_symlink("..", folder.path / "a" / "up");
  fs::create_directory_symlink(elsewhere.path, folder.path / "outside");
  fs::create_symlink("nowhere.jpg", folder.path / "dangling.jpg");
  fs::create_symlink("self.jpg", folder.path / "self.jpg");
  const Walk walk = vitrine::walk(folder.path);
  CHECK(files_of(walk) == "a/p.jpg\noutside/q.jpg\n");
  CHECK(holds(reason_of(walk, "dangling.jpg"), "leads nowhere"));
  CHECK(holds(reason_of(walk, "self.jpg"), "leads nowhere"));
}

TEST_CASE("what cannot be a picture is listed, not opened") {
  const TemporaryFolder folder;
  REQUIRE(mkfifo((folder.path / "pipe.jpg").c_str(), 0600) == 0);
  touch(folder.path / "caf\xE9.jpg");
  touch(folder.path / "locked" / "p.jpg");
  fs::permissions(folder.path / "locked", fs::perms::none);
  const Walk walk = vitrine::walk(folder.path);
  fs::permissions(folder.path / "locked", fs::perms::owner_all);
  CHECK(holds(reason_of(walk, "pipe.jpg"), "no regular file"));
  CHECK(holds(reason_of(walk, "caf\xEF\xBF\xBD.jpg"), "not UTF-8"));
  if (geteuid() != 0) CHECK(holds(reason_of(walk, "locked/"), "cannot be read"));
}

TEST_CASE("our own sites and thumbnails are not walked into; the folder itself always is") {
  const TemporaryFolder folder;
  touch(folder.path / "p.jpg");
  touch(folder.path / "site" / "vitrine-site.json");
  touch(folder.path / "site" / "thumbs" / "t.webp");
  touch(folder.path / "w.thumbs" / "256" / "t.webp");
  touch(folder.path / "vitrine-site.json");
  const WalkLimits limits{{folder.path / "w.thumbs", folder.path / "not there"}, "vitrine-site.json"};
  CHECK(files_of(vitrine::walk(folder.path, limits)) == "p.jpg\n");
}

TEST_CASE("a missing folder is a sentence") {
  const TemporaryFolder folder;
  touch(folder.path / "file.jpg");
  CHECK(holds(sentence_of([&] { vitrine::walk(folder.path / "none"); }), "is not a folder"));
  CHECK(holds(sentence_of([&] { vitrine::walk(folder.path / "file.jpg"); }), "is not a folder"));
}
