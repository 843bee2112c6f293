// Numbers as texts, the same in the page and natively, whatever the locale.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace vitrine {

/// A number and how many characters it takes.
struct Number {
  double value = 0.0;
  std::size_t length = 0;  // 0: no number
};

/// Reads the decimal number that `text` begins with: sign, digits with a point, exponent, as std::strtod does; but no
/// spaces, no hexadecimal digits, no infinity. The double nearest to it, of two the even one; infinite when it is too
/// large, of either sign when it is 0.
///
/// The fast path and the idea of the exact one, a quotient of whole numbers, are those of W. D. Clinger, How to Read
/// Floating Point Numbers Accurately, 1990.
Number read_number(std::string_view text);

/// Reads a text that is one whole number of at least 0, in digits alone; -1 where it is not, or is above `largest`.
std::int32_t read_whole(std::string_view text, std::int32_t largest);

/// The shortest decimal that reads back as the same float: "0.1", not "0.100000001". REQUIRES: it is finite.
std::string text_of(float value);

/// Zero-padded to at least this many digits: padded(7, 2) == "07".
std::string padded(std::uint32_t value, std::size_t digits);

}  // namespace vitrine
