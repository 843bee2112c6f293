// tools/source/metadata: the same text is tried as CSV and as JSON lines. A table that reads is rectangular, its
// columns have names of their own, and it is the same when it is written in either format and read again.
#include <algorithm>
#include <string>

#include "core/documents/json.h"
#include "tests/fuzz/expect.h"
#include "tools/console/console.h"
#include "tools/source/metadata.h"
#include "tools/source/utf8.h"

using namespace vitrine;

namespace {

std::string quoted(const std::string& cell) {
  std::string text = "\"";
  for (const char c : cell) text += c == '"' ? std::string("\"\"") : std::string(1, c);
  return text + '"';
}

std::string csv_row(const std::vector<std::string>& cells) {
  std::string line;
  for (const std::string& cell : cells) line += (line.empty() ? "" : ",") + quoted(cell);
  return line + "\r\n";
}

std::string csv_of(const Metadata& metadata) {
  std::string text = csv_row(metadata.columns);
  for (const auto& row : metadata.rows) text += csv_row(row);
  return text;
}

std::string json_lines_of(const Metadata& metadata) {
  std::string text;
  for (const auto& row : metadata.rows) {
    JsonFields fields;
    for (std::size_t i = 0; i < row.size(); ++i) fields.emplace_back(metadata.columns[i], row[i]);
    text += to_json_line(fields) + '\n';
  }
  return text;
}

void check_table(const Metadata& metadata, std::string_view text) {
  expect(metadata.lines.size() == metadata.rows.size(), "every row has its line");
  expect(std::is_sorted(metadata.lines.begin(), metadata.lines.end()), "rows stand one after the other");
  const auto lines = 1 + static_cast<std::size_t>(
                             std::count_if(text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r'; }));
  expect(metadata.lines.empty() || (metadata.lines.front() > 0 && metadata.lines.back() <= lines),
         "the lines of rows are lines of the file");
  for (std::size_t i = 0; i < metadata.columns.size(); ++i) {
    expect(!metadata.columns[i].empty(), "every column has a name");
    expect(metadata.column(metadata.columns[i]) == i, "no two columns have one name");
  }
  for (const auto& row : metadata.rows) {
    expect(row.size() == metadata.columns.size(), "every row has a text for each column");
    for (const std::string& cell : row) {
      expect(is_utf8(cell), "texts are UTF-8");
      expect(cell.find('\0') == std::string::npos, "no text holds a NUL");
    }
  }
}

void expect_same(const Metadata& a, const Metadata& b) {
  expect(a.columns == b.columns, "the columns read back as written");
  expect(a.rows == b.rows, "the rows read back as written");
}

void round_trip(std::string_view text, const char* file) {
  Metadata metadata;
  try {
    metadata = parse_metadata(text, file);
  } catch (const Failure& failure) {
    expect(std::string_view(failure.what()).starts_with(file), "an error names the file");
    return;
  }
  check_table(metadata, text);
  if (metadata.rows.empty()) return;  // JSON lines name their columns in the rows
  expect_same(parse_metadata(json_lines_of(metadata), "b.jsonl"), metadata);
  // In a CSV a row of one empty cell is an empty line, which is skipped.
  if (metadata.columns.size() > 1) expect_same(parse_metadata(csv_of(metadata), "b.csv"), metadata);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  round_trip(text_of(data, size), "a.csv");
  round_trip(text_of(data, size), "a.jsonl");
  return 0;
}
