#include "tools/print/calendar.h"

#include <algorithm>
#include <cmath>
#include <system_error>

#include "core/calendar/days.h"
#include "tools/console/words.h"
#include "tools/print/document.h"

namespace vitrine {
namespace {

namespace fs = std::filesystem;

struct Month {
  int year = 0, month = 0;
};

/// "2026-12". REQUIRES: a plan's.
Month month_of(const std::string& text) {
  const std::chrono::year_month month = parse_month(text).value();
  return {static_cast<int>(month.year()), static_cast<int>(static_cast<unsigned>(month.month()))};
}

std::string day_text(const std::string& month, int day) {
  return month + (day < 10 ? "-0" : "-") + std::to_string(day);
}

/// Without those that are empty.
std::string joined(const std::vector<std::string>& parts, const std::string& between) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() || part.empty() ? "" : between) + part;
  return text;
}

std::string credit_line(const PrintedPicture& picture) {
  return joined({picture.title, picture.credit, picture.license}, "  ·  ");
}

struct Page {
  PageKind kind;
  std::size_t slot = 0;
};

class Printer {
 public:
  Printer(const PrintedCalendar& calendar, const PrintOptions& options, Console& console)
      : calendar_(calendar),
        plan_(calendar.plan),
        options_(options),
        console_(console),
        names_(PrintDocument::names(plan_.language)),
        pages_(pages()) {}

  PrintReport run() {
    require_originals();
    judge();
    report_.pages = pages_.size();
    if (options_.dry_run) return report_;
    PrintDocument document(options_.page, {plan_.title, calendar_.author, plan_.language, cutter_.srgb()});
    {
      Progress progress(console_, "pages", pages_.size());
      for (const Page& page : pages_) {
        draw(document, page);
        progress.advance();
      }
    }
    say_missing(document.missing_letters());
    document.write(options_.file);
    return report_;
  }

 private:
  std::vector<Page> pages() const {
    std::vector<Page> pages{{PageKind::cover, calendar_.cover}};
    for (std::size_t slot = 0; slot < plan_.slots.size(); ++slot) {
      if (plan_.slots[slot].month.empty()) continue;
      if (options_.page.layout == PageLayout::above) {
        pages.push_back({PageKind::month, slot});
      } else {
        pages.push_back({PageKind::picture, slot});
        pages.push_back({PageKind::days, slot});
      }
    }
    pages.push_back({PageKind::contacts});
    return pages;
  }

  /// "December 2026" in the plan's language.
  std::string name_of(std::size_t slot) const {
    const std::string& text = plan_.slots[slot].month;
    if (text.empty()) return "the cover";
    const Month month = month_of(text);
    return PrintDocument::month_and_year(plan_.language, month.year, month.month);
  }

  // --- before anything is drawn ---------------------------------------------------------------------------------

  void require_originals() {
    std::vector<std::string> missing;
    std::size_t empty = 0;
    for (std::size_t slot = 0; slot < plan_.slots.size(); ++slot) {
      const PrintedPicture& picture = calendar_.pictures.at(slot);
      std::error_code error;
      if (picture.id.empty()) {
        ++empty;
        missing.push_back(name_of(slot) + " has no picture");
      } else if (picture.original.empty()) {
        missing.push_back(name_of(slot) + ": the picture " + picture.id + " has no file");
      } else if (!fs::is_regular_file(picture.original, error)) {
        missing.push_back(name_of(slot) + ": there is no file " + picture.original.string());
      }
    }
    if (missing.empty()) return;
    std::string advice;
    if (empty > 0) advice += " Fill empty slots in the page's Calendar and print that board, or take fewer --months.";
    if (empty < missing.size())
      advice +=
          " Originals are looked for in the folder that was ingested: bring the files back, or ingest the folder from "
          "where it is now.";
    throw Failure("The calendar cannot be printed: " + joined(missing, "; ") + "." + advice);
  }

  template <class Value>
  Value required(Result<Value> result, std::size_t slot) const {
    if (!result)
      throw Failure("The original " + calendar_.pictures.at(slot).original.string() + " of " + name_of(slot) +
                    " cannot be printed. " + result.error().message);
    return std::move(*result);
  }

  Placement placement(const Page& page, const Box& box, PictureFit fit) const {
    const PrintedPicture& picture = calendar_.pictures.at(page.slot);
    return place(sizes_.at(page.slot), box, fit, picture.focus_x, picture.focus_y);
  }

