#include "tools/source/sha256.h"

#include <openssl/evp.h>

#include <array>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <vector>

#include "tools/console/console.h"

namespace vitrine {
namespace {

class Digest {
 public:
  Digest() { require(context_ && EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr) == 1); }

  void add(const void* bytes, std::size_t count) { require(EVP_DigestUpdate(context_.get(), bytes, count) == 1); }

  std::string text() {
    std::array<std::uint8_t, 32> digest{};
    require(EVP_DigestFinal_ex(context_.get(), digest.data(), nullptr) == 1);
    std::string text;
    text.reserve(2 * digest.size());
    for (const std::uint8_t byte : digest) {
      text += "0123456789abcdef"[byte >> 4U];
      text += "0123456789abcdef"[byte & 15U];
    }
    return text;
  }

 private:
  static void require(bool done) {
    if (!done) throw Failure("OpenSSL offers no SHA-256 here: its configuration leaves the default provider out.");
  }

  std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)> context_{EVP_MD_CTX_new(), &EVP_MD_CTX_free};
};

}  // namespace

std::string sha256(std::string_view bytes) {
  Digest digest;
  digest.add(bytes.data(), bytes.size());
  return digest.text();
}

std::string sha256_of_file(const std::filesystem::path& file) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> in(std::fopen(file.c_str(), "rb"), &std::fclose);
  if (!in) throw Failure(file.string() + " cannot be read: check that it is there and that you may read it.");
  Digest digest;
  std::vector<std::uint8_t> portion(1U << 16U);
  while (const std::size_t count = std::fread(portion.data(), 1, portion.size(), in.get()))
    digest.add(portion.data(), count);
  if (std::ferror(in.get()) != 0)
    throw Failure(file.string() + " cannot be read to its end: the disk or the network refused.");
  return digest.text();
}

}  // namespace vitrine
