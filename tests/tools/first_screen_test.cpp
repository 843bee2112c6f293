#include "tools/site/first_screen.h"

#include <doctest/doctest.h>

using namespace vitrine;

namespace {

ImageShard shard_of(const std::vector<std::string>& dates) {
  ImageShard shard;
  shard.count = static_cast<std::uint32_t>(dates.size());
  for (std::uint32_t row = 0; row < shard.count; ++row) {
    shard.key.push_back("key-" + std::to_string(1000 + row));
    shard.id.push_back("id-" + std::to_string(row));
    shard.title.push_back("Title " + std::to_string(row));
    shard.width.push_back(1500);
    shard.height.push_back(1000);
    shard.colour.push_back(0x0A0B0C);
  }
  shard.taken_at = dates;
  return shard;
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

std::size_t times(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

/// All of these rows.
std::vector<std::uint8_t> shown(const std::vector<std::string>& taken_at) {
  return std::vector<std::uint8_t>(taken_at.size(), 1);
}

}  // namespace

TEST_CASE("Headings") {
  CHECK(heading_of("2026-04-06T12:00:00Z", HeadingLevel::day) == "2026-04-06");
  CHECK(heading_of("2026-04-06T12:00:00Z", HeadingLevel::month) == "2026-04");
  CHECK(heading_of("2026-04", HeadingLevel::day) == "2026-04");
  CHECK(heading_of("1889", HeadingLevel::month) == "1889");
  CHECK(heading_of("-0044-03-15", HeadingLevel::day) == "-0044-03-15");
  CHECK(heading_of("", HeadingLevel::day).empty());
  CHECK(heading_text("2026-04-06") == "6 April 2026");
  CHECK(heading_text("2026-04") == "April 2026");
  CHECK(heading_text("1889") == "1889");
  CHECK(heading_text("-0044-03-15") == "15 March -0044");
  CHECK(heading_text("") == "Without a date");
}

TEST_CASE("By day, or by month where days are thin") {
  const std::string day = "2026-04-06";
  CHECK(heading_level({day, day, day, day, "2026-04-07", "2026-04-07", "2026-04-07", "2026-04-07"}) ==
        HeadingLevel::day);
  CHECK(heading_level({day, "2026-04-07", "2026-04-08", "2026-04-08"}) == HeadingLevel::month);
  CHECK(heading_level({"", ""}) == HeadingLevel::day);
}

TEST_CASE("Sections, counts of the whole collection, links, sources") {
  std::vector<std::string> all(60, "2026-04-06");
  all.resize(80, "2026-04-05");
  const FirstScreen screen = first_screen(shard_of(all), shown(all), all, {256, 1024});
  CHECK(times(screen.html, "<section") == 1);
  CHECK(times(screen.html, "</section>") == 1);
  CHECK(times(screen.html, "<a class=\"tile") == 40);
  CHECK(has(screen.html,
            "data-heading=\"2026-04-06\"><h2 class=\"heading\">6 April 2026 <span class=\"count\">60</span></h2>"));
  CHECK(has(screen.html, "<a class=\"tile r150 c0a0b0c\" href=\"thumbs/1024/key-1000.webp\" data-key=\"key-1000\">"));
  CHECK(has(screen.html, "srcset=\"thumbs/256/key-1000.webp 256w, thumbs/1024/key-1000.webp 1024w\" sizes=\"360px\""));
  CHECK(has(screen.html, "width=\"1500\" height=\"1000\" alt=\"Title 0\""));
  CHECK(times(screen.html, "fetchpriority=\"high\"") == 4);
  CHECK(times(screen.html, "loading=\"lazy\"") == 24);
  CHECK(screen.sheet == ".c0a0b0c{background-color:#0a0b0c}\n.r150{--ratio:1.5}\n");
  CHECK_FALSE(has(screen.html, "style="));
}

TEST_CASE("What an owner writes stays text") {
  ImageShard shard = shard_of({"2026-04-06"});
  shard.title[0] = "</script><img src=x onerror=\"alert(1)\"> & 'so on'\x01";
  const FirstScreen screen = first_screen(shard, shown(shard.taken_at), shard.taken_at, {256});
  CHECK(times(screen.html, "<img") == 1);
  CHECK_FALSE(has(screen.html, "</script>"));
  CHECK(
      has(screen.html, "alt=\"&lt;/script&gt;&lt;img src=x onerror=&quot;alert(1)&quot;&gt; &amp; &#39;so on&#39;\""));
}

TEST_CASE("Without a picture: a card with its name, no link; without a title: the id") {
  ImageShard shard = shard_of({"2026-04-06", "2026-04-06"});
  shard.width[0] = shard.height[0] = 0;
  shard.title[0].clear();
  const FirstScreen screen = first_screen(shard, shown(shard.taken_at), shard.taken_at, {256});
  CHECK(has(screen.html,
            "<a class=\"tile r100 blank\" data-key=\"key-1000\"><span class=\"name\" dir=\"auto\">id-0</span></a>"));
}

TEST_CASE("Long shapes are clamped, small pictures are not said to be larger") {
  ImageShard shard = shard_of({"2026-04-06", "2026-04-06"});
  shard.width[0] = 20000;
  shard.width[1] = 120;
  shard.height[1] = 100;
  const FirstScreen screen = first_screen(shard, shown(shard.taken_at), shard.taken_at, {256, 1024});
  CHECK(has(screen.html, "tile r500 "));
  CHECK(has(screen.html, "srcset=\"thumbs/256/key-1001.webp 120w\""));
}

TEST_CASE("An empty collection has an empty screen") { CHECK(first_screen(ImageShard{}, {}, {}, {256}).html.empty()); }

TEST_CASE("What the gate holds back is not on the first screen") {
  ImageShard shard = shard_of({"2026-04-06", "2026-04-06", "2026-04-06"});
  const FirstScreen screen = first_screen(shard, {0, 1, 0}, {"2026-04-06"}, {256});
  CHECK(screen.html.find(shard.key[0]) == std::string::npos);
  CHECK(screen.html.find(shard.key[1]) != std::string::npos);
  CHECK(screen.html.find("<span class=\"count\">1</span>") != std::string::npos);
  CHECK(screen.html.find("fetchpriority") != std::string::npos);  // the first that is shown
}