  void judge() {
    for (std::size_t slot = 0; slot < plan_.slots.size(); ++slot)
      sizes_.push_back(required(cutter_.measure(calendar_.pictures.at(slot).original), slot));
    std::vector<std::string> stopped, warned, noted;
    report_.least_dots = 1e9;
    for (const Page& page : pages_) {
      const PagePlan plan = plan_page(options_.page, page.kind);
      if (plan.picture.width <= 0) continue;
      const double dots = std::round(placement(page, plan.picture, options_.page.fit).dots);
      report_.least_dots = std::min(report_.least_dots, dots);
      if (dots >= PrintResolution::note) continue;
      std::vector<std::string>& sentences = dots < PrintResolution::stop   ? stopped
                                            : dots < PrintResolution::warn ? warned
                                                                           : noted;
      const std::string where = page.kind == PageKind::cover ? "cover" : name_of(page.slot);
      sentences.push_back(where + " " + grouped(static_cast<std::uint64_t>(dots)));
    }
    const auto sentence = [](const std::vector<std::string>& pages, const std::string& judgement) {
      return judgement + ", in dots an inch: " + joined(pages, ", ") + ".";
    };
    const auto fields = [](const std::vector<std::string>& pages, double below) {
      return JsonFields{{"below", below}, {"pages", pages}};
    };
    if (!stopped.empty() && !options_.accept_resolution) {
      throw Failure(sentence(stopped, "Too few pixels for this paper, on which " +
                                          std::to_string(static_cast<int>(PrintResolution::stop)) + " are the least") +
                    " Take a smaller paper or larger originals, or print all the same with --accept-resolution.");
    }
    if (!stopped.empty())
      console_.warn("resolution", sentence(stopped, "Pixels will be seen on paper"),
                    fields(stopped, PrintResolution::stop));
    if (!warned.empty())
      console_.warn("resolution", sentence(warned, "Less sharp than print can be, also from afar"),
                    fields(warned, PrintResolution::warn));
    if (!noted.empty())
      console_.say("resolution", sentence(noted, "A little less sharp than print can be, from close by"),
                   fields(noted, PrintResolution::note));
  }

  void say_missing(const std::string& letters) {
    if (letters.empty()) return;
    console_.warn(
        "fonts",
        "No installed font has these letters, which are printed as boxes: " + letters +
            " Install one that has them, for example of Debian's fonts-noto-core or fonts-noto-cjk, and print again.",
        {{"letters", letters}});
  }

  // --- pages -------------------------------------------------------------------------------------------------------

  double u() const { return options_.page.paper.scale(); }

  void draw(PrintDocument& document, const Page& page) {
    const PagePlan plan = plan_page(options_.page, page.kind);
    document.begin_page();
    if (plan.picture.width > 0) put_picture(document, page, plan.picture, options_.page.fit);
    switch (page.kind) {
      case PageKind::cover:
        put_title(document, plan);
        break;
      case PageKind::picture:
        break;
      case PageKind::month:
      case PageKind::days:
        put_month(document, page, plan);
        break;
      case PageKind::contacts:
        put_contacts(document, plan);
        break;
    }
    if (plan.credit.width > 0) {
      document.add(plan.credit, credit_line(calendar_.pictures.at(page.slot)),
                   {.size = 6.6 * u(), .grey = 0.45, .down = Align::end});
    }
  }

  /// Where it was put.
  Box put_picture(PrintDocument& document, const Page& page, const Box& box, PictureFit fit) {
    const Placement placed = placement(page, box, fit);
    const auto most = static_cast<std::uint32_t>(std::floor(placed.box.width / inch * print_resolution));
    document.add(
        placed.box,
        required(cutter_.cut(calendar_.pictures.at(page.slot).original, placed.part, std::max(1U, most)), page.slot));
    return placed.box;
  }

  void put_title(PrintDocument& document, const PagePlan& plan) const {
    const Box& box = plan.heading;
    Box title = box, years = box;
    title.height = box.height * 0.6;
    years.y += box.height * 0.68;
    years.height *= 0.32;
    document.add(title, plan_.title,
                 {.face = Face::serif,
                  .size = std::min(44 * u(), title.height * 0.72),
                  .least_size = 14 * u(),
                  .down = Align::end});
    document.add(years, span(), {.face = Face::serif, .size = 15 * u(), .grey = 0.4});
  }

  /// "December 2026 – December 2027".
  std::string span() const {
    const auto has_days = [](const CalendarSlot& slot) { return !slot.month.empty(); };
    const auto first = std::find_if(plan_.slots.begin(), plan_.slots.end(), has_days);
    const auto last = std::find_if(plan_.slots.rbegin(), plan_.slots.rend(), has_days);
    if (first == plan_.slots.end()) return {};
    const std::string begin = name_of(static_cast<std::size_t>(first - plan_.slots.begin()));
    const std::string end = name_of(static_cast<std::size_t>(plan_.slots.rend() - last) - 1);
    return begin == end ? begin : begin + " – " + end;
  }

  void put_month(PrintDocument& document, const Page& page, const PagePlan& plan) const {
    const std::string& text = plan_.slots.at(page.slot).month;
    const Month month = month_of(text);
    const double size = 36 * u(), year_size = 17 * u();
    document.add(plan.heading, names_.months.at(static_cast<std::size_t>(month.month - 1)),
                 {.face = Face::serif, .size = size, .least_size = 16 * u(), .down = Align::end});
    Box year = plan.heading;
    year.height -= (size - year_size) * descent;  // on one line with the name
    document.add(year, names_.number(month.year),
                 {.face = Face::serif, .size = year_size, .grey = 0.5, .across = Align::end, .down = Align::end});
    const double row = plan.body.height / 6.6;
    document.add(plan.body, table_of(text, month), std::clamp(row * 0.34, 11 * u(), 19 * u()), 7 * u());
  }

