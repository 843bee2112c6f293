// What a failure says, for tests that look for words in it.
#pragma once

#include <functional>
#include <string>

#include "tools/console/console.h"

/// The sentence of the Failure that `work` throws; "" when it throws none.
inline std::string sentence_of(const std::function<void()>& work) {
  try {
    work();
  } catch (const vitrine::Failure& failure) {
    return failure.what();
  }
  return "";
}

inline bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }
