#include "tools/analysis/labels.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>

#include "tools/analysis/stop_words.h"
#include "tools/published/fold.h"
#include "tools/source/ascii.h"

namespace vitrine {
namespace {

constexpr double least_share = 0.2;
constexpr double least_share_of_head = 0.35;
constexpr double least_lift = 1.5;
constexpr std::size_t least_members = 3;
constexpr std::size_t most_traits = 12;
constexpr std::size_t words_in_label = 2;
constexpr std::uint32_t least_pictures = 3;  // of a word
constexpr std::size_t least_letters = 3;

struct Candidate {
  ClusterTrait trait;
  double share = 0;   // of the members
  double weight = 0;  // share x log2(lift)
  bool colour = false;
  bool keyword = false;
};

bool by_weight(const Candidate& a, const Candidate& b) { return a.colour != b.colour ? b.colour : a.weight > b.weight; }

/// Facets about the content of a picture, not about its maker or camera.
bool describes_content(const std::string& facet) {
  static const std::set<std::string> others = {"camera", "credit", "license"};
  return others.count(facet) == 0;
}

void add_candidates(const CollectionFacet& column, std::uint32_t rows, const std::vector<std::uint32_t>& members,
                    std::vector<Candidate>& candidates) {
  std::unordered_map<std::uint32_t, std::uint32_t> counts;
  for (const std::uint32_t row : members)
    for (std::uint32_t i = column.column.offsets[row]; i < column.column.offsets[row + 1]; ++i)
      ++counts[column.column.values[i]];
  for (const auto& [value, count] : counts) {
    const double share = count / static_cast<double>(members.size());
    const double lift = share * rows / column.facet.counts[value];
    if (share < least_share || count < std::min(least_members, (members.size() + 1) / 2) || lift < least_lift) continue;
    candidates.push_back({{column.facet.name, column.facet.values[value], count, static_cast<float>(lift)},
                          share,
                          share * std::log2(lift),
                          column.facet.name == "colour",
                          column.facet.multiple && column.facet.name != word_source});
  }
}

/// What sets a cluster apart, the most distinctive first.
std::vector<Candidate> candidates_of(const std::vector<CollectionFacet>& columns, std::uint32_t rows,
                                     const std::vector<std::uint32_t>& members) {
  std::vector<Candidate> candidates;
  for (const CollectionFacet& column : columns)
    if (describes_content(column.facet.name)) add_candidates(column, rows, members, candidates);
  std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
    if (by_weight(a, b) || by_weight(b, a)) return by_weight(a, b);
    return std::tie(a.trait.source, a.trait.value) < std::tie(b.trait.source, b.trait.value);
  });
  return candidates;
}

bool is_word(const Candidate& candidate) { return candidate.trait.source == word_source; }

/// "astronaut" and "astronauts".
bool of_one_stem(const std::string& a, const std::string& b) {
  const std::size_t length = std::min({a.size(), b.size(), std::max(a.size(), b.size()) - 1});
  return a == b || (length >= 4 && a.compare(0, length, b, 0, length) == 0);
}

/// True when every word of `text` is there already, in any form.
bool says_nothing_new(const std::vector<std::string>& said, const std::string& text) {
  const std::vector<std::string> words = folded_words(text);
  return std::all_of(words.begin(), words.end(), [&said](const std::string& word) {
    return std::any_of(said.begin(), said.end(),
                       [&word](const std::string& other) { return of_one_stem(word, other); });
  });
}

void add_words(std::vector<std::string>& said, const std::string& text) {
  for (std::string& word : folded_words(text)) said.push_back(std::move(word));
}

