#include "tools/source/sha256.h"

#include <sha256.h>  // libmd

#include <array>
#include <cstdio>
#include <memory>
#include <vector>

#include "tools/console/console.h"

namespace vitrine {
namespace {

std::string end(SHA256_CTX& context) {
  std::array<std::uint8_t, SHA256_DIGEST_LENGTH> digest{};
  SHA256Final(digest.data(), &context);
  std::string text;
  text.reserve(2 * digest.size());
  for (const std::uint8_t byte : digest) {
    text += "0123456789abcdef"[byte >> 4U];
    text += "0123456789abcdef"[byte & 15U];
  }
  return text;
}

}  // namespace

std::string sha256(std::string_view bytes) {
  SHA256_CTX context;
  SHA256Init(&context);
  SHA256Update(&context, reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
  return end(context);
}

std::string sha256_of_file(const std::filesystem::path& file) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> in(std::fopen(file.c_str(), "rb"), &std::fclose);
  if (!in) {
    throw Failure(file.string() + " cannot be read: check that it is there and that you may read it.");
  }
  SHA256_CTX context;
  SHA256Init(&context);
  std::vector<std::uint8_t> portion(1U << 16U);
  while (const std::size_t count = std::fread(portion.data(), 1, portion.size(), in.get())) {
    SHA256Update(&context, portion.data(), count);
  }
  if (std::ferror(in.get()) != 0) {
    throw Failure(file.string() + " cannot be read to its end: the disk or the network refused.");
  }
  return end(context);
}

}  // namespace vitrine
