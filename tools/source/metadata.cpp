#include "tools/source/metadata.h"

#include <algorithm>

#include "core/documents/json.h"
#include "tools/console/console.h"
#include "tools/console/words.h"
#include "tools/source/ascii.h"
#include "tools/source/csv.h"
#include "tools/source/files.h"
#include "tools/source/paths.h"

namespace vitrine {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const fs::path& file, const std::string& sentence) {
  throw Failure(file.filename().string() + ": " + sentence);
}

void check_columns(const Metadata& metadata) {
  for (std::size_t i = 0; i < metadata.columns.size(); ++i)
    if (metadata.column(metadata.columns[i]) != i)
      fail(metadata.file, "two columns are called \"" + metadata.columns[i] + "\". Rename one of them.");
}

// --- CSV ------------------------------------------------------------------------------------------------------

Metadata from_csv(std::string_view text, const fs::path& file) {
  CsvTable table = parse_csv(text, file);
  Metadata metadata{file, std::move(table.rows[0]), {}, {table.lines.begin() + 1, table.lines.end()}};
  for (std::size_t i = 1; i < table.rows.size(); ++i) {
    if (table.rows[i].size() != metadata.columns.size())
      fail(file, "line " + std::to_string(table.lines[i]) + " has " + counted(table.rows[i].size(), "cell", "cells") +
                     ", the first line names " + counted(metadata.columns.size(), "column", "columns") +
                     ". Put texts that hold a separator or a line break in quotation marks.");
    metadata.rows.push_back(std::move(table.rows[i]));
  }
  // Spreadsheets and pandas write columns without a name; they are ignored.
  for (std::size_t i = metadata.columns.size(); i-- > 0;) {
    if (!metadata.columns[i].empty()) continue;
    const auto place = static_cast<std::ptrdiff_t>(i);
    metadata.columns.erase(metadata.columns.begin() + place);
    for (auto& row : metadata.rows) row.erase(row.begin() + place);
  }
  return metadata;
}

// --- JSON lines -----------------------------------------------------------------------------------------------

Metadata parse_json_lines(std::string_view text, const fs::path& file) {
  Metadata metadata{file, {}, {}, {}};
  std::size_t number = 0;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    ++number;
    if (trimmed(line).empty()) continue;
    const Result<FlatRow> object = read_flat_object(line);
    if (!object) fail(file, "line " + std::to_string(number) + ": " + object.error().message + ".");
    std::vector<std::string> row(metadata.columns.size());
    for (const auto& [name, value] : *object) {
      const std::string key = trimmed(name);
      if (key.empty()) continue;
      if ((name + value).find('\0') != std::string::npos)
        fail(file, "line " + std::to_string(number) + ": a text holds a NUL character. Leave it out.");
      const std::size_t column = metadata.column(key).value_or(metadata.columns.size());
      if (column == metadata.columns.size()) metadata.columns.push_back(key);
      if (column >= row.size()) row.resize(column + 1);
      row[column] = trimmed(value);
    }
    metadata.rows.push_back(std::move(row));
    metadata.lines.push_back(number);
  }
  for (auto& row : metadata.rows) row.resize(metadata.columns.size());
  return metadata;
}

}  // namespace

std::optional<std::size_t> Metadata::column(std::string_view name) const {
  const std::string wanted = lower(name);
  for (std::size_t i = 0; i < columns.size(); ++i)
    if (lower(columns[i]) == wanted) return i;
  return std::nullopt;
}

fs::path find_metadata(const fs::path& folder) {
  const fs::path csv = folder / "metadata.csv", lines = folder / "metadata.jsonl";
  std::error_code ignored;
  const bool has_csv = fs::exists(csv, ignored), has_lines = fs::exists(lines, ignored);
  if (has_csv && has_lines)
    throw Failure("There are both metadata.csv and metadata.jsonl. Say which one with --metadata FILE.");
  if (has_csv) return csv;
  return has_lines ? lines : fs::path();
}

Metadata parse_metadata(std::string_view text, const fs::path& file) {
  text = text_of_file(text, file);
  const std::string extension = extension_of(file);
  Metadata metadata;
  if (extension == ".csv" || extension == ".tsv")
    metadata = from_csv(text, file);
  else if (extension == ".jsonl" || extension == ".ndjson")
    metadata = parse_json_lines(text, file);
  else
    fail(file, "CSV (.csv, .tsv) or JSON lines (.jsonl, .ndjson) is expected.");
  check_columns(metadata);
  return metadata;
}

Metadata read_metadata(const fs::path& file) { return parse_metadata(read_file(file), file); }

}  // namespace vitrine
