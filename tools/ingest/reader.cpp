#include "tools/ingest/reader.h"

#include <memory>

#include "tools/ingest/ingest.h"
#include "tools/ingest/opening.h"
#include "tools/source/utf8.h"

namespace vitrine {

struct PictureReader::Functions {
  decltype(&ingest_read) read;
  decltype(&ingest_release) release;
  decltype(&ingest_error) error;
  decltype(&ingest_end_thread) end_thread;
};

namespace {

Picture picture_of(const ingest_picture& read) {
  Picture picture;
  picture.width = read.width;
  picture.height = read.height;
  picture.taken_at = parse_moment(read.taken_at).value_or(Moment{});
  picture.camera = valid_utf8(read.camera);
  picture.features = {read.brightness, read.contrast, read.saturation, read.dark_ratio, read.colour, {},
                      read.sharpness,  read.focus_x,  read.focus_y};
  for (std::uint32_t i = 0; i < read.colour_count; ++i)
    picture.features.colours.push_back({read.colours[i], read.proportions[i]});
  picture.descriptor.assign(read.descriptor, read.descriptor + ingest_descriptor_length);
  for (std::uint32_t i = 0; i < read.thumbnail_count; ++i)
    picture.thumbnails.emplace_back(reinterpret_cast<const char*>(read.thumbnails[i]), read.thumbnail_bytes[i]);
  return picture;
}

}  // namespace

PictureReader::PictureReader() {
  static Module module(ingest_module("read the pictures and made their thumbnails"));
  static Functions functions;
  start_ingest(module);
  functions = {module.function<decltype(ingest_read)>("ingest_read"),
               module.function<decltype(ingest_release)>("ingest_release"),
               module.function<decltype(ingest_error)>("ingest_error"),
               module.function<decltype(ingest_end_thread)>("ingest_end_thread")};
  functions_ = &functions;
}

Result<Picture> PictureReader::read(const std::filesystem::path& file, const std::vector<std::uint32_t>& sizes) const {
  const auto picture = std::make_unique<ingest_picture>();
  const int status =
      functions_->read(file.c_str(), sizes.data(), static_cast<std::uint32_t>(sizes.size()), picture.get());
  const std::unique_ptr<ingest_picture, decltype(&ingest_release)> release(picture.get(), functions_->release);
  if (status != VITRINE_DONE) return failure(functions_->error());
  return picture_of(*picture);
}

void PictureReader::end_thread() const { functions_->end_thread(); }

}  // namespace vitrine
