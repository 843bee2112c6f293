#include "core/collection/query.h"

#include <algorithm>
#include <cmath>

#include "core/collection/moment.h"
#include "core/number/number.h"

namespace vitrine {
namespace {

struct OrderName {
  OrderKey key;
  std::string_view name;
};
constexpr OrderName order_names[] = {
    {OrderKey::date, "date"},     {OrderKey::title, "title"},
    {OrderKey::colour, "colour"}, {OrderKey::brightness, "brightness"},
    {OrderKey::score, "score"},   {OrderKey::relevance, "relevance"},
};
constexpr std::string_view tag_order = "tag.";

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::string decode(std::string_view text) {
  std::string decoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool escaped =
        text[i] == '%' && i + 2 < text.size() && hex_digit(text[i + 1]) >= 0 && hex_digit(text[i + 2]) >= 0;
    if (escaped) {
      decoded += static_cast<char>(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2]));
      i += 2;
    } else {
      decoded += text[i] == '+' ? ' ' : text[i];
    }
  }
  return decoded;
}

std::string encode(std::string_view text) {
  static constexpr std::string_view plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~,:";
  static constexpr char digits[] = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (plain.find(c) != std::string_view::npos) {
      encoded += c;
    } else if (c == ' ') {
      encoded += '+';
    } else {
      encoded += '%';
      encoded += digits[byte / 16];
      encoded += digits[byte % 16];
    }
  }
  return encoded;
}

std::vector<std::string> words_of(const std::string& text) {
  std::vector<std::string> words;
  std::size_t begin = 0;
  while ((begin = text.find_first_not_of(' ', begin)) != std::string::npos) {
    const std::size_t end = text.find(' ', begin);
    words.push_back(text.substr(begin, end - begin));
    begin = end == std::string::npos ? text.size() : end;
  }
  return words;
}

std::optional<std::int32_t> day_of(const std::string& text) {
  const auto moment = parse_moment(text);
  if (!moment || moment->precision != Moment::Precision::day) return std::nullopt;
  return moment->day();
}

std::string date_of(std::int32_t day) {
  Moment moment;
  moment.local_seconds = std::int64_t{day} * 86400;
  moment.precision = Moment::Precision::day;
  return to_text(moment);
}

std::optional<std::int32_t> cluster_of(const std::string& text) {
  const std::int32_t cluster = read_whole(text, most_clusters - 1);
  return cluster < 0 ? std::nullopt : std::optional(cluster);
}

std::optional<Order> order_of(std::string_view text) {
  const bool descending = !text.empty() && text.front() == '-';
  if (descending) text.remove_prefix(1);
  if (text.starts_with(tag_order)) return Order{OrderKey::tag, descending, std::string(text.substr(tag_order.size()))};
  for (const OrderName& entry : order_names)
    if (entry.name == text) return Order{entry.key, descending};
  return std::nullopt;
}

void choose(Query& query, std::string facet, std::string value) {
  for (FacetChoice& choice : query.facets) {
    if (choice.facet != facet) continue;
    choice.values.push_back(std::move(value));
    return;
  }
  query.facets.push_back({std::move(facet), {std::move(value)}});
}

std::optional<float> score_of(const std::string& text) {
  const Number number = read_number(text);
  const auto score = static_cast<float>(number.value);
  if (number.length != text.size() || text.empty() || !std::isfinite(score)) return std::nullopt;
  return score;
}

void choose_tag(Query& query, std::string tag, const std::string& text) {
  const auto least = score_of(text);
  const auto named = [&tag](const TagChoice& choice) { return choice.tag == tag; };
  if (least && std::none_of(query.tags.begin(), query.tags.end(), named))
    query.tags.push_back({std::move(tag), *least});
}

void take(Query& query, const std::string& key, const std::string& value) {
  if (key == "q") query.words = words_of(value);
  if (key == "from") query.from_day = day_of(value);
  if (key == "to") query.to_day = day_of(value);
  if (key == "cluster") query.cluster = cluster_of(value);
  if (key == "order") query.order = order_of(value);
  if (key.rfind("f.", 0) == 0) choose(query, key.substr(2), value);
  if (key.rfind("t.", 0) == 0) choose_tag(query, key.substr(2), value);
}

void append(std::string& address, std::string_view key, std::string_view value) {
  if (!address.empty()) address += '&';
  address += encode(key);
  address += '=';
  address += encode(value);
}

}  // namespace

std::string to_text(const Order& order) {
  const std::string direction = order.descending ? "-" : "";
  if (order.key == OrderKey::tag) return direction + std::string(tag_order) + order.tag;
  return direction + std::string(order_names[static_cast<std::size_t>(order.key)].name);
}

Order Query::effective_order() const {
  if (order) return *order;
  return words.empty() ? Order{OrderKey::date, true} : Order{OrderKey::relevance, false};
}

Query parse_query(std::string_view address) {
  Query query;
  while (!address.empty()) {
    const std::string_view part = address.substr(0, address.find('&'));
    address.remove_prefix(std::min(part.size() + 1, address.size()));
    const std::size_t equals = part.find('=');
    if (equals == std::string_view::npos) continue;
    take(query, decode(part.substr(0, equals)), decode(part.substr(equals + 1)));
  }
  return query;
}

std::string to_address(const Query& query) {
  std::string address;
  std::string words;
  for (const std::string& word : query.words) words += (words.empty() ? "" : " ") + word;
  if (!words.empty()) append(address, "q", words);
  for (const FacetChoice& choice : query.facets)
    for (const std::string& value : choice.values) append(address, "f." + choice.facet, value);
  for (const TagChoice& choice : query.tags) append(address, "t." + choice.tag, text_of(choice.least));
  if (query.from_day) append(address, "from", date_of(*query.from_day));
  if (query.to_day) append(address, "to", date_of(*query.to_day));
  if (query.cluster) append(address, "cluster", std::to_string(*query.cluster));
  if (query.order) append(address, "order", to_text(*query.order));
  return address;
}

}  // namespace vitrine
