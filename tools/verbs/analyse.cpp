// vitrine analyse: a curator's patch, tags, clusters, neighbours, a layout and coded vectors, into the warehouse.
#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include "core/documents/table.h"
#include "tools/analysis/analysis.h"
#include "tools/analysis/given_clusters.h"
#include "tools/analysis/patch.h"
#include "tools/analysis/quality.h"
#include "tools/analysis/tags.h"
#include "tools/calendar/board.h"
#include "tools/console/words.h"
#include "tools/source/files.h"
#include "tools/verbs/verbs.h"
#include "tools/vocabulary/vocabulary.h"
#include "tools/warehouse/warehouse.h"

namespace vitrine {
namespace {

constexpr const char* fingerprint_fact = "analysis_fingerprint";
constexpr const char* naming_fact = "naming_fingerprint";

std::string counted_clusters(std::uint64_t count) { return counted(count, "cluster", "clusters"); }

/// "18 clusters of about 29 pictures".
std::string clusters_text(std::uint64_t clusters, std::uint64_t vectors) {
  const std::uint64_t about = clusters == 0 ? 0 : (vectors + clusters / 2) / clusters;
  return counted_clusters(clusters) + " of about " + counted(about, "picture", "pictures");
}

// --- what is asked for ------------------------------------------------------------------------------------------

constexpr const char *clusters_fact = "clusters_wanted", *from_fact = "clusters_from", *least_fact = "clusters_least",
                     *seed_fact = "clusters_seed", *budget_fact = "vector_budget";

/// The options of the command line; those not given are as in the last run on this warehouse.
struct Choices {
  std::uint64_t clusters, least, seed, budget;  // 0: by default
  std::string from;

  Choices(const AnalyseOptions& said, const Warehouse& before, const AnalysisInput& input)
      : clusters(either(said.clusters, before, clusters_fact)),
        least(either(said.least, before, least_fact)),
        seed(either(said.seed, before, seed_fact)),
        budget(either(said.vector_budget, before, budget_fact)),
        from(said.clusters_from.value_or(said.clusters || said.least ? "" : before.fact(from_fact))) {
    if (!from.empty() && column_named(input.columns(), from) == nullptr)
      from = std::filesystem::absolute(from).string();
  }

  /// Writes what is not there already: a run that changes nothing leaves the file as it is.
  void remember(Warehouse& warehouse) const {
    const std::pair<const char*, std::string> facts[] = {{clusters_fact, std::to_string(clusters)},
                                                         {least_fact, std::to_string(least)},
                                                         {seed_fact, std::to_string(seed)},
                                                         {budget_fact, std::to_string(budget)},
                                                         {from_fact, from}};
    warehouse.transaction([&] {
      for (const auto& [name, value] : facts)
        if (warehouse.fact(name) != value) warehouse.set_fact(name, value);
    });
  }

