// Sections: sort keys; TextColumn; RowsByKey; taking shards; looking up; ordering; filtering.
#include "core/collection/collection.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cmath>
#include <cstring>

#include "core/radix_sort.h"

namespace vitrine {
namespace {

// --- sort keys -------------------------------------------------------------------------------------------------------

constexpr std::uint32_t most_day_bins = 4096;

constexpr std::uint64_t missing_key = ~std::uint64_t{0};  // above the keys of all values

// Colours by hue; colours with almost no hue follow, dark to light.
float colour_place(std::uint32_t rgb) {
  const auto r = static_cast<float>(rgb >> 16U & 255U);
  const auto g = static_cast<float>(rgb >> 8U & 255U);
  const auto b = static_cast<float>(rgb & 255U);
  const float high = std::max({r, g, b});
  const float chroma = high - std::min({r, g, b});
  constexpr float least_chroma = 24.0F;  // of 255: below it a colour looks grey
  if (chroma < least_chroma) return 1000.0F + high;
  float sextant = (r - g) / chroma + 4.0F;
  if (high == r)
    sextant = (g - b) / chroma;
  else if (high == g)
    sextant = (b - r) / chroma + 2.0F;
  return sextant < 0.0F ? sextant + 6.0F : sextant;
}

template <class T>
void extend(std::vector<T>& column, const std::vector<T>& rows) {
  column.insert(column.end(), rows.begin(), rows.end());
}

template <class T>
void extend_or_fill(std::vector<T>& column, const std::vector<T>& rows, std::uint32_t count, T missing) {
  rows.empty() ? column.insert(column.end(), count, missing) : column.insert(column.end(), rows.begin(), rows.end());
}

}  // namespace

// --- TextColumn ---------------------------------------------------------------------------------------------

void TextColumn::push_back(std::string_view text) {
  texts_ += text;
  offsets_.push_back(static_cast<std::uint32_t>(texts_.size()));
}

std::string_view TextColumn::operator[](std::uint32_t row) const {
  assert(row < size());
  return std::string_view(texts_).substr(offsets_[row], offsets_[row + 1] - offsets_[row]);
}

void TextColumn::find_word(std::string_view word, std::vector<std::uint8_t>& rows) const {
  rows.assign(size(), 0);
  const std::string_view texts(texts_);
  std::uint32_t row = 0;
  std::size_t at = 0;
  while ((at = texts.find(word, at)) != std::string_view::npos) {
    while (offsets_[row + 1] <= at) ++row;
    const bool begins = at == offsets_[row] || texts[at - 1] == ' ';
    const bool within = at + word.size() <= offsets_[row + 1];
    if (begins && within) {
      rows[row] = 1;
      at = offsets_[row + 1];
    } else {
      ++at;
    }
  }
}

// --- RowsByKey ----------------------------------------------------------------------------------------------

namespace {

std::size_t slot_of(std::string_view key, std::size_t slots) {
  std::uint64_t bits = 0;
  std::memcpy(&bits, key.data(), sizeof bits);
  return static_cast<std::size_t>(bits * 0x9E3779B97F4A7C15U >> 32U) & (slots - 1);
}

std::string_view key_at(std::string_view keys, std::uint32_t row) { return keys.substr(row * std::size_t{8}, 8); }

}  // namespace

void RowsByKey::extend(std::string_view keys) {
  const auto rows = static_cast<std::uint32_t>(keys.size() / 8);
  if (slots_.size() < std::size_t{2} * rows) {
    slots_.assign(std::bit_ceil(std::size_t{2} * rows), 0);
    size_ = 0;
  }
  for (; size_ < rows; ++size_) insert(keys, size_);
}

void RowsByKey::insert(std::string_view keys, std::uint32_t row) {
  std::size_t slot = slot_of(key_at(keys, row), slots_.size());
  while (slots_[slot] != 0) slot = (slot + 1) & (slots_.size() - 1);
  slots_[slot] = row + 1;
}

std::int32_t RowsByKey::find(std::string_view keys, std::string_view wanted) const {
  if (slots_.empty() || wanted.size() != 8) return missing_index;
  for (std::size_t slot = slot_of(wanted, slots_.size()); slots_[slot] != 0; slot = (slot + 1) & (slots_.size() - 1)) {
    const std::uint32_t row = slots_[slot] - 1;
    if (key_at(keys, row) == wanted) return static_cast<std::int32_t>(row);
  }
  return missing_index;
}

// --- taking shards ------------------------------------------------------------------------------------------

Collection::Collection(const Manifest& manifest)
    : clusters_(std::min(manifest.clusters, std::uint32_t{most_clusters})), expected_rows_(manifest.count) {
  for (const Facet& facet : manifest.facets) {
    const auto known = static_cast<std::uint32_t>(facet.values.size());
    facets_.push_back({facet.name, facet.values, known + std::min(facet.more, most_more_values), {0}, {}});
  }
  for (const TagEntry& tag : manifest.tags) tags_.push_back({tag.code, tag.accepted, tag.step, {}});
}

Result<void> Collection::check(const ImageShard& shard) const {
  if (shard.first != size()) {
    return failure("the shard begins at row " + std::to_string(shard.first) + ", row " + std::to_string(size()) +
                   " is next");
  }
  for (std::uint32_t row = 0; row < shard.count; ++row) {
    const auto at = [row](const char* column) {
      return "column \"" + std::string(column) + "\"[" + std::to_string(row) + "]: ";
    };
    if (shard.key[row].size() != 8)
      return failure(at("key") + "8 characters expected, found " + std::to_string(shard.key[row].size()));
    if (const auto moment = parse_moment(shard.taken_at[row]); !moment)
      return failure(at("taken_at") + moment.error().message);
  }
  for (const FacetColumn& column : shard.facets) {
    const auto facet = facet_of(column.name);
    if (!facet) return failure("facet \"" + column.name + "\" is not in the manifest");
    const std::size_t known = facets_[*facet].size;
    for (const std::uint32_t value : column.values) {
      if (value >= known) {
        return failure("column \"" + column.name + "\": value " + std::to_string(value) + " found, the manifest has " +
                       std::to_string(known));
      }
    }
  }
  return {};
}

Result<void> Collection::append(const ImageShard& shard) {
  if (auto checked = check(shard); !checked) return checked;
  const std::uint32_t first = size();
  for (std::uint32_t row = 0; row < shard.count; ++row) {
    keys_ += shard.key[row];
    ids_.push_back(shard.id[row]);
    titles_.push_back(shard.title[row]);
    const Moment moment = *parse_moment(shard.taken_at[row]);
    taken_at_.push_back(moment);
    day_.push_back(moment.known() ? moment.day() : unknown_day);
  }
  extend(width_, shard.width);
  extend(height_, shard.height);
  extend(colour_, shard.colour);
  extend(brightness_, shard.brightness);
  extend(title_rank_, shard.title_rank);
  extend_or_fill(score_, shard.score, shard.count, missing_number);
  extend_or_fill(cluster_, shard.cluster, shard.count, missing_index);
  extend_or_fill(vector_, shard.vector, shard.count, missing_index);
  extend_or_fill(master_, shard.master, shard.count, missing_index);
  extend_or_fill(copy_of_, shard.copy_of, shard.count, missing_index);
  extend_or_fill(dark_, shard.dark, shard.count, 0U);
  if (shard.vector.empty())
    for (std::uint32_t row = first; row < size(); ++row) vector_[row] = static_cast<std::int32_t>(row);
  for (FacetData& facet : facets_) {
    const auto column = std::find_if(shard.facets.begin(), shard.facets.end(),
                                     [&facet](const FacetColumn& c) { return c.name == facet.name; });
    const auto before = static_cast<std::uint32_t>(facet.values.size());
    if (column == shard.facets.end()) {
      facet.offsets.insert(facet.offsets.end(), shard.count, before);
      continue;
    }
    for (std::uint32_t row = 0; row < shard.count; ++row) facet.offsets.push_back(before + column->offsets[row + 1]);
    extend(facet.values, column->values);
  }
  rows_by_key_.extend(keys_);
  orders_.clear();
  matched_words_.clear();
  return {};
}

Result<void> Collection::append(const TextShard& shard) {
  if (shard.first != title_words_.size()) {
    return failure("the text begins at row " + std::to_string(shard.first) + ", row " +
                   std::to_string(title_words_.size()) + " is next");
  }
  if (shard.title.size() != shard.text.size()) {
    return failure("\"title\" has " + std::to_string(shard.title.size()) + " rows, \"text\" has " +
                   std::to_string(shard.text.size()));
  }
  for (const std::string& words : shard.title) title_words_.push_back(words);
  for (const std::string& words : shard.text) text_words_.push_back(words);
  matched_words_.clear();
  return {};
}

Result<void> Collection::check(const VocabularyList& list) const {
  std::vector<bool> listed(facets_.size());
  for (const FacetValues& vocabulary : list.facets) {
    const auto facet = facet_of(vocabulary.name);
    if (!facet) return failure("facet \"" + vocabulary.name + "\" is not in the manifest");
    if (listed[*facet]) return failure("facet \"" + vocabulary.name + "\" appears twice");
    listed[*facet] = true;
    const std::size_t missing = facets_[*facet].size - facets_[*facet].vocabulary.size();
    for (const std::size_t found : {vocabulary.values.size(), vocabulary.counts.size()}) {
      if (found != missing) {
        return failure("facet \"" + vocabulary.name + "\": " + std::to_string(missing) +
                       " more values and their counts expected, found " + std::to_string(found));
      }
    }
  }
  return {};
}

Result<void> Collection::append(const VocabularyList& list) {
  if (auto checked = check(list); !checked) return checked;
  for (const FacetValues& vocabulary : list.facets)
    extend(facets_[*facet_of(vocabulary.name)].vocabulary, vocabulary.values);
  return {};
}

Result<void> Collection::append_tag(std::string_view code, std::span<const std::int8_t> levels) {
  for (TagData& tag : tags_) {
    if (tag.code != code || levels.size() != expected_rows_) continue;
    tag.levels.assign(levels.begin(), levels.end());
    orders_.clear();
    return {};
  }
  return failure("a score for each picture, of a tag of the manifest, is expected");
}

// --- looking up ---------------------------------------------------------------------------------------------

const Collection::TagData* Collection::find_tag(std::string_view code) const {
  for (const TagData& tag : tags_)
    if (tag.code == code) return &tag;
  return nullptr;
}

std::optional<std::size_t> Collection::facet_of(std::string_view name) const {
  for (std::size_t facet = 0; facet < facets_.size(); ++facet)
    if (facets_[facet].name == name) return facet;
  return std::nullopt;
}

std::span<const std::uint32_t> Collection::facet_values(std::uint32_t row, std::uint32_t facet) const {
  assert(row < size() && facet < facets_.size());
  const FacetData& data = facets_[facet];
  return std::span(data.values).subspan(data.offsets[row], data.offsets[row + 1] - data.offsets[row]);
}

// --- ordering -----------------------------------------------------------------------------------------------

std::vector<std::uint64_t> Collection::sort_keys(Order order) const {
  std::vector<std::uint64_t> keys(size(), missing_key);
  const TagData* tag = find_tag(order.tag);
  for (std::uint32_t row = 0; row < size(); ++row) {
    switch (order.key) {
      case OrderKey::date:
        if (taken_at_[row].known()) keys[row] = sort_key(taken_at_[row].local_seconds);
        break;
      case OrderKey::title:
        if (title_rank_[row] != missing_index) keys[row] = sort_key(std::int64_t{title_rank_[row]});
        break;
      case OrderKey::colour:
        if (width_[row] != 0) keys[row] = sort_key(colour_place(colour_[row]));
        break;
      case OrderKey::brightness:
        if (!std::isnan(brightness_[row])) keys[row] = sort_key(brightness_[row]);
        break;
      case OrderKey::score:
        if (!std::isnan(score_[row])) keys[row] = sort_key(score_[row]);
        break;
      case OrderKey::relevance:
        keys[row] = 0;  // run() puts title hits first
        break;
      case OrderKey::tag:
        if (tag != nullptr && row < tag->levels.size() && tag->levels[row] != no_level)
          keys[row] = sort_key(std::int64_t{tag->levels[row]});
        break;
    }
    // Missing values stay last in both directions.
    if (order.descending && keys[row] != missing_key) keys[row] = missing_key - 1 - keys[row];
  }
  return keys;
}

const std::vector<std::uint32_t>& Collection::rows_in(Order order) {
  for (const CachedOrder& cached : orders_)
    if (cached.order == order) return cached.rows;
  orders_.push_back({order, sorted_rows(sort_keys(order))});
  return orders_.back().rows;
}

// --- filtering ----------------------------------------------------------------------------------------------

// Which parts of a query a row fails: none, exactly one (and which), or several.
class Collection::Filter {
 public:
  static constexpr int none = -1, several = -2;
  enum Part : int { by_words, by_days, by_cluster, by_facet };

