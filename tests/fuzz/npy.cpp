// tools/source/npy: a matrix that reads holds no more numbers than the bytes do, and the same numbers when it is
// written as float32 and read again.
#include <cstring>
#include <string>

#include "tests/fuzz/expect.h"
#include "tools/console/console.h"
#include "tools/source/npy.h"

using namespace vitrine;

namespace {

std::string npy_of(const Matrix& matrix) {
  std::string header = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + std::to_string(matrix.rows) + ", " +
                       std::to_string(matrix.columns) + "), }\n";
  std::string bytes("\x93NUMPY\x01\x00", 8);
  bytes += static_cast<char>(header.size());
  bytes += '\0';
  bytes += header;
  bytes.append(reinterpret_cast<const char*>(matrix.values.data()), 4 * matrix.values.size());
  return bytes;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    const Matrix matrix = parse_npy(text_of(data, size), "a.npy");
    expect(matrix.values.size() == matrix.rows * matrix.columns, "there are rows x columns numbers");
    expect(matrix.rows <= size && matrix.columns <= size, "no more rows and columns than bytes");
    const Matrix again = parse_npy(npy_of(matrix), "a.npy");
    expect(again.rows == matrix.rows && again.columns == matrix.columns, "the shape reads back as written");
    expect(std::memcmp(again.values.data(), matrix.values.data(), 4 * matrix.values.size()) == 0,
           "the numbers read back as written");
  } catch (const Failure& failure) {
    expect(std::string_view(failure.what()).starts_with("a.npy"), "an error names the file");
  }
  return 0;
}
