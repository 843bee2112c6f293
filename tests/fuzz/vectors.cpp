// core/embedding: coded vectors read the same in one piece and in portions, and give back the bytes of the file.
#include <algorithm>
#include <cstring>
#include <vector>

#include "core/embedding/coded_vectors.h"
#include "tests/fuzz/expect.h"

using namespace vitrine;

namespace {

using Bytes = std::span<const std::uint8_t>;

/// The sentence of the first error; "" without one.
std::string append_in_portions(CodedVectors& vectors, Bytes bytes, std::size_t portion) {
  while (!bytes.empty()) {
    const Bytes part = bytes.first(std::min(portion, bytes.size()));
    if (const auto appended = vectors.append(part); !appended) return appended.error().message;
    bytes = bytes.subspan(part.size());
  }
  return "";
}

bool same(const CodedVectors& a, const CodedVectors& b) {
  if (a.has_header() != b.has_header() || a.axes() != b.axes()) return false;
  if (!a.has_header()) return true;
  const bool same_header = a.header().count == b.header().count && a.header().dimension == b.header().dimension &&
                           a.header().model == b.header().model;
  if (a.axes() == 0) return same_header && a.data() == nullptr && b.data() == nullptr;
  return same_header && std::memcmp(a.data(), b.data(), std::size_t{a.header().count} * a.stride()) == 0;
}

/// The axes as the file has them: axis-major.
std::vector<std::uint8_t> axes_of(const CodedVectors& vectors) {
  std::vector<std::uint8_t> bytes;
  for (std::uint32_t axis = 0; axis < vectors.axes(); ++axis)
    for (std::uint32_t row = 0; row < vectors.header().count; ++row)
      bytes.push_back(static_cast<std::uint8_t>(vectors.data()[std::size_t{row} * vectors.stride() + axis]));
  return bytes;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const Bytes bytes(data, size);
  CodedVectors whole, portions;
  const std::string error = append_in_portions(whole, bytes, size);
  expect(append_in_portions(portions, bytes, 1 + size % 37) == error, "portions give the same error");
  expect(same(whole, portions), "portions give the same vectors");
  if (!whole.has_header()) return 0;

  const std::size_t head = 32 + ((whole.header().model.size() + 3) & ~std::size_t{3});
  const std::vector<std::uint8_t> axes = axes_of(whole);
  expect(head + axes.size() <= size, "no more axes than bytes");
  expect(std::equal(axes.begin(), axes.end(), data + head), "the axes are those of the file");
  expect(whole.complete() || error.empty(), "only bytes after the last axis are wrong after the header");
  if (whole.axes() == 0) return 0;
  const std::uint32_t last = whole.header().count - 1;
  const std::int8_t* row = whole.data() + std::size_t{last} * whole.stride();
  expect(squared_distance(row, row, whole.stride()) == 0, "a vector is at no distance from itself");
  expect(squared_distance(row, whole.data(), whole.stride()) >= 0, "a squared distance is not negative");
  return 0;
}
