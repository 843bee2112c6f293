// Places of a document that is being read, one node for each. A node writes the value that it is given straight into
// its struct, or returns what it expected. Nodes are made by reader.cpp from describe.h.
#pragma once

#include <cmath>
#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/documents/describe.h"
#include "core/result.h"

namespace vitrine::reading {

/// A value that is not an object or an array.
struct Scalar {
  enum class Kind : std::uint8_t { null, boolean, integer, number, text };
  Kind kind = Kind::null;
  bool boolean = false;
  std::int64_t integer = 0;  // Kind::integer; number has it too
  double number = 0.0;
  std::string* text = nullptr;
};

class Node {
 public:
  virtual ~Node() = default;
  /// With its article: "a number".
  virtual const char* expects() const = 0;
  /// False: not what is expected here.
  virtual bool scalar(const Scalar&) { return false; }
  virtual bool begin_object() { return false; }
  virtual bool begin_array() { return false; }
  /// Where the value of `key`, or the next element, goes; null when it cannot be there (complaint() says why).
  virtual Node* key(const std::string&) { return nullptr; }
  virtual Node* element() { return nullptr; }
  /// The object or array is over; false when something is missing (complaint() says what).
  virtual bool end() { return true; }
  virtual std::string complaint() const { return {}; }
  /// Unknown keys are refused, in it and below.
  virtual void strict() {}
};

/// Accepts and drops any value: the value of an unknown key.
class Ignored final : public Node {
 public:
  const char* expects() const override { return "anything"; }
  bool scalar(const Scalar&) override { return true; }
  bool begin_object() override { return true; }
  bool begin_array() override { return true; }
  Node* key(const std::string&) override { return this; }
  Node* element() override { return this; }
};

inline const char* expected(const std::string*) { return "a text"; }
inline const char* expected(const bool*) { return "true or false"; }
inline const char* expected(const float*) { return "a number"; }
inline const char* expected(const std::int32_t*) { return "a whole number"; }
inline const char* expected(const std::uint32_t*) { return "a whole number of at least 0"; }
inline const char* expected(const std::uint64_t*) { return "a whole number of at least 0"; }

inline bool take(const Scalar& scalar, std::string& target) {
  if (scalar.kind == Scalar::Kind::null) return true;
  if (scalar.kind != Scalar::Kind::text) return false;
  target = std::move(*scalar.text);
  return true;
}

inline bool take(const Scalar& scalar, bool& target) {
  target = scalar.boolean;
  return scalar.kind == Scalar::Kind::boolean;
}

inline bool take(const Scalar& scalar, float& target) {
  if (scalar.kind == Scalar::Kind::null) {
    target = missing_number;
    return true;
  }
  target = static_cast<float>(scalar.number);
  return (scalar.kind == Scalar::Kind::number || scalar.kind == Scalar::Kind::integer) && std::isfinite(target);
}

inline bool take(const Scalar& scalar, std::int32_t& target) {
  if (scalar.kind == Scalar::Kind::null) {
    target = missing_index;
    return true;
  }
  target = static_cast<std::int32_t>(scalar.integer);
  return scalar.kind == Scalar::Kind::integer && scalar.integer >= std::numeric_limits<std::int32_t>::min() &&
         scalar.integer <= std::numeric_limits<std::int32_t>::max();
}

inline bool take(const Scalar& scalar, std::uint32_t& target) {
  target = static_cast<std::uint32_t>(scalar.integer);
  return scalar.kind == Scalar::Kind::integer && scalar.integer >= 0 &&
         scalar.integer <= std::numeric_limits<std::uint32_t>::max();
}

inline bool take(const Scalar& scalar, std::uint64_t& target) {
  target = static_cast<std::uint64_t>(scalar.integer);
  return scalar.kind == Scalar::Kind::integer && scalar.integer >= 0;
}

template <class T>
class ScalarNode final : public Node {
 public:
  explicit ScalarNode(T& target) : target_(&target) {}
  const char* expects() const override { return expected(target_); }
  bool scalar(const Scalar& scalar) override { return take(scalar, *target_); }

