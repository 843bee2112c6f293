#include "tools/verbs/calendar_pdf.h"

#include <algorithm>
#include <cmath>

#include "tools/console/words.h"
#include "tools/print/calendar.h"
#include "tools/warehouse/warehouse.h"

namespace vitrine {
namespace {

double length_in(const std::string& text, const char* option) {
  const std::optional<double> length = length_of(text);
  if (!length)
    throw Failure(std::string(option) + " takes a length as in 3mm, 0.125in or 9pt, not \"" + text + "\".",
                  ExitCode::usage);
  return *length;
}

PageSetup page_setup_of(const PrintChoices& choices) {
  PageSetup setup;
  const std::optional<Paper> paper = paper_of(choices.paper, choices.landscape);
  if (!paper)
    throw Failure("--paper takes " + std::string(paper_names) + ", not \"" + choices.paper + "\".", ExitCode::usage);
  setup.paper = *paper;
  setup.bleed = length_in(choices.bleed, "--bleed");
  if (setup.bleed > most_bleed)
    throw Failure("--bleed takes 0 to 0.25in (6.35mm), not \"" + choices.bleed + "\".", ExitCode::usage);
  setup.margin = choices.margin.empty() ? usual_margin(*paper) : length_in(choices.margin, "--margin");
  if (setup.margin > std::min(paper->width, paper->height) / 6)
    throw Failure("--margin takes at most a sixth of the paper's shorter side, not \"" + choices.margin + "\".",
                  ExitCode::usage);
  setup.wire = choices.wire == "top" ? WireEdge::top : choices.wire == "left" ? WireEdge::left : WireEdge::none;
  setup.crop_marks = choices.crop_marks;
  const bool spread = choices.layout.empty() ? paper->lies() : choices.layout == "spread";
  setup.layout = spread ? PageLayout::spread : PageLayout::above;
  setup.fit = choices.fit == "whole" ? PictureFit::whole : PictureFit::fill;
  return setup;
}

/// A focus of the board, else the picture's own, else the middle.
double focus_in(float chosen, float own) {
  return std::isfinite(chosen) ? static_cast<double>(chosen) : std::isfinite(own) ? static_cast<double>(own) : 0.5;
}

PrintedPicture printed_picture(const CalendarCandidate& candidate, std::size_t slot, const Warehouse& warehouse,
                               const CollectionRows& rows) {
  PrintedPicture picture;
  const std::int32_t row = candidate.rows.at(slot);
  if (row < 0) return picture;
  const ImageRecord& image = rows.images().at(static_cast<std::size_t>(row));
  const ImageDetails details = rows.details_shard(static_cast<std::uint32_t>(row), 1).images.front();
  const auto either = [&warehouse](const std::string& own, const char* fact) {
    return own.empty() ? warehouse.fact(fact) : own;
  };
  picture.id = image.id;
  picture.title = image.title;
  picture.credit = either(details.credit, "credit");
  picture.license = either(details.license, "license");
  if (!image.file.empty()) picture.original = std::filesystem::path(warehouse.fact("folder")) / image.file;
  const SlotFocus focus = focus_of(candidate, slot);
  const VisualFeatures features = image.features.value_or(VisualFeatures{});
  picture.focus_x = focus_in(focus.x, features.focus_x);
  picture.focus_y = focus_in(focus.y, features.focus_y);
  return picture;
}

}  // namespace

void add_print_choices(CLI::App& verb, PrintChoices& choices) {
  CLI::Option* pdf = verb.add_option("--pdf", choices.file, "Print a calendar from the originals to this file")
                         ->type_name("FILE")
                         ->check(not_empty());
  CLI::Option* board = verb.add_option("--board", choices.board, "Print this board, as the page exports it")
                           ->type_name("FILE")
                           ->check(not_empty());
  verb.add_option("--candidate", choices.candidate, "Print this candidate [the best one]")
      ->type_name("NAME")
      ->check(not_empty())
      ->needs(pdf)
      ->excludes(board);
  board->needs(pdf);
  const auto text = [&](const char* name, std::string& choice, const char* what, const char* type) {
    return verb.add_option(name, choice, what)->type_name(type)->needs(pdf);
  };
  text("--paper", choices.paper, "A5, A4, A3, A2, Letter, Tabloid or 12x12 [A4]", "NAME");
  verb.add_flag("--landscape", choices.landscape, "The paper on its long side")->needs(pdf);
  text("--layout", choices.layout, "above: picture above days; spread: a page each [spread on landscape, else above]",
       "HOW")
      ->check(CLI::IsMember({"above", "spread"}));
  text("--fit", choices.fit, "fill: pictures are cropped to the page; whole: never [fill]", "HOW")
      ->check(CLI::IsMember({"fill", "whole"}));
  text("--bleed", choices.bleed, "Beyond each edge of the page, 0 to 0.25in [3mm]", "LENGTH");
  text("--margin", choices.margin, "Inside it, where only pictures are [4 % of the shorter side]", "LENGTH");
  text("--wire", choices.wire, "The edge of the wire, which is kept free: top, left or none [none]", "EDGE")
      ->check(CLI::IsMember({"top", "left", "none"}));
  verb.add_flag("--crop-marks", choices.crop_marks, "Mark the page's corners outside the bleed")->needs(pdf);
  text("--week-numbers", choices.week_numbers, "ISO's numbers of weeks: yes or no [yes where weeks begin on Monday]",
       "HOW")
      ->check(CLI::IsMember({"yes", "no"}));
  verb.add_flag("--accept-resolution", choices.accept_resolution, "Print also with fewer than 150 dots an inch")
      ->needs(pdf);
}

void print_candidate(const CalendarCandidate& candidate, std::int32_t cover, const CalendarPlan& plan,
                     const Warehouse& warehouse, const CollectionRows& rows, const PrintChoices& choices, bool dry_run,
                     Console& console) {
  PrintOptions options;
  options.page = page_setup_of(choices);
  options.accept_resolution = choices.accept_resolution;
  if (!choices.week_numbers.empty()) options.week_numbers = choices.week_numbers == "yes";
  options.dry_run = dry_run;
  options.file = choices.file;
  PrintedCalendar calendar{plan, {}, 0, warehouse.fact("credit")};
  for (std::size_t slot = 0; slot < candidate.rows.size(); ++slot)
    calendar.pictures.push_back(printed_picture(candidate, slot, warehouse, rows));
  const auto own =
      std::find_if(plan.slots.begin(), plan.slots.end(), [](const CalendarSlot& slot) { return slot.month.empty(); });
  calendar.cover = own != plan.slots.end() ? static_cast<std::size_t>(own - plan.slots.begin())
                                           : static_cast<std::size_t>(std::max(0, cover));
  const PrintReport report = print_calendar(calendar, options, console);
  std::error_code error;
  const std::uintmax_t bytes = dry_run ? 0 : std::filesystem::file_size(options.file, error);
  console.say("printed",
              (dry_run ? "Would print " : "Printed ") + counted(report.pages, "page", "pages") + " to " +
                  options.file.string() + (dry_run ? ". Nothing was written." : ", " + bytes_text(bytes) + "."),
              {{"file", options.file.string()},
               {"candidate", candidate.name},
               {"pages", static_cast<std::int64_t>(report.pages)},
               {"bytes", static_cast<std::int64_t>(bytes)},
               {"least_dots_an_inch", report.least_dots}});
}

}  // namespace vitrine