  Filter(const Collection& collection, const Query& query) : collection_(collection), query_(query) {
    for (const FacetChoice& choice : query.facets)
      if (const auto facet = collection.facet_of(choice.facet))
        choices_.push_back({*facet, chosen(collection.facets_[*facet], choice)});
    for (const TagChoice& choice : query.tags)
      if (const TagData* tag = collection.find_tag(choice.tag)) tags_.push_back({tag, least_level(*tag, choice.least)});
  }

  int failed(std::uint32_t row) const {
    int failed = none;
    const auto fail = [&failed](int part) { failed = failed == none ? part : several; };
    if (!query_.words.empty() && !(row < collection_.matches_.size() && collection_.matches_[row])) fail(by_words);
    if (!in_days(collection_.day_[row])) fail(by_days);
    if (query_.cluster && collection_.cluster_[row] != *query_.cluster) fail(by_cluster);
    for (const Choice& choice : choices_) {
      if (failed == several) break;
      if (!has_any(collection_.facet_values(row, static_cast<std::uint32_t>(choice.facet)), choice.chosen))
        fail(by_facet + static_cast<int>(choice.facet));
    }
    for (std::size_t i = 0; i < tags_.size() && failed != several; ++i)
      if (level(i, row) < tags_[i].least) fail(by_tag() + static_cast<int>(i));
    return failed;
  }

