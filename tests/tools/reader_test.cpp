// Single pictures through libvitrine-ingest.so.
#include "tools/ingest/reader.h"

#include <doctest/doctest.h>

#include <array>
#include <cstdlib>
#include <string>
#include <thread>

#include "tests/tools/folder.h"
#include "tests/tools/pictures.h"
#include "tests/tools/sentence.h"
#include "tools/ingest/ingest.h"

using namespace vitrine;

#ifdef __SANITIZE_ADDRESS__
// x265 3.5, with which these tests make their HEIC, leaves out two of its own tables.
extern "C" __attribute__((visibility("default"))) const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() { return "leak:libx265\n"; }
#endif

namespace {

const std::vector<std::uint32_t> sizes{64, 256};

/// What is seen of four_fields when it is turned upright by orientations 1 to 8.
const std::array<std::string, 8> upright{"RG/BW", "GR/WB", "WB/GR", "BW/RG", "RB/GW", "BR/WG", "WG/BR", "GW/RB"};

struct Thumbnail {
  int width = 0, height = 0;
  std::vector<std::uint8_t> bytes;  // RGB
  std::array<int, 3> at(double x, double y) const {
    const int column = static_cast<int>(x * (width - 1)), row = static_cast<int>(y * (height - 1));
    const std::size_t place = 3 * static_cast<std::size_t>(row * width + column);
    return {bytes[place], bytes[place + 1], bytes[place + 2]};
  }
};

Thumbnail opened(const std::string& webp) {
  VipsImage* image = nullptr;
  require(vips_webpload_buffer(const_cast<char*>(webp.data()), webp.size(), &image, nullptr));
  const TestImage owner(image);
  CHECK(image->Bands == 3);
  std::size_t length = 0;
  void* memory = vips_image_write_to_memory(image, &length);
  REQUIRE(memory != nullptr);
  const auto* first = static_cast<const std::uint8_t*>(memory);
  Thumbnail thumbnail{image->Xsize, image->Ysize, {first, first + length}};
  g_free(memory);
  return thumbnail;
}

/// "RG/BW": the nearest of the four colours in each field.
std::string fields_of(const Thumbnail& thumbnail) {
  std::string text;
  for (const auto& [x, y] : {std::pair{0.25, 0.25}, {0.75, 0.25}, {0.25, 0.75}, {0.75, 0.75}}) {
    const auto [r, g, b] = thumbnail.at(x, y);
    const bool red = r > 127, green = g > 127, blue = b > 127;
    text += red && green && blue ? 'W' : red ? 'R' : green ? 'G' : blue ? 'B' : '?';
    if (text.size() == 2) text += '/';
  }
  return text;
}

void check_colour(const std::array<int, 3>& found, const std::array<int, 3>& expected, int tolerance) {
  for (std::size_t i = 0; i < 3; ++i) {
    CAPTURE(found[i]);
    CAPTURE(expected[i]);
    CHECK(std::abs(found[i] - expected[i]) <= tolerance);
  }
}

std::string reason(const PictureReader& reader, const std::filesystem::path& file) {
  const Result<Picture> picture = reader.read(file, sizes);
  return picture ? "" : picture.error().message;
}

std::string big_endian(std::uint32_t value) {
  std::string text;
  for (int shift = 24; shift >= 0; shift -= 8) text += static_cast<char>(value >> shift & 0xFFU);
  return text;
}

/// A chunk of PNG: length, name and data, checksum.
std::string png_chunk(const std::string& name, const std::string& data) {
  std::uint32_t crc = 0xFFFFFFFFU;
  for (const char c : name + data) {
    crc ^= static_cast<unsigned char>(c);
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1U) ^ ((crc & 1U) != 0 ? 0xEDB88320U : 0U);
  }
  return big_endian(static_cast<std::uint32_t>(data.size())) + name + data + big_endian(~crc);
}
constexpr std::size_t after_header = 33;  // of a PNG: its signature and IHDR

