#include "tools/ingest/features.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>

#include "tests/tools/folder.h"
#include "tools/ingest/descriptor.h"
#include "tools/ingest/lab.h"

using namespace vitrine;

namespace {

struct Picture {
  std::vector<std::uint8_t> bytes;
  std::uint32_t width, height;
  operator Pixels() const { return {bytes, width, height}; }
};

/// Bands of colours, `shares` pixels each.
Picture of_colours(const std::vector<std::pair<std::uint32_t, std::uint32_t>>& shares) {
  Picture picture{{}, 0, 1};
  for (const auto& [rgb, count] : shares) {
    for (std::uint32_t i = 0; i < count; ++i)
      for (const unsigned shift : {16U, 8U, 0U})
        picture.bytes.push_back(static_cast<std::uint8_t>(rgb >> shift & 0xFFU));
    picture.width += count;
  }
  return picture;
}

Picture noise(std::uint32_t width, std::uint32_t height) {
  Picture picture{{}, width, height};
  std::uint32_t state = 12345;
  for (std::uint32_t i = 0; i < 3 * width * height; ++i) {
    state = state * 1664525U + 1013904223U;
    // Dark ones too: squares crowd near zero.
    const std::uint32_t value = state >> 24U;
    picture.bytes.push_back(static_cast<std::uint8_t>(value * value / 255));
  }
  return picture;
}

/// One grey with a lighter square; places and sizes in pixels.
Picture with_square(std::uint32_t width, std::uint32_t height, std::uint32_t left, std::uint32_t top,
                    std::uint32_t side, std::uint8_t ground = 40, std::uint8_t light = 200) {
  Picture picture{std::vector<std::uint8_t>(std::size_t{3} * width * height, ground), width, height};
  for (std::uint32_t y = top; y < top + side; ++y)
    for (std::uint32_t x = 3 * left; x < 3 * (left + side); ++x) picture.bytes[std::size_t{3} * width * y + x] = light;
  return picture;
}

void check_middle(const Place& focus, double within) {
  CHECK(std::abs(static_cast<double>(focus.x) - 0.5) <= within);
  CHECK(std::abs(static_cast<double>(focus.y) - 0.5) <= within);
}

}  // namespace

TEST_CASE("Lab of known colours (D50)") {
  const Lab white = to_lab(255, 255, 255), black = to_lab(0, 0, 0), grey = to_lab(119, 119, 119),
            red = to_lab(255, 0, 0);
  CHECK(white.l == doctest::Approx(100).epsilon(0.001));
  CHECK(std::abs(white.a) < 0.1F);
  CHECK(std::abs(white.b) < 0.1F);
  CHECK(black.l == 0);
  CHECK(grey.l == doctest::Approx(50).epsilon(0.01));
  CHECK(red.l == doctest::Approx(54.29).epsilon(0.002));
  CHECK(red.a == doctest::Approx(80.81).epsilon(0.003));
  CHECK(red.b == doctest::Approx(69.89).epsilon(0.003));
}

TEST_CASE("tone of pictures worked out by hand") {
  const Tone white = tone_of(of_colours({{0xFFFFFF, 9}}));
  CHECK(white.brightness == doctest::Approx(1));
  CHECK(white.contrast == 0);
  CHECK(white.saturation == 0);
  CHECK(white.dark_ratio == 0);
  CHECK(white.colour == 0xFFFFFF);

  const Tone halves = tone_of(of_colours({{0x000000, 5}, {0xFFFFFF, 5}}));
  CHECK(halves.brightness == doctest::Approx(0.5));
  CHECK(halves.contrast == doctest::Approx(0.5));  // population, not sample
  CHECK(halves.dark_ratio == doctest::Approx(0.5));
  CHECK(halves.colour == 0x808080);

  CHECK(tone_of(of_colours({{0xFF0000, 1}, {0x808080, 3}})).saturation == doctest::Approx(0.25));
  CHECK(tone_of(of_colours({{0x804040, 1}})).saturation == doctest::Approx(0.5));
  CHECK(tone_of(of_colours({{0x131313, 1}, {0x141414, 3}})).dark_ratio == doctest::Approx(0.25));  // 19, 20
  CHECK(tone_of(of_colours({{0x0000AA, 1}, {0x0000AF, 1}})).dark_ratio == doctest::Approx(0.5));   // 19.4, 19.95
  CHECK(tone_of(of_colours({{0x112233, 7}})).colour == 0x112233);
}

TEST_CASE("dominant colours: median cut") {
  const auto few = dominant_colours(of_colours({{0x102030, 60}, {0xFF0000, 30}, {0x00FF00, 10}}));
  REQUIRE(few.size() == 3);
  CHECK(few[0].rgb == 0x102030);
  CHECK(few[0].proportion == doctest::Approx(0.6));
  CHECK(few[1].rgb == 0xFF0000);
  CHECK(few[2].rgb == 0x00FF00);
  CHECK(few[2].proportion == doctest::Approx(0.1));
  const auto one = dominant_colours(of_colours({{0x123456, 4}}));
  REQUIRE(one.size() == 1);
  CHECK(one[0].rgb == 0x123456);
  CHECK(one[0].proportion == 1.0F);

  const auto many = dominant_colours(noise(40, 30));
  REQUIRE(many.size() == 5);
  float sum = 0;
  for (std::size_t i = 0; i < many.size(); ++i) {
    sum += many[i].proportion;
    if (i > 0) CHECK(many[i].proportion <= many[i - 1].proportion);
  }
  CHECK(sum == doctest::Approx(1).epsilon(0.001));
}

