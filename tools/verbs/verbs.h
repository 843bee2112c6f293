// The verbs of the command line: one function a verb, one file each. A verb registers its options on its
// CLI11 subcommand and runs when it was chosen; it throws Failure.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "tools/calendar/settings.h"
#include "tools/console/console.h"

namespace vitrine {

/// Options every verb takes.
struct CommonOptions {
  bool quiet = false;
  bool json = false;
  bool dry_run = false;  // on verbs that write
  unsigned jobs = 0;     // 0: all cores
};

struct IngestOptions {
  std::filesystem::path folder;
  std::filesystem::path warehouse;  // add_ingest: warehouse.db; add_build: beside the site
  std::filesystem::path metadata, embeddings, ids;
  std::string id_column, model;
  std::vector<std::uint32_t> sizes;  // empty: vitrine.json's, else 256 and 1024
  std::vector<std::string> publish;
  std::string originals;                                                 // "", "link", "copy", "none"
  std::string title, description, language, home_page, credit, license;  // override vitrine.json
  bool verify = false;
  bool keep_going = false;
};

/// Options that are not given keep their values of the last run on the same warehouse.
struct AnalyseOptions {
  std::filesystem::path warehouse;
  std::optional<unsigned> clusters;            // 0: a reasoned default
  std::optional<std::uint64_t> vector_budget;  // bytes; 0: none
  std::optional<std::uint64_t> seed;
  std::optional<unsigned> least;              // pictures in a cluster; 0: a reasoned default
  std::optional<std::string> clusters_from;   // a column or a file; "": clusters are found
  std::filesystem::path vocabulary, prompts;  // empty: the tags stay as they are
  std::filesystem::path apply;                // empty: a curator's decisions stay as they are
  std::string calibration;                    // "" (as before, else collection), "collection" or "sigmoid"
  std::vector<std::filesystem::path> votes;   // empty: the votes stay as they are
};

/// How a calendar is printed, as the command line has it.
struct PrintChoices {
  std::filesystem::path file;   // empty: nothing is printed
  std::filesystem::path board;  // what is printed: this board, else
  std::string candidate;        // this candidate, else the best one
  std::string paper = "A4", layout, fit = "fill", bleed = "3mm", margin, wire = "none", week_numbers;
  bool landscape = false, crop_marks = false, accept_resolution = false;
};

struct CalendarOptions {
  std::filesystem::path warehouse;
  CalendarChoices choices;
  std::vector<std::filesystem::path> votes;  // empty: the votes stay as they are
  std::optional<std::string> events;         // their file; "": there are none any more
  std::filesystem::path apply;               // a board; empty: none
  std::string exported;                      // a candidate's name; "": none
  std::filesystem::path output;              // its file
  PrintChoices printed;
};

struct RenderOptions {
  std::filesystem::path warehouse;
  std::filesystem::path site;
  std::filesystem::path viewer;  // empty: found relative to the binary
};

ExitCode ingest(const IngestOptions& options, const CommonOptions& common, Console& console);
ExitCode analyse(const AnalyseOptions& options, const CommonOptions& common, Console& console);
/// At the end of `analyse` and `build`: votes, the calendar's candidates, where something changed, and the board that a
/// curator applies.
ExitCode update_calendar(const AnalyseOptions& options, const CommonOptions& common, Console& console);
ExitCode render(const RenderOptions& options, const CommonOptions& common, Console& console);

/// The console for a verb's output.
Console::Style style_of(const CommonOptions& common);

/// The list of the options of `ingest` and `analyse`; `build` takes both. `warehouse` says in --help where
/// the warehouse is kept when --warehouse does not.
void add_ingest_options(CLI::App& verb, IngestOptions& options, const std::string& warehouse);
void add_analyse_options(CLI::App& verb, AnalyseOptions& options);
/// Of names that do not mean "none" when they are empty: an unset variable of a script.
CLI::Validator not_empty();
/// Of `calendar` too.
void add_votes_option(CLI::App& verb, std::vector<std::filesystem::path>& files);

/// Each adds its subcommand; the returned callback's exit code is stored in `code`.
void add_build(CLI::App& app, CommonOptions& common, ExitCode& code);
void add_ingest(CLI::App& app, CommonOptions& common, ExitCode& code);
void add_analyse(CLI::App& app, CommonOptions& common, ExitCode& code);
void add_spotlight(CLI::App& app, CommonOptions& common, ExitCode& code);
void add_calendar(CLI::App& app, CommonOptions& common, ExitCode& code);
void add_render(CLI::App& app, CommonOptions& common, ExitCode& code);
void add_sample(CLI::App& app, CommonOptions& common, ExitCode& code);
void add_serve(CLI::App& app, CommonOptions& common, ExitCode& code);
void add_check(CLI::App& app, CommonOptions& common, ExitCode& code);
void add_info(CLI::App& app, CommonOptions& common, ExitCode& code);

}  // namespace vitrine
