#include "tools/source/npy.h"

#include <bit>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>

#include "tools/console/console.h"
#include "tools/source/files.h"

namespace vitrine {
namespace {

static_assert(std::endian::native == std::endian::little, "little-endian numbers are copied as they are");

constexpr std::size_t most_header = 1 << 16;  // numpy writes some hundred bytes

unsigned byte_at(std::string_view bytes, std::size_t place) { return static_cast<unsigned char>(bytes[place]); }

/// The Python text after "'key':" of the header's dictionary.
std::string_view value_of(std::string_view header, const std::string& key) {
  const std::size_t at = header.find("'" + key + "'");
  if (at == std::string_view::npos) return {};
  std::string_view value = header.substr(at + key.size() + 2);
  const std::size_t first = value.find_first_not_of(" :");
  return first == std::string_view::npos ? std::string_view() : value.substr(first);
}

/// "(515, 512)" to its numbers.
std::vector<std::size_t> shape_of(std::string_view text, const std::string& name) {
  std::vector<std::size_t> shape;
  text = text.substr(0, text.find(')'));
  while (true) {
    const std::size_t digit = text.find_first_of("0123456789");
    if (digit == std::string_view::npos) return shape;
    text.remove_prefix(digit);
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || number > (std::size_t{1} << 40U))
      throw Failure(name + ": its header gives an impossible size.");
    shape.push_back(number);
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  }
}

struct Header {
  std::size_t rows = 0, columns = 0;
  std::size_t width = 4;   // bytes of a number
  std::size_t length = 0;  // bytes of the header: numbers follow
};

Header parse_header(std::string_view bytes, const std::string& name) {
  if (bytes.size() < 10 || !bytes.starts_with("\x93NUMPY"))
    throw Failure(name + " is not an .npy file. Write it with numpy.save.");
  const unsigned version = byte_at(bytes, 6);
  const std::size_t head = version == 1 ? 10 : 12;
  std::size_t length = byte_at(bytes, 8) | byte_at(bytes, 9) << 8U;
  if (version > 1 && bytes.size() >= 12) length |= byte_at(bytes, 10) << 16U | byte_at(bytes, 11) << 24U;
  if (bytes.size() < head || bytes.size() - head < length)
    throw Failure(name + " is cut short: its header is incomplete.");
  const std::string_view header = bytes.substr(head, length);

  const std::string_view type = value_of(header, "descr");
  const bool single = type.starts_with("'<f4'"), half = type.starts_with("'<f2'");
  if (!single && !half)
    throw Failure(name + " holds numbers of type " + std::string(type.substr(0, type.find(','))) +
                  "; float32 ('<f4') or float16 ('<f2') is expected. Convert it with astype(\"float32\").");
  if (!value_of(header, "fortran_order").starts_with("False"))
    throw Failure(name + " is in Fortran order; C order is expected. Convert it with numpy.ascontiguousarray.");
  const std::vector<std::size_t> shape = shape_of(value_of(header, "shape"), name);
  if (shape.size() != 2)
    throw Failure(name + " has " + std::to_string(shape.size()) +
                  " dimensions; two are expected: a row for each picture, a column for each number of its vector.");
  return {shape[0], shape[1], single ? 4U : 2U, head + length};
}

/// `size`: bytes of numbers that there are.
void require_size(const Header& header, std::size_t size, const std::string& name) {
  const bool fits = header.columns == 0 || header.rows <= size / header.width / header.columns;
  if (!fits || size != header.rows * header.columns * header.width)
    throw Failure(name + " holds " + std::to_string(size) + " bytes of numbers, its header says " +
                  std::to_string(header.rows) + " rows of " + std::to_string(header.columns) + ". Write it again.");
  if (size == 0) throw Failure(name + " holds no numbers: a row for each picture is expected.");
}

}  // namespace

float from_half(unsigned bits) {
  const float sign = (bits & 0x8000U) != 0 ? -1.0F : 1.0F;
  const int exponent = static_cast<int>(bits >> 10U & 0x1FU);
  const auto fraction = static_cast<float>(bits & 0x3FFU);
  if (exponent == 31) return fraction == 0 ? sign * std::numeric_limits<float>::infinity() : std::nanf("");
  if (exponent == 0) return sign * std::ldexp(fraction, -24);
  return sign * std::ldexp(fraction + 1024.0F, exponent - 25);
}

Matrix parse_npy(std::string_view bytes, const std::string& name) {
  const Header header = parse_header(bytes, name);
  const std::string_view data = bytes.substr(header.length);
  require_size(header, data.size(), name);
  Matrix matrix{header.rows, header.columns, std::vector<float>(header.rows * header.columns)};
  if (header.width == 4) {
    std::memcpy(matrix.values.data(), data.data(), data.size());
    return matrix;
  }
  for (std::size_t i = 0; i < matrix.values.size(); ++i)
    matrix.values[i] = from_half(byte_at(data, 2 * i) | byte_at(data, 2 * i + 1) << 8U);
  return matrix;
}

MatrixShape read_npy_shape(const std::filesystem::path& file) {
  const std::string name = file.filename().string();
  const std::string bytes = read_file(file, most_header);
  const Header header = parse_header(bytes, name);
  std::error_code ignored;
  require_size(header, std::filesystem::file_size(file, ignored) - header.length, name);
  return {header.rows, header.columns};
}

Matrix read_npy(const std::filesystem::path& file) { return parse_npy(read_file(file), file.filename().string()); }

}  // namespace vitrine
