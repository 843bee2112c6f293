// vitrine info: what a warehouse or a site holds.
#include <algorithm>
#include <map>

#include "core/documents/table.h"
#include "tools/analysis/quality.h"
#include "tools/calendar/plan.h"
#include "tools/console/words.h"
#include "tools/source/files.h"
#include "tools/verbs/verbs.h"
#include "tools/votes/votes.h"
#include "tools/warehouse/warehouse.h"

namespace vitrine {
namespace {

namespace fs = std::filesystem;

/// The lines of an answer, for people and for machines at once.
class Answer {
 public:
  void add(const std::string& name, const std::string& label, std::uint64_t number) {
    add(name, label, grouped(number), static_cast<std::int64_t>(number));
  }
  void add(const std::string& name, const std::string& label, const std::string& text) {
    add(name, label, text, JsonValue(text));
  }
  void add(const std::string& name, const std::string& label, const std::vector<std::string>& texts) {
    std::string joined;
    for (const std::string& text : texts) joined += (joined.empty() ? "" : ", ") + text;
    add(name, label, joined, JsonValue(texts));
  }
  /// Left out for people when empty.
  void add(const std::string& name, const std::string& label, const std::string& text, JsonValue value) {
    fields_.emplace_back(name, std::move(value));
    if (text.empty()) return;
    constexpr std::size_t width = 14;
    sentence_ +=
        (sentence_.empty() ? "" : "\n") + label + std::string(width - std::min(width - 1, label.size()), ' ') + text;
  }
  void say(Console& console) const { console.say("info", sentence_, fields_); }

