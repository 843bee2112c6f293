#include "tools/vocabulary/vocabulary.h"

#include <algorithm>
#include <charconv>
#include <map>

#include "tools/console/console.h"
#include "tools/console/words.h"
#include "tools/module/module.h"
#include "tools/source/catalogue.h"
#include "tools/source/files.h"
#include "tools/source/metadata.h"
#include "tools/source/paths.h"
#include "tools/source/utf8.h"
#include "tools/vocabulary/yaml.h"

namespace vitrine {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t longest_code = 64;
constexpr std::size_t deepest = 16;
constexpr std::size_t longest_chain = 1000;  // of rules that name derived tags

[[noreturn]] void fail(const std::string& file, std::size_t line, const std::string& sentence) {
  throw Failure(file + ", line " + std::to_string(line) + ": " + sentence);
}

// --- YAML: a tree of nodes ------------------------------------------------------------------------------------

struct Node {
  enum class Kind { text, list, map } kind = Kind::text;
  std::size_t line = 0;
  std::string text;
  std::vector<Node> items;  // of a list; of a map its keys and values in turn
};

class Tree {
 public:
  explicit Tree(std::string file) : file_(std::move(file)) {}

  Node read(std::string_view text) {
    static Module module({"yaml", "read a vocabulary in YAML", "libyaml-dev", {{"libyaml-0.so", "libyaml-0-2"}}});
    auto* read_yaml = module.function<decltype(yaml_read)>("yaml_read");
    if (read_yaml(text.data(), text.size(), &listen, this) != VITRINE_DONE)
      throw Failure(file_ + ", " + module.error());
    if (too_deep_ > 0) fail(file_, too_deep_, "it is nested deeper than " + std::to_string(deepest) + " levels.");
    return root_.items.empty() ? Node{Node::Kind::map, 1, "", {}} : std::move(root_.items.front());
  }

 private:
  // Called from C: throws nothing.
  static void listen(void* context, int event, const char* text, std::size_t length, std::size_t line) {
    static_cast<Tree*>(context)->take(event, {text, length}, line);
  }

  void take(int event, std::string_view text, std::size_t line) {
    if (too_deep_ > 0) return;
    if (event == YAML_END_LIST || event == YAML_END_MAP) {
      path_.pop_back();
      return;
    }
    if (path_.size() == deepest) {
      too_deep_ = line;
      return;
    }
    const auto kind = event == YAML_SCALAR       ? Node::Kind::text
                      : event == YAML_BEGIN_LIST ? Node::Kind::list
                                                 : Node::Kind::map;
    std::vector<Node>& siblings = path_.empty() ? root_.items : path_.back()->items;
    siblings.push_back({kind, line, std::string(text), {}});
    if (kind != Node::Kind::text) path_.push_back(&siblings.back());  // its parents do not grow until it is closed
  }

  std::string file_;
  Node root_;
  std::vector<Node*> path_;
  std::size_t too_deep_ = 0;
};

/// Reads the tree as a vocabulary.
class YamlReader {
 public:
  explicit YamlReader(std::string file) { vocabulary_.file = std::move(file); }

  Vocabulary read(const Node& root) {
    each_key(root, "a vocabulary", [&](const Node& key, const Node& value) {
      if (key.text == "thresholds") {
        read_thresholds(value);
      } else if (key.text == "base_attributes" || key.text == "derived_attributes") {
        const bool derived = key.text == "derived_attributes";
        for (const Node& item : list(value)) vocabulary_.tags.push_back(tag(item, derived));
      } else {
        unknown(key, "thresholds, base_attributes and derived_attributes");
      }
    });
    return std::move(vocabulary_);
  }

 private:
  [[noreturn]] void fail(const Node& node, const std::string& sentence) const {
    vitrine::fail(vocabulary_.file, node.line, sentence);
  }
  [[noreturn]] void unknown(const Node& key, const std::string& known) const {
    fail(key, in_quotes(key.text) + " is not known here; known are " + known + ".");
  }

