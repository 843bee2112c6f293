// Whole files in and out of memory.
#pragma once

#include <cstddef>
#include <filesystem>
#include <limits>
#include <string>
#include <string_view>
#include <system_error>

namespace vitrine {

/// Why the system refused, as the end of a sentence: ": No space left on device. Make room and run again."
std::string why(const std::error_code& error);

/// A file, or at most this many of its first bytes. Throws Failure when it cannot be read.
std::string read_file(const std::filesystem::path& file, std::size_t most = std::numeric_limits<std::size_t>::max());

/// Replaces what is there. Throws Failure when it cannot be written.
void write_file(const std::filesystem::path& file, std::string_view bytes);
/// The same, as a whole or not at all: first beside it, then in its place. What is no file, as a pipe, is written into.
void replace_file(const std::filesystem::path& file, std::string_view bytes);

}  // namespace vitrine
