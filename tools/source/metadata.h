// What the owner wrote about the pictures: metadata.csv (RFC 4180; comma, semicolon or tab) or metadata.jsonl
// (one flat object a line), UTF-8, as one table of texts.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vitrine {

struct Metadata {
  std::filesystem::path file;                  // empty: there is none
  std::vector<std::string> columns;            // trimmed; unique without regard to case
  std::vector<std::vector<std::string>> rows;  // a text for each column, trimmed
  std::vector<std::size_t> lines;              // of the file, where each row begins; the first is 1

  /// The column of this name, without regard to case.
  std::optional<std::size_t> column(std::string_view name) const;
};

/// metadata.csv or metadata.jsonl in the folder; empty when there is neither. Throws Failure when there are both.
std::filesystem::path find_metadata(const std::filesystem::path& folder);

/// By extension: .csv, .tsv, .jsonl, .ndjson. Throws Failure, naming file and row.
Metadata read_metadata(const std::filesystem::path& file);

/// The same from the file's text. `file` names it in sentences and says the format.
Metadata parse_metadata(std::string_view text, const std::filesystem::path& file);

}  // namespace vitrine