  template <class Take>
  void each_key(const Node& map, const std::string& what, Take take) const {
    if (map.kind != Node::Kind::map) fail(map, what + " is expected, written as \"key: value\".");
    std::vector<std::string> seen;
    for (std::size_t i = 0; i + 1 < map.items.size(); i += 2) {
      const Node& key = map.items[i];
      if (std::find(seen.begin(), seen.end(), key.text) != seen.end())
        fail(key, in_quotes(key.text) + " stands here twice.");
      seen.push_back(key.text);
      take(key, map.items[i + 1]);
    }
  }

  const std::string& text(const Node& node) const {
    if (node.kind != Node::Kind::text) fail(node, "a text is expected, found a list or a map.");
    return node.text;
  }

  const std::vector<Node>& list(const Node& node) const {
    static const std::vector<Node> nothing;
    if (node.kind == Node::Kind::text && (node.text.empty() || node.text == "~" || node.text == "null")) return nothing;
    if (node.kind != Node::Kind::list) fail(node, "a list is expected.");
    return node.items;
  }

  std::vector<std::string> codes(const Node& node) const {
    std::vector<std::string> codes;
    for (const Node& item : list(node)) codes.push_back(text(item));
    return codes;
  }

  float confidence(const Node& node) const {
    const std::string& digits = text(node);
    float value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc() || end != digits.data() + digits.size() || !(value > 0 && value < 1))
      fail(node, "a confidence between 0 and 1 is expected, found " + in_quotes(digits) + ".");
    return value;
  }

  void read_thresholds(const Node& node) {
    each_key(node, "accepted and tentative", [&](const Node& key, const Node& value) {
      if (key.text == "accepted")
        vocabulary_.accepted_from = confidence(value);
      else if (key.text == "tentative")
        vocabulary_.tentative_from = confidence(value);
      else
        unknown(key, "accepted and tentative");
    });
    if (vocabulary_.tentative_from > vocabulary_.accepted_from)
      fail(node, "the threshold \"tentative\" is above \"accepted\".");
  }

  VocabularyTag tag(const Node& node, bool derived) const {
    VocabularyTag tag;
    tag.line = node.line;
    each_key(node, "a tag", [&](const Node& key, const Node& value) {
      if (key.text == "code")
        tag.code = text(value);
      else if (key.text == "label")
        tag.label = text(value);
      else if (key.text == "description")
        tag.description = text(value);
      else if (key.text == "type")
        tag.type = text(value);
      else if (key.text == "rule" && derived)
        read_rule(value, tag);
      else
        unknown(key, std::string("code, label, description and type") + (derived ? ", and rule" : ""));
    });
    if (derived && !tag.derived())
      fail(node, "a derived tag has a rule: all_of, none_of or both, with at least one code.");
    return tag;
  }

  void read_rule(const Node& node, VocabularyTag& tag) const {
    each_key(node, "all_of and none_of", [&](const Node& key, const Node& value) {
      if (key.text == "all_of")
        tag.all_of = codes(value);
      else if (key.text == "none_of")
        tag.none_of = codes(value);
      else
        unknown(key, "all_of and none_of");
    });
  }

  Vocabulary vocabulary_;
};

// --- CSV ------------------------------------------------------------------------------------------------------

std::vector<std::string> codes_of(const std::string& text) {
  constexpr std::string_view between = " ,|\t";
  std::vector<std::string> codes;
  for (std::size_t begin = text.find_first_not_of(between); begin != std::string::npos;) {
    const std::size_t end = std::min(text.find_first_of(between, begin), text.size());
    codes.push_back(text.substr(begin, end - begin));
    begin = text.find_first_not_of(between, end);
  }
  return codes;
}

Vocabulary from_table(const Metadata& table, const std::string& file) {
  static const std::vector<std::string> known = {"code", "label", "description", "type", "all_of", "none_of"};
  for (const std::string& column : table.columns)
    if (std::find(known.begin(), known.end(), column) == known.end())
      fail(file, 1, "the column " + in_quotes(column) + " is not known; known are " + listed(known) + ".");
  Vocabulary vocabulary;
  vocabulary.file = file;
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    const auto cell = [&](const char* name) {
      const auto column = table.column(name);
      return column ? table.rows[row][*column] : std::string();
    };
    vocabulary.tags.push_back({cell("code"), cell("label"), cell("description"), cell("type"), codes_of(cell("all_of")),
                               codes_of(cell("none_of")), table.lines[row]});
  }
  return vocabulary;
}