  MonthTable table_of(const std::string& text, const Month& month) const {
    const auto start = static_cast<int>(plan_.week_start);
    const MonthGrid grid = month_grid(month.year, month.month, start).value_or(MonthGrid{});
    const bool numbered = options_.week_numbers.value_or(start == 1);
    MonthTable table;
    for (std::size_t i = 0; i < 7; ++i) {
      const std::size_t day = (static_cast<std::size_t>(start) - 1 + i) % 7;
      table.day_names.at(i) = names_.days.at(day);
      table.rest.at(i) = names_.rest.at(day);
    }
    for (int row = 0; row < grid.rows; ++row) {
      table.weeks.push_back(numbered ? names_.number(grid.weeks.at(static_cast<std::size_t>(row))) : "");
      for (int i = 0; i < 7; ++i) {
        const int day = row * 7 + i - grid.first + 1;
        table.days.push_back(day < 1 || day > grid.days ? DayCell{} : cell_of(day_text(text, day), day));
        table.days.back().rest = table.rest.at(static_cast<std::size_t>(i));
      }
    }
    return table;
  }

  DayCell cell_of(const std::string& day, int number) const {
    DayCell cell;
    cell.number = names_.number(number);
    for (const CalendarEvent& event : plan_.events)
      if (event.first <= day && day <= event.last) cell.entries.push_back(event.text);
    for (const MoonPhase& phase : plan_.moon)
      if (phase.day == day) cell.moon = static_cast<int>(phase.phase);
    return cell;
  }

  void put_contacts(PrintDocument& document, const PagePlan& plan) {
    document.add(plan.heading, plan_.title,
                 {.face = Face::serif, .size = 20 * u(), .least_size = 10 * u(), .down = Align::end});
    const std::size_t count = plan_.slots.size();
    const double shape = plan.body.width / plan.body.height;
    const auto columns = static_cast<std::size_t>(
        std::clamp(std::lround(std::sqrt(static_cast<double>(count) * shape)), 1L, static_cast<long>(count)));
    const std::size_t rows = (count + columns - 1) / columns;
    const double gap = 12 * u(), words = 34 * u();
    const double width = (plan.body.width + gap) / static_cast<double>(columns) - gap;
    const double height = (plan.body.height + gap) / static_cast<double>(rows) - gap;
    for (std::size_t slot = 0; slot < count; ++slot) {
      const auto column = static_cast<double>(slot % columns), row = static_cast<double>(slot / columns);
      const double offset = column * (width + gap);
      const Box cell{names_.right_to_left ? plan.body.right() - offset - width : plan.body.x + offset,
                     plan.body.y + row * (height + gap), width, height};
      put_contact(document, {PageKind::contacts, slot}, cell, words);
    }
  }

  /// A picture, its month, its title and its credit, in `words` points at the bottom.
  void put_contact(PrintDocument& document, const Page& page, const Box& cell, double words) {
    const double largest = cell.height - words;
    const Box frame{cell.x, cell.y, cell.width, std::min(largest, cell.width * 2 / 3)};
    put_picture(document, page, frame, options_.page.fit);
    Box line{cell.x, frame.bottom() + 3 * u(), cell.width, 12 * u()};
    const PrintedPicture& picture = calendar_.pictures.at(page.slot);
    const bool has_days = !plan_.slots.at(page.slot).month.empty();
    const auto add = [&](const std::string& text, const TypeStyle& style, double height) {
      if (text.empty()) return;
      document.add(line, text, style);
      line.y += height * u();
    };
    add(has_days ? name_of(page.slot) : "",
        {.face = Face::serif, .size = 9 * u(), .least_size = 6 * u(), .down = Align::end}, 13);
    add(picture.title, {.size = 6.4 * u(), .grey = 0.2}, 8.5);
    add(joined({picture.credit, picture.license}, "  ·  "), {.size = 5.6 * u(), .grey = 0.5}, 8.5);
  }

  static constexpr double descent = 0.27;  // of a line below its base, in sizes of its type

  const PrintedCalendar& calendar_;
  const CalendarPlan& plan_;
  const PrintOptions& options_;
  Console& console_;
  CalendarNames names_;  // opens the module of the pages first
  PictureCutter cutter_;
  std::vector<Page> pages_;
  std::vector<PictureSize> sizes_;  // of each slot's original
  PrintReport report_;
};

}  // namespace

PrintReport print_calendar(const PrintedCalendar& calendar, const PrintOptions& options, Console& console) {
  return Printer(calendar, options, console).run();
}

}  // namespace vitrine
