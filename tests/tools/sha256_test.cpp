#include "tools/source/sha256.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include "tests/tools/folder.h"
#include "tools/console/console.h"

using vitrine::sha256;
using vitrine::sha256_of_file;

TEST_CASE("The digests of FIPS 180-2") {
  CHECK(sha256("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(sha256("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_CASE("A file longer than one portion has the digest of its bytes") {
  const TemporaryFolder folder;
  const std::filesystem::path file = folder.path / "file";
  const std::string bytes(200'001, '\xe9');
  std::ofstream(file, std::ios::binary) << bytes;
  CHECK(sha256_of_file(file) == sha256(bytes));
  std::filesystem::remove(file);
  CHECK_THROWS_AS(sha256_of_file(file), vitrine::Failure);
  CHECK_THROWS_AS(sha256_of_file(file.parent_path()), vitrine::Failure);  // a folder
}
