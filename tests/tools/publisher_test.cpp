#include "tools/site/publisher.h"

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <thread>

#include "tests/tools/scratch.h"
#include "tools/site/internal/site_lock.h"

using namespace vitrine;
using namespace vitrine::test;

namespace {

SiteFile content(const std::string& path, const std::string& bytes) {
  SiteFile file;
  file.path = path;
  file.content = bytes;
  file.bytes = bytes.size();
  file.sha256 = sha256(bytes);
  return file;
}

SiteFile from(SiteFile::From how, const std::string& path, const fs::path& source) {
  SiteFile file;
  file.path = path;
  file.from = how;
  file.source = source;
  file.bytes = fs::file_size(source);
  file.sha256 = sha256_of_file(source);
  return file;
}

std::vector<SiteFile> site_of(const std::string& page) {
  return {content("api/a.json", "{}"), content("index.html", page), content("vitrine-site.json", "{}\n")};
}

ino_t inode(const fs::path& file) {
  struct stat status {};
  REQUIRE(::stat(file.c_str(), &status) == 0);
  return status.st_ino;
}

std::vector<std::string> names_in(const fs::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder)) names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace

TEST_CASE("A site is written, replaced, and what did not change is the same file") {
  const Scratch scratch;
  Console console(Console::Style::quiet);
  const fs::path site = scratch / "deep/er/site";
  publish(site, site_of("one"), console);
  CHECK(contents(site) ==
        std::map<std::string, std::string>{{"api/a.json", "{}"}, {"index.html", "one"}, {"vitrine-site.json", "{}\n"}});
  const ino_t kept = inode(site / "api/a.json");
  const fs::file_time_type time = fs::last_write_time(site / "api/a.json");

  const Changes changes = compare(site, site_of("two"));
  CHECK(changes.changed == std::vector<std::string>{"index.html"});
  CHECK(changes.added.empty());
  CHECK(changes.removed.empty());
  CHECK(changes.unchanged == 2);
  publish(site, site_of("two"), console);
  CHECK(read_file(site / "index.html") == "two");
  CHECK(inode(site / "api/a.json") == kept);
  CHECK(fs::last_write_time(site / "api/a.json") == time);
  CHECK(compare(site, site_of("two")).none());
  CHECK(names_in(site.parent_path()) == std::vector<std::string>{"site"});  // nothing is left beside it
}

TEST_CASE("Files that are no longer published go") {
  const Scratch scratch;
  Console console(Console::Style::quiet);
  publish(scratch / "site", site_of("one"), console);
  put_file(scratch / "site/thumbs/256/stray.webp", "x");
  CHECK(compare(scratch / "site", site_of("one")).removed == std::vector<std::string>{"thumbs/256/stray.webp"});
  publish(scratch / "site", site_of("one"), console);
  CHECK_FALSE(fs::exists(scratch / "site/thumbs"));
}

TEST_CASE("Only a folder of ours is replaced") {
  const Scratch scratch;
  Console console(Console::Style::quiet);
  put_file(scratch / "photos/holiday.jpg", "precious");
  CHECK_THROWS_WITH_AS(publish(scratch / "photos", site_of("one"), console), doctest::Contains("holiday.jpg"), Failure);
  CHECK(contents(scratch / "photos") == std::map<std::string, std::string>{{"holiday.jpg", "precious"}});
  put_file(scratch / "file", "x");
  CHECK_THROWS_AS(publish(scratch / "file", site_of("one"), console), Failure);
  CHECK_THROWS_AS(require_replaceable("/"), Failure);
  fs::create_directory(scratch / "empty");
  CHECK_NOTHROW(publish(scratch / "empty", site_of("one"), console));
}

TEST_CASE("Files of others at the top of a site are kept") {
  const Scratch scratch;
  Console console(Console::Style::quiet);
  publish(scratch / "site", site_of("one"), console);
  put_file(scratch / "site/CNAME", "pictures.example");
  put_file(scratch / "site/.git/config", "[core]");
  CHECK(compare(scratch / "site", site_of("one")).none());
  publish(scratch / "site", site_of("two"), console);
  CHECK(read_file(scratch / "site/CNAME") == "pictures.example");
  CHECK(read_file(scratch / "site/.git/config") == "[core]");
  CHECK(read_file(scratch / "site/index.html") == "two");
}

TEST_CASE("A run that was killed leaves nothing behind after the next one") {
  const Scratch scratch;
  Console console(Console::Style::quiet);
  const fs::path site = scratch / "site";
  publish(site, site_of("one"), console);
  SUBCASE("while it wrote the fresh folder") { put_file(scratch / ".site.vitrine-new/half", "x"); }
  SUBCASE("after the exchange, with a file of others still in the old site") {
    put_file(scratch / ".site.vitrine-new/vitrine-site.json", "{}");
    put_file(scratch / ".site.vitrine-new/CNAME", "pictures.example");
  }
  SUBCASE("between the two renames where a file system cannot exchange") {
    fs::rename(site, scratch / ".site.vitrine-old");
  }
  publish(site, site_of("two"), console);
  CHECK(read_file(site / "index.html") == "two");
  CHECK(names_in(site.parent_path()) == std::vector<std::string>{"site"});
  CHECK_FALSE(fs::exists(site / "index.html.old"));
}

