// document-types: prints web/documents.d.ts, what the page gets of each document (wasm/main/to_js.h), made of the one
// description of its fields. The test `document-types` compares it with the file that is checked in; to write it again:
//
//   build/native/document-types > web/documents.d.ts
#include <cstdio>
#include <set>
#include <string>
#include <string_view>
#include <type_traits>

#include "core/documents/describe.h"
#include "core/documents/table.h"

namespace vitrine {
namespace {

template <class T>
struct IsVector : std::false_type {};
template <class T>
struct IsVector<std::vector<T>> : std::true_type {};

/// "ClusterCard" of vitrine::ClusterCard: GCC and Clang write it into the function's name.
template <class T>
std::string name_of() {
  const std::string_view function = __PRETTY_FUNCTION__;
  const std::size_t begin = function.find("vitrine::", function.find("T = ")) + std::string_view("vitrine::").size();
  return std::string(function.substr(begin, function.find_first_of(";]", begin) - begin));
}

/// The interfaces printed so far.
class Interfaces {
 public:
  /// What `T` is in the page; prints the interface of a struct before it is named.
  template <class T>
  std::string type_of() {
    if constexpr (std::is_same_v<T, std::string>) {
      return "string";
    } else if constexpr (std::is_same_v<T, bool>) {
      return "boolean";
    } else if constexpr (std::is_arithmetic_v<T>) {
      return "number";
    } else if constexpr (std::is_same_v<T, std::vector<std::pair<std::string, std::string>>>) {
      return "[string, string][]";
    } else if constexpr (IsVector<T>::value) {
      using Element = typename T::value_type;
      if constexpr (std::is_same_v<Element, std::uint32_t>) return "Uint32Array";
      if constexpr (std::is_same_v<Element, std::int32_t>) return "Int32Array";
      if constexpr (std::is_same_v<Element, float>) return "Float32Array";
      return type_of<Element>() + "[]";
    } else {
      print<T>();
      return name_of<T>();
    }
  }

  template <class T>
  void print();

 private:
  std::set<std::string> printed_;
};

/// A visitor of describe.h.
class Fields {
 public:
  explicit Fields(Interfaces& interfaces) : interfaces_(interfaces) {}

  void schema() {}
  void strict() {}
  template <class T>
  void field(const char* name, T&) {
    const std::string type = interfaces_.type_of<T>();
    text += "  " + std::string(name) + ": " + type + ";\n";
  }
  template <class T>
  void optional(const char* name, T& value) {  // the page gets its default
    field(name, value);
  }
  template <class Visit>
  void columns(std::uint32_t, Visit) {
    is_columns = true;
  }

  std::string text;
  bool is_columns = false;

 private:
  Interfaces& interfaces_;
};

template <class T>
void Interfaces::print() {
  if (!printed_.insert(name_of<T>()).second) return;
  T document;
  Fields fields(*this);
  describe(fields, document);
  if (fields.is_columns) return;  // columns stay in the module
  std::printf("\nexport interface %s {\n%s}\n", name_of<T>().c_str(), fields.text.c_str());
}

}  // namespace
}  // namespace vitrine

int main() {
  std::printf(
      "// Made by tests/build/document_types.cpp from core/documents/describe.h; do not edit. What the fields mean "
      "stands\n"
      "// in core/documents/documents.h.\n");
  vitrine::Interfaces interfaces;
#define VITRINE_PRINT(name, path, type) interfaces.print<vitrine::type>();
  VITRINE_DOCUMENTS(VITRINE_PRINT)
#undef VITRINE_PRINT
  interfaces.print<vitrine::CalendarBoard>();
  return 0;
}
