#include "tools/source/metadata.h"

#include <csv.h>

#include <algorithm>

#include "core/documents/json.h"
#include "tools/console/console.h"
#include "tools/source/ascii.h"
#include "tools/source/files.h"
#include "tools/source/paths.h"
#include "tools/source/utf8.h"

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

struct Table {
  std::vector<std::vector<std::string>> rows;
  std::vector<std::size_t> lines;  // where each row begins
  std::vector<std::string> row;
  std::size_t line = 0;  // where the row that is being read begins
};

void end_cell(void* text, std::size_t length, void* table) {
  static_cast<Table*>(table)->row.push_back(trimmed({static_cast<const char*>(text), length}));
}

void end_row(int, void* data) {
  auto& table = *static_cast<Table*>(data);
  const bool blank = table.row.size() <= 1 && (table.row.empty() || table.row[0].empty());
  if (!blank) {
    table.rows.push_back(std::move(table.row));
    table.lines.push_back(table.line);
  }
  table.row.clear();
}

/// What separates the cells: what most often occurs in the first row, outside quotation marks.
unsigned char separator_of(std::string_view text) {
  std::size_t commas = 0, semicolons = 0, tabs = 0;
  bool quoted = false;
  for (const char c : text) {
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (c == '\n') break;
    commas += c == ',';
    semicolons += c == ';';
    tabs += c == '\t';
  }
  if (tabs > std::max(commas, semicolons)) return '\t';
  return semicolons > commas ? ';' : ',';
}

Metadata parse_csv(std::string_view text, const fs::path& file) {
  csv_parser parser;
  if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0) throw std::bad_alloc();
  csv_set_delim(&parser, separator_of(text));
  Table table;
  bool whole = true;
  std::size_t number = 0;
  while (whole && !text.empty()) {
    const std::string_view line = text.substr(0, std::min(text.find('\n'), text.size() - 1) + 1);
    text.remove_prefix(line.size());
    ++number;
    constexpr int between_rows = 0;  // libcsv's ROW_NOT_BEGUN
    if (parser.pstate == between_rows) table.line = number;
    whole = csv_parse(&parser, line.data(), line.size(), end_cell, end_row, &table) == line.size();
  }
  whole = whole && csv_fini(&parser, end_cell, end_row, &table) == 0;
  csv_free(&parser);
  if (!whole)
    fail(file, "after row " + std::to_string(table.rows.empty() ? 0 : table.rows.size() - 1) +
                   " a quotation mark has no pair, or stands inside a text that is not in quotation marks.");
  if (table.rows.empty()) fail(file, "it is empty; a first line with the names of the columns is expected.");

  Metadata metadata{file, std::move(table.rows[0]), {}, {table.lines.begin() + 1, table.lines.end()}};
  for (std::size_t i = 1; i < table.rows.size(); ++i) {
    if (table.rows[i].size() != metadata.columns.size())
      fail(file, "row " + std::to_string(i) + " has " + std::to_string(table.rows[i].size()) +
                     " cells, the first line names " + std::to_string(metadata.columns.size()) +
                     " columns. Put texts that hold a separator or a line break in quotation marks.");
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
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  if (!is_utf8(text)) fail(file, "it is not UTF-8. Save it as UTF-8, in a spreadsheet \"CSV UTF-8\".");
  if (text.find('\0') != std::string_view::npos) fail(file, "it holds NUL bytes: it is not a text file.");
  const std::string extension = extension_of(file);
  Metadata metadata;
  if (extension == ".csv" || extension == ".tsv")
    metadata = parse_csv(text, file);
  else if (extension == ".jsonl" || extension == ".ndjson")
    metadata = parse_json_lines(text, file);
  else
    fail(file, "CSV (.csv, .tsv) or JSON lines (.jsonl, .ndjson) is expected.");
  check_columns(metadata);
  return metadata;
}

Metadata read_metadata(const fs::path& file) { return parse_metadata(read_file(file), file); }

}  // namespace vitrine
