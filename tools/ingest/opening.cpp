#include "tools/ingest/opening.h"

#include <utility>

#include "tools/ingest/ingest.h"

namespace vitrine {

ModuleDescription ingest_module(std::string purpose) {
  return {"ingest",
          std::move(purpose),
          "libvips-dev and libexiv2-dev",
          {{"libvips.so", "libvips42"}, {"libexiv2.so", "libexiv2-27"}}};
}

void start_ingest(Module& module) {
  static bool started = false;
  if (!started && module.function<decltype(ingest_start)>("ingest_start")() != VITRINE_DONE)
    throw Failure(module.error() + " Install Debian's package libvips42 again.");
  started = true;
}

}  // namespace vitrine