  std::size_t tags() const { return tags_.size(); }
  const std::string& tag_code(std::size_t i) const { return tags_[i].tag->code; }
  int level(std::size_t i, std::uint32_t row) const {
    const auto& levels = tags_[i].tag->levels;
    return row < levels.size() ? levels[row] : no_level;
  }
  /// The part that is the first of the tags; they follow the facets.
  int by_tag() const { return by_facet + static_cast<int>(collection_.facets_.size()); }

 private:
  struct LeastLevel {
    const TagData* tag;
    int least;
  };

  // Scores in an address are rounded: the nearest level is meant. A row without a score never passes.
  static int least_level(const TagData& tag, float least) {
    const float level = std::nearbyint((least - tag.accepted) / tag.step);
    if (level > static_cast<float>(largest_level)) return largest_level + 1;
    return level > static_cast<float>(no_level) ? static_cast<int>(level) : no_level + 1;
  }

  struct Choice {
    std::size_t facet;
    std::vector<std::uint8_t> chosen;  // by value
  };

  static std::vector<std::uint8_t> chosen(const FacetData& facet, const FacetChoice& choice) {
    std::vector<std::uint8_t> chosen(facet.size);
    for (std::size_t value = 0; value < facet.vocabulary.size(); ++value) {
      chosen[value] =
          std::find(choice.values.begin(), choice.values.end(), facet.vocabulary[value]) != choice.values.end();
    }
    return chosen;
  }

