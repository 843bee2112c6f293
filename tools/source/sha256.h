// SHA-256, by OpenSSL with the instructions the processor has for it, as 64 lower-case hexadecimal digits.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace vitrine {

/// Of bytes in memory.
std::string sha256(std::string_view bytes);

/// Of a file's content, read in portions. Throws Failure when it cannot be read.
std::string sha256_of_file(const std::filesystem::path& file);

}  // namespace vitrine
