#include "tools/published/fold.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>

namespace vitrine {
namespace {

bool makes_words(utf8proc_category_t category) {
  switch (category) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
      return true;
    default:
      return false;
  }
}

bool is_mark(utf8proc_category_t category) {
  return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_MC || category == UTF8PROC_CATEGORY_ME;
}

class Words {
 public:
  void take(utf8proc_int32_t code) {
    const utf8proc_category_t category = utf8proc_category(code);
    if (is_mark(category)) return;
    if (!makes_words(category)) {
      end_word();
      return;
    }
    std::array<utf8proc_uint8_t, 4> bytes{};
    const utf8proc_ssize_t length = utf8proc_encode_char(code, bytes.data());
    word_.append(bytes.data(), bytes.data() + length);
  }
  void take_ascii(char c) {
    if (c >= 'A' && c <= 'Z')
      word_ += static_cast<char>(c - 'A' + 'a');
    else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
      word_ += c;
    else
      end_word();
  }
  void end_word() {
    if (!word_.empty()) {
      words_.push_back(std::move(word_));
      word_.clear();
    }
  }
  std::vector<std::string> done() {
    end_word();
    return std::move(words_);
  }

 private:
  std::string word_;
  std::vector<std::string> words_;
};

// Not part of case folding: in the page, upper and lower case turn a dotless i into i, a final sigma into sigma.
utf8proc_int32_t beyond_case_folding(utf8proc_int32_t code) {
  constexpr utf8proc_int32_t dotless_i = 0x131, final_sigma = 0x3C2, sigma = 0x3C3;
  if (code == dotless_i) return 'i';
  return code == final_sigma ? sigma : code;
}

// What one code point becomes; the longest decomposition has 18.
struct Decomposition {
  Decomposition(utf8proc_int32_t code, int options) {
    int boundary = 0;
    const utf8proc_ssize_t length =
        utf8proc_decompose_char(code, codes.data(), most, static_cast<utf8proc_option_t>(options), &boundary);
    count = static_cast<std::size_t>(std::clamp<utf8proc_ssize_t>(length, 0, most));
  }
  static constexpr utf8proc_ssize_t most = 32;
  std::array<utf8proc_int32_t, most> codes{};
  std::size_t count;
};

// Marks are removed before case folding, which would turn the iota below a Greek vowel into a letter.
void take_folded(Words& words, utf8proc_int32_t code) {
  const Decomposition plain(code, UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT);
  for (std::size_t i = 0; i < plain.count; ++i) {
    if (is_mark(utf8proc_category(plain.codes[i]))) continue;
    const Decomposition folded(plain.codes[i], UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD);
    for (std::size_t j = 0; j < folded.count; ++j) words.take(beyond_case_folding(folded.codes[j]));
  }
}

}  // namespace

std::vector<std::string> folded_words(std::string_view text) {
  Words words;
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  auto left = static_cast<utf8proc_ssize_t>(text.size());
  while (left > 0) {
    if (*bytes < 0x80) {
      words.take_ascii(static_cast<char>(*bytes));
      ++bytes;
      --left;
      continue;
    }
    utf8proc_int32_t code = 0;
    utf8proc_ssize_t taken = utf8proc_iterate(bytes, left, &code);
    if (taken > 0) {
      take_folded(words, code);
    } else {
      words.end_word();
      taken = 1;
    }
    bytes += taken;
    left -= taken;
  }
  return words.done();
}

std::string fold(std::string_view text) {
  std::string folded;
  for (const std::string& word : folded_words(text)) {
    folded += folded.empty() ? "" : " ";
    folded += word;
  }
  return folded;
}

}  // namespace vitrine
