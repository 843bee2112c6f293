#include "core/spotlight/internal/int8_sums.h"

#include <doctest/doctest.h>

#include "tests/core/vectors.h"

using namespace vitrine;

namespace {

std::vector<const std::int8_t*> pointers(const CodedRows& rows) {
  std::vector<const std::int8_t*> all;
  for (std::uint32_t i = 0; i < rows.count; ++i) all.push_back(rows.row(i));
  return all;
}

void check_products(const CodedRows& rows, const std::vector<std::int32_t>& sums) {
  const SplitSums split(sums);
  for (std::uint32_t i = 0; i < rows.count; ++i) {
    std::int64_t along = 0;
    std::int32_t length = 0;
    for (std::uint32_t axis = 0; axis < rows.stride; ++axis) {
      along += std::int64_t{rows.row(i)[axis]} * sums[axis];
      length += rows.row(i)[axis] * rows.row(i)[axis];
    }
    std::int32_t found_length = -1;
    CHECK_UNARY(split.product(rows.row(i), found_length) == along);
    CHECK_UNARY(found_length == length);
  }
}

CodedRows filled(std::uint32_t count, std::uint32_t dimension, std::int8_t value) {
  return {count, dimension, dimension, std::vector<std::int8_t>(std::size_t{count} * dimension, value)};
}

}  // namespace

TEST_CASE("rows are added axis by axis, onto what is there") {
  for (const std::uint32_t dimension : {16U, 48U, 64U, 80U, 192U}) {
    for (const std::uint32_t count : {1U, 3U, 256U}) {
      const CodedRows rows = random_rows(count, dimension, dimension + count, 60);
      std::vector<std::int32_t> sums(rows.stride, 1'000'000);
      add_rows(pointers(rows), rows.stride, sums.data());
      for (std::uint32_t axis = 0; axis < rows.stride; ++axis) {
        std::int32_t expected = 1'000'000;
        for (std::uint32_t i = 0; i < count; ++i) expected += rows.row(i)[axis];
        CHECK_UNARY(sums[axis] == expected);
      }
    }
  }
}

TEST_CASE("256 rows at the ends of the range do not overflow") {
  for (const int value : {-128, 127}) {
    const CodedRows rows = filled(256, 64, static_cast<std::int8_t>(value));
    std::vector<std::int32_t> sums(64);
    add_rows(pointers(rows), 64, sums.data());
    CHECK(sums == std::vector<std::int32_t>(64, 256 * value));
  }
}

TEST_CASE("products with sums of any size are exact") {
  const CodedRows rows = random_rows(50, 112, 3, 80);
  for (const std::int32_t scale : {1, 300, 40'000, 4'000'000}) {
    std::vector<std::int32_t> sums;
    for (std::uint32_t axis = 0; axis < rows.stride; ++axis)
      sums.push_back((static_cast<std::int32_t>(axis) % 2 == 0 ? 100 : -101) * scale + static_cast<std::int32_t>(axis));
    check_products(rows, sums);
  }
}

TEST_CASE("products at the ends of the range, longer than one exact run") {
  for (const int value : {-128, 127}) {
    const CodedRows rows = filled(1, 1040, static_cast<std::int8_t>(value));
    for (const std::int32_t sum : {-32'768, 32'767, -32'769, 32'768, -32'000, 32'000, -512'000'000, 512'000'000})
      check_products(rows, std::vector<std::int32_t>(1040, sum));
  }
}