std::string little_endian(std::uint32_t value, int bytes) {
  std::string text;
  for (int i = 0; i < bytes; ++i) text += static_cast<char>(value >> (8 * i) & 0xFFU);
  return text;
}

/// An entry of a TIFF directory: type 2 is text, 3 a short number, 4 a long one.
std::string tiff_entry(std::uint32_t tag, std::uint32_t type, std::uint32_t count, std::uint32_t value) {
  return little_endian(tag, 2) + little_endian(type, 2) + little_endian(count, 4) + little_endian(value, 4);
}
const std::string tiff_head("II*\0\x08\0\0\0", 8);

/// An orientation and texts of EXIF, as libvips writes them.
void set_orientation(const TestImage& image, int orientation) {
  vips_image_set_int(image.get(), VIPS_META_ORIENTATION, orientation);
}
void set_text(const TestImage& image, const char* field, const std::string& text) {
  const std::string value = text + " (" + text + ", ASCII, " + std::to_string(text.size() + 1) + " components, " +
                            std::to_string(text.size() + 1) + " bytes)";
  vips_image_set_string(image.get(), field, value.c_str());
}

}  // namespace

TEST_CASE("every format is read, upright, in the sizes asked for, never enlarged") {
  const TemporaryFolder folder;
  const PictureReader reader;
  for (const char* name :
       {"a.jpg", "a.png", "a.webp", "a.tif", "a.gif", "a.heic", "a.avif", "progressive.jpg[interlace]",
        "interlaced.png[interlace]", "tiled.tif[tile,pyramid,compression=deflate]"}) {
    CAPTURE(std::string(name));
    save(four_fields(400, 200), folder.path / name);
    const std::string plain = std::string(name).substr(0, std::string(name).find('['));
    const Result<Picture> picture = reader.read(folder.path / plain, {64, 256, 1024});
    REQUIRE_MESSAGE(picture, (picture ? "" : picture.error().message));
    CHECK(picture->width == 400);
    CHECK(picture->height == 200);
    REQUIRE(picture->thumbnails.size() == 3);
    for (const auto& [place, width] : {std::pair{0, 64}, {1, 256}, {2, 400}}) {
      const Thumbnail thumbnail = opened(picture->thumbnails[static_cast<std::size_t>(place)]);
      CHECK(thumbnail.width == width);
      CHECK(thumbnail.height == width / 2);
      CHECK(fields_of(thumbnail) == "RG/BW");
    }
    CHECK(picture->descriptor.size() == ingest_descriptor_length);
    double length = 0;
    for (const float value : picture->descriptor) length += static_cast<double>(value) * static_cast<double>(value);
    CHECK(length == doctest::Approx(1.0));
  }
}

TEST_CASE("orientations 1 to 8") {
  const TemporaryFolder folder;
  const PictureReader reader;
  for (const char* format : {"a.jpg", "a.webp", "a.tif"}) {
    for (int orientation = 1; orientation <= 8; ++orientation) {
      CAPTURE(std::string(format));
      CAPTURE(orientation);
      const TestImage image = four_fields(300, 200);
      set_orientation(image, orientation);
      save(image, folder.path / format);
      const Result<Picture> picture = reader.read(folder.path / format, sizes);
      REQUIRE(picture);
      CHECK(picture->width == (orientation < 5 ? 300 : 200));
      CHECK(picture->height == (orientation < 5 ? 200 : 300));
      const Thumbnail thumbnail = opened(picture->thumbnails[1]);
      CHECK(thumbnail.width == (orientation < 5 ? 256 : 171));
      CHECK(fields_of(thumbnail) == upright[static_cast<std::size_t>(orientation - 1)]);
    }
  }
}

