#include "tools/calendar/ical.h"

#include <libical/ical.h>
#include <strings.h>  // strcasecmp

#include <algorithm>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/build.h"

// The visibility of everything else is hidden (tools/cmake/vitrine.cmake).
#define ICAL_EXPORT extern "C" __attribute__((visibility("default")))

namespace {

constexpr long long day_seconds = 86400;
/// Of the rules of an entry together: every day for 270 years.
constexpr int most_occurrences = 100'000;
/// Components in components; RFC 5545 has three. libical frees them by recursion.
constexpr int deepest = 100;

template <auto free>
struct Free {
  template <class T>
  void operator()(T* it) const {
    free(it);
  }
};
using Component = std::unique_ptr<icalcomponent, Free<icalcomponent_free>>;
using Parser = std::unique_ptr<icalparser, Free<icalparser_free>>;
using Iterator = std::unique_ptr<icalrecur_iterator, Free<icalrecur_iterator_free>>;

struct Refused {
  std::size_t line;
  std::string reason;
};
/// Nothing, or why the file is refused.
using Refusal = std::optional<Refused>;

std::string in_quotes(std::string_view text) { return "\"" + std::string(text) + "\""; }

bool is_begin_of(const std::string& line, const std::string& component) {
  return strcasecmp(line.c_str(), ("BEGIN:" + component).c_str()) == 0;
}

/// Of a content line, before its parameters and its value.
bool has_name(const std::string& line, const char* name) {
  return strcasecmp(line.substr(0, line.find_first_of(";:")).c_str(), name) == 0;
}

// --- the file -------------------------------------------------------------------------------------------------

/// The next content line, without its folds and its end; `line` counts the lines of the file.
std::string next_line(std::string_view& rest, std::size_t& line) {
  std::string content;
  do {
    if (!content.empty()) rest.remove_prefix(1);  // the space of a fold
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    content += rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (content.ends_with('\r')) content.pop_back();
    ++line;
  } while (!content.empty() && (rest.starts_with(' ') || rest.starts_with('\t')));
  return content;
}

struct Calendars {
  std::vector<Component> all;
  std::vector<std::size_t> entry_lines;  // where each VEVENT begins
};

Refusal parse(std::string_view text, Calendars& calendars) {
  const Parser parser(icalparser_new());
  bool open = false;
  int depth = 0;
  std::size_t read = 0;
  while (!text.empty()) {
    const std::size_t line = read + 1;
    std::string content = next_line(text, read);
    if (content.empty()) continue;
    if (!open && !is_begin_of(content, "VCALENDAR"))
      return Refused{line, "BEGIN:VCALENDAR is expected, found " + in_quotes(content.substr(0, 60))};
    open = true;
    if (has_name(content, "BEGIN") && ++depth > deepest)
      return Refused{line, "components are nested deeper than " + std::to_string(deepest) + " levels"};
    if (has_name(content, "END")) depth = std::max(0, depth - 1);
    if (is_begin_of(content, "VEVENT")) calendars.entry_lines.push_back(line);
    Component whole(icalparser_add_line(parser.get(), content.data()));
    if (!whole) continue;
    open = false;
    depth = 0;
    calendars.all.push_back(std::move(whole));
  }
  if (open) return Refused{read, "the file ends before END:VCALENDAR"};
  if (calendars.all.empty()) return Refused{1, "it is empty; BEGIN:VCALENDAR is expected"};
  return std::nullopt;
}

// --- times ----------------------------------------------------------------------------------------------------

bool is_day(const icaltimetype& time) {
  return time.year >= 1 && time.year <= 9999 && time.month >= 1 && time.month <= 12 && time.day >= 1 &&
         time.day <= icaltime_days_in_month(time.month, time.year);
}

bool in_a_zone(const icaltimetype& time) { return !time.is_date && time.zone != nullptr; }

/// Seconds since 1970: of its instant, or as if its clock were that of UTC.
long long seconds_of(const icaltimetype& time) {
  return icaltime_as_timet_with_zone(time, in_a_zone(time) ? time.zone : icaltimezone_get_utc_timezone());
}

long long day_of(long long seconds) { return (seconds >= 0 ? seconds : seconds - day_seconds + 1) / day_seconds; }

ical_span span_of(const icaltimetype& start, long long seconds) {
  const long long begin = seconds_of(start), end = begin + std::max(seconds, 0LL);
  if (in_a_zone(start)) return {1, begin, end};
  return {0, day_of(begin), std::max(day_of(begin), day_of(end - 1)) + 1};
}

// --- parts: in lists, because libical keeps one place in a component, which calls of others would move ------------

template <class Part, class Kind>
std::vector<Part*> parts_of(icalcomponent* whole, Kind kind, Part* first(icalcomponent*, Kind),
                            Part* next(icalcomponent*, Kind)) {
  std::vector<Part*> parts;
  for (Part* part = first(whole, kind); part != nullptr; part = next(whole, kind)) parts.push_back(part);
  return parts;
}

std::vector<icalproperty*> properties(icalcomponent* of, icalproperty_kind kind) {
  return parts_of(of, kind, icalcomponent_get_first_property, icalcomponent_get_next_property);
}

std::vector<icalcomponent*> components(icalcomponent* in, icalcomponent_kind kind) {
  return parts_of(in, kind, icalcomponent_get_first_component, icalcomponent_get_next_component);
}

// --- an entry -------------------------------------------------------------------------------------------------

/// What an occurrence is known by: its entry, and where it would have begun.
using Occurrence = std::pair<std::string, long long>;

class Entry {
 public:
  Entry(icalcomponent* component, std::size_t line) : component_(component), line_(line) {}

