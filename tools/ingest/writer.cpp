#include "tools/ingest/writer.h"

#include <memory>

#include "tools/ingest/ingest.h"
#include "tools/ingest/opening.h"

namespace vitrine {

struct PictureWriter::Functions {
  decltype(&ingest_encode) encode;
  decltype(&ingest_release_jpeg) release;
  decltype(&ingest_error) error;
  decltype(&ingest_end_thread) end_thread;
};

PictureWriter::PictureWriter() {
  static Module module(ingest_module("encoded the pictures"));
  static Functions functions;
  start_ingest(module);
  functions = {module.function<decltype(ingest_encode)>("ingest_encode"),
               module.function<decltype(ingest_release_jpeg)>("ingest_release_jpeg"),
               module.function<decltype(ingest_error)>("ingest_error"),
               module.function<decltype(ingest_end_thread)>("ingest_end_thread")};
  functions_ = &functions;
}

Result<std::string> PictureWriter::encode(const Photograph& photograph) const {
  ingest_jpeg jpeg{};
  jpeg.pixels = photograph.pixels.data();
  jpeg.width = photograph.width;
  jpeg.height = photograph.height;
  jpeg.quality = photograph.quality;
  jpeg.taken_at = photograph.taken_at.c_str();
  jpeg.make = photograph.make.c_str();
  jpeg.model = photograph.model.c_str();
  jpeg.lens = photograph.lens.c_str();
  jpeg.exposure_seconds = photograph.exposure_seconds;
  jpeg.f_number = photograph.f_number;
  jpeg.focal_mm = photograph.focal_mm;
  jpeg.iso = photograph.iso;
  const int status = functions_->encode(&jpeg);
  const std::unique_ptr<ingest_jpeg, decltype(&ingest_release_jpeg)> release(&jpeg, functions_->release);
  if (status != VITRINE_DONE) return failure(functions_->error());
  return std::string(reinterpret_cast<const char*>(jpeg.bytes), jpeg.length);
}

void PictureWriter::end_thread() const { functions_->end_thread(); }

}  // namespace vitrine