  static bool has_any(std::span<const std::uint32_t> values, const std::vector<std::uint8_t>& chosen) {
    for (const std::uint32_t value : values)
      if (chosen[value]) return true;
    return false;
  }

  bool in_days(std::int32_t day) const {
    if (!query_.from_day && !query_.to_day) return true;
    return day != unknown_day && day >= query_.from_day.value_or(day) && day <= query_.to_day.value_or(day);
  }

  const Collection& collection_;
  const Query& query_;
  std::vector<Choice> choices_;
  std::vector<LeastLevel> tags_;
};

void Collection::match_words(const std::vector<std::string>& words) {
  if (words == matched_words_) return;
  matched_words_ = words;
  const std::uint32_t rows = title_words_.size();
  std::vector<std::uint8_t> everywhere(rows, 1), in_title(rows, 1), title, text;
  for (const std::string& word : words) {
    title_words_.find_word(word, title);
    text_words_.find_word(word, text);
    for (std::uint32_t row = 0; row < rows; ++row) {
      in_title[row] &= title[row];
      everywhere[row] &= static_cast<std::uint8_t>(title[row] | text[row]);
    }
  }
  matches_.resize(rows);
  for (std::uint32_t row = 0; row < rows; ++row)
    matches_[row] = static_cast<std::uint8_t>(everywhere[row] + in_title[row]);
}

const QueryResult& Collection::run(const Query& query) {
  if (!query.words.empty()) match_words(query.words);
  const Filter filter(*this, query);
  result_ = {};
  result_.order = query.effective_order();
  result_.facet_counts.resize(facets_.size());
  for (std::size_t facet = 0; facet < facets_.size(); ++facet)
    result_.facet_counts[facet].assign(facets_[facet].size, 0);
  result_.cluster_counts.assign(clusters_, 0);
  for (std::size_t i = 0; i < filter.tags(); ++i)
    result_.tag_counts.push_back({filter.tag_code(i), std::vector<std::uint32_t>(256)});
  lay_out_days();

  const auto count_tag = [this, &filter](std::uint32_t row, std::size_t i) {
    ++result_.tag_counts[i].counts[static_cast<std::size_t>(filter.level(i, row) - no_level)];
  };
  const auto count_facet = [this](std::uint32_t row, std::size_t facet) {
    for (const std::uint32_t value : facet_values(row, static_cast<std::uint32_t>(facet)))
      ++result_.facet_counts[facet][value];
  };
  const auto count_cluster = [this](std::uint32_t row) {
    const std::int32_t cluster = cluster_[row];
    if (cluster >= 0 && static_cast<std::uint32_t>(cluster) < clusters_)
      ++result_.cluster_counts[static_cast<std::size_t>(cluster)];
  };
  const bool by_relevance = result_.order.key == OrderKey::relevance && !query.words.empty();
  std::vector<std::uint32_t> later;  // not all words in the title
  for (const std::uint32_t row : rows_in(result_.order)) {
    if (row < active_.size() && !active_[row]) continue;
    const int failed = filter.failed(row);
    if (failed == Filter::several || failed == Filter::by_words) continue;
    if (failed >= filter.by_tag())
      count_tag(row, static_cast<std::size_t>(failed - filter.by_tag()));
    else if (failed >= Filter::by_facet)
      count_facet(row, static_cast<std::size_t>(failed - Filter::by_facet));
    if (failed == Filter::by_days) count_day(row);
    if (failed == Filter::by_cluster) count_cluster(row);
    if (failed != Filter::none) continue;
    (by_relevance && matches_[row] == 1 ? later : result_.rows).push_back(row);
    count_cluster(row);
    count_day(row);
    for (std::size_t facet = 0; facet < facets_.size(); ++facet) count_facet(row, facet);
    for (std::size_t i = 0; i < filter.tags(); ++i) count_tag(row, i);
  }
  extend(result_.rows, later);
  return result_;
}

void Collection::lay_out_days() {
  std::int32_t first = std::numeric_limits<std::int32_t>::max();
  std::int32_t last = unknown_day;
  for (const std::int32_t day : day_) {
    if (day == unknown_day) continue;
    first = std::min(first, day);
    last = std::max(last, day);
  }
  if (last == unknown_day) return;
  const auto days = static_cast<std::uint32_t>(last - first) + 1;
  result_.first_day = first;
  result_.days_per_bin = (days + most_day_bins - 1) / most_day_bins;
  result_.day_counts.assign((days + result_.days_per_bin - 1) / result_.days_per_bin, 0);
}

void Collection::count_day(std::uint32_t row) {
  if (day_[row] == unknown_day) {
    ++result_.undated;
    return;
  }
  const auto day = static_cast<std::uint32_t>(day_[row] - result_.first_day);
  ++result_.day_counts[day / result_.days_per_bin];
}

}  // namespace vitrine
