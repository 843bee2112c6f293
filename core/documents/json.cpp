#include "core/documents/json.h"

#include <type_traits>

#include <nlohmann/json.hpp>

namespace vitrine {
namespace {

using Json = nlohmann::ordered_json;

std::string text_of(const Json& value) {
  if (value.is_null()) return {};
  if (value.is_string()) return value.get<std::string>();
  return value.dump();
}

bool is_flat(const Json& value) {
  if (value.is_object()) return false;
  if (!value.is_array()) return true;
  for (const Json& element : value)
    if (element.is_structured()) return false;
  return true;
}

std::string joined(const Json& array) {
  std::string text;
  for (const Json& element : array) {
    if (!text.empty()) text += '|';
    text += text_of(element);
  }
  return text;
}

}  // namespace

std::string to_json_line(const JsonFields& fields) {
  Json object = Json::object();
  for (const auto& [name, value] : fields) {
    const auto set = [&object, &key = name](const auto& v) {
      if constexpr (std::is_same_v<std::decay_t<decltype(v)>, std::monostate>)
        object[key] = nullptr;
      else
        object[key] = v;
    };
    std::visit(set, value);
  }
  return object.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<FlatRow> read_flat_object(std::string_view text) {
  const Json object = Json::parse(text.begin(), text.end(), nullptr, /*allow_exceptions=*/false);
  if (object.is_discarded()) return failure("not JSON: one whole object a line is expected");
  if (!object.is_object()) return failure("a JSON object is expected, found " + std::string(object.type_name()));
  FlatRow row;
  for (const auto& [name, value] : object.items()) {
    if (!is_flat(value))
      return failure("\"" + name + "\": a text, number, boolean or array of those is expected, found something nested");
    row.emplace_back(name, value.is_array() ? joined(value) : text_of(value));
  }
  return row;
}

}  // namespace vitrine
