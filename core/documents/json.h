// JSON for the tools, which do not include the library themselves: one-line objects out, flat objects in.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "core/result.h"

namespace vitrine {

/// std::monostate: null.
using JsonValue = std::variant<std::string, double, std::int64_t, bool, std::vector<std::string>, std::monostate>;
using JsonFields = std::vector<std::pair<std::string, JsonValue>>;

/// One JSON object on one line, keys in the order given; invalid UTF-8 is replaced, and is no error.
std::string to_json_line(const JsonFields& fields);

using FlatRow = std::vector<std::pair<std::string, std::string>>;

/// Reads one object whose values are text, numbers, booleans, null ("") or arrays of those (joined by '|').
Result<FlatRow> read_flat_object(std::string_view text);

}  // namespace vitrine
