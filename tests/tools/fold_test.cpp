#include "tools/published/fold.h"

#include <doctest/doctest.h>

#include <fstream>
#include <string>

using vitrine::fold;

TEST_CASE("The table that the page's fold keeps too (tests/fold.tsv)") {
  std::ifstream table(FOLD_TABLE);
  std::string line;
  int rows = 0;
  while (std::getline(table, line)) {
    const std::size_t tab = line.find('\t');
    REQUIRE(tab != std::string::npos);
    CHECK(fold(line.substr(0, tab)) == line.substr(tab + 1));
    ++rows;
  }
  CHECK(rows > 10);
}

TEST_CASE("Folding what is folded changes nothing") {
  for (const char* text : {"Élan ﬁne №5", "İstanbul ısı", "ΟΔΟΣ", "Straße", "각", "Å"})
    CHECK(fold(fold(text)) == fold(text));
}

TEST_CASE("Bytes that are not UTF-8 separate words") {
  CHECK(fold("caf\xe9 noir") == "caf noir");
  CHECK(fold("a\xff\xfe"
             "b") == "a b");
  CHECK(fold(std::string_view("a\0b", 3)) == "a b");
  CHECK(fold("\xed\xa0\x80x") == "x");  // a surrogate
}