TEST_CASE("A failure in the middle leaves the old site complete") {
  const Scratch scratch;
  Console console(Console::Style::quiet);
  publish(scratch / "site", site_of("one"), console);
  put_file(scratch / "site/CNAME", "pictures.example");
  put_file(scratch / "picture", "pixels");
  std::vector<SiteFile> files = site_of("two");
  files.push_back(from(SiteFile::From::link, "z.webp", scratch / "picture"));
  fs::remove(scratch / "picture");
  CHECK_THROWS_AS(publish(scratch / "site", files, console), std::exception);
  CHECK(read_file(scratch / "site/index.html") == "one");
  CHECK(read_file(scratch / "site/CNAME") == "pictures.example");
  CHECK(names_in(scratch / "") == std::vector<std::string>{"site"});
}

TEST_CASE("Pictures are linked, or copied with their time") {
  const Scratch scratch;
  Console console(Console::Style::quiet);
  put_file(scratch / "store/a.webp", "pixels");
  std::vector<SiteFile> files = {content("vitrine-site.json", "{}\n")};
  SUBCASE("link") {
    files.insert(files.begin(), from(SiteFile::From::link, "thumbs/a.webp", scratch / "store/a.webp"));
    publish(scratch / "site", files, console);
    CHECK(inode(scratch / "site/thumbs/a.webp") == inode(scratch / "store/a.webp"));
    CHECK(compare(scratch / "site", files).none());
    fs::remove(scratch / "store/a.webp");
    put_file(scratch / "store/a.webp", "other!");  // as long, another file
    CHECK(compare(scratch / "site", files).changed.size() == 1);
    publish(scratch / "site", files, console);
    CHECK(read_file(scratch / "site/thumbs/a.webp") == "other!");
  }
  SUBCASE("copy") {
    files.insert(files.begin(), from(SiteFile::From::copy, "thumbs/a.webp", scratch / "store/a.webp"));
    publish(scratch / "site", files, console);
    CHECK(inode(scratch / "site/thumbs/a.webp") != inode(scratch / "store/a.webp"));
    CHECK(compare(scratch / "site", files).none());
    const ino_t kept = inode(scratch / "site/thumbs/a.webp");
    publish(scratch / "site", files, console);
    CHECK(inode(scratch / "site/thumbs/a.webp") == kept);
  }
}

TEST_CASE("A site that is a symbolic link stays one") {
  const Scratch scratch;
  Console console(Console::Style::quiet);
  fs::create_directory(scratch / "real");
  fs::create_directory_symlink(scratch / "real", scratch / "site");
  publish(scratch / "site", site_of("one"), console);
  CHECK(fs::is_symlink(scratch / "site"));
  CHECK(read_file(scratch / "real/index.html") == "one");
}

TEST_CASE("Two that write one site at once leave one of the two, whole") {
  const Scratch scratch;
  const fs::path site = scratch / "site";
  // The second shares all pictures with the first; to compare them takes longer than to write the third.
  const auto version = [](const std::string& page, const std::string& picture) {
    std::vector<SiteFile> files = {content("index.html", page)};
    for (int i = 0; i < 8; ++i) files.push_back(content("thumbs/" + std::to_string(i), picture));
    files.push_back(content("vitrine-site.json", "{}\n"));
    return files;
  };
  const std::string large(std::size_t{4} << 20U, 'x');
  const auto first = version("first", large), second = version("second", large), third = version("third", "small");
  const auto insist = [&site](const std::vector<SiteFile>& files) {
    Console console(Console::Style::quiet);
    for (;;) {
      try {
        publish(site, files, console, 1);
        return;
      } catch (const Failure& failure) {
        if (std::string(failure.what()).find("Another vitrine is writing") == std::string::npos) throw;
        std::this_thread::yield();
      }
    }
  };
  for (int round = 0; round < 20; ++round) {
    CAPTURE(round);
    insist(first);
    std::thread other([&] { insist(second); });
    std::this_thread::sleep_for(std::chrono::microseconds(500 * round));
    insist(third);
    other.join();
    const bool whole = compare(site, second).none() || compare(site, third).none();
    REQUIRE(whole);
    REQUIRE(names_in(scratch / "") == std::vector<std::string>{"site"});
  }
}

TEST_CASE("Of several only one holds the lock of a site, and no file stays") {
  const Scratch scratch;
  std::atomic<int> inside = 0, most = 0, times = 0;
  const auto contend = [&] {
    for (int i = 0; i < 2000; ++i) {
      try {
        const SiteLock lock(scratch / "site");
        most = std::max(most.load(), ++inside);
        ++times;
        std::this_thread::yield();
        --inside;
      } catch (const Failure&) {
        // Another holds it.
      }
    }
  };
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) threads.emplace_back(contend);
  for (std::thread& thread : threads) thread.join();
  CHECK(times > 0);
  CHECK(most == 1);
  CHECK(fs::is_empty(scratch / ""));
}
