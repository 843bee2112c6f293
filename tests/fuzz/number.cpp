// core/number: a text is read as the C library reads it, to the last bit; a float reads back as it was written.
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <string>

#include "core/number/number.h"
#include "tests/fuzz/expect.h"

using namespace vitrine;

namespace {

/// The characters of numbers alone, so that nearly every input is one; long runs of digits are cheap to find.
std::string number_text(std::string_view input) {
  static constexpr std::string_view alphabet = "0123456789.e-+E9";
  std::string text;
  for (const char c : input) {
    const auto byte = static_cast<unsigned char>(c);
    text.append(byte < 0xF0 ? 1 : std::size_t{1} << (byte & 15U) % 11, alphabet[byte % alphabet.size()]);
  }
  return text;
}

void check_number(const std::string& text) {
  char* end = nullptr;
  const double expected = std::strtod(text.c_str(), &end);
  const Number number = read_number(text);
  expect(number.length == static_cast<std::size_t>(end - text.c_str()), "the same characters are taken");
  expect(std::memcmp(&number.value, &expected, sizeof expected) == 0, "the same double is read");
}

void check_float(std::string_view input) {
  float value = 0.0F;
  if (input.size() < sizeof value) return;
  std::memcpy(&value, input.data(), sizeof value);
  if (!std::isfinite(value)) return;
  const auto again = static_cast<float>(read_number(text_of(value)).value);
  expect(std::memcmp(&again, &value, sizeof value) == 0, "a float reads back as written");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input = text_of(data, size);
  check_number(number_text(input));
  check_float(input);
  return 0;
}
