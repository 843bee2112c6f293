#include "tools/source/identity.h"

#include <doctest/doctest.h>

#include <cctype>
#include <string>

#include "tests/tools/sentence.h"
#include "tools/source/sha256.h"

using namespace vitrine;

namespace {

std::size_t column_of(const std::string& csv, const std::string& wanted = "") {
  return id_column(parse_metadata(csv, "m.csv"), wanted).value_or(99);
}

}  // namespace

TEST_CASE("a key is 8 base64url characters of SHA-256(id)") {
  Keys keys;
  // printf abc | sha256sum: ba7816bf8f01 cfea4141 ...; 6 bytes ba 78 16 bf 8f 01
  CHECK(keys.take("abc") == "ungWv48B");
  // the empty text: e3b0c44298fc
  CHECK(keys.take("") == "47DEQpj8");
}

TEST_CASE("keys that differ only in case are one: the second id takes the next characters of its hash") {
  Keys keys;
  keys.reserve("UNGWV48b");
  const std::string second = keys.take("abc");
  CHECK(second != "ungWv48B");
  CHECK(second == "z-pBQUDe");  // cfea414140de, the next 6 bytes
  const std::string third = keys.take("abc");
  CHECK(third != second);
  for (int i = 0; i < 20; ++i) CHECK(keys.take("abc").size() == 8);  // beyond one hash
}

TEST_CASE("the id column: asked for, id, the first unique *_id, none") {
  CHECK(column_of("file,ID,x_id\na,1,2\n") == 1);
  CHECK(column_of("file,id,x_id\na,1,2\n", "X_ID") == 2);
  CHECK(column_of("a_id,b_id,c_id\n1,1,1\n1,2,2\n") == 1);  // a_id repeats
  CHECK(column_of("a_id,b_id\n1,1\n,2\n") == 1);            // a_id is not always there
  CHECK(column_of("file,title\na,b\n") == 99);
  CHECK(column_of("idea,paid\na,b\n") == 99);
  CHECK(holds(sentence_of([] { column_of("file,title\na,b\n", "number"); }), "the columns are: file, title"));
}
