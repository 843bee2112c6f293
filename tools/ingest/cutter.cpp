#include "tools/ingest/cutter.h"

#include <memory>

#include "tools/ingest/ingest.h"
#include "tools/ingest/opening.h"

namespace vitrine {

struct PictureCutter::Functions {
  decltype(&ingest_measure) measure;
  decltype(&ingest_cut_out) cut_out;
  decltype(&ingest_release_cut) release;
  decltype(&ingest_srgb) srgb;
  decltype(&ingest_error) error;
};

namespace {

/// On paper its faults cannot be seen; about 0.4 bytes a pixel.
constexpr int print_quality = 92;

}  // namespace

PictureCutter::PictureCutter() {
  static Module module(ingest_module("cut the pictures for printing out of the originals"));
  static Functions functions;
  start_ingest(module);
  functions = {module.function<decltype(ingest_measure)>("ingest_measure"),
               module.function<decltype(ingest_cut_out)>("ingest_cut_out"),
               module.function<decltype(ingest_release_cut)>("ingest_release_cut"),
               module.function<decltype(ingest_srgb)>("ingest_srgb"),
               module.function<decltype(ingest_error)>("ingest_error")};
  functions_ = &functions;
}

Result<PictureSize> PictureCutter::measure(const std::filesystem::path& file) const {
  PictureSize size;
  if (functions_->measure(file.c_str(), &size.width, &size.height) != VITRINE_DONE) return failure(functions_->error());
  return size;
}

Result<CutPicture> PictureCutter::cut(const std::filesystem::path& file, const PicturePart& part,
                                      std::uint32_t most_width) const {
  ingest_cut cut{};
  cut.x = part.x;
  cut.y = part.y;
  cut.width = part.width;
  cut.height = part.height;
  cut.most_width = most_width;
  cut.quality = print_quality;
  const int status = functions_->cut_out(file.c_str(), &cut);
  const std::unique_ptr<ingest_cut, decltype(&ingest_release_cut)> release(&cut, functions_->release);
  if (status != VITRINE_DONE) return failure(functions_->error());
  const auto text = [](const std::uint8_t* bytes, std::size_t length) {
    return std::string(reinterpret_cast<const char*>(bytes), length);
  };
  return CutPicture{
      text(cut.jpeg, cut.jpeg_length), {cut.pixel_width, cut.pixel_height}, text(cut.profile, cut.profile_length)};
}

std::string_view PictureCutter::srgb() const {
  const std::uint8_t* profile = nullptr;
  std::size_t length = 0;
  if (functions_->srgb(&profile, &length) != VITRINE_DONE) throw Failure(functions_->error());
  return {reinterpret_cast<const char*>(profile), length};
}

}  // namespace vitrine