  Refusal read() {
    if (const char* summary = icalcomponent_get_summary(component_)) text_ = summary;
    if (const char* uid = icalcomponent_get_uid(component_)) uid_ = uid;
    if (auto refusal = damage()) return refusal;
    for (const auto kind : {ICAL_DTSTART_PROPERTY, ICAL_DTEND_PROPERTY, ICAL_RDATE_PROPERTY, ICAL_EXDATE_PROPERTY,
                            ICAL_RECURRENCEID_PROPERTY})
      if (auto refusal = unknown_zone(kind)) return refusal;
    if (text_.find_first_not_of(" \t\r\n") == std::string::npos)
      return Refused{line_, "the entry has no text (SUMMARY)"};
    start_ = icalcomponent_get_dtstart(component_);
    if (icaltime_is_null_time(start_)) return refuse("has no day (DTSTART)");
    if (!is_day(start_)) return refuse("begins on a day that there is not (DTSTART)");
    const icaltimetype end = icalcomponent_get_dtend(component_);
    if (!is_day(end)) return refuse("ends on a day that there is not (DTEND)");
    seconds_ = seconds_of(end) - seconds_of(start_);
    if (seconds_ < 0) return refuse("ends before it begins");
    return std::nullopt;
  }

  bool cancelled() const { return icalcomponent_get_status(component_) == ICAL_STATUS_CANCELLED; }

  /// The occurrence of another entry that this one stands for.
  std::optional<Occurrence> replaces() const {
    icalproperty* property = icalcomponent_get_first_property(component_, ICAL_RECURRENCEID_PROPERTY);
    if (property == nullptr) return std::nullopt;
    return Occurrence(uid_, seconds_of(icalproperty_get_datetime_with_component(property, component_)));
  }

  /// Tells the occurrences that have days in `first` .. `last`, but those that other entries replace.
  template <class Tell>
  Refusal each(long long first, long long last, const std::set<Occurrence>& replaced, Tell tell) const {
    const bool own = !replaces();
    const long long begin = (first - 1) * day_seconds, end = (last + 2) * day_seconds;
    const auto offer = [&](const icaltimetype& start) {
      const long long at = seconds_of(start);
      if (at >= end || at + std::max(seconds_, day_seconds) <= begin || excepted(start)) return;
      if (own && replaced.count({uid_, at}) > 0) return;
      tell(text_, span_of(start, seconds_));
    };
    offer(start_);
    int count = 0;
    for (icalproperty* rule : properties(component_, ICAL_RRULE_PROPERTY)) {
      const Iterator iterator(icalrecur_iterator_new(icalproperty_get_rrule(rule), start_));
      if (!iterator) return refuse("has a rule that cannot be followed (RRULE)");
      for (icaltimetype at = icalrecur_iterator_next(iterator.get()); !icaltime_is_null_time(at);
           at = icalrecur_iterator_next(iterator.get())) {
        if (seconds_of(at) >= end) break;
        if (++count > most_occurrences) return refuse("recurs too often: more than 100,000 times (RRULE)");
        if (icaltime_compare(at, start_) != 0) offer(at);
      }
    }
    for (icalproperty* date : properties(component_, ICAL_RDATE_PROPERTY)) offer(time_of(date));
    return std::nullopt;
  }

 private:
  Refused refuse(const std::string& reason) const { return {line_, "the entry " + in_quotes(text_) + " " + reason}; }

