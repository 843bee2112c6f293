#include "tools/calendar/settings.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <chrono>
#include <set>
#include <string_view>
#include <utility>

#include "core/calendar/calendar.h"
#include "core/calendar/days.h"
#include "core/calendar/targets.h"
#include "core/documents/table.h"
#include "tools/calendar/time_zone.h"
#include "tools/console/console.h"
#include "tools/console/words.h"
#include "tools/source/ascii.h"

namespace vitrine {
namespace {

constexpr std::uint32_t most_months = 60;
// Months and days of two years before and after the calendar's have four digits too.
constexpr const char *years_begin = "0003", *years_end = "9991";
constexpr float most_weight = 100.0F;  // the page's module bounds them too (calendar.h)
constexpr std::size_t months_of_year = 12;

constexpr const char *configured_fact = "calendar_configured", *computed_fact = "calendar",
                     *begun_fact = "calendar_begun";  // its default first month
const std::string choice_fact = "calendar_choice_";

// --- checks ----------------------------------------------------------------------------------------------------------

bool is_share(float number) { return number >= 0.0F && number <= 1.0F; }
bool is_weight(float number) { return number >= 0.0F && number <= most_weight; }

class Check {
 public:
  Check(const CalendarSettings& settings, std::string where) : it_(settings), where_(std::move(where)) {}

  void all() const {
    require(it_.months >= 1 && it_.months <= most_months, "months",
            "a number from 1 to " + std::to_string(most_months) + " expected, found " + std::to_string(it_.months));
    text("first_month", it_.first_month,
         it_.first_month.empty() ||
             (parse_month(it_.first_month) && it_.first_month >= years_begin && it_.first_month < years_end),
         "a month of the years 3 to 9990, as in 2026-12,");
    text("language", it_.language, it_.language.empty() || is_language(it_.language), "a language as in en or de-CH");
    text("week_start", it_.week_start,
         it_.week_start.empty() || std::count(week_days.begin(), week_days.end(), it_.week_start) > 0,
         "monday, tuesday, wednesday, thursday, friday, saturday or sunday");
    text("hemisphere", it_.hemisphere, it_.hemisphere == "north" || it_.hemisphere == "south", "north or south");
    zone();
    text("objective", it_.objective, it_.objective == "balanced" || it_.objective == "classic", "balanced or classic");
    weights();
    bonuses();
    targets();
  }

 private:
  void require(bool holds, const std::string& key, const std::string& what) const {
    if (!holds) throw Failure(where_ + ": " + in_quotes(key) + ": " + what + ".");
  }
  void text(const std::string& key, const std::string& found, bool holds, const std::string& expected) const {
    require(holds, key, expected + " expected, found " + in_quotes(found));
  }

  void zone() const {
    try {
      TimeZone{it_.zone};
    } catch (const Failure& unknown) {
      throw Failure(where_ + ": \"zone\": " + unknown.what());
    }
  }

  void weights() const {
    if (it_.weights.empty()) return;
    require(it_.weights.size() == CALENDAR_COMPONENTS, "weights",
            "a number for each of the " + std::to_string(CALENDAR_COMPONENTS) +
                " components expected (preference, variety, month fit, cover fit, difference, evidence), found " +
                std::to_string(it_.weights.size()));
    require(std::all_of(it_.weights.begin(), it_.weights.end(), is_weight), "weights",
            "numbers from 0 to 100 expected");
    require(std::any_of(it_.weights.begin(), it_.weights.end(), [](float weight) { return weight > 0.0F; }), "weights",
            "one that is more than 0 expected");
  }

  void bonuses() const {
    require(it_.bonuses.size() <= most_bonuses, "bonuses",
            "at most " + std::to_string(most_bonuses) + " groups of tags expected, found " +
                std::to_string(it_.bonuses.size()));
    std::set<std::string> names;
    for (std::size_t i = 0; i < it_.bonuses.size(); ++i) {
      const CalendarBonus& bonus = it_.bonuses[i];
      const std::string key = "bonuses\"[" + std::to_string(i) + "] \"";
      require(!bonus.name.empty() && names.insert(bonus.name).second, key + "name",
              "a name that no other group has expected, found " + in_quotes(bonus.name));
      require(!bonus.tags.empty(), key + "tags", "the code of a tag expected, found none");
      require(is_weight(bonus.weight), key + "weight", "a number from 0 to 100 expected");
      const bool has_figures =
          !it_.targets.empty() || std::any_of(defaults_.begin(), defaults_.end(),
                                              [&](const CalendarBonus& one) { return one.name == bonus.name; });
      require(has_figures, key + "name",
              "the months have no figures for " + in_quotes(bonus.name) + ": give \"targets\" with them, or name it " +
                  names_of_defaults());
    }
  }

  std::string names_of_defaults() const {
    std::string text;
    for (std::size_t i = 0; i < defaults_.size(); ++i)
      text += (i == 0 ? "" : i + 1 == defaults_.size() ? " or " : ", ") + defaults_[i].name;
    return text;
  }