// --- what holds for both --------------------------------------------------------------------------------------

bool is_code(const std::string& text) {
  return !text.empty() && text.size() <= longest_code &&
         text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_-") == std::string::npos;
}

class Checker {
 public:
  explicit Checker(Vocabulary& vocabulary) : vocabulary_(vocabulary) {}

  void check() {
    for (std::size_t i = 0; i < vocabulary_.tags.size(); ++i) take_code(i);
    for (const VocabularyTag& tag : vocabulary_.tags) {
      check_references(tag, tag.all_of);
      check_references(tag, tag.none_of);
    }
    state_.resize(vocabulary_.tags.size());
    for (std::size_t i = 0; i < vocabulary_.tags.size(); ++i) walk(i);
  }

 private:
  [[noreturn]] void fail(const VocabularyTag& tag, const std::string& sentence) const {
    vitrine::fail(vocabulary_.file, tag.line, sentence);
  }

  void take_code(std::size_t i) {
    VocabularyTag& tag = vocabulary_.tags[i];
    if (!is_code(tag.code)) {
      fail(tag, "the code " + in_quotes(tag.code) +
                    " cannot be used: up to 64 lower-case letters, digits, \"_\" and \"-\" are expected.");
    }
    const auto [at, fresh] = places_.emplace(tag.code, i);
    if (!fresh) {
      fail(tag, "the code " + in_quotes(tag.code) + " is taken by line " +
                    std::to_string(vocabulary_.tags[at->second].line) + ".");
    }
    if (tag.label.empty()) tag.label = label_of(tag.code);
  }

  void check_references(const VocabularyTag& tag, const std::vector<std::string>& codes) const {
    for (const std::string& code : codes)
      if (places_.count(code) == 0)
        fail(tag, "the rule of " + in_quotes(tag.code) + " names " + in_quotes(code) + ", and there is no such tag.");
  }

  enum class State { unseen, open, done };

  // Depth-first search; meeting a tag that is open means a circle.
  void walk(std::size_t i) {
    if (state_[i] == State::done) return;
    const VocabularyTag& tag = vocabulary_.tags[i];
    path_.push_back(tag.code);
    if (state_[i] == State::open) fail(tag, "the rules go round in a circle: " + circle() + ".");
    if (path_.size() > longest_chain) {
      fail(tag, "more than " + std::to_string(longest_chain) + " rules depend on one another, up to " +
                    in_quotes(tag.code) + ".");
    }
    state_[i] = State::open;
    for (const auto* codes : {&tag.all_of, &tag.none_of})
      for (const std::string& code : *codes) walk(places_.at(code));
    state_[i] = State::done;
    path_.pop_back();
  }

  std::string circle() const {
    std::string text;
    for (auto at = std::find(path_.begin(), path_.end(), path_.back()); at != path_.end(); ++at)
      text += (text.empty() ? "" : " -> ") + *at;
    return text;
  }

  Vocabulary& vocabulary_;
  std::map<std::string, std::size_t> places_;
  std::vector<State> state_;
  std::vector<std::string> path_;
};

}  // namespace

Vocabulary parse_vocabulary(std::string_view text, const fs::path& file) {
  const std::string name = file.filename().string();
  const std::string extension = extension_of(file);
  Vocabulary vocabulary;
  if (extension == ".csv" || extension == ".tsv") {
    vocabulary = from_table(parse_metadata(text, file), name);
  } else if (extension == ".yaml" || extension == ".yml") {
    if (!is_utf8(text)) throw Failure(name + " is not UTF-8. Save it as UTF-8.");
    const Node root = Tree(name).read(text);
    vocabulary = YamlReader(name).read(root);
  } else {
    throw Failure("The vocabulary " + name + " is neither YAML (.yaml, .yml) nor CSV (.csv, .tsv).");
  }
  Checker(vocabulary).check();
  return vocabulary;
}

Vocabulary read_vocabulary(const fs::path& file) { return parse_vocabulary(read_file(file), file); }

}  // namespace vitrine
