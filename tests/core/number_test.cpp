// core/number: numbers read as the C library reads them, and written as short as they read back.
#include <doctest/doctest.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <string>
#include <vector>

#include "core/number/number.h"
#include "core/random.h"

using namespace vitrine;

namespace {

/// std::bit_cast, which libc++ 14 does not have.
template <class To, class From>
To bits_as(const From& from) {
  static_assert(sizeof(To) == sizeof(From));
  To to;
  std::memcpy(&to, &from, sizeof to);
  return to;
}
std::uint64_t bits_of(double value) { return bits_as<std::uint64_t>(value); }
double from_bits(std::uint64_t bits) { return bits_as<double>(bits); }

/// Reads a text with both readers: the same characters taken, the same bits.
void check_as_strtod(const std::string& text) {
  CAPTURE(text);
  char* end = nullptr;
  const double expected = std::strtod(text.c_str(), &end);
  const Number number = read_number(text);
  CHECK(number.length == static_cast<std::size_t>(end - text.c_str()));
  CHECK(bits_of(number.value) == bits_of(expected));
}

/// The whole decimal text of a positive double: a double has at most 767 digits that are not 0 in front.
std::string exact_text(double value) {
  std::string text(1100, '\0');
  const int length = std::snprintf(text.data(), text.size(), "%.1074f", value);
  text.resize(static_cast<std::size_t>(length));
  return text;
}

/// Halfway between two neighbouring doubles, as the mean of their decimal texts: both have all their digits.
std::string halfway_text(double lower, double upper) {
  std::string a = '0' + exact_text(lower) + '0', b = exact_text(upper) + '0';
  b.insert(0, a.size() - b.size(), '0');
  int carry = 0;
  for (std::size_t i = a.size(); i-- > 0;) {  // the sum
    if (a[i] == '.') continue;
    const int digit = a[i] - '0' + (b[i] - '0') + carry;
    a[i] = static_cast<char>('0' + digit % 10);
    carry = digit / 10;
  }
  int rest = 0;
  for (char& c : a) {  // half of it
    if (c == '.') continue;
    const int digit = rest * 10 + (c - '0');
    c = static_cast<char>('0' + digit / 2);
    rest = digit % 2;
  }
  return a;
}

}  // namespace

TEST_CASE("a number takes the characters that belong to it") {
  for (const char* text : {"",      "-",    "+",         ".",     "-.",    "e5",    ".e5",    "x",     "0",     "-0",
                           "+7",    "7.",   ".5",        "-.5e1", "1.5e",  "1.5e+", "1.5e-x", "1e5.5", "1.2.3", "12,5",
                           "1e+07", "1E-7", "00012.500", "0x",    "1e05 ", "--1",   "+-1",    "5e\n"})
    check_as_strtod(text);
  // What std::strtod reads in addition.
  CHECK(read_number("0x1p3").length == 1);
  for (const char* text : {" 1", "inf", "nan", "\t1"}) CHECK(read_number(text).length == 0);
  CHECK(read_number(std::string_view("1234", 2)).value == 12.0);
}

TEST_CASE("zeros keep their sign") {
  for (const char* text : {"0", "-0", "0.0", "-0.0", "-0e999999999999999999999", "0e-5", "-000.000e1", "-1e-999"})
    check_as_strtod(text);
  CHECK(std::signbit(read_number("-0").value));
}