TEST_CASE("the focus is a place of the upright picture") {
  const TemporaryFolder folder;
  const PictureReader reader;
  for (int orientation = 1; orientation <= 8; ++orientation) {
    CAPTURE(orientation);
    const TestImage image = plain_colour(300, 200, 30, 30, 30);
    require(vips_draw_rect1(image.get(), 255, 230, 20, 40, 40, "fill", TRUE, nullptr));  // in the upper right
    set_orientation(image, orientation);
    save(image, folder.path / "a.jpg");
    const Result<Picture> picture = reader.read(folder.path / "a.jpg", sizes);
    REQUIRE(picture);
    const std::size_t field = upright[static_cast<std::size_t>(orientation - 1)].find('G');  // of the upper right
    const bool right = field % 3 == 1, low = field > 2;
    CHECK((picture->features.focus_x > 0.6F) == right);
    CHECK((picture->features.focus_x < 0.4F) == !right);
    CHECK((picture->features.focus_y > 0.6F) == low);
    CHECK((picture->features.focus_y < 0.4F) == !low);
  }
}

TEST_CASE("orientations 1 to 8 of PNG, in its eXIf chunk") {
  const TemporaryFolder folder;
  const PictureReader reader;
  save(four_fields(300, 200), folder.path / "plain.png");
  const std::string plain = bytes_of(folder.path / "plain.png");
  for (std::uint32_t orientation = 1; orientation <= 8; ++orientation) {
    CAPTURE(orientation);
    std::string png = plain;
    png.insert(after_header, png_chunk("eXIf", tiff_head + little_endian(1, 2) + tiff_entry(0x0112, 3, 1, orientation) +
                                                   little_endian(0, 4)));
    write_bytes(folder.path / "a.png", png);
    const Result<Picture> picture = reader.read(folder.path / "a.png", sizes);
    REQUIRE(picture);
    CHECK(picture->width == (orientation < 5 ? 300 : 200));
    CHECK(picture->height == (orientation < 5 ? 200 : 300));
    CHECK(fields_of(opened(picture->thumbnails[1])) == upright[orientation - 1]);
  }
}

TEST_CASE("wrong extension: the content decides, not the name; names may hold anything") {
  const TemporaryFolder folder;
  const PictureReader reader;
  save(four_fields(80, 40), folder.path / "really-a-png.jpg", "x.png");
  save(four_fields(80, 40), folder.path / "brackets[page=7].jpg", "x.jpg");
  save(four_fields(80, 40), folder.path / "月 #%?&\n'\".jpg", "x.webp");
  for (const char* name : {"really-a-png.jpg", "brackets[page=7].jpg", "月 #%?&\n'\".jpg"}) {
    CAPTURE(std::string(name));
    CHECK(reason(reader, folder.path / name).empty());
  }
}

TEST_CASE("colour: profiles are applied, CMYK and 16 bit and grey are read, transparency lies on white") {
  const TemporaryFolder folder;
  const PictureReader reader;
  const std::array<int, 3> colour{180, 90, 40};
  const TestImage srgb = plain_colour(200, 100, colour[0], colour[1], colour[2]);
  const auto read = [&](const char* name) {
    const Result<Picture> picture = reader.read(folder.path / name, sizes);
    REQUIRE_MESSAGE(picture, (picture ? "" : picture.error().message));
    return opened(picture->thumbnails[1]).at(0.5, 0.5);
  };
  const auto converted = [&](const char* profile) {
    VipsImage* image = nullptr;
    require(vips_icc_transform(srgb.get(), &image, profile, "input_profile", "srgb", nullptr));
    return TestImage(image);
  };
  save(converted("p3"), folder.path / "p3.png");
  check_colour(read("p3.png"), colour, 4);
  save(converted("cmyk"), folder.path / "cmyk.jpg");
  check_colour(read("cmyk.jpg"), colour, 12);

  VipsImage* next = nullptr;
  require(vips_colourspace(srgb.get(), &next, VIPS_INTERPRETATION_RGB16, nullptr));
  save(TestImage(next), folder.path / "deep.png");
  check_colour(read("deep.png"), colour, 4);
  require(vips_colourspace(srgb.get(), &next, VIPS_INTERPRETATION_B_W, nullptr));
  const TestImage grey(next);
  const int level = *static_cast<const std::uint8_t*>(vips_image_get_data(grey.get()));
  save(grey, folder.path / "grey.jpg");
  check_colour(read("grey.jpg"), {level, level, level}, 4);
  // An RGB profile in a grey picture, and one that is no profile at all.
  const TestImage p3 = converted("p3");
  const void* profile = nullptr;
  std::size_t length = 0;
  require(vips_image_get_blob(p3.get(), VIPS_META_ICC_NAME, &profile, &length));
  vips_image_set_blob_copy(grey.get(), VIPS_META_ICC_NAME, profile, length);
  save(grey, folder.path / "misfit.jpg");
  check_colour(read("misfit.jpg"), {level, level, level}, 4);
  vips_image_set_blob_copy(srgb.get(), VIPS_META_ICC_NAME, "no profile", 10);
  save(srgb, folder.path / "garbage.jpg");
  check_colour(read("garbage.jpg"), colour, 4);

  VipsImage* clear = nullptr;
  const TestImage black = plain_colour(200, 100, 0, 0, 0);
  require(vips_bandjoin_const1(black.get(), &clear, 0, nullptr));
  save(TestImage(clear), folder.path / "clear.png");
  check_colour(read("clear.png"), {255, 255, 255}, 1);
}

