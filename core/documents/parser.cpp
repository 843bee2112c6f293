// Goes through a document with nlohmann/json's SAX interface: no tree is built, no exception thrown. The parser keeps a
// stack of nodes (internal/nodes.h) and a path for its sentences.
#include <limits>
#include <optional>

#include <nlohmann/json.hpp>

#include "core/documents/internal/nodes.h"
#include "core/number/number.h"

// --- the library's lexer, its parts that are too large for the page -------------------------------------------

using Bytes = nlohmann::detail::iterator_input_adapter<const char*>;

// std::strtod would add 128-bit arithmetic to the module.
template <>
[[gnu::nonnull]] void nlohmann::detail::lexer<nlohmann::json, Bytes>::strtof(double& value, const char* text,
                                                                             char** end) noexcept {
  const vitrine::Number number = vitrine::read_number(text);
  value = number.value;
  *end = const_cast<char*>(text) + number.length;
}

// The lexer's texts of numbers have the locale's decimal point.
template <>
[[gnu::pure]] char nlohmann::detail::lexer<nlohmann::json, Bytes>::get_decimal_point() noexcept {
  return '.';
}

// For the library's own sentences, which the parser below puts aside: std::snprintf, and many texts.
template <>
std::string nlohmann::detail::lexer<nlohmann::json, Bytes>::get_token_string() const {
  return {};
}
template <>
std::string nlohmann::detail::parser<nlohmann::json, Bytes>::exception_message(token_type, const std::string&) {
  return {};
}

namespace vitrine::reading {

template class ArrayNode<std::string>;
template class ArrayNode<float>;
template class ArrayNode<std::int32_t>;
template class ArrayNode<std::uint32_t>;

namespace {

// Deeper than any document of ours: the limit for malicious nesting.
constexpr std::size_t deepest = 16;

class Parser {
 public:
  Parser(Node& root, std::string_view path) : root_(&root), path_(path) {}

  bool null() { return scalar({}); }
  bool boolean(bool value) {
    Scalar s;
    s.kind = Scalar::Kind::boolean;
    s.boolean = value;
    return scalar(s);
  }
  bool number_integer(std::int64_t value) { return integer(value); }
  bool number_unsigned(std::uint64_t value) {
    if (value > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
      return number_float(static_cast<double>(value), {});
    return integer(static_cast<std::int64_t>(value));
  }
  bool number_float(double value, const std::string&) {
    Scalar s;
    s.kind = Scalar::Kind::number;
    s.number = value;
    return scalar(s);
  }
  bool string(std::string& value) {
    Scalar s;
    s.kind = Scalar::Kind::text;
    s.text = &value;
    return scalar(s);
  }
  bool binary(std::vector<std::uint8_t>&) { return false; }  // JSON has none

  bool start_object(std::size_t) {
    Node* node = place();
    return node->begin_object() ? push(node, false) : mismatch(*node, "an object");
  }
  bool start_array(std::size_t) {
    Node* node = place();
    return node->begin_array() ? push(node, true) : mismatch(*node, "an array");
  }
  bool key(std::string& name) {
    Frame& frame = frames_.back();
    frame.key = name;
    frame.child = frame.node->key(name);
    if (frame.child) return true;
    // A complaint about one facet names it; others are about the object as a whole.
    const std::string complaint = frame.node->complaint();
    if (complaint.rfind("has ", 0) == 0) frame.key.reset();
    return fail(complaint);
  }
  bool end_object() { return pop(); }
  bool end_array() { return pop(); }

  template <class Exception>
  bool parse_error(std::size_t position, const std::string&, const Exception&) {
    error_ = std::string(path_) + ": not JSON from byte " + std::to_string(position) +
             " on: the file is damaged or cut short; fetch it again or make it again";
    return false;
  }

  const std::string& error() const { return error_; }

 private:
  struct Frame {
    Node* node;
    bool array;
    std::size_t next;  // elements so far
    std::optional<std::string> key;
    Node* child;
  };

  // Where the next value goes.
  Node* place() {
    if (frames_.empty()) return root_;
    Frame& frame = frames_.back();
    if (!frame.array) return frame.child;
    ++frame.next;
    return frame.node->element();
  }

  bool integer(std::int64_t value) {
    Scalar s;
    s.kind = Scalar::Kind::integer;
    s.integer = value;
    s.number = static_cast<double>(value);
    return scalar(s);
  }

  bool scalar(const Scalar& s) {
    static constexpr const char* names[] = {"null", "true or false", "a number", "a number", "a text"};
    Node* node = place();
    return node->scalar(s) || mismatch(*node, names[static_cast<std::size_t>(s.kind)]);
  }

  bool push(Node* node, bool array) {
    frames_.push_back({node, array, 0, std::nullopt, nullptr});
    return frames_.size() <= deepest || fail("is nested deeper than " + std::to_string(deepest) + " levels");
  }

  bool pop() {
    Node* node = frames_.back().node;
    frames_.pop_back();
    return node->end() || fail(node->complaint());
  }

  bool mismatch(const Node& node, const char* found) {
    return fail(std::string(node.expects()) + " expected, found " + found);
  }

  // `what` is about the place ("has no ...") or about its value ("a number expected ...").
  bool fail(const std::string& what) {
    const std::string at = where();
    const bool of_the_place = what.rfind("has ", 0) == 0 || what.rfind("is ", 0) == 0 || what.rfind("appears ", 0) == 0;
    error_ = std::string(path_) + (at.empty() ? "" : ": " + at) + (of_the_place ? " " : ": ") + what;
    return false;
  }

  // column "score"[17], or "facets"[2] "values"[0]
  std::string where() const {
    std::string text;
    for (const Frame& frame : frames_) {
      if (frame.array) {
        if (frame.next > 0) text += '[' + std::to_string(frame.next - 1) + ']';
      } else if (frame.key) {
        if (*frame.key == "columns" && text.empty()) {
          text = "column";
        } else {
          if (!text.empty()) text += ' ';
          text += '"' + *frame.key + '"';
        }
      }
    }
    return text == "column" ? "\"columns\"" : text;
  }

  Node* root_;
  std::string_view path_;
  std::vector<Frame> frames_;
  std::string error_;
};

}  // namespace

Result<void> parse(Node& root, std::string_view bytes, std::string_view path) {
  Parser parser(root, path);
  if (nlohmann::json::sax_parse(bytes.data(), bytes.data() + bytes.size(), &parser)) return {};
  return failure(parser.error());
}

}  // namespace vitrine::reading
