#include "tools/source/npy.h"

#include <doctest/doctest.h>

#include <cmath>
#include <cstring>
#include <string>

#include "tests/tools/sentence.h"

using namespace vitrine;

namespace {

std::string npy(const std::string& header, const std::string& data, char version = 1) {
  std::string bytes("\x93NUMPY", 6);
  bytes += version;
  bytes += '\0';
  bytes += static_cast<char>(header.size() & 0xFFU);
  bytes += static_cast<char>(header.size() >> 8U);
  if (version > 1) bytes += std::string(2, '\0');
  return bytes + header + data;
}

std::string header(const std::string& type, const std::string& order, const std::string& shape) {
  return "{'descr': '" + type + "', 'fortran_order': " + order + ", 'shape': " + shape + ", }\n";
}

std::string bytes_of(const std::vector<float>& values) {
  std::string bytes(values.size() * 4, '\0');
  std::memcpy(bytes.data(), values.data(), bytes.size());
  return bytes;
}

std::string refusal(const std::string& bytes) {
  return sentence_of([&] { parse_npy(bytes, "e.npy"); });
}

}  // namespace

TEST_CASE("float32 and float16, versions 1 and 2") {
  const std::vector<float> values{1, -2, 0.5F, 3e30F, 0, -0.0F};
  for (const char version : {char{1}, char{2}}) {
    const Matrix matrix = parse_npy(npy(header("<f4", "False", "(3, 2)"), bytes_of(values), version), "e.npy");
    CHECK(matrix.rows == 3);
    CHECK(matrix.columns == 2);
    CHECK(matrix.values == values);
  }
  const std::string halves("\x00\x3C\x00\xC0\x00\x38\xFF\x7B", 8);  // 1, -2, 0.5, 65504
  const Matrix matrix = parse_npy(npy(header("<f2", "False", "(2, 2)"), halves), "e.npy");
  CHECK(matrix.values == std::vector<float>{1, -2, 0.5F, 65504});
}

TEST_CASE("half precision: subnormals, infinities, not a number") {
  CHECK(from_half(0x0001) == std::ldexp(1.0F, -24));
  CHECK(from_half(0x03FF) == 1023 * std::ldexp(1.0F, -24));
  CHECK(from_half(0x0400) == std::ldexp(1.0F, -14));
  CHECK(from_half(0x3555) == doctest::Approx(1.0 / 3).epsilon(0.001));
  CHECK(from_half(0xFC00) == -INFINITY);
  CHECK(std::isnan(from_half(0x7E00)));
}

TEST_CASE("another matrix is refused with a sentence") {
  const std::string four = bytes_of({1, 2, 3, 4});
  CHECK(holds(refusal("hello"), "not an .npy file"));
  CHECK(holds(refusal(""), "not an .npy file"));
  CHECK(holds(refusal(npy(header("<f8", "False", "(1, 2)"), four)), "'<f8'"));
  CHECK(holds(refusal(npy(header(">f4", "False", "(2, 2)"), four)), "'>f4'"));
  CHECK(holds(refusal(npy(header("<f4", "True", "(2, 2)"), four)), "Fortran"));
  CHECK(holds(refusal(npy(header("<f4", "False", "(4,)"), four)), "1 dimensions"));
  CHECK(holds(refusal(npy(header("<f4", "False", "(1, 2, 2)"), four)), "3 dimensions"));
  CHECK(holds(refusal(npy(header("<f4", "False", "(3, 2)"), four)), "its header says"));
  CHECK(holds(refusal(npy(header("<f4", "False", "(1, 2)"), four)), "its header says"));
  CHECK(holds(refusal(npy(header("<f4", "False", "(4294967296, 4294967296)"), four)), "its header says"));
  CHECK(holds(refusal(npy(header("<f4", "False", "(99999999999999999999999, 2)"), four)), "impossible size"));
  CHECK(holds(refusal(npy(header("<f4", "False", "(4294967296, 0)"), "")), "no numbers"));
  CHECK(!refusal(npy("{}", four)).empty());
  const std::string whole = npy(header("<f4", "False", "(2, 2)"), four);
  for (std::size_t length = 0; length < whole.size(); ++length) CHECK(!refusal(whole.substr(0, length)).empty());
}