 private:
  T* target_;
};

/// The version of the document's layout: present, and not newer than this reader.
class SchemaNode final : public Node {
 public:
  const char* expects() const override { return "a schema version of at least 1"; }
  bool scalar(const Scalar& scalar) override {
    version_ = scalar.integer;
    return scalar.kind == Scalar::Kind::integer && version_ >= 1;
  }
  std::string complaint() const override {
    if (version_ <= schema_version) return {};
    return "has schema " + std::to_string(version_) + ", this reader knows " + std::to_string(schema_version) +
           ": reload the page, or render the site with the same version";
  }

 private:
  std::int64_t version_ = 0;
};

/// An array of scalars.
template <class T>
class ArrayNode final : public Node {
 public:
  explicit ArrayNode(std::vector<T>& target) : target_(&target) {}
  const char* expects() const override { return in_array_ ? expected(static_cast<T*>(nullptr)) : "an array"; }
  bool begin_array() override { return !std::exchange(in_array_, true); }
  Node* element() override { return this; }
  bool scalar(const Scalar& scalar) override {
    if (!in_array_) return false;
    target_->emplace_back();
    return take(scalar, target_->back());
  }
  bool end() override {
    in_array_ = false;
    return true;
  }

 private:
  std::vector<T>* target_;
  bool in_array_ = false;
};

// In parser.cpp, which is compiled for speed: the page compiles what makes nodes for size.
extern template class ArrayNode<std::string>;
extern template class ArrayNode<float>;
extern template class ArrayNode<std::int32_t>;
extern template class ArrayNode<std::uint32_t>;

/// Rows of one facet: a value, none (null) or an array of values each.
class FacetNode final : public Node {
 public:
  explicit FacetNode(FacetColumn& target) : target_(&target) { target.offsets.push_back(0); }
  const char* expects() const override {
    return depth_ == 0   ? "an array"
           : depth_ == 1 ? "a value's number, null or an array of numbers"
                         : "a value's number";
  }
  bool begin_array() override { return ++depth_ <= 2; }
  Node* element() override { return this; }
  bool scalar(const Scalar& scalar) override {
    if (depth_ == 0) return false;
    const bool none = depth_ == 1 && scalar.kind == Scalar::Kind::null;
    std::uint32_t value = 0;
    if (!none && !take(scalar, value)) return false;
    if (!none) target_->values.push_back(value);
    if (depth_ == 1) end_row();
    return true;
  }
  bool end() override {
    if (--depth_ == 1) end_row();
    return true;
  }

 private:
  void end_row() { target_->offsets.push_back(static_cast<std::uint32_t>(target_->values.size())); }
  FacetColumn* target_;
  int depth_ = 0;
};

/// An object whose keys are names of the owner's: facets by name.
class FacetsNode final : public Node {
 public:
  explicit FacetsNode(std::vector<FacetColumn>& target) : target_(&target) {}
  const char* expects() const override { return "an object"; }
  bool begin_object() override { return true; }
  Node* key(const std::string& name) override {
    for (const FacetColumn& facet : *target_)
      if (facet.name == name) return nullptr;
    target_->push_back({name, {}, {}});
    child_ = std::make_unique<FacetNode>(target_->back());
    return child_.get();
  }
  std::string complaint() const override { return "appears twice"; }

 private:
  std::vector<FacetColumn>* target_;
  std::unique_ptr<FacetNode> child_;
};

/// An object of texts, in order.
class PairsNode final : public Node {
 public:
  explicit PairsNode(std::vector<std::pair<std::string, std::string>>& target) : target_(&target) {}
  const char* expects() const override { return in_object_ ? "a text" : "an object of texts"; }
  bool begin_object() override { return !std::exchange(in_object_, true); }
  Node* key(const std::string& name) override {
    target_->emplace_back(name, std::string());
    return this;
  }
  bool scalar(const Scalar& scalar) override { return in_object_ && take(scalar, target_->back().second); }
  bool end() override {
    in_object_ = false;
    return true;
  }

 private:
  std::vector<std::pair<std::string, std::string>>* target_;
  bool in_object_ = false;
};

class ColumnsNode;

/// An object with known keys, made by describe(). Unknown ones are ignored, or refused when strict.
class ObjectNode : public Node {
 public:
  const char* expects() const override { return "an object"; }
  bool begin_object() override { return true; }
  Node* key(const std::string& name) override;
  bool end() override;
  std::string complaint() const override { return complaint_; }

