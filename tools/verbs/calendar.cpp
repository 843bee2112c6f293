// vitrine calendar: what a calendar of the collection is to be, and candidates for it.
#include <algorithm>
#include <cstdio>
#include <memory>
#include <utility>

#include "core/documents/table.h"
#include "tools/calendar/board.h"
#include "tools/calendar/candidates.h"
#include "tools/calendar/day_range.h"
#include "tools/calendar/events.h"
#include "tools/calendar/time_zone.h"
#include "tools/console/words.h"
#include "tools/source/files.h"
#include "tools/verbs/calendar_pdf.h"
#include "tools/verbs/verbs.h"
#include "tools/votes/votes.h"
#include "tools/warehouse/warehouse.h"

namespace vitrine {
namespace {

constexpr const char* calendar_fingerprint = "calendar_fingerprint";

/// The calendar of a warehouse in one run.
struct CalendarRun {
  Warehouse warehouse;
  CalendarSettings wanted;
  CollectionRows rows;
  CalendarInput input;
  std::vector<CalendarCandidate> candidates;

  CalendarRun(const CalendarOptions& options, const CommonOptions& common)
      : warehouse(options.warehouse, common.dry_run ? Warehouse::Mode::read : Warehouse::Mode::update),
        wanted(wanted_calendar(warehouse, options.choices)),
        rows(warehouse),
        input(plan_of(wanted, warehouse, rows), warehouse, rows),
        candidates(candidates_of(input.plan, warehouse, rows)) {}
};

template <class Candidates>
auto named(Candidates& candidates, const std::string& name) {
  return std::find_if(candidates.begin(), candidates.end(), [&name](const auto& one) { return one.name == name; });
}

// --- what is said ----------------------------------------------------------------------------------------------------

/// What the collection lacks, and a calendar is found without.
std::vector<std::string> lacks_of(const CalendarInput& input) {
  const auto all = [](const auto& column, auto value) {
    return std::all_of(column.begin(), column.end(), [value](auto one) { return one == value; });
  };
  std::vector<std::string> lacks;
  if (input.plan.preference.empty()) lacks.push_back("votes or scores");
  if (input.plan.preference == "scores") lacks.push_back("votes");
  if (all(input.columns.bonuses, 0)) lacks.push_back("tags of the bonuses");
  if (input.coded.empty()) lacks.push_back("vectors");
  if (all(input.clusters, missing_index)) lacks.push_back("clusters");
  if (all(input.columns.brightness, unknown_share)) lacks.push_back("measured pictures");
  return lacks;
}

std::string lacks_text(const std::vector<std::string>& lacks) {
  std::string text;
  for (std::size_t i = 0; i < lacks.size(); ++i) text += (i == 0 ? " The collection has no " : ", no ") + lacks[i];
  return text.empty() ? text : text + ": what is missing counts as neutral.";
}

void say_calendar(const CalendarRun& run, const CalendarJudge& judge, bool dry_run, Console& console) {
  const CalendarCandidate* best = judge.best(run.candidates);
  char total[32] = "";
  if (best != nullptr) std::snprintf(total, sizeof total, "%.3f", judge.score(*best).total);
  const std::vector<std::string> lacks = lacks_of(run.input);
  const std::string found = best == nullptr
                                ? "no picture can be placed."
                                : counted(run.candidates.size(), "candidate", "candidates") + ", the best is " +
                                      best->name + " (" + total + ", " + run.input.plan.objective + ").";
  console.say("calendar",
              "Calendar of " + months_text(run.input.plan) + ": " + found + lacks_text(lacks) +
                  (dry_run ? " Nothing was written." : ""),
              {{"first_month", first_month_of(run.input.plan)},
               {"slots", static_cast<std::int64_t>(run.input.plan.slots.size())},
               {"objective", run.input.plan.objective},
               {"candidates", static_cast<std::int64_t>(run.candidates.size())},
               {"best", best == nullptr ? JsonValue(std::monostate()) : JsonValue(best->name)},
               {"lacks", lacks}});
}

std::string cell(const std::string& text, int width) {
  return std::string(static_cast<std::size_t>(std::max(0, width - static_cast<int>(text.size()))), ' ') + text;
}

std::string number_cell(double number, int width) {
  char text[32];
  std::snprintf(text, sizeof text, "%.3f", number);
  return cell(text, width);
}

/// A name without columns for the numbers after it.
std::string name_cell(const std::string& name) {
  constexpr std::size_t width = 12;
  const std::string shown = printable(name);
  return shown.size() >= width ? shown + " " : shown + std::string(width - shown.size(), ' ');
}

/// Pictures that two candidates have both.
std::size_t shared(const CalendarCandidate& a, const CalendarCandidate& b) {
  return static_cast<std::size_t>(std::count_if(a.rows.begin(), a.rows.end(), [&b](std::int32_t row) {
    return row >= 0 && std::find(b.rows.begin(), b.rows.end(), row) != b.rows.end();
  }));
}

/// "month_fit" as words.
std::string heading_of(std::string component) {
  std::replace(component.begin(), component.end(), '_', ' ');
  return component;
}

void print_table(const CalendarRun& run, const CalendarJudge& judge) {
  constexpr int width = 12;
  std::string text = name_cell("") + cell("total", width);
  for (const char* component : component_names) text += cell(heading_of(component), width);
  for (const CalendarCandidate& candidate : run.candidates) {
    const Score score = judge.score(candidate);
    text += "\n" + name_cell(candidate.name) + number_cell(score.total, width);
    for (const double value : score.values) text += number_cell(value, width);
  }
  text += "\n\n" + name_cell("shared");
  std::vector<int> widths;
  for (const CalendarCandidate& other : run.candidates) {
    const std::string name = printable(other.name);
    widths.push_back(std::max(4, static_cast<int>(name.size()) + 1));
    text += cell(name, widths.back());
  }
  for (const CalendarCandidate& candidate : run.candidates) {
    text += "\n" + name_cell(candidate.name);
    for (std::size_t i = 0; i < widths.size(); ++i)
      text += cell(std::to_string(shared(candidate, run.candidates[i])), widths[i]);
  }
  std::printf("%s\n", text.c_str());
}

/// All digits of the numbers: the page's are the same.
void print_candidates(const CalendarRun& run, const CalendarJudge& judge, Console& console) {
  for (const CalendarCandidate& candidate : run.candidates) {
    const Score score = judge.score(candidate);
    JsonFields fields = {
        {"name", candidate.name}, {"method", candidate.method}, {"maker", candidate.maker}, {"total", score.total}};
    for (std::size_t i = 0; i < component_names.size(); ++i) fields.emplace_back(component_names[i], score.values[i]);
    std::vector<std::string> pictures;
    for (const std::int32_t row : candidate.rows)
      pictures.push_back(row < 0 ? "" : run.rows.images()[static_cast<std::size_t>(row)].id);
    fields.emplace_back("pictures", pictures);
    fields.emplace_back("cover", std::int64_t{score.cover});
    console.say("candidate", "", fields);
  }
}

// --- what is done ----------------------------------------------------------------------------------------------------

void keep_candidates(CalendarRun& run, const std::string& fingerprint) {
  std::vector<CandidateRecord> records;
  for (const CalendarCandidate& candidate : run.candidates) records.push_back(record_of(candidate, run.rows));
  // Boards of another number of slots wait for a calendar that they fit.
  for (CandidateRecord& record : run.warehouse.candidates()) {
    const bool fits = record.slots.size() == run.input.plan.slots.size();
    if (!fits && record.method.empty() && named(run.candidates, record.name) == run.candidates.end())
      records.push_back(std::move(record));
  }
  run.warehouse.set_candidates(records);
  run.warehouse.set_fact(calendar_fingerprint, fingerprint);
}

/// A board replaces the one of its name.
void apply_board(CalendarRun& run, const std::filesystem::path& file, bool dry_run, Console& console) {
  const CalendarBoard board = read_board(file);
  CalendarCandidate candidate =
      candidate_of(board, file.string(), run.warehouse.fact("collection_id"), run.input.plan, run.rows);
  const auto same = named(run.candidates, board.name);
  if (same == run.candidates.end())
    run.candidates.push_back(std::move(candidate));
  else
    *same = std::move(candidate);
  console.say("applied",
              (dry_run ? "Would apply the board \"" : "Applied the board \"") + printable(board.name) + "\" of " +
                  file.string() + ". Run vitrine render to publish it.",
              {{"board", board.name}, {"maker", board.maker}});
}

/// True when there are other candidates than before. A run that changes nothing leaves the file as it is.
bool bring_up_to_date(CalendarRun& run, const CalendarOptions& options, const CommonOptions& common, Console& console) {
  const std::string fingerprint = run.input.fingerprint();
  const bool stale = run.warehouse.fact(calendar_fingerprint) != fingerprint;
  if (stale) {
    std::vector<CalendarCandidate> found = CalendarJudge(run.input).find(console);
    std::erase_if(run.candidates, [](const CalendarCandidate& one) { return !one.method.empty(); });
    run.candidates.insert(run.candidates.begin(), found.begin(), found.end());
  }
  if (!options.apply.empty()) apply_board(run, options.apply, common.dry_run, console);
  const bool changed = stale || !options.apply.empty();
  if (common.dry_run) return changed;
  run.warehouse.transaction([&] {
    remember_choices(run.warehouse, options.choices);
    set_computed_calendar(run.warehouse, run.wanted);
    if (changed) keep_candidates(run, fingerprint);
  });
  return changed;
}

const CalendarCandidate& candidate_named(const CalendarRun& run, const std::string& name) {
  const auto found = named(run.candidates, name);
  if (found != run.candidates.end()) return *found;
  if (run.candidates.empty()) throw Failure("There is no candidate \"" + name + "\": no picture can be placed.");
  std::string names;
  for (const CalendarCandidate& one : run.candidates) names += (names.empty() ? "" : ", ") + one.name;
  throw Failure("There is no candidate \"" + name + "\". There are: " + names + ".");
}

void export_board(const CalendarRun& run, const CalendarOptions& options, bool dry_run, Console& console) {
  const CalendarCandidate& candidate = candidate_named(run, options.exported);
  if (!dry_run)
    replace_file(options.output,
                 write(board_of(candidate, run.warehouse.fact("collection_id"), run.input.plan, run.rows)));
  console.say(
      "exported",
      (dry_run ? "Would write " : "Wrote ") + printable(candidate.name) + " to " + options.output.string() + ".",
      {{"candidate", candidate.name}, {"file", options.output.string()}});
}

void add_choices(CLI::App& verb, CalendarChoices& choices) {
  const auto add = [&verb](const char* name, std::optional<std::string>& choice, const char* what, const char* type) {
    verb.add_option(name, choice, what)->type_name(type);
  };
  add("--title", choices.title, "The calendar's title [the collection's]", "TEXT");
  add("--first-month", choices.first_month, "As in 2026-12 [December of the year of the first run]", "MONTH");
  add("--months", choices.months, "How many, 1 to 60 [13]", "N");
  add("--cover-page", choices.cover_page, "A page before them, without days: yes or no [no]", "HOW");
  add("--language", choices.language, "Of month and day names, as in de-CH [the collection's]", "TAG");
  add("--week-start", choices.week_start, "monday to sunday [as the language's region has it]", "DAY");
  add("--hemisphere", choices.hemisphere, "Of the months' light: north or south [north]", "HALF");
  add("--zone", choices.zone, "Of the Moon's phases, as in Europe/Berlin [UTC]", "ZONE");
  add("--objective", choices.objective, "What a calendar is judged by: balanced or classic [balanced]", "NAME");
}

/// Throws Failure, before anything is done, where a file cannot be made, or would replace one that is read.
void check_output(const std::filesystem::path& file, const CalendarOptions& options) {
  if (file.empty()) return;
  std::error_code ignored;
  std::vector<std::filesystem::path> inputs = options.votes;
  inputs.insert(inputs.end(), {options.warehouse, options.printed.board, options.events.value_or("")});
  for (const std::filesystem::path& input : inputs)
    if (std::filesystem::equivalent(file, input, ignored))
      throw Failure(file.string() + " is what is read: name another file to write.");
  if (std::filesystem::is_directory(file, ignored))
    throw Failure(file.string() + " is a folder: name a file, which may be in it.");
  const std::filesystem::path folder = file.parent_path();
  if (!folder.empty() && !std::filesystem::is_directory(folder, ignored))
    throw Failure(file.string() + " cannot be written: there is no folder " + folder.string() + ". Make it first.");
}

/// Success, or incomplete when a line of votes was refused.
ExitCode take_votes(const CalendarOptions& options, const CommonOptions& common, Console& console) {
  Warehouse warehouse(options.warehouse, common.dry_run ? Warehouse::Mode::read : Warehouse::Mode::update);
  if (!options.votes.empty())
    return import_votes(options.votes, common.dry_run, warehouse, console) ? ExitCode::success : ExitCode::incomplete;
  say_votes_there(warehouse, console);
  return ExitCode::success;
}

/// The board, the candidate that is named, or the best one.
CalendarCandidate printed_candidate(const CalendarRun& run, const CalendarJudge& judge, const PrintChoices& choices) {
  if (!choices.board.empty()) {
    CalendarBoard board = read_board(choices.board);
    board.name = choices.board.stem().string();  // a name that could be published is not needed on paper
    if (is_method(board.name)) board.name += " of a file";
    return candidate_of(board, choices.board.string(), run.warehouse.fact("collection_id"), run.input.plan, run.rows);
  }
  if (!choices.candidate.empty()) return candidate_named(run, choices.candidate);
  const CalendarCandidate* best = judge.best(run.candidates);
  if (best == nullptr) throw Failure("There is no candidate to print: no picture can be placed.");
  return *best;
}

/// Takes the entries of days of a file in place of those that were there.
void take_events(CalendarRun& run, const std::string& file, const CommonOptions& common, Console& console) {
  CalendarPlan& plan = run.input.plan;
  const DayRange days = days_around(run.wanted.first_month, run.wanted.months);
  plan.events.clear();
  if (!file.empty()) plan.events = read_events(file, days, TimeZone(run.wanted.zone));
  if (!common.dry_run) {
    std::vector<EventRecord> records;
    for (const CalendarEvent& event : plan.events) records.push_back({event.first, event.last, event.text});
    run.warehouse.set_events(records);
  }
  const std::string count = counted(plan.events.size(), "entry", "entries") + " of days";
  console.say("events",
              file.empty() ? "There are no entries of days any more."
                           : (common.dry_run ? "Would take " : "Took ") + count + " from " + day_text(days.first) +
                                 " to " + day_text(days.last) + " out of " + file + ".",
              {{"entries", static_cast<std::int64_t>(plan.events.size())},
               {"first", day_text(days.first)},
               {"last", day_text(days.last)}});
}

ExitCode calendar(const CalendarOptions& options, const CommonOptions& common, Console& console) {
  check_output(options.output, options);
  check_output(options.printed.file, options);
  const ExitCode taken = take_votes(options, common, console);
  CalendarRun run(options, common);
  if (options.events) take_events(run, *options.events, common, console);
  if (options.printed.board.empty()) bring_up_to_date(run, options, common, console);  // a board needs no candidates
  const CalendarJudge judge(run.input);
  if (!options.printed.file.empty()) {
    const CalendarCandidate candidate = printed_candidate(run, judge, options.printed);
    print_candidate(candidate, judge.score(candidate).cover, run.input.plan, run.warehouse, run.rows, options.printed,
                    common.dry_run, console);
    return taken;
  }
  if (!options.exported.empty()) export_board(run, options, common.dry_run, console);
  if (common.json)
    print_candidates(run, judge, console);
  else if (!common.quiet && !run.candidates.empty())
    print_table(run, judge);
  say_calendar(run, judge, common.dry_run, console);
  return taken;
}

}  // namespace

ExitCode update_calendar(const AnalyseOptions& options, const CommonOptions& common, Console& console) {
  CalendarOptions own;
  own.warehouse = options.warehouse;
  own.votes = options.votes;
  if (!options.apply.empty() && is_board(read_file(options.apply))) own.apply = options.apply;
  const ExitCode taken = take_votes(own, common, console);
  CalendarRun run(own, common);
  if (run.rows.size() > 0 && bring_up_to_date(run, own, common, console))
    say_calendar(run, CalendarJudge(run.input), common.dry_run, console);
  return taken;
}

void add_calendar(CLI::App& app, CommonOptions& common, ExitCode& code) {
  CLI::App* verb = app.add_subcommand("calendar", "Find pictures for the months of a calendar");
  auto options = std::make_shared<CalendarOptions>();
  verb->add_option("WAREHOUSE", options->warehouse, "The warehouse that ingest and analyse filled")->required();
  add_choices(*verb, options->choices);
  add_votes_option(*verb, options->votes);
  verb->add_option("--events", options->events, "Entries of days: CSV (date,text) or iCalendar (.ics); \"\": none")
      ->type_name("FILE");
  auto* output =
      verb->add_option("-o,--output", options->output, "The file of --export")->type_name("FILE")->check(not_empty());
  output->needs(verb->add_option("--export", options->exported,
                                 "Write a candidate as a board, which the page's Calendar takes in")
                    ->needs(output)
                    ->check(not_empty())
                    ->type_name("NAME"));
  add_print_choices(*verb, options->printed);
  verb->footer(R"(Examples:
  vitrine calendar warehouse.db
  vitrine calendar warehouse.db --first-month 2027-01 --months 12 --cover-page yes
  vitrine calendar warehouse.db --language de-CH --hemisphere south
  vitrine calendar warehouse.db --title ""      again as vitrine.json has it
  vitrine calendar warehouse.db --votes ballots.csv --votes pairs.csv
  vitrine calendar warehouse.db --events holidays.ics
  vitrine calendar warehouse.db --export F -o board.json
  vitrine calendar warehouse.db --pdf calendar.pdf --paper A3 --landscape
  vitrine calendar warehouse.db --pdf calendar.pdf --board board.json --paper Letter --fit whole --wire top

Options that are not given keep their values of the last run; an empty one is again as "calendar" of vitrine.json has
it. Without votes, tags or vectors there is a calendar too: what is missing counts as neutral.

Entries of days have a text and a day, or a first and a last one: "2026-12-24,Christmas Eve",
"2026-12-24/2026-12-26,Christmas". Those of two years before the first month to two years after it are kept, where
recurrences of .ics are written out; give the file again when the first month or the zone is another one.

A file of votes holds pairs (voter,winner,loser), ballots (ballot,voter,picture,chosen with a line for each picture that
was shown, or voter,shown,chosen with pictures separated by |) or rankings (voter,first,second,third, or
voter,category,picture,rank). Lines that are not understood are listed and left out.)");
  verb->callback([options, &common, &code] {
    Console console(style_of(common));
    code = calendar(*options, common, console);
  });
}

}  // namespace vitrine