std::string capitalised(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

/// A label made of traits, one after the other.
class Label {
 public:
  Label(const std::vector<Candidate>& own, std::size_t cluster) : own_(own) {
    const auto head = std::find_if(own.begin(), own.end(), [](const Candidate& one) {
      return !is_word(one) && !one.colour && one.share >= least_share_of_head;
    });
    if (head != own.end()) take(head->trait.value);
    add([](const Candidate& one) { return one.keyword && one.share >= least_share_of_head; });
    add(is_word);
    if (text_.empty()) {
      const bool colour = !own.empty() && own.front().colour;
      text_ = colour ? "Mostly " + own.front().trait.value : "Cluster " + std::to_string(cluster + 1);
    }
  }

  const std::string& text() const { return text_; }

  /// Adds the first trait whose words are not in the label. False when there is none.
  bool extend() {
    return parts_ > 0 &&
           std::any_of(own_.begin(), own_.end(), [this](const Candidate& one) { return take(one.trait.value); });
  }

 private:
  template <class Wanted>
  void add(Wanted wanted) {
    for (const Candidate& one : own_)
      if (words_ < words_in_label && wanted(one) && take(one.trait.value)) ++words_;
  }

  bool take(const std::string& value) {
    if (says_nothing_new(said_, value)) return false;
    text_ += parts_ == 0 ? capitalised(value) : (parts_ == 1 ? ": " : ", ") + value;
    ++parts_;
    add_words(said_, value);
    return true;
  }

  const std::vector<Candidate>& own_;
  std::string text_;
  std::size_t parts_ = 0, words_ = 0;
  std::vector<std::string> said_;
};

std::vector<std::string> different(std::vector<Label>& labels) {
  std::map<std::string, int> bearers;
  for (const Label& label : labels) ++bearers[label.text()];
  std::set<std::string> taken;
  std::vector<std::string> texts;
  for (Label& label : labels) {
    if (bearers[label.text()] > 1) label.extend();
    std::string numbered = label.text();
    for (int number = 2; !taken.insert(numbered).second; ++number)
      numbered = label.text() + " " + std::to_string(number);
    texts.push_back(std::move(numbered));
  }
  return texts;
}

// --- words of captions --------------------------------------------------------------------------------------------

bool is_published(const std::vector<ColumnRecord>& columns, const std::string& name) {
  const ColumnRecord* column = column_named(columns, name);
  return column == nullptr || column->published;
}

bool is_stop_word(const std::string& word) {
  static const std::set<std::string_view> words(stop_words.begin(), stop_words.end());
  return words.count(word) > 0;
}

bool speaks(const std::string& word) {
  const bool digit = std::any_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
  return word.size() >= least_letters && !digit && !is_stop_word(word);
}

/// A caption without its credit line.
std::string without_credit(const std::string& text) { return text.substr(0, lower(text).find("credit:")); }

/// Calls `take` with the pieces of a text between spaces and ASCII punctuation.
template <class Take>
void each_piece(const std::string& text, Take take) {
  const auto parts = [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x80 && !std::isalnum(byte);
  };
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && !parts(text[i])) continue;
    if (i > begin) take(text.substr(begin, i - begin));
    begin = i + 1;
  }
}

/// Folded words and how they are spelt, each kept once: most words of a collection occur many times.
class Words {
 public:
  struct Word {
    std::string folded;
    std::map<std::string, std::uint32_t> spellings;
    std::uint32_t pictures = 0;
  };

  /// The word's number, or -1 for a stop word.
  std::int32_t number(const std::string& piece) {
    auto [known, is_new] = pieces_.try_emplace(piece, -1);
    if (is_new) {
      const std::vector<std::string> folded = folded_words(piece);
      if (folded.size() == 1 && speaks(folded.front())) {
        const auto [place, first] = numbers_.try_emplace(folded.front(), static_cast<std::int32_t>(words.size()));
        if (first) words.push_back({folded.front(), {}, 0});
        known->second = place->second;
      }
    }
    if (known->second >= 0) ++words[static_cast<std::size_t>(known->second)].spellings[piece];
    return known->second;
  }

  std::vector<Word> words;

 private:
  std::unordered_map<std::string, std::int32_t> pieces_, numbers_;
};

std::string usual_spelling(const Words::Word& word) {
  const auto fewer = [](const auto& a, const auto& b) { return a.second < b.second; };
  return std::max_element(word.spellings.begin(), word.spellings.end(), fewer)->first;
}

}  // namespace

