// Documents as JavaScript values. Arrays of numbers become typed arrays of their own, copied out of the module's
// memory: the document they come from is destroyed when the call returns.
#pragma once

#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include <emscripten/val.h>

#include "core/documents/describe.h"

namespace vitrine {

template <class T>
emscripten::val to_js(T& value);

/// A visitor of describe.h.
class ObjectToJs {
 public:
  emscripten::val object = emscripten::val::object();

  void schema() {}
  void strict() {}
  template <class T>
  [[gnu::noinline]] void field(const char* name, T& value) {
    object.set(name, to_js(value));
  }
  template <class T>
  void optional(const char* name, T& value) {
    field(name, value);
  }
};

inline emscripten::val pairs_to_js(const std::vector<std::pair<std::string, std::string>>& pairs) {
  emscripten::val array = emscripten::val::array();
  for (const auto& [name, value] : pairs) {
    emscripten::val pair = emscripten::val::array();
    pair.call<void>("push", name, value);
    array.call<void>("push", pair);
  }
  return array;
}

template <class T>
emscripten::val array_to_js(std::vector<T>& values) {
  if constexpr (std::is_arithmetic_v<T>) {
    const emscripten::val view(emscripten::typed_memory_view(values.size(), values.data()));
    return view.call<emscripten::val>("slice");
  } else {
    emscripten::val array = emscripten::val::array();
    for (T& value : values) array.call<void>("push", to_js(value));
    return array;
  }
}

template <class T>
struct IsVector : std::false_type {};
template <class T>
struct IsVector<std::vector<T>> : std::true_type {};

template <class T>
emscripten::val to_js(T& value) {
  if constexpr (std::is_same_v<T, std::vector<std::pair<std::string, std::string>>>) {
    return pairs_to_js(value);
  } else if constexpr (IsVector<T>::value) {
    return array_to_js(value);
  } else if constexpr (requires(ObjectToJs& object) { describe(object, value); }) {
    ObjectToJs object;
    describe(object, value);
    return object.object;
  } else if constexpr (std::is_same_v<T, std::uint64_t>) {
    return emscripten::val(static_cast<double>(value));  // no BigInt in the page
  } else {
    return emscripten::val(value);
  }
}

}  // namespace vitrine
