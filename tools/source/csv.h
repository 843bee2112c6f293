// CSV (RFC 4180) as rows of texts: comma, semicolon or tab, whichever the first row has most.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace vitrine {

struct CsvTable {
  std::vector<std::vector<std::string>> rows;  // not all of one length; texts are trimmed, blank lines left out
  std::vector<std::size_t> lines;              // of the file, where each row begins; the first is 1
};

/// The text of a file without its byte order mark. `file` names it in sentences, here and below. Throws Failure when it
/// is not UTF-8, or holds NUL bytes.
std::string_view text_of_file(std::string_view bytes, const std::filesystem::path& file);

/// REQUIRES: the text is one of text_of_file. Throws Failure: a quotation mark without its pair, no row at all.
CsvTable parse_csv(std::string_view text, const std::filesystem::path& file);

}  // namespace vitrine