std::vector<ClusterLabel> name_clusters(const std::vector<CollectionFacet>& columns, std::uint32_t rows,
                                        const std::vector<std::vector<std::uint32_t>>& members) {
  std::vector<std::vector<Candidate>> found;
  for (const auto& cluster : members) found.push_back(candidates_of(columns, rows, cluster));
  std::vector<Label> labels;
  for (std::size_t cluster = 0; cluster < members.size(); ++cluster) labels.emplace_back(found[cluster], cluster);
  const std::vector<std::string> texts = different(labels);
  std::vector<ClusterLabel> names;
  for (std::size_t cluster = 0; cluster < members.size(); ++cluster) {
    ClusterLabel name{texts[cluster], {}};
    for (std::size_t i = 0; i < std::min(most_traits, found[cluster].size()); ++i)
      name.traits.push_back(found[cluster][i].trait);
    names.push_back(std::move(name));
  }
  return names;
}

CollectionFacet caption_words(const std::vector<ImageRecord>& images, const std::vector<ColumnRecord>& columns) {
  const bool titles = is_published(columns, "title"), descriptions = is_published(columns, "description");
  Words words;
  std::vector<std::set<std::int32_t>> of_images;
  for (const ImageRecord& image : images) {
    std::set<std::int32_t>& own = of_images.emplace_back();
    const auto add = [&](const std::string& piece) { own.insert(words.number(piece)); };
    if (titles) each_piece(image.title, add);
    if (descriptions) each_piece(without_credit(image.description), add);
    own.erase(-1);
    each_piece(image.credit, [&](const std::string& piece) { own.erase(words.number(piece)); });
    for (const std::int32_t word : own) ++words.words[static_cast<std::size_t>(word)].pictures;
  }
  CollectionFacet made;
  made.facet.name = made.column.name = word_source;
  made.facet.multiple = true;
  std::vector<std::int32_t> place(words.words.size(), -1);
  for (std::size_t word = 0; word < words.words.size(); ++word) {
    if (words.words[word].pictures >= least_pictures) {
      place[word] = static_cast<std::int32_t>(made.facet.values.size());
      made.facet.values.push_back(usual_spelling(words.words[word]));
      made.facet.counts.push_back(words.words[word].pictures);
    }
  }
  made.column.offsets.push_back(0);
  for (const std::set<std::int32_t>& own : of_images) {
    for (const std::int32_t word : own)
      if (const std::int32_t value = place[static_cast<std::size_t>(word)]; value >= 0)
        made.column.values.push_back(static_cast<std::uint32_t>(value));
    made.column.offsets.push_back(static_cast<std::uint32_t>(made.column.values.size()));
  }
  return made;
}

CollectionFacet likely_tags(const Tagging& tagging, const std::vector<std::int32_t>& row_of, std::size_t images) {
  CollectionFacet made;
  made.facet.name = made.column.name = tag_source;
  made.facet.multiple = true;
  made.facet.multiple = true;
  made.facet.counts.assign(tagging.tags.size(), 0);
  std::vector<std::vector<std::uint32_t>> borne(images);
  for (std::uint32_t tag = 0; tag < tagging.tags.size(); ++tag) {
    const TagRecord& record = tagging.tags[tag];
    made.facet.values.push_back(record.label.empty() ? record.code : record.label);
    for (std::size_t i = 0; i < record.scores.size(); ++i) {
      if (record.scores[i] >= record.tentative && row_of[i] >= 0) {
        borne[static_cast<std::size_t>(row_of[i])].push_back(tag);
        ++made.facet.counts[tag];
      }
    }
  }
  made.column.offsets.push_back(0);
  for (const auto& tags : borne) {
    made.column.values.insert(made.column.values.end(), tags.begin(), tags.end());
    made.column.offsets.push_back(static_cast<std::uint32_t>(made.column.values.size()));
  }
  return made;
}

}  // namespace vitrine