TEST_CASE("the focus is where the detail is") {
  // The square's centre is at 0.8, 0.25 of the width and the height.
  const Place focus = focus_of(with_square(256, 160, 185, 20, 40));
  CHECK(focus.x == doctest::Approx(0.8).epsilon(0.07));
  CHECK(focus.y == doctest::Approx(0.25).epsilon(0.25));
  CHECK(focus.x < 0.8F);  // drawn to the middle
  CHECK(focus.y > 0.25F);

  // The same within grain, which is everywhere.
  Picture grainy = with_square(256, 160, 185, 20, 40);
  const Picture grain = noise(256, 160);
  for (std::size_t i = 0; i < grainy.bytes.size(); ++i)
    grainy.bytes[i] = static_cast<std::uint8_t>(grainy.bytes[i] + grain.bytes[i] / 8);
  CHECK(focus_of(grainy).x == doctest::Approx(static_cast<double>(focus.x)).epsilon(0.05));
  CHECK(focus_of(grainy).y == doctest::Approx(static_cast<double>(focus.y)).epsilon(0.05));

  const Place mirrored = focus_of(with_square(256, 160, 256 - 185 - 40, 20, 40));
  CHECK(mirrored.x == doctest::Approx(1 - static_cast<double>(focus.x)).epsilon(0.001));
  CHECK(mirrored.y == focus.y);
}

TEST_CASE("the focus of a tall picture is above the centre of its detail") {
  // The square's centre is at 0.5, 0.5.
  const Place upright = focus_of(with_square(160, 240, 60, 100, 40));
  CHECK(upright.x == doctest::Approx(0.5).epsilon(0.001));
  CHECK(upright.y == doctest::Approx(0.4).epsilon(0.05));
  check_middle(focus_of(with_square(160, 240, 0, 0, 0, 0)), 0);
  Picture top = with_square(160, 240, 0, 0, 0, 0);
  const Picture grain = noise(160, 10);
  std::copy(grain.bytes.begin(), grain.bytes.end(), top.bytes.begin());
  CHECK(focus_of(top).y == 0);  // not outside of it
}

TEST_CASE("the focus of a picture without a subject is the middle, or near it") {
  check_middle(focus_of(with_square(256, 160, 0, 0, 0, 0)), 0);
  check_middle(focus_of(with_square(256, 160, 185, 20, 40, 40, 44)), 0);  // fainter than noise
  check_middle(focus_of(noise(256, 160)), 0.02);
  check_middle(focus_of(with_square(256, 160, 250, 150, 1, 0, 255)), 0.05);  // a hot pixel in a corner
  check_middle(focus_of(noise(2, 2)), 0);
  check_middle(focus_of(of_colours({{0x000000, 5}, {0xFFFFFF, 5}})), 0);  // one row has no border and no inside
}

TEST_CASE("the descriptor: of unit length, the same for the same picture, near for near ones") {
  const Picture picture = noise(descriptor_side, descriptor_side);
  Picture near = picture, flat = picture;
  for (std::size_t i = 0; i < near.bytes.size(); i += 97) near.bytes[i] = static_cast<std::uint8_t>(near.bytes[i] ^ 3U);
  for (std::uint8_t& byte : flat.bytes) byte = 200;
  const auto cosine = [](const std::vector<float>& a, const std::vector<float>& b) {
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i) sum += static_cast<double>(a[i]) * static_cast<double>(b[i]);
    return sum;
  };
  const auto one = descriptor_of(picture), other = descriptor_of(flat);
  CHECK(one.size() == descriptor_length);
  CHECK(one == descriptor_of(picture));
  CHECK(cosine(one, one) == doctest::Approx(1));
  CHECK(cosine(other, other) == doctest::Approx(1));
  CHECK(cosine(one, descriptor_of(near)) > 0.99);
  CHECK(cosine(one, other) < 0.7);
}

TEST_CASE("numpy agrees") {
  if (std::system("/usr/bin/python3 -c 'import numpy' 2>/dev/null") != 0) {
    MESSAGE("Skipped: there is no /usr/bin/python3 with numpy (Debian's python3-numpy)");
    return;
  }
  const TemporaryFolder folder;
  const Picture picture = noise(61, 47);
  std::ofstream(folder.path / "pixels", std::ios::binary)
      .write(reinterpret_cast<const char*>(picture.bytes.data()), static_cast<std::streamsize>(picture.bytes.size()));
  const std::string command = std::string("/usr/bin/python3 ") + FEATURES_REFERENCE + " " +
                              (folder.path / "pixels").string() + " > " + (folder.path / "answer").string();
  REQUIRE(std::system(command.c_str()) == 0);
  double brightness = 0, contrast = 0, saturation = 0, dark_ratio = 0;
  std::ifstream(folder.path / "answer") >> brightness >> contrast >> saturation >> dark_ratio;
  const Tone tone = tone_of(picture);
  CHECK(static_cast<double>(tone.brightness) == doctest::Approx(brightness).epsilon(0.0002));
  CHECK(static_cast<double>(tone.contrast) == doctest::Approx(contrast).epsilon(0.0002));
  CHECK(static_cast<double>(tone.saturation) == doctest::Approx(saturation).epsilon(0.0002));
  CHECK(static_cast<double>(tone.dark_ratio) == doctest::Approx(dark_ratio).epsilon(0.0002));
}
