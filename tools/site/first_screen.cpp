#include "tools/site/first_screen.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <map>
#include <set>

#include "core/collection/moment.h"
#include "core/number/number.h"
#include "tools/console/words.h"
#include "tools/site/entries.h"

namespace vitrine {
namespace {

constexpr std::uint32_t urgent_pictures = 4;
constexpr std::uint32_t eager_pictures = 16;
constexpr double row_height = 240;  // what the page begins with, for the choice of a thumbnail

double ratio_of(std::uint32_t width, std::uint32_t height) {
  if (width == 0 || height == 0) return 1;
  return std::clamp(std::round(100.0 * width / height) / 100, 0.25, 5.0);
}

std::string ratio_class(double ratio) { return "r" + std::to_string(std::lround(ratio * 100)); }

std::string hex_colour(std::uint32_t rgb) {
  std::array<char, 8> text{};
  std::snprintf(text.data(), text.size(), "%06x", rgb & 0xFFFFFFU);
  return text.data();
}

// Width in pixels of the thumbnail whose long edge is at most `size`.
std::uint32_t thumbnail_width(std::uint32_t width, std::uint32_t height, std::uint32_t size) {
  const std::uint32_t edge = std::max(width, height);
  if (edge <= size) return width;
  return std::max(1U, static_cast<std::uint32_t>(std::lround(static_cast<double>(width) * size / edge)));
}

class Markup {
 public:
  Markup(const ImageShard& shard, const std::vector<std::uint8_t>& active, const std::vector<std::string>& taken_at,
         const std::vector<std::uint32_t>& sizes)
      : shard_(shard), active_(active), sizes_(sizes), level_(heading_level(taken_at)) {
    for (const std::string& text : taken_at) ++counts_[heading_of(text, level_)];
  }

  FirstScreen make() {
    for (std::uint32_t row = 0; row < shard_.count && shown_ < first_screen_pictures; ++row) {
      if (!active_[row]) continue;
      const std::string heading = heading_of(shard_.taken_at[row], level_);
      if (shown_ == 0 || heading != heading_) open_section(heading, shown_ == 0);
      tile(row);
      ++shown_;
    }
    if (shown_ > 0) screen_.html += "</div></section>";
    for (const auto& [name, rule] : rules_) screen_.sheet += "." + name + rule + "\n";
    return std::move(screen_);
  }

 private:
  void open_section(const std::string& heading, bool first) {
    heading_ = heading;
    screen_.html += std::string(first ? "" : "</div></section>\n") + "<section class=\"group\" data-heading=\"" +
                    heading + "\"><h2 class=\"heading\">" + heading_text(heading) + " <span class=\"count\">" +
                    grouped(counts_[heading]) + "</span></h2><div class=\"rows\">\n";
  }

  std::string name_of(std::uint32_t row) const {
    return escape_html(shard_.title[row].empty() ? shard_.id[row] : shard_.title[row]);
  }

  std::string classes_of(std::uint32_t row) {
    const double ratio = ratio_of(shard_.width[row], shard_.height[row]);
    const std::string ratio_name = ratio_class(ratio);
    rules_[ratio_name] = "{--ratio:" + text_of(static_cast<float>(ratio)) + "}";
    if (shard_.width[row] == 0) return ratio_name + " blank";
    const std::string colour = hex_colour(shard_.colour[row]);
    rules_["c" + colour] = "{background-color:#" + colour + "}";
    return ratio_name + " c" + colour;
  }

  void tile(std::uint32_t row) {
    const std::string& key = shard_.key[row];
    screen_.html += "<a class=\"tile " + classes_of(row) + "\"";
    if (shard_.width[row] == 0 || sizes_.empty()) {
      screen_.html += " data-key=\"" + key + "\"><span class=\"name\" dir=\"auto\">" + name_of(row) + "</span></a>\n";
      return;
    }
    screen_.html +=
        " href=\"" + thumbnail_path(sizes_.back(), key) + "\" data-key=\"" + key + "\">" + image(row) + "</a>\n";
  }

