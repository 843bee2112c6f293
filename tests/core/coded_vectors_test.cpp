#include "core/embedding/coded_vectors.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "tests/core/vectors.h"

using namespace vitrine;

namespace {

std::string error_of(CodedVectors& vectors, const std::vector<std::uint8_t>& bytes) {
  const auto result = vectors.append(bytes);
  return result ? "" : result.error().message;
}

std::string error_of(const std::vector<std::uint8_t>& bytes) {
  CodedVectors vectors;
  return error_of(vectors, bytes);
}

std::vector<std::uint8_t> with_u32(std::vector<std::uint8_t> bytes, std::size_t offset, std::uint32_t value) {
  for (std::size_t i = 0; i < 4; ++i) bytes[offset + i] = static_cast<std::uint8_t>(value >> (8 * i));
  return bytes;
}

bool holds(const CodedVectors& vectors, const CodedRows& rows, std::uint32_t axes) {
  for (std::uint32_t i = 0; i < rows.count; ++i) {
    for (std::uint32_t axis = 0; axis < rows.stride; ++axis) {
      const std::int8_t expected = axis < axes ? rows.row(i)[axis] : std::int8_t{0};
      if (vectors.data()[std::size_t{i} * vectors.stride() + axis] != expected) return false;
    }
  }
  return true;
}

}  // namespace

TEST_CASE("a file is read back, in portions of any size") {
  for (const std::uint32_t dimension : {1U, 15U, 16U, 17U, 40U, 64U}) {
    const CodedRows rows = random_rows(37, dimension, dimension);
    for (const std::string& model : {std::string(), std::string("m"), std::string("ViT-B/32")}) {
      const auto bytes = file_of(rows, model);
      for (const std::size_t portion :
           {std::size_t{1}, std::size_t{7}, std::size_t{33}, std::size_t{1000}, bytes.size()}) {
        CAPTURE(dimension);
        CAPTURE(portion);
        CodedVectors vectors;
        for (std::size_t at = 0; at < bytes.size(); at += portion) {
          const auto part = std::span(bytes).subspan(at, std::min(portion, bytes.size() - at));
          REQUIRE(vectors.append(part));
        }
        REQUIRE(vectors.complete());
        CHECK(vectors.header().count == 37);
        CHECK(vectors.header().dimension == dimension);
        CHECK(vectors.header().step == 0.25F);
        CHECK(vectors.header().variance_kept == 0.875F);
        CHECK(vectors.header().fidelity == 0.9921875F);
        CHECK(vectors.header().model == model);
        CHECK(vectors.stride() == rows.stride);
        CHECK(holds(vectors, rows, dimension));
      }
    }
  }
}

TEST_CASE("the leading axes can be read while the rest arrives") {
  const CodedRows rows = random_rows(50, 40, 3);
  const auto bytes = file_of(rows, "");
  CodedVectors vectors;
  CHECK(vectors.data() == nullptr);
  REQUIRE(vectors.append(std::span(bytes).first(31)));
  CHECK_FALSE(vectors.has_header());
  REQUIRE(vectors.append(std::span(bytes).subspan(31, 1)));
  REQUIRE(vectors.has_header());
  CHECK(vectors.axes() == 0);
  CHECK(vectors.data() == nullptr);  // a header alone causes no allocation
  REQUIRE(vectors.append(std::span(bytes).subspan(32, 20 * 50)));
  const std::int8_t* address = vectors.data();
  CHECK(vectors.axes() == 16);
  CHECK_FALSE(vectors.complete());
  CHECK(holds(vectors, rows, 16));
  REQUIRE(vectors.append(std::span(bytes).subspan(32 + 20 * 50)));
  CHECK(vectors.complete());
  CHECK(holds(vectors, rows, 40));
  CHECK(vectors.data() == address);
}

TEST_CASE("a file that is not a vectors file is refused with a sentence") {
  const auto good = file_of(random_rows(5, 20, 4), "model");
  REQUIRE(error_of(good).empty());
  CHECK(error_of(std::vector<std::uint8_t>(40, '<')) == "vectors: not a vectors file (it does not begin with VTRV)");
  CHECK(error_of(with_u32(good, 4, 2)) ==
        "vectors: version 2 found, version 1 expected; reload the page or update Vitrine");
  CHECK(error_of(with_u32(good, 8, 0)) == "vectors: 0 vectors found, 1 to 4000000 expected");
  CHECK(error_of(with_u32(good, 8, 0xffffffff)) == "vectors: 4294967295 vectors found, 1 to 4000000 expected");
  CHECK(error_of(with_u32(good, 12, 0)) == "vectors: dimension 0 found, 1 to 16384 expected");
  CHECK(error_of(with_u32(good, 12, 0xffffffff)) == "vectors: dimension 4294967295 found, 1 to 16384 expected");
  CHECK(error_of(with_u32(with_u32(good, 8, 4'000'000), 12, 16'384)) ==
        "vectors: 4000000 vectors of dimension 16384 are more than a gigabyte");
  for (const std::uint32_t bits : {0U, 0x7fc00000U, 0x7f800000U, 0xbf800000U})  // 0, NaN, infinity, -1
    CHECK(error_of(with_u32(good, 16, bits)) == "vectors: the step is not a positive number");
  CHECK(error_of(with_u32(good, 20, 0x7fc00000)) == "vectors: variance kept or fidelity is not a number");
  CHECK(error_of(with_u32(good, 24, 0xbf800000)) == "vectors: variance kept or fidelity is not a number");
  CHECK(error_of(with_u32(good, 28, 1'000'000)) ==
        "vectors: a model's name of 1000000 bytes found, at most 1024 expected");
}

TEST_CASE("bytes after the last axis are an error, and an error is final") {
  auto bytes = file_of(random_rows(5, 20, 4));
  bytes.push_back(0);
  CodedVectors vectors;
  const std::string sentence = "vectors: more bytes than 5 vectors of dimension 20 have; the file is damaged";
  CHECK(error_of(vectors, bytes) == sentence);
  CHECK(error_of(vectors, {}) == sentence);
}

TEST_CASE("distances are exact, also at the ends of the range") {
  CodedRows rows = random_rows(60, 48, 9, 127.0);
  std::fill_n(rows.values.data(), rows.stride, std::int8_t{127});
  std::fill_n(rows.values.data() + rows.stride, rows.stride, std::int8_t{-128});
  for (std::uint32_t i = 0; i < rows.count; ++i) {
    for (std::uint32_t j = 0; j < rows.count; ++j) {
      std::int32_t expected = 0;
      for (std::uint32_t axis = 0; axis < rows.stride; ++axis) {
        const int difference = rows.row(i)[axis] - rows.row(j)[axis];
        expected += difference * difference;
      }
      CHECK_UNARY(squared_distance(rows.row(i), rows.row(j), rows.stride) == expected);
    }
  }
  CHECK(squared_distance(rows.row(0), rows.row(1), rows.stride) == 48 * 255 * 255);
}
