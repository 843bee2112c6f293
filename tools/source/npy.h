// NumPy's .npy files: a matrix of float32 or float16, little-endian, rows one after the other (C order).
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace vitrine {

struct Matrix {
  std::size_t rows = 0, columns = 0;
  std::vector<float> values;  // rows x columns, row-major
};

struct MatrixShape {
  std::size_t rows = 0, columns = 0;
};

/// What a file's header says; its numbers are not read. Throws Failure like read_npy.
MatrixShape read_npy_shape(const std::filesystem::path& file);

/// Throws Failure: what was found, what was expected.
Matrix read_npy(const std::filesystem::path& file);

/// The same from the file's bytes; `name` is for sentences.
Matrix parse_npy(std::string_view bytes, const std::string& name);

/// IEEE 754 half precision.
float from_half(unsigned bits);

}  // namespace vitrine
