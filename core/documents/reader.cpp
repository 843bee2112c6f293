// Reads documents: makes the nodes of a document (internal/nodes.h) from describe.h, and lets the parser fill them.
#include "core/documents/internal/nodes.h"
#include "core/documents/table.h"

namespace vitrine {
namespace reading {

void ObjectNode::add(const char* name, bool required, std::unique_ptr<Node> node) {
  fields_.push_back({name, required, false, std::move(node)});
}

void ObjectNode::schema() {
  auto node = std::make_unique<SchemaNode>();
  schema_ = node.get();
  add("schema", true, std::move(node));
}

Node* ObjectNode::key(const std::string& name) {
  if (newer_schema()) return nullptr;
  for (Field& field : fields_) {
    if (name != field.name) continue;
    if (strict_) field.node->strict();
    if (!std::exchange(field.seen, true)) return field.node.get();
    complain("has \"" + name + "\" twice");
    return nullptr;
  }
  if (!strict_) return &ignored_;
  complain("has a key \"" + name + "\" that is not known: check its spelling");
  return nullptr;
}

bool ObjectNode::end() {
  if (newer_schema()) return false;
  for (const Field& field : fields_)
    if (field.required && !field.seen) return complain(std::string("has no \"") + field.name + "\"");
  return !columns_ || columns_->fits() || complain("\"columns\" " + columns_->complaint());
}

bool ColumnsNode::has_length(const std::string& name, std::size_t rows) {
  if (rows == *count_) return true;
  return complain("has " + std::to_string(rows) + " rows in \"" + name + "\", \"count\" says " +
                  std::to_string(*count_));
}

bool ColumnsNode::fits() {
  for (const Length& length : lengths_) {
    const std::size_t rows = length.size(length.column);
    if (!length.required && rows == 0) continue;
    if (!has_length(length.name, rows)) return false;
  }
  if (!facets_) return true;
  for (const FacetColumn& facet : *facets_)
    if (!has_length(facet.name, facet.offsets.size() - 1)) return false;
  return true;
}

}  // namespace reading

template <class T>
Result<T> read(std::string_view bytes, std::string_view path) {
  T document;
  reading::ObjectNode root;
  describe(root, document);
  const auto parsed = reading::parse(root, bytes, path);
  if (!parsed) return tl::unexpected(parsed.error());
  return document;
}

#define VITRINE_READ(name, path, type) template Result<type> read(std::string_view, std::string_view);
VITRINE_DOCUMENTS(VITRINE_READ)
#undef VITRINE_READ
template Result<CalendarBoard> read(std::string_view, std::string_view);
template Result<ViewerParts> read(std::string_view, std::string_view);
template Result<CalendarSettings> read(std::string_view, std::string_view);
template Result<Settings> read(std::string_view, std::string_view);

}  // namespace vitrine
