#include "tools/source/metadata.h"

#include <doctest/doctest.h>

#include <fstream>
#include <string>

#include "tests/tools/folder.h"
#include "tests/tools/sentence.h"

using namespace vitrine;
using Row = std::vector<std::string>;

TEST_CASE("CSV: quotes, line breaks in a cell, a byte order mark, CRLF, blank lines") {
  const Metadata metadata = parse_metadata(
      "\xEF\xBB\xBFid, Title ,description\r\n1,\"Sea, \"\"open\"\"\",\"two\r\nlines\"\r\n\r\n2,Sky,\r\n", "m.csv");
  CHECK(metadata.columns == Row{"id", "Title", "description"});
  REQUIRE(metadata.rows.size() == 2);
  CHECK(metadata.rows[0] == Row{"1", "Sea, \"open\"", "two\r\nlines"});
  CHECK(metadata.rows[1] == Row{"2", "Sky", ""});
  CHECK(metadata.column("TITLE") == 1);
  CHECK(!metadata.column("tit"));
}

TEST_CASE("CSV: semicolons and tabs, the last line without an end, columns without a name") {
  CHECK(parse_metadata("id;title;x\n1;a, b, c;2", "m.csv").rows.at(0) == Row{"1", "a, b, c", "2"});
  CHECK(parse_metadata("id\ttitle\n1\ta;b,c\n", "m.tsv").rows.at(0) == Row{"1", "a;b,c"});
  CHECK(parse_metadata("\"a;b;c\",d\n1,2\n", "m.csv").columns == Row{"a;b;c", "d"});
  const Metadata pandas = parse_metadata(",id,title\n0,a,b\n1,c,d\n", "m.csv");
  CHECK(pandas.columns == Row{"id", "title"});
  CHECK(pandas.rows.at(1) == Row{"c", "d"});
}

TEST_CASE("CSV: what would put texts into wrong columns is refused, with its line") {
  CHECK(holds(sentence_of([] { parse_metadata("id,title\n1,a\n2,b,c\n", "m.csv"); }),
              "m.csv: line 3 has 3 cells, the first line names 2 columns."));
  CHECK(holds(sentence_of([] { parse_metadata("id,title\n\n1\n", "m.csv"); }), "m.csv: line 3 has 1 cell, the"));
  CHECK(holds(sentence_of([] { parse_metadata("id,title\n1,\"a\n2,b\n", "m.csv"); }),
              "in the row that begins in line 2 a quotation mark"));
  CHECK(holds(sentence_of([] { parse_metadata("id,title\n1,a\n2,5\" disc\n", "m.csv"); }),
              "in the row that begins in line 3 a quotation mark"));
  CHECK(holds(sentence_of([] { parse_metadata("id,ID\n1,2\n", "m.csv"); }), "two columns are called"));
  CHECK(holds(sentence_of([] { parse_metadata("", "m.csv"); }), "empty"));
  CHECK(holds(sentence_of([] { parse_metadata("id,title\n1,caf\xE9\n", "m.csv"); }), "UTF-8"));
  CHECK(holds(sentence_of([] { parse_metadata(std::string("id\n1\0\n", 6), "m.csv"); }), "NUL"));
  CHECK(holds(sentence_of([] { parse_metadata("x", "m.xlsx"); }), "is expected"));
}

TEST_CASE("rows know their line, past empty lines and texts of several lines") {
  CHECK(parse_metadata("id,t\n1,a\n\n2,\"b\nb\"\n3,c", "m.csv").lines == std::vector<std::size_t>{2, 4, 6});
  CHECK(parse_metadata("id,t\r\n1,a\r\n\r\n2,b\r\n", "m.csv").lines == std::vector<std::size_t>{2, 4});
  CHECK(parse_metadata("id,t\r1,a\r2,\"b\rb\"\r3,c", "m.csv").lines == std::vector<std::size_t>{2, 3, 5});
  CHECK(parse_metadata("id,title\r1,a;b;c;d\r", "m.csv").rows.at(0) == Row{"1", "a;b;c;d"});
  CHECK(parse_metadata("\n{\"id\":1}\n\n{\"id\":2}\n", "m.jsonl").lines == std::vector<std::size_t>{2, 4});
}

TEST_CASE("JSON lines: columns in the order met, numbers, arrays, absent values") {
  const Metadata metadata = parse_metadata(
      "{\"id\":7,\"tags\":[\"a\",\"b\"]}\n\n{\"title\":\"\\u00dcber\",\"id\":\"x\",\"none\":null}\r\n", "m.jsonl");
  CHECK(metadata.columns == Row{"id", "tags", "title", "none"});
  REQUIRE(metadata.rows.size() == 2);
  CHECK(metadata.rows[0] == Row{"7", "a|b", "", ""});
  CHECK(metadata.rows[1] == Row{"x", "", "Über", ""});
  CHECK(holds(sentence_of([] { parse_metadata("{\"id\":1}\n{\"id\":\n", "m.jsonl"); }), "line 2"));
  CHECK(holds(sentence_of([] { parse_metadata("{\"a\":{\"b\":1}}\n", "m.jsonl"); }), "line 1"));
  CHECK(
      holds(sentence_of([] { parse_metadata("{\"id\":\"a\\u0000b\"}\n", "m.jsonl"); }), "line 1: a text holds a NUL"));
  CHECK(holds(sentence_of([] { parse_metadata("{\"id\":\"half \\ud800 of a character\"}\n", "m.jsonl"); }),
              "line 1: not JSON"));
}

TEST_CASE("metadata is found in the folder, and never guessed between two") {
  const TemporaryFolder folder;
  CHECK(find_metadata(folder.path).empty());
  std::ofstream(folder.path / "metadata.jsonl") << "{\"id\":1}\n";
  CHECK(find_metadata(folder.path) == folder.path / "metadata.jsonl");
  CHECK(read_metadata(folder.path / "metadata.jsonl").rows.size() == 1);
  std::ofstream(folder.path / "metadata.csv") << "id\n1\n";
  CHECK(holds(sentence_of([&] { find_metadata(folder.path); }), "--metadata"));
  CHECK(holds(sentence_of([&] { read_metadata(folder.path / "none.csv"); }), "cannot be read"));
}