TEST_CASE("numbers that are hard to read") {
  for (const char* text : {"0.1",
                           "0.3",
                           "123456789012345678",
                           "9007199254740993",
                           "9007199254740992.5",
                           "9007199254740993.0000000001",
                           "1e22",
                           "1e23",
                           "8.5e22",
                           "9007199254740991e22",
                           "9007199254740993e22",
                           "1e-22",
                           "1e-23",
                           "2.2250738585072011e-308",  // subnormal, next to the smallest normal one
                           "2.2250738585072012e-308",
                           "2.2250738585072014e-308",
                           "4.9406564584124654e-324",
                           "2.4703282292062327e-324",
                           "2.4703282292062328e-324",
                           "5e-324",
                           "3e-324",
                           "2e-324",
                           "1e-324",
                           "1e-323",
                           "9.9e-324",
                           "1.7976931348623157e308",
                           "1.7976931348623158e308",
                           "1.7976931348623159e308",
                           "1e308",
                           "1e309",
                           "-1e310",
                           "1e99999999999999999999",
                           "1e-99999999999999999999",
                           "0.000001e314",
                           "6.631236846766476e-316",
                           "3.2378839133029012895883524125015321748630094e-319",
                           "1.00000000000000011102230246251565404236316680908203125",
                           "1.00000000000000011102230246251565404236316680908203124",
                           "1.00000000000000011102230246251565404236316680908203126",
                           "7.2057594037927933e16",
                           "7.2057594037927945e16",
                           "1.448997445238699",
                           "6.9294956446009195e15",
                           "3.7455744005952583e15",
                           "0.500000000000000166533453693773481063544750213623046875",
                           "1234567890123456789012345678901234567890e-20",
                           "100000000000000016777215",
                           "100000000000000016777216",
                           "18446744073709551615",
                           "18446744073709551616",
                           "9223372036854775808",
                           "4503599627370497.5"})
    check_as_strtod(text);
}

TEST_CASE("long texts count to their last digit") {
  const std::string zeros(2000, '0'), nines(2000, '9');
  check_as_strtod("1" + zeros + "e-2000");
  check_as_strtod("0." + zeros + "1e2001");
  check_as_strtod(nines + "e-2000");
  check_as_strtod("1" + zeros);
  check_as_strtod("0." + zeros + "1");
  check_as_strtod(zeros + "1." + zeros + "1");
  const std::string half = halfway_text(1.0, from_bits(0x3FF0000000000001U));
  check_as_strtod(half);
  check_as_strtod(half + zeros);
  check_as_strtod(half + zeros + "1");
}

TEST_CASE("halfway between two doubles, and a little beside") {
  Random random(9);
  std::vector<double> values{5e-324, 1e-320, 2.2250738585072009e-308, 2.2250738585072014e-308, 0.1, 1.0, 1e16, 1e300};
  for (int i = 0; i < 300; ++i) values.push_back(from_bits(random.bits() % 0x7FE0000000000000U));
  for (const double value : values) {
    std::string text = halfway_text(value, from_bits(bits_of(value) + 1));
    check_as_strtod(text);
    check_as_strtod(text + "1");
    text[text.find_last_not_of("0.")] -= 1;
    check_as_strtod(text);
  }
}

TEST_CASE("what was written with few digits or with many") {
  Random random(10);
  for (int i = 0; i < 20'000; ++i) {
    const double value = from_bits(random.bits() & 0x7FFFFFFFFFFFFFFFU);
    if (!std::isfinite(value)) continue;
    char text[64];
    std::snprintf(text, sizeof text, "%.*e", static_cast<int>(random.bits() % 25), value);
    check_as_strtod(text);
  }
  for (int i = 0; i < 20'000; ++i) {
    const auto exponent = static_cast<int>(random.bits() % 50) - 25;
    check_as_strtod(std::to_string(random.bits() >> random.bits() % 64) + "e" + std::to_string(exponent));
  }
}

TEST_CASE("a float is written as short as it reads back") {
  CHECK(text_of(0.1F) == "0.1");
  CHECK(text_of(27.4F) == "27.4");
  CHECK(text_of(-0.0F) == "-0");
  CHECK(text_of(16777216.0F) == "16777216");
  CHECK(text_of(1e10F) == "1e+10");
  Random random(11);
  for (int i = 0; i < 20'000; ++i) {
    const auto value = bits_as<float>(static_cast<std::uint32_t>(random.bits()));
    if (!std::isfinite(value)) continue;
    CHECK(static_cast<float>(read_number(text_of(value)).value) == value);
  }
}

TEST_CASE("whole numbers are digits alone") {
  CHECK(read_whole("0", 9) == 0);
  CHECK(read_whole("007", 9) == 7);
  CHECK(read_whole("2147483647", std::numeric_limits<std::int32_t>::max()) == 2147483647);
  for (const char* text : {"", "10", "-1", "+1", " 1", "1 ", "1.0", "1e0", "x", "99999999999999999999999"})
    CHECK(read_whole(text, 9) == -1);
}

TEST_CASE("zeros stand in front of short numbers") {
  CHECK(padded(7, 2) == "07");
  CHECK(padded(0, 4) == "0000");
  CHECK(padded(12345, 4) == "12345");
}
