#include "tools/source/embeddings.h"

#include <doctest/doctest.h>

#include <cmath>
#include <fstream>
#include <limits>

#include "tests/tools/folder.h"
#include "tests/tools/sentence.h"

using namespace vitrine;

namespace {

const std::unordered_map<std::string, std::int64_t> rows{{"a", 11}, {"b", 12}, {"c", 13}};

}  // namespace

TEST_CASE("rows go to their images and get unit length; zero, broken and unknown ones are said and left out") {
  const float nan = std::numeric_limits<float>::quiet_NaN(), infinite = std::numeric_limits<float>::infinity();
  const Matrix matrix{5, 2, {3, 4, 0, 0, nan, 1, 1, infinite, 1, 1}};
  const std::unordered_map<std::string, std::int64_t> five{{"a", 1}, {"b", 2}, {"c", 3}, {"d", 4}};
  const Embeddings embeddings = assign_embeddings(matrix, {"a", "b", "c", "d", "x"}, five, "e.npy", "rows");
  CHECK(embeddings.vectors.rows == std::vector<std::int64_t>{1});
  CHECK(embeddings.vectors.values[0] == doctest::Approx(0.6));
  CHECK(embeddings.vectors.values[1] == doctest::Approx(0.8));
  REQUIRE(embeddings.remarks.size() == 3);
  CHECK(holds(embeddings.remarks[0], ": x."));
  CHECK(holds(embeddings.remarks[1], "zero count as missing: b."));
  CHECK(holds(embeddings.remarks[2], "not finite count as missing: c, d."));
}

TEST_CASE("very large and very small vectors keep their direction") {
  const Embeddings embeddings = assign_embeddings({2, 2, {3e30F, 4e30F, 3e-30F, 4e-30F}}, {"a", "b"}, rows, "e", "r");
  for (const std::size_t i : {0U, 2U}) CHECK(embeddings.vectors.values[i] == doctest::Approx(0.6));
}

TEST_CASE("a count or a dimension that does not fit is refused") {
  CHECK(holds(sentence_of([] {
                assign_embeddings({2, 2, {1, 2, 3, 4}}, {"a", "b", "c"}, rows, "e.npy", "rows in m.csv");
              }),
              "e.npy has 2 rows, but there are 3 rows in m.csv"));
  CHECK(holds(sentence_of([] { assign_embeddings({2, 1, {1, 2}}, {"a", "b"}, rows, "e.npy", "rows"); }), "1 numbers"));
  CHECK(holds(sentence_of([] { assign_embeddings({2, 0, {}}, {"a", "b"}, rows, "e.npy", "rows"); }), "0 numbers"));
  CHECK(holds(sentence_of([] { assign_embeddings({1, 2, {0, 0}}, {"a"}, rows, "e.npy", "rows"); }), "no vector"));
}

TEST_CASE("ids: one a line, each once") {
  const TemporaryFolder folder;
  std::ofstream(folder.path / "ids.txt") << "\xEF\xBB\xBF"
                                            "a\r\nb c\nü\n";
  CHECK(read_ids(folder.path / "ids.txt") == std::vector<std::string>{"a", "b c", "ü"});
  std::ofstream(folder.path / "twice.txt") << "a\nb\na\n";
  CHECK(holds(sentence_of([&] { read_ids(folder.path / "twice.txt"); }), "\"a\" twice"));
  CHECK(holds(sentence_of([&] { read_ids(folder.path / "none.txt"); }), "cannot be read"));
  CHECK(holds(sentence_of([&] { read_ids(folder.path); }), "cannot be read"));  // an error after the opening
}
