#include "core/embedding/coded_vectors.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

#include "core/little_endian.h"

#ifdef __wasm_simd128__
#include <wasm_simd128.h>
#endif

namespace vitrine {
namespace {

constexpr std::size_t fixed_header = 32;

float read_f32(const std::uint8_t* bytes) {
  const std::uint32_t bits = read_u32(bytes);
  float value = 0.0F;
  std::memcpy(&value, &bits, sizeof value);
  return value;
}

std::string number(std::uint64_t value) { return std::to_string(value); }

/// The error in the fixed part of a header; "" when there is none.
std::string header_error(const std::uint8_t* bytes) {
  if (std::memcmp(bytes, "VTRV", 4) != 0) return "vectors: not a vectors file (it does not begin with VTRV)";
  const std::uint32_t version = read_u32(bytes + 4);
  if (version != 1)
    return "vectors: version " + number(version) + " found, version 1 expected; reload the page or update Vitrine";
  const std::uint32_t count = read_u32(bytes + 8);
  const std::uint32_t dimension = read_u32(bytes + 12);
  if (count == 0 || count > most_vectors)
    return "vectors: " + number(count) + " vectors found, 1 to " + number(most_vectors) + " expected";
  if (dimension == 0 || dimension > largest_dimension)
    return "vectors: dimension " + number(dimension) + " found, 1 to " + number(largest_dimension) + " expected";
  if (std::uint64_t{count} * ((dimension + 15U) & ~15U) > most_vector_bytes)
    return "vectors: " + number(count) + " vectors of dimension " + number(dimension) + " are more than a gigabyte";
  const float step = read_f32(bytes + 16);
  if (!(std::isfinite(step) && step > 0.0F)) return "vectors: the step is not a positive number";
  for (const std::size_t offset : {std::size_t{20}, std::size_t{24}}) {
    const float share = read_f32(bytes + offset);
    if (!(std::isfinite(share) && share >= 0.0F)) return "vectors: variance kept or fidelity is not a number";
  }
  const std::uint32_t name = read_u32(bytes + 28);
  if (name > longest_model_name) {
    return "vectors: a model's name of " + number(name) + " bytes found, at most " + number(longest_model_name) +
           " expected";
  }
  return "";
}

}  // namespace

Result<void> CodedVectors::append(std::span<const std::uint8_t> bytes) {
  if (!error_.empty()) return failure(error_);
  Result<void> read;
  if (!has_header_) read = append_header(bytes);
  if (read && has_header_) read = append_axes(bytes);
  if (!read) {
    error_ = read.error().message;
    return read;
  }
  if (bytes.empty()) return {};
  error_ = "vectors: more bytes than " + number(header_.count) + " vectors of dimension " + number(header_.dimension) +
           " have; the file is damaged";
  return failure(error_);
}

/// Takes header bytes from the front of `bytes`.
Result<void> CodedVectors::append_header(std::span<const std::uint8_t>& bytes) {
  const auto take_until = [&](std::size_t size) {
    const std::size_t taken = std::min(bytes.size(), size - std::min(size, pending_.size()));
    pending_.insert(pending_.end(), bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(taken));
    bytes = bytes.subspan(taken);
    return pending_.size() >= size;
  };
  if (!take_until(fixed_header)) return {};
  if (std::string error = header_error(pending_.data()); !error.empty()) return failure(std::move(error));
  const std::size_t name = read_u32(pending_.data() + 28);
  if (!take_until(fixed_header + ((name + 3U) & ~std::size_t{3}))) return {};

  header_.count = read_u32(pending_.data() + 8);
  header_.dimension = read_u32(pending_.data() + 12);
  header_.step = read_f32(pending_.data() + 16);
  header_.variance_kept = read_f32(pending_.data() + 20);
  header_.fidelity = read_f32(pending_.data() + 24);
  header_.model.assign(pending_.begin() + fixed_header,
                       pending_.begin() + static_cast<std::ptrdiff_t>(fixed_header + name));
  has_header_ = true;
  pending_.clear();
  return {};
}

/// Takes axes from the front of `bytes`, until there are none left to take or to expect.
Result<void> CodedVectors::append_axes(std::span<const std::uint8_t>& bytes) {
  while (axes_ < header_.dimension && !bytes.empty()) {
    const std::uint32_t axes = std::min(axis_block, header_.dimension - axes_);
    const std::size_t block = std::size_t{header_.count} * axes;
    const std::size_t taken = std::min(bytes.size(), block - pending_.size());
    pending_.insert(pending_.end(), bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(taken));
    bytes = bytes.subspan(taken);
    // Not before half of the first block has arrived: a few bytes must not cause an allocation of a gigabyte.
    const std::size_t half = block / 2;
    if (axes_ == 0 && pending_.size() >= half && !make_room(pending_.size() - half, block - half)) {
      return failure("vectors: no memory for " + number(std::uint64_t{header_.count} * stride()) +
                     " bytes; close other pages and try again");
    }
    if (pending_.size() < block) return {};
    transpose_block(axes);
    pending_.clear();
  }
  if (complete()) pending_ = {};
  return {};
}

/// Zeroes the share `arrived` / `expected` of the rows: zeroing all at once would be a long task in the page.
bool CodedVectors::make_room(std::size_t arrived, std::size_t expected) {
  const std::uint64_t whole = std::uint64_t{header_.count} * stride();
  // malloc, not new: without exceptions a failed new would abort the module.
  if (!values_) values_.reset(static_cast<std::int8_t*>(std::malloc(static_cast<std::size_t>(whole))));
  if (!values_) return false;
  const auto zeroed = static_cast<std::size_t>(whole * arrived / expected);
  std::memset(values_.get() + zeroed_, 0, zeroed - zeroed_);
  zeroed_ = zeroed;
  return true;
}

/// Writes `axes` pending axes into the rows. A whole block at a time: axis by axis, each byte would load another
/// cache line.
void CodedVectors::transpose_block(std::uint32_t axes) {
  std::array<std::uint8_t, axis_block> row{};
  const std::size_t count = header_.count;
  std::int8_t* out = values_.get() + axes_;
  for (std::size_t i = 0; i < count; ++i, out += stride()) {
    for (std::size_t axis = 0; axis < axes; ++axis) row[axis] = pending_[axis * count + i];
    std::memcpy(out, row.data(), axes);
  }
  axes_ += axes;
}

#ifdef __wasm_simd128__

std::int32_t squared_distance(const std::int8_t* a, const std::int8_t* b, std::uint32_t stride) {
  v128_t sum = wasm_i32x4_const(0, 0, 0, 0);
  for (std::uint32_t i = 0; i < stride; i += 16) {
    const v128_t x = wasm_v128_load(a + i);
    const v128_t y = wasm_v128_load(b + i);
    const v128_t low = wasm_i16x8_sub(wasm_i16x8_extend_low_i8x16(x), wasm_i16x8_extend_low_i8x16(y));
    const v128_t high = wasm_i16x8_sub(wasm_i16x8_extend_high_i8x16(x), wasm_i16x8_extend_high_i8x16(y));
    sum = wasm_i32x4_add(sum, wasm_i32x4_add(wasm_i32x4_dot_i16x8(low, low), wasm_i32x4_dot_i16x8(high, high)));
  }
  return wasm_i32x4_extract_lane(sum, 0) + wasm_i32x4_extract_lane(sum, 1) + wasm_i32x4_extract_lane(sum, 2) +
         wasm_i32x4_extract_lane(sum, 3);
}

#else

std::int32_t squared_distance(const std::int8_t* a, const std::int8_t* b, std::uint32_t stride) {
  std::int32_t sum = 0;
  for (std::uint32_t i = 0; i < stride; ++i) {
    const std::int32_t difference = std::int32_t{a[i]} - std::int32_t{b[i]};
    sum += difference * difference;
  }
  return sum;
}

#endif

}  // namespace vitrine
