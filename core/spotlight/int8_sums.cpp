#include "core/spotlight/internal/int8_sums.h"

#include <algorithm>

#ifdef __wasm_simd128__
#include <wasm_simd128.h>
#endif

namespace vitrine {
namespace {

constexpr std::int32_t low_bits = 14;
constexpr std::int32_t low_mask = (1 << low_bits) - 1;

// 512 products of an int8 with a number up to this fit in 32 bits.
constexpr std::uint32_t exact_run = 512;
constexpr std::int32_t largest_factor = 32'000;

/// Products of up to exact_run int8 with a 16-bit vector and with themselves.
struct Products {
  std::int32_t along = 0;
  std::int32_t length = 0;
};

#ifdef __wasm_simd128__

std::int32_t total(v128_t lanes) {
  return wasm_i32x4_extract_lane(lanes, 0) + wasm_i32x4_extract_lane(lanes, 1) + wasm_i32x4_extract_lane(lanes, 2) +
         wasm_i32x4_extract_lane(lanes, 3);
}

Products products(const std::int8_t* x, const std::int16_t* y, std::uint32_t count) {
  v128_t along = wasm_i32x4_const(0, 0, 0, 0);
  v128_t length = along;
  for (std::uint32_t i = 0; i < count; i += 16) {
    const v128_t bytes = wasm_v128_load(x + i);
    const v128_t low = wasm_i16x8_extend_low_i8x16(bytes);
    const v128_t high = wasm_i16x8_extend_high_i8x16(bytes);
    length = wasm_i32x4_add(length, wasm_i32x4_add(wasm_i32x4_dot_i16x8(low, low), wasm_i32x4_dot_i16x8(high, high)));
    along = wasm_i32x4_add(along, wasm_i32x4_add(wasm_i32x4_dot_i16x8(low, wasm_v128_load(y + i)),
                                                 wasm_i32x4_dot_i16x8(high, wasm_v128_load(y + i + 8))));
  }
  return {total(along), total(length)};
}

/// Sums of 16-byte columns [axis, axis + 16 x width) in registers: a cache line of each row at once where width is 4.
template <int width>
void add_columns(std::span<const std::int8_t* const> rows, std::uint32_t axis, std::int32_t* sums) {
  v128_t partial[2 * width];
  for (v128_t& lanes : partial) lanes = wasm_i16x8_const(0, 0, 0, 0, 0, 0, 0, 0);
  for (const std::int8_t* row : rows) {
    for (int i = 0; i < width; ++i) {
      const v128_t bytes = wasm_v128_load(row + axis + 16 * i);
      partial[2 * i] = wasm_i16x8_add(partial[2 * i], wasm_i16x8_extend_low_i8x16(bytes));
      partial[2 * i + 1] = wasm_i16x8_add(partial[2 * i + 1], wasm_i16x8_extend_high_i8x16(bytes));
    }
  }
  for (int i = 0; i < 2 * width; ++i) {
    std::int32_t* out = sums + axis + 8 * i;
    wasm_v128_store(out, wasm_i32x4_add(wasm_v128_load(out), wasm_i32x4_extend_low_i16x8(partial[i])));
    wasm_v128_store(out + 4, wasm_i32x4_add(wasm_v128_load(out + 4), wasm_i32x4_extend_high_i16x8(partial[i])));
  }
}

#else

Products products(const std::int8_t* x, const std::int16_t* y, std::uint32_t count) {
  Products sum;
  for (std::uint32_t i = 0; i < count; ++i) {
    sum.along += std::int32_t{x[i]} * std::int32_t{y[i]};
    sum.length += std::int32_t{x[i]} * std::int32_t{x[i]};
  }
  return sum;
}

template <int width>
void add_columns(std::span<const std::int8_t* const> rows, std::uint32_t axis, std::int32_t* sums) {
  for (const std::int8_t* row : rows)
    for (std::uint32_t i = axis; i < axis + 16 * width; ++i) sums[i] += row[i];
}

#endif

}  // namespace

void add_rows(std::span<const std::int8_t* const> rows, std::uint32_t stride, std::int32_t* sums) {
  std::uint32_t axis = 0;
  for (; axis + 64 <= stride; axis += 64) add_columns<4>(rows, axis, sums);
  for (; axis < stride; axis += 16) add_columns<1>(rows, axis, sums);
}

SplitSums::SplitSums(const std::vector<std::int32_t>& sums) {
  const bool short_enough = std::all_of(
      sums.begin(), sums.end(), [](std::int32_t sum) { return sum >= -largest_factor && sum <= largest_factor; });
  for (const std::int32_t sum : sums) {
    low_.push_back(static_cast<std::int16_t>(short_enough ? sum : sum & low_mask));
    if (!short_enough) high_.push_back(static_cast<std::int16_t>(sum >> low_bits));
  }
}

std::int64_t SplitSums::product(const std::int8_t* x, std::int32_t& length) const {
  std::int64_t along = 0;
  length = 0;
  const auto count = static_cast<std::uint32_t>(low_.size());
  for (std::uint32_t i = 0; i < count; i += exact_run) {
    const std::uint32_t run = std::min(exact_run, count - i);
    const Products low = products(x + i, low_.data() + i, run);
    along += low.along;
    length += low.length;
    if (!high_.empty()) along += products(x + i, high_.data() + i, run).along * (std::int64_t{1} << low_bits);
  }
  return along;
}

}  // namespace vitrine
