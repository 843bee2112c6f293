#include "core/number/number.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <limits>

namespace vitrine {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
std::uint32_t digit_of(char c) { return static_cast<std::uint32_t>(c - '0'); }

// --- the text ---------------------------------------------------------------------------------------------------

/// 0.DIGITS x 10^point; the first digit is not 0.
struct Decimal {
  bool negative = false;
  std::string_view digits;    // possibly with a decimal point among them
  std::int64_t count = 0;     // of the digits
  std::int64_t point = 0;     // the power of ten
  std::uint64_t leading = 0;  // the first 19 digits, or all
  std::size_t length = 0;     // characters of the text; 0: no number
};

/// "e-12" from `at` on: its value, and `at` behind it. 0 where there is none.
std::int64_t scan_exponent(std::string_view text, std::size_t& at) {
  std::size_t next = at;
  if (next == text.size() || (text[next] != 'e' && text[next] != 'E')) return 0;
  ++next;
  const bool negative = next < text.size() && text[next] == '-';
  if (negative || (next < text.size() && text[next] == '+')) ++next;
  std::int64_t exponent = 0;
  constexpr std::int64_t enough = 1'000'000'000'000;  // no text has enough zeros to compensate for it
  for (; next < text.size() && is_digit(text[next]); at = ++next)
    exponent = std::min(exponent * 10 + digit_of(text[next]), enough);
  return negative ? -exponent : exponent;
}

Decimal scan(std::string_view text) {
  Decimal decimal;
  std::size_t at = 0;
  decimal.negative = !text.empty() && text[0] == '-';
  if (decimal.negative || (!text.empty() && text[0] == '+')) ++at;
  bool point = false, any = false;
  std::size_t first = 0;
  for (; at < text.size(); ++at) {
    if (text[at] == '.' && !point) {
      point = true;
      continue;
    }
    if (!is_digit(text[at])) break;
    any = true;
    if (decimal.count == 0 && text[at] == '0') {
      decimal.point -= point;
      continue;
    }
    if (decimal.count == 0) first = at;
    if (++decimal.count <= 19) decimal.leading = decimal.leading * 10 + digit_of(text[at]);
    decimal.point += !point;
  }
  if (!any) return {};
  if (decimal.count > 0) decimal.digits = text.substr(first, at - first);
  decimal.point += scan_exponent(text, at);
  decimal.length = at;
  return decimal;
}

// --- the exact way ----------------------------------------------------------------------------------------------

// The number halfway between two doubles has at most 768 digits: digits after them only make it larger.
constexpr std::int64_t most_digits = 800;
// Of 0.DIGITS: below the smallest the number is 0, above the largest infinite.
constexpr std::int64_t smallest_point = -323, largest_point = 309;

constexpr std::uint32_t ten_to_9 = 1'000'000'000;
constexpr std::int64_t nine = 9;

/// A whole number of many words of 32 bits.
class Whole {
 public:
  /// 800 digits, and room to divide by the largest power of ten: 10^1123.
  static constexpr std::size_t most_words = 84 + 2 + 125;

  void multiply_and_add(std::uint32_t factor, std::uint32_t addend) {
    std::uint64_t carry = addend;
    for (std::size_t i = 0; i < size_; ++i) {
      carry += std::uint64_t{words_[i]} * factor;
      words_[i] = static_cast<std::uint32_t>(carry);
      carry >>= 32U;
    }
    if (carry != 0) words_[size_++] = static_cast<std::uint32_t>(carry);
  }

  /// Returns what is left over.
  std::uint32_t divide(std::uint32_t divisor) {
    std::uint64_t rest = 0;
    for (std::size_t i = size_; i-- > 0;) {
      rest = rest << 32U | words_[i];
      words_[i] = static_cast<std::uint32_t>(rest / divisor);
      rest %= divisor;
    }
    if (words_[size_ - 1] == 0) --size_;
    return static_cast<std::uint32_t>(rest);
  }

  void shift_by_words(std::size_t count) {
    std::copy_backward(words_.data(), words_.data() + size_, words_.data() + size_ + count);
    std::fill_n(words_.data(), count, 0U);
    size_ += count;
  }

  std::int64_t bits() const { return 32 * static_cast<std::int64_t>(size_) - std::countl_zero(words_[size_ - 1]); }

  /// 64 bits from bit `first` on.
  std::uint64_t bits_from(std::int64_t first) const {
    const auto at = static_cast<std::size_t>(first / 32);
    const auto shift = static_cast<unsigned>(first % 32);
    const std::uint64_t low = word(at) | std::uint64_t{word(at + 1)} << 32U;
    return shift == 0 ? low : low >> shift | std::uint64_t{word(at + 2)} << (64U - shift);
  }

