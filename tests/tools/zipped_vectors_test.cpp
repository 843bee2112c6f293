#include "tools/published/zipped_vectors.h"

#include <doctest/doctest.h>
#include <zlib.h>

#include <algorithm>
#include <cmath>

#include "core/random.h"

using namespace vitrine;

namespace {

/// As axes lie in a file of coded vectors: nearly normal numbers whose spread falls from axis to axis.
std::string coded_axes(std::size_t vectors, std::size_t axes) {
  Random random(7);
  std::string bytes;
  for (std::size_t axis = 0; axis < axes; ++axis) {
    const double spread = 30.0 / (1.0 + static_cast<double>(axis) / 4.0);
    for (std::size_t i = 0; i < vectors; ++i)
      bytes += static_cast<char>(std::clamp(std::lround(random.normal() * spread), -127L, 127L));
  }
  return bytes;
}

/// With the strategy that zlib takes by itself.
std::size_t usual_size(const std::string& bytes) {
  uLongf size = compressBound(bytes.size());
  std::string packed(size, '\0');
  REQUIRE(compress2(reinterpret_cast<Bytef*>(packed.data()), &size, reinterpret_cast<const Bytef*>(bytes.data()),
                    bytes.size(), Z_BEST_COMPRESSION) == Z_OK);
  return size;
}

}  // namespace

TEST_CASE("coded vectors are zipped smaller than by looking for repeats of any length") {
  const std::string bytes = coded_axes(2000, 64);
  CHECK(static_cast<double>(zipped(bytes).size()) < 0.98 * static_cast<double>(usual_size(bytes)));
}

TEST_CASE("what is no zipped file of vectors is said") {
  CHECK(unzipped("not vectors").error().message == "its gzip is damaged");
  CHECK(unzipped("").error().message == "its gzip is damaged");
  CHECK_FALSE(unzipped(zipped("not vectors")).has_value());
  CHECK(unzipped(zipped("")).error().message == "it ends before its last axis");
}
