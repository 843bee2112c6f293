// Expected failures are values: every function of core that can fail returns a Result.
// An Error is one sentence: what was found, what was expected, what to do.
#pragma once

#include <string>
#include <utility>

#include <tl/expected.hpp>

namespace vitrine {

struct Error {
  std::string message;
};

template <class T>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> failure(std::string message) { return tl::unexpected<Error>(Error{std::move(message)}); }

}  // namespace vitrine
