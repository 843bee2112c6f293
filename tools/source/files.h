// Whole files in and out of memory.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <system_error>

namespace vitrine {

/// Why the system refused, as the end of a sentence: ": No space left on device. Make room and run again."
std::string why(const std::error_code& error);

/// Throws Failure when the file cannot be read.
std::string read_file(const std::filesystem::path& file);

/// Replaces what is there. Throws Failure when it cannot be written.
void write_file(const std::filesystem::path& file, std::string_view bytes);

}  // namespace vitrine