  std::string image(std::uint32_t row) const {
    const std::string& key = shard_.key[row];
    const std::uint32_t width = shard_.width[row];
    const std::uint32_t height = shard_.height[row];
    std::string candidates;
    std::set<std::uint32_t> widths;
    for (const std::uint32_t size : sizes_) {
      const std::uint32_t thumbnail_pixels = thumbnail_width(width, height, size);
      if (widths.insert(thumbnail_pixels).second) {
        candidates += candidates.empty() ? "" : ", ";
        candidates += thumbnail_path(size, key) + " " + std::to_string(thumbnail_pixels) + "w";
      }
    }
    const long shown = std::lround(ratio_of(width, height) * row_height);
    return "<img src=\"" + thumbnail_path(sizes_.front(), key) + "\" srcset=\"" + candidates + "\" sizes=\"" +
           std::to_string(shown) + "px\" width=\"" + std::to_string(width) + "\" height=\"" + std::to_string(height) +
           "\" alt=\"" + name_of(row) + "\" decoding=\"async\"" +
           (shown_ < urgent_pictures  ? " fetchpriority=\"high\""
            : shown_ < eager_pictures ? ""
                                      : " loading=\"lazy\"") +
           ">";
  }

  const ImageShard& shard_;
  const std::vector<std::uint8_t>& active_;
  const std::vector<std::uint32_t>& sizes_;
  HeadingLevel level_;
  std::map<std::string, std::uint32_t> counts_;
  std::map<std::string, std::string> rules_;
  std::string heading_;
  std::uint32_t shown_ = 0;
  FirstScreen screen_;
};

}  // namespace

HeadingLevel heading_level(const std::vector<std::string>& taken_at) {
  std::set<std::int32_t> days;
  std::size_t dated = 0;
  for (const std::string& text : taken_at) {
    const Result<Moment> moment = parse_moment(text);
    if (moment && moment->known()) {
      ++dated;
      days.insert(moment->day());
    }
  }
  return dated < 4 * days.size() ? HeadingLevel::month : HeadingLevel::day;
}

std::string heading_of(const std::string& taken_at, HeadingLevel level) {
  const Result<Moment> moment = parse_moment(taken_at);
  if (!moment || !moment->known()) return "";
  // The text of a moment is year-month-day and time; a year may have a sign.
  const std::string text = to_text(*moment);
  const std::size_t year_end = text.find('-', 1);
  if (moment->precision == Moment::Precision::year) return text;
  const bool day = level == HeadingLevel::day && moment->precision != Moment::Precision::month;
  return text.substr(0, year_end + (day ? 6 : 3));
}

std::string heading_text(const std::string& heading) {
  static constexpr std::array<const char*, 12> months = {"January",   "February", "March",    "April",
                                                         "May",       "June",     "July",     "August",
                                                         "September", "October",  "November", "December"};
  if (heading.empty()) return "Without a date";
  const std::size_t year_end = heading.find('-', 1);
  if (year_end == std::string::npos) return heading;
  const auto month = static_cast<std::size_t>(std::stoi(heading.substr(year_end + 1, 2)));
  const std::string month_text = std::string(months.at(month - 1)) + " " + heading.substr(0, year_end);
  if (heading.size() < year_end + 6) return month_text;
  return std::to_string(std::stoi(heading.substr(year_end + 4, 2))) + " " + month_text;
}

FirstScreen first_screen(const ImageShard& shard, const std::vector<std::uint8_t>& active,
                         const std::vector<std::string>& taken_at, const std::vector<std::uint32_t>& sizes) {
  return Markup(shard, active, taken_at, sizes).make();
}

std::string escape_html(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    switch (c) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      case '\'':
        escaped += "&#39;";
        break;
      default:
        if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t') escaped += c;
    }
  }
  return escaped;
}

}  // namespace vitrine