  bool has_bits_below(std::int64_t bit) const {
    const auto whole = static_cast<std::size_t>(bit / 32);
    for (std::size_t i = 0; i < std::min(whole, size_); ++i)
      if (words_[i] != 0) return true;
    return (word(whole) & ((1U << static_cast<unsigned>(bit % 32)) - 1U)) != 0;
  }

 private:
  std::uint32_t word(std::size_t i) const { return i < size_ ? words_[i] : 0; }

  std::array<std::uint32_t, most_words> words_{};
  std::size_t size_ = 0;
};

/// The double nearest to `whole` x 2^exponent, or a little more where there is a `rest`. `whole` has more than 64 bits.
double nearest(const Whole& whole, std::int64_t exponent, bool rest) {
  constexpr std::int64_t smallest = -1074, largest = 971;  // powers of two of a double's last bit
  const std::int64_t last = std::max(whole.bits() - 53 + exponent, smallest);
  if (last > largest) return std::numeric_limits<double>::infinity();
  const std::int64_t dropped = last - exponent;
  std::uint64_t bits = whole.bits_from(dropped);
  const bool half = (whole.bits_from(dropped - 1) & 1U) != 0;
  if (half && (rest || (bits & 1U) != 0 || whole.has_bits_below(dropped - 1))) ++bits;
  // The bit that a double does not keep adds 1 to its exponent; so does rounding up to the next power of two.
  bits += static_cast<std::uint64_t>(last - smallest) << 52U;
  double value = 0.0;
  std::memcpy(&value, &bits, sizeof value);
  return value;
}

double exactly(const Decimal& decimal) {
  if (decimal.point < smallest_point) return 0.0;
  if (decimal.point > largest_point) return std::numeric_limits<double>::infinity();
  Whole whole;
  std::int64_t taken = 0;
  bool rest = false;
  for (const char c : decimal.digits) {
    if (!is_digit(c)) continue;
    if (taken == most_digits) {
      rest = rest || c != '0';
      continue;
    }
    whole.multiply_and_add(10, digit_of(c));
    ++taken;
  }
  std::int64_t power = decimal.point - taken;  // of ten
  for (; power > 0; --power) whole.multiply_and_add(10, 0);
  // A division by 10^9 takes less than a word.
  const std::int64_t words = 2 + (-power + nine - 1) / nine;
  whole.shift_by_words(static_cast<std::size_t>(words));
  for (; power <= -nine; power += nine) rest = whole.divide(ten_to_9) != 0 || rest;
  for (; power < 0; ++power) rest = whole.divide(10) != 0 || rest;
  return nearest(whole, -32 * words, rest);
}

// --- the fast way -----------------------------------------------------------------------------------------------

/// Both the digits and the power of ten are doubles, so that one operation rounds once.
bool is_fast(const Decimal& decimal) {
  const std::int64_t power = decimal.point - decimal.count;
  return decimal.count <= 19 && decimal.leading <= std::uint64_t{1} << 53U && power >= -22 && power <= 22;
}

double fast(const Decimal& decimal) {
  const auto digits = static_cast<double>(decimal.leading);
  const std::int64_t power = decimal.point - decimal.count;
  double scale = 1.0;
  for (std::int64_t i = std::abs(power); i > 0; --i) scale *= 10.0;
  return power < 0 ? digits / scale : digits * scale;
}

}  // namespace

Number read_number(std::string_view text) {
  const Decimal decimal = scan(text);
  double value = 0.0;
  if (decimal.count > 0) value = is_fast(decimal) ? fast(decimal) : exactly(decimal);
  return {decimal.negative ? -value : value, decimal.length};
}

std::int32_t read_whole(std::string_view text, std::int32_t largest) {
  std::int64_t value = text.empty() ? -1 : 0;
  for (const char c : text) {
    if (!is_digit(c)) return -1;
    value = value * 10 + digit_of(c);
    if (value > largest) return -1;
  }
  return static_cast<std::int32_t>(value);
}

std::string text_of(float value) {
  char text[32];
  for (int digits = 6; digits <= 9; ++digits) {
    std::snprintf(text, sizeof text, "%.*g", digits, static_cast<double>(value));
    if (static_cast<float>(read_number(text).value) == value) break;
  }
  return text;
}

std::string padded(std::uint32_t value, std::size_t digits) {
  std::string text = std::to_string(value);
  return text.size() < digits ? std::string(digits - text.size(), '0') + text : text;
}

}  // namespace vitrine