 private:
  std::string sentence_;
  JsonFields fields_;
};

std::string vectors_text(std::uint64_t count, std::uint32_t dimension, const std::string& model, float fidelity,
                         float recall) {
  if (count == 0) return "none: vitrine analyse makes them";
  return grouped(count) + " x " + std::to_string(dimension) + ", " + model + ", " + quality_text(fidelity, recall);
}

void add_vectors(Answer& answer, std::uint64_t count, std::uint32_t dimension, const std::string& model, float fidelity,
                 float recall) {
  answer.add("vectors", "Vectors", vectors_text(count, dimension, model, fidelity, recall),
             static_cast<std::int64_t>(count));
  answer.add("dimension", "", "", std::int64_t{dimension});
  answer.add("model", "", "", model);
  answer.add("fidelity", "", "", static_cast<double>(fidelity));
}

void add_dates(Answer& answer, std::vector<std::string> dates) {
  std::erase(dates, "");
  if (dates.empty()) {
    answer.add("first_date", "Dates", "none", std::string());
    answer.add("last_date", "", "", std::string());
    return;
  }
  // Years before 0 do not sort as text: order them as moments.
  const auto by_moment = [](const std::string& a, const std::string& b) {
    return parse_moment(a)->local_seconds < parse_moment(b)->local_seconds;
  };
  const auto [first, last] = std::minmax_element(dates.begin(), dates.end(), by_moment);
  answer.add("first_date", "Dates", first->substr(0, 10) + " to " + last->substr(0, 10), *first);
  answer.add("last_date", "", "", *last);
}

void add_columns(Answer& answer, const Warehouse& warehouse) {
  std::vector<std::string> published, held_back, facets;
  for (const ColumnRecord& column : warehouse.columns()) {
    (column.published ? published : held_back).push_back(column.name);
    if (column.published && column.facet) facets.push_back(column.name);
  }
  answer.add("published", "Published", published);
  answer.add("held_back", "Held back", held_back);
  answer.add("facets", "Facets", facets);
}

void add_plan(Answer& answer, const std::optional<CalendarPlan>& plan) {
  std::vector<std::string> names;
  if (plan)
    for (const CalendarCandidate& candidate : plan->candidates) names.push_back(candidate.name);
  const std::string months = plan ? months_text(*plan) : "none: vitrine calendar computes one";
  answer.add("calendar", "Calendar", months, plan ? JsonValue(months) : JsonValue(std::monostate()));
  answer.add("candidates", "Candidates", names);
}

void add_votes(Answer& answer, const VoteResults& votes) {
  answer.add("voted_pictures", "Votes", votes.pictures.empty() ? "none" : votes_text(votes),
             static_cast<std::int64_t>(votes.pictures.size()));
  answer.add("voters", "", "", std::int64_t{votes.voters});
  answer.add("ballots", "", "", std::int64_t{votes.ballots});
  answer.add("pairs", "", "", std::int64_t{votes.pairs});
  answer.add("rankings", "", "", std::int64_t{votes.rankings});
}

void say_warehouse(const fs::path& file, Console& console) {
  const Warehouse warehouse(file, Warehouse::Mode::read);
  std::map<Presence, std::uint64_t> presences;
  std::vector<std::string> dates;
  for (const ImageRecord& image : warehouse.images()) {
    ++presences[image.presence];
    if (image.presence != Presence::vanished) dates.push_back(to_text(image.taken_at));
  }
  const Analysis analysis = warehouse.analysis();
  const std::vector<SkippedFile> skipped = warehouse.skipped();
  Answer answer;
  answer.add("warehouse", "Warehouse", file.string());
  answer.add("title", "Title", warehouse.fact("title"));
  answer.add("folder", "Folder", warehouse.fact("folder"));
  answer.add("pictures", "Pictures", presences[Presence::here]);
  answer.add("cards", "Cards", presences[Presence::none]);
  answer.add("vanished", "Vanished", presences[Presence::vanished]);
  add_dates(answer, std::move(dates));
  add_columns(answer, warehouse);
  const ClusterQuality quality = quality_of(analysis);
  const std::string clusters = std::to_string(analysis.clusters.size());
  answer.add("clusters", "Clusters",
             analysis.clusters.empty() ? clusters : clusters + ", " + cluster_quality_text(quality),
             static_cast<std::int64_t>(analysis.clusters.size()));
  answer.add("silhouette", "", "", static_cast<double>(quality.silhouette));
  std::vector<std::string> tags;
  for (const TagRecord& tag : warehouse.tagging().tags) {
    const auto bears = [&tag](float score) { return score >= tag.accepted; };
    tags.push_back(tag.code + " " + std::to_string(std::count_if(tag.scores.begin(), tag.scores.end(), bears)));
  }
  answer.add("tags", "Tags", tags);
  add_votes(answer, warehouse.vote_results());
  add_vectors(answer, analysis.coded_rows.size(), analysis.dimension, analysis.model, analysis.fidelity,
              analysis.recall);
  answer.add("recall_at_10", "", "", static_cast<double>(analysis.recall));
  add_plan(answer, published_outline(warehouse));
  answer.add("sizes", "Thumbnails", warehouse.fact("sizes"));
  answer.add("originals", "Originals", warehouse.fact("originals"));
  answer.add("skipped", "Skipped", skipped.size());
  answer.say(console);
  for (const SkippedFile& one : skipped)
    console.say("skipped", "  " + one.file + ": " + one.reason, {{"file", one.file}, {"reason", one.reason}});
}

template <class T>
T read_document(const fs::path& site, const std::string& path) {
  Result<T> document = read<T>(read_file(site / path), path);
  if (!document) throw Failure(document.error().message + ". vitrine check says more.");
  return std::move(*document);
}

/// All files except thumbnails and originals.
std::vector<FileEntry> files_of(const fs::path& site, const Manifest& manifest) {
  std::vector<FileEntry> files = manifest.files;
  const std::string documents = find_stored(manifest.files, path_of(Document::documents));
  const std::vector<FileEntry> others = read_document<DocumentList>(site, documents).files;
  files.insert(files.end(), others.begin(), others.end());
  return files;
}

std::vector<std::string> dates_of(const fs::path& site, const std::vector<FileEntry>& files) {
  std::vector<std::string> dates;
  for (const FileEntry& file : files) {
    if (file.path.rfind("api/images/", 0) == 0) {
      const auto shard = read_document<ImageShard>(site, file.path);
      dates.insert(dates.end(), shard.taken_at.begin(), shard.taken_at.end());
    }
  }
  std::erase_if(dates, [](const std::string& text) { return !parse_moment(text); });
  return dates;
}

std::optional<CalendarPlan> plan_of_site(const fs::path& site, const std::vector<FileEntry>& files) {
  for (const FileEntry& file : files)
    if (logical_path(file.path) == path_of(Document::calendar)) return read_document<CalendarPlan>(site, file.path);
  return std::nullopt;
}

void say_site(const fs::path& site, Console& console) {
  const std::string path = path_of(Document::collection);
  if (!fs::is_regular_file(site / path)) throw Failure(site.string() + " is not a site: it has no " + path + ".");
  const auto manifest = read_document<Manifest>(site, path);
  std::vector<std::string> facets;
  for (const Facet& facet : manifest.facets) facets.push_back(facet.name);
  std::vector<std::string> sizes;
  for (const std::uint32_t size : manifest.sizes) sizes.push_back(std::to_string(size));
  const std::vector<FileEntry> files = files_of(site, manifest);
  std::uint64_t bytes = 0;
  for (const FileEntry& file : files) bytes += file.bytes;
  Answer answer;
  answer.add("site", "Site", site.string());
  answer.add("title", "Title", manifest.title);
  answer.add("build", "Build", manifest.build);
  answer.add("generator", "Made by", manifest.generator);
  answer.add("pictures", "Pictures", manifest.pictures);
  answer.add("cards", "Cards", manifest.count - manifest.pictures);
  add_dates(answer, dates_of(site, files));
  answer.add("facets", "Facets", facets);
  answer.add("clusters", "Clusters", manifest.clusters);
  std::vector<std::string> tags;
  for (const TagEntry& tag : manifest.tags) tags.push_back(tag.code + " " + std::to_string(tag.count));
  answer.add("tags", "Tags", tags);
  add_vectors(answer, manifest.vectors.count, manifest.vectors.dimension, manifest.vectors.model,
              manifest.vectors.fidelity, 0.0F);
  add_plan(answer, plan_of_site(site, files));
  std::vector<std::string> modules;
  for (const ModuleEntry& module : manifest.modules) modules.push_back(module.name);
  if (modules.empty())
    answer.add("modules", "Modules", "none", JsonValue(modules));
  else
    answer.add("modules", "Modules", modules);
  answer.add("sizes", "Thumbnails", sizes);
  answer.add("originals", "Originals", manifest.originals);
  answer.add("bytes", "Documents", bytes_text(bytes), static_cast<std::int64_t>(bytes));
  answer.say(console);
}

}  // namespace

void add_info(CLI::App& app, CommonOptions& common, ExitCode& code) {
  CLI::App* verb = app.add_subcommand("info", "Print what a warehouse or a site holds");
  auto place = std::make_shared<fs::path>();
  verb->add_option("WAREHOUSE|SITE", *place, "A warehouse file or a site's folder")->required();
  verb->footer(
      R"(For a warehouse: what is published and what is held back, and the files that were skipped, with reasons.

Examples:
  vitrine info warehouse.db
  vitrine info site --json)");
  verb->callback([place, &common, &code] {
    Console console(style_of(common));
    if (!fs::exists(*place)) throw Failure("There is no " + place->string() + ".");
    fs::is_directory(*place) ? say_site(*place, console) : say_warehouse(*place, console);
    code = ExitCode::success;
  });
}

}  // namespace vitrine
