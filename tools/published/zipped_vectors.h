// Coded vectors as they are published: gzip around the file of core/embedding.
#pragma once

#include <string>
#include <string_view>

#include "core/embedding/coded_vectors.h"
#include "core/result.h"

namespace vitrine {

/// Throws Failure where there is no memory.
std::string zipped(std::string_view coded);

/// Reads a zipped file to its end. Errors are ends of sentences: "its gzip is damaged".
Result<CodedVectors> unzipped(std::string_view file);

}  // namespace vitrine
