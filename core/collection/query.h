// A query as the page's address carries it: words, facets, dates, a cluster, an order.
//   q=full+moon&f.category=Earth&f.category=Moon&t.crew=27.4&from=2026-04-01&to=2026-04-07&cluster=7&order=-date
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace vitrine {

enum class OrderKey : std::uint8_t { date, title, colour, brightness, score, relevance, tag };

struct Order {
  OrderKey key = OrderKey::date;
  bool descending = true;
  std::string tag = {};  // OrderKey::tag: by the scores of the tag with this code

  friend bool operator==(const Order&, const Order&) = default;
};

/// The values chosen of one facet; any of them may match.
struct FacetChoice {
  std::string facet;
  std::vector<std::string> values;

  friend bool operator==(const FacetChoice&, const FacetChoice&) = default;
};

inline constexpr std::int32_t most_clusters = 1'000'000;

/// A tag, by its code, and the least score.
struct TagChoice {
  std::string tag;
  float least = 0.0F;

  friend bool operator==(const TagChoice&, const TagChoice&) = default;
};

/// All parts must match. Days count from 1970-01-01 on the local clock, both ends included.
struct Query {
  std::vector<std::string> words;  // folded by the caller
  std::vector<FacetChoice> facets;
  std::vector<TagChoice> tags;
  std::optional<std::int32_t> from_day, to_day;
  std::optional<std::int32_t> cluster;
  std::optional<Order> order;

  /// The order asked for; else title hits first when there are words, else newest first.
  Order effective_order() const;

  friend bool operator==(const Query&, const Query&) = default;
};

/// As in an address: "-date", "-tag.crew".
std::string to_text(const Order& order);

/// Reads the query part of an address. Unknown keys are ignored; a malformed known one is left out.
Query parse_query(std::string_view address);

/// The shortest address that parse_query reads back as the same query; "" for the default one.
std::string to_address(const Query& query);

}  // namespace vitrine