TEST_CASE("EXIF: date with its zone, camera; thumbnails keep nothing of it") {
  const TemporaryFolder folder;
  const PictureReader reader;
  for (const char* name : {"a.jpg", "a.webp", "a.tif"}) {
    CAPTURE(std::string(name));
    const TestImage image = four_fields(120, 80);
    set_text(image, "exif-ifd0-Make", "Canon");
    set_text(image, "exif-ifd0-Model", "Canon EOS R5");
    set_text(image, "exif-ifd0-Artist", "Secret Artist");
    set_text(image, "exif-ifd0-DateTime", "2030:01:01 00:00:00");
    set_text(image, "exif-ifd2-DateTimeOriginal", "2026:04:06 14:03:11");
    set_text(image, "exif-ifd2-OffsetTimeOriginal", "-04:00");
    const std::string xmp = "<x:xmpmeta xmlns:x='adobe:ns:meta/'>Secret XMP</x:xmpmeta>";
    vips_image_set_blob_copy(image.get(), VIPS_META_XMP_NAME, xmp.data(), xmp.size());
    VipsImage* profiled = nullptr;
    require(vips_icc_transform(image.get(), &profiled, "p3", "input_profile", "srgb", nullptr));
    save(TestImage(profiled), folder.path / name);
    REQUIRE(holds(bytes_of(folder.path / name), "Secret XMP"));

    const Result<Picture> picture = reader.read(folder.path / name, sizes);
    REQUIRE(picture);
    if (std::string(name) != "a.tif") {  // libvips writes no EXIF into TIFF
      CHECK(to_text(picture->taken_at) == "2026-04-06T14:03:11-04:00");
      CHECK(picture->camera == "Canon EOS R5");
    }
    for (const std::string& thumbnail : picture->thumbnails)
      for (const char* trace : {"Secret", "EXIF", "Exif", "ICCP", "XMP ", "adobe", "Canon", "VP8X"})
        CHECK_FALSE_MESSAGE(holds(thumbnail, trace), trace);
  }
}

