// Writes documents: one visitor over describe.h that fills a JSON value.
#include <cmath>
#include <type_traits>

#include <nlohmann/json.hpp>

#include "core/documents/describe.h"
#include "core/documents/table.h"
#include "core/number/number.h"

namespace vitrine {
namespace {

using Json = nlohmann::ordered_json;

// 0.1f is 0.1, not 0.10000000149011612.
double shortest(float value) { return read_number(text_of(value)).value; }

Json to_json(float value) { return std::isfinite(value) ? Json(shortest(value)) : Json(nullptr); }
Json to_json(bool value) { return value; }
Json to_json(std::uint32_t value) { return value; }
Json to_json(std::uint64_t value) { return value; }
Json to_json(std::int32_t value) { return value == missing_index ? Json(nullptr) : Json(value); }
Json to_json(const std::string& value) { return value; }

Json to_json(const std::vector<std::pair<std::string, std::string>>& pairs) {
  Json object = Json::object();
  for (const auto& [name, value] : pairs) object[name] = value;
  return object;
}

// A row with one value is that value, with none null, with several an array.
Json facet_rows(const FacetColumn& column) {
  Json rows = Json::array();
  for (std::size_t row = 0; row + 1 < column.offsets.size(); ++row) {
    const std::uint32_t begin = column.offsets[row];
    const std::uint32_t end = column.offsets[row + 1];
    if (begin == end) {
      rows.push_back(nullptr);
    } else if (end - begin == 1) {
      rows.push_back(column.values[begin]);
    } else {
      Json several = Json::array();
      for (std::uint32_t i = begin; i < end; ++i) several.push_back(column.values[i]);
      rows.push_back(std::move(several));
    }
  }
  return rows;
}

Json to_json(const std::vector<FacetColumn>& facets) {
  Json object = Json::object();
  for (const FacetColumn& facet : facets) object[facet.name] = facet_rows(facet);
  return object;
}

template <class T>
Json to_json(const std::vector<T>& values);

class Writer {
 public:
  Json json = Json::object();

  void schema() { json["schema"] = schema_version; }
  void strict() {}

  template <class T>
  void field(const char* name, const T& value) {
    json[name] = value_of(value);
  }

  template <class T>
  void optional(const char* name, const T& value) {
    if (!is_empty(value)) field(name, value);
  }

  template <class Visit>
  void columns(std::uint32_t, Visit visit) {
    Writer columns;
    visit(columns);
    json["columns"] = std::move(columns.json);
  }

  template <class T>
  static Json value_of(const T& value) {
    if constexpr (std::is_class_v<T> && requires(Writer& w, T& t) { describe(w, t); }) {
      Writer writer;
      describe(writer, const_cast<T&>(value));  // one description serves readers, which need it mutable
      return std::move(writer.json);
    } else {
      return to_json(value);
    }
  }

 private:
  static bool is_empty(float value) { return !std::isfinite(value); }
  static bool is_empty(bool value) { return !value; }
  static bool is_empty(std::uint32_t value) { return value == 0; }
  static bool is_empty(std::uint64_t value) { return value == 0; }
  template <class T>
  static bool is_empty(const T& value) {
    return value.empty();
  }
};

template <class T>
Json to_json(const std::vector<T>& values) {
  Json array = Json::array();
  for (const T& value : values) array.push_back(Writer::value_of(value));
  return array;
}

template <class T>
std::string text_of(const T& document) {
  return Writer::value_of(document).dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

#define VITRINE_WRITE(name, path, type) \
  std::string write(const type& document) { return text_of(document); }
VITRINE_DOCUMENTS(VITRINE_WRITE)
#undef VITRINE_WRITE
std::string write(const CalendarBoard& board) { return text_of(board); }
std::string write(const CalendarSettings& settings) { return text_of(settings); }

}  // namespace vitrine
