#include "tools/console/console.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

#include "tests/tools/folder.h"
#include "tools/console/words.h"

using namespace vitrine;

namespace {

/// What a piece of work writes to a standard stream.
template <class Work>
std::string captured(std::FILE* stream, const Work& work) {
  const TemporaryFolder folder;
  const std::string file = (folder.path / "stream").string();
  std::fflush(stream);
  const int kept = ::dup(::fileno(stream));
  const int out = ::open(file.c_str(), O_RDWR | O_CREAT | O_TRUNC, 0600);
  ::dup2(out, ::fileno(stream));
  work();
  std::fflush(stream);
  ::dup2(kept, ::fileno(stream));
  ::close(kept);
  ::close(out);
  std::stringstream text;
  text << std::ifstream(file).rdbuf();
  return text.str();
}

}  // namespace

TEST_CASE("A sentence for people, an object for machines, nothing when quiet") {
  const auto say = [](Console::Style style) {
    return captured(stdout, [style] { Console(style).say("made", "3 made.", {{"count", std::int64_t{3}}}); });
  };
  CHECK(say(Console::Style::automatic) == "3 made.\n");
  CHECK(say(Console::Style::json) == "{\"event\":\"made\",\"count\":3}\n");
  CHECK(say(Console::Style::quiet).empty());
}

TEST_CASE("What a terminal would obey is shown as a question mark; a machine gets it as it is") {
  const std::string name = "a\x1B[31m\r\x7F \xC2\x9B\xC3\xA4.jpg";
  const auto say = [&name](Console::Style style) {
    return captured(stdout, [&] { Console(style).say("skipped", name + "\nnext", {{"file", name}}); });
  };
  CHECK(say(Console::Style::automatic) == "a?[31m?? ?\xC3\xA4.jpg\nnext\n");
  CHECK(say(Console::Style::json) == "{\"event\":\"skipped\",\"file\":\"a\\u001b[31m\\r\x7F \xC2\x9B\xC3\xA4.jpg\"}\n");
}

TEST_CASE("A warning is on standard error, also when quiet") {
  const auto warn = [](std::FILE* stream, Console::Style style) {
    return captured(stream, [style] { Console(style).warn("odd", "Odd.", {}); });
  };
  CHECK(warn(stderr, Console::Style::quiet) == "Odd.\n");
  CHECK(warn(stderr, Console::Style::json) == "{\"event\":\"odd\"}\n");
  CHECK(warn(stdout, Console::Style::automatic).empty());
}

TEST_CASE("Progress of a short step says nothing; of a long one a line, to its end") {
  Console console(Console::Style::automatic);
  CHECK(captured(stderr, [&] { Progress(console, "Short", 3).advance(3); }).empty());
  const std::string lines = captured(stderr, [&] {
    Progress progress(console, "Long", 2);
    std::this_thread::sleep_for(std::chrono::milliseconds(2100));
    progress.advance();
    progress.advance();
  });
  CHECK(lines.find("Long: 1 of 2") == 0);
  CHECK(lines.find("left") != std::string::npos);
  CHECK(lines.find("Long: 2 of 2") != std::string::npos);
  CHECK(lines.find('\r') == std::string::npos);
  const std::string late = captured(stderr, [&] {
    Progress progress(console, "Late", 1);
    std::this_thread::sleep_for(std::chrono::milliseconds(2100));
    progress.advance();
  });
  CHECK(late.find("Late: 1 of 1") == 0);
  CHECK(late.find("Late", 1) == std::string::npos);  // its end is said once
}

TEST_CASE("Progress may be advanced by several threads") {
  Console console(Console::Style::json);
  const std::string lines = captured(stdout, [&] {
    Progress progress(console, "Step", 4001);
    std::this_thread::sleep_for(std::chrono::milliseconds(1050));
    progress.advance();
    std::thread other([&] {
      for (int i = 0; i < 2000; ++i) progress.advance();
    });
    for (int i = 0; i < 2000; ++i) progress.advance();
    other.join();
  });
  CHECK(lines.find("{\"event\":\"progress\",\"step\":\"Step\",\"done\":1,\"total\":4001}\n") == 0);
  CHECK(lines.find("\"done\":4001") != std::string::npos);
}

TEST_CASE("Numbers as people read them") {
  CHECK(grouped(0) == "0");
  CHECK(grouped(999) == "999");
  CHECK(grouped(12217) == "12,217");
  CHECK(grouped(1234567) == "1,234,567");
  CHECK(counted(1, "picture", "pictures") == "1 picture");
  CHECK(counted(12217, "picture", "pictures") == "12,217 pictures");
  CHECK(bytes_text(999) == "999 bytes");
  CHECK(bytes_text(1000) == "1.0 KB");
  CHECK(bytes_text(1'700'000) == "1.7 MB");
  CHECK(bytes_text(999'999'999) == "1.0 GB");
  CHECK(duration_text(0.44) == "0.4 s");
  CHECK(duration_text(59.7) == "1 min 0 s");
  CHECK(duration_text(42) == "42 s");
  CHECK(duration_text(200) == "3 min 20 s");
  CHECK(duration_text(7500) == "2 h 5 min");
}
