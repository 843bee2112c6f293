#include "tools/source/csv.h"

#include <csv.h>

#include <algorithm>
#include <new>

#include "tools/console/console.h"
#include "tools/source/ascii.h"
#include "tools/source/utf8.h"

namespace vitrine {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const fs::path& file, const std::string& sentence) {
  throw Failure(file.filename().string() + ": " + sentence);
}

struct Reading {
  CsvTable table;
  std::vector<std::string> row;
  std::size_t line = 0;  // where the row that is being read begins
};

void end_cell(void* text, std::size_t length, void* reading) {
  static_cast<Reading*>(reading)->row.push_back(trimmed({static_cast<const char*>(text), length}));
}

void end_row(int, void* data) {
  auto& [table, row, line] = *static_cast<Reading*>(data);
  const bool blank = row.size() <= 1 && (row.empty() || row[0].empty());
  if (!blank) {
    table.rows.push_back(std::move(row));
    table.lines.push_back(line);
  }
  row.clear();
}

/// What separates the cells: what most often occurs in the first row, outside quotation marks.
unsigned char separator_of(std::string_view text) {
  std::size_t commas = 0, semicolons = 0, tabs = 0;
  bool quoted = false;
  for (const char c : text) {
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (c == '\n' || c == '\r') break;
    commas += c == ',';
    semicolons += c == ';';
    tabs += c == '\t';
  }
  if (tabs > std::max(commas, semicolons)) return '\t';
  return semicolons > commas ? ';' : ',';
}

/// With its end: a line feed, a carriage return, or both.
std::string_view first_line(std::string_view text) {
  std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
  if (text.substr(end).starts_with("\r\n")) ++end;
  return text.substr(0, end + 1);
}

}  // namespace

std::string_view text_of_file(std::string_view bytes, const fs::path& file) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  if (!is_utf8(bytes)) fail(file, "it is not UTF-8. Save it as UTF-8, in a spreadsheet \"CSV UTF-8\".");
  if (bytes.find('\0') != std::string_view::npos) fail(file, "it holds NUL bytes: it is not a text file.");
  return bytes;
}

CsvTable parse_csv(std::string_view text, const fs::path& file) {
  csv_parser parser;
  if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0) throw std::bad_alloc();
  csv_set_delim(&parser, separator_of(text));
  Reading reading;
  bool whole = true;
  std::size_t number = 0;
  while (whole && !text.empty()) {
    const std::string_view line = first_line(text);
    text.remove_prefix(line.size());
    ++number;
    constexpr int between_rows = 0;  // libcsv's ROW_NOT_BEGUN
    if (parser.pstate == between_rows) reading.line = number;
    whole = csv_parse(&parser, line.data(), line.size(), end_cell, end_row, &reading) == line.size();
  }
  whole = whole && csv_fini(&parser, end_cell, end_row, &reading) == 0;
  csv_free(&parser);
  CsvTable& table = reading.table;
  if (!whole)
    fail(file, "in the row that begins in line " + std::to_string(reading.line) +
                   " a quotation mark has no pair, or stands inside a text that is not in quotation marks.");
  if (table.rows.empty()) fail(file, "it is empty; a first line with the names of the columns is expected.");
  return std::move(table);
}

}  // namespace vitrine