  void targets() const {
    if (it_.targets.empty()) return;
    require(it_.targets.size() == months_of_year, "targets",
            "twelve, of January to December, expected, found " + std::to_string(it_.targets.size()));
    const std::size_t groups = it_.bonuses.empty() ? defaults_.size() : it_.bonuses.size();
    for (std::size_t i = 0; i < it_.targets.size(); ++i) {
      const MonthTarget& target = it_.targets[i];
      const std::string key = "targets\"[" + std::to_string(i) + "] \"";
      for (const auto& [name, value] : {std::pair<const char*, float>{"brightness", target.brightness},
                                        {"warmth", target.warmth},
                                        {"drama", target.drama}})
        require(is_share(value), key + name, "a number from 0 to 1 expected");
      require(target.bonuses.empty() || target.bonuses.size() == groups, key + "bonuses",
              "a number for each of the " + std::to_string(groups) + " groups of \"bonuses\" expected, found " +
                  std::to_string(target.bonuses.size()));
      require(std::all_of(target.bonuses.begin(), target.bonuses.end(), is_weight), key + "bonuses",
              "numbers from 0 to 100 expected");
    }
  }

  const CalendarSettings& it_;
  const std::string where_;
  const std::vector<CalendarBonus> defaults_ = default_bonuses();
};

// --- choices ---------------------------------------------------------------------------------------------------------

struct Choice {
  const char* name;  // of the setting, and with hyphens of the option
  const std::optional<std::string> CalendarChoices::*said;
  void (*apply)(CalendarSettings& settings, const std::string& text);
};

void set_months(CalendarSettings& settings, const std::string& text) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), settings.months);
  if (error != std::errc() || end != text.data() + text.size())
    throw Failure(
        "--months: a number from 1 to " + std::to_string(most_months) + " expected, found " + in_quotes(text) + ".",
        ExitCode::usage);
}

void set_cover_page(CalendarSettings& settings, const std::string& text) {
  if (text != "yes" && text != "no")
    throw Failure("--cover-page: yes or no expected, found " + in_quotes(text) + ".", ExitCode::usage);
  settings.cover_page = text == "yes";
}

using Text = const std::string&;
const std::array<Choice, 9> all_choices = {{
    {"title", &CalendarChoices::title, [](CalendarSettings& it, Text text) { it.title = text; }},
    {"first_month", &CalendarChoices::first_month, [](CalendarSettings& it, Text text) { it.first_month = text; }},
    {"months", &CalendarChoices::months, set_months},
    {"cover_page", &CalendarChoices::cover_page, set_cover_page},
    {"language", &CalendarChoices::language, [](CalendarSettings& it, Text text) { it.language = text; }},
    {"week_start", &CalendarChoices::week_start, [](CalendarSettings& it, Text text) { it.week_start = lower(text); }},
    {"hemisphere", &CalendarChoices::hemisphere, [](CalendarSettings& it, Text text) { it.hemisphere = text; }},
    {"zone", &CalendarChoices::zone, [](CalendarSettings& it, Text text) { it.zone = text; }},
    {"objective", &CalendarChoices::objective, [](CalendarSettings& it, Text text) { it.objective = text; }},
}};

void set_changed(Warehouse& warehouse, const std::string& fact, const std::string& value) {
  if (warehouse.fact(fact) != value) warehouse.set_fact(fact, value);
}

CalendarSettings stored(const std::string& text) {
  Result<CalendarSettings> settings = read<CalendarSettings>(text, "calendar");
  if (!settings) {
    throw Failure("The calendar's settings in the warehouse cannot be read: " + settings.error().message +
                  ". Run vitrine ingest again.");
  }
  return std::move(*settings);
}

std::string december_of_this_year() {
  const auto today = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  return std::to_string(static_cast<int>(std::chrono::year_month_day(today).year())) + "-12";
}

}  // namespace

bool is_language(std::string_view text) {
  const std::size_t end = std::min(text.find('-'), text.size());
  const auto is_letter = [](char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; };
  const auto is_either = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; };
  if (end < 2 || end > 8 || !std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(end), is_letter))
    return false;
  for (text.remove_prefix(end); !text.empty();) {
    text.remove_prefix(1);
    const std::size_t next = std::min(text.find('-'), text.size());
    if (next < 1 || next > 8 || !std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(next), is_either))
      return false;
    text.remove_prefix(next);
  }
  return true;
}

void check(const CalendarSettings& settings, const std::string& where) { Check(settings, where).all(); }

void configure_calendar(Warehouse& warehouse, const CalendarSettings& settings) {
  set_changed(warehouse, configured_fact, write(settings));
}

CalendarSettings wanted_calendar(const Warehouse& warehouse, const CalendarChoices& choices) {
  const std::string configured = warehouse.fact(configured_fact);
  CalendarSettings wanted = configured.empty() ? CalendarSettings{} : stored(configured);
  for (const Choice& choice : all_choices) {
    const std::string text = (choices.*choice.said).value_or(warehouse.fact(choice_fact + choice.name));
    if (!text.empty()) choice.apply(wanted, text);
  }
  check(wanted, "The calendar");
  if (wanted.first_month.empty()) wanted.first_month = warehouse.fact(begun_fact);
  if (wanted.first_month.empty()) wanted.first_month = december_of_this_year();
  return wanted;
}

void remember_choices(Warehouse& warehouse, const CalendarChoices& choices) {
  for (const Choice& choice : all_choices)
    if (const auto& said = choices.*choice.said) set_changed(warehouse, choice_fact + choice.name, *said);
  if (warehouse.fact(begun_fact).empty()) warehouse.set_fact(begun_fact, december_of_this_year());
}

std::optional<CalendarSettings> computed_calendar(const Warehouse& warehouse) {
  const std::string text = warehouse.fact(computed_fact);
  return text.empty() ? std::nullopt : std::optional(stored(text));
}

void set_computed_calendar(Warehouse& warehouse, const CalendarSettings& settings) {
  set_changed(warehouse, computed_fact, write(settings));
}

}  // namespace vitrine