  // The visitor's interface: see describe.h. Not inlined: every field would add a copy to the page's module.
  void schema();
  void strict() override { strict_ = true; }
  template <class T>
  [[gnu::noinline]] void field(const char* name, T& target) {
    add(name, true, node_for(target));
  }
  template <class T>
  [[gnu::noinline]] void optional(const char* name, T& target) {
    add(name, false, node_for(target));
  }
  template <class Visit>
  void columns(const std::uint32_t& count, Visit visit);

 protected:
  struct Field {
    const char* name;
    bool required;
    bool seen;
    std::unique_ptr<Node> node;
  };
  void add(const char* name, bool required, std::unique_ptr<Node> node);
  bool newer_schema() { return schema_ && !complain(schema_->complaint()) && !complaint_.empty(); }
  bool complain(std::string complaint) {
    complaint_ = std::move(complaint);
    return false;
  }

  template <class T>
  static std::unique_ptr<Node> node_for(T& target);

 private:
  std::vector<Field> fields_;
  Ignored ignored_;
  SchemaNode* schema_ = nullptr;
  ColumnsNode* columns_ = nullptr;
  bool strict_ = false;
  std::string complaint_;
};

/// An array of objects.
template <class T>
class RowsNode final : public Node {
 public:
  explicit RowsNode(std::vector<T>& target) : target_(&target) {}
  const char* expects() const override { return "an array"; }
  bool begin_array() override { return true; }
  void strict() override { strict_ = true; }
  Node* element() override {
    target_->emplace_back();
    row_ = std::make_unique<ObjectNode>();
    if (strict_) row_->strict();
    describe(*row_, target_->back());
    return row_.get();
  }

 private:
  std::vector<T>* target_;
  std::unique_ptr<ObjectNode> row_;
  bool strict_ = false;
};

/// "columns": each an array as long as "count" says, which may come later.
class ColumnsNode final : public ObjectNode {
 public:
  explicit ColumnsNode(const std::uint32_t& count) : count_(&count) {}
  /// Once "count" is known; complaint() says which column does not fit.
  bool fits();

  template <class T>
  void field(const char* name, std::vector<T>& target) {
    ObjectNode::field(name, target);
    lengths_.push_back(
        {name, true, &target, [](const void* t) { return static_cast<const std::vector<T>*>(t)->size(); }});
  }
  template <class T>
  void optional(const char* name, std::vector<T>& target) {
    ObjectNode::optional(name, target);
    lengths_.push_back(
        {name, false, &target, [](const void* t) { return static_cast<const std::vector<T>*>(t)->size(); }});
  }
  void optional(const char* name, std::vector<FacetColumn>& target) {
    ObjectNode::optional(name, target);
    facets_ = &target;
  }

 private:
  struct Length {
    const char* name;
    bool required;
    const void* column;
    std::size_t (*size)(const void*);
  };
  bool has_length(const std::string& name, std::size_t rows);

  const std::uint32_t* count_;
  std::vector<Length> lengths_;
  const std::vector<FacetColumn>* facets_ = nullptr;
};

inline std::unique_ptr<Node> make_node(std::vector<FacetColumn>& target) {
  return std::make_unique<FacetsNode>(target);
}
inline std::unique_ptr<Node> make_node(std::vector<std::pair<std::string, std::string>>& target) {
  return std::make_unique<PairsNode>(target);
}
template <class T>
std::unique_ptr<Node> make_node(std::vector<T>& target) {
  if constexpr (requires(ObjectNode& object, T& row) { describe(object, row); })
    return std::make_unique<RowsNode<T>>(target);
  else
    return std::make_unique<ArrayNode<T>>(target);
}
template <class T>
std::unique_ptr<Node> make_node(T& target) {
  if constexpr (requires(ObjectNode& object) { describe(object, target); }) {
    auto object = std::make_unique<ObjectNode>();
    describe(*object, target);
    return object;
  } else {
    return std::make_unique<ScalarNode<T>>(target);
  }
}

template <class T>
std::unique_ptr<Node> ObjectNode::node_for(T& target) {
  return make_node(target);
}

template <class Visit>
void ObjectNode::columns(const std::uint32_t& count, Visit visit) {
  auto node = std::make_unique<ColumnsNode>(count);
  visit(*node);
  columns_ = node.get();
  add("columns", true, std::move(node));
}

/// Hands what stands in `bytes` to `root` and the nodes below it (parser.cpp). The error names `path` and the place.
Result<void> parse(Node& root, std::string_view bytes, std::string_view path);

}  // namespace vitrine::reading
