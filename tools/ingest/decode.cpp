#include "tools/ingest/decode.h"

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstring>
#include <mutex>
#include <span>
#include <string_view>
#include <utility>

#include "tools/ingest/ingest.h"

namespace vitrine {
namespace {

/// Quality and effort of thumbnails: libvips' own effort, a little above its quality (75).
constexpr int webp_quality = 80;
constexpr int webp_effort = 4;

constexpr const char* readers[] = {"VipsForeignLoadJpeg", "VipsForeignLoadPng",   "VipsForeignLoadWebp",
                                   "VipsForeignLoadTiff", "VipsForeignLoadNsgif", "VipsForeignLoadHeif"};

bool is_ours(std::string_view loader) {
  return std::any_of(std::begin(readers), std::end(readers),
                     [loader](std::string_view reader) { return loader.starts_with(reader); });
}

[[noreturn]] void fail(const std::string& reason) {
  vips_error_clear();  // libvips keeps one text for all threads: too mixed up to be shown
  throw Broken{reason};
}

constexpr const char* damaged = "It is damaged or cut short: its picture data could not be decoded to the end.";
constexpr const char* no_picture = "Its content is no JPEG, PNG, WebP, TIFF, GIF, HEIC or AVIF picture.";

/// A plain file name, whatever characters it has: libvips' own file arguments give a meaning to "[...]".
Source open_source(const char* file) {
  errno = 0;
  VipsSource* source = vips_source_new_from_file(file);
  if (source == nullptr) fail(std::string("It cannot be read: ") + std::strerror(errno) + ".");
  return Source(source);
}

/// By address: what an operation writes is read after it ran.
Image checked(int status, VipsImage* const* image) {
  if (status != 0) fail(damaged);
  return Image(*image);
}

void keep_quiet(const gchar*, GLogLevelFlags, const gchar*, gpointer) {}

/// Removes profile, EXIF, XMP, IPTC: a thumbnail must have none, and none may be applied twice.
void forget_metadata(VipsImage* image) {
  char** names = vips_image_get_fields(image);
  for (char** name = names; name != nullptr && *name != nullptr; ++name) {
    // libvips' own metadata stays: without "vips-sequential" a resize takes four times as long (8.14).
    if (!std::string_view(*name).starts_with("vips-")) vips_image_remove(image, *name);
  }
  g_strfreev(names);
}

/// The data of a PNG file's eXIf chunk: a chunk is length, name, data, checksum.
std::span<const std::uint8_t> png_exif(std::span<const std::uint8_t> png) {
  std::size_t place = 8;
  while (place + 12 <= png.size()) {
    const std::size_t length = std::size_t{png[place]} << 24U | std::size_t{png[place + 1]} << 16U |
                               std::size_t{png[place + 2]} << 8U | png[place + 3];
    if (length > png.size() - place - 12) return {};
    if (std::memcmp(&png[place + 4], "eXIf", 4) == 0) return png.subspan(place + 8, length);
    place += 12 + length;
  }
  return {};
}

bool is_png(std::string_view loader) { return loader.starts_with("VipsForeignLoadPng"); }
bool is_tiff(std::string_view loader) { return loader.starts_with("VipsForeignLoadTiff"); }

/// A TIFF's directory may be at its end: one that is cut short is known by its first bytes alone.
bool begins_as_tiff(const Source& source) {
  const unsigned char* head = vips_source_sniff(source.get(), 4);
  return head != nullptr && (std::memcmp(head, "II*\0", 4) == 0 || std::memcmp(head, "MM\0*", 4) == 0);
}

/// libvips hands out the EXIF block of every format but PNG, and TIFF, which is itself one.
ExifFacts exif_of(const char* file, std::string_view loader, const Image& image) {
  const void* block = nullptr;
  std::size_t length = 0;
  const auto bytes = [&] { return std::span(static_cast<const std::uint8_t*>(block), length); };
  if (is_png(loader) || is_tiff(loader)) {
    const Source whole = open_source(file);
    block = vips_source_map(whole.get(), &length);
    if (block == nullptr) return {};
    return read_exif(is_png(loader) ? png_exif(bytes()) : bytes());
  }
  if (vips_image_get_typeof(image.get(), VIPS_META_EXIF_NAME) == 0 ||
      vips_image_get_blob(image.get(), VIPS_META_EXIF_NAME, &block, &length) != 0)
    return {};
  return read_exif(bytes());
}

/// A resize has its loops compiled by liborc, whose memory for them (0.4.33) no lock guards: pipelines are set up and
/// destroyed by one thread at a time. Pixels, which take the time, are computed by all.
std::mutex pipelines;

template <class SetUp>
Image pipeline(SetUp set_up) {
  const std::scoped_lock alone(pipelines);
  VipsImage* image = nullptr;
  return checked(set_up(&image), &image);
}

/// In sRGB: by the embedded profile, or as its kind of picture is read when there is none or one that does not fit (an
/// RGB profile in a grey picture is not rare).
Image in_srgb(const Image& image) {
  VipsImage* next = nullptr;
  if (vips_image_get_typeof(image.get(), VIPS_META_ICC_NAME) != 0) {
    if (vips_icc_transform(image.get(), &next, "srgb", "embedded", TRUE, "depth", 8, nullptr) == 0) return Image(next);
    vips_error_clear();
  }
  const Image copy = checked(vips_copy(image.get(), &next, nullptr), &next);
  vips_image_remove(copy.get(), VIPS_META_ICC_NAME);
  return checked(vips_colourspace(copy.get(), &next, VIPS_INTERPRETATION_sRGB, nullptr), &next);
}

/// A WebP file reduced to its picture, in place; its new length. libvips 8.14 writes an EXIF chunk of its own (size,
/// resolution) although it was told to strip. An opaque picture needs no more than the plain layout:
/// "RIFF", u32 bytes that follow, "WEBP", and one chunk "VP8 " or "VP8L", u32 its length, its data padded to even.
std::size_t keep_picture_only(std::uint8_t* webp, std::size_t length) {
  const auto number = [webp](std::size_t place) {
    return std::size_t{webp[place]} | std::size_t{webp[place + 1]} << 8U | std::size_t{webp[place + 2]} << 16U |
           std::size_t{webp[place + 3]} << 24U;
  };
  for (std::size_t place = 12; place + 8 <= length; place += 8 + (number(place + 4) + 1) / 2 * 2) {
    const std::size_t chunk = 8 + (number(place + 4) + 1) / 2 * 2;
    if (std::memcmp(webp + place, "VP8", 3) != 0 || webp[place + 3] == 'X') continue;
    if (chunk > length - place) break;
    std::memmove(webp + 12, webp + place, chunk);
    for (unsigned i = 0; i < 4; ++i) webp[4 + i] = static_cast<std::uint8_t>((chunk + 4) >> (8 * i) & 0xFFU);
    return 12 + chunk;
  }
  fail("Its thumbnail could not be encoded: libvips wrote no WebP picture.");
}

Image in_memory(const Image& image) {
  Image held(vips_image_new_memory());
  if (vips_image_write(image.get(), held.get()) != 0) fail(damaged);
  forget_metadata(held.get());
  return held;
}

/// Upright. libvips would turn while it sets up the pipeline, and with it decode: one picture at a time.
Image turned(Image image, int orientation) {
  if (orientation == 1) return image;
  vips_image_set_int(image.get(), VIPS_META_ORIENTATION, orientation);
  return in_memory(pipeline([&](VipsImage** upright) { return vips_autorot(image.get(), upright, nullptr); }));
}

/// 8 bits, three bands, on white, of a picture in an RGB space.
Image opaque(Image coloured) {
  VipsImage* next = nullptr;
  if (vips_image_hasalpha(coloured.get()) != 0) {
    VipsArrayDouble* white = vips_array_double_newv(1, 255.0);
    const int status = vips_flatten(coloured.get(), &next, "background", white, nullptr);
    vips_area_unref(VIPS_AREA(white));
    coloured = checked(status, &next);
  }
  if (coloured->Bands > 3) coloured = checked(vips_extract_band(coloured.get(), &next, 0, "n", 3, nullptr), &next);
  if (coloured->BandFmt != VIPS_FORMAT_UCHAR)
    coloured = checked(vips_cast_uchar(coloured.get(), &next, nullptr), &next);
  if (coloured->Bands != 3) fail(damaged);
  return coloured;
}

/// 8-bit sRGB, three bands, in memory: this is where the decoder runs.
Image plain(const Image& image) { return in_memory(opaque(in_srgb(image))); }

Image resized(const Image& image, std::uint32_t size, VipsSize how) {
  const auto side = static_cast<int>(size);
  return plain(pipeline([&](VipsImage** small) {
    return vips_thumbnail_image(image.get(), small, side, "height", side, "size", how, "no_rotate", TRUE, nullptr);
  }));
}

std::span<const std::uint8_t> profile_of(const Image& image) {
  const void* profile = nullptr;
  std::size_t length = 0;
  if (vips_image_get_typeof(image.get(), VIPS_META_ICC_NAME) == 0 ||
      vips_image_get_blob(image.get(), VIPS_META_ICC_NAME, &profile, &length) != 0)
    return {};
  return {static_cast<const std::uint8_t*>(profile), length};
}

/// Whether the colours can stay as they are: RGB, with a profile for RGB that can be read.
bool has_rgb_profile(const Image& image) {
  constexpr std::size_t colour_space = 16;  // where an ICC profile names it
  const std::span<const std::uint8_t> profile = profile_of(image);
  const VipsInterpretation kind = image->Type;
  if (kind != VIPS_INTERPRETATION_sRGB && kind != VIPS_INTERPRETATION_RGB && kind != VIPS_INTERPRETATION_RGB16)
    return false;
  return profile.size() > 128 && std::memcmp(&profile[colour_space], "RGB ", 4) == 0 &&
         vips_icc_is_compatible_profile(image.get(), profile.data(), profile.size()) != 0;
}

/// RGB of 16 bits made one of 8, in the same space.
Image in_eight_bits(const Image& image) {
  VipsImage* next = nullptr;
  return checked(vips_colourspace(image.get(), &next, VIPS_INTERPRETATION_sRGB, nullptr), &next);
}

/// Where a part of the upright picture lies in the picture as it is stored.
Part as_stored(const Part& part, int orientation) {
  Part stored = part;
  if (orientation > 4) stored = {part.y, part.x, part.height, part.width};
  const auto is_one_of = [orientation](std::string_view digits) {
    return digits.find(static_cast<char>('0' + orientation)) != std::string_view::npos;
  };
  if (is_one_of("2378")) stored.x = 1 - stored.x - stored.width;
  if (is_one_of("3467")) stored.y = 1 - stored.y - stored.height;
  return stored;
}

/// The whole picture, as it is stored, made smaller by `scale` and not decoded yet. `source` must stay.
Image scaled(const Source& source, const Header& header, double scale) {
  const auto side = [&](std::uint32_t length) { return std::max(1, static_cast<int>(std::lround(length * scale))); };
  const bool lies = header.orientation > 4;
  const int width = side(lies ? header.height : header.width), height = side(lies ? header.width : header.height);
  const char* loader = vips_foreign_find_load_source(source.get());
  if (loader == nullptr) fail(damaged);
  if (scale < 1 && !is_tiff(loader)) {
    return pipeline([&](VipsImage** image) {
      return vips_thumbnail_source(source.get(), image, width, "height", height, "size", VIPS_SIZE_FORCE, "no_rotate",
                                   TRUE, "option_string", "fail_on=error", nullptr);
    });
  }
  VipsImage* opened = vips_image_new_from_source(source.get(), "", "access", VIPS_ACCESS_SEQUENTIAL, "fail_on",
                                                 VIPS_FAIL_ON_ERROR, nullptr);
  Image page = checked(opened == nullptr ? -1 : 0, &opened);
  if (scale >= 1) return page;
  return pipeline([&](VipsImage** image) {
    return vips_thumbnail_image(page.get(), image, width, "height", height, "size", VIPS_SIZE_FORCE, "no_rotate", TRUE,
                                nullptr);
  });
}

/// `part` of `image`, at least a pixel.
Image extracted(const Image& image, const Part& part) {
  const auto [left, width] = std::pair(part.x * image->Xsize, part.width * image->Xsize);
  const auto [top, height] = std::pair(part.y * image->Ysize, part.height * image->Ysize);
  const int x = std::clamp(static_cast<int>(std::lround(left)), 0, image->Xsize - 1);
  const int y = std::clamp(static_cast<int>(std::lround(top)), 0, image->Ysize - 1);
  const int columns = std::clamp(static_cast<int>(std::lround(width)), 1, image->Xsize - x);
  const int rows = std::clamp(static_cast<int>(std::lround(height)), 1, image->Ysize - y);
  VipsImage* next = nullptr;
  return checked(vips_extract_area(image.get(), &next, x, y, columns, rows, nullptr), &next);
}

}  // namespace

void Unref::operator()(void* object) const {
  const std::scoped_lock alone(pipelines);
  g_object_unref(object);
}

bool decode_start() {
  if (vips_init("vitrine") != 0) return false;
  g_log_set_handler("VIPS", static_cast<GLogLevelFlags>(G_LOG_LEVEL_WARNING | G_LOG_LEVEL_INFO | G_LOG_LEVEL_MESSAGE),
                    keep_quiet, nullptr);
  vips_concurrency_set(1);
  vips_cache_set_max(0);
  vips_operation_block_set("VipsForeignLoad", TRUE);
  for (const char* reader : readers) vips_operation_block_set(reader, FALSE);
  return true;
}

Header read_header(const char* file) {
  const Source source = open_source(file);
  const char* loader = vips_foreign_find_load_source(source.get());
  if (loader == nullptr || !is_ours(loader)) fail(begins_as_tiff(source) ? damaged : no_picture);
  VipsImage* opened = vips_image_new_from_source(source.get(), "", "access", VIPS_ACCESS_SEQUENTIAL, nullptr);
  if (opened == nullptr) fail("It is damaged or cut short: its size could not be read.");
  const Image image(opened);
  Header header;
  header.exif = exif_of(file, loader, image);
  header.most_pixels =
      std::string_view(loader).starts_with("VipsForeignLoadNsgif") ? ingest_most_gif_pixels : ingest_most_pixels;
  // libvips (8.14) reads the orientation of every format but PNG.
  header.orientation = is_png(loader) ? header.exif.orientation : vips_image_get_orientation(image.get());
  const bool lies = header.orientation > 4;
  header.width = static_cast<std::uint32_t>(lies ? image->Ysize : image->Xsize);
  header.height = static_cast<std::uint32_t>(lies ? image->Xsize : image->Ysize);
  return header;
}

Image decode(const char* file, std::uint32_t size, int orientation) {
  const Source source = open_source(file);
  const char* loader = vips_foreign_find_load_source(source.get());
  if (loader == nullptr) fail(damaged);
  const auto side = static_cast<int>(size);
  if (!is_tiff(loader)) {
    Image small = plain(pipeline([&](VipsImage** image) {
      return vips_thumbnail_source(source.get(), image, side, "height", side, "size", VIPS_SIZE_DOWN, "no_rotate", TRUE,
                                   "option_string", "fail_on=error", nullptr);
    }));
    return turned(std::move(small), orientation);
  }
  // Of a TIFF pyramid vips_thumbnail_source (8.14) takes too small a level: the first page is taken instead.
  VipsImage* opened = vips_image_new_from_source(source.get(), "", "access", VIPS_ACCESS_SEQUENTIAL, "fail_on",
                                                 VIPS_FAIL_ON_ERROR, nullptr);
  const Image page = checked(opened == nullptr ? -1 : 0, &opened);
  return turned(resized(page, size, VIPS_SIZE_DOWN), orientation);
}

Image shrunk(const Image& image, std::uint32_t size) {
  const auto side = static_cast<int>(size);
  if (image->Xsize <= side && image->Ysize <= side) return Image(static_cast<VipsImage*>(g_object_ref(image.get())));
  return resized(image, size, VIPS_SIZE_DOWN);
}

Image squeezed(const Image& image, std::uint32_t side) { return resized(image, side, VIPS_SIZE_FORCE); }

Cut cut_out(const char* file, const Header& header, const Part& part, std::uint32_t most_width) {
  const Source source = open_source(file);
  const double scale = std::min(1.0, most_width / (part.width * header.width));
  const Image whole = scaled(source, header, scale);
  const bool keeps_space = has_rgb_profile(whole);
  const std::span<const std::uint8_t> profile = keeps_space ? profile_of(whole) : srgb_profile();
  Cut cut;
  cut.profile.assign(profile.begin(), profile.end());
  const Image coloured = opaque(keeps_space ? in_eight_bits(whole) : in_srgb(whole));
  cut.image = in_memory(extracted(coloured, as_stored(part, header.orientation)));
  cut.image = turned(std::move(cut.image), header.orientation);
  return cut;
}

std::span<const std::uint8_t> srgb_profile() {
  static VipsBlob* const blob = [] {
    VipsBlob* loaded = nullptr;
    return vips_profile_load("srgb", &loaded, nullptr) == 0 ? loaded : nullptr;
  }();
  if (blob == nullptr) fail("libvips has no sRGB profile.");
  std::size_t length = 0;
  const void* bytes = vips_blob_get(blob, &length);
  return {static_cast<const std::uint8_t*>(bytes), length};
}

Pixels pixels_of(const Image& image) {
  const auto width = static_cast<std::uint32_t>(image->Xsize), height = static_cast<std::uint32_t>(image->Ysize);
  const auto* bytes = static_cast<const std::uint8_t*>(vips_image_get_data(image.get()));
  return {{bytes, std::size_t{3} * width * height}, width, height};
}

Encoded encode(const Image& image) {
  void* bytes = nullptr;
  std::size_t length = 0;
  if (vips_webpsave_buffer(image.get(), &bytes, &length, "Q", webp_quality, "effort", webp_effort, "strip", TRUE,
                           nullptr) != 0)
    fail("Its thumbnail could not be encoded: there may be too little memory.");
  auto* webp = static_cast<std::uint8_t*>(bytes);
  return {webp, keep_picture_only(webp, length)};
}

Encoded encode_jpeg(const Image& image, int quality) {
  void* bytes = nullptr;
  std::size_t length = 0;
  // From a quality of 90 on libvips keeps the colours of each pixel.
  if (vips_jpegsave_buffer(image.get(), &bytes, &length, "Q", quality, "strip", TRUE, "optimize_coding", TRUE,
                           nullptr) != 0)
    fail("It could not be encoded: there may be too little memory.");
  return {static_cast<std::uint8_t*>(bytes), length};
}

Encoded encode_jpeg(const ingest_jpeg& picture, const std::vector<std::uint8_t>& exif) {
  const auto width = static_cast<int>(picture.width), height = static_cast<int>(picture.height);
  const std::size_t size = std::size_t{3} * picture.width * picture.height;
  VipsImage* opened = vips_image_new_from_memory(picture.pixels, size, width, height, 3, VIPS_FORMAT_UCHAR);
  if (opened == nullptr) fail("It could not be encoded: there may be too little memory.");
  const Image image(opened);
  void* bytes = nullptr;
  std::size_t length = 0;
  if (vips_jpegsave_buffer(image.get(), &bytes, &length, "Q", picture.quality, "strip", TRUE, nullptr) != 0)
    fail("It could not be encoded: there may be too little memory.");
  const std::unique_ptr<std::uint8_t, decltype(&g_free)> jpeg(static_cast<std::uint8_t*>(bytes), &g_free);
  // The EXIF segment follows the first marker: FF E1, its length, "Exif", the block.
  constexpr std::string_view mark("Exif\0\0", 6);
  const std::size_t segment = 2 + mark.size() + exif.size();
  if (segment > 0xFFFF) fail("Its EXIF block is too long.");
  const std::uint8_t head[] = {0xFF, 0xE1, static_cast<std::uint8_t>(segment >> 8U),
                               static_cast<std::uint8_t>(segment)};
  Encoded whole{static_cast<std::uint8_t*>(g_malloc(length + 2 + segment)), length + 2 + segment};
  std::uint8_t* to = std::copy_n(jpeg.get(), 2, whole.bytes);
  to = std::copy(std::begin(head), std::end(head), to);
  to = std::copy(mark.begin(), mark.end(), to);
  to = std::copy(exif.begin(), exif.end(), to);
  std::copy(jpeg.get() + 2, jpeg.get() + length, to);
  return whole;
}

}  // namespace vitrine
