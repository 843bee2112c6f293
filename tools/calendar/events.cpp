#include "tools/calendar/events.h"

#include <algorithm>
#include <optional>
#include <set>
#include <tuple>

#include "tools/calendar/ical.h"
#include "tools/console/console.h"
#include "tools/module/module.h"
#include "tools/source/files.h"
#include "tools/source/metadata.h"
#include "tools/source/paths.h"
#include "tools/source/utf8.h"

namespace vitrine {
namespace {

namespace chrono = std::chrono;
namespace fs = std::filesystem;

struct Entry {
  DayRange days;
  std::string text;
};

[[noreturn]] void fail(const fs::path& file, std::size_t line, const std::string& sentence) {
  throw Failure(file.filename().string() + ", line " + std::to_string(line) + ": " + sentence);
}

/// On one line: each run of white space is a space.
std::string one_line(std::string_view text) {
  std::string line;
  for (const char c : text) {
    const bool space = static_cast<unsigned char>(c) <= ' ';
    if (!space)
      line += c;
    else if (!line.empty() && line.back() != ' ')
      line += ' ';
  }
  if (!line.empty() && line.back() == ' ') line.pop_back();
  return line;
}

// --- CSV ------------------------------------------------------------------------------------------------------

class CsvReader {
 public:
  explicit CsvReader(const Metadata& table) : table_(table) {
    const bool spans = table.column("first").has_value();
    const std::vector<std::string> expected =
        spans ? std::vector<std::string>{"first", "last", "text"} : std::vector<std::string>{"date", "text"};
    for (const std::string& name : expected)
      if (!table.column(name)) fail(table.file, 1, "the column \"" + name + "\" is missing. " + columns);
    for (const std::string& name : table.columns)
      if (std::none_of(expected.begin(), expected.end(),
                       [&](const auto& known) { return table.column(known) == table.column(name); }))
        fail(table.file, 1, "the column \"" + name + "\" is not known. " + columns);
    date_ = *table.column(expected.front());
    if (spans) last_ = table.column("last");
    text_ = *table.column("text");
  }

  Entry read(std::size_t row) const {
    const std::string& date = table_.rows[row][date_];
    const std::size_t slash = date.find('/');
    const std::string last = last_                        ? table_.rows[row][*last_]
                             : slash == std::string::npos ? ""
                                                          : date.substr(slash + 1);
    const std::string first = last_ ? date : date.substr(0, slash);
    Entry entry{{day(row, first), day(row, last.empty() && slash == std::string::npos ? first : last)},
                one_line(table_.rows[row][text_])};
    if (entry.days.last < entry.days.first)
      fail(row, "the last day, " + last + ", is before the first, " + first + ".");
    if (entry.text.empty()) fail(row, "the text is empty.");
    return entry;
  }

 private:
  static constexpr const char* columns = "Expected are \"date\" and \"text\", or \"first\", \"last\" and \"text\".";

  [[noreturn]] void fail(const fs::path& file, std::size_t line, const std::string& sentence) const {
    vitrine::fail(file, line, sentence);
  }
  [[noreturn]] void fail(std::size_t row, const std::string& sentence) const {
    fail(table_.file, table_.lines[row], sentence);
  }

  chrono::sys_days day(std::size_t row, const std::string& text) const {
    const auto day = parse_day(text);
    if (!day)
      fail(row, "\"" + text + "\" is no day. Expected is year, month and day, \"2026-12-24\"" +
                    (last_ ? "." : ", or first and last day, \"2026-12-24/2026-12-26\"."));
    return *day;
  }

  const Metadata& table_;
  std::size_t date_ = 0, text_ = 0;
  std::optional<std::size_t> last_;
};

std::vector<Entry> from_csv(std::string_view text, const fs::path& file) {
  const Metadata table = parse_metadata(text, file);
  const CsvReader reader(table);
  std::vector<Entry> entries;
  for (std::size_t row = 0; row < table.rows.size(); ++row) entries.push_back(reader.read(row));
  return entries;
}

// --- iCalendar ------------------------------------------------------------------------------------------------

struct IcalListener {
  const TimeZone& zone;
  std::vector<Entry> entries;

  // Called from C: throws std::bad_alloc alone.
  static void listen(void* context, const char* text, std::size_t length, ical_span span) {
    static_cast<IcalListener*>(context)->take({text, length}, span);
  }

  void take(std::string_view text, const ical_span& span) {
    const DayRange days =
        span.timed ? DayRange{day_of(span.begin), day_of(std::max(span.begin, span.end - 1))}
                   : DayRange{chrono::sys_days(chrono::days(span.begin)), chrono::sys_days(chrono::days(span.end - 1))};
    entries.push_back({days, one_line(text)});
  }

  chrono::sys_days day_of(long long second) const {
    return chrono::floor<chrono::days>(zone.local(chrono::sys_seconds(chrono::seconds(second))));
  }
};

std::vector<Entry> from_ical(std::string_view text, const fs::path& file, const DayRange& days, const TimeZone& zone) {
  const std::string name = file.filename().string();
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  if (text.find('\0') != std::string_view::npos) throw Failure(name + " holds NUL bytes: it is not a text file.");
  static Module module(
      {"ical", "read entries of days in an iCalendar file", "libical-dev", {{"libical.so", "libical3"}}});
  auto* read = module.function<decltype(ical_read)>("ical_read");
  IcalListener listener{zone, {}};
  const int status = read(text.data(), text.size(), days.first.time_since_epoch().count(),
                          days.last.time_since_epoch().count(), &IcalListener::listen, &listener);
  if (status != VITRINE_DONE) throw Failure(name + ", " + valid_utf8(module.error()));
  for (const Entry& entry : listener.entries)  // not the file: a line may be folded inside a character
    if (!is_utf8(entry.text)) throw Failure(name + " is not UTF-8. Save it as UTF-8.");
  return std::move(listener.entries);
}

}  // namespace

std::vector<CalendarEvent> parse_events(std::string_view text, const fs::path& file, const DayRange& days,
                                        const TimeZone& zone) {
  const std::string extension = extension_of(file);
  std::vector<Entry> entries;
  if (extension == ".csv" || extension == ".tsv")
    entries = from_csv(text, file);
  else if (extension == ".ics")
    entries = from_ical(text, file, days, zone);
  else
    throw Failure("The entries of days in " + file.filename().string() +
                  " are neither CSV (.csv, .tsv) nor iCalendar (.ics).");

  std::erase_if(entries,
                [&](const Entry& entry) { return entry.days.last < days.first || days.last < entry.days.first; });
  std::stable_sort(entries.begin(), entries.end(),
                   [](const Entry& a, const Entry& b) { return a.days.first < b.days.first; });
  std::vector<CalendarEvent> events;
  std::set<std::tuple<chrono::sys_days, chrono::sys_days, std::string>> seen;
  for (const auto& [span, entry_text] : entries)
    if (seen.emplace(span.first, span.last, entry_text).second)
      events.push_back({day_text(span.first), day_text(span.last), entry_text});
  return events;
}

std::vector<CalendarEvent> read_events(const fs::path& file, const DayRange& days, const TimeZone& zone) {
  return parse_events(read_file(file), file, days, zone);
}

}  // namespace vitrine