TEST_CASE("EXIF of TIFF, which is one itself, and of PNG, in its eXIf chunk") {
  const TemporaryFolder folder;
  const PictureReader reader;
  // A TIFF structure by hand: IFD0 with Model and the Exif IFD, that with DateTimeOriginal.
  const std::string model_and_more = little_endian(2, 2) + tiff_entry(0x0110, 2, 6, 56) + tiff_entry(0x8769, 4, 1, 38);
  const std::string date = little_endian(1, 2) + tiff_entry(0x9003, 2, 20, 62);
  const std::string block = tiff_head + model_and_more + little_endian(0, 4) + date + little_endian(0, 4) +
                            std::string("Box 1\0", 6) + std::string("2026:04:06 14:03:11\0", 20);

  save(four_fields(60, 40), folder.path / "a.png");
  std::string png = bytes_of(folder.path / "a.png");
  png.insert(after_header, png_chunk("eXIf", block));
  write_bytes(folder.path / "a.png", png);
  const Result<Picture> picture = reader.read(folder.path / "a.png", sizes);
  REQUIRE_MESSAGE(picture, (picture ? "" : picture.error().message));
  CHECK(to_text(picture->taken_at) == "2026-04-06T14:03:11");
  CHECK(picture->camera == "Box 1");
  // Cut anywhere, the block gives what can be read, and nothing crashes.
  for (std::size_t length = 0; length < block.size(); ++length) {
    write_bytes(folder.path / "a.tif", block.substr(0, length));
    CHECK_FALSE(reason(reader, folder.path / "a.tif").empty());
  }

  // As cameras and scanners write it: the tags beside the picture, by exiv2.
  save(four_fields(60, 40), folder.path / "b.tif");
  const std::string command =
      "exiv2 -M 'set Exif.Photo.DateTimeOriginal 2020:02:29 08:09:10' -M 'set Exif.Image.Model Scan' mo " +
      (folder.path / "b.tif").string() + " 2>/dev/null";
  if (std::system(command.c_str()) != 0) {
    MESSAGE("Skipped the TIFF: there is no exiv2 command (Debian's exiv2)");
    return;
  }
  const Result<Picture> tiff = reader.read(folder.path / "b.tif", sizes);
  REQUIRE_MESSAGE(tiff, (tiff ? "" : tiff.error().message));
  CHECK(to_text(tiff->taken_at) == "2020-02-29T08:09:10");
  CHECK(tiff->camera == "Scan");
}

TEST_CASE("truncated at every quarter, in every format, a picture is refused with its reason") {
  const TemporaryFolder folder;
  const PictureReader reader;
  for (const char* name : {"a.jpg", "a.png", "a.webp", "a.tif", "a.gif", "a.heic", "a.avif"}) {
    CAPTURE(std::string(name));
    save(plain_colour(600, 400, 90, 120, 30, 7), folder.path / name);
    const std::string whole = bytes_of(folder.path / name);
    REQUIRE(reason(reader, folder.path / name).empty());
    for (const double share : {0.02, 0.25, 0.5, 0.75, 0.9}) {
      CAPTURE(share);
      write_bytes(folder.path / name,
                  whole.substr(0, static_cast<std::size_t>(share * static_cast<double>(whole.size()))));
      CHECK(holds(reason(reader, folder.path / name), share < 0.1 ? "It" : "damaged or cut short"));
    }
  }
}

TEST_CASE("a file that is not a picture is refused with its reason") {
  const TemporaryFolder folder;
  const PictureReader reader;
  write_bytes(folder.path / "empty.jpg", "");
  CHECK(holds(reason(reader, folder.path / "empty.jpg"), "is no JPEG"));
  write_bytes(folder.path / "noise.jpg", std::string(5000, '\x5A'));
  CHECK(holds(reason(reader, folder.path / "noise.jpg"), "is no JPEG"));
  write_bytes(folder.path / "vector.png", "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>");
  CHECK(holds(reason(reader, folder.path / "vector.png"), "is no JPEG"));
  write_bytes(folder.path / "paper.jpg", "%PDF-1.4\n1 0 obj\n<<>>\nendobj\n");
  CHECK(holds(reason(reader, folder.path / "paper.jpg"), "is no JPEG"));
  CHECK(holds(reason(reader, folder.path / "none.jpg"), "No such file"));
}

