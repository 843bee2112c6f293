// Files of numbers as they are published: gzip around the coded vectors of core/embedding and the like.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/embedding/coded_vectors.h"
#include "core/result.h"

namespace vitrine {

/// Throws Failure where there is no memory.
std::string zipped(std::string_view coded);

/// Reads a zipped file to its end. Errors are ends of sentences: "its gzip is damaged".
Result<CodedVectors> unzipped(std::string_view file);
/// The same of any file that has at most this many bytes.
Result<std::vector<std::uint8_t>> unzipped_bytes(std::string_view file, std::size_t most);

}  // namespace vitrine