 private:
  template <class T>
  static std::uint64_t either(const std::optional<T>& said, const Warehouse& before, const char* fact) {
    if (said) return *said;
    const std::string text = before.fact(fact);
    return text.empty() ? 0 : std::stoull(text);
  }
};

AnalysisSettings settings_of(const Choices& choices, const CommonOptions& common, const AnalysisInput& input,
                             Console& console) {
  AnalysisSettings settings;
  settings.clusters = static_cast<std::uint32_t>(choices.clusters);
  settings.seed = choices.seed == 0 ? 1 : choices.seed;
  settings.jobs = common.jobs;
  settings.vector_budget = choices.budget;
  settings.least = choices.least == 0 ? default_least : static_cast<std::uint32_t>(choices.least);
  if (!choices.from.empty()) settings.labels = given_clusters(choices.from, input.images(), input.columns(), console);
  return settings;
}

/// Names the clusters again when the texts that their names come from have changed. False when they have not.
bool rename_clusters(const AnalysisInput& input, bool dry_run, Warehouse& warehouse, Console& console) {
  const Tagging tagging = warehouse.tagging();
  const std::string fingerprint = input.naming_fingerprint(tagging);
  if (warehouse.fact(naming_fact) == fingerprint) return false;
  Analysis analysis = warehouse.analysis();
  const auto count = static_cast<std::int64_t>(analysis.clusters.size());
  if (count == 0) return false;
  if (dry_run) {
    console.say("plan", "Would name the clusters again. Nothing was written.", {{"clusters", count}});
    return true;
  }
  name_clusters(input, tagging, analysis);
  warehouse.transaction([&] {
    warehouse.set_analysis(analysis);
    warehouse.set_fact(naming_fact, fingerprint);
  });
  console.say("named", "The clusters were named again.", {{"clusters", count}});
  return true;
}

void say_plan(const AnalysisInput& input, const AnalysisSettings& settings, Console& console) {
  const std::size_t count = input.vectors().rows.size();
  const std::uint32_t k = settings.clusters > 0 ? settings.clusters : default_clusters(count);
  console.say("plan",
              "Would group " + counted(count, "vector", "vectors") + " of dimension " +
                  std::to_string(input.vectors().dimension) + " into " + counted_clusters(k) +
                  ", find neighbours and code the vectors. Nothing was written.",
              {{"vectors", static_cast<std::int64_t>(count)}, {"clusters", std::int64_t{k}}});
}

void say_done(const Analysis& analysis, const AnalysisSettings& settings, Console& console) {
  const auto clusters = static_cast<std::uint64_t>(analysis.clusters.size());
  const auto count = static_cast<std::uint64_t>(analysis.coded_rows.size());
  const bool reasoned = settings.clusters == 0 && settings.labels.empty();
  const std::string reason =
      !reasoned ? "" : " (two for each doubling of a collection, so that they fit a page; -k chooses)";
  console.say("analysed",
              clusters_text(clusters, count) + reason + ", " + cluster_quality_text(quality_of(analysis)) +
                  ". Coded vectors: " + bytes_text(analysis.coded.size()) + ", " +
                  quality_text(analysis.fidelity, analysis.recall) + ".",
              {{"vectors", static_cast<std::int64_t>(count)},
               {"model", analysis.model},
               {"clusters", static_cast<std::int64_t>(clusters)},
               {"silhouette", static_cast<double>(quality_of(analysis).silhouette)},
               {"coded_bytes", static_cast<std::int64_t>(analysis.coded.size())},
               {"fidelity", static_cast<double>(analysis.fidelity)},
               {"recall_at_10", static_cast<double>(analysis.recall)}});
}

// --- tags ---------------------------------------------------------------------------------------------------------

/// The tagging that the command line asks for; without a vocabulary the present tags.
Tagging wanted_tags(const AnalyseOptions& options, const Tagging& before) {
  if (options.vocabulary.empty()) {
    Tagging wanted = before;
    wanted.calibration = options.calibration.empty() ? before.calibration : options.calibration;
    return wanted;
  }
  std::optional<Matrix> prompts;
  if (!options.prompts.empty()) prompts = read_npy(options.prompts);
  const std::string calibration = !options.calibration.empty()  ? options.calibration
                                  : !before.calibration.empty() ? before.calibration
                                                                : "collection";
  return wanted_tagging(read_vocabulary(options.vocabulary), prompts, before, calibration);
}

void say_tags(const Tagging& tagging, std::uint64_t computed, std::uint64_t without, Console& console) {
  const std::string left =
      without == 0 ? "" : " " + counted(without, "picture has", "pictures have") + " no vector, and so no tags.";
  console.say(
      "tagged",
      counted(tagging.tags.size(), "tag", "tags") + ", " + std::to_string(computed) + " of them computed." + left,
      {{"tags", static_cast<std::int64_t>(tagging.tags.size())},
       {"computed", static_cast<std::int64_t>(computed)},
       {"calibration", tagging.calibration},
       {"without_vector", static_cast<std::int64_t>(without)}});
}

void tag_pictures(const AnalysisInput& input, const AnalyseOptions& options, bool dry_run, Warehouse& warehouse,
                  Console& console) {
  const Tagging before = warehouse.tagging();
  Tagging wanted = wanted_tags(options, before);
  const std::uint32_t dimension = input.vectors().dimension;
  const bool asked = !options.vocabulary.empty() || !options.calibration.empty();
  if (!asked && (before.tags.empty() || before.vectors == input.vectors_fingerprint())) return;
  if (asked && input.vectors().rows.empty())
    throw Failure("No picture has a vector that a tag could be compared with: give --embeddings to vitrine ingest.");
  if (dry_run) {
    console.say("plan", "Would make " + counted(wanted.tags.size(), "tag", "tags") + ".",
                {{"tags", static_cast<std::int64_t>(wanted.tags.size())}});
    return;
  }
  const bool of_other_vectors = std::any_of(wanted.tags.begin(), wanted.tags.end(), [dimension](const TagRecord& tag) {
    return !tag.derived() && tag.prompt.size() != dimension;
  });
  if (of_other_vectors && !asked) {
    console.warn("tags_left_out",
                 "The tags belong to other vectors than the pictures have now, and were removed. "
                 "Give --vocabulary and --prompts of the new model.");
    warehouse.set_tagging({});
    return;
  }
  std::unique_ptr<SpotlightEngine> engine;
  std::uint64_t computed = 0;
  const Tagging made = tag_vectors(input, std::move(wanted), before, [&](const std::vector<float>& prompt) {
    if (!engine) engine = std::make_unique<SpotlightEngine>();
    ++computed;
    return engine->scores(input.table(), prompt);
  });
  warehouse.set_tagging(made);
  say_tags(made, computed, input.images().size() - input.vectors().rows.size(), console);
}

// --- curation -----------------------------------------------------------------------------------------------------

/// A patch holds all decisions: it replaces the one before.
void apply_patch(const AnalyseOptions& options, const AnalysisInput& input, bool dry_run, Warehouse& warehouse,
                 Console& console) {
  if (options.apply.empty() || is_board(read_file(options.apply))) return;  // a board: update_calendar
  const ReadPatch read = read_patch(options.apply, warehouse.fact("collection_id"), input.images());
  if (!read.unknown.empty()) {
    constexpr std::size_t most_listed = 3;
    std::string some;
    for (std::size_t i = 0; i < std::min(most_listed, read.unknown.size()); ++i)
      some += (i > 0 ? ", \"" : "\"") + read.unknown[i] + "\"";
    some += read.unknown.size() > most_listed ? " and others" : "";
    console.warn("unknown_pictures",
                 counted(read.unknown.size(), "picture", "pictures") + " of the patch " +
                     (read.unknown.size() == 1 ? "is" : "are") + " not in the collection and left out: " + some + ".",
                 {{"ids", read.unknown}});
  }
  const CurationPatch& patch = read.patch;
  const auto decisions =
      static_cast<std::int64_t>(patch.masters.size() + patch.keep.size() + patch.apart.size() + patch.names.size());
  if (!dry_run) warehouse.set_fact("curation", write(patch));
  console.say(
      "applied",
      (dry_run ? "Would apply " : "Applied ") +
          counted(static_cast<std::uint64_t>(decisions), "decision", "decisions") + " of " + options.apply.string() +
          ". Run vitrine render to publish them.",
      {{"decisions", decisions}, {"threshold", static_cast<double>(patch.threshold)}, {"linkage", patch.linkage}});
}

}  // namespace

ExitCode analyse(const AnalyseOptions& options, const CommonOptions& common, Console& console) {
  Warehouse warehouse(options.warehouse, common.dry_run ? Warehouse::Mode::read : Warehouse::Mode::update);
  const AnalysisInput input(warehouse);
  const Choices choices(options, warehouse, input);
  const AnalysisSettings settings = settings_of(choices, common, input, console);
  tag_pictures(input, options, common.dry_run, warehouse, console);
  apply_patch(options, input, common.dry_run, warehouse, console);
  const std::string fingerprint = input.fingerprint(settings);
  if (warehouse.fact(fingerprint_fact) == fingerprint) {
    if (!common.dry_run) choices.remember(warehouse);
    const bool renamed = rename_clusters(input, common.dry_run, warehouse, console);
    if (!renamed) {
      console.say("unchanged", "Analysed before: the vectors have not changed.",
                  {{"vectors", static_cast<std::int64_t>(input.vectors().rows.size())}});
    }
    return ExitCode::success;
  }
  if (common.dry_run) {
    say_plan(input, settings, console);
    return ExitCode::success;
  }
  const bool none = input.vectors().rows.empty();
  const Tagging tagging = warehouse.tagging();
  Analysis analysis = none ? Analysis{} : analyse_vectors(input, settings, console);
  name_clusters(input, tagging, analysis);
  warehouse.transaction([&] {
    warehouse.set_analysis(analysis);
    choices.remember(warehouse);
    warehouse.set_fact(fingerprint_fact, fingerprint);
    warehouse.set_fact(naming_fact, input.naming_fingerprint(tagging));
  });
  if (none)
    console.say("analysed", "No picture has a vector: there is nothing to analyse.", {{"vectors", std::int64_t{0}}});
  else
    say_done(analysis, settings, console);
  return ExitCode::success;
}

void add_analyse(CLI::App& app, CommonOptions& common, ExitCode& code) {
  CLI::App* verb = app.add_subcommand("analyse", "Find clusters and what looks alike in a warehouse");
  auto options = std::make_shared<AnalyseOptions>();
  verb->add_option("WAREHOUSE", options->warehouse, "The warehouse that ingest filled")->required();
  add_analyse_options(*verb, *options);
  verb->footer(R"(Examples:
  vitrine analyse warehouse.db
  vitrine analyse warehouse.db -k 40
  vitrine analyse warehouse.db --seed 2      other clusters of the same quality
  vitrine analyse warehouse.db --clusters-from category
  vitrine analyse warehouse.db --vocabulary tags.yaml --prompts tags.npy
  vitrine analyse warehouse.db --vocabulary tags.yaml    the same tags under other names, rules or thresholds

  vitrine analyse warehouse.db --apply curation.json    what a curator decided in the page
  vitrine analyse warehouse.db --apply board.json       a calendar that was filled in the page

Options that are not given keep their values of the last run; -k 0 goes back to the default number of clusters. Tags
stay until another vocabulary is given, one without tags removes them; so do votes and files without votes. When neither vectors nor options changed,
nothing is done.)");
  verb->callback([options, &common, &code] {
    Console console(style_of(common));
    analyse(*options, common, console);
    code = update_calendar(*options, common, console);
  });
}

}  // namespace vitrine