TEST_CASE("a decompression bomb is refused by what its header says") {
  const TemporaryFolder folder;
  const PictureReader reader;
  // A Netpbm-like trick with PNG: a whole, valid file of 1 x 1 whose header claims 50000 x 50000.
  save(plain_colour(1, 1, 0, 0, 0), folder.path / "bomb.png");
  std::string bytes = bytes_of(folder.path / "bomb.png");
  const std::string depth_and_more = bytes.substr(24, 5);
  bytes.replace(8, after_header - 8, png_chunk("IHDR", big_endian(50000) + big_endian(50000) + depth_and_more));
  write_bytes(folder.path / "bomb.png", bytes);
  CHECK(holds(reason(reader, folder.path / "bomb.png"), "50000 x 50000 pixels; more than 400 million"));
}

TEST_CASE("odd shapes: one pixel, one line") {
  const TemporaryFolder folder;
  const PictureReader reader;
  for (const auto& [width, height] : {std::pair{1, 1}, {3000, 1}, {1, 3000}, {2, 2}}) {
    CAPTURE(width);
    CAPTURE(height);
    save(plain_colour(width, height, 10, 20, 30), folder.path / "a.png");
    const Result<Picture> picture = reader.read(folder.path / "a.png", sizes);
    REQUIRE_MESSAGE(picture, (picture ? "" : picture.error().message));
    CHECK(picture->width == width);
    CHECK(picture->height == height);
    CHECK(opened(picture->thumbnails[0]).width == std::min(width, 64));
  }
}

TEST_CASE("60,000 pixels wide and one high") {
  const TemporaryFolder folder;
  const PictureReader reader;
  for (const char* name : {"a.jpg", "a.png", "a.tif", "a.gif"}) {
    CAPTURE(std::string(name));
    save(plain_colour(60000, 1, 200, 100, 50), folder.path / name);
    const Result<Picture> picture = reader.read(folder.path / name, sizes);
    REQUIRE_MESSAGE(picture, (picture ? "" : picture.error().message));
    CHECK(picture->width == 60000);
    CHECK(picture->height == 1);
    const Thumbnail thumbnail = opened(picture->thumbnails[1]);
    CHECK(thumbnail.width == 256);
    CHECK(thumbnail.height == 1);
    check_colour(thumbnail.at(0, 0), {200, 100, 50}, 8);
  }
}

TEST_CASE("palette: colours by number are read as the colours they are") {
  const TemporaryFolder folder;
  const PictureReader reader;
  save(four_fields(400, 200), folder.path / "a.png[palette]");
  REQUIRE(holds(bytes_of(folder.path / "a.png"), "PLTE"));
  const Result<Picture> picture = reader.read(folder.path / "a.png", sizes);
  REQUIRE_MESSAGE(picture, (picture ? "" : picture.error().message));
  const Thumbnail thumbnail = opened(picture->thumbnails[1]);
  CHECK(fields_of(thumbnail) == "RG/BW");
  check_colour(thumbnail.at(0, 0), {255, 0, 0}, 8);
}

TEST_CASE("animated: the first frame is the picture") {
  const TemporaryFolder folder;
  const PictureReader reader;
  const TestImage first = four_fields(400, 200), second = plain_colour(400, 200, 10, 10, 10);
  VipsImage* frames = nullptr;
  require(vips_join(first.get(), second.get(), &frames, VIPS_DIRECTION_VERTICAL, nullptr));
  const TestImage animation(frames);
  vips_image_set_int(animation.get(), VIPS_META_PAGE_HEIGHT, 200);
  for (const auto& [name, mark] : {std::pair{"a.gif", "NETSCAPE"}, {"a.webp", "ANMF"}, {"a.tif", "II*"}}) {
    CAPTURE(std::string(name));
    save(animation, folder.path / name);
    REQUIRE(holds(bytes_of(folder.path / name), mark));
    const Result<Picture> picture = reader.read(folder.path / name, sizes);
    REQUIRE_MESSAGE(picture, (picture ? "" : picture.error().message));
    CHECK(picture->width == 400);
    CHECK(picture->height == 200);
    const Thumbnail thumbnail = opened(picture->thumbnails[1]);
    CHECK(fields_of(thumbnail) == "RG/BW");
    check_colour(thumbnail.at(0, 0), {255, 0, 0}, 12);
  }
}