  /// What libical could not read of what an entry on a day is made of; of its text, that is said as of one without.
  Refusal damage() const {
    for (icalproperty* error : properties(component_, ICAL_XLICERROR_PROPERTY)) {
      const std::string reason = icalproperty_get_xlicerror(error);
      for (const char* name : {"DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID"})
        if (reason.find(name) != std::string::npos)
          return refuse(std::string("has an unreadable ") + name + ": " +
                        (reason.ends_with(':') ? "it is empty" : reason));
    }
    return std::nullopt;
  }

  /// libical takes a time of a zone that it does not know as one of no zone.
  Refusal unknown_zone(icalproperty_kind kind) const {
    for (icalproperty* property : properties(component_, kind)) {
      icalparameter* zone = icalproperty_get_first_parameter(property, ICAL_TZID_PARAMETER);
      const icaltimetype time = time_of(property);
      if (zone != nullptr && !time.is_date && time.zone == nullptr)
        return refuse("is in the time zone " + in_quotes(icalparameter_get_tzid(zone)) +
                      ", which the file does not describe (VTIMEZONE) and the system does not know");
    }
    return std::nullopt;
  }

  /// Of RDATE, which may be a period, its beginning.
  icaltimetype time_of(icalproperty* property) const {
    icaltimetype time = icalproperty_get_datetime_with_component(property, component_);
    if (icalproperty_isa(property) == ICAL_RDATE_PROPERTY && icaltime_is_null_time(time))
      time = icalproperty_get_rdate(property).period.start;
    return time;
  }

  bool excepted(const icaltimetype& start) const {
    for (icalproperty* property : properties(component_, ICAL_EXDATE_PROPERTY)) {
      const icaltimetype except = time_of(property);
      if (except.is_date ? icaltime_compare_date_only(except, start) == 0 : seconds_of(except) == seconds_of(start))
        return true;
    }
    return false;
  }

  icalcomponent* component_;
  std::size_t line_;
  std::string text_, uid_;
  icaltimetype start_ = icaltime_null_time();
  long long seconds_ = 0;
};

/// A zone's clock changes some days of a year; libical would write out every second of another rule.
Refusal endless_zone(const Calendars& calendars) {
  for (const Component& calendar : calendars.all)
    for (icalcomponent* zone : components(calendar.get(), ICAL_VTIMEZONE_COMPONENT))
      for (icalcomponent* part : components(zone, ICAL_ANY_COMPONENT))
        for (icalproperty* rule : properties(part, ICAL_RRULE_PROPERTY))
          if (icalproperty_get_rrule(rule).freq != ICAL_YEARLY_RECURRENCE)
            return Refused{1, "a time zone (VTIMEZONE) has a rule that is not FREQ=YEARLY"};
  return std::nullopt;
}

/// Every entry, in the file's order.
std::vector<Entry> entries_of(const Calendars& calendars) {
  const std::vector<std::size_t>& lines = calendars.entry_lines;
  std::vector<Entry> entries;
  for (const Component& calendar : calendars.all)
    for (icalcomponent* event : components(calendar.get(), ICAL_VEVENT_COMPONENT))
      entries.emplace_back(event, entries.size() < lines.size() ? lines[entries.size()] : 1);
  return entries;
}

template <class Tell>
Refusal read(std::string_view text, long long first, long long last, Tell tell) {
  Calendars calendars;
  if (auto refusal = parse(text, calendars)) return refusal;
  if (auto refusal = endless_zone(calendars)) return refusal;
  std::vector<Entry> entries = entries_of(calendars);
  std::set<Occurrence> replaced;
  for (Entry& entry : entries) {
    if (auto refusal = entry.read()) return refusal;
    if (const auto occurrence = entry.replaces()) replaced.insert(*occurrence);
  }
  for (const Entry& entry : entries) {
    if (entry.cancelled()) continue;
    if (auto refusal = entry.each(first, last, replaced, tell)) return refusal;
  }
  return std::nullopt;
}

}  // namespace

ICAL_EXPORT const char* ical_build() { return vitrine::build_id; }

ICAL_EXPORT const char* ical_error() { return vitrine::boundary_error; }

ICAL_EXPORT int ical_read(const char* text, size_t length, long long first_day, long long last_day,
                          ical_listener* listener, void* context) {
  icalerror_set_errors_are_fatal(0);
  const auto tell = [&](const std::string& entry, const ical_span& span) {
    listener(context, entry.data(), entry.size(), span);
  };
  const Refusal refusal = read({text, length}, first_day, last_day, tell);
  if (!refusal) return VITRINE_DONE;
  return vitrine::failed("line " + std::to_string(refusal->line) + ": " + refusal->reason + ".");
}