TEST_CASE("broken EXIF: whichever byte is wrong, the picture is read") {
  const TemporaryFolder folder;
  const PictureReader reader;
  const TestImage image = four_fields(12, 8);
  set_text(image, "exif-ifd0-Model", "Canon EOS R5");
  set_text(image, "exif-ifd2-DateTimeOriginal", "2026:04:06 14:03:11");
  save(image, folder.path / "a.jpg");
  const std::string whole = bytes_of(folder.path / "a.jpg");
  const std::size_t begin = whole.find("Exif") + 6;
  const std::size_t end = whole.find("2026:04:06") + 20;
  REQUIRE(begin < end);
  REQUIRE(end < whole.size());
  const auto check = [&](const std::string& bytes) {
    write_bytes(folder.path / "a.jpg", bytes);
    const Result<Picture> picture = reader.read(folder.path / "a.jpg", {64});
    REQUIRE_MESSAGE(picture, (picture ? "" : picture.error().message));
    CHECK(picture->width * picture->height == 12 * 8);  // the orientation may be what is wrong
  };
  for (std::size_t place = begin; place < end; ++place) {
    CAPTURE(place);
    std::string bytes = whole;
    bytes[place] = static_cast<char>(~bytes[place]);
    check(bytes);
    std::fill(bytes.begin() + static_cast<std::ptrdiff_t>(place), bytes.begin() + static_cast<std::ptrdiff_t>(end),
              '\xFF');
    check(bytes);
  }
}

TEST_CASE("impossible dates: a date outside the calendar is unknown, never a guess") {
  const TemporaryFolder folder;
  const PictureReader reader;
  const std::pair<const char*, const char*> dates[] = {{"0000:01:01 00:00:00", ""},
                                                       {"0000:00:00 00:00:00", ""},
                                                       {"9999:12:31 23:59:59", "9999-12-31T23:59:59"},
                                                       {"2026:02:31 10:00:00", ""},
                                                       {"2026:13:01 10:00:00", ""},
                                                       {"2026:04:06 25:61:61", ""},
                                                       {"    :  :     :  :  ", ""},
                                                       {"yesterday", ""},
                                                       {"2026:04:06", ""},
                                                       {"-001:01:01 00:00:00", ""},
                                                       {"2O26:O4:O6 14:03:11", ""},
                                                       {"1826:06:01 08:00:00", "1826-06-01T08:00:00"},
                                                       {"\xD9\xA2\xD9\xA0\xD9\xA2\xD9\xA6", ""}};
  for (const auto& [written, expected] : dates) {
    CAPTURE(std::string(written));
    const TestImage image = four_fields(12, 8);
    set_text(image, "exif-ifd2-DateTimeOriginal", written);
    save(image, folder.path / "a.jpg");
    const Result<Picture> picture = reader.read(folder.path / "a.jpg", sizes);
    REQUIRE_MESSAGE(picture, (picture ? "" : picture.error().message));
    CHECK(to_text(picture->taken_at) == expected);
  }
}

TEST_CASE("several threads read at once") {
  const TemporaryFolder folder;
  const PictureReader reader;
  save(four_fields(400, 200), folder.path / "a.jpg");
  write_bytes(folder.path / "b.jpg", "no");
  std::array<int, 4> good{};
  std::vector<std::thread> threads;
  for (int& count : good)
    threads.emplace_back([&] {
      for (int i = 0; i < 10; ++i) {
        if (reader.read(folder.path / "a.jpg", sizes)) ++count;
        if (reader.read(folder.path / "b.jpg", sizes)) count += 100;
      }
      reader.end_thread();
    });
  for (std::thread& thread : threads) thread.join();
  CHECK(good == std::array<int, 4>{10, 10, 10, 10});
}
